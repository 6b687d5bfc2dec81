"""Reviewing and the record of study: screens for the tests that look at all of them."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QAbstractButton, QApplication

from carecompanion.content.model import LessonId, Question
from carecompanion.learning.records import ReviewCard
from carecompanion.services.clock import local_day
from carecompanion.ui.main_window import MainWindow

BODY = LessonId("cuidarme/estres-en-mi-cuerpo")
Screens = Iterator[tuple[str, Callable[[], None]]]


def review_screens(window: MainWindow) -> Screens:
    yield "review, nothing to review", lambda: window.show_page("review")
    yield "today, with questions to review", lambda: _make_due(window)
    yield "learn, with a record", lambda: window.show_page("learn")
    yield "review", lambda: window.show_page("review")
    yield "review, answered", lambda: _press(window, f"choice-{_other(window)}")
    yield "review, pause", lambda: window.pause()
    yield "review, the end", lambda: _to_the_end(window)


def _make_due(window: MainWindow) -> None:
    profile, now = window.profile, window.app.clock
    run = profile.study.open_lesson(BODY)
    run.begin()
    run.finish()
    blocks = [block for step in run.lesson.steps for block in step.blocks if isinstance(block, Question)]
    profile.keeper.keep(*(ReviewCard(BODY, block.id, "", local_day(now), now()) for block in blocks))
    window.show_page("today")


def _other(window: MainWindow) -> int:
    options = window.page._run.current.question.options
    return next(number for number, option in enumerate(options) if not option.is_caring)


def _to_the_end(window: MainWindow) -> None:
    window.pause()
    while not window.page._run.is_over:
        _press(window, "next")


def _press(window: MainWindow, name: str) -> None:
    QApplication.processEvents()
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
