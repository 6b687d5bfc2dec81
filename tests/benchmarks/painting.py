"""When something is painted, asked of Qt itself: a speck in the corner of a page is painted last, after all beside it.

Nothing of this is in the program; only the processes that are measured import it.
"""

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class Speck(QWidget):
    """One pixel on top of `page`. `then(moment)` is called once: everything is painted and handed to the screen."""

    def __init__(self, page: QWidget, then: Callable[[float], None]) -> None:
        super().__init__(page)
        self.is_painted = False
        self._then = then
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(0, 0, 1, 1)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_painted:
            self.is_painted = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._then(time.monotonic())
            return True
        return super().event(event)


def milliseconds_until_painted(act: Callable[[], object], page: Callable[[], QWidget]) -> float:
    """Do it, and wait until the page that is there then is painted."""
    loop, moments = QEventLoop(), []

    def note(moment: float) -> None:
        moments.append(moment)
        loop.quit()

    QTimer.singleShot(10_000, loop, loop.quit)
    begin = time.monotonic()
    act()
    speck = Speck(page(), note)
    loop.exec()
    speck.deleteLater()
    if not moments:
        raise TimeoutError("the page was not painted within ten seconds")
    return 1000 * (moments[0] - begin)


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def memory() -> float:
    """MB of this process in memory now; where the system does not tell it, the most it ever was."""
    if os.path.exists("/proc/self/statm"):
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource  # not on Windows, where there is no figure then

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def qt_modules() -> list[str]:
    """The Qt modules loaded by now."""
    return sorted(name for name in sys.modules if name.startswith("PySide6.Qt"))
