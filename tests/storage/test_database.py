"""One encrypted file: made whole, private, in transactions, and silent about what is in it."""

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from carecompanion.content.model import LessonId, StepId
from carecompanion.learning.records import AnswerGiven, Note
from carecompanion.storage import cipher
from carecompanion.storage.database import Database
from carecompanion.storage.files import beside
from carecompanion.storage.journal import Journal
from tests.storage.conftest import NOON

LESSON = LessonId("cuidar/memoria")
MARKER = "palabra-que-no-debe-verse"


def _a_note(text: str = MARKER, step: str = "s1") -> Note:
    return Note(LESSON, StepId(step), "", text, NOON)


def test_what_was_kept_is_there_after_closing(database: Database, journal: Journal, file: Path, key: bytes) -> None:
    journal.keep(_a_note("hola"))
    database.close()
    again = Database.open(file, key)
    assert [note.text for note in Journal(again).notes()] == ["hola"]
    again.close()


def test_a_new_file_is_private_and_nothing_else_is_left(database: Database, file: Path) -> None:
    database.close()
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_the_log_beside_the_file_is_private_too(journal: Journal, file: Path) -> None:
    journal.keep(_a_note())
    for ending in ("", "-wal", "-shm"):
        assert stat.S_IMODE(beside(file, ending).stat().st_mode) == 0o600


def test_a_file_is_never_made_over_another(database: Database, file: Path, key: bytes) -> None:
    with pytest.raises(FileExistsError):
        Database.create(file, key)


def test_what_a_cut_off_creation_left_does_not_disturb_the_next(file: Path, key: bytes) -> None:
    file.parent.mkdir()
    beside(file, ".new").write_bytes(b"half a file")
    beside(file, ".new-wal").write_bytes(b"half a log")
    Database.create(file, key).close()
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


def test_the_manners_of_the_connection(database: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2}
    with database.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
    assert found == wanted


def test_nothing_written_can_be_read_in_the_files(database: Database, journal: Journal, file: Path) -> None:
    journal.keep(*(_a_note(f"{MARKER} {number}", f"s{number}") for number in range(200)))
    parts = [file, beside(file, "-wal"), beside(file, "-shm")]
    for part in parts:
        content = part.read_bytes()
        for secret in (
            MARKER.encode(),
            MARKER.encode("utf-16-le"),
            b"cuidar/memoria",
            b"SQLite format",
            b"CREATE TABLE",
        ):
            assert secret not in content, part.name
    database.close()
    assert MARKER.encode() not in file.read_bytes()


def test_an_error_does_not_say_what_was_being_written(journal: Journal) -> None:
    with pytest.raises(Exception) as caught:
        journal.keep(_a_note(), ids=["too short"])
    assert MARKER not in str(caught.value)
    assert MARKER not in repr(caught.value)


def test_a_transaction_is_all_or_nothing(database: Database, journal: Journal) -> None:
    class Stop(Exception):
        pass

    def half() -> None:
        with database.transaction() as connection:
            connection.exec_driver_sql("INSERT INTO preference VALUES (?, 1, 'a', 'b', 0)", ("0" * 32,))
            connection.exec_driver_sql("CREATE TABLE half (x)")
            raise Stop

    with pytest.raises(Stop):
        half()
    assert journal.preferences() == {}
    with database.reading() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'half'").all()


def test_an_empty_transaction_leaves_nothing_open(database: Database, journal: Journal) -> None:
    with database.transaction():
        pass
    journal.keep(_a_note("sigue"))
    assert len(journal.notes()) == 1


def test_of_several_records_with_one_mistake_none_is_kept(journal: Journal) -> None:
    impossible = AnswerGiven(LESSON, "q", -1, True, "1", NOON)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="ck_answer_option"):
        journal.keep(_a_note(), impossible)
    assert journal.notes() == ()
    journal.keep(_a_note())
    assert len(journal.notes()) == 1


def test_two_threads_take_turns(journal: Journal, database: Database, an_answer: Callable[[int], AnswerGiven]) -> None:
    def work(first: int) -> None:
        for number in range(first, first + 40):
            journal.keep(an_answer(number))
            journal.answers_of(LESSON)

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        counters = [row[0] for row in connection.exec_driver_sql("SELECT counter FROM answer ORDER BY counter")]
    assert counters == list(range(1, 81))


def test_a_guest_touches_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    empty = tmp_path / "vacío"
    empty.mkdir()
    monkeypatch.chdir(empty)
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(empty))
    before = _open_files()
    guest = Database.in_memory()
    journal = Journal(guest)
    journal.keep(*(_a_note(MARKER * 2000, f"s{number}") for number in range(300)))
    assert len(journal.notes()) == 300
    with guest.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM note a, note b ORDER BY a.text, b.step LIMIT 5").all()
    assert _open_files() == before
    assert not list(empty.iterdir())
    assert not list(home.rglob("*"))
    with pytest.raises(ValueError):
        guest.copy_to(tmp_path / "copy.db")
    guest.close()


def _open_files() -> set[str]:
    place = Path("/proc/self/fd")
    found = {os.readlink(entry) for entry in place.iterdir() if entry.is_symlink()} if place.is_dir() else set()
    return {name for name in found if name.startswith("/") and not name.startswith("/proc")}


def test_a_key_of_another_length_is_a_mistake_of_ours(file: Path) -> None:
    with pytest.raises(ValueError):
        Database.create(file, b"short")


def test_reading_goes_on_beside_a_writer(database: Database, journal: Journal, file: Path, key: bytes) -> None:
    journal.keep(_a_note("antes"))
    other: Any = cipher.connect(file, key)
    other.execute("BEGIN IMMEDIATE")
    assert [note.text for note in journal.notes()] == ["antes"]
    other.execute("ROLLBACK")
    other.close()
