"""A trainer's sessions in the file: asked for, and taken away. What a room answered lies in rooms.py."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, func, select

from carecompanion.learning.records import Record, RunState, SessionPicture, SessionRound, SessionRun, TrainingSession
from carecompanion.storage.database import Database
from carecompanion.storage.statements import READ
from carecompanion.storage.tables import (
    erased,
    room_answer,
    room_mark,
    run_state,
    session_picture,
    session_round,
    session_run,
    session_secret,
    training_session,
)

R = TypeVar("R", bound=Record)

# Words about a run in its state, and what stands there when they were erased.
WRITTEN = {"notes": "''", "comments": "''", "names": "json('[]')"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A session as the list needs it; `facts` is JSON."""

    session: str
    title: str
    workshop: str
    place: str
    day: date | None
    facts: str


@dataclass(frozen=True, slots=True)
class RunListed:
    """A run as the list needs it."""

    run: str
    session: str
    begun_at: datetime
    is_open: bool


_LISTED = select(
    *(training_session.c[name] for name in ("session", "title", "workshop", "place", "day", "facts"))
).order_by(training_session.c.counter)
_RUNS_LISTED = (
    select(*(session_run.c[name] for name in ("run", "session", "begun_at")), run_state.c.is_open)
    .select_from(session_run.join(run_state, run_state.c.run == session_run.c.run))
    .order_by(session_run.c.counter)
)


class Sessions:
    """The sessions of one profile. They are kept through the journal, as every record is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def every(self) -> tuple[TrainingSession, ...]:
        """All sessions, the one changed last at the end."""
        return self._ask(TrainingSession, READ[TrainingSession])

    def listed(self) -> tuple[Listed, ...]:
        """The same without what is long."""
        with self._database.reading() as connection:
            rows = connection.execute(_LISTED).all()
        return tuple(Listed(*row) for row in rows)

    def runs_listed(self) -> tuple[RunListed, ...]:
        """Every run without what is long, the one begun last at the end."""
        with self._database.reading() as connection:
            rows: Sequence[Any] = connection.execute(_RUNS_LISTED).all()
        return tuple(RunListed(*row) for row in rows)

    def session(self, session: str) -> TrainingSession | None:
        query = READ[TrainingSession].where(training_session.c.session == session)
        return next(iter(self._ask(TrainingSession, query)), None)

    def picture(self, picture: str) -> SessionPicture | None:
        query = READ[SessionPicture].where(session_picture.c.picture == picture)
        return next(iter(self._ask(SessionPicture, query)), None)

    def forget_pictures(self, session: str, kept: Collection[str]) -> None:
        """Take away those of a session that nothing shows any more. Raises StorageError."""
        unseen = session_picture.c.session == session, session_picture.c.picture.not_in(sorted(kept))
        with self._database.reading() as connection:
            if connection.execute(select(session_picture.c.picture).where(*unseen).limit(1)).first() is None:
                return
        with self._database.transaction() as connection:
            connection.execute(session_picture.delete().where(*unseen))

    # runs and rounds

    def run(self, run: str) -> SessionRun | None:
        return next(iter(self._ask(SessionRun, READ[SessionRun].where(session_run.c.run == run))), None)

    def runs(self) -> tuple[SessionRun, ...]:
        """Every run, the one begun last at the end."""
        return self._ask(SessionRun, READ[SessionRun])

    def state_of(self, run: str) -> RunState | None:
        return next(iter(self._ask(RunState, READ[RunState].where(run_state.c.run == run))), None)

    def states_of(self, runs: Collection[str]) -> tuple[RunState, ...]:
        """The states of these runs, in no order."""
        return self._ask(RunState, READ[RunState].where(run_state.c.run.in_(sorted(runs)))) if runs else ()

    def open_runs(self) -> tuple[RunState, ...]:
        """Where the runs are that were not closed, the one that went on last at the end."""
        return self._ask(RunState, READ[RunState].where(run_state.c.is_open))

    def rounds_of(self, run: str) -> tuple[SessionRound, ...]:
        """In the order they were changed last."""
        return self._ask(SessionRound, READ[SessionRound].where(session_round.c.run == run))

    # taking away

    def erase(self, session: str) -> None:
        """The session, its runs and all that rooms answered in them; its id stays, so that no copy brings it back.

        Raises StorageError, having changed nothing.
        """
        with self._database.transaction() as connection:
            _erase(connection, session)
            connection.exec_driver_sql("INSERT OR IGNORE INTO erased (id) VALUES (?)", (session,))
        self._database.forget_the_log()

    def _ask(self, kind: type[R], query: Select[Any]) -> tuple[R, ...]:
        with self._database.reading() as connection:
            rows: Sequence[Any] = connection.execute(query).all()
        return tuple(kind(*row) for row in rows)


def _erase(connection: Connection, session: str) -> None:
    runs = select(session_run.c.run).where(session_run.c.session == session)
    rounds = select(session_round.c.round).where(session_round.c.run.in_(runs))
    keys = select(room_answer.c.key).where(room_answer.c.round.in_(rounds))
    connection.execute(room_mark.delete().where(room_mark.c.key.in_(keys)))
    connection.execute(room_answer.delete().where(room_answer.c.round.in_(rounds)))
    for table in (session_round, run_state, session_secret):
        connection.execute(table.delete().where(table.c.run.in_(runs)))
    for table in (session_run, session_picture, training_session):
        connection.execute(table.delete().where(table.c.session == session))


# ---- in the daily copies


@dataclass(frozen=True, slots=True)
class Staying:
    """The ids that were erased, the rounds whose answers are still in the file, and the (run, name) of words about a
    run that were emptied."""

    gone: set[str]
    rounds: set[str]
    emptied: set[tuple[str, str]]


def what_stays(connection: Connection) -> Staying:
    gone = {str(one) for (one,) in connection.execute(select(erased.c.id))}
    rounds = {str(one) for (one,) in connection.execute(select(room_answer.c.round).distinct())}
    emptied = set()
    for name in WRITTEN:
        found = func.coalesce(func.json_extract(run_state.c.state, f"$.{name}"), "")
        runs = connection.execute(select(run_state.c.run).where(found.in_(("", "[]"))))
        emptied |= {(str(run), name) for (run,) in runs}
    return Staying(gone, rounds, emptied)


def clean_copy(copy: Any, staying: Staying) -> int:
    """Take erased sessions, words about a run that were erased, and the answers of sessions that were closed, out of a
    copy; returns how many rows changed.

    `copy` is the driver's own connection.
    """
    gone, rounds = staying.gone, staying.rounds
    if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'room_answer'").fetchone() is None:
        return 0  # a copy of an older version of the program
    count = 0
    for (one,) in copy.execute("SELECT DISTINCT round FROM room_answer").fetchall():
        if one not in rounds:
            count += copy.execute("DELETE FROM room_answer WHERE round = ?", (one,)).rowcount
    for run, name in sorted(staying.emptied):
        where = f"run = ? AND coalesce(json_extract(state, '$.{name}'), '') NOT IN ('', '[]')"
        empty = f"UPDATE run_state SET state = json_set(state, '$.{name}', {WRITTEN[name]}) WHERE {where}"
        count += int(copy.execute(empty, (run,)).rowcount)
    for run, session in copy.execute("SELECT run, session FROM session_run").fetchall():
        if session in gone:
            count += sum(_delete(copy, table, "run", run) for table in (session_round, run_state))
    for table in (session_run, session_picture, training_session):
        for (session,) in copy.execute(f"SELECT DISTINCT session FROM {table.name}").fetchall():
            count += _delete(copy, table, "session", session) if session in gone else 0
    return count


def _delete(copy: Any, table: Table, name: str, value: str) -> int:
    return int(copy.execute(f"DELETE FROM {table.name} WHERE {name} = ?", (value,)).rowcount)
