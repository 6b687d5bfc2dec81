"""A practice as its page shows it: a card with a tinted top, and the wide one for the practice that helped most.

Each has one button; the card itself is no second target.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _, minutes_text
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.icon import paint_icon
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

HEIGHT, TOP, ACROSS, ICON, ROUND = 212, 76, 20, 36, 72


def start_button(kind: str, size: str, icon: str, title: str, spoken_minutes: str) -> Button:
    """«Empezar», whose description says what begins, since several stand on a page."""
    button = Button(_("Start"), kind, icon, size)
    button.setAccessibleDescription(f"{title}, {spoken_minutes}")
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


class PracticeTile(QFrame):
    """`hue` and `icon` are its dimension's or its own, `tag` its dimension in words. `start_asked` by its button."""

    start_asked = Signal()

    def __init__(self, title: str, about: str, minutes: int, hue: str, icon: str, tag: str) -> None:
        super().__init__()
        self._hue, self._icon = hue, icon
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._top(tag))
        body = QVBoxLayout()
        across = look.space(ACROSS)
        body.setContentsMargins(across, look.space(14), across, look.space(16))
        body.setSpacing(0)
        body.addWidget(Label(title, "h3"))
        body.addSpacing(look.space(2))
        body.addWidget(Label(about, "ui", "textMuted"))
        body.addSpacing(look.space(12))
        body.addStretch(1)
        body.addLayout(self._foot(title, minutes_text(minutes)))
        column.addLayout(body, 1)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), look.px(HEIGHT)))

    def _top(self, tag: str) -> QWidget:
        top = QWidget()
        top.setFixedHeight(look.px(TOP))
        row = QHBoxLayout(top)
        row.setContentsMargins(look.space(ACROSS) + look.px(ICON) + look.space(8), 0, look.space(ACROSS), 0)
        row.addStretch(1)
        if tag:
            row.addWidget(_TopTag(tag, self._hue))
        return top

    def _foot(self, title: str, minutes: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        self.button = start_button("outline", "small", "", title, minutes)
        self.button.clicked.connect(lambda _checked=False: self.start_asked.emit())
        row.addWidget(Label(minutes, "small", "textMuted"), 1)
        row.addWidget(self.button)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, is_contrast = QPainter(self), look.is_high_contrast
        radius, high = look.radius("card"), look.px(TOP)
        paint_box(painter, self.rect(), radius, "surface")
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(0, 0, self.width(), high, look.color(look.soft(self._hue)))
        if is_contrast:
            painter.fillRect(0, high - 2, self.width(), 2, look.color(self._hue))
        painter.restore()
        paint_box(painter, self.rect(), radius, "transparent", "border", 2 if is_contrast else 1)
        place = QRect(look.space(ACROSS), 0, look.px(ICON), high)
        paint_icon(painter, place, self._icon, look.on_soft(self._hue), ICON)


class _TopTag(Tag):
    """A white tag on the tinted top; its words in the top's colour."""

    def _colors(self) -> tuple[str, str, str, int]:
        border = self._hue if look.is_high_contrast else ""
        return "surface", border, look.on_soft(self._hue), 2


class _RoundPicture(QWidget):
    """Three flat circles, as in the breathing practice. Decorative."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look.px(ROUND), look.px(ROUND))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, unit = QPainter(self), self.width() / 64
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = QPointF(self.width() / 2, self.height() / 2)
        leaf = QColor(look.illustration["hill1"])
        for color, radius in ((look.color("primarySoft"), 31), (leaf, 22), (look.color("primary"), 13)):
            painter.setBrush(color)
            painter.drawEllipse(middle, radius * unit, radius * unit)
        if look.is_high_contrast:
            pen = painter.pen()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(look.color("primary"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawEllipse(middle, 30 * unit, 30 * unit)


class PracticeBanner(Card):
    """The practice that helped most, or the one to begin with: wide, with the main button. `about` says why."""

    start_asked = Signal()

    def __init__(self, title: str, about: str, minutes: int) -> None:
        super().__init__(padding=16)
        self.setAccessibleName(title)
        across, above = look.space(20) + 1, look.space(16) + 1
        self.body.setContentsMargins(across, above, across, above)
        line = QBoxLayout(QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight)
        line.setSpacing(look.space(20))
        line.addWidget(_RoundPicture())
        line.addLayout(self._words(title, about), 1)
        line.addLayout(self._foot(title, minutes_text(minutes)))
        self.body.addLayout(line)

    def _words(self, title: str, about: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(Label(title, "h2"))
        column.addWidget(Label(about, "ui", "textMuted"))
        column.addStretch(1)
        return column

    def _foot(self, title: str, minutes: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        self.button = start_button("primary", "normal", "play", title, minutes)
        self.button.clicked.connect(lambda _checked=False: self.start_asked.emit())
        row.addWidget(Label(minutes, "small", "textMuted", wrap=False))
        row.addWidget(self.button)
        if look.is_one_column:
            row.addStretch(1)
        return row
