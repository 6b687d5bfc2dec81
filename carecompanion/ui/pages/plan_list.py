"""The lines of one kind, each to be read or being written, and a button for one more.

Every word is kept while it is typed; closing only puts the fields away.
"""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.learning.plan import has_words, is_draft
from carecompanion.learning.records import PlanLine
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.pages.plan_editor import LineEditor
from carecompanion.ui.pages.plan_lines import LineRow
from carecompanion.ui.pages.plan_words import MARKS, words_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.focus import ROOM
from carecompanion.ui.widgets.text import Label


class LineList(QWidget):
    """`is_always_open_to_more`: the button for one more shows while reading too.

    `kept(is_kept, is_pause)` after something typed was kept, or could not be; `rebuilt` when rows are others now;
    `removed(line)` when one is gone; `hard_written` when the words touch on dying; `finished` on Enter in a last field;
    `begun(editor)` when the keyboard is in one.
    """

    kept = Signal(bool, bool)
    rebuilt = Signal()
    removed = Signal(object)
    hard_written = Signal()
    intention_changed = Signal()
    finished = Signal()
    begun = Signal(object)

    def __init__(self, profile: OpenProfile, kind: str, *, is_always_open_to_more: bool = False) -> None:
        super().__init__()
        self._profile, self.kind = profile, kind
        self._planning = profile.planning
        self._shows_add = is_always_open_to_more
        self._editors: dict[str, LineEditor] = {}
        self._had_words: set[str] = set()
        self._just_added = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._empty = Label(words_of(kind).empty, "ui", "textMuted")
        self._empty.setContentsMargins(0, look.space(6), 0, look.space(6))
        column.addWidget(self._empty)
        self._rows = QWidget()
        self._rows_column = QVBoxLayout(self._rows)
        self._rows_column.setContentsMargins(0, 0, 0, 0)
        self._rows_column.setSpacing(0)
        column.addWidget(self._rows)
        column.addStretch(0)
        self.add_button = Button(words_of(kind).add, icon="plus", size="small")
        self.add_button.setObjectName(f"add-{kind}")
        self.add_button.clicked.connect(self.add)
        self._add_room = QWidget()
        room = QVBoxLayout(self._add_room)
        room.setContentsMargins(0, look.space(12), ROOM, 0)
        room.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._add_room)
        column.addStretch(0)
        self._column = column
        self.build()

    @property
    def is_editing(self) -> bool:
        return bool(self._editors)

    def lines(self) -> tuple[PlanLine, ...]:
        return self._planning.lines(self.kind)

    # writing

    def edit_all(self) -> None:
        self._open(*self.lines())

    def edit(self, line: PlanLine) -> None:
        """Only this one."""
        self._open(line)
        self._focus(line.line)

    def add(self) -> None:
        """A new line to be written; one that is still without words is enough."""
        self.flush()
        blank = next((editor.line for editor in self._editors.values() if not has_words(editor.line)), None)
        line = blank or self._new()
        self._just_added = line.line
        self._open(line)
        self._focus(line.line)

    def close(self) -> None:
        """Back to reading. What was emptied is gone for good, and from the daily copies too."""
        self.flush()
        gone = [one for one, editor in self._editors.items() if one in self._had_words and not has_words(editor.line)]
        self._editors.clear()
        self._had_words.clear()
        if gone:
            self._profile.own_data.something_went()
        self.build()

    def flush(self) -> None:
        """Keep now what is being typed."""
        for editor in self._editors.values():
            editor.flush()

    # rows

    def build(self) -> None:
        """All rows anew, in the order of the plan; what is being written goes on being written."""
        self.flush()
        for old in self._rows.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            self._rows_column.removeWidget(old)
            old.setParent(None)  # else Tab would still find it
            old.deleteLater()
        lines = self._every_line()
        intention = self._planning.intention()
        was_written = {name: editor.line for name, editor in self._editors.items()}
        self._editors = {}
        for line in lines:
            is_intention = intention is not None and intention.line == line.line
            if line.line in was_written:
                self._add_editor(line, is_intention, may_move=len(lines) > 1)
            else:
                self._add_row(line, is_intention)
        self._column.setStretch(2, int(bool(lines)))  # the button ends the card, or follows the words at once
        self._column.setStretch(4, int(not lines))
        words = words_of(self.kind)
        self.add_button.setText(words.add if lines else words.add_first or words.add)
        self._empty.setVisible(not lines)
        self._rows.setVisible(bool(lines))
        self._add_room.setVisible(self._shows_add or self.is_editing or not lines)
        self.rebuilt.emit()

    def _every_line(self) -> list[PlanLine]:
        """Those of the plan, and those being written that have no words yet."""
        kept = list(self.lines())
        known = {line.line for line in kept}
        blank = [editor.line for editor in self._editors.values() if editor.line.line not in known]
        return sorted([*kept, *blank], key=lambda line: line.place)

    def _add_editor(self, line: PlanLine, is_intention: bool, may_move: bool) -> None:
        editor = LineEditor(line, is_intention=is_intention, may_move=may_move)
        editor.kept_asked.connect(lambda is_pause: self._keep(editor, is_pause))
        editor.move_asked.connect(lambda by: self._move(editor, by))
        editor.remove_asked.connect(lambda: self._remove(editor))
        editor.choose_asked.connect(lambda is_on: self._choose(editor.line, is_on))
        editor.finished.connect(self.finished)
        self._editors[line.line] = editor
        self._rows_column.addWidget(editor)

    def _add_row(self, line: PlanLine, is_intention: bool) -> None:
        row = LineRow(line, is_intention=is_intention, may_choose=line.line == self._just_added)
        row.complete_asked.connect(lambda: self.edit(line))
        row.choose_asked.connect(lambda: self._choose(line, True))
        self._rows_column.addWidget(row)

    def _open(self, *lines: PlanLine) -> None:
        """Fields for these lines, besides those that are open."""
        self.flush()
        known = {one.line for one in self.lines()}
        self._had_words |= {line.line for line in lines if line.line in known}
        for line in lines:
            if line.line not in self._editors:
                self._editors[line.line] = LineEditor(line, is_intention=False, may_move=False)  # placed by build
        self.build()

    def _new(self) -> PlanLine:
        line = self._planning.new(self.kind)
        taken = [editor.line.place for editor in self._editors.values()]
        line = replace(line, place=max([line.place, *(place + 1.0 for place in taken)]))
        if self.kind != "person":
            return line
        used = {one.mark for one in self.lines()}
        return replace(line, mark=next((mark for mark in MARKS if mark not in used), "heart"))

    def _focus(self, line: str, tool: str = "") -> None:
        editor = self._editors.get(line)
        if editor is None:
            return
        button = editor.tool(tool) if tool else None
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            editor.focus_first()
        QTimer.singleShot(0, editor, lambda: self.begun.emit(editor))

    # what is asked for

    def _keep(self, editor: LineEditor, is_pause: bool) -> None:
        line = editor.line
        is_kept = self._planning.keep(line)
        if has_words(line):
            self.kept.emit(is_kept, is_pause)
        if self._profile.wellbeing.is_hard(" ".join((line.first, line.second, line.more))):
            self.hard_written.emit()

    def _move(self, editor: LineEditor, by: int) -> None:
        self.flush()
        line = editor.line
        if not self._planning.move(line, by):
            return
        self.build()
        self._focus(line.line, "up" if by < 0 else "down")
        place = [one.line for one in self.lines()].index(line.line) + 1
        announce(self, _("Now {place} of {total}").format(place=place, total=len(self.lines())))

    def _remove(self, editor: LineEditor) -> None:
        line = editor.line
        editor.blockSignals(True)  # what it still has to tell must not bring the line back
        self._editors.pop(line.line, None)
        if has_words(line):
            self._planning.remove(line)
            self._profile.own_data.something_went()
            self.removed.emit(line)
        self.build()
        self._focus_after_removing()

    def _focus_after_removing(self) -> None:
        first = next(iter(self._editors), "")
        if first:
            self._focus(first)
        else:
            self.add_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, line: PlanLine, is_on: bool) -> None:
        """A draft is finished first."""
        self.flush()
        if is_on and (not has_words(line) or is_draft(line)):
            self._focus(line.line)
            return
        self._planning.choose(line if is_on else None)
        self._just_added = ""
        self.build()
        self._focus(line.line, "choose")
        self.intention_changed.emit()
        announce(self, _("This week's intention") if is_on else _("No longer this week's intention"))

    def bring_back(self, line: PlanLine) -> None:
        """After it was removed."""
        self._planning.keep(line)
        self.build()
