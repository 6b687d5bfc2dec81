"""What a pack is made of: frozen values, no behaviour beyond looking things up.

A lesson exists once for each language; a card is what the shelf, the search and Today need of it without reading it.
`line` says where a value stands in its file (for the checker); it takes no part in comparing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

PackId = NewType("PackId", str)
CourseId = NewType("CourseId", str)
ModuleId = NewType("ModuleId", str)
LessonId = NewType("LessonId", str)  # "pack/lesson", so that two packs never collide
PracticeId = NewType("PracticeId", str)  # "pack/practice"
StepId = NewType("StepId", str)  # stable within its lesson: {#id} of the heading, else "step-N" counted from 1
QuestionId = NewType("QuestionId", str)  # stable within its lesson

Texts = Mapping[str, str]  # language code -> words


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
class KeyPoints:
    """What to take along."""

    points: tuple[str, ...]
    line: int = field(default=0, compare=False, repr=False)


Block = Prose | Picture | Callout | Question | Reflection | PracticeLink | KeyPoints


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
    title: str
    text: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Practice:
    """Something to do with body or mind. `breath` is (in, hold, out, hold) in seconds, for kind "breath"."""

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
    """The help lines of all packs in one language, in order, and words for asking for help."""

    lines: tuple[HelpLine, ...]
    phrases: tuple[str, ...]
    pack_title: str = ""


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
class ModuleCard:
    id: ModuleId
    course: CourseId
    title: str
    number: int
    lessons: tuple[LessonCard, ...]


@dataclass(frozen=True, slots=True)
class CourseCard:
    id: CourseId
    pack: PackId
    title: str
    about: str
    picture: str
    modules: tuple[ModuleCard, ...]

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


@dataclass(frozen=True, slots=True)
class ContentRef:
    """A line of a module's contents: kind lesson, scene or practice, and the full id ("pack/name")."""

    kind: str
    id: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Module:
    id: ModuleId
    title: Texts
    contents: tuple[ContentRef, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Course:
    id: CourseId
    title: Texts
    about: Texts
    picture: str
    modules: tuple[Module, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack read whole: every language of every lesson and practice."""

    id: PackId
    version: str
    languages: tuple[str, ...]
    title: Texts
    licence: str
    authors: tuple[str, ...]
    reviewed_by: str
    reviewed_on: str
    review_by: str
    words: Mapping[str, Texts]
    courses: tuple[Course, ...]
    sources: Mapping[str, Source]
    lessons: Mapping[LessonId, Mapping[str, Lesson]] = field(default_factory=dict)
    practices: Mapping[PracticeId, Mapping[str, Practice]] = field(default_factory=dict)
    help_lines: Mapping[str, tuple[HelpLine, ...]] = field(default_factory=dict)  # language -> lines
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # language -> phrases
    order: int = 100  # on the shelf, smaller first
