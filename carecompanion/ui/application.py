"""From the command to the first painted window, and out again.

The picker is painted before any database or content code is read: a thread imports that right after.
"""

import importlib
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import LANGUAGES, _
from carecompanion.services.profile_list import Listed
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui import background
from carecompanion.ui.collector import Collector
from carecompanion.ui.dress import dress
from carecompanion.ui.given_pack import FileOpened, offer_given
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
    "carecompanion.content.library",
    "carecompanion.content.reader",
)
AFTER_PAINT_MS = 100
SETTLED_MS = 2000  # whoever started it sees her page by then


def run_app(app: App, argv: Sequence[str] | None = None, pack: Path | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code. A second start only brings up the first.

    `pack` is a file to look at, once somebody is in, as for adding it; a second start hands it to the first.
    """
    instance = SingleInstance(app.paths.data)
    given = str(pack.absolute()) if pack is not None else ""
    if not instance.is_first:
        if instance.knock(given):
            return 0
        raise UserError(
            _(
                "Care Companion is open already, but does not answer. Close its window, or start this computer anew. "
                "What you wrote is safe."
            )
        )
    reading = ReadAhead()
    qt = make_application(argv)
    qt_messages_to_log()
    dress(app.settings.now.appearance, app.paths)
    window = MainWindow(app)
    window.given_pack = given
    problems = Problems(lambda: not window.hiding.is_covered, window)
    problems.listen()
    qt.commitDataRequest.connect(window.save)
    if sys.platform == "darwin":
        qt.installEventFilter(FileOpened(window.take_pack, qt))
    open_first(app, window, reading)
    window.show()
    QTimer.singleShot(AFTER_PAINT_MS, lambda: _after_the_first_paint(instance, window, reading))
    QTimer.singleShot(SETTLED_MS, window.hiding.hear_the_system)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = qt.exec()
    problems.stop()
    reading.finish()
    instance.close()
    return code


def make_application(argv: Sequence[str] | None = None) -> QApplication:
    """The one QApplication, made or found."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QCoreApplication.setApplicationName("care-companion")
    QGuiApplication.setDesktopFileName("care-companion")
    made = QApplication(list(argv if argv is not None else sys.argv[:1]))
    Collector(made)
    return made


class ReadAhead:
    """Imports in a thread what opening a profile needs, while a person looks at the picker that is painted already."""

    def __init__(self) -> None:
        self._thread = threading.Thread(target=self._read, name="read-ahead", daemon=True)

    def start(self) -> None:
        if self._thread.ident is None:
            self._thread.start()

    def wait(self) -> None:
        self.start()
        self._thread.join()

    def finish(self) -> None:
        """The program ends: an import that is under way may come to its end."""
        if self._thread.is_alive():
            self._thread.join(5)

    def _read(self) -> None:
        for name in NEEDED_SOON:
            importlib.import_module(name)


def _after_the_first_paint(instance: SingleInstance, window: MainWindow, reading: ReadAhead) -> None:
    """What can wait: the other imports, and a second start's knock."""
    reading.start()
    instance.open_door(window.take_pack)
    offer_given(window)


def open_first(app: App, window: MainWindow, reading: ReadAhead) -> None:
    """The picker; or, with one profile and no passphrase, its frame now and its page when the file is open."""
    asked = app.settings.now.appearance.language
    if asked and asked not in LANGUAGES:
        words = _("Care Companion does not speak “{language}” yet. It speaks Spanish and English.")
        QTimer.singleShot(AFTER_PAINT_MS, lambda: window.show_words(words.format(language=asked)))
    listed = app.profiles.listed()
    if len(listed) != 1 or listed[0].is_locked:
        window.show_page("picker")
        return
    reading.start()
    window.show_frame(listed[0].nickname, listed[0].picture)
    background.run(
        lambda: _open(app, listed[0], reading),
        lambda profile: _enter(window, profile),
        lambda error: _show_picker(window, error),
    )


def _open(app: App, one: Listed, reading: ReadAhead) -> OpenProfile:
    reading.wait()
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
