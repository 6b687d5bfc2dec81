"""Today's pair of cards: how one is now, one click from a check-in; and one practice, with the reason why this one."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.model import PracticeCard, PracticeId
from carecompanion.i18n import _, ngettext
from carecompanion.learning.suggestion import BREATHE, FIRST, HELPED, Noted, Suggestion
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.cropped import BreathMark
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.mood import MoodPicker
from carecompanion.ui.widgets.text import Label

LONG_OUT = (BREATHE, PracticeId("cuidarme/suspiro-largo"))  # practices with a long breath out


class MoodCard(Card):
    """Five faces. `mood_chosen(value)` begins a check-in with it; `went_on` takes up the one left half done."""

    mood_chosen = Signal(object)  # int
    went_on = Signal()

    def __init__(self, faces: list[tuple[int, str]], *, has_draft: bool) -> None:
        super().__init__()
        self.body.setSpacing(0)
        title = _("How are you now?")
        self.body.addWidget(Label(title, "h3"))
        self.body.addSpacing(look.space(2))
        self.body.addWidget(Label(_("Take a minute. Only you see it."), "ui", "textMuted"))
        self.body.addSpacing(look.space(18))
        picker = MoodPicker(faces, title, is_tall=True)
        picker.confirmed.connect(self.mood_chosen)
        self.body.addWidget(picker)
        self.body.addStretch(1)
        self.body.addSpacing(look.space(4))
        self.body.addWidget(self._draft_row() if has_draft else _small(_("Choose a face to begin.")))

    def _draft_row(self) -> QWidget:
        go_on = Button(_("Continue"), "link", size="small")
        go_on.setObjectName("draft-continue")
        words = _("You had a check-in half done.")
        go_on.setAccessibleDescription(words)
        go_on.clicked.connect(self.went_on)
        return FlowRow([_small(words, wrap=look.is_one_column), go_on], look.space(4))


class SuggestionCard(Card):
    """One practice. `practice_asked` and `other_asked` say where to go."""

    practice_asked = Signal()
    other_asked = Signal()

    def __init__(self, suggested: Suggestion, today: date) -> None:
        super().__init__()
        self.body.setSpacing(0)
        self.body.addLayout(_heading(suggested.card))
        self.body.addSpacing(look.space(12))
        self.body.addWidget(Label(reason_words(suggested, today), "ui"))
        self.body.addStretch(1)
        self.body.addSpacing(look.space(14))
        practise = Button(_("Practise"), "soft")
        practise.setObjectName("practise")
        practise.setAccessibleDescription(suggested.card.title)
        practise.clicked.connect(self.practice_asked)
        other = Button(_("Another one"), "link")
        other.setObjectName("other-practice")
        other.setAccessibleDescription(_("Practise"))
        other.clicked.connect(self.other_asked)
        self.body.addWidget(FlowRow([practise, other], look.space(12)))


def reason_words(suggested: Suggestion, today: date) -> str:
    """«Ayer anotaste estrés 7 de 10. Alargar la salida del aire puede ayudar al cuerpo a bajar el ritmo.»"""
    if suggested.reason == HELPED:
        return _("The one that has helped you most so far: your stress tends to go down after it.")
    about = suggested.card.about
    if suggested.card.id in LONG_OUT:
        about = _("A longer breath out can help the body slow down.")
    elif suggested.has_helped:
        about = _("This has helped you before.")
    if suggested.reason == FIRST or suggested.noted is None:
        return about
    return f"{_noted_words(suggested.noted, today)} {about}".strip()


def _noted_words(noted: Noted, today: date) -> str:
    if noted.day == today:
        return _("Today you noted stress {level} out of 10.").format(level=noted.level)
    return _("Yesterday you noted stress {level} out of 10.").format(level=noted.level)


def _heading(card: PracticeCard) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(look.space(2))
    words.addWidget(Label(card.title, "h3"))
    minutes = ngettext("{n} minute, where you are.", "{n} minutes, where you are.", card.minutes)
    words.addWidget(Label(minutes.format(n=card.minutes), "ui", "textMuted"))
    words.addStretch(1)
    row = QHBoxLayout()
    row.setSpacing(look.space(12))
    row.addLayout(words, 1)
    mark = BreathMark() if card.kind == "breath" else IconCircle(card.icon or "sprout", "sky", 64, 28)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _small(words: str, wrap: bool = True) -> Label:
    return Label(words, "small", "textMuted", wrap=wrap)
