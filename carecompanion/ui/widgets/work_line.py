"""Slow work on a page: nothing for half a second, then what is being done, how far it is, and a way to stop it."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from carecompanion.i18n import _
from carecompanion.ui.go import Run
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.progress import ProgressBar
from carecompanion.ui.widgets.text import Label

SILENT_MS, TURN_MS = 500, 100


class Stopped(Exception):
    """The person asked for it; what was begun is not there."""


class Progress:
    """Told by the work, in its thread; asked by the line."""

    def __init__(self) -> None:
        self.share = 0.0
        self._stop = Event()

    def stop(self) -> None:
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        return self._stop.is_set()

    def step(self, share: float) -> None:
        """Raises Stopped."""
        if self._stop.is_set():
            raise Stopped
        self.share = share


class WorkLine(QWidget):
    """One piece of work at a time; a new one stops the one before. `run` as Go.run, and `work` is given the step."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run
        self._progress: Progress | None = None
        self._words = Label("", "ui", "textMuted")
        self._bar = ProgressBar(0.0)
        self._cancel = Button(_("Cancel"), size="small")
        self._cancel.setObjectName("cancel-work")
        self._cancel.clicked.connect(self.stop)
        self._silence = QTimer(self, singleShot=True, interval=SILENT_MS)
        self._silence.timeout.connect(self._appear)
        self._turn = QTimer(self, interval=TURN_MS)
        self._turn.timeout.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self.hide()

    @property
    def is_busy(self) -> bool:
        return self._progress is not None

    def start(
        self,
        words: str,
        work: Callable[[Callable[[float], None]], Any],
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """`on_failed` is given Stopped as well. Neither is called once this line is gone or another work began."""
        self.stop()
        progress = self._progress = Progress()
        self._words.setText(words)
        self._silence.start()
        self._run(
            lambda: work(progress.step),
            lambda result: self._end(progress, on_done, result),
            lambda error: self._end(progress, on_failed, error),
        )

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _end(self, progress: Progress, tell: Callable[[Any], None], what: Any) -> None:
        if not isValid(self):
            return
        if progress is self._progress:
            self._progress = None
            self._silence.stop()
            self._turn.stop()
            self.hide()
            tell(what)

    def _appear(self) -> None:
        self._look()
        self._turn.start()
        self.show()
        announce(self, self._words.text())

    def _look(self) -> None:
        if self._progress is not None:
            self._bar.set_share(self._progress.share)
