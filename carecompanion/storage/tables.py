"""The tables of a profile's file, and how a record lies in them. A row never leaves this folder.

Columns carry the names of the record's fields. `id` is the record's own for ever, `counter` its place in the order of
things. Answers and visits are added; a seen step, a place, a note and a preference have one row each, the newest wins.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Column, Dialect, Index, Integer, MetaData, PrimaryKeyConstraint, String, Table
from sqlalchemy.types import REAL, Text, TypeDecorator, TypeEngine

from carecompanion.learning import records

SCHEMA = "0001"  # the newest step in migrations/versions; a test holds them together

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def moment_to_number(moment: datetime) -> int:
    """Whole microseconds since 1970, UTC. A moment without a zone is a mistake in the caller."""
    return (moment - _EPOCH) // _MICROSECOND


def number_to_moment(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND


class Moment(TypeDecorator[datetime]):
    """An aware moment, as whole microseconds UTC: exact, and the same order on every machine."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else moment_to_number(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else number_to_moment(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, as 1 or 0 (strict tables know no boolean)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


def _checked(name: str, kind: type[TypeEngine[Any]], rule: str) -> tuple[Column[Any], CheckConstraint]:
    return Column(name, kind, nullable=False), CheckConstraint(f"{name} {rule}", name=name)


def _flag(name: str) -> tuple[Column[Any], CheckConstraint]:
    return _checked(name, Flag, "IN (0, 1)")


def _record_table(name: str, *columns: Any, one_for: tuple[str, ...] = ()) -> Table:
    """A table of records: with `one_for`, one row for each of these columns together; else one for each record."""
    own_key = not one_for
    return Table(
        name,
        metadata,
        Column("id", Text, nullable=False, unique=not own_key),
        Column("counter", Integer, nullable=False),
        *columns,
        Column("at", Moment, nullable=False),
        PrimaryKeyConstraint(*(one_for or ("id",))),
        CheckConstraint("length(id) = 32", name="id"),
        CheckConstraint("counter > 0", name="counter"),
        sqlite_strict=True,
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


lesson_started = _record_table("lesson_started", _text("lesson"), _text("pack_version"))
step_seen = _record_table(
    "step_seen",
    _text("lesson"),
    _text("step"),
    _text("pack_version"),
    *_flag("was_skipped"),
    one_for=("lesson", "step"),
)
answer = _record_table(
    "answer",
    _text("lesson"),
    _text("question"),
    *_checked("option", Integer, ">= 0"),
    *_flag("is_caring"),
    _text("pack_version"),
)
notice_answer = _record_table("notice_answer", _text("lesson"), _text("step"), _text("choice"))
lesson_finished = _record_table("lesson_finished", _text("lesson"), _text("pack_version"))
place = _record_table(
    "place",
    _text("lesson"),
    _text("step"),
    *_checked("scroll", REAL, "BETWEEN 0 AND 1"),
    one_for=("lesson",),
)
note = _record_table(
    "note", _text("lesson"), _text("step"), _text("prompt"), _text("text"), one_for=("lesson", "step", "prompt")
)
preference = _record_table("preference", _text("name"), _text("value"), one_for=("name",))

for _added in (lesson_started, answer, notice_answer, lesson_finished):
    Index(None, _added.c.lesson, _added.c.counter)

# The last counter given out and when, in one row: it never goes back, not even when rows are deleted.
tally = Table(
    "tally",
    metadata,
    *_checked("one", Integer, "= 1"),
    *_checked("last", Integer, ">= 0"),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("one"),
    sqlite_strict=True,
)

# Alembic's own table, here so that a new file needs no Alembic.
alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

TABLE_OF: dict[type[records.Record], Table] = {
    records.LessonStarted: lesson_started,
    records.StepSeen: step_seen,
    records.AnswerGiven: answer,
    records.NoticeAnswered: notice_answer,
    records.LessonFinished: lesson_finished,
    records.Place: place,
    records.Note: note,
    records.Preference: preference,
}
