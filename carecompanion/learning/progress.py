"""How far a person is, counted from steps seen; pure.

A skipped step counts as seen; a finished lesson stays finished.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from carecompanion.content.model import CourseCard, LessonCard, LessonId, ModuleCard, SceneCard, StepId
from carecompanion.learning.records import Place

LONG_AWAY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the journal knows, for all lessons."""

    steps: Mapping[LessonId, Collection[StepId]] = field(default_factory=dict)
    started: Collection[LessonId] = ()
    finished: Mapping[LessonId, datetime] = field(default_factory=dict)
    places: Sequence[Place] = ()  # newest first


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """`step` counts from 1 and is where the person would go on."""

    card: LessonCard
    seen: int
    step: int
    is_started: bool
    is_finished: bool

    @property
    def total(self) -> int:
        return len(self.card.step_ids)

    @property
    def share(self) -> float:
        return 1.0 if self.is_finished else self.seen / self.total if self.total else 0.0

    @property
    def minutes_left(self) -> int:
        return 0 if self.is_finished else max(1, round(self.card.minutes * (1 - self.share)))

    @property
    def step_title(self) -> str:
        return self.card.step_titles[self.step - 1] if self.card.step_titles else ""


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    card: ModuleCard
    lessons: tuple[LessonProgress, ...]

    @property
    def done(self) -> int:
        return sum(lesson.is_finished for lesson in self.lessons)

    @property
    def is_finished(self) -> bool:
        return bool(self.lessons) and self.done == len(self.lessons)

    @property
    def is_started(self) -> bool:
        return any(lesson.is_started or lesson.is_finished for lesson in self.lessons)

    @property
    def minutes(self) -> int:
        return sum(lesson.card.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class CourseProgress:
    card: CourseCard
    modules: tuple[ModuleProgress, ...]

    @property
    def lessons(self) -> tuple[LessonProgress, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @property
    def done(self) -> int:
        return sum(lesson.is_finished for lesson in self.lessons)

    @property
    def share(self) -> float:
        """Steps seen of all steps, 0 to 1: a lesson half read counts half."""
        total = sum(lesson.total for lesson in self.lessons)
        seen = sum(lesson.total if lesson.is_finished else lesson.seen for lesson in self.lessons)
        return seen / total if total else 0.0

    @property
    def minutes_left(self) -> int:
        return sum(lesson.minutes_left for lesson in self.lessons)


def lesson_progress(card: LessonCard, seen: Seen) -> LessonProgress:
    steps = set(seen.steps.get(card.id, ())) & set(card.step_ids)
    place = next((place for place in seen.places if place.lesson == card.id), None)
    return LessonProgress(
        card=card,
        seen=len(steps),
        step=_step_to_go_on(card, steps, place),
        is_started=card.id in seen.started or bool(steps),
        is_finished=card.id in seen.finished,
    )


def _step_to_go_on(card: LessonCard, steps: Collection[StepId], place: Place | None) -> int:
    if place and place.step in card.step_ids:
        return card.step_ids.index(place.step) + 1
    unseen = (number for number, step in enumerate(card.step_ids, start=1) if step not in steps)
    return next(unseen, 1)


def course_progress(card: CourseCard, seen: Seen, role: str = "") -> CourseProgress:
    """The course as it stands; with a role, only the lessons that serve it ("" = all people).

    A module without any of them is there for its scenes. Where the course has a track for the role, its lessons in its
    order, and the modules as they come in it.
    """
    track = {lesson: place for place, lesson in enumerate(card.tracks.get(role, ()))}
    modules = []
    for module in card.modules:
        fitting = [lesson for lesson in module.lessons if _serves(lesson, role, track)]
        if track:
            fitting.sort(key=lambda lesson: track[lesson.id])
        if fitting or any(serves(scene, role) for scene in module.scenes):
            modules.append(ModuleProgress(module, tuple(lesson_progress(lesson, seen) for lesson in fitting)))
    if track:
        modules.sort(key=lambda module: track[module.lessons[0].card.id] if module.lessons else len(track))
    return CourseProgress(card, tuple(modules))


def _serves(lesson: LessonCard, role: str, track: Mapping[str, int]) -> bool:
    return lesson.id in track if track else serves(lesson, role)


def serves(card: LessonCard | SceneCard, role: str) -> bool:
    """Whether it is meant for a role; "" = for all people."""
    return not role or role in card.roles


def lesson_to_continue(courses: Iterable[CourseProgress], seen: Seen) -> LessonProgress | None:
    """The unfinished lesson visited last, else the first unfinished lesson of the course visited last, else of any."""
    lessons = {lesson.card.id: lesson for course in courses for lesson in course.lessons}
    for place in seen.places:
        lesson = lessons.get(place.lesson)
        if lesson and not lesson.is_finished:
            return lesson
    return next_lesson(lessons.values(), seen.places[0].lesson if seen.places else None)


def next_lesson(lessons: Iterable[LessonProgress], after: LessonId | None = None) -> LessonProgress | None:
    """The first unfinished lesson after `after` in the same course, else the first unfinished of all."""
    every = list(lessons)
    current = next((lesson for lesson in every if lesson.card.id == after), None)
    open_ones = [lesson for lesson in every if not lesson.is_finished and lesson.card.id != after]
    if current:
        later = every[every.index(current) + 1 :]
        for lesson in later:
            if lesson in open_ones and lesson.card.course == current.card.course:
                return lesson
    return open_ones[0] if open_ones else None


def is_long_away(last_visit: datetime | None, now: datetime) -> bool:
    """Whether somebody comes back after a week or more. Nobody is told how long."""
    return last_visit is not None and now - last_visit >= LONG_AWAY
