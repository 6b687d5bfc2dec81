"""The session that is led, whatever page is shown: its run, the room's window, a tick each second, a machine awake.

Pages come and go; this stays from «Iniciar» until the session is closed, or until nobody is here any more.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from carecompanion.app import App
from carecompanion.learning.room_view import Blank, Breath, Pause, RoomView
from carecompanion.settings import Appearance
from carecompanion.ui.awake import stay_awake
from carecompanion.ui.dress import design_tokens, theme_of
from carecompanion.ui.hiding import Hiding, RoomDoors
from carecompanion.ui.projector import Projector
from carecompanion.ui.room_theme import RoomTheme
from carecompanion.ui.screens import QtScreens, ScreenMemory, ScreenProvider

if TYPE_CHECKING:
    from carecompanion.services.session_run import TrainingRun

TICK_MS = 1000


@dataclass(slots=True)
class Hall:
    """What a computer has for a session; tests put in simulated screens, and a machine that may sleep."""

    screens: Callable[[], ScreenProvider] = QtScreens
    stay_awake: Callable[[], Callable[[], None]] = stay_awake


class Leading(QObject):
    """`changed` after every act, also when something else is shown to the room; `ticked` each second."""

    changed = Signal()
    ticked = Signal()

    def __init__(self, run: "TrainingRun", projector: Projector, let_go: tuple[Callable[[], None], ...] = ()) -> None:
        """`let_go` is called once, when it ends."""
        super().__init__(projector)
        self.run = run
        self.projector = projector
        self.is_over = False
        self._instead: RoomView | None = None
        self._let_go = let_go
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self.tick)
        self._ticks.start()

    # what the room sees

    @property
    def view(self) -> RoomView:
        """What the room is to see now."""
        run = self.run.run
        if self._instead is None:
            return self.run.room()
        if run.is_paused:
            return RoomView(Pause())
        return RoomView(Blank()) if run.is_blank else self._instead

    @property
    def is_showing(self) -> bool:
        """Something stands on the wall in place of the run's own slide."""
        return self._instead is not None

    def show(self, view: RoomView) -> None:
        """In place of the run's own slide, until take_back()."""
        self._instead = view
        self.refresh()

    def take_back(self) -> None:
        """The run's own slide again."""
        if self._instead is not None:
            self._instead = None
            self.refresh()

    # acts and time

    def act(self, act: Callable[[], object]) -> None:
        """Do something with the run; the wall and the pages follow. Moving on takes back what stood in its place."""
        place = self.run.run.block, self.run.run.slide
        act()
        if (self.run.run.block, self.run.run.slide) != place:
            self._instead = None
        self.refresh()

    def refresh(self) -> None:
        """After an act."""
        if not self.is_over:
            self._put_on_the_wall()
            self.changed.emit()

    def tick(self) -> None:
        """A second went by."""
        self._put_on_the_wall()
        self.ticked.emit()

    def end(self) -> None:
        """The wall is empty, the machine may sleep. The run stays as it is: open, unless it was closed before."""
        if self.is_over:
            return
        self.is_over = True
        self._ticks.stop()
        for let_go in self._let_go:
            let_go()
        self.projector.cover()
        self.projector.stop()
        self.projector.deleteLater()

    def _put_on_the_wall(self) -> None:
        view = self.view
        if not _is_the_same(self.projector.view, view):
            self.projector.show_view(view)


def _is_the_same(shown: RoomView, view: RoomView) -> bool:
    """Breathing that goes on counts its seconds by itself."""
    if isinstance(shown.slide, Breath) and isinstance(view.slide, Breath) and not view.slide.gone:
        return replace(shown, slide=replace(shown.slide, gone=0.0)) == view
    return shown == view


class Stage:
    """Where a session is led: begins and ends it for the main window. At most one at a time."""

    def __init__(self, window: QWidget, app: App, hiding: Hiding) -> None:
        self.hall = Hall()
        self.leading: Leading | None = None
        self._window, self._app, self._hiding = window, app, hiding

    def lead(self, run: "TrainingRun", appearance: Appearance) -> Leading:
        """Begin, and open the room's window on the second screen when there is one."""
        self.end()
        memory = ScreenMemory(self._app.settings)
        projector = Projector(run.room(), self._theme(appearance), self._window, self.hall.screens(), memory)
        doors = RoomDoors(projector.cover, projector.uncover)
        self.leading = Leading(run, projector, (self._hiding.add_room(doors), self.hall.stay_awake()))
        projector.open()
        if self._hiding.is_covered:
            projector.cover()
        return self.leading

    def end(self) -> None:
        """Nobody leads any more."""
        leading, self.leading = self.leading, None
        if leading is not None:
            leading.end()

    def now(self) -> Leading | None:
        """The session that is led; one that ended itself is none."""
        if self.leading is not None and self.leading.is_over:
            self.leading = None
        return self.leading

    def _theme(self, appearance: Appearance) -> RoomTheme:
        """The room's own light colours; with high contrast for a trainer who needs it."""
        name = "highContrast" if theme_of(appearance) == "highContrast" else "projectorLight"
        tokens = design_tokens(self._app.paths.resources)
        return RoomTheme(tokens, name, appearance.plain_titles, appearance.reduced_motion)
