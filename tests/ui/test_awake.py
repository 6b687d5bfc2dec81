"""The screen stays awake while a session runs, by what each system has for it, and may sleep again afterwards."""

import ctypes
import os
from types import SimpleNamespace
from typing import Any

import pytest

from carecompanion.ui import awake
from carecompanion.ui.awake import stay_awake
from tests.ui.desktop import play

# A desktop that listens, and then the program in a process of its own.
DESKTOP = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QProcess
from PySide6.QtDBus import QDBusConnection, QDBusVirtualObject

app = QCoreApplication([])
class Desktop(QDBusVirtualObject):
    def introspect(self, path):
        return ""
    def handleMessage(self, message, connection):
        print(message.member(), message.arguments(), flush=True)
        connection.send(message.createReply([7]))
        return True

bus, desktop = QDBusConnection.sessionBus(), Desktop()
assert bus.registerVirtualObject("/org/freedesktop/ScreenSaver", desktop)
assert bus.registerService("org.freedesktop.ScreenSaver")
program = QProcess()
program.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
program.finished.connect(app.quit)
program.start(sys.executable, ["-c", sys.argv[1]])
app.exec()
"""
PROGRAM = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection
from carecompanion.ui.awake import NAME, stay_awake
app = QCoreApplication([])
let_sleep = stay_awake("linux")
print("asked", QDBusConnection(NAME).isConnected(), flush=True)
let_sleep()
print("over", QDBusConnection(NAME).isConnected(), flush=True)
"""


def test_on_a_desktop_it_is_asked_for_and_given_back() -> None:
    done = play(DESKTOP, PROGRAM)
    said = done.stdout.split("\n")
    assert said[:3] == ["Inhibit ['Presentation', 'Presentation']", "asked True", "over False"], done.stderr


def test_where_nothing_listens_nothing_happens(run_python: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert run_python(PROGRAM) == "asked False\nover False\n"


def test_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    kernel = SimpleNamespace(SetThreadExecutionState=asked.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    stay_awake("win32")()
    assert asked == [0x80000003, 0x80000000]


def test_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    ended: list[bool] = []

    def start(words: list[str]) -> SimpleNamespace:
        started.append(words)
        return SimpleNamespace(terminate=lambda: ended.append(True))

    monkeypatch.setattr(awake.subprocess, "Popen", start)
    let_sleep = stay_awake("darwin")
    assert started == [["/usr/bin/caffeinate", "-d", "-i", "-w", str(os.getpid())]] and not ended
    let_sleep()
    assert ended == [True]


def test_on_a_mac_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_words: list[str]) -> None:
        raise FileNotFoundError(2, "No such file")

    monkeypatch.setattr(awake.subprocess, "Popen", start)
    stay_awake("darwin")()
