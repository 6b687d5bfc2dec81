"""A trainer in a real window, without a session begun: what the tests of the list and of the editor stand on."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.training import Training
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.screens import SimulatedScreens
from carecompanion.ui.widgets.drop_menu import DropMenu
from tests.ui.console_parts import BEAMER, LAPTOP, put_workshop

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Desk:
    """`begin_anew` puts a new profile at the window; the rest looks and presses as a person does."""

    def __init__(self, window: MainWindow, clock: Any) -> None:
        self.window, self.clock = window, clock
        self.screens = SimulatedScreens(LAPTOP, BEAMER)
        window.stage.hall.screens = lambda: self.screens
        window.stage.hall.stay_awake = lambda: lambda: None
        put_workshop(window)

    def begin_anew(self, *, facilitates: bool = True) -> None:
        window, self.screens = self.window, SimulatedScreens(LAPTOP, BEAMER)
        window._screens = None
        if window.profile is not None:
            window._lock_now()
        profile = window.app.profiles.create(NewProfile("Facilitación", facilitates=facilitates))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        window.go.enter(profile)
        window.activateWindow()
        self.settle()

    def clear(self) -> None:
        """The same profile without a session: much cheaper than another one."""
        if self.window.profile is None or not self.profile.preferences.facilitates:
            self.begin_anew()
            return
        self.window.stage.end()
        self.window.activateWindow()
        for state in self.profile.keeper.journal.sessions.open_runs():
            self.training.resume(state.run).close()
        for card in self.training.sessions():
            self.training.remove(card.session)
        if BEAMER not in self.screens.screens():
            self.screens.plug(BEAMER)

    @property
    def profile(self) -> OpenProfile:
        assert self.window.profile is not None
        return self.window.profile

    @property
    def training(self) -> Training:
        return self.profile.training

    @property
    def page(self) -> Any:
        return self.window.page

    @property
    def at(self) -> str:
        return self.window.place.name

    def show(self, page: str, **arguments: Any) -> Any:
        self.window.show_page(page, **arguments)
        self.settle()
        return self.page

    def settle(self) -> None:
        for _turn in range(3):
            QApplication.processEvents()

    # seeing

    def button(self, name: str) -> QAbstractButton:
        found = [one for one in self.window.findChildren(QAbstractButton, name) if one.isVisible()]
        assert found, f"no {name} on the screen:\n{self.reads()}"
        return found[-1]

    def field(self, name: str, kind: type = QLineEdit) -> Any:
        found = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        assert found, f"no field {name}"
        return found[-1]

    def has(self, name: str) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def reads(self, name: str = "") -> str:
        """Words on the page, or in a part of it."""
        parts = [one for one in self.page.findChildren(QWidget, name) if one.isVisible()] if name else [self.page]
        assert parts, f"no {name} on the screen"
        shown = [one for one in parts[-1].findChildren(QWidget) if one.isVisible()]
        return "\n".join(one.text() for one in shown if isinstance(one, QLabel | QAbstractButton))

    @property
    def focus(self) -> str:
        here = QApplication.focusWidget()
        return here.objectName() if here is not None else ""

    # doing

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, *names: str) -> None:
        """Entries of the menu that is open, one inside the other."""
        menu = next(one for one in self.window.findChildren(DropMenu, "drop-menu") if one.isVisible())
        for name in names[:-1]:
            menu = menu.findChild(DropMenu, name)
        action = menu.findChild(QAction, names[-1])
        assert action is not None, f"no {names[-1]} among {[one.objectName() for one in menu.actions()]}"
        action.trigger()
        for one in self.window.findChildren(DropMenu, "drop-menu"):
            one.close()
        self.settle()

    def press(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Through the window, as the system sends it, so that the window's and the page's own keys are met first."""
        QTest.keyClick(self.window.windowHandle(), key, modifier)
        self.settle()

    def write(self, name: str, words: str, kind: type = QLineEdit) -> None:
        """Take the place of what stands in a field."""
        field = self.field(name, kind)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.setText(words)
        else:
            field.setPlainText(words)
        self.settle()

    def tab_to(self, name: str, most: int = 80) -> None:
        for _step in range(most):
            if self.focus == name:
                return
            self.press(KEY.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}; it is on {self.focus}")


def a_png(folder: Path, *, is_none: bool = False) -> Path:
    file = folder / "la sala.png"
    file.write_bytes(b"no picture" if is_none else b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return file
