"""The driver's own connections: keyed, with our manners, their errors sorted. Only `storage` speaks to the driver.

Apart from `database.py` because copies and upgrades need a connection of their own, below SQLAlchemy.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from carecompanion.storage import failures, files

KEY_BYTES = 32
WAIT_FOR_OTHERS = 2.0  # seconds until a file held by another process counts as locked
OF_CODES = ("room_mark", "session_secret")  # tables that never enter a copy
TAKEN_BACK = "mode=rw&cache=private"  # what was cut off in the middle of a write goes back; nothing else changes
UNTOUCHED = "mode=ro&immutable=1"  # how to open a closed file that must stay as it is

_MANNERS = (
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-16384",  # KB at most: a list of 500 sessions is read whole
)
_FILE_MANNERS = ("journal_mode=WAL", "synchronous=FULL", *_MANNERS)


@contextmanager
def errors_sorted(near: Path | None = None) -> Iterator[None]:
    """Inside, an error of the driver or the file system becomes a StorageError; a mistake of ours stays what it is.

    `near` is the folder in question: how full it is tells some errors apart.
    """
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        known = failures.of_the_driver(error.orig if isinstance(error, DBAPIError) else error, near)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise failures.of_the_system(error) from error


def connect(file: Path, key: bytes, how: str = "mode=rw") -> Any:
    """A driver's connection to an existing file, proven to have the right key. `how` is SQLite's URI query."""
    connection = driver.connect(
        f"{file.absolute().as_uri()}?{how}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=WAIT_FOR_OTHERS,
    )
    try:
        _unlock(connection, key)
        _teach(connection, _FILE_MANNERS if how == "mode=rw" else _MANNERS)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_memory() -> Any:
    """A driver's connection to memory alone."""
    connection = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
    _teach(connection, _MANNERS)
    return connection


def copy_file(file: Path, key: bytes, target: Path) -> None:
    """Copy a database to `target`, which takes its place only when it is whole and on the disk.

    The codes of people in a room stay behind: a copy has no way to compare anybody.
    """
    beside = files.beside(target, ".new")
    beside.unlink(missing_ok=True)
    files.make_private_file(beside)
    try:
        with closing(connect(file, key)) as connection:
            connection.execute("VACUUM INTO ?", (str(beside),))
        _forget_codes(beside, key)
        require_whole_file(beside, key)
        files.sync_file(beside)
        files.put_in_place(beside, target)
    finally:
        _forget(beside)


def _forget_codes(file: Path, key: bytes) -> None:
    """Written over, not only let go (secure_delete). Most files never had any, or are older than the tables."""
    with closing(connect(file, key)) as connection:
        for table in OF_CODES:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None:
                connection.execute(f"DELETE FROM {table}")
        connection.execute("PRAGMA journal_mode=DELETE")


def change_file(file: Path, key: bytes, change: Callable[[Any], bool]) -> bool:
    """Let `change` work on a closed database; the changed one takes its place only when it is whole and on the disk.

    `change` is given an open connection inside a transaction and says whether it changed anything; returns the same.
    """
    beside = files.beside(file, ".new")
    _forget(beside)
    files.make_private_file(beside)
    try:
        shutil.copyfile(file, beside)
        with closing(connect(beside, key)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            is_changed = change(connection)
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode=DELETE")
        if is_changed:
            require_whole_file(beside, key)
            files.sync_file(beside)
            files.put_in_place(beside, file)
        return is_changed
    finally:
        _forget(beside)


def _forget(file: Path) -> None:
    """The file and its log, if they are there."""
    for ending in ("", "-wal", "-shm"):
        files.beside(file, ending).unlink(missing_ok=True)


def require_whole_file(file: Path, key: bytes) -> None:
    """The same for a closed file, which is not changed by a byte."""
    with closing(connect(file, key, UNTOUCHED)) as connection:
        require_whole(connection)


def require_whole(connection: Any) -> None:
    """Read every page; raises StorageDamaged when one is not what was written."""
    with errors_sorted():
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise failures.damaged()


def _unlock(connection: Any, key: bytes) -> None:
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    connection.execute("PRAGMA cipher_log_level = NONE")  # else each wrong key prints lines to stderr
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master")  # the first real read: a damaged page shows here


def _teach(connection: Any, manners: tuple[str, ...]) -> None:
    for manner in manners:
        connection.execute(f"PRAGMA {manner}")
