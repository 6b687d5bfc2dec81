"""The session itself: title, place, day, hours, and its groups."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from carecompanion.errors import SessionNotAllowed
from carecompanion.i18n import _
from carecompanion.services.session_draft import MOST_LETTERS, SessionDraft
from carecompanion.ui.pages.facilitate_words import clock_text
from carecompanion.ui.pages.session_teams import Teams
from carecompanion.ui.pages.session_words import day_field, day_in, minute_in
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.card import Hairline
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.later import Later


class AboutPanel(QWidget):
    """What is typed goes to the draft after a pause, and with `flush()`; what is no day or hour says so beside it, and
    still stands there when one comes back.

    `changed` after the draft was changed here.
    """

    changed = Signal()

    def __init__(self, draft: SessionDraft, today: date, pasted: str = "") -> None:
        super().__init__()
        self._draft, self._today = draft, today
        self._later = Later(self)
        self._later.told.connect(self._on_told)
        plan = draft.plan
        self.title = self._field("session-title", _("Title of the session"), plan.title)
        self.place = self._field("session-place", _("Place (optional)"), plan.place)
        self.day = self._field("session-day", _("Day (day/month/year)"), day_field(plan.day))
        self.start = self._field("session-start", _("Begins at"), clock_text(plan.agenda.starts))
        self.until = self._field("session-until", _("Over by (optional)"), self._until_now())
        self.teams = Teams(draft, pasted)
        self.teams.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(14))
        for field in (self.title, self.place, self.day):
            column.addWidget(field)
        hours = QBoxLayout(QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight)
        hours.setSpacing(look.space(12))
        for field in (self.start, self.until):
            hours.addWidget(field, 1, Qt.AlignmentFlag.AlignTop if not look.is_one_column else Qt.AlignmentFlag(0))
        column.addLayout(hours)
        column.addWidget(Hairline())
        column.addWidget(self.teams)
        column.addStretch(1)
        for name, field, words in (
            ("session-day", self.day, _like_a_day()),
            ("session-start", self.start, _like_a_start()),
            ("session-until", self.until, _like_an_end()),
        ):
            if name in draft.half_typed:
                field.set_error(words)

    def flush(self) -> None:
        """Nothing that is typed waits any more."""
        self._later.flush()
        self.teams.flush()

    def focus_title(self, *, is_new: bool = False) -> None:
        self.title.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_new:
            self.title.select_all()

    def _field(self, name: str, label: str, text: str) -> TextField:
        field = TextField(label, self._draft.half_typed.get(name, text), max_length=MOST_LETTERS)
        field.line.setObjectName(name)
        field.text_changed.connect(self._later.typed)
        field.line.editingFinished.connect(self._later.flush)
        return field

    def _on_told(self) -> None:
        self._draft.retitle(self.title.text())
        self._draft.set_place(self.place.text())
        self._take_day()
        self._take_start()
        self._take_until()
        self.changed.emit()

    def _take_day(self) -> None:
        typed = self.day.text().strip()
        day = day_in(typed, self._today)
        self._mark(self.day, _like_a_day() if typed and day is None else "")
        if not typed or day is not None:
            self._draft.set_day(day)

    def _take_start(self) -> None:
        minute, before = minute_in(self.start.text()), self._until_now()
        try:
            if minute is not None and minute != self._draft.plan.agenda.starts:
                self._draft.set_start(minute)
                if self.until.text().strip() == before:
                    self._put_until(self._until_now())  # it went along
        except SessionNotAllowed as error:
            self._mark(self.start, error.words)
            return
        self._mark(self.start, "" if minute is not None else _like_a_start())

    def _until_now(self) -> str:
        until = self._draft.plan.agenda.until
        return clock_text(until) if until else ""

    def _put_until(self, text: str) -> None:
        was = self.until.line.blockSignals(True)
        self.until.set_text(text)
        self.until.line.blockSignals(was)

    def _take_until(self) -> None:
        typed = self.until.text().strip()
        minute = minute_in(typed) if typed else 0
        self._mark(self.until, "" if minute is not None else _like_an_end())
        if minute is not None:
            self._draft.set_until(minute)

    def _mark(self, field: TextField, words: str) -> None:
        """What is wrong with it is said, and waits for whoever comes back; "" = nothing is."""
        field.set_error(words)
        if words:
            self._draft.half_typed[field.line.objectName()] = field.text()
        else:
            self._draft.half_typed.pop(field.line.objectName(), None)


def _like_a_day() -> str:
    return _("Write it like 4/8/2026.")


def _like_a_start() -> str:
    return _("Write it like 9:00.")


def _like_an_end() -> str:
    return _("Write it like 12:30.")
