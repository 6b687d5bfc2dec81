"""The laptop goes round the room: answers are kept without a name, and nobody gets from here into the profile."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from carecompanion.errors import StorageFull
from carecompanion.services.room_round import RoomRound
from carecompanion.ui.leading import Leading
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.pages import pass_laptop_sheet
from tests.conftest import Clock
from tests.ui.parts import KEY
from tests.ui.room import CHECKIN, TEST, a_home, a_window, lead_a_room, opened, press, take_keys, words_on

PASSPHRASE = "zumaque-perejil-89"
SECRET_WORDS = ("Tangarana", "cuidarme", "Hoy", "Aprender", "Facilitar", "Ajustes")


@pytest.fixture(scope="module")
def leading(tmp_path_factory: pytest.TempPathFactory, read_before: Path, qapp: QApplication) -> Iterator[Leading]:
    """One session for all tests here: its trainer has a passphrase."""
    made = a_window(a_home(tmp_path_factory.mktemp("room"), read_before), Clock(datetime(2026, 11, 24, 14, tzinfo=UTC)))
    yield lead_a_room(made, PASSPHRASE)
    made.close()
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def window(leading: Leading) -> MainWindow:
    return leading.projector.parent()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def passing(window: MainWindow, leading: Leading) -> Iterator[Callable[..., RoomRound]]:
    """Hands the laptop round; at the end of the test it comes back, and the round is closed."""
    rounds: list[RoomRound] = []

    def begin(what: str = CHECKIN) -> RoomRound:
        rounds.append(opened(leading, what, "laptop"))
        window.go.page("pass_laptop", round=rounds[-1].id)
        take_keys(window)
        return rounds[-1]

    yield begin
    if window.hiding.is_covered:
        window.hiding.toggle()
    window.go.let_out()
    for one in rounds:
        one.close()


def choose(window: MainWindow, value: int) -> None:
    """As the keyboard does it: the answers have it already."""
    QTest.keyClick(window.focusWidget() or window, str(value))


def code_line(window: MainWindow) -> QLineEdit:
    """Qt's own tests end the process when they are handed nothing."""
    found = [one for one in window.findChildren(QLineEdit, "room-code") if one.isVisible()]
    assert found, words_on(window)
    return found[-1]


def sheet_of(window: MainWindow) -> pass_laptop_sheet.Sheet:
    return window.page.sheet


# one person, and the next


def test_a_pack_opened_meanwhile_waits_until_the_trainer_is_back(window, passing, tmp_path) -> None:
    file = tmp_path / "nuevo.carepack"
    file.touch()
    passing()
    window.take_pack(str(file))
    assert window.place.name == "pass_laptop" and window.given_pack == str(file)
    assert not [one for one in window.findChildren(QWidget, "toast") if one.isVisible()]
    window.go.let_out()
    assert window.place.name != "packs" and window.given_pack == "", "a session is led: it is only told"
    (toast,) = [one for one in window.findChildren(QWidget, "toast") if one.isVisible()]
    assert "nuevo.carepack" in toast.accessibleName()
    toast.go()


def test_four_questions_a_group_and_a_code_by_keyboard_alone(window, passing, log) -> None:
    asked = passing()
    assert "No pedimos nombre" in words_on(window)
    assert window.isFullScreen()
    QTest.keyClick(window.focusWidget() or window, KEY.Key_Return)  # begin
    for number, value in enumerate((2, 7, 3, 4), 1):
        assert f"Pregunta {number} de 4" in words_on(window)
        choose(window, value)
        on = KEY.Key_PageDown if number == 3 else KEY.Key_Return  # Enter on what is chosen goes on
        QTest.keyClick(window.focusWidget() or window, on)
    QTest.keyClick(window.focusWidget() or window, "2")  # the police
    code = code_line(window)
    code.setFocus()
    QTest.keyClicks(code, "xq42")
    assert code.displayText() == "xq42", "one sees what one types"
    press(window, "keep")
    assert "Gracias. Pasa la laptop." in words_on(window)
    (one,) = asked._room.people_of(asked.id)
    assert one.team == "Policía" and one.mark
    assert list(one.answers.values()) == [2, 7, 3, 4]
    nothing_stays(window, log, "xq42", "XQ42", "7 de 10")


def nothing_stays(window: MainWindow, log: pytest.LogCaptureFixture, *secrets: str) -> None:
    """Not in a widget that is read or heard, a title, the clipboard, a memory of places, the log or a plain file."""
    QTest.qWait(60)  # what was thrown away is gone
    texts = [window.windowTitle(), QGuiApplication.clipboard().text(), repr(window._before), *log.messages]
    for one in QApplication.allWidgets():
        texts += [one.objectName(), one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.whatsThis()]
        if isinstance(one, QLineEdit):
            texts += [one.text(), one.displayText()]
            one.undo()
            texts.append(one.text())
    if QGuiApplication.clipboard().supportsSelection():
        texts.append(QGuiApplication.clipboard().text(QGuiApplication.clipboard().Mode.Selection))
    everything = "\n".join(texts)
    assert not [one for one in secrets if one in everything]
    sheet = sheet_of(window)
    assert (sheet.answers, sheet.team, sheet.code) == ({}, "", "")
    for file in Path(window.app.paths.profiles).parent.rglob("*"):
        if file.is_file() and file.suffix in (".toml", ".json", ".log", ".txt"):
            plain = file.read_text(encoding="utf-8", errors="replace")
            assert not [one for one in secrets if one in plain], file


def test_the_search_for_what_stays_finds_it(window, passing, log) -> None:
    """A test that cannot fail is worth nothing: before it is saved the code and the answer are there."""
    passing()
    press(window, "begin")
    press(window, "next")
    choose(window, 7)
    with pytest.raises(AssertionError):
        nothing_stays(window, log, "7 de 10")
    for _more in range(3):
        press(window, "next")
    QTest.keyClicks(code_line(window), "xq42")
    with pytest.raises(AssertionError):
        nothing_stays(window, log, "xq42")


def test_blank_is_an_answer_like_any_other(window, passing) -> None:
    asked = passing()
    press(window, "begin")
    choose(window, 1)
    press(window, "leave-blank")
    press(window, "previous")
    assert not any(tile.isChecked() for tile in window.page._view.answer.field.tiles), "taken back"
    for _question in range(4):
        press(window, "leave-blank")
    press(window, "keep")
    assert "Todo quedó en blanco" in words_on(window) and asked.count() == 0
    press(window, "begin")
    press(window, "next")
    choose(window, 3)
    press(window, "give-up")
    assert "No se guardó nada" in words_on(window) and asked.count() == 0


def test_a_whole_test_is_answered_and_the_last_page_is_the_code(window, passing) -> None:
    asked = passing(TEST)
    press(window, "begin")
    for _question in range(12):
        choose(window, 1)
        press(window, "next")
    press(window, "keep")
    (one,) = asked._room.people_of(asked.id)
    assert len(one.answers) == 12 and not one.mark


def test_a_code_of_signs_that_are_none_is_said_and_nothing_is_lost(window, passing) -> None:
    asked = passing()
    press(window, "begin")
    choose(window, 2)
    for _question in range(4):
        press(window, "next")
    field = code_line(window)
    for code in ("ab1", "abcde", "a-b1", "?!?!", "1 2 3"):
        field.setText("")
        assert "La clave tiene" not in words_on(window)
        QTest.keyClicks(field, code)
        press(window, "keep")
        assert "La clave tiene 4 signos" in words_on(window) and asked.count() == 0
        assert sheet_of(window).answers and field.text() == code
    field.setText("")
    press(window, "keep")
    assert asked.count() == 1


def test_a_full_disk_keeps_the_answers_on_the_screen(window, passing, leading, monkeypatch) -> None:
    asked = passing()
    press(window, "begin")
    choose(window, 2)
    for _question in range(4):
        press(window, "next")

    def full(*_args: Any) -> None:
        raise StorageFull("El disco está lleno.")

    with monkeypatch.context() as patched:
        patched.setattr(type(leading.run), "keep_answers", full)
        press(window, "keep")
        assert "Tus respuestas siguen aquí" in words_on(window) and "lleno" in words_on(window)
        assert sheet_of(window).answers and asked.count() == 0
    press(window, "keep")
    assert asked.count() == 1 and "Gracias" in words_on(window)


def test_a_closed_round_takes_nobody(window, passing) -> None:
    asked = passing()
    window.go.let_out()
    asked.close()
    window.go.page("pass_laptop", round=asked.id)
    assert "Este registro está cerrado" in words_on(window)
    assert not [one for one in window.findChildren(QWidget, "begin") if one.isVisible()]
    window.go.let_out()
    window.go.page("pass_laptop", round="none")
    assert window.place.name == "console" and "ya no está" in words_on(window)


# what makes an unfinished set go


def test_two_minutes_without_a_touch_throw_it_away(window, passing, log) -> None:
    passing()
    press(window, "begin")
    press(window, "next")
    choose(window, 7)
    sheet = sheet_of(window)
    now = sheet._steady()
    sheet._steady = lambda: now + 101
    sheet.look_at_clocks()
    assert "En 20 segundos" in words_on(window)
    choose(window, 8)  # somebody is here
    assert "En 20 segundos" not in words_on(window)
    sheet._steady = lambda: now + 101 + 119
    sheet.look_at_clocks()
    assert sheet.is_begun
    sheet._steady = lambda: now + 101 + 120
    sheet.look_at_clocks()
    assert "No se guardó nada" in words_on(window)
    nothing_stays(window, log, "8 de 10")


def test_a_machine_that_slept_has_nobody_in_front(window, passing) -> None:
    passing()
    press(window, "begin")
    choose(window, 2)
    sheet = sheet_of(window)
    before = sheet._wall()
    sheet._wall = lambda: before + 3600
    sheet.look_at_clocks()
    assert not sheet.is_begun and not sheet.answers
    press(window, "begin")
    choose(window, 2)
    window.hiding.before_sleep()  # the system may say so itself: then it is gone before the wake
    assert not sheet.is_begun and not sheet.answers and not window.hiding.is_covered


def test_hiding_throws_it_away_and_comes_back_to_the_door(window, passing, log) -> None:
    passing()
    press(window, "begin")
    press(window, "next")
    choose(window, 7)
    QTest.keyClick(window, KEY.Key_F9)
    assert window.hiding.is_covered
    assert not sheet_of(window).answers
    QTest.keyClick(window, KEY.Key_F9)
    assert not window.hiding.is_covered, "behind the cover is nobody's profile"
    assert "No se guardó nada" in words_on(window)
    nothing_stays(window, log, "7 de 10")


# no way into the profile


def test_no_key_leads_into_the_profile(window, passing, monkeypatch) -> None:
    passing()
    press(window, "begin")
    choose(window, 2)
    printed: list[object] = []
    monkeypatch.setattr("carecompanion.ui.printing.PrintPreview.exec", printed.append)
    for keys in ("1", "2", "3", "4", "5", "6", "7", "K", "Comma", "L", "P"):
        QTest.keyClick(window, getattr(KEY, f"Key_{keys}"), Qt.KeyboardModifier.ControlModifier)
        assert window.place.name == "pass_laptop", keys
    QTest.keyClick(window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, KEY.Key_Escape)
    QTest.keyClick(window.focusWidget() or window, KEY.Key_Escape)
    window.close()
    assert window.isVisible() and window.place.name == "pass_laptop", "closing asks for the passphrase"
    assert window.findChild(QLineEdit, "leave-passphrase").isVisible()
    press(window, "stay-in-room")
    assert sheet_of(window).answers, "nothing of it was lost"
    for name in ("today", "learn", "plan", "settings", "console", "facilitate", "session", "help_lines", "card"):
        window.go.page(name)
        assert window.place.name == "pass_laptop", name
    assert window.profile is not None and not window.profile.is_closed
    assert window.shell.navigation is None and not printed
    assert not [one for one in SECRET_WORDS if one in words_on(window)]


def test_help_comes_without_the_profile_and_goes_back(window, passing) -> None:
    passing()
    line = window.profile.planning.new("person")
    assert window.profile.planning.keep(replace(line, first="Doña Pancha", more="987 654 321"))
    press(window, "begin")
    choose(window, 2)
    QTest.keyClick(window, KEY.Key_F1)
    QTest.qWait(20)
    assert window.place.name == "help"
    assert "Pancha" not in words_on(window) and window.shell.navigation is None
    names = {one.objectName() for one in window.page.findChildren(QWidget) if one.isVisible()}
    assert not names & {"print", "add-line", "change-lines"}
    for keys in ("1", "6", "P", "L", "Comma"):
        QTest.keyClick(window, getattr(KEY, f"Key_{keys}"), Qt.KeyboardModifier.ControlModifier)
        assert window.place.name == "help", keys
    sheet = window._before[-1][0].arguments["sheet"]
    press(window, "back")
    assert window.place.name == "pass_laptop" and sheet_of(window) is sheet and sheet.answers
    assert window.page._view.answer.field.answer == 2
    QTest.keyClick(window, KEY.Key_F1)
    QTest.qWait(20)
    QTest.keyClick(window, KEY.Key_F9)
    assert not sheet.answers, "also from help"
    QTest.keyClick(window, KEY.Key_F9)


def test_a_pause_breathes_without_the_profile_and_goes_back(window, passing) -> None:
    passing()
    press(window, "begin")
    choose(window, 2)
    QTest.keyClick(window, KEY.Key_F7)
    assert "Mi ánimo" not in words_on(window)
    press(window, "pause-breathe")
    assert window.place.name == "practice" and window.page._profile is None
    press(window, "leave")
    assert window.place.name == "pass_laptop"
    assert window.page._view.answer.field.answer == 2


def test_larger_letters_are_the_rooms_and_not_the_trainers(window, passing) -> None:
    passing()
    press(window, "begin")
    choose(window, 2)
    before = window.profile.preferences.appearance
    QTest.keyClick(window, KEY.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.appearance.text_scale > before.text_scale
    assert window.page._view.answer.field.answer == 2, "the same place"
    assert window.shell.navigation is None
    window.go.let_out()
    assert window.appearance == before == window.profile.preferences.appearance


def test_only_the_passphrase_lets_out(window, passing, qtbot, monkeypatch) -> None:
    passing()
    press(window, "leave-room")
    field = window.findChild(QLineEdit, "leave-passphrase")
    QTest.keyClicks(field, "no-es-esa")
    QTest.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: "no abre" in words_on(window), timeout=5000)
    assert window.place.name == "pass_laptop"
    monkeypatch.setattr(window.app.profiles, "wait_before_try", lambda _failures: 0.0)
    field.setText(PASSPHRASE)
    press(window, "let-out")
    qtbot.waitUntil(lambda: window.place.name == "console", timeout=5000)
    assert window.shell.page is window.page and not window.isFullScreen()
    assert not any(place.name == "pass_laptop" for place, _memory in window._before)


def test_without_a_passphrase_a_question_lets_out(window, passing, monkeypatch) -> None:
    monkeypatch.setattr(window.profile, "has_passphrase", False)
    passing()
    answers = iter([False, True])
    monkeypatch.setattr("carecompanion.ui.widgets.dialog.ask", lambda *_args, **_more: next(answers))
    press(window, "leave-room")
    assert window.place.name == "pass_laptop"
    press(window, "leave-room")
    assert window.place.name == "console"


def test_without_groups_nobody_is_asked_for_one(window, passing, leading, monkeypatch) -> None:
    monkeypatch.setattr(type(leading.run), "teams", ())
    asked = passing()
    press(window, "begin")
    choose(window, 2)
    for _question in range(4):
        press(window, "next")
    assert "Mi grupo" not in words_on(window)
    press(window, "keep")
    assert asked.count() == 1


def test_one_screen_may_be_a_projectors_too(window, passing, leading, monkeypatch) -> None:
    monkeypatch.setattr(type(leading.projector), "screen", "")
    passing()
    assert "proyector repite esta pantalla" in words_on(window)
