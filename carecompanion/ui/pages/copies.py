"""Copies of the profile: those of each day, one to carry away, and one from elsewhere to join or to go back to.

Nothing is changed before the copy was read from end to end and its owner saw what it holds.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.errors import StorageError, UserError
from carecompanion.i18n import _
from carecompanion.services.copies import Brought, Kept
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.copies_brought import BroughtCard
from carecompanion.ui.pages.copies_save import SaveCopy, ask_copy
from carecompanion.ui.pages.copies_words import kind_words, size_words, what_copies_are, when_inside, when_words
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page


class CopiesPage(QWidget):
    """`said` is why the last change did not work."""

    shell = "full"
    section = "settings"

    def __init__(self, app: App, profile: OpenProfile, go: Go, said: str = "") -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._copies = app.profiles.copies_of(profile)
        self._today = app.clock().astimezone().date()
        self._shown: QWidget | None = None
        self._busy: Button | None = None
        self._top = TopRow(_("Copies of my profile"), what_copies_are(), [self._back_button()])
        self._column = fill_page(self, self._top, go.hide).scrolling_column()
        for card in (self._elsewhere(), self._here()):
            self._column.addWidget(card)
        self._column.addStretch(1)
        if said:
            self._say(_("Your profile is as it was"), said)

    def enter(self) -> None:
        self._top.focus_title()

    def escape(self) -> None:
        """First what was looked into closes, then back."""
        if self._shown is not None:
            self._put(None)
            self._top.focus_title()
        else:
            self._go.back()

    def _back_button(self) -> Button:
        button = Button(_("Back"), icon="arrow-left")
        button.setObjectName("back")
        button.clicked.connect(self._go.back)
        return button

    # what there is

    def _elsewhere(self) -> Card:
        card = Card()
        card.body.addWidget(Label(_("In another place"), "h3"))
        words = _("A copy on a USB stick is there when this laptop is lost or breaks. It holds all of your profile.")
        card.body.addWidget(Label(words, "ui"))
        self._choose = Button(_("Bring a copy"), icon="folder-open")
        self._choose.setObjectName("bring-copy")
        self._choose.clicked.connect(self._on_choose)
        card.body.addWidget(SaveCopy(self._app, self._profile, self._go, beside=self._choose))
        return card

    def _here(self) -> Card:
        card = Card(padding=0)
        around = look.space(20) + 1
        title = QVBoxLayout()
        title.setContentsMargins(around, around, around, look.space(4))
        title.addWidget(Label(_("On this computer"), "h3"))
        card.body.addLayout(title)
        card.body.setSpacing(0)
        try:
            listed = self._copies.listed()
        except StorageError as error:
            listed = ()
            card.body.addWidget(_padded(Label(error.words, "ui", "danger")))
        for number, kept in enumerate(listed):
            if number:
                card.body.addWidget(Hairline())
            card.body.addWidget(self._row(number, kept))
        if not listed:
            words = _("There is no copy yet; the first one is made today.")
            card.body.addWidget(_padded(Label(words, "ui", "textMuted")))
        return card

    def _row(self, number: int, kept: Kept) -> QWidget:
        """Day and hour, what it is and how large, and what can be done with it."""
        when = when_words(kept.when, self._today)
        about = _("{kind}, {size}").format(kind=kind_words(kept.kind), size=size_words(kept.size))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(when, "label"))
        words.addWidget(Label(about, "small", "textMuted"))
        button = Button(_("See what it holds"), "outline", size="small")
        button.setObjectName(f"look-{number}")
        button.setAccessibleDescription(f"{when}. {about}")
        button.clicked.connect(partial(self._on_look, kept, button))
        holder = QWidget()
        row: QVBoxLayout | QHBoxLayout = QVBoxLayout(holder) if look.is_one_column else QHBoxLayout(holder)
        row.setContentsMargins(look.space(20), look.space(12), look.space(20), look.space(12))
        row.setSpacing(look.space(12))
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft if look.is_one_column else Qt.AlignmentFlag.AlignVCenter)
        return holder

    # looking into one

    def _on_look(self, kept: Kept, button: Button, _is_checked: bool = False) -> None:
        title = _("The copy of {when}").format(when=when_inside(kept.when, self._today))
        self._look(button, title, lambda: self._copies.look_at(kept), is_own=True)

    def _on_choose(self) -> None:
        file = ask_copy(self)
        if file is not None:
            self.bring(file)

    def bring(self, file: Path) -> None:
        """Look into a file from elsewhere."""
        self._look(self._choose, file.name, lambda: self._copies.look_into(file), is_own=False)

    def _look(self, button: Button, title: str, work: Callable[[], Brought], *, is_own: bool) -> None:
        if self._busy is not None:
            return
        self._busy = button
        button.set_busy(_("Looking"))
        self._go.run(work, lambda brought: self._show(title, brought, is_own), self._on_failed)

    def _show(self, title: str, brought: Brought, is_own: bool) -> None:
        if not self._is_done():
            return
        card = BroughtCard(self._app, self._profile, self._go, title, brought, is_own=is_own)
        card.cancelled.connect(self.escape)
        self._put(card)
        card.enter()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._is_done():
            self._say(_("This copy cannot be used"), error.words)

    def _is_done(self) -> bool:
        """Whether the page is still here; its button is free again."""
        if not is_still_here(self):
            return False
        if self._busy is not None:
            self._busy.set_busy("")
        self._busy = None
        return True

    def _say(self, title: str, words: str) -> None:
        said = Callout("danger", title, words)
        said.setObjectName("copies-failed")
        self._put(said)
        announce(said, f"{title}. {words}", is_urgent=True)

    def _put(self, shown: QWidget | None) -> None:
        """Above everything."""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = shown
        if shown is not None:
            self._column.insertWidget(0, shown)
            shown.show()
            scroll_to(shown)


def _padded(inside: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(look.space(20), look.space(12), look.space(20), look.space(12))
    column.addWidget(inside)
    return holder
