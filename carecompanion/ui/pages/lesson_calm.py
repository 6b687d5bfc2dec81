"""The calm screens inside a lesson: the notice before hard content, its summary, the pause, and the end.

Each only shows and tells; the lesson page decides what follows.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.content.model import KeyPoints, Lesson, Notice
from carecompanion.i18n import _, minutes_text
from carecompanion.learning.pacing import is_hard
from carecompanion.learning.progress import LessonProgress
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.action_tile import ActionTile
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.picture import PictureView
from carecompanion.ui.widgets.text import Label

NOTICE_WIDTH, PAUSE_WIDTH = 760, 820


class NoticeView(Centred):
    """Before hard content: what comes, and four equal ways on. `go_on` names the first where it is no lesson."""

    choice_made = Signal(str)  # go, skip, summary, breathe

    def __init__(self, notice: Notice, *, is_whole_lesson: bool, minutes: int, go_on: str = "") -> None:
        card, column = _card_with("leaf")
        super().__init__(card, NOTICE_WIDTH)
        self.title = Label(_("Before you go on"), role="h1")
        column.addWidget(self.title)
        column.addSpacing(look.space(10))
        words = notice.text
        if is_whole_lesson:
            words += " " + _("It takes about {minutes}.").format(minutes=minutes_text(minutes))
        column.addWidget(Label(words, role="reading"))
        column.addSpacing(look.space(14))
        column.addWidget(
            Label(
                _(
                    "If something comes close to home, your body may react. You can stop at any moment, "
                    "and skipping it doesn't affect your progress."
                ),
                role="lead",
                color="textMuted",
            )
        )
        column.addSpacing(look.space(28))
        go_on = go_on or (_("Go on with the lesson") if is_whole_lesson else _("Go on with this part"))
        column.addLayout(_pair(self._button(go_on, "go"), self._button(_("Skip this part"), "skip")))
        column.addSpacing(look.space(14))
        column.addLayout(
            _row_of(
                self._button(_("Read only a summary"), "summary", kind="link", icon="list"),
                self._button(_("Breathe first"), "breathe", kind="link", icon="wind"),
            )
        )

    def _button(self, text: str, choice: str, kind: str = "outline", icon: str = "") -> Button:
        button = Button(text, kind=kind, icon=icon, size="normal" if kind == "link" else "large")
        button.setObjectName(f"notice-{choice}")
        button.clicked.connect(lambda: self.choice_made.emit(choice))
        return button


class SummaryView(Centred):
    """What may be read instead of the hard part."""

    choice_made = Signal(str)  # summary (read enough, on to what follows), go (read it all)

    def __init__(self, notice: Notice) -> None:
        card, column = _card_with("list")
        super().__init__(card, NOTICE_WIDTH)
        self.title = Label(_("In short"), role="h1")
        column.addWidget(self.title)
        column.addSpacing(look.space(10))
        column.addWidget(Label(notice.summary, role="reading"))
        column.addSpacing(look.space(28))
        enough = Button(_("That's enough, go on"), size="large")
        enough.setObjectName("summary-enough")
        enough.clicked.connect(lambda: self.choice_made.emit("summary"))
        everything = Button(_("Read it all"), size="large")
        everything.setObjectName("summary-all")
        everything.clicked.connect(lambda: self.choice_made.emit("go"))
        column.addLayout(_pair(enough, everything))


class PauseView(Centred):
    """«Necesito una pausa»: nothing of the lesson is on the screen, and nothing about the pause is kept.

    `back`, `skip` and `breathe` are its words where it interrupts something else than a lesson.
    """

    choice_made = Signal(str)  # breathe, ground, help, back, skip, today

    def __init__(self, picture: str, *, back: str = "", skip: str = "", breathe: str = "") -> None:
        self._back, self._skip = back or _("Back to the lesson"), skip or _("Skip this step")
        self._breathe = breathe or _("Right here, without leaving the lesson.")
        holder = QWidget()
        super().__init__(holder, PAUSE_WIDTH)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not look.is_one_column:
            column.addWidget(PictureView(picture, "", PAUSE_WIDTH, 148))
            column.addSpacing(look.space(22))
        column.addLayout(self._heading())
        column.addSpacing(look.space(20))
        column.addLayout(self._tiles())
        column.addSpacing(look.space(22))
        column.addLayout(self._ways_back())

    def focus_first(self) -> None:
        tile = self.findChild(ActionTile)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.TabFocusReason)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(look.space(2))
        self.title = Label(_("Let's take a break"), role="h1")
        words.addWidget(self.title)
        words.addWidget(Label(_("Your place is kept. What would do you good now?"), role="lead", color="textMuted"))
        row.addLayout(words, 1)
        close = IconButton("x", self._back)
        close.clicked.connect(lambda: self.choice_made.emit("back"))
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _tiles(self) -> QBoxLayout:
        direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(direction)
        row.setSpacing(look.space(16))
        for choice, icon, hue, title, about in (
            ("breathe", "wind", "sky", _("Breathe for a minute"), self._breathe),
            ("ground", "eye", "leaf", _("Back to the present"), _("Five things you see, four you touch.")),
            ("help", "life-buoy", "clay", _("Talk to someone"), _("Help lines.")),
        ):
            tile = ActionTile(title, about, icon, hue)
            tile.setObjectName(f"pause-{choice}")
            tile.clicked.connect(lambda _checked=False, choice=choice: self.choice_made.emit(choice))
            row.addWidget(tile, 1)
        return row

    def _ways_back(self) -> QBoxLayout:
        direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(direction)
        row.setSpacing(look.space(12))
        for choice, words, kind in (
            ("back", self._back, "primary"),
            ("skip", self._skip, "outline"),
            ("today", _("Leave it for today"), "outline"),
        ):
            button = Button(words, kind=kind, size="large")
            button.setObjectName(f"pause-{choice}")
            button.clicked.connect(lambda _checked=False, choice=choice: self.choice_made.emit(choice))
            row.addWidget(button)
        row.addStretch(1)
        return row


class EndView(Centred):
    """After the last step: three key points, a sentence to take along, and what could come next."""

    choice_made = Signal(str)  # next, today, breathe, help
    sentence_wanted = Signal()  # for the person's own plan

    def __init__(self, lesson: Lesson, following: LessonProgress | None, *, is_in_plan: bool = False) -> None:
        card, column = _card_with("circle-check", hue="leaf")
        super().__init__(card, NOTICE_WIDTH)
        self.title = Label(_("You've finished “{title}”").format(title=lesson.title), role="h1")
        column.addWidget(self.title)
        column.addSpacing(look.space(14))
        for point in _key_points(lesson)[:3]:
            column.addWidget(Label(point, role="reading"))
            column.addSpacing(look.space(8))
        column.addSpacing(look.space(10))
        column.addWidget(self._sentence(lesson.take, is_in_plan))
        column.addSpacing(look.space(20))
        if is_hard(lesson):
            self._add_calm_ways(column)
        if following is not None:
            title, minutes = following.card.title, minutes_text(following.card.minutes)
            words = _("Next: {title}, {minutes}").format(title=title, minutes=minutes)
            column.addWidget(Label(words, role="lead", color="textMuted"))
            column.addSpacing(look.space(8))
        buttons = [self._button(_("Back to Today"), "today", "outline" if following else "primary")]
        if following is not None:
            buttons.insert(0, self._button(_("Start the next one"), "next", "primary"))
        self._first = buttons[0]
        column.addLayout(_pair(*buttons))

    def show_in_plan(self) -> None:
        """The sentence is kept; the keyboard goes on to what follows."""
        self._take.hide()
        self._taken.show()
        announce(self, self._taken.text())
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def _sentence(self, take: str, is_in_plan: bool) -> Callout:
        callout = Callout("support", _("A sentence to take along"), take, icon="sprout", role="lead")
        self._take = Button(_("Add to My plan"), icon="notebook-pen", size="small")
        self._take.setObjectName("end-take")
        self._take.clicked.connect(self.sentence_wanted)
        self._taken = Label(_("It is in My plan"), "ui", look.on_soft("plum"), weight=600)
        callout.body.addSpacing(look.space(10))
        callout.body.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)
        callout.body.addWidget(self._taken)
        self._take.setVisible(bool(take) and not is_in_plan)  # shown before it stands here it would be a window
        self._taken.setVisible(is_in_plan)
        return callout

    def _add_calm_ways(self, column: QVBoxLayout) -> None:
        """After hard content: nothing is asked, two ways stand open."""
        column.addWidget(Label(_("If something stirred in you, there is no hurry."), role="body", color="textMuted"))
        breathe = self._button(_("Breathe for a minute"), "breathe", "link", icon="wind", size="normal")
        talk = self._button(_("See who you can talk to"), "help", "link", icon="phone", size="normal")
        column.addLayout(_row_of(breathe, talk))
        column.addSpacing(look.space(16))

    def _button(self, text: str, choice: str, kind: str, icon: str = "", size: str = "large") -> Button:
        button = Button(text, kind=kind, icon=icon, size=size)
        button.setObjectName(f"end-{choice}")
        button.clicked.connect(lambda: self.choice_made.emit(choice))
        return button


def _key_points(lesson: Lesson) -> tuple[str, ...]:
    return next((block.points for step in lesson.steps for block in step.blocks if isinstance(block, KeyPoints)), ())


def _card_with(icon: str, hue: str = "ochre") -> tuple[Card, QVBoxLayout]:
    """A card with an icon circle at its left (above on one column), and the column beside it."""
    card = Card()
    card.body.setContentsMargins(look.space(44), look.space(36), look.space(44), look.space(36))
    direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
    inside = QBoxLayout(direction)
    inside.setSpacing(look.space(32))
    card.body.addLayout(inside)
    inside.addWidget(IconCircle(icon, hue, 96, 44), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    inside.addLayout(column, 1)
    return card, column


def _pair(*buttons: Button) -> QBoxLayout:
    """Buttons of the same size and weight."""
    direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
    row = QBoxLayout(direction)
    row.setSpacing(look.space(12))
    for button in buttons:
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(button, 1)
    return row


def _row_of(*buttons: Button) -> QBoxLayout:
    direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
    row = QBoxLayout(direction)
    if not look.is_one_column:
        row.addSpacing(-look.space(12))  # a link's words stand where the text does
    row.setSpacing(look.space(4))
    for button in buttons:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    row.addStretch(1)
    return row
