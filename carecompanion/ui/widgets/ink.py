"""What a drawing is made with: the theme's colours and sizes on the screen, black on white on paper.

One drawing routine serves both. On paper hues become patterns and dashes, soft grounds a 10 % grey.
"""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from carecompanion.ui.theme import look

_GREY, _RULE = "#E6E6E6", "#808080"
_PAPER = {"surface": "#FFFFFF", "surfaceAlt": "#FFFFFF", "onSolid": "#000000", "border": _RULE, "track": _RULE}
_PATTERNS = {"clay": (45,), "sky": (0,), "plum": (135,), "ochre": (45, 135), "leaf": (90,)}
_AROUND = 5  # px between the lines of a pattern


class Ink:
    """`unit` is how many painter units one drawn px takes: on the screen the text size, on paper whatever its sheet
    counts in (`look` then gives the faces only)."""

    def __init__(self, unit: float = 0, is_paper: bool = False) -> None:
        self.unit = unit or look.scale
        self.is_paper = is_paper
        self.is_high_contrast = look.is_high_contrast and not is_paper

    def px(self, n: float) -> float:
        return n * self.unit

    def font(self, size: float, weight: int = 400) -> QFont:
        font = look.font("body", weight)
        font.setPixelSize(max(1, round(size * self.unit)))
        return font

    def color(self, token: str) -> QColor:
        if not self.is_paper:
            return look.color(token)
        is_soft = token.endswith("Soft") and not token.startswith("on")
        return QColor(_PAPER.get(token, _GREY if is_soft else "#000000"))

    def pen(self, token: str, width: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        return QPen(self.color(token), self.px(width), style)

    def fill(self, painter: QPainter, path: QPainterPath, hue: str) -> None:
        """Fill a shape with its hue; on paper with the hue's pattern and an outline."""
        if not self.is_paper:
            painter.fillPath(path, self.color(hue))
            return
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(self.pen("text", 0.8))
        for angle in _PATTERNS.get(hue, (45,)):
            _hatch(painter, path.boundingRect(), angle, self.px(_AROUND))
        painter.restore()
        painter.strokePath(path, self.pen("text", 1.2))

    def soft(self, painter: QPainter, box: QRectF, hue: str) -> None:
        """A tinted ground; in high contrast an outline in the hue."""
        if self.is_high_contrast:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.pen(hue, 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        else:
            painter.fillRect(box, self.color(look.soft(hue)))

    def width(self, text: str, font: QFont) -> float:
        return ceil(QFontMetricsF(font).horizontalAdvance(text))

    def write(self, painter: QPainter, text: str, at: QPointF, font: QFont, token: str, align: float = 0) -> None:
        """One line; `at` is on its middle height, `align` how much of its width lies left of it (0, 0.5, 1)."""
        metrics = QFontMetricsF(font)
        baseline = at.y() + (metrics.ascent() - metrics.descent()) / 2
        painter.setFont(font)
        painter.setPen(self.color(token))
        painter.drawText(QPointF(at.x() - align * metrics.horizontalAdvance(text), baseline), text)


def _hatch(painter: QPainter, box: QRectF, angle: float, gap: float) -> None:
    """Parallel lines over a box; the caller has set clip and pen."""
    painter.save()
    painter.translate(box.center())
    painter.rotate(angle)
    reach = (box.width() + box.height()) / 2
    for step in range(-int(reach / gap), int(reach / gap) + 1):
        painter.drawLine(QPointF(-reach, step * gap), QPointF(reach, step * gap))
    painter.restore()
