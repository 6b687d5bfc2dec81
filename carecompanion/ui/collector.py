"""Python's collector of cycles works on the UI thread only.

Left to itself it runs in whatever thread makes the next object, and takes apart there what it finds: a closed window or
a timer in a cycle of references too, and Qt does not stand that (seen in a test). So it is off while there are
windows; a timer does its work, by Python's own thresholds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
STARTED_MS = 2000  # whoever started it sees her page by then


class Collector(QObject):
    """Collects while its parent lives. What the start made stays, and is not looked through again and again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)
        QTimer.singleShot(STARTED_MS, self, self._begin)

    def _begin(self) -> None:
        gc.freeze()
        self._timer.start()


def collect_what_is_due() -> None:
    """The oldest generation that has had enough; nothing where none has."""
    for generation, (counted, most) in reversed(list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))):
        if counted > most:
            gc.collect(generation)
            return
