"""What the shelf, Today, the search and the help page need of a pack, without its lessons' text blocks.

Apart from the library because it is what the cache keeps: plain values that go to JSON and back.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from carecompanion.content.model import (
    Block,
    Callout,
    CheckIn,
    CourseCard,
    CourseId,
    HelpLine,
    KeyPoints,
    Lesson,
    LessonCard,
    LessonId,
    Module,
    ModuleCard,
    ModuleId,
    Pack,
    PackCard,
    Practice,
    PracticeCard,
    PracticeId,
    Prose,
    Question,
    Reflection,
    Source,
    Step,
    Texts,
)
from carecompanion.content.prose import fold, plain

Document = TypeVar("Document", Lesson, Practice)


@dataclass(frozen=True, slots=True)
class IndexedLesson:
    """A lesson's card and its words: one text for each step, as written and folded (both of one length)."""

    card: LessonCard
    language: str
    texts: tuple[str, ...]
    folded: tuple[str, ...]
    folded_title: str
    folded_headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A pack in one of its languages."""

    card: PackCard
    courses: tuple[CourseCard, ...]
    lessons: Mapping[LessonId, IndexedLesson]
    help_lines: tuple[HelpLine, ...]
    phrases: tuple[str, ...]
    hard_words: tuple[str, ...]
    checkins: tuple[CheckIn, ...]
    practices: tuple[PracticeCard, ...]


@dataclass(frozen=True, slots=True)
class PackIndex:
    """All shelves of a pack by language, and what reading one lesson alone needs."""

    card: PackCard
    shelves: Mapping[str, Shelf]
    practices: Mapping[PracticeId, tuple[str, ...]]
    sources: Mapping[str, Source]
    words: Mapping[str, Texts]

    def shelf(self, language: str) -> Shelf:
        """The shelf in this language, or in the pack's first one."""
        return self.shelves.get(language) or self.shelves[self.card.languages[0]]


def index_of(pack: Pack) -> PackIndex:
    shelves = {language: _shelf(pack, language) for language in pack.languages}
    return PackIndex(
        card=shelves[pack.languages[0]].card,
        shelves=shelves,
        practices={name: tuple(found) for name, found in pack.practices.items()},
        sources=pack.sources,
        words=pack.words,
    )


def _shelf(pack: Pack, language: str) -> Shelf:
    places = {
        ref.id: (course.id, module.id)
        for course in reversed(pack.courses)
        for module in reversed(course.modules)
        for ref in module.contents
    }
    lessons = {}
    for name, found in pack.lessons.items():
        course, module = places.get(name, (CourseId(""), ModuleId("")))
        lesson = in_language(found, (language, *pack.languages))
        lessons[name] = _indexed(lesson, course, module)
    return Shelf(
        card=_pack_card(pack, language),
        courses=_courses(pack, language, lessons),
        lessons=lessons,
        help_lines=pack.help_lines.get(language, ()),
        phrases=pack.phrases.get(language, ()),
        hard_words=_hard_words(pack, language),
        checkins=tuple(found[language] for found in pack.checkins.values()),
        practices=tuple(_practice_card(in_language(found, (language, *pack.languages))) for found in _practices(pack)),
    )


def _hard_words(pack: Pack, language: str) -> tuple[str, ...]:
    """Those of this language, then of the others: nobody writes in the language of the menus for our sake."""
    every = (language, *pack.languages)
    return tuple(dict.fromkeys(phrase for code in every for phrase in pack.hard_words.get(code, ())))


def _practices(pack: Pack) -> list[Mapping[str, Practice]]:
    """All practices: in the order in which the courses name them, then the others by their ids."""
    contents = [ref.id for course in pack.courses for module in course.modules for ref in module.contents]
    named = [PracticeId(name) for name in contents if name in pack.practices]
    return [pack.practices[name] for name in dict.fromkeys([*named, *pack.practices])]


def _practice_card(practice: Practice) -> PracticeCard:
    return PracticeCard(
        id=practice.id,
        pack=practice.pack,
        title=practice.title,
        about=practice.about,
        minutes=practice.minutes,
        kind=practice.kind,
        dimension=practice.dimension,
        icon=practice.icon,
        moments=practice.moments,
        fits=practice.fits,
    )


def in_language(found: Mapping[str, Document], languages: Iterable[str]) -> Document:
    """The first of these languages that a lesson or practice has."""
    return next(found[language] for language in languages if language in found)


def _pack_card(pack: Pack, language: str) -> PackCard:
    return PackCard(
        id=pack.id,
        title=pack.title[language],
        version=pack.version,
        languages=pack.languages,
        licence=pack.licence,
        authors=pack.authors,
        reviewed_by=pack.reviewed_by,
        reviewed_on=pack.reviewed_on,
        order=pack.order,
    )


def _courses(pack: Pack, language: str, lessons: Mapping[LessonId, IndexedLesson]) -> tuple[CourseCard, ...]:
    return tuple(
        CourseCard(
            id=course.id,
            pack=pack.id,
            title=course.title[language],
            about=course.about[language],
            picture=course.picture,
            modules=tuple(
                ModuleCard(module.id, course.id, module.title[language], number, _cards(module, lessons))
                for number, module in enumerate(course.modules, 1)
            ),
            tracks={role: tuple(ref.id for ref in refs) for role, refs in course.tracks.items()},
        )
        for course in pack.courses
    )


def _cards(module: Module, lessons: Mapping[LessonId, IndexedLesson]) -> tuple[LessonCard, ...]:
    names = [LessonId(ref.id) for ref in module.contents if ref.kind == "lesson"]
    return tuple(lessons[name].card for name in names if name in lessons)


def _indexed(lesson: Lesson, course: CourseId, module: ModuleId) -> IndexedLesson:
    card = LessonCard(
        id=lesson.id,
        pack=lesson.pack,
        course=course,
        module=module,
        title=lesson.title,
        minutes=lesson.minutes,
        roles=lesson.roles,
        is_sensitive=lesson.notice is not None or any(step.notice for step in lesson.steps),
        has_questions=any(step.question for step in lesson.steps),
        step_ids=tuple(step.id for step in lesson.steps),
        step_titles=tuple(step.title for step in lesson.steps),
        picture=lesson.picture,
        take=lesson.take,
    )
    texts = tuple(unicodedata.normalize("NFC", _step_words(step)) for step in lesson.steps)
    return IndexedLesson(
        card=card,
        language=lesson.language,
        texts=texts,
        folded=tuple(_searchable(text) for text in texts),
        folded_title=_searchable(lesson.title),
        folded_headings=tuple(_searchable(step.title) for step in lesson.steps),
    )


def _searchable(text: str) -> str:
    """Folded, with a space before it: a word is found by " word"."""
    return " " + fold(unicodedata.normalize("NFC", text))


def _step_words(step: Step) -> str:
    return " ".join(filter(None, (_block_words(block) for block in step.blocks)))


def _block_words(block: Block) -> str:
    """What a person may look for: no feedback (it tells the answers), nothing for the facilitator."""
    match block:
        case Prose(markdown=text) | Callout(markdown=text) | Reflection(prompt=text):
            return plain(text)
        case Question(prompt=prompt, options=options):
            return plain(" ".join([prompt, *(option.text for option in options)]))
        case KeyPoints(points=points):
            return plain(" ".join(points))
    return ""
