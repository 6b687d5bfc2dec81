"""A box to tick with a sentence that may be long: a native check box whose words wrap."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock

BOX, GAP, HEIGHT = 26, 12, 44


class Tick(Ringed, QCheckBox):
    """`text` beside a box of 26 px; the whole sentence can be clicked. 44 high at least."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._block = TextBlock(text)
        self._has_error = False
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_error(self, is_wrong: bool) -> None:
        self._has_error = is_wrong
        self.update()

    def sizeHint(self) -> QSize:
        width = self._before() + self._block.natural
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._before() + self._block.narrowest, look.px(HEIGHT))

    def heightForWidth(self, width: int) -> int:
        return max(look.px(HEIGHT), self._block.height(width - self._before()) + 2 * look.space(8))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self._block.height(self.width() - self._before())
        top = (self.height() - words) // 2
        self._paint_box(painter, top)
        self._block.paint(painter, self._before(), top, self.width() - self._before(), look.color("text"))

    def _paint_box(self, painter: QPainter, words_top: int) -> None:
        side = look.px(BOX)
        box = QRect(1, words_top + (self._block.line - side) // 2, side, side)
        is_marked = self.isChecked() or self.underMouse()
        edge = "danger" if self._has_error else "primary" if is_marked else "borderStrong"
        fill = "primary" if self.isChecked() else "surface"
        width = 2 if self._has_error or look.is_high_contrast else 1
        paint_box(painter, box, look.radius("key"), fill, edge, width)
        if self.isChecked():
            size = look.px(18)
            mark = pixmap("check", "onPrimary", size, self.devicePixelRatioF())
            painter.drawPixmap(box.center() - QPoint(size // 2 - 1, size // 2 - 1), mark)

    def _before(self) -> int:
        return look.px(BOX) + look.space(GAP) + 1
