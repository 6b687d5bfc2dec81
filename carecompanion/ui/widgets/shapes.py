"""The one shape most controls are made of: a rounded box with a crisp border inside its edge."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from carecompanion.ui.theme import look


def paint_box(
    painter: QPainter, box: QRect | QRectF, radius: float, fill: str = "transparent", border: str = "", width: float = 1
) -> None:
    """Fill and outline `box` in colour tokens; the border lies wholly inside, as in the drawings."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if border else 0
    painter.setBrush(look.color(fill))
    painter.setPen(QPen(look.color(border), width) if border else Qt.PenStyle.NoPen)
    inner = QRectF(box).adjusted(half, half, -half, -half)
    radius = max(0.0, min(radius, inner.height() / 2 + half) - half)
    painter.drawRoundedRect(inner, radius, radius)


def soft_colors(hue: str) -> tuple[str, str, str, int]:
    """Fill, border, text and border width of a tint; in high contrast the tint is a 2 px outline in the hue.

    "neutral" has no hue: what has not begun yet.
    """
    if hue == "neutral":
        return "sunken", "borderStrong" if look.is_high_contrast else "", "textMuted", 1
    border = hue if look.is_high_contrast else ""
    return look.soft(hue), border, look.on_soft(hue), 2


def faded(color: str, share: float) -> QColor:
    """A colour token, see-through."""
    made = look.color(color)
    made.setAlphaF(share)
    return made
