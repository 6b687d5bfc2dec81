"""Help before a result: where an answer or a word touched on dying, nothing is rated, locked or sent."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.events import KeepingWorksAgain
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.wellbeing import Outcome
from carecompanion.ui.go import Go
from carecompanion.ui.pages.wellbeing_parts import BREATHE, GROUND, MarginScroll, reach_into_margin
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.help_first import HelpFirst
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page


def help_first(app: App, profile: OpenProfile, go: Go) -> HelpFirst:
    """Help before anything else, with this person's own people; connected to where its choices lead."""
    content = app.library.help_page(i18n.language())
    view = HelpFirst(content, app.clock().astimezone().date(), profile.planning.lines("person"))
    view.help_asked.connect(go.help)
    view.breathe_asked.connect(lambda: go.page("practice", practice=BREATHE, minutes=1))
    view.ground_asked.connect(lambda: go.page("practice", practice=GROUND))
    return view


class HelpView(QWidget):
    """In the place of a result: help first, then whatever the person chooses. Nothing is rated, nothing is locked."""

    def __init__(self, app: App, profile: OpenProfile, go: Go, outcome: Outcome, tab: str) -> None:
        super().__init__()
        self._go, self._outcome, self._tab = go, outcome, tab
        self._top = TopRow(_("Thank you for answering"), _("What you wrote stays here. Nobody is told."))
        body = fill_page(self, self._top, go.hide)
        reach_into_margin(body, self._top)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(look.space(16))
        self._help = help_first(app, profile, go)
        inner.addWidget(self._help)
        inner.addWidget(self._way_on(app, is_guest=profile.is_guest))
        inner.addStretch(1)
        self._scroll = MarginScroll(content)
        body.content.addWidget(self._scroll)

    def enter(self) -> None:
        self._help.focus_title()

    def leave(self) -> None:
        """Nothing is written here."""

    def escape(self) -> None:
        self._go.page("wellbeing", tab=self._tab)

    def regions(self) -> list[QWidget]:
        return [self._top, self._scroll]

    def arguments_now(self) -> dict[str, Any]:
        return {"tab": self._tab, "shown": self._outcome.entry}

    def _way_on(self, app: App, *, is_guest: bool) -> Card:
        card = Card(padding=22)
        kept = _("Your answers are saved. We make no result of them.")
        if is_guest:
            kept = _("Noted. As you are here as a guest, it goes when you leave.")
        waits = _("Not saved yet. Your answers are still here and are tried again.")
        told = Label(kept if self._outcome.is_kept else waits)
        told.setObjectName("help-kept")
        card.body.addWidget(told)
        stop = app.events.on(KeepingWorksAgain, lambda _event: told.setText(kept))
        self.destroyed.connect(lambda _gone: stop())
        card.body.addWidget(Label(_("Go on whenever you like."), "small", "textMuted"))
        buttons = []
        for name, words, page, arguments in (
            ("help-go-on", _("Go on"), "wellbeing", {"tab": self._tab}),
            ("help-today", _("Go to Today"), "today", {}),
        ):
            button = Button(words)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, page=page, arguments=arguments: self._go.page(page, **arguments))
            buttons.append(button)
        card.body.addWidget(FlowRow(buttons, look.space(12)))
        return card
