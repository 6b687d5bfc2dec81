"""The journal of one profile: records in, records out. What `keep` returned from is on the disk.

Order is the counter's, which only grows; a clock that was set back moves nothing.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, Select, Table, bindparam, select
from sqlalchemy.dialects import sqlite

from carecompanion.content.model import LessonId, StepId
from carecompanion.learning.records import (
    AnswerGiven,
    Note,
    NoticeAnswered,
    Place,
    Record,
    StepSeen,
)
from carecompanion.storage.database import Database
from carecompanion.storage.tables import (
    TABLE_OF,
    lesson_finished,
    lesson_started,
    moment_to_number,
    note,
    place,
    preference,
    step_seen,
    tally,
)

R = TypeVar("R", bound=Record)
_NEXT_COUNTERS = "UPDATE tally SET last = last + ?, at = ? WHERE one = 1 RETURNING last"


def now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """What one person did, wrote and chose. One thread writes; `clock` only keeps the last visit out of the future."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def keep(self, *records: Record, ids: Sequence[str] | None = None) -> None:
        """All of them or none, on the disk when this returns.

        After an uncertain failure keep the same records again with the same `ids` (from `new_id`): nothing is kept
        twice. Raises StorageFull, StorageReadOnly, StorageLocked, StorageDamaged or StorageError.
        """
        chosen = tuple(ids) if ids is not None else tuple(new_id() for _record in records)
        if len(chosen) != len(records):
            raise ValueError("one id for each record")
        if not records:
            return
        with self._database.transaction() as connection:
            counter = _take_counters(connection, len(records), records[-1].at)
            for own_id, record in zip(chosen, records, strict=True):
                connection.exec_driver_sql(_KEEP[type(record)], (own_id, counter, *_values(record)))
                counter += 1

    def started(self) -> Mapping[LessonId, datetime]:
        """When each lesson was first started."""
        rows = self._ask(select(lesson_started.c.lesson, lesson_started.c.at).order_by(lesson_started.c.counter.desc()))
        return {LessonId(lesson): at for lesson, at in rows}

    def finished(self) -> Mapping[LessonId, datetime]:
        """When each finished lesson was last finished."""
        rows = self._ask(select(lesson_finished.c.lesson, lesson_finished.c.at).order_by(lesson_finished.c.counter))
        return {LessonId(lesson): at for lesson, at in rows}

    def steps_seen(self) -> Mapping[LessonId, frozenset[StepId]]:
        """The steps left behind, read or skipped, of every lesson that has one."""
        found: dict[LessonId, set[StepId]] = {}
        for lesson, step in self._ask(select(step_seen.c.lesson, step_seen.c.step)):
            found.setdefault(LessonId(lesson), set()).add(StepId(step))
        return {lesson: frozenset(steps) for lesson, steps in found.items()}

    def steps_seen_of(self, lesson: LessonId) -> tuple[StepSeen, ...]:
        """The steps of one lesson with how they were left, first one first."""
        return self._records(StepSeen, lesson=lesson)

    def answers_of(self, lesson: LessonId) -> tuple[AnswerGiven, ...]:
        """Every try at the lesson's questions, first one first."""
        return self._records(AnswerGiven, lesson=lesson)

    def notice_answers_of(self, lesson: LessonId) -> tuple[NoticeAnswered, ...]:
        """Every choice before the lesson's hard content, first one first."""
        return self._records(NoticeAnswered, lesson=lesson)

    def notes_of(self, lesson: LessonId) -> tuple[Note, ...]:
        """What was written in the lesson and not emptied again, last written last."""
        return tuple(found for found in self._records(Note, lesson=lesson) if found.text)

    def notes(self) -> tuple[Note, ...]:
        """All that was written and not emptied again, newest first."""
        return tuple(found for found in reversed(self._records(Note)) if found.text)

    def place_of(self, lesson: LessonId) -> Place | None:
        """Where the person is in the lesson."""
        found = self._records(Place, lesson=lesson)
        return found[0] if found else None

    def places(self) -> tuple[Place, ...]:
        """Where the person is in each lesson, the newest first."""
        return tuple(reversed(self._records(Place)))

    def preferences(self) -> Mapping[str, str]:
        """The profile's own settings."""
        return dict(self._ask(select(preference.c.name, preference.c.value)))

    def last_visit(self) -> datetime | None:
        """When the newest record was kept, never later than now, whatever the clock once said; None: no record yet."""
        newest = self.newest_time()
        return min(newest, self._clock()) if newest else None

    def newest_time(self) -> datetime | None:
        """When the newest record says it was kept: in the future where the clock was set back since."""
        found: list[datetime] = [at for (at,) in self._ask(select(tally.c.at).where(tally.c.last > 0))]
        return found[0] if found else None

    def _records(self, kind: type[R], **where: str) -> tuple[R, ...]:
        """Records of one kind in the order they were kept."""
        query = _READ[kind] if not where else _READ_OF_LESSON[kind]
        return tuple(kind(*row) for row in self._ask(query, where))

    def _ask(self, query: Select[Any], values: Mapping[str, object] | None = None) -> Sequence[tuple[Any, ...]]:
        with self._database.reading() as connection:
            return [tuple(row) for row in connection.execute(query, dict(values or {}))]


def new_id() -> str:
    """An id for a record that nobody else has."""
    return uuid.uuid4().hex


def _take_counters(connection: Connection, how_many: int, at: datetime) -> int:
    """The first of `how_many` fresh counters, taken at this moment."""
    last = connection.exec_driver_sql(_NEXT_COUNTERS, (how_many, moment_to_number(at))).scalar_one()
    return int(last) - how_many + 1


def _names(kind: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _values(record: Record) -> tuple[object, ...]:
    """The record's fields as the driver takes them, `at` last."""
    *names, _at = _FIELDS[type(record)]
    return (*(_storable(getattr(record, name)) for name in names), moment_to_number(record.at))


def _storable(value: object) -> object:
    """Half a character, as a broken paste leaves it, must not keep the rest of a note from being saved."""
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def _in_words_of_sql(adding: Insert) -> str:
    """Compiled once, its columns in the table's order: an answer is on the disk sooner than it could be compiled."""
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
    if table in (place, note, preference):  # the newest wins
        keys = [column.name for column in table.primary_key]
        return adding.on_conflict_do_update(
            index_elements=keys,
            set_={column.name: adding.excluded[column.name] for column in table.columns if column.name not in keys},
            where=table.c.id != adding.excluded.id,
        )
    return adding.on_conflict_do_nothing(index_elements=["id"])


def _question(kind: type[Record], table: Table) -> Select[Any]:
    return select(*(table.c[name] for name in _FIELDS[kind])).order_by(table.c.counter)


_FIELDS = {kind: _names(kind) for kind in TABLE_OF}
_KEEP = {kind: _in_words_of_sql(_statement(kind)) for kind in TABLE_OF}
_READ: dict[type[Any], Select[Any]] = {kind: _question(kind, table) for kind, table in TABLE_OF.items()}
_READ_OF_LESSON: dict[type[Any], Select[Any]] = {
    kind: _READ[kind].where(table.c.lesson == bindparam("lesson"))
    for kind, table in TABLE_OF.items()
    if "lesson" in table.c
}
