"""A sentence with a key drawn in it: «La tecla [F9] cubre la pantalla…». One spoken sentence, one label to Qt."""

from math import ceil

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock


class KeySentence(QLabel):
    """`sentence` holds `{key}` once; words wrap, the key's cap never breaks."""

    def __init__(self, sentence: str, key: str, role: str = "ui", color: str = "textMuted") -> None:
        super().__init__()
        self._role, self._color = role, color
        before, _mark, after = sentence.partition("{key}")
        words = [TextBlock(word, role) for word in before.split()]
        self._key = TextBlock(key, "small", 600)
        self._pieces = [*words, self._key, *(TextBlock(word, role) for word in after.split())]
        self._space = QFontMetricsF(look.font(role)).horizontalAdvance(" ")
        self.setWordWrap(True)  # else Qt forgets, with the next font, that the height follows the width
        self.setText(sentence.format(key=key))
        self.setAccessibleName(self.text())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = sum(self._width(piece) + self._space for piece in self._pieces)
        return QSize(ceil(width), self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(ceil(max(self._width(piece) for piece in self._pieces)), self._line())

    def heightForWidth(self, width: int) -> int:
        return (1 + max((row for row, _left in self._places(width)), default=0)) * self._line()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self.height() - self.heightForWidth(self.width())) // 2
        for piece, (row, left) in zip(self._pieces, self._places(self.width()), strict=True):
            self._paint(painter, piece, left, top + row * self._line())

    def _paint(self, painter: QPainter, piece: TextBlock, left: float, top: int) -> None:
        spare = (self._line() - piece.line) // 2
        if piece is self._key:
            cap = QRect(round(left), top + spare - 1, round(self._width(piece)), piece.line + 2)
            paint_box(painter, cap, look.radius("key"), "surfaceAlt", "borderStrong")
            left += look.space(8)
        piece.paint(painter, left, top + spare, piece.natural, look.color(self._color))

    def _places(self, width: int) -> list[tuple[int, float]]:
        """Row and left edge of each piece."""
        row, left, places = 0, 0.0, []
        for piece in self._pieces:
            wide = self._width(piece)
            if left and left + wide > width:
                row, left = row + 1, 0.0
            places.append((row, left))
            left += wide + self._space
        return places

    def _width(self, piece: TextBlock) -> float:
        if piece is self._key:
            return piece.natural + 2 * look.space(8)
        return QFontMetricsF(piece.font).horizontalAdvance(piece.text)

    def _line(self) -> int:
        return max(look.line(self._role), self._key.line + 4)
