"""A person at the real window, with the real encrypted file. What she does reads like a story."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from carecompanion.app import App, open_app
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance, Settings
from carecompanion.ui.application import ReadAhead, open_first
from carecompanion.ui.dress import dress
from carecompanion.ui.main_window import MainWindow

LOWEST = 2**4


@pytest.fixture(scope="module", autouse=True)
def read_once(packs_read_once: None) -> None:
    """The packs the stories bring along are read once for all of them."""


class Person:
    """Somebody in front of the laptop: by mouse, by keyboard, and with eyes."""

    def __init__(self, paths: Paths, clock: Callable) -> None:
        self._paths = paths
        self.clock = clock
        self.clicks = 0
        self.settings = Settings(appearance=Appearance(language="es"))
        self.app: App
        self.window: MainWindow
        self.start_program()

    # the program

    def start_program(self) -> None:
        """Start as the command does, up to the first page."""
        self.app = open_app(self._paths, clock=self.clock, cost=LOWEST)
        self.app.settings.keep(self.settings)
        dress(self.app.settings.now.appearance, self._paths)
        self.window = MainWindow(self.app)
        open_first(self.app, self.window, ReadAhead())
        self.window.resize(1366, 696)
        self.window.show()
        self.window.resize(1366, 696)
        self.window.activateWindow()
        QApplication.processEvents()

    def quit(self) -> None:
        """Close the window; a guest has already said yes to leaving."""
        if self.window.profile is not None and self.window.profile.is_guest:
            self.window.profile.close()
            self.window.profile = None
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()

    def pull_the_plug(self) -> None:
        """The power goes: nobody says goodbye, nothing is closed."""
        if self.window.profile is not None:
            self.window.profile.database.close()
        self.window.profile = None
        self.window._watch.stop()  # else it would take the next window's keys
        self.window.hide()
        self.window.deleteLater()
        QApplication.processEvents()

    # doing

    def click(self, name: str) -> None:
        button = self.wait_for(lambda: self.button(name), f"a button called {name}")
        self.clicks += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))
        QApplication.processEvents()

    def click_words(self, words: str) -> None:
        button = self.wait_for(lambda: self._button_with(words), f"a button that says «{words}»")
        self.clicks += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))
        QApplication.processEvents()

    def write(self, name: str, words: str) -> None:
        holder = self.wait_for(lambda: self.seen(QWidget, name), f"a field called {name}")
        field = holder
        if not isinstance(holder, QLineEdit | QPlainTextEdit):
            field = holder.findChild(QPlainTextEdit) or holder.findChild(QLineEdit)
        assert field is not None, name
        field.setFocus()
        _type(field, words)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, modifier)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        _type(QApplication.focusWidget(), words)
        QApplication.processEvents()

    def tab_to(self, name: str, most: int = 60) -> QWidget:
        """Tab until the keyboard is on `name`: the way somebody without a mouse goes."""
        for _step in range(most):
            here = QApplication.focusWidget()
            if here is not None and _is_called(here, name):
                return here
            self.press(Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        raise AssertionError(f"Tab does not reach {name}; it is on {reached.objectName() if reached else None}")

    def wait(self, milliseconds: int = 50) -> None:
        QTest.qWait(milliseconds)

    # seeing

    def button(self, name: str) -> QAbstractButton | None:
        return self.seen(QAbstractButton, name)

    def seen(self, kind: type, name: str) -> QWidget | None:
        found = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        return found[-1] if found else None

    def reads(self) -> str:
        """All words on the screen now."""
        words = []
        for one in self.window.findChildren(QWidget):
            if one.isVisible():
                if isinstance(one, QLabel | QAbstractButton):
                    words.append(one.text())
                words += [one.accessibleName(), one.accessibleDescription()]
        return "\n".join(words)

    def wait_for(self, find: Callable, what: str, tries: int = 100) -> QWidget:
        for _try in range(tries):
            found = find()
            if found:
                return found
            QTest.qWait(20)
        raise AssertionError(f"never saw {what}; on the screen:\n{self.reads()}")

    def wait_to_read(self, words: str) -> None:
        self.wait_for(lambda: words in self.reads(), f"«{words}»")

    def _button_with(self, words: str) -> QAbstractButton | None:
        found = [one for one in self.window.findChildren(QAbstractButton) if one.isVisible()]
        return next((one for one in reversed(found) if words in (one.text(), one.accessibleName())), None)


def _type(field: QWidget, words: str) -> None:
    """Letter by letter, as a Spanish keyboard does it: Qt's own typist knows no accents."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def _is_called(widget: QWidget, name: str) -> bool:
    one: QWidget | None = widget
    for _level in range(3):
        if one is None:
            return False
        if one.objectName() == name:
            return True
        one = one.parentWidget()
    return False


@pytest.fixture
def person(qtbot, paths: Paths, clock) -> Iterator[Person]:
    """Somebody who has never opened the program."""
    somebody = Person(paths, clock)
    yield somebody
    somebody.quit()


@pytest.fixture
def colibri(qtbot, paths: Paths, clock) -> Iterator[Person]:
    """Somebody with a profile without a passphrase: the picker is skipped."""
    app = open_app(paths, clock=clock, cost=LOWEST)
    app.profiles.create(NewProfile("Colibrí", role="volunteer")).close()
    somebody = Person(paths, clock)
    somebody.wait_for(lambda: somebody.window.profile, "an open profile")
    yield somebody
    somebody.quit()


@pytest.fixture
def profile_files(paths: Paths) -> Callable[[], list[Path]]:
    return lambda: [one for one in paths.profiles.rglob("*") if one.is_file()] if paths.profiles.exists() else []
