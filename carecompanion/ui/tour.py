"""The tour: the real windows without a screen, walked through the main journeys on a throw-away profile.

One picture for each stop, in two languages and two themes, and a page that shows them all. It is also a test: a stop
whose button is not there ends the tour with an error. The guide's pictures are stops of the tour (tour_stops.py).
"""

import html
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from carecompanion import i18n
from carecompanion.app import open_app
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.services.saving import not_written
from carecompanion.settings import Appearance
from carecompanion.ui import background
from carecompanion.ui.dress import dress
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.screens import Screen, SimulatedScreens
from carecompanion.ui.widgets.room_view import RoomPicture

SIZE = (1366, 696)
LOOKS = [(language, theme) for language in i18n.LANGUAGES for theme in ("light", "dark")]
LAPTOP, BEAMER = Screen("LAPTOP", 0, 0, 1366, 768, is_primary=True), Screen("BEAMER", 1366, 0, 1366, 768)
KEY_SIGNS = re.compile(r"\b[0-9A-Z]{4}(?=-[0-9A-Z]{4})|(?<=-)[0-9A-Z]{4}\b")
OWN_PICTURE = re.compile(r"[a-z]{2}-\w+-\d\d-[\w-]+\.png")
QUICK = 85  # of 100: a larger file, written in a third of the time


@dataclass(frozen=True, slots=True)
class Picture:
    """One stop of the tour: where its picture lies, and every word that was on the screen."""

    file: str
    stop: str
    language: str
    theme: str
    title: str
    words: tuple[str, ...] = ()


class Clock:
    """Nine in the morning until the tour lets time go by."""

    def __init__(self) -> None:
        self.begin()

    def __call__(self) -> datetime:
        return self.at

    def begin(self) -> None:
        """Nine o'clock where the tour is taken."""
        self.at = datetime(2026, 8, 4, 9, 0).astimezone(UTC)


class Walk:
    """Walks one window and takes pictures. Every click is a real one; `press` waits until the button is there."""

    def __init__(self, window: MainWindow, clock: Clock, folder: Path, language: str, theme: str) -> None:
        self.window, self.clock = window, clock
        self._folder = folder
        self._language, self._theme = language, theme
        self.pictures: list[Picture] = []

    def stop(self, name: str, title: str, shown: QWidget | None = None) -> None:
        """Let everything settle, and take the picture of the window, or of another one."""
        self.settle()
        seen = shown or self.window
        file = f"{self._language}-{self._theme}-{len(self.pictures) + 1:02}-{name}.png"
        if not seen.grab().save(str(self._folder / file), "PNG", QUICK):
            raise not_written(self._folder / file)
        self.pictures.append(Picture(file, name, self._language, self._theme, title, words_on(seen)))

    def settle(self) -> None:
        """What is done in the background comes home; no page fades any more."""
        for _turn in range(3):
            background.finish()
            QApplication.processEvents()
        self.window.shell.stop_fading()

    def later(self, **by: float) -> None:
        """`walk.later(hours=1)`."""
        self.clock.at += timedelta(**by)

    def press(self, name: str) -> None:
        """Click the button called `name` (its object name) on the window."""
        button = self.wait(lambda: self.button(name), name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))
        QApplication.processEvents()

    def type_into(self, name: str, text: str) -> None:
        field = self.wait(lambda: self.window.findChild(QWidget, name), name)
        inside = field if isinstance(field, QLineEdit | QPlainTextEdit) else field.findChild(QPlainTextEdit)
        if inside is None:
            inside = field.findChild(QLineEdit)
        assert inside is not None, name
        inside.setFocus()
        for letter in text:  # Qt's own typist knows no accents
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(inside, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, modifier)
        QApplication.processEvents()

    def see(self, name: str) -> QWidget:
        """Wait until what is called `name` is on the screen."""
        return self.wait(lambda: next((one for one in self._page(name) if one.isVisible()), None), name)

    def _page(self, name: str) -> list[QWidget]:
        """Those of the page that is shown: the one before may still be there."""
        return self.window.page.findChildren(QWidget, name) if self.window.page is not None else []

    def button(self, name: str) -> QAbstractButton | None:
        found = [one for one in self.window.findChildren(QAbstractButton, name) if one.isVisible()]
        return found[-1] if found else None

    def wait(self, find: Callable[[], QWidget | None], name: str) -> QWidget:
        for _try in range(500):
            found = find()
            if found is not None:
                return found
            QTest.qWait(10)
        raise LookupError(f"the tour found no {name!r} on the screen")


def words_on(shown: QWidget) -> tuple[str, ...]:
    """All that can be read there, whatever the letters look like; the picture of a button by its name.

    A key's signs are other ones each time: each stands as a dot.
    """
    seen = [one for one in shown.findChildren(QWidget) if one.isVisible()]
    return tuple(KEY_SIGNS.sub("····", words) for one in seen if (words := _words_of(one)))


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton):
        return widget.text() or widget.accessibleName()
    if isinstance(widget, QLabel | QLineEdit | RoomPicture):
        return str(widget.text())
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit | QTextEdit) else ""


def walk(folder: Path, paths: Paths, looks: Sequence[tuple[str, str]] = LOOKS) -> tuple[Path, list[Picture]]:
    """Take the tour in each (language, theme); the page in `folder` that shows all pictures, and what they are."""
    page = folder / "index.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            if OWN_PICTURE.fullmatch(old.name):  # it may be somebody's folder of pictures
                old.unlink()
        page.touch()
    except OSError as error:
        raise not_written(folder) from error
    pictures = _walked(folder, paths, looks)
    page.write_text(_index(pictures), encoding="utf-8")
    return page, pictures


def _walked(folder: Path, paths: Paths, looks: Sequence[tuple[str, str]]) -> list[Picture]:
    """The pictures in `folder`, in each look, and what could be read on them."""
    from carecompanion.ui.tour_stops import journeys  # late: it stands on this module

    qt = _application_on_a_laptop()
    home = Path(tempfile.mkdtemp(prefix="care-companion-tour-"))
    try:
        throw_away = replace(paths, data=home / "data", cache=paths.cache, log=home / "log")
        clock = Clock()
        window = _open(throw_away, clock)
        pictures: list[Picture] = []
        for language, theme in looks:
            _begin(window, Appearance(language=language, theme=theme))
            clock.begin()
            one = Walk(window, clock, folder, language, theme)
            journeys(one)
            pictures += one.pictures
            _go_home(window)
        window.close()
        window.deleteLater()
        qt.processEvents()
        return pictures
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _application_on_a_laptop() -> QApplication:
    """An old laptop's screen that is not there."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    screen = {"name": "LAPTOP", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96}
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False, encoding="utf-8") as file:
        json.dump({"screens": [screen | {"dpr": 1}]}, file)
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file.name}"
    app = QApplication(sys.argv[:1])
    os.unlink(file.name)
    return app


def _open(paths: Paths, clock: Clock) -> MainWindow:
    """The window, two more people on the laptop, and a projector beside it."""
    app = open_app(paths, clock=clock, cost=2**10)
    app.profiles.create(NewProfile("Retama", picture="flower-2", role="volunteer")).close()
    app.profiles.create(NewProfile("Molle", picture="leaf", role="police", passphrase="retama 7")).close()
    dress(app.settings.now.appearance, paths)
    window = MainWindow(app)
    window.stage.hall.screens = lambda: SimulatedScreens(LAPTOP, BEAMER)
    window.stage.hall.stay_awake = lambda: lambda: None
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.show()
    return window


def _begin(window: MainWindow, appearance: Appearance) -> None:
    settings = window.app.settings
    settings.keep(replace(settings.now, appearance=appearance))
    dress(appearance, window.app.paths)
    window.resize(*SIZE)
    window.activateWindow()  # the room's window had the keyboard last
    window.show_page("picker")


def _go_home(window: MainWindow) -> None:
    """Whoever came in on the way leaves for good: the next walk begins as this one did."""
    profile = window.profile
    window.lock()
    if profile is not None:
        window.app.profiles.delete(profile.id)


def _index(pictures: list[Picture]) -> str:
    """One page with all pictures, grouped by language and theme."""
    parts = ["<!doctype html><meta charset='utf-8'><title>Care Companion</title>"]
    parts.append("<style>body{font:16px sans-serif;margin:24px}img{width:560px;border:1px solid #999}")
    parts.append("figure{display:inline-block;margin:8px}</style><h1>Care Companion</h1>")
    group = ("", "")
    for one in pictures:
        if (one.language, one.theme) != group:
            group = (one.language, one.theme)
            parts.append(f"<h2>{one.language}, {one.theme}</h2>")
        title = html.escape(one.title)
        parts.append(f"<figure><a href='{one.file}'><img src='{one.file}' alt='{title}'></a>")
        parts.append(f"<figcaption>{title}</figcaption></figure>")
    return "\n".join(parts) + "\n"
