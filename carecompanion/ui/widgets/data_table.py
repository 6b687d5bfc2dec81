"""A calm table: what a chart shows, as words and numbers. Arrow keys go from cell to cell; Tab goes on to what follows.

As high as its rows, so that the page scrolls and not the table; painted by us, hairlines only.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock

ACROSS, ABOVE, NARROWEST = 12, 9, 240
_RIGHT, _LEFT = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft


class DataTable(Ringed, QTableWidget):
    """`name` is spoken; `numbers` are columns set to the right. `set_rows` shows others under the same headings."""

    def __init__(
        self, name: str, headings: Sequence[str], rows: Sequence[Sequence[str]] = (), numbers: Collection[int] = ()
    ) -> None:
        super().__init__(0, len(headings))
        look.style(self.verticalScrollBar())
        self._numbers = frozenset(numbers)
        self.setAccessibleName(name)
        self.heads = [TextBlock(words, "small", 600) for words in headings]
        self.cells: list[list[TextBlock]] = []
        self._calm_down()
        self.setHorizontalHeader(_Headings(self))
        self.setHorizontalHeaderLabels(list(headings))
        self.setItemDelegate(_Cells(self))
        self.currentCellChanged.connect(lambda row, *_rest: self._show_row(row))
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """A row that is too short ends in empty cells; an empty one is spoken as such."""
        total = self.columnCount()
        filled = [[*row, *[""] * total][:total] for row in rows]
        self.cells = [[TextBlock(words, "ui") for words in row] for row in filled]
        self.setRowCount(len(filled))
        for place, row in enumerate(filled):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words or _("empty"))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.setItem(place, column, item)
        self._place()

    def side(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if column in self._numbers else _LEFT

    # measures

    def sizeHint(self) -> QSize:
        width = max(look.px(480), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = min(look.px(NARROWEST), sum(self._narrowest(column) for column in range(self.columnCount())))
        return QSize(width, look.px(44))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        widths = self._widths(width)
        rows = sum(self._row_height(row, widths) for row in self.cells)
        bar = self.horizontalScrollBar().sizeHint().height() if sum(widths) > width else 0
        return self._row_height(self.heads, widths) + rows + bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _place(self) -> None:
        widths = self._widths(self.width())
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for place, row in enumerate(self.cells):
            self.setRowHeight(place, self._row_height(row, widths))
        self.horizontalHeader().setFixedHeight(self._row_height(self.heads, widths))
        self.updateGeometry()

    def _widths(self, width: int) -> list[int]:
        """Each column its own width and a share of what is left; wrapped in proportion where there is too little."""
        columns = range(self.columnCount())
        least, natural = [self._narrowest(n) for n in columns], [self._natural(n) for n in columns]
        spare = width - sum(natural)
        if spare >= 0:
            ends = [spare * place // max(1, len(natural)) for place in range(len(natural) + 1)]
            return [own + after - before for own, (before, after) in zip(natural, pairwise(ends), strict=True)]
        short, room = sum(natural) - sum(least), max(0, width - sum(least))
        return [one + (own - one) * room // max(1, short) for one, own in zip(least, natural, strict=True)]

    def _narrowest(self, column: int) -> int:
        return max(block.narrowest for block in self._column(column)) + 2 * look.space(ACROSS)

    def _natural(self, column: int) -> int:
        return max(block.natural for block in self._column(column)) + 2 * look.space(ACROSS)

    def _column(self, column: int) -> list[TextBlock]:
        return [self.heads[column], *(row[column] for row in self.cells)]

    def _row_height(self, blocks: Sequence[TextBlock], widths: Sequence[int]) -> int:
        pairs = zip(blocks, widths, strict=True)
        words = max((block.height(width - 2 * look.space(ACROSS)) for block, width in pairs), default=0)
        return words + 2 * look.space(ABOVE)

    def _show_row(self, row: int) -> None:
        """The page follows the current cell."""
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, PageScroll):
            around = around.parentWidget()
        page = around.widget() if around is not None else None
        if around is not None and page is not None and row >= 0 and self.hasFocus():
            box = self.visualRect(self.model().index(row, self.currentColumn()))
            middle = self.viewport().mapTo(page, box.center())
            around.ensureVisible(middle.x(), middle.y(), 0, box.height() + look.space(24))

    def _calm_down(self) -> None:
        """No frame, no grid, no editing: only what is to be read."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFont(look.font("ui"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class _Cells(QStyledItemDelegate):
    """Words that wrap, a hairline below, a box around the current cell while the keyboard is here."""

    def __init__(self, table: DataTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box, is_current = option.rect, bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_current:
            paint_box(painter, box.adjusted(1, 1, -1, -2), look.radius("key"), "primarySoft", "primary", 2)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look.color("border"))
        block, room = self._table.cells[index.row()][index.column()], box.width() - 2 * look.space(ACROSS)
        top = box.top() + (box.height() - block.height(room)) // 2
        color = look.color("onPrimarySoft" if is_current else "text")
        block.paint(painter, box.left() + look.space(ACROSS), top, room, color, self._table.side(index.column()))


class _Headings(QHeaderView):
    """Muted, bold, wrapping; a stronger line below."""

    def __init__(self, table: DataTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        painter.fillRect(rect, look.color("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("borderStrong"))
        block, room = self._table.heads[column], rect.width() - 2 * look.space(ACROSS)
        top, color = rect.bottom() - look.space(ABOVE) - block.height(room), look.color("textMuted")
        block.paint(painter, rect.left() + look.space(ACROSS), top, room, color, self._table.side(column))
