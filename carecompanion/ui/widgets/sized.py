"""Words in a role's face at a size of their own, for the few titles the mockups draw between two roles."""

from math import ceil

from PySide6.QtGui import QFontMetricsF

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.text import Label, TextBlock


class SizedBlock(TextBlock):
    """`size` and `line` are before growing."""

    def __init__(self, text: str, role: str, size: float, line: float, weight: int = 0) -> None:
        super().__init__(text, role, weight, round(look.px(line) * look.leading))
        self.font.setPixelSize(look.px(size))
        self._metrics = metrics = QFontMetricsF(self.font)
        self.natural = max((ceil(metrics.horizontalAdvance(part)) for part in text.split("\n")), default=0)
        self.narrowest = max((ceil(metrics.horizontalAdvance(word)) for word in text.split()), default=0)
        self._baseline = round((self.line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent())


class SizedLabel(Label):
    """A label of a `SizedBlock`."""

    def __init__(
        self, text: str, role: str, size: float, line: float, color: str = "text", wrap: bool = True, weight: int = 0
    ) -> None:
        self._size, self._line = size, line
        super().__init__(text, role, color, wrap, weight)

    def _block_of(self, text: str) -> SizedBlock:
        return SizedBlock(text, self._role, self._size, self._line, self._weight)
