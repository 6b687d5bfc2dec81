"""F9: when the screen is covered, how one comes back, and when a profile locks by itself.

Covering comes first and saving after it. With a passphrase nothing on the cover says that one is expected.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from carecompanion.ui import background
from carecompanion.ui.keys import Watch
from carecompanion.ui.pulse import Pulse

if TYPE_CHECKING:
    from carecompanion.services.profiles import OpenProfile, Profiles
    from carecompanion.ui.pages.cover import Cover

log = logging.getLogger(__name__)

TICK_MS = 1000
SLEPT = 20.0  # seconds between two ticks that only a sleeping machine explains
HIDDEN_LOCKS = 300.0
LONGEST_WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Doors:
    """What the window does when asked: change what is seen (at once), save, lock; and who is here."""

    show_cover: Callable[[], None]
    show_content: Callable[[], None]
    save: Callable[[], None]
    lock: Callable[[], None]
    profile: Callable[[], "OpenProfile | None"]


@dataclass(frozen=True, slots=True)
class RoomDoors:
    """What a room's screen does when asked, at once: the calm slide, and the slide from before; and before a sleep."""

    cover: Callable[[], None]
    uncover: Callable[[], None]
    before_sleep: Callable[[], None] = lambda: None


class Hiding(QObject):
    """Covers, uncovers, and watches the clocks."""

    def __init__(
        self,
        window: QWidget,
        cover: "Cover",
        watch: Watch,
        profiles: "Profiles",
        doors: Doors,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self.is_covered = False
        self._window, self._cover, self._watch = window, cover, watch
        self.profiles, self._doors = profiles, doors
        self._wall, self._steady = wall, steady
        self._rooms: list[RoomDoors] = []
        self._hidden_for = 0.0
        self._wrong, self._pending, self._is_trying = 0, "", False
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._try)
        self._last_wall, self._last_steady = wall(), steady()
        self._stop_listening: Callable[[], None] = lambda: None
        cover.typed.connect(self._on_cover_typed)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.look_at_clocks)
        self._timer.start()

    def stop(self) -> None:
        """The window is closed."""
        self._timer.stop()
        self._wait.stop()
        self._stop_listening()

    def hear_the_system(self) -> None:
        """From now on the cover is there before the machine sleeps, not a second after it woke."""
        from carecompanion.ui.before_sleep import listen  # late: nothing of it is needed for a start

        self._stop_listening = listen(self._window, self.before_sleep)

    def add_room(self, doors: RoomDoors) -> Callable[[], None]:
        """A session begins: its room is hidden and comes back together with this screen. Call what this returns when
        the session is over. Until then nothing locks for want of a key: whoever leads a room is here.
        """
        self._rooms.append(doors)

        def end() -> None:
            if doors in self._rooms:
                self._rooms.remove(doors)

        return end

    # covering and coming back

    def toggle(self) -> None:
        if self.is_covered:
            self.ask_back()
        else:
            self.cover()

    def cover(self) -> None:
        """First the cover, painted before this returns; then, when the event loop is free, what was typed is saved."""
        if self.is_covered:
            return
        self.is_covered = True
        self._hidden_for = 0.0
        self._cover.forget()
        self._doors.show_cover()
        close_what_floats(self._window)
        self._cover.repaint()
        for room in self._rooms:
            room.cover()
        QTimer.singleShot(0, self._clear_up)

    def _clear_up(self) -> None:
        """What was typed is kept; what was copied out of this program is no longer there to be pasted."""
        forget_copied()
        self._doors.save()

    def ask_back(self) -> None:
        """Without a passphrase this is the way back; with one it only starts the invisible field afresh."""
        profile = self._doors.profile()
        if profile is not None and profile.has_passphrase:
            self._cover.forget()
        else:
            self._come_back()

    def _come_back(self) -> None:
        self.is_covered = False
        self._wrong, self._pending = 0, ""
        self._wait.stop()
        self._cover.forget()
        self._watch.last_touch = self._steady()
        self._doors.show_content()
        for room in self._rooms:
            room.uncover()

    # the passphrase nobody sees

    def _on_cover_typed(self, words: str) -> None:
        profile = self._doors.profile()
        if not words or profile is None or not profile.has_passphrase:
            return
        self._pending = words  # a newer try takes the place of one that still waits
        if not self._wait.isActive():
            self._try()

    def _try(self) -> None:
        """One at a time, on the passphrase typed last."""
        profile, words = self._doors.profile(), self._pending
        if self._is_trying or not words or profile is None or not self.is_covered:
            return
        self._pending, self._is_trying = "", True

        def on_right(_key: bytes) -> None:
            self._is_trying = False
            if self.is_covered and self._doors.profile() is profile:
                self._come_back()

        background.run(lambda: self.profiles.key_of(profile.id, words), on_right, self._on_wrong)

    def _on_wrong(self, _error: Exception) -> None:
        """Nothing shows; the next try only waits longer."""
        self._is_trying = False
        self._wrong += 1
        self._wait.start(round(1000 * min(2.0 ** (self._wrong - 1), LONGEST_WAIT)))

    # sleep and the clocks

    def before_sleep(self) -> None:
        """The machine will sleep, or its screen is locked. Without a passphrase the same page is there again: silent,
        and what was typed is saved.
        """
        for room in self._rooms:
            room.before_sleep()
        profile = self._doors.profile()
        if profile is not None and profile.has_passphrase:
            self.cover()
            return
        from carecompanion.ui.read_aloud import ReadAloud  # late: rarely needed

        for voice in self._window.findChildren(ReadAloud):
            voice.pause()
        self._doors.save()

    def look_at_clocks(self) -> None:
        """Once a second: did the machine sleep, has nobody been here, has the cover stood too long?"""
        wall, steady = self._wall(), self._steady()
        gap = max(wall - self._last_wall, steady - self._last_steady)
        self._last_wall, self._last_steady = wall, steady
        self._hidden_for += max(0.0, gap)
        profile = self._doors.profile()
        if profile is None or not profile.has_passphrase:
            return
        if gap > SLEPT and not self.is_covered:
            self._watch.last_touch = steady
            self.cover()
            if gap >= HIDDEN_LOCKS and not self._rooms:
                self._doors.lock()  # behind the cover: whoever opens the lid after long finds the file closed
        elif self.is_covered:
            if self._hidden_for >= HIDDEN_LOCKS and not self._rooms:  # the room would see the desktop
                self._doors.lock()
        elif self._has_nobody_been_here(profile, steady):
            close_what_floats(self._window)
            self._doors.lock()

    def _has_nobody_been_here(self, profile: "OpenProfile", now: float) -> bool:
        """A practice or a session that runs needs no key: whoever breathes with it, or leads it, is here."""
        minutes = profile.preferences.idle_minutes
        if not minutes or now - self._watch.last_touch < minutes * 60:
            return False
        if self._rooms or any(one.is_running for one in self._window.findChildren(Pulse)):
            self._watch.last_touch = now
            return False
        return True


def forget_copied() -> None:
    """The clipboard, and the mouse's own, where what is in them came from here."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def close_what_floats(window: QWidget) -> None:
    """Menus, tips and dialogs go, as with Esc: a dialog's safe answer. A room's window `stays`; it covers itself."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.hide()
        if QApplication.activePopupWidget() is popup:
            break
    QToolTip.hideText()
    for one in QApplication.topLevelWidgets():
        if one is window or not one.isVisible() or getattr(one, "stays", False):
            continue
        if isinstance(one, QDialog):
            one.reject()
        one.hide()
