"""A file's contents as a whole: read at once, as far as a damaged file can be read, and written into a new file.

For merging, going back to a copy, and repair: each makes a new file beside the old one, which takes its place only when
it is whole and on the disk.
"""

import shutil
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
_BUILT = ".built"
_MOST_TRIES = 5_000  # at pages that cannot be read: some seconds
_ONE_BY_ONE = 100  # rows in a leaf, and more
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
    reader = _Reader(file, key)
    if not reader.opens():
        return Contents()
    most = _pages(file) * _PAGE_HOLDS
    tally = reader.rows("tally", ("last", "at"), 1)
    given = tally[0][0] if tally else most  # no table has more rows than counters were given out
    rows = {name: frozenset(reader.rows(name, columns, min(given, most))) for name, columns in TABLES.items()}
    erased = frozenset(one for (one,) in reader.rows("erased", ("id",), most))
    reader.close()
    counters = [value(name, row, "counter") for name, found in rows.items() for row in found]
    times = [value(name, row, "at") for name, found in rows.items() for row in found]
    last, at = tally[0] if tally else (0, max(times, default=0))
    return Contents(rows, erased, max([last, *counters]), at)


def build(
    file: Path, key: bytes, contents: Contents, room: Path | None = None, tell: Told = lambda share: None
) -> Path:
    """A new file beside `file` with these contents, whole and on the disk; returns where it lies.

    The answers of rooms come from the file `room`, where their session is still open. Raises StorageError, and then
    nothing is left.
    """
    new = files.beside(file, _BUILT)
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


def tidy(folder: Path) -> None:
    """What a cut-off change of the whole file left in a profile's folder: a file half built, a copy looked into."""
    with suppress(OSError):
        for left in (files.BRINGING, files.GOING):
            shutil.rmtree(folder / left, ignore_errors=True)
        forget(files.beside(folder / files.DATABASE, _BUILT))
        forget(folder / files.CARRIED)


def forget(file: Path) -> None:
    """A file in the making and what SQLite keeps beside it, if they are there."""
    for one in (file, files.beside(file, ".new")):
        for ending in ("", "-wal", "-shm", "-journal"):
            files.beside(one, ending).unlink(missing_ok=True)


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


def _pages(file: Path) -> int:
    log = files.beside(file, "-wal")
    return 1 + sum(one.stat().st_size for one in (file, log) if one.exists()) // 4096


class _Reader:
    """Reads a damaged file. A connection that met a page it cannot read reads no other any more: a new one goes on."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file, self._key = file, key
        self._connection: Any = None
        self._tries = _MOST_TRIES

    def opens(self) -> bool:
        return self._part("SELECT 1 WHERE ? = 1", 1)[1]

    def rows(self, name: str, columns: tuple[str, ...], most: int) -> list[Row]:
        """Row after row; after a page that cannot be read the next row is looked for, first one by one, then further
        and further on."""
        query = f"SELECT rowid, {', '.join(columns)} FROM {name} WHERE rowid >= ? ORDER BY rowid"
        found: list[Row] = []
        first, missed = 1, 0
        while first <= most and self._tries:
            part, is_whole = self._part(query, first)
            found += [row[1:] for row in part]
            if is_whole:
                break
            first, missed = (part[-1][0] + 1, 0) if part else (first + 1 + missed * (missed > _ONE_BY_ONE), missed + 1)
        return found

    def _part(self, query: str, first: int) -> tuple[list[Row], bool]:
        """The rows from `first` on, and whether that was all; else a page came that cannot be read."""
        found: list[Row] = []
        try:
            if self._connection is None:
                self._connection = cipher.connect(self._file, self._key, "mode=ro")
            for row in self._connection.execute(query, (first,)):
                found.append(row)
        except (driver.Error, OSError) as error:
            self._tries -= 1
            self.close()
            return found, getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR"  # an older file has no such table
        return found, True

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


# ---- what a copy holds


def held(file: Path, key: bytes) -> tuple[int, dict[str, int]]:
    """When the last record of a closed file was kept (microseconds since 1970, 0 = never), and how many of some kinds.

    Raises StorageError.
    """
    with cipher.errors_sorted(file.parent), closing(cipher.connect(file, key)) as connection:
        cipher.require_whole(connection)
        (at,) = connection.execute("SELECT at FROM tally").fetchone()
        return at, {name: connection.execute(query).fetchone()[0] for name, query in _COUNTS.items()}


_COUNTS = {
    "checkins": "SELECT count(*) FROM checkin_done",
    "practices": "SELECT count(*) FROM practice_done",
    "notes": "SELECT count(*) FROM note WHERE text <> ''",
    "lessons": "SELECT count(DISTINCT lesson) FROM lesson_finished",
    "plan": "SELECT count(*) FROM plan_line WHERE first <> '' OR second <> ''",
    "sessions": "SELECT count(*) FROM training_session",
}
