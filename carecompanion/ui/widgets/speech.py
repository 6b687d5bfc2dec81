"""What somebody says, in a bubble whose lower left corner points to her."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.sized import SizedLabel

SIZE, LINE = 19, 29
ROUND, POINTED = 16, 4


class Speech(SizedLabel):
    """A label, so that it is read aloud and spoken as any other words."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "body", SIZE, LINE)
        across, above = look.space(20) + 1, look.space(16) + 1
        self.setContentsMargins(across, above, across, above)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if look.is_high_contrast else 1
        painter.setBrush(look.color("surface"))
        painter.setPen(QPen(look.color("border"), width))
        painter.drawPath(_bubble(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)))
        painter.end()
        super().paintEvent(event)


def _bubble(box: QRectF) -> QPainterPath:
    big, small = 2 * look.space(ROUND), 2 * look.space(POINTED)
    path = QPainterPath()
    path.arcMoveTo(box.left(), box.top(), big, big, 180)
    path.arcTo(box.left(), box.top(), big, big, 180, -90)
    path.arcTo(box.right() - big, box.top(), big, big, 90, -90)
    path.arcTo(box.right() - big, box.bottom() - big, big, big, 0, -90)
    path.arcTo(box.left(), box.bottom() - small, small, small, 270, -90)
    path.closeSubpath()
    return path
