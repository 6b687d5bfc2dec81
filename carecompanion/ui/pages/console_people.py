"""Who came, by group: a number each, no names; and what the trainer notes for herself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.i18n import _, ngettext
from carecompanion.services.session_groups import MOST_PEOPLE
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_panel import Panel
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import IconButton
from carecompanion.ui.widgets.fields import ErrorLine, Line
from carecompanion.ui.widgets.note_box import NoteBox
from carecompanion.ui.widgets.text import Label


class CountField(QWidget):
    """A number of people: typed, or a step up and down. `counted(n)` when it is another; nonsense is said below."""

    counted = Signal(int)

    def __init__(self, name: str, about: str, count: int, object_name: str) -> None:
        super().__init__()
        self._count = count
        self.line = Line()
        self.line.setObjectName(object_name)
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(about)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.line.setFixedWidth(look.px(64) + look.space(14))
        self.line.setText(str(count))
        self.line.textEdited.connect(self._on_line_edited)
        self.line.editingFinished.connect(self._on_line_finished)
        less, more = (
            IconButton("minus", _("One less: {name}").format(name=name)),
            IconButton("plus", _("One more: {name}").format(name=name)),
        )
        less.clicked.connect(lambda: self._step(-1))
        more.clicked.connect(lambda: self._step(1))
        self._error = ErrorLine()
        words = QVBoxLayout()
        words.setSpacing(0)
        label = Label(name, "ui", weight=600)
        label.setBuddy(self.line)
        words.addWidget(label)
        words.addWidget(Label(about, "small", "textMuted"))
        row = QHBoxLayout()
        row.setSpacing(look.space(8))
        for widget in (less, self.line, more):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(4))
        column.addLayout(words)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down in the field are steps."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or not self.line.hasFocus():
            super().keyPressEvent(event)
        else:
            self._step(step)

    def _step(self, by: int) -> None:
        self._take(min(MOST_PEOPLE, max(0, self._count + by)))
        self.line.setText(str(self._count))

    def _on_line_edited(self, text: str) -> None:
        count = _number_in(text)
        if count is not None:
            self._take(count)
        self._show_error(count is None and bool(text.strip()))

    def _on_line_finished(self) -> None:
        """Left with nonsense in it, it says again what is kept."""
        if _number_in(self.line.text()) is None:
            self.line.setText(str(self._count))
            self._show_error(False)

    def _take(self, count: int) -> None:
        self._show_error(False)
        if count != self._count:
            self._count = count
            self.counted.emit(count)

    def _show_error(self, is_wrong: bool) -> None:
        words = _("Write a number from 0 to {most}.").format(most=MOST_PEOPLE) if is_wrong else ""
        self._error.set_text(words)
        self.line.setProperty("error", is_wrong)
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)


def _number_in(text: str) -> int | None:
    words = text.strip()
    if not (words.isascii() and words.isdigit()):
        return None
    count = int(words)
    return count if count <= MOST_PEOPLE else None


class CamePanel(Panel):
    """One field for each group of the session."""

    def __init__(self, leading: Leading) -> None:
        super().__init__(_("Who came"), _("How many, never who. The report tells it by group."))
        self.setObjectName("came-panel")
        self._leading = leading
        self._total = Label("", "ui", weight=600)
        for number, group in enumerate(leading.run.course.came):
            field = CountField(group.name, _("In this session"), group.size, f"came-{number}")
            field.counted.connect(lambda count, name=group.name: self._keep(name, count))
            self.add(field)
        if leading.run.course.came:
            self.add(self._total)
        else:
            self.add(Label(_("This session has no groups. You can add them where you plan the session."), "ui"))
        self._show_total()

    def focus_first(self) -> None:
        field = self.findChild(CountField)
        if field is None:
            super().focus_first()
        else:
            field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            field.line.selectAll()

    def _keep(self, name: str, count: int) -> None:
        self._leading.run.set_came(name, count)
        self._show_total()

    def _show_total(self) -> None:
        total = sum(group.size for group in self._leading.run.course.came)
        self._total.setText(ngettext("{n} person in all", "{n} people in all", total).format(n=total))


class OwnNotesPanel(Panel):
    """What went well, what to do otherwise: it stands in the report."""

    def __init__(self, leading: Leading) -> None:
        super().__init__(_("My own notes"), _("They stay with the session and stand in its report."))
        self.setObjectName("own-notes-panel")
        self._leading = leading
        self.box = NoteBox(_("What I want to remember of today"))
        self.box.edit.setObjectName("own-notes")
        self.box.set_text(leading.run.course.notes)
        self.box.text_paused.connect(self._keep)
        self.add(self.box)

    def leave(self) -> None:
        self.box.flush()

    def focus_first(self) -> None:
        self.box.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if not self._leading.run.is_closed:
            self.box.show_saved(self._leading.run.set_notes(self.box.text()))
