"""Choosing the picture of a profile: round native radio buttons."""

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.navigation import paint_avatar


class PictureChoice(Ringed, QRadioButton):
    """A picture in its circle; chosen it has a ring and a tick."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self._name = name
        self.setObjectName(f"picture-{name}")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(60), look.px(60))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: Any) -> bool:
        return self._circle().contains(pos)

    def ring_shape(self) -> tuple[QRect, float]:
        return self._circle(), self._circle().height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = self._circle()
        inset = look.px(4)
        paint_avatar(painter, circle.adjusted(inset, inset, -inset, -inset).toRectF(), self._name, look.px(27))
        if self.isChecked() or self.underMouse():
            pen = painter.pen()
            pen.setColor(look.color("primary"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        if self.isChecked():
            self._paint_tick(painter, circle)

    def _paint_tick(self, painter: QPainter, circle: QRect) -> None:
        size = look.px(20)
        corner = circle.bottomRight() - circle.topLeft()
        at = circle.topLeft() + corner - type(corner)(size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("bg"))
        painter.drawEllipse(at.x(), at.y(), size, size)
        painter.drawPixmap(at, pixmap("circle-check", "primary", size, self.devicePixelRatioF()))

    def _circle(self) -> QRect:
        side = look.px(60)
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
