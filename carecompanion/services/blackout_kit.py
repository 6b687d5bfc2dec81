"""All that a training needs when the power goes: agenda, notes, what the wall would show, scenes to read aloud,
handouts, an attendance sheet and the forms. It reads the session and the packs, and keeps nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from carecompanion.content.card_text import parts_of
from carecompanion.content.library import Library
from carecompanion.content.model import KeyPoints, LessonId, PracticeId, SceneId
from carecompanion.content.prose import plain
from carecompanion.content.scene import Scene
from carecompanion.content.workshop import WorkshopId
from carecompanion.errors import ContentError
from carecompanion.i18n import _
from carecompanion.learning.groups import Group
from carecompanion.learning.room_view import Breath, Options, RoomView, Words
from carecompanion.learning.workshop import Block
from carecompanion.services.paper_forms import Item, form_items, row_items
from carecompanion.services.room_questions import instrument_of, questions_of
from carecompanion.services.room_screens import RoomScreens
from carecompanion.services.session_draft import SessionPlan

LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class KitScreen:
    """One screen in words: its title, and its rows."""

    title: str
    rows: tuple[str, ...] = ()
    tag: str = ""


@dataclass(frozen=True, slots=True)
class KitBlock:
    """A block: when it begins (minutes since midnight), how long, how much it matters, the trainer's notes, screens."""

    starts: int
    title: str
    minutes: int
    weight: str
    notes: str
    screens: tuple[KitScreen, ...]


@dataclass(frozen=True, slots=True)
class KitMoment:
    """A moment of a scene, by its number: what happens, and of each choice its words, what comes of it and where to."""

    number: int
    title: str
    lines: tuple[str, ...]
    choices: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class KitScene:
    title: str
    moments: tuple[KitMoment, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """A page to give away: what to take along of a lesson, or the steps of a practice."""

    title: str
    lead: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KitForm:
    """A form on paper; `has_code`: people make a code, to be compared with themselves."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Kit:
    title: str
    place: str
    day: date | None
    groups: tuple[Group, ...]
    blocks: tuple[KitBlock, ...]
    scenes: tuple[KitScene, ...]
    handouts: tuple[Handout, ...]
    forms: tuple[KitForm, ...]
    missing: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        return sum(group.size for group in self.groups)


class KitMaker:
    """Puts the kit of a session together, in one language."""

    def __init__(self, library: Library, language: str, screens: RoomScreens) -> None:
        self._library = library
        self._language = language
        self._screens = screens
        self._missing: list[str] = []

    def kit_of(self, plan: SessionPlan) -> Kit:
        agenda = plan.agenda
        self._missing = []
        blocks = tuple(self._block(block, agenda.starts_of(place)) for place, block in enumerate(agenda.blocks))
        scenes = tuple(self._each(agenda.blocks, "scene", self._scene))
        lessons = tuple(self._each(agenda.blocks, "lesson", self._lesson))
        practices = tuple(self._each(agenda.blocks, "practice", self._practice))
        forms = tuple(self._forms(plan))
        handouts = tuple(one for one in (*lessons, *practices) if one.points)
        missing = tuple(dict.fromkeys(self._missing))
        return Kit(plan.title, plan.place, plan.day, plan.groups, blocks, scenes, handouts, forms, missing)

    def _block(self, block: Block, starts: int) -> KitBlock:
        found = self._screens.of(block)
        lesson_notes = "\n".join(dict.fromkeys(one.notes.strip() for one in found if one.notes.strip()))
        notes = "\n".join(filter(None, (block.notes.strip(), lesson_notes)))
        screens = tuple(_screen(one.view) for one in found)
        return KitBlock(starts, block.title, block.minutes, block.weight, notes, screens)

    def _each(self, blocks, kind: str, make) -> Iterator:  # type: ignore[no-untyped-def, type-arg]
        """What blocks of one kind show, each once; what is not here is named."""
        names = dict.fromkeys(
            (block.of.partition(":")[2], block.title) for block in blocks if block.of.partition(":")[0] == kind
        )
        seen: set[str] = set()
        for name, title in names:
            if name in seen:
                continue
            seen.add(name)
            try:
                yield make(name)
            except ContentError:
                self._missing.append(title)

    def _lesson(self, name: str) -> Handout:
        lesson = self._library.lesson(LessonId(name), self._language)
        points = [
            point for step in lesson.steps for one in step.blocks if isinstance(one, KeyPoints) for point in one.points
        ]
        return Handout(lesson.title, plain(lesson.take), tuple(plain(point) for point in points))

    def _practice(self, name: str) -> Handout:
        practice = self._library.practice(PracticeId(name), self._language)
        steps = [f"{plain(step.title)}. {plain(step.text)}" for step in practice.steps]
        return Handout(practice.title, plain(practice.opening), tuple(steps))

    def _scene(self, name: str) -> KitScene:
        return scene_in_words(self._library.scene(SceneId(name), self._language))

    def _forms(self, plan: SessionPlan) -> Iterator[KitForm]:
        """Each time something is asked, in the order of the day; then the sheet on what people thought of it."""
        teams = [group.name for group in plan.groups]
        for block in plan.agenda.blocks:
            instrument = instrument_of(block)
            if not instrument.startswith(("checkin:", "test:")):
                continue  # votes are told by hands
            try:
                asked = questions_of(self._library, block, plan.workshop, self._language)
            except ContentError:
                self._missing.append(block.title)
                continue
            yield KitForm(block.title, row_items(asked, teams, instrument))
        try:
            forms = self._library.workshop(WorkshopId(plan.workshop), self._language).forms if plan.workshop else ()
        except ContentError:
            forms = ()
        for form in forms[:1]:
            yield KitForm(form.title, form_items(form))


def scene_in_words(scene: Scene) -> KitScene:
    """To be read aloud: choices lead to a numbered moment, as whoever meets her kindly would go."""
    numbers = {moment.id: number for number, moment in enumerate(scene.moments, 1)}
    moments = []
    for moment in scene.moments:
        lines = [*(part.words for part in parts_of(moment.text)), moment.face, _said(scene.person, moment.words)]
        lines += [moment.question] if moment.choices else [moment.next]
        choices = tuple(
            (plain(one.text), " ".join(filter(None, (plain(one.did), plain(one.sees)))), numbers[one.to])
            for one in moment.choices
        )
        told = tuple(plain(line) for line in lines if line.strip())
        moments.append(KitMoment(numbers[moment.id], plain(moment.title), told, choices))
    return KitScene(scene.title, tuple(moments))


def _said(person: str, words: str) -> str:
    return f"{person}: {words}" if words else ""


def _screen(view: RoomView) -> KitScreen:
    """In words; what only moves has a sentence."""
    slide = view.slide
    if isinstance(slide, Words):
        return KitScreen(slide.title, slide.points, slide.tag)
    if isinstance(slide, Options):
        return KitScreen(slide.prompt, tuple(f"{LETTERS[n]}. {option}" for n, option in enumerate(slide.options)))
    if isinstance(slide, Breath):
        return KitScreen(slide.title, (breath_words(slide),))
    return KitScreen("")


def breath_words(slide: Breath) -> str:
    breathe_in, _hold, breathe_out, _still = slide.rhythm
    words = _("Breathe in while you count to {first}, out to {last}, for {minutes} minutes. Anyone may only listen.")
    return words.format(first=breathe_in, last=breathe_out, minutes=max(1, round(slide.seconds / 60)))


def clock_words(minute: int) -> str:
    hours, minutes = divmod(minute % (24 * 60), 60)
    return f"{hours}:{minutes:02}"


def lines_of(group: Group) -> int:
    """Of the attendance sheet: a few more than are expected."""
    return max(5, group.size + 2)


def attendance_of(groups: Sequence[Group]) -> tuple[Group, ...]:
    """One sheet for each group, or for all."""
    return tuple(groups) or (Group("", 18),)
