"""The system's own word, before the machine sleeps and when its screen is locked: in time to cover what is there.

Imported after the first paint. Where nobody says so (a Mac, a desktop without logind), the clocks of hiding.py notice
it at the wake; nothing is said of it.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK = 0x02B1, 0x7
NOTIFY_FOR_THIS_SESSION = 0
WINDOWS_MESSAGE = b"windows_generic_MSG"  # how Qt calls it


def listen(window: QWidget, hide: Callable[[], None], platform: str = sys.platform) -> Callable[[], None]:
    """Calls `hide` on the UI thread each time. Call what this returns to stop listening."""
    if platform == "win32":
        return _listen_on_windows(window, hide)
    if platform.startswith("linux"):
        from carecompanion.ui.before_sleep_bus import Desktop  # late: only here is there a bus

        return Desktop(window, hide).stop
    return lambda: None


def is_leaving(message: int, what: int) -> bool:
    """Whether these are Windows' words for "I am about to sleep" or "this screen is locked"."""
    return (message, what) in ((WM_POWERBROADCAST, PBT_APMSUSPEND), (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK))


class WindowsWords(QAbstractNativeEventFilter):
    """Looks at what Windows tells this program's windows, and takes nothing away."""

    def __init__(self, hide: Callable[[], None]) -> None:
        super().__init__()
        self._hide = hide

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        if kind == WINDOWS_MESSAGE:
            told = wintypes.MSG.from_address(int(message))
            if is_leaving(told.message, told.wParam):
                self._hide()
        return False, 0


def _listen_on_windows(window: QWidget, hide: Callable[[], None]) -> Callable[[], None]:
    """Every window hears of sleep; of locking only one that asked."""
    words, qt = WindowsWords(hide), QCoreApplication.instance()
    sessions = getattr(ctypes, "windll").wtsapi32  # noqa: B009 - to a type checker elsewhere it is not there
    handle = wintypes.HWND(int(window.winId()))
    sessions.WTSRegisterSessionNotification(handle, wintypes.DWORD(NOTIFY_FOR_THIS_SESSION))
    qt.installNativeEventFilter(words)

    def stop() -> None:
        qt.removeNativeEventFilter(words)
        sessions.WTSUnRegisterSessionNotification(handle)

    return stop
