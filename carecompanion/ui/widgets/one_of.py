"""Choosing one of a few, or none: native radio buttons that start empty and may be emptied again.

One Tab stop; arrows, Home, End and digits move and choose, Space and Enter mean it, Delete empties.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from carecompanion.ui.widgets.focus import Ringed

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_MEANT = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EMPTY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class Pick(Ringed, QRadioButton):
    """One of the buttons: the whole of it can be clicked, and a double click is one click."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def nextCheckState(self) -> None:
        """A click decides nothing by itself: OneOf does, which may also take the choice back."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class OneOf(QObject):
    """Holds `buttons` together; `values` are what they stand for.

    `chosen(value)` whenever the value changes, None when emptied; `confirmed(value)` when it is meant: a click, Space,
    Enter, a screen reader's press. With `may_empty` a click on the chosen one, or Delete, takes the choice back.
    """

    chosen = Signal(object)
    confirmed = Signal(object)

    def __init__(
        self, owner: QWidget, buttons: Sequence[QRadioButton], values: Sequence[int], may_empty: bool = True
    ) -> None:
        super().__init__(owner)
        self._buttons, self._values, self._may_empty = list(buttons), list(values), may_empty
        self._group = QButtonGroup(self)
        self._value: int | None = None
        for number, button in enumerate(self._buttons):
            self._group.addButton(button, number)
            button.installEventFilter(self)
        self._group.idClicked.connect(self._on_clicked)
        self._group.idToggled.connect(self._on_toggled)
        self._is_choosing = False
        self._mark(0)

    @property
    def value(self) -> int | None:
        return self._value

    def choose(self, value: int | None) -> None:
        """Mark a value, or none, without telling. One that is not among them is none."""
        here = self._values.index(value) if value in self._values else -1
        self._value = self._values[here] if here >= 0 else None
        self._is_choosing = True
        self._group.setExclusive(False)
        for number, button in enumerate(self._buttons):
            button.setChecked(number == here)
        self._group.setExclusive(True)
        self._is_choosing = False
        self._mark(max(here, self._focused()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QRadioButton):
            return False
        if event.type() == QEvent.Type.FocusIn:
            self._mark(self._buttons.index(watched))
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(self._buttons.index(watched), event)
        return False

    def _press(self, here: int, event: QKeyEvent) -> bool:
        if event.modifiers() & ~_HARMLESS:
            return False
        key, last = Qt.Key(event.key()), len(self._buttons) - 1
        if key in _STEPS:
            self._go_to((here + _STEPS[key]) % (last + 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else last)
        elif key in _MEANT:
            self._tell(self._values[here])
            self.confirmed.emit(self._value)
        elif key in _EMPTY and self._may_empty:
            self._tell(None)
        elif (number := _number_of(event)) in range(last + 1):
            self._go_to(number)
        else:
            return False
        return True

    def _go_to(self, number: int) -> None:
        self._buttons[number].setFocus(Qt.FocusReason.TabFocusReason)
        self._tell(self._values[number])

    def _on_clicked(self, number: int) -> None:
        value = self._values[number]
        if self._may_empty and value == self._value:
            self._tell(None)
            return
        self._tell(value)
        self.confirmed.emit(value)

    def _on_toggled(self, number: int, is_on: bool) -> None:
        """A screen reader checks the button without a click."""
        if is_on and not self._is_choosing:
            self._tell(self._values[number])
            self.confirmed.emit(self._value)

    def _tell(self, value: int | None) -> None:
        before = self._value
        self.choose(value)
        if value != before:
            self.chosen.emit(value)

    def _focused(self) -> int:
        return next((number for number, button in enumerate(self._buttons) if button.hasFocus()), 0)

    def _mark(self, here: int) -> None:
        """Tab stops at this one only."""
        for number, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == here else Qt.FocusPolicy.ClickFocus)


def _number_of(event: QKeyEvent) -> int:
    """1-9 as a place in the row, else -1."""
    text = event.text()
    return int(text) - 1 if len(text) == 1 and text in "123456789" else -1
