"""A pack read whole: its courses with their contents, and every document in every language.

Apart from the model, which its documents (lessons, scenes, check-ins) are made of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from carecompanion.content.model import (
    CheckIn,
    CheckInId,
    CourseId,
    HelpLine,
    Lesson,
    LessonId,
    ModuleId,
    PackId,
    Practice,
    PracticeId,
    SceneId,
    Source,
    Texts,
)
from carecompanion.content.scene import CardId, DeskCard, Scene
from carecompanion.content.workshop import Workshop, WorkshopId


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document must know of its pack to be read alone."""

    pack: PackId
    version: str
    languages: tuple[str, ...]
    words: Mapping[str, Texts]


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
    tracks: Mapping[str, tuple[ContentRef, ...]] = field(default_factory=dict)  # role -> lessons, in order


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack read whole: every language of every document."""

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
    checkins: Mapping[CheckInId, Mapping[str, CheckIn]] = field(default_factory=dict)
    scenes: Mapping[SceneId, Mapping[str, Scene]] = field(default_factory=dict)
    desk_cards: Mapping[CardId, Mapping[str, DeskCard]] = field(default_factory=dict)
    workshops: Mapping[WorkshopId, Mapping[str, Workshop]] = field(default_factory=dict)
    hard_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # language -> phrases that touch on dying
    signed_by: str = ""
    fingerprint: str = ""

    @property
    def origin(self) -> Origin:
        return Origin(self.id, self.version, self.languages, self.words)
