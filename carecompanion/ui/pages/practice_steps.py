"""A practice in steps, by hand or timed: one short step a screen. A body scan is timed places, each of which may be
skipped.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.services.practising import PracticeRun
from carecompanion.ui.pages.practice_breath import before_words
from carecompanion.ui.pages.practice_parts import ButtonRow, Spoken, StepPlace
from carecompanion.ui.pulse import CALM_MS, Pulse
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.text import Label, ReadingText
from carecompanion.ui.widgets.time_left import TimeLeft

CARD_WIDTH, BY_HAND_MS = 760, 1000


class StepsView(Centred):
    """`done` after the last step, whether it was done or skipped: skipping costs nothing."""

    done = Signal()

    def __init__(self, run: PracticeRun, spoken: Spoken) -> None:
        card = Card(padding=32)
        super().__init__(card, CARD_WIDTH)
        self._run, self._spoken = run, spoken
        self._shown = -1
        self._pulse = Pulse(self)
        self._pulse.passed.connect(self._on_pulse_passed)
        self._pulse.slept.connect(self._on_pulse_slept)
        self._build(card.body)
        for key, act in (("PgDown", self._on_next_clicked), ("PgUp", self._on_back_clicked)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._show_step()

    @property
    def is_running(self) -> bool:
        """The time of a timed step goes by."""
        return self._pulse.is_running and self._run.timer.is_timed

    def begin(self) -> None:
        """Reading starts at the title."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """The time of this step goes by from now on; a step by hand only counts it."""
        self._pulse.start(CALM_MS if self._run.timer.is_timed else BY_HAND_MS)
        self._show_running()
        self._say(with_title=True)

    def halt(self) -> None:
        self._pulse.stop()
        self._show_running()

    def turn(self) -> None:
        """Pause, or go on; a step by hand has nothing to pause."""
        if self.is_running:
            self.halt()
        elif self._run.timer.is_timed:
            self.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._run.timer.is_timed:
            self.turn()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """How long one stays at a step by hand is counted; a timed one waits for the person."""
        super().showEvent(event)
        if not self._run.timer.is_timed:
            self._pulse.start(BY_HAND_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing goes on behind the cover."""
        super().hideEvent(event)
        self.halt()

    # building

    def _build(self, column: QVBoxLayout) -> None:
        practice = self._run.practice
        self._opening = ReadingText(practice.opening, role="lead", color="textMuted")
        self._opening.setVisible(False)
        column.addWidget(self._opening)
        column.addSpacing(look.space(8))
        self._steps_at = StepPlace(len(practice.steps))
        column.addWidget(self._steps_at)
        self._title = Label("", role="display")
        self._text = Label("", role="reading")
        column.addWidget(self._title)
        column.addWidget(self._text)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, look.space(8), 0, 0)
        left.setSpacing(0)
        left.addWidget(Label(_("Left"), role="small", color="textMuted"))
        self._time = TimeLeft()
        left.addWidget(self._time)
        column.addWidget(self._left)
        column.addSpacing(look.space(16))
        column.addWidget(ButtonRow(self._buttons(), look.space(12)))
        if self._run.before is not None and self._run.asks:
            column.addWidget(Label(before_words(self._run.before), role="small", color="textMuted"))

    def _buttons(self) -> list[QWidget]:
        self._back = Button(_("Previous"), icon="arrow-left", size="large")
        self._turn = Button(_("Pause"), kind="primary", icon="pause", size="large")
        self._next = Button(_("Next"), size="large")
        self._end = Button(_("Finish"), size="large")
        named = (("practice-back", self._back), ("steps-pause", self._turn), ("practice-next", self._next))
        for name, button in (*named, ("end", self._end)):
            button.setObjectName(name)
        self._back.clicked.connect(self._on_back_clicked)
        self._turn.clicked.connect(self.turn)
        self._next.clicked.connect(self._on_next_clicked)
        self._end.clicked.connect(self._on_next_clicked)
        spoken = self._spoken.button()
        return [self._back, self._turn, self._next, self._end, *([spoken] if spoken is not None else [])]

    # what happens

    def _on_pulse_passed(self, seconds: float) -> None:
        self._run.practise(seconds)
        self._run.timer = self._run.timer.after(seconds)
        if self._run.timer.is_over:
            self._pulse.stop()
            self.done.emit()
        elif self._run.timer.step != self._shown:
            self._show_step()
            self._say(with_title=True)
        else:
            self._show_time()

    def _on_pulse_slept(self) -> None:
        self._show_running()

    def _on_back_clicked(self) -> None:
        self._go_to(self._run.timer.step - 1)

    def _on_next_clicked(self) -> None:
        if self._run.timer.step == self._run.timer.last:
            self._pulse.stop()
            self.done.emit()
        else:
            self._go_to(self._run.timer.step + 1)

    def _go_to(self, step: int) -> None:
        """Another step from its beginning. It runs on where the time was running; what was paused stays so."""
        was_running = self._pulse.is_running
        self._run.timer = self._run.timer.to(step)
        self._show_step()
        if was_running or not self._run.timer.is_timed:
            self._pulse.start(CALM_MS if self._run.timer.is_timed else BY_HAND_MS)
            self._show_running()
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    def _say(self, *, with_title: bool = False) -> None:
        """What to do now. The title is read by itself where the keyboard went to it."""
        step = self._run.practice.steps[self._run.timer.step]
        self._spoken.say(self._title, f"{step.title}. {step.text}" if with_title else step.text)

    # showing

    def _show_step(self) -> None:
        timer = self._run.timer
        self._shown = timer.step
        step = self._run.practice.steps[timer.step]
        is_last = timer.step == timer.last
        # whoever was asked before has read it there; where one begins at once it stands above the first step
        self._opening.setVisible(bool(self._run.practice.opening) and timer.step == 0 and not self._run.asks)
        self._steps_at.show_step(timer.step + 1)
        self._title.setText(step.title)
        self._text.setText(step.text)
        self._back.setVisible(timer.step > 0)
        self._left.setVisible(timer.is_timed)
        self._turn.setVisible(timer.is_timed)
        self._next.setVisible(not is_last)
        self._end.setVisible(is_last)
        self._name_next()
        self._show_time()
        self._show_running()

    def _name_next(self) -> None:
        """A timed step goes on by itself: the button skips it. By hand it is the way on."""
        timer = self._run.timer
        if not timer.is_timed:
            words, kind, icon = _("Next"), "primary", "arrow-right"
        else:
            skip = _("Skip this place") if self._run.practice.kind == "scan" else _("Skip this step")
            words, kind, icon = skip, "outline", "skip-forward"
        self._next.kind, self._next.trailing_icon = kind, icon
        self._next.setText(words)
        self._end.kind = "outline" if timer.is_timed else "primary"
        self._end.setText(_("Finish"))

    def _show_time(self) -> None:
        self._time.show_seconds(self._run.timer.seconds_left)

    def _show_running(self) -> None:
        words = _("Pause") if self.is_running else _("Go on") if self._run.timer.has_begun else _("Start")
        self._turn.icon_name = "pause" if self.is_running else "play"
        self._turn.setText(words)
