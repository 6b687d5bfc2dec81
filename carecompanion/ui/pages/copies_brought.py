"""A copy that was brought: its secret where it asks for one, what it holds, and joining it or going back to it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.errors import UserError, WrongPassphrase
from carecompanion.i18n import _
from carecompanion.services.copies import Brought, Change
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.copies_words import held_words, last_words, when_inside
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.dialog import ask
from carecompanion.ui.widgets.fields import PassphraseField
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.text import Label


class BroughtCard(Card):
    """`cancelled` closes it; nothing was changed."""

    cancelled = Signal()

    def __init__(self, app: App, profile: OpenProfile, go: Go, title: str, brought: Brought, *, is_own: bool) -> None:
        super().__init__(background="surfaceAlt")
        self._app, self._profile, self._go = app, profile, go
        self._brought, self._is_own = brought, is_own
        self._wrong = 0
        self.setAccessibleName(title)
        self.body.addWidget(Label(title, "h3"))
        self._inside: QWidget | None = None
        self._first: QWidget | None = None
        if brought.needs_secret:
            self._ask_secret()
        else:
            self._show_held()

    def enter(self) -> None:
        if self._first is not None:
            self._first.setFocus()

    # its secret

    def _ask_secret(self) -> None:
        column = self._fresh()
        words = _("This copy is of another profile or was made with another key. Which passphrase did it have?")
        column.addWidget(Label(words, "ui"))
        self._field = PassphraseField(_("Passphrase or recovery phrase of the copy"))
        self._field.line.setObjectName("copy-secret")
        self._field.returnPressed.connect(self._try)
        self._open = Button(_("Open the copy"), "primary")
        self._open.setObjectName("open-copy")
        self._open.clicked.connect(self._try)
        column.addWidget(self._field)
        column.addWidget(FlowRow([self._open, self._cancel()], look.space(12)))
        self._first = self._field

    def _try(self) -> None:
        if self._open.is_busy:
            return
        self._field.set_error("")
        if not self._field.text():
            self._field.set_error(_("Type the passphrase, or the twelve words."))
            self._field.setFocus()
            return
        self._open.set_busy(_("Opening"))
        pause = self._app.profiles.wait_before_try(self._wrong)
        QTimer.singleShot(round(1000 * pause), self, self._unlock)

    def _unlock(self) -> None:
        brought, secret = self._brought, self._field.text()
        self._go.run(lambda: brought.unlock(secret), lambda _none: self._on_unlocked(), self._on_failed)

    def _on_unlocked(self) -> None:
        if is_still_here(self):
            self._show_held()
            self.enter()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if not is_still_here(self):
            return
        self._wrong += isinstance(error, WrongPassphrase)
        self._open.set_busy("")
        self._field.set_error(error.words)
        self._field.select_all()
        self._field.setFocus()

    # what it holds, and what may be done

    def _show_held(self) -> None:
        held = self._brought.held
        assert held is not None
        column = self._fresh()
        today = self._app.clock().astimezone().date()
        words = " ".join(one for one in (last_words(held, today), held_words(held)) if one)
        column.addWidget(Label(words))
        column.addWidget(Label(_("It was read from end to end and is whole."), "ui", "textMuted"))
        join = Button(_("Join it with my profile"), "outline" if self._is_own else "primary", "plus")
        join.setObjectName("join-copy")
        join.clicked.connect(self._on_join)
        back = Button(_("Go back to this copy"), "primary" if self._is_own else "outline", "history")
        back.setObjectName("restore-copy")
        back.clicked.connect(self._on_back)
        buttons = [back, join] if self._is_own else [join, back]
        column.addWidget(FlowRow([*buttons, self._cancel()], look.space(12)))
        what = _("Joining keeps everything of both. Going back keeps only what the copy has.")
        column.addWidget(Label(what, "small", "textMuted"))
        self._first = buttons[0]
        announce(self, words)

    def _on_join(self) -> None:
        title = _("Join this copy with your profile?")
        text = _(
            "Notes, answers and progress of both stay; where both have a setting, the newest stands. "
            "Join only your own copy: what it holds is yours to read afterwards."
        )
        if ask(self.window(), title, text, _("Leave it"), _("Join it with my profile")):
            self._start(self._app.profiles.copies_of(self._profile).joining(self._brought))

    def _on_back(self) -> None:
        held = self._brought.held
        assert held is not None
        title = _("Go back to this copy?")
        if held.last is not None:
            when = when_inside(held.last, self._app.clock().astimezone().date())
            title = _("Go back to this copy? Its last record: {when}.").format(when=when)
        text = _("What you noted afterwards will not be there. The file of now is kept for a day, among the copies.")
        if ask(self.window(), title, text, _("Stay as it is"), _("Go back to this copy"), danger=True):
            self._start(self._app.profiles.copies_of(self._profile).going_back(self._brought))

    def _start(self, change: Change) -> None:
        """The profile is closed; a page without it shows how far the work is, and opens it again."""
        go = self._go
        go.lock()
        if self.isVisible():  # asked whether to leave, the person stayed
            return
        go.page("copies_work", change=change)

    # parts

    def _cancel(self) -> Button:
        button = Button(_("Cancel"), "link")
        button.setObjectName("cancel-copy")
        button.clicked.connect(self.cancelled)
        return button

    def _fresh(self) -> QVBoxLayout:
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        self.body.addWidget(self._inside)
        self._inside.show()
        return column
