"""Saving a copy elsewhere: the button, where to, and what became of it. In Settings and on the page of copies alike."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.file_dialog import file_to_open
from carecompanion.ui.go import Go
from carecompanion.ui.pages.copies_words import who_can_open
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.printing import ask_file
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.text import Label

ENDING = "copia"


class SaveCopy(QWidget):
    """`beside` stands next to the button."""

    def __init__(self, app: App, profile: OpenProfile, go: Go, beside: QWidget | None = None) -> None:
        super().__init__()
        self._copies, self._go = app.profiles.copies_of(profile), go
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        words = who_can_open(profile.has_passphrase)
        if profile.has_passphrase:
            column.addWidget(Label(words, "ui", "textMuted"))
        else:
            column.addWidget(Callout("notice", _("Who could open it"), words, icon="lock-open"))
        self._save = Button(_("Save a copy"), "primary", "hard-drive-download")
        self._save.setObjectName("save-copy")
        self._save.clicked.connect(self._on_save)
        column.addWidget(FlowRow([self._save, *([beside] if beside is not None else [])], look.space(12)))
        self._said = Label("", "ui")
        self._said.setObjectName("copy-said")
        self._said.hide()
        column.addWidget(self._said)

    def _on_save(self) -> None:
        if self._save.is_busy:
            return
        kind = _("Copy of a profile (*.{ending})").format(ending=ENDING)
        file = ask_file(self, self._copies.file_name(), kind, ENDING)
        if file is None:
            return
        copies = self._copies
        self._save.set_busy(_("Saving"))
        self._go.run(lambda: copies.save(file), lambda _none: self._on_saved(file), self._on_failed)

    def _on_saved(self, file: Path) -> None:
        words = _("The copy is saved and was read again: {file}. You can take the stick out now.").format(
            file=file.name
        )
        self._say(words)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        what = _("The copy was not saved there; nothing half done is left.")
        self._say(f"{what} {error.words}", is_failure=True)

    def _say(self, words: str, *, is_failure: bool = False) -> None:
        if not is_still_here(self):
            return
        self._save.set_busy("")
        self._said.set_color("danger" if is_failure else "text")
        self._said.setText(words)
        self._said.show()
        announce(self._said, words, is_urgent=is_failure)


def ask_copy(parent: QWidget) -> Path | None:
    """Which file to look into."""
    kind = _("Copies of profiles (*.{ending} *.db)").format(ending=ENDING)
    return file_to_open(parent, _("Choose a copy"), kind)
