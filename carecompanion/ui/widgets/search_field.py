"""The field one searches in: a magnifying glass before the words, and the key that leads here after them."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.fields import Line
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import block_of

ICON, GAP, PAD = 18, 10, 14


class SearchField(Line):
    """`words` say what to type, and are its name for a screen reader. The key's cap makes room once one types."""

    def __init__(self, words: str, key: str, width: int = 300, parent: QWidget | None = None) -> None:
        super().__init__()
        self.setParent(parent)
        self._key = block_of(key, "small", 600)
        self.setAccessibleName(words)
        self.setAccessibleDescription(key)
        self._words = block_of(words, "body")  # Qt would paint a placeholder too pale to read
        self.setMaxLength(100)
        self.setFixedWidth(look.px(width))
        self.textChanged.connect(self._make_room)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, size = QPainter(self), look.px(ICON)
        glass = pixmap("search", "textMuted", size, self.devicePixelRatioF())
        painter.drawPixmap(1 + look.space(PAD), (self.height() - size) // 2, glass)
        if not self.text():
            cap, left = self._cap(), 1 + look.space(PAD) + look.px(ICON) + look.space(GAP)
            if self._words.natural <= cap.left() - left:
                top = (self.height() - self._words.line) // 2
                self._words.paint(painter, left, top, self._words.natural, look.color("textMuted"))
            paint_box(painter, cap, look.radius("key"), "surfaceAlt", "borderStrong")
            top = cap.top() + (cap.height() - self._key.line) // 2
            self._key.paint(painter, cap.left() + look.space(8), top, self._key.natural, look.color("textMuted"))

    def _cap(self) -> QRect:
        wide, high = self._key.natural + 2 * look.space(8), self._key.line + 2
        return QRect(self.width() - 1 - look.space(PAD) - wide, (self.height() - high) // 2, wide, high)

    def _make_room(self) -> None:
        after = 0 if self.text() else self._key.natural + 2 * look.space(8) + look.space(GAP)
        self.setTextMargins(look.px(ICON) + look.space(GAP) - 2, 0, after, 0)
