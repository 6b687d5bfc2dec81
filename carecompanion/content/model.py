"""What a pack is made of: frozen values, no behaviour beyond looking things up.

A lesson exists once for each language; a card is what the shelf, the search and Today need of it without reading it.
`line` says where a value stands in its file (for the checker); it takes no part in comparing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NewType, TypeVar

PackId = NewType("PackId", str)
CourseId = NewType("CourseId", str)
ModuleId = NewType("ModuleId", str)
LessonId = NewType("LessonId", str)  # "pack/lesson", so that two packs never collide
PracticeId = NewType("PracticeId", str)  # "pack/practice"
SceneId = NewType("SceneId", str)  # "pack/scene"
StepId = NewType("StepId", str)  # stable within its lesson: {#id} of the heading, else "step-N" counted from 1
QuestionId = NewType("QuestionId", str)  # stable within its lesson
CheckInId = NewType("CheckInId", str)  # "pack/checkin"
ItemId = NewType("ItemId", str)  # stable within its check-in
ScaleId = NewType("ScaleId", str)  # stable within its check-in

Texts = Mapping[str, str]  # language code -> words
Named = TypeVar("Named", "AnswerSet", "Item", "Scale")


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, lists and quotes, as Markdown."""

    markdown: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the pack; `path` is relative to the pack's folder."""

    path: str
    spoken: str
    caption: str = ""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Callout:
    """A short tip; an empty title means the program's own word."""

    title: str
    markdown: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a question, with the feedback that teaches: a short first sentence, and the rest."""

    text: str
    is_caring: bool
    lead: str
    feedback: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A knowledge check. `cares` says whom the caring answer looks after: her, me or all."""

    id: QuestionId
    prompt: str
    options: tuple[Option, ...]
    cares: str = "all"
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reflection:
    """A question to write about in private."""

    id: str
    prompt: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PracticeLink:
    """A practice shown inside a lesson, with a sentence for the next shift."""

    practice: PracticeId
    text: str = ""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SceneLink:
    """A scene to play inside a lesson, with a sentence before it."""

    scene: SceneId
    text: str = ""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """What to take along."""

    points: tuple[str, ...]
    line: int = field(default=0, compare=False, repr=False)


Block = Prose | Picture | Callout | Question | Reflection | PracticeLink | SceneLink | KeyPoints


@dataclass(frozen=True, slots=True)
class Notice:
    """What hard content comes, and what may be read instead."""

    text: str
    summary: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Room:
    """What the projector shows for a step."""

    title: str
    points: tuple[str, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of a lesson, in reading order."""

    id: StepId
    title: str
    blocks: tuple[Block, ...]
    notice: Notice | None = None
    room: Room | None = None
    notes: str = ""
    line: int = 0

    @property
    def picture(self) -> Picture | None:
        return next((block for block in self.blocks if isinstance(block, Picture)), None)

    @property
    def question(self) -> Question | None:
        return next((block for block in self.blocks if isinstance(block, Question)), None)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in one language."""

    id: LessonId
    pack: PackId
    pack_version: str
    language: str
    title: str
    minutes: int
    roles: tuple[str, ...]
    steps: tuple[Step, ...]
    take: str
    sources: tuple[str, ...]
    notice: Notice | None = None
    picture: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # of its head's keys


@dataclass(frozen=True, slots=True)
class PracticeStep:
    """One thing to do; `seconds` is how long, 0 = until the person goes on."""

    title: str
    text: str
    line: int = field(default=0, compare=False, repr=False)
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Practice:
    """Something to do with body or mind.

    `breath` is (in, hold, out, hold) in seconds, for kind "breath"; `rhythms` are others to choose from; with `has_sip`
    the first hold is a second, short in-breath. `fits` names the reactions it may help with, `moments` when it suits.
    """

    id: PracticeId
    pack: PackId
    language: str
    title: str
    minutes: int
    kind: str
    why: str
    opening: str
    steps: tuple[PracticeStep, ...]
    dimension: str = ""
    breath: tuple[int, int, int, int] = (0, 0, 0, 0)
    sources: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # of its head's keys
    pack_version: str = ""
    about: str = ""
    dose: str = ""
    caution: str = ""
    evidence: str = ""
    icon: str = ""
    moments: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()
    rhythms: tuple[tuple[int, int, int, int], ...] = ()
    has_sip: bool = False


@dataclass(frozen=True, slots=True)
class PracticeCard:
    """A practice as its page shows it, in one language."""

    id: PracticeId
    pack: PackId
    title: str
    about: str
    minutes: int
    kind: str
    dimension: str
    icon: str
    moments: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One answer; `value` is what the scoring counts with."""

    value: int
    words: str


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """What may be answered. `kind` is faces, numbers, levels or tags (any number of them; `may_add` own words).

    `low` and `high` are the words at both ends of numbers.
    """

    id: str
    kind: str
    options: tuple[AnswerOption, ...]
    low: str = ""
    high: str = ""
    may_add: bool = False

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(option.value for option in self.options)


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a check-in. `answers` names its answer set, `page` the page it stands on."""

    id: ItemId
    text: str
    answers: str
    page: str
    hint: str = ""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One screen of a check-in."""

    id: str
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A scale's values from `at_least` up to the next band. `level` is its short word, `words` a sentence.

    `tone` is the hue it is shown in (leaf, ochre, plum or primary); with `offers_support` the result shows whom to
    talk to.
    """

    id: str
    at_least: float
    level: str
    words: str
    tone: str = "primary"
    offers_support: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """When a change of a scale is worth telling: `points` or more between two results; or, with `days`, between the
    means of the last `days` days and the `days` before, each from at least `entries` results. `up`, `down`: the words.
    """

    points: float
    days: int = 0
    entries: int = 1
    up: str = ""
    down: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """How items become a value: `combine` is sum or mean, times `times`. Reversed items count from the other end.

    With fewer than `least` answers there is no value; with some missing, a sum counts each missing one as the mean of
    the others. `dimension` places it on the wheel; `high_is` good, strain or "".
    """

    id: ScaleId
    title: str
    items: tuple[ItemId, ...]
    combine: str
    about: str = ""
    reversed_items: tuple[ItemId, ...] = ()
    times: float = 1.0
    least: int = 1
    bands: tuple[Band, ...] = ()
    change: Change | None = None
    high_is: str = ""
    dimension: str = ""
    may_set_cut: bool = False  # the second of two bands may begin elsewhere
    line: int = field(default=0, compare=False, repr=False)

    def range_over(self, answers: Sequence[AnswerSet]) -> tuple[float, float]:
        """The least and the most value, when these are the answer sets of its items, in order; (0, 0) without items."""
        share = self.times / (max(1, len(answers)) if self.combine == "mean" else 1)
        least = sum(min(one.values, default=0) for one in answers)
        most = sum(max(one.values, default=0) for one in answers)
        return round(least * share, 6), round(most * share, 6)


@dataclass(frozen=True, slots=True)
class ItemRule:
    """What an answer opens: `act` is support (a card with whom to talk to) or help (help first, no score).

    It holds when the last `in_a_row` results all answered `item` within at_least..at_most.
    """

    item: ItemId
    act: str
    at_least: int | None = None
    at_most: int | None = None
    in_a_row: int = 1


@dataclass(frozen=True, slots=True)
class SmallStep:
    """Something small to do, and when it is offered: the scale is in one of `bands`, or within at_least..at_most, or
    is the lowest of the wheel. Without a scale it always fits. `kind` and `target` say where it leads: practice, lesson
    (full ids), plan (a kind of line), help or checkin.
    """

    id: str
    kind: str
    target: str
    text: str
    reason: str
    minutes: int = 0
    scale: str = ""
    bands: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    is_lowest: bool = False
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """An instrument in one language: what is asked, how it is scored, and what its result may say.

    `window_days` is what the questions ask about, `every_days` the least days between two (0 = any time). `measures`,
    `computed` and `limits` are its card.
    """

    id: CheckInId
    pack: PackId
    pack_version: str
    language: str
    version: str
    dated: str
    title: str
    about: str
    minutes: int
    window_days: int
    every_days: int
    measures: str
    computed: str
    limits: str
    licence: str
    is_validated: bool
    sources: tuple[str, ...]
    answer_sets: tuple[AnswerSet, ...]
    pages: tuple[ItemPage, ...]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    rules: tuple[ItemRule, ...] = ()
    small_steps: tuple[SmallStep, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # of keys, answer sets and pages

    def item(self, item: ItemId) -> Item:
        """Raises KeyError."""
        return _named(self.items, item)

    def scale(self, scale: str) -> Scale:
        """Raises KeyError."""
        return _named(self.scales, scale)

    def answers_to(self, item: ItemId) -> AnswerSet:
        """Raises KeyError."""
        return _named(self.answer_sets, self.item(item).answers)

    def items_of(self, page: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.page == page)

    def range_of(self, scale: Scale) -> tuple[float, float]:
        """The least and the most value this scale can have."""
        return scale.range_over([self.answers_to(item) for item in scale.items])


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `seen_on` is an ISO date; confidence H, M, L or LU."""

    id: str
    text: str
    url: str = ""
    seen_on: str = ""
    confidence: str = ""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A phone line, in one language. ISO dates; `confirmed_on` is empty until the line's owner confirmed it."""

    id: str
    kind: str
    number: str
    title: str
    who: str
    hours: str
    is_always: bool
    is_free: bool
    seen_on: str
    confirmed_on: str
    source: Source | None = None
    languages: tuple[str, ...] = ()  # those the line answers in
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The help lines of all packs in one language, in order, and words for asking for help.

    `hard_words` touch on dying; the phrases of the other languages follow those of this one.
    """

    lines: tuple[HelpLine, ...]
    phrases: tuple[str, ...]
    pack_title: str = ""
    hard_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonCard:
    """A lesson as the shelf shows it, in one language."""

    id: LessonId
    pack: PackId
    course: CourseId
    module: ModuleId
    title: str
    minutes: int
    roles: tuple[str, ...]
    is_sensitive: bool
    has_questions: bool
    step_ids: tuple[StepId, ...]
    step_titles: tuple[str, ...]
    picture: str = ""
    take: str = ""


@dataclass(frozen=True, slots=True)
class SceneCard:
    """A scene as the shelf shows it, in one language."""

    id: SceneId
    pack: PackId
    course: CourseId
    module: ModuleId
    title: str
    about: str
    minutes: int
    roles: tuple[str, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ModuleCard:
    """Part of a course. `order` names its lessons and scenes as they follow one another, "lesson:pack/id"."""

    id: ModuleId
    course: CourseId
    title: str
    number: int
    lessons: tuple[LessonCard, ...]
    scenes: tuple[SceneCard, ...] = ()
    order: tuple[str, ...] = ()

    @property
    def contents(self) -> tuple[LessonCard | SceneCard, ...]:
        """Lessons and scenes in the order of the module; only the lessons where no order is known."""
        known: dict[str, LessonCard | SceneCard] = {f"lesson:{lesson.id}": lesson for lesson in self.lessons}
        known |= {f"scene:{scene.id}": scene for scene in self.scenes}
        return tuple(known[name] for name in self.order if name in known) or self.lessons


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A course as the shelf shows it. `tracks`: the lessons of a role in its order; a role without one has them all."""

    id: CourseId
    pack: PackId
    title: str
    about: str
    picture: str
    modules: tuple[ModuleCard, ...]
    tracks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def lessons(self) -> tuple[LessonCard, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)


@dataclass(frozen=True, slots=True)
class PackCard:
    """A whole pack as the shelf shows it, in one language."""

    id: PackId
    title: str
    version: str
    languages: tuple[str, ...]
    licence: str
    authors: tuple[str, ...]
    reviewed_by: str
    reviewed_on: str
    order: int = 100
    signed_by: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class BrokenPack:
    """A pack that cannot be used: a book on the shelf with a sentence. `problems` are "file:line: what"."""

    id: PackId
    words: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One search result: a lesson, the step that matched ("" = the lesson itself) and the words around the match."""

    lesson: LessonCard
    step: StepId | None
    step_title: str
    excerpt: str


def _named(things: tuple[Named, ...], name: str) -> Named:
    found = next((thing for thing in things if thing.id == name), None)
    if found is None:
        raise KeyError(name)
    return found
