"""Up and down move the focus within a list; the list is one stop for Tab."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ArrowKeys(QObject):
    """Lives as long as `owner`. Tab reaches the control that had the focus last, at first number `start`."""

    def __init__(self, owner: QWidget, items: Sequence[QWidget], start: int = 0) -> None:
        super().__init__(owner)
        self._items: list[QWidget] = []
        for item in items:
            self.add(item)
        if self._items:
            self._mark(self._items[min(start, len(self._items) - 1)])

    def add(self, item: QWidget) -> None:
        """One more at the end; the first of all is where Tab arrives."""
        item.installEventFilter(self)
        self._items.append(item)
        item.setFocusPolicy(Qt.FocusPolicy.ClickFocus if len(self._items) > 1 else Qt.FocusPolicy.StrongFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched in self._items:
            self._mark(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._items:
            return self._press(watched, event)
        return False

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        shown = [item for item in self._items if not item.isHidden()]
        if watched not in shown:
            return False
        here, key = shown.index(watched), Qt.Key(event.key())
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(shown) - 1}
        if key in _STEPS:
            there = min(max(0, here + _STEPS[key]), len(shown) - 1)
        elif key in ends:
            there = ends[key]
        else:
            return False
        shown[there].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _mark(self, chosen: QObject) -> None:
        for item in self._items:
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if item is chosen else Qt.FocusPolicy.ClickFocus)
