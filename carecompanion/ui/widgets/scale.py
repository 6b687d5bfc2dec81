"""A number from 0 to 10 as cells in a row, empty at first; more rows where one has no room. A native slider below.

Its lowest value, one under the least, stands for "not answered", so that a screen reader never hears a 5 nobody chose.
"""

from math import ceil

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed, move_ring, take_pointer
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock, block_of

HEIGHT, GAP, ABOVE_WORDS, NARROWEST = 46, 6, 6, 36
TALL, TALL_GAP, TALL_DIGIT = 84, 10, (28, 34)  # where a room answers, one person after the other
_TYPING_MS = 600
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_EMPTY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ScaleCells(Ringed, QSlider):
    """`name` is the question; `low` and `high` the words at both ends. `chosen(value)` is a number, or None for none.

    Arrows, Home, End and digits choose (1 then 0 quickly is 10); Delete or a click on the chosen cell takes it back.
    With `is_tall` cells are 84 high.
    """

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        low: str = "",
        high: str = "",
        least: int = 0,
        most: int = 10,
        answer: int | None = None,
        *,
        is_tall: bool = False,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._least, self._low, self._high = least, low, high
        self._tall, self._apart = (TALL, TALL_GAP) if is_tall else (HEIGHT, GAP)
        size, line = TALL_DIGIT if is_tall else (0, 0)
        role = "lead" if is_tall else "small"
        self._ends = block_of(low, role), block_of(high, role)
        numbers = range(least, most + 1)
        self._cells = [block_of(str(number), "scaleDigit", 0, look.px(line), size) for number in numbers]
        self._typed, self._since_typed = "", QElapsedTimer()
        self._near = self._pressed = -1
        self.setRange(least - 1, most)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_answer(answer)
        self.valueChanged.connect(self._on_value_changed)

    @property
    def answer(self) -> int | None:
        return self.value() if self.value() >= self._least else None

    def set_answer(self, answer: int | None) -> None:
        """Show a number, or none, without telling."""
        self.blockSignals(True)
        self.setValue(self._least - 1 if answer is None else min(max(answer, self._least), self.maximum()))
        self.blockSignals(False)
        self._say()
        self.update()

    def clear(self) -> None:
        """Nothing chosen, without telling."""
        self.set_answer(None)

    # measures

    def sizeHint(self) -> QSize:
        width = len(self._cells) * look.px(self._tall) + (len(self._cells) - 1) * self._gap()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = 4 * self._narrowest() + 3 * self._gap()
        return QSize(width, look.px(self._tall))

    def heightForWidth(self, width: int) -> int:
        words = self._words_height(width)
        return self._cells_height(width) + (look.space(ABOVE_WORDS) + words if words else 0)

    def ring_shape(self) -> tuple[QRect, float]:
        """Around the chosen cell; around all of them while none is."""
        if self.answer is None:
            return QRect(0, 0, self.width(), self._cells_height(self.width())), look.radius("control")
        return self._cell(self.answer - self._least).toAlignedRect(), look.radius("control")

    def _gap(self) -> int:
        return look.space(self._apart)

    def _narrowest(self) -> int:
        return max(look.px(NARROWEST), max(cell.natural for cell in self._cells) + 2 * look.space(6))

    def _columns(self, width: int) -> int:
        fit = max(1, (width + self._gap()) // (self._narrowest() + self._gap()))
        return ceil(len(self._cells) / ceil(len(self._cells) / fit))

    def _cells_height(self, width: int) -> int:
        rows = ceil(len(self._cells) / self._columns(width))
        return rows * look.px(self._tall) + (rows - 1) * self._gap()

    def _cell(self, number: int) -> QRectF:
        columns = self._columns(self.width())
        across = (self.width() - (columns - 1) * self._gap()) / columns
        row, column = divmod(number, columns)
        left, right = round(column * (across + self._gap())), round(column * (across + self._gap()) + across)
        top = row * (look.px(self._tall) + self._gap())
        return QRectF(left, top, right - left, look.px(self._tall))

    def _word_widths(self, width: int) -> tuple[int, int]:
        """Room for the words at both ends: their own where both fit; the shorter keeps its own, or half each."""
        low, high = (end.natural for end in self._ends)
        room = width - look.space(16)
        if low + high > room:
            low = min(low, max(room // 2, room - high))
            high = min(high, room - low)
        return low, high

    def _words_height(self, width: int) -> int:
        if not self._low and not self._high:
            return 0
        return max(end.height(room) for end, room in zip(self._ends, self._word_widths(width), strict=True))

    # what the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, now = Qt.Key(event.key()), self.value()
        if key in _STEPS:
            self.setValue(max(self._least, now + _STEPS[key]))
        elif key == Qt.Key.Key_Home:
            self.setValue(self._least)
        elif key == Qt.Key.Key_End:
            self.setValue(self.maximum())
        elif key in _EMPTY:
            self.setValue(self._least - 1)
        elif not self._type(event.text()):
            event.ignore()
            return
        event.accept()

    def _type(self, text: str) -> bool:
        if len(text) != 1 or text not in "0123456789":
            return False
        is_second = self._since_typed.isValid() and self._since_typed.elapsed() < _TYPING_MS
        self._since_typed.start()
        both = int(self._typed + text) if is_second and self._typed else -1
        self._typed = text
        number = both if self._least <= both <= self.maximum() else int(text)
        if self._least <= number <= self.maximum():
            self.setValue(number)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        take_pointer()
        here = self._cell_at(event.position().toPoint())
        if here < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setSliderDown(True)
        self._pressed = here if self.answer == here + self._least else -1
        self.setValue(here + self._least)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = self._cell_at(event.position().toPoint())
        if here != self._near:
            self._near = here
            self.update()
        if self.isSliderDown() and here >= 0 and here != self._pressed:
            self._pressed = -1
            self.setValue(here + self._least)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_down = self.isSliderDown()
        self.setSliderDown(False)
        if was_down and self._pressed >= 0:
            self.setValue(self._least - 1)
        self._pressed = -1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls; an answer never changes by it."""
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._near = -1
        self.update()
        super().leaveEvent(event)

    def _cell_at(self, place: QPoint) -> int:
        found = (number for number in range(len(self._cells)) if self._cell(number).contains(place.toPointF()))
        return next(found, -1)

    def _on_value_changed(self, value: int) -> None:
        self._say()
        self.update()
        move_ring()
        self.chosen.emit(self.answer)

    def _say(self) -> None:
        """After the name: «6 de 10, entre nada de estrés y el máximo que imagino»."""
        if self.answer is None:
            place = _("No answer yet, from {least} to {most}").format(least=self._least, most=self.maximum())
        else:
            place = _("{number} of {total}").format(number=self.answer, total=self.maximum())
        ends = _("between {low} and {high}").format(low=_inside(self._low), high=_inside(self._high))
        self.setAccessibleDescription(f"{place}, {ends}" if self._low and self._high else place)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, block in enumerate(self._cells):
            self._paint_cell(painter, number, block)
        if not self._words_height(self.width()):
            return
        top = self._cells_height(self.width()) + look.space(ABOVE_WORDS)
        left, right = self._word_widths(self.width())
        muted = look.color("textMuted")
        self._ends[0].paint(painter, 0, top, left, muted)
        self._ends[1].paint(painter, self.width() - right, top, right, muted, Qt.AlignmentFlag.AlignRight)

    def _paint_cell(self, painter: QPainter, number: int, block: TextBlock) -> None:
        box, value = self._cell(number), self.value() - self._least
        fill, edge, words = "surface", "borderStrong", "text"
        if not self.isEnabled():
            is_value = number == value
            fill, words = ("disabledText", "disabledBg") if is_value else ("disabledBg", "disabledText")
            edge = "disabledText" if look.is_high_contrast or number <= value else ""
        elif number == value:
            fill, edge, words = "ochre", "ochre", "onSolid"
        elif number < value:
            fill, edge = "ochreSoft", "ochre"
        if number == self._near and number != value and self.isEnabled():
            edge = "primary"
        width = 2 if look.is_high_contrast and number < value else 1
        paint_box(painter, box, look.radius("control"), fill, edge, width)
        top = box.top() + (box.height() - block.line) / 2
        middle = Qt.AlignmentFlag.AlignHCenter
        block.paint(painter, box.left(), round(top), round(box.width()), look.color(words), middle)


def _inside(words: str) -> str:
    """As it stands within a sentence."""
    return words[:1].lower() + words[1:]
