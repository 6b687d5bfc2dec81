"""The plan on paper: one page, and a card for the pocket. Both say what found no room; nothing is cut in silence.

The card is the upper half of a sheet: cut once, folded twice with the writing inside, it is blank outside.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from carecompanion.content.model import HelpPage
from carecompanion.i18n import _
from carecompanion.learning.plan import is_draft
from carecompanion.learning.records import PlanLine
from carecompanion.ui.help_words import in_order, no_numbers
from carecompanion.ui.pages.plan_words import part_title, sentence_of, sign_title
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.paper import A4, EDGE_LINE, MARGIN, UNIT, Paper

PAGE, CARD = "page", "card"
PARTS = ("if_then", "signs", "people", "help", "limits", "sentences")
HELP_KINDS = ("danger", "violence", "crisis")
PAGE_SIZES, CARD_SIZES = (11.5, 10.5, 9.5, 9.0), (10.5, 9.5, 9.0)  # points, tried in turn; 9 is the least one can read
PAGE_LEADING, CARD_LEADING = 17 / 11.5, 1.3
TITLE = 20
EDGE, FOLD = round(9 / 25.4 * 72 * UNIT), round(5 / 25.4 * 72 * UNIT)  # from the edge of the sheet, and from a fold
SHORT = 40  # letters of what is named as left out

_STYLE = """
p {{ font-family: {text}; font-size: {size}px; margin: 0; color: #000 }}
.heading {{ font-family: {heading}; font-size: {big}px; font-weight: 600 }}
.title {{ font-family: {heading}; font-size: {title}px; font-weight: 600 }}
.number {{ font-family: {heading}; font-weight: 600 }}
"""  # no h1 and h2 here: Qt makes their letters larger than it is told


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never parted: one line of the plan, with the title of its part when it is the first of it."""

    part: str
    title: str
    html: str
    words: str

    def for_browser(self) -> str:
        return (f"<h2>{escape(self.title)}</h2>" if self.title else "") + self.html

    def for_paper(self) -> str:
        return (f'<p class="heading">{escape(self.title)}</p>' if self.title else "") + self.html


@dataclass(frozen=True)
class Placed:
    """A document at its place on a sheet."""

    document: QTextDocument
    at: QPointF


@dataclass(frozen=True)
class Laid:
    """What stands in each box, and what found no room in any."""

    boxes: tuple[tuple[Piece, ...], ...]
    placed: tuple[Placed, ...]
    left_out: tuple[Piece, ...]


def pieces_of(
    lines: Sequence[PlanLine], intention: PlanLine | None, content: HelpPage, parts: Collection[str]
) -> list[Piece]:
    """The plan in pieces, part after part; drafts wait until they are whole."""
    found: list[Piece] = []
    for part in PARTS:
        if part in parts:
            items = _help_items(content) if part == "help" else _line_items(part, lines, intention)
            title = _("Numbers for help") if part == "help" else part_title(part)
            for number, (html, words) in enumerate(items):
                found.append(Piece(part, "" if number else title, html, words))
    return found


def _line_items(part: str, lines: Sequence[PlanLine], intention: PlanLine | None) -> list[tuple[str, str]]:
    kinds = {"if_then": ("if_then",), "signs": ("early", "strong"), "people": ("person",), "limits": ("limit",)}
    wanted = kinds.get(part, ("sentence",))
    own = [line for kind in wanted for line in lines if line.kind == kind and not is_draft(line)]
    return [(_html_of(line, is_chosen=line == intention), sentence_of(line)) for line in own]


def _html_of(line: PlanLine, *, is_chosen: bool) -> str:
    first, second, more = escape(line.first), escape(line.second), escape(line.more)
    match line.kind:
        case "if_then":
            words = _("If {first}, then {second}").format(first=f"<b>{first}</b>", second=f"<b>{second}</b>")
            if is_chosen:
                chosen = _("this week")
                words += f" ({escape(chosen)})"
        case "early" | "strong":
            parts = [one if one.endswith((".", "!", "?", "…")) else f"{one}." for one in (first, second) if one]
            words = f"<b>{escape(sign_title(line.kind))}:</b> {' '.join(parts)}"
        case "person":
            words = " · ".join(
                one for one in (f"<b>{first or second}</b>", second if first else "", _number(more)) if one
            )
        case _:
            words = first or second
    return f'<p dir="auto">{words}</p>'


def _help_items(content: HelpPage) -> list[tuple[str, str]]:
    """Danger now, violence, crisis: the number, and who answers."""
    lines = [line for line in in_order(content.lines) if line.kind in HELP_KINDS]
    if not lines:
        return [(f"<p>{escape(no_numbers())}</p>", no_numbers())]
    return [(f"<p>{_number(escape(line.number))} · {escape(line.who)}</p>", line.who) for line in lines]


def _number(escaped: str) -> str:
    """In the title face, whose zero is plain."""
    return f'<b class="number">{escaped}</b>' if escaped else ""


# laying out


def lay(
    pieces: Sequence[Piece], boxes: Sequence[QRectF], size: float, leading: float, *, together: bool = False
) -> Laid:
    """Piece after piece into the boxes, in order; what fits in none any more is left out, and the next one is tried.

    `together`: a part that would break over two boxes begins in the next one, where it fits whole.
    """
    kept: list[list[Piece]] = [[] for _box in boxes]
    placed: list[Placed] = []
    left_out: list[Piece] = []
    titles = {one.part: one.title for one in reversed(pieces)}
    here, below = 0, 0.0
    for number, piece in enumerate(pieces):
        shown = replace(piece, title=titles.get(piece.part, ""))
        document = _document(shown.for_paper(), boxes[0].width(), size, leading)
        high = document.size().height()
        needed = high
        if together and piece.title:
            rest = [one for one in pieces[number + 1 :] if one.part == piece.part]
            needed += sum(_height(one, boxes[0].width(), size, leading) + _gap(size) for one in rest)
        top = _top(below, shown, size)
        if top + needed > boxes[here].height() and here + 1 < len(boxes):
            if needed <= boxes[here + 1].height() or top + high > boxes[here].height():
                if high <= boxes[here + 1].height():
                    here, below, top = here + 1, 0.0, 0.0
        if top + high > boxes[here].height():
            left_out.append(piece)
            continue
        placed.append(Placed(document, boxes[here].topLeft() + QPointF(0, top)))
        kept[here].append(shown)
        titles.pop(piece.part, None)
        below = top + high
    return Laid(tuple(map(tuple, kept)), tuple(placed), tuple(left_out))


def lay_to_fit(pieces: Sequence[Piece], boxes: Sequence[QRectF], sizes: Sequence[float], leading: float) -> Laid:
    """In the largest letters that leave nothing out, else in the smallest; parts stay whole if they can."""
    for size, together in [*((size, True) for size in sizes[:-1]), *((size, False) for size in sizes)]:
        laid = lay(pieces, boxes, size, leading, together=together)
        if not laid.left_out:
            break
    return laid


def _top(below: float, piece: Piece, size: float) -> float:
    """Where a piece begins under the one before."""
    return below + (_gap(size) * (3 if piece.title else 1) if below else 0.0)


def _gap(size: float) -> float:
    return size * UNIT * 0.35


def _height(piece: Piece, width: float, size: float, leading: float) -> float:
    return _document(piece.for_paper(), width, size, leading).size().height()


def _document(html: str, width: float, size: float, leading: float) -> QTextDocument:
    made = QTextDocument()
    made.setDocumentMargin(0)
    made.setUseDesignMetrics(True)
    made.setDefaultFont(_font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setDefaultTextOption(option)
    faces = {"text": look.font("body").families(), "heading": look.font("h1").families()}
    families = {name: ", ".join(f"'{family}'" for family in found) for name, found in faces.items()}
    sizes = {"size": size * UNIT, "big": (size + 2) * UNIT, "title": TITLE * UNIT}
    made.setDefaultStyleSheet(_STYLE.format(**families, **{name: round(value) for name, value in sizes.items()}))
    made.setHtml(f"<body>{html}</body>")
    shape = QTextBlockFormat()
    shape.setLineHeight(leading * 100 / 1.2, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor = QTextCursor(made)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(shape)
    made.setTextWidth(width)
    return made


def _font(size: float) -> QFont:
    font = QFont(look.font("body").families())
    font.setPixelSize(round(size * UNIT))
    return font


def page_box() -> QRectF:
    """Below the day and the title."""
    top = MARGIN + EDGE_LINE + (TITLE + 14) * UNIT
    return QRectF(MARGIN, top, A4.width() - 2 * MARGIN, A4.height() - MARGIN - top)


def card_panels() -> list[QRectF]:
    """The four quarters of the sheet's upper half, with room at the edges and folds."""
    wide, high = A4.width() / 2, A4.height() / 4
    across, down = wide - EDGE - FOLD, high - EDGE - FOLD
    return [QRectF(x, y, across, down) for y in (EDGE, high + FOLD) for x in (EDGE, wide + FOLD)]


class PlanPaper(Paper):
    """`sheets` are PAGE and CARD, or one of them. `left_out` says for each what found no room on it."""

    def __init__(self, pieces: Sequence[Piece], sheets: Collection[str], day: date) -> None:
        title = _("My plan")
        page = lay_to_fit(pieces, [page_box()], PAGE_SIZES, PAGE_LEADING)
        card = lay_to_fit(pieces, card_panels(), CARD_SIZES, CARD_LEADING)
        self.left_out: dict[str, tuple[Piece, ...]] = {}
        self._sheets: list[Callable[[QPainter], None]] = []
        html = ""
        if PAGE in sheets:
            self.left_out[PAGE] = page.left_out
            self._sheets.append(lambda painter: self._paint_page(painter, page))
            html += f"<h1>{escape(title)}</h1>" + "".join(one.for_browser() for one in page.boxes[0])
        if CARD in sheets:
            self.left_out[CARD] = card.left_out
            self._sheets.append(lambda painter: self._paint_card(painter, card))
            html += _card_html(card)
        super().__init__(title, html, day)

    @property
    def pages(self) -> int:
        return len(self._sheets)

    def paint(self, painter: QPainter, page: int) -> None:
        painter.setPen(QColor("#000000"))
        self._sheets[page](painter)

    def _paint_page(self, painter: QPainter, laid: Laid) -> None:
        """The title, the day beside it, and the plan."""
        line = QRectF(MARGIN, MARGIN, A4.width() - 2 * MARGIN, EDGE_LINE)
        painter.setFont(_font(10))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, self._day_words())
        title = _document(f'<p class="title">{escape(self.title)}</p>', line.width(), PAGE_SIZES[0], 1.2)
        _draw(painter, [Placed(title, QPointF(MARGIN, MARGIN + EDGE_LINE / 2)), *laid.placed])

    def _paint_card(self, painter: QPainter, laid: Laid) -> None:
        """No title, no day: where to fold, where to cut, and what is written."""
        half, quarter, middle = A4.height() / 2, A4.height() / 4, A4.width() / 2
        painter.setPen(QPen(QColor("#808080"), UNIT / 2, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(0, quarter), QPointF(A4.width(), quarter))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, half))
        painter.setPen(QPen(QColor("#000000"), UNIT / 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, half), QPointF(A4.width(), half))
        painter.setPen(QColor("#000000"))
        painter.setFont(_font(10))
        how = QRectF(MARGIN, half + 8 * UNIT, A4.width() - 2 * MARGIN, EDGE_LINE)
        painter.drawText(how, Qt.AlignmentFlag.AlignLeft, fold_words())
        _draw(painter, laid.placed)


def _draw(painter: QPainter, placed: Sequence[Placed]) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor("#000000"))
    for one in placed:
        painter.save()
        painter.translate(one.at)
        one.document.documentLayout().draw(painter, context)
        painter.restore()


def _card_html(laid: Laid) -> str:
    """The four panels as a table of two rows, for the browser and for screen readers."""
    cells = [f'<td width="50%">{"".join(piece.for_browser() for piece in box)}</td>' for box in laid.boxes]
    rows = "".join(f"<tr>{cells[n]}{cells[n + 1]}</tr>" for n in (0, 2))
    return f'<p class="small">{escape(fold_words())}</p><table width="100%">{rows}</table>'


def fold_words() -> str:
    return _("Cut here. Fold twice, with the writing inside.")


def left_out_words(sheet: str, pieces: Sequence[Piece]) -> str:
    """What found no room, named so that one finds it again."""
    names = ", ".join(f"“{_short(piece.words)}”" for piece in pieces)
    words = (
        _("There is no room on the page for: {lines}")
        if sheet == PAGE
        else _("There is no room on the card for: {lines}")
    )
    return words.format(lines=names)


def _short(words: str) -> str:
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"
