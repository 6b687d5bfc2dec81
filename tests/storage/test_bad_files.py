"""Files that cannot be opened or written: each has its own error, its own words, and is left as it was."""

import errno
import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from carecompanion.content.model import LessonId, StepId
from carecompanion.errors import (
    StorageDamaged,
    StorageError,
    StorageFull,
    StorageLocked,
    StorageReadOnly,
    StorageTooNew,
)
from carecompanion.learning.records import AnswerGiven, Note
from carecompanion.storage import cipher, failures
from carecompanion.storage.database import Database
from carecompanion.storage.files import DATABASE, beside
from carecompanion.storage.journal import Journal, new_id
from tests.storage.conftest import NOON

LESSON = LessonId("cuidar/memoria")
PAGE = 4096


@pytest.fixture
def closed(database: Database, journal: Journal, file: Path) -> Path:
    """A good file of some twenty pages, closed."""
    journal.keep(*(Note(LESSON, StepId(f"s{number}"), "", "x" * 900, NOON) for number in range(60)))
    database.close()
    return file


def _all_bytes(folder: Path) -> dict[str, str]:
    return {entry.name: hashlib.sha256(entry.read_bytes()).hexdigest() for entry in sorted(folder.iterdir())}


def _flip(file: Path, place: int) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


def _says_it_is_damaged(file: Path, key: bytes) -> None:
    before = _all_bytes(file.parent)
    with pytest.raises(StorageDamaged) as caught:
        Database.open(file, key)
    assert "dañado" in caught.value.words or "damaged" in caught.value.words
    assert _all_bytes(file.parent) == before


def test_the_wrong_key(closed: Path) -> None:
    _says_it_is_damaged(closed, bytes(32))


def test_junk(closed: Path, key: bytes) -> None:
    closed.write_bytes(b"this is no database at all " * 1000)
    _says_it_is_damaged(closed, key)


def test_a_file_that_is_not_encrypted(closed: Path, key: bytes) -> None:
    closed.unlink()
    plain = sqlite3.connect(closed)
    plain.execute("CREATE TABLE alembic_version (version_num)")
    plain.commit()
    plain.close()
    _says_it_is_damaged(closed, key)


def test_an_encrypted_file_that_is_not_ours(closed: Path, key: bytes) -> None:
    closed.write_bytes(b"")
    foreign = cipher.connect(closed, key)
    foreign.execute("CREATE TABLE something (x)")
    foreign.close()
    _says_it_is_damaged(closed, key)


def test_an_empty_file(closed: Path, key: bytes) -> None:
    closed.write_bytes(b"")
    _says_it_is_damaged(closed, key)


def test_a_missing_file(folder: Path, key: bytes) -> None:
    folder.mkdir()
    _says_it_is_damaged(folder / DATABASE, key)
    (folder / DATABASE).mkdir()
    with pytest.raises(StorageDamaged):
        Database.open(folder / DATABASE, key)


def test_a_bit_flipped_in_the_first_page(closed: Path, key: bytes) -> None:
    _flip(closed, 300)
    _says_it_is_damaged(closed, key)


def test_a_bit_flipped_in_a_later_page(closed: Path, key: bytes) -> None:
    for page in range(1, closed.stat().st_size // PAGE):
        _flip(closed, page * PAGE + 1000)
    with pytest.raises(StorageDamaged):
        Journal(Database.open(closed, key)).notes()


def test_a_truncated_file(closed: Path, key: bytes) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content[: len(content) // 2 // PAGE * PAGE])
    with pytest.raises(StorageDamaged):
        Journal(Database.open(closed, key)).notes()


def test_after_a_cut_off_session_damage_is_found_at_once(
    database: Database, journal: Journal, file: Path, key: bytes, tmp_path: Path
) -> None:
    journal.keep(*(Note(LESSON, StepId(f"s{number}"), "", "x" * 900, NOON) for number in range(60)))
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(FULL)")
    journal.keep(Note(LESSON, StepId("last"), "", "x", NOON))
    left = _as_left_by_a_crash(file, tmp_path)
    Database.open(left, key).close()
    left = _as_left_by_a_crash(file, tmp_path)
    for page in range(20, left.stat().st_size // PAGE):
        _flip(left, page * PAGE + 1000)
    with pytest.raises(StorageDamaged):
        Database.open(left, key)


def _as_left_by_a_crash(file: Path, tmp_path: Path) -> Path:
    place = tmp_path / "después del corte"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(beside(file, ending), place)
    return place / file.name


def _say_it_is_newer(database: Database) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")


def test_a_file_of_a_newer_version_is_left_untouched(database: Database, file: Path, key: bytes) -> None:
    _say_it_is_newer(database)
    database.close()
    before = _all_bytes(file.parent)
    with pytest.raises(StorageTooNew) as caught:
        Database.open(file, key)
    assert caught.value.words
    assert _all_bytes(file.parent) == before
    assert list(before) == [file.name]


def test_so_is_one_whose_session_was_cut_off(database: Database, file: Path, key: bytes, tmp_path: Path) -> None:
    _say_it_is_newer(database)
    left = _as_left_by_a_crash(file, tmp_path)
    before = _all_bytes(left.parent)
    with pytest.raises(StorageTooNew):
        Database.open(left, key)
    after = _all_bytes(left.parent)
    assert {name: after[name] for name in before} == before


HOLD = """
import sys
from pathlib import Path
from carecompanion.storage import cipher, failures
connection = cipher.connect(Path(sys.argv[1]), bytes(range(32)))
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


def test_a_file_held_by_another_process(
    file: Path, key: bytes, monkeypatch: pytest.MonkeyPatch, an_answer: Callable[[int], AnswerGiven]
) -> None:
    monkeypatch.setattr(cipher, "WAIT_FOR_OTHERS", 0.05)
    database = Database.create(file, key)
    journal, ids = Journal(database), [new_id()]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(StorageLocked) as caught:
            journal.keep(an_answer(1), ids=ids)
        assert caught.value.words
        other.communicate("let go\n", timeout=20)
    journal.keep(an_answer(1), ids=ids)
    assert journal.answers_of(LESSON) == (an_answer(1),)
    database.close()


def test_a_full_disk_loses_nothing_that_was_kept(
    mount: Callable[..., Path], key: bytes, an_answer: Callable[[int], AnswerGiven]
) -> None:
    disk = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs")
    file = disk / "perfil" / DATABASE
    database = Database.create(file, key)
    journal = Journal(database)
    (disk / "ballast").write_bytes(b"x" * 400_000)
    kept = _fill(journal)
    assert kept > 2
    with pytest.raises(StorageFull) as caught:
        journal.keep(_long_note(1000))
    assert caught.value.words
    assert len(journal.notes()) == kept
    (disk / "ballast").unlink()
    journal.keep(_long_note(1000))
    assert len(journal.notes()) == kept + 1
    database.close()
    again = Database.open(file, key)
    assert len(Journal(again).notes()) == kept + 1
    again.close()


def _long_note(number: int) -> Note:
    return Note(LESSON, StepId(f"s{number}"), "", "y" * 20_000, NOON)


def _fill(journal: Journal) -> int:
    """How many notes fit; the retry with the same id tells that the last one is not half there."""
    for number in range(200):
        ids = [new_id()]
        try:
            journal.keep(_long_note(number), ids=ids)
        except StorageFull:
            with pytest.raises(StorageFull):
                journal.keep(_long_note(number), ids=ids)
            return number
    raise AssertionError("the disk never filled")


def test_a_disk_without_a_byte_free(mount: Callable[..., Path], key: bytes) -> None:
    disk = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs")
    file = disk / DATABASE
    Database.create(file, key).close()
    whole = file.read_bytes()
    _fill_up(disk)
    with pytest.raises(StorageFull):
        Journal(Database.open(file, key)).keep(_long_note(1))
    with pytest.raises(StorageFull):
        Database.create(disk / "another.db", key)
    (disk / "ballast").unlink()
    assert file.read_bytes()[:PAGE] == whole[:PAGE]
    Database.open(file, key).close()


def _fill_up(disk: Path) -> None:
    with open(disk / "ballast", "wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"x" * PAGE)
        except OSError:
            pass


def test_a_folder_that_may_not_be_written(mount: Callable[..., Path], closed: Path, key: bytes) -> None:
    read_only = mount("--bind", str(closed.parent))
    subprocess.run(["mount", "-o", "remount,ro,bind", str(read_only)], check=True)
    before = _all_bytes(closed.parent)
    with pytest.raises(StorageReadOnly) as caught:
        Database.open(read_only / DATABASE, key)
    assert caught.value.words
    with pytest.raises(StorageReadOnly):
        Database.create(read_only / "another.db", key)
    assert _all_bytes(closed.parent) == before


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, StorageFull),
        (errno.EDQUOT, StorageFull),
        (errno.EROFS, StorageReadOnly),
        (errno.EACCES, StorageReadOnly),
        (errno.ENOENT, StorageDamaged),
        (errno.EIO, StorageError),
    ],
)
def test_errors_of_the_file_system_are_sorted(number: int, kind: type[StorageError]) -> None:
    with pytest.raises(StorageError) as caught, failures.system_errors_sorted():
        raise OSError(number, "as the system says it")
    assert type(caught.value) is kind
    assert "as the system says it" not in caught.value.words
    assert len(caught.value.words) > 40


def test_a_mistake_of_ours_is_not_dressed_up(database: Database) -> None:
    with pytest.raises(OperationalError), database.reading() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
