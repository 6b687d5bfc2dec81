"""The real program in a process of its own, run by its own command and driven once its first page is painted.

`program.py SCENARIO`; what was measured goes to stdout as one line of JSON. A failure ends the process with an error.
"""

import gc
import hashlib
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from painting import Speck, memory, milliseconds_until_painted, qt_modules, wait
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from reporting import report

from carecompanion.main import main

if TYPE_CHECKING:
    from carecompanion.ui.main_window import MainWindow

FIRST, *OTHERS = (
    "cuidarme/por-que-cuidarme",
    "cuidarme/estres-en-mi-cuerpo",
    "cuidarme/mis-senales",
    "cuidar/que-es-el-trauma",
    "cuidar/la-memoria",
    "cuidar/el-primer-contacto",
)
TYPED = ("respirar", "la mujer", "memoria", "una pausa corta")
Found = dict[str, Any]


def run(wanted: str, scenario: Callable[["MainWindow"], Found]) -> int:
    """Run the program as the command does; when `wanted` is painted for the first time, do the scenario and close."""
    gc.disable()  # as the command does before it imports the window
    from carecompanion.ui.importing import keep_no_source

    keep_no_source()
    from carecompanion.ui.main_window import MainWindow

    show = MainWindow.show_page
    specks: list[Speck] = []

    def show_page(window: "MainWindow", name: str, **arguments: Any) -> None:
        show(window, name, **arguments)
        if name == wanted and not specks and window.page is not None:
            specks.append(Speck(window.page, lambda moment: on_painted(window, moment)))

    def on_painted(window: "MainWindow", moment: float) -> None:
        found: Found = {"painted": moment, "modules": qt_modules(), "sqlalchemy": "sqlalchemy" in sys.modules}
        with ending_on_failure():
            report(found | scenario(window))
        window.close()
        QApplication.quit()

    MainWindow.show_page = show_page
    return main([])


@contextmanager
def ending_on_failure() -> Iterator[None]:
    """The program would go on, in calm words; here a failure must be seen."""
    try:
        yield
    finally:
        if sys.exc_info()[0] is not None:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)


# what can be measured


def nothing_more(window: "MainWindow") -> Found:
    """Only the start."""
    return {}


def rest(window: "MainWindow") -> Found:
    """How much memory it holds when all that a start does behind the page is done."""
    settle()
    return {"memory": memory()}


def unlock(window: "MainWindow") -> Found:
    """From Enter after the passphrase to Today, and how much of that was the key derivation."""
    settle()
    spent = count_key_derivation()
    press(next(one for one in window.findChildren(QAbstractButton) if one.objectName().startswith("profile-")))
    field = window.findChild(QWidget, "passphrase")
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    line.setText(os.environ["BENCH_PASSPHRASE"])

    def enter() -> None:
        press(window.findChild(QAbstractButton, "open-profile"))
        until(lambda: window.profile is not None)

    whole = milliseconds_until_painted(enter, lambda: window.page)
    return {"unlock": whole - 1000 * sum(spent), "derivation": 1000 * sum(spent)}


def pages(window: "MainWindow") -> Found:
    """There and back by clicks on the navigation; the first visits, which import the page, apart."""
    settle()
    times = []
    for _round in range(1 + int(os.environ["BENCH_REPEATS"])):
        for name in ("learn", "today"):
            button = window.findChild(QAbstractButton, f"nav-{name}")
            times.append(milliseconds_until_painted(lambda button=button: press(button), lambda: window.page))
            wait(250)  # the fade is over
    return {"first_learn": times[0], "page_change": times[2:]}


def history(window: "MainWindow") -> Found:
    """The history and Today, there and back; the first visits, which import the page, apart."""
    settle()
    times: dict[str, list[float]] = {"history": [], "today": []}
    for _round in range(1 + int(os.environ["BENCH_REPEATS"])):
        for name, place in (("history", {"name": "wellbeing", "tab": "history"}), ("today", {"name": "today"})):
            spent = milliseconds_until_painted(lambda place=place: window.show_page(**place), lambda: window.page)
            times[name].append(spent)
            wait(250)  # the fade is over
    return {"first_history": times["history"][0], "history": times["history"][1:], "today": times["today"][1:]}


def lessons(window: "MainWindow") -> Found:
    """The first one, then every other for the first time."""
    settle()
    first = open_lesson(window, FIRST)
    others = [open_lesson(window, lesson) for lesson in OTHERS[: how_many()]]
    return {"first": first, "others": others, "again": [open_lesson(window, FIRST)]}


def open_lesson(window: "MainWindow", lesson: str) -> float:
    spent = milliseconds_until_painted(lambda: window.show_page("lesson", lesson=lesson), lambda: window.page)
    wait(250)
    return spent


def search(window: "MainWindow") -> Found:
    """Each key of some words, typed into the search of Learn: what the search costs, and until results are painted."""
    settle()
    window.search()
    wait(500)
    asked: list[float] = []
    real = window.profile.study.search

    def timed(words: str) -> Any:
        begin = time.perf_counter()
        found = real(words)
        asked.append(1000 * (time.perf_counter() - begin))
        return found

    window.profile.study.search = timed
    painted = [key_to_results(text, end, asked) for text in TYPED[: how_many()] for end in range(1, len(text) + 1)]
    window.profile.study.search = real
    alone = []
    for text in TYPED[: how_many()]:
        for end in range(1, len(text) + 1):
            begin = time.perf_counter()
            real(text[:end])
            alone.append(1000 * (time.perf_counter() - begin))
    return {"search": alone, "in_window": asked, "results": painted}


def key_to_results(text: str, end: int, asked: list[float]) -> float:
    """Type one more letter (a new word begins with an empty field), and wait until the answer is painted."""
    from PySide6.QtTest import QTest

    field = QApplication.focusWidget()
    if end == 1:
        field.clear()
        wait(400)
    before = len(asked)

    def type_and_find() -> None:
        QTest.keyClicks(field, text[end - 1])
        until(lambda: len(asked) > before)

    return milliseconds_until_painted(type_and_find, lambda: field.window().page)


def hide(window: "MainWindow") -> Found:
    """F9 on Today and in a lesson, several times."""
    from PySide6.QtTest import QTest

    def press_f9() -> None:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)  # the system's way in, where keys are heard

    settle()
    times = []
    for place in ({"name": "today"}, {"name": "lesson", "lesson": FIRST}):
        window.show_page(**place)
        wait(300)
        for _round in range(int(os.environ["BENCH_REPEATS"])):
            times.append(milliseconds_until_painted(press_f9, lambda: window.cover))
            assert window.hiding.is_covered
            wait(150)
            press_f9()
            wait(150)
    return {"hide": times}


def facilitating(window: "MainWindow") -> Found:
    """The list of sessions and Today, there and back; a report, with how long its figures alone take; and a session
    that is led: a key until the room's slide is painted.
    """
    from PySide6.QtTest import QTest

    from carecompanion.services.session_report import report_of  # late: a start that is measured has none of it

    settle()
    times: dict[str, list[float]] = {"list": [], "report": [], "figures": [], "next": []}
    run = os.environ["BENCH_RUN"]
    for _round in range(1 + int(os.environ["BENCH_REPEATS"])):
        for name, place in (("list", {"name": "facilitate"}), ("report", {"name": "session_report", "run": run})):
            spent = milliseconds_until_painted(lambda place=place: window.show_page(**place), lambda: window.page)
            times[name].append(spent)
            wait(400)  # the fade is over, and what came behind the page
        begin = time.perf_counter()
        report_of(window.profile.training.resume(run))
        times["figures"].append(1000 * (time.perf_counter() - begin))
    coming = next(card for card in window.profile.training.sessions() if not card.is_closed)
    leading = window.go.lead(window.profile.training.start(coming.session, rehearse=True))
    leading.projector.open_here()
    wait(500)
    for _slide in range(5 * (1 + int(os.environ["BENCH_REPEATS"]))):
        before = leading.run.run.room_place
        times["next"].append(
            milliseconds_until_painted(
                lambda: QTest.keyClick(window.windowHandle(), Qt.Key.Key_PageDown),
                lambda: leading.projector.window.picture,
            )
        )
        assert leading.run.run.room_place != before
        wait(50)
    return {name: values[1:] for name, values in times.items()} | {"first_list": times["list"][0]}


# how


def how_many() -> int:
    """Of the things to open or to type."""
    return int(os.environ["BENCH_THINGS"])


def press(button: QWidget) -> None:
    from PySide6.QtTest import QTest  # late: not part of the program's start

    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))


def until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not happen")
        QApplication.processEvents()


def settle() -> None:
    """Wait until the work behind the page is done, as a person does before the next click."""
    from carecompanion.ui import background

    until(lambda: background.is_idle() and all(one.name != "read-ahead" for one in threading.enumerate()))
    wait(300)


def count_key_derivation() -> list[float]:
    """Seconds spent in scrypt from now on."""
    spent: list[float] = []
    real = hashlib.scrypt

    def scrypt(*arguments: Any, **named: Any) -> bytes:
        begin = time.perf_counter()
        key = real(*arguments, **named)
        spent.append(time.perf_counter() - begin)
        return key

    hashlib.scrypt = scrypt
    return spent


SCENARIOS = {
    "picker": ("picker", nothing_more),
    "today": ("today", rest),
    "unlock": ("picker", unlock),
    "pages": ("today", pages),
    "lessons": ("today", lessons),
    "history": ("today", history),
    "search": ("today", search),
    "hide": ("today", hide),
    "facilitating": ("today", facilitating),
}

if __name__ == "__main__":
    assert Path(os.environ["CARE_COMPANION_HOME"]).is_dir()
    sys.exit(run(*SCENARIOS[sys.argv[1]]))
