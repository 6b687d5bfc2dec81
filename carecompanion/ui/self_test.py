"""`carecompanion self-test`: does this very copy of the program work on this computer? It runs in everything we build.

A throw-away home, the real window, one lesson, one answer, the room's screen; a report a person can send to a helper.
Nothing of anybody's is read or written. `start` measures instead: how long until the first page is painted.
"""

import faulthandler
import importlib
import logging
import os
import pkgutil
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

import carecompanion
from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.content.model import Lesson, LessonId, PackCard, Question
from carecompanion.learning.room_face import room_of_step
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.saving import not_written
from carecompanion.settings import Appearance
from carecompanion.ui.application import make_application, run_app
from carecompanion.ui.dress import design_tokens, dress
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.projector import RoomWindow
from carecompanion.ui.room_theme import RoomTheme

PATIENCE_S = 20.0  # for one thing to appear
WHOLE_S = 180  # for all of it; then the program says where it hung, and ends
PHRASE = "retama 7"
STEPS_KEPT_AS_FILES = ".migrations."  # Alembic runs them, nobody imports them


class SelfTestFailed(AssertionError):
    """This copy of the program does not work here."""


@dataclass(slots=True)
class Report:
    """What was tried, how long it took, and what the program said to its log meanwhile."""

    lines: list[str] = field(default_factory=list)
    is_whole: bool = False

    @property
    def words(self) -> str:
        last = "Everything works here." if self.is_whole else "Something does not work here: see the line above."
        return "\n".join((*self.lines, last)) + "\n"

    def run(self, what: str, act: Callable[[], str]) -> None:
        """One step. A failure has its line before it goes on its way."""
        begin = time.monotonic()
        try:
            found = act()
        except BaseException as error:
            self.lines.append(f"FAILED  {what}: {type(error).__name__}: {error}")
            raise
        self.lines.append(f"ok  {1000 * (time.monotonic() - begin):6.0f} ms  {what}: {found}")


def self_test(paths: Paths, keep: Path, *, cost: int = 2**17) -> Report:
    """Try it all and write the report to `keep`; also where something failed, which is raised after that."""
    try:
        keep.parent.mkdir(parents=True, exist_ok=True)
        keep.open("ab").close()
    except OSError as error:
        raise not_written(keep) from error  # before it takes a minute
    if sys.stderr is not None:  # a program of windows has none on Windows
        faulthandler.dump_traceback_later(WHOLE_S, exit=True)
    _need_a_screen()
    home = Path(tempfile.mkdtemp(prefix="care-companion-self-test-"))
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    report = Report()
    try:
        _Trial(replace(paths, data=home / "data", log=home / "log"), report, cost).run_all()
        report.is_whole = True
    finally:
        logging.getLogger().removeHandler(heard)
        faulthandler.cancel_dump_traceback_later()
        shutil.rmtree(home, ignore_errors=True)
        report.lines += heard.lines
        keep.write_text(report.words, encoding="utf-8")
    return report


class _Trial:
    """Every step in its order; each leaves what the next one needs."""

    def __init__(self, paths: Paths, report: Report, cost: int) -> None:
        self._paths, self._report, self._cost = paths, report, cost
        self._app: App
        self._window: MainWindow
        self._profile: OpenProfile
        self._lesson: Lesson

    def run_all(self) -> None:
        self._report.lines.append(_where())
        for what, act in (
            ("all parts of the program", _import_all),
            ("its own files", self._read_shelf),
            ("the window", self._open_window),
            ("a profile with a passphrase", self._make_profile),
            ("a lesson", self._read_lesson),
            ("an answer, kept and found again", self._keep_answer),
            ("the room's window", self._show_room),
        ):
            self._report.run(what, act)
        self._window.close()
        self._window.deleteLater()

    def _read_shelf(self) -> str:
        self._app = open_app(self._paths, cost=self._cost)
        self._app.settings.keep(replace(self._app.settings.now, appearance=Appearance(language="es")))
        packs = self._app.library.packs("es")
        _hold(packs and all(isinstance(pack, PackCard) for pack in packs), "a pack of lessons is not whole")
        counts = []
        for language in i18n.LANGUAGES:
            i18n.speak(language, self._paths.resources / "i18n")
            lessons = [one for course in self._app.library.courses(language) for one in course.lessons]
            counts.append(f"{len(lessons)} lessons in {language}")
            _hold(lessons and self._app.library.help_page(language).lines, f"no lessons or no help lines in {language}")
        i18n.speak("es", self._paths.resources / "i18n")
        _hold(i18n.language() == "es" and i18n._("Settings") == "Ajustes", "the words of the program are not there")
        return f"{len(packs)} packs, {', '.join(counts)}"

    def _open_window(self) -> str:
        make_application([])
        dress(self._app.settings.now.appearance, self._paths)
        self._window = MainWindow(self._app)
        self._window.show_page("picker")
        self._window.show()
        _until(lambda: _is_painted(self._window), "the window stays empty")
        return f"{self._window.width()} x {self._window.height()}"

    def _make_profile(self) -> str:
        profile = self._app.profiles.create(NewProfile("Colibrí", role="volunteer", passphrase=PHRASE))
        files = [file for file in self._paths.profiles.rglob("*.db") if file.is_file()]
        _hold(files, "no file was made")
        _hold(all(not file.read_bytes().startswith(b"SQLite format") for file in files), "the file is not encrypted")
        self._profile = profile
        self._window.enter(profile)
        _until(lambda: self._window.page is not None, "Today does not come")
        return "its file is encrypted"

    def _read_lesson(self) -> str:
        found = self._profile.study.courses("volunteer")
        self._lesson = self._app.library.lesson(_first_with_question(self._app), "es")
        self._window.go.page("lesson", lesson=self._lesson.id)
        _until(lambda: type(self._window.page).__name__ == "LessonPage", "the lesson does not open")
        _until(lambda: _is_painted(self._window), "the lesson stays empty")
        return f"{self._lesson.title} ({len(found)} courses)"

    def _keep_answer(self) -> str:
        """With goodbye and a new beginning between: what was said to be kept is on the disk."""
        question = _questions_of(self._lesson)[0]
        self._profile.study.open_lesson(self._lesson.id).answer(question, 0)
        profile_id = self._profile.id
        self._window.lock()
        _until(lambda: self._window.profile is None, "the profile does not close")
        again = self._app.profiles.open(profile_id, self._app.profiles.key_of(profile_id, PHRASE))
        try:
            tries = again.study.open_lesson(self._lesson.id).tries(question)
            _hold(tries.options == (0,), f"another answer came back: {tries.options}")
        finally:
            again.close()
        return "it is the same one"

    def _show_room(self) -> str:
        theme = RoomTheme(design_tokens(self._paths.resources))
        room = RoomWindow(room_of_step(self._lesson, self._lesson.steps[0]), theme)
        room.show()
        _until(lambda: _is_painted(room), "the room's window stays empty")
        size = f"{room.width()} x {room.height()}"
        room.close()
        room.deleteLater()
        return size


class _Heard(logging.Handler):
    """What the program warned of, with the first words only: the report is shown to others."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"    said  {record.levelname} {record.name}: {record.getMessage()[:200]}")


def start(paths: Paths) -> float:
    """Run the program as the command does and leave at once; the moment (monotonic, s) its first page was painted."""
    _need_a_screen()
    watch = _FirstPaint()
    qt = make_application()
    qt.installEventFilter(watch)
    run_app(open_app(paths))
    return watch.moment


class _FirstPaint(QObject):
    """Looks on until something inside the main window's page is painted, then closes that window."""

    moment = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.moment and event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            window = watched.window()
            page = window.page if isinstance(window, MainWindow) else None
            if page is not None and (watched is page or page.isAncestorOf(watched)):
                self.moment = time.monotonic()
                QTimer.singleShot(0, window.close)
        return False


def _need_a_screen() -> None:
    """Without any Qt would end the program; everything but the glass can be tried all the same."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _where() -> str:
    """Which copy on what kind of machine; no name of a person, a folder or a computer."""
    make_application([])
    kind = "built" if getattr(sys, "frozen", False) else "source"
    system = f"{platform.system()} {platform.release().partition('-')[0]} {platform.machine()}"
    qt = f"Qt {qVersion()} on {QGuiApplication.platformName()}"
    return f"Care Companion {carecompanion.__version__} ({kind}), {system}, Python {platform.python_version()}, {qt}"


def _import_all() -> str:
    """What a build forgot would be missed only on the day somebody needs it."""
    names = [one.name for one in pkgutil.walk_packages(carecompanion.__path__, "carecompanion.")]
    found = [name for name in names if STEPS_KEPT_AS_FILES not in name and not name.endswith("__main__")]
    for name in found:
        importlib.import_module(name)
    return f"{len(found)} modules"


def _first_with_question(app: App) -> LessonId:
    cards = [card for course in app.library.courses("es") for card in course.lessons]
    found = next((card.id for card in cards if _questions_of(app.library.lesson(card.id, "es"))), None)
    if found is None:
        raise SelfTestFailed("no lesson asks a question")
    return found


def _questions_of(lesson: Lesson) -> list[Question]:
    return [block for step in lesson.steps for block in step.blocks if isinstance(block, Question)]


def _hold(is_true: object, else_words: str) -> None:
    """Like assert, which a build leaves out."""
    if not is_true:
        raise SelfTestFailed(else_words)


def _until(is_there: Callable[[], bool], else_words: str) -> None:
    """Let the window live until that is so."""
    end = time.monotonic() + PATIENCE_S
    while not is_there():
        _hold(time.monotonic() < end, else_words)
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def _is_painted(widget: QWidget) -> bool:
    """Letters and lines have many colours; an empty window has one or two."""
    image = widget.grab().toImage().scaled(160, 90).convertToFormat(QImage.Format.Format_RGB32)
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    return widget.isVisible() and len(colours) > 8
