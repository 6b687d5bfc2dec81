"""The cells of a row: one key fills one and goes on. Nothing typed there can be copied, undone or named by Qt."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.errors import SessionNotAllowed
from carecompanion.i18n import _
from carecompanion.services.paper_forms import CODE, Item
from carecompanion.services.room_round import SIGNS
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.fields import Line
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.text import Label

CELL, CODE_CELL = 52, 112
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Space)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class Cell(Line):
    """One item. It has no object name: what a page remembers of its fields would hold the answer.

    `went(step)` to the cell before or after; `passed_on(digit)` the next one gets this digit; `wrong(words)`;
    `entered` is Enter; `typed(text)` what it holds now.
    """

    went = Signal(int)
    passed_on = Signal(str)
    wrong = Signal(str)
    entered = Signal()
    typed = Signal(str)
    focused = Signal()

    def __init__(self, item: Item, text: str) -> None:
        super().__init__()
        self.item = item
        self.setAccessibleName(spoken_item(item))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(look.px(CODE_CELL if item.id == CODE else CELL))
        self.setTextMargins(-look.space(8), 0, -look.space(8), 0)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setText(text)

    def put(self, text: str) -> None:
        """Set as a whole: Qt forgets what it could undo."""
        self.setText(text)
        self.typed.emit(text)

    def type_digit(self, digit: str) -> None:
        """A digit fills the cell and goes on; a 1 that may become a 10 waits for the next key."""
        both = self.text() + digit
        if self.text() and int(both) not in self.item.figures and self.item.may_go_on(self.text()):
            self.passed_on.emit(digit)
            return
        now = both if self.text() and int(both) in self.item.figures else digit
        try:
            self.item.checked(now)
        except SessionNotAllowed as error:
            self.put("")
            self.wrong.emit(error.words)
            return
        self.put(now)
        if not self.item.may_go_on(now):
            self.went.emit(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, sign = Qt.Key(event.key()), event.text()
        if event.modifiers() & ~_HARMLESS or key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
            event.ignore()
        elif key in _ENTER:
            self.entered.emit()
        elif key in _ON:
            self.went.emit(1)
        elif key == Qt.Key.Key_Left or (key == Qt.Key.Key_Backspace and not self.text()):
            self.went.emit(-1)
        elif key == Qt.Key.Key_Backspace:
            self.put(self.text()[:-1])
        elif key == Qt.Key.Key_Delete:
            self.put("")
        elif self.item.id == CODE and sign and sign.isprintable():
            if len(self.text()) < SIGNS:
                self.put(self.text() + sign.upper())
        elif sign and sign in "0123456789":
            self.type_digit(sign)
        elif sign and sign.isprintable():
            self.wrong.emit(_("Item {key} takes a figure.").format(key=self.item.key))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.deselect()
        self.focused.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is selected: some systems copy what is."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As above."""


class CellRow(FlowRow):
    """The cells of a form, each below its key. `changed(id, text)`; `looked_at(item)`; `wrong(words)`; `entered`."""

    changed = Signal(str, str)
    looked_at = Signal(object)
    wrong = Signal(str)
    entered = Signal()

    def __init__(self, items: Sequence[Item], texts: dict[str, str]) -> None:
        self.cells = [Cell(item, texts.get(item.id, "")) for item in items]
        super().__init__([_with_key(cell) for cell in self.cells], look.space(8))
        for place, cell in enumerate(self.cells):
            cell.went.connect(partial(self._go, place))
            cell.passed_on.connect(partial(self._pass_on, place))
            cell.wrong.connect(self.wrong)
            cell.entered.connect(self.entered)
            cell.focused.connect(partial(self.looked_at.emit, cell.item))
            cell.typed.connect(partial(self.changed.emit, cell.item.id))

    def focus_first(self) -> None:
        self.cells[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_last(self) -> None:
        self.cells[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """The next form."""
        for cell in self.cells:
            cell.put("")
        self.focus_first()

    def _go(self, place: int, step: int) -> None:
        self.cells[min(max(place + step, 0), len(self.cells) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _pass_on(self, place: int, digit: str) -> None:
        if place + 1 < len(self.cells):
            self._go(place, 1)
            if self.cells[place + 1].item.figures:
                self.cells[place + 1].type_digit(digit)


def _with_key(cell: Cell) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(look.space(4), look.space(4), look.space(4), look.space(6))
    column.setSpacing(look.space(4))
    key = Label(cell.item.key, "label", wrap=False)
    column.addWidget(key, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(cell)
    return holder


def spoken_item(item: Item) -> str:
    """«2. Mi estrés ahora, de 0 a 10»."""
    if not item.figures:
        return f"{item.key}. {item.text}"
    words = _("{key}. {text}, from {least} to {most}")
    return words.format(key=item.key, text=item.text, least=item.figures[0], most=item.figures[-1])


def figures_words(item: Item) -> str:
    """«1 Muy mal · 2 Mal · 3 Regular»: what the keys of a cell mean."""
    if item.id == CODE:
        return _("Four signs, letters or numbers.")
    if all(words == str(figure) for figure, words in item.marks):
        ends = [
            f"{figure} {words}"
            for figure, words in zip(item.figures[:: len(item.figures) - 1], (item.low, item.high), strict=True)
        ]
        return " · ".join(ends)
    return " · ".join(f"{figure} {words}" for figure, words in item.marks)
