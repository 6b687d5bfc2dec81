"""Python's collector of cycles works on the UI thread only.

Left to itself it runs in whatever thread makes the next object, and takes apart there what it finds: a closed window or
a timer in a cycle of references too, and Qt's objects die of that (seen as a crash). So it is off while there are
windows; a timer does its work, by Python's own thresholds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Collector(QObject):
    """Collects while its parent lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start(EVERY_MS)


def collect_what_is_due() -> None:
    """The oldest generation that has had enough; nothing where none has."""
    for generation, (counted, most) in reversed(list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))):
        if counted > most:
            gc.collect(generation)
            return
