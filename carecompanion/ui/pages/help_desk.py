"""The way from Help to the desk cards: a button for each, in sight without scrolling where there is room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.content.scene import DeskCard
from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.scroll import PageScroll, scroll_to
from carecompanion.ui.widgets.text import Label

ASIDE, BESIDE, BELOW, SCROLL_BAR = 372, 24, 16, 14
LEAST_LINES = 460  # a number and the hours beside it
LARGEST_SHARE = 0.3  # of the height, for what stays while the lines scroll


class DeskCards(Card):
    """«Tarjetas para atender». `card_asked` names the card."""

    card_asked = Signal(str)

    def __init__(self, cards: Sequence[DeskCard]) -> None:
        super().__init__()
        self.setObjectName("desk-cards")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        across, above = look.space(16) + 1, look.space(10) + 1
        self.body.setContentsMargins(across, above, across, above)
        title = Label(_("Cards for the desk"), "h3", wrap=False)
        self._buttons = [self._button(card) for card in cards]
        self.body.addWidget(FlowRow([title, *self._buttons], look.space(8)))

    def focus_first(self) -> None:
        """The keyboard goes there, and all of them come into sight."""
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        scroll_to(self)

    def _button(self, card: DeskCard) -> Button:
        button = Button(card.title, icon=card.icon)
        button.setObjectName(f"card-{card.id}")
        button.setAccessibleDescription(card.about)
        button.clicked.connect(lambda: self.card_asked.emit(card.id))
        return button


class HelpColumns(QWidget):
    """`cards` and `aside`, each scrolling for itself; `desk` stays in sight under the cards, or under both where that
    is lower. Where it would leave the lines too little, it scrolls with them, right after the first card.

    Where two columns have no room, all of it is one: the first card, `desk`, `aside`, and the other cards.
    `lowered(True)` says that `desk` took room from `aside`, too; `narrowed` that one column is left, or two again.
    """

    lowered = Signal(bool)
    narrowed = Signal(bool)

    def __init__(self, cards: Sequence[QWidget], aside: QWidget | None, desk: DeskCards | None) -> None:
        super().__init__()
        self._desk, self._aside = desk, aside
        self._place, self._is_narrow = "", False
        self._edge = look.space(BESIDE) - SCROLL_BAR
        self._aside_width = look.px(ASIDE) if aside is not None else 0
        content = QWidget()
        self._list = _column(content, look.space(20))
        self._list.setContentsMargins(0, 0, self._edge, 0)
        for card in cards:
            self._list.addWidget(card)
        self._list.addStretch(1)
        self._left = _column()
        self._left.addWidget(PageScroll(content), 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addLayout(self._left, 1)
        self._beside = self._scroll_beside(aside) if aside is not None else None
        self._outer = _column(self)
        self._outer.addLayout(self._row, 1)
        self._holder = QWidget()
        self._around = _column(self._holder)
        if desk is not None:
            self._around.addWidget(desk)
            self._put("list")

    def _scroll_beside(self, aside: QWidget) -> PageScroll:
        scroll = PageScroll(aside)
        scroll.setFixedWidth(self._aside_width)
        self._row.addWidget(scroll)
        return scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole, most = event.size().width(), LARGEST_SHARE * event.size().height()
        beside = whole - self._aside_width - self._edge - SCROLL_BAR
        self._narrow(look.is_one_column or beside < look.px(LEAST_LINES))
        if self._desk is None:
            return
        if self._is_narrow:
            self._put("list")
        elif self._desk.heightForWidth(beside) <= most:
            self._put("left")
        else:
            self._put("under" if self._desk.heightForWidth(whole) <= most else "list")

    def _narrow(self, is_narrow: bool) -> None:
        """One column: words for asking come last, so that what can be done at once is not below them."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._list.setContentsMargins(0, 0, 0 if is_narrow else self._edge, 0)
        if self._beside is not None and self._aside is not None:
            self._beside.setVisible(not is_narrow)
            if is_narrow:
                self._beside.takeWidget()
                self._list.insertWidget(2 if self._place == "list" else 1, self._aside)
                self._aside.show()
            else:
                self._list.removeWidget(self._aside)
                self._beside.setWidget(self._aside)
        self.narrowed.emit(is_narrow)

    def _put(self, place: str) -> None:
        if place == self._place:
            return
        self._place = place
        for layout in (self._list, self._left, self._outer):
            layout.removeWidget(self._holder)
        edge = self._edge + SCROLL_BAR if place == "left" else 0
        self._around.setContentsMargins(0, 0 if place == "list" else look.space(BELOW), edge, 0)
        match place:
            case "left":
                self._left.addWidget(self._holder)
            case "under":
                self._outer.addWidget(self._holder)
            case _:
                self._list.insertWidget(1, self._holder)
        self.lowered.emit(place == "under")


def _column(owner: QWidget | None = None, spacing: int = 0) -> QVBoxLayout:
    made = QVBoxLayout(owner) if owner is not None else QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    return made
