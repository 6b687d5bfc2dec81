"""«¿Terminar la sesión?»: what stays and what goes is said before; a workshop of more days may rest."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.pages.console_panel import show_if
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.dialog import Question

GO_ON, REST, CLOSE = "", "rest", "close"


class EndQuestion(Question):
    """Esc goes on with the session. `choice` is what was pressed."""

    def __init__(self, parent: QWidget, text: str, *, may_rest: bool) -> None:
        self.choice = GO_ON
        self.rest_button = Button(_("Rest until another day"))
        self.rest_button.setObjectName("rest-session")
        show_if(self.rest_button, may_rest)
        super().__init__(parent, _("End the session?"), text, _("Go on with the session"), _("Close the session"))
        self.safe.setObjectName("go-on")
        self.act.setObjectName("close-session")
        self.act.clicked.connect(lambda: self._choose(CLOSE))
        self.rest_button.clicked.connect(lambda: self._choose(REST))

    def _buttons(self) -> QHBoxLayout | QVBoxLayout:
        line = super()._buttons()
        line.insertWidget(line.indexOf(self.act), self.rest_button)
        return line

    def _choose(self, choice: str) -> None:
        self.choice = choice
        self.accept()


def ask_end(parent: QWidget, text: str, *, may_rest: bool) -> str:
    """GO_ON, REST or CLOSE."""
    question = EndQuestion(parent, text, may_rest=may_rest)
    announce(question, _("End the session?"))
    try:
        return question.choice if question.exec() == QDialog.DialogCode.Accepted else GO_ON
    finally:
        question.deleteLater()


def end_words(*, is_rehearsal: bool, may_rest: bool, open_rounds: int, has_answers: bool) -> str:
    """What stays, what goes."""
    if is_rehearsal:
        return _("This is a rehearsal: nothing of it stays.")
    parts = [
        _("What stays: the totals of each round, the times, how many came, and your notes."),
        _("What goes for good: each person’s answers and the codes they were compared by."),
    ]
    if open_rounds:
        parts.append(_("A round is still open. It is closed, too."))
    if has_answers and may_rest:
        parts.append(_("To compare with another day of this workshop, let it rest: the codes stay until then."))
    elif may_rest:
        parts.append(_("This workshop has another day. If you let it rest, the codes stay until then."))
    return "\n\n".join(parts)
