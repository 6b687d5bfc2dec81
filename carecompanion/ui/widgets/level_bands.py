"""Where a result lies among its bands: «Bajo, Medio, Alto» with a tick on one. To read, not to press."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from carecompanion.i18n import _
from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock, block_of

WIDTH, HEIGHT, GAP, RADIUS, ICON, PADDING = 288, 34, 5, 8, 15, 8
_LINE = 18


class BandStrip(QLabel):
    """`bands` are the words in order, `chosen` the place of the one that holds, `tone` its hue; None is said in words
    instead of bands. Spoken: «Desgaste: medio». One below the other where they have no room."""

    def __init__(self, name: str, bands: Sequence[str], chosen: int | None, tone: str = "ochre") -> None:
        super().__init__()
        self._chosen, self._tone = chosen, tone
        line = round(look.px(_LINE) * look.leading)
        none = _("not enough answers")
        shown = bands if chosen is not None else [none[:1].upper() + none[1:]]
        self._blocks = [
            block_of(words, "small", 600 if place == chosen else 400, line) for place, words in enumerate(shown)
        ]
        held = bands[chosen] if chosen is not None else none
        self.setText(f"{name}: {held[:1].lower()}{held[1:]}")
        self.setAccessibleName(self.text())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = max(look.px(WIDTH), self._in_a_row())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest(), look.px(HEIGHT))

    def hasHeightForWidth(self) -> bool:
        """Qt's label has one only for wrapped text."""
        return True

    def heightForWidth(self, width: int) -> int:
        rows = 1 if width >= self._in_a_row() else len(self._blocks)
        return rows * look.px(HEIGHT) + (rows - 1) * look.space(GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, block in enumerate(self._blocks):
            self._paint_band(painter, self._box(place), block, place == self._chosen)

    def _paint_band(self, painter: QPainter, box: QRectF, block: TextBlock, is_on: bool) -> None:
        if self._chosen is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.color("borderStrong"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(RADIUS), look.px(RADIUS))
        elif is_on:
            paint_box(painter, box, look.px(RADIUS), look.soft(self._tone), self._tone, 2)
        else:
            paint_box(painter, box, look.px(RADIUS), "sunken", "track" if look.is_high_contrast else "")
        tick = self._tick() if is_on else 0
        left = box.left() + (box.width() - tick - block.natural) / 2
        color = look.on_soft(self._tone) if is_on else "textMuted"
        if is_on:
            size = look.px(ICON)
            mark = pixmap("check", color, size, self.devicePixelRatioF())
            painter.drawPixmap(round(left), round(box.center().y() - size / 2), mark)
        top = round(box.top() + (box.height() - block.line) / 2)
        block.paint(painter, round(left + tick), top, block.natural, look.color(color), Qt.AlignmentFlag.AlignLeft)

    def _box(self, place: int) -> QRectF:
        gap, high = look.space(GAP), look.px(HEIGHT)
        if self.width() < self._in_a_row():
            return QRectF(0, place * (high + gap), self.width(), high)
        total = max(1, len(self._blocks))
        across = (self.width() - (total - 1) * gap) / total
        left, right = round(place * (across + gap)), round(place * (across + gap) + across)
        return QRectF(left, (self.height() - high) // 2, right - left, high)

    def _tick(self) -> int:
        return look.px(ICON) + look.space(6)

    def _widest(self) -> int:
        words = max((block.natural for block in self._blocks), default=0)
        return words + self._tick() + 2 * look.space(PADDING)

    def _in_a_row(self) -> int:
        return len(self._blocks) * self._widest() + (len(self._blocks) - 1) * look.space(GAP)
