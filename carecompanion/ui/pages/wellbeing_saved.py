"""After a minute was saved: one sentence, one small step with its reason, support where it is due. Help comes first
where an answer or a word asks for it, and then nothing is rated."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.content.model import SmallStep
from carecompanion.events import KeepingWorksAgain
from carecompanion.i18n import _, minutes_text
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.wellbeing import Outcome
from carecompanion.ui.go import Go
from carecompanion.ui.pages.wellbeing_help import help_first
from carecompanion.ui.pages.wellbeing_parts import (
    BREATHE,
    SupportCard,
    is_here,
    sentence_of,
    step_button,
    step_mark,
    support_words,
)
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.help_first import HelpFirst
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.text import Label

BETWEEN = 16


class SavedView(QWidget):
    """What a finished minute says. `title` takes the keyboard's focus."""

    def __init__(self, app: App, profile: OpenProfile, go: Go, outcome: Outcome) -> None:
        super().__init__()
        self._app, self._go, self._outcome = app, go, outcome
        self._is_kept_now = outcome.is_kept
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(BETWEEN))
        if outcome.help_first:
            column.addWidget(help_first(app, profile, go))
        column.addWidget(self._kept_card(profile))
        if not outcome.help_first:
            for part in (self._support(), self._step_card()):
                if part is not None:
                    column.addWidget(part)

    def focus_title(self) -> None:
        first = self.findChild(HelpFirst)
        (first.title if first is not None else self.title).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def spoken(self) -> str:
        return self.title.text()

    # what is in it

    def _kept_card(self, profile: OpenProfile) -> Card:
        card = Card(padding=22)
        row = QHBoxLayout()
        row.setSpacing(look.space(16))
        row.addWidget(IconCircle("check", "leaf", 44, 22), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        self.title = Label("", "h2")
        self.title.setObjectName("saved-title")
        words.addWidget(self.title)
        told = "" if self._outcome.help_first else sentence_of(self._outcome)
        if told:
            words.addWidget(Label(told))
        words.addWidget(Label(_("You can add another one whenever you like."), "small", "textMuted"))
        words.addSpacing(look.space(10))
        words.addWidget(FlowRow(self._ways_on(), look.space(12)))
        row.addLayout(words, 1)
        card.body.addLayout(row)
        self._show_kept(is_guest=profile.is_guest)
        stop = self._app.events.on(KeepingWorksAgain, lambda _event: self._on_kept_again(profile.is_guest))
        self.destroyed.connect(lambda _gone: stop())
        return card

    def _show_kept(self, *, is_guest: bool) -> None:
        """Never "saved" before it is."""
        if not self._is_kept_now:
            self.title.setText(_("Not saved yet. Your answers are still here and are tried again."))
        elif is_guest:
            self.title.setText(_("Noted. As you are here as a guest, it goes when you leave."))
        else:
            self.title.setText(_("Saved on this computer"))

    def _on_kept_again(self, is_guest: bool) -> None:
        self._is_kept_now = True
        self._show_kept(is_guest=is_guest)

    def _ways_on(self) -> list[Button]:
        made = []
        for name, words, kind, page, arguments in (
            ("saved-done", _("Done"), "primary", "today", {}),
            ("saved-history", _("See my history"), "outline", "wellbeing", {"tab": "history"}),
        ):
            button = Button(words, kind)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, page=page, arguments=arguments: self._go.page(page, **arguments))
            made.append(button)
        return made

    def _support(self) -> SupportCard | None:
        if not self._outcome.offers_support:
            return None
        card = SupportCard(support_words(self._outcome))
        card.help_asked.connect(self._go.help)
        card.breathe_asked.connect(lambda: self._go.page("practice", practice=BREATHE))
        return card

    def _step_card(self) -> Card | None:
        """One suggestion; what the support card already offers is not offered twice."""
        steps = [step for step in self._outcome.steps if is_here(self._app, step)]
        if self._outcome.offers_support:
            steps = [step for step in steps if step.kind != "help" and step.target != BREATHE]
        return _StepCard(self._go, steps[0]) if steps else None


class _StepCard(Card):
    """Something small for now: what, why, how long."""

    def __init__(self, go: Go, step: SmallStep) -> None:
        super().__init__(padding=22)
        self.setObjectName("suggestion")
        self.body.setSpacing(0)
        self.body.addWidget(Label(_("Something small, if you like"), "small", "primary", weight=600))
        self.body.addSpacing(look.space(10))
        row = QHBoxLayout()
        row.setSpacing(look.space(14))
        row.addWidget(IconCircle(*step_mark(step), 40), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        words.addWidget(Label(step.text, "h3"))
        words.addWidget(Label(step.reason, "ui", "textMuted"))
        words.addSpacing(look.space(10))
        minutes = [Label(minutes_text(step.minutes), "small", "textMuted", wrap=False)] if step.minutes else []
        words.addWidget(FlowRow([step_button(go, step, "soft"), *minutes], look.space(12)))
        row.addLayout(words, 1)
        self.body.addLayout(row)
