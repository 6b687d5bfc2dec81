"""How far one is: ring, bar and step dashes. Native progress bars underneath, so that a screen reader knows them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look


class _Progress(QProgressBar):
    """A progress bar that is painted by us and takes no focus. `spoken` is its name for a screen reader."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(spoken)

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter


class ProgressRing(_Progress):
    """A share of 1 as a ring of 64 with 8 of stroke, its number inside; leaf green when whole."""

    def __init__(self, share: float, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(spoken or _("Progress"), parent)
        self.setRange(0, 100)
        self.setFixedSize(look.px(64), look.px(64))
        self.set_share(share)

    def set_share(self, share: float) -> None:
        self.setValue(round(max(0.0, min(1.0, share)) * 100))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        stroke = look.px(8)
        ring = QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        painter.setPen(QPen(look.color("track"), stroke))
        painter.drawEllipse(ring)
        if self.value():
            hue = look.color("leaf" if self.value() == 100 else "primary")
            painter.setPen(QPen(hue, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, 90 * 16, -round(self.value() * 57.6))
        painter.setPen(look.color("text"))
        painter.setFont(look.font("label"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self.value()}%")


class ProgressBar(_Progress):
    """A share of 1 as a bar 8 high."""

    def __init__(self, share: float, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(spoken or _("Progress"), parent)
        self.setRange(0, 1000)
        self.setFixedHeight(look.px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(share)

    def set_share(self, share: float) -> None:
        self.setValue(round(max(0.0, min(1.0, share)) * 1000))

    def sizeHint(self) -> QSize:
        return QSize(look.px(200), look.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(60), look.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(look.color("track"))
        painter.drawRoundedRect(whole, radius, radius)
        if self.value():
            done = QRectF(whole)
            done.setWidth(max(whole.height(), whole.width() * self.value() / 1000))
            painter.setBrush(look.color("primary"))
            painter.drawRoundedRect(done, radius, radius)


class StepDashes(_Progress):
    """Where one is among the steps of a lesson: dashes of 34x8, the current one outlined. `current` counts from 1."""

    def __init__(self, total: int, current: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._total = max(1, total)
        self.setRange(0, self._total)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(8) + 2 * self._room)
        self.set_current(current)

    def set_current(self, current: int) -> None:
        self.setValue(max(1, min(self._total, current)))
        self.setAccessibleName(_("Step {step} of {total}").format(step=self.value(), total=self._total))
        self.update()

    @property
    def _room(self) -> int:
        """Around the dashes, for the outline of the current one."""
        return 4

    def _gap(self) -> int:
        return look.space(6)

    def sizeHint(self) -> QSize:
        wide = self._total * look.px(34) + (self._total - 1) * self._gap() + 2 * self._room
        return QSize(wide, look.px(8) + 2 * self._room)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._total * 10 + (self._total - 1) * self._gap() + 2 * self._room, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        free = self.width() - 2 * self._room - (self._total - 1) * self._gap()
        wide = min(float(look.px(34)), free / self._total)
        for step in range(1, self._total + 1):
            left = self._room + (step - 1) * (wide + self._gap())
            dash = QRectF(left, self._room, wide, look.px(8))
            self._dash(painter, dash, step)

    def _dash(self, painter: QPainter, dash: QRectF, step: int) -> None:
        radius = dash.height() / 2
        hue: QColor = look.color("primary" if step <= self.value() else "track")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue)
        painter.drawRoundedRect(dash, radius, radius)
        if step == self.value():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(hue, 2))
            painter.drawRoundedRect(dash.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
