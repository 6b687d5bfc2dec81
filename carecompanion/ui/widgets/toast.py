"""A short message at the bottom left of the content; it stays 6 s, waits while the pointer is on it, and is never the
only copy of what it says."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, Paint
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import Label

HEIGHT, PADDING, ICON, GAP, STAY_MS = 52, 20, 20, 12, 6000
LEFT, BOTTOM = 32, 24


class ToastButton(Button):
    """Underlined words on the toast's dark ground."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "quiet", size="small")

    def state_paint(self) -> Paint:
        return Paint("transparent", "", "bg")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        width = self.sizeHint().width() - self._around()
        x, y = (self.width() - width) // 2, (self.height() + look.px(20)) // 2
        QPainter(self).fillRect(x, y, width, max(1, look.px(1)), look.color("bg"))


class Toast(QFrame):
    """Shows itself in `host`, taking the place of an earlier one. A click, Esc or the time sends it away."""

    def __init__(self, host: QWidget, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        super().__init__(host)
        self._on_action = on_action
        self.setObjectName("toast")
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        padding = look.space(PADDING)
        row.setContentsMargins(padding + look.px(ICON) + look.space(GAP), look.space(8), padding, look.space(8))
        row.setSpacing(look.space(GAP))
        row.addWidget(Label(text, "body", "bg", weight=500), 1)
        if action:
            button = ToastButton(action)
            button.clicked.connect(self._act)
            row.addWidget(button)
        self._clock = QTimer(self, singleShot=True, interval=STAY_MS)
        self._clock.timeout.connect(self.go)
        for earlier in host.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if earlier is not self:
                earlier.go()
        host.installEventFilter(self)
        self.place()
        self.show()
        self.raise_()
        self._clock.start()
        announce(self, text)

    def go(self) -> None:
        """Away, at once."""
        self._clock.stop()
        self.hide()
        self.deleteLater()

    def place(self) -> None:
        """Bottom left of the host, no wider than it, and above what stands at the bottom to be read or pressed."""
        host = self.parentWidget()
        below = [*host.findChildren(QWidget, "banner"), *host.findChildren(QWidget, "footer")]
        tops = [one.mapTo(host, QPoint(0, 0)).y() - look.space(8) for one in below if one.isVisible()]
        floor = min([host.height() - look.space(BOTTOM), *tops])
        width = min(self.sizeHint().width(), host.width() - 2 * look.space(LEFT))
        height = max(look.px(HEIGHT), self.layout().totalHeightForWidth(width))
        self.setGeometry(look.space(LEFT), floor - height, width, height)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.px(HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def enterEvent(self, event: QEvent) -> None:
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._clock.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, size = QPainter(self), look.px(ICON)
        paint_box(painter, self.rect(), look.radius("tile"), "text")
        drawn = pixmap("check", "bg", size, self.devicePixelRatioF())
        painter.drawPixmap(look.space(PADDING), (self.height() - size) // 2, drawn)

    def _act(self) -> None:
        act = self._on_action
        self.go()
        if act is not None:
            act()
