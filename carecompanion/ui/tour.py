"""The tour: the real windows without a screen, walked through the main journeys on a throw-away profile.

One picture for each stop, in two languages and two themes, and a page that shows them all. It is also a test: a stop
whose button is not there ends the tour with an error.
"""

import html
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.main_window import MainWindow

SIZE = (1366, 696)
LOOKS = [(language, theme) for language in i18n.LANGUAGES for theme in ("light", "dark")]
SETTLED_MS = 250  # the fade from one page to the next is over
MORNING = datetime(2026, 8, 4, 9, 0).astimezone(UTC)  # nine o'clock where the tour is taken
MEMORY, WHY = "cuidar/la-memoria", "cuidarme/por-que-cuidarme"
BREATHE = "cuidarme/respirar-4-6"


@dataclass(frozen=True, slots=True)
class Picture:
    """One stop of the tour."""

    file: str
    language: str
    theme: str
    title: str


class Guide:
    """Walks one window and takes pictures. Every click is a real one; `press` waits until the button is there."""

    def __init__(self, window: MainWindow, folder: Path, language: str, theme: str) -> None:
        self.window = window
        self._folder = folder
        self._language, self._theme = language, theme
        self.pictures: list[Picture] = []

    def stop(self, name: str, title: str) -> None:
        """Let everything settle, and take the window's picture."""
        QTest.qWait(SETTLED_MS)
        QApplication.processEvents()
        file = f"{self._language}-{self._theme}-{len(self.pictures) + 1:02}-{name}.png"
        if not self.window.grab().save(str(self._folder / file)):
            raise OSError(f"the picture {file} could not be written")
        self.pictures.append(Picture(file, self._language, self._theme, title))

    def press(self, name: str) -> None:
        """Click the button called `name` (its object name) on the window."""
        button = self._wait(lambda: self._button(name), name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))
        QApplication.processEvents()

    def type_into(self, name: str, text: str) -> None:
        field = self._wait(lambda: self.window.findChild(QWidget, name), name)
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

    def _button(self, name: str) -> QAbstractButton | None:
        found = [one for one in self.window.findChildren(QAbstractButton, name) if one.isVisible()]
        return found[-1] if found else None

    def _wait(self, find: Callable[[], QWidget | None], name: str) -> QWidget:
        for _try in range(100):
            found = find()
            if found is not None:
                return found
            QTest.qWait(50)
        raise LookupError(f"the tour found no {name!r} on the screen")


def walk(folder: Path, paths: Paths, looks: Sequence[tuple[str, str]] = LOOKS) -> Path:
    """Take the tour in each (language, theme); returns the page in `folder` that shows all pictures."""
    qt = _application_on_a_laptop()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    pictures: list[Picture] = []
    for language, theme in looks:
        pictures += _walk_once(qt, folder, paths, language, theme)
    page = folder / "index.html"
    page.write_text(_index(pictures), encoding="utf-8")
    return page


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


def _walk_once(qt: QApplication, folder: Path, paths: Paths, language: str, theme: str) -> list[Picture]:
    home = Path(tempfile.mkdtemp(prefix="care-companion-tour-"))
    try:
        throw_away = replace(paths, data=home / "data", cache=paths.cache, log=home / "log")
        app = open_app(throw_away, clock=lambda: MORNING, cost=2**10)
        app.settings.keep(replace(app.settings.now, appearance=Appearance(language=language, theme=theme)))
        dress(app.settings.now.appearance, throw_away)
        _make_neighbours(app)
        window = MainWindow(app)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.show()
        window.resize(*SIZE)
        window.show_page("picker")
        guide = Guide(window, folder, language, theme)
        _journeys(guide)
        window.close()
        window.deleteLater()
        qt.processEvents()
        return guide.pictures
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _make_neighbours(app: App) -> None:
    """Two more people on the laptop."""
    app.profiles.create(NewProfile("Retama", picture="flower-2", role="volunteer")).close()
    app.profiles.create(NewProfile("Molle", picture="leaf", role="police", passphrase="retama 7")).close()


def _journeys(guide: Guide) -> None:
    _come_in(guide)
    _study(guide)
    _take_a_break(guide)
    _practise(guide)
    _look_around(guide)
    _hide(guide)


def _come_in(guide: Guide) -> None:
    guide.stop("quien-esta-aqui", "Who is here")
    guide.press("new-profile")
    guide.stop("nuevo-perfil", "A new profile")
    guide.type_into("nickname", "Colibrí")
    guide.press("consent")
    guide.press("create")
    guide._wait(lambda: guide.window.page if guide.window.profile else None, "an open profile")
    guide.stop("hoy-primer-dia", "Today, the first day")


def _study(guide: Guide) -> None:
    window = guide.window
    window.go.page("lesson", lesson=WHY)
    guide.stop("leccion-texto", "A lesson: text and picture")
    guide.press("own-note")
    guide.type_into("note-own", "Camino diez minutos antes de entrar a casa." if i18n.language() == "es" else "I walk.")
    guide.stop("leccion-nota", "A private note")
    guide.press("next")
    guide.press("next")
    guide.stop("leccion-pregunta", "A question")
    guide.press("choice-0")
    guide.stop("leccion-respuesta", "Feedback that teaches")
    for _step in range(20):
        if guide._button("end-today") is not None:
            break
        is_new = not any("leccion-practica" in one.file for one in guide.pictures)
        if is_new and guide._button("practise") is not None:
            guide.stop("leccion-practica", "Something to practise")
        guide.press("next")
    guide.stop("leccion-final", "The end of a lesson")
    window.go.page("lesson", lesson=MEMORY)
    guide.stop("aviso-de-contenido", "Before hard content")
    guide.press("notice-summary")
    guide.stop("resumen", "Only a summary")
    guide.press("summary-all")
    guide.press("next")
    guide.press("next")
    guide.stop("leccion-memoria", "A text step with a picture")


def _take_a_break(guide: Guide) -> None:
    """From breathing one comes back to the calm page, and from there to the lesson."""
    guide.key(Qt.Key.Key_F7)
    guide.stop("pausa", "I need a break")
    guide.press("pause-breathe")
    guide.press("breath-pause")
    QTest.qWait(900)
    guide.stop("respirar", "Breathing")
    guide.press("leave")
    guide.press("pause-ground")
    guide.stop("volver-al-presente", "Back to the present")
    guide.press("leave")
    guide.press("pause-back")


def _practise(guide: Guide) -> None:
    """From the list to the middle of a practice, and out of it."""
    guide.window.go.page("practise")
    guide.stop("practicar", "Practise")
    guide.press(f"practise-{BREATHE}")
    guide.stop("antes-de-practicar", "Before a practice")
    guide.press("start")
    QTest.qWait(900)
    guide.stop("practicar-respirar", "A practice under way")
    guide.press("leave")
    guide.stop("seguimos-o-lo-dejamos", "Shall we go on, or leave it?")
    guide.press("leave-it")


def _look_around(guide: Guide) -> None:
    for page, name, title in (
        ("today", "hoy", "Today"),
        ("learn", "aprender", "Learn"),
        ("help", "ayuda-ahora", "Help now"),
        ("settings", "ajustes", "Settings"),
    ):
        guide.window.go.page(page)
        guide.stop(name, title)


def _hide(guide: Guide) -> None:
    guide.key(Qt.Key.Key_F9)
    guide.stop("pantalla-cubierta", "The screen after F9")
    guide.key(Qt.Key.Key_F9)


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
