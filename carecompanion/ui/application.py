"""From the command to the first painted window, and out again.

The picker is painted before any database code is read: that is imported by a thread that starts first of all.
"""

import importlib
import logging
import signal
import sys
import threading
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.services.profiles import Listed, OpenProfile
from carecompanion.ui import background
from carecompanion.ui.dress import dress
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.problems import Problems, qt_messages_to_log
from carecompanion.ui.single_instance import SingleInstance

log = logging.getLogger(__name__)

NEEDED_SOON = (
    "carecompanion.storage.journal",
    "carecompanion.storage.vault",
    "carecompanion.storage.backups",
    "carecompanion.services.preferences",
    "carecompanion.services.study",
    "carecompanion.content.reader",
)


def run_app(app: App, argv: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code. A second start only brings up the first."""
    instance = SingleInstance(app.paths.data)
    if not instance.is_first:
        instance.knock()
        return 0
    reading = read_ahead()
    qt = make_application(argv)
    qt_messages_to_log()
    dress(app.settings.now.appearance, app.paths)
    window = MainWindow(app)
    problems = Problems(lambda: not window.hiding.is_covered, window)
    problems.listen()
    qt.commitDataRequest.connect(window.save)
    open_first(app, window, reading)
    window.show()
    QTimer.singleShot(0, lambda: instance.open_door(window.come_to_front))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = qt.exec()
    problems.stop()
    reading.join(5)
    instance.close()
    return code


def make_application(argv: Sequence[str] | None = None) -> QApplication:
    """The one QApplication, made or found."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QCoreApplication.setApplicationName("care-companion")
    QGuiApplication.setDesktopFileName("care-companion")
    return QApplication(list(argv if argv is not None else sys.argv[:1]))


def read_ahead() -> threading.Thread:
    """Import what opening a profile needs, while the first window is painted."""

    def read() -> None:
        for name in NEEDED_SOON:
            importlib.import_module(name)

    thread = threading.Thread(target=read, name="read-ahead", daemon=True)
    thread.start()
    return thread


def open_first(app: App, window: MainWindow, reading: threading.Thread) -> None:
    """The picker; or, with one profile and no passphrase, its frame now and its page when the file is open."""
    listed = app.profiles.listed()
    if len(listed) != 1 or listed[0].is_locked:
        window.show_page("picker")
        return
    window.show_frame(listed[0].nickname, listed[0].picture)
    background.run(
        lambda: _open(app, listed[0], reading),
        lambda profile: _enter(window, profile),
        lambda error: _show_picker(window, error),
    )


def _open(app: App, one: Listed, reading: threading.Thread) -> OpenProfile:
    reading.join()
    return app.profiles.open(one.id, app.profiles.key_of(one.id))


def _enter(window: MainWindow, profile: OpenProfile) -> None:
    """Unless somebody came in meanwhile, or went to make a profile."""
    if window.profile is None and window.place is None:
        window.enter(profile)
    else:
        profile.close()


def _show_picker(window: MainWindow, error: Exception) -> None:
    window.shell.show_nobody()
    window.show_page("picker")
    if isinstance(error, UserError):
        window.show_words(error.words)
    else:
        raise error
