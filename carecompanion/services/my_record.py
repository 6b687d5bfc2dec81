"""My record of study: what was finished, when, and how long it is. Nothing that says how a person is: no check-in, no
practice, no note, no answer, no choice made in a scene, no name. It only reads.
"""

from dataclasses import dataclass
from datetime import date

from carecompanion.learning.progress import CourseProgress
from carecompanion.services.rehearsing import Rehearsing
from carecompanion.services.study import Study


@dataclass(frozen=True, slots=True)
class FinishedLesson:
    """A lesson, or a scene. `day` is by the person's own calendar; `minutes` are how long it is meant to take."""

    title: str
    minutes: int
    day: date


@dataclass(frozen=True, slots=True)
class FinishedCourse:
    """The finished lessons of a course, the first finished first; `total` is how many lessons it has."""

    title: str
    lessons: tuple[FinishedLesson, ...]
    total: int

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class MyRecord:
    """`gone` are finished lessons that are not on the shelf any more: counted, for their titles are not known.

    `scenes` are those that came to an ending, whatever it was, in the order of the shelf.
    """

    courses: tuple[FinishedCourse, ...]
    gone: int = 0
    scenes: tuple[FinishedLesson, ...] = ()

    @property
    def lessons(self) -> int:
        return sum(len(course.lessons) for course in self.courses)

    @property
    def minutes(self) -> int:
        return sum(course.minutes for course in self.courses)


def has_record(study: Study, rehearsing: Rehearsing | None = None) -> bool:
    """Whether there is anything to write down."""
    return bool(study.seen.finished) or bool(rehearsing and _scenes(rehearsing))


def my_record(study: Study, rehearsing: Rehearsing | None = None) -> MyRecord:
    """As it is now, in the language of the program; courses in the order of the shelf."""
    days = {lesson: at.astimezone().date() for lesson, at in study.seen.finished.items()}
    order = {lesson: number for number, lesson in enumerate(sorted(days, key=lambda one: study.seen.finished[one]))}

    def finished_in(course: CourseProgress) -> FinishedCourse:
        done = sorted((one.card for one in course.lessons if one.is_finished), key=lambda card: order[card.id])
        lessons = tuple(FinishedLesson(card.title, card.minutes, days[card.id]) for card in done)
        return FinishedCourse(course.card.title, lessons, len(course.lessons))

    shelf = study.courses()
    known = {lesson.card.id for course in shelf for lesson in course.lessons}
    courses = tuple(made for course in shelf if (made := finished_in(course)).lessons)
    return MyRecord(courses, gone=len(days.keys() - known), scenes=_scenes(rehearsing) if rehearsing else ())


def _scenes(rehearsing: Rehearsing) -> tuple[FinishedLesson, ...]:
    return tuple(
        FinishedLesson(one.card.title, one.card.minutes, one.finished_on)
        for one in rehearsing.progress().values()
        if one.finished_on is not None
    )
