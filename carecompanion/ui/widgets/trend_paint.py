"""A drawing of how measures went: one panel each with its own axis, days as they really lie, gaps left open.

Plain values in; paints on the screen and on paper alike. Lines and marks differ in shape, not only in colour.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from carecompanion.i18n import number_text, short_day_text
from carecompanion.ui.widgets.ink import Ink

DAYS_MISSING = 3  # with so many days without an entry the line breaks
_TOP, _APART, _DATES, _INSET, _RIGHT, _LEFT = 12, 30, 36, 8, 10, 70
_LEGEND_GAP, _LEGEND_ROW, _LEGEND_APART, _SWATCH = 8, 22, 22, 34
_SMALL = 14
_DASHES = {"dash": (2.8, 2.4), "dot": (0.4, 2.0), "dashDot": (2.8, 2.0, 0.4, 2.0)}
_WEEKLY = (1, 2, 7, 14, 28, 56)

Point = tuple[date, float]


@dataclass(frozen=True)
class Series:
    """One measure. `points` may hold several of a day: their mean is drawn.

    `name` stands in the legend, `spoken` within a sentence («estrés»); `words` are what single values are called
    (levels), `axis` those written on the axis (else lowest, middle and highest). From `high_from` on the ground is
    tinted and named `high_name`.
    """

    name: str
    points: tuple[Point, ...]
    low: float
    high: float
    spoken: str = ""
    words: Mapping[float, str] = field(default_factory=dict)
    axis: tuple[tuple[float, str], ...] = ()
    hue: str = "clay"
    line: str = "solid"  # solid, dash, dot, dashDot
    marker: str = "circle"  # circle, square, triangle, diamond
    height: int = 150
    high_from: float | None = None
    high_name: str = ""


@dataclass(frozen=True)
class Trend:
    """Measures over the same days; `practised` are days marked with a triangle."""

    series: tuple[Series, ...]
    first: date
    last: date
    practised: tuple[date, ...] = ()
    practice_name: str = ""


def daily(series: Series) -> list[Point]:
    """One value a day, in order: the mean of what was noted."""
    noted: dict[date, list[float]] = {}
    for day, value in series.points:
        noted.setdefault(day, []).append(value)
    return [(day, sum(values) / len(values)) for day, values in sorted(noted.items())]


def runs(points: list[Point]) -> list[list[Point]]:
    """Points that one line joins: it breaks where days are missing."""
    found: list[list[Point]] = [[one] for one in points[:1]]
    for before, after in pairwise(points):
        if (after[0] - before[0]).days > DAYS_MISSING:
            found.append([])
        found[-1].append(after)
    return found


def legend_entries(trend: Trend) -> list[tuple[Series | None, str]]:
    marks: list[tuple[Series | None, str]] = [(series, series.name) for series in trend.series]
    return [*marks, (None, trend.practice_name)] if trend.practised and trend.practice_name else marks


def trend_height(trend: Trend, width: float, ink: Ink) -> float:
    """What the drawing wants for a width."""
    panels = sum(series.height for series in trend.series) + _APART * max(0, len(trend.series) - 1)
    return ink.px(_TOP + panels + _DATES + _LEGEND_GAP) + _legend_rows(trend, width, ink) * ink.px(_LEGEND_ROW)


class Plan:
    """Where everything lies, worked out once for a box: `runs` are the points each line joins."""

    def __init__(self, trend: Trend, box: QRectF, ink: Ink) -> None:
        self.trend, self.box, self.ink = trend, box, ink
        small = ink.font(_SMALL)
        widest = max((ink.width(words, small) for one in trend.series for _at, words in axis_of(one)), default=0)
        left = box.left() + max(widest + ink.px(14), ink.px(_LEFT) if box.width() >= ink.px(500) else 0)
        self.plot = QRectF(left, box.top() + ink.px(_TOP), box.right() - ink.px(_RIGHT) - left, 1)
        self.panels = list(self._panels())
        if self.panels:
            self.plot.setBottom(self.panels[-1].bottom())
        self._start = self.plot.left() + ink.px(_INSET)
        self.day_width = (self.plot.width() - 2 * ink.px(_INSET)) / max(1, (trend.last - trend.first).days)
        self.is_dense = self.mark_size < 0.7
        self.runs = [[[self.at(n, *point) for point in run] for run in runs(self._shown(n))]
                     for n in range(len(trend.series))]  # fmt: skip

    def x(self, day: date) -> float:
        return self._start + (day - self.trend.first).days * self.day_width

    def y(self, number: int, value: float) -> float:
        series, panel = self.trend.series[number], self.panels[number]
        share = (value - series.low) / ((series.high - series.low) or 1)
        return panel.bottom() - min(max(share, 0), 1) * panel.height()

    def at(self, number: int, day: date, value: float) -> QPointF:
        return QPointF(self.x(day), self.y(number, value))

    @property
    def mark_size(self) -> float:
        """Share of a mark's full size, so that many days do not become a smear."""
        return min(1.0, max(0.4, self.day_width / self.ink.px(9)))

    def ticks(self) -> list[date]:
        """Days written below: even steps, or firsts of months, never so many that they touch; always the last."""
        first, last = self.trend.first, self.trend.last
        font = self.ink.font(_SMALL)
        wide = max(self.ink.width(short_day_text(day), font) for day in (first, last))
        apart = 1.5 * wide + self.ink.px(14)  # the first and the last are not centred
        if (last - first).days > 100:
            months = _firsts_of_months(first, last)
            every = next((n for n in (1, 2, 3, 6) if 28 * n * self.day_width >= apart), 12)
            days = months[::every]
        else:
            every = next((n for n in _WEEKLY if n * self.day_width >= apart), 56)
            days = [first + timedelta(n) for n in range(0, (last - first).days, every)]
        return [*(day for day in days if self.x(last) - self.x(day) >= apart), last]

    def _shown(self, number: int) -> list[Point]:
        return [one for one in daily(self.trend.series[number]) if self.trend.first <= one[0] <= self.trend.last]

    def _panels(self) -> Iterator[QRectF]:
        wanted = sum(self.ink.px(series.height) for series in self.trend.series) or 1
        spare = self.box.height() - trend_height(self.trend, self.box.width(), self.ink)
        top = self.plot.top()
        for series in self.trend.series:
            high = max(self.ink.px(24), self.ink.px(series.height) * (1 + spare / wanted))
            yield QRectF(self.plot.left(), top, self.plot.width(), high)
            top += high + self.ink.px(_APART)


def axis_of(series: Series) -> tuple[tuple[float, str], ...]:
    if series.axis:
        return series.axis
    steps = (series.low, (series.low + series.high) / 2, series.high)
    return tuple((value, number_text(value, 0 if value == int(value) else 1)) for value in steps)


def paint_trend(painter: QPainter, box: QRectF, trend: Trend, ink: Ink | None = None) -> Plan:
    """The whole drawing within `box`, on any device; `Ink(unit, is_paper=True)` draws it black on white."""
    plan = Plan(trend, box, ink or Ink())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(len(trend.series)):
        _paint_ground(painter, plan, number)
    for number in range(len(trend.series)):
        _paint_series(painter, plan, number)
        _paint_high_name(painter, plan, number)
    _paint_practised(painter, plan)
    _paint_dates(painter, plan)
    _paint_legend(painter, plan)
    painter.restore()
    return plan


def _paint_ground(painter: QPainter, plan: Plan, number: int) -> None:
    series, ink = plan.trend.series[number], plan.ink
    if series.high_from is not None:
        ink.soft(painter, _high_box(plan, number), "ochre")
    for value, words in axis_of(series):
        y = plan.y(number, value)
        painter.setPen(ink.pen("track" if ink.is_high_contrast else "border"))
        painter.drawLine(QPointF(plan.plot.left(), y), QPointF(plan.plot.right(), y))
        ink.write(painter, words, QPointF(plan.plot.left() - ink.px(12), y), ink.font(_SMALL), "textMuted", 1)


def _high_box(plan: Plan, number: int) -> QRectF:
    series = plan.trend.series[number]
    top, bottom = plan.y(number, series.high), plan.y(number, series.high_from or 0)
    return QRectF(plan.plot.left(), top, plan.plot.width(), bottom - top)


def _paint_high_name(painter: QPainter, plan: Plan, number: int) -> None:
    """The name of the tinted ground, where the fewest points are in its way."""
    series, ink = plan.trend.series[number], plan.ink
    if series.high_from is None or not series.high_name:
        return
    font, box = ink.font(_SMALL, 600), _high_box(plan, number)
    wide, inset = ink.width(series.high_name, font), ink.px(_INSET)
    room = max(0.0, box.width() - wide - 2 * inset)
    places = [QRectF(box.left() + inset + room * n / 4, box.top() + ink.px(4), wide, ink.px(20)) for n in range(5)]
    lines = [QRectF(one, two).normalized() for run in plan.runs[number] for one, two in pairwise([*run, run[-1]])]
    near = [line.adjusted(-inset, -inset, inset, inset) for line in lines if line.top() < places[0].bottom() + inset]
    best = min(places, key=lambda place: sum(line.intersects(place) for line in near))
    ink.write(painter, series.high_name, QPointF(best.left(), best.center().y()), font, "onOchreSoft")


def series_pen(series: Series, ink: Ink, is_dense: bool = False) -> QPen:
    """Thinner where there are many days."""
    is_solid = series.line == "solid"
    pen = ink.pen(series.hue, 2 if is_dense else 3 if is_solid else 2.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if is_dense and not is_solid else Qt.PenCapStyle.RoundCap)
    if series.line in _DASHES:
        pen.setDashPattern(_DASHES[series.line])
    return pen


def _paint_series(painter: QPainter, plan: Plan, number: int) -> None:
    series, ink = plan.trend.series[number], plan.ink
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(series_pen(series, ink, plan.is_dense))
    for run in plan.runs[number]:
        if series.line == "solid":  # piece by piece: Qt is ten times slower with a long line that goes up and down
            painter.drawLines([QLineF(one, two) for one, two in pairwise(run)])
        else:
            painter.drawPolyline(run)
    spots = [at for run in plan.runs[number] for at in run]
    paint_marks(painter, series, spots, ink, plan.mark_size)


def paint_marks(painter: QPainter, series: Series, spots: list[QPointF], ink: Ink, share: float = 1) -> None:
    """Full circles or triangles, open squares or diamonds."""
    half, is_open = ink.px(5) * share, series.marker in ("square", "diamond")
    painter.setBrush(ink.color("surface" if is_open else series.hue))
    painter.setPen(ink.pen(series.hue, 2 * share) if is_open else Qt.PenStyle.NoPen)
    if series.marker == "circle":
        dot = ink.pen(series.hue, 9 * share)
        dot.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(dot)
        painter.drawPoints(spots)
    elif series.marker == "square":
        side = 1.6 * half
        painter.drawRects([QRectF(at.x() - side / 2, at.y() - side / 2, side, side) for at in spots])
    else:
        corners = ((0, -1), (1, 0), (0, 1), (-1, 0)) if is_open else ((0, -1.1), (1.1, 0.9), (-1.1, 0.9))
        for at in spots:
            painter.drawPolygon(QPolygonF([at + QPointF(x * half, y * half) for x, y in corners]))


def _paint_practised(painter: QPainter, plan: Plan) -> None:
    if not plan.panels:
        return
    for day in plan.trend.practised:
        if plan.trend.first <= day <= plan.trend.last:
            tip = QPointF(plan.x(day), plan.panels[0].bottom() - plan.ink.px(2))
            _paint_triangle(painter, tip, plan.ink, max(0.6, plan.mark_size))


def _paint_triangle(painter: QPainter, tip: QPointF, ink: Ink, share: float = 1) -> None:
    """Points down; `tip` is its lowest point."""
    wide, high = ink.px(6) * share, ink.px(10) * share
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("leaf"))
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-wide, -high), tip + QPointF(wide, -high)]))


def _paint_dates(painter: QPainter, plan: Plan) -> None:
    ink, y = plan.ink, plan.plot.bottom() + plan.ink.px(25)
    for day in plan.ticks():
        align = 1.0 if day == plan.trend.last else 0.0 if day == plan.trend.first else 0.5
        ink.write(painter, short_day_text(day), QPointF(plan.x(day), y), ink.font(_SMALL), "textMuted", align)


def _legend_places(trend: Trend, width: float, ink: Ink) -> list[tuple[int, float]]:
    """Row and left edge of each entry."""
    row, left, places = 0, 0.0, []
    for series, words in legend_entries(trend):
        wide = ink.px((_SWATCH if series else 14) + 8) + ink.width(words, ink.font(_SMALL))
        if left and left + wide > width:
            row, left = row + 1, 0.0
        places.append((row, left))
        left += wide + ink.px(_LEGEND_APART)
    return places


def _legend_rows(trend: Trend, width: float, ink: Ink) -> int:
    return 1 + max((row for row, _left in _legend_places(trend, width, ink)), default=-1)


def _paint_legend(painter: QPainter, plan: Plan) -> None:
    ink, font = plan.ink, plan.ink.font(_SMALL)
    top = plan.plot.bottom() + ink.px(_DATES + _LEGEND_GAP)
    places = _legend_places(plan.trend, plan.box.width(), ink)
    for (series, words), (row, left) in zip(legend_entries(plan.trend), places, strict=True):
        at = QPointF(plan.box.left() + left, top + ink.px(_LEGEND_ROW) * (row + 0.5))
        wide = ink.px(_SWATCH if series else 14)
        if series:
            painter.setPen(series_pen(series, ink))
            painter.drawLine(at + QPointF(ink.px(2), 0), at + QPointF(wide - ink.px(2), 0))
            paint_marks(painter, series, [at + QPointF(wide / 2, 0)], ink)
        else:
            _paint_triangle(painter, at + QPointF(wide / 2, ink.px(5)), ink)
        ink.write(painter, words, at + QPointF(wide + ink.px(8), 0), font, "textMuted")


def _firsts_of_months(first: date, last: date) -> list[date]:
    days = [first.replace(day=1)]
    while days[-1] <= last:
        days.append((days[-1] + timedelta(32)).replace(day=1))
    return [day for day in days if first <= day <= last]
