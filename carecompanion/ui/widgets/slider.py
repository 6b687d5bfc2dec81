"""A slider over a few set values, such as the text sizes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed, move_ring, take_pointer
from carecompanion.ui.widgets.shapes import paint_box

HEIGHT, TRACK, KNOB, EDGE = 44, 6, 26, 3
TICK_WIDTH, TICK_HEIGHT = 4, 10


class StepSlider(Ringed, QSlider):
    """`value_chosen(value)` when the person settles on another of `values`; `words` says a value aloud."""

    value_chosen = Signal(object)

    def __init__(
        self,
        values: Sequence[float],
        value: float,
        name: str = "",
        words: Callable[[float], str] = str,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.values, self._words = list(values), words
        self.setRange(0, len(self.values) - 1)
        self.setPageStep(1)
        self.setTracking(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.choose(value)
        self.valueChanged.connect(self._on_value_changed)
        self.sliderMoved.connect(lambda _step: move_ring())

    def choose(self, value: float) -> None:
        """Set the value without telling; the nearest one where it is not among them."""
        nearest = min(self.values, key=lambda one: abs(one - value))
        self.blockSignals(True)
        self.setValue(self.values.index(nearest))
        self.blockSignals(False)
        self.setAccessibleDescription(self._words(nearest))

    def sizeHint(self) -> QSize:
        return QSize(look.px(200), look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(120), look.px(HEIGHT))

    def ring_shape(self) -> tuple[QRect, float]:
        """Close around the knob, whose own pale edge is the gap."""
        side = look.px(KNOB) - 2 * 2
        box = QRectF(0, 0, side, side)
        box.moveCenter(self._place(self.sliderPosition()))
        return box.toRect(), side / 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        take_pointer()
        self.setSliderDown(True)
        self._go_to(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, half = QPainter(self), look.px(TRACK) / 2
        start, knob, end = (self._place(step) for step in (0, self.sliderPosition(), self.maximum()))
        whole = QRectF(start.x(), start.y() - half, end.x() - start.x(), 2 * half)
        paint_box(painter, whole, half, "track")
        done = QRectF(whole)
        done.setRight(knob.x())
        paint_box(painter, done, half, "primary" if self.isEnabled() else "disabledText")
        self._paint_ticks(painter)
        side = look.px(KNOB)
        box = QRectF(knob.x() - side / 2, knob.y() - side / 2, side, side)
        paint_box(painter, box, side / 2, "surface")
        color = "disabledText" if not self.isEnabled() else "primaryHover" if self.underMouse() else "primary"
        paint_box(painter, box.adjusted(EDGE, EDGE, -EDGE, -EDGE), side / 2, color)

    def _paint_ticks(self, painter: QPainter) -> None:
        width, height = look.px(TICK_WIDTH), look.px(TICK_HEIGHT)
        for step in range(self.maximum() + 1):
            at = self._place(step)
            tick = QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
            paint_box(painter, tick, width / 2, "borderStrong")

    def _place(self, step: int) -> QPointF:
        """Where a step lies; the ends leave room for the knob."""
        edge = look.px(KNOB) / 2
        share = step / self.maximum() if self.maximum() else 0
        return QPointF(edge + share * (self.width() - 2 * edge), self.height() / 2)

    def _go_to(self, x: float) -> None:
        edge = look.px(KNOB) / 2
        share = (x - edge) / max(1, self.width() - 2 * edge)
        self.setSliderPosition(round(share * self.maximum()))
        move_ring()

    def _on_value_changed(self, step: int) -> None:
        self.setAccessibleDescription(self._words(self.values[step]))
        move_ring()
        self.value_chosen.emit(self.values[step])
