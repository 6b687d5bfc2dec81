"""Taking away what a person erased, from the file and from its daily copies.

The ids of what was erased stay in the file, so that no old copy and no merge brings it back; nothing else stays.
"""

from collections.abc import Collection, Iterable
from datetime import date
from hashlib import blake2s
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, literal, select

from carecompanion.errors import StorageError
from carecompanion.storage.backups import copies_in
from carecompanion.storage.database import Database
from carecompanion.storage.sessions import clean_copy, what_stays
from carecompanion.storage.statements import has_own_key
from carecompanion.storage.tables import (
    checkin_done,
    checkin_draft,
    intention_met,
    note,
    plan_line,
    practice_done,
    rest_day,
    scene_run,
    session_round,
)

OF_DAYS = (checkin_done, practice_done, scene_run, rest_day, intention_met)
# A row of these without words stands for something the person took away; of a round, for hands that were added up.
EMPTIED = {note: ("text",), plan_line: ("first", "second"), checkin_draft: ("answers",), session_round: ("counts",)}


def ids_of_days(connection: Connection, days: Collection[date]) -> dict[Table, list[tuple[str, str]]]:
    """What was noted on these days, table by table: id, and what stands for every version of the row."""
    found = {}
    for table in OF_DAYS:
        query = select(table.c.id, table.c.day, _own_name(table)).where(table.c.day.in_(sorted(days)))
        rows = connection.execute(query)
        found[table] = [(own_id, name or _name_of_day(table, day)) for own_id, day, name in rows]
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
        kept_days = {table: _days(connection, table) for table in OF_DAYS if _is_of_a_day(table)}
        emptied = {table: _emptied(connection, table, names) for table, names in EMPTIED.items()}

    def change(copy: Any) -> bool:
        return sum([_clean(copy, staying.gone, kept_days), _clean_emptied(copy, emptied), clean_copy(copy, staying)]) > 0

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


def _name_of_day(table: Table, day: date) -> str:
    """What stands for a day of a table that has one row a day: an older row of that day has another id."""
    return blake2s(f"{table.name} {day.isoformat()}".encode(), digest_size=16).hexdigest()


def _days(connection: Connection, table: Table) -> set[str]:
    return {day.isoformat() for (day,) in connection.execute(select(table.c.day))}


def _emptied(connection: Connection, table: Table, names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The keys of rows without words, each with its counter last."""
    keys = [*table.primary_key.columns, table.c.counter]
    query = select(*keys).where(*(table.c[name] == "" for name in names))
    return [tuple(row) for row in connection.execute(query)]


def _clean(copy: Any, gone: set[str], kept_days: dict[Table, set[str]]) -> int:
    """Rows whose id, path or day was erased. `copy` is the driver's own connection."""
    count = 0
    for table in (one for one in OF_DAYS if _has(copy, one)):
        name = "path" if "path" in table.c else "id"
        rows = copy.execute(f"SELECT id, day, {name} FROM {table.name}").fetchall()
        for own_id, day, name in rows:
            is_day_gone = table in kept_days and day not in kept_days[table]
            is_gone = own_id in gone or name in gone
            if is_gone or (is_day_gone and _name_of_day(table, date.fromisoformat(day)) in gone):
                copy.execute(f"DELETE FROM {table.name} WHERE id = ?", (own_id,))
                count += 1
    return count


def _clean_emptied(copy: Any, emptied: dict[Table, list[tuple[Any, ...]]]) -> int:
    """Words that were written before they were taken away."""
    count = 0
    for table, keys in emptied.items():
        if not keys or not _has(copy, table):
            continue
        where = " AND ".join(f"{column.name} = ?" for column in table.primary_key.columns)
        words = " OR ".join(f"{name} <> ''" for name in EMPTIED[table])
        for key in keys:
            sql = f"DELETE FROM {table.name} WHERE {where} AND counter < ? AND ({words})"
            count += int(copy.execute(sql, key).rowcount)
    return count


def _has(copy: Any, table: Table) -> bool:
    """A copy of an older version of the program may not have it yet."""
    return copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table.name,)).fetchone() is not None
