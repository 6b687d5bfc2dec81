"""The agenda of a session and how a trainer changes it. A change gives a new agenda: undo is keeping the old one.

A session is made of a day of a workshop and then is the trainer's own. Times of the day are minutes since midnight.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from carecompanion.content.workshop import BLOCK_KINDS, WEIGHTS, AgendaBlock, Day

DAY = 24 * 60
MOST_MINUTES = 8 * 60  # of one block


@dataclass(frozen=True, slots=True)
class BlockSlide:
    """The workshop's or the trainer's own words for the room. `picture` is the path of a file."""

    title: str
    points: tuple[str, ...] = ()
    tag: str = ""
    minutes: int = 0
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a session, as content.workshop.AgendaBlock; `of` is its reference as text, "" = none.

    Raises ValueError for a kind or weight that is none, and for minutes no block can have.
    """

    id: str
    kind: str
    title: str
    minutes: int
    least: int = 1
    weight: str = "should"
    of: str = ""
    steps: tuple[str, ...] = ()
    notes: str = ""
    is_sensitive: bool = False
    notice: str = ""
    slides: tuple[BlockSlide, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in BLOCK_KINDS or self.weight not in WEIGHTS:
            raise ValueError(f"no such block: {self.kind}, {self.weight}")
        if not (1 <= self.minutes <= MOST_MINUTES and self.least >= 1):
            raise ValueError(f"{self.minutes} minutes, at least {self.least}")

    @property
    def fewest(self) -> int:
        """The minutes it can be shortened to; its own where the trainer set fewer."""
        return min(self.least, self.minutes)

    def uses(self, step: str) -> bool:
        """Whether it shows this step of its lesson: where none was chosen, every one."""
        return not self.steps or step in self.steps


@dataclass(frozen=True, slots=True)
class Agenda:
    """Blocks one after another. `until` is when the room is needed no more, 0 = nobody said.

    Raises ValueError when two have one id, or it begins or ends at no time of a day.
    """

    starts: int
    blocks: tuple[Block, ...] = ()
    until: int = 0

    def __post_init__(self) -> None:
        if not (0 <= self.starts < DAY and 0 <= self.until <= DAY):
            raise ValueError(f"it starts at {self.starts}, until {self.until}")
        if len({block.id for block in self.blocks}) != len(self.blocks):
            raise ValueError("two blocks have one id")

    @property
    def minutes(self) -> int:
        return sum(block.minutes for block in self.blocks)

    @property
    def ends_at(self) -> int:
        """May be later than midnight."""
        return self.starts + self.minutes

    @property
    def is_longer_than_the_day(self) -> bool:
        return self.ends_at > DAY

    def starts_of(self, place: int) -> int:
        """When the block at this place begins. Raises IndexError."""
        return self.starts + sum(block.minutes for block in self.blocks[: self.checked(place)])

    def spare(self, until: int) -> int:
        """Minutes left over until then; below nothing when it takes longer."""
        return until - self.ends_at

    def place_of(self, block_id: str) -> int | None:
        return next((place for place, block in enumerate(self.blocks) if block.id == block_id), None)

    def checked(self, place: int) -> int:
        """The place of a block. Raises IndexError; -1 is not the last one here."""
        if not 0 <= place < len(self.blocks):
            raise IndexError(place)
        return place


def agenda_of(day: Day) -> Agenda:
    """A day of a workshop as a session begins."""
    return Agenda(day.starts_at, tuple(block_of(block) for block in day.blocks), min(day.ends_at, DAY))


def is_same_day(one: Agenda, other: Agenda) -> bool:
    """Most blocks stand in both; what a trainer changed in it makes no other day of it."""
    known = {block.id for block in one.blocks}
    return 2 * sum(block.id in known for block in other.blocks) > len(other.blocks)


def block_of(block: AgendaBlock) -> Block:
    return Block(
        id=str(block.id),
        kind=block.kind,
        title=block.title,
        minutes=block.minutes,
        least=block.least,
        weight=block.weight,
        of="" if block.of is None else str(block.of),
        steps=tuple(str(step) for step in block.steps),
        notes=block.notes,
        is_sensitive=block.is_sensitive,
        notice=block.notice,
        slides=tuple(BlockSlide(one.title, one.points, one.tag, one.minutes) for one in block.slides),
    )


# ---- changes; each raises IndexError where there is no such block


def started_at(agenda: Agenda, starts: int) -> Agenda:
    """The whole session earlier or later; the time it has goes with it."""
    until = min(max(1, agenda.until + starts - agenda.starts), DAY) if agenda.until else 0
    return replace(agenda, starts=starts, until=until)


def lasting_until(agenda: Agenda, until: int) -> Agenda:
    """With a time it should end by; 0: none. Raises ValueError for no time of a day."""
    return replace(agenda, until=until)


def moved(agenda: Agenda, place: int, to: int) -> Agenda:
    """The block elsewhere; beyond the ends it stays at the end."""
    rest = list(agenda.blocks)
    block = rest.pop(agenda.checked(place))
    rest.insert(min(max(0, to), len(rest)), block)
    return replace(agenda, blocks=tuple(rest))


def resized(agenda: Agenda, place: int, minutes: int) -> Agenda:
    """The block so long; as near as a block can be."""
    return changed(agenda, place, minutes=min(max(1, minutes), MOST_MINUTES))


def changed(agenda: Agenda, place: int, **parts: object) -> Agenda:
    """The block with other parts, by name. Raises ValueError as Block does."""
    block = replace(agenda.blocks[agenda.checked(place)], **parts)  # type: ignore[arg-type]
    return replace(agenda, blocks=(*agenda.blocks[:place], block, *agenda.blocks[place + 1 :]))


def removed(agenda: Agenda, place: int) -> Agenda:
    agenda.checked(place)
    return replace(agenda, blocks=(*agenda.blocks[:place], *agenda.blocks[place + 1 :]))


def added(agenda: Agenda, block: Block, place: int | None = None) -> Agenda:
    """With one block more, before the one at `place` or at the end; its id is made free."""
    at = len(agenda.blocks) if place is None else min(max(0, place), len(agenda.blocks))
    fresh = replace(block, id=free_id(block.id, (one.id for one in agenda.blocks)))
    return replace(agenda, blocks=(*agenda.blocks[:at], fresh, *agenda.blocks[at:]))


def duplicated(agenda: Agenda, place: int) -> Agenda:
    """With the block once more, right after it."""
    return added(agenda, agenda.blocks[agenda.checked(place)], place + 1)


def free_id(wished: str, taken: Iterable[str]) -> str:
    """The id, or the first of id-2, id-3 … that nobody has."""
    known = set(taken)
    number = 1
    while (found := wished if number == 1 else f"{wished}-{number}") in known:
        number += 1
    return found
