"""The breathing circle: three flat circles, the word and the count still in the middle, dots for the time gone by.

A label underneath. Its name stays the same, so that a screen reader hears of each phase only what the page announces.
"""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from carecompanion.i18n import _
from carecompanion.learning.practice import Breath, BreathMoment, Rhythm
from carecompanion.ui.pulse import CALM_MS, SMOOTH_MS, Pulse
from carecompanion.ui.theme import look

SIDE, DOTS, ROOM = 540, 60, 200
INNER, MIDDLE, SMALL, LARGE, DASHED, DOTTED = 118, 150, 118, 186, 232, 262


class BreathCircle(QLabel):
    """Runs a Breath. `passed(seconds)` while it runs, `phase_began(phase)` at each phase, `paused` when it stops in the
    middle (also because nobody sees it, or the machine slept), `ended` once at the end.
    """

    passed = Signal(float)
    phase_began = Signal(str)
    paused = Signal()
    ended = Signal()

    def __init__(self, breath: Breath, elapsed: float = 0.0) -> None:
        super().__init__()
        self.breath, self.elapsed = breath, elapsed
        self.is_text_only = look.reduced_motion
        self._phase = ""
        self._painted: tuple[str, int, int] = ("", 0, 0)
        self.setAccessibleName(_("Breathing circle"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pulse = Pulse(self)
        self._pulse.passed.connect(self._on_pulse_passed)
        self._pulse.slept.connect(self._on_pulse_slept)
        self._show_words()

    @property
    def is_running(self) -> bool:
        return self._pulse.is_running

    @property
    def is_over(self) -> bool:
        return self.elapsed >= self.breath.end

    @property
    def moment(self) -> BreathMoment:
        return self.breath.at(self.elapsed)

    @property
    def _has_begun(self) -> bool:
        return self.elapsed > 0 or self.is_running

    def start(self) -> None:
        """From where it stands; nothing once it is over."""
        if not self.is_over:
            self._pulse.start(CALM_MS if self.is_text_only else SMOOTH_MS)
            self._phase = ""
            self._say_phase()
            self.update()

    def stop(self) -> None:
        was_running = self.is_running
        self._pulse.stop()
        self.update()
        if was_running and not self.is_over:
            self.paused.emit()

    def set_text_only(self, is_on: bool) -> None:
        """No growing circle: words and a count each second."""
        self.is_text_only = is_on
        if self.is_running:
            self._pulse.start(CALM_MS if is_on else SMOOTH_MS)
        self.update()

    def set_rhythm(self, rhythm: Rhythm) -> None:
        """Another rhythm from now on, in the same time."""
        self.breath = self.breath.with_rhythm(rhythm, self.elapsed)
        self._phase = ""
        self._show_words()
        if self.is_running:
            self._say_phase()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(SIDE), look.px(SIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(260), look.px(260))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing goes on behind the cover."""
        super().hideEvent(event)
        self.stop()

    def _on_pulse_passed(self, seconds: float) -> None:
        self.elapsed += seconds
        self.passed.emit(seconds)
        if self.is_over:
            self._pulse.stop()
            self._show_words()
            self.update()
            self.ended.emit()
            return
        self._say_phase()
        moment = self.moment
        seen = (moment.phase, moment.count, self._dots_gone)
        if not self.is_text_only or seen != self._painted:
            self._painted = seen
            self.update(self._square)

    def _on_pulse_slept(self) -> None:
        self.update()
        self.paused.emit()

    def _say_phase(self) -> None:
        phase = self.moment.phase
        if phase != self._phase:
            self._phase = phase
            self._show_words()
            self.phase_began.emit(phase)

    def _show_words(self) -> None:
        """For whoever reads the label instead of the picture."""
        if self.is_over:
            self.setText(_("That's it"))
        else:
            self.setText(phase_words(self.moment.phase) if self._has_begun else _("When you like"))

    # painting

    @property
    def _square(self) -> QRect:
        square = QRect(0, 0, self._side, self._side)
        square.moveCenter(self.rect().center())
        return square.adjusted(-1, -1, 1, 1)

    @property
    def _side(self) -> int:
        return min(self.width(), self.height(), look.px(SIDE))

    @property
    def _dots_gone(self) -> int:
        return round(self.elapsed / max(1, self.breath.seconds) * DOTS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._side / SIDE
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        self._paint_dots(painter)
        moment = self.moment
        if not self.is_text_only and not self.is_over:
            self._disc(painter, "primarySoft", SMALL + (LARGE - SMALL) * moment.fullness)
            self._disc(painter, "", INNER + (MIDDLE - INNER) * moment.fullness)
        self._disc(painter, "primary", INNER)
        painter.setPen(look.color("onPrimary"))
        if not self._has_begun or self.is_over:
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
        pen = QPen(look.color("border"), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([1.5, 4.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), DASHED, DASHED)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(DOTS):
            is_gone = number <= self._dots_gone
            angle = number / DOTS * 2 * pi
            painter.setBrush(look.color("primary" if is_gone else "track"))
            radius = 4 if is_gone else 3
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
    words = {"in": _("Breathe in"), "sip": _("A little more"), "out": _("Breathe out")}
    return words.get(phase, _("Hold"))
