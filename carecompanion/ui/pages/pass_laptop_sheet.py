"""One person's answers until they are kept: in memory and nowhere else, and not for long."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

TICK_MS = 1000
GONE_AFTER, WARN_AFTER = 120.0, 100.0  # seconds without a touch
NOBODY = -1
_TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)

Clock = Callable[[], float]


class Sheet(QObject):
    """`place` is the page the person is at, NOBODY before she begins. It outlives the page it is filled in on: help is
    another page.

    `emptied(why)`: kept, blank (nothing was answered) or gone (thrown away). `hurried(is_so)`: soon it will be gone.
    """

    emptied = Signal(str)
    hurried = Signal(bool)

    def __init__(self, wall: Clock = time.time, steady: Clock = time.monotonic) -> None:
        super().__init__()
        self._wall, self._steady = wall, steady
        self.answers: dict[str, int] = {}
        self.team = self.code = ""
        self.place = NOBODY
        self.news = ""  # why it is empty, for the page that is built next
        self._is_hurried = False
        self._last = (wall(), steady())
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self.look_at_clocks)

    @property
    def is_begun(self) -> bool:
        return self.place != NOBODY

    def begin(self) -> None:
        self.place, self.news = 0, ""
        self.touch()
        self._ticks.start()

    def answer(self, question: str, value: int | None) -> None:
        """None: left blank."""
        self.touch()
        if value is None:
            self.answers.pop(question, None)
        else:
            self.answers[question] = value

    def empty(self, why: str = "gone") -> None:
        """Nothing of it stays."""
        was_begun = self.is_begun
        self._ticks.stop()
        self.answers.clear()
        self.team = self.code = ""
        self.place, self._is_hurried = NOBODY, False
        if was_begun:
            self.news = why
            self.emptied.emit(why)

    # time

    def watch(self, window: QWindow | None) -> None:
        """Every key and touch there counts, also on help."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False

    def touch(self) -> None:
        """Somebody is here."""
        self._last = (self._wall(), self._steady())
        self._hurry(False)

    def look_at_clocks(self) -> None:
        """Once a second. The machine may have slept: then the clock on the wall knows."""
        gone = max(now - then for now, then in zip((self._wall(), self._steady()), self._last, strict=True))
        if self.is_begun and gone >= GONE_AFTER:
            self.empty()
        elif self.is_begun:
            self._hurry(gone >= WARN_AFTER)

    def _hurry(self, is_so: bool) -> None:
        if is_so != self._is_hurried:
            self._is_hurried = is_so
            self.hurried.emit(is_so)
