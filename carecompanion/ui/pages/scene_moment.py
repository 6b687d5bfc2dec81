"""One moment of a scene: what happens, what she says, what may be said; beside it how she feels and what was done."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.content.scene import CARES, Choice, Scene
from carecompanion.i18n import _
from carecompanion.learning.scenario import Play
from carecompanion.ui.pages.scene_words import trust_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.beside import Beside
from carecompanion.ui.widgets.callout import Callout, words_of
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.choice import ChoiceGroup
from carecompanion.ui.widgets.feeling_meter import FeelingMeter
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.picture import PictureView
from carecompanion.ui.widgets.speech import Speech
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

PICTURE = (236, 196)
ASIDE, LEAST, GAP = 318, 480, 32
LOOKS = dict(zip(CARES, (("leaf", "circle-arrow-up"), ("ochre", "circle-dot"), ("plum", "eye")), strict=True))
OPENINGS = ("«", "“", '"')  # how words begin; anything else is an act


class WordChoices(ChoiceGroup):
    """Words to pick from, by number: a click only picks. `option_confirmed` is Enter alone."""

    def __init__(self, question: str, options: list[str]) -> None:
        super().__init__(question, options, has_letters=False)
        self.setObjectName("words")
        for one in self.choices:  # as high as its words at the width it gets, not at the width it would like
            policy = one.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            one.setSizePolicy(policy)

    def _on_choice_clicked(self, number: int) -> None:
        self.option_chosen.emit(number)


class MomentView(QWidget):
    """`picked(number)` when a choice is picked (its number in the scene), `meant` when Enter says it.

    `picture` is the drawing of the moment or the last one seen, with its sentence where it is new.
    """

    picked = Signal(int)
    meant = Signal()

    def __init__(self, play: Play, picture: tuple[Path, str] | None) -> None:
        super().__init__()
        self._play = play
        self._numbers = [number for number, _choice in play.offered]
        self.title: QWidget = self
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(44), look.space(22), look.space(32), 0)
        row.addWidget(beside(self._conversation(picture), QWidget(), self._aside(), ASIDE, GAP))

    @property
    def number(self) -> int:
        """Of the choice that is picked; 0 when none is."""
        place = self._choices.chosen
        return self._numbers[place] if place >= 0 else 0

    @property
    def act_words(self) -> str:
        """What the button says: words are said, an act is done."""
        choices = dict(self._play.offered)
        words = choices[self.number or self._numbers[0]].text
        return _("Say it") if words.startswith(OPENINGS) else _("Do it")

    def pick(self, number: int) -> None:
        if number in self._numbers:
            self._choices.choose(self._numbers.index(number))

    def pick_place(self, place: int) -> None:
        """The first, second … choice that is on the screen, with the keyboard on it."""
        if 0 <= place < len(self._numbers):
            self._choices.choices[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._choices.choose(place)

    # the conversation

    def _conversation(self, picture: tuple[Path, str] | None) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(look.space(22))
        if picture is not None:
            top.addWidget(PictureView(*picture, *PICTURE), 0, Qt.AlignmentFlag.AlignBottom)
        top.addLayout(self._said(), 1)
        column.addLayout(top)
        column.addSpacing(look.space(26))
        column.addWidget(Label(self._play.moment.question, "h3"))
        column.addSpacing(look.space(12))
        self._choices = WordChoices(self._play.moment.question, [choice.text for _n, choice in self._play.offered])
        self._choices.option_chosen.connect(lambda place: self.picked.emit(self._numbers[place]))
        self._choices.option_confirmed.connect(lambda _place: self.meant.emit())
        column.addWidget(self._choices)
        column.addSpacing(look.space(14))
        column.addWidget(Label(_keys_words(len(self._numbers)), "small", "textMuted"))
        return holder

    def _said(self) -> QVBoxLayout:
        """What happens, how her face is, what she says."""
        moment, column = self._play.moment, QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        parts: list[QWidget] = []
        if moment.text:
            parts.append(words_of(moment.text, "body"))
            column.addWidget(parts[0])
            column.addSpacing(look.space(12))
        if moment.face or moment.words:
            parts.append(PersonLine(self._play.scene, moment.face))
            column.addWidget(parts[-1])
        if moment.words:
            parts.append(Speech(moment.words))
            column.addSpacing(look.space(10))
            column.addWidget(parts[-1])
        self.title = parts[0] if parts else self.title
        return column

    # beside it

    def _aside(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(16))
        column.addWidget(self._feeling_card())
        if self._play.last is not None:
            column.addWidget(before_card(self._play.scene, self._play.last, _("What you did before")))
        column.addWidget(Callout("notice", "", _("It is an invented story. No violence is shown.")))
        return holder

    def _feeling_card(self) -> Card:
        scene, card = self._play.scene, Card()
        card.body.setSpacing(0)
        trust = Label(trust_words(self._play.feeling.trust), "small", "textMuted")
        head = [Label(scene.feels, "small", look.on_soft("plum"), weight=600), trust]
        card.body.addWidget(FlowRow(head, look.space(12)))
        card.body.addSpacing(look.space(10))
        card.body.addWidget(FeelingMeter(scene.feels, self._play.feeling.calm, scene.scale))
        card.body.addSpacing(look.space(6))
        ends = QHBoxLayout()
        ends.setSpacing(look.space(8))
        low, high = (Label(words, "small", "textMuted") for words in scene.scale)
        high.setAlignment(Qt.AlignmentFlag.AlignRight)
        ends.addWidget(low, 1)
        ends.addWidget(high, 1)
        card.body.addLayout(ends)
        if self._play.last is not None:
            card.body.addSpacing(look.space(12))
            card.body.addWidget(Label(self._play.last.sees, "ui"))
        return card


def beside(first: QWidget, then: QWidget, aside: QWidget, width: int, gap: int) -> Beside:
    """As high as its words at the width it gets."""
    made = Beside(first, then, aside, width=width, least=LEAST, gap=gap)
    policy = made.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    made.setSizePolicy(policy)
    return made


class PersonLine(QWidget):
    """Who speaks, and how her face is."""

    def __init__(self, scene: Scene, face: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.space(8))
        line.addWidget(Tag(scene.person, "plum"), 0, Qt.AlignmentFlag.AlignTop)
        words = Label(face, "small", "textMuted")
        words.setContentsMargins(0, look.px(3), 0, 0)
        line.addWidget(words, 1)
        self.setFocusProxy(words)


def before_card(scene: Scene, choice: Choice, title: str) -> Card:
    """What was done, what it was for her, and what to try instead where it did not care."""
    card = Card()
    card.setObjectName("before")
    card.body.setSpacing(0)
    card.body.addWidget(Label(title, "small", "primary", weight=600))
    card.body.addSpacing(look.space(8))
    card.body.addWidget(Label(choice.did, "body"))
    card.body.addSpacing(look.space(12))
    card.body.addLayout(verdict_line(scene, choice))
    if choice.why:
        card.body.addSpacing(look.space(8))
        card.body.addWidget(Label(choice.why, "ui"))
    return card


def verdict_line(scene: Scene, choice: Choice) -> QHBoxLayout:
    """The scene's word for how it cared, and what it was for her."""
    hue, icon = LOOKS[choice.care]
    row = QHBoxLayout()
    row.setSpacing(look.space(8))
    row.addWidget(IconLabel(icon, look.on_soft(hue), 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(verdict_words(scene, choice), "small", look.on_soft(hue), weight=600), 1)
    return row


def verdict_words(scene: Scene, choice: Choice) -> str:
    return ". ".join(filter(None, (scene.verdict(choice.care), choice.short)))


def _keys_words(count: int) -> str:
    """«Usa las teclas 1, 2 y 3. No hay puntaje: …»"""
    keys = [str(number) for number in range(1, count + 1)]
    if len(keys) > 1:
        row = _("{first} and {last}").format(first=", ".join(keys[:-1]), last=keys[-1])
        said = _("Use the keys {keys}. There is no score: you can go back and try another way.").format(keys=row)
    else:
        said = _("There is no score: you can go back and try another way.")
    return said
