"""What a person's own data is, taken away: some days or all of it, from the daily copies too."""

from collections.abc import Collection
from datetime import date

from carecompanion.events import DaysErased, Events
from carecompanion.learning.records import Preference
from carecompanion.services.clock import Clock
from carecompanion.services.keeping import Keeper
from carecompanion.services.preferences import Preferences

COPIES_TO_CLEAN = "copies_to_clean"  # when something was erased that the daily copies may still hold; "" = nothing


class OwnData:
    """A person's own data, for as long as the profile is open."""

    def __init__(self, keeper: Keeper, preferences: Preferences, events: Events, clock: Clock) -> None:
        self._keeper = keeper
        self._preferences = preferences
        self._events = events
        self._clock = clock

    def days_noted(self) -> tuple[date, date] | None:
        """The first and the last day with anything that `erase_days` would take away; None: there is nothing."""
        journal = self._keeper.journal
        days = [*(journal.days_noted() or ()), *(journal.days_of_scenes() or ())]
        return (min(days), max(days)) if days else None

    def count_of_days(self, days: Collection[date]) -> int:
        """How many check-ins, practices, paths through scenes and the like were noted on these days."""
        return self._keeper.journal.count_of_days(days)

    def erase_days(self, days: Collection[date]) -> int:
        """Take them away, all or nothing; returns how many. The copies are cleaned in the background, at the latest at
        the next start. Raises StorageError, having changed nothing."""
        self._keeper.retry()  # what still waits for the disk must not come after
        now = self._clock()
        count = self._keeper.journal.erase_days(days, Preference(COPIES_TO_CLEAN, now.isoformat(), now))
        self._preferences.know(COPIES_TO_CLEAN, now.isoformat())
        self._events.tell(DaysErased())
        return count

    def something_went(self) -> None:
        """A note or a line of the plan was emptied: the copies may still hold its words."""
        self._preferences.keep(**{COPIES_TO_CLEAN: self._clock().isoformat()})

    @property
    def copies_to_clean(self) -> str:
        """ "" when the daily copies hold nothing that was erased; else a mark for `copies_cleaned`."""
        return self._preferences.get(COPIES_TO_CLEAN)

    def copies_cleaned(self, mark: str) -> None:
        """The copies were cleaned of what was erased up to `mark`."""
        if mark == self.copies_to_clean:
            self._preferences.keep(**{COPIES_TO_CLEAN: ""})
