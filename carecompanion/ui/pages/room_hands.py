"""Hands or cards: the trainer counts what the room shows, one answer after the other; the wall only asks.

Thirty votes take few keys: a number and Enter for each answer, or + and - one by one. Nobody's answer is known here.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _, ngettext
from carecompanion.services.paper_forms import ends_of
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.room_questions import RoomQuestion
from carecompanion.services.room_results import view_of_question
from carecompanion.ui.go import Go
from carecompanion.ui.pages.pass_laptop import open_round_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.fields import ErrorLine, Line
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.levels import LevelRow
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page

WIDE, DIGITS = 84, 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CountLine(Line):
    """How many hands. The first digit replaces what stood there. `counted(n)`, `went(step)`."""

    counted = Signal(int)
    went = Signal(int)

    def __init__(self, name: str, count: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(look.px(WIDE))
        self.setMaxLength(DIGITS)
        self._is_fresh = True
        self.show_count(count)

    @property
    def count(self) -> int:
        return int(self.text()) if self.text() else 0

    def show_count(self, count: int) -> None:
        self.setText(str(count))

    def step(self, by: int) -> None:
        self._is_fresh = True
        self.counted.emit(max(0, self.count + by))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, sign = Qt.Key(event.key()), event.text()
        if key in _STEPS:
            self.step(_STEPS[key])
        elif key in _ENTER or key in _MOVES:
            self.went.emit(_MOVES.get(key, 1))
        elif sign and sign in "0123456789":
            whole = sign if self._is_fresh else self.text() + sign
            self._is_fresh = False
            self.counted.emit(int(whole))
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._is_fresh = False
            self.counted.emit(int(self.text()[:-1] or "0") if key == Qt.Key.Key_Backspace else 0)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_fresh = True


class HandsPage(QWidget):
    """One round, by its id; `at` is the question, `team` whose hands are counted, where the page is built again."""

    shell = "bare"
    section = "facilitate"

    def __init__(self, app: App, profile: OpenProfile, go: Go, round: str, at: int = 0, team: str = "") -> None:
        super().__init__()
        self._go = go
        self._round, self._leading = open_round_of(go, round)
        self._at, self._team = at, team
        self._teams = self._leading.run.teams if len(self._leading.run.teams) > 1 else ()
        self._lines: dict[int, CountLine] = {}
        self._card: Card | None = None
        self._build()
        self._show()

    def _build(self) -> None:
        back = Button(_("To the console"), icon="arrow-left")
        back.setObjectName("back")
        back.clicked.connect(self.escape)
        self._top = TopRow(_("Count hands or cards"), keys_words(), [back])
        self._column = fill_page(self, self._top, self._go.hide).scrolling_column()
        self._column.addStretch(1)

    # what the window asks

    def enter(self) -> None:
        self._ask_the_room()
        self._focus(0)

    def escape(self) -> None:
        """Back to the console; what was counted is kept already."""
        self._leading.take_back()
        self._go.page("console")

    def arguments_now(self) -> dict[str, object]:
        return {"round": self._round.id, "at": self._at, "team": self._team}

    # showing

    @property
    def _asked(self) -> RoomQuestion:
        return self._round.questions[self._at]

    def _ask_the_room(self) -> None:
        """The wall asks; it shows no count until the round is closed."""
        if self._round.is_open:
            self._leading.show(view_of_question(self._asked))

    def _show(self) -> None:
        """The question that is counted."""
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = card = Card()
        total = len(self._round.questions)
        if total > 1:
            words = _("Question {number} of {total}").format(number=self._at + 1, total=total)
            card.body.addWidget(Label(words, "ui", "textMuted"))
        card.body.addWidget(Label(self._asked.text, "h2"))
        if self._teams:
            card.body.addWidget(self._team_row())
        self._lines = {}
        for value, words in self._answers():
            card.body.addWidget(self._answer_row(value, words))
        self._sum = Label("", "body", weight=600)
        self._sum.setObjectName("hands-sum")
        self._error = ErrorLine()
        for part in (self._sum, self._error, self._ways_on()):
            card.body.addWidget(part)
        self._column.insertWidget(0, card)
        card.setEnabled(self._round.is_open)
        card.show()
        self._show_sum()

    def _answers(self) -> list[tuple[int, str]]:
        """A figure at an end of a row says what it means."""
        low, high = ends_of(self._asked)
        ends = {self._asked.span[0]: low, self._asked.span[1]: high}
        return [
            (value, f"{words}: {ends[value]}" if words == str(value) and ends.get(value) else words)
            for value, words in self._asked.answers
        ]

    def _team_row(self) -> QWidget:
        """All at once, or group by group; not both, or somebody would count twice."""
        names = ["", *self._teams]
        row = LevelRow(
            [(n, name or _("The whole room")) for n, name in enumerate(names)],
            _("Whose hands"),
            names.index(self._team),
        )
        row.setObjectName("whose-hands")
        for name, level in zip(names, row.levels, strict=True):
            level.setEnabled(self._may_count(name))
        row.chosen.connect(lambda place: self._choose_team(names[place or 0]))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(6))
        column.addWidget(row)
        words = _("Either the whole room or group by group: put what was counted back to 0 to change that.")
        column.addWidget(Label(words, "small", "textMuted"))
        return holder

    def _may_count(self, team: str) -> bool:
        counted = {
            name for name in ("", *self._teams) for one in self._round.questions if any(self._hands(one, name).values())
        }
        return not counted or bool(team) == all(counted)

    def _hands(self, asked: RoomQuestion, team: str) -> dict[int, int]:
        return self._round.hands(asked.id, team)

    def _answer_row(self, value: int, words: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(10))
        line = CountLine(words, self._hands(self._asked, self._team).get(value, 0))
        line.setObjectName(f"hands-{value}")
        line.counted.connect(partial(self._on_counted, value))
        line.went.connect(partial(self._go_from, value))
        self._lines[value] = line
        less = IconButton("minus", _("One less: {answer}").format(answer=words))
        more = IconButton("plus", _("One more: {answer}").format(answer=words))
        less.clicked.connect(partial(line.step, -1))
        more.clicked.connect(partial(line.step, 1))
        row.addWidget(less)
        row.addWidget(line)
        row.addWidget(more)
        row.addWidget(Label(words, "body"), 1)
        return holder

    def _ways_on(self) -> QWidget:
        buttons = []
        for name, words, icon, step, may in (
            ("hands-previous", _("Previous"), "arrow-left", -1, self._at > 0),
            ("hands-next", _("Next question"), "", 1, self._at + 1 < len(self._round.questions)),
        ):
            if may:
                button = Button(words, icon=icon)
                button.setObjectName(name)
                button.clicked.connect(partial(self._turn, step))
                buttons.append(button)
        done = Button(_("Done"), "primary")
        done.setObjectName("hands-done")
        done.clicked.connect(self.escape)
        self._last_button = buttons[-1] if buttons and self._at + 1 < len(self._round.questions) else done
        return FlowRow([*buttons, done], look.space(12))

    def _show_sum(self) -> None:
        count = sum(self._hands(self._asked, self._team).values())
        self._sum.setText(ngettext("{n} hand counted", "{n} hands counted", count).format(n=count))

    # counting

    def _on_counted(self, value: int, count: int) -> None:
        """On the disk at once. A number that cannot be is said, and the one before stays."""
        line = self._lines[value]
        was_empty = not any(self._hands(self._asked, self._team).values())
        self._error.set_text("")
        try:
            self._round.set_hands(self._asked.id, value, count, self._team)
        except UserError as error:
            self._error.set_text(error.words)
        line.show_count(self._hands(self._asked, self._team).get(value, 0))
        self._show_sum()
        if self._teams and was_empty != (not any(self._hands(self._asked, self._team).values())):
            self._mark_teams()

    def _mark_teams(self) -> None:
        row = self.findChild(LevelRow, "whose-hands")
        for name, level in zip(("", *self._teams), row.levels, strict=True):
            level.setEnabled(self._may_count(name))

    def _choose_team(self, team: str) -> None:
        self._team = team
        self._show()
        self._focus(0)

    def _go_from(self, value: int, step: int) -> None:
        """To the answer after; after the last one, to the next question."""
        place = list(self._lines).index(value) + step
        if 0 <= place < len(self._lines):
            self._focus(place)
        elif place >= len(self._lines):
            self._last_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _turn(self, step: int) -> None:
        self._at += step
        self._show()
        self._ask_the_room()
        self._focus(0)

    def _focus(self, place: int) -> None:
        list(self._lines.values())[place].setFocus(Qt.FocusReason.TabFocusReason)


def keys_words() -> str:
    return _("Type a number and press Enter, or count with + and -. The room sees only the question.")
