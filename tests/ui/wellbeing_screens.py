"""The screens of «¿Cómo estoy?», for the tests that look at all of them."""

from collections.abc import Callable, Iterator

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from carecompanion.content.model import CheckInId, ItemId
from carecompanion.learning.history import Entry
from carecompanion.ui.main_window import MainWindow

MINUTE, FIVE, WORK = "cuidarme/un-minuto", "cuidarme/cinco-dimensiones", "cuidarme/mi-trabajo"
WHOLE_MS = 50  # until the history is whole
SETTLED_MS = 30  # until what came has its place


def wellbeing_screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    def minute(**answers: int) -> Callable[[], None]:
        return lambda: _show(window, shown=kept(window, MINUTE, **answers))

    today = f"day-{window.app.clock().astimezone().date().isoformat()}"
    yield "an empty history", lambda: _show(window, tab="history")
    yield "one minute", lambda: _show(window, tab="minute")
    yield "one minute, a note", lambda: _press(window, "minute-note-open")
    yield "one minute, own words", lambda: _press(window, "chip-other")
    yield "one minute, half done before", lambda: _half_done(window)
    yield "one minute, saved", minute(animo=4, estres=3)
    yield "one minute, saved with support", minute(animo=2, estres=9)
    yield "one minute, help first", minute(animo=1, estres=9)
    yield "longer check-ins", lambda: _show(window, tab="longer")
    yield "longer check-ins, how one works", lambda: _press(window, f"longer-{FIVE}-card")
    yield "five dimensions, first page", lambda: _show(window, tab="longer", checkin=FIVE)
    yield "five dimensions, second page", lambda: _press(window, "run-next")
    yield "five dimensions, half done", lambda: _show(window, tab="longer")
    yield "the last question", lambda: _last_question(window)
    yield "the last question, answered", lambda: _press(window, "level-2")
    yield "five dimensions, its result", lambda: _show(window, shown=kept(window, FIVE, **five_dimensions()))
    yield "five dimensions, as a table", lambda: _press(window, "as-table")
    yield "five dimensions, how it works", lambda: _press(window, "how")
    yield "five dimensions, few answers", lambda: _show(window, shown=kept(window, FIVE, **few_answers()))
    yield "my work, its result", lambda: _show(window, shown=kept(window, WORK, **heavy_work()))
    yield "my work, words for asking", lambda: _press(window, "support-how")
    yield "my work, help first", lambda: _show(window, shown=kept(window, WORK, seguridad=2))
    yield "longer check-ins, too early", lambda: _show(window, tab="longer")
    yield "history", lambda: _show(window, tab="history")
    yield "history, six months", lambda: _press(window, "period-months")
    yield "history, as a table", lambda: _press(window, "history-table")
    yield "history, a day", lambda: _press(window, today)
    yield "history, erasing", lambda: _press(window, "history-erase")
    yield "history, a day to erase", lambda: _press(window, today)


def kept(window: MainWindow, checkin: str, **answers: int) -> Entry:
    """A finished check-in; "_" in a name stands for "-"."""
    run = window.profile.wellbeing.open(CheckInId(checkin))
    run.discard()
    for item, value in answers.items():
        run.answer(ItemId(item.replace("_", "-")), value)
    return run.finish().entry


def five_dimensions() -> dict[str, int]:
    """Relations high, body low, the rest between."""
    towards_care = {"cuerpo": 2, "mente": 3, "emociones": 3, "vinculos": 4, "trabajo": 3}
    against = {"cuerpo": (3, 5), "mente": (2, 4), "emociones": (2, 4), "vinculos": (2, 4), "trabajo": (2, 4)}
    return {
        f"{name}_{n}": 6 - value if n in against[name] else value
        for name, value in towards_care.items()
        for n in range(1, 6)
    }


def few_answers() -> dict[str, int]:
    return {name: value for name, value in five_dimensions().items() if not name.startswith("mente")}


def heavy_work() -> dict[str, int]:
    return {
        f"{name}_{n}": value
        for name, value in (("satisfaccion", 4), ("desgaste", 3), ("carga", 4))
        for n in range(1, 7)
    }


def _show(window: MainWindow, **arguments: object) -> None:
    window.show_page("wellbeing", **arguments)
    if arguments.get("tab") == "history":
        QTest.qWait(WHOLE_MS)


def _half_done(window: MainWindow) -> None:
    window.profile.wellbeing.open(CheckInId(MINUTE)).answer(ItemId("estres"), 6)
    _show(window, tab="minute")


def _last_question(window: MainWindow) -> None:
    run = window.profile.wellbeing.open(CheckInId(WORK))
    run.turn(len(run.checkin.pages) - 1)
    run.answer(ItemId("carga-1"), 2)
    _show(window, tab="longer", checkin=WORK)


def _press(window: MainWindow, name: str) -> None:
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
    QTest.qWait(SETTLED_MS)
