"""Buttons in the kinds, sizes and states of design section 8. They paint themselves: Qt's cannot wrap words, hold a key
cap or put an icon after the words."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy

from carecompanion.i18n import _
from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import block_of

GAP = 8
ICON = 18
_MAY_WRAP_FROM = 280
_SPIN_MS = 80
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CENTRE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class Size:
    height: int
    padding: int
    role: str


SIZES = {"normal": Size(44, 18, "label"), "small": Size(36, 14, "ui"), "large": Size(52, 24, "h3")}
_WEIGHT = 600


@dataclass(frozen=True)
class Paint:
    """Colour tokens of one state; "" draws no border."""

    fill: str
    border: str
    words: str
    width: int = 1


NORMAL = {
    "primary": Paint("primary", "primary", "onPrimary"),
    "outline": Paint("surface", "borderStrong", "text"),
    "soft": Paint("primarySoft", "", "onPrimarySoft"),
    "link": Paint("transparent", "", "link"),
    "quiet": Paint("transparent", "", "textMuted"),
    "danger": Paint("surface", "danger", "danger"),
    "help": Paint("claySoft", "clay", "onClaySoft"),
}
_HOVER = {
    "primary": Paint("primaryHover", "primaryHover", "onPrimary"),
    "outline": Paint("surface", "primary", "text"),
    "soft": Paint("primarySoft", "primary", "onPrimarySoft"),
    "quiet": Paint("primarySoft", "", "onPrimarySoft"),
    "danger": Paint("dangerSoft", "danger", "onDangerSoft"),
    "help": Paint("claySoft", "clay", "onClaySoft", 2),
}
_PRESSED = {
    "primary": Paint("primaryPressed", "primaryPressed", "onPrimary"),
    "outline": Paint("primarySoft", "primaryPressed", "onPrimarySoft"),
    "soft": Paint("primarySoft", "primaryPressed", "onPrimarySoft", 2),
    "link": Paint("primarySoft", "", "onPrimarySoft"),
    "quiet": Paint("primarySoft", "primaryPressed", "onPrimarySoft"),
    "danger": Paint("dangerSoft", "danger", "onDangerSoft", 2),
    "help": Paint("claySoft", "clay", "onClaySoft", 2),
}
_BARE = ("link", "quiet")


class Button(Ringed, QPushButton):
    """One act, named by its words. Kinds: primary, outline, soft, link, quiet, danger, help. Sizes: normal, small,
    large."""

    def __init__(
        self,
        text: str,
        kind: str = "outline",
        icon: str = "",
        size: str = "normal",
        key_hint: str = "",
        trailing_icon: str = "",
    ) -> None:
        super().__init__()
        self.kind, self.size_name = kind, size
        self.icon_name, self.trailing_icon, self.key_hint = icon, trailing_icon, key_hint
        self._busy_words, self._turn = "", 0
        self._was_pressed = False
        self._timer: QTimer | None = None
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(text)
        if key_hint:
            self.setAccessibleDescription(key_hint)

    def setText(self, text: str) -> None:
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._measure(text)

    @property
    def is_busy(self) -> bool:
        return bool(self._busy_words)

    def set_busy(self, words: str) -> None:
        """Say what is going on ("Saving") with a turning sign, at least as wide as before; "" ends it."""
        if words and not self.is_busy:
            self.setMinimumWidth(self.width() if self.isVisible() else self.sizeHint().width())
        if not words:
            self.setMinimumWidth(0)
        self._busy_words = words
        self.setAccessibleName(words or self.text().replace("&&", "&"))
        self._measure(self.accessibleName())
        self._spin(bool(words))

    def sizeHint(self) -> QSize:
        width = self._across + self._block.natural
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        words = max(self._block.narrowest, min(self._block.natural, _MAY_WRAP_FROM))
        return QSize(self._across + words, self._high)

    def heightForWidth(self, width: int) -> int:
        words = self._block.height(max(width - self._across, self._block.narrowest))
        return max(self._high, words + 2 * look.space(8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too, not only Space; nothing presses while busy."""
        if self.is_busy and event.key() in (*_ENTER, Qt.Key.Key_Space):
            event.accept()
            return
        super().keyPressEvent(event)
        if event.key() in _ENTER and self.isEnabled() and not event.isAutoRepeat():
            event.accept()
            self.click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._was_pressed = True
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double click counts only where the first did: what took the place of a button under the
        mouse is not pressed unread."""
        if self._was_pressed:
            super().mouseDoubleClickEvent(event)
        else:
            event.accept()

    def hitButton(self, pos: QPoint) -> bool:
        return not self.is_busy and super().hitButton(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, paint = QPainter(self), self.state_paint()
        paint_box(painter, self.rect(), look.radius("control"), paint.fill, paint.border, paint.width)
        self._paint_content(painter, paint)

    def state_paint(self) -> Paint:
        """The colours of the state it is in now."""
        if not self.isEnabled():
            border = "disabledText" if look.is_high_contrast and self.kind not in _BARE else ""
            return Paint("transparent" if self.kind in _BARE else "disabledBg", border, "disabledText")
        if self.is_busy:
            return NORMAL[self.kind]
        states = _PRESSED if self.isDown() else _HOVER if self.underMouse() else NORMAL
        paint = states.get(self.kind, NORMAL[self.kind])
        if look.is_high_contrast and paint.fill.endswith("Soft"):
            return Paint(paint.fill, paint.border or paint.words, paint.words, 2)
        return paint

    def _measure(self, text: str) -> None:
        self._block = block_of(text, SIZES[self.size_name].role, _WEIGHT, look.line("label"))
        self._key = block_of(self.key_hint, "small", 600) if self.key_hint else None
        self._across, self._high = self._around(), self._height()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(self._block.natural > _MAY_WRAP_FROM)
        self.setSizePolicy(policy)
        self.updateGeometry()
        self.update()

    def _height(self) -> int:
        return look.px(SIZES[self.size_name].height)

    def _around(self) -> int:
        """Everything across that is not words."""
        padding = 12 if self.kind in _BARE else SIZES[self.size_name].padding
        return 2 * (look.space(padding) + 1) + self._before() + self._after()

    def _before(self) -> int:
        return look.px(ICON) + look.space(GAP) if self.icon_name or self.is_busy else 0

    def _after(self) -> int:
        icon = look.px(ICON) + look.space(GAP) if self.trailing_icon else 0
        return icon + (self._key_width() + look.space(GAP) if self._key else 0)

    def _key_width(self) -> int:
        return self._key.natural + 2 * look.space(8) if self._key else 0

    def _paint_content(self, painter: QPainter, paint: Paint) -> None:
        room = self.width() - self._across
        width = self._block.width(max(room, 1))
        x = (self.width() - width - self._before() - self._after()) // 2
        if self._before():
            self._paint_icon(painter, "loader-circle" if self.is_busy else self.icon_name, x, paint.words)
            x += self._before()
        self._paint_words(painter, x, width, paint)
        x += width + look.space(GAP)
        if self._key:
            self._paint_key(painter, x, paint)
            x += self._key_width() + look.space(GAP)
        if self.trailing_icon:
            self._paint_icon(painter, self.trailing_icon, x, paint.words)

    def _paint_words(self, painter: QPainter, x: int, width: int, paint: Paint) -> None:
        height = self._block.height(width)
        y = (self.height() - height) // 2
        self._block.paint(painter, x, y, width, look.color(paint.words), _CENTRE)
        if self.kind == "link" and (look.is_high_contrast or self.underMouse()) and self.isEnabled():
            painter.fillRect(x, y + height - look.px(2), width, max(1, look.px(1)), look.color(paint.words))

    def _paint_icon(self, painter: QPainter, name: str, x: int, color: str) -> None:
        size = look.px(ICON)
        drawn = pixmap(name, color, size, self.devicePixelRatioF())
        painter.save()
        painter.translate(x + size / 2, self.height() / 2)
        if self.is_busy and self._turn:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.rotate(self._turn)
        painter.drawPixmap(-size // 2, -size // 2, drawn)
        painter.restore()

    def _paint_key(self, painter: QPainter, x: int, paint: Paint) -> None:
        height = self._key.line + 2
        cap = QRect(x, (self.height() - height) // 2, self._key_width(), height)
        is_filled = paint.words == "onPrimary"
        border, words = ("onPrimary", "onPrimary") if is_filled else ("borderStrong", "textMuted")
        paint_box(painter, cap, look.radius("key"), "transparent" if is_filled else "surfaceAlt", border)
        self._key.paint(painter, cap.x(), cap.y() + 1, cap.width(), look.color(words), _CENTRE)

    def _spin(self, on: bool) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer, self._turn = None, 0
        if on and not look.reduced_motion:
            self._timer = QTimer(self, interval=_SPIN_MS)
            self._timer.timeout.connect(self._turn_on)
            self._timer.start()

    def _turn_on(self) -> None:
        self._turn = (self._turn + 30) % 360
        self.update()


class IconButton(Button):
    """A square button with an icon only; its name is spoken and shown as a tip."""

    def __init__(self, icon: str, name: str, kind: str = "outline", size: str = "normal", icon_size: int = 20) -> None:
        self._icon_size = icon_size
        super().__init__(name, kind, icon, size)
        self.setToolTip(name)
        side = self._height()
        self.setFixedSize(side, side)

    def sizeHint(self) -> QSize:
        return QSize(self._height(), self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        return self._height()

    def set_icon(self, icon: str, name: str) -> None:
        self.icon_name = icon
        self.setText(name)
        self.setToolTip(name)

    def _paint_content(self, painter: QPainter, paint: Paint) -> None:
        size = look.px(self._icon_size)
        drawn: QPixmap = pixmap(self.icon_name, paint.words, size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, drawn)


class HideButton(Button):
    """Covers the screen at once; the same words, key and place on every page."""

    def __init__(self) -> None:
        super().__init__(_("Hide"), "outline", "eye-off", key_hint="F9")


def named(name: str, text: str, act: Callable[[], object], kind: str = "outline", icon: str = "") -> Button:
    """A button known to tests and keys by `name`; a click does `act`."""
    button = Button(text, kind, icon)
    button.setObjectName(name)
    button.clicked.connect(partial(_without_state, act))
    return button


def _without_state(act: Callable[[], object], _is_checked: bool = False) -> None:
    act()
