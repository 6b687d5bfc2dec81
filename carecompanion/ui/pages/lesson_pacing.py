"""The quiet row under hard content: how it leaves one, what one notices, and one thing that may help. All of it may be
passed by.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.content.model import PracticeCard
from carecompanion.i18n import _, minutes_text
from carecompanion.learning.pacing import REACTIONS, Felt
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.pick_row import PickRow
from carecompanion.ui.widgets.scale import ScaleCells
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label

OWN_KEYS = (Qt.Key.Key_Home, Qt.Key.Key_End)  # in a lesson they would turn to another step
WIDTH = 600


class PaceRow(QWidget):
    """`felt_changed(Felt)` whenever the person says something else; it keeps nothing itself.

    `practice_asked(PracticeCard)`, `went_on` (enough of it) and `help_asked` say where to go. `fitting` gives the
    practice for a reaction, or None.
    """

    felt_changed = Signal(object)
    practice_asked = Signal(object)
    went_on = Signal()
    help_asked = Signal()

    def __init__(self, felt: Felt, fitting: Callable[[str], PracticeCard | None]) -> None:
        super().__init__()
        self._felt, self._fitting = felt, fitting
        self._wants_names = bool(felt.reaction)
        self.setMaximumWidth(look.px(WIDTH))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(10))
        question = _("How does this leave you?")
        self._column.addWidget(Hairline())
        self._column.addSpacing(look.space(4))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(question, "h3"))
        words.addWidget(_muted(_("Only if you like. It stays in your profile only.")))
        self._column.addLayout(words)
        scale = ScaleCells(question, _("At ease"), _("It is too much for me"), answer=felt.level)
        scale.setObjectName("pace-level")
        scale.chosen.connect(self._on_level_chosen)
        self._column.addWidget(scale)
        self._ask_names = Button(_("Name what I notice"), "link", size="small")
        self._ask_names.setObjectName("pace-name")
        self._ask_names.clicked.connect(self._on_names_asked)
        self._column.addWidget(self._ask_names, 0, Qt.AlignmentFlag.AlignLeft)
        self._names = self._make_names()
        self._column.addWidget(self._names)
        self._offer: QWidget | None = None
        self._show_state()

    def event(self, event: QEvent) -> bool:
        """Home and End belong to the scale while it has the keyboard, not to the lesson."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    # building

    def _make_names(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, look.space(4), 0, 0)
        column.setSpacing(look.space(10))
        question = _("What do you notice most?")
        column.addWidget(Label(question, "label"))
        words = reaction_words()
        options = [(reaction, words[reaction]) for reaction in REACTIONS]
        self._picks = PickRow(options, question, prefix="pace-", answer=self._felt.reaction)
        self._picks.chosen.connect(self._on_reaction_chosen)
        column.addWidget(self._picks)
        return holder

    def _make_offer(self) -> QWidget:
        """One practice that fits what was named; with a high number also whom to talk to; and going on."""
        card = Card(padding=16, background="surfaceAlt")
        card.body.setSpacing(look.space(2))
        practice = self._fitting(self._felt.reaction) if self._felt.reaction else None
        buttons: list[QWidget] = []
        if practice is not None:
            card.body.addWidget(_muted(_("This may help you now")))
            card.body.addWidget(Label(practice.title, "h3"))
            about = f"{minutes_text(practice.minutes)}. {practice.about}".strip()
            card.body.addWidget(Label(about, "ui", "textMuted"))
            practise = self._button(_("Practise"), "practise", "soft")
            practise.setAccessibleDescription(practice.title)
            practise.clicked.connect(lambda: self.practice_asked.emit(practice))
            buttons.append(practise)
        else:
            card.body.addWidget(Label(_("You can stop here, or go on slowly."), "ui"))
        go_on = self._button(_("Go on"), "go-on", "outline")
        go_on.clicked.connect(self.went_on)
        buttons.append(go_on)
        if self._felt.talks:
            talk = self._button(_("See who you can talk to"), "talk", "link")
            talk.clicked.connect(self.help_asked)
            buttons.append(talk)
        card.body.addSpacing(look.space(10))
        card.body.addWidget(FlowRow(buttons, look.space(10)))
        return card

    def _button(self, words: str, name: str, kind: str) -> Button:
        button = Button(words, kind, size="small")
        button.setObjectName(f"pace-{name}")
        return button

    # what the person does

    def _on_level_chosen(self, level: int | None) -> None:
        self._say(replace(self._felt, level=level))

    def _on_names_asked(self) -> None:
        self._wants_names = True
        self._show_state()
        self._picks.picks[0].setFocus(Qt.FocusReason.TabFocusReason)
        self._bring(self._names)

    def _on_reaction_chosen(self, reaction: str) -> None:
        self._say(replace(self._felt, reaction=reaction))

    def _say(self, felt: Felt) -> None:
        before, self._felt = self._felt, felt
        had_names = not self._names.isHidden()
        self._show_state(has_changed=felt != before)
        if not self._names.isHidden() and not had_names:
            announce(self, _("What do you notice most?"))
        self._bring(self._offer or self._names)
        self.felt_changed.emit(felt)

    def _show_state(self, *, has_changed: bool = True) -> None:
        names = self._wants_names or self._felt.names
        self._wants_names = names  # what was shown does not jump away again
        self._names.setVisible(names)
        self._ask_names.setVisible(not names)
        if has_changed:
            self._show_offer()

    def _show_offer(self) -> None:
        if self._offer is not None:
            self._column.removeWidget(self._offer)
            self._offer.hide()
            self._offer.deleteLater()
            self._offer = None
        if self._felt.reaction or self._felt.talks:
            self._offer = self._make_offer()
            self._column.addWidget(self._offer)

    def _bring(self, part: QWidget) -> None:
        """Onto the screen, once it has its place."""
        QTimer.singleShot(0, part, lambda: scroll_to(part) if part.isVisible() else None)


def reaction_words() -> dict[str, str]:
    """What a reaction is called, by the person herself."""
    return {
        "tense": _("My body is tense"),
        "racing": _("My heart or mind is racing"),
        "far": _("Far away, or feeling nothing"),
        "sad": _("Sadness"),
        "angry": _("Anger"),
    }


def _muted(words: str) -> Label:
    return Label(words, "small", "textMuted")
