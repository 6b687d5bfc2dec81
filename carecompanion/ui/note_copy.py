"""A copy of what could not be saved, wherever the person says: on a stick, while the disk is full."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from carecompanion.i18n import _
from carecompanion.services.saving import write_whole
from carecompanion.services.study import WrittenNote
from carecompanion.ui.printing import ask_file
from carecompanion.ui.widgets.dialog import ask


def save_copy(parent: QWidget, notes: Sequence[WrittenNote], tell: Callable[[str], None]) -> None:
    """Ask first, because the copy is plain text; written whole or not at all."""
    title, text = _("Save a copy of what you wrote?"), _("The copy is not encrypted. Whoever finds it can read it.")
    if not ask(parent, title, text, _("No copy"), _("Choose where")):
        return
    file = ask_file(parent, _("my notes.txt"), _("Text (*.txt)"), "txt")
    if file is None:
        return
    is_saved = write_whole(file, words_of(notes).encode("utf-8", "replace"))
    tell(_("The copy is saved.") if is_saved else _("The copy could not be saved there. Choose another place."))


def words_of(notes: Sequence[WrittenNote]) -> str:
    """Each note under the lesson and step it was written in."""
    return "\n\n".join(f"{one.lesson_title}\n{one.step_title}\n\n{one.note.text}" for one in notes) + "\n"
