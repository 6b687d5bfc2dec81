"""A question teaches only when its answer cannot be told from outside: not by its length, not by its place."""

from collections import Counter
from collections.abc import Iterable

from carecompanion.content.faults import Page
from carecompanion.content.model import Lesson, Question
from carecompanion.content.pack import Course
from carecompanion.i18n import _

LARGEST_SHARE = 0.4
QUESTIONS_IN_LESSON = 3
QUESTIONS_IN_COURSE = 10
LETTERS = "ABCD"


def questions_of(lesson: Lesson) -> list[Question]:
    return [block for step in lesson.steps for block in step.blocks if isinstance(block, Question)]


def check_lengths(page: Page, lesson: Lesson) -> None:
    """The caring answer is the longest one seldom."""
    questions = questions_of(lesson)
    longest = [question for question in questions if cares_longest(question)]
    if len(questions) >= QUESTIONS_IN_LESSON and len(longest) > LARGEST_SHARE * len(questions):
        what = _("The caring answer is the longest in {n} of {m} questions, here too: 2 of 5 at most.")
        for question in longest:
            page.fault(question.line, what.format(n=len(longest), m=len(questions)))


def cares_longest(question: Question) -> bool:
    """Longer than every other option."""
    caring = [len(option.text) for option in question.options if option.is_caring]
    others = [len(option.text) for option in question.options if not option.is_caring]
    return bool(caring and others) and max(caring) > max(others)


def check_places(page: Page, course: Course, lessons: Iterable[Lesson]) -> None:
    """The caring answer changes its place from question to question. `lessons`: the course's, in one language."""
    places = [
        place for lesson in lessons for question in questions_of(lesson) if (place := caring_place(question)) >= 0
    ]
    for place, count in Counter(places).items():
        if len(places) >= QUESTIONS_IN_COURSE and count > LARGEST_SHARE * len(places):
            what = _("In {n} of {m} questions of this course the caring answer is {letter}: 2 of 5 at most.")
            page.fault(course.line, what.format(n=count, m=len(places), letter=LETTERS[place : place + 1] or place + 1))


def caring_place(question: Question) -> int:
    """Of the first caring option, -1 without one."""
    return next((place for place, option in enumerate(question.options) if option.is_caring), -1)
