"""Printing the plan: the preview, with what goes on it and what found no room."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.pages.plan_words import part_title
from carecompanion.ui.plan_paper import CARD, PAGE, PARTS, PlanPaper, left_out_words, pieces_of
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.chips import Chips
from carecompanion.ui.widgets.text import Label

SHEETS = (PAGE, CARD)


def show_plan_print(parent: QWidget, app: App, profile: OpenProfile) -> None:
    """Show both sheets; the choice is kept nowhere."""
    made = PlanPrint(app, profile)
    made.preview(parent).exec()


class PlanPrint:
    """Makes the paper anew whenever the person chooses what goes on it."""

    def __init__(self, app: App, profile: OpenProfile) -> None:
        self._lines = profile.planning.lines()
        self._intention = profile.planning.intention()
        self._content = app.library.help_page(i18n.language())
        self._day: date = app.clock().astimezone().date()
        self._sheets: tuple[str, ...] = SHEETS
        self._parts: tuple[str, ...] = PARTS
        self._preview: PrintPreview | None = None
        self._said = Label("", "ui", "text", weight=600)
        self._said.setObjectName("left-out")

    def preview(self, parent: QWidget) -> PrintPreview:
        made = self._preview = PrintPreview(parent, self.paper(), choices=self._choices())
        self._say(self.paper())
        return made

    def paper(self) -> PlanPaper:
        pieces = pieces_of(self._lines, self._intention, self._content, self._parts)
        return PlanPaper(pieces, self._sheets, self._day)

    def _choices(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        for title, words, chosen, act in (
            (_("Sheets"), sheet_words(), self._sheets, self._choose_sheets),
            (_("What goes on it"), parts_words(), self._parts, self._choose_parts),
        ):
            column.addWidget(Label(title, "label"))
            chips = Chips(list(words.items()), title, chosen)
            chips.changed.connect(lambda answer, act=act: act(answer))  # holds this alive as long as the preview
            column.addWidget(chips)
        column.addWidget(self._said)
        return holder

    def _choose_sheets(self, chosen: tuple[str, ...]) -> None:
        self._sheets = tuple(one for one in SHEETS if one in chosen)
        self._show()

    def _choose_parts(self, chosen: tuple[str, ...]) -> None:
        self._parts = tuple(one for one in PARTS if one in chosen)
        self._show()

    def _show(self) -> None:
        paper = self.paper()
        if self._preview is not None:
            self._preview.show_paper(paper)
        self._say(paper)
        announce(self._said, self._said.text())

    def _say(self, paper: PlanPaper) -> None:
        """Before anything is printed: what is not on it."""
        said = [left_out_words(sheet, pieces) for sheet, pieces in paper.left_out.items() if pieces]
        if not paper.pages:
            said = [_("Choose at least one sheet.")]
        if any(said) and paper.pages:
            said.append(_("Shorten it, or leave a part out."))
        self._said.setText("\n".join(said))
        self._said.setVisible(bool(said))


def sheet_words() -> dict[str, str]:
    return {PAGE: _("The whole page"), CARD: _("The pocket card")}


def parts_words() -> dict[str, str]:
    return {
        "if_then": _("If and then"),
        "signs": _("Signs"),
        "people": _("My people and their numbers"),
        "help": _("Numbers for help"),
        "limits": _("Limits"),
        "sentences": part_title("sentences"),
    }
