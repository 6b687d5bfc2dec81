"""While the laptop goes round the room: one page, help and a pause. Nothing of the trainer's profile can be reached.

The window asks here what may be shown; the page itself knows how one is let out.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carecompanion.settings import Appearance
from carecompanion.ui.hiding import Hiding, RoomDoors
from carecompanion.ui.routes import Place

KEPT_IN = "pass_laptop"
PLACES = (KEPT_IN, "help", "practice")


class Passing:
    """From the first person to the last. `empty` throws away what is half answered: F9 and a sleep do, too.

    `appearance` is the room's while it lasts: who makes the letters larger changes nothing of the trainer's.
    """

    def __init__(self, window: QWidget, hiding: Hiding, empty: Callable[[], None], appearance: Appearance) -> None:
        self.appearance = appearance
        self._window, self._empty = window, empty
        self._state = window.windowState()
        self._end = hiding.add_room(RoomDoors(empty, lambda: None, before_sleep=empty))
        window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)

    def place_of(self, place: Place) -> Place | None:
        """The place as the room may see it; None: not at all."""
        if place.name not in PLACES:
            return None
        return replace(place, arguments={**place.arguments, "in_room": True}) if place.name == "help" else place

    def end(self) -> None:
        """The trainer has the laptop back."""
        self._end()
        self._empty()
        self._window.setWindowState(self._state)
