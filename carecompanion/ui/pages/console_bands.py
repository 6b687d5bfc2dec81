"""Results of a round in small, on the console: exactly what the wall would show, and nothing else."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.learning.room_view import BarRow, Counts
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import Label

HEIGHT, LABEL = 18, 112
HUES = {1: ("primary",), 2: ("ochreSoft", "primary")}  # as on the wall: one bar, or before and after


class MiniBar(QWidget):
    """A share of 1, 18 high. Its words stand beside it."""

    def __init__(self, share: float, hue: str) -> None:
        super().__init__()
        self._share, self._hue = share, hue
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(120), look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(40), look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        paint_box(painter, self.rect(), look.space(4), "sunken", "border" if look.is_high_contrast else "")
        box.setWidth(round(box.width() * self._share))
        if box.width() >= 1:
            paint_box(painter, box, look.space(4), self._hue, "ochre" if self._hue == "ochreSoft" else "")


class Bands(QWidget):
    """One screen of results without its title: a row for each band or question, and what is said below."""

    def __init__(self, counts: Counts) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        if counts.rows:
            grid = QGridLayout()
            grid.setHorizontalSpacing(look.space(10))
            grid.setVerticalSpacing(look.space(8))
            grid.setColumnStretch(1, 1)
            for row in counts.rows:
                _add_row(grid, row, counts)
            column.addLayout(grid)
        if counts.sentence:
            column.addWidget(Label(counts.sentence, "ui"))
        if counts.about:
            column.addWidget(Label(counts.about, "small", "textMuted"))


def _add_row(grid: QGridLayout, row: BarRow, counts: Counts) -> None:
    """The label beside one bar; above two, or above a sentence in their place."""
    place = grid.rowCount()
    has_bars = any(bar.words for bar in row.bars)
    label = Label(row.label, "ui")
    if has_bars and len(row.bars) == 1:
        label.setMaximumWidth(look.px(LABEL) if not look.is_one_column else look.px(LABEL * 3))
        grid.addWidget(label, place, 0)
        grid.addWidget(MiniBar(row.bars[0].share, HUES[1][0]), place, 1)
        grid.addWidget(Label(row.bars[0].words, "ui", wrap=False, weight=600), place, 2)
        return
    grid.addWidget(label, place, 0, 1, 3)
    if not has_bars:
        grid.addWidget(Label(row.result_note, "small", "textMuted"), place + 1, 0, 1, 3)
        return
    for number, (bar, hue, name) in enumerate(zip(row.bars, HUES[2], counts.legend, strict=False), 1):
        grid.addWidget(Label(name, "small", "textMuted"), place + number, 0)
        grid.addWidget(MiniBar(bar.share, hue), place + number, 1)
        grid.addWidget(Label(bar.words, "ui", wrap=False, weight=600), place + number, 2)
    said = ", ".join(words for words in (row.result, row.result_note) if words)
    grid.addWidget(Label(said, "ui", weight=600), place + 3, 0, 1, 3)
