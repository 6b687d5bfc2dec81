"""A session as a file for a second laptop: where it goes, with or without notes, and which one is opened."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from carecompanion.i18n import _
from carecompanion.services.session_file import ENDING
from carecompanion.services.training import Training
from carecompanion.ui.file_dialog import file_to_open
from carecompanion.ui.pages.facilitate_words import file_name
from carecompanion.ui.printing import ask_file
from carecompanion.ui.widgets.dialog import ask


def save_session(parent: QWidget, training: Training, session: str, title: str) -> str:
    """Ask what and where; the sentence to show, "" when the person thought better of it. Raises UserError."""
    has_notes = any(block.notes for block in training.sitting(session).plan.agenda.blocks)
    with_notes = has_notes and ask(
        parent,
        _("Take your notes along, too?"),
        _("Whoever opens the file can read them. Answers of a room are never in it."),
        _("Without notes"),
        _("With notes"),
    )
    file = ask_file(parent, file_name(title) + ENDING, kind_words(), ENDING.removeprefix("."))
    if file is None:
        return ""
    training.to_file(session, file, with_notes=with_notes)
    return _("Saved: {file}").format(file=file.name)


def open_session(parent: QWidget, training: Training) -> str:
    """Ask which file; the new session's id, "" for none. Raises UserError with what is wrong with the file."""
    file = ask_existing(parent)
    return training.from_file(file) if file is not None else ""


def ask_existing(parent: QWidget) -> Path | None:
    return file_to_open(parent, _("Open a session"), kind_words())


def kind_words() -> str:
    words = _("Session of Care Companion")
    return f"{words} (*{ENDING})"
