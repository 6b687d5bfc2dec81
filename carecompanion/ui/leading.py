"""The session that is led, whatever page is shown: its run, the room's window, a tick each second, a machine awake.

Pages come and go; this stays from «Iniciar» until the session is closed, or until nobody is here any more.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from carecompanion.app import App
from carecompanion.learning.room_view import Blank, Breath, Pause, RoomView
from carecompanion.settings import Appearance
from carecompanion.ui.awake import stay_awake
from carecompanion.ui.dress import design_tokens, theme_of
from carecompanion.ui.hiding import Hiding, RoomDoors
from carecompanion.ui.leading_keys import LeadingKeys
from carecompanion.ui.projector import Projector, RoomNews
from carecompanion.ui.room_theme import RoomTheme
from carecompanion.ui.screens import QtScreens, ScreenMemory, ScreenProvider
from carecompanion.ui.theme import system_theme
from carecompanion.ui.widgets.room_view import RoomPicture

if TYPE_CHECKING:
    from carecompanion.services.session_run import TrainingRun

TICK_MS = 1000
TIMER_SECONDS = 180
APART = 1.5  # seconds that breathing may be off before it jumps


@dataclass(slots=True)
class Hall:
    """What a computer has for a session; tests put in simulated screens, and a machine that may sleep."""

    screens: Callable[[], ScreenProvider] = QtScreens
    stay_awake: Callable[[], Callable[[], None]] = stay_awake


class Leading(QObject):
    """`changed` after every act, also when something else is shown to the room; `ticked` each second."""

    changed = Signal()
    ticked = Signal()

    def __init__(
        self,
        run: "TrainingRun",
        projector: Projector,
        let_go: tuple[Callable[[], None], ...] = (),
        has_letters: Callable[[], bool] = lambda: True,
    ) -> None:
        """`let_go` is called once, when it ends. `has_letters`: single letters are keys."""
        super().__init__(projector)
        self.run = run
        self.projector = projector
        self.is_over = False
        self.news: RoomNews | None = None  # what was told of the room's screen last
        self.keys = LeadingKeys(self, has_letters)
        self._instead: RoomView | None = None
        self._make_instead: Callable[[], RoomView | None] | None = None
        self._let_go = let_go
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self.tick)
        self._ticks.start()
        projector.told.connect(self._on_projector_told)
        projector.keyed.connect(self.keys.take)

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
    def instead(self) -> RoomView | None:
        """What stands on the wall in place of the run's own slide."""
        return self._instead

    def show(self, view: RoomView, again: Callable[[], RoomView | None] | None = None) -> None:
        """In place of the run's own slide, until take_back(). `again` makes it once more in another language."""
        self._instead, self._make_instead = view, again
        self.refresh()

    def wear(self, theme: RoomTheme) -> None:
        """Another look or language: the wall follows, and stays frozen, blank or calm."""
        self.projector.wear(theme)
        if self._instead is not None and self._make_instead is not None:
            self._instead = self._make_instead() or self._instead
        self._put_on_the_wall()

    def take_back(self) -> None:
        """The run's own slide again."""
        if self._instead is not None:
            self._instead = None
            self.refresh()

    # acts and time

    def act(self, act: Callable[[], object]) -> None:
        """Do something with the run; the wall and the pages follow. Moving on takes back what stood in its place."""
        before = self._place
        act()
        if self._place != before:
            self._instead = None
        self.refresh()

    def back(self) -> None:
        """From what was shown in its place back to the slide; else to the slide before."""
        if self._instead is not None:
            self.take_back()
        else:
            self.act(self.run.back)

    def turn_timer(self) -> None:
        """The slide's own time begins, or three minutes where it has none; again: it is away."""
        timer, run = self.run.run.timer, self.run.run
        if timer is not None and (timer.block, timer.slide) == (run.current.id, run.slide):
            self.act(self.run.stop_timer)
        else:
            own = self.run.screen.view.timer
            self.act(lambda: self.run.start_timer(own.total if own is not None and own.total else TIMER_SECONDS))

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

    @property
    def _place(self) -> tuple[int, int, object]:
        """Where one is, in a scene as well."""
        play = self.run.play
        return self.run.run.block, self.run.run.slide, play and play.taken

    def _put_on_the_wall(self) -> None:
        put_on(self.projector.window.picture, self.projector.view, self.view, self.projector.show_view)

    def _on_projector_told(self, news: RoomNews) -> None:
        self.news = news


def put_on(picture: RoomPicture, shown: RoomView, view: RoomView, show: Callable[[RoomView], None]) -> None:
    """Show what is not shown yet. Breathing counts its seconds by itself, unless it lost some: the machine slept."""
    if shown == view:
        return
    one, other = shown.slide, view.slide
    if isinstance(one, Breath) and isinstance(other, Breath) and shown.timer == view.timer:
        is_near = not other.gone or abs(other.gone - picture.elapsed) < APART
        if is_near and replace(one, gone=0.0) == replace(other, gone=0.0):
            return
    show(view)


class Stage:
    """Where a session is led: begins and ends it for the main window. At most one at a time."""

    def __init__(self, window: QWidget, app: App, hiding: Hiding) -> None:
        self.hall = Hall()
        self.leading: Leading | None = None
        self._window, self._app, self._hiding = window, app, hiding

    @cached_property
    def screens(self) -> ScreenProvider:
        return self.hall.screens()

    def lead(self, run: "TrainingRun", appearance: Appearance, has_letters: Callable[[], bool]) -> Leading:
        """Begin, and open the room's window on the second screen when there is one."""
        self.end()
        memory = ScreenMemory(self._app.settings)
        projector = Projector(run.room(), self._theme(appearance), self._window, self.screens, memory)
        doors = RoomDoors(projector.cover, projector.uncover)
        let_go = (self._hiding.add_room(doors), self.hall.stay_awake())
        self.leading = Leading(run, projector, let_go, has_letters)
        projector.open()
        if self._hiding.is_covered:
            projector.cover()
        return self.leading

    def wear(self, appearance: Appearance) -> None:
        """The program looks or speaks otherwise now."""
        leading = self.now()
        if leading is not None:
            leading.wear(self._theme(appearance))

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
        theme = theme_of(appearance)
        if theme == "system":
            theme = system_theme()
        name = "highContrast" if theme == "highContrast" else "projectorLight"
        tokens = design_tokens(self._app.paths.resources)
        return RoomTheme(tokens, name, appearance.plain_titles, appearance.reduced_motion)
