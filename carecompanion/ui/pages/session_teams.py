"""The groups of a session: a name and how many people, in rows or pasted as a list. Nobody's own name is needed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.errors import SessionNotAllowed
from carecompanion.i18n import _, ngettext
from carecompanion.learning.groups import Group
from carecompanion.services.session_draft import SessionDraft
from carecompanion.services.session_groups import MOST_GROUPS, MOST_LETTERS, MOST_PEOPLE, advice_on
from carecompanion.ui.pages.facilitate_words import people_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.fields import ErrorLine, Line
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.later import Later
from carecompanion.ui.widgets.minutes_box import NumberBox
from carecompanion.ui.widgets.note_box import NoteEdit
from carecompanion.ui.widgets.text import Label


@dataclass(slots=True)
class _Row:
    holder: QWidget
    name: Line
    size: NumberBox


class Teams(QWidget):
    """`changed` after the draft's groups are others. What cannot be is said below, and the draft stays as it was."""

    changed = Signal()

    def __init__(self, draft: SessionDraft, pasted: str = "") -> None:
        """`pasted` is a list that was not used yet."""
        super().__init__()
        self._draft = draft
        self._rows: list[_Row] = []
        self._later = Later(self)
        self._later.told.connect(self._on_told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(10))
        column.addWidget(Label(_("Groups"), "label", weight=600))
        self._about = Label("", "small", "textMuted")
        column.addWidget(self._about)
        self._list = QVBoxLayout()
        self._list.setSpacing(look.space(8))
        column.addLayout(self._list)
        self._error = ErrorLine()
        column.addWidget(self._error)
        self._advice = QVBoxLayout()
        self._advice.setSpacing(look.space(8))
        column.addLayout(self._advice)
        self._add = Button(_("Add a group"), icon="plus", size="small")
        self._add.setObjectName("add-group")
        self._add.clicked.connect(self._on_add_clicked)
        self._paste = Button(_("Paste a list"), "link", size="small")
        self._paste.setObjectName("paste-groups")
        self._paste.clicked.connect(lambda: self._open_paste())
        column.addWidget(FlowRow([self._add, self._paste], look.space(8)))
        self._pasting: _Paste | None = None
        self._column = column
        self._build()
        if pasted:
            self._open_paste(pasted)

    @property
    def pasted(self) -> str:
        return self._pasting.edit.toPlainText() if self._pasting is not None else ""

    def flush(self) -> None:
        for row in self._rows:
            row.size.interpretText()
        self._later.flush()

    # rows

    def _build(self) -> None:
        """Rows as the draft has them."""
        for row in self._rows:
            self._list.removeWidget(row.holder)
            row.holder.hide()
            row.holder.deleteLater()
        self._rows = []
        for group in self._draft.plan.groups:
            self._put_row(group)
        self._say_all()

    def _put_row(self, group: Group) -> _Row:
        number = len(self._rows) + 1
        holder, name = QWidget(), Line()
        name.setText(group.name)
        name.setMaxLength(MOST_LETTERS)
        name.setObjectName(f"group-name-{number}")
        name.setAccessibleName(_("Name of group {n}").format(n=number))
        size = NumberBox(_("People in group {n}").format(n=number), 0, MOST_PEOPLE)
        size.put(group.size)
        size.setObjectName(f"group-size-{number}")
        size.setFixedWidth(look.px(76))
        away = IconButton("x", _("Remove group {n}").format(n=number), "quiet", "small", 18)
        away.setObjectName(f"group-away-{number}")
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.space(8))
        line.addWidget(name, 1)
        line.addWidget(size)
        line.addWidget(away)
        row = _Row(holder, name, size)
        name.textChanged.connect(self._later.typed)
        name.editingFinished.connect(self._later.flush)
        size.valueChanged.connect(self._on_size_changed)
        away.clicked.connect(lambda: self._take_away(row))
        self._rows.append(row)
        self._list.addWidget(holder)
        holder.show()  # now, so that it can take the keyboard
        return row

    def _on_size_changed(self, _size: int) -> None:
        self._later.typed()
        self._later.flush()

    def _on_add_clicked(self) -> None:
        self.flush()
        row = self._put_row(Group("", 0))
        self._add.setEnabled(len(self._rows) < MOST_GROUPS)
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, row: _Row) -> None:
        self.flush()
        self._rows.remove(row)
        self._list.removeWidget(row.holder)
        row.holder.hide()
        row.holder.deleteLater()
        self._on_told()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_told(self) -> None:
        """A row that is still empty is no group yet."""
        groups = [Group(row.name.text(), row.size.value()) for row in self._rows]
        try:
            self._draft.set_groups([group for group in groups if group.name.strip() or group.size])
        except SessionNotAllowed as error:
            self._error.set_text(error.words)
            return
        self._say_all()
        self.changed.emit()

    # words

    def _say_all(self) -> None:
        self._error.set_text("")
        groups = self._draft.plan.groups
        self._add.setEnabled(len(self._rows) < MOST_GROUPS)
        if groups:
            count = ngettext("{people} in {n} group.", "{people} in {n} groups.", len(groups))
            self._about.setText(count.format(people=people_words(self._draft.plan.people), n=len(groups)))
        else:
            self._about.setText(_("Optional. With groups, results can be compared; no names of people are needed."))
        self._show_advice(advice_on(groups))

    def _show_advice(self, sentences: tuple[str, ...]) -> None:
        while (item := self._advice.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for words in sentences:
            self._advice.addWidget(Callout("notice", words))

    # a list

    def _open_paste(self, text: str = "") -> None:
        if self._pasting is None:
            self._pasting = _Paste(text)
            self._pasting.used.connect(self._on_paste_used)
            self._pasting.closed.connect(self._close_paste)
            self._column.addWidget(self._pasting)
            self._pasting.show()
        self._pasting.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_paste_used(self, text: str) -> None:
        assert self._pasting is not None
        try:
            words = self._draft.paste_groups(text)
        except SessionNotAllowed as error:
            self._pasting.say(error.words)
            return
        self._close_paste()
        self._build()
        announce(self, " ".join((self._about.text(), *words)))
        self.changed.emit()

    def _close_paste(self) -> None:
        pasting, self._pasting = self._pasting, None
        if pasting is not None:
            self._column.removeWidget(pasting)
            pasting.hide()
            pasting.deleteLater()
        self._paste.setFocus(Qt.FocusReason.OtherFocusReason)


class _Paste(QWidget):
    """One group a line; what cannot be taken is said, and the text stays."""

    used = Signal(str)
    closed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("paste")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        label = Label(
            _("One group a line: its name and how many people, such as “Volunteers 23”."), "small", "textMuted"
        )
        self.edit = NoteEdit()
        self.edit.setObjectName("paste-text")
        self.edit.setPlainText(text)
        self.edit.setAccessibleName(_("List of groups"))
        self.edit.setAccessibleDescription(label.text())
        label.setBuddy(self.edit)
        self._error = ErrorLine()
        use, close = Button(_("Use this list"), "primary", size="small"), Button(_("Cancel"), size="small")
        use.setObjectName("use-list")
        close.setObjectName("close-list")
        use.clicked.connect(lambda: self.used.emit(self.edit.toPlainText()))
        close.clicked.connect(self.closed)
        for one in (label, self.edit, self._error, FlowRow([use, close], look.space(8))):
            column.addWidget(one)

    def say(self, words: str) -> None:
        self._error.set_text(words)
        self.edit.setAccessibleDescription(words)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
