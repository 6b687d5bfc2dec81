"""One day of the history: what was noted, in words, as it was written. Only on this computer."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import CheckIn, Item
from carecompanion.errors import UserError
from carecompanion.i18n import _, day_text, ngettext
from carecompanion.learning.history import Entry
from carecompanion.learning.records import PracticeDone
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.wellbeing import MINUTE
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label


class DayCard(Card):
    """`result_asked(entry)` opens a longer check-in's result; `help_asked` where an entry calls for it."""

    result_asked = Signal(object)
    help_asked = Signal()
    closed = Signal()

    def __init__(self, app: App, profile: OpenProfile, day: date) -> None:
        super().__init__(padding=18)
        self._app, self._profile, self.day = app, profile, day
        self.setObjectName("day")
        self.body.setSpacing(look.space(10))
        self.title = Label(day_text(day, with_weekday=True), "h3")
        self.title.setObjectName("day-title")
        self.body.addWidget(self.title)
        entries = profile.wellbeing.entries_between(day, day)
        practices = profile.wellbeing.practices_between(day, day)
        rested = bool(profile.wellbeing.rest_days_between(day, day))
        if self._asks_for_help(entries):
            self.body.addWidget(self._help())
        for number, entry in enumerate(entries):
            if number:
                self.body.addWidget(Hairline())
            self.body.addWidget(self._entry(entry))
        if practices:
            self.body.addWidget(Label(self._practice_words(practices), "ui", "textMuted"))
        if rested:
            self.body.addWidget(Tag(_("Day of rest"), "leaf", "moon"), 0, Qt.AlignmentFlag.AlignLeft)
        if not (entries or practices or rested):
            self.body.addWidget(Label(_("Nothing noted on this day."), "ui", "textMuted"))
        close = Button(_("Close this day"), "link", size="small")
        close.setObjectName("day-close")
        close.clicked.connect(self.closed)
        self.body.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)

    def focus_title(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def spoken(self) -> str:
        return self.title.text()

    def _asks_for_help(self, entries: Sequence[Entry]) -> bool:
        """Whether one of the short ones put help first then; the longer ones say it where they are opened."""
        shorter = [entry for entry in entries if entry.checkin == MINUTE]
        try:
            return any(self._profile.wellbeing.outcome_of(entry).help_first for entry in shorter)
        except UserError:
            return False

    def _help(self) -> Callout:
        callout = Callout("support", _("You don't have to go through this alone"))
        button = Button(_("See who you can talk to"), icon="phone", size="small")
        button.setObjectName("day-help")
        button.clicked.connect(self.help_asked)
        callout.body.addSpacing(look.space(8))
        callout.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return callout

    def _entry(self, entry: Entry) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(4))
        checkin = self._checkin(entry)
        time = clock_words(entry.minute)
        if entry.checkin != MINUTE:
            title = checkin.title if checkin is not None else _("A check-in that is not installed any more")
            column.addWidget(Label(f"{time} · {title}", "label"))
            if checkin is not None:
                column.addWidget(self._open_button(entry, checkin), 0, Qt.AlignmentFlag.AlignLeft)
            return holder
        column.addWidget(Label(time, "small", "textSubtle", weight=600))
        for words in answers_in_words(checkin, entry) if checkin is not None else []:
            column.addWidget(Label(words, "ui"))
        if entry.tags:
            column.addWidget(FlowRow([Tag(words, "primary") for words in entry.tags], look.space(6)))
        if entry.note:
            note = Label(entry.note, "ui", "textMuted")
            note.setObjectName("day-note")
            column.addWidget(note)
        return holder

    def _open_button(self, entry: Entry, checkin: CheckIn) -> Button:
        button = Button(_("Open"), size="small")
        button.setObjectName("day-result")
        button.setAccessibleDescription(checkin.title)
        button.clicked.connect(lambda: self.result_asked.emit(entry))
        return button

    def _checkin(self, entry: Entry) -> CheckIn | None:
        try:
            return self._profile.wellbeing.checkin(entry.checkin)
        except UserError:
            return None

    def _practice_words(self, practices: Sequence[PracticeDone]) -> str:
        """«Practicaste: Respirar 4 y 6; Volver al presente»."""
        names = {card.id: card.title for card in self._app.library.practices(i18n.language())}
        known = [names[one.practice] for one in practices if one.practice in names]
        if not known:
            return ngettext("You practised {n} time.", "You practised {n} times.", len(practices)).format(
                n=len(practices)
            )
        return _("You practised: {names}.").format(names="; ".join(dict.fromkeys(known)))


def answers_in_words(checkin: CheckIn, entry: Entry) -> list[str]:
    """«Mi estrés ahora: 6 de 10», one for each question answered."""
    return [
        f"{item.text}: {_answer_words(checkin, item, entry.answers[item.id])}"
        for item in checkin.items
        if item.id in entry.answers
    ]


def _answer_words(checkin: CheckIn, item: Item, value: int) -> str:
    answers = checkin.answers_to(item.id)
    if answers.kind == "numbers":
        return _("{number} of {total}").format(number=value, total=max(answers.values))
    found = next((option.words for option in answers.options if option.value == value), str(value))
    return found[:1].lower() + found[1:]


def clock_words(minute: int) -> str:
    hours, minutes = divmod(minute, 60)
    return f"{hours}:{minutes:02}"
