"""How the other person feels: five segments between two words. A native progress bar underneath; no number is shown."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from carecompanion.i18n import _
from carecompanion.ui.theme import look

LEVELS = 5
RADIUS = 4


class FeelingMeter(QProgressBar):
    """`level` 1 to 5 of what `title` names, between the two words of `ends`. `height` and `gap` are before growing."""

    def __init__(self, title: str, level: int, ends: tuple[str, str], height: int = 14, gap: int = 5) -> None:
        super().__init__()
        self._gap = gap
        self.setRange(0, LEVELS)
        self.setValue(level)
        self.setTextVisible(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(look.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = _("{title}: {level} of {most}, from “{low}” to “{high}”")
        self.setAccessibleName(words.format(title=title, level=level, most=LEVELS, low=ends[0], high=ends[1]))

    def sizeHint(self) -> QSize:
        return QSize(look.px(190), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """In high contrast what is not filled is an outline: a grey alone would say little."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = look.space(self._gap)
        wide = (self.width() - (LEVELS - 1) * gap) / LEVELS
        for number in range(LEVELS):
            is_filled = number < self.value()
            box = QRectF(number * (wide + gap), 0, wide, self.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("plum" if is_filled else "track"))
            if look.is_high_contrast and not is_filled:
                painter.setBrush(look.color("surface"))
                painter.setPen(QPen(look.color("border"), 1))
                box.adjust(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, look.px(RADIUS), look.px(RADIUS))
