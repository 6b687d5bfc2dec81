"""On and off: a switch whose two states differ in shape, not only in colour, and its row with words."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import Label

WIDTH, HEIGHT, KNOB, TARGET = 44, 26, 20, 36


class Switch(Ringed, QCheckBox):
    """44 x 26, in a target 36 high. `toggled` when it changes."""

    def __init__(self, name: str, about: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(WIDTH), look.px(TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def ring_shape(self) -> tuple[QRect, float]:
        return self._track(), look.px(HEIGHT) / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, track = QPainter(self), self._track()
        is_on = self.isChecked()
        paint_box(painter, track, track.height() / 2, *self._track_colors(is_on))
        side = look.px(KNOB)
        inset = (track.height() - side) / 2
        left = track.right() + 1 - inset - side if is_on else track.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(self._knob_color(is_on)))
        painter.drawEllipse(QRectF(left, track.top() + inset, side, side))

    def _track(self) -> QRect:
        track = QRect(0, 0, look.px(WIDTH), look.px(HEIGHT))
        track.moveTop((self.height() - track.height()) // 2)
        return track

    def _track_colors(self, is_on: bool) -> tuple[str, str, int]:
        if not self.isEnabled():
            return "disabledBg", "disabledText", 2
        if is_on:
            return "primaryHover" if self.underMouse() else "primary", "", 0
        return "surface", "primary" if self.underMouse() else "borderStrong", 2

    def _knob_color(self, is_on: bool) -> str:
        if not self.isEnabled():
            return "disabledText"
        return "onPrimary" if is_on else "borderStrong"


class SwitchRow(QWidget):
    """What it does, a sentence about it, and the `switch` at the right. The whole row can be clicked."""

    def __init__(self, title: str, about: str = "", is_on: bool = False) -> None:
        super().__init__()
        self.switch = Switch(title, about)
        self.switch.setChecked(is_on)
        self.toggled = self.switch.toggled
        self.setFocusProxy(self.switch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.space(12), 0, look.space(12))
        row.setSpacing(look.space(16))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, "body", weight=600))
        if about:
            words.addWidget(Label(about, "small", "textMuted"))
        row.addLayout(words, 1)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()) and event.button() == Qt.MouseButton.LeftButton:
            self.switch.click()
