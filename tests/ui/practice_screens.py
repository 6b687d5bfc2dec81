"""Practise and every state of its player, for the tests that look at all screens."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from carecompanion.content.model import PracticeId
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.widgets.scale import ScaleCells

BREATHE, SIGH = "cuidarme/respirar-4-6", "cuidarme/suspiro-largo"
GROUND, WRITE = "cuidarme/volver-al-presente", "cuidarme/escribir-para-descargar"
RELEASE, SCAN = "cuidarme/soltar-el-cuerpo", "cuidarme/recorrer-el-cuerpo"
Screens = Iterator[tuple[str, Callable[[], None]]]


def practice_screens(window: MainWindow) -> Screens:
    yield "practise", lambda: window.show_page("practise")
    yield "practise, before sleep", lambda: window.show_page("practise", shows="bedtime")
    yield "practise, what helped", lambda: _what_helped(window)
    yield from _breathing(window)
    yield from _steps(window)
    yield from _writing(window)
    yield "back to the present, straight", lambda: window.show_page("practice", practice=GROUND, straight=1)


def _breathing(window: MainWindow) -> Screens:
    yield "a practice, before", lambda: window.show_page("practice", practice=SIGH)
    yield "breathing, begun", lambda: _begin(window, 7)
    yield "breathing, step by step", lambda: _press(window, "step-by-step")
    yield "breathing, shall we go on", lambda: _leave_in_the_middle(window)
    yield "breathing, rhythms", lambda: (window.show_page("practice", practice=BREATHE), _begin(window, 8))
    yield "breathing, after", lambda: _let_pass(window, 300)
    yield "breathing, the end", lambda: _answer(window, 9)


def _steps(window: MainWindow) -> Screens:
    yield "a long practice, before", lambda: window.show_page("practice", practice=RELEASE)
    yield "timed steps", lambda: _begin(window, 6)
    yield "timed steps, paused", lambda: _press(window, "steps-pause")
    yield "places of the body", lambda: (window.show_page("practice", practice=SCAN), _begin(window, None))
    yield "places of the body, the second", lambda: _press(window, "practice-next")


def _writing(window: MainWindow) -> Screens:
    yield "writing, before", lambda: window.show_page("practice", practice=WRITE)
    yield "writing", lambda: _begin(window, 5)
    yield "writing, hard words", lambda: (_write(window, "a veces quiero morir"), _press(window, "practice-next"))
    yield "writing, help first", lambda: (_press(window, "practice-next"), _press(window, "end"))
    yield "writing, after", lambda: _press(window, "text-throw")
    yield "writing, the end", lambda: _answer(window, 2)


def _what_helped(window: MainWindow) -> None:
    for practice in (BREATHE, GROUND):
        for _time in range(3):
            run = window.profile.practising.open(PracticeId(practice))
            run.begin(7)
            run.finish()
            run.answer(5)
    window.show_page("practise")


def _begin(window: MainWindow, level: int | None) -> None:
    if level is not None:
        _scale(window, "stress-before").setValue(level)
    _press(window, "start")
    window.page.pause()  # the picture stands still


def _leave_in_the_middle(window: MainWindow) -> None:
    _let_pass(window, 20)
    _press(window, "leave")


def _let_pass(window: MainWindow, seconds: float) -> None:
    window.page._view.circle._on_pulse_passed(seconds)


def _answer(window: MainWindow, level: int) -> None:
    _scale(window, "stress-after").setValue(level)
    _press(window, "after-done")


def _write(window: MainWindow, text: str) -> None:
    [one for one in window.findChildren(QPlainTextEdit, "writing") if one.isVisible()][-1].setPlainText(text)


def _scale(window: MainWindow, name: str) -> ScaleCells:
    return [one for one in window.findChildren(ScaleCells, name) if one.isVisible()][-1]


def _press(window: MainWindow, name: str) -> None:
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
