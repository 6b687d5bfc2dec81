"""What a room's slide is drawn on: 1920x1080, scaled to whatever is there, with words that are broken and fitted.

Every word passes `Board.words`, which keeps what it drew: so a test can ask for sizes, colours and places.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap, QTextLayout, QTextOption

from carecompanion.ui.icons import pixmap
from carecompanion.ui.room_theme import HEIGHT, SMALLEST, WIDTH, RoomTheme

MARGIN = 120
INNER = WIDTH - 2 * MARGIN
_MORE = "…"
_LEANING = 2  # px: Qt counts how far the last letter leans out of its box as width


@dataclass(frozen=True, slots=True)
class Drawn:
    """Words as they stand on the slide: the box they fill, in px of 1920x1080, and whether all of them stand there."""

    words: str
    size: int
    color: str
    box: QRectF
    is_whole: bool = True


class Paragraph:
    """Words of one font, broken into lines of one height. `most` lines at the most; what is left out ends in «…»."""

    def __init__(self, text: str, font: QFont, line: int, width: float, most: int = 0, is_title: bool = False) -> None:
        self.text, self.font, self.line = text, font, line
        self._laid = self._break(text, width)
        self.is_whole = not most or self._laid.lineCount() <= most
        if not self.is_whole:
            self._laid = self._break(self._shortened(width, most), width)
        elif is_title:
            self._balance(width)

    @property
    def lines(self) -> int:
        return self._laid.lineCount()

    @property
    def height(self) -> int:
        return self.lines * self.line

    @property
    def width(self) -> float:
        return max((self._laid.lineAt(i).naturalTextWidth() for i in range(self.lines)), default=0.0)

    @property
    def longest(self) -> int:
        """Letters of the longest line."""
        return max((self._laid.lineAt(i).textLength() for i in range(self.lines)), default=0)

    def paint(self, painter: QPainter, x: float, y: float, width: float, align: float) -> None:
        """`align` is the share of the free width that stands before a line: 0, 0.5 or 1."""
        metrics = QFontMetricsF(self.font)
        top = (self.line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        for i in range(self.lines):
            one = self._laid.lineAt(i)
            left = align * (width - one.naturalTextWidth())
            one.draw(painter, QPointF(x + left, y + i * self.line + top - one.ascent()))

    def _break(self, text: str, width: float) -> QTextLayout:
        laid = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        laid.setTextOption(option)
        laid.beginLayout()
        while (line := laid.createLine()).isValid():
            line.setLineWidth(max(1.0, width) + _LEANING)
        laid.endLayout()
        return laid

    def _balance(self, width: float) -> None:
        """Lines of about the same length: as narrow as the number of lines allows."""
        least, most = width / 2, width
        while self.lines > 1 and most - least > 8:
            middle = (least + most) / 2
            tried = self._break(self.text, middle)
            if tried.lineCount() == self.lines:
                self._laid, most = tried, middle
            else:
                least = middle

    def _shortened(self, width: float, most: int) -> str:
        end = self._laid.lineAt(most - 1)
        kept = self.text[: end.textStart() + end.textLength()]
        while kept and self._break(kept.rstrip() + _MORE, width).lineCount() > most:
            kept = kept[:-1]
        return kept.rstrip() + _MORE


class Board:
    """A slide while it is painted. Everything is in px of 1920x1080."""

    def __init__(self, painter: QPainter, theme: RoomTheme, scale: float = 1.0, ratio: float = 1.0) -> None:
        self.painter, self.theme = painter, theme
        self.drawn: list[Drawn] = []
        self._sharpness = scale * ratio  # device px of one px here

    def paragraph(
        self, text: str, role: str, size: int = 0, width: float = INNER, most: int = 0, weight: int = 0
    ) -> Paragraph:
        font = self.theme.font(role, size, weight)
        return Paragraph(text, font, self.theme.line(role, size), width, most, role.startswith("title"))

    def words(
        self, paragraph: Paragraph, x: float, y: float, width: float = INNER, color: str = "text", align: float = 0
    ) -> float:
        """Paint it with its first line's top at y; returns where it ends."""
        self.painter.setPen(self.theme.color(color))
        paragraph.paint(self.painter, x, y, width, align)
        box = QRectF(x + align * (width - paragraph.width), y, paragraph.width, paragraph.height)
        if paragraph.text:
            self.drawn.append(Drawn(paragraph.text, paragraph.font.pixelSize(), color, box, paragraph.is_whole))
        return y + paragraph.height

    def one_line(
        self, text: str, role: str, box: QRectF, size: int = 0, weight: int = 0, color: str = "text", align: float = 0.5
    ) -> None:
        """Words on one line in the middle of a box, smaller where the box is narrow."""
        size = fitting_size(self.theme, text, role, size, weight, box.width())
        paragraph = self.paragraph(text, role, size, box.width(), 1, weight)
        self.words(paragraph, box.x(), box.center().y() - paragraph.height / 2, box.width(), color, align)

    def box(self, box: QRectF, radius: float, fill: str = "", border: str = "", width: float = 2) -> None:
        """A rounded box, its border inside its edge."""
        half = width / 2 if border else 0
        self.painter.setBrush(self.theme.color(fill or "transparent"))
        self.painter.setPen(QPen(self.theme.color(border), width) if border else Qt.PenStyle.NoPen)
        inner = box.adjusted(half, half, -half, -half)
        radius = max(0.0, min(radius, box.height() / 2, box.width() / 2) - half)
        self.painter.drawRoundedRect(inner, radius, radius)

    def rule(self, y: float) -> None:
        """A thin line from margin to margin."""
        self.painter.fillRect(QRectF(MARGIN, y, INNER, 2), self.theme.color("border"))

    def icon(self, name: str, color: str, x: float, y: float, size: int) -> None:
        made = pixmap(name, color, size, self._sharpness, self.theme.look)
        self.picture(made, QRectF(x, y, size, size))

    def picture(self, made: QPixmap, box: QRectF) -> None:
        self.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.painter.drawPixmap(box, made, QRectF(made.rect()))

    @property
    def sharpness(self) -> float:
        return self._sharpness


def fitting_size(theme: RoomTheme, text: str, role: str, size: int, weight: int, width: float) -> int:
    """The size at which the words take one line of `width`, never under the smallest."""
    size = size or theme.size(role)
    wide = QFontMetricsF(theme.font(role, size, weight)).horizontalAdvance(text)
    return size if wide <= width else max(min(size, SMALLEST), int(size * width / wide))


def whole() -> QRectF:
    return QRectF(0, 0, WIDTH, HEIGHT)
