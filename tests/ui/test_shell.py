"""The window around the pages: hiding and coming back, keys, locks by the clock, one instance, calm words for bugs."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QClipboard, QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from carecompanion.app import App, open_app
from carecompanion.errors import UserError
from carecompanion.events import KeepingFailed, KeepingWorksAgain
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.ui import hiding, routes
from carecompanion.ui.dress import dress
from carecompanion.ui.fading import picture_of
from carecompanion.ui.keys import ShiftTaps
from carecompanion.ui.main_window import TITLE, MainWindow
from carecompanion.ui.pages.cover import Cover, cover_title
from carecompanion.ui.problems import ProblemDialog, Problems, report_of
from carecompanion.ui.pulse import Pulse
from carecompanion.ui.single_instance import SingleInstance
from carecompanion.ui.widgets import announce as announcing
from carecompanion.ui.widgets.choice import ChoiceGroup
from carecompanion.ui.widgets.navigation import Navigation

RED = QColor("#FF0000")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # raising and grabbing, offscreen

PASSPHRASE = "árbol Verde 7"


class SmallPage(QWidget):
    """A page with a red field, two buttons and a line, that counts how often it was saved."""

    shell = "full"

    def __init__(self, app: App, profile: Any, go: Any, **arguments: Any) -> None:
        super().__init__()
        self.go, self.arguments, self.saved, self.paused = go, arguments, 0, 0
        self.setAccessibleName("What nobody else may read")
        column = QVBoxLayout(self)
        self.line = QLineEdit()
        self.line.setObjectName("line")
        self.buttons = [QPushButton("uno"), QPushButton("dos")]
        for one in (self.line, *self.buttons):
            column.addWidget(one)
        red = QWidget()
        red.setAutoFillBackground(True)
        palette = red.palette()
        palette.setColor(red.backgroundRole(), RED)
        red.setPalette(palette)
        column.addWidget(red, 1)

    def leave(self) -> None:
        self.saved += 1

    def pause(self) -> None:
        self.paused += 1


class ReaderPage(SmallPage):
    shell = "reader"
    section = "learn"
    step = 0

    def arguments_now(self) -> dict[str, Any]:
        return {**self.arguments, "step": self.step}


class BarePage(SmallPage):
    shell = "bare"


class BrokenPage(SmallPage):
    def __init__(self, *parts: Any, **arguments: Any) -> None:
        raise UserError("Falta el paquete.")


class Ticks:
    """Two clocks that stand until they are moved."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 500.0

    def move(self, seconds: float, is_asleep: bool = False) -> None:
        self.wall += seconds
        self.steady += 0 if is_asleep else seconds


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in routes.PAGES:
        kind = "ReaderPage" if name in ("lesson", "practice") else "BarePage" if name == "picker" else "SmallPage"
        monkeypatch.setitem(routes.PAGES, name, f"{__name__}:{kind}")


@pytest.fixture
def parts(paths: Paths, qapp: QApplication) -> App:
    app = open_app(paths, cost=2**4)
    dress(app.settings.now.appearance, paths)
    return app


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def window(parts: App, ticks: Ticks, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(parts, wall=lambda: ticks.wall, steady=lambda: ticks.steady)
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1366, 696)
    made.show_page("picker")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.profile = None if made.profile is None or made.profile.is_guest else made.profile
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents()


@pytest.fixture
def inside(window: MainWindow, parts: App) -> MainWindow:
    """Somebody is in, with a passphrase."""
    window.enter(parts.profiles.create(NewProfile("Colibrí", passphrase=PASSPHRASE)))
    window.shell.stop_fading()
    return window


@pytest.fixture
def open_inside(window: MainWindow, parts: App) -> MainWindow:
    """Somebody is in, without a passphrase."""
    window.enter(parts.profiles.create(NewProfile("Retama")))
    window.shell.stop_fading()
    return window


def press(window: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """As the system sends it: to the window, which gives it to whoever has the focus."""
    together = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        together |= one
    QTest.keyClick(window.window().windowHandle(), key, together)
    QApplication.processEvents()


def pass_time(window: MainWindow, ticks: Ticks, seconds: int) -> None:
    for _time in range(seconds // 10):
        ticks.move(10)
        window.hiding.look_at_clocks()


CTRL = Qt.KeyboardModifier.ControlModifier


def shows_red(widget: QWidget) -> bool:
    image = widget.grab().toImage()
    spots = ((x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 8))
    return any(image.pixelColor(x, y) == RED for x, y in spots)


def page_of(window: MainWindow) -> SmallPage:
    assert isinstance(window.page, SmallPage)
    return window.page


def here(window: MainWindow) -> str:
    return window.place.name


# hiding


def test_hide_covers_in_under_100_ms_and_saves_only_then(open_inside: MainWindow) -> None:
    page = page_of(open_inside)
    before = page.saved
    assert shows_red(open_inside)
    start = time.process_time()  # others may use this machine, too
    QTest.keyClick(open_inside, Qt.Key.Key_F9)
    took = time.process_time() - start
    assert took < 0.1
    assert page.saved == before, "covering comes before saving"
    assert not shows_red(open_inside)
    assert open_inside.windowTitle() == cover_title() != TITLE
    QApplication.processEvents()
    assert page.saved == before + 1


def test_f9_comes_back_to_the_same_page_and_focus(open_inside: MainWindow, qtbot: QtBot) -> None:
    page = page_of(open_inside)
    page.buttons[1].setFocus()
    press(open_inside, Qt.Key.Key_F9)
    qtbot.wait(20)
    press(open_inside, Qt.Key.Key_F9)
    assert open_inside.page is page and page.isVisible()
    assert page.buttons[1].hasFocus()
    assert open_inside.windowTitle() == TITLE
    assert shows_red(open_inside)


def test_hide_works_above_a_dialog_and_a_menu(open_inside: MainWindow, qtbot: QtBot) -> None:
    dialog = QDialog(open_inside)
    field = QLineEdit(dialog)
    answers: list[int] = []

    def hide_now() -> None:
        press(field, Qt.Key.Key_F9)

    QTimer.singleShot(50, hide_now)
    answers.append(dialog.exec())
    assert answers == [QDialog.DialogCode.Rejected]
    assert open_inside.hiding.is_covered and not dialog.isVisible()
    press(open_inside, Qt.Key.Key_F9)
    assert open_inside.shell.navigation is not None
    profile = open_inside.shell.navigation.findChild(QPushButton, "nav-profile")
    corner = profile.mapTo(open_inside, profile.rect().center())
    QTest.mouseClick(open_inside.windowHandle(), Qt.MouseButton.LeftButton, pos=corner)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    qtbot.wait(20)
    press(open_inside, Qt.Key.Key_F9)
    assert open_inside.hiding.is_covered and QApplication.activePopupWidget() is None


def test_shift_alone_three_times_hides(open_inside: MainWindow) -> None:
    for _time in range(3):
        press(open_inside, Qt.Key.Key_Shift)
    assert open_inside.hiding.is_covered


def test_shift_with_another_key_between_does_not_hide(open_inside: MainWindow) -> None:
    page_of(open_inside).line.setFocus()
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Shift, Qt.Key.Key_A, Qt.Key.Key_Shift):
        press(open_inside, key)
    assert not open_inside.hiding.is_covered


def test_capital_letters_do_not_hide(open_inside: MainWindow) -> None:
    line = page_of(open_inside).line
    line.setFocus()
    system = open_inside.windowHandle()
    for letter in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C):
        QTest.keyPress(system, Qt.Key.Key_Shift)
        QTest.keyClick(system, letter, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyRelease(system, Qt.Key.Key_Shift)
    assert not open_inside.hiding.is_covered and line.text().upper() == "ABC"


def test_shift_can_be_switched_off(open_inside: MainWindow) -> None:
    assert open_inside.profile is not None
    open_inside.profile.preferences.keep(shift_hides=False)
    for _time in range(3):
        press(open_inside, Qt.Key.Key_Shift)
    assert not open_inside.hiding.is_covered


def test_slow_shifts_do_not_count() -> None:
    taps = ShiftTaps()
    hidden = []
    for now in (0.0, 1.5, 3.0, 4.5):
        taps.press()
        taps.press()  # the same event on its way to the widget's parent
        hidden.append(taps.release(now))
    assert hidden == [False] * 4


def test_the_cover_tells_a_screen_reader_only_notes(inside: MainWindow, qtbot: QtBot) -> None:
    press(inside, Qt.Key.Key_F9)
    qtbot.wait(20)
    root = QAccessible.queryAccessibleInterface(inside)
    assert set(names_below(root)) == {cover_title()}
    for one in QApplication.topLevelWidgets():
        if one.isVisible():
            assert set(names_below(QAccessible.queryAccessibleInterface(one))) <= {cover_title()}


def names_below(node: Any) -> Iterator[str]:
    yield node.text(QAccessible.Text.Name)
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None:
            yield from names_below(child)


# coming back with a passphrase


def test_with_a_passphrase_only_the_passphrase_comes_back(inside: MainWindow, qtbot: QtBot) -> None:
    press(inside, Qt.Key.Key_F9)
    calm = inside.grab().toImage()
    press(inside, Qt.Key.Key_F9)
    assert inside.hiding.is_covered, "F9 alone is not enough"
    QTest.keyClicks(inside.cover, "rbol Verde 7")
    press(inside, Qt.Key.Key_Escape)
    assert inside.grab().toImage() == calm, "nothing moves for what is typed"
    inside.cover.inputMethodEvent(committed("á"))  # as a keyboard with dead keys sends it
    QTest.keyClicks(inside.cover, "rbol Verde 7")
    press(inside, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not inside.hiding.is_covered, timeout=5000)
    assert page_of(inside).isVisible()


def committed(text: str) -> Any:
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


def test_wrong_tries_show_nothing_and_wait_longer(inside: MainWindow, qtbot: QtBot) -> None:
    tried: list[str] = []
    real = inside.app.profiles.key_of

    class Counting:
        def key_of(self, profile_id: str, passphrase: str) -> bytes:
            tried.append(passphrase)
            return real(profile_id, passphrase)

    inside.hiding.profiles = Counting()  # type: ignore[assignment]
    press(inside, Qt.Key.Key_F9)
    calm = inside.grab().toImage()
    for words in ("no", "tampoco", "menos"):
        QTest.keyClicks(inside.cover, words)
        press(inside, Qt.Key.Key_Return)
    qtbot.wait(300)
    assert tried == ["no"], "the next try waits, and only the last one is kept"
    assert inside.hiding.is_covered and inside.grab().toImage() == calm
    qtbot.waitUntil(lambda: len(tried) == 2, timeout=3000)
    assert tried == ["no", "menos"]
    assert inside.hiding.is_covered


def test_hidden_for_five_minutes_locks_behind_the_cover(inside: MainWindow, ticks: Ticks, qtbot: QtBot) -> None:
    press(inside, Qt.Key.Key_F9)
    calm = inside.grab().toImage()
    pass_time(inside, ticks, 310)
    assert inside.profile is None and inside.page is None
    assert inside.hiding.is_covered and inside.grab().toImage() == calm
    press(inside, Qt.Key.Key_F9)
    assert not inside.hiding.is_covered and here(inside) == "picker"


# clocks


def test_idle_locks_a_profile_with_a_passphrase(inside: MainWindow, ticks: Ticks) -> None:
    pass_time(inside, ticks, 200)
    press(inside, Qt.Key.Key_Tab)
    pass_time(inside, ticks, 290)
    assert inside.profile is not None
    pass_time(inside, ticks, 20)
    assert inside.profile is None and here(inside) == "picker"


def test_a_practice_that_runs_is_not_idle(inside: MainWindow, ticks: Ticks) -> None:
    """Eleven minutes of letting the body go need no key; once it is over, the minutes count anew."""
    pulse = Pulse(inside.page)
    pulse.start(10_000)
    pass_time(inside, ticks, 600)
    assert inside.profile is not None
    pulse.stop()
    pass_time(inside, ticks, 290)
    assert inside.profile is not None
    pass_time(inside, ticks, 20)
    assert inside.profile is None


def test_idle_never_locks_without_a_passphrase(open_inside: MainWindow, ticks: Ticks) -> None:
    pass_time(open_inside, ticks, 1000)
    assert open_inside.profile is not None and not open_inside.hiding.is_covered


@pytest.mark.parametrize("is_asleep", [True, False])
def test_after_sleep_the_screen_is_covered(inside: MainWindow, ticks: Ticks, is_asleep: bool) -> None:
    ticks.move(60, is_asleep)  # some systems' steady clock goes on while they sleep, others' does not
    inside.hiding.look_at_clocks()
    assert inside.hiding.is_covered and inside.profile is not None


def test_the_screen_is_covered_before_the_machine_sleeps(inside: MainWindow, ticks: Ticks) -> None:
    """On the screen already when this returns; and hidden for long it is closed, as ever."""
    profile = inside.profile
    inside.hiding.before_sleep()
    assert picture_of(inside.cover) == inside.cover.grab().toImage()
    inside.hiding.before_sleep()
    assert inside.hiding.is_covered and inside.windowTitle() == "Notas" and inside.profile is profile
    ticks.move(3600, is_asleep=True)
    inside.hiding.look_at_clocks()
    assert inside.hiding.is_covered and profile.is_closed


def test_before_a_sleep_without_a_passphrase_it_is_saved(open_inside: MainWindow) -> None:
    saved = open_inside.page.saved
    open_inside.hiding.before_sleep()
    assert open_inside.page.saved == saved + 1 and not open_inside.hiding.is_covered


def test_a_long_sleep_closes_the_file_behind_the_cover(inside: MainWindow, ticks: Ticks) -> None:
    profile = inside.profile
    ticks.move(3600, is_asleep=True)
    inside.hiding.look_at_clocks()
    assert inside.hiding.is_covered and inside.profile is None and profile.is_closed


@pytest.mark.parametrize(("act", "is_ours"), [("go.hide", True), ("go.hide", False), ("lock", True), ("lock", False)])
def test_hiding_and_locking_empty_the_clipboard_of_what_came_from_here(
    inside: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, act: str, is_ours: bool
) -> None:
    """The screenless system does not say whose it is: it is told here. What another program put there stays."""
    clipboard = QApplication.clipboard()
    monkeypatch.setattr(hiding, "QGuiApplication", SimpleNamespace(clipboard=lambda: _Told(clipboard, is_ours)))
    clipboard.setText("lo que copié de mi nota")
    attrgetter(act)(inside)()
    qtbot.wait(30)
    assert clipboard.text() == ("" if is_ours else "lo que copié de mi nota")


class _Told:
    def __init__(self, clipboard: QClipboard, is_ours: bool) -> None:
        self.clear, self.ownsClipboard = clipboard.clear, lambda: is_ours

    def supportsSelection(self) -> bool:
        return False


def test_nothing_behind_the_cover_is_said_aloud(inside: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export that is ready, or a clock of a session, speaks to whoever listens now."""
    said: list[str] = []
    is_listening = SimpleNamespace(
        isActive=lambda: True, updateAccessibility=lambda event: said.append(event.message())
    )
    monkeypatch.setattr(announcing, "QAccessible", is_listening)
    announcing.announce(inside.page, "20 registros")
    press(inside, Qt.Key.Key_F9)
    announcing.announce(inside.page, "21 registros")
    announcing.announce(inside, "22 registros")
    inside.hiding._come_back()
    announcing.announce(inside.page, "23 registros")
    assert said == ["20 registros", "23 registros"]


def test_after_sleep_without_a_passphrase_the_same_page(open_inside: MainWindow, ticks: Ticks) -> None:
    ticks.move(3600, is_asleep=True)
    open_inside.hiding.look_at_clocks()
    assert not open_inside.hiding.is_covered


def test_a_clock_set_back_does_nothing(inside: MainWindow, ticks: Ticks) -> None:
    ticks.wall -= 86_400
    ticks.steady += 1
    inside.hiding.look_at_clocks()
    assert not inside.hiding.is_covered and inside.profile is not None


# keys


def test_the_keys_of_the_window(inside: MainWindow, qtbot: QtBot) -> None:
    press(inside, Qt.Key.Key_2, CTRL)
    assert here(inside) == "learn"
    press(inside, Qt.Key.Key_Comma, CTRL)
    assert here(inside) == "settings"
    press(inside, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert here(inside) == "learn"
    press(inside, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: here(inside) == "help")
    press(inside, Qt.Key.Key_Escape)
    assert here(inside) == "learn"
    press(inside, Qt.Key.Key_Escape)
    assert here(inside) == "learn", "a section stays"
    press(inside, Qt.Key.Key_F7)
    assert page_of(inside).paused == 1
    press(inside, Qt.Key.Key_1, CTRL)
    assert here(inside) == "today"
    press(inside, Qt.Key.Key_L, CTRL)
    assert inside.profile is None and here(inside) == "picker"


def test_f1_closes_a_dialog_and_shows_help(inside: MainWindow, qtbot: QtBot) -> None:
    dialog = QDialog(inside)
    field = QLineEdit(dialog)
    QTimer.singleShot(50, lambda: press(field, Qt.Key.Key_F1))
    assert dialog.exec() == QDialog.DialogCode.Rejected
    qtbot.waitUntil(lambda: here(inside) == "help")


def test_no_key_reaches_what_is_covered(inside: MainWindow, qtbot: QtBot) -> None:
    press(inside, Qt.Key.Key_F9)
    for key, modifier in ((Qt.Key.Key_2, CTRL), (Qt.Key.Key_L, CTRL), (Qt.Key.Key_F1, CTRL & ~CTRL)):
        press(inside, key, modifier)
    qtbot.wait(20)
    assert here(inside) == "today" and inside.profile is not None


def test_text_size_keeps_page_focus_and_line(inside: MainWindow) -> None:
    inside.show_page("learn", module="memoria")
    page_of(inside).line.setText("hal")
    page_of(inside).buttons[1].setFocus()
    old = page_of(inside)
    press(inside, Qt.Key.Key_Plus, CTRL)
    assert inside.appearance.text_scale == 1.15
    assert page_of(inside) is not old and page_of(inside).arguments == {"module": "memoria"}
    assert page_of(inside).buttons[1].hasFocus() and page_of(inside).line.text() == "hal"
    press(inside, Qt.Key.Key_0, CTRL)
    assert inside.appearance.text_scale == 1.0


def test_a_page_that_moved_inside_itself_is_found_there_again(inside: MainWindow) -> None:
    inside.show_page("lesson", lesson="memoria")
    inside.page.step = 3  # type: ignore[union-attr]
    inside.refresh()
    assert page_of(inside).arguments == {"lesson": "memoria", "step": 3}
    inside.page.step = 4  # type: ignore[union-attr]
    inside.show_page("help")
    inside.back()
    assert page_of(inside).arguments == {"lesson": "memoria", "step": 4}


def test_the_picker_keeps_its_own_text_size(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Plus, CTRL)
    assert window.app.settings.now.appearance.text_scale == 1.15
    press(window, Qt.Key.Key_Minus, CTRL)
    assert window.app.settings.now.appearance.text_scale == 1.0


def test_f6_goes_around(inside: MainWindow) -> None:
    page_of(inside).line.setFocus()
    press(inside, Qt.Key.Key_F6)
    assert inside.shell.navigation is not None and inside.shell.navigation.isAncestorOf(QApplication.focusWidget())
    press(inside, Qt.Key.Key_F6)
    assert page_of(inside).isAncestorOf(QApplication.focusWidget())


# the shell


def test_the_navigation_is_full_or_a_rail(inside: MainWindow) -> None:
    def nav() -> Navigation:
        assert inside.shell.navigation is not None
        return inside.shell.navigation

    assert not nav().is_rail and nav().width() == 212
    inside.resize(1100, 650)
    QApplication.processEvents()
    assert nav().is_rail and nav().width() == 76
    inside.resize(1366, 696)
    QApplication.processEvents()
    assert not nav().is_rail
    inside.show_page("lesson", lesson="memoria")
    assert nav().is_rail
    assert names_marked(nav()) == ["nav-learn"]
    inside.lock()
    assert inside.shell.navigation is None


def names_marked(navigation: Navigation) -> list[str]:
    buttons = navigation.findChildren(QWidget)
    return [one.objectName() for one in buttons if one.property("checked") is True]


def test_arrows_move_in_the_navigation_and_enter_goes(inside: MainWindow) -> None:
    assert inside.shell.navigation is not None
    inside.shell.navigation.focus_here()
    press(inside, Qt.Key.Key_Down)
    assert here(inside) == "today", "moving is not going"
    press(inside, Qt.Key.Key_Return)
    assert here(inside) == "learn"
    node = QAccessible.queryAccessibleInterface(inside.shell.navigation.findChild(QWidget, "nav-learn"))
    assert node.text(QAccessible.Text.Description) == "página actual"


def test_a_page_that_cannot_be_built_leaves_the_old_one(inside: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(routes.PAGES, "lesson", f"{__name__}:BrokenPage")
    page = inside.page
    inside.show_page("lesson")
    assert inside.page is page and here(inside) == "today"
    assert "Falta el paquete." in texts(inside)


def texts(window: MainWindow) -> str:
    return " ".join(names_below(QAccessible.queryAccessibleInterface(window)))


def test_words_about_a_page_go_with_it_and_those_about_saving_stay(
    inside: MainWindow, parts: App, qtbot: QtBot
) -> None:
    inside.show_words("Ese paquete ya no está.")
    assert "Ese paquete ya no está." in texts(inside)
    inside.show_page("help")
    qtbot.waitUntil(lambda: "Ese paquete ya no está." not in texts(inside))
    parts.events.tell(KeepingFailed("El disco está lleno."))
    inside.show_page("today")
    assert "El disco está lleno." in texts(inside)


def test_what_could_not_be_saved_is_said_and_taken_back(inside: MainWindow, parts: App, qtbot: QtBot) -> None:
    parts.events.tell(KeepingFailed("El disco está lleno."))
    assert "El disco está lleno." in texts(inside)
    parts.events.tell(KeepingWorksAgain())
    qtbot.waitUntil(lambda: "El disco está lleno." not in texts(inside))


def test_closing_keeps_text_and_place(open_inside: MainWindow, parts: App) -> None:
    page, profile = page_of(open_inside), open_inside.profile
    before = page.saved
    assert profile is not None
    open_inside.close()
    assert page.saved > before and open_inside.profile is None
    assert parts.settings.now.window
    again = parts.profiles.open(profile.id, parts.profiles.key_of(profile.id))
    assert again.notice == "", "it said goodbye"
    again.close()


def test_a_guest_is_asked_before_leaving(window: MainWindow, parts: App, monkeypatch: pytest.MonkeyPatch) -> None:
    from carecompanion.ui.widgets import dialog

    answers = [False, True]
    monkeypatch.setattr(dialog, "ask", lambda *_words, **_more: answers.pop(0))
    window.enter(parts.profiles.guest())
    window.lock()
    assert window.profile is not None
    window.lock()
    assert window.profile is None and here(window) == "picker"


def test_a_damaged_window_place_changes_nothing(parts: App, qtbot: QtBot) -> None:
    parts.settings.keep(replace(parts.settings.now, window="no es base64 ñ="))
    made = MainWindow(parts)
    qtbot.addWidget(made)
    assert made.width() >= 600


def test_a_dialog_that_was_closed_goes_once(window: MainWindow, qtbot: QtBot) -> None:
    """By keyboard, so that a ring is in it: both once went together, and one of them twice. That was a crash."""

    def use_and_close() -> None:
        QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)

    QTimer.singleShot(0, use_and_close)
    window.show_keys()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


# one instance


def test_a_second_start_brings_the_first_to_the_front(home: Path, qtbot: QtBot) -> None:
    first = SingleInstance(home / "data")
    assert first.is_first
    knocks: list[str] = []
    first.open_door(knocks.append)
    file = home / "contenidos ñ.carepack"
    file.touch()
    code = (
        "import sys, pathlib; from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]);"
        "from carecompanion.ui.single_instance import SingleInstance as S; s = S(pathlib.Path(sys.argv[1]));"
        "print(s.is_first, s.knock(sys.argv[2]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(home / "data"), str(file)], stdout=subprocess.PIPE, text=True
    ) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.stdout is not None and second.stdout.read().split() == ["False", "True"]
    assert knocks == [str(file)]
    first.close()
    assert SingleInstance(home / "data").is_first, "the lock goes with the window"


# what nobody foresaw


def boom(secret: str) -> None:
    raise ValueError(f"what she wrote: {secret}")


def raised() -> tuple[type[BaseException], BaseException, Any]:
    try:
        boom("su nombre")
    except ValueError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def test_a_report_says_where_and_never_what() -> None:
    kind, _error, trace = raised()
    report = report_of(kind, trace)
    assert "ValueError" in report and "boom" in report
    assert "su nombre" not in report and str(Path.home()) not in report.replace("\n", " ").split()


def test_a_bug_is_said_calmly_and_the_program_goes_on(
    inside: MainWindow, qtbot: QtBot, allows_warnings: Callable[..., None]
) -> None:
    allows_warnings("carecompanion.ui.problems", "not foreseen")
    problems = Problems(lambda: not inside.hiding.is_covered, inside)
    problems.take(*raised())
    qtbot.waitUntil(lambda: inside.findChild(ProblemDialog) is not None)
    dialog = inside.findChild(ProblemDialog)
    assert dialog.isVisible() and "su nombre" not in dialog.details.toPlainText()
    dialog.accept()
    inside.show_page("learn")
    assert here(inside) == "learn"


def test_a_bug_behind_the_cover_waits(inside: MainWindow, qtbot: QtBot, allows_warnings: Callable[..., None]) -> None:
    allows_warnings("carecompanion.ui.problems", "not foreseen")
    inside.hiding.cover()
    problems = Problems(lambda: not inside.hiding.is_covered, inside)
    problems.take(*raised())
    qtbot.wait(50)
    assert inside.findChild(ProblemDialog) is None


def test_nothing_of_the_database_before_the_first_paint(run_python: Callable[..., str]) -> None:
    code = (
        "import sys; from carecompanion.app import open_app; from carecompanion.paths import find_paths;"
        "from carecompanion.ui.application import make_application, open_first;"
        "from carecompanion.ui.dress import dress;"
        "from carecompanion.ui.main_window import MainWindow;"
        "q = make_application([]); a = open_app(find_paths()); dress(a.settings.now.appearance, a.paths);"
        "w = MainWindow(a); open_first(a, w, None); w.show(); q.processEvents();"
        "late = ('sqlalchemy', 'sqlcipher3', 'alembic', 'markdown_it', 'yaml', 'PySide6.QtNetwork', 'cryptography',"
        "'carecompanion.content', 'carecompanion.learning');"
        "print([one for one in late if one in sys.modules])"
    )
    assert run_python(code).strip() == "[]"


def test_nobody_keeps_the_source_of_all_that_is_imported(run_python: Callable[..., str]) -> None:
    code = (
        "import linecache; from carecompanion.ui.importing import keep_no_source; keep_no_source();"
        "from carecompanion.services import session_report; from carecompanion.ui import main_window;"
        "import carecompanion.ui.pages.today; print([file for file in linecache.cache if 'carecompanion' in file])"
    )
    assert run_python(code).strip() == "[]"


# options of a question


def test_options_by_keyboard(qtbot: QtBot) -> None:
    group = ChoiceGroup("¿Qué la cuida?", ["uno", "dos", "tres"])
    qtbot.addWidget(group)
    group.show()
    chosen: list[int] = []
    confirmed: list[int] = []
    group.option_chosen.connect(chosen.append)
    group.option_confirmed.connect(confirmed.append)
    group.choices[0].setFocus()
    QTest.keyClick(group.choices[0], Qt.Key.Key_B)
    QTest.keyClick(group.choices[1], Qt.Key.Key_3)
    QTest.keyClick(group.choices[2], Qt.Key.Key_Down)
    assert chosen == [1, 2, 0] and confirmed == []
    QTest.keyClick(group.choices[0], Qt.Key.Key_Return)
    assert confirmed == [0]
    group.show_answer(0, {1}, "La cuida más")
    QTest.keyClick(group.choices[0], Qt.Key.Key_B)
    QTest.mouseClick(group.choices[2], Qt.MouseButton.LeftButton)
    assert group.chosen == 0 and confirmed == [0], "an answer stands until it is tried again"
    assert group.choices[1].accessibleDescription() == "La cuida más"
    group.reset()
    assert group.chosen == -1
    QTest.mouseClick(group.choices[2], Qt.MouseButton.LeftButton)
    assert confirmed == [0, 2]


def test_the_cover_pastes_and_forgets(qtbot: QtBot) -> None:
    cover = Cover()
    qtbot.addWidget(cover)
    typed: list[str] = []
    cover.typed.connect(typed.append)
    QGuiApplication.clipboard().setText("pegada")
    QTest.keyClick(cover, Qt.Key.Key_V, CTRL)
    QTest.keyClicks(cover, "xy")
    QTest.keyClick(cover, Qt.Key.Key_Backspace)
    QTest.keyClick(cover, Qt.Key.Key_Return)
    QTest.keyClick(cover, Qt.Key.Key_Return)
    assert typed == ["pegadax", ""]


def test_a_page_that_has_the_keyboard_itself_can_be_left(window: MainWindow) -> None:
    """So it is after F9 twice where the control that had it is gone; to Qt a page is its own ancestor."""
    profile = window.app.profiles.create(NewProfile("Colibrí"))
    window.go.enter(profile)
    window.show()
    window.activateWindow()
    window.page.setFocus()
    assert QApplication.focusWidget() is window.page
    window.show_page("plan")
    window.page.setFocus()
    window.refresh()
    assert window.place is not None
    assert window.place.name == "plan"
