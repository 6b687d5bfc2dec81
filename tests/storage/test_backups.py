"""One copy a day, seven kept, and the way back from a damaged file without losing it."""

import runpy
import shutil
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from carecompanion.content.model import LessonId
from carecompanion.errors import StorageDamaged, StorageFull
from carecompanion.learning.records import AnswerGiven, RunState, SessionRound
from carecompanion.storage import cipher
from carecompanion.storage.backups import (
    MERGE,
    RESTORE,
    UPDATE,
    copies_in,
    copy_of,
    daily_copy,
    newest_good_copy,
    recover,
)
from carecompanion.storage.database import Database
from carecompanion.storage.files import COPIES, DATABASE, beside
from carecompanion.storage.journal import Journal
from carecompanion.storage.rooms import Rooms
from tests.storage.conftest import NOON

LESSON = LessonId("cuidar/memoria")
EVENING = datetime(2026, 11, 23, 18, 40)
KEPT = Path(__file__).parent.parent / "databases"


def _days_of_work(
    journal: Journal, database: Database, folder: Path, an_answer: Callable[[int], AnswerGiven], days: int
) -> None:
    for day in range(days):
        journal.keep(an_answer(day))
        assert daily_copy(database, folder, EVENING + timedelta(days=day)) is not None


def test_a_copy_a_day_and_only_when_something_is_new(
    journal: Journal, database: Database, folder: Path, an_answer: Callable[[int], AnswerGiven]
) -> None:
    journal.keep(an_answer(1))
    copy = daily_copy(database, folder, EVENING)
    assert copy is not None
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    journal.keep(an_answer(2))
    assert daily_copy(database, folder, EVENING + timedelta(hours=2)) is None
    assert daily_copy(database, folder, EVENING + timedelta(days=1)) is not None
    assert daily_copy(database, folder, EVENING + timedelta(days=2)) is None
    assert [entry.when for entry in copies_in(folder)] == [EVENING + timedelta(days=1), EVENING]
    assert [entry.name for entry in (folder / COPIES).iterdir() if not entry.name.endswith(".db")] == []


def test_seven_copies_are_kept_and_the_clock_does_not_choose_them(
    journal: Journal, database: Database, folder: Path, an_answer: Callable[[int], AnswerGiven]
) -> None:
    _days_of_work(journal, database, folder, an_answer, 9)
    journal.keep(an_answer(100))
    assert daily_copy(database, folder, EVENING - timedelta(days=900)) is not None
    copies = copies_in(folder)
    assert [copy.counter for copy in copies] == [10, 9, 8, 7, 6, 5, 4]
    assert copies[0].when == EVENING - timedelta(days=900)


def test_a_copy_is_encrypted_and_opens_with_the_same_key(
    journal: Journal, database: Database, folder: Path, key: bytes, an_answer: Callable[[int], AnswerGiven]
) -> None:
    journal.keep(an_answer(1))
    copy = daily_copy(database, folder, EVENING)
    assert copy is not None
    assert b"cuidar/memoria" not in copy.read_bytes()
    opened = Database.open(copy, key)
    assert Journal(opened).answers_of(LESSON) == (an_answer(1),)
    opened.close()


def test_a_damaged_file_gives_way_to_the_newest_good_copy_and_is_kept(
    journal: Journal, database: Database, folder: Path, key: bytes, an_answer: Callable[[int], AnswerGiven],
    allows_warnings: Callable[..., None],
) -> None:  # fmt: skip
    allows_warnings("carecompanion.storage.backups", "set aside")
    _days_of_work(journal, database, folder, an_answer, 3)
    journal.keep(an_answer(50))
    database.close()
    (folder / DATABASE).write_bytes(b"junk")
    beside(folder / DATABASE, "-wal").write_bytes(b"an old log")
    copies_in(folder)[0].file.write_bytes(b"junk too")
    with pytest.raises(StorageDamaged):
        Database.open(folder / DATABASE, key)
    recovered = recover(folder, key)
    assert recovered.from_when == EVENING + timedelta(days=1)
    assert Journal(recovered.database).answers_of(LESSON) == (an_answer(0), an_answer(1))
    Journal(recovered.database).keep(an_answer(60))
    recovered.database.close()
    assert (folder / "damaged-1.db").read_bytes() == b"junk"
    assert (folder / "damaged-1.db-wal").read_bytes() == b"an old log"
    again = Database.open(folder / DATABASE, key)
    assert len(Journal(again).answers_of(LESSON)) == 3
    again.close()


def test_a_second_damage_is_set_aside_beside_the_first(
    journal: Journal, database: Database, folder: Path, key: bytes, an_answer: Callable[[int], AnswerGiven],
    allows_warnings: Callable[..., None],
) -> None:  # fmt: skip
    allows_warnings("carecompanion.storage.backups", "set aside")
    _days_of_work(journal, database, folder, an_answer, 1)
    database.close()
    for number in (1, 2):
        (folder / DATABASE).write_bytes(b"junk %d" % number)
        recover(folder, key).database.close()
    assert (folder / "damaged-1.db").read_bytes() == b"junk 1"
    assert (folder / "damaged-2.db").read_bytes() == b"junk 2"


def test_without_a_good_copy_nothing_is_touched(database: Database, folder: Path, key: bytes) -> None:
    database.close()
    (folder / DATABASE).write_bytes(b"junk")
    with pytest.raises(StorageDamaged) as caught:
        recover(folder, key)
    assert caught.value.words
    assert [entry.name for entry in folder.iterdir()] == [DATABASE]


def test_the_wrong_key_throws_no_good_file_out(
    journal: Journal, database: Database, folder: Path, an_answer: Callable[[int], AnswerGiven]
) -> None:
    _days_of_work(journal, database, folder, an_answer, 2)
    database.close()
    assert newest_good_copy(folder, bytes(32)) is None
    with pytest.raises(StorageDamaged):
        recover(folder, bytes(32))
    assert (folder / DATABASE).is_file()


def test_copying_a_damaged_file_says_so_and_leaves_the_older_copies(
    journal: Journal, database: Database, folder: Path, key: bytes, an_answer: Callable[[int], AnswerGiven]
) -> None:
    _days_of_work(journal, database, folder, an_answer, 2)
    journal.keep(*(an_answer(number) for number in range(100, 900)))
    database.close()
    content = bytearray((folder / DATABASE).read_bytes())
    for page in range(100, len(content) // 4096):  # beyond the schema and each table's first page
        content[page * 4096 + 500] ^= 1
    (folder / DATABASE).write_bytes(content)
    opened = Database.open(folder / DATABASE, key)
    with pytest.raises(StorageDamaged):
        daily_copy(opened, folder, EVENING + timedelta(days=5))
    opened.close()
    assert len(copies_in(folder)) == 2


def test_a_full_disk_leaves_no_half_copy_in_the_list(
    mount: Callable[..., Path], key: bytes, an_answer: Callable[[int], AnswerGiven]
) -> None:
    folder = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs") / "perfil"
    database = Database.create(folder / DATABASE, key)
    Journal(database).keep(*(an_answer(number) for number in range(1200)))
    (folder / "ballast").write_bytes(b"x" * (shutil.disk_usage(folder).free - 100_000))
    with pytest.raises(StorageFull):
        daily_copy(database, folder, EVENING)
    assert not list((folder / COPIES).iterdir())
    assert len(Journal(database).answers_of(LESSON)) == 1200
    database.close()


def test_names_that_are_not_ours_are_left_alone(folder: Path) -> None:
    (folder / COPIES).mkdir(parents=True)
    (folder / COPIES / "notes.txt").write_text("mine")
    assert copies_in(folder) == ()


def _break_pages(file: Path, key: bytes, table: str) -> None:
    """Two leaves of a table can no more be read; everything else can."""
    with closing(cipher.connect(file, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode=DELETE")
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        count = connection.execute("PRAGMA page_count").fetchone()[0]
    content = bytearray(file.read_bytes())
    broken = 0
    for page in range(count, root, -1):  # the last ones hold what was kept last, and a table's pages lie scattered
        trial = bytearray(content)
        trial[(page - 1) * 4096 + 500] ^= 1
        file.write_bytes(trial)
        if _rows_lost(file, key, table):
            content, broken = trial, broken + 1
        if broken == 2:
            break
    file.write_bytes(content)
    assert broken == 2


def _rows_lost(file: Path, key: bytes, table: str) -> bool:
    with closing(cipher.connect(file, key, cipher.UNTOUCHED)) as connection:
        try:
            connection.execute(f"SELECT count(option) FROM {table} NOT INDEXED").fetchone()
        except driver.DatabaseError:
            return True
    return False


def test_newer_records_are_read_around_the_damage_and_put_into_the_copy(
    journal: Journal, database: Database, folder: Path, key: bytes, an_answer: Callable[[int], AnswerGiven],
    allows_warnings: Callable[..., None],
) -> None:  # fmt: skip
    allows_warnings("carecompanion.storage.backups", "set aside")
    journal.keep(*(an_answer(number) for number in range(100)))
    assert daily_copy(database, folder, EVENING) is not None
    journal.keep(*(an_answer(number) for number in range(100, 400)))
    database.close()
    _break_pages(folder / DATABASE, key, "answer")
    with pytest.raises(StorageDamaged):
        daily_copy(Database.open(folder / DATABASE, key), folder, EVENING + timedelta(days=1))
    recovered = recover(folder, key)
    found = Journal(recovered.database).answers_of(LESSON)
    assert recovered.from_when == EVENING
    assert found[:100] == tuple(an_answer(number) for number in range(100))
    assert recovered.salvaged == len(found) - 100 > 200
    assert recovered.database.counter() == 400
    assert set(found) <= {an_answer(number) for number in range(400)}
    recovered.database.check()
    recovered.database.close()
    assert (folder / "damaged-1.db").exists()
    assert not list(folder.glob("*.built*"))


def test_without_a_copy_what_can_be_read_is_still_there(
    journal: Journal, database: Database, folder: Path, key: bytes, an_answer: Callable[[int], AnswerGiven],
    allows_warnings: Callable[..., None],
) -> None:  # fmt: skip
    allows_warnings("carecompanion.storage.backups", "set aside")
    journal.keep(*(an_answer(number) for number in range(300)))
    database.close()
    _break_pages(folder / DATABASE, key, "answer")
    recovered = recover(folder, key)
    assert recovered.from_when is None
    assert 200 < recovered.salvaged < 300
    recovered.database.close()


def test_room_answers_of_a_session_under_way_survive_the_damage(
    journal: Journal, database: Database, folder: Path, key: bytes, an_answer: Callable[[int], AnswerGiven],
    allows_warnings: Callable[..., None],
) -> None:  # fmt: skip
    allows_warnings("carecompanion.storage.backups", "set aside")
    run, asked = "1" * 32, "2" * 32
    journal.keep(RunState(run, "{}", True, NOON), SessionRound(asked, run, *[""] * 6, True, NOON))
    assert daily_copy(database, folder, EVENING) is not None
    rooms = Rooms(database, journal)
    rooms.keep(run, asked, "", '{"p": 1}', "LUNA")
    journal.keep(*(an_answer(number) for number in range(300)))
    database.close()
    _break_pages(folder / DATABASE, key, "answer")
    recovered = recover(folder, key)
    (answer,) = Rooms(recovered.database, Journal(recovered.database)).answers_of(asked)
    assert answer.mark
    recovered.database.close()


def test_copies_before_a_change_go_after_their_days_and_are_no_daily_ones(
    journal: Journal, database: Database, folder: Path, an_answer: Callable[[int], AnswerGiven]
) -> None:
    journal.keep(an_answer(1))
    for kind in (UPDATE, MERGE, RESTORE):
        copy_of(database, folder, EVENING, kind)
    assert daily_copy(database, folder, EVENING) is not None  # none of them is the day's
    assert {copy.kind for copy in copies_in(folder)} == {"", UPDATE, MERGE, RESTORE}
    daily_copy(database, folder, EVENING + timedelta(days=1))
    assert {copy.kind for copy in copies_in(folder)} == {"", UPDATE}
    daily_copy(database, folder, EVENING + timedelta(days=7))
    assert {copy.kind for copy in copies_in(folder)} == {""}


def test_a_whole_file_is_checked_and_a_damaged_one_found(
    journal: Journal, database: Database, file: Path, key: bytes, an_answer: Callable[[int], AnswerGiven]
) -> None:
    journal.keep(*(an_answer(number) for number in range(300)))
    database.check()
    database.close()
    _break_pages(file, key, "answer")
    opened = Database.open(file, key)
    with pytest.raises(StorageDamaged):
        opened.check()
    opened.close()
    with pytest.raises(StorageDamaged):
        Database.open(file, key)  # what was met is looked into at the next opening


def test_a_copy_of_an_older_version_is_brought_up_to_date_before_it_takes_what_was_salvaged(
    folder: Path, an_answer: Callable[[int], AnswerGiven], allows_warnings: Callable[..., None]
) -> None:
    allows_warnings("carecompanion.storage.backups", "set aside")
    sample = runpy.run_path(str(KEPT / "make_kept_file.py"))
    (folder / "copies").mkdir(parents=True)
    for place in (folder / DATABASE, folder / "copies" / "000000000013_2026-11-23_1840.db"):
        shutil.copy(KEPT / "schema-0001.db", place)
    opened = Database.open(folder / DATABASE, sample["KEY"])
    Journal(opened).keep(*(an_answer(number) for number in range(300)))
    opened.close()
    for copy in copies_in(folder):
        if copy.kind == UPDATE:
            copy.file.unlink()
    _break_pages(folder / DATABASE, sample["KEY"], "answer")
    recovered = recover(folder, sample["KEY"])
    assert recovered.from_when == EVENING
    assert recovered.salvaged > 200
    assert Journal(recovered.database).notes()
    recovered.database.close()
    assert not (folder / "bringing").exists()
