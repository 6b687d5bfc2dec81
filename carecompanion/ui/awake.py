"""Keeps the screen from falling asleep while a session runs, by what each system has for it; no package of its own.

Where a system has nothing that listens, the screen sleeps as its owner set it, and nothing else changes.
"""

import ctypes
import logging
import os
import subprocess
import sys
from collections.abc import Callable

log = logging.getLogger(__name__)

NAME = "Presentation"  # what a system may list; it says nothing of this program
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x1, 0x2  # SetThreadExecutionState
_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_WAIT_MS = 500


def stay_awake(platform: str = sys.platform) -> Callable[[], None]:
    """From now on; call what this returns to let it sleep again. It ends with the program, whatever happens."""
    if platform == "win32":
        return _on_windows()
    if platform == "darwin":
        return _on_mac()
    return _on_desktop()


def _on_windows() -> Callable[[], None]:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - to a type checker elsewhere it is not there

    def let_sleep() -> None:
        kernel.SetThreadExecutionState(_CONTINUOUS)

    kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM | _DISPLAY)
    return let_sleep


def _on_mac() -> Callable[[], None]:
    try:
        running = subprocess.Popen(["/usr/bin/caffeinate", "-d", "-i", "-w", str(os.getpid())])
    except OSError as error:
        log.info("the screen may sleep: %s", error.strerror)
        return _nothing
    return running.terminate


def _on_desktop() -> Callable[[], None]:
    """Over the session bus: GNOME, KDE and others listen there, and forget what was asked when the line is cut."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # late: only for a session, and only here

    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, NAME)
    message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
    message.setArguments([NAME, NAME])
    answer = bus.call(message, timeout=_WAIT_MS) if bus.isConnected() else QDBusMessage()
    if answer.type() != QDBusMessage.MessageType.ReplyMessage:
        log.info("the screen may sleep: nothing listens")
    return lambda: QDBusConnection.disconnectFromBus(NAME)


def _nothing() -> None:
    """There was nothing to keep awake."""
