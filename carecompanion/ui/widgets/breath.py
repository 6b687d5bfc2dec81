"""The breathing circle: three flat circles, the word and the count still in the middle, dots for the time gone by.

A label underneath, so that a screen reader hears each phase once and nothing each second.
"""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from carecompanion.i18n import _
from carecompanion.learning.practice import Breath, BreathMoment
from carecompanion.ui.theme import look

SIDE, DOTS, ROOM = 540, 60, 200
INNER, MIDDLE, SMALL, LARGE, DASHED, DOTTED = 118, 150, 118, 186, 232, 262


class BreathCircle(QLabel):
    """Runs a Breath. `second_passed` each second; `ended` once at the end; Space asks for a pause."""

    second_passed = Signal()
    pause_asked = Signal()
    ended = Signal()

    def __init__(self, breath: Breath) -> None:
        super().__init__()
        self._breath = breath
        self._elapsed = 0.0
        self.is_text_only = look.reduced_motion
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._say_phase()

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    @property
    def seconds_left(self) -> int:
        return max(0, round(self._breath.seconds - self._elapsed))

    @property
    def _has_begun(self) -> bool:
        return self._elapsed > 0 or self.is_running

    def start(self) -> None:
        self._timer.start(1000 if self.is_text_only else 33)
        self._say_phase()

    def stop(self) -> None:
        self._timer.stop()
        self.update()

    def set_text_only(self, is_on: bool) -> None:
        """No growing circle: words and a count each second."""
        self.is_text_only = is_on
        if self.is_running:
            self.start()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(SIDE), look.px(SIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(260), look.px(260))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.pause_asked.emit()
        else:
            super().keyPressEvent(event)

    def _on_timer_timeout(self) -> None:
        before = int(self._elapsed)
        self._elapsed += self._timer.interval() / 1000
        self._say_phase()
        self.update()
        if int(self._elapsed) != before:
            self.second_passed.emit()
        if self._elapsed >= self._breath.seconds:
            self.stop()
            self.ended.emit()

    def _say_phase(self) -> None:
        words = phase_words(self._moment.phase) if self._has_begun else _("When you like")
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)

    @property
    def _moment(self) -> BreathMoment:
        return self._breath.at(self._elapsed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width(), self.height()) / SIDE
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        self._paint_dots(painter)
        moment = self._moment
        if not self.is_text_only:
            self._disc(painter, "primarySoft", SMALL + (LARGE - SMALL) * moment.fullness)
            self._disc(painter, "", INNER + (MIDDLE - INNER) * moment.fullness)
        self._disc(painter, "primary", INNER)
        painter.setPen(look.color("onPrimary"))
        if not self._has_begun:
            self._words(painter, self.text(), 0, 28, 600)
            return
        self._words(painter, phase_words(moment.phase), -22, 44, 600)
        self._words(painter, str(moment.count), 32, 28, 400)

    def _disc(self, painter: QPainter, color: str, radius: float) -> None:
        painter.setPen(QPen(look.color("primary"), 2) if look.is_high_contrast else Qt.PenStyle.NoPen)
        if color:
            painter.setBrush(look.color(color))
        else:
            painter.setBrush(look.color("bg") if look.is_high_contrast else look.illustration["hill1"])
        painter.drawEllipse(QPointF(0, 0), radius, radius)

    def _paint_dots(self, painter: QPainter) -> None:
        pen = QPen(look.color("track"), 2, Qt.PenStyle.DashLine)
        pen.setDashPattern([3, 4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), DASHED, DASHED)
        painter.setPen(Qt.PenStyle.NoPen)
        gone = self._elapsed / self._breath.seconds * DOTS
        for number in range(DOTS):
            angle = number / DOTS * 2 * pi
            painter.setBrush(look.color("primary" if number <= gone else "track"))
            radius = 4 if number <= gone else 3
            painter.drawEllipse(QPointF(DOTTED * sin(angle), -DOTTED * cos(angle)), radius, radius)

    def _words(self, painter: QPainter, words: str, y: int, size: int, weight: int) -> None:
        font = look.font("body", weight)
        font.setPixelSize(size)
        wide = QFontMetricsF(font).horizontalAdvance(words)
        if wide > ROOM:  # the word keeps away from the edge in every language
            font.setPixelSize(int(size * ROOM / wide))
        painter.setFont(font)
        painter.drawText(QRectF(-INNER, y - 30, 2 * INNER, 60), Qt.AlignmentFlag.AlignCenter, words)


def phase_words(phase: str) -> str:
    return {"in": _("Breathe in"), "out": _("Breathe out")}.get(phase, _("Hold"))
