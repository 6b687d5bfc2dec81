"""The wheel of care: one petal for each dimension, its area (not its radius) true to the value. Name and value are
written, so that nothing depends on colour; a dimension without enough answers is an outline, never a zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent

from carecompanion.i18n import _, number_text
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.chart import Chart
from carecompanion.ui.widgets.ink import Ink

HUES = {"body": "clay", "mind": "sky", "emotions": "plum", "relations": "ochre", "work": "leaf"}
MOST = 5
WIDTH, HEIGHT, RADIUS = 378, 322, 130
_AWAY, _LINE, _BETWEEN = 14, 22, 3.4  # names from the rim; a line of words; degrees between petals
_NAME, _VALUE, _SMALL = 15, 16, 14
_KEYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True)
class Petal:
    """One dimension; `value` None is "not enough answers". Without a hue, `HUES` of its `id`."""

    id: str
    name: str
    value: float | None
    hue: str = ""

    @property
    def ink(self) -> str:
        return self.hue or HUES.get(self.id, "primary")


def radius_of(value: float, rim: float, most: float = MOST) -> float:
    """The radius at which a petal's area is `value` of `most`."""
    return rim * sqrt(min(max(value, 0), most) / most)


def value_words(value: float | None) -> str:
    return _("not enough answers") if value is None else number_text(value, 1)


class CareWheel(Chart):
    """`petals` clockwise from the top. Arrow keys go from petal to petal and say its value; `rows()` and `headings()`
    are for the table beside it."""

    def __init__(self, petals: Sequence[Petal], name: str = "") -> None:
        self.petals = tuple(petals)
        parts = [f"{petal.name} {value_words(petal.value)}" for petal in self.petals]
        title = name or _("Wheel of care, from 0 to {most}").format(most=MOST)
        super().__init__(f"{title}: {', '.join(parts)}" if parts else title)

    def headings(self) -> tuple[str, str]:
        return _("Dimension"), _("Value, from 0 to {most}").format(most=MOST)

    def rows(self) -> list[tuple[str, str]]:
        return [(petal.name, value_words(petal.value)) for petal in self.petals]

    def stops(self) -> int:
        return len(self.petals)

    def spoken(self, stop: int) -> str:
        petal = self.petals[stop]
        if petal.value is None:
            return f"{petal.name}, {value_words(None)}"
        return _("{name}, {value} of {most}").format(name=petal.name, value=value_words(petal.value), most=MOST)

    def step(self, key: Qt.Key) -> int:
        if key in _KEYS:
            start = self.current if self.current >= 0 else (-1 if _KEYS[key] > 0 else 0)
            return (start + _KEYS[key]) % self.stops()
        return {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.stops() - 1}.get(key, -1)

    def sizeHint(self) -> QSize:
        return QSize(look.px(WIDTH), look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(WIDTH - 58), look.px(HEIGHT - 62))

    def heightForWidth(self, width: int) -> int:
        return max(self.minimumSizeHint().height(), min(look.px(HEIGHT), round(width * HEIGHT / WIDTH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_wheel(QPainter(self), QRectF(self.rect()), self.petals, current=self.current)


def paint_wheel(
    painter: QPainter, box: QRectF, petals: Sequence[Petal], ink: Ink | None = None, current: int = -1
) -> None:
    """The whole wheel within `box`, on any device; `Ink(unit, is_paper=True)` draws patterns instead of colours."""
    ink = ink or Ink()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = rim_of(box, petals, ink)
    middle = QPointF(box.center().x(), box.center().y() + ink.px(_LINE + _AWAY - 22) / 2)
    _paint_rings(painter, middle, rim, ink)
    for number, petal in enumerate(petals):
        angle = 2 * pi * number / len(petals)
        _paint_petal(painter, middle, rim, petal, angle, len(petals), ink)
        _paint_name(painter, middle, rim, petal, angle, ink)
    if 0 <= current < len(petals):
        reach = _reach(petals[current], rim)
        shape = _sector(middle, reach, 2 * pi * current / len(petals), len(petals))
        painter.strokePath(shape, ink.pen("text", 3))
    painter.restore()


def rim_of(box: QRectF, petals: Sequence[Petal], ink: Ink) -> float:
    """The largest radius that leaves room for the names."""
    font = ink.font(_NAME, 600)
    rim = min(box.width() / 2 - ink.px(2), (box.height() - ink.px(2 * _LINE + _AWAY)) / 2)
    for number, petal in enumerate(petals):
        aside = abs(sin(2 * pi * number / len(petals)))
        if aside > 0.1:
            rim = min(rim, (box.width() / 2 - ink.px(2) - ink.width(petal.name, font)) / aside - ink.px(_AWAY))
    return max(ink.px(40), min(rim, ink.px(RADIUS)) if not ink.is_paper else rim)


def _paint_rings(painter: QPainter, middle: QPointF, rim: float, ink: Ink) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink.pen("track" if ink.is_high_contrast else "border", 1))
    for value in range(1, MOST + 1):
        radius = radius_of(value, rim)
        painter.drawEllipse(middle, radius, radius)


def _reach(petal: Petal, rim: float) -> float:
    return rim if petal.value is None else radius_of(petal.value, rim)


def _sector(middle: QPointF, radius: float, angle: float, total: int) -> QPainterPath:
    """A piece of the cake around `angle`, clockwise from the top, in radians."""
    wide = 360 / total - (_BETWEEN if total > 1 else 0)
    start = 90 - angle * 180 / pi + wide / 2
    path = QPainterPath(middle)
    path.arcTo(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius), start, -wide)
    path.closeSubpath()
    return path


def _paint_petal(
    painter: QPainter, middle: QPointF, rim: float, petal: Petal, angle: float, total: int, ink: Ink
) -> None:
    reach = _reach(petal, rim)
    shape = _sector(middle, reach, angle, total)
    outward = QPointF(sin(angle), -cos(angle))
    if petal.value is None:
        painter.fillPath(shape, ink.color("surface"))
        painter.strokePath(shape, ink.pen("borderStrong", 1.5, Qt.PenStyle.DashLine))
        _write_lines(painter, middle + outward * reach * 0.66, value_words(None), reach * 0.75, ink)
        return
    ink.fill(painter, shape, petal.ink)
    words, font = value_words(petal.value), ink.font(_VALUE, 600)
    at = middle + outward * reach * 0.62
    is_small = reach * 0.62 < ink.px(27)  # too small to hold its number
    if is_small:
        at = middle + outward * (reach + ink.px(16))
    if is_small or ink.is_paper:
        _clear_behind(painter, at, words, ink)
    ink.write(painter, words, at, font, "text" if is_small else "onSolid", 0.5)


def _clear_behind(painter: QPainter, at: QPointF, words: str, ink: Ink) -> None:
    """Plain ground under a number, so that no pattern or ring crosses it."""
    half = ink.width(words, ink.font(_VALUE, 600)) / 2 + ink.px(4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("surface"))
    painter.drawRoundedRect(QRectF(at.x() - half, at.y() - ink.px(11), 2 * half, ink.px(22)), ink.px(4), ink.px(4))


def _write_lines(painter: QPainter, at: QPointF, words: str, room: float, ink: Ink) -> None:
    """Small words around a point, in as few lines as `room` allows."""
    lines: list[str] = []
    for word in words.split():
        if lines and ink.width(f"{lines[-1]} {word}", ink.font(_SMALL)) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    top = at.y() - ink.px(18) * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        ink.write(painter, line, QPointF(at.x(), top + number * ink.px(18)), ink.font(_SMALL), "textMuted", 0.5)


def _paint_name(painter: QPainter, middle: QPointF, rim: float, petal: Petal, angle: float, ink: Ink) -> None:
    """Outside the rim: centred above or below, beginning or ending at its side."""
    x, y = sin(angle), -cos(angle)
    align = 0.5 if abs(x) < 0.1 else 0.0 if x > 0 else 1.0
    away = rim + ink.px(_AWAY)
    at = QPointF(middle.x() + x * away, middle.y() + y * (away + (ink.px(_LINE / 2) if abs(x) < 0.1 else 0)))
    ink.write(painter, petal.name, at, ink.font(_NAME, 600), "text", align)
