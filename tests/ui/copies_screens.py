"""The screens of copies, for the tests that look at all of them. What they show is made by hand: they are many."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton

from carecompanion.errors import CopyUnreadable
from carecompanion.services.copies import Brought, Held
from carecompanion.storage.carrying import too_new_words
from carecompanion.ui.main_window import MainWindow

HELD = Held(datetime(2026, 8, 3, 18, 40), 1240, 31, 212, 18, 9, 4)


def copies_screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "copies, none yet", lambda: window.show_page("copies")
    yield "copies", lambda: (window.app.profiles.keep_daily_copy(window.profile), window.show_page("copies"))
    yield "copies, one looked at", lambda: _bring(window, HELD)
    yield "copies, one that asks for its passphrase", lambda: (_bring(window, None), _press(window, "open-copy"))
    yield "copies, one that is none", lambda: window.page._on_failed(CopyUnreadable(too_new_words()))
    yield "copies, at work", lambda: window.show_page("copies_work")


def _bring(window: MainWindow, held: Held | None) -> None:
    brought = Brought(Path(), None, None if held is None else bytes(32))
    brought.held = held
    window.page._show("copia 2026-08-03.copia", brought, False)


def _press(window: MainWindow, name: str) -> None:
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
