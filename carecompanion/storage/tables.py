"""The tables of a profile's file, and how a record lies in them. A row never leaves this folder.

Columns carry the names of the record's fields. `id` is the record's own for ever, `counter` its place in the order of
things. Answers, visits, check-ins and practices are added; a seen step, a place, a note, a path through a scene and the
like have one row each, the newest wins. `erased` holds the ids of what a person took away: no copy brings it back.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
)
from sqlalchemy.types import REAL, Text, TypeDecorator, TypeEngine

from carecompanion.learning import records

SCHEMA = "0004"  # the newest step in migrations/versions; a test holds them together

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


class Day(TypeDecorator[date]):
    """A day of the person's own calendar, as 2026-08-04: what is written sorts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


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


def _day(name: str) -> Column[date]:
    return Column(name, Day, nullable=False)


def _level(name: str) -> tuple[Column[Any], CheckConstraint]:
    """0 to 10, or nothing said."""
    return Column(name, Integer), CheckConstraint(f"{name} BETWEEN 0 AND 10", name=name)


def _minute() -> tuple[Column[Any], CheckConstraint]:
    return _checked("minute", Integer, "BETWEEN 0 AND 1439")


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
checkin_draft = _record_table("checkin_draft", _text("checkin"), _text("answers"), one_for=("checkin",))
checkin_done = _record_table(
    "checkin_done",
    *(_text(name) for name in ("checkin", "pack_version", "rule", "answers", "tags", "scores", "note")),
    _day("day"),
    *_minute(),
)
practice_done = _record_table(
    "practice_done",
    _text("practice"),
    _text("pack_version"),
    *_level("before"),
    *_level("after"),
    *_checked("seconds", Integer, ">= 0"),
    *_flag("was_whole"),
    _day("day"),
    *_minute(),
)
step_felt = _record_table("step_felt", _text("lesson"), _text("step"), *_level("level"), _text("reaction"))
scene_run = _record_table(
    "scene_run",
    *(_text(name) for name in ("path", "scene", "pack_version", "taken")),
    *_flag("is_over"),
    *_flag("is_open"),
    Column("begun_at", Moment, nullable=False),
    _day("day"),
    CheckConstraint("length(path) = 32", name="path"),
    one_for=("path",),
)
# What is long stands last: whoever asks for a list does not read it.
training_session = _record_table(
    "training_session",
    *(_text(name) for name in ("session", "title", "workshop", "place")),
    Column("day", Day),
    *(_text(name) for name in ("facts", "groups", "agenda")),
    CheckConstraint("length(session) = 32", name="session"),
    one_for=("session",),
)
session_picture = _record_table(
    "session_picture",
    *(_text(name) for name in ("picture", "session", "kind")),
    Column("content", LargeBinary, nullable=False),
    one_for=("picture",),
)
session_run = _record_table(
    "session_run",
    *(_text(name) for name in ("run", "session", "title", "workshop", "place")),
    _day("day"),
    Column("begun_at", Moment, nullable=False),
    *(_text(name) for name in ("groups", "slides", "plan")),
    CheckConstraint("length(run) = 32", name="run"),
    one_for=("run",),
)
run_state = _record_table("run_state", _text("run"), _text("state"), *_flag("is_open"), one_for=("run",))
session_round = _record_table(
    "session_round",
    *(_text(name) for name in ("round", "run", "block", "instrument", "way", "asked", "counts", "totals")),
    *_flag("is_open"),
    one_for=("round",),
)
rest_day = _record_table("rest_day", _day("day"), *_flag("was_rest"), one_for=("day",))
plan_line = _record_table(
    "plan_line",
    *(_text(name) for name in ("line", "kind", "first", "second", "more", "mark")),
    Column("place", REAL, nullable=False),
    one_for=("line",),
)
review_card = _record_table(
    "review_card", _text("lesson"), _text("question"), _text("state"), _day("due"), one_for=("lesson", "question")
)
intention = _record_table("intention", _day("week"), _text("line"), one_for=("week",))
intention_met = _record_table("intention_met", _day("day"), _text("line"), _text("answer"), one_for=("day",))

Index(None, checkin_done.c.checkin, checkin_done.c.counter)  # the newest of one instrument
for _dated in (checkin_done, practice_done, scene_run):
    Index(None, _dated.c.day)
Index(None, scene_run.c.scene, scene_run.c.counter)
Index(None, session_picture.c.session)
Index(None, session_run.c.session)
Index(None, session_round.c.run)

for _added in (lesson_started, answer, notice_answer, lesson_finished, step_felt):
    Index(None, _added.c.lesson, _added.c.counter)


def _keyless(name: str, *columns: Column[Any]) -> Table:
    """A table whose rows lie by their first column, a random key: no row id, no counter, no time tells their order."""
    return Table(
        name, metadata, *columns, PrimaryKeyConstraint(columns[0].name), sqlite_with_rowid=False, sqlite_strict=True
    )


# What the people in a room answered: outside the counter and the merge. A mark is the hash of the code a person made,
# under the secret of its run; marks and secrets never enter a copy, and go when the session is closed.
room_answer = _keyless(
    "room_answer",
    Column("key", LargeBinary, nullable=False),
    _text("round"),
    _text("team"),
    _text("answers"),
)
room_mark = _keyless(
    "room_mark", Column("key", LargeBinary, nullable=False), Column("mark", LargeBinary, nullable=False)
)
session_secret = _keyless("session_secret", _text("run"), Column("secret", LargeBinary, nullable=False))

# The ids of records a person erased: a merge or an old copy must not bring them back. Nothing else is left of them.
erased = Table(
    "erased",
    metadata,
    Column("id", Text, nullable=False),
    PrimaryKeyConstraint("id"),
    CheckConstraint("length(id) = 32", name="id"),
    sqlite_strict=True,
)

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
    records.CheckInDraft: checkin_draft,
    records.CheckInDone: checkin_done,
    records.PracticeDone: practice_done,
    records.StepFelt: step_felt,
    records.SceneRun: scene_run,
    records.TrainingSession: training_session,
    records.SessionPicture: session_picture,
    records.SessionRun: session_run,
    records.RunState: run_state,
    records.SessionRound: session_round,
    records.RestDay: rest_day,
    records.PlanLine: plan_line,
    records.Intention: intention,
    records.IntentionMet: intention_met,
    records.ReviewCard: review_card,
}
