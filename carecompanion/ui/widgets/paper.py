"""A paper: one document that becomes preview, print, PDF and a page for the browser, so that all four say the same.

A4 with 18 mm of margin, black on white. Lengths inside are quarters of a point, so that every size is whole; nothing
depends on the screen.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QBuffer,
    QByteArray,
    QEventLoop,
    QIODevice,
    QMarginsF,
    QRectF,
    QSizeF,
    Qt,
    QThread,
    QUrl,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QImageWriter,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPixmap,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from carecompanion import i18n
from carecompanion.i18n import _, day_text
from carecompanion.paths import find_resources
from carecompanion.services.saving import write_whole
from carecompanion.ui.dress import design_tokens
from carecompanion.ui.theme import look

UNIT = 4  # to a point
DPI = 72 * UNIT
A4 = QSizeF(595.28 * UNIT, 841.89 * UNIT)
MARGIN = round(18 / 25.4 * DPI)
EDGE_LINE = 24 * UNIT  # header and footer: one small line and a little air
PHONE, PHONE_LINE = 28, 34
GAPS = {"gap": 6, "wide": 12, "cell": 8}
_BY_LINE = ("body", "small", "h2", "title")  # of two of one size the later counts
Step = Callable[[float], None]
_PICTURE = "\ufffc"  # what stands for a picture in Qt's plain text

_SCREEN_STYLE = """
@page {{ size: A4; margin: 18mm }}
body {{ font: {body}pt/{body_line}pt {text}; color: #000; background: #fff; max-width: 174mm; margin: 18mm auto }}
h1 {{ font: 600 {title}pt/{title_line}pt {heading}; margin: 0 0 12pt }}
h2 {{ font: 600 {h2}pt/{h2_line}pt {heading}; margin: 16pt 0 6pt }}
.small {{ font-size: {small}pt; line-height: {small_line}pt }}
.phone {{ font: 600 {phone}pt/{phone_line}pt {heading}; white-space: nowrap }}
.band {{ background: #e6e6e6; padding: 6pt 8pt }}
table {{ border-collapse: collapse; width: 100% }}
td, th {{ border-top: 0.5pt solid #000; padding: 8pt 12pt 8pt 0; vertical-align: top; text-align: left }}
img {{ max-width: 100% }}
td.column {{ border: none; width: 50%; padding: 6pt 18pt 0 0 }}
"""

_PAPER_STYLE = """
body, p, li, td, th {{ font-family: {text}; font-size: {body}px; font-weight: 400; color: #000 }}
p, li {{ margin: 0 0 {gap}px 0 }}
h1 {{ font-family: {heading}; font-size: {title}px; font-weight: 600; margin: 0 0 {wide}px 0 }}
h2 {{ font-family: {heading}; font-size: {h2}px; font-weight: 600; margin: {wide}px 0 {gap}px 0 }}
.small {{ font-size: {small}px }}
.phone {{ font-family: {heading}; font-size: {phone}px; font-weight: 600; margin: 0 }}
.band {{ background-color: #e6e6e6 }}
td, th {{ border-top: 2px solid #000; padding: {cell}px {cell}px {cell}px 0; text-align: left }}
th {{ font-weight: 600 }}
td.column {{ border: none; padding: {gap}px {wide}px 0 0 }}
"""


@dataclass(frozen=True)
class PaperPicture:
    """A drawing, black on white, as wide on the sheet as its pixels are quarters of a point. `spoken` says in words
    what it shows: for the browser's screen reader, and where a paper is read as plain text."""

    name: str
    image: QImage
    spoken: str

    @property
    def tag(self) -> str:
        """Where it stands in a paper's html."""
        return f'<img src="{self.name}">'

    def for_paper(self) -> str:
        return f'<img src="{self.name}" width="{self.image.width()}" height="{self.image.height()}">'

    def for_browser(self) -> str:
        """Whole within the page: the file may be carried anywhere."""
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(made, QByteArray(b"png")).write(self.image)
        data = b64encode(made.data().data()).decode()
        width = f"{self.image.width() / UNIT:g}"
        return f'<img src="data:image/png;base64,{data}" alt="{escape(self.spoken)}" style="width: {width}pt">'


class Paper:
    """`html` is made of h1, h2, p, ol, ul, tables without borders of their own, and the classes small, phone, band
    and column (cells that hold columns of text).

    The words in it are escaped by whoever writes them. The title is neutral: it names the file and stands on the pages
    after the first, never with the program's name. `pictures` stand where their `tag` does, each in a paragraph alone.
    `body` is the size of its text in points, 0 as designed; headings and gaps go with it, small letters stay.
    """

    def __init__(
        self, title: str, html: str, day: date, pictures: Sequence[PaperPicture] = (), *, body: float = 0.0
    ) -> None:
        _let_it_wait()
        self.title, self.day, self._html, self._pictures = title, day, html, tuple(pictures)
        self._sizes = _sizes(body)
        self._document = QTextDocument()
        self._document.setDocumentMargin(0)
        self._document.setUseDesignMetrics(True)
        self._document.setDefaultFont(self._font("body"))
        self._document.setDefaultStyleSheet(_styled(_PAPER_STYLE, UNIT, self._sizes))
        for one in self._pictures:
            self._document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(one.name), one.image)
            html = html.replace(one.tag, one.for_paper())
        self._document.setHtml(f"<body>{html}</body>")
        self._document.setPageSize(QSizeF(A4.width() - 2 * MARGIN, A4.height() - 2 * MARGIN - 2 * EDGE_LINE))
        self._set_line_heights()

    def move_to(self, thread: QThread) -> None:
        """A paper made in the background is used where windows are."""
        self._document.moveToThread(thread)

    @property
    def pages(self) -> int:
        return self._document.pageCount()

    @property
    def length(self) -> float:
        """How many pages its text takes, in shares of one."""
        return self._document.size().height() / self._document.pageSize().height()

    def words(self) -> str:
        """All of it as plain text, for a screen reader."""
        words = self._document.toPlainText()
        for one in self._pictures:
            words = words.replace(_PICTURE, one.spoken, 1)
        return words

    def paint(self, painter: QPainter, page: int) -> None:
        """Page `page` (from 0), one painter unit to a quarter of a point, from the corner of the sheet."""
        painter.setPen(QColor("#000000"))
        self._paint_edges(painter, page)
        size = self._document.pageSize()
        painter.save()
        painter.translate(MARGIN, MARGIN + EDGE_LINE - page * size.height())
        part = QRectF(0, page * size.height(), size.width(), size.height())
        painter.setClipRect(part)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = part
        context.palette.setColor(QPalette.ColorRole.Text, QColor("#000000"))
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def picture(self, page: int, width: int, ratio: float) -> QPixmap:
        """A page as it will look, `width` logical px wide."""
        height = round(width * A4.height() / A4.width())
        made = QPixmap(round(width * ratio), round(height * ratio))
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(made.width() / A4.width(), made.width() / A4.width())
        self.paint(painter, page)
        painter.end()
        made.setDevicePixelRatio(ratio)
        return made

    def save_pdf(self, file: Path, step: Step | None = None) -> bool:
        """Whole or not at all. `step` is told after each page how far it is, 0 to 1, and may raise to stop it."""
        made = self.pdf(step)
        return bool(made) and write_whole(file, made)

    def pdf(self, step: Step | None = None) -> bytes:
        """b"" when it could not be painted."""
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(made)
        writer.setPageLayout(page_layout())
        writer.setResolution(DPI)
        writer.setTitle(self.title)
        writer.setCreator("")
        return bytes(made.data().data()) if self.paint_all(writer, step) else b""

    def save_page(self, file: Path) -> bool:
        """For the browser and for screen readers, which know nothing of Qt's PDF. Whole or not at all."""
        return write_whole(file, self.web_page().encode("utf-8", "replace"))  # half a letter, pasted, is no letter

    def web_page(self) -> str:
        style = _styled(_SCREEN_STYLE, 1, self._sizes)
        head = f'<meta charset="utf-8"><title>{escape(self.title)}</title><style>{style}</style>'
        day = f'<p class="small">{escape(self._day_words())}</p>'
        language = "es-PE" if i18n.language() == "es" else "en"
        html = self._html
        for one in self._pictures:
            html = html.replace(one.tag, one.for_browser())
        return f'<!doctype html>\n<html lang="{language}"><head>{head}</head><body>{day}{html}</body></html>\n'

    def paint_all(self, device: QPagedPaintDevice, step: Step | None = None) -> bool:
        """All pages on a PDF or a printer whose sheet is `page_layout`; False when it takes none. `step` as above."""
        painter = QPainter()
        if not painter.begin(device):
            return False
        try:
            painter.scale(device.logicalDpiX() / DPI, device.logicalDpiY() / DPI)
            for page in range(self.pages):
                if page:
                    device.newPage()
                self.paint(painter, page)
                if step is not None:
                    step((page + 1) / self.pages)
        except BaseException:
            painter.end()
            raise
        return painter.end()

    def _paint_edges(self, painter: QPainter, page: int) -> None:
        """Above: the title on later pages, and the day. Below: page x of y."""
        painter.setFont(self._font("small"))
        line = QRectF(MARGIN, MARGIN, A4.width() - 2 * MARGIN, EDGE_LINE)
        if page:
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self.title)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, self._day_words())
        line.moveBottom(A4.height() - MARGIN)
        place = _("Page {page} of {pages}").format(page=page + 1, pages=self.pages)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, place)

    def _font(self, role: str) -> QFont:
        font = QFont(look.font("body").families())
        font.setPixelSize(round(self._sizes[role]["size"] * UNIT))
        return font

    def _line_of(self, block: QTextBlock) -> float:
        """The line height that goes with the letters of a block."""
        if block.length() == 1 and not block.next().isValid():
            return 1.0  # what Qt puts after a table takes no room
        parts = block.begin()
        shape = block.charFormat() if parts.atEnd() else parts.fragment().charFormat()
        size = shape.font().pixelSize()
        lines = {round(self._sizes[role]["size"] * UNIT): self._sizes[role]["line"] * UNIT for role in _BY_LINE}
        return lines.get(size, PHONE_LINE * UNIT if size == PHONE * UNIT else 1.45 * max(size, UNIT))

    def _day_words(self) -> str:
        return day_text(self.day, with_year=True)

    def _set_line_heights(self) -> None:
        """By the size of a block's letters; style sheets leave it to chance. All in one, laid out once."""
        every = QTextCursor(self._document)
        every.beginEditBlock()
        block = self._document.begin()
        while block.isValid():
            _keep_size(block)
            if _PICTURE not in block.text():  # a picture is as high as it is
                shape = QTextBlockFormat()
                shape.setLineHeight(self._line_of(block), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
                QTextCursor(block).mergeBlockFormat(shape)
            block = block.next()
        every.endEditBlock()


def _keep_size(block: QTextBlock) -> None:
    """Qt makes headings half as large again, or twice, whatever size they were given."""
    pieces = block.begin()
    while block.blockFormat().headingLevel() and not pieces.atEnd():
        piece = pieces.fragment()
        words = piece.charFormat()
        words.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        cursor = QTextCursor(block)
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(words)
        pieces += 1


def _let_it_wait() -> None:
    """A long document lays itself out in steps, by a timer; in a thread of Python's own there are none before this."""
    if QAbstractEventDispatcher.instance() is None:
        QEventLoop()


def page_layout() -> QPageLayout:
    """The whole A4 sheet; our own margins are inside."""
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())


def _sizes(body: float) -> dict[str, dict[str, float]]:
    """Sizes and lines in points, by role: title, h2, body, small; all but the small letters in step with the body."""
    found: dict[str, Any] = design_tokens(find_resources())["type"]["print"]
    share = body / found["body"]["size"] if body else 1.0
    return {
        role: _in_step(spec, 1.0 if role == "small" else share)
        for role, spec in found.items()
        if isinstance(spec, dict)
    }


def _in_step(spec: dict[str, float], share: float) -> dict[str, float]:
    """Whole quarters of a point, as every size on paper."""
    return {part: round(spec[part] * share * UNIT) / UNIT for part in ("size", "line")}


def _styled(style: str, unit: int, sizes: dict[str, dict[str, float]]) -> str:
    """The style in points (unit 1), or in quarters of them."""
    values: dict[str, object] = {"phone": PHONE * unit, "phone_line": PHONE_LINE * unit}
    for role, spec in sizes.items():
        values[role] = f"{spec['size'] * unit:g}"
        values[f"{role}_line"] = f"{spec['line'] * unit:g}"
    faces = {"text": look.font("body").families(), "heading": look.font("h1").families()}
    values |= {name: ", ".join(f"'{family}'" for family in families) for name, families in faces.items()}
    share = sizes["body"]["size"] / _sizes(0.0)["body"]["size"]
    gaps = {name: round(points * unit * share) for name, points in GAPS.items()}
    return style.format(**values, **gaps)
