"""Settings: the passphrase, the recovery phrase, locking by itself, and privacy in plain words."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.pages.new_profile import passphrase_truth
from carecompanion.ui.pages.privacy_words import PrivacyWords
from carecompanion.ui.pages.recovery_words import RecoveryWords, what_the_words_do
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.fields import PassphraseField
from carecompanion.ui.widgets.path_label import PathLabel
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.tick import Tick
from carecompanion.ui.widgets.wrap_grid import WrapGrid

IDLE_MINUTES = (2, 5, 10, 0)


class Privacy(QWidget):
    """For a guest only the words: there is nothing to lock."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(16))
        self._form: QWidget | None = None
        if profile.is_guest:
            words = _("As a guest you have no passphrase and no file: nothing is kept when you leave.")
            self._column.addWidget(Label(words))
        else:
            self._add_key()
            if profile.has_passphrase:
                self._add_idle_lock()
        self._column.addWidget(Hairline())
        self._column.addWidget(Label(_("Privacy in plain words"), "h3"))
        self._column.addWidget(PrivacyWords())
        if not profile.is_guest:
            self._add_folder()

    # what there is

    def _add_key(self) -> None:
        has_passphrase = self._profile.has_passphrase
        state = (
            _("Your profile opens with a passphrase.")
            if has_passphrase
            else _("Your profile opens without a passphrase.")
        )
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        words.addWidget(Label(state, "label"))
        if has_passphrase:
            words.addWidget(Label(self._phrase_state(), "ui"))
        words.addWidget(Label(passphrase_truth(), "small", "textMuted"))
        self._column.addLayout(words)
        acts = self._acts()
        widest = max(act.minimumSizeHint().width() for act in acts)
        self._column.addWidget(WrapGrid(acts, widest, 3, look.space(12)))
        self._place = self._column.count()

    def _phrase_state(self) -> str:
        if self._app.profiles.has_recovery(self._profile.id):
            return _("A recovery phrase opens it too.")
        return _("It has no recovery phrase: if you forget the passphrase, it cannot be opened.")

    def _acts(self) -> list[Button]:
        if not self._profile.has_passphrase:
            return [self._act("set", _("Set a passphrase"), "lock")]
        has_phrase = self._app.profiles.has_recovery(self._profile.id)
        phrase = _("Make a new recovery phrase") if has_phrase else _("Make a recovery phrase")
        acts = [
            self._act("change", _("Change the passphrase"), "key-round"),
            self._act("remove", _("Remove the passphrase"), "lock-open"),
            self._act("phrase", phrase, "file-text"),
        ]
        if has_phrase:
            acts.append(self._act("forget", _("Remove the recovery phrase"), "file-x"))
        return acts

    def _act(self, name: str, words: str, icon: str) -> Button:
        button = Button(words, icon=icon)
        button.setObjectName(f"{name}-passphrase")
        button.clicked.connect(lambda: self._ask(name, words))
        return button

    def _ask(self, name: str, words: str) -> None:
        """The form of one act, under the buttons."""
        self._put_form(None)
        form = _KeyForm(self._app, self._profile, self._go, name, words)
        form.cancelled.connect(lambda: self._put_form(None))
        form.key_found.connect(self._show_phrase)
        self._put_form(form)
        form.enter()

    def _put_form(self, form: QWidget | None) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        self._form = form
        if form is not None:
            self._column.insertWidget(self._place, form)

    def _show_phrase(self, key: bytes) -> None:
        form = _PhraseForm(self._app, self._profile, self._go, key)
        form.cancelled.connect(lambda: self._put_form(None))
        self._put_form(form)

    def _add_idle_lock(self) -> None:
        part = QVBoxLayout()
        part.setSpacing(look.space(8))
        part.addWidget(Label(_("Lock by itself when nobody is here"), "label"))
        options = [(n, _("{n} min").format(n=n) if n else _("Never")) for n in IDLE_MINUTES]
        choice = Segmented(options, self._profile.preferences.idle_minutes, _("Lock by itself when nobody is here"))
        choice.chosen.connect(lambda minutes: self._profile.preferences.keep(idle_minutes=str(minutes)))
        part.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(Hairline())
        self._column.addLayout(part)

    def _add_folder(self) -> None:
        folder = self._app.paths.profiles / self._profile.id
        part = QVBoxLayout()
        part.setSpacing(look.space(2))
        part.addWidget(Label(_("The folder of your profile"), "label"))
        part.addWidget(PathLabel(str(folder)))
        self._column.addLayout(part)


class _Form(Card):
    """A titled card with an act and a way out. Wrong tries wait a little longer each time."""

    cancelled = Signal()

    def __init__(self, app: App, profile: OpenProfile, go: Go, title: str, act: str) -> None:
        super().__init__(background="surfaceAlt")
        self.app, self.profile, self.go = app, profile, go
        self.body.addWidget(Label(title, "h3"))
        self.act = Button(act, "primary")
        self.act.setObjectName("form-act")
        self.act.clicked.connect(self.start)
        self.cancel = Button(_("Cancel"), "link")
        self.cancel.setObjectName("form-cancel")
        self.cancel.clicked.connect(self.cancelled)

    def add_buttons(self) -> None:
        row: QHBoxLayout | QVBoxLayout = QVBoxLayout() if look.is_one_column else QHBoxLayout()
        row.setSpacing(look.space(12))
        row.addWidget(self.act)
        row.addWidget(self.cancel)
        if not look.is_one_column:
            row.addStretch(1)
        self.body.addLayout(row)

    def work(self, work: Callable[[], object], on_done: Callable[[object], None], pause: float = 0) -> None:
        self.act.set_busy(_("One moment"))
        QTimer.singleShot(round(pause * 1000), self, lambda: self.go.run(work, self._if_here(on_done), self._failed))

    def start(self) -> None: ...

    def say(self, error: UserError) -> None: ...

    def _if_here(self, on_done: Callable[[object], None]) -> Callable[[object], None]:
        return lambda result: on_done(result) if is_still_here(self) else None

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if is_still_here(self):
            self.act.set_busy("")
            self.say(error)


class _KeyForm(_Form):
    """Asks the present passphrase where there is one, and a new one where one is wanted."""

    key_found = Signal(object)

    def __init__(self, app: App, profile: OpenProfile, go: Go, name: str, words: str) -> None:
        super().__init__(app, profile, go, words, _("Go on") if name == "phrase" else words)
        self._name = name
        self._present = self._field(_("Your present passphrase"), "present-passphrase", profile.has_passphrase)
        self._new = self._field(_("Your new passphrase"), "new-passphrase", name in ("set", "change"))
        if name == "remove":
            warning = _("Then anyone with this computer can open your profile.")
            self.body.addWidget(Label(warning, "ui"))
        if name == "forget":
            warning = _("Then only your passphrase opens your profile. The paper with the words is worth nothing then.")
            self.body.addWidget(Label(warning, "ui"))
        if name == "phrase" and app.profiles.has_recovery(profile.id):
            self.body.addWidget(Label(_("The phrase you had before will no longer open it."), "ui"))
        self.add_buttons()

    def enter(self) -> None:
        first = self._present or self._new
        if first is not None:
            first.setFocus()

    def _field(self, label: str, name: str, is_wanted: bool) -> PassphraseField | None:
        if not is_wanted:
            return None
        field = PassphraseField(label)
        field.line.setObjectName(name)
        field.returnPressed.connect(self.start)
        self.body.addWidget(field)
        return field

    def start(self) -> None:
        if self.act.is_busy:
            return
        for field in (self._present, self._new):
            if field is not None:
                field.set_error("")
        if self._new is not None and not self._new.text():
            self._new.set_error(_("Type a new passphrase, or leave it as it is with Cancel."))
            self._new.setFocus()
            return
        profiles, profile_id = self.app.profiles, self.profile.id
        present = self._present.text() if self._present is not None else ""
        self.work(lambda: profiles.key_of(profile_id, present), self._on_key, profiles.wait_of(profile_id))

    def _on_key(self, key: object) -> None:
        assert isinstance(key, bytes)
        if self._name == "phrase":
            self.key_found.emit(key)
            return
        profiles, profile = self.app.profiles, self.profile
        if self._name == "forget":
            self.work(lambda: profiles.change_recovery(profile.id, key, ""), self._on_forgotten)
            return
        passphrase = self._new.text() if self._new is not None else ""
        self.work(lambda: profiles.change_passphrase(profile, key, passphrase), self._on_changed)

    def _on_changed(self, _none: object) -> None:
        go, is_locked = self.go, self.profile.has_passphrase
        go.refresh()
        go.toast(_("From now on this passphrase opens your profile.") if is_locked else _("The passphrase is gone."))

    def _on_forgotten(self, _none: object) -> None:
        go = self.go
        go.refresh()
        go.toast(_("The recovery phrase no longer opens your profile."))

    def say(self, error: UserError) -> None:
        field = self._present or self._new
        if field is None:
            self.body.insertWidget(1, Label(error.words, "ui", "danger"))
            return
        field.set_error(error.words)
        field.select_all()
        field.setFocus()


class _PhraseForm(_Form):
    """A new recovery phrase: shown now, kept when it is noted."""

    def __init__(self, app: App, profile: OpenProfile, go: Go, key: bytes) -> None:
        super().__init__(app, profile, go, _("Your recovery phrase"), _("Use this phrase"))
        self._key, self._phrase = key, app.profiles.new_recovery_phrase()
        self.body.addWidget(Label(what_the_words_do(), "ui"))
        self.body.addWidget(RecoveryWords(self._phrase, profile.nickname))
        self._noted = Tick(_("I have written it down"))
        self._noted.setObjectName("noted")
        self.body.addWidget(self._noted)
        self._missing = Label(_("Write the words down or print them, and tick here."), "small", "danger")
        self._missing.hide()
        self.body.addWidget(self._missing)
        self.add_buttons()

    def start(self) -> None:
        if self.act.is_busy:
            return
        is_noted = self._noted.isChecked()
        self._missing.setVisible(not is_noted)
        self._noted.set_error(not is_noted)
        if not is_noted:
            self._noted.setFocus()
            return
        profiles, profile_id, key, phrase = self.app.profiles, self.profile.id, self._key, self._phrase
        self.work(lambda: profiles.change_recovery(profile_id, key, phrase), self._on_kept)

    def _on_kept(self, _none: object) -> None:
        go = self.go
        go.refresh()
        go.toast(_("From now on this recovery phrase opens your profile."))

    def say(self, error: UserError) -> None:
        self._missing.setText(error.words)
        self._missing.show()
