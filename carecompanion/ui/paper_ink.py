"""Words painted on a sheet of paper, black on white, in points: measured and painted by one walk."""

from functools import cached_property

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.paper import UNIT

LEADING = 1.35


class Words:
    """`text` in letters of `size` points."""

    def __init__(self, text: str, size: float, weight: int = 400, *, is_title: bool = False) -> None:
        self.text = text
        self._font = QFont(look.font("h1" if is_title else "body").families())
        self._font.setPixelSize(round(size * UNIT))
        self._font.setWeight(QFont.Weight(600 if is_title else weight))
        self.line = size * UNIT * LEADING
        self._laid: dict[int, QTextLayout] = {}

    @cached_property
    def natural(self) -> float:
        """Its width on one line."""
        return QFontMetricsF(self._font).horizontalAdvance(self.text) + 1

    def height(self, width: float) -> float:
        return self._lay(width).lineCount() * self.line

    def walk(self, painter: QPainter | None, x: float, y: float, width: float) -> float:
        """Paint from there on, where there is a painter; how high it is."""
        laid = self._lay(width)
        if painter is not None:
            painter.setPen(QColor("#000000"))
            for number in range(laid.lineCount()):
                line = laid.lineAt(number)
                down = (self.line - line.height()) / 2
                line.draw(painter, QPointF(x, y + number * self.line + down - line.y()))
        return laid.lineCount() * self.line

    def _lay(self, width: float) -> QTextLayout:
        key = round(width)
        if key not in self._laid:
            laid = QTextLayout(self.text, self._font)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            option.setUseDesignMetrics(True)
            laid.setTextOption(option)
            laid.beginLayout()
            while (line := laid.createLine()).isValid():
                line.setLineWidth(max(1.0, width))
            laid.endLayout()
            self._laid[key] = laid
        return self._laid[key]
