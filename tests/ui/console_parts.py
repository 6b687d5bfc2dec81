"""A session that is led in a real window, on simulated screens: what the tests of the console stand on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from carecompanion.app import open_app
from carecompanion.paths import find_paths
from carecompanion.services.profiles import NewProfile
from carecompanion.services.session_run import TrainingRun
from carecompanion.ui.dress import dress
from carecompanion.ui.leading import Leading
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.pages.console import ConsolePage
from carecompanion.ui.screens import Screen, SimulatedScreens
from tests.conftest import Clock
from tests.services.trainer import GROUPS, MORNING

PACKS = Path(__file__).parents[1] / "packs"
LAPTOP = Screen("LAPTOP", 0, 0, 1366, 768, is_primary=True)
BEAMER = Screen("BEAMER", 1366, 0, 1920, 1080)
ARRIVAL, TEST, LESSON, TRIOS, BREAK, SCENE = range(6)  # blocks of the tiny pack's morning


def put_workshop(window: MainWindow) -> None:
    """The tiny pack with its workshop stands on the shelf."""
    pack = Path(shutil.copytree(PACKS / "good", window.app.paths.installed_packs / "good", dirs_exist_ok=True))
    (pack / "workshops").mkdir(exist_ok=True)
    shutil.copy(PACKS / "training" / "jornada.toml", pack / "workshops")
    window.app.library.reload()


@contextmanager
def a_trainers_window(home: Path, read_before: Path, clock: Any) -> Iterator[MainWindow]:
    """The real window on a home of its own, for all tests of a module: to begin one takes a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARE_COMPANION_HOME", str(home))
        paths = find_paths()
    shutil.copytree(read_before, paths.cache, dirs_exist_ok=True)
    app = open_app(paths, clock=clock, cost=2**4)
    dress(app.settings.now.appearance, paths)
    window = MainWindow(app)
    window.resize(1366, 696)
    window.showNormal()
    window.resize(1366, 696)
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


class Lectern:
    """A trainer at the window, with a session begun. `slept` counts when the machine was allowed to sleep again."""

    def __init__(self, window: MainWindow, clock: Any, *screens: Screen, rehearse: bool = False) -> None:
        self.window, self.clock = window, clock
        self.screens = SimulatedScreens(*(screens or (LAPTOP, BEAMER)))
        self.slept = 0
        window.stage.hall.screens = lambda: self.screens
        window.stage.hall.stay_awake = self._stay_awake
        put_workshop(window)
        self.profile = window.app.profiles.create(NewProfile("Facilitación"))
        self.profile.preferences.keep(facilitates=True)
        window.go.enter(self.profile)
        draft = self.profile.training.create(MORNING)
        draft.paste_groups(GROUPS)
        self.leading: Leading = window.go.lead(self.profile.training.start(draft.session, rehearse=rehearse))
        self.settle()

    def begin_again(self) -> None:
        """At the first screen of the console, as if nothing had been done; the plan keeps what was changed in it."""
        run, leading = self.run, self.leading
        for is_on, act in (
            (run.run.is_paused, run.pause),
            (run.run.is_blank, run.blank),
            (run.run.frozen is not None, run.freeze),
            (run.run.timer is not None, run.stop_timer),
        ):
            if is_on:
                act()
        leading.act(lambda: run.jump(0))
        leading.take_back()
        if len(self.screens.screens()) == 1:
            self.screens.plug(BEAMER)
        leading.projector.open()
        if isinstance(self.window.page, ConsolePage) and self.window.page._leading is leading:
            self.page._board.show_panel("")
        else:
            self.window.show_page("console")
        self.page._board.header.title.setFocus()
        self.settle()

    def _stay_awake(self) -> Any:
        def let_sleep() -> None:
            self.slept += 1

        return let_sleep

    @property
    def run(self) -> TrainingRun:
        return self.leading.run

    @property
    def page(self) -> ConsolePage:
        page = self.window.page
        assert isinstance(page, ConsolePage)
        return page

    @property
    def place(self) -> tuple[int, int]:
        return self.run.run.block, self.run.run.slide

    def settle(self) -> None:
        for _turn in range(3):
            QApplication.processEvents()

    def go(self, block: int, slide: int = 0) -> None:
        self.leading.act(lambda: self.run.jump(block, slide))
        self.settle()

    def go_to_the_scene(self) -> None:
        self.go(SCENE, self.run.run.slides_of(SCENE) - 1)

    def later(self, **by: float) -> None:
        """Time goes by, and the next tick comes."""
        self.clock.move(**by)
        self.leading.tick()
        self.settle()

    def press(self, *keys: Qt.Key | str) -> None:
        """Where the focus is, as a keyboard does it."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page, key)
            self.settle()

    def press_in_the_room(self, key: Qt.Key) -> None:
        """The room's own window has the keyboard."""
        QTest.keyClick(self.leading.projector.window, key)
        self.settle()

    def click(self, name: str) -> None:
        self.button(name).click()
        self.settle()

    def button(self, name: str) -> QAbstractButton:
        found = [one for one in self.window.findChildren(QAbstractButton, name) if one.isVisible()]
        assert found, f"no {name} on the screen"
        return found[-1]

    def has(self, name: str) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def reads(self) -> str:
        shown = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        words = [one.text() for one in shown if isinstance(one, QLabel | QAbstractButton)]
        return "\n".join([*words, *(one.accessibleName() for one in shown)])

    def on_the_wall(self) -> str:
        return self.leading.projector.window.picture.text()


@pytest.fixture(scope="module")
def trainer(qapp: Any, tmp_path_factory: Any, read_before: Any) -> Iterator[Lectern]:
    """One for all tests of a module; each begins again with `here`."""
    clock = Clock(datetime(2026, 11, 24, 14, 0, tzinfo=UTC))
    with a_trainers_window(tmp_path_factory.mktemp("hogar"), read_before, clock) as window:
        yield Lectern(window, clock)


@pytest.fixture
def here(trainer: Lectern) -> Lectern:
    trainer.begin_again()
    return trainer
