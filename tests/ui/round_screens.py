"""A room answers: the screens of the console's card, of the laptop that goes round, of hands and of rows from paper."""

from collections.abc import Callable, Iterator

from carecompanion.services.room_round import RoomRound
from carecompanion.ui.leading import Leading
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.pages.pass_laptop_views import LeaveView
from tests.ui.room import CHECKIN, TEST, at, lead_once_more, opened, press

PEOPLE = 12


def round_screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    size = window.size()
    leading = lead_once_more(window)
    window.resize(size)
    before = opened(leading, CHECKIN, "laptop")

    def laptop(what: str, *pressed: str) -> Callable[[], None]:
        return lambda: _laptop(window, opened(leading, what, "laptop", 1), *pressed)

    yield "console, a round and its results", lambda: _close(leading, before)
    yield "the laptop goes round", laptop(CHECKIN)
    yield "the laptop, figures", lambda: [press(window, name) for name in ("begin", "next")]
    yield "the laptop, a code that is none", lambda: _wrong_code(window)
    yield "the laptop, the trainer's passphrase", lambda: window.page._put(LeaveView())
    yield "the laptop, a test", lambda: (window.go.let_out(), laptop(TEST, "begin")())
    yield "console, what changed", lambda: (window.go.let_out(), _show_change(window, leading, before))
    yield "hands of figures", lambda: window.show_page("hands", round=opened(leading, CHECKIN, "hands").id, at=1)
    yield "rows from paper, what is wrong", lambda: _wrong_row(window, opened(leading, TEST, "paper"))
    yield "console, ways to ask", lambda: (window.show_page("console"), at(leading, CHECKIN, 1))
    leading.run.close()
    leading.end()


def _laptop(window: MainWindow, asked: RoomRound, *pressed: str) -> None:
    """In a window of the size that is looked at, not as large as the screen."""
    size = window.size()
    window.show_page("pass_laptop", round=asked.id)
    window.showNormal()
    window.resize(size)
    for name in pressed:
        press(window, name)


def _wrong_row(window: MainWindow, asked: RoomRound) -> None:
    window.show_page("paper_rows", round=asked.id)
    window.page._row.cells[0].type_digit("9")


def _wrong_code(window: MainWindow) -> None:
    for _question in range(3):
        press(window, "next")
    window.page._on_code_typed("a")
    press(window, "keep")


def _close(leading: Leading, asked: RoomRound) -> None:
    for person in range(PEOPLE):
        kind = person % 2
        answers = {"animo": 1 + kind, "estres": 8 * kind, "energia": 5 - kind, "sueno": 3}
        asked.answer(answers, "Policía", f"aa{person:02d}")
    asked.close()
    leading.refresh()


def _show_change(window: MainWindow, leading: Leading, before: RoomRound) -> None:
    """On leaving, the same questions; the wall shows what changed."""
    after = opened(leading, CHECKIN, "laptop", 1)
    if leading.run.before(after) is before:
        _close(leading, after)
    window.show_page("console")
    press(window, "show-to-room")
