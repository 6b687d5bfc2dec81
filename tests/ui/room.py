"""A room for the tests of the interface: the real window, a trainer inside, the police workshop, a wall of its own."""

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from carecompanion.app import open_app
from carecompanion.content.workshop import WorkshopId
from carecompanion.paths import Paths, find_resources
from carecompanion.services.profiles import NewProfile
from carecompanion.services.room_round import RoomRound
from carecompanion.ui.dress import dress
from carecompanion.ui.leading import Leading
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.screens import Screen, SimulatedScreens

LAPTOP = Screen("LAPTOP", 0, 0, 1366, 768, is_primary=True)
BEAMER = Screen("BEAMER", 1366, 0, 1920, 1080)
POLICE = WorkshopId("cuidar/policia-una-jornada")
PEOPLE = "Voluntariado\t23\nPolicía\t17\nPromotoría\t7"
CHECKIN, TEST = "checkin:cuidarme/un-minuto", "test:prueba-policia"


def a_home(folder: Path, read_before: Path) -> Paths:
    """The program's folders below `folder`; it was there before."""
    shutil.copytree(read_before, folder / "cache", dirs_exist_ok=True)
    return Paths(folder / "data", folder / "cache", folder / "log", find_resources())


def a_window(paths: Paths, clock: Any) -> MainWindow:
    """The real window, as large as a small laptop's, and the one that has the keyboard."""
    app = open_app(paths, clock=clock, cost=2**4)
    dress(app.settings.now.appearance, paths)
    window = MainWindow(app)
    window.showNormal()
    window.resize(1366, 696)
    return window


def take_keys(window: MainWindow) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 2000)


def lead_a_room(window: MainWindow, passphrase: str = "", groups: str = PEOPLE, *screens: Screen) -> Leading:
    """A new trainer leads the police workshop; the room sees it on the second screen."""
    profile = window.app.profiles.create(NewProfile("Tangarana", role="trainer", passphrase=passphrase))
    window.go.enter(profile)
    return lead_once_more(window, groups, *screens)


def lead_once_more(window: MainWindow, groups: str = PEOPLE, *screens: Screen) -> Leading:
    training = window.profile.training
    draft = training.create(POLICE)
    if groups:
        draft.paste_groups(groups)
    window.stage.hall.screens = lambda: SimulatedScreens(*(screens or (LAPTOP, BEAMER)))
    window.stage.hall.stay_awake = lambda: lambda: None
    return window.go.lead(training.start(draft.session))


def at(leading: Leading, what: str, which: int = 0) -> None:
    """Jump to the first, or a later, block that asks this: an instrument, or a kind of block."""
    places = [n for n, one in enumerate(leading.run.run.agenda.blocks) if what in (one.of, one.kind)]
    leading.act(lambda: leading.run.jump(places[which]))


def opened(leading: Leading, what: str, way: str, which: int = 0) -> RoomRound:
    at(leading, what, which)
    return leading.run.open_round(way)


def button(window: QWidget, name: str) -> QAbstractButton:
    QApplication.processEvents()
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    return found[-1]


def press(window: QWidget, name: str) -> None:
    button(window, name).click()
    QApplication.processEvents()


def words_on(window: QWidget) -> str:
    """All that can be read or heard of what is shown."""
    QApplication.processEvents()
    parts: list[str] = []
    for one in [window, *window.findChildren(QWidget)]:
        if one.isVisible():
            text: Any = getattr(one, "text", lambda: "")
            parts += [str(text() if callable(text) else ""), one.accessibleName(), one.accessibleDescription()]
    return "\n".join(part for part in parts if part)
