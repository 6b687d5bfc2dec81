"""The keyboard: keys that work above every dialog (hide, help), the window's own, and the list of them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.leading_keys import console_key_rows
from carecompanion.ui.theme import look
from carecompanion.ui.voice import may_speak
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.one_time import OneTimeDialog
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.text import Label

SHIFT_TIMES, SHIFT_WITHIN = 3, 2.0  # seconds
_TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)
_OPENERS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


@dataclass
class ShiftTaps:
    """Counts Shift pressed and let go alone. An event may be seen more than once on its way to a widget."""

    _taps: list[float] = field(default_factory=list)
    _is_down: bool = False

    def press(self) -> None:
        self._is_down = True

    def release(self, now: float) -> bool:
        """True at the third time within two seconds."""
        if not self._is_down:
            return False
        self._is_down = False
        self._taps = [*(tap for tap in self._taps if now - tap < SHIFT_WITHIN), now]
        if len(self._taps) < SHIFT_TIMES:
            return False
        self._taps.clear()
        return True

    def interrupt(self) -> None:
        """Another key or a click: this Shift was for something else."""
        self._taps.clear()
        self._is_down = False


class Watch(QObject):
    """Sees every key and click before the window, a dialog or a menu does.

    It listens at the system's windows, not at the application: there every event of every widget would pass through
    Python, and a page would take a third longer to build.
    """

    hide_asked = Signal()
    help_asked = Signal()

    def __init__(self, may_use_shift: Callable[[], bool], steady: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._may_use_shift = may_use_shift
        self._steady = steady
        self._shift = ShiftTaps()
        self._is_on = True
        self.last_touch = steady()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self.listen_at)

    def listen_at_menus(self) -> None:
        """A menu is a window that gets keys without ever getting the focus."""
        for window in QGuiApplication.topLevelWindows():
            if window.isVisible():
                self.listen_at(window)

    def stop(self) -> None:
        """The main window is closed."""
        self._is_on = False

    def listen_at(self, window: QWindow | None) -> None:
        """Every window is heard from when it first has the keyboard."""
        if window is not None and self._is_on:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._is_on:
            return False
        kind = event.type()
        if kind in _TOUCHES:
            self.last_touch = self._steady()
        if kind in _OPENERS:
            QTimer.singleShot(0, self, self.listen_at_menus)
        if isinstance(event, QKeyEvent):
            if kind == QEvent.Type.KeyPress:
                return self.take_press(event)
            if kind == QEvent.Type.KeyRelease:
                self.take_release(event)
        elif kind == QEvent.Type.MouseButtonPress:
            self._shift.interrupt()
        return False

    def take_press(self, event: QKeyEvent) -> bool:
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Qt.Key.Key_Shift:
            if not event.isAutoRepeat():
                self._shift.press()
            return False
        self._shift.interrupt()
        wanted = {Qt.Key.Key_F9: self.hide_asked, Qt.Key.Key_F1: self.help_asked}.get(Qt.Key(event.key()))
        if wanted is None or not is_plain:
            return False
        if not event.isAutoRepeat():
            wanted.emit()
        return True

    def take_release(self, event: QKeyEvent) -> None:
        is_shift = event.key() == Qt.Key.Key_Shift and not event.isAutoRepeat()
        if is_shift and self._shift.release(self._steady()) and self._may_use_shift():
            self.hide_asked.emit()


class WindowKeys:
    """The window's own keys, switched off together while the screen is covered."""

    def __init__(self, window: QWidget, acts: dict[str, Callable[[], None]]) -> None:
        self._shortcuts = [_shortcut(window, keys, act) for keys, act in acts.items()]

    def set_enabled(self, is_on: bool) -> None:
        for one in self._shortcuts:
            one.setEnabled(is_on)


def _shortcut(window: QWidget, keys: str, act: Callable[[], None]) -> QShortcut:
    made = QShortcut(QKeySequence(keys), window)
    made.setAutoRepeat(False)
    made.activated.connect(act)
    made.activatedAmbiguously.connect(act)
    return made


def key_rows(facilitates: bool = False) -> list[tuple[str, str]]:
    """What each key does, as the list shows it; those of a session for who leads some."""
    return [
        ("F9", _("Hide the screen, and come back")),
        (_("Shift, three times"), _("Hide the screen, too")),
        ("F1", _("Help now")),
        ("F7", _("I need a pause, in a lesson")),
        *([("F8", _("Listen to a lesson, and silence"))] if may_speak() else []),
        ("F6", _("To the next part of the screen")),
        ("Ctrl 1, Ctrl 2", _("Today, Learn")),
        ("Ctrl 6", _("Facilitate, once it is on in Settings")),
        ("Ctrl K", _("Search the lessons")),
        ("Ctrl ,", _("Settings")),
        ("Ctrl +, Ctrl -, Ctrl 0", _("Larger text, smaller text, as at first")),
        ("Ctrl L", _("Close my profile")),
        ("Ctrl P", _("Print, where a page can be printed")),
        (_("Alt Left"), _("Back")),
        (_("Alt Up, Alt Down"), _("Move a line of My plan, or a block of a session")),
        ("Esc", _("Close, or one level up")),
        (_("Page Down, Page Up, Home"), _("Next step, step before, first step of a lesson")),
        (_("Left, Right"), _("Previous or next card for the desk")),
        (_("1 to 9, A to D"), _("Pick an option; Enter confirms it")),
        (_("Backspace, M"), _("In a scene: one moment back, the map")),
        *(console_key_rows() if facilitates else []),
        ("Ctrl ?", _("This list")),
    ]


class KeyList(OneTimeDialog):
    """All keys on one page, which scrolls where the window is smaller."""

    def __init__(self, parent: QWidget, facilitates: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        column = QVBoxLayout(self)
        edge = look.space(24)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(16))
        column.addWidget(Label(_("Keys"), "h2"))
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space(24))
        grid.setVerticalSpacing(look.space(4))
        for row, (keys, words) in enumerate(key_rows(facilitates)):
            grid.addWidget(Label(keys, "label", wrap=False), row, 0)
            grid.addWidget(Label(words, wrap=False), row, 1)
        self._scroll = scroll = PageScroll(rows)
        needed, most = rows.sizeHint(), parent.window().size()
        bar = look.space(24)
        scroll.setMinimumWidth(min(needed.width() + bar, most.width() - 4 * edge))
        scroll.setMinimumHeight(min(needed.height(), most.height() - 2 * edge - look.px(120)))
        column.addWidget(scroll)
        close = Button(_("Close"), "primary")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._scroll.turn(event.key()):
            super().keyPressEvent(event)
