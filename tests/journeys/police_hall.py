"""A trainer leads a workshop at the real window, on simulated screens: what she presses, what stands on the wall."""

import csv
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from carecompanion.learning.room_view import Calm, RoomView
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.services.room_round import RoomRound
from carecompanion.services.session_run import TrainingRun
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_end import EndQuestion
from carecompanion.ui.screens import Screen, SimulatedScreens
from tests.ui.room import LAPTOP, a_home, a_window, take_keys

KEY = Qt.Key
PASSPHRASE = "zumaque-perejil-89"
BEAMER = Screen("BEAMER", 1366, 0, 960, 540)  # a small wall: what it shows has the same shape, and is sooner painted


class Strokes(QObject):
    """How often a picture was painted since one asked last."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QWidget | None = None
        self._count = 0

    def count_of(self, picture: QWidget) -> int:
        if picture is not self._picture:
            picture.installEventFilter(self)
            self._picture, self._count = picture, 0
            picture.repaint()
        count, self._count = self._count, 0
        return count

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self._count += event.type() == QEvent.Type.Paint
        return False


class Hall:
    """The laptop, the projector, the trainer's file; `clicks` counts what the mouse did."""

    def __init__(self, home: Path, read_before: Path, clock: Any) -> None:
        self._homes, self._read_before = home, read_before
        self.clock = clock
        self.clicks = self.keys = self.painted = 0
        self._strokes = Strokes()
        self.paths: Paths
        self.screens: SimulatedScreens
        self._start(a_home(home / "1", read_before))
        self.window.app.profiles.create(
            NewProfile("Tangarana", role="trainer", facilitates=True, passphrase=PASSPHRASE)
        ).close()
        self.window.go.page("picker")

    def _start(self, paths: Paths) -> None:
        self.paths = paths
        self.window = a_window(paths, self.clock)
        self.screens = SimulatedScreens(LAPTOP, BEAMER)
        self.window.stage.hall.screens = lambda: self.screens
        self.window.stage.hall.stay_awake = lambda: lambda: None
        self.window.show_page("picker")
        take_keys(self.window)

    def kill(self) -> None:
        """The program is gone as it stands: the next one finds what lay on the disk at that moment, and no more."""
        left = self._homes / str(int(self.paths.data.parent.name) + 1)
        shutil.copytree(self.paths.data, left / "data")
        self.throw_away()
        self._start(a_home(left, self._read_before))

    def throw_away(self) -> None:
        """Without a word of goodbye; only what would disturb the next window, or tick on in its thread, is stopped."""
        window = self.window
        leading = window.go.leading()
        window._end_passing()
        profile, window.profile = window.profile, None
        for stop in (window._watch.stop, window.hiding.stop, *([leading.end] if leading else []), *window._deaf):
            stop()
        if profile is not None:
            profile.database.close()
        window.hide()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # what is there

    @property
    def page(self) -> Any:
        return self.window.page

    @property
    def at(self) -> str:
        return self.window.place.name

    @property
    def leading(self) -> Leading:
        leading = self.window.go.leading()
        assert leading is not None
        return leading

    @property
    def run(self) -> TrainingRun:
        return self.leading.run

    @property
    def place(self) -> tuple[str, int]:
        return self.run.run.current.id, self.run.run.slide

    @property
    def wall(self) -> Any:
        """The slide that can be seen there; None: the room sees no window of ours."""
        projector = self.leading.projector
        return projector.window.picture.view.slide if projector.is_shown else None

    def wall_says(self) -> str:
        return self.leading.projector.window.picture.text()

    def is_calm(self) -> bool:
        return isinstance(self.wall, Calm)

    def reads(self) -> str:
        """All that can be read or heard on the laptop."""
        shown = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        words = [one.text() for one in shown if isinstance(one, QLabel | QAbstractButton)]
        return "\n".join([*words, *(one.accessibleName() for one in shown)])

    def has(self, name: str) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    # doing

    def settle(self) -> None:
        for _turn in range(2):
            QApplication.processEvents()

    def wait_for(self, is_so: Callable[[], Any]) -> None:
        for _try in range(400):
            if is_so():
                return
            QTest.qWait(5)
        raise AssertionError(f"it never came; at {self.at}:\n{self.reads()}")

    def click(self, *names: str) -> None:
        for name in names:
            found = [one for one in self.window.findChildren(QAbstractButton, name) if one.isVisible()]
            assert found, f"no {name} at {self.at}:\n{self.reads()}"
            assert found[-1].isEnabled(), name
            self.clicks += 1
            found[-1].click()
            self.settle()

    def press(self, *keys: Any) -> None:
        """As the system sends them: the window's own keys are met first."""
        for key in keys:
            self.keys += 1
            QTest.keyClick(self.window.windowHandle(), key)
        self.settle()

    def write(self, name: str, words: str) -> None:
        """Letter by letter, as a Spanish keyboard does it."""
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        assert found, name
        field = found[-1]
        field.setFocus()
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(words)
        else:
            for letter in words:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        self.settle()

    def later(self, **by: float) -> None:
        """Time goes by, and the next tick comes."""
        self.clock.move(**by)
        if self.window.go.leading() is not None:
            self.leading.tick()

    # in and out

    def unlock(self) -> None:
        (listed,) = self.window.app.profiles.listed()
        self.click(f"profile-{listed.id}")
        self.press(*PASSPHRASE, KEY.Key_Return)
        self.wait_for(lambda: self.window.profile is not None and self.at != "picker")

    def uncover(self) -> None:
        """F9, and what the cover waits for without saying so."""
        self.press(KEY.Key_F9)
        if self.window.hiding.is_covered:
            self.press(*PASSPHRASE, KEY.Key_Return)
            self.wait_for(lambda: not self.window.hiding.is_covered)
        self.settle()

    def take_back_the_laptop(self) -> None:
        self.click("leave-room")
        self.press(*PASSPHRASE, KEY.Key_Return)
        self.wait_for(lambda: self.at == "console")
        self.window.activateWindow()
        self.settle()

    def from_template(self, groups: str, workshop: str = "cuidar/policia-una-jornada") -> None:
        """From anywhere: the template, its groups, begun."""
        self.click("nav-facilitate", f"use-{workshop}")
        self.set_groups(groups)
        self.click("start")
        assert self.at == "console"

    def set_groups(self, groups: str) -> None:
        self.click("part-about", "paste-groups")
        self.write("paste-text", groups)
        self.click("use-list")

    def go_to(self, block: str) -> None:
        place = next(n for n, one in enumerate(self.run.run.agenda.blocks) if one.id == block)
        self.leading.act(lambda: self.run.jump(place))
        self.settle()

    def end(self) -> list[str]:
        """«Terminar», and «Cerrar sesión» in the question; what it said."""
        said: list[str] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, EndQuestion)
            said.extend(one.text() for one in dialog.findChildren(QLabel))
            self.clicks += 1
            dialog.findChild(QAbstractButton, "close-session").click()

        QTimer.singleShot(0, answer)
        self.click("end-session")
        return said

    # a room that answers

    def open_round(self, way: str = "") -> RoomRound:
        self.click(*([f"way-{way}"] if way else []), "open-round")
        return self.run.rounds()[-1]

    def answer_on_the_laptop(self, *values: int | None, team: int, code: str = "") -> None:
        """One person, by keys alone, from the door to the door."""
        assert QApplication.focusWidget().objectName() == "begin", "nothing came between, and nobody has to click first"
        self.press(KEY.Key_Return)
        for value in values:
            self.press(*([] if value is None else [str(value)]), KEY.Key_PageDown)
        self.press(str(team))
        field = next(one for one in self.window.findChildren(QLineEdit, "room-code") if one.isVisible())
        field.setFocus()
        QTest.keyClicks(field, code)
        self.press(KEY.Key_Return) if not self.has("keep") else self.click("keep")

    def key_in(self, *values: int | None, team: int = 0, code: str = "") -> None:
        """One sheet of paper, by keys alone."""
        for value in values:
            self.press(KEY.Key_Space if value is None else str(value))
            if value == 1 and QApplication.focusWidget().text() == "1":
                self.press(KEY.Key_Space)  # it might have become a 10
        self.press(*([str(team)] if team else []), *code, KEY.Key_Return)
        if None in values:
            self.press(KEY.Key_Return)  # blanks are kept at the second Enter

    # seeing

    def paint(self, view: RoomView) -> None:
        """Once, as the wall shows it. At the first screen of a block one looks, too: it has more than one colour."""
        picture = self.leading.projector.window.picture
        assert picture.view == view and self._strokes.count_of(picture), self.wall_says()
        self.painted += 1
        if self.run.run.slide:
            return
        image = self.leading.projector.window.picture.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        assert len(set(memoryview(image.constBits()).cast("I")[::97])) > 4, self.wall_says()


def csv_tables(text: str) -> dict[str, list[list[str]]]:
    """{title: rows without their heads} of a report as CSV."""
    found: dict[str, list[list[str]]] = {}
    blocks = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n\n")
    for block in blocks:
        title, _heads, *rows = list(csv.reader(io.StringIO(block)))
        found[title[0]] = rows
    return found


def xlsx_tables(data: bytes) -> dict[str, list[list[str]]]:
    """The same of a spreadsheet, read with nothing but a zip and XML."""
    book = zipfile.ZipFile(io.BytesIO(data))
    texts = ["".join(part.text or "" for part in one.iter() if part.tag.endswith("}t")) for one in _parts(book, "si")]
    names = [one.attrib["name"] for one in _parts(book, "sheet", "xl/workbook.xml")]
    found = {}
    for number, name in enumerate(names, 1):
        rows = []
        for row in _parts(book, "row", f"xl/worksheets/sheet{number}.xml"):
            cells: dict[int, str] = {}
            for cell in row:
                column = ord(cell.attrib["r"].rstrip("0123456789")) - ord("A")
                value = next((part.text or "" for part in cell if part.tag.endswith("}v")), "")
                cells[column] = texts[int(value)] if cell.attrib.get("t") == "s" else value
            rows.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
        found[name] = rows[1:]
    return found


def _parts(book: zipfile.ZipFile, tag: str, file: str = "xl/sharedStrings.xml") -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(book.read(file)).iter() if one.tag.endswith("}" + tag)]
