"""How parts below tell parts above that something happened: typed events, delivered at once on the teller's thread.

Ids are plain text here, so that the ground knows nothing of content.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

E = TypeVar("E")


class Events:
    """A list of listeners for each kind of event."""

    def __init__(self) -> None:
        self._listeners: dict[type, list[Callable[[Any], None]]] = {}

    def on(self, kind: type[E], listener: Callable[[E], None]) -> Callable[[], None]:
        """Listen to `kind`; returns the call that stops listening."""
        listeners = self._listeners.setdefault(kind, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener) if listener in listeners else None

    def tell(self, event: object) -> None:
        for listener in tuple(self._listeners.get(type(event), ())):
            listener(event)


@dataclass(frozen=True, slots=True)
class ProgressChanged:
    """A step was seen, or a lesson started or finished."""

    lesson: str


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """An answer is on the disk."""

    lesson: str
    question: str


@dataclass(frozen=True, slots=True)
class NoteKept:
    """What a person wrote is on the disk."""

    lesson: str
    step: str


@dataclass(frozen=True, slots=True)
class KeepingFailed:
    """Something could not be written; it is still in memory and is tried again. `words` may be shown."""

    words: str


@dataclass(frozen=True, slots=True)
class KeepingWorksAgain:
    """What could not be written before is on the disk now."""


@dataclass(frozen=True, slots=True)
class PreferenceChanged:
    """One of the open profile's own settings has a new value."""

    name: str


@dataclass(frozen=True, slots=True)
class CheckInKept:
    """A check-in was finished."""

    checkin: str


@dataclass(frozen=True, slots=True)
class RestChanged:
    """A day of real rest was noted, or taken back."""


@dataclass(frozen=True, slots=True)
class PracticeKept:
    """A practice was done, to its end or not."""

    practice: str


@dataclass(frozen=True, slots=True)
class SceneChanged:
    """A path through a scene went on, went back, or came to its end."""

    scene: str


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """A line of the plan, or the week's intention, is another now."""


@dataclass(frozen=True, slots=True)
class DaysErased:
    """A person took away what was noted on some days."""


@dataclass(frozen=True, slots=True)
class ReviewChanged:
    """Which questions come back, or when, is another now."""


@dataclass(frozen=True, slots=True)
class SessionChanged:
    """A training session was made, changed, run, closed or removed."""

    session: str


@dataclass(frozen=True, slots=True)
class RoomAnswered:
    """One more person of the room answered, or raised hands were counted."""

    round: str
