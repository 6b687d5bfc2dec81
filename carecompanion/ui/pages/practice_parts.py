"""What the views of a practice share: the header, words for where it belongs, what is spoken, buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.content.model import Practice
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, HideButton
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.progress import StepDashes
from carecompanion.ui.widgets.text import Label

HUES = {"body": "clay", "mind": "sky", "emotions": "plum", "work": "leaf", "relations": "ochre"}
SPOKEN = "practice_is_spoken"  # the preference: whether phases and steps are announced


class PracticeHeader(QFrame):
    """72 high: leave, what it is, hide."""

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self.leave_button = Button(_("Leave"), icon="arrow-left")
        self.leave_button.setObjectName("leave")
        self.hide_button = HideButton()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Label(place_words(practice.dimension), role="small", color="textMuted"))
        words.addWidget(Label(practice.title, role="h3"))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(32), 14, look.space(32), look.space(14))
        row.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(look.space(14))
        row.addLayout(words, 1)
        row.addWidget(self.hide_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(look.px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("border"))


class Toggle(Button):
    """A button that stays down: then it is tinted and its icon is a tick."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__(text, icon=icon)
        self._icon = icon
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, is_on: bool) -> None:
        self.kind = "soft" if is_on else "outline"
        self.icon_name = "check" if is_on else self._icon
        self.update()


class ButtonRow(FlowRow):
    """Buttons side by side, as many as are to be seen now; what has no room goes to the next row."""

    def __init__(self, buttons: Sequence[QWidget], gap: int) -> None:
        super().__init__(buttons, gap)
        for button in buttons:
            button.setVisible(True)

    def _rows(self, width: int) -> list[list[tuple[QWidget, int]]]:
        every, self._items = self._items, [one for one in self._items if not one.isHidden()]
        rows = super()._rows(width)
        self._items = every
        return rows


class StepPlace(QWidget):
    """Where one is among the steps: dashes, and the words beside them."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._dashes = StepDashes(total, 1)
        self._words = Label("", role="small", color="textMuted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(12))
        row.addWidget(self._dashes)
        row.addWidget(self._words, 1)

    def show_step(self, number: int) -> None:
        """Counted from 1."""
        self._dashes.set_current(number)
        self._words.setText(self._dashes.accessibleName())


class Spoken:
    """What a screen reader is told while one practises: a sentence at each phase or step, never each second.

    The person may silence it; with a profile that is remembered.
    """

    def __init__(self, profile: OpenProfile | None) -> None:
        self._preferences = profile.preferences if profile is not None else None
        self.is_on = self._preferences.is_on(SPOKEN, default=True) if self._preferences is not None else True

    def say(self, widget: QWidget, sentence: str) -> None:
        if self.is_on:
            announce(widget, sentence)

    def button(self) -> Toggle | None:
        """The way to silence it; None where no screen reader listens."""
        if not QAccessible.isActive():
            return None
        toggle = Toggle(_("Spoken cues"), "volume-2")
        toggle.setObjectName("spoken")
        toggle.setChecked(self.is_on)
        toggle.toggled.connect(self._turn)
        return toggle

    def _turn(self, is_on: bool) -> None:
        self.is_on = is_on
        if self._preferences is not None:
            self._preferences.keep(**{SPOKEN: is_on})


def dimension_words(dimension: str) -> str:
    """«Cuerpo»; "" where there is none."""
    return {
        "body": _("Body"),
        "mind": _("Mind"),
        "emotions": _("Emotions"),
        "relations": _("Relations"),
        "work": _("Work"),
        "senses": _("Senses"),
    }.get(dimension, "")


def place_words(dimension: str) -> str:
    """«Practicar · Cuerpo»."""
    words, practise = dimension_words(dimension), _("Practise")
    return f"{practise} · {words}" if words else practise


def hue_of(dimension: str) -> str:
    return HUES.get(dimension, "primary")


def pair_of(*buttons: Button) -> QBoxLayout:
    """Buttons of the same size and weight, under each other where the text is large."""
    direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
    row = QBoxLayout(direction)
    row.setSpacing(look.space(12))
    for button in buttons:
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(button, 1)
    return row
