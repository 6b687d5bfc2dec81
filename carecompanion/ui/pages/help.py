"""Help now: phone lines, words for asking, one's own people, a way back to the present. One click from everywhere.

Nothing is kept about it, and looking writes nothing.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import PracticeId
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.learning.records import PlanLine
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.help_words import no_numbers
from carecompanion.ui.pages.help_cards import (
    LOWER_PICTURE,
    PICTURE,
    AreaCard,
    LinesCard,
    PeopleCard,
    PresentCard,
    WordsCard,
)
from carecompanion.ui.pages.help_desk import DeskCards, HelpColumns
from carecompanion.ui.pages.help_paper import help_paper
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page

LEAST_TITLE = 300
GROUND = PracticeId("cuidarme/volver-al-presente")


class HelpPage(QWidget):
    """Works without a profile and without any pack. `in_room`: the laptop goes round a room; then it is only read."""

    shell = "full"
    section = "help"

    def __init__(self, app: App, profile: OpenProfile | None, go: Go, in_room: bool = False) -> None:
        super().__init__()
        self._app, self._profile, self._go, self._in_room = app, profile, go, in_room
        self._today = app.clock().astimezone().date()
        self._content = app.library.help_page(i18n.language())
        self._local = app.help_lines.lines()
        self._print = Button(_("Print"), icon="printer")
        self._print.setObjectName("print")
        self._print.clicked.connect(self.print_page)
        self._desk = None if in_room else self._desk_cards()
        actions = [] if in_room else [self._print]
        self._to_cards = None if self._desk is None else self._to_cards_button(self._desk)
        if self._to_cards is not None:
            actions.append(self._to_cards)
        if profile is None:
            actions.insert(0, self._back_button())
        about = _("Dial from a phone. This computer calls nobody and tells nobody.")
        self._top = TopRow(_("Help now"), about, actions, least=LEAST_TITLE)
        fill_page(self, self._top, go.hide).content.addWidget(self._columns())

    def enter(self) -> None:
        self._top.focus_title()

    def escape(self) -> None:
        """Back to where one was when help was needed."""
        self._go.back()

    def _back_button(self) -> Button:
        """Without a profile there is no navigation to leave by."""
        button = Button(_("Back"), icon="arrow-left")
        button.setObjectName("back")
        button.clicked.connect(self._go.back)
        return button

    # how it is laid out

    def _columns(self) -> QWidget:
        """The lines scroll for themselves: the desk cards and the way back to the present stay in sight."""
        aside = self._aside()
        columns = HelpColumns(self._cards(), _column(aside, stretched=0) if aside else None, self._desk)
        for card in aside:
            if isinstance(card, PresentCard):  # where room is short the button is worth more than the picture
                columns.lowered.connect(card.picture.setHidden)
        if self._to_cards is not None:
            columns.narrowed.connect(self._to_cards.setVisible)
        return columns

    def _desk_cards(self) -> DeskCards | None:
        """Absent where no pack has any."""
        found = self._app.library.desk_cards(i18n.language())
        if not found:
            return None
        cards = DeskCards(found)
        cards.card_asked.connect(lambda card: self._go.page("card", card=card))
        return cards

    def _to_cards_button(self, desk: DeskCards) -> Button:
        """One column has them below the lines: there is a way that needs no scrolling."""
        button = Button(_("Cards for the desk"), icon="chevron-down")
        button.setObjectName("to-cards")
        button.clicked.connect(desk.focus_first)
        button.hide()  # until there is but one column
        return button

    def _cards(self) -> list[QWidget]:
        cards: list[QWidget] = []
        if self._content.lines:
            cards.append(LinesCard(self._content, self._today))
        else:
            cards.append(_no_numbers_callout())
        if self._local or not self._in_room:
            cards.append(self._area_card())
        if self._content.lines:
            cards.append(WordsCard(self._content, self._today))
        return cards

    def _area_card(self) -> AreaCard:
        card = AreaCard(self._local, self._app.help_lines.trouble, self._today, may_change=not self._in_room)
        card.change_asked.connect(lambda: self._go.page("help_lines"))
        card.add_asked.connect(lambda: self._go.page("help_lines", is_adding=True))
        return card

    def _aside(self) -> list[QWidget]:
        return [card for card in (self._present_card(), self._people_card()) if card is not None]

    def _present_card(self) -> PresentCard | None:
        """Absent when its practice cannot be read."""
        try:
            self._app.library.practice(GROUND, i18n.language())
        except UserError:
            return None
        card = PresentCard(LOWER_PICTURE if self._people() else PICTURE)
        card.ground_asked.connect(lambda: self._go.page("practice", practice=GROUND, straight=1))
        return card

    def _people_card(self) -> PeopleCard | None:
        """Only inside an open profile."""
        if self._profile is None:
            return None
        people = self._people()
        card = PeopleCard(people)
        card.edit_asked.connect(lambda: self._go.page("plan", add="" if people else "person"))
        card.print_asked.connect(lambda: self._show_paper(self._people()))
        return card

    def _people(self) -> tuple[PlanLine, ...]:
        return self._profile.planning.lines("person") if self._profile is not None else ()

    # on paper

    def print_page(self) -> None:
        """The numbers, with those of the place; never one's own people unless asked for."""
        self._show_paper(())

    def _show_paper(self, people: tuple[PlanLine, ...]) -> None:
        from carecompanion.ui.printing import show_print  # late: printing takes its time to load

        html = help_paper(self._content, self._local, people, self._today)
        show_print(self, _("Phone numbers"), html, self._go)


def _column(cards: list[QWidget], stretched: int = -1) -> QWidget:
    """Cards one under the other; `stretched` takes the room that is left."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(20))
    for number, card in enumerate(cards):
        column.addWidget(card, 1 if number == stretched else 0)
    if stretched < 0:
        column.addStretch(1)
    return made


def _no_numbers_callout() -> Callout:
    callout = Callout("danger", "")
    callout.setAccessibleName(no_numbers())
    callout.body.insertWidget(0, Label(no_numbers(), "h2"))  # the title face, whose zero is plain
    return callout
