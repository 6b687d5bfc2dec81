"""How each kind of record is kept and read, as SQL that is compiled once.

Apart from the journal because an answer is on the disk sooner than its statement could be compiled.
"""

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Insert, Select, Table, bindparam, select
from sqlalchemy.dialects import sqlite

from carecompanion.learning.records import Note, PlanLine, Record, StepSeen
from carecompanion.storage.tables import TABLE_OF, moment_to_number


def values_of(record: Record) -> tuple[object, ...]:
    """The record's fields as the driver takes them, `at` last."""
    *names, _at = _FIELDS[type(record)]
    return (*(_storable(getattr(record, name)) for name in names), moment_to_number(record.at))


def has_own_key(table: Table) -> bool:
    """Whether the table has one row for each record; else the newest row of its key wins."""
    return [column.name for column in table.primary_key] == ["id"]


def key_values_of(record: Record) -> tuple[object, ...]:
    """The fields by which a kind with one row for a thing knows the thing."""
    return tuple(_storable(getattr(record, column.name)) for column in TABLE_OF[type(record)].primary_key)


def _storable(value: object) -> object:
    """Half a character, as a broken paste leaves it, must not keep the rest of a note from being saved."""
    if isinstance(value, datetime):
        return moment_to_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def _in_words_of_sql(adding: Insert) -> str:
    return str(adding.compile(dialect=sqlite.dialect()))


def _statement(kind: type[Record]) -> Insert:
    """How a record of this kind is kept. One whose id is there already is left as it is: a retry adds nothing."""
    table = TABLE_OF[kind]
    adding = sqlite.insert(table).values([bindparam(column.name) for column in table.columns])
    if kind is StepSeen:  # the first time stays; only "skipped" may turn into "read"
        return adding.on_conflict_do_update(
            index_elements=["lesson", "step"],
            set_={name: adding.excluded[name] for name in ("was_skipped", "id", "counter")},
            where=table.c.was_skipped > adding.excluded.was_skipped,
        )
    if not has_own_key(table):  # the newest wins
        keys = [column.name for column in table.primary_key]
        return adding.on_conflict_do_update(
            index_elements=keys,
            set_={column.name: adding.excluded[column.name] for column in table.columns if column.name not in keys},
            where=table.c.id != adding.excluded.id,
        )
    return adding.on_conflict_do_nothing(index_elements=["id"])


def _supersede(table: Table) -> str:
    keys = " AND ".join(f"{column.name} = ?" for column in table.primary_key)
    return f"INSERT OR IGNORE INTO erased (id) SELECT id FROM {table.name} WHERE {keys} AND id <> ?"


def _question(kind: type[Record], table: Table) -> Select[Any]:
    return select(*(table.c[name] for name in _FIELDS[kind])).order_by(table.c.counter)


_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in TABLE_OF}
KEEP = {kind: _in_words_of_sql(_statement(kind)) for kind in TABLE_OF}
READ: dict[type[Any], Select[Any]] = {kind: _question(kind, table) for kind, table in TABLE_OF.items()}
READ_OF_LESSON: dict[type[Any], Select[Any]] = {
    kind: READ[kind].where(table.c.lesson == bindparam("lesson"))
    for kind, table in TABLE_OF.items()
    if "lesson" in table.c
}
# A person's own words: the id of the version before is kept among the erased.
SUPERSEDE: dict[type[Any], str] = {kind: _supersede(TABLE_OF[kind]) for kind in (Note, PlanLine)}
