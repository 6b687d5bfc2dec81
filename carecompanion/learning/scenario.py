"""A scene in play, pure: what is offered, what a choice does to her, going back, and what may be said at the end.

A play is no more than the numbers of the choices made; everything else follows from the scene.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from carecompanion.content.model import Room
from carecompanion.content.scene import CARES, Choice, Feeling, Moment, MomentId, Scene
from carecompanion.content.scene_ways import next_state, ways_of
from carecompanion.learning.scene_map import SceneMap, lay_out

CARED_LINES = 3


class ChoiceNotOffered(ValueError):
    """There is no such choice here, or not as she feels now."""


@dataclass(frozen=True, slots=True)
class Play:
    """A walk through a scene. `taken` are the numbers of the choices, from 1 in the order of the file, offered or not.

    `moments` and `feelings` are one longer: where one was and how she felt there, before each choice and now.
    """

    scene: Scene
    taken: tuple[int, ...]
    moments: tuple[Moment, ...]
    feelings: tuple[Feeling, ...]

    @property
    def moment(self) -> Moment:
        return self.moments[-1]

    @property
    def feeling(self) -> Feeling:
        return self.feelings[-1]

    @property
    def is_over(self) -> bool:
        return self.moment.is_ending

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Those made, one for each moment but the last."""
        return tuple(moment.choices[number - 1] for moment, number in zip(self.moments, self.taken, strict=False))

    @property
    def last(self) -> Choice | None:
        """The choice just made."""
        return self.choices[-1] if self.taken else None

    @property
    def offered(self) -> tuple[tuple[int, Choice], ...]:
        """What may be chosen now, each with its number."""
        every = enumerate(self.moment.choices, 1)
        return tuple((number, choice) for number, choice in every if choice.is_offered(self.feeling))

    @property
    def remaining(self) -> int:
        """The fewest choices from here to an ending; 0 at one, and where none can be reached."""
        return ways_of(self.scene, (self.moment.id, self.feeling)).to_an_ending or 0


def begin(scene: Scene) -> Play:
    return Play(scene, (), (scene.first,), (scene.feeling,))


def say(play: Play, number: int) -> Play:
    """The play after choice `number` of this moment. Raises ChoiceNotOffered."""
    choice = dict(play.offered).get(number)
    if choice is None:
        raise ChoiceNotOffered(number)
    moment_id, feeling = next_state((play.moment.id, play.feeling), choice)
    moment = play.scene.moment(moment_id)
    return Play(play.scene, (*play.taken, number), (*play.moments, moment), (*play.feelings, feeling))


def back(play: Play) -> Play:
    """One moment earlier; the beginning stays the beginning."""
    return back_to(play, max(0, len(play.taken) - 1))


def back_to(play: Play, index: int) -> Play:
    """As it was at `play.moments[index]`. Raises ValueError where there is no such moment."""
    if not 0 <= index < len(play.moments):
        raise ValueError(index)
    return Play(play.scene, play.taken[:index], play.moments[: index + 1], play.feelings[: index + 1])


def replay(scene: Scene, taken: Iterable[int]) -> Play:
    """The same choices again, as far as they are still offered: a newer pack may tell the scene differently."""
    play = begin(scene)
    for number in taken:
        try:
            play = say(play, number)
        except ChoiceNotOffered:
            break
    return play


def room_of(play: Play) -> Room:
    """What the projector shows: her words, or her face, and the choices; or what the author wrote for the room."""
    moment = play.moment
    if moment.room:
        return moment.room
    if moment.is_ending:
        return Room(moment.title, (moment.words,) if moment.words else ())
    return Room(moment.words or moment.face or moment.title, tuple(choice.text for _number, choice in play.offered))


def map_of(scene: Scene, plays: Sequence[Play]) -> SceneMap:
    """All moments of a scene. The first of `plays` is the path that is shown; the others were gone before."""
    walks: list[tuple[MomentId, ...]] = [tuple(moment.id for moment in play.moments) for play in plays]
    steps = ways_of(scene).steps
    edges = dict.fromkeys((state[0], target[0]) for state, found in steps.items() for _choice, target in found)
    shown = zip(plays[0].moments, plays[0].feelings, strict=True) if plays else ()
    return lay_out(scene, walks, list(edges), {moment.id: feeling.trust for moment, feeling in shown})


def turning_points(play: Play) -> tuple[int, int, int]:
    """Her calm when she arrived, halfway and at the end, 1 to 5."""
    return play.feelings[0].calm, play.feelings[len(play.taken) // 2].calm, play.feelings[-1].calm


def cared(play: Play) -> tuple[str, ...]:
    """What cared for her most: up to three notes on caring choices, those that gave her most, in the order made."""
    caring = [choice for choice in dict.fromkeys(play.choices) if choice.care == CARES[0] and choice.short]
    most = sorted(caring, key=lambda choice: -(choice.calm + choice.trust))[:CARED_LINES]
    return tuple(choice.short for choice in caring if choice in most)


def next_time(play: Play) -> str:
    """What to try next time: what the first choice that did not care says, else what the ending says."""
    return next((choice.why for choice in play.choices if choice.care != CARES[0] and choice.why), play.moment.next)
