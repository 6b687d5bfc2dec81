"""One thing in the middle of a page, never wider than drawn, as high as its words need at the width it really gets.

Apart from Qt's layouts, whose stretches promise a wrapped text one width and give it another.
"""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from carecompanion.ui.theme import look


class Centred(QWidget):
    """`child` is at most `width` px wide (before growing), with `side` and `above` px around it; with `at_top` in the
    middle only from side to side."""

    def __init__(self, child: QWidget, width: int, side: int = 32, above: int = 24, *, at_top: bool = False) -> None:
        super().__init__()
        self._at_top = at_top
        self._child, self._width = child, look.px(width)
        self._side, self._above = look.space(side), look.space(above)
        self._below = look.space(4) if at_top else self._above
        child.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = self._width + 2 * self._side
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def heightForWidth(self, width: int) -> int:
        return self._height_of_child(self._width_of_child(width)) + self._above + self._below

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        width = self._width_of_child(self.width())
        height = self._height_of_child(width)
        top = self._above if self._at_top else max(self._above, (self.height() - height) // 2)
        self._child.setGeometry((self.width() - width) // 2, top, width, height)

    def _width_of_child(self, width: int) -> int:
        return max(0, min(width - 2 * self._side, self._width))

    def _height_of_child(self, width: int) -> int:
        layout = self._child.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._child.sizeHint().height()
