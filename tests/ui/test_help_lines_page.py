"""Lines of my area: adding, changing, moving, taking away and back; what is refused, and what a full disk does."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from carecompanion.app import App, open_app
from carecompanion.errors import StorageFull
from carecompanion.i18n import _
from carecompanion.paths import Paths
from carecompanion.services.help_lines import MOST, LocalLine, full_words
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.go import Go
from carecompanion.ui.pages.help_lines import HelpLinesPage, call_first_words, shared_words
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.focus import hide_ring
from carecompanion.ui.widgets.help_row import HelpRow
from carecompanion.ui.widgets.switch import Switch

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CEM = LocalLine("cem", "(061) 571 234", "CEM", "Psicología", "8 a 16", "", "Coordinación CEM", date(2026, 11, 3))
WRITTEN = {"number": "061 577 000", "title": "Comisaría", "hours": "A toda hora", "added-by": "Promotoría"}


class Somewhere:
    """What the window would do: where to go, and the toast with its way back."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.toasts: list[str] = []
        self.undo: Callable[[], None] | None = None

    def toast(self, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        self.toasts.append(text)
        self.undo = on_action

    def go(self) -> Go:
        nothing = lambda *_args, **_named: None  # noqa: E731
        return Go(
            page=lambda name, **_arguments: self.calls.append(name),
            back=lambda: self.calls.append("back"),
            hide=lambda: self.calls.append("hide"),
            help=nothing,
            pause=nothing,
            toast=self.toast,
            refresh=nothing,
            lock=nothing,
            quit=nothing,
            enter=nothing,
            run=nothing,
        )


@pytest.fixture
def around() -> Somewhere:
    return Somewhere()


@pytest.fixture
def app(paths: Paths, clock: Any, qtbot: QtBot) -> App:
    made = open_app(paths, clock=clock, cost=2)
    dress(Appearance(language="es"), paths)
    return made


@pytest.fixture
def open_page(app: App, around: Somewhere, qtbot: QtBot) -> Iterator[Callable[..., HelpLinesPage]]:
    kept = []  # a page lives as long as its test, and its focus ring no longer

    def opened(size: tuple[int, int] = (1154, 696), **arguments: Any) -> HelpLinesPage:
        page = HelpLinesPage(app, None, around.go(), **arguments)
        qtbot.addWidget(page)
        kept.append(page)
        page.resize(*size)
        page.show()
        qtbot.waitExposed(page)
        page.resize(*size)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.enter()
        return page

    yield opened
    hide_ring()


def button(page: QWidget, name: str) -> Button | None:
    found = [one for one in page.findChildren(Button, name) if one.isVisible()]
    return found[-1] if found else None


def field(page: QWidget, name: str) -> QLineEdit:
    return [one for one in page.findChildren(QLineEdit, f"line-{name}") if one.isVisible()][-1]


def write(page: QWidget, **changes: str) -> None:
    for name, text in (WRITTEN | changes).items():
        field(page, name).setText(text)


def words(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def titles(app: App) -> list[str]:
    return [line.title for line in app.help_lines.lines()]


def test_it_says_who_sees_them_and_to_call_first(open_page: Callable[..., HelpLinesPage]) -> None:
    said = words(open_page())
    assert shared_words() in said and _("Call first") in said and call_first_words() in said


def test_adding_by_keyboard(open_page: Callable[..., HelpLinesPage], app: App, around: Somewhere, clock: Any) -> None:
    page = open_page()
    add = button(page, "add-line")
    add.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(add, Qt.Key.Key_Return)
    assert page.focusWidget() is field(page, "number")
    for name in ("number", "hours", "title", "who", "languages", "added-by"):
        assert page.focusWidget() is field(page, name)
        QTest.keyClicks(page.focusWidget(), {"number": "061577000", "who": "", "languages": ""}.get(name, "algo"))
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is button(page, "keep-line")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    line = app.help_lines.lines()[0]
    assert (line.number, line.added_by, line.seen_on) == ("061577000", "algo", clock().date())
    assert page.focusWidget() is button(page, f"edit-{line.id}") and around.toasts
    assert button(page, "keep-line") is None


def test_each_field_says_what_it_lacks_and_the_first_takes_the_keyboard(
    open_page: Callable[..., HelpLinesPage], app: App
) -> None:
    page = open_page(is_adding=True)
    button(page, "keep-line").click()
    assert page.focusWidget() is field(page, "number")
    for name in WRITTEN:
        assert field(page, name).property("error") and field(page, name).accessibleDescription()
    write(page)
    assert not any(field(page, name).property("error") for name in WRITTEN), "writing takes the complaint away"
    button(page, "keep-line").click()
    assert titles(app) == ["Comisaría"]


def test_a_look_alike_is_kept_only_at_the_second_press(open_page: Callable[..., HelpLinesPage], app: App) -> None:
    page = open_page(is_adding=True)
    write(page, number="1055")
    button(page, "keep-line").click()
    assert titles(app) == [] and "105" in words(page)
    assert button(page, "keep-line").text() == _("Keep it anyway")
    field(page, "number").setText("1135")
    button(page, "keep-line").click()
    assert titles(app) == [] and "113" in words(page), "another number is another question"
    button(page, "keep-line").click()
    assert titles(app) == ["Comisaría"]


def test_changing_a_line_keeps_its_day_until_somebody_calls(
    open_page: Callable[..., HelpLinesPage], app: App, clock: Any
) -> None:
    app.help_lines.keep(CEM)
    page = open_page()
    button(page, "edit-cem").click()
    field(page, "title").setText("CEM de Coronel Portillo")
    button(page, "keep-line").click()
    assert app.help_lines.lines() == (replace(CEM, title="CEM de Coronel Portillo"),)
    button(page, "edit-cem").click()
    [one for one in page.findChildren(Switch, "called-today") if one.isVisible()][-1].click()
    button(page, "keep-line").click()
    assert app.help_lines.lines()[0].seen_on == clock().date()


def test_another_number_was_seen_today(open_page: Callable[..., HelpLinesPage], app: App, clock: Any) -> None:
    app.help_lines.keep(CEM)
    page = open_page()
    button(page, "edit-cem").click()
    field(page, "number").setText("061 577 999")
    button(page, "keep-line").click()
    assert app.help_lines.lines()[0].seen_on == clock().date()


def test_removing_has_a_way_back_also_when_the_page_is_gone(
    open_page: Callable[..., HelpLinesPage], app: App, around: Somewhere
) -> None:
    for number in range(3):
        app.help_lines.keep(replace(CEM, id=f"l{number}", number=f"061 571 00{number}", title=f"L{number}"))
    page = open_page()
    button(page, "remove-l1").click()
    assert titles(app) == ["L0", "L2"] and len([one for one in page.findChildren(HelpRow) if one.isVisible()]) == 2
    around.undo()
    assert titles(app) == ["L0", "L1", "L2"] and page.focusWidget() is button(page, "edit-l1")
    gone = HelpLinesPage(app, None, around.go())
    gone.show()
    button(gone, "remove-l0").click()
    assert titles(app) == ["L1", "L2"]
    delete(gone)
    around.undo()
    assert titles(app) == ["L0", "L1", "L2"]


def test_moving_keeps_the_keyboard_on_the_line(open_page: Callable[..., HelpLinesPage], app: App) -> None:
    for number in range(3):
        app.help_lines.keep(replace(CEM, id=f"l{number}", number=f"061 571 00{number}", title=f"L{number}"))
    page = open_page()
    assert not button(page, "up-l0").isEnabled() and not button(page, "down-l2").isEnabled()
    button(page, "up-l2").click()
    assert titles(app) == ["L0", "L2", "L1"] and page.focusWidget() is button(page, "up-l2")
    button(page, "up-l2").click()
    assert titles(app) == ["L2", "L0", "L1"] and page.focusWidget() is button(page, "edit-l2")


def test_a_draft_survives_leaving_and_goes_when_thrown_away(
    open_page: Callable[..., HelpLinesPage], app: App, around: Somewhere
) -> None:
    page = open_page(is_adding=True)
    write(page)
    page.leave()  # F1, hiding, another page
    assert page.arguments_now() == {"is_adding": True}
    again = open_page(**page.arguments_now())
    assert field(again, "title").text() == "Comisaría" and not app.help_lines.lines()
    again.escape()
    assert button(again, "keep-line") is None and around.calls == [], "Esc closes the form first"
    button(again, "add-line").click()
    assert field(again, "title").text() == "Comisaría", "and throws nothing away"
    button(again, "cancel-line").click()
    button(again, "add-line").click()
    assert field(again, "title").text() == ""
    again.escape()
    again.escape()
    assert around.calls == ["back"] and app.help_lines.draft is None


def test_a_draft_of_a_kept_line_is_a_change_of_it(open_page: Callable[..., HelpLinesPage], app: App) -> None:
    app.help_lines.keep(CEM)
    page = open_page()
    button(page, "edit-cem").click()
    page.leave()
    assert app.help_lines.draft is None, "nothing was written"
    field(page, "title").setText("Otro")
    page.leave()
    again = open_page()
    assert field(again, "title").text() == "Otro"
    button(again, "keep-line").click()
    assert titles(app) == ["Otro"]


def test_a_full_disk_is_said_and_the_words_stay(
    open_page: Callable[..., HelpLinesPage], app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(is_adding=True)
    write(page)

    def full(_line: LocalLine, _at: int | None = None) -> None:
        raise StorageFull("El disco está lleno.")

    monkeypatch.setattr(app.help_lines, "keep", full)
    for _press in range(2):
        button(page, "keep-line").click()
        QTest.qWait(10)
    said = [one for one in page.findChildren(Callout, "lines-failed") if one.isVisible()]
    assert len(said) == 1 and "El disco está lleno." in words(page)
    assert field(page, "title").text() == "Comisaría"
    monkeypatch.undo()
    button(page, "keep-line").click()
    assert titles(app) == ["Comisaría"] and "El disco está lleno." not in words(page)


def test_when_there_is_no_room_it_says_so(open_page: Callable[..., HelpLinesPage], app: App) -> None:
    for number in range(MOST):
        app.help_lines.keep(replace(CEM, id=f"l{number}", number=f"061 571 {100 + number}"))
    page = open_page(is_adding=True)
    assert button(page, "add-line") is None and button(page, "keep-line") is None and full_words() in words(page)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("size", "scale"), [((948, 600), 1.0), ((1154, 696), 1.3), ((1290, 696), 2.0)])
def test_nothing_is_cut(
    open_page: Callable[..., HelpLinesPage], app: App, paths: Paths, language: str, size: tuple[int, int], scale: float
) -> None:
    dress(Appearance(language=language, text_scale=scale), paths)
    app.help_lines.keep(CEM)
    page = open_page(size, is_adding=True)
    button(page, "keep-line").click()
    write(page, number="1055")
    button(page, "keep-line").click()
    QTest.qWait(10)
    for label in page.findChildren(QLabel):
        if label.isVisible():
            needed = label.heightForWidth(label.width()) if label.hasHeightForWidth() else 0
            assert label.height() >= needed - 1, label.text()
            assert label.mapTo(page, label.rect().topRight()).x() <= page.width(), label.text()
