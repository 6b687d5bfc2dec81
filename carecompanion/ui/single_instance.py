"""One window at a time: a lock beside the data, and a door at which a second start knocks to bring the window up.

A second start may bring the path of a file along, ended by a zero. The door opens to this person only; what comes in is
at most LONGEST bytes, and only the full path of a file on this computer is passed on: nobody is led to another one.
"""

import hashlib
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, QTimer

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

PATIENCE_MS = 3000
LISTEN_MS = 2000  # a visitor who says nothing for so long brings no file
LONGEST = 8192  # bytes of a path: twice what Linux allows
MOST_VISITORS = 16
END = b"\0"  # no path has one


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

    def open_door(self, on_knock: Callable[[str], None]) -> None:
        """From now on a second start is heard; `on_knock` is told the file it brings, or "". Call it after the first
        paint."""
        from PySide6.QtNetwork import QLocalServer  # late: the first paint does not wait for it

        if self._lock is None:
            return
        QLocalServer.removeServer(self._name)  # left behind by a crash; the lock says it is ours
        door = QLocalServer(self)
        door.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        door.setMaxPendingConnections(MOST_VISITORS)
        door.newConnection.connect(lambda: self._answer(door, on_knock))
        if not door.listen(self._name):
            log.info("a second start will not be heard: %s", door.errorString())
        self._door = door

    def _answer(self, door: "QLocalServer", on_knock: Callable[[str], None]) -> None:
        while (visitor := door.nextPendingConnection()) is not None:
            visitor.write(b"yes")
            visitor.flush()
            visitor.setReadBufferSize(LONGEST + 1)
            _Visit(visitor, on_knock)

    def knock(self, file: str = "") -> bool:
        """Ask the first start to show itself, and to look at a file; true when it answered. It may still be starting,
        so try for a while."""
        from PySide6.QtNetwork import QLocalSocket  # late: only a second start needs it

        until = QDeadlineTimer(PATIENCE_MS)
        while not until.hasExpired():
            visitor = QLocalSocket()
            visitor.connectToServer(self._name)
            if visitor.waitForConnected(200):
                if not _is_ours(visitor.fullServerName()):
                    return False  # somebody else of this computer sits at our door
                visitor.write(os.fsencode(file) + END)
                visitor.waitForBytesWritten(1000)
                visitor.waitForReadyRead(1000)
                visitor.disconnectFromServer()
                return True
            QThread.msleep(100)
        return False

    def close(self) -> None:
        if self._door is not None:
            self._door.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None


class _Visit(QObject):
    """One second start at the door. It ends when the visitor has said all, goes away, says too much or nothing."""

    def __init__(self, visitor: "QLocalSocket", on_knock: Callable[[str], None]) -> None:
        super().__init__(visitor)
        self._visitor, self._on_knock = visitor, on_knock
        self._said, self._is_over = b"", False
        visitor.readyRead.connect(self._listen)
        visitor.disconnected.connect(self._on_gone)
        QTimer.singleShot(LISTEN_MS, self, self._end)
        self._listen()
        if visitor.state() == visitor.LocalSocketState.UnconnectedState:
            self._end()  # gone before it was answered

    def _listen(self) -> None:
        if self._visitor.bytesAvailable() == 0:
            return
        self._said += bytes(self._visitor.readAll().data())[: LONGEST + 1]
        if END in self._said or len(self._said) > LONGEST:
            self._end()

    def _on_gone(self) -> None:
        self._listen()  # what it said last
        self._end()

    def _end(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._visitor.disconnectFromServer()
        self._visitor.deleteLater()
        words, end, _more = self._said.partition(END)
        self._on_knock(local_file(words) if end else "")


def local_file(words: bytes) -> str:
    """The full path of a file on this computer; "" where it is none, nothing, or too long."""
    try:
        file = os.fsdecode(words) if len(words) <= LONGEST else ""
    except UnicodeDecodeError:  # on Windows; elsewhere a name may be any bytes
        return ""
    is_elsewhere = file.startswith(("//", "\\\\"))  # asking another computer for a file tells it who asks
    return file if os.path.isabs(file) and not is_elsewhere and os.path.isfile(file) else ""


def _is_ours(door: str) -> bool:
    """A door that is a file, anybody could have put there: its owner is asked. On Windows it is this person's pipe."""
    try:
        return os.name == "nt" or os.stat(door).st_uid == os.geteuid()
    except OSError:
        return False
