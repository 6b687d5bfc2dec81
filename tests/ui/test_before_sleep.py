"""Before the machine sleeps, and when its screen is locked: heard on a desktop that is played, never on this machine's.

What the window then does is tried in test_shell.py.
"""

import ctypes
import os
from ctypes import wintypes
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from carecompanion.ui import before_sleep
from carecompanion.ui.before_sleep import WINDOWS_MESSAGE, WindowsWords, is_leaving, listen
from tests.ui.desktop import play

# logind and a screen saver, on a bus of their own; then the program in a process of its own. logind will sleep as soon
# as it was asked to wait; when the program lets it, it wakes; then two people's screens are locked, this one's first.
DESKTOP = """
import os, sys
from PySide6.QtCore import QCoreApplication, QProcess, QProcessEnvironment, QSocketNotifier, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor, QDBusVirtualObject

LOGIND, ROOT = "org.freedesktop.login1", "/org/freedesktop/login1"
SESSION = ROOT + "/session/_31"
app = QCoreApplication([])
bus = QDBusConnection.sessionBus()


def say(path, interface, name, *values):
    signal = QDBusMessage.createSignal(path, interface, name)
    signal.setArguments(list(values))
    assert bus.send(signal)


class Logind(QDBusVirtualObject):
    asked = 0

    def introspect(self, path):
        return ""

    def handleMessage(self, message, connection):
        print(message.member(), *message.arguments(), flush=True)
        if message.member() == "GetSession":
            self.answer(message, connection, QDBusObjectPath(SESSION))
            return True
        self.asked += 1
        self.end, other = os.pipe()
        self.answer(message, connection, QDBusUnixFileDescriptor(other))
        os.close(other)
        self.notifier = QSocketNotifier(self.end, QSocketNotifier.Type.Read, self)
        self.notifier.activated.connect(self.let_go)
        if self.asked == 1:
            say(ROOT, LOGIND + ".Manager", "PrepareForSleep", True)
        else:
            for path in (SESSION, SESSION + "0"):
                say(path, LOGIND + ".Session", "Lock")
            say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False)
            say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
        return True

    def answer(self, message, connection, value):
        reply = message.createReply()
        reply.setArguments([value])
        connection.send(reply)

    def let_go(self):
        self.notifier.setEnabled(False)
        print("it may sleep", flush=True)
        say(ROOT, LOGIND + ".Manager", "PrepareForSleep", False)


logind = Logind()
assert bus.registerVirtualObject(ROOT, logind, QDBusConnection.VirtualObjectRegisterOption.SubPath)
assert bus.registerService(LOGIND) and bus.registerService("org.gnome.ScreenSaver")
program = QProcess()
program.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
program.finished.connect(app.quit)
here = QProcessEnvironment.systemEnvironment()
here.insert("DBUS_SYSTEM_BUS_ADDRESS", here.value("DBUS_SESSION_BUS_ADDRESS"))
here.remove("XDG_SESSION_ID")
program.setProcessEnvironment(here)
program.start(sys.executable, ["-c", sys.argv[1]])
app.exec()
"""
PROGRAM = """
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from carecompanion.ui.before_sleep import listen
app, here, heard = QCoreApplication([]), QObject(), []
def hide():
    print("hidden", flush=True)
    heard.append(1)
    if len(heard) == 3:
        QTimer.singleShot(50, app.quit)
stop = listen(here, hide, "linux")
QTimer.singleShot(20_000, app.quit)
app.exec()
stop()
print("over", flush=True)
"""
NO_DESKTOP = """
from PySide6.QtCore import QCoreApplication, QObject
from carecompanion.ui.before_sleep import listen
app, here = QCoreApplication([]), QObject()
listen(here, lambda: print("hidden"), "linux")()
print("over", flush=True)
"""


def test_it_is_hidden_before_the_machine_sleeps_and_when_the_screen_is_locked() -> None:
    done = play(DESKTOP, PROGRAM)
    wait = "Inhibit sleep Presentation Presentation delay"
    said = ["GetSession auto", wait, "hidden", "it may sleep", wait, "hidden", "hidden"]
    assert done.stdout.split("\n")[:7] == said, done.stderr
    assert "over" in done.stdout and "Traceback" not in done.stderr


def test_where_nobody_says_so_nothing_happens(run_python: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for bus in ("SYSTEM", "SESSION"):
        monkeypatch.setenv(f"DBUS_{bus}_BUS_ADDRESS", "unix:path=/nowhere")
    assert run_python(NO_DESKTOP) == "over\n"
    listen(SimpleNamespace(), pytest.fail, "darwin")()  # type: ignore[arg-type]


def test_tests_do_not_hear_this_machine() -> None:
    assert os.environ["DBUS_SYSTEM_BUS_ADDRESS"] == "unix:path=/nowhere"


def test_what_windows_says(qapp: QCoreApplication) -> None:
    """By Microsoft's description; played, not seen."""
    assert is_leaving(0x218, 4) and is_leaving(0x2B1, 7)
    assert not any(is_leaving(*words) for words in ((0x218, 7), (0x218, 18), (0x2B1, 8), (0x2B1, 4), (0x10, 4)))
    heard: list[int] = []
    words = WindowsWords(lambda: heard.append(1))
    for message, what, count in ((0x218, 4, 1), (0x218, 18, 1), (0x2B1, 7, 2), (0x200, 7, 2)):
        told = wintypes.MSG(message=message, wParam=what)
        assert words.nativeEventFilter(WINDOWS_MESSAGE, ctypes.addressof(told)) == (False, 0)
        assert words.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
        assert len(heard) == count


def test_windows_is_asked_to_say_when_it_locks(qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []
    sessions = SimpleNamespace(
        WTSRegisterSessionNotification=lambda handle, which: asked.append(("listen", handle.value, which.value)),
        WTSUnRegisterSessionNotification=lambda handle: asked.append(("stop", handle.value)),
    )
    monkeypatch.setattr(before_sleep.ctypes, "windll", SimpleNamespace(wtsapi32=sessions), raising=False)
    window = QWidget()
    listen(window, lambda: None, "win32")()
    number = int(window.winId())
    assert asked == [("listen", number, 0), ("stop", number)]
