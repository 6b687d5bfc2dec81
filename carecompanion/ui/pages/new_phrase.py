"""After a new profile with a passphrase: its recovery phrase, once, to write down or print."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import Missing, hint, is_still_here, part_of
from carecompanion.ui.pages.recovery_words import RecoveryWords, what_the_words_do
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.tick import Tick


@dataclass(eq=False)
class Draft:
    """What the form holds, and afterwards the key and the phrase until the phrase is kept."""

    picture: str = "bird"
    role: str | None = None
    facilitates: bool = False
    consents: bool = False
    shows_privacy: bool = False
    key: bytes = field(default=b"", repr=False)
    phrase: str = field(default="", repr=False)
    has_noted: bool = False


class PhraseStep(QWidget):
    """Twelve words for the day the passphrase is forgotten. `act` keeps the phrase; going on without is as easy."""

    def __init__(self, app: App, profile: OpenProfile, go: Go, draft: Draft) -> None:
        super().__init__()
        self._app, self._profile, self._go, self._draft = app, profile, go, draft
        self.act = Button(_("Go on"), "primary", size="large")
        self.act.setObjectName("keep-phrase")
        self.act.clicked.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, look.space(16))
        column.setSpacing(look.space(20))
        self._title = Label(_("Your recovery phrase"), "display")
        self._title.setObjectName("page-title")
        column.addWidget(self._title)
        column.addWidget(Label(what_the_words_do()))
        self._words = RecoveryWords(draft.phrase, profile.nickname)
        column.addWidget(self._words)
        self._noted = Tick(_("I have written it down"))
        self._noted.setObjectName("noted")
        self._noted.setChecked(draft.has_noted)
        self._noted.toggled.connect(self._on_noted)
        self._missing = Missing(_("Write the words down or print them, and tick here. Or go on without a phrase."))
        part = part_of(column, 4)
        part.addWidget(self._noted)
        part.addWidget(self._missing)
        part.addSpacing(look.space(16))
        without = Button(_("Go on without a phrase"))
        without.setObjectName("without-phrase")
        without.clicked.connect(self._finish)
        row = QHBoxLayout()
        row.addWidget(without)
        row.addStretch(1)
        part.addLayout(row)
        part.addSpacing(look.space(4))
        part.addWidget(
            hint(
                _("Then only your passphrase opens the profile. If you forget it, what you wrote cannot be recovered.")
            )
        )

    def focus_first(self) -> None:
        self._noted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_noted(self, is_on: bool) -> None:
        self._draft.has_noted = is_on
        if is_on:
            self._missing.hide()
            self._noted.set_error(False)

    def _keep(self) -> None:
        if self.act.is_busy:
            return
        if not self._noted.isChecked():
            self._missing.show()
            self._noted.set_error(True)
            self._noted.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.act.set_busy(_("Saving"))
        profiles, profile_id, draft = self._app.profiles, self._profile.id, self._draft
        self._go.run(
            lambda: profiles.change_recovery(profile_id, draft.key, draft.phrase),
            lambda _none: self._finish(),
            self._on_failed,
        )

    def _finish(self) -> None:
        """Nothing secret stays in memory."""
        self._draft.key, self._draft.phrase = b"", ""
        if is_still_here(self):
            self._go.enter(self._profile, "today", first_day=True)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if is_still_here(self):
            self.act.set_busy("")
            self._missing.say(error.words)
