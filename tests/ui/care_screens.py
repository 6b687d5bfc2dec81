"""Today at its fullest, and the quiet row under hard content: screens for the tests that look at all of them."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtWidgets import QAbstractButton, QApplication

from carecompanion.content.model import ItemId, LessonId
from carecompanion.services.clock import local_day
from carecompanion.services.wellbeing import MINUTE
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.widgets.scale import ScaleCells

SIGNS = LessonId("cuidarme/mis-senales")
Screens = Iterator[tuple[str, Callable[[], None]]]


def pacing_screens(window: MainWindow) -> Screens:
    yield "lesson, a hard step", lambda: _to_the_hard_step(window)
    yield "lesson, a hard step that weighs", lambda: _scale(window).setValue(9)
    yield "lesson, a hard step and what fits", lambda: _press(window, "pace-racing")
    yield "lesson, the end after hard content", lambda: _to_the_end(window)
    yield "pause at the end", lambda: window.pause()


def full_today(window: MainWindow) -> Screens:
    yield "today, with everything", lambda: _fill(window)
    yield "today, rest noted", lambda: _press(window, "rested")


def _to_the_hard_step(window: MainWindow) -> None:
    run = window.profile.study.open_lesson(SIGNS)
    run.begin()
    run.go_to(0)
    run.answer_notice("", "go")
    while run.step.notice is None:
        run.go_on()
    run.answer_notice(run.step.id, "go")
    window.show_page("lesson", lesson=SIGNS)


def _to_the_end(window: MainWindow) -> None:
    while window.page._shows != "end":
        _press(window, "next")


def _fill(window: MainWindow) -> None:
    """An intention that was answered, stress yesterday, a check-in half done, days without rest."""
    profile, today = window.profile, local_day(window.app.clock)
    line = next((one for one in profile.planning.lines("if_then") if not profile.planning.is_draft(one)), None)
    if line is not None:
        profile.planning.choose(line)
        profile.planning.meet("yes")
    for days in range(5):
        profile.wellbeing.note_rest(today - timedelta(days=days), was_rest=False)
    profile.wellbeing.note_rest(today - timedelta(days=5))
    run = profile.wellbeing.open(MINUTE)
    run.answer(ItemId("animo"), 2)
    run.answer(ItemId("estres"), 8)
    run.finish()
    profile.wellbeing.open(MINUTE).answer(ItemId("animo"), 2)
    window.show_page("today")


def _scale(window: MainWindow) -> ScaleCells:
    return next(one for one in window.findChildren(ScaleCells, "pace-level") if one.isVisible())


def _press(window: MainWindow, name: str) -> None:
    QApplication.processEvents()
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
