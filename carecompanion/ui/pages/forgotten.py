"""«Olvidé mi clave»: the recovery phrase and a new passphrase, or deleting that profile and starting afresh."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.profile_list import Listed
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.pages.typed_nickname import TypedNickname
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.fields import PassphraseField, TextField
from carecompanion.ui.widgets.text import Label


class Forgotten(Card):
    """Stands under the profile's tile. `closed` leads back to the passphrase."""

    closed = Signal()

    def __init__(self, app: App, go: Go, listed: Listed) -> None:
        super().__init__()
        self._app, self._go, self._listed = app, go, listed
        self._title = Label(_("I forgot my passphrase"), "h3")
        self.body.addWidget(self._title)
        self.body.addWidget(Label(_("Nobody else can open this profile, not even those who made the program."), "ui"))
        self._phrase: TextField | None = None
        self._way_back = QVBoxLayout()
        self._way_back.setSpacing(look.space(12))
        self.body.addLayout(self._way_back)
        if app.profiles.has_recovery(listed.id):
            self._way_back.addWidget(Label(_("There are two ways: your recovery phrase, or starting afresh."), "ui"))
            self._offer_phrase()
        else:
            words = _("This profile has no recovery phrase, so only starting afresh remains.")
            self._way_back.addWidget(Label(words, "ui", "textMuted"))
        self.body.addWidget(Hairline())
        self._afresh = self._make_afresh()
        back = Button(_("Back to the passphrase"), "link")
        back.setObjectName("forgotten-back")
        back.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        self.body.addLayout(row)

    def enter(self) -> None:
        (self._phrase or self._afresh).setFocus()

    # by the phrase

    def _offer_phrase(self) -> None:
        self._phrase = TextField(_("Your recovery phrase, twelve words"))
        self._phrase.line.setObjectName("recovery-phrase")
        self._phrase.returnPressed.connect(self._try_phrase)
        self._on = Button(_("Go on with the phrase"), "primary")
        self._on.setObjectName("try-phrase")
        self._on.clicked.connect(self._try_phrase)
        self._way_back.addWidget(self._phrase)
        self._way_back.addLayout(_alone(self._on))

    def _try_phrase(self) -> None:
        if self._on.is_busy:
            return
        self._phrase.set_error("")
        self._on.set_busy(_("Opening"))
        profiles, profile_id, phrase = self._app.profiles, self._listed.id, self._phrase.text()

        def work() -> None:
            self._go.run(
                lambda: profiles.key_by_recovery(profile_id, phrase),
                self._ask_passphrase,
                lambda error: self._on_failed(error, self._phrase, self._on),
            )

        QTimer.singleShot(round(1000 * profiles.wait_of(profile_id)), self, work)

    def _ask_passphrase(self, key: bytes) -> None:
        """The phrase is right: a new passphrase, and then in."""
        if not is_still_here(self):
            return
        self._phrase.hide()
        self._on.hide()
        field = PassphraseField(_("Your new passphrase"))
        field.line.setObjectName("new-passphrase")
        enter = Button(_("Keep it and open"), "primary")
        enter.setObjectName("keep-and-open")
        without = Button(_("Open without a passphrase"), "link")
        without.setObjectName("open-without")
        words = _("That is your recovery phrase. Choose a new passphrase; the phrase stays the same.")
        self._way_back.addWidget(Label(words, "ui"))
        self._way_back.addWidget(field)
        self._way_back.addLayout(_alone(enter, without))
        field.returnPressed.connect(lambda: self._open(key, field, enter, enter))
        enter.clicked.connect(lambda: self._open(key, field, enter, enter))
        without.clicked.connect(lambda: self._open(key, None, enter, without))
        field.setFocus()

    def _open(self, key: bytes, field: PassphraseField | None, enter: Button, pressed: Button) -> None:
        if pressed.is_busy:
            return
        if field is not None and not field.text():
            field.set_error(_("Type a new passphrase, or open without one."))
            field.setFocus()
            return
        pressed.set_busy(_("Opening"))
        profiles, profile_id, passphrase = self._app.profiles, self._listed.id, field.text() if field else ""

        def work() -> OpenProfile:
            profile = profiles.open(profile_id, key)
            try:
                profiles.change_passphrase(profile, key, passphrase)
            except UserError:
                profile.close()
                raise
            return profile

        place = field or self._title
        self._go.run(work, self._come_in, lambda error: self._on_failed(error, place, pressed))

    def _come_in(self, profile: OpenProfile) -> None:
        """Somebody may have gone elsewhere meanwhile: then the profile is closed again."""
        if is_still_here(self):
            self._go.enter(profile)
        else:
            profile.close()

    # from the beginning

    def _make_afresh(self) -> TypedNickname:
        self.body.addWidget(Label(_("Start afresh"), "label"))
        words = _("This deletes the profile {nickname} with its notes, answers and copies. It cannot be undone.")
        self.body.addWidget(Label(words.format(nickname=self._listed.nickname), "ui"))
        act = _("Delete the profile {nickname}").format(nickname=self._listed.nickname)
        typed = TypedNickname(self._listed.nickname, act)
        typed.confirmed.connect(self._delete)
        self.body.addWidget(typed)
        return typed

    def _delete(self) -> None:
        go, nickname = self._go, self._listed.nickname
        if delete_profile(self._app, self._listed.id, self._afresh.set_error):
            go.page("picker")
            go.toast(_("The profile {nickname} was deleted.").format(nickname=nickname))

    def _on_failed(self, error: Exception, place: TextField | Label | None, button: Button) -> None:
        if not isinstance(error, UserError):
            raise error
        if not is_still_here(self):
            return
        button.set_busy("")
        if place is None or isinstance(place, Label):
            self.body.insertWidget(1, Label(error.words, "ui", "danger"))
        else:
            place.set_error(error.words)
            place.setFocus()


def delete_profile(app: App, profile_id: str, say: Callable[[str], None]) -> bool:
    """Whether all of it is gone; if not, `say` is told."""
    try:
        app.profiles.delete(profile_id)
    except OSError:
        say(_("Not everything could be deleted. Close other programs that use this folder and try again."))
        return False
    return True


def _alone(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(12))
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
