"""The scene player in every state, for the tests that look at all screens; a tiny pack of ours is put on the shelf."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication

from carecompanion.ui.main_window import MainWindow

PACK = Path(__file__).parents[1] / "packs" / "rehearsal"
DOOR = "ensayo/la-puerta"
Screens = Iterator[tuple[str, Callable[[], None]]]


def scene_screens(window: MainWindow) -> Screens:
    yield "a lesson with a scene", lambda: _open_lesson(window)
    yield "scene, notice", lambda: _press(window, "open-scene")
    yield "scene, summary", lambda: _press(window, "notice-summary")
    yield "scene, the first moment", lambda: _press(window, "summary-all")
    yield "scene, a choice picked", lambda: _press(window, "choice-2")
    yield "scene, after what exposed her", lambda: _press(window, "say")
    yield "scene, an act picked", lambda: _press(window, "choice-0")
    yield "scene, after what cared for her", lambda: _press(window, "say")
    yield "scene, map in the middle", lambda: _press(window, "map")
    yield "scene, list in the middle", lambda: _press(window, "map-form")
    yield "scene, conversation in the middle", lambda: _press(window, "read-words")
    yield "scene, pause", lambda: window.pause()
    yield "scene, an ending", lambda: (_press(window, "pause-back"), _say(window, 2), _say(window, 0))
    yield "scene, another ending beside it", lambda: (_press(window, "try-from"), _say(window, 0), _say(window, 1))
    yield "scene, list at the end", lambda: _press(window, "map-form")
    yield "scene, conversation at the end", lambda: _press(window, "read-words")
    yield "learn, with scenes", lambda: window.show_page("learn", course="ensayo", module="primero")


def put_on_shelf(window: MainWindow) -> None:
    shutil.copytree(PACK, window.app.paths.installed_packs / "ensayo", dirs_exist_ok=True)
    window.app.library.reload()


def _open_lesson(window: MainWindow) -> None:
    put_on_shelf(window)
    window.show_page("lesson", lesson="ensayo/antes")


def _say(window: MainWindow, place: int) -> None:
    _press(window, f"choice-{place}")
    _press(window, "say")


def _press(window: MainWindow, name: str) -> None:
    QApplication.processEvents()
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
