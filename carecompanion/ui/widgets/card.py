"""White boxes with a thin border and no shadow, and the thin line that parts what is inside one."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.shapes import paint_box


class Card(QFrame):
    """A box for other widgets; put them into `body`, a column with 12 px between. `padding` is before growing."""

    def __init__(
        self, padding: int = 20, radius: str = "card", background: str = "surface", border: str = "border"
    ) -> None:
        super().__init__()
        self._radius, self.background, self.border = radius, background, border
        self.body = QVBoxLayout(self)
        around = look.space(padding) + 1
        self.body.setContentsMargins(around, around, around, around)
        self.body.setSpacing(look.space(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        width = 2 if look.is_high_contrast and self.border else 1
        paint_box(QPainter(self), self.rect(), look.radius(self._radius), self.background, self.border, width)


class Hairline(QWidget):
    """A decorative line, 1 px high."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look.color("border"))
