"""What a room answered: without order, time or name; codes never in a copy, and gone with their secret."""

from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

import pytest

from carecompanion.learning.records import RunState, SessionRound, SessionRun, TrainingSession
from carecompanion.storage import cipher, erasing
from carecompanion.storage.backups import daily_copy
from carecompanion.storage.cipher import OF_CODES, connect
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from carecompanion.storage.rooms import Rooms
from carecompanion.storage.tables import metadata

AT = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 24, 18, 40)
SESSION, RUN, ROUND = "a" * 32, "b" * 32, "c" * 32


def a_round(name: str = ROUND, counts: str = "", *, is_open: bool = True) -> SessionRound:
    return SessionRound(name, RUN, "antes", "test:saber", "laptop", "[]", counts, "", is_open, AT)


@pytest.fixture
def rooms(database: Database, journal: Journal) -> Rooms:
    journal.keep(
        TrainingSession(SESSION, "Jornada", "", "", AT.date(), "{}", "[]", "{}", AT),
        SessionRun(RUN, SESSION, "Jornada", "", "", AT.date(), AT, "[]", "{}", "{}", AT),
        RunState(RUN, "{}", True, AT),
        a_round(),
    )
    return Rooms(database, journal)


def rows(database: Database, table: str) -> list[tuple]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]


def test_answers_have_no_order_no_time_and_no_counter(rooms: Rooms, database: Database) -> None:
    before = database.counter()
    given = [f'{{"p1":{number}}}' for number in range(40)]
    for answers in given:
        rooms.keep(RUN, ROUND, "Policía", answers)
    found = rooms.answers_of(ROUND)
    assert rooms.count(ROUND) == 40
    assert sorted(one.answers for one in found) == sorted(given)
    assert [one.answers for one in found] != given, "in the order of random keys"
    assert database.counter() == before
    (key, *_rest) = rows(database, "room_answer")[0]
    assert len(key) == 16
    for name in ("room_answer", "room_mark"):
        assert not {"at", "counter", "id"} & set(metadata.tables[name].c.keys())
        with database.reading() as connection, pytest.raises(Exception, match="no such column"):
            connection.exec_driver_sql(f"SELECT rowid FROM {name}")


def test_a_code_is_kept_as_a_mark_under_the_runs_own_secret(rooms: Rooms, database: Database) -> None:
    rooms.keep(RUN, ROUND, "", "{}", "LUNA")
    rooms.keep(RUN, ROUND, "", "{}", "LUNA")
    rooms.keep("d" * 32, ROUND, "", "{}", "LUNA")
    marks = sorted(one.mark for one in rooms.answers_of(ROUND))
    assert len(set(marks)) == 2, "the same within a run only"
    assert b"LUNA" not in b"".join(row[1] for row in rows(database, "room_mark"))
    secrets = dict(rows(database, "session_secret"))
    assert secrets.keys() == {RUN, "d" * 32}
    assert blake2b(b"LUNA", key=secrets[RUN], digest_size=16).hexdigest() in marks


def test_codes_never_enter_a_copy(rooms: Rooms, database: Database, folder: Path, key: bytes) -> None:
    rooms.keep(RUN, ROUND, "Policía", '{"p1":1}', "LUNA")
    copy = daily_copy(database, folder, EVENING)
    assert copy is not None
    connection = connect(copy, key, "mode=ro")
    for table in OF_CODES:
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert connection.execute("SELECT team FROM room_answer").fetchall() == [("Policía",)]
    connection.close()
    assert rooms.answers_of(ROUND)[0].mark, "the file itself still has them"
    assert not [one for one in copy.parent.iterdir() if one.suffix != ".db"]


def on_the_disk(file: Path) -> bytes:
    """Every byte of the file and of its log, let go or not."""
    return b"".join(one.read_bytes() for one in sorted(file.parent.glob(file.name + "*")))


def test_of_a_closed_session_no_byte_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file without encryption, so that its bytes can be looked at."""
    monkeypatch.setattr(cipher, "_unlock", lambda _connection, _key: None)
    database = Database.create(tmp_path / "plain" / "profile.db", b"")
    journal = Journal(database)
    rooms = Rooms(database, journal)
    journal.keep(a_round())
    for number in range(60):
        rooms.keep(RUN, ROUND, "Policía", f'{{"seña":{number}}}', f"LU{number:02}")
    secret = dict(rows(database, "session_secret"))[RUN]
    marks = [bytes.fromhex(one.mark) for one in rooms.answers_of(ROUND)]
    file = tmp_path / "plain" / "profile.db"
    assert secret in on_the_disk(file)
    assert all(mark in on_the_disk(file) for mark in marks)
    rooms.close([RUN], [a_round(is_open=False)])
    left = on_the_disk(file)
    assert secret not in left
    assert not [mark for mark in marks if mark in left]
    assert "seña".encode() not in left
    database.close()
    assert secret not in on_the_disk(file)


def test_closing_takes_answers_codes_and_secret_away_and_keeps_the_totals(
    rooms: Rooms, database: Database, journal: Journal, file: Path
) -> None:
    rooms.keep(RUN, ROUND, "Policía", '{"seña":1}', "LUNA")
    rooms.keep("d" * 32, "e" * 32, "Otra", "{}", "SOL4")
    done = a_round(is_open=False)
    rooms.close([RUN], [done, RunState(RUN, '{"x":1}', False, AT)])
    assert rooms.count(ROUND) == 0
    assert [row[0] for row in rows(database, "session_secret")] == ["d" * 32], "another run keeps its own"
    assert len(rows(database, "room_mark")) == 1
    assert journal.sessions.rounds_of(RUN) == (done,)
    assert journal.sessions.open_runs() == ()
    assert file.with_name(file.name + "-wal").stat().st_size == 0


def test_closing_is_all_or_nothing(rooms: Rooms, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms.keep(RUN, ROUND, "Policía", "{}", "LUNA")

    def fail(*_what: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(journal, "keep_inside", fail)
    with pytest.raises(RuntimeError):
        rooms.close([RUN], [a_round(is_open=False)])
    assert rooms.answers_of(ROUND)[0].mark
    assert journal.sessions.rounds_of(RUN)[0].is_open


def test_what_was_closed_leaves_the_copies(
    rooms: Rooms, journal: Journal, database: Database, folder: Path, key: bytes
) -> None:
    """Answers of a closed session, and hands that were counted; a session that is open stays in them."""
    open_run, open_round = "d" * 32, "e" * 32
    rooms.keep(RUN, ROUND, "Policía", "{}")
    rooms.keep(open_run, open_round, "Policía", "{}")
    journal.keep(a_round("f" * 32, '{"p1":{}}'))
    copy = daily_copy(database, folder, EVENING)
    assert copy is not None
    assert erasing.erase_in_copies(database, folder) == 0
    rooms.close([RUN], [a_round(is_open=False), a_round("f" * 32, is_open=False)])
    assert erasing.erase_in_copies(database, folder) == 1
    connection = connect(copy, key, "mode=ro")
    assert connection.execute("SELECT round FROM room_answer").fetchall() == [(open_round,)]
    assert connection.execute("SELECT round FROM session_round").fetchall() == [(ROUND,)]
    connection.close()


def test_a_removed_session_leaves_the_copies_and_the_others_stay(
    rooms: Rooms, journal: Journal, database: Database, folder: Path, key: bytes
) -> None:
    other = "9" * 32
    journal.keep(TrainingSession(other, "Otra", "", "", None, "{}", "[]", "{}", AT))
    rooms.keep(RUN, ROUND, "Policía", "{}", "LUNA")
    copy = daily_copy(database, folder, EVENING)
    assert copy is not None
    journal.sessions.erase(SESSION)
    assert journal.sessions.session(SESSION) is None
    assert rooms.count(ROUND) == 0
    assert rows(database, "room_mark") == rows(database, "session_secret") == []
    assert erasing.erase_in_copies(database, folder) == 1
    connection = connect(copy, key, "mode=ro")
    assert connection.execute("SELECT session FROM training_session").fetchall() == [(other,)]
    for table in ("session_run", "run_state", "session_round", "room_answer"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    connection.close()
