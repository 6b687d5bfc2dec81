"""Something for body or mind right now: breathing with a circle, or a practice in short steps. Nothing is kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import Practice, PracticeId
from carecompanion.i18n import _, ngettext
from carecompanion.learning.practice import Breath
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.breath import BreathCircle
from carecompanion.ui.widgets.buttons import Button, HideButton
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.progress import StepDashes
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.text import Label, ReadingText

ASIDE = 308
CARD_WIDTH = 760


class PracticePage(QWidget):
    """One practice, opened over whatever was there; Leave goes back to it. `minutes` shortens a breathing practice."""

    shell = "reader"
    section = ""

    def __init__(self, app: App, profile: OpenProfile | None, go: Go, practice: str, minutes: int = 0) -> None:
        super().__init__()
        found = app.library.practice(PracticeId(practice), i18n.language())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = PracticeHeader(found)
        self._header.leave_button.clicked.connect(go.back)
        self._header.hide_button.clicked.connect(go.hide)
        column.addWidget(self._header)
        self._view = BreathView(found, minutes) if found.kind == "breath" else StepsView(found)
        self._view.end_button.clicked.connect(go.back)
        self._scroll = PageScroll(self._view)
        column.addWidget(self._scroll, 1)

    def enter(self) -> None:
        self._view.begin()

    def leave(self) -> None:
        self._view.halt()

    def regions(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self._header, self._scroll]


class BreathView(QWidget):
    """The circle at the left, time and words at the right."""

    def __init__(self, practice: Practice, minutes: int) -> None:
        super().__init__()
        self._minutes = minutes or practice.minutes
        self._circle = BreathCircle(Breath(practice.breath, self._minutes * 60))
        self._circle.second_passed.connect(self._show_time)
        self._circle.ended.connect(self._on_circle_ended)
        self._circle.pause_asked.connect(self._on_pause_clicked)
        self.end_button = Button(_("Finish"), size="large")
        self.end_button.setObjectName("end")
        self._pause = Button(_("Start"), kind="primary", icon="wind", size="large")
        self._pause.setObjectName("breath-pause")
        self._pause.clicked.connect(self._on_pause_clicked)
        direction = QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(32), look.space(24), look.space(32), look.space(24))
        column.setSpacing(look.space(24))
        row = QBoxLayout(direction)
        row.setSpacing(look.space(32))
        column.addLayout(row, 1)
        row.addWidget(self._circle, 1)
        aside = QWidget()
        aside.setMaximumWidth(look.px(ASIDE) if not look.is_one_column else 16777215)
        aside.setMinimumWidth(min(look.px(ASIDE), 480))
        self._fill(QVBoxLayout(aside), practice)
        row.addWidget(aside)
        column.addWidget(_step_by_step(practice))

    def begin(self) -> None:
        """Nothing starts by itself: first one reads, then one starts."""
        self._circle.setFocus(Qt.FocusReason.OtherFocusReason)

    def halt(self) -> None:
        self._circle.stop()

    def _fill(self, column: QVBoxLayout, practice: Practice) -> None:
        column.setContentsMargins(0, look.space(8), 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(_("Left"), role="small", color="textMuted"))
        self._time = Label("", role="timer", wrap=False)
        column.addWidget(self._time)
        of = ngettext("of {n} minute", "of {n} minutes", self._minutes).format(n=self._minutes)
        column.addWidget(Label(of, role="ui", color="textMuted"))
        column.addSpacing(look.space(20))
        card = Card()
        card.body.addWidget(Label(practice.opening, role="body"))
        if practice.steps:  # what to know before one begins
            card.body.addWidget(Label(practice.steps[0].text, role="ui", color="textMuted"))
        column.addWidget(card)
        column.addSpacing(look.space(20))
        only_text = Button(_("Text only"), icon="list-ordered")
        only_text.setCheckable(True)
        only_text.setChecked(self._circle.is_text_only)
        only_text.setObjectName("text-only")
        only_text.toggled.connect(self._circle.set_text_only)
        column.addWidget(only_text, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(look.space(20))
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(12))
        buttons.addWidget(self._pause, 1)
        buttons.addWidget(self.end_button, 1)
        column.addLayout(buttons)
        self._show_time()

    def _show_time(self) -> None:
        minutes, seconds = divmod(self._circle.seconds_left, 60)
        self._time.setText(f"{minutes}:{seconds:02}")

    def _on_pause_clicked(self) -> None:
        if self._circle.is_running:
            self._circle.stop()
            self._pause.setText(_("Go on"))
        else:
            self._circle.start()
            self._pause.icon_name = "pause"
            self._pause.setText(_("Pause"))

    def _on_circle_ended(self) -> None:
        self._pause.hide()
        self.end_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _step_by_step(practice: Practice) -> Card:
    """The whole practice in words, below the circle, for whoever would rather read."""
    card = Card()
    for step in practice.steps:
        card.body.addWidget(Label(step.title, role="h3"))
        card.body.addWidget(Label(step.text, role="body", color="textMuted"))
    return card


class StepsView(Centred):
    """One short step a screen; the last one only ends."""

    def __init__(self, practice: Practice) -> None:
        card = Card(padding=32)
        super().__init__(card, CARD_WIDTH)
        self._practice = practice
        self._index = 0
        self._opening = ReadingText(practice.opening, role="lead", color="textMuted")
        self._opening.setVisible(False)
        card.body.addWidget(self._opening)
        self._dashes = StepDashes(len(practice.steps), 1)
        self._title = Label("", role="display")
        self._text = Label("", role="reading")
        card.body.addSpacing(look.space(8))
        card.body.addWidget(self._dashes, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self._title)
        card.body.addWidget(self._text)
        card.body.addSpacing(look.space(16))
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(12))
        self._back = Button(_("Previous"), icon="arrow-left", size="large")
        self._next = Button(_("Next"), kind="primary", trailing_icon="arrow-right", size="large")
        self.end_button = Button(_("Finish"), size="large")
        for name, button in (("practice-back", self._back), ("practice-next", self._next), ("end", self.end_button)):
            button.setObjectName(name)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._back.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        card.body.addLayout(buttons)
        self._show_step()

    def begin(self) -> None:
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def halt(self) -> None:
        """Nothing runs by itself here."""

    def _turn(self, by: int) -> None:
        self._index = min(max(0, self._index + by), len(self._practice.steps) - 1)
        self._show_step()
        self.begin()

    def _show_step(self) -> None:
        step = self._practice.steps[self._index]
        is_last = self._index == len(self._practice.steps) - 1
        is_small = look.is_one_column and self._index > 0  # the step itself comes first where little fits
        self._opening.setVisible(bool(self._practice.opening) and not is_small)
        self._dashes.set_current(self._index + 1)
        self._title.setText(step.title)
        self._text.setText(step.text)
        self._back.setVisible(self._index > 0)
        self._next.setVisible(not is_last)


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
        words.addWidget(Label(dimension_words(practice.dimension), role="small", color="textMuted"))
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


def dimension_words(dimension: str) -> str:
    """«Practicar · Cuerpo»."""
    words = {
        "body": _("Body"),
        "mind": _("Mind"),
        "emotions": _("Emotions"),
        "relations": _("Relations"),
        "work": _("Work"),
    }.get(dimension, "")
    practise = _("Practise")
    return f"{practise} · {words}" if words else practise
