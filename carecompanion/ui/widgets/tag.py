"""Small rounded words that say what a thing is: course, state, whose turn."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.shapes import paint_box, soft_colors
from carecompanion.ui.widgets.text import block_of

HEIGHT, PADDING, ICON, GAP = 26, 10, 15, 6


class Tag(QLabel):
    """Words on the tint of a hue ("neutral" has none); an icon only when it means something. `is_outlined` for a tag on
    a tinted ground: white, with a border in the hue."""

    def __init__(self, text: str, hue: str = "neutral", icon: str = "", is_outlined: bool = False) -> None:
        super().__init__()
        self._hue, self._icon, self._is_outlined = hue, icon, is_outlined
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._block = block_of(text, "small", 600)
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(2 * look.space(PADDING) + self._before() + self._block.natural, look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, border, words, width = self._colors()
        paint_box(painter, self.rect(), self.height() / 2, fill, border, width)
        x = (self.width() - self._before() - self._block.natural) // 2
        if self._icon:
            size = look.px(ICON)
            drawn = pixmap(self._icon, words, size, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - size) // 2, drawn)
        top = (self.height() - self._block.line) // 2
        self._block.paint(painter, x + self._before(), top, self._block.natural, look.color(words))

    def _before(self) -> int:
        return look.px(ICON) + look.space(GAP) if self._icon else 0

    def _colors(self) -> tuple[str, str, str, int]:
        if self._hue == "neutral":
            return "sunken", "border" if look.is_high_contrast else "", "textMuted", 1
        fill, border, words, width = soft_colors(self._hue)
        if self._is_outlined:
            return "surface", self._hue, words, 2 if look.is_high_contrast else 1
        return fill, border, words, width
