"""A picture of a screen, made of dots: as wide as there is room, never wider than it is, with an edge around it."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from carecompanion.ui.theme import look


class Screenshot(QLabel):
    """`spoken` says what it shows. The file is read when it is first painted; one that is gone leaves its words."""

    def __init__(self, file: Path, spoken: str) -> None:
        super().__init__()
        self._file = file
        self._shape = QImageReader(str(file)).size()
        self._shown: tuple[QSize, QPixmap] | None = None
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not self._shape.isValid():
            self._shape = QSize(16, 9)
        self.setMaximumWidth(self._shape.width())

    def sizeHint(self) -> QSize:
        return self._shape

    def minimumSizeHint(self) -> QSize:
        return self._shape / 4

    def heightForWidth(self, width: int) -> int:
        return round(min(width, self._shape.width()) * self._shape.height() / self._shape.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, radius = QPainterPath(), look.radius("control")
        edge.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.save()
        painter.setClipPath(edge)
        painter.drawPixmap(self.rect(), self._scaled(self.size() * self.devicePixelRatioF()))
        painter.restore()
        painter.setPen(look.color("borderStrong"))
        painter.drawPath(edge)

    def _scaled(self, size: QSize) -> QPixmap:
        if self._shown is None or self._shown[0] != size:
            whole, smooth = QPixmap(str(self._file)), Qt.TransformationMode.SmoothTransformation
            is_there = not whole.isNull()
            self._shown = (size, whole.scaled(size, mode=smooth) if is_there else whole)
        return self._shown[1]
