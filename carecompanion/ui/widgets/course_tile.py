"""The shelf: a course with its picture and ring, a module in its list. Native checkable buttons, painted by us.

Put them in an exclusive QButtonGroup: one Tab stop, arrows within.
"""

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from carecompanion.i18n import percent_text
from carecompanion.ui.icons import illustration_pixmap, pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import block_of

PICTURE, RING, STROKE = (132, 104), 64, 8
GAP, BEFORE, AFTER, RING_ROOM = 18, 12, 20, 72


class _Choosable(Ringed, QPushButton):
    """A checkable button whose height follows its width; Enter chooses too."""

    radius = "card"

    def __init__(self, name: str, about: str) -> None:
        super().__init__(name.replace("&", "&&"))
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), look.radius(self.radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()


class CourseTile(_Choosable):
    """A course: title, what it is about, how far one is in words and as a ring of `share`."""

    def __init__(self, title: str, about: str, place: str, share: float, picture: Path | str) -> None:
        super().__init__(title, f"{about} {place} {percent_text(share)}")
        self._share, self._picture = share, picture
        self._title, self._about = block_of(title, "h2"), block_of(about, "ui")
        self._place, self._percent = block_of(place, "small"), block_of(percent_text(share), "label")

    def sizeHint(self) -> QSize:
        return QSize(look.px(535), self.heightForWidth(look.px(535)))

    def minimumSizeHint(self) -> QSize:
        narrowest = max(self._title.narrowest, self._about.narrowest, self._place.narrowest)
        return QSize(self._left() + narrowest + self._right(), look.px(PICTURE[1]) + 2 * self._pad())

    def heightForWidth(self, width: int) -> int:
        return max(look.px(PICTURE[1]), self._words_height(width)) + 2 * self._pad()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge, wide = ("primary", 2) if self.isChecked() else ("border", 2 if look.is_high_contrast else 1)
        if not self.isChecked() and self.underMouse():
            edge = "primary"
        paint_box(painter, self.rect(), look.radius("card"), "primarySoft" if self.isDown() else "surface", edge, wide)
        self._paint_picture(painter)
        self._paint_words(painter)
        self._paint_ring(painter)

    def _pad(self) -> int:
        return 1 + look.space(BEFORE)

    def _left(self) -> int:
        return self._pad() + look.px(PICTURE[0]) + look.space(GAP)

    def _right(self) -> int:
        return look.space(GAP) + look.px(RING_ROOM) + look.space(AFTER) + 1

    def _words_height(self, width: int) -> int:
        room = max(1, width - self._left() - self._right())
        return self._title.height(room) + self._about.height(room) + look.space(4) + self._place.height(room)

    def _paint_picture(self, painter: QPainter) -> None:
        wide, high = look.px(PICTURE[0]), look.px(PICTURE[1])
        box = QRect(self._pad(), (self.height() - high) // 2, wide, high)
        path = QPainterPath()
        path.addRoundedRect(QRectF(box), look.space(10), look.space(10))
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(box.topLeft(), illustration_pixmap(self._picture, wide, high, self.devicePixelRatioF()))
        painter.restore()

    def _paint_words(self, painter: QPainter) -> None:
        room = max(1, self.width() - self._left() - self._right())
        top = (self.height() - self._words_height(self.width())) // 2
        for block, color, gap in (
            (self._title, "text", 0),
            (self._about, "textMuted", 4),
            (self._place, "textMuted", 0),
        ):
            block.paint(painter, self._left(), top, room, look.color(color))
            top += block.height(room) + look.space(gap)

    def _paint_ring(self, painter: QPainter) -> None:
        side, stroke = look.px(RING), look.px(STROKE)
        box = QRectF(self.width() - 1 - look.space(AFTER) - look.px(RING_ROOM), 0, side, side)
        box.moveTop((self.height() - side) / 2)
        ring = box.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("track"), stroke))
        painter.drawEllipse(ring)
        if self._share:
            hue = look.color("leaf" if self._share >= 1 else "primary")
            painter.setPen(QPen(hue, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, 90 * 16, -round(self._share * 5760))
        top = box.top() + (side - self._percent.line) / 2
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.setPen(look.color("text"))
        self._percent.paint(painter, box.left(), top, side, look.color("text"), middle)


class ModuleRow(_Choosable):
    """A module: its state as an icon, its title, how many lessons are done. 42 high."""

    radius = "control"

    def __init__(self, title: str, count: str, state: str, spoken: str) -> None:
        super().__init__(title, spoken)
        self._icon = {"done": "circle-check", "begun": "circle-dot"}.get(state, "circle")
        self._plain, self._bold = block_of(title, "ui", 500), block_of(title, "ui", 600)
        self._count = block_of(count, "small")

    def sizeHint(self) -> QSize:
        return QSize(look.px(294), self.heightForWidth(look.px(294)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._before() + self._bold.narrowest + self._after(), look.px(42))

    def heightForWidth(self, width: int) -> int:
        return max(look.px(42), self._bold.height(self._room(width)) + 2 * look.space(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, is_on = QPainter(self), self.isChecked()
        if is_on:
            edge = "primary" if look.is_high_contrast else ""
            paint_box(painter, self.rect(), look.radius("control"), "primarySoft", edge, 2)
        elif self.underMouse():
            paint_box(painter, self.rect(), look.radius("control"), "transparent", "primary")
        words = "onPrimarySoft" if is_on else "text"
        size, block = look.px(20), self._bold if is_on else self._plain
        mark = pixmap(self._icon, "primary", size, self.devicePixelRatioF())
        painter.drawPixmap(look.space(12), (self.height() - size) // 2, mark)
        room = self._room(self.width())
        block.paint(painter, self._before(), (self.height() - block.height(room)) // 2, room, look.color(words))
        left = self.width() - look.space(12) - self._count.natural
        color = look.color("onPrimarySoft" if is_on else "textMuted")
        self._count.paint(painter, left, (self.height() - self._count.line) // 2, self._count.natural, color)

    def _before(self) -> int:
        return look.space(12) + look.px(20) + look.space(12)

    def _after(self) -> int:
        return look.space(12) + self._count.natural + look.space(12)

    def _room(self, width: int) -> int:
        return max(1, width - self._before() - self._after())
