"""After a practice: stress again, if it was told before; then a sentence about it, and ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from carecompanion.i18n import _, ngettext
from carecompanion.learning.practice import may_need_help
from carecompanion.services.practising import PracticeRun
from carecompanion.ui.pages.practice_before import stress_scale
from carecompanion.ui.pages.practice_parts import pair_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.note_box import StateLine
from carecompanion.ui.widgets.text import Label

CARD_WIDTH = 700


class AfterView(Centred):
    """Stress once more; blank is fine. `answered(level or None)` by its button. `news` is what just happened."""

    answered = Signal(object)

    def __init__(self, run: PracticeRun, news: str = "") -> None:
        card = Card(padding=36)
        super().__init__(card, CARD_WIDTH)
        self._run = run
        card.body.setSpacing(0)
        if news:
            card.body.addWidget(news_line(news))
            card.body.addSpacing(look.space(14))
        self.title = Label(_("How much stress do you feel now?"), role="h1")
        card.body.addWidget(self.title)
        card.body.addSpacing(look.space(6))
        noted = _("Before, you noted {level}.").format(level=run.before)
        blank = _("Leaving it blank is fine.")
        card.body.addWidget(Label(f"{noted} {blank}", role="lead", color="textMuted"))
        card.body.addSpacing(look.space(18))
        self.scale = stress_scale(self.title.text(), "stress-after", run.after)
        self.scale.chosen.connect(self._on_scale_chosen)
        card.body.addWidget(self.scale)
        card.body.addSpacing(look.space(24))
        ready = Button(_("Done"), kind="primary", size="large")
        ready.setObjectName("after-done")
        ready.clicked.connect(lambda: self.answered.emit(self.scale.answer))
        card.body.addWidget(ready, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def halt(self) -> None:
        """Nothing runs here."""

    def _on_scale_chosen(self, level: int | None) -> None:
        self._run.after = level


class EndView(Centred):
    """What changed, in words; another practice, or back to where one came from. `news` is what just happened."""

    choice_made = Signal(str)  # back, another, help

    def __init__(self, run: PracticeRun, news: str = "") -> None:
        card = Card()
        super().__init__(card, CARD_WIDTH)
        card.body.setContentsMargins(look.space(36), look.space(32), look.space(36), look.space(32))
        direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
        inside = QBoxLayout(direction)
        inside.setSpacing(look.space(28))
        card.body.addLayout(inside)
        if not look.is_one_column:  # the words come first where little fits
            inside.addWidget(IconCircle("leaf", "leaf", 76, 36), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        inside.addLayout(column, 1)
        if news:
            column.addWidget(news_line(news))
            column.addSpacing(look.space(14))
        title, words = end_words(run)
        self.title = Label(title, role="h1")
        column.addWidget(self.title)
        column.addSpacing(look.space(8))
        column.addWidget(Label(words, role="lead", color="textMuted"))
        if may_need_help(run.before if run.after is None else run.after):
            column.addSpacing(look.space(18))
            column.addWidget(self._support())
        column.addSpacing(look.space(26))
        ways = [self._button(_("Back"), "back", "primary")]
        if run.asks:
            ways.append(self._button(_("Another practice"), "another", "outline"))
        column.addLayout(pair_of(*ways))

    def begin(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def halt(self) -> None:
        """Nothing runs here."""

    def _support(self) -> Callout:
        """Stress is still high: somebody to talk to, as a choice."""
        words = _("Your stress is still high. Talking to someone can help more than doing it alone.")
        callout = Callout("support", _("You don't have to carry it alone"), words)
        button = self._button(_("See who I can talk to"), "help", "outline", size="normal")
        callout.body.addSpacing(look.space(10))
        callout.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return callout

    def _button(self, words: str, choice: str, kind: str, size: str = "large") -> Button:
        button = Button(words, kind=kind, size=size)
        button.setObjectName(f"end-{choice}")
        button.clicked.connect(lambda: self.choice_made.emit(choice))
        return button


def news_line(words: str) -> StateLine:
    line = StateLine()
    line.show_state(words, "leaf", "check")
    return line


def end_words(run: PracticeRun) -> tuple[str, str]:
    """A title and a sentence: what the numbers say, without praise and without blame."""
    change = run.change
    if change is None:
        title = _("You've finished “{title}”").format(title=run.practice.title)
        return title, _("Take a moment to look around before you go on.")
    if change > 0:
        title = ngettext("Your stress went down {n} point", "Your stress went down {n} points", change)
        words = _("From {before} to {after}. Take a moment before you go on.")
    elif change == 0:
        title = _("Your stress is still at {level}").format(level=run.after)
        words = _("Sometimes the body takes its time. Stopping for a while counts too.")
    else:
        title = ngettext("Your stress went up {n} point", "Your stress went up {n} points", -change)
        words = _(
            "From {before} to {after}. It happens, and it isn't your fault. Another practice may suit you better."
        )
    return title.format(n=abs(change)), words.format(before=run.before, after=run.after)
