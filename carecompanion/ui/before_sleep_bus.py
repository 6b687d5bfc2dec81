"""Linux desktops say on their buses that they will sleep (logind) or that the screen is locked (logind, screen savers).

We ask logind to wait a moment before it sleeps; it does, five seconds at most. No bus, no logind, no leave: nothing.
"""

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath

from carecompanion.ui.awake import NAME

LOGIND, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIND}.Manager", f"{LOGIND}.Session"
SAVERS = tuple(f"org.{who}.ScreenSaver" for who in ("freedesktop", "gnome", "mate", "cinnamon", "xfce"))
PAINTED_MS = 150  # from our painting until a screen shows it, and what was typed is saved
WAIT_MS = 500


class Desktop(QObject):
    """Listens as long as it lives."""

    def __init__(self, parent: QObject, hide: Callable[[], None]) -> None:
        super().__init__(parent)
        self._hide = hide
        self._waits: Any = None  # logind waits as long as this handle is open
        kinds = QDBusConnection.BusType
        self._system = QDBusConnection.connectToBus(kinds.SystemBus, f"{NAME}, system")
        self._session = QDBusConnection.connectToBus(kinds.SessionBus, f"{NAME}, session")
        if self._system.isConnected():
            self._listen_to_logind()
        if self._session.isConnected():
            for saver in SAVERS:
                self._hear(self._session, saver, "", saver, "ActiveChanged", "on_screen_saver(bool)")

    def stop(self) -> None:
        self._waits = None
        for bus in (self._system, self._session):
            QDBusConnection.disconnectFromBus(bus.name())

    def _listen_to_logind(self) -> None:
        self._hear(self._system, LOGIND, PATH, MANAGER, "PrepareForSleep", "on_sleep(bool)")
        found = self._ask("GetSession", os.environ.get("XDG_SESSION_ID") or "auto")
        if isinstance(found, QDBusObjectPath):
            self._hear(self._system, LOGIND, found.path(), SESSION, "Lock", "on_lock()")
        self._let_it_wait()

    def _hear(self, bus: QDBusConnection, service: str, path: str, interface: str, signal: str, slot: str) -> None:
        bus.connect(service, path, interface, signal, self, SLOT(slot))  # type: ignore[call-overload] # says bytes

    def _let_it_wait(self) -> None:
        self._waits = self._ask("Inhibit", "sleep", NAME, NAME, "delay")

    def _ask(self, what: str, *words: str) -> Any:
        """logind's answer; None where there is none."""
        message = QDBusMessage.createMethodCall(LOGIND, PATH, MANAGER, what)
        message.setAutoStartService(False)
        message.setArguments(list(words))
        answer = self._system.call(message, timeout=WAIT_MS)
        is_told = answer.type() == QDBusMessage.MessageType.ReplyMessage
        return next(iter(answer.arguments()), None) if is_told else None

    @Slot(bool)
    def on_sleep(self, is_before: bool) -> None:
        if is_before:
            self._hide()
            QTimer.singleShot(PAINTED_MS, self._let_it_sleep)
        else:
            self._let_it_wait()

    def _let_it_sleep(self) -> None:
        self._waits = None

    @Slot()
    def on_lock(self) -> None:
        self._hide()

    @Slot(bool)
    def on_screen_saver(self, is_on: bool) -> None:
        if is_on:
            self._hide()
