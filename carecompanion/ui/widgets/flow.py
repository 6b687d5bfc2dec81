"""Widgets side by side at their own widths; what has no room goes to the next row. For buttons that follow words."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from carecompanion.ui.widgets.measured import Measured


class FlowRow(Measured):
    """`items` with `gap` px between, centred in their row's height."""

    def __init__(self, items: Sequence[QWidget], gap: int) -> None:
        super().__init__()
        self._items, self._gap = list(items), gap
        for item in self._items:
            item.setParent(self)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self._gap for item in self._items) - self._gap
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        narrowest = max((item.minimumSizeHint().width() for item in self._items), default=0)
        return QSize(narrowest, max((item.minimumSizeHint().height() for item in self._items), default=0))

    def _lay_out(self, width: int, moves: bool) -> int:
        top = 0
        for row in self._rows(width):
            high, left = max(_height(item, wide) for item, wide in row), 0
            for item, wide in row:
                own = _height(item, wide)
                if moves:
                    item.setGeometry(left, top + (high - own) // 2, wide, own)
                left += wide + self._gap
            top += high + self._gap
        return max(0, top - self._gap)

    def _rows(self, width: int) -> list[list[tuple[QWidget, int]]]:
        rows: list[list[tuple[QWidget, int]]] = []
        left = 0
        for item in self._items:
            wide = min(item.sizeHint().width(), max(width, item.minimumSizeHint().width()))
            if not rows or left + wide > width:
                rows.append([])
                left = 0
            rows[-1].append((item, wide))
            left += wide + self._gap
        return rows


def _height(item: QWidget, width: int) -> int:
    wanted = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(item.minimumSizeHint().height(), wanted)
