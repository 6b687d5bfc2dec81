"""Today's aside: the week's intention, or a sentence to take along until there is one; rest, and how to cover the
screen.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.i18n import _, ngettext
from carecompanion.services.planning import NOT_TODAY, YES
from carecompanion.services.wellbeing import Rest
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.cropped import CroppedPicture
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.key_sentence import KeySentence
from carecompanion.ui.widgets.pick_row import PickRow
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.text import Label


class WeekCard(Card):
    """A plant and a sentence in quotes; below it whatever the kind of card adds."""

    def __init__(self, heading: str, sentence: str) -> None:
        super().__init__()
        self.body.setSpacing(0)
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(margins.left(), margins.top() - look.space(4), margins.right(), margins.bottom())
        plant = QHBoxLayout()
        plant.setContentsMargins(0, 0, 0, 0)
        plant.addSpacing(-look.space(4))
        plant.addWidget(CroppedPicture("planta", 68, 68, radius=0, may_shrink=False))
        plant.addStretch(1)
        self.body.addLayout(plant)
        self.body.addSpacing(look.space(10))
        self.body.addWidget(Label(heading, "small", "primary", weight=600))
        self.body.addSpacing(look.space(8))
        self.body.addWidget(SizedLabel(sentence, "h2", 19, 28))
        self.body.addStretch(1)
        self.body.addSpacing(look.space(12))

    def end_with(self, words: str) -> None:
        self.body.addSpacing(look.space(12))
        self.body.addWidget(Label(words, "small", "textMuted"))


class IntentionCard(WeekCard):
    """This week's intention, and whether it came up today: an answer may be changed or taken back, and none is
    counted. `answered` is yes, not_today or ""."""

    answered = Signal(str)

    def __init__(self, sentence: str, answer: str) -> None:
        super().__init__(_("My intention for the week"), quoted(sentence))
        question = _("Did the moment come today?")
        self.body.addWidget(Label(question, "ui", "textMuted"))
        self.body.addSpacing(look.space(10))
        options = ((YES, _("Yes, I did it")), (NOT_TODAY, _("Not today")))
        picks = PickRow(options, question, prefix="met-", answer=answer)
        picks.chosen.connect(self.answered)
        self.body.addWidget(picks)
        self.end_with(_("No streaks are counted here. Each week begins anew."))


class SentenceCard(WeekCard):
    """Until there is an intention: the sentence of the lesson finished last, or a welcome. `intention_asked` leads to
    the plan, where one is written, or chosen when `has_lines`."""

    intention_asked = Signal()

    def __init__(self, take: str, *, has_lines: bool) -> None:
        heading = _("A sentence to take along") if take else _("At your own pace")
        super().__init__(heading, quoted(take) if take else _("What you learn to care for others is for you too."))
        button = intention_button(has_lines=has_lines)
        button.clicked.connect(self.intention_asked)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.end_with(_("Nobody counts streaks here. Come back whenever you like."))


class PrivacyCard(Card):
    """How the screen is covered. Where `rest` is worth telling it comes first, and F9 keeps its one sentence.

    `rested(True)` notes that today brought rest, False takes it back.
    """

    rested = Signal(bool)

    def __init__(self, rest: Rest, *, shift_hides: bool) -> None:
        super().__init__()
        self.body.setSpacing(0)
        sentence = _("{key} covers the screen at once.")
        if rest.is_worth_telling:
            part = RestPart(rest)
            part.rested.connect(self.rested)
            self.body.addWidget(part)
            self.body.addSpacing(look.space(14))
            self.body.addWidget(Hairline())
            self.body.addSpacing(look.space(12))
            self.body.addWidget(KeySentence(sentence, "F9"))
            return
        self.body.addLayout(_title_row("eye-off", _("Your privacy")))
        self.body.addSpacing(look.space(8))
        self.body.addWidget(KeySentence(sentence, "F9", "h3", "text"))
        self.body.addSpacing(look.space(2))
        words = _("Nothing is lost: F9 again, and you are back here.")
        if shift_hides:
            words += " " + _("Shift alone, three times, does the same.")
        self.body.addWidget(Label(words, "ui", "textMuted"))
        self.body.addStretch(1)


class ReturningCard(Card):
    """Questions of finished lessons that come back. `review_asked` leads to them; nothing presses."""

    review_asked = Signal()

    def __init__(self, questions: int, minutes: int) -> None:
        super().__init__()
        self.body.setSpacing(0)
        self.body.addLayout(_title_row("repeat-2", _("To review")))
        self.body.addSpacing(look.space(8))
        seen = ngettext("{n} question you have seen", "{n} questions you have seen", questions).format(n=questions)
        self.body.addWidget(Label(seen, "h3"))
        self.body.addSpacing(look.space(2))
        about = ngettext("About {n} minute. It can wait, too.", "About {n} minutes. It can wait, too.", minutes)
        self.body.addWidget(Label(about.format(n=minutes), "ui", "textMuted"))
        self.body.addStretch(1)
        self.body.addSpacing(look.space(12))
        button = Button(_("Review"), size="small")
        button.setObjectName("review")
        button.setAccessibleDescription(seen)
        button.clicked.connect(self.review_asked)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class RestPart(QWidget):
    """«Hace 5 días de tu último descanso real.», and a button for today that may be undone."""

    rested = Signal(bool)

    def __init__(self, rest: Rest) -> None:
        super().__init__()
        days = rest.days or 0
        self._due = ngettext(
            "It is {n} day since your last real rest.", "It is {n} days since your last real rest.", days
        ).format(n=days)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        self._words = Label(self._due, "ui")
        self._button = Button("", size="small")
        self._button.setObjectName("rested")
        self._button.clicked.connect(self._on_clicked)
        column.addWidget(self._words)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._is_noted = False
        self._show()

    def _show(self) -> None:
        self._words.setText(_("Noted: today you rested.") if self._is_noted else self._due)
        self._button.setText(_("Undo") if self._is_noted else _("Today I rested"))
        self._button.setAccessibleDescription(self._words.text())

    def _on_clicked(self) -> None:
        self._is_noted = not self._is_noted
        self._show()
        announce(self, self._words.text())
        self.rested.emit(self._is_noted)


def intention_button(*, has_lines: bool, size: str = "small") -> Button:
    button = Button(_("Choose my intention") if has_lines else _("Create my intention"), size=size)
    button.setObjectName("create-intention")
    return button


def hide_line() -> QHBoxLayout:
    """The one line of the first day."""
    row = QHBoxLayout()
    row.setContentsMargins(look.space(4), 0, 0, 0)
    row.setSpacing(look.space(10))
    row.addWidget(IconLabel("eye-off", "textMuted", 18))
    sentence = _("The {key} key covers the screen at once, and brings you back. Try it whenever you like.")
    row.addWidget(KeySentence(sentence, "F9"), 1)
    return row


def quoted(words: str) -> str:
    if words[:1] in '«“"':
        return words
    return f"«{words.removesuffix('.')}»." if i18n.language() == "es" else f"“{words}”"


def _title_row(icon: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(10))
    row.addWidget(IconLabel(icon, "primary", 20))
    row.addWidget(Label(words, "small", "primary", weight=600), 1)
    return row
