"""All that a room's projector can show. It is built of words and numbers alone, and imports nothing of ours.

Everything is checked when it is made: a record, a note, a scene, a profile or a service finds no field to sit in. Who
wants to show something must first say which words of it the room may read; room_face.py does.
"""

from dataclasses import dataclass
from math import isfinite
from typing import Any, NoReturn

ROWS = 3  # the most rows of a slide of words
CHOICES = 5  # the most that a room can vote on, A to E
BANDS = 6  # the most bars of a chart

Rhythm = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """A title and up to three rows. `tag` says how to work («En parejas»), `footer` stands small below, `aside` at its
    right; `picture` is the path of a file, or a data: address.
    """

    title: str
    points: tuple[str, ...] = ()
    tag: str = ""
    footer: str = ""
    picture: str = ""
    aside: str = ""

    def __post_init__(self) -> None:
        _texts(self.title, *_row(self.points, ROWS), self.tag, self.footer, self.picture, self.aside)


@dataclass(frozen=True, slots=True)
class Options:
    """A question and what the room votes on. Which of them cares is not in it."""

    prompt: str
    options: tuple[str, ...]
    footer: str = ""

    def __post_init__(self) -> None:
        _texts(self.prompt, *_row(self.options, CHOICES), self.footer)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: how long, 0 to 1, and what stands at its end («10», «38 %»)."""

    share: float
    words: str

    def __post_init__(self) -> None:
        _texts(self.words)
        if type(self.share) not in (int, float) or not isfinite(self.share) or not 0 <= self.share <= 1:
            raise TypeError("a bar is 0 to 1 long")


@dataclass(frozen=True, slots=True)
class BarRow:
    """A band or a question: its words, one bar for each of Counts.legend (one without), and what is said at its end."""

    label: str
    bars: tuple[Bar, ...] = ()
    note: str = ""
    result: str = ""
    result_note: str = ""

    def __post_init__(self) -> None:
        _texts(self.label, self.note, self.result, self.result_note)
        _all_are(self.bars, Bar)


@dataclass(frozen=True, slots=True)
class Counts:
    """Results that groups.py, means.py or pairs.py allowed. With a sentence in their place there are no rows."""

    title: str
    rows: tuple[BarRow, ...] = ()
    about: str = ""
    sentence: str = ""
    legend: tuple[str, ...] = ()
    footer: str = ""

    def __post_init__(self) -> None:
        _texts(self.title, self.about, self.sentence, *_row(self.legend, 2), self.footer)
        _all_are(_row(self.rows, BANDS), BarRow)
        if any(len(row.bars) != max(1, len(self.legend)) for row in self.rows):
            raise ValueError("a bar without a legend, or a legend without a bar")


@dataclass(frozen=True, slots=True)
class Breath:
    """Breathing for all: in, hold, out, hold in seconds, for so long; `gone` seconds of it have passed."""

    title: str
    rhythm: Rhythm
    seconds: int
    has_sip: bool = False
    gone: float = 0.0

    def __post_init__(self) -> None:
        _texts(self.title)
        _whole(*_row(self.rhythm, 4), self.seconds)
        if len(self.rhythm) != 4 or type(self.has_sip) is not bool or type(self.gone) not in (int, float):
            raise TypeError("no rhythm")


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing, on the slide's own ground."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause for all, with breathing, and no word about why."""


@dataclass(frozen=True, slots=True)
class Calm:
    """What the room sees while the trainer's screen is hidden: the time and nothing else."""

    clock: str

    def __post_init__(self) -> None:
        _texts(self.clock)


@dataclass(frozen=True, slots=True)
class Timer:
    """How many seconds are left, of how many."""

    seconds: int
    total: int

    def __post_init__(self) -> None:
        _whole(self.seconds, self.total)


Slide = Words | Options | Counts | Breath | Blank | Pause | Calm
SLIDES = (Words, Options, Counts, Breath, Blank, Pause, Calm)


@dataclass(frozen=True, slots=True)
class RoomView:
    """What the room sees now: one slide, and the timer beside it. Nothing may be added by a class below it."""

    slide: Slide
    timer: Timer | None = None

    def __post_init__(self) -> None:
        if type(self.slide) not in SLIDES:
            raise TypeError(f"the room may not see a {type(self.slide).__name__}")
        if type(self.timer) not in (Timer, type(None)):
            raise TypeError(f"this is no timer: {type(self.timer).__name__}")

    def __init_subclass__(cls, **_more: Any) -> NoReturn:
        raise TypeError("nothing else is a RoomView")


def _texts(*found: object) -> None:
    """Exactly str: whatever only looks like text may carry more."""
    _all_are(found, str)


def _whole(*found: object) -> None:
    _all_are(found, int)
    if any(isinstance(one, int) and one < 0 for one in found):
        raise ValueError("a time below nothing")


def _row(found: tuple[Any, ...], most: int) -> tuple[Any, ...]:
    if type(found) is not tuple:
        raise TypeError(f"no tuple: {type(found).__name__}")
    if len(found) > most:
        raise ValueError(f"{len(found)} rows, and the room reads {most}")
    return found


def _all_are(found: object, kind: type) -> None:
    if type(found) is not tuple or any(type(one) is not kind for one in found):
        raise TypeError(f"not only {kind.__name__} in {type(found).__name__}")
