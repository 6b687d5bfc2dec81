"""Help before anything else: shown at once where an answer or a word touched on dying. Calm, plain, and with choices.

It only shows and asks: nothing about it is kept, and nobody is told.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.model import HelpPage
from carecompanion.i18n import _
from carecompanion.learning.records import PlanLine
from carecompanion.ui.help_words import LineWords, in_order, line_words, no_numbers, person_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.focus import ROOM
from carecompanion.ui.widgets.help_row import HelpRow
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.shapes import paint_box, soft_colors
from carecompanion.ui.widgets.text import Label

HUE = "plum"
KINDS = ("danger", "violence", "crisis", "children")
PADDING, ROW, PERSON_ROOM = 24, 64, 180


class HelpFirst(QFrame):
    """Danger now, violence, crisis, children, then one's own people. `focus_title()` begins reading at the top."""

    breathe_asked = Signal()
    ground_asked = Signal()
    help_asked = Signal()

    def __init__(self, content: HelpPage, today: date, people: Sequence[PlanLine] = ()) -> None:
        super().__init__()
        self.setObjectName("help-first")
        title = _("You don't have to go through this alone")
        self.setAccessibleName(title)
        around = look.space(PADDING)
        column = QVBoxLayout(self)
        column.setContentsMargins(around, look.space(20), around, look.space(20))
        column.setSpacing(0)
        self.title = Label(title, "h2", look.on_soft(HUE))
        column.addLayout(self._heading())
        column.addSpacing(look.space(8))
        column.addWidget(Label(kind_words()))
        column.addSpacing(look.space(8))
        column.addWidget(Label(danger_words(), weight=600))
        column.addSpacing(look.space(16))
        column.addWidget(_lines(content, today, people))
        column.addSpacing(look.space(16))
        column.addWidget(self._choices())
        column.addSpacing(look.space(8))
        column.addWidget(Label(privacy_words(), "small", look.on_soft(HUE)))

    def focus_title(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        row.addWidget(IconLabel("hand-heart", look.on_soft(HUE), 24), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.title, 1)
        return row

    def _choices(self) -> QWidget:
        """Three ways on, none of them forced."""
        made = []
        for name, words, icon, kind, asked in (
            ("help", _("See all the help"), "life-buoy", "primary", self.help_asked),
            ("breathe", _("Breathe for a minute"), "wind", "outline", self.breathe_asked),
            ("ground", _("Back to the present"), "eye", "outline", self.ground_asked),
        ):
            button = Button(words, kind, icon)
            button.setObjectName(f"help-first-{name}")
            button.clicked.connect(asked)
            made.append(button)
        row = FlowRow(made, look.space(12))
        row.setContentsMargins(ROOM, 0, ROOM, 0)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, border, _words, width = soft_colors(HUE)
        paint_box(QPainter(self), self.rect(), look.radius("card"), fill, border, width)


def kind_words() -> str:
    return _(
        "If you think of dying or of hurting yourself, talk to someone today. "
        "It can be a person you trust, a health centre or one of these lines."
    )


def danger_words() -> str:
    return _("If the danger is now, don't stay alone. Call, or ask someone to take you to the nearest emergency room.")


def privacy_words() -> str:
    return _("Dial from a phone. Nothing of this leaves the computer: it calls nobody and tells nobody.")


def _lines(content: HelpPage, today: date, people: Sequence[PlanLine]) -> Card:
    """The numbers and the people on white, one under the other."""
    card = Card(padding=0, radius="tile")
    card.body.setSpacing(0)
    if not content.lines:
        words = Label(no_numbers(), "h2")  # the title face, whose zero is plain
        words.setContentsMargins(*[look.space(PADDING)] * 4)
        card.body.addWidget(words)
    shown = [line_words(line, today) for line in in_order(content.lines) if line.kind in KINDS]
    rows = [_row(words) for words in shown] + person_rows(people, HUE)
    for number, row in enumerate(rows):
        if number:
            card.body.addWidget(Hairline())
        card.body.addWidget(row)
    return card


def _row(words: LineWords) -> HelpRow:
    """Fewer words than on the page of help: who answers, and when."""
    return HelpRow(replace(words, languages="", seen=""), HUE, least=ROW)


def person_rows(people: Sequence[PlanLine], hue: str) -> list[HelpRow]:
    """One's own people; their numbers, where they have some, in a column of their own."""
    room = PERSON_ROOM if any(person.more for person in people) else 0
    return [HelpRow(person_words(person), hue, room, least=ROW) for person in people]
