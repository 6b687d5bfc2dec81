"""Which screens there are, and how a window gets onto one: Qt's own, and simulated ones that can be plugged and pulled.

Names are what a screen is remembered by, from one start to the next.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from carecompanion.settings import MOST_SCREENS, SettingsFile

ROOM, OWN = "room", "own"


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen by its name; `x`, `y`, `width`, `height` in logical px, `ratio` device px of one of them."""

    name: str
    x: int
    y: int
    width: int
    height: int
    ratio: float = 1.0
    is_primary: bool = False

    @property
    def box(self) -> QRect:
        return QRect(self.x, self.y, self.width, self.height)

    def shows_the_same_as(self, other: "Screen") -> bool:
        """Two screens that the system mirrors lie at the same place."""
        return (self.x, self.y) == (other.x, other.y)


class ScreenProvider(QObject):
    """`added` and `changed` tell a Screen, `removed` its name."""

    added = Signal(object)
    removed = Signal(str)
    changed = Signal(object)

    def screens(self) -> tuple[Screen, ...]:
        """The main one first."""
        raise NotImplementedError

    def screen_of(self, window: QWidget) -> str:
        """Name of the screen a window is on."""
        raise NotImplementedError

    def fill(self, window: QWidget, name: str) -> None:
        """Full screen there. Raises KeyError for a screen that is gone."""
        raise NotImplementedError

    def move(self, window: QWidget, name: str) -> None:
        """A window goes to that screen and stays as large as it fits. Raises KeyError for a screen that is gone."""
        raise NotImplementedError


class QtScreens(ScreenProvider):
    """The computer's screens."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self._app = app
        app.screenAdded.connect(self._on_app_screen_added)
        app.screenRemoved.connect(self._on_app_screen_removed)
        for one in app.screens():
            self._watch(one)

    def screens(self) -> tuple[Screen, ...]:
        primary = self._app.primaryScreen()
        found = [_described(one, one is primary) for one in self._app.screens()]
        return tuple(sorted(found, key=lambda one: not one.is_primary))

    def screen_of(self, window: QWidget) -> str:
        found = window.screen()
        return found.name() if found is not None else ""

    def fill(self, window: QWidget, name: str) -> None:
        found = self._named(name)
        if window.isVisible() and self.screen_of(window) != name:
            window.hide()  # a full-screen window that is shown stays where it is
        window.setScreen(found)
        window.setGeometry(found.geometry())
        window.setWindowState(Qt.WindowState.WindowFullScreen)  # showFullScreen() asks for the keyboard, too
        window.show()

    def move(self, window: QWidget, name: str) -> None:
        found = self._named(name)
        was = window.windowState()
        free = found.availableGeometry()
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.setScreen(found)
        window.setGeometry(_fitted(window, free))
        window.setWindowState(was)

    def _named(self, name: str) -> QScreen:
        for one in self._app.screens():
            if one.name() == name:
                return one
        raise KeyError(name)

    def _watch(self, screen: QScreen) -> None:
        name = screen.name()
        screen.geometryChanged.connect(lambda _box: self._on_screen_changed(name))

    def _on_app_screen_added(self, screen: QScreen) -> None:
        self._watch(screen)
        self.added.emit(_described(screen, screen is self._app.primaryScreen()))

    def _on_app_screen_removed(self, screen: QScreen) -> None:
        self.removed.emit(screen.name())

    def _on_screen_changed(self, name: str) -> None:
        for one in self.screens():
            if one.name == name:
                self.changed.emit(one)


class SimulatedScreens(ScreenProvider):
    """Screens for tests: `plug`, `unplug` and `change` them. A window that fills one has its size; Qt knows of none."""

    def __init__(self, *screens: Screen) -> None:
        super().__init__()
        self._screens = list(screens)
        self.places: dict[QWidget, str] = {}
        self.filled: list[tuple[QWidget, str]] = []

    def screens(self) -> tuple[Screen, ...]:
        return tuple(sorted(self._screens, key=lambda one: not one.is_primary))

    def screen_of(self, window: QWidget) -> str:
        return self.places.get(window) or self.screens()[0].name

    def fill(self, window: QWidget, name: str) -> None:
        box = self._named(name).box
        self.filled.append((window, name))
        self.places[window] = name
        window.setGeometry(box)
        window.show()

    def move(self, window: QWidget, name: str) -> None:
        box = self._named(name).box
        self.places[window] = name
        window.setGeometry(_fitted(window, box))

    def plug(self, screen: Screen) -> None:
        self._screens.append(screen)
        self.added.emit(screen)

    def unplug(self, name: str) -> None:
        """As a window manager does it: what was there is shown on the main screen before anybody is told."""
        self._screens.remove(self._named(name))
        for window, place in self.places.items():
            if place == name:
                self.places[window] = self.screens()[0].name
                window.setGeometry(self.screens()[0].box)
        self.removed.emit(name)

    def change(self, name: str, **values: float) -> None:
        """Another size, place or scaling."""
        before = self._named(name)
        after = replace(before, **values)  # type: ignore[arg-type]
        self._screens[self._screens.index(before)] = after
        self.changed.emit(after)

    def _named(self, name: str) -> Screen:
        for one in self._screens:
            if one.name == name:
                return one
        raise KeyError(name)


class ScreenMemory:
    """Which screen was the room's and which the trainer's own, by name; the settings file keeps it."""

    def __init__(self, file: SettingsFile | None = None) -> None:
        self._file = file
        self._parts: dict[str, str] = dict(file.now.screens) if file else {}

    def part_of(self, name: str) -> str:
        """ROOM, OWN, or "" for a screen that was never used."""
        return self._parts.get(name, "")

    def keep(self, room: str, own: str) -> None:
        """The two last used stand last: of too many the first are forgotten."""
        for name, part in ((own, OWN), (room, ROOM)):
            if name:
                self._parts.pop(name, None)
                self._parts[name] = part
        self._parts = dict(list(self._parts.items())[-MOST_SCREENS:])
        if self._file is not None:
            self._file.keep(replace(self._file.now, screens=dict(self._parts)))


def room_screen(screens: tuple[Screen, ...], own: str, part_of: Callable[[str], str]) -> Screen | None:
    """The screen for the room: one that was the room's before, else the first that is not the trainer's own."""
    mine = next((one for one in screens if one.name == own), screens[0] if screens else None)
    if mine is None:
        return None
    others = [one for one in screens if one is not mine and not one.shows_the_same_as(mine)]
    known = [one for one in others if part_of(one.name) == ROOM]
    new = [one for one in others if part_of(one.name) != OWN]
    return next(iter([*known, *new, *others]), None)


def _described(screen: QScreen, is_primary: bool) -> Screen:
    box = screen.geometry()
    return Screen(screen.name(), box.x(), box.y(), box.width(), box.height(), screen.devicePixelRatio(), is_primary)


def _fitted(window: QWidget, free: QRect) -> QRect:
    """As large as it is or as there is room for, in the middle."""
    box = QRect(0, 0, min(window.width(), free.width()), min(window.height(), free.height()))
    box.moveCenter(free.center())
    return box
