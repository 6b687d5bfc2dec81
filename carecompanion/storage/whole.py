"""A file's contents as a whole: read at once, as far as a damaged file can be read, and written into a new file.

For merging, going back to a copy, and repair: each makes a new file beside the old one, which takes its place only when
it is whole and on the disk.
"""

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from carecompanion.storage import cipher, files
from carecompanion.storage.database import Database
from carecompanion.storage.merging import TABLES, Contents, Row, value

Told = Callable[[float], None]  # a share of 1 that is done
OWN_NOTES = ("is_open", "copies_to_clean")  # preferences by which a file speaks of itself: they stay with the file
_MOST_TRIES = 20_000  # at pages that cannot be read, for one table
_PAGE_HOLDS = 400  # rows of the smallest kind in one page, and more


def read(connection: Any, tell: Told = lambda share: None) -> Contents:
    """Everything in an open file of today's schema. Raises the driver's errors."""
    rows = {}
    for number, (name, columns) in enumerate(TABLES.items()):
        rows[name] = frozenset(connection.execute(f"SELECT {', '.join(columns)} FROM {name}"))
        tell((number + 1) / len(TABLES))
    erased = frozenset(one for (one,) in connection.execute("SELECT id FROM erased"))
    last, at = connection.execute("SELECT last, at FROM tally").fetchone()
    return Contents(rows, erased, last, at)


def read_file(file: Path, key: bytes, how: str = "mode=ro", tell: Told = lambda share: None) -> Contents:
    """The same of a file, read beside its writer."""
    with cipher.errors_sorted(file.parent), closing(cipher.connect(file, key, how)) as connection:
        connection.execute("BEGIN")
        return read(connection, tell)


def salvage(file: Path, key: bytes) -> Contents:
    """What can still be read of a damaged file, page by page; empty when its first page is gone."""
    with suppress(driver.Error, OSError), closing(cipher.connect(file, key, "mode=ro")) as connection:
        connection.execute("PRAGMA query_only=ON")
        present = _present(connection)
        pages = _pages(file)
        rows = {
            name: frozenset(_readable(connection, name, columns, pages) if name in present else ())
            for name, columns in TABLES.items()
        }
        erased = frozenset(row[0] for row in _readable(connection, "erased", ("id",), pages))
        last = max((value(name, row, "counter") for name, found in rows.items() for row in found), default=0)
        at = max((value(name, row, "at") for name, found in rows.items() for row in found), default=0)
        for row in _readable(connection, "tally", ("last", "at"), 1):
            last, at = max(last, row[0]), row[1]
        return Contents(rows, erased, last, at)
    return Contents()


def build(
    file: Path, key: bytes, contents: Contents, room: Path | None = None, tell: Told = lambda share: None
) -> Path:
    """A new file beside `file` with these contents, whole and on the disk; returns where it lies.

    The answers of rooms come from the file `room`, where their session is still open. Raises StorageError, and then
    nothing is left.
    """
    new = files.beside(file, ".built")
    forget(new)
    try:
        Database.create(new, key).close()
        with cipher.errors_sorted(file.parent):
            with closing(cipher.connect(new, key)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                fill(connection, contents, tell)
                if room is not None:
                    _take_rooms(connection, room, key)
                connection.execute("COMMIT")
                connection.execute("PRAGMA journal_mode=DELETE")
            cipher.require_whole_file(new, key)
            files.sync_file(new)
    except BaseException:
        forget(new)
        raise
    return new


def forget(file: Path) -> None:
    """A file and what SQLite keeps beside it, if they are there."""
    for ending in ("", "-wal", "-shm", "-journal"):
        files.beside(file, ending).unlink(missing_ok=True)


# ---- writing


def fill(connection: Any, contents: Contents, tell: Told) -> None:
    """In the order of the counters, so that two files with the same contents answer alike."""
    for number, (name, columns) in enumerate(TABLES.items()):
        places = ", ".join("?" * len(columns))
        rows = sorted((row for row in contents.of(name) if not _is_own_note(name, row)), key=_order(name))
        connection.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})", rows)
        tell((number + 1) / len(TABLES))
    connection.executemany("INSERT INTO erased (id) VALUES (?)", ((one,) for one in sorted(contents.erased)))
    connection.execute("UPDATE tally SET last = ?, at = ? WHERE one = 1", (contents.last, contents.at))


def _order(name: str) -> Callable[[Row], tuple[Any, ...]]:
    return lambda row: tuple(value(name, row, column) for column in ("counter", "at", "id"))


def _is_own_note(name: str, row: Row) -> bool:
    return name == "preference" and value(name, row, "name") in OWN_NOTES


def _take_rooms(connection: Any, room: Path, key: bytes) -> None:
    """Only of rounds whose session is under way in the new file too."""
    with closing(cipher.connect(room, key, "mode=ro")) as old:
        found = {
            name: _lenient(old, f"SELECT * FROM {name}") for name in ("room_answer", "room_mark", "session_secret")
        }
    rounds = "SELECT round FROM session_round JOIN run_state USING (run) WHERE run_state.is_open"
    is_open = {one for (one,) in connection.execute(rounds)}
    runs = {one for (one,) in connection.execute("SELECT run FROM run_state WHERE is_open")}
    answers = [row for row in found["room_answer"] if row[1] in is_open]
    keys = {row[0] for row in answers}
    _insert(connection, "room_answer", answers)
    _insert(connection, "room_mark", (row for row in found["room_mark"] if row[0] in keys))
    _insert(connection, "session_secret", (row for row in found["session_secret"] if row[0] in runs))


def _insert(connection: Any, name: str, rows: Iterable[Row]) -> None:
    for row in rows:
        connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)


def _lenient(connection: Any, query: str) -> list[Row]:
    """As many rows as come before the first page that cannot be read."""
    found: list[Row] = []
    with suppress(driver.Error):
        found.extend(connection.execute(query))
    return found


# ---- reading what is left


def _present(connection: Any) -> set[str]:
    return {one for (one,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _pages(file: Path) -> int:
    log = files.beside(file, "-wal")
    return 1 + sum(one.stat().st_size for one in (file, log) if one.exists()) // 4096


def _readable(connection: Any, name: str, columns: tuple[str, ...], pages: int) -> list[Row]:
    """Rows around the pages that cannot be read: a range that fails is halved until single rows are left."""
    query = f"SELECT {', '.join(columns)} FROM {name} WHERE rowid BETWEEN ? AND ?"
    found: list[Row] = []
    waiting, tries = [(1, _last_row(connection, name, pages))], 0
    while waiting and tries < _MOST_TRIES:
        first, last = waiting.pop()
        try:
            found += connection.execute(query, (first, last)).fetchall()
        except driver.DatabaseError:
            tries += 1
            if first < last:
                middle = (first + last) // 2
                waiting += [(middle + 1, last), (first, middle)]  # the lower half first
    return found


def _last_row(connection: Any, name: str, pages: int) -> int:
    try:
        (last,) = connection.execute(f"SELECT max(rowid) FROM {name}").fetchone()
    except driver.DatabaseError:
        return pages * _PAGE_HOLDS
    return last or 1
