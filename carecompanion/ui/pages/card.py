"""One desk card, for use beside a woman: large, calm, and nothing private on it. Nothing is kept about reading it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.card_text import is_list_of_terms, parts_of
from carecompanion.content.prose import plain
from carecompanion.content.scene import CardId, CardSection, DeskCard
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.help_cards import Phrase
from carecompanion.ui.pages.lesson_frame import Footer
from carecompanion.ui.read_aloud import SPEED, ReadAloud, Said, readable
from carecompanion.ui.theme import look
from carecompanion.ui.voice import USUAL, may_speak
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.text import Label, ReadingText
from carecompanion.ui.widgets.top_row import PageBody, TopRow
from carecompanion.ui.widgets.wrap_grid import WrapGrid

GAP, EDGE = 16, 5
SECTIONS = (430, 2)  # narrowest and most in a row
TERMS = (340, 3)


class CardPage(QWidget):
    """Works without a profile. The others are a key away: Right and Left turn to the next card and back."""

    shell = "reader"
    section = "help"

    def __init__(self, app: App, profile: OpenProfile | None, go: Go, card: str) -> None:
        super().__init__()
        self._app, self._go = app, go
        self._cards = _all_with(app, CardId(card))
        self._here = [one.id for one in self._cards].index(CardId(card))
        self._top = TopRow(self._card.title, self._card.about, self._actions())
        self._top.hide_asked.connect(go.hide)
        self._body = PageBody(self._top)
        self._scroll: PageScroll | None = None
        self._footer: Footer | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._body, 1)
        self._aloud = self._voice(profile)
        for key, by in (("Left", -1), ("Right", 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._turn(by))
        self._show()

    # what the window asks

    def enter(self) -> None:
        self._top.focus_title()

    def leave(self) -> None:
        """The voice is silent."""
        if self._aloud is not None:
            self._aloud.pause()

    def arguments_now(self) -> dict[str, Any]:
        return {"card": self._card.id}

    def regions(self) -> list[QWidget]:
        """What F6 walks through."""
        return [one for one in (self._top, self._scroll, self._footer) if one is not None and one.isVisible()]

    def print_page(self) -> None:
        from carecompanion.ui.pages.card_paper import card_paper  # late: printing takes its time to load
        from carecompanion.ui.printing import PrintPreview

        PrintPreview(self, card_paper(self._card, self._app.clock().astimezone().date())).exec()

    def hideEvent(self, event: QHideEvent) -> None:
        """Covered, left or minimised: silent in this very event."""
        self.leave()
        super().hideEvent(event)

    # building

    @property
    def _card(self) -> DeskCard:
        return self._cards[self._here]

    def _actions(self) -> list[QWidget]:
        """Back first; listening only where there may be a voice."""
        self._back, self._print = Button(_("Back"), icon="arrow-left"), Button(_("Print"), icon="printer")
        self._listen = Button(_("Listen"), icon="volume-2") if may_speak() else None
        self._back.clicked.connect(self._go.back)
        self._print.clicked.connect(self.print_page)
        named = (("back", self._back), ("listen", self._listen), ("print", self._print))
        for name, button in named:
            if button is not None:
                button.setObjectName(name)
        return [button for _name, button in named if button is not None]

    def _voice(self, profile: OpenProfile | None) -> ReadAloud | None:
        if self._listen is None:
            return None
        speed = profile.preferences.get(SPEED, USUAL) if profile is not None else USUAL
        made = ReadAloud(self, self._listen, self._card.language, self._spoken, speed)
        made.trouble.connect(self._go.toast)
        return made

    def _spoken(self) -> list[Said]:
        return [said for part in (self._top, self._scroll) if part is not None for said in readable(part)]

    # showing

    def _turn(self, by: int) -> None:
        """To a neighbour, in the same place: Back still leads to where the first card was asked for."""
        if 0 <= self._here + by < len(self._cards):
            self._here += by
            self._show()
            self._top.focus_title()

    def _show(self) -> None:
        self.leave()
        card = self._card
        self._top.title.setText(card.title)
        if self._top.subtitle is not None:
            self._top.subtitle.setText(card.about)
        for old in (self._footer, self._scroll):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._footer = self._made_footer()
        is_inside = look.is_one_column  # large text: what does not scroll would leave it no room
        self._scroll = PageScroll(_sections(card, self._footer if is_inside else None))
        self._body.content.addWidget(self._scroll)
        if not is_inside and self._footer is not None:
            self._column.addWidget(self._footer)
        if self._aloud is not None:
            self._aloud.place = 0
            self._aloud.show_button(is_here=card.language == self._cards[0].language)

    def _made_footer(self) -> Footer | None:
        """To the cards beside this one, which the buttons name to a screen reader; none where there is one card."""
        if len(self._cards) == 1:
            return None
        footer = Footer(len(self._cards), _("Card {step} of {steps}"))
        footer.setObjectName("footer")
        footer.show_place(self._here + 1, may_go_back=self._here > 0)
        footer.next_button.kind = "outline"
        footer.next_button.setVisible(self._here + 1 < len(self._cards))
        for button, by in ((footer.back_button, -1), (footer.next_button, 1)):
            there = self._here + by
            title = self._cards[there].title if 0 <= there < len(self._cards) else ""
            button.setAccessibleDescription(title)
            button.setToolTip(title)
            button.clicked.connect(lambda _checked=False, by=by: self._turn(by))
        return footer


def _all_with(app: App, card: CardId) -> tuple[DeskCard, ...]:
    """Every card that can be read; a ContentError when this one cannot."""
    app.library.desk_card(card, i18n.language())
    return app.library.desk_cards(i18n.language())


def _sections(card: DeskCard, below: QWidget | None) -> QWidget:
    """Boxes side by side, read from row to row; a glossary's are smaller."""
    is_terms = is_list_of_terms(card.sections)
    narrowest, most = TERMS if is_terms else SECTIONS
    boxes = [_section(one, is_terms) for one in card.sections]
    grid = WrapGrid(boxes, look.px(narrowest), 1 if look.is_one_column else most, look.space(GAP))
    policy = grid.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)  # as high as its width makes it, not as its hint says
    grid.setSizePolicy(policy)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, EDGE, 0)
    column.setSpacing(look.space(GAP))
    column.addWidget(grid)
    column.addStretch(1)
    if below is not None:
        column.addWidget(below)
    return holder


def _section(section: CardSection, is_term: bool) -> Card:
    box = Card(padding=16 if is_term else 20)
    box.body.setSpacing(look.space(6 if is_term else 10))
    box.body.addWidget(Label(section.title, "h3" if is_term else "h2"))
    for is_phrase, words in _runs(section.markdown):
        box.body.addWidget(Phrase(words, "primary") if is_phrase else ReadingText(words, name=section.title))
    box.body.addStretch(1)
    return box


def _runs(markdown: str) -> list[tuple[bool, str]]:
    """Text as Markdown, and the phrases to say between."""
    signs = {"point": "- ", "number": "1. "}
    runs: list[tuple[bool, str]] = []
    for part in parts_of(markdown):
        if part.kind == "phrase":
            runs.append((True, plain(part.words)))
            continue
        words, is_item = f"{signs.get(part.kind, '')}{part.words}", part.kind in signs
        if runs and not runs[-1][0]:
            gap = "\n" if is_item and runs[-1][1].splitlines()[-1].startswith(signs[part.kind]) else "\n\n"
            runs[-1] = (False, f"{runs[-1][1]}{gap}{words}")
        else:
            runs.append((False, words))
    return runs
