"""What the shelf, Today, the search and the help page need of a pack, without its lessons' text blocks.

Apart from the library because it is what the cache keeps: plain values that go to JSON and back.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
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
    ModuleCard,
    ModuleId,
    PackCard,
    Practice,
    PracticeCard,
    PracticeId,
    Prose,
    Question,
    Reflection,
    SceneCard,
    SceneId,
    Source,
    Step,
    Texts,
)
from carecompanion.content.pack import Module, Pack
from carecompanion.content.prose import fold, plain
from carecompanion.content.scene import CardId, Scene
from carecompanion.content.workshop import Workshop, WorkshopCard

Document = TypeVar("Document", Lesson, Practice, Scene)
Name = TypeVar("Name", bound=str)


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
    scenes: tuple[SceneCard, ...]
    workshops: tuple[WorkshopCard, ...]


@dataclass(frozen=True, slots=True)
class PackIndex:
    """All shelves of a pack by language, and what reading one document alone needs: which languages it has."""

    card: PackCard
    shelves: Mapping[str, Shelf]
    practices: Mapping[PracticeId, tuple[str, ...]]
    scenes: Mapping[SceneId, tuple[str, ...]]
    desk_cards: Mapping[CardId, tuple[str, ...]]
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
        scenes={name: tuple(found) for name, found in pack.scenes.items()},
        desk_cards={name: tuple(found) for name, found in pack.desk_cards.items()},
        sources=pack.sources,
        words=pack.words,
    )


def _shelf(pack: Pack, language: str) -> Shelf:
    places = _places(pack)
    nowhere = CourseId(""), ModuleId("")
    lessons = {}
    for name, found in pack.lessons.items():
        course, module = places.get(("lesson", name), nowhere)
        lesson = in_language(found, (language, *pack.languages))
        lessons[name] = _indexed(lesson, course, module)
    scenes = {}
    for scene_id in _in_order(pack, "scene", pack.scenes):
        course, module = places.get(("scene", scene_id), nowhere)
        scene = in_language(pack.scenes[scene_id], (language, *pack.languages))
        scenes[scene_id] = _scene_card(scene, course, module)
    return Shelf(
        card=_pack_card(pack, language),
        courses=_courses(pack, language, lessons, scenes),
        lessons=lessons,
        help_lines=pack.help_lines.get(language, ()),
        phrases=pack.phrases.get(language, ()),
        hard_words=_hard_words(pack, language),
        checkins=tuple(found[language] for found in pack.checkins.values()),
        practices=tuple(
            _practice_card(in_language(pack.practices[name], (language, *pack.languages)))
            for name in _in_order(pack, "practice", pack.practices)
        ),
        scenes=tuple(scenes.values()),
        workshops=tuple(_workshop_card(found[language]) for found in pack.workshops.values()),
    )


def _places(pack: Pack) -> dict[tuple[str, str], tuple[CourseId, ModuleId]]:
    """The first module that names a lesson, scene or practice, by its kind and id."""
    return {
        (ref.kind, ref.id): (course.id, module.id)
        for course in reversed(pack.courses)
        for module in reversed(course.modules)
        for ref in module.contents
    }


def _hard_words(pack: Pack, language: str) -> tuple[str, ...]:
    """Those of this language, then of the others: nobody writes in the language of the menus for our sake."""
    every = (language, *pack.languages)
    return tuple(dict.fromkeys(phrase for code in every for phrase in pack.hard_words.get(code, ())))


def _in_order(pack: Pack, kind: str, documents: Mapping[Name, object]) -> list[Name]:
    """Their ids: in the order in which the courses name them, then the others by the alphabet."""
    refs = [ref for course in pack.courses for module in course.modules for ref in module.contents]
    named = {ref.id: place for place, ref in reversed(list(enumerate(refs))) if ref.kind == kind}
    return sorted(documents, key=lambda name: (named.get(name, len(refs)), name))


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
    """The first of these languages that a document has."""
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
        signed_by=pack.signed_by,
        fingerprint=pack.fingerprint,
    )


def _scene_card(scene: Scene, course: CourseId, module: ModuleId) -> SceneCard:
    return SceneCard(
        id=scene.id,
        pack=scene.pack,
        course=course,
        module=module,
        title=scene.title,
        about=scene.about,
        minutes=scene.minutes,
        roles=scene.roles,
        picture=scene.picture,
    )


def _workshop_card(workshop: Workshop) -> WorkshopCard:
    return WorkshopCard(
        id=workshop.id,
        pack=workshop.pack,
        title=workshop.title,
        about=workshop.about,
        minutes=workshop.minutes,
        roles=workshop.roles,
        day_minutes=tuple(day.minutes for day in workshop.days),
        block_count=len(workshop.blocks),
        needs=workshop.needs,
    )


def _courses(
    pack: Pack, language: str, lessons: Mapping[LessonId, IndexedLesson], scenes: Mapping[SceneId, SceneCard]
) -> tuple[CourseCard, ...]:
    return tuple(
        CourseCard(
            id=course.id,
            pack=pack.id,
            title=course.title[language],
            about=course.about[language],
            picture=course.picture,
            modules=tuple(
                ModuleCard(
                    id=module.id,
                    course=course.id,
                    title=module.title[language],
                    number=number,
                    lessons=_cards(module, lessons),
                    scenes=tuple(scenes[name] for name in _names(module, "scene", SceneId) if name in scenes),
                    order=tuple(f"{ref.kind}:{ref.id}" for ref in module.contents),
                )
                for number, module in enumerate(course.modules, 1)
            ),
            tracks={role: tuple(ref.id for ref in refs) for role, refs in course.tracks.items()},
        )
        for course in pack.courses
    )


def _cards(module: Module, lessons: Mapping[LessonId, IndexedLesson]) -> tuple[LessonCard, ...]:
    return tuple(lessons[name].card for name in _names(module, "lesson", LessonId) if name in lessons)


def _names(module: Module, kind: str, id_of: Callable[[str], Name]) -> list[Name]:
    return [id_of(ref.id) for ref in module.contents if ref.kind == kind]


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
