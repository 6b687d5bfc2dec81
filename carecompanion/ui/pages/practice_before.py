"""Before and around a practice: what it is and how strong the evidence, stress if one likes to say it, and the question
whether to go on.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.model import Practice
from carecompanion.i18n import _, minutes_text
from carecompanion.services.practising import PracticeRun
from carecompanion.ui.pages.practice_parts import dimension_words, hue_of, pair_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.beside import Beside
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.scale import ScaleCells
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label, ReadingText

WIDTH, ASIDE, LEAST, CARD_WIDTH = 1036, 380, 400, 640


class BeforeView(Centred):
    """Nothing starts by itself. `start_asked` when the person begins; what she said of her stress is in the run."""

    start_asked = Signal()

    def __init__(self, run: PracticeRun) -> None:
        holder = QWidget()
        super().__init__(holder, WIDTH)
        self._run = run
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(20))
        words, question, facts = self._words(run.practice), self._question(), _facts(run.practice)
        if facts is not None:
            column.addWidget(Beside(words, question, facts, width=ASIDE, least=LEAST))
        else:
            column.addWidget(words)
            column.addWidget(question)

    def begin(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def halt(self) -> None:
        """Nothing runs here."""

    def _words(self, practice: Practice) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title = Label(practice.title, role="display")
        column.addWidget(self.title)
        column.addSpacing(look.space(8))
        column.addLayout(_tags(practice, self._run.minutes))
        column.addSpacing(look.space(14))
        column.addWidget(Label(practice.why, role="lead"))
        if practice.opening:
            column.addSpacing(look.space(10))
            column.addWidget(ReadingText(practice.opening, role="body", color="textMuted"))
        return words

    def _question(self) -> Card:
        """Stress now, which may be left blank, and the one button."""
        card = Card()
        card.body.setSpacing(0)
        asked = _("How much stress do you feel now?")
        card.body.addWidget(Label(asked, role="h3"))
        card.body.addWidget(Label(_("Leaving it blank is fine."), role="ui", color="textMuted"))
        card.body.addSpacing(look.space(12))
        self.scale = stress_scale(asked, "stress-before", self._run.before)
        self.scale.chosen.connect(self._on_scale_chosen)
        card.body.addWidget(self.scale)
        card.body.addSpacing(look.space(18))
        start = Button(_("Start"), kind="primary", icon="play", size="large")
        start.setObjectName("start")
        start.clicked.connect(self.start_asked)
        card.body.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _on_scale_chosen(self, level: int | None) -> None:
        self._run.before = level


class LeaveView(Centred):
    """«¿Seguimos o lo dejamos?»: both answers look the same."""

    choice_made = Signal(str)  # on, leave

    def __init__(self, has_text: bool) -> None:
        card = Card(padding=36)
        super().__init__(card, CARD_WIDTH)
        card.body.setSpacing(0)
        self.title = Label(_("Shall we go on, or leave it?"), role="h1")
        card.body.addWidget(self.title)
        card.body.addSpacing(look.space(8))
        words = _("Your place is kept. Leaving it is fine too.")
        if has_text:
            words += " " + _("Before you go, you choose what becomes of your words.")
        card.body.addWidget(Label(words, role="lead", color="textMuted"))
        card.body.addSpacing(look.space(24))
        go_on, leave = Button(_("Go on"), size="large"), Button(_("Leave it here"), size="large")
        for button, choice, name in ((go_on, "on", "go-on"), (leave, "leave", "leave-it")):
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, choice=choice: self.choice_made.emit(choice))
        card.body.addLayout(pair_of(go_on, leave))

    def begin(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def halt(self) -> None:
        """Nothing runs here."""


def stress_scale(asked: str, name: str, answer: int | None) -> ScaleCells:
    """0 to 10, empty at first."""
    scale = ScaleCells(asked, _("No stress"), _("The most I can imagine"), answer=answer)
    scale.setObjectName(name)
    return scale


def _tags(practice: Practice, minutes: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(10))
    dimension = dimension_words(practice.dimension)
    if dimension:
        row.addWidget(Tag(dimension, hue_of(practice.dimension)))
    row.addWidget(Label(minutes_text(minutes), role="small", color="textMuted", wrap=False))
    row.addStretch(1)
    return row


def _facts(practice: Practice) -> QWidget | None:
    """How much and how often, when not to, and what is known; what a pack does not say is left away."""
    facts = [
        (icon, title, words)
        for icon, title, words in (
            ("clock", _("How much"), practice.dose),
            ("shield", _("Take care"), practice.caution),
            ("book-open", _("What is known"), practice.evidence),
        )
        if words
    ]
    if not facts:
        return None
    card = Card()
    card.body.setSpacing(look.space(14))
    for number, (icon, title, words) in enumerate(facts):
        if number:
            card.body.addWidget(Hairline())
        row = QHBoxLayout()
        row.setSpacing(look.space(10))
        row.addWidget(IconLabel(icon, "primary", 20), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(look.space(2))
        said.addWidget(Label(title, role="small", color="primary", weight=600))
        said.addWidget(Label(words, role="ui"))
        row.addLayout(said, 1)
        card.body.addLayout(row)
    return card
