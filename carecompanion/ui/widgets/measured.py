"""What lays out its own children and says its true height for every width: rows that flow, grids that wrap."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Measured(QWidget):
    """Give it `_lay_out(width, moves)`: the height of it all in `width` px, moving the children only with `moves`."""

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}  # by width; cleared by whatever changes inside
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Boxes within boxes ask for the same width many times."""
        if width not in self._heights:
            self._heights[width] = self._lay_out(width, moves=False)
        return self._heights[width]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.width(), moves=True)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed inside while nobody saw it was not told."""
        super().showEvent(event)
        before, self._heights = self._heights, {}
        width = self.width()
        if width in before and before[width] != self.heightForWidth(width):
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.take_new_height()
        return super().event(event)

    def take_new_height(self) -> None:
        """Something inside is another, or of another size."""
        self._heights.clear()
        self.updateGeometry()
        self._lay_out(self.width(), moves=True)

    def _lay_out(self, width: int, moves: bool) -> int:
        raise NotImplementedError
