"""One of several, chosen from a menu: a label above, and a button that says what it is now."""

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, Paint
from carecompanion.ui.widgets.drop_menu import DropMenu
from carecompanion.ui.widgets.icon import paint_icon
from carecompanion.ui.widgets.text import Label, TextBlock


class MenuButton(Button):
    """Words at the left, as in a field, and the sign of a menu at the right."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "outline", trailing_icon="chevron-down")

    def _measure(self, text: str) -> None:
        super()._measure(text)
        self._block = TextBlock(text, "body")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        size.setWidth(self._across + min(self._block.narrowest, look.px(160)))
        return size

    def _paint_content(self, painter: QPainter, paint: Paint) -> None:
        room = self.width() - self._across
        top = (self.height() - self._block.height(room)) // 2
        self._block.paint(painter, look.space(15), top, room, look.color(paint.words))
        side = look.px(18)
        box = QRect(self.width() - look.space(14) - side, (self.height() - side) // 2, side, side)
        paint_icon(painter, box, "chevron-down", paint.words, 18)


class MenuChoice(QWidget):
    """`opening(menu)` asks whoever listens to fill the menu."""

    opening = Signal(DropMenu)

    def __init__(self, label: str, now: str) -> None:
        super().__init__()
        self._label = label
        self.button = MenuButton(now)
        self.button.setAccessibleDescription(label)
        self.button.clicked.connect(self._open)
        self.setFocusProxy(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        column.addWidget(Label(label, "small", "textMuted"))
        column.addWidget(self.button)

    def set_words(self, words: str) -> None:
        self.button.setText(words)

    def _open(self) -> None:
        menu = DropMenu(self, self._label)
        self.opening.emit(menu)
        menu.open_at(self.button, QPoint(0, self.button.height() + 4))
