"""A pack opened with the program: also by a second start, and wherever one is; and what a door must not let in."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.services.profiles import NewProfile
from carecompanion.ui import application, single_instance
from carecompanion.ui.given_pack import FileOpened
from carecompanion.ui.single_instance import LONGEST, SingleInstance, local_file
from carecompanion.ui.widgets.buttons import Button


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "contenidos de María, 2º año.carepack"
    made.write_text("no pack at all")
    return made


# ---------------------------------------------------------------- the door


@pytest.fixture
def door(home: Path) -> Iterator[tuple[SingleInstance, list[str]]]:
    """A first start that is open, and what knocked at it."""
    first, knocks = SingleInstance(home / "data"), list[str]()
    first.open_door(knocks.append)
    yield first, knocks
    first.close()


def test_the_door_tells_the_file(door: tuple[SingleInstance, list[str]], file: Path, qtbot: QtBot) -> None:
    first, knocks = door
    for said in (os.fsencode(file) + b"\0", os.fsencode(file) + b"\0/etc/hostname\0", b"\0", b"", b"x" * 3 * LONGEST):
        visitor = QLocalSocket()
        visitor.connectToServer(first._name)
        assert visitor.waitForConnected(1000)
        visitor.write(said)
        visitor.flush()
        if not said:
            visitor.disconnectFromServer()  # as a start of an older version does
        count = len(knocks) + 1
        qtbot.waitUntil(lambda count=count: len(knocks) == count)
        visitor.abort()
    assert knocks == [str(file), str(file), "", "", ""]


def test_who_says_nothing_is_not_waited_for(
    door: tuple[SingleInstance, list[str]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, knocks = door
    monkeypatch.setattr(single_instance, "LISTEN_MS", 20)
    visitor = QLocalSocket()
    visitor.connectToServer(first._name)
    assert visitor.waitForConnected(1000)
    visitor.write(b"/half a pa")
    visitor.flush()
    qtbot.waitUntil(lambda: knocks == [""])
    visitor.abort()


@pytest.mark.skipif(os.name == "nt", reason="a pipe there")
def test_the_door_is_this_person_s_alone(
    door: tuple[SingleInstance, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _knocks = door
    visitor = QLocalSocket()
    visitor.connectToServer(first._name)
    assert visitor.waitForConnected(1000)
    place = visitor.fullServerName()
    visitor.abort()
    assert stat.S_IMODE(os.stat(place).st_mode) & 0o077 == 0
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert first.knock("/secret name.carepack") is False, "it was told to a door of somebody else"


def test_only_a_file_of_this_computer(tmp_path: Path, file: Path) -> None:
    line = tmp_path / "two\nlines.carepack"
    line.touch()
    os.mkfifo(tmp_path / "pipe")
    assert local_file(os.fsencode(file)) == str(file)
    assert local_file(os.fsencode(line)) == str(line)
    for said in (
        b"",
        b"relative.carepack",
        os.fsencode(tmp_path),
        os.fsencode(tmp_path / "pipe"),
        os.fsencode(tmp_path / "nothing.carepack"),
        b"//" + os.fsencode(file).lstrip(b"/"),
        rb"\\server\share\a.carepack",
        b"https://example.org/a.carepack",
        os.fsencode(file) + b"/" * LONGEST,
    ):
        assert local_file(said) == "", said


def test_a_second_start_hands_its_file_over(
    app_parts: App, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []

    class Second:
        is_first = False

        def __init__(self, _data: Path) -> None:
            pass

        def knock(self, file: str) -> bool:
            told.append(file)
            return len(told) < 3

    monkeypatch.setattr(application, "SingleInstance", Second)
    monkeypatch.chdir(tmp_path)
    assert application.run_app(app_parts, pack=Path(file.name)) == 0
    assert application.run_app(app_parts) == 0
    assert told == [str(file), ""], "in full: the first one has another folder"
    with pytest.raises(UserError, match="no responde"):
        application.run_app(app_parts)


def test_on_a_mac_the_file_comes_as_an_event(file: Path, qapp: QApplication) -> None:
    told: list[str] = []
    opened = FileOpened(told.append, qapp)
    assert opened.eventFilter(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(file)))) is True
    assert opened.eventFilter(qapp, QFileOpenEvent(QUrl("https://example.org/a.carepack"))) is False
    assert told == [str(file)]
    opened.deleteLater()


# ---------------------------------------------------------------- in the window


def said(window: Any) -> list[str]:
    return [one.accessibleName() for one in window.findChildren(QWidget, "toast") if one.isVisible()]


@pytest.fixture
def enter(window: Any) -> Callable[..., None]:
    profiles = window.app.profiles
    profiles.create(NewProfile("Colibrí")).close()

    def in_they_go(page: str = "today") -> None:
        one = profiles.listed()[0].id
        window.go.enter(profiles.open(one, profiles.key_of(one)), page)

    return in_they_go


def here(window: Any) -> str:
    return str(window.place.name)


def test_nobody_is_in(window: Any, file: Path, enter: Callable[..., None]) -> None:
    window.take_pack()
    assert said(window) == []
    window.take_pack(str(file))
    assert here(window) == "picker" and "se revisará cuando entres" in said(window)[0]
    enter()
    assert here(window) == "packs" and window.given_pack == ""
    window.lock()


def test_somebody_is_in(window: Any, file: Path, enter: Callable[..., None], qtbot: QtBot) -> None:
    """An ordinary page gives way, with its dialog; the cover does not, and a practice neither."""
    enter()
    QTimer.singleShot(0, lambda: window.take_pack(str(file)))
    window.show_keys()  # a dialog: it goes as with Esc
    qtbot.waitUntil(lambda: here(window) == "packs")
    assert window.given_pack == ""
    window.go.back()
    assert here(window) == "today"
    window.hiding.cover()
    window.take_pack(str(file))
    QApplication.processEvents()
    assert window.hiding.is_covered and (here(window), said(window)) == ("today", [])
    window.hiding.toggle()
    assert here(window) == "today" and len(said(window)) == 1
    window.show_page("practice", practice="cuidarme/respirar-4-6")
    window.take_pack(str(file))
    QApplication.processEvents()
    assert here(window) == "practice" and "se puede añadir" in said(window)[-1]
    toast = next(one for one in window.findChildren(QWidget, "toast") if one.isVisible())
    QTest.keyClick(toast.findChild(Button), Qt.Key.Key_Space)
    assert here(window) == "packs"
    window.lock()


def test_the_first_phrase_is_not_left_for_it(window: Any, file: Path, enter: Callable[..., None]) -> None:
    window.given_pack = str(file)
    enter("settings")
    assert here(window) == "settings" and window.given_pack, "it waits for Today"
    window.lock()
    enter()
    assert here(window) == "packs"
    window.lock()
