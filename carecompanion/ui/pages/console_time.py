"""How much of the block is left, and what time it is. Written anew each second without a widget being made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from carecompanion.i18n import _, ngettext, time_text
from carecompanion.learning import running
from carecompanion.ui.leading import Leading
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import IconButton
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.progress import ProgressBar
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.time_left import TimeLeft

LAST = 60


class TimeCard(Card):
    """The block's time, and a button for the slide's own timer."""

    def __init__(self, leading: Leading) -> None:
        super().__init__()
        self._leading = leading
        self._said = ""
        self.body.setSpacing(look.space(4))
        self._label = Label("", "ui", "textMuted")
        self.timer_button = IconButton("timer", _("Start the timer of this screen"), size="small", icon_size=18)
        self.timer_button.setObjectName("slide-timer")
        self.timer_button.setAccessibleDescription("T")
        self.timer_button.clicked.connect(leading.turn_timer)
        head = QHBoxLayout()
        head.addWidget(self._label, 1)
        head.addWidget(self.timer_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._left = TimeLeft()
        self.body.addWidget(self._left)
        self._of = Label("", "ui", "textMuted")
        self.body.addWidget(self._of)
        self._bar = ProgressBar(0, _("How much of the block has gone"))
        self.body.addSpacing(look.space(4))
        self.body.addWidget(self._bar)
        self.refresh()

    def refresh(self) -> None:
        run = self._leading.run.run
        timer = run.timer
        is_on = timer is not None and (timer.block, timer.slide) == (run.current.id, run.slide)
        words = _("Stop the timer of this screen") if is_on else _("Start the timer of this screen")
        if words != self.timer_button.toolTip():
            self.timer_button.set_icon("square" if is_on else "timer", words)
        self.tick()

    def tick(self) -> None:
        run, now = self._leading.run.run, self._leading.run.now
        left, total = running.left(run, now), 60 * run.current.minutes
        self._left.show_seconds(int(abs(left)))
        self._say(run.is_paused, left)
        minutes = ngettext("of {n} min", "of {n} min", run.current.minutes).format(n=run.current.minutes)
        clock = _("It is {time}.").format(time=time_text(now.astimezone()))
        _put(self._of, f"{minutes}. {clock}")
        self._bar.set_share(1 - left / total)
        self._announce(left, total)

    def _say(self, is_paused: bool, left: float) -> None:
        if is_paused:
            words = _("Pause. Left in this block")
        elif left < 0:
            words = _("More than planned for this block")
        elif left <= LAST:
            words = _("1 minute left in this block")
        else:
            words = _("Left in this block")
        _put(self._label, words)
        self._label.set_color("ochre" if left <= LAST else "textMuted")

    def _announce(self, left: float, total: float) -> None:
        """At half, one minute before the end, and at the end; once each."""
        block = self._leading.run.run.current.id
        part = "end" if left <= 0 else "last" if left <= LAST else "half" if left <= total / 2 else ""
        key = f"{block} {part}"
        if key == self._said:
            return
        is_new_block = not self._said.startswith(f"{block} ")
        self._said = key
        if not is_new_block and part:
            said = {
                "half": _("Half of the block has gone"),
                "last": _("1 minute left in this block"),
                "end": _("The block’s time is over"),
            }
            announce(self, said[part])


def _put(label: Label, words: str) -> None:
    if label.text() != words:
        label.setText(words)
