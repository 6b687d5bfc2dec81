"""Tiles one chooses by clicking: a profile on the picker, and a picture with a word (themes, options).

Native checkable buttons underneath; put them in an exclusive QButtonGroup.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from carecompanion.i18n import _
from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import Look, look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.navigation import paint_avatar
from carecompanion.ui.widgets.shapes import paint_box

Drawing = Callable[[QPainter, QRectF], None]


class _CheckableTile(Ringed, QPushButton):
    """Surface, borderStrong; hover and chosen in primary."""

    def __init__(self, name: str, radius: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), look.radius(self._radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()

    def _paint_box(self, painter: QPainter) -> QRectF:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "primary" if self.isChecked() or self.underMouse() else "borderStrong"
        fill = "primarySoft" if self.isDown() else "surface"
        width = 2 if self.isChecked() or look.is_high_contrast else 1
        paint_box(painter, self.rect(), look.radius(self._radius), fill, edge, width)
        return QRectF(self.rect())


class ProfileTile(_CheckableTile):
    """Nickname, picture and lock; a tick when chosen. 132 high."""

    def __init__(self, nickname: str, picture: str, is_locked: bool, parent: QWidget | None = None) -> None:
        super().__init__(nickname, "card", parent)
        self._nickname = nickname
        self._picture = picture
        self._is_locked = is_locked
        self.setAccessibleDescription(_("opens with a passphrase") if is_locked else "")
        self.setFixedHeight(look.px(132))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(268), look.px(132))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(120), look.px(132))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self._paint_box(painter)
        side = look.px(52)
        circle = QRectF(box.center().x() - side / 2, box.top() + look.px(24), side, side)
        paint_avatar(painter, circle, self._picture, look.px(27))
        painter.setFont(look.font("h3"))
        painter.setPen(look.color("text"))
        words = QRectF(box.left() + 10, circle.bottom() + look.px(10), box.width() - 20, look.px(22))
        name = painter.fontMetrics().elidedText(self._nickname, Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, name)
        inset = look.px(11)
        if self.isChecked():
            tick = pixmap("circle-check", "primary", look.px(20))
            painter.drawPixmap(QPointF(box.left() + inset, box.top() + inset), tick)
        if self._is_locked:
            lock = pixmap("lock", "textSubtle", look.px(18))
            painter.drawPixmap(QPointF(box.right() - inset - look.px(18), box.top() + look.px(10)), lock)


class Tile(_CheckableTile):
    """A drawing 84 high, and under it a round mark and a word, as a radio button would have."""

    def __init__(self, words: str, drawing: Drawing, parent: QWidget | None = None) -> None:
        super().__init__(words, "tile", parent)
        self._words = words
        self._drawing = drawing
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        height = look.px(10) + look.px(84) + look.px(8) + look.px(24) + look.px(12)
        return QSize(look.px(176), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(140), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self._paint_box(painter)
        pad = look.px(11)
        picture = QRectF(box.left() + pad, box.top() + pad, box.width() - 2 * pad, look.px(84))
        self._paint_picture(painter, picture)
        self._paint_words(painter, QRectF(picture.left(), picture.bottom() + look.px(8), picture.width(), look.px(24)))

    def _paint_picture(self, painter: QPainter, picture: QRectF) -> None:
        rounded = QPainterPath()
        rounded.addRoundedRect(picture, look.px(8), look.px(8))
        painter.save()
        painter.setClipPath(rounded)
        self._drawing(painter, picture)
        painter.restore()
        painter.setPen(QPen(look.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(rounded)

    def _paint_words(self, painter: QPainter, line: QRectF) -> None:
        size = look.px(18)
        mark = pixmap("circle-check" if self.isChecked() else "circle", "text", size)
        painter.drawPixmap(QPointF(line.left(), line.center().y() - size / 2), mark)
        font = look.font("ui")
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        room = line.adjusted(size + look.px(8), 0, 0, 0)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def theme_drawing(theme: Look) -> Drawing:
    """A small window in the colours of `theme` (made with `Look.choose`), for its tile."""

    def draw(painter: QPainter, room: QRectF) -> None:
        def bar(x: float, y: float, width: float, height: float, color: str, share: float = 1, edge: str = "") -> None:
            fill = theme.color(color)
            fill.setAlphaF(share)
            painter.setBrush(fill)
            painter.setPen(QPen(theme.color(edge), 1) if edge else Qt.PenStyle.NoPen)
            box = QRectF(room.left() + x * across, room.top() + y * down, width * across, height * down)
            painter.drawRoundedRect(box, min(6, box.height() / 2), min(6, box.height() / 2))

        across, down = room.width() / 168, room.height() / 84
        painter.fillRect(room, theme.color("bg"))
        painter.fillRect(QRectF(room.left(), room.top(), 38 * across, room.height()), theme.color("surface"))
        bar(50, 14, 70, 8, "text")
        bar(50, 30, 104, 40, "surface", edge="border")
        bar(60, 40, 60, 6, "text", 0.7)
        bar(60, 53, 34, 10, "primary")
        bar(8, 16, 22, 6, "primary")
        bar(8, 30, 22, 6, "text", 0.5)
        bar(8, 44, 22, 6, "text", 0.5)

    return draw


def system_drawing(light: Look, dark: Look) -> Drawing:
    """Half day, half night: as the system says."""

    def draw(painter: QPainter, room: QRectF) -> None:
        size = look.px(26)
        half = QRectF(room.left(), room.top(), room.width() / 2, room.height())
        for theme, part, sign in ((light, half, "sun"), (dark, half.translated(room.width() / 2, 0), "moon")):
            painter.fillRect(part, theme.color("bg"))
            corner = part.center() - QPointF(size / 2, size / 2)
            painter.drawPixmap(corner, _tinted(sign, theme, size))

    return draw


def _tinted(name: str, theme: Look, size: int) -> QPixmap:
    """An icon in the text colour of a theme that is not the one in use."""
    made = QPixmap(pixmap(name, "text", size))
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), theme.color("text"))
    painter.end()
    return made
