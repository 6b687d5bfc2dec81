"""Drawings beside text, clipped to rounded corners, in the colours of the theme."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from carecompanion.ui.icons import illustration_pixmap
from carecompanion.ui.theme import look


class PictureView(QLabel):
    """A drawing `width` x `height` px at most, narrower with its shape kept. `spoken` is its sentence for screen
    readers; a decorative one has none. `source` is a file, or a name in resources/illustrations."""

    def __init__(
        self, source: Path | str, spoken: str, width: int, height: int, rounded: bool = True, radius: str = "tile"
    ) -> None:
        super().__init__()
        self._source, self._shape = source, QSize(width, height)
        self._radius = look.radius(radius) if rounded else 0
        self.setAccessibleName(spoken)
        self.setMaximumSize(width, height)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._shape

    def minimumSizeHint(self) -> QSize:
        return self._shape / 3

    def heightForWidth(self, width: int) -> int:
        return round(min(width, self._shape.width()) * self._shape.height() / self._shape.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._radius:
            path = QPainterPath()
            path.addRoundedRect(self.rect(), self._radius, self._radius)
            painter.setClipPath(path)
        drawn = illustration_pixmap(self._source, self.width(), self.height(), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, drawn)
