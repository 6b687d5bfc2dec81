"""The room's window, and how it finds its screen: by itself, again after a cable was pulled, here when there is none.

The window is built with a RoomView and a theme. It never holds a service, and what it is told to show is checked.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.i18n import _, time_text
from carecompanion.learning.room_view import Calm, RoomView
from carecompanion.ui.pages.cover import cover_title
from carecompanion.ui.room_theme import RoomTheme
from carecompanion.ui.screens import OWN, ROOM, Screen, ScreenMemory, ScreenProvider, room_screen
from carecompanion.ui.widgets.room_view import RoomPicture, checked

log = logging.getLogger(__name__)

CLOCK_MS = 5000  # how often the calm slide looks at the clock


def clock_now() -> str:
    """«10:04», as this computer has it."""
    return time_text(datetime.now().astimezone())


class RoomWindow(QWidget):
    """Shows a RoomView and nothing else. `keyed` tells each key pressed here, `closed` that a person closed it."""

    keyed = Signal(QKeyEvent)
    closed = Signal()
    stays = True  # ui/hiding.py closes what floats; this one covers itself

    def __init__(self, view: RoomView, theme: RoomTheme, clock: Callable[[], str] = clock_now) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._view, self._clock = checked(view), clock
        self.is_calm = False
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.picture = RoomPicture(view, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture)
        self._ticks = QTimer(self, interval=CLOCK_MS)
        self._ticks.timeout.connect(self._show_clock)
        self._name()
        self.resize(960, 540)

    @property
    def view(self) -> RoomView:
        """What it was told to show last; seen again when the calm slide goes."""
        return self._view

    def show_view(self, view: RoomView) -> None:
        """Raises TypeError for anything but a RoomView."""
        self._view = checked(view)
        if not self.is_calm:
            self.picture.show_view(view)

    def wear(self, theme: RoomTheme) -> None:
        """Another look or language; what is shown stays, also calm."""
        self._name()
        self.picture.wear(theme)

    def cover(self) -> None:
        """The calm slide, painted before this returns."""
        self.is_calm = True
        self._name()
        self._show_clock()
        self._ticks.start()
        if self.isVisible():
            self.picture.repaint()

    def uncover(self) -> None:
        self.is_calm = False
        self._ticks.stop()
        self._name()
        self.picture.show_view(self._view)

    def put_away(self) -> None:
        """Not seen, and no longer full: hidden while full screen it would come back half."""
        self.hide()
        self.setWindowState(Qt.WindowState.WindowNoState)

    def _show_clock(self) -> None:
        calm = RoomView(Calm(self._clock()))
        if self.picture.view != calm:
            self.picture.show_view(calm)

    def _name(self) -> None:
        """Also the task bar is seen."""
        self.setWindowTitle(cover_title() if self.is_calm else _("The room’s screen"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        self.keyed.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous():
            self.closed.emit()
        event.accept()


@dataclass(frozen=True, slots=True)
class RoomNews:
    """What happened. `kind` is shown, back, lost, none, here, swapped or closed; `words` say it to the trainer."""

    kind: str
    screen: str = ""

    @property
    def words(self) -> str:
        return {
            "shown": _("The room sees the slides on the other screen."),
            "back": _("The other screen is there again, and the room sees the same slide."),
            "lost": _("The other screen is gone. The session goes on, and the slide waits for it."),
            "none": _("We see no other screen. Connect the projector, or open the window here."),
            "here": _("The room’s window is open on this screen. F11 makes it as large as the screen."),
            "swapped": _("The two screens have changed places."),
            "closed": _("The room’s window is closed. The session goes on."),
        }[self.kind]


class Projector(QObject):
    """Keeps the room's window where it belongs. `told(RoomNews)` says what happened; the view is never lost.

    `console` is the trainer's own window: the room goes to another screen than that one.
    """

    told = Signal(RoomNews)
    keyed = Signal(QKeyEvent)

    def __init__(
        self,
        view: RoomView,
        theme: RoomTheme,
        console: QWidget,
        screens: ScreenProvider,
        memory: ScreenMemory | None = None,
        clock: Callable[[], str] = clock_now,
    ) -> None:
        super().__init__(console)
        self.window = RoomWindow(view, theme, clock)
        self.window.keyed.connect(self._on_window_keyed)
        self.window.closed.connect(self._on_window_closed)
        self.destroyed.connect(self.window.deleteLater)
        self._console, self._screens, self._memory = console, screens, memory or ScreenMemory()
        self._is_wanted = False  # the room should see something, were there a screen
        self._on = ""  # name of the screen it fills; "" = none, or a window on the console's screen
        self._was_lost = False
        screens.added.connect(self._on_screens_added)
        screens.removed.connect(self._on_screens_removed)
        screens.changed.connect(self._on_screens_changed)

    @property
    def view(self) -> RoomView:
        return self.window.view

    @property
    def screen(self) -> str:
        """Name of the screen the room sees; "" while there is none."""
        return self._on if self.window.isVisible() else ""

    @property
    def is_shown(self) -> bool:
        return self.window.isVisible()

    @property
    def is_here(self) -> bool:
        """A window on the trainer's own screen: a mirrored projector shows it, too."""
        return self.window.isVisible() and not self._on

    def show_view(self, view: RoomView) -> None:
        """Raises TypeError for anything but a RoomView."""
        self.window.show_view(view)

    def wear(self, theme: RoomTheme) -> None:
        self.window.wear(theme)

    def open(self) -> bool:
        """On the room's screen, full; false, and nothing shown, when there is no second one."""
        self._is_wanted = True
        self._part_from_the_room()
        found = self._find()
        if found is None:
            self._tell("none")
            return False
        self._fill(found.name)
        self._tell("shown")
        return True

    def open_here(self) -> None:
        """With one screen: a window on it, for a projector that mirrors it."""
        self._is_wanted, self._on = True, ""
        self._be_a_window()
        self._tell("here")

    def toggle_full(self) -> None:
        """F11, for the window here: as large as the screen, and back. The console is behind it then."""
        if not self.is_here:
            return
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()
        self.window.activateWindow()

    def swap(self) -> bool:
        """The room's screen and the trainer's change places; false where there are not two."""
        own, room = self._own, self._on or self._name_of(self._find())
        if not room:
            self._tell("none")
            return False
        self._is_wanted = True
        self._screens.move(self._console, room)
        self._fill(own)
        self._tell("swapped")
        return True

    def close(self) -> None:
        """The session is over, or the room needs no screen."""
        self._is_wanted, self._on = False, ""
        self.window.put_away()

    def stop(self) -> None:
        """For good: the window goes."""
        self.close()
        for signal, slot in (
            (self._screens.added, self._on_screens_added),
            (self._screens.removed, self._on_screens_removed),
            (self._screens.changed, self._on_screens_changed),
        ):
            signal.disconnect(slot)
        self.window.close()
        self.window.deleteLater()

    # F9

    def cover(self) -> None:
        self.window.cover()

    def uncover(self) -> None:
        self.window.uncover()

    # where it is

    @property
    def _own(self) -> str:
        return self._screens.screen_of(self._console)

    def _find(self) -> Screen | None:
        return room_screen(self._screens.screens(), self._own, self._memory.part_of)

    def _name_of(self, screen: Screen | None) -> str:
        return screen.name if screen is not None else ""

    def _part_from_the_room(self) -> None:
        """Where the trainer's window stands on what was the room's screen last time, and the other was its own."""
        found = self._find()
        if found is not None and self._memory.part_of(self._own) == ROOM and self._memory.part_of(found.name) == OWN:
            self._screens.move(self._console, found.name)

    def _fill(self, name: str) -> None:
        if self.window.isFullScreen() and not self._on:
            self.window.showNormal()
        self._on, self._was_lost = name, False
        self.window.setCursor(Qt.CursorShape.BlankCursor)
        self._take_keys(False)
        self._screens.fill(self.window, name)
        self._memory.keep(room=name, own=self._own)
        self._console.activateWindow()

    def _be_a_window(self) -> None:
        self.window.unsetCursor()
        self.window.put_away()
        self._take_keys(True)
        self._screens.move(self.window, self._own)
        self.window.show()

    def _take_keys(self, may: bool) -> None:
        """On its own screen the keyboard stays with the console. A window that is shown is hidden by a change."""
        flag = Qt.WindowType.WindowDoesNotAcceptFocus
        if bool(self.window.windowFlags() & flag) == may:
            self.window.setWindowFlag(flag, not may)
        self.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not may)

    def _tell(self, kind: str) -> None:
        log.info("room screen: %s", kind)
        self.told.emit(RoomNews(kind, self._on))

    # screens come and go

    def _on_screens_added(self, _screen: Screen) -> None:
        """A screen plugged in again, or late."""
        self._look_again()

    def _settle(self) -> None:
        """The trainer's window is where it can be seen, also when its own screen went; a third screen takes over."""
        box, screens = self._console.frameGeometry(), self._screens.screens()
        if screens and not any(one.box.contains(box.center()) for one in screens):
            self._screens.move(self._console, screens[0].name)
        self._look_again()

    def _look_again(self) -> None:
        """Where the room sees nothing, or a window here; one more screen beside the room's changes nothing."""
        if not self._is_wanted or self.screen:
            return
        found = self._find()
        if found is not None:
            kind = "back" if self._was_lost else "shown"
            self._fill(found.name)
            self._tell(kind)

    def _on_screens_removed(self, name: str) -> None:
        """Hide first: a window manager would put the full-screen window over the console."""
        if not self._on or not self.window.isVisible():
            return
        left = [one for one in self._screens.screens() if one.name != name]
        if name != self._on and len(left) > 1:
            return
        self.window.put_away()
        self._on, self._was_lost = "", True
        self._tell("lost")
        QTimer.singleShot(0, self, self._settle)  # once Qt has forgotten this one

    def _on_screens_changed(self, screen: Screen) -> None:
        """Another size or scaling, or the system mirrors now what it did not."""
        if not self.screen:
            self._look_again()
        elif self._find() is None:
            self._on_screens_removed(self._on)
        elif screen.name == self._on:
            self._screens.fill(self.window, screen.name)

    # keys and closing

    def _on_window_keyed(self, event: QKeyEvent) -> None:
        """F11 and Esc are for the window here; all others are the console's."""
        is_full_here = self.is_here and self.window.isFullScreen()
        if event.key() == Qt.Key.Key_F11 or (event.key() == Qt.Key.Key_Escape and is_full_here):
            self.toggle_full()
        else:
            self.keyed.emit(event)

    def _on_window_closed(self) -> None:
        self._is_wanted, self._on = False, ""
        self._tell("closed")
