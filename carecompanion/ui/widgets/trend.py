"""The trend on the screen: walked through with the arrow keys, looked at with the pointer, said in words.

Left and right go from day to day, up and down to the other measure; each point is told («8 de julio, estrés 5 de 10»).
"""

from bisect import bisect_left

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap

from carecompanion.i18n import _, day_text, ngettext, number_text
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.chart import Chart
from carecompanion.ui.widgets.ink import Ink
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock
from carecompanion.ui.widgets.trend_paint import Plan, Series, Trend, daily, paint_trend, trend_height

WIDTH, NARROWEST = 664, 300
_NEAR = 24  # px from the pointer
_OURS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End),
)


class TrendChart(Chart):
    """Shows a `Trend`; `set_trend` shows another. `headings()` and `rows()` are for the table beside it."""

    def __init__(self, trend: Trend, name: str = "") -> None:
        super().__init__("")
        self._name = name
        self._near = -1
        self._drawn: QPixmap | None = None
        self._plan: Plan | None = None
        self._heights: dict[int, int] = {}  # by width
        self.setMouseTracking(True)
        self.set_trend(trend)

    def set_trend(self, trend: Trend) -> None:
        self.trend = trend
        shown = [[point for point in daily(one) if trend.first <= point[0] <= trend.last] for one in trend.series]
        self._points = [(number, day, value) for number, many in enumerate(shown) for day, value in many]
        self.current = self._near = -1
        self._drawn = None
        self._heights.clear()
        self.setAccessibleName(self._summary(shown))
        self.setAccessibleDescription("")
        self.updateGeometry()
        self.update()

    def headings(self) -> tuple[str, ...]:
        marks = (self.trend.practice_name,) if self.trend.practised else ()
        return (_("Day"), *(series.name for series in self.trend.series), *marks)

    def rows(self) -> list[tuple[str, ...]]:
        """One row a day with anything in it, the latest first; what was not noted stays empty."""
        noted = [dict(daily(series)) for series in self.trend.series]
        days = {day for one in noted for day in one} | set(self.trend.practised)
        shown = sorted((day for day in days if self.trend.first <= day <= self.trend.last), reverse=True)
        has_years = self.trend.first.year != self.trend.last.year
        made = []
        for day in shown:
            values = (
                value_words(series, one[day]) if day in one else ""
                for series, one in zip(self.trend.series, noted, strict=True)
            )
            marks = (_("Yes") if day in self.trend.practised else "",) if self.trend.practised else ()
            made.append((day_text(day, with_year=has_years), *values, *marks))
        return made

    def _summary(self, shown: list[list[tuple]]) -> str:
        dates = _("From {first} to {last}").format(first=day_text(self.trend.first), last=day_text(self.trend.last))
        parts = [self._name or dates]
        for series, points in zip(self.trend.series, shown, strict=True):
            values = sorted(value for _day, value in points)
            days = ngettext("{n} day noted", "{n} days noted", len(values)).format(n=len(values))
            between = _("between {low} and {high}")
            ends = [between.format(low=_inside(series, values[0]), high=_inside(series, values[-1]))] if values else []
            parts.append(", ".join([f"{series.name}: {days}", *ends]))
        return ". ".join(parts)

    # stops

    def stops(self) -> int:
        return len(self._points)

    def spoken(self, stop: int) -> str:
        number, day, value = self._points[stop]
        series = self.trend.series[number]
        words = f"{series.spoken or series.name} {_inside(series, value)}"
        marks = f", {self.trend.practice_name.lower()}" if day in self.trend.practised else ""
        return f"{day_text(day)}, {words}{marks}"

    def step(self, key: Qt.Key) -> int:
        if key not in _OURS:
            return -1
        here = self.current
        if here < 0:
            return self._last_of(self._points[0][0]) if key in (Qt.Key.Key_Left, Qt.Key.Key_End) else 0
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._across(here, 1 if key == Qt.Key.Key_Down else -1)
        first, last = self._first_of(self._points[here][0]), self._last_of(self._points[here][0])
        there = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: first, Qt.Key.Key_End: last}
        return min(max(there[key], first), last)

    def _across(self, here: int, step: int) -> int:
        """The nearest day of the measure above or below that has points; here again where there is none."""
        number, day, _value = self._points[here]
        order = sorted({one for one, _day, _v in self._points})
        place = order.index(number) + step
        if not 0 <= place < len(order):
            return here
        others = [stop for stop, point in enumerate(self._points) if point[0] == order[place]]
        return min(others, key=lambda stop: abs((self._points[stop][1] - day).days))

    def _first_of(self, number: int) -> int:
        return bisect_left([point[0] for point in self._points], number)

    def _last_of(self, number: int) -> int:
        return bisect_left([point[0] for point in self._points], number + 1) - 1

    # pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look_at(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._look_at(QPointF(-1000, -1000))
        super().leaveEvent(event)

    def _look_at(self, place: QPointF) -> None:
        before, self._near = self._near, -1
        if self._plan is not None and self._points:
            away = [(self._spot(stop) - place).manhattanLength() for stop in range(len(self._points))]
            closest = min(range(len(away)), key=away.__getitem__)
            self._near = closest if away[closest] <= look.px(_NEAR) else -1
        if before != self._near:
            self.update()

    def _spot(self, stop: int) -> QPointF:
        number, day, value = self._points[stop]
        return self._plan.at(number, day, value) if self._plan is not None else QPointF()

    # measures and painting

    def sizeHint(self) -> QSize:
        return QSize(look.px(WIDTH), self.heightForWidth(look.px(WIDTH)))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(NARROWEST), self.heightForWidth(look.px(NARROWEST)))

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = round(trend_height(self.trend, width, Ink()))
        return self._heights[width]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing itself is kept; only what is pointed at changes."""
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn.size() != self.size() * ratio:
            self._drawn = self._draw(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        stop = self.current if self.current >= 0 else self._near
        if stop >= 0:
            self._paint_stop(painter, stop)

    def _draw(self, ratio: float) -> QPixmap:
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self._plan = paint_trend(painter, QRectF(self.rect()), self.trend)
        painter.end()
        return made

    def _paint_stop(self, painter: QPainter, stop: int) -> None:
        """A ring around the point, and its words beside it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, at = Ink(), self._spot(stop)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink.pen("text", 2))
        painter.drawEllipse(at, ink.px(9), ink.px(9))
        block = TextBlock(self.spoken(stop), "small", 600)
        width = min(block.natural, self.width() - 2 * look.space(12))
        box = QRectF(0, 0, width + 2 * look.space(10), block.height(width) + 2 * look.space(4))
        box.moveCenter(at)
        box.moveBottom(at.y() - ink.px(14))
        least = self._plan.plot.left() if self._plan is not None else 0
        box.moveLeft(max(0.0, min(max(box.left(), least), self.width() - box.width())))
        if box.top() < 0:
            box.moveTop(at.y() + ink.px(14))
        paint_box(painter, box, look.radius("key"), "text", "bg", 1)
        block.paint(painter, box.left() + look.space(10), round(box.top() + look.space(4)), width, look.color("bg"))


def value_words(series: Series, value: float) -> str:
    """«5 de 10», «5.5 de 10»; a level by its word (the nearest one for a mean)."""
    if series.words:
        return series.words[min(series.words, key=lambda one: abs(one - value))]
    number = number_text(value, 0 if value == int(value) else 1)
    return _("{number} of {total}").format(number=number, total=number_text(series.high))


def _inside(series: Series, value: float) -> str:
    """As it stands within a sentence."""
    words = value_words(series, value)
    return words[:1].lower() + words[1:]
