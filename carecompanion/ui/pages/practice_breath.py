"""Breathing: the circle at the left, time, words and choices at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.model import Practice
from carecompanion.i18n import _, ngettext
from carecompanion.learning.practice import Rhythm
from carecompanion.services.practising import PracticeRun
from carecompanion.ui.pages.practice_parts import Spoken, Toggle
from carecompanion.ui.theme import look
from carecompanion.ui.tones import Tones, may_sound, open_tones
from carecompanion.ui.widgets.breath import BreathCircle, phase_words
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.time_left import TimeLeft

ASIDE, WIDEST = 308, 16_777_215


class BreathView(QWidget):
    """`done` when the time is up, `leave_asked` by the button that ends it."""

    done = Signal()
    leave_asked = Signal()

    def __init__(self, run: PracticeRun, spoken: Spoken, is_text_only: bool = False) -> None:
        super().__init__()
        self._run, self._spoken = run, spoken
        self._tones: Tones | None = None
        self.circle = BreathCircle(run.breath, run.seconds)
        self.circle.set_text_only(is_text_only or look.reduced_motion)
        self.circle.passed.connect(self._on_circle_passed)
        self.circle.phase_began.connect(self._on_circle_phase_began)
        self.circle.paused.connect(self._on_circle_paused)
        self.circle.ended.connect(self._on_circle_ended)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(32), look.space(14), look.space(32), look.space(14))
        column.setSpacing(look.space(24))
        direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(direction)
        row.setSpacing(look.space(32))
        row.addWidget(self.circle, 1)
        row.addWidget(self._aside(run.practice))
        column.addLayout(row, 1)
        self._steps = _step_by_step(run.practice)
        self._steps.setVisible(False)
        column.addWidget(self._steps)
        self._show_time()
        self._show_running()

    @property
    def is_text_only(self) -> bool:
        return self.circle.is_text_only

    def begin(self) -> None:
        """The keyboard is on the button that starts and pauses."""
        self._turn.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        self.circle.start()
        self._show_running()

    def halt(self) -> None:
        """Sound and time stop at once."""
        self._silence()
        self.circle.stop()

    def turn(self) -> None:
        """Pause, or go on."""
        if self.circle.is_running:
            self.circle.stop()
        else:
            self.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.turn()
        else:
            super().keyPressEvent(event)

    # building

    def _aside(self, practice: Practice) -> QWidget:
        aside = QWidget()
        aside.setMaximumWidth(look.px(ASIDE) if not look.is_one_column else WIDEST)
        aside.setMinimumWidth(min(look.px(ASIDE), 480))
        column = QVBoxLayout(aside)
        column.setContentsMargins(0, look.space(8), 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(_("Left"), role="small", color="textMuted"))
        self._time = TimeLeft()
        column.addWidget(self._time)
        minutes = self._run.minutes
        of = ngettext("of {n} minute", "of {n} minutes", minutes).format(n=minutes)
        column.addWidget(Label(of, role="ui", color="textMuted"))
        column.addSpacing(look.space(18))
        column.addWidget(self._words(practice))
        column.addSpacing(look.space(18))
        if len(practice.rhythms) > 1:
            column.addLayout(self._rhythms(practice.rhythms))
            column.addSpacing(look.space(18))
        column.addWidget(FlowRow(self._choices(), look.space(10)))
        column.addSpacing(look.space(18))
        column.addStretch(1)
        column.addLayout(self._ways())
        if self._run.before is not None and self._run.asks:
            column.addSpacing(look.space(18))
            column.addWidget(Label(before_words(self._run.before), role="small", color="textMuted"))
        return aside

    def _words(self, practice: Practice) -> Card:
        """What to do; its last sentence, what to do where it does not suit, stands apart."""
        how, apart = split_last(practice.opening)
        self._how = Label(how, role="lead")
        self._show_how()
        card = Card()
        card.body.setSpacing(look.space(8))
        card.body.addWidget(self._how)
        if apart:
            card.body.addWidget(Label(apart, role="ui", color="textMuted"))
        return card

    def _rhythms(self, rhythms: tuple[Rhythm, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(look.space(8))
        column.addWidget(Label(_("Rhythm"), role="small", color="textMuted"))
        choices = [(rhythm, rhythm_words(rhythm)) for rhythm in rhythms]
        self.rhythm = Segmented(choices, self.circle.breath.rhythm, _("Rhythm"))
        self.rhythm.setObjectName("rhythm")
        self.rhythm.chosen.connect(self._on_rhythm_chosen)
        column.addWidget(self.rhythm, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _choices(self) -> list[QWidget]:
        only_text = Toggle(_("Text only"), "list-ordered")
        only_text.setObjectName("text-only")
        only_text.setChecked(self.circle.is_text_only)
        only_text.toggled.connect(self.circle.set_text_only)
        made: list[QWidget] = [only_text]
        if self._run.practice.steps:
            in_words = Toggle(_("Step by step"), "list")
            in_words.setObjectName("step-by-step")
            in_words.toggled.connect(self._on_steps_toggled)
            made.append(in_words)
        if may_sound():
            self._sound = Toggle(_("Sound"), "volume-x")
            self._sound.setObjectName("sound")
            self._sound.toggled.connect(self._on_sound_toggled)
            made.insert(0, self._sound)
        spoken = self._spoken.button()
        return made if spoken is None else [*made, spoken]

    def _ways(self) -> QHBoxLayout:
        self._turn = Button("", kind="primary", size="large")
        self._turn.setObjectName("breath-pause")
        self._turn.clicked.connect(self.turn)
        self.end_button = Button(_("Finish"), size="large")
        self.end_button.setObjectName("end")
        self.end_button.clicked.connect(self.leave_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(12))
        buttons.addWidget(self._turn, 1)
        buttons.addWidget(self.end_button, 1)
        return buttons

    # what happens

    def _on_circle_passed(self, seconds: float) -> None:
        self._run.practise(seconds)
        self._show_time()

    def _on_circle_phase_began(self, phase: str) -> None:
        self._spoken.say(self.circle, phase_words(phase))
        if self._tones is not None:
            self._tones.play(phase)

    def _on_circle_paused(self) -> None:
        self._silence()
        self._show_running()

    def _on_circle_ended(self) -> None:
        self._silence()
        self.done.emit()

    def _on_rhythm_chosen(self, rhythm: Rhythm) -> None:
        self.circle.set_rhythm(rhythm)
        self._run.breath = self.circle.breath
        self._show_how()

    def _on_sound_toggled(self, is_on: bool) -> None:
        self._silence()
        self._tones = open_tones(self) if is_on else None
        if is_on and self._tones is None:
            self._sound.hide()
            self._spoken.say(self, _("There is nothing here to play sound with."))

    def _on_steps_toggled(self, is_on: bool) -> None:
        self._steps.setVisible(is_on)
        if is_on:
            scroll_to(self._steps)

    def _silence(self) -> None:
        if self._tones is not None:
            self._tones.stop()

    def _show_time(self) -> None:
        self._time.show_seconds(self.circle.breath.left(self.circle.elapsed))

    def _show_running(self) -> None:
        has_begun = self.circle.elapsed > 0 or self.circle.is_running
        words = _("Pause") if self.circle.is_running else _("Go on") if has_begun else _("Start")
        self._turn.icon_name = "pause" if self.circle.is_running else "play"
        self._turn.setText(words)

    def _show_how(self) -> None:
        """The practice's own words, or those for the rhythm that was chosen."""
        rhythm, practice = self.circle.breath.rhythm, self._run.practice
        self._how.setText(
            split_last(practice.opening)[0]
            if rhythm == practice.breath
            else how_words(rhythm, has_sip=practice.has_sip)
        )


def _step_by_step(practice: Practice) -> Card:
    """The whole practice in words, below the circle, for whoever would rather read."""
    card = Card()
    card.setObjectName("steps-in-words")
    for step in practice.steps:
        card.body.addWidget(Label(step.title, role="h3"))
        card.body.addWidget(Label(step.text, role="body", color="textMuted"))
    return card


def before_words(level: int) -> str:
    return _("Before, you noted stress {level}. At the end we ask again.").format(level=level)


def split_last(text: str) -> tuple[str, str]:
    """Everything but the last sentence, and that one; a single sentence stays whole."""
    first, dot, last = text.strip().removesuffix(".").rpartition(". ")
    return (f"{first}.", f"{last}.") if dot else (text, "")


def rhythm_words(rhythm: Rhythm) -> str:
    """«4 y 6»; with holds «4, 4, 4 y 4»."""
    *before, last = [str(seconds) for seconds in rhythm if seconds]
    return _("{before} and {last}").format(before=", ".join(before), last=last)


def how_words(rhythm: Rhythm, *, has_sip: bool = False) -> str:
    """What to do, from the numbers alone."""
    said = (
        _("Breathe in to the count of {n}."),
        _("A little more air to the count of {n}.") if has_sip else _("Hold to the count of {n}."),
        _("Breathe out slowly to the count of {n}."),
        _("Stay empty to the count of {n}."),
    )
    return " ".join(words.format(n=seconds) for words, seconds in zip(said, rhythm, strict=True) if seconds)
