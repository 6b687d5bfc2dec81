"""Pictograms beside words: silent for screen readers, because the words already say it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.shapes import paint_box, soft_colors


class IconLabel(QWidget):
    """One icon in a colour token; `size` is before growing."""

    def __init__(self, icon: str, color: str = "text", size: int = 20) -> None:
        super().__init__()
        self._icon, self._color, self._size = icon, color, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(self._size), look.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.rect(), self._icon, self._color, self._size)


class IconCircle(QWidget):
    """An icon in a soft circle of its hue."""

    def __init__(self, icon: str, hue: str, diameter: int = 40, icon_size: int = 20) -> None:
        super().__init__()
        self._icon, self._hue, self._diameter, self._size = icon, hue, diameter, icon_size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(self._diameter), look.px(self._diameter))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon_circle(painter, self.rect(), self._icon, self._hue, self._size)


def paint_icon(painter: QPainter, box: QRect, icon: str, color: str, size: int) -> None:
    """The icon in the middle of `box`."""
    side = look.px(size)
    picture = pixmap(icon, color, side, painter.device().devicePixelRatioF())
    target = QRect(0, 0, side, side)
    target.moveCenter(box.center())
    painter.drawPixmap(target, picture)


def paint_icon_circle(painter: QPainter, box: QRect, icon: str, hue: str, size: int) -> None:
    fill, border, color, width = soft_colors(hue)
    painter.setPen(Qt.PenStyle.NoPen)
    paint_box(painter, box, box.height() / 2, fill, border, width)
    paint_icon(painter, box, icon, color, size)
