"""A pack's file that the program was opened with: looked at, as for adding it, as soon as somebody may see that.

Whoever does something that should not be left (a practice, a session that is led, her first phrase) is only told, and
opens it with one click. Behind the cover, and while the laptop goes round a room, it waits.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent

from carecompanion.i18n import _
from carecompanion.ui.hiding import close_what_floats

if TYPE_CHECKING:
    from carecompanion.ui.main_window import MainWindow


def offer_given(window: "MainWindow", *, may_leave: bool = False) -> None:
    """`may_leave`: she asked for it just now, so an ordinary page gives way to it."""
    if not window.given_pack or window.hiding.is_covered or window.is_passing or window.place is None:
        return
    if window.profile is None:
        window.toast(_("“{file}” will be looked at once you are in.").format(file=_name(window)))
        return
    file, name, window.given_pack = window.given_pack, _name(window), ""
    if may_leave and getattr(window.page, "shell", "full") == "full" and window.go.leading() is None:
        close_what_floats(window)
        QTimer.singleShot(0, window, partial(window.show_page, "packs", file=file))  # after a dialog has gone
    else:
        look = partial(window.show_page, "packs", file=file)
        window.toast(_("“{file}” can be added.").format(file=name), _("Look at it"), look)


def _name(window: "MainWindow") -> str:
    from carecompanion.ui.pages.pack_words import shortened  # late: most starts bring no file

    return shortened(Path(window.given_pack).name)


class FileOpened(QObject):
    """On a Mac a file comes as an event, not on the command line. Elsewhere this would only cost time."""

    def __init__(self, on_file: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._on_file = on_file

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self._on_file(event.file())
            return True
        return False
