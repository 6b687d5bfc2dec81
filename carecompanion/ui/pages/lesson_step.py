"""One step of a lesson as widgets, in reading order: text, picture, tip, question, reflection, practice, scene, keys.

Apart from the page because the page turns steps and keeps places, and this only shows one.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.content.model import (
    Block,
    KeyPoints,
    Picture,
    Practice,
    PracticeLink,
    Prose,
    Question,
    Reflection,
    SceneId,
    SceneLink,
)
from carecompanion.content.model import (
    Callout as Tip,
)
from carecompanion.errors import ContentError
from carecompanion.i18n import _, minutes_text
from carecompanion.learning.quiz import Tries
from carecompanion.services.rehearsing import SceneProgress
from carecompanion.services.study import LessonRun
from carecompanion.ui.pages.lesson_scene import SceneLinkCard
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.choice import ChoiceGroup
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.note_box import NoteBox
from carecompanion.ui.widgets.picture import PictureView
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label, ReadingText

TEXT_WIDTH, ASIDE_WIDTH, WIDE, GAP = 600, 380, 1036, 56
LEAST_TEXT, LEAST_ASIDE = 480, 300


class StepView(QWidget):
    """The step on the screen. It asks the run what is kept and tells what a person does; it keeps nothing itself."""

    answer_given = Signal(object, int)  # Question, option
    note_changed = Signal(str, str)  # prompt id, text
    practice_asked = Signal(str)
    scene_asked = Signal(str)

    def __init__(
        self,
        run: LessonRun,
        picture_path: Callable[[str], Path],
        practice_of: Callable[[str], Practice],
        scene_of: Callable[[SceneId], SceneProgress],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._picture_path = picture_path
        self._practice_of = practice_of
        self._scene_of = scene_of
        self._notes: list[tuple[str, NoteBox]] = []
        self._questions: dict[str, QuestionView] = {}
        self._caption: Label | None = None
        self.is_wide = all(isinstance(block, Question) for block in run.step.blocks)
        self._outer = QHBoxLayout(self)
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it may always become narrower
        self._outer.setContentsMargins(look.space(32), 0, look.space(32), look.space(24))
        if self.is_wide:  # four answers and what follows fit an old laptop
            self._outer.setContentsMargins(look.space(32), 0, look.space(32), look.space(10))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(look.space(GAP))
        self._outer.addStretch(1)
        self._outer.addLayout(self._columns)
        self._outer.addStretch(1)
        self._text = QWidget(self)
        self._aside = QWidget(self)
        self._columns.addWidget(self._text, 0, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignTop)
        self.title = self._build_text()
        self._build_aside()

    @property
    def open_question(self) -> "QuestionView | None":
        """The last question of the step that was answered and may be tried again."""
        settled = [view for view in self._questions.values() if view.may_try_again]
        return settled[-1] if settled else None

    def show_answer(self, question: Question) -> None:
        self._questions[question.id].show_tries()

    def feedback_of(self, question: Question) -> QWidget | None:
        return self._questions[question.id].feedback

    def texts(self) -> tuple[tuple[str, str], ...]:
        """What stands in the boxes now: (prompt, text)."""
        return tuple((prompt, box.text()) for prompt, box in self._notes)

    def show_saved(self, is_kept: bool) -> None:
        for _prompt, box in self._notes:
            box.show_saved(is_kept)

    def spoken_parts(self) -> tuple[QWidget, ...]:
        """What is read aloud: the text, then the picture's caption; no note of one's own."""
        return (self._text,) if self._caption is None else (self._text, self._caption)

    def put_below(self, widget: QWidget) -> None:
        """Under the step's own content, at the width of its text."""
        column = self._text.layout()
        assert column is not None
        column.addWidget(widget)

    # layout

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def heightForWidth(self, width: int) -> int:
        self.arrange(width)
        return self._outer.totalHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange(event.size().width())
        super().resizeEvent(event)

    def arrange(self, width: int) -> None:
        """Two columns where text and picture have room, else one."""
        room = width - 2 * look.space(32)
        gap, text, aside = look.space(GAP), look.px(TEXT_WIDTH), look.px(ASIDE_WIDTH)
        if self.is_wide:
            self._text.setFixedWidth(min(room, look.px(WIDE)))
            return
        fits = room - gap - LEAST_ASIDE >= min(text, look.px(LEAST_TEXT))
        if look.is_one_column or not fits:
            self._columns.setDirection(QBoxLayout.Direction.TopToBottom)
            self._columns.setSpacing(look.space(24))
            self._text.setFixedWidth(min(room, text))
            self._aside.setFixedWidth(min(room, text))
            return
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(gap)
        text = min(text, room - gap - LEAST_ASIDE)
        self._text.setFixedWidth(text)
        self._aside.setFixedWidth(min(aside, room - gap - text))

    # building

    def _build_text(self) -> QWidget:
        column = QVBoxLayout(self._text)
        column.setSpacing(0)
        if self.is_wide:
            column.setContentsMargins(0, look.space(20), 0, 0)
            for block in self._run.step.blocks:
                column.addWidget(self._question(block))  # type: ignore[arg-type]
            first = next(iter(self._questions.values()))
            return first.title
        column.setContentsMargins(0, look.space(36), 0, 0)
        title = Label(self._run.step.title, role="display")
        column.addWidget(title)
        column.addSpacing(look.space(18))
        for block in self._run.step.blocks:
            widget = self._widget_of(block)
            if widget is not None:
                column.addWidget(widget)
                column.addSpacing(look.space(24))
        return title

    def _widget_of(self, block: Block) -> QWidget | None:
        match block:
            case Prose(markdown):
                return ReadingText(markdown)
            case Tip(title, markdown):
                return Callout("tip", title or _("In your work"), markdown, role="lead")
            case Question():
                return self._question(block)
            case Reflection(prompt_id, prompt):
                return self._reflection(prompt, prompt_id)
            case PracticeLink():
                return self._practice(block)
            case KeyPoints(points):
                return KeyPointList(points)
            case SceneLink():
                return SceneLinkCard(block, self._scene_of, self.scene_asked)
            case Picture():
                return None

    def _build_aside(self) -> None:
        column = QVBoxLayout(self._aside)
        column.setContentsMargins(0, look.space(36), 0, 0)
        column.setSpacing(0)
        picture = self._run.step.picture
        if picture:
            column.addWidget(PictureView(self._picture_path(picture.path), picture.spoken, ASIDE_WIDTH, 250))
            if picture.caption:
                column.addSpacing(look.space(10))
                self._caption = Label(picture.caption, role="small", color="textMuted")
                column.addWidget(self._caption)
            column.addSpacing(look.space(24))
        reflects = any(isinstance(block, Reflection) for block in self._run.step.blocks)
        if not reflects and not self.is_wide:
            column.addWidget(self._own_note())
        self._aside.setVisible(not self.is_wide)

    def _question(self, question: Question) -> "QuestionView":
        view = QuestionView(self._run.tries, question)
        view.option_confirmed.connect(lambda option: self.answer_given.emit(question, option))
        self._questions[question.id] = view
        return view

    def _note_box(self, label: str, prompt: str) -> NoteBox:
        box = NoteBox(label)
        box.setObjectName(f"note-{prompt or 'own'}")
        box.set_text(self._run.note(prompt))
        box.text_paused.connect(lambda: self.note_changed.emit(prompt, box.text()))
        self._notes.append((prompt, box))
        return box

    def _reflection(self, prompt: str, prompt_id: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        column.addWidget(Label(_("Only you see it. Leaving it blank is fine."), role="body", color="textMuted"))
        column.addWidget(self._note_box(prompt, prompt_id))
        return holder

    def _own_note(self) -> QWidget:
        """The step's private note: one line and a button, opening into a box."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        has_note = bool(self._run.note())
        card = _note_card(has_note)
        column.addWidget(card)
        button = card.findChild(Button)
        assert button is not None

        def open_box() -> None:
            card.hide()
            box = self._note_box(_("My private note"), "")
            column.addWidget(box)
            box.setFocus()
            QTimer.singleShot(0, box, lambda: scroll_to(box))

        button.clicked.connect(open_box)
        return holder

    def _practice(self, link: PracticeLink) -> QWidget:
        card = Card()
        column = card.body
        column.setSpacing(look.space(8))
        try:
            practice = self._practice_of(link.practice)
        except ContentError as error:
            column.addWidget(Label(error.words, role="body", color="textMuted"))
            return card
        column.addWidget(Label(practice.title, role="h3"))
        column.addWidget(Label(minutes_text(practice.minutes), role="small", color="textMuted"))
        column.addWidget(Label(practice.why, role="body"))
        if link.text:
            column.addWidget(Callout("tip", _("For your next shift"), link.text, icon="sprout"))
        button = Button(_("Practise now"), kind="soft", icon="wind")
        button.setObjectName("practise")
        button.clicked.connect(lambda: self.practice_asked.emit(link.practice))
        column.addSpacing(look.space(4))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card


class QuestionView(QWidget):
    """A question, its options, and the feedback that teaches."""

    option_confirmed = Signal(int)

    def __init__(self, tries: Callable[[Question], Tries], question: Question) -> None:
        super().__init__()
        self._tries = tries
        self._question = question
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(look.space(8))
        top.addWidget(Tag(_("To think about"), "sky", icon="circle-question-mark"))
        top.addWidget(Label(_("This is not an exam. Try as often as you like."), role="small", color="textMuted"), 1)
        column.addLayout(top)
        column.addSpacing(look.space(12))
        self.title = Label(question.prompt, role="question")
        column.addWidget(self.title)
        column.addSpacing(look.space(18))
        self._choices = ChoiceGroup(question.prompt, [option.text for option in question.options])
        self._choices.setObjectName(f"choices-{question.id}")
        self._choices.option_confirmed.connect(self.option_confirmed)
        column.addWidget(self._choices)
        self._feedback = QVBoxLayout()
        column.addLayout(self._feedback)
        self.show_tries()

    @property
    def question(self) -> Question:
        return self._question

    @property
    def feedback(self) -> QWidget | None:
        return self.findChild(Callout, "feedback")

    @property
    def may_try_again(self) -> bool:
        chosen = self._tries(self._question).chosen
        return chosen is not None and not chosen.is_caring

    def show_tries(self) -> None:
        """What is known of this question: open, or answered with its feedback."""
        while self._feedback.count():
            item = self._feedback.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.setObjectName("")
                widget.deleteLater()
        tries = self._tries(self._question)
        if tries.chosen is None or tries.last is None:
            self._choices.reset()
            return
        caring = [number for number, option in enumerate(self._question.options) if option.is_caring]
        self._choices.show_answer(tries.last, caring, caring_words(self._question.cares))
        self._feedback.addSpacing(look.space(18))
        hue = "leaf" if tries.chosen.is_caring else "ochre"
        callout = Callout("plain", tries.chosen.lead, tries.chosen.feedback, icon="message-circle-heart", hue=hue)
        callout.setObjectName("feedback")
        self._feedback.addWidget(callout)

    def focus_options(self) -> None:
        first = self._choices.choices[max(0, self._choices.chosen)]
        first.setFocus(Qt.FocusReason.TabFocusReason)


class KeyPointList(QWidget):
    """What to take along, each with a leaf mark."""

    def __init__(self, points: tuple[str, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        for point in points:
            row = QHBoxLayout()
            row.setSpacing(look.space(12))
            mark = QVBoxLayout()
            mark.setContentsMargins(0, look.px(4), 0, 0)  # in the middle of the first line
            mark.addWidget(IconLabel("circle-check", "leaf", 22))
            mark.addStretch(1)
            row.addLayout(mark)
            row.addWidget(Label(point, role="reading"), 1)
            column.addLayout(row)


def caring_words(cares: str) -> str:
    """The words on the caring answer."""
    return {"her": _("Looks after her more"), "me": _("Looks after you more")}.get(
        cares, _("Looks after everyone more")
    )


def _note_card(has_note: bool) -> Card:
    card = Card()
    card.body.setContentsMargins(look.space(16), look.space(12), look.space(16), look.space(12))
    row = QHBoxLayout()
    card.body.addLayout(row)
    row.setSpacing(look.space(14))
    row.addWidget(IconLabel("notebook-pen", "primary", 22))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(_("My private note"), role="label"))
    about = _("You wrote something in this step.") if has_note else _("You haven't written in this step yet.")
    words.addWidget(Label(about, role="small", color="textMuted"))
    row.addLayout(words, 1)
    button = Button(_("Open") if has_note else _("Write"), size="small")
    button.setObjectName("own-note")
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    row.addWidget(button)
    return card
