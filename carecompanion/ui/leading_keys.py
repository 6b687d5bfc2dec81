"""The keys of a session that is led, in the console and in the room's own window; clickers send some of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from carecompanion.i18n import _

if TYPE_CHECKING:
    from carecompanion.ui.leading import Leading

LETTERS = "console_letters"  # the preference: single letters act
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class LeadingKeys:
    """`take(event)` does what a key asks and says whether it asked anything. A key that is held counts once."""

    def __init__(self, leading: "Leading", has_letters: Callable[[], bool]) -> None:
        self._leading, self._has_letters = leading, has_letters
        run = leading.run
        on, back = (lambda: leading.act(run.next)), leading.back
        key = Qt.Key
        self._moves: dict[int, Callable[[], None]] = {
            key.Key_Right: on, key.Key_PageDown: on, key.Key_Space: on,
            key.Key_Left: back, key.Key_PageUp: back,
        }  # fmt: skip
        self._letters: dict[int, Callable[[], None]] = {
            key.Key_B: lambda: leading.act(run.blank),
            key.Key_C: lambda: leading.act(run.freeze),
            key.Key_T: leading.turn_timer,
            key.Key_P: lambda: leading.act(run.pause),
            key.Key_S: lambda: _swap(leading),
        }  # fmt: skip

    def take(self, event: QKeyEvent) -> bool:
        act = self._act_of(event)
        if act is None or self._leading.is_over:
            return False
        event.accept()
        if not event.isAutoRepeat():
            act()
        return True

    def moves(self, event: QKeyEvent) -> bool:
        """Whether it goes to another slide: a button with the focus would take the arrows for itself."""
        return event.modifiers() in PLAIN and event.key() in self._moves and event.key() != Qt.Key.Key_Space

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        leading = self._leading
        if self._has_letters() and event.text() == "+":  # with Shift on some keyboards
            return lambda: leading.act(leading.run.plus_minute)
        if event.modifiers() not in PLAIN:
            return None
        if event.key() == Qt.Key.Key_Period:  # what clickers send for a blank screen
            return self._letters[Qt.Key.Key_B]
        return self._moves.get(event.key()) or (self._letters.get(event.key()) if self._has_letters() else None)


def _swap(leading: "Leading") -> None:
    leading.projector.swap()
    leading.refresh()


def console_key_rows() -> list[tuple[str, str]]:
    """For the list of keys."""
    return [
        (_("Right, Page Down, Space"), _("Leading a session: next screen")),
        (_("Left, Page Up"), _("Leading a session: screen before")),
        ("B, C, T", _("Blank the room, freeze it, start the timer")),
        ("+, P", _("One more minute, a pause for everyone")),
        ("1 … 5", _("In a scene played by the room: what it chose")),
        ("S, F5, F11", _("Swap the screens, open the room’s window, make it full here")),
    ]
