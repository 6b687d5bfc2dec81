"""What a person sees while the laptop is hers: the door, one question, the code, and the way out for the trainer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.services.paper_forms import code_words
from carecompanion.services.room_questions import RoomQuestion
from carecompanion.ui.pages.pass_laptop_answer import AnswerField
from carecompanion.ui.pages.pass_laptop_frame import SIDE, WIDTH
from carecompanion.ui.pages.pass_laptop_sheet import GONE_AFTER
from carecompanion.ui.pages.wellbeing_items import focus_field
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.fields import PassphraseField, TextField
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.focus import ROOM
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.levels import LevelRow
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.text import Label

DOOR_WIDTH, LEAVE_WIDTH = 760, 620
MOST_TYPED = 12  # signs of a code, with what is typed by mistake
LONG = 70  # letters: a longer question is set smaller


def news_words(why: str) -> tuple[str, str]:
    """What the next person reads first, and below it."""
    return {
        "": (_("Room check-in"), _("A few questions, one after another. Leaving blanks is fine.")),
        "kept": (_("Thank you. Pass the laptop on."), _("Your answers are saved, without a name.")),
        "blank": (_("Thank you. Pass the laptop on."), _("Everything was left blank, so nothing was saved.")),
        "gone": (_("Nothing was saved. Pass the laptop on."), _("What was half answered has been thrown away.")),
    }[why]


def promise_words() -> str:
    return _("We ask no name. When you save, the screen is cleared for the next person.")


class DoorView(Centred):
    """Nobody is answering. `closed` says why nobody can."""

    begin_asked = Signal()
    leave_asked = Signal()

    def __init__(self, why: str, closed: str = "", warning: str = "") -> None:
        card = Card(padding=36)
        super().__init__(card, DOOR_WIDTH)
        title, about = (_("Room check-in"), closed) if closed else news_words(why)
        icon, hue = ("circle-check", "leaf") if why == "kept" else ("users", "primary")
        card.body.addWidget(IconCircle(icon, hue, 72, 34))
        self.title = SizedLabel(title, "h1", 36, 44)
        self.title.setObjectName("door-title")
        card.body.addWidget(self.title)
        card.body.addWidget(Label(about, "reading", "textMuted"))
        if warning:
            card.body.addWidget(Callout("notice", "", warning))
        if not closed:
            card.body.addWidget(Callout("tip", "", promise_words(), icon="shield-check"))
        card.body.addSpacing(look.space(8))
        self.begin_button = Button(_("Begin"), "primary", size="large", trailing_icon="arrow-right")
        self.begin_button.setObjectName("begin")
        self.begin_button.clicked.connect(self.begin_asked)
        if closed:  # never shown by itself: it stands nowhere yet, and would be a window that takes the keyboard
            self.begin_button.hide()
        leave = Button(_("For whoever leads: end this mode"), "link", "lock", "small")
        leave.setObjectName("leave-room")
        leave.clicked.connect(self.leave_asked)
        card.body.addWidget(FlowRow([leave] if closed else [self.begin_button, leave], look.space(20)))

    def focus_here(self) -> None:
        """The next person begins with Enter."""
        target: QWidget = self.begin_button if self.begin_button.isVisibleTo(self) else self.title
        target.setFocus(Qt.FocusReason.OtherFocusReason)


class QuestionView(Centred):
    """One question, and that no name is asked."""

    chosen = Signal(object)

    def __init__(self, question: RoomQuestion, number: int, total: int, answer: int | None) -> None:
        holder = QWidget()
        super().__init__(holder, WIDTH + 2 * ROOM, SIDE - ROOM, 24, at_top=True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        place = Label(_("Question {number} of {total}").format(number=number, total=total), "lead", "textMuted")
        place.setContentsMargins(ROOM, 0, ROOM, 0)
        column.addWidget(place)
        size, line = (44, 54) if len(question.text) <= LONG else (32, 42)
        title = SizedLabel(question.text, "h1", size, line)
        title.setContentsMargins(ROOM, look.space(4), ROOM, 0)
        title.setObjectName("room-question")
        column.addWidget(title)
        column.addSpacing(look.space(28))
        self.answer = AnswerField(question, answer)
        self.answer.chosen.connect(self.chosen)
        column.addWidget(self.answer)
        column.addSpacing(look.space(32))
        column.addWidget(_promise())
        column.addStretch(1)

    def focus_here(self) -> None:
        self.answer.focus_here()

    def forget(self) -> None:
        self.answer.clear()


class CodeView(Centred):
    """The group, where the session has some, and the code that only the person knows. Both may stay empty."""

    team_chosen = Signal(str)
    code_typed = Signal(str)

    def __init__(self, teams: Sequence[str], team: str, code: str, *, asks_code: bool) -> None:
        holder = QWidget()
        super().__init__(holder, WIDTH + 2 * ROOM, SIDE - ROOM, 24, at_top=True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(look.space(16))
        self.title = SizedLabel(_("The last thing, if you like"), "h1", 36, 44)
        column.addWidget(self.title)
        self._teams = list(teams)
        self.groups = LevelRow(list(enumerate(self._teams)), _("My group")) if teams else None
        if self.groups is not None:
            column.addWidget(Label(_("My group"), "h2"))
            column.addWidget(self.groups)
            if team in self._teams:
                self.groups.set_answer(self._teams.index(team))
            self.groups.chosen.connect(lambda place: self.team_chosen.emit("" if place is None else self._teams[place]))
        self.field = CodeField() if asks_code else None
        if self.field is not None:
            column.addWidget(Label(_("My code of four signs"), "h2"))
            for words in code_words():
                column.addWidget(Label(words, "reading"))
            self.field.set_text(code)
            row = QHBoxLayout()  # an alignment would take no account of an error of two lines
            row.addWidget(self.field)
            row.addStretch(1)
            column.addLayout(row)
            self.field.text_changed.connect(self.code_typed)
        column.addWidget(_promise())
        column.addStretch(1)

    def focus_here(self) -> None:
        if self.groups is not None:
            focus_field(self.groups)
        elif self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """What is wrong with the code."""
        if self.field is not None:
            self.field.set_error(words)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_error(self) -> None:
        """It is being written anew."""
        if self.field is not None:
            self.field.set_error("")

    def forget(self) -> None:
        if self.groups is not None:
            self.groups.clear()
        if self.field is not None:
            self.field.set_text("")  # also what could be undone


class CodeField(TextField):
    """Seen while it is typed; nothing of it can be copied, and the system's keyboard learns nothing from it."""

    def __init__(self) -> None:
        super().__init__(_("Code"), max_length=MOST_TYPED)
        self.line.setObjectName("room-code")
        self.line.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferUppercase
        )
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.line.setDragEnabled(False)
        self.setFixedWidth(look.px(300))


class LeaveView(Centred):
    """The trainer's passphrase; without a touch the questions come back."""

    stay_asked = Signal()
    tried = Signal(str)

    def __init__(self) -> None:
        card = Card(padding=32)
        super().__init__(card, LEAVE_WIDTH)
        card.body.addWidget(Label(_("End this mode?"), "h1"))
        card.body.addWidget(Label(_("Behind it is the profile of whoever leads. Its passphrase opens it."), "lead"))
        self.field = PassphraseField(_("Passphrase of whoever leads"))
        self.field.line.setObjectName("leave-passphrase")
        card.body.addWidget(self.field)
        self._stay = Button(_("Stay here"))
        self._stay.setObjectName("stay-in-room")
        self._open = Button(_("End the mode"), "primary")
        self._open.setObjectName("let-out")
        card.body.addWidget(FlowRow([self._stay, self._open], look.space(12)))
        self._stay.clicked.connect(self.stay_asked)
        self._open.clicked.connect(self._try)
        self.field.returnPressed.connect(self._try)
        self._patience = QTimer(self, singleShot=True, interval=round(GONE_AFTER * 1000))
        self._patience.timeout.connect(self.stay_asked)
        self.field.text_changed.connect(lambda _text: self._patience.start())
        self._patience.start()

    def focus_here(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self.field.set_text("")

    def say(self, words: str) -> None:
        """It did not open."""
        self._open.set_busy("")
        self.field.set_error(words)
        self.field.select_all()
        self.focus_here()

    def _try(self) -> None:
        if not self._open.is_busy:
            self._open.set_busy(_("Opening"))
            self.field.set_error("")
            self.tried.emit(self.field.text())


def _promise() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(ROOM, 0, ROOM, 0)
    column.addWidget(Callout("tip", "", promise_words(), icon="shield-check", role="lead"))
    return holder
