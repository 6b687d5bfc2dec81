"""A few small buttons of which one may be chosen, at their own widths, wrapped where they have no room.

For what is answered in passing; a row of equal levels is in `levels`. Native radio buttons below.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.one_of import OneOf, Pick
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import block_of

HEIGHT, PADDING, ICON, GAP, BETWEEN = 36, 14, 16, 6, 10


class SmallPick(Pick):
    """Looks like a small button; a tick before its words when chosen."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._block = block_of(words, "ui", 600, look.line("label"))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(lambda _on: self.updateGeometry())

    def sizeHint(self) -> QSize:
        return QSize(self._around() + self._block.natural, look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._around() + self._block.narrowest, look.px(HEIGHT))

    def heightForWidth(self, width: int) -> int:
        words = self._block.height(max(width - self._around(), self._block.narrowest))
        return max(look.px(HEIGHT), words + 2 * look.space(7))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, is_on = QPainter(self), self.isChecked()
        is_near = is_on or self.isDown() or self.underMouse()
        fill = "primarySoft" if is_on or self.isDown() else "surface"
        edge = "primaryPressed" if self.isDown() else "primary" if is_near else "borderStrong"
        paint_box(painter, self.rect(), look.radius("control"), fill, edge, 2 if is_on else 1)
        color = "onPrimarySoft" if is_on else "text"
        room = max(1, self.width() - self._around())
        width, height = self._block.width(room), self._block.height(room)
        x = (self.width() - width - self._tick()) // 2
        if is_on:
            size = look.px(ICON)
            painter.drawPixmap(x, (self.height() - size) // 2, pixmap("check", color, size, self.devicePixelRatioF()))
        top = (self.height() - height) // 2
        self._block.paint(painter, x + self._tick(), top, width, look.color(color), Qt.AlignmentFlag.AlignHCenter)

    def _tick(self) -> int:
        return look.px(ICON) + look.space(GAP) if self.isChecked() else 0

    def _around(self) -> int:
        return 2 * (look.space(PADDING) + 1) + self._tick()


class PickRow(FlowRow):
    """`options` are names with their words; nothing is chosen at first. `chosen(name)` when it changes, "" when a click
    on the chosen one, or Delete, took it back. Each button's object name is `prefix` and its own name."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], name: str, prefix: str = "", answer: str = "") -> None:
        self.picks = [SmallPick(words) for _name, words in options]
        super().__init__(self.picks, look.space(BETWEEN))
        self._names = [option for option, _words in options]
        self.setAccessibleName(name)
        for option, pick in zip(self._names, self.picks, strict=True):
            pick.setObjectName(f"{prefix}{option}")
            pick.setAccessibleDescription(name)
        self._one = OneOf(self, self.picks, range(len(self.picks)))
        self._one.chosen.connect(lambda value: self.chosen.emit("" if value is None else self._names[value]))
        self.set_answer(answer)

    @property
    def answer(self) -> str:
        return "" if self._one.value is None else self._names[self._one.value]

    def set_answer(self, answer: str) -> None:
        """Show this one as chosen, or none, without telling."""
        self._one.choose(self._names.index(answer) if answer in self._names else None)
