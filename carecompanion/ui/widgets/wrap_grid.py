"""Widgets in equal columns, as many as fit: tiles that wrap. Says its true height for every width."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from carecompanion.ui.widgets.measured import Measured


class WrapGrid(Measured):
    """`items` in at most `most` columns, none narrower than `narrowest` px, `gap` px apart.

    A panel may be put under the row of one item, over the whole width. `even`: no item stands alone in the last row
    while fewer columns need no more rows.
    """

    def __init__(self, items: Sequence[QWidget], narrowest: int, most: int, gap: int, *, even: bool = False) -> None:
        super().__init__()
        self._items, self._narrowest, self._most, self._gap = list(items), narrowest, most, gap
        self._even = even
        self._panel: QWidget | None = None
        self._under = 0
        for item in self._items:
            item.setParent(self)

    @property
    def columns(self) -> int:
        return self._columns(self.width())

    def show_under(self, panel: QWidget | None, index: int = 0) -> None:
        """Put `panel` under the row of item `index`; None takes it away. The panel before is thrown away."""
        if self._panel is not None and self._panel is not panel:
            self._panel.hide()
            self._panel.deleteLater()
        self._panel, self._under = panel, index
        if panel is not None:
            panel.setParent(self)
            panel.show()
            self._order_for_tab(panel, index)
        self.take_new_height()

    def sizeHint(self) -> QSize:
        width = self._most * self._narrowest + (self._most - 1) * self._gap
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrowest, 0)

    def _columns(self, width: int) -> int:
        fit = (width + self._gap) // (self._narrowest + self._gap)
        columns = max(1, min(self._most, fit, len(self._items) if self._most > len(self._items) else self._most))
        if not self._even:
            return columns
        return ceil(len(self._items) / ceil(len(self._items) / columns))

    def _lay_out(self, width: int, moves: bool) -> int:
        """Walk row by row; returns the height of it all."""
        columns, top = self._columns(width), 0
        across = (width - (columns - 1) * self._gap) / columns
        for first in range(0, len(self._items), columns):
            row = self._items[first : first + columns]
            high = max(_height(item, int(across)) for item in row)
            for place, item in enumerate(row):
                left, right = round(place * (across + self._gap)), round(place * (across + self._gap) + across)
                if moves:
                    item.setGeometry(left, top, right - left, high)
            top += high + self._gap
            if self._panel is not None and first <= self._under < first + columns:
                top += self._lay_panel(width, top, moves) + self._gap
        return max(0, top - self._gap)

    def _lay_panel(self, width: int, top: int, moves: bool) -> int:
        assert self._panel is not None
        high = _height(self._panel, width)
        if moves:
            self._panel.setGeometry(0, top, width, high)
        return high

    def _order_for_tab(self, panel: QWidget, index: int) -> None:
        """The panel comes right after the item it belongs to."""
        inside = [one for one in panel.findChildren(QWidget) if one.focusPolicy().value]
        before: QWidget = self._items[index]
        for one in inside:
            QWidget.setTabOrder(before, one)
            before = one


def _height(item: QWidget, width: int) -> int:
    least = max(item.minimumHeight(), item.minimumSizeHint().height())
    wanted = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(least, wanted)
