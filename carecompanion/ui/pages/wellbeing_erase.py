"""Taking days away: marked in the calendar, or from one day until another; a dialog names how many records go."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal

from carecompanion.errors import StorageError
from carecompanion.i18n import _, ngettext
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.dialog import ask
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.text import Label

_DAY = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*")
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")


class EraseCard(Card):
    """`set_marked` takes the days marked in the calendar. `erased(n)` when they are gone; `left` without."""

    erased = Signal(int)
    left = Signal()

    def __init__(self, profile: OpenProfile) -> None:
        super().__init__(padding=18)
        self._profile = profile
        self._marked: frozenset[date] = frozenset()
        self._count = 0
        self.setObjectName("erase")
        self.body.setSpacing(look.space(10))
        self.title = Label(_("Erase days"), "h3")
        self.title.setObjectName("erase-title")
        self.body.addWidget(self.title)
        self.body.addWidget(
            Label(_("Mark days in the calendar, or write from when until when. Nothing is erased yet."), "ui")
        )
        self._from = self._field(_("From (day/month/year)"), "erase-from")
        self._until = self._field(_("Until (day/month/year)"), "erase-until")
        self._told = Label("", "ui", "textMuted")
        self._told.setObjectName("erase-told")
        self.body.addWidget(self._told)
        self._failure = Callout("danger", _("Nothing was erased"))
        self._failure_words = Label("", "ui")
        self._failure.body.insertWidget(1, self._failure_words)
        self._failure.hide()
        self.body.addWidget(self._failure)
        self._act = Button("", "danger", "trash-2")
        self._act.setObjectName("erase-act")
        self._act.clicked.connect(self._ask)
        stay = Button(_("Leave it"))
        stay.setObjectName("erase-leave")
        stay.clicked.connect(self.left)
        self.body.addWidget(FlowRow([self._act, stay], look.space(12)))
        self.body.addWidget(
            Label(
                _("It goes from the daily copies too. What you printed or exported is not touched."),
                "small",
                "textMuted",
            )
        )
        self._show()

    def focus_title(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_marked(self, days: Collection[date]) -> None:
        self._marked = frozenset(days)
        self._show()
        announce(self, self._told.text())

    def _field(self, label: str, name: str) -> TextField:
        field = TextField(label, max_length=12)
        field.line.setObjectName(name)
        field.line.editingFinished.connect(self._show)
        field.text_changed.connect(lambda _words: self._show(is_typing=True))
        self.body.addWidget(field)
        return field

    def _days(self) -> frozenset[date]:
        """Those marked, and those between the two fields (one alone is that day)."""
        first, last = day_of(self._from.text()), day_of(self._until.text())
        first, last = first or last, last or first
        if first is None or last is None:
            return self._marked
        return self._marked | days_between(min(first, last), max(first, last), self._profile.own_data.days_noted())

    def _show(self, *, is_typing: bool = False) -> None:
        """How much it would be. What is still being typed is not corrected."""
        if not is_typing:
            for field in (self._from, self._until):
                is_odd = bool(field.text().strip()) and day_of(field.text()) is None
                field.set_error(_("Write the day like this: 4/8/2026.") if is_odd else "")
        self._chosen = self._days()
        self._count = self._profile.own_data.count_of_days(self._chosen) if self._chosen else 0
        self._act.setEnabled(self._count > 0)
        self._act.setText(_act_words(self._count))
        self._told.setText(self._told_words())
        self._act.setAccessibleDescription(self._told.text())

    def _told_words(self) -> str:
        if not self._chosen:
            return _("No day is marked yet.")
        if not self._count:
            return _("Nothing is noted on the days chosen.")
        days = ngettext("{n} day chosen", "{n} days chosen", len(self._chosen)).format(n=len(self._chosen))
        records = ngettext("{n} record", "{n} records", self._count).format(n=self._count)
        return f"{days}: {records}."

    def _ask(self) -> None:
        """The dialog names the number; the safe answer has the focus."""
        self._show()
        if not self._count:
            return
        count = self._count
        title = ngettext("Erase {n} record?", "Erase {n} records?", count).format(n=count)
        text = _(
            "Check-ins, practices, scenes and rest of these days go, from the daily copies too. "
            "They cannot be brought back."
        )
        if ask(self.window(), title, text, _("Keep them"), _act_words(count), danger=True):
            self._erase()

    def _erase(self) -> None:
        try:
            count = self._profile.own_data.erase_days(self._chosen)
        except StorageError as error:
            self._failure_words.setText(error.words)
            self._failure.show()
            announce(self, error.words, is_urgent=True)
            return
        self.erased.emit(count)


def _act_words(count: int) -> str:
    return ngettext("Erase {n} record", "Erase {n} records", count).format(n=count)


def day_of(typed: str) -> date | None:
    """«4/8/2026», «4-8-2026» or «2026-08-04»; None for anything else."""
    found, iso = _DAY.fullmatch(typed), _ISO.fullmatch(typed)
    parts = [int(one) for one in (found or iso).groups()] if found or iso else []
    if not parts:
        return None
    year, month, day = parts if iso and not found else reversed(parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_between(first: date, last: date, noted: tuple[date, date] | None) -> frozenset[date]:
    """Both included, and only where anything is noted at all: nobody counts from the year 1."""
    if noted is None:
        return frozenset()
    first, last = max(first, noted[0]), min(last, noted[1])
    return frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))
