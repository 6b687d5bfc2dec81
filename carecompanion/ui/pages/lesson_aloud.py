"""Listening inside a lesson: what of each view is read, and when the voice falls silent."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from carecompanion.ui.pages.lesson_calm import PauseView
from carecompanion.ui.pages.lesson_step import StepView
from carecompanion.ui.read_aloud import ReadAloud, Said, readable
from carecompanion.ui.widgets.buttons import Button


class LessonAloud(QObject):
    """Does nothing where there is no button. Nothing begins by itself, not even after a pause or the next step."""

    def __init__(
        self, page: QWidget, button: Button | None, language: str, speed: str, place: int, tell: Callable[[str], None]
    ) -> None:
        super().__init__(page)
        self._view: QWidget | None = None
        self._what = ""
        self._first_place = place
        self._aloud = ReadAloud(page, button, language, self._spoken, speed) if button is not None else None
        if self._aloud is not None:
            self._aloud.trouble.connect(tell)
            page.installEventFilter(self)

    @property
    def place(self) -> int:
        """The sentence one is at, of what is on the screen."""
        return self._aloud.place if self._aloud is not None else 0

    def show(self, view: QWidget, step: int) -> None:
        """Another view is on the screen: silence. Its first sentence is next, or the one a pause cut off."""
        if self._aloud is None:
            return
        self._view = view
        is_pause = isinstance(view, PauseView)
        self._aloud.pause()
        self._aloud.show_button(is_here=not is_pause)
        what = f"{type(view).__name__} {step}"
        if is_pause or what == self._what:
            return
        self._what = what
        self._aloud.place, self._first_place = self._first_place, 0

    def pause(self) -> None:
        if self._aloud is not None:
            self._aloud.pause()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Covered, left, locked or minimised: silent in this very event."""
        if event.type() == QEvent.Type.Hide:
            self.pause()
        return False

    def _spoken(self) -> list[Said]:
        parts = self._view.spoken_parts() if isinstance(self._view, StepView) else (self._view,)
        return [said for part in parts if part is not None for said in readable(part)]
