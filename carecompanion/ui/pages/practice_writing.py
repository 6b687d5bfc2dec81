"""Writing something down for oneself: a question a screen, a private field, and at the end keep it or throw it away.

What is written is in memory only until the person says what becomes of it.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.services.practising import PracticeRun
from carecompanion.ui.pages.practice_parts import ButtonRow, StepPlace, pair_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.help_first import HelpFirst
from carecompanion.ui.widgets.note_box import NoteEdit
from carecompanion.ui.widgets.text import Label, ReadingText

CARD_WIDTH, FIELD = 760, 168


class WritingView(Centred):
    """`done` after the last question. `is_hard(text)` says whether words touch on dying: then help is offered."""

    done = Signal()
    help_asked = Signal()

    def __init__(self, run: PracticeRun, is_hard: Callable[[str], bool]) -> None:
        card = Card(padding=32)
        super().__init__(card, CARD_WIDTH)
        self._run, self._is_hard = run, is_hard
        self._build(card.body)
        for key, act in (("PgDown", self._on_next_clicked), ("PgUp", self._on_back_clicked)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._show_step()

    def begin(self) -> None:
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Nothing runs here: one writes."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def halt(self) -> None:
        """Nothing runs here; every letter is in the run already."""

    def _build(self, column: QVBoxLayout) -> None:
        column.setSpacing(0)
        practice = self._run.practice
        self._opening = ReadingText(practice.opening, role="lead", color="textMuted")
        self._opening.setVisible(False)
        column.addWidget(self._opening)
        column.addSpacing(look.space(10))
        self._steps_at = StepPlace(len(practice.steps))
        column.addWidget(self._steps_at)
        column.addSpacing(look.space(12))
        self._title, self._text = Label("", role="h1"), Label("", role="reading")
        column.addWidget(self._title)
        column.addSpacing(look.space(4))
        column.addWidget(self._text)
        column.addSpacing(look.space(14))
        self._edit = NoteEdit()
        self._edit.setObjectName("writing")
        self._edit.setMinimumHeight(look.px(FIELD))
        self._edit.textChanged.connect(self._on_edit_text_changed)
        column.addWidget(self._edit)
        column.addSpacing(look.space(8))
        column.addWidget(Label(rest_words(may_keep=self._run.asks), role="small", color="textMuted"))
        self._support = self._support_callout()
        column.addWidget(self._support)
        column.addSpacing(look.space(16))
        column.addWidget(ButtonRow(self._buttons(), look.space(12)))

    def _support_callout(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, look.space(14), 0, 0)
        callout = Callout("support", _("You don't have to go through this alone"))
        callout.setObjectName("writing-support")
        button = Button(_("Help now"), icon="life-buoy", size="small")
        button.setObjectName("writing-help")
        button.clicked.connect(self.help_asked)
        callout.body.addSpacing(look.space(8))
        callout.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(callout)
        holder.setVisible(False)
        return holder

    def _buttons(self) -> list[QWidget]:
        self._back = Button(_("Previous"), icon="arrow-left", size="large")
        self._next = Button(_("Next"), kind="primary", trailing_icon="arrow-right", size="large")
        self._end = Button(_("Finish"), kind="primary", size="large")
        named = (("practice-back", self._back), ("practice-next", self._next), ("end", self._end))
        for name, button in named:
            button.setObjectName(name)
        self._back.clicked.connect(self._on_back_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._end.clicked.connect(self._on_next_clicked)
        return [self._back, self._next, self._end]

    def _on_edit_text_changed(self) -> None:
        self._run.texts[self._run.timer.step] = self._edit.toPlainText()

    def _on_back_clicked(self) -> None:
        self._go_to(self._run.timer.step - 1)

    def _on_next_clicked(self) -> None:
        if self._run.timer.step == self._run.timer.last:
            self.done.emit()
        else:
            self._go_to(self._run.timer.step + 1)

    def _go_to(self, step: int) -> None:
        self._run.timer = self._run.timer.to(step)
        self._show_step()
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_step(self) -> None:
        timer = self._run.timer
        step = self._run.practice.steps[timer.step]
        self._opening.setVisible(bool(self._run.practice.opening) and timer.step == 0 and not self._run.asks)
        self._steps_at.show_step(timer.step + 1)
        self._title.setText(step.title)
        self._text.setText(step.text)
        self._edit.blockSignals(True)
        self._edit.setPlainText(self._run.texts[timer.step])
        self._edit.blockSignals(False)
        self._edit.setAccessibleName(step.title)
        self._edit.setAccessibleDescription(step.text)
        self._back.setVisible(timer.step > 0)
        self._next.setVisible(timer.step < timer.last)
        self._end.setVisible(timer.step == timer.last)
        self._support.setVisible(self._is_hard(all_words(self._run)))


class TextView(Centred):
    """What becomes of what was written: both ways look the same. Where it touches on dying, help stands above."""

    choice_made = Signal(str)  # keep, throw, back

    def __init__(self, run: PracticeRun, help_first: HelpFirst | None) -> None:
        holder = QWidget()
        super().__init__(holder, CARD_WIDTH)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(20))
        self._help_first = help_first
        if help_first is not None:
            column.addWidget(help_first)
        card = Card(padding=32)
        card.body.setSpacing(0)
        column.addWidget(card)
        self.title = Label(_("What do you want to do with your words?"), role="h1")
        card.body.addWidget(self.title)
        card.body.addSpacing(look.space(8))
        words = _(
            "If you keep them, they go to My plan, with your private notes. If you throw them away, nothing stays."
        )
        card.body.addWidget(Label(words, role="lead", color="textMuted"))
        card.body.addSpacing(look.space(18))
        card.body.addWidget(_written(run))
        card.body.addSpacing(look.space(20))
        keep = self._button(_("Keep in my private notes"), "keep")
        throw = self._button(_("Throw it away"), "throw")
        card.body.addLayout(pair_of(keep, throw))
        card.body.addSpacing(look.space(8))
        back = Button(_("Go on writing"), kind="link", icon="pencil")
        back.setObjectName("text-back")
        back.clicked.connect(lambda: self.choice_made.emit("back"))
        card.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self) -> None:
        if self._help_first is not None:
            self._help_first.focus_title()
        else:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def halt(self) -> None:
        """Nothing runs here."""

    def _button(self, words: str, choice: str) -> Button:
        button = Button(words, size="large")
        button.setObjectName(f"text-{choice}")
        button.clicked.connect(lambda: self.choice_made.emit(choice))
        return button


def _written(run: PracticeRun) -> QWidget:
    """What was written, to look at once more."""
    card = Card(background="surfaceAlt", radius="tile")
    card.body.setSpacing(look.space(4))
    for step, text in zip(run.practice.steps, run.texts, strict=False):
        if text.strip():
            card.body.addWidget(Label(step.title, role="small", color="textMuted", weight=600))
            card.body.addWidget(Label(text.strip(), role="body"))
    return card


def all_words(run: PracticeRun) -> str:
    return "\n".join(run.texts)


def rest_words(*, may_keep: bool) -> str:
    """What becomes of it, and the sentence about names."""
    names = _("Never write real names of the people you serve.")
    stays = _("Nothing is saved unless you say so at the end.") if may_keep else _("Nothing of it is saved.")
    return f"{stays} {names}"
