"""A few exclusive choices in one row, a tick on the chosen one; one Tab stop, arrows inside."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import block_of

HEIGHT, PADDING, ICON, GAP = 44, 16, 18, 8


class Segment(Ringed, QRadioButton):
    """One choice. Room for the tick is kept free, so that nothing moves when the choice changes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._plain, self._bold = block_of(text, "ui", 500), block_of(text, "ui", 600)

    def sizeHint(self) -> QSize:
        return QSize(2 * look.space(PADDING) + self._tick() + self._bold.natural, look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, words = QPainter(self), self._words_color()
        block = self._bold if self.isChecked() else self._plain
        tick = self._tick() if self.isChecked() else 0
        x = (self.width() - tick - block.natural) // 2
        if tick:
            size = look.px(ICON)
            painter.drawPixmap(x, (self.height() - size) // 2, pixmap("check", words, size, self.devicePixelRatioF()))
        block.paint(painter, x + tick, (self.height() - block.line) // 2, block.natural, look.color(words))
        if look.is_high_contrast and self.isChecked():
            paint_box(painter, self.rect().adjusted(2, 2, -2, -2), look.radius("key"), "transparent", "primary", 2)

    def _tick(self) -> int:
        return look.px(ICON) + look.space(GAP)

    def _words_color(self) -> str:
        if not self.isEnabled():
            return "disabledText"
        return "onPrimarySoft" if self.isChecked() else "primary" if self.underMouse() else "text"


class Segmented(QWidget):
    """`options` are words, or pairs of a value and its words. `chosen(value)` when the person chooses another.

    Stands upright when the text is large.
    """

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[str | tuple[Hashable, str]],
        value: Hashable = None,
        name: str = "",
    ) -> None:
        super().__init__()
        pairs = [(one, one) if isinstance(one, str) else one for one in options]
        self.values = [value_ for value_, _words in pairs]
        self.segments = [Segment(words) for _value, words in pairs]
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = QVBoxLayout(self) if look.is_one_column else QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._group = QButtonGroup(self)
        for number, segment in enumerate(self.segments):
            self._group.addButton(segment, number)
            segment.setAccessibleDescription(name)
            line.addWidget(segment)
        self.choose(value)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self.values[number]))
        self._group.idToggled.connect(lambda *_: self.update())

    @property
    def value(self) -> Hashable:
        number = self._group.checkedId()
        return self.values[number] if number >= 0 else None

    def choose(self, value: Hashable) -> None:
        """Mark a value as chosen without telling."""
        if value in self.values:
            self.segments[self.values.index(value)].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, radius = QPainter(self), look.radius("control")
        paint_box(painter, self.rect(), radius, "surface")
        path = QPainterPath()
        path.addRoundedRect(self.rect(), radius, radius)
        painter.save()
        painter.setClipPath(path)
        for segment in self.segments:
            if segment.isChecked():
                painter.fillRect(segment.geometry(), look.color("primarySoft"))
        for segment in self.segments[1:]:
            painter.fillRect(self._divider(segment.geometry()), look.color("border"))
        painter.restore()
        paint_box(painter, self.rect(), radius, "transparent", "borderStrong")

    def _divider(self, box: QRect) -> QRect:
        if look.is_one_column:
            return QRect(box.left(), box.top(), box.width(), 1)
        return QRect(box.left(), box.top(), 1, box.height())
