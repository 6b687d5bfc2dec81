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

    `lowered(True)` says that it took room from `aside`, too.
    """

    lowered = Signal(bool)

    def __init__(self, cards: Sequence[QWidget], aside: QWidget | None, desk: DeskCards | None) -> None:
        super().__init__()
        self._desk, self._place = desk, ""
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
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(self._left, 1)
        if aside is not None:
            scroll = PageScroll(aside)
            scroll.setFixedWidth(self._aside_width)
            row.addWidget(scroll)
        self._outer = _column(self)
        self._outer.addLayout(row, 1)
        self._holder = QWidget()
        self._around = _column(self._holder)
        if desk is not None:
            self._around.addWidget(desk)
            self._put("list")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._desk is None:
            return
        whole, most = event.size().width(), LARGEST_SHARE * event.size().height()
        beside = whole - self._aside_width - self._edge - SCROLL_BAR
        if self._desk.heightForWidth(beside) <= most:
            self._put("left")
        else:
            self._put("under" if self._desk.heightForWidth(whole) <= most else "list")

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
