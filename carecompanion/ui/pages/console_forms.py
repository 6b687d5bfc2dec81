"""From the console to paper: the forms of what a block asks, and the one about the workshop."""

from PySide6.QtWidgets import QWidget

from carecompanion.services.paper_forms import form_items, row_items
from carecompanion.services.room_questions import instrument_of
from carecompanion.services.session_run import TrainingRun
from carecompanion.ui.leading import Leading
from carecompanion.ui.room_paper import FormWords, about_words, show_forms


def print_round(parent: QWidget, leading: Leading) -> None:
    """What this block asks, whether a round is open or not. Raises ContentMissing, ContentError."""
    show_forms(parent, round_form(leading.run), people_of(leading.run), leading.run.record.day)


def print_form(parent: QWidget, leading: Leading) -> None:
    """What people thought of the workshop."""
    form = leading.run.form()
    if form is not None:
        words = FormWords(form.title, about_words(), form_items(form))
        show_forms(parent, words, people_of(leading.run), leading.run.record.day)


def round_form(run: TrainingRun) -> FormWords:
    block = run.run.current
    return FormWords(block.title, about_words(), row_items(run.questions(), run.teams, instrument_of(block)))


def people_of(run: TrainingRun) -> int:
    return sum(group.size for group in run.course.came)
