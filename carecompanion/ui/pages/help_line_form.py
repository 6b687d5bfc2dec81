"""The form for a help line of the place: what it asks for, what it refuses, and what it warns of before it keeps."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from carecompanion.i18n import _
from carecompanion.services.help_lines import LONGEST, HelpLines, LocalLine, tidy
from carecompanion.ui.help_words import long_day
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.text import Label


class LineForm(Card):
    """`kept(line)` once nothing is wrong with it; a warning is shown first, and only the second press keeps."""

    kept = Signal(object)
    cancelled = Signal()

    def __init__(self, lines: HelpLines, line: LocalLine, original: LocalLine | None) -> None:
        """`original` is the line as it is kept, None for a new one; `line` may be a draft of it."""
        super().__init__(padding=24)
        self.setObjectName("line-form")
        self._lines, self._line, self.original = lines, line, original
        self.body.setSpacing(look.space(16))
        title = _("A line of your area") if self.is_new else _("Change this line")
        self.body.addWidget(Label(title, "h2"))
        self._fields = {name: self._field(name, words, about) for name, (words, about) in field_words().items()}
        self.body.addWidget(self._grid())
        self._checked = self._checked_row(original) if original is not None else None
        self._warning: Callout | None = None
        self._warned_of = ""
        self._save = Button(_("Keep this line"), "primary")
        self._save.setObjectName("keep-line")
        self._save.clicked.connect(self._on_save)
        cancel = Button(_("Cancel"))
        cancel.setObjectName("cancel-line")
        cancel.clicked.connect(self.cancelled)
        self.body.addWidget(FlowRow([self._save, cancel], look.space(12)))

    @property
    def is_new(self) -> bool:
        return self.original is None

    @property
    def line(self) -> LocalLine:
        """As it is written now."""
        words: dict[str, Any] = {name: field.text() for name, field in self._fields.items()}
        written = replace(self._line, **words)
        is_called = self._checked is not None and self._checked.switch.isChecked()
        is_other = self.original is not None and tidy(written).number != self.original.number
        return self._lines.checked_today(written) if is_called or is_other else written

    @property
    def has_words(self) -> bool:
        return any(field.text().strip() for field in self._fields.values())

    def focus_first(self) -> None:
        self._fields["number"].line.setFocus(Qt.FocusReason.TabFocusReason)

    def _field(self, name: str, words: str, about: str) -> TextField:
        field = TextField(words, getattr(self._line, name), about, LONGEST[name])
        field.line.setObjectName(f"line-{name.replace('_', '-')}")
        field.text_changed.connect(lambda _text: field.set_error(""))
        return field

    def _grid(self) -> QWidget:
        """Two fields beside each other where there is room for two."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space(20))
        grid.setVerticalSpacing(look.space(16))
        columns = 1 if look.is_one_column else 2
        for number, field in enumerate(self._fields.values()):
            grid.addWidget(field, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return holder

    def _checked_row(self, original: LocalLine) -> SwitchRow:
        seen = _("Seen on {day}").format(day=long_day(original.seen_on.isoformat()))
        row = SwitchRow(_("I called it today, and somebody answered"), seen, False)
        row.switch.setObjectName("called-today")
        self.body.addWidget(row)
        return row

    def _on_save(self) -> None:
        line = self.line
        faults = self._lines.faults(line)
        for name, field in self._fields.items():
            field.set_error(faults.get(name, ""))
        wrong = next((self._fields[name] for name in self._fields if name in faults), None)
        if wrong is not None:
            wrong.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        warning = self._lines.warning(line.number)
        if warning and self._warned_of != line.number:
            self._warned_of = line.number
            self._warn(warning)
            return
        self.kept.emit(line)

    def _warn(self, words: str) -> None:
        """Nobody is stopped; the button says what a second press means."""
        if self._warning is not None:
            self._warning.hide()
            self._warning.deleteLater()
        self._warning = Callout("notice", _("Look at the number again"), words)
        self._warning.setObjectName("line-warning")
        self.body.insertWidget(self.body.count() - 1, self._warning)
        self._warning.show()
        self._save.setText(_("Keep it anyway"))
        announce(self._warning, words)
        QTimer.singleShot(0, self._save, lambda: scroll_to(self._save))  # once the warning has its room


def field_words() -> dict[str, tuple[str, str]]:
    """Each field's label, and a line of help below it."""
    return {
        "number": (_("Number"), _("As it is dialled from here.")),
        "hours": (_("When it answers"), _("For example: Monday to Friday, 8:00 to 16:00.")),
        "title": (_("What it is for"), _("For example: women's emergency centre of the province.")),
        "who": (_("Who answers (optional)"), _("A service, never the name of a person.")),
        "languages": (_("Languages it answers in (optional)"), _("For example: Spanish and Shipibo-Konibo.")),
        "added_by": (_("Who adds it"), _("A role is enough, like “CEM coordination”.")),
    }
