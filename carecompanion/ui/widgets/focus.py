"""The focus ring: 3 px, outside the control with a 2 px gap, for keyboard use and always in text fields.

It is a see-through widget laid over the page, so that no control needs room for it; pages leave 5 px around their
controls. `Ringed` is mixed into every control that can be focused, before its Qt class.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from carecompanion.ui.theme import look

GAP = 2
WIDTH = 3
ROOM = GAP + WIDTH

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)


if TYPE_CHECKING:  # every control it is mixed into is one
    _Mixed = QWidget
else:
    _Mixed = object


class Ringed(_Mixed):
    """A control that shows the ring around `ring_shape` while it has the keyboard's focus."""

    ring_always = False

    def ring_shape(self) -> tuple[QRect, float]:
        """What the ring goes around, in the control's own coordinates, and its corner radius."""
        return self.rect(), look.radius("control")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        _hand.feel(event.reason())
        if self.ring_always or _hand.is_keyboard:
            _hand.show_ring(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        _hand.hide_ring()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        _hand.is_keyboard = True
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        _hand.take_pointer(self.ring_always)
        super().mousePressEvent(event)


class FocusRing(QWidget):
    """The ring itself, a child of the page (or window) that follows one control."""

    def __init__(self, target: Ringed) -> None:
        host = _host_of(target)
        super().__init__(host)
        self._target, self._host = target, host
        self._watched = _between(target, host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        for widget in self._watched:
            widget.installEventFilter(self)
        self.follow()

    def follow(self) -> None:
        """Lie around the target where it is now; away with the ring when it left the page."""
        if not self.parentWidget().isAncestorOf(self._target):
            self.hide()
            return
        shape, _radius = self._target.ring_shape()
        corner = self._target.mapTo(self._host, QPoint(0, 0))
        self.setGeometry(shape.translated(corner).adjusted(-ROOM, -ROOM, ROOM, ROOM))
        self.setVisible(self._target.isVisible())
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and isValid(self._target):
            self.follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("focus"), WIDTH))
        half = WIDTH / 2
        radius = self._target.ring_shape()[1] + GAP + half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


class Hand:
    """Whether the person uses the keyboard or the pointer just now, and the ring that is shown."""

    def __init__(self) -> None:
        self.is_keyboard = False
        self._ring: FocusRing | None = None

    def feel(self, reason: Qt.FocusReason) -> None:
        """Learn from why the focus came; a focus set by the program keeps what was."""
        if reason in _KEYBOARD:
            self.is_keyboard = True
        elif reason == Qt.FocusReason.MouseFocusReason:
            self.is_keyboard = False

    def take_pointer(self, keep_ring: bool = False) -> None:
        """The pointer was pressed."""
        self.is_keyboard = False
        if not keep_ring:
            self.hide_ring()

    def show_ring(self, target: Ringed) -> None:
        self.hide_ring()
        if not target.isWindow():
            self._ring = FocusRing(target)
            target.destroyed.connect(self._ring.deleteLater)

    def hide_ring(self) -> None:
        ring, self._ring = self._ring, None
        if ring is not None and isValid(ring):
            ring.hide()
            ring.deleteLater()

    def move_ring(self) -> None:
        """The focused control changed its shape inside (a slider's knob): draw the ring anew."""
        if self._ring is not None and isValid(self._ring):
            self._ring.follow()


_hand = Hand()
move_ring = _hand.move_ring
hide_ring = _hand.hide_ring
take_pointer = _hand.take_pointer


def _host_of(target: QWidget) -> QWidget:
    """The widest ancestor that scrolls with the target: the content of a scroll area, or the window."""
    host = target
    while (above := host.parentWidget()) is not None:
        host = above
        if host.isWindow() or _is_scrolled(host):
            break
    return host


def _is_scrolled(widget: QWidget) -> bool:
    viewport = widget.parentWidget()
    area = viewport.parentWidget() if viewport is not None else None
    return isinstance(area, QAbstractScrollArea) and area.viewport() is viewport


def _between(target: QWidget, host: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    widget: QWidget | None = target
    while widget is not None and widget is not host:
        found.append(widget)
        widget = widget.parentWidget()
    return found
