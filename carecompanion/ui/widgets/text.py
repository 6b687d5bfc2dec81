"""Words on the screen: `TextBlock` lays text out with its role's line height, `Label` shows it, `ReadingText` shows a
lesson's text.

Qt's own label knows no line height and measures wrapped text badly; ours says its true height for every width, so
nothing is cut off at any text size.
"""

from functools import cached_property, lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QTextBrowser

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed

_WIDEST_HINT = 600
# Qt counts how far the last letter leans out of its box as width; drawn, it does no harm.
_BEARING = 2
_WIDTHS = 6  # a layout asks for a few in turn: least, natural, as it is
_LINE_SEPARATOR = "\u2028"
_KEPT = 600  # blocks: about ten pages of words


class TextBlock:
    """Plain text in a role, broken into lines of the role's height. Measures and paints; knows no widget."""

    def __init__(self, text: str, role: str = "body", weight: int = 0, line: int = 0, size: int = 0) -> None:
        self.text = text
        self.font = look.font(role, weight)
        if size:
            self.font.setPixelSize(look.px(size))
        self.line = line or look.line(role)
        self._metrics = metrics = QFontMetricsF(self.font)
        self.natural = max(_up(metrics.horizontalAdvance(part)) for part in text.split("\n"))
        self._bearing = look.px(_BEARING)
        self._laid: dict[int, QTextLayout] = {}

    @cached_property
    def narrowest(self) -> int:
        """Width of the longest word; measured only when a layout asks."""
        widest = max((_up(self._metrics.horizontalAdvance(word)) for word in self.text.split()), default=0)
        return min(widest + self._bearing, self.natural)

    @cached_property
    def _baseline(self) -> int:
        up, down = self._metrics.ascent(), self._metrics.descent()
        return round((self.line - up - down) / 2 + up)

    def height(self, width: int) -> int:
        """Height of the text in `width` px."""
        return self.line if self._is_one_line(width) else self._lay(width).lineCount() * self.line

    def _is_one_line(self, width: int) -> bool:
        return width >= self.natural and "\n" not in self.text

    def width(self, width: int) -> int:
        """Width of the longest line when laid out in `width` px."""
        if width >= self.natural:
            return self.natural
        laid = self._lay(width)
        widest = _up(max((laid.lineAt(i).naturalTextWidth() for i in range(laid.lineCount())), default=0))
        return min(width, widest + self._bearing)

    def paint(
        self,
        painter: QPainter,
        x: float,
        y: float,
        width: int,
        color: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Paint with the first line's top at y."""
        painter.setPen(color)
        if self._is_one_line(width):  # nothing to break: most words on a page
            left = _share_before(align) * (width - self._advance)
            painter.setFont(self.font)
            painter.drawText(QPointF(x + round(left), y + self._baseline), self.text)
            return
        laid = self._lay(width)
        for i in range(laid.lineCount()):
            line = laid.lineAt(i)
            left = _share_before(align) * (width - line.naturalTextWidth())
            line.draw(painter, QPointF(x + round(left), y + i * self.line + self._baseline - line.ascent()))

    @cached_property
    def _advance(self) -> float:
        return float(self._metrics.horizontalAdvance(self.text))

    def _lay(self, width: int) -> QTextLayout:
        if width not in self._laid:
            if len(self._laid) == _WIDTHS:
                self._laid.clear()
            self._laid[width] = self._break(max(width, 1))
        return self._laid[width]

    def _break(self, width: int) -> QTextLayout:
        laid = QTextLayout(self.text.replace("\n", _LINE_SEPARATOR), self.font)
        laid.setTextOption(_wrapping())
        spare = self._bearing if width >= self.natural else 0
        laid.beginLayout()
        while (line := laid.createLine()).isValid():
            line.setLineWidth(width + spare)
        laid.endLayout()
        return laid


def block_of(text: str, role: str = "body", weight: int = 0, line: int = 0, size: int = 0) -> TextBlock:
    """The same block for the same words: a page that is built once more need not measure them once more."""
    return _kept_block(look.turn, text, role, weight, line, size)


@lru_cache(maxsize=_KEPT)
def _kept_block(_turn: int, text: str, role: str, weight: int, line: int, size: int) -> TextBlock:
    return TextBlock(text, role, weight, line, size)


def forget_blocks() -> None:
    """When a profile closes: they hold a person's words."""
    _kept_block.cache_clear()


class Label(QLabel):
    """Words in a role of the type table. Plain text only; `color` is a token."""

    def __init__(
        self, text: str = "", role: str = "body", color: str = "text", wrap: bool = True, weight: int = 0
    ) -> None:
        super().__init__()
        self._role, self._weight, self.color = role, weight, color
        self.setTextFormat(Qt.TextFormat.PlainText)
        super().setWordWrap(wrap)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._block = self._block_of(text)
        self._heights: dict[int, int] = {}  # by width: a layout asks again and again
        self._hint: QSize | None = None
        self._least: QSize | None = None
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _block_of(self, text: str) -> TextBlock:
        return block_of(text, self._role, self._weight)

    def set_color(self, color: str) -> None:
        self.color = color
        self.update()

    def setContentsMargins(self, left: int, top: int, right: int, bottom: int) -> None:
        self._heights, self._hint, self._least = {}, None, None
        super().setContentsMargins(left, top, right, bottom)

    def setWordWrap(self, on: bool) -> None:
        self._hint = self._least = None
        super().setWordWrap(on)

    def sizeHint(self) -> QSize:
        if self._hint is None:
            width = min(self._block.natural, look.px(_WIDEST_HINT)) if self.wordWrap() else self._block.natural
            self._hint = self._framed(QSize(width, self._block.height(width)))
        return self._hint

    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return self.sizeHint()
        if self._least is None:
            widest = min(self._block.narrowest, look.px(_WIDEST_HINT))
            self._least = self._framed(QSize(widest, self._block.line))
        return self._least

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        width = min(width, self.maximumWidth())  # as below
        if width not in self._heights:
            margins = self.contentsMargins()
            inside = self._block.height(width - margins.left() - margins.right())
            self._heights[width] = inside + margins.top() + margins.bottom()
        return self._heights[width]

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._block.text:
            return
        box = self.contentsRect()
        spare = box.height() - self._block.height(box.width())
        top = 0 if self.alignment() & Qt.AlignmentFlag.AlignTop else spare / 2
        color = look.color(self.color if self.isEnabled() else "disabledText")
        self._block.paint(QPainter(self), box.x(), box.y() + max(0, int(top)), box.width(), color, self.alignment())

    def _framed(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())


class ReadingText(Ringed, QTextBrowser):
    """A lesson's text: paragraphs, bold, italic, lists and quoted model phrases. Grows to its content; can be selected
    and copied; follows no link, loads no picture. Its name for screen readers is `name`, or how it begins."""

    def __init__(self, markdown: str, role: str = "reading", name: str = "", color: str = "text") -> None:
        super().__init__()
        self._role = role
        self._heights: dict[int, int] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._color = color
        self.set_markdown(markdown)
        self.setAccessibleName(name or self.toPlainText().partition("\n")[0])

    def set_markdown(self, markdown: str) -> None:
        document = self.document()
        document.setDocumentMargin(0)
        document.setDefaultFont(look.font(self._role))
        document.setIndentWidth(look.space(24))
        document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        document.setDefaultTextOption(_wrapping())
        self._dress(document)
        self._heights = {}
        self.updateGeometry()

    def loadResource(self, kind: int, name: QUrl) -> None:
        return None

    def heightForWidth(self, width: int) -> int:
        width = min(width, self.maximumWidth())  # Qt asks with all the room there is, and gives no more than that
        if width not in self._heights:
            twin = self.document().clone()
            twin.setTextWidth(width)
            self._heights[width] = ceil(twin.size().height())
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = look.px(_WIDEST_HINT)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(_WIDEST_HINT // 5), look.line(self._role))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying and selecting are ours; every other key belongs to the page."""
        is_ours = event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll)
        if is_ours or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _dress(self, document: QTextDocument) -> None:
        """Line height, gaps and colour, which Markdown alone leaves to chance."""
        words = QTextCharFormat()
        words.setForeground(look.color(self._color))
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeCharFormat(words)
        block = document.begin()
        while block.isValid():
            QTextCursor(block).mergeBlockFormat(self._block_format(block))
            block = block.next()

    def _block_format(self, block: QTextBlock) -> QTextBlockFormat:
        shape = QTextBlockFormat()
        shape.setLineHeight(look.line(self._role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        follows_item = block.textList() is not None and block.next().isValid() and block.next().textList() is not None
        gap = look.space(6 if follows_item else 16)
        shape.setTopMargin(0)
        shape.setBottomMargin(gap if block.next().isValid() else 0)
        if block.blockFormat().property(QTextFormat.Property.BlockQuoteLevel):
            shape.setLeftMargin(look.space(24))
            shape.setRightMargin(0)
        return shape


def _up(width: float) -> int:
    """Whole px with a hair to spare, so that a text fits its own width."""
    return ceil(width + 0.1)


def _share_before(align: Qt.AlignmentFlag) -> float:
    """How much of the spare width goes before the words."""
    if align & Qt.AlignmentFlag.AlignRight:
        return 1.0
    return 0.5 if align & Qt.AlignmentFlag.AlignHCenter else 0.0


def _wrapping() -> QTextOption:
    """At words; inside a word only when it alone is wider than the line."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
