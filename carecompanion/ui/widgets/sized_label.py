"""Words whose size lies between two roles: the motto on the picker, the sample of a text size."""

from math import ceil

from PySide6.QtGui import QFontMetricsF

from carecompanion.ui.widgets.text import Label, TextBlock


class SizedBlock(TextBlock):
    """A block of a role, in letters `size` px high and lines `line` px high (both already grown)."""

    def __init__(self, text: str, role: str, size: int, line: int) -> None:
        super().__init__(text, role, line=line)
        self.font.setPixelSize(size)
        self._metrics = metrics = QFontMetricsF(self.font)
        self.natural = max((ceil(metrics.horizontalAdvance(part)) for part in text.split("\n")), default=0)
        self.narrowest = max((ceil(metrics.horizontalAdvance(word)) for word in text.split()), default=0)
        self._baseline = round((line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent())


class SizedLabel(Label):
    """A label of a role in another size."""

    def __init__(self, text: str, role: str, size: int, line: int, color: str = "text") -> None:
        self._sizes = size, line
        super().__init__(text, role, color)

    def _block_of(self, text: str) -> SizedBlock:
        return SizedBlock(text, self._role, *self._sizes)

    def set_size(self, size: int, line: int) -> None:
        self._sizes = size, line
        self.setText(self.text())
