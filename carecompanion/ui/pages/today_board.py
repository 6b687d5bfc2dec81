"""How Today's cards lie: the large one and a pair at the left, the aside at the right; below where there is no room."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.cropped import CroppedPicture

ASIDE, BESIDE_FROM = 326, 560
PICTURE_SHARE = 312 / 740
_WIDEST = 16_777_215


class Board(QWidget):
    """Fill `left`, `pair` and `aside`."""

    def __init__(self) -> None:
        super().__init__()
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(look.space(24))
        upright = QBoxLayout.Direction.TopToBottom
        self.pair = QBoxLayout(upright if look.is_one_column else QBoxLayout.Direction.LeftToRight)
        self.left = QVBoxLayout()
        self.aside = QBoxLayout(upright)
        for part in (self.pair, self.left, self.aside):
            part.setSpacing(look.space(20))
        whole = QVBoxLayout()
        whole.setSpacing(look.space(20))
        whole.addLayout(self.left)
        whole.addLayout(self.pair, 1)
        self._outer.addLayout(whole, 1)
        self._side = QWidget()
        self._side.setLayout(self.aside)
        self.aside.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._side)
        self._is_beside = not look.is_one_column  # as it is nearly always: then no second layout is needed
        self._place_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = event.size().width() - look.px(ASIDE) - look.space(24)
        is_beside = not look.is_one_column and left >= look.px(BESIDE_FROM)
        if self._is_beside != is_beside:
            self._is_beside = is_beside
            self._place_side()

    def _place_side(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        is_beside = self._is_beside
        self._outer.setDirection(across if is_beside else down)
        self._outer.setSpacing(look.space(24 if is_beside else 20))
        self._side.setMinimumWidth(look.px(ASIDE) if is_beside else 0)
        self._side.setMaximumWidth(look.px(ASIDE) if is_beside else _WIDEST)
        self.aside.setDirection(down if is_beside or look.is_one_column else across)


class Words(QWidget):
    """The words beside the picture of a large card."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setSpacing(0)


class PicturedCard(Card):
    """A picture at the left (above in one column), never more than its share of the width, and words beside it."""

    def __init__(self, picture: CroppedPicture, words: QWidget) -> None:
        super().__init__(padding=0)
        self._picture = picture
        upright = look.is_one_column
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(0)
        row.setContentsMargins(look.space(12), look.space(12), look.space(12) if upright else 0, look.space(12))
        row.addWidget(picture)
        words.layout().setContentsMargins(
            look.space(12 if upright else 24), look.space(10), look.space(12 if upright else 24), look.space(8)
        )
        row.addWidget(words, 1)
        self.body.addLayout(row)
        if upright:
            picture.setFixedHeight(look.space(140))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not look.is_one_column:
            self._picture.setFixedWidth(
                min(self._picture.sizeHint().width(), int(event.size().width() * PICTURE_SHARE))
            )
