"""Two columns where both have room, else everything under each other; as high as the words need."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.measured import Measured

BETWEEN = 20


class Beside(Measured):
    """At the left `first` and under it `then`, at the right `aside`, `width` px wide (before growing).

    Where that would leave less than `least` px for the left, what stands aside comes between the two.
    """

    def __init__(self, first: QWidget, then: QWidget, aside: QWidget, *, width: int, least: int, gap: int = 56) -> None:
        super().__init__()
        self._first, self._then, self._aside = first, then, aside
        self._width, self._least, self._gap = look.px(width), look.px(least), look.space(gap)
        for one in (first, aside, then):
            one.setParent(self)

    def sizeHint(self) -> QSize:
        width = self._least + self._gap + self._width
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _lay_out(self, width: int, moves: bool) -> int:
        left = width - self._gap - self._width
        if look.is_one_column or left < self._least:
            return _stack((self._first, self._aside, self._then), 0, width, moves)
        high = _stack((self._first, self._then), 0, left, moves)
        return max(high, _stack((self._aside,), left + self._gap, self._width, moves))


def _stack(items: tuple[QWidget, ...], x: int, width: int, moves: bool) -> int:
    """One under the other; returns how high they are together."""
    top = 0
    for item in items:
        high = _height(item, width)
        if moves:
            item.setGeometry(x, top, width, high)
        top += high + look.space(BETWEEN)
    return top - look.space(BETWEEN)


def _height(item: QWidget, width: int) -> int:
    wanted = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(item.minimumSizeHint().height(), wanted)
