"""«Anotar de papel»: one row for each form, by keyboard alone; a row is checked, then kept without place or time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carecompanion.app import App
from carecompanion.errors import SessionNotAllowed, UserError
from carecompanion.i18n import _, ngettext
from carecompanion.services.paper_forms import CODE, Item, blank_keys, filled_form, row_items
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.paper_rows_cells import CellRow, figures_words
from carecompanion.ui.pages.pass_laptop import open_round_of
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.fields import ErrorLine
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page


class PaperRowsPage(QWidget):
    """One round, by its id. `typed` is the row that is half typed, where the page is built again."""

    shell = "bare"
    section = "facilitate"

    def __init__(self, app: App, profile: OpenProfile, go: Go, round: str, typed: dict[str, str] | None = None) -> None:
        super().__init__()
        self._go = go
        self._round, leading = open_round_of(go, round)
        self._teams = leading.run.teams
        self._items = row_items(self._round.questions, self._teams, self._round.instrument)
        self._typed = typed if typed is not None else {}
        self._means_blanks = False
        self._row = CellRow(self._items, self._typed)
        self._count = Label("", "h2")
        self._count.setObjectName("rows-kept")
        self._item = Label("", "body", weight=600)
        self._figures = Label("", "ui", "textMuted")
        self._state = Label("", "ui")
        self._state.setObjectName("row-state")
        self._error = ErrorLine()
        self._error.setObjectName("row-error")
        self._keep = Button(_("Keep this form"), "primary", key_hint="Enter")
        self._keep.setObjectName("keep-row")
        self._build()
        self._connect()
        self._show_count()
        self._show_state()

    def _build(self) -> None:
        back = Button(_("To the console"), icon="arrow-left")
        back.setObjectName("back")
        back.clicked.connect(self.escape)
        self._top = TopRow(_("Enter forms from paper"), keys_words(), [back])
        column = fill_page(self, self._top, self._go.hide).scrolling_column(16)
        column.addWidget(Callout("notice", _("Look at each row before you press Enter"), no_undo_words()))
        card = Card()
        for part in (self._count, self._row, self._item, self._figures, self._state, self._error):
            card.body.addWidget(part)
        card.body.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(card)
        column.addStretch(1)
        if not self._round.is_open:
            self._row.setEnabled(False)
            self._keep.setEnabled(False)

    def _connect(self) -> None:
        self._row.changed.connect(self._on_changed)
        self._row.looked_at.connect(self._show_item)
        self._row.wrong.connect(self._error.set_text)
        self._row.entered.connect(self._on_entered)
        self._keep.clicked.connect(self._on_entered)

    # what the window asks

    def enter(self) -> None:
        if self._round.is_open:
            self._row.focus_first()
        else:
            self._top.focus_title()

    def escape(self) -> None:
        """A row that is half typed is not lost by a key."""
        from carecompanion.ui.widgets.dialog import ask  # late: rarely needed

        title, text = _("Leave this row?"), _("It is not kept yet. What you typed in it is lost.")
        if not any(self._typed.values()) or ask(self, title, text, _("Go on typing"), _("Leave it")):
            self._typed.clear()
            self._go.page("console")

    def arguments_now(self) -> dict[str, object]:
        return {"round": self._round.id, "typed": self._typed}

    # showing

    def _show_item(self, item: Item) -> None:
        self._item.setText(f"{item.key}. {item.text}")
        self._figures.setText(figures_words(item))

    def _show_count(self) -> None:
        count = self._round.count()
        self._count.setText(ngettext("{n} form kept", "{n} forms kept", count).format(n=count))

    def _show_state(self) -> None:
        self._state.setText(self._state_words())

    def _state_words(self) -> str:
        if not self._round.is_open:
            return _("This round is closed. Its results stay as they are.")
        if not any(self._typed.values()):
            return _("An empty row: take the next form.")
        blanks = blank_keys([one for one in self._items if one.id != CODE], self._typed)
        if not blanks:
            return _("The row is whole. Enter keeps it.")
        words = ", ".join(blanks)
        if self._means_blanks:
            return _("Left blank: {items}. Enter once more keeps it so.").format(items=words)
        return _("Left blank so far: {items}.").format(items=words)

    # typing

    def _on_changed(self, item: str, text: str) -> None:
        self._means_blanks = False
        self._error.set_text("")
        if text:
            self._typed[item] = text
        else:
            self._typed.pop(item, None)
        self._show_state()

    def _on_entered(self) -> None:
        """First what is wrong, then what is blank, and only then it is kept."""
        if not self._round.is_open:
            return
        try:
            form = filled_form(self._round.questions, self._teams, self._typed)
        except SessionNotAllowed as error:
            self._error.set_text(error.words)
            self._row.focus_last()  # figures were checked as they were typed: it is the code
            return
        if form.is_blank:
            self._error.set_text(_("No question has an answer in this row. It was not kept."))
            return
        blanks = blank_keys([one for one in self._items if one.id != CODE], self._typed)
        if blanks and not self._means_blanks:
            self._means_blanks = True
            self._show_state()
            announce(self._state, self._state.text())
            return
        try:
            self._round.answer(form.answers, form.team, form.code)
        except UserError as error:
            self._error.set_text(_("The row is still here. {why}").format(why=error.words))
            return
        self._row.clear()
        self._typed.clear()
        self._show_count()
        self._show_state()
        announce(self._count, self._count.text())


def keys_words() -> str:
    return _("A figure marks and goes on. Space leaves blank, Backspace goes back, Enter takes the next form.")


def no_undo_words() -> str:
    return _(
        "Nobody can tell later which form was which: no order and no time are kept. So a kept row cannot be taken back."
    )
