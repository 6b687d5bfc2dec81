"""What the people in a room answered: rows with random keys, no name, no order, no time.

Outside the journal's counter and the merge. The codes that people make to be compared with themselves are kept as
marks only, hashed with a secret of their run; both go when the run is closed.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection, func, select

from carecompanion.learning.records import Record
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from carecompanion.storage.tables import room_answer, room_mark, session_round, session_secret

KEY_BYTES = 16
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class RoomAnswer:
    """One person's answers as JSON, the group she is of, and the mark of her code ("" = none)."""

    team: str
    answers: str
    mark: str


class Rooms:
    """The answers of rooms, in one profile's file."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def keep(self, run: str, round_id: str, team: str, answers: str, code: str = "") -> None:
        """One person's answers, on the disk when this returns. Raises StorageError, having kept nothing."""
        key = secrets.token_bytes(KEY_BYTES)
        with self._database.transaction() as connection:
            connection.execute(room_answer.insert().values(key=key, round=round_id, team=team, answers=answers))
            if code:
                mark = blake2b(code.encode(), key=_secret_of(connection, run), digest_size=KEY_BYTES).digest()
                connection.execute(room_mark.insert().values(key=key, mark=mark))

    def count(self, round_id: str) -> int:
        """How many people answered."""
        query = select(func.count()).select_from(room_answer).where(room_answer.c.round == round_id)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def answers_of(self, round_id: str) -> tuple[RoomAnswer, ...]:
        """Everybody's answers, in the order of random keys."""
        joined = room_answer.outerjoin(room_mark, room_mark.c.key == room_answer.c.key)
        query = select(room_answer.c.team, room_answer.c.answers, room_mark.c.mark).select_from(joined)
        with self._database.reading() as connection:
            rows = connection.execute(query.where(room_answer.c.round == round_id).order_by(room_answer.c.key)).all()
        return tuple(RoomAnswer(team, answers, mark.hex() if mark else "") for team, answers, mark in rows)

    def settle(self) -> None:
        """The log of the file tells in which order rows came: it goes into the file itself, as soon as that can be."""
        self._database.forget_the_log()

    def close(self, runs: Sequence[str], records: Sequence[Record]) -> None:
        """Keep the totals in `records`, and take answers, codes and secrets of these runs away: all or nothing.

        Raises StorageError, having changed nothing.
        """
        with self._database.transaction() as connection:
            rounds = select(session_round.c.round).where(session_round.c.run.in_(runs))
            keys = select(room_answer.c.key).where(room_answer.c.round.in_(rounds))
            connection.execute(room_mark.delete().where(room_mark.c.key.in_(keys)))
            connection.execute(room_answer.delete().where(room_answer.c.round.in_(rounds)))
            connection.execute(session_secret.delete().where(session_secret.c.run.in_(runs)))
            self._journal.keep_inside(connection, *records)
        self._database.forget_the_log()


def _secret_of(connection: Connection, run: str) -> bytes:
    """The run's own, made when the first code is."""
    found = connection.execute(select(session_secret.c.secret).where(session_secret.c.run == run)).scalar()
    if found is not None:
        return bytes(found)
    secret = secrets.token_bytes(SECRET_BYTES)
    connection.execute(session_secret.insert().values(run=run, secret=secret))
    return secret
