"""Text saves itself: a second after the last key, when the field is left, and when the page goes."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 1000


class Later(QObject):
    """`typed()` at each key; `told` once there is a pause, or at `flush()`, and never without something new."""

    told = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_new = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def typed(self, *_what: object) -> None:
        self._is_new = True
        self._pause.start()

    def flush(self) -> None:
        self._pause.stop()
        if self._is_new:
            self._is_new = False
            self.told.emit()
