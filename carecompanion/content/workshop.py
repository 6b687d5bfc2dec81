"""A workshop as a trainer runs it, in one language: days of blocks, a test, a form on paper. Frozen values.

Apart from the model, as the scene is. `line` says where a value stands in its file; it takes no part in comparing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NewType

from carecompanion.content.model import PackId, StepId

WorkshopId = NewType("WorkshopId", str)  # "pack/workshop"
BlockId = NewType("BlockId", str)  # stable within its workshop
TestId = NewType("TestId", str)  # stable within its workshop

BLOCK_KINDS = (
    "welcome", "checkin", "lesson", "scene", "practice", "activity", "break", "poll", "test", "plan", "closing",
)  # fmt: skip
WEIGHTS = ("must", "should", "could")
REFERENCE_KINDS = ("lesson", "scene", "practice", "checkin", "test")
QUESTION_KINDS = ("choice", "confidence")
FORM_KINDS = ("scale", "words")
RATINGS = (1, 2, 3, 4, 5)  # answers of a confidence question and of a scale, from little to much


@dataclass(frozen=True, slots=True)
class Reference:
    """What a block shows from elsewhere: `kind` is one of REFERENCE_KINDS, `id` "pack/name"; of a test its own id."""

    kind: str
    id: str

    @property
    def pack(self) -> PackId:
        """The pack that has it; "" for a test, which is the workshop's own."""
        return PackId("" if self.kind == "test" else self.id.partition("/")[0])

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class OwnSlide:
    """Words of the workshop for the room. `tag` says how (in pairs), `minutes` sets a timer, 0 = none."""

    title: str
    points: tuple[str, ...] = ()
    tag: str = ""
    minutes: int = 0
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AgendaBlock:
    """A part of a day. `least` is the fewest minutes it can be shortened to, `weight` one of WEIGHTS.

    With `of` it shows that; of a lesson only `steps`, or all of them when there are none. A sensitive one is announced
    to the room: by `notice`, or by the notice of what it shows. `notes` are the trainer's, with line breaks.
    """

    id: BlockId
    kind: str
    title: str
    minutes: int
    least: int
    weight: str
    of: Reference | None = None
    steps: tuple[StepId, ...] = ()
    notes: str = ""
    is_sensitive: bool = False
    notice: str = ""
    slides: tuple[OwnSlide, ...] = ()
    line: int = field(default=0, compare=False, repr=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # of its keys, and of steps:id


@dataclass(frozen=True, slots=True)
class Day:
    """Blocks one after another. `starts` is a time like "08:30"; the other times are minutes since midnight."""

    id: str
    title: str
    starts: str
    blocks: tuple[AgendaBlock, ...]
    line: int = field(default=0, compare=False, repr=False)

    @property
    def minutes(self) -> int:
        return sum(block.minutes for block in self.blocks)

    @property
    def starts_at(self) -> int:
        hours, _colon, minutes = self.starts.partition(":")
        return int(hours) * 60 + int(minutes)

    @property
    def ends_at(self) -> int:
        """May be later than midnight."""
        return self.starts_at + self.minutes


@dataclass(frozen=True, slots=True)
class TestQuestion:
    """A choice between `options`, of which `right` is the place of the right one, from 1; or a confidence from 1 to 5,
    which has neither.
    """

    __test__: ClassVar[bool] = False  # no test of ours, whatever its name says to pytest

    id: str
    kind: str
    text: str
    options: tuple[str, ...] = ()
    right: int = 0
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class KnowledgeTest:
    """The same questions before, after and three months later."""

    id: TestId
    title: str
    questions: tuple[TestQuestion, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """`kind` is scale (1 to 5) or words (some lines to write on)."""

    id: str
    kind: str
    text: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SatisfactionForm:
    """What people thought of it; on paper only."""

    id: str
    title: str
    questions: tuple[FormQuestion, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Workshop:
    """A template for sessions. The reader lets none pass that names a test it has not, or times that do not add up."""

    id: WorkshopId
    pack: PackId
    pack_version: str
    language: str
    version: str
    dated: str
    title: str
    about: str
    roles: tuple[str, ...]
    minutes: int
    materials: tuple[str, ...]
    days: tuple[Day, ...]
    tests: tuple[KnowledgeTest, ...] = ()
    forms: tuple[SatisfactionForm, ...] = ()
    sources: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # of its keys

    @property
    def blocks(self) -> tuple[AgendaBlock, ...]:
        """Of all days, in order."""
        return tuple(block for day in self.days for block in day.blocks)

    @property
    def references(self) -> tuple[Reference, ...]:
        """What its blocks show from packs, each once; tests are its own."""
        found = (block.of for block in self.blocks if block.of is not None and block.of.kind != "test")
        return tuple(dict.fromkeys(found))

    @property
    def needs(self) -> tuple[PackId, ...]:
        """The other packs it shows something of."""
        packs = (reference.pack for reference in self.references)
        return tuple(dict.fromkeys(pack for pack in packs if pack != self.pack))

    def block(self, block_id: BlockId) -> AgendaBlock:
        """Raises KeyError."""
        found = next((block for block in self.blocks if block.id == block_id), None)
        if found is None:
            raise KeyError(block_id)
        return found

    def test(self, test_id: str) -> KnowledgeTest:
        """Raises KeyError."""
        found = next((test for test in self.tests if test.id == test_id), None)
        if found is None:
            raise KeyError(test_id)
        return found


@dataclass(frozen=True, slots=True)
class WorkshopCard:
    """A workshop as the list of templates shows it, in one language. `day_minutes`: of each day, breaks and all."""

    id: WorkshopId
    pack: PackId
    title: str
    about: str
    minutes: int
    roles: tuple[str, ...]
    day_minutes: tuple[int, ...]
    block_count: int
    needs: tuple[PackId, ...] = ()
