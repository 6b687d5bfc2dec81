"""Taking away what a person erased, from the file and from its daily copies.

The ids of what was erased stay in the file, so that no old copy and no merge brings it back; nothing else stays.
"""

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, literal, select

from carecompanion.errors import StorageError
from carecompanion.storage.backups import copies_in
from carecompanion.storage.database import Database
from carecompanion.storage.merging import EMPTIED, level_of_day, mark_of_day
from carecompanion.storage.sessions import clean_copy, what_stays
from carecompanion.storage.statements import has_own_key
from carecompanion.storage.tables import (
    checkin_done,
    erased,
    intention_met,
    metadata,
    practice_done,
    rest_day,
    scene_run,
)

OF_DAYS = (checkin_done, practice_done, scene_run, rest_day, intention_met)


def ids_of_days(connection: Connection, days: Collection[date]) -> dict[Table, list[tuple[str, str]]]:
    """What was noted on these days, table by table: id, and what stands for every version of the row."""
    found = {}
    for table in OF_DAYS:
        query = select(table.c.id, table.c.day, _own_name(table)).where(table.c.day.in_(sorted(days)))
        rows = connection.execute(query)
        found[table] = [(own_id, name or _next_mark(connection, table, day)) for own_id, day, name in rows]
    return found


def erase_days(connection: Connection, days: Collection[date]) -> int:
    """Takes it away inside the caller's transaction; returns how many records."""
    count = 0
    for table, rows in ids_of_days(connection, days).items():
        for own_id, name in rows:
            connection.execute(table.delete().where(table.c.id == own_id))
            _remember(connection, {own_id, name})
        count += len(rows)
    return count


def erase_in_copies(database: Database, folder: Path) -> int:
    """Take what was erased out of every daily copy of the profile in `folder`; returns how many copies changed.

    Slow: run it in the background. A copy that cannot be read is left as it is: the others are cleaned, then this
    raises StorageError.
    """
    with database.reading() as connection:
        staying = what_stays(connection)
        emptied = {metadata.tables[name]: _emptied(connection, name) for name in EMPTIED}

    def change(copy: Any) -> bool:
        return sum([_clean(copy, staying.gone), _clean_emptied(copy, emptied), clean_copy(copy, staying)]) > 0

    changed, failures = 0, []
    for copy in copies_in(folder):
        try:
            changed += database.change_copy(copy.file, change)
        except StorageError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    return changed


def _remember(connection: Connection, ids: Iterable[str]) -> None:
    for one in ids:
        connection.exec_driver_sql("INSERT OR IGNORE INTO erased (id) VALUES (?)", (one,))


def _own_name(table: Table) -> ColumnElement[str]:
    """A row's id, or its path's: an older row of that path has another id. A row of a day has no name of its own."""
    if _is_of_a_day(table):
        return literal("")
    column: ColumnElement[str] = table.c.id if has_own_key(table) else table.c.path
    return column


def _is_of_a_day(table: Table) -> bool:
    """One row for each day."""
    return [column.name for column in table.primary_key] == ["day"]


def _next_mark(connection: Connection, table: Table, day: date) -> str:
    """What stands for a day of a table that has one row a day, erased once more: see merging.mark_of_day."""

    def is_erased(mark: str) -> bool:
        return connection.execute(select(erased.c.id).where(erased.c.id == mark)).first() is not None

    written = day.isoformat()
    return mark_of_day(table.name, written, level_of_day(table.name, written, is_erased) + 1)


def _emptied(connection: Connection, name: str) -> list[tuple[Any, ...]]:
    """The keys of rows without words, each with its counter last."""
    table = metadata.tables[name]
    keys = [*table.primary_key.columns, table.c.counter]
    query = select(*keys).where(*(table.c[column] == "" for column in EMPTIED[name]))
    return [tuple(row) for row in connection.execute(query)]


def _clean(copy: Any, gone: set[str]) -> int:
    """Rows whose id or path was erased, or whose day was once more than the copy knows of.

    `copy` is the driver's own connection.
    """
    count = 0
    known = {one for (one,) in copy.execute("SELECT id FROM erased")} if _has(copy, erased) else set()
    for table in (one for one in OF_DAYS if _has(copy, one)):
        name = "path" if "path" in table.c else "id"
        rows = copy.execute(f"SELECT id, day, {name} FROM {table.name}").fetchall()
        for own_id, day, name in rows:
            if own_id in gone or name in gone or (_is_of_a_day(table) and _was_erased(table, day, known, gone)):
                copy.execute(f"DELETE FROM {table.name} WHERE id = ?", (own_id,))
                count += 1
    return count


def _was_erased(table: Table, day: str, known: set[str], gone: set[str]) -> bool:
    """Since the copy was made; a day noted anew after it was erased knows its marks."""
    levels = [level_of_day(table.name, day, marks.__contains__) for marks in (known, gone)]
    return levels[0] < levels[1]


def _clean_emptied(copy: Any, emptied: dict[Table, list[tuple[Any, ...]]]) -> int:
    """Words that were written before they were taken away."""
    count = 0
    for table, keys in emptied.items():
        if not keys or not _has(copy, table):
            continue
        where = " AND ".join(f"{column.name} = ?" for column in table.primary_key.columns)
        words = " OR ".join(f"{name} <> ''" for name in EMPTIED[table.name])
        for key in keys:
            sql = f"DELETE FROM {table.name} WHERE {where} AND counter < ? AND ({words})"
            count += int(copy.execute(sql, key).rowcount)
    return count


def _has(copy: Any, table: Table) -> bool:
    """A copy of an older version of the program may not have it yet."""
    return copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table.name,)).fetchone() is not None
