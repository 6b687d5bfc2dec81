"""One window at a time: a lock beside the data, and a door at which a second start knocks to bring the window up."""

import hashlib
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

log = logging.getLogger(__name__)

PATIENCE_MS = 3000


class SingleInstance(QObject):
    """`is_first` says whether this start may open the window; `knock` asks the first one to come to the front."""

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._name = f"care-companion-{hashlib.sha256(str(data).encode()).hexdigest()[:16]}"
        self._door: QLocalServer | None = None
        self._lock: QLockFile | None = None
        self.is_first = self._take_lock(data)

    def _take_lock(self, data: Path) -> bool:
        """True also where no lock can be written: then there is nothing two windows could spoil."""
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.info("no lock: %s", error.strerror)
            return True
        lock = QLockFile(str(data / "running.lock"))
        lock.setStaleLockTime(0)
        # Cut short by a power cut, or left on a stick by another computer, a lock is nobody's; yet Qt would wait for
        # its owner for ever. It is taken away only when no living process holds it.
        if lock.tryLock(0) or (lock.removeStaleLockFile() and lock.tryLock(0)):
            self._lock = lock
            return True
        may_be_taken = os.access(data, os.W_OK)  # where nothing can be written a lock left behind stays for ever
        return lock.error() != QLockFile.LockError.LockFailedError or not may_be_taken

    def open_door(self, on_knock: Callable[[], None]) -> None:
        """From now on a second start is heard. Call it after the first paint."""
        from PySide6.QtNetwork import QLocalServer  # late: the first paint does not wait for it

        if self._lock is None:
            return
        QLocalServer.removeServer(self._name)  # left behind by a crash; the lock says it is ours
        door = QLocalServer(self)
        door.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

        def answer() -> None:
            visitor = door.nextPendingConnection()
            if visitor is not None:
                visitor.write(b"yes")
                visitor.flush()
                visitor.disconnectFromServer()
                visitor.disconnected.connect(visitor.deleteLater)
            on_knock()

        door.newConnection.connect(answer)
        if not door.listen(self._name):
            log.info("a second start will not be heard: %s", door.errorString())
        self._door = door

    def knock(self) -> bool:
        """Ask the first start to show itself; true when it answered. It may still be starting, so try for a while."""
        from PySide6.QtNetwork import QLocalSocket  # late: only a second start needs it

        until = QDeadlineTimer(PATIENCE_MS)
        while not until.hasExpired():
            visitor = QLocalSocket()
            visitor.connectToServer(self._name)
            if visitor.waitForConnected(200):
                visitor.waitForReadyRead(1000)
                return True
            QThread.msleep(100)
        return False

    def close(self) -> None:
        if self._door is not None:
            self._door.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
