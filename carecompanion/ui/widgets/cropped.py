"""A decorative picture that fills whatever room it gets, cut evenly, with round corners; and the breathing mark."""

from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from carecompanion.ui.icons import illustration_pixmap
from carecompanion.ui.theme import look


class CroppedPicture(QWidget):
    """`width` x `height` before growing; silent for screen readers. `source` as for `illustration_pixmap`."""

    def __init__(
        self, source: Path | str, width: int, height: int, radius: float = 10, may_shrink: bool = True
    ) -> None:
        super().__init__()
        self._source, self._radius = source, look.space(radius)
        self._wanted = QSize(look.px(width), look.px(height))
        self._least = self._wanted / 2 if may_shrink else self._wanted
        across = QSizePolicy.Policy.Preferred if may_shrink else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred if may_shrink else QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._wanted

    def minimumSizeHint(self) -> QSize:
        return self._least

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._radius:
            path = QPainterPath()
            path.addRoundedRect(self.rect(), self._radius, self._radius)
            painter.setClipPath(path)
        drawn = illustration_pixmap(self._source, self.width(), self.height(), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, drawn)


class BreathMark(QWidget):
    """Three circles 64 across: what the breathing practice looks like."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look.px(64), look.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.width() / 64
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(look.color("sky"), 2) if look.is_high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("skySoft"))
        painter.drawEllipse(middle, 31 * unit, 31 * unit)
        dashes = QPen(look.color("sky"), 2 * unit, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        dashes.setDashPattern([1.5, 2.5])
        painter.setPen(dashes)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 22 * unit, 22 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("sky"))
        painter.drawEllipse(middle, 13 * unit, 13 * unit)
