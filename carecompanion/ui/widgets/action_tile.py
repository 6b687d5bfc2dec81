"""A large tile that does one thing when pressed: icon in a circle, a title, a sentence (the ways out of a pause)."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.icon import paint_icon_circle
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import block_of

CIRCLE, PAD, WIDTH = 40, 20, 262


class ActionTile(Ringed, QPushButton):
    """Spoken: the title, and the sentence as its description."""

    def __init__(self, title: str, about: str, icon: str, hue: str) -> None:
        super().__init__()
        self._icon, self._hue = icon, hue
        self._title, self._about = block_of(title, "h3"), block_of(about, "ui")
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), look.radius("card")

    def sizeHint(self) -> QSize:
        width = look.px(WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        narrowest = max(self._title.narrowest, self._about.narrowest)
        return QSize(narrowest + 2 * look.space(PAD), look.px(CIRCLE) + 2 * look.space(PAD))

    def heightForWidth(self, width: int) -> int:
        room = max(1, width - 2 * look.space(PAD))
        words = self._title.height(room) + look.space(4) + self._about.height(room)
        return 2 * look.space(PAD) + look.px(CIRCLE) + look.space(6) + words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            Ringed.keyPressEvent(self, event)
            self.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        border = "primary" if self.underMouse() or self.isDown() else "borderStrong"
        fill = "primarySoft" if self.isDown() else "surface"
        paint_box(painter, self.rect(), look.radius("card"), fill, border, 2 if look.is_high_contrast else 1)
        pad, side = look.space(PAD), look.px(CIRCLE)
        paint_icon_circle(painter, QRect(QPoint(pad, pad), QSize(side, side)), self._icon, self._hue, 20)
        room, top = self.width() - 2 * pad, pad + side + look.space(6)
        self._title.paint(painter, pad, top, room, look.color("text"))
        top += self._title.height(room) + look.space(4)
        self._about.paint(painter, pad, top, room, look.color("textMuted"))
