"""Looks after the file of whoever is here: copied once a day, cleaned of what was erased, and never silent about what
could not be written. The window only says who has come and who has gone.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from carecompanion.errors import StorageDamaged, UserError
from carecompanion.events import DaysErased, KeepingFailed, KeepingWorksAgain
from carecompanion.i18n import _
from carecompanion.ui import background

if TYPE_CHECKING:
    from carecompanion.services.profiles import OpenProfile
    from carecompanion.ui.main_window import MainWindow

log = logging.getLogger(__name__)

RETRY_MS = 10_000


class Caretaker:
    """From one profile to the next. `lock` closes the one that is here without asking, for a file that is damaged."""

    def __init__(self, window: "MainWindow", lock: Callable[[], None]) -> None:
        self._window, self._lock, self._profiles = window, lock, window.app.profiles
        events = window.app.events
        self._deaf = [
            events.on(KeepingFailed, self._on_failed),
            events.on(KeepingWorksAgain, lambda _event: self.rest()),
            events.on(DaysErased, lambda _event: self._on_days_erased()),
        ]
        self._retry = QTimer(window, interval=RETRY_MS)
        self._retry.timeout.connect(self.try_again)

    def begin(self, profile: "OpenProfile") -> None:
        """This profile is here now: its copy of the day is made beside whatever else is done."""
        background.run(
            lambda: self._profiles.keep_daily_copy(profile),
            lambda _none: self._clean_copies(profile),
            lambda error: self._on_copy_failed(profile, error),
        )

    def rest(self) -> None:
        """Nothing waits to be written any more, or nobody is here."""
        self._retry.stop()
        self._window.shell.hide_banner()

    def try_again(self) -> None:
        """Write what could not be written before."""
        profile = self._window.profile
        if profile is None or profile.keeper.retry():
            self.rest()

    def stop(self) -> None:
        """The window closes."""
        self._retry.stop()
        for deafen in self._deaf:
            deafen()

    # the copies

    def _clean_copies(self, profile: "OpenProfile") -> None:
        """What was erased goes from the daily copies too."""
        if self._window.profile is not profile or not profile.own_data.copies_to_clean:
            return

        def on_done(mark: str) -> None:
            if self._window.profile is profile:
                profile.own_data.copies_cleaned(mark)

        background.run(
            lambda: self._profiles.clean_copies(profile),
            on_done,
            lambda error: self._on_copy_failed(profile, error),
        )

    def _on_days_erased(self) -> None:
        if self._window.profile is not None:
            self._clean_copies(self._window.profile)

    def _on_copy_failed(self, profile: "OpenProfile", error: Exception) -> None:
        """The profile itself goes on; tomorrow, or the next start, tries again. Damage found on the way is said."""
        if not isinstance(error, UserError):
            raise error
        log.info("no daily copy: %s", type(error).__name__)
        if isinstance(error, StorageDamaged) and self._window.profile is profile:
            words = _("Close your profile and open it again")
            self._window.shell.show_banner(_("That did not work"), error.words, words, self._open_again)

    def _open_again(self) -> None:
        """A damaged file gives way to its newest good copy, with what can still be read of it."""
        if self._window.profile is not None:
            change = self._profiles.copies_of(self._window.profile).opening_again()
            self._lock()
            self._window.show_page("copies_work", change=change)

    # what could not be written

    def _on_failed(self, event: KeepingFailed) -> None:
        self._retry.start()
        window = self._window
        title = _("It could not be saved. Your text is still here.")
        has_notes = window.profile is not None and bool(window.profile.study.unsaved_notes())
        if has_notes and not window.is_passing:
            window.shell.show_banner(title, event.words, _("Save a copy"), self._on_copy_asked)
        else:
            window.shell.show_banner(title, event.words)

    def _on_copy_asked(self) -> None:
        from carecompanion.ui.note_copy import save_copy  # late: rarely needed

        if self._window.profile is not None:
            save_copy(self._window, self._window.profile.study.unsaved_notes(), self._window.toast)
