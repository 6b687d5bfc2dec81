"""Lists of sessions: a row for each, and no more rows than somebody asked to see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _, day_text, ngettext, short_day_text
from carecompanion.services.session_cards import SessionCard
from carecompanion.ui.pages.facilitate_words import coming_words, is_few, past_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import paint_icon
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label, TextBlock

AT_FIRST, AT_ONCE = 6, 40  # rows; each «Mostrar más» shows as many again as there are, and no more than that at once
TILE = 60


@dataclass(frozen=True, slots=True)
class RowActs:
    """What a row's buttons do: its first one, and the menu under its last; and how rows to be shown get their words."""

    open: Callable[[SessionCard], None]
    more: Callable[[SessionCard, QWidget], None]
    completed: Callable[[Sequence[SessionCard]], Sequence[SessionCard]]


class DateTile(QWidget):
    """Day and month, large and small; a calendar where there is no day. Silent: the row says the day in words."""

    def __init__(self, day: date | None) -> None:
        super().__init__()
        self._day = day
        words = short_day_text(day).split(" ") if day is not None else ["", ""]
        self._number, self._month = TextBlock(words[0], "h2"), TextBlock(words[1], "small")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(TILE), look.px(TILE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, middle = QPainter(self), Qt.AlignmentFlag.AlignHCenter
        edge = "border" if look.is_high_contrast else ""
        paint_box(painter, self.rect(), look.radius("control"), "sunken", edge)
        if self._day is None:
            paint_icon(painter, self.rect(), "calendar", "textMuted", 24)
            return
        top = (self.height() - self._number.line - self._month.line) // 2
        self._number.paint(painter, 0, top, self.width(), look.color("text"), middle)
        top += self._number.line
        self._month.paint(painter, 0, top, self.width(), look.color("textMuted"), middle)


class SessionRows(Card):
    """A card with a heading and rows. `is_past` decides what a row says and what its button does."""

    shown_more = Signal(int)

    def __init__(
        self,
        title: str,
        cards: Sequence[SessionCard],
        acts: RowActs,
        about: str = "",
        *,
        is_past: bool = False,
        shown: int = AT_FIRST,
    ) -> None:
        super().__init__(padding=0)
        self._cards, self._acts, self._is_past = list(cards), acts, is_past
        self.shown = 0
        self.body.setSpacing(0)
        self.body.addWidget(_heading(title, about))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._more = Button("", "link", "chevron-down")
        self._more.setObjectName("show-past" if is_past else "show-coming")
        self._more.clicked.connect(self._on_more_clicked)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(look.space(8), look.space(8), look.space(8), look.space(8))
        foot.addWidget(self._more)
        foot.addStretch(1)
        self.body.addWidget(self._foot)
        self.body.addStretch(1)
        self._show(min(shown, len(self._cards)))

    def _on_more_clicked(self) -> None:
        first, before = self._cards[self.shown], self.shown
        self._show(min(self.shown + min(self.shown, AT_ONCE), len(self._cards)))
        count = self.shown - before
        announce(self, ngettext("{n} more", "{n} more", count).format(n=count))
        row = self.findChild(QWidget, f"row-{first.session}")
        if row is not None:
            row.findChildren(Button)[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown_more.emit(self.shown)

    def _show(self, count: int) -> None:
        """Rows that come together are laid out by themselves: the more there are, the dearer one large layout is."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for card in self._acts.completed(self._cards[self.shown : count]):
            column.addWidget(Hairline())
            column.addWidget(self._row(card))
        self._rows.addWidget(holder)
        holder.show()  # now, so that it can take the keyboard
        self.shown = count
        rest = len(self._cards) - count
        self._foot.setVisible(rest > 0)
        self._more.setText(ngettext("Show {n} more", "Show more, of {n}", rest).format(n=rest))

    def _row(self, card: SessionCard) -> QWidget:
        row = QWidget()
        row.setObjectName(f"row-{card.session}")
        upright = look.is_one_column
        line = QBoxLayout(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight, row)
        side, ends = look.space(20), look.space(12)
        line.setContentsMargins(side, ends, side, ends)
        line.setSpacing(look.space(12))
        beside = QHBoxLayout()
        beside.setSpacing(look.space(22))
        day = card.ran_on or card.day if self._is_past else card.day
        beside.addWidget(DateTile(day), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        title = Label(card.title, "h3", weight=600)
        title.setAccessibleDescription("" if day is None else day_text(day, with_weekday=True, with_year=True))
        words.addStretch(1)
        words.addWidget(title)
        words.addWidget(Label(past_words(card) if self._is_past else coming_words(card), "ui", "textMuted"))
        if card.lacks and not self._is_past:
            words.addWidget(Label(card.lacks, "small", "onOchreSoft"))
        words.addStretch(1)
        beside.addLayout(words, 1)
        line.addLayout(beside, 1)
        for one in [FlowRow(self._right(card), look.space(12))] if upright else self._right(card):
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter if not upright else Qt.AlignmentFlag(0))
        return row

    def _right(self, card: SessionCard) -> list[QWidget]:
        made: list[QWidget] = []
        if card.resting:
            made.append(Tag(_("Goes on another day"), "sky"))
        elif self._is_past and card.is_closed and is_few(card):
            made.append(Tag(_("Fewer than 5"), "neutral", "shield-check"))
        elif self._is_past and card.is_closed:
            made.append(Tag(_("Closed"), "leaf", "check"))
        elif self._is_past:
            made.append(Tag(_("Not held"), "neutral"))
        words, name = self._act_of(card)
        act = Button(words, size="small")
        act.setObjectName(f"{name}-{card.session}")
        act.clicked.connect(lambda: self._acts.open(card))
        more = IconButton("ellipsis", _("More for this session"), "quiet", "small")
        more.setObjectName(f"more-{card.session}")
        more.clicked.connect(lambda: self._acts.more(card, more))
        for button in (act, more):
            button.setAccessibleDescription(card.title)
        return [*made, act, more]

    def _act_of(self, card: SessionCard) -> tuple[str, str]:
        if self._is_past and card.is_closed:
            return _("View report"), "report"
        return (_("Open"), "open") if card.resting else (_("Edit"), "edit")


def _heading(title: str, about: str) -> QWidget:
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(look.space(20), look.space(16), look.space(20), look.space(14))
    row.setSpacing(look.space(12))
    row.addWidget(Label(title, "h3"), 1)
    if about:
        words = Label(about, "small", "textMuted")
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
    return head
