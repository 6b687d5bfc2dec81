"""A few levels as equal buttons, a tick on the chosen one; upright where they have no room side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.one_of import OneOf, Pick
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import block_of
from carecompanion.ui.widgets.wrap_grid import WrapGrid

HEIGHT, PADDING, ICON, GAP = 46, 10, 16, 8
TALL, TALL_SIZE, TALL_LINE = 84, 20, 26  # where a room answers, one person after the other


class Level(Pick):
    """One level. Its tick comes beside the words; the button keeps its width."""

    def __init__(self, words: str, is_tall: bool = False) -> None:
        super().__init__(words)
        self._high = look.px(TALL if is_tall else HEIGHT)
        size, line = (TALL_SIZE, look.px(TALL_LINE)) if is_tall else (0, 0)
        self._plain, self._bold = (block_of(words, "ui", weight, line, size) for weight in (500, 600))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(self._around() + self._bold.natural, self._high)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._around() + self._bold.narrowest, self._high)

    def heightForWidth(self, width: int) -> int:
        words = self._bold.height(max(width - self._around(), self._bold.narrowest))
        return max(self._high, words + 2 * look.space(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, is_on = QPainter(self), self.isChecked()
        self._paint_box(painter)
        block, color = (self._bold, "onPrimarySoft") if is_on else (self._plain, "text")
        color = color if self.isEnabled() else "disabledText"
        width = block.width(max(1, self.width() - self._around()))
        tick = self._tick() if is_on else 0
        x, height = (self.width() - tick - width) // 2, block.height(width)
        if is_on:
            size = look.px(ICON)
            mark = pixmap("check", color, size, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - size) // 2, mark)
        top = (self.height() - height) // 2
        block.paint(painter, x + tick, top, width, look.color(color), Qt.AlignmentFlag.AlignHCenter)

    def _paint_box(self, painter: QPainter) -> None:
        is_on, is_off = self.isChecked(), not self.isEnabled()
        fill = "disabledBg" if is_off else "primarySoft" if is_on or self.isDown() else "surface"
        is_near = is_on or self.isDown() or self.underMouse()
        edge = "primaryPressed" if self.isDown() else "primary" if is_near else "borderStrong"
        edge = "disabledText" if is_off else edge
        paint_box(painter, self.rect(), look.radius("control"), fill, edge, 2 if is_on else 1)

    def _tick(self) -> int:
        return look.px(ICON) + look.space(GAP)

    def _around(self) -> int:
        return 2 * (look.space(PADDING) + 1) + self._tick()


class LevelRow(WrapGrid):
    """`options` are values with their words. `chosen(value)` when the person chooses another, or None for none: a
    click on the chosen one or Delete takes it back. Nothing is chosen at first. With `is_tall` they are 84 high."""

    chosen = Signal(object)

    def __init__(
        self, options: Sequence[tuple[int, str]], name: str = "", answer: int | None = None, *, is_tall: bool = False
    ) -> None:
        self.levels = [Level(words, is_tall) for _value, words in options]
        self._widest = max((level.sizeHint().width() for level in self.levels), default=0)
        narrowest = max((level.minimumSizeHint().width() for level in self.levels), default=0)
        super().__init__(self.levels, narrowest, max(1, len(options)), look.space(8))
        self.setAccessibleName(name)
        for (number, _words), level in zip(options, self.levels, strict=True):
            level.setObjectName(f"level-{number}")
            level.setAccessibleDescription(name)
        self._one = OneOf(self, self.levels, [number for number, _words in options])
        self._one.chosen.connect(self.chosen)
        self.set_answer(answer)

    @property
    def answer(self) -> int | None:
        return self._one.value

    def set_answer(self, value: int | None) -> None:
        """Show a value without telling."""
        self._one.choose(value)

    def clear(self) -> None:
        """Nothing chosen, without telling."""
        self._one.choose(None)

    def _columns(self, width: int) -> int:
        """All in one row with whole words, or one below the other."""
        total = len(self.levels)
        needed = total * self._widest + (total - 1) * self._gap
        return max(1, total) if width >= needed else 1
