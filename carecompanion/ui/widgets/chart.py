"""A drawing a person can walk through with the arrow keys; each stop is told to a screen reader.

A label with a picture underneath, because that is what Qt calls a graphic aloud; its name sums the drawing up, its
description is the stop one is at.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.focus import Ringed


class Chart(Ringed, QLabel):
    """`current` is the stop shown, -1 for none. A kind of chart says its `stops`, `spoken` and `step`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.current = -1
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        self.setPixmap(nothing)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def stops(self) -> int:
        """How many there are."""
        raise NotImplementedError

    def spoken(self, stop: int) -> str:
        """What is there."""
        raise NotImplementedError

    def step(self, key: Qt.Key) -> int:
        """Where a key leads from `current`, -1 when the key is not ours."""
        raise NotImplementedError

    def go_to(self, stop: int) -> None:
        """Show a stop and say it."""
        self.current = stop
        words = self.spoken(stop) if stop >= 0 else ""
        self.setAccessibleDescription(words)
        announce(self, words)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        there = self.step(Qt.Key(event.key())) if self.stops() else -1
        if there < 0:
            super().keyPressEvent(event)
            return
        self.go_to(there)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.go_to(-1)
