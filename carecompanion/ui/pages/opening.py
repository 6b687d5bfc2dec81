"""Opening one profile from the first page: its passphrase, and what to say when it does not open."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from carecompanion.app import App
from carecompanion.errors import UserError, WrongPassphrase
from carecompanion.i18n import _
from carecompanion.services.profile_list import Listed
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.fields import PassphraseField
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label


class Opening(Card):
    """The passphrase of one profile, and opening it. Each wrong try waits a little longer; nobody is locked out."""

    forgotten = Signal(object)

    def __init__(self, app: App, go: Go, listed: Listed) -> None:
        super().__init__(padding=0)
        self._app, self._go, self._listed = app, go, listed
        self.is_busy = False
        side, above = look.space(20) + 1, look.space(16) + 1
        self.body.setContentsMargins(side, above, side, above)
        self.field = PassphraseField(_("Passphrase of {nickname}").format(nickname=listed.nickname))
        self.field.line.setObjectName("passphrase")
        _name_above(self.field)
        self.field.returnPressed.connect(self.start)
        self._open = Button(_("Open"), "primary")
        self._open.setObjectName("open-profile")
        self._open.clicked.connect(self.start)
        self._forgot = Button(_("I forgot my passphrase"), "link")
        self._forgot.setObjectName("forgot")
        self._forgot.clicked.connect(lambda: self.forgotten.emit(listed))
        self._trouble: QWidget | None = None
        self.body.addWidget(self.field)
        self.field.add_beside(self._open, self._forgot)

    def start(self) -> None:
        """Try what was typed; after wrong tries, a moment later."""
        if self.is_busy:
            return
        self.is_busy = True
        self.field.set_error("")
        self._open.set_busy(_("Opening"))
        pause = self._app.profiles.wait_of(self._listed.id)
        QTimer.singleShot(round(pause * 1000), self, self._try)

    def _try(self) -> None:
        profiles, profile_id, passphrase = self._app.profiles, self._listed.id, self.field.text()

        def work() -> OpenProfile:
            return profiles.open(profile_id, profiles.key_of(profile_id, passphrase))

        self._go.run(work, self._on_open, self._on_failed)

    def _on_open(self, profile: OpenProfile) -> None:
        """Somebody may have gone elsewhere meanwhile: then the profile is closed again."""
        if is_still_here(self) and self.is_busy:
            self._go.enter(profile)
        else:
            profile.close()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not is_still_here(self):
            return
        self.is_busy = False
        self._open.set_busy("")
        if isinstance(error, WrongPassphrase):
            self.field.set_error(error.words)
            self.field.select_all()
            self.field.setFocus()
        else:
            self._tell(error.words)
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        """An error makes the card longer than what the page scrolled to."""
        scroll_to(self)
        scroll_to(self.field)

    def _tell(self, words: str) -> None:
        """This profile cannot be opened now: the reason, and trying again."""
        if self._trouble is not None:
            self._trouble.deleteLater()
        self._trouble = Callout("danger", _("This profile could not be opened"), words)
        self.body.insertWidget(0, self._trouble)
        self.field.setVisible(self._listed.is_locked)
        self.show()


def _name_above(field: PassphraseField) -> None:
    """Here the field's name is larger than elsewhere, as drawn."""
    small = field.findChild(Label)
    assert small is not None
    name = Label(small.text(), "ui", weight=600)
    name.setBuddy(field.line)
    field.layout().replaceWidget(small, name)
    small.deleteLater()
    small.hide()
