"""Time that goes by while a practice runs. What the machine slept through is not practised, and ends the running."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

SMOOTH_MS, CALM_MS = 33, 200
SLEPT = 5.0  # seconds between two beats that only a sleeping machine explains


class Pulse(QObject):
    """`passed(seconds)` at every beat while it runs; `slept()` when it stopped because the machine had slept."""

    passed = Signal(float)
    slept = Signal()

    def __init__(
        self,
        parent: QObject,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._wall, self._steady = wall, steady
        self._last = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def start(self, every: int = CALM_MS) -> None:
        """Beat every so many ms from now on."""
        self._last = (self._wall(), self._steady())
        self._timer.start(every)

    def stop(self) -> None:
        self._timer.stop()

    def beat(self) -> None:
        """Tell how long it was since the last beat. A clock that was set back tells nothing."""
        before, self._last = self._last, (self._wall(), self._steady())
        wall, steady = (now - then for now, then in zip(self._last, before, strict=True))
        if max(wall, steady) > SLEPT:
            self.stop()
            self.slept.emit()
        else:
            self.passed.emit(max(0.0, steady))
