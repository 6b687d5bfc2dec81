"""One line of the plan being written: its fields with ideas, its place, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from carecompanion.i18n import _, number_text
from carecompanion.learning.plan import ideas, tidy
from carecompanion.learning.records import PlanLine
from carecompanion.ui.pages.plan_words import MARKS, mark_words, names_sentence, words_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.card import Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.focus import ROOM, Ringed
from carecompanion.ui.widgets.grow_edit import MOST_LETTERS, GrowEdit
from carecompanion.ui.widgets.icon import paint_icon_circle
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import Label

PAUSE_MS = 1000
HALVES = ("first", "second", "more")
COLORS = {"first": "onClaySoft", "second": "primary"}  # of an if-then's labels


class LineEditor(QFrame):
    """`kept_asked(is_pause)` comes within a second of a key, and again when the person pauses or leaves a field.

    Whoever listens keeps `line`. The other signals say what a button, or a key, wants.
    """

    kept_asked = Signal(bool)
    move_asked = Signal(int)
    remove_asked = Signal()
    choose_asked = Signal(bool)
    finished = Signal()  # Enter in the last field

    def __init__(self, line: PlanLine, *, is_intention: bool, may_move: bool) -> None:
        super().__init__()
        self._line = line
        self._is_new = False
        self.fields: dict[str, LineField] = {}
        self._marks: MarkChoice | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)  # while the person goes on typing
        self._soon.timeout.connect(lambda: self._tell(is_pause=False))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._build(is_intention, may_move)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.move_asked.emit(by))

    @property
    def line(self) -> PlanLine:
        """The line as it is written now."""
        first, second, more = (self.fields[half].text() if half in self.fields else "" for half in HALVES)
        mark = self._marks.value if self._marks is not None else self._line.mark
        return replace(self._line, first=first, second=second, more=more, mark=mark)

    def flush(self) -> None:
        """Tell now what is new, without waiting."""
        self._pause.stop()
        self._tell(is_pause=True)

    def focus_first(self) -> None:
        """To the first field that is still empty, else to the first."""
        empty = [field for field in self.fields.values() if not field.text()]
        (empty or list(self.fields.values()))[0].edit.setFocus(Qt.FocusReason.TabFocusReason)

    def tool(self, name: str) -> Button | None:
        return self.findChild(Button, f"line-{name}")

    # what the person does

    def _on_typed(self) -> None:
        self._is_new = True
        self._pause.start()
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self, *, is_pause: bool) -> None:
        self._soon.stop()
        if self._is_new:
            self._is_new = self._pause.isActive()  # more may follow; then it is told once more, as a pause
            self.kept_asked.emit(is_pause)

    def _on_entered(self, half: str) -> None:
        """Enter goes to the next field, and from the last one it is done."""
        self.flush()
        rest = list(self.fields)[list(self.fields).index(half) + 1 :]
        if rest:
            self.fields[rest[0]].edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()

    def _on_mark_chosen(self) -> None:
        self._is_new = True
        self.flush()

    # how it is built

    def _build(self, is_intention: bool, may_move: bool) -> None:
        kind, words = self._line.kind, words_of(self._line.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.space(10), 0, look.space(12))
        column.setSpacing(look.space(10))
        for half, label in zip(HALVES, (words.first, words.second, words.more), strict=True):
            if label:
                self.fields[half] = self._field(half, label)
        upright = kind != "if_then" or look.is_one_column
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(look.space(10 if upright else 20))
        for field in self.fields.values():
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop if not upright else Qt.AlignmentFlag(0))
        column.addLayout(row)
        if kind == "person":
            self._marks = MarkChoice(self._line.mark)
            self._marks.chosen.connect(self._on_mark_chosen)
            column.addWidget(self._marks)
        column.addWidget(FlowRow(self._tools(is_intention, may_move), look.space(8)))
        column.addWidget(Hairline())

    def _field(self, half: str, label: str) -> "LineField":
        color = COLORS[half] if self._line.kind == "if_then" else "textMuted"
        field = LineField(label, getattr(self._line, half), color, ideas(self._line.kind, half))
        field.edit.setObjectName(f"{self._line.kind}-{half}")
        field.edit.setAccessibleDescription(names_sentence(self._line.kind))
        field.edit.textChanged.connect(self._on_typed)
        field.edit.left.connect(self.flush)
        field.edit.entered.connect(lambda: self._on_entered(half))
        field.idea_taken.connect(lambda: self._on_idea_taken(half))
        return field

    def _on_idea_taken(self, half: str) -> None:
        """An idea for one half leads to the other, when that is still empty."""
        self.flush()
        empty = [field for field in self.fields.values() if not field.text() and field.has_ideas]
        (empty[0] if empty else self.fields[half]).edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _tools(self, is_intention: bool, may_move: bool) -> list[QWidget]:
        made: list[QWidget] = []
        if self._line.kind == "if_then":
            words = _("No longer this week's intention") if is_intention else _("Use as this week's intention")
            choose = Button(words, "link", "sprout", size="small")
            choose.setObjectName("line-choose")
            choose.clicked.connect(lambda: self.choose_asked.emit(not is_intention))
            made.append(choose)
        for name, icon, words, by in (
            ("up", "chevron-up", _("Move up"), -1),
            ("down", "chevron-down", _("Move down"), 1),
        ):
            if may_move:
                button = self._icon_button(name, icon, words, _("Alt Up") if by < 0 else _("Alt Down"))
                button.clicked.connect(lambda _checked=False, by=by: self.move_asked.emit(by))
                made.append(button)
        remove = self._icon_button("remove", "trash-2", _("Remove from my plan"), "")
        remove.clicked.connect(self.remove_asked)
        made.append(remove)
        return made

    def _icon_button(self, name: str, icon: str, words: str, keys: str) -> IconButton:
        button = IconButton(icon, words, "outline", "small", 18)
        button.setObjectName(f"line-{name}")
        what = self._line.first or self._line.second
        button.setAccessibleDescription(". ".join(one for one in (what, keys) if one))
        return button


class LineField(QWidget):
    """A label, ideas beside it while the field is empty or holds one of them, and the field."""

    idea_taken = Signal()

    def __init__(self, label: str, text: str, color: str, found: Sequence[str]) -> None:
        super().__init__()
        self._ideas = found
        self.edit = GrowEdit(label, text)
        self.edit.setParent(self)  # first for Tab, though its ideas stand above it
        self._full = Label("", "small", "danger")
        self._full.hide()
        self._ideas_button = Button(_("Ideas"), "link", "lightbulb", size="small")
        self._ideas_button.setObjectName("ideas")
        self._ideas_button.setAccessibleDescription(label)
        self._ideas_button.clicked.connect(self._show_ideas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(4))
        row = QHBoxLayout()
        row.setSpacing(look.space(8))
        words = Label(label, "small", color, weight=600)
        words.setBuddy(self.edit)
        words.setMinimumHeight(look.px(36) if found else 0)
        row.addWidget(words, 1)
        row.addWidget(self._ideas_button)
        column.addLayout(row)
        column.addWidget(self.edit)
        column.addWidget(self._full)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.was_full.connect(self._on_was_full)
        self._offer_ideas()

    @property
    def has_ideas(self) -> bool:
        return bool(self._ideas)

    def text(self) -> str:
        return tidy(self.edit.toPlainText())

    def _on_text_changed(self) -> None:
        self._offer_ideas()
        if self.edit.document().characterCount() < MOST_LETTERS:
            self._full.hide()

    def _offer_ideas(self) -> None:
        """Never in the way of what somebody wrote."""
        text = self.text()
        self._ideas_button.setVisible(self.has_ideas and (not text or text in self._ideas))

    def _show_ideas(self) -> None:
        menu = QMenu(self)
        look.style(menu)
        menu.setObjectName("ideas-menu")
        menu.setAccessibleName(self._ideas_button.accessibleName())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words in self._ideas:
            menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _on=False, words=words: self._take(words))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._ideas_button.mapToGlobal(QPoint(0, self._ideas_button.height() + 4)))

    def _take(self, words: str) -> None:
        self.edit.put(words)
        self.idea_taken.emit()

    def _on_was_full(self) -> None:
        words = _("There is room for {n} letters here. The rest was not taken.").format(n=number_text(MOST_LETTERS))
        self._full.setText(words)
        self._full.show()
        announce(self, words)


class MarkChoice(QWidget):
    """A few icons, one of them chosen. One Tab stop; arrows choose."""

    chosen = Signal()

    def __init__(self, mark: str) -> None:
        super().__init__()
        self.setAccessibleName(_("Icon"))
        self._group = QButtonGroup(self)
        self._names = list(MARKS)
        self.value = mark if mark in MARKS else self._names[0]
        row = QHBoxLayout(self)
        row.setContentsMargins(ROOM, 0, ROOM, 0)
        row.setSpacing(look.space(6))
        spoken = mark_words()
        for number, name in enumerate(self._names):
            one = _Mark(name, spoken[name])
            one.setChecked(name == self.value)
            self._group.addButton(one, number)
            row.addWidget(one)
        row.addStretch(1)
        self._group.idClicked.connect(self._on_clicked)

    def _on_clicked(self, number: int) -> None:
        self.value = self._names[number]
        self.chosen.emit()


class _Mark(Ringed, QRadioButton):
    """One icon in its circle; chosen it has a ring around it."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self._name = name
        self.setObjectName(f"mark-{name}")
        self.setAccessibleName(words)
        self.setAccessibleDescription(_("Icon"))
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(look.px(44), look.px(44))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), self.height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inset = look.px(4)
        paint_icon_circle(
            painter, self.rect().adjusted(inset, inset, -inset, -inset), self._name, MARKS[self._name], 18
        )
        if self.isChecked() or self.underMouse():
            color = "primary" if self.isChecked() else "borderStrong"
            paint_box(painter, self.rect(), self.height() / 2, "transparent", color, 2)
