"""Real rest, for people on shifts: since when, noted with one click. No streak, no guilt, no count of missed days."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from carecompanion.app import App
from carecompanion.i18n import _, day_text, ngettext
from carecompanion.services.clock import local_day
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label

if TYPE_CHECKING:
    from carecompanion.services.wellbeing import Rest

SHIFT = "shift"
SHIFTS = ("day", "24x24", "rotating", "other")
COUNTED_DAYS = 30  # beyond, the day itself says more than a number


class RestCard(Card):
    """`note_rest` of today or yesterday, and taking it back. The shift pattern only changes the words."""

    def __init__(self, app: App, profile: OpenProfile) -> None:
        super().__init__(padding=22)
        self.setObjectName("rest")
        self._profile = profile
        self._clock = app.clock
        self.body.setSpacing(0)
        self._title = Label("", "h3")
        self._title.setObjectName("rest-title")
        self._words = Label("", "ui", "textMuted")
        self._acts = {"today": Button(""), "yesterday": Button("")}
        for name, button in self._acts.items():
            button.clicked.connect(lambda _on=False, name=name: self._turn(self._days()[name]))
        self.body.addWidget(self._title)
        self.body.addSpacing(look.space(2))
        self.body.addWidget(self._words)
        self.body.addSpacing(look.space(12))
        self._row = FlowRow(list(self._acts.values()), look.space(12))
        self.body.addWidget(self._row)
        self.body.addSpacing(look.space(14))
        self.body.addWidget(Label(_("How I work"), "small", "textMuted"))
        self.body.addSpacing(look.space(6))
        self.body.addWidget(self._make_shifts())
        self.body.addStretch(1)
        self._show()

    def _make_shifts(self) -> Segmented:
        words = {
            "day": _("Day"),
            "24x24": _("24x24"),
            "rotating": _("Rotating"),
            "other": _("Other pattern"),
        }
        kept = self._profile.preferences.get(SHIFT)
        shifts = Segmented([(name, words[name]) for name in SHIFTS], kept if kept in SHIFTS else None, _("How I work"))
        shifts.setObjectName("shift")
        for name, segment in zip(SHIFTS, shifts.segments, strict=True):
            segment.setObjectName(f"shift-{name}")
        shifts.chosen.connect(self._on_shift_chosen)
        return shifts

    def _on_shift_chosen(self, shift: str) -> None:
        self._profile.preferences.keep(**{SHIFT: str(shift)})
        self._show()

    def _days(self) -> dict[str, date]:
        """Asked at each click: midnight may have passed since the card was made."""
        today = local_day(self._clock)
        return {"today": today, "yesterday": today - timedelta(days=1)}

    def _turn(self, day: date) -> None:
        """Note this day, or take it back."""
        was_noted = day in self._profile.wellbeing.rest_days_between(day, day)
        self._profile.wellbeing.note_rest(day, was_rest=not was_noted)
        self._show()
        announce(self, self._title.text())

    def _show(self) -> None:
        wellbeing = self._profile.wellbeing
        days = self._days()
        noted = set(wellbeing.rest_days_between(days["yesterday"], days["today"]))
        self._title.setText(rest_words(wellbeing.rest()))
        self._words.setText(shift_words(self._profile.preferences.get(SHIFT)))
        words = {
            "today": (_("Today I really rested"), _("Undo: today")),
            "yesterday": (_("Yesterday"), _("Undo: yesterday")),
        }
        for name, button in self._acts.items():
            is_noted = days[name] in noted
            button.kind = "soft" if is_noted else "outline"
            button.icon_name = "undo-2" if is_noted else "moon"
            button.setText(words[name][is_noted])
            button.setObjectName(f"rest-undo-{name}" if is_noted else f"rest-{name}")
        self._row.updateGeometry()


def rest_words(rest: "Rest") -> str:
    """«Desde tu último descanso real: 3 días»; a long time ago by its day, never by a large number."""
    if rest.days is None or rest.last is None:
        return _("When you really rest, you can note it here")
    if rest.days == 0:
        return _("Today you really rested")
    if rest.days > COUNTED_DAYS:
        return _("Your last noted rest: {day}").format(day=day_text(rest.last, with_year=True))
    words = ngettext("Since your last real rest: {n} day", "Since your last real rest: {n} days", rest.days)
    return words.format(n=rest.days)


def shift_words(shift: str) -> str:
    """What fits the way this person works."""
    words = {
        "day": _("Real rest is a day without work, messages from work or other people's troubles."),
        "24x24": _("After a 24-hour shift, the next day is for resting. Sleeping by day counts as well."),
        "rotating": _("With rotating shifts, rest comes on other days than for most people. Any day counts."),
    }
    return words.get(shift, _("Real rest is a day, or most of one, that was really yours."))
