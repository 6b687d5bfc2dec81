"""A disk that is watched: every call that SQLite and the program make to it goes through `watch`'s listener first.

SQLite is met through a VFS of our own in front of its usual one. The driver exports the two calls that takes, so it is
made here with ctypes and nothing is compiled; where the driver hides them `may_watch` says so. Python's calls are met
by their names in `os`, and by its audit hook. It cannot be taken back: only a forked child, soon dead, watches itself.
"""

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p, cast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlcipher3 import _sqlite3

OK, FULL = 0, 13  # SQLite's codes
CREATE, BUSY_WRITING = 0x4, 2  # SQLITE_OPEN_CREATE; SQLITE_LOCK_RESERVED
WRITER, LOCKS, EXCLUSIVE = 0, 2, 8  # the first place in the index of a log is the writer's


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the disk, before it is made.

    kind: create, mkdir, write, truncate, sync, content (what Python wrote so far), sync_folder, rename, unlink, rmdir,
    and, around each of SQLite's transactions, begin and end.
    """

    kind: str
    path: str
    offset: int = 0
    data: bytes = b""
    to: str = ""
    is_inside: bool = False  # a transaction
    begin_it: Callable[[], Any] = lambda: None  # of a write: the first half of it


Listener = Callable[[Call], int]  # OK, or FULL: the call is not made, the disk is full


class _Vfs(ctypes.Structure):
    pass


_ON_FILE = CFUNCTYPE(c_int, c_void_p)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_FLAG = CFUNCTYPE(c_int, c_void_p, c_int)
_SHM_LOCK = CFUNCTYPE(c_int, c_void_p, c_int, c_int, c_int)
_OPEN = CFUNCTYPE(c_int, POINTER(_Vfs), c_void_p, c_void_p, c_int, POINTER(c_int))  # SQLite keeps the name's place
_DELETE = CFUNCTYPE(c_int, POINTER(_Vfs), c_void_p, c_int)

_Vfs._fields_ = [
    ("version", c_int),
    ("file_size", c_int),
    ("longest_path", c_int),
    ("next", c_void_p),
    ("name", c_char_p),
    ("data", c_void_p),
    ("open", _OPEN),
    ("delete", _DELETE),
    *((name, c_void_p) for name in ("access", "full_path", "dl_open", "dl_error", "dl_sym", "dl_close", "random")),
    *((name, c_void_p) for name in ("sleep", "time", "error", "time64", "set_call", "get_call", "next_call")),
]


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", c_int),
        ("close", _ON_FILE),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _FLAG),
        ("size", c_void_p),
        ("lock", _FLAG),
        ("unlock", _FLAG),
        *((name, c_void_p) for name in ("check", "control", "sector", "traits", "map")),
        ("shm_lock", _SHM_LOCK),
        *((name, c_void_p) for name in ("barrier", "unmap", "fetch", "unfetch")),
    ]


class _File(ctypes.Structure):
    _fields_ = [("methods", POINTER(_Methods))]


@cache
def _driver() -> Any:
    return ctypes.CDLL(_sqlite3.__file__)


def may_watch() -> bool:
    """Whether this system's driver lets itself be watched, and the system says which file a handle is of."""
    return os.path.isdir("/proc/self/fd") and all(
        hasattr(_driver(), name) for name in ("sqlite3_vfs_find", "sqlite3_vfs_register")
    )


def watch(listener: Listener) -> None:
    """From now on, and to the end of this process."""
    watched = _Watched(listener)
    _watch_python(watched)
    sqlite = _Sqlite(watched)
    sqlite.register()
    _KEPT_ALIVE.append(sqlite)


_KEPT_ALIVE: list[Any] = []  # what C calls must not be collected


class _Watched:
    """Tells the listener, and knows whether a transaction is under way."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self.writing: set[int] = set()

    def tell(self, kind: str, path: str, **more: Any) -> int:
        return self._listener(Call(kind, path, is_inside=bool(self.writing), **more))


class _Sqlite:
    def __init__(self, watched: _Watched) -> None:
        self._watched = watched
        self._paths: dict[int, str] = {}
        self._syncs_names: set[int] = set()  # SQLite does so with the first sync of a log or journal
        self._methods: dict[int, _Methods] = {}
        self._callbacks: list[Any] = []
        driver = _driver()
        driver.sqlite3_vfs_find.restype = POINTER(_Vfs)
        driver.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
        self._real = driver.sqlite3_vfs_find(None)
        self._own = _Vfs()
        ctypes.memmove(ctypes.byref(self._own), self._real, ctypes.sizeof(_Vfs))
        self._own.name, self._own.next = b"watched", None
        self._own.open, self._own.delete = _OPEN(self._on_open), _DELETE(self._on_delete)

    def register(self) -> None:
        assert _driver().sqlite3_vfs_register(ctypes.byref(self._own), 1) == OK

    def _on_open(self, _vfs: Any, name: int | None, file: int, flags: int, out: Any) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        is_new = bool(path) and bool(flags & CREATE) and not os.path.lexists(path)
        if is_new and (code := self._watched.tell("create", path)):
            cast(file, POINTER(_File)).contents.methods = POINTER(_Methods)()
            return code
        code = self._real.contents.open(self._real, name, file, flags, out)
        opened = cast(file, POINTER(_File)).contents
        if code == OK and path and opened.methods:
            self._paths[file] = path
            if flags & CREATE and path.endswith(("-wal", "-journal")):
                self._syncs_names.add(file)
            opened.methods = ctypes.pointer(self._watched_methods(opened.methods))
        return int(code)

    def _on_delete(self, _vfs: Any, name: int, sync: int) -> int:
        path = os.fsdecode(ctypes.string_at(name))
        if os.path.lexists(path) and (code := self._watched.tell("unlink", path)):
            return code
        code = int(self._real.contents.delete(self._real, name, sync))
        if sync and code == OK:
            self._watched.tell("sync_folder", os.path.dirname(path))
        return code

    def _watched_methods(self, real: Any) -> _Methods:
        """One table for each that SQLite has; the rest of it stays as it is."""
        address = ctypes.addressof(real.contents)
        if address not in self._methods:
            own, found = _Methods(), real.contents
            ctypes.memmove(ctypes.byref(own), real, ctypes.sizeof(_Methods))
            for name, kind, wrapped in (
                ("close", _ON_FILE, self._close(found.close)),
                ("write", _WRITE, self._write(found.write)),
                ("truncate", _TRUNCATE, self._truncate(found.truncate)),
                ("sync", _FLAG, self._sync(found.sync)),
                ("lock", _FLAG, self._lock(found.lock)),
                ("unlock", _FLAG, self._unlock(found.unlock)),
                ("shm_lock", _SHM_LOCK, self._shm_lock(found.shm_lock)),
            ):
                callback = kind(wrapped)
                self._callbacks.append(callback)
                setattr(own, name, callback)
            self._methods[address] = own
        return self._methods[address]

    def _close(self, real: Any) -> Any:
        def close(file: int) -> int:
            self._paths.pop(file, None)
            self._syncs_names.discard(file)
            self._end(file)
            return int(real(file))

        return close

    def _write(self, real: Any) -> Any:
        def write(file: int, data: int, amount: int, offset: int) -> int:
            half = amount // 2 // 512 * 512
            told = ctypes.string_at(data, amount)
            code = self._watched.tell(
                "write", self._paths[file], offset=offset, data=told, begin_it=lambda: real(file, data, half, offset)
            )
            return code or int(real(file, data, amount, offset))

        return write

    def _truncate(self, real: Any) -> Any:
        def truncate(file: int, size: int) -> int:
            return self._watched.tell("truncate", self._paths[file], offset=size) or int(real(file, size))

        return truncate

    def _sync(self, real: Any) -> Any:
        def sync(file: int, flags: int) -> int:
            path = self._paths[file]
            if code := self._watched.tell("sync", path):
                return code
            code = int(real(file, flags))
            if file in self._syncs_names:
                self._syncs_names.discard(file)
                self._watched.tell("sync_folder", os.path.dirname(path))
            return code

        return sync

    def _lock(self, real: Any) -> Any:
        def lock(file: int, level: int) -> int:
            code = int(real(file, level))
            if code == OK and level >= BUSY_WRITING:
                self._begin(file)
            return code

        return lock

    def _unlock(self, real: Any) -> Any:
        def unlock(file: int, level: int) -> int:
            if level < BUSY_WRITING:
                self._end(file)
            return int(real(file, level))

        return unlock

    def _shm_lock(self, real: Any) -> Any:
        def shm_lock(file: int, first: int, count: int, flags: int) -> int:
            is_writer = first == WRITER and count == 1 and flags & EXCLUSIVE
            if is_writer and not flags & LOCKS:
                self._end(file)
            code = int(real(file, first, count, flags))
            if code == OK and is_writer and flags & LOCKS:
                self._begin(file)
            return code

        return shm_lock

    def _begin(self, file: int) -> None:
        if file not in self._watched.writing:
            self._watched.writing.add(file)
            self._watched.tell("begin", self._paths.get(file, ""))

    def _end(self, file: int) -> None:
        if file in self._watched.writing:
            self._watched.tell("end", self._paths.get(file, ""))
            self._watched.writing.discard(file)


# ---- Python's own calls


def _watch_python(watched: _Watched) -> None:
    def refused_when_full(code: int) -> None:
        if code == FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def path_of(name: Any, folder: int | None = None) -> str:
        return os.path.join(os.readlink(f"/proc/self/fd/{folder}"), name) if folder is not None else os.fspath(name)

    def single(kind: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *more: Any, **named: Any) -> Any:
            where = path_of(path, named.get("dir_fd"))
            if os.path.lexists(where) == (kind != "mkdir"):
                refused_when_full(watched.tell(kind, where))
            return real(path, *more, **named)

        return call

    def renaming(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(one: Any, other: Any, **named: Any) -> Any:
            if os.path.isfile(one):
                watched.tell("content", os.fspath(one), data=Path(one).read_bytes())
            watched.tell("rename", os.fspath(one), to=os.fspath(other))
            return real(one, other, **named)

        return call

    def fsync(handle: int) -> None:
        where = os.readlink(f"/proc/self/fd/{handle}")
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            watched.tell("sync_folder", where)
        else:
            watched.tell("content", where, data=Path(where).read_bytes())
            refused_when_full(watched.tell("sync", where))
        real_fsync(handle)

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes) and isinstance(arguments[2], int):
            path, flags = os.fsdecode(arguments[0]), arguments[2]
            if flags & os.O_CREAT and not os.path.lexists(path):
                refused_when_full(watched.tell("create", os.path.abspath(path)))
            elif flags & os.O_TRUNC and os.path.isfile(path):
                watched.tell("truncate", os.path.abspath(path))

    real_fsync = os.fsync
    os.fsync = fsync
    os.mkdir, os.rmdir = single("mkdir", os.mkdir), single("rmdir", os.rmdir)
    os.unlink, os.remove = single("unlink", os.unlink), single("unlink", os.remove)
    os.rename, os.replace = renaming(os.rename), renaming(os.replace)
    sys.addaudithook(audit)
