"""Forms for a room on paper: circles to mark, no name, a code; two on a sheet where they fit, to be cut in half.

The figure in a circle is the key typed for it later. Preview, print, PDF and the page for the browser say the same.
"""

from dataclasses import dataclass
from datetime import date
from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from carecompanion.i18n import _, ngettext
from carecompanion.services.paper_forms import CODE, Item, code_words
from carecompanion.services.room_round import SIGNS
from carecompanion.ui.paper_ink import Words
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.paper import A4, MARGIN, UNIT, Paper

HALF, WHOLE = "half", "whole"
TOP = round(12 / 25.4 * 72 * UNIT)  # above and below what stands on half a sheet
BETWEEN = 22 * UNIT  # columns
TITLE, LINES, LINE, BOX = 15.0, 3, 24 * UNIT, 22 * UNIT
WAYS = (
    (HALF, 1, (11.5, 10.5, 10.0)),
    (HALF, 2, (11.0, 10.0, 9.5)),
    (WHOLE, 1, (11.5, 10.5)),
    (WHOLE, 2, (11.5, 10.5, 10.0, 9.5)),
)  # tried in turn; what fits none of them takes more sheets
LAST = (WHOLE, 2, 9.5)
MOST_COPIES = 500


@dataclass(frozen=True, slots=True)
class FormWords:
    """What a form says: its title, a sentence or two below it, its items in order."""

    title: str
    about: str
    items: tuple[Item, ...]


class ItemBox:
    """One item, measured and painted in letters of `size` points; never parted."""

    def __init__(self, item: Item, size: float) -> None:
        self._item, self._size = item, size
        name = f"{item.key}. {item.text}" if item.key else item.text
        self._text = Words(name, size, weight=600)
        self._small = [Words(words, size - 1) for words in _about(item)]
        self._marks = [(str(figure), self._beside(figure, words)) for figure, words in item.marks]
        self._side = size * 1.75 * UNIT

    def _beside(self, figure: int, words: str) -> Words:
        """Words of an answer; a figure that says it all needs none."""
        return Words("" if words == str(figure) else words, self._size)

    def height(self, width: float) -> float:
        return self._walk(None, QPointF(), width)

    def paint(self, painter: QPainter, at: QPointF, width: float) -> None:
        self._walk(painter, at, width)

    def _walk(self, painter: QPainter | None, at: QPointF, width: float) -> float:
        """Paints where there is a painter; how high it is in any case."""
        y = at.y() + self._text.walk(painter, at.x(), at.y(), width) + 0.25 * self._side
        if self._marks:
            y = self._walk_marks(painter, at.x(), y, width)
        elif self._item.id == CODE:
            y = self._walk_boxes(painter, at.x(), y)
        else:
            y = self._walk_lines(painter, at.x(), y, width)
        for words in self._small:
            y += words.walk(painter, at.x(), y, width)
        return y - at.y()

    def _walk_marks(self, painter: QPainter | None, x: float, y: float, width: float) -> float:
        """As many in a row as find room; long words wrap beside their circle."""
        side, gap = self._side, self._side * (0.4 if any(words.text for _figure, words in self._marks) else 0.1)
        left, high = 0.0, 0.0
        for figure, words in self._marks:
            needs = side + (0.3 * side + words.natural if words.text else 0.0)
            if left and left + needs > width:
                y, left, high = y + high + 0.2 * side, 0.0, 0.0
            room = max(1.0, width - left - 1.3 * side)
            tall = max(side, words.height(room) if words.text else 0.0)
            if painter is not None:
                self._paint_circle(painter, QRectF(x + left, y + (tall - side) / 2, side, side), figure)
                if words.text:
                    words.walk(painter, x + left + 1.3 * side, y + (tall - words.height(room)) / 2, room)
            left, high = left + needs + gap, max(high, tall)
        return y + high + 0.2 * side

    def _paint_circle(self, painter: QPainter, box: QRectF, figure: str) -> None:
        painter.setPen(QPen(QColor("#000000"), 0.8 * UNIT))
        painter.drawEllipse(box)
        inside = Words(figure, self._size - 2)
        inside.walk(painter, box.center().x() - inside.natural / 2, box.center().y() - inside.line / 2, box.width())

    def _walk_boxes(self, painter: QPainter | None, x: float, y: float) -> float:
        for number in range(SIGNS if painter is not None else 0):
            painter.setPen(QPen(QColor("#000000"), 0.8 * UNIT))
            painter.drawRect(QRectF(x + number * 1.3 * BOX, y, BOX, BOX))
        return y + 1.25 * BOX

    def _walk_lines(self, painter: QPainter | None, x: float, y: float, width: float) -> float:
        for number in range(1, LINES + 1 if painter is not None else 1):
            painter.setPen(QPen(QColor("#000000"), 0.5 * UNIT))
            painter.drawLine(QPointF(x, y + number * LINE), QPointF(x + width, y + number * LINE))
        return y + LINES * LINE + 4 * UNIT


def _about(item: Item) -> list[str]:
    """What stands small below: the words at both ends, how a code is made."""
    if item.id == CODE:
        return list(code_words())
    ends = [f"{figure} = {words}" for figure, words in zip(_ends(item), (item.low, item.high), strict=True) if words]
    return ["   ".join(ends)] if ends else []


def _ends(item: Item) -> tuple[int, int]:
    return (item.figures[0], item.figures[-1]) if item.figures else (0, 0)


@dataclass(frozen=True, slots=True)
class Placed:
    """An item at its place on page `page` of a form."""

    page: int
    at: QPointF
    box: ItemBox


class FormLayout:
    """One form laid out on half a sheet, a whole one, or several."""

    def __init__(self, form: FormWords) -> None:
        self.form = form
        for self.kind, self._columns, sizes in WAYS:
            for self._size in sizes:
                if self._lay(most=1):
                    return
        self.kind, self._columns, self._size = LAST
        self._lay(most=0)

    @property
    def pages(self) -> int:
        return max(one.page for one in self._placed) + 1 if self._placed else 1

    @property
    def per_sheet(self) -> int:
        return 2 if self.kind == HALF else 1

    @property
    def high(self) -> float:
        return A4.height() / 2 if self.kind == HALF else A4.height()

    def paint(self, painter: QPainter, page: int, top: float) -> None:
        """One page of the form, from `top` of the sheet on."""
        self._head(painter, top, page)
        for one in self._placed:
            if one.page == page:
                one.box.paint(painter, one.at + QPointF(0, top), self._wide)

    @property
    def _wide(self) -> float:
        whole = A4.width() - 2 * MARGIN
        return (whole - (self._columns - 1) * BETWEEN) / self._columns

    def _head(self, painter: QPainter | None, top: float, page: int = 0) -> float:
        """The title, and on the first page what to do; where it ends."""
        width, y = A4.width() - 2 * MARGIN, top + TOP
        y += Words(self.form.title, TITLE, is_title=True).walk(painter, MARGIN, y, width)
        if not page:
            y += Words(self.form.about, self._size - 0.5).walk(painter, MARGIN, y, width)
        return y + 5 * UNIT

    def _lay(self, most: int) -> bool:
        """From column to column, from page to page; False when it takes more than `most` pages (0 = any number)."""
        self._placed: list[Placed] = []
        foot, gap = self.high - TOP, self._size * 0.55 * UNIT
        page, column, y = 0, 0, self._head(None, 0)
        for item in self.form.items:
            box = ItemBox(item, self._size)
            high = box.height(self._wide)
            if y + high > foot:
                column += 1
                page, column = (page + 1, 0) if column == self._columns else (page, column)
                y = self._head(None, 0, page)
                if (most and page >= most) or (most and y + high > foot):
                    return False
            self._placed.append(Placed(page, QPointF(MARGIN + column * (self._wide + BETWEEN), y), box))
            y += high + gap
        return True


class FormPaper(Paper):
    """The sheet to print as often as needed: two forms on it, or one, or the pages of one."""

    def __init__(self, form: FormWords, day: date) -> None:
        self._layout = FormLayout(form)
        super().__init__(form.title, form_html(form), day)

    @property
    def per_sheet(self) -> int:
        """How many forms one sheet gives."""
        return self._layout.per_sheet

    @property
    def pages(self) -> int:
        return self._layout.pages

    def sheets_for(self, people: int) -> int:
        """How often to print it."""
        return -(-people // self.per_sheet)

    def paint(self, painter: QPainter, page: int) -> None:
        painter.setPen(QColor("#000000"))
        self._layout.paint(painter, page, 0)
        if self.per_sheet == 2:
            middle = A4.height() / 2
            painter.setPen(QPen(QColor("#808080"), UNIT / 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, middle), QPointF(A4.width(), middle))
            self._layout.paint(painter, page, middle)


def form_html(form: FormWords) -> str:
    """For the browser and for screen readers: once, in the same order."""
    parts = [f"<h1>{escape(form.title)}</h1>", f"<p>{escape(form.about)}</p>"]
    for item in form.items:
        name = f"{item.key}. {item.text}" if item.key else item.text
        parts.append(f"<p><b>{escape(name)}</b></p>")
        if item.marks:
            marks = [
                f"( ) {figure}" if words == str(figure) else f"( ) {figure} {words}" for figure, words in item.marks
            ]
            parts.append(f"<p>{escape('    '.join(marks))}</p>")
        else:
            parts.append(f"<p>{'____ ' * SIGNS if item.id == CODE else '______________________________'}</p>")
        parts += [f'<p class="small">{escape(words)}</p>' for words in _about(item)]
    return "".join(parts)


def show_forms(parent: QWidget, form: FormWords, people: int, day: date) -> None:
    """The preview, with how many sheets so many people need."""
    form_preview(parent, form, people, day).exec()


def form_preview(parent: QWidget, form: FormWords, people: int, day: date) -> PrintPreview:
    paper = FormPaper(form, day)
    field = TextField(_("How many copies to print"), str(max(1, paper.sheets_for(people))), sheet_words(paper, people))
    field.setObjectName("form-copies")
    return PrintPreview(parent, paper, choices=field, copies=lambda: copies_in(field.text()))


def copies_in(typed: str) -> int:
    """What is no number is one copy."""
    words = typed.strip()
    return min(MOST_COPIES, max(1, int(words))) if words.isascii() and words.isdigit() else 1


def sheet_words(paper: FormPaper, people: int) -> str:
    if paper.per_sheet == 2:
        words = _("Two forms on a sheet: cut it in half.")
    else:
        words = ngettext("One form on a sheet.", "A form takes {n} sheets.", paper.pages).format(n=paper.pages)
    if people:
        more = ngettext("{n} person came.", "{n} people came.", people).format(n=people)
        return f"{more} {words}"
    return words


def about_words() -> str:
    return _("No name. Mark one circle for each question. You may leave blank whatever you like.")
