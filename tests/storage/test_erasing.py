"""What a person takes away is gone: from the file, from its log, from every daily copy, and nothing else is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from carecompanion.content.model import CheckInId, LessonId, PracticeId, SceneId, StepId
from carecompanion.errors import StorageError
from carecompanion.learning.records import (
    CheckInDone,
    CheckInDraft,
    IntentionMet,
    Note,
    PlanLine,
    PracticeDone,
    Preference,
    RestDay,
    SceneRun,
)
from carecompanion.storage import erasing
from carecompanion.storage.backups import copies_in, daily_copy
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal

MINUTE, BREATHE = CheckInId("cuidarme/un-minuto"), PracticeId("cuidarme/respirar-4-6")
AT = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
FIRST = date(2026, 11, 20)
EVENING = datetime(2026, 11, 24, 18, 40)


def a_checkin(day: date, note: str = "") -> CheckInDone:
    return CheckInDone(MINUTE, "1", "1:abc", '{"estres":6}', "", '{"estres":6.0}', note, day, 540, AT)


def a_practice(day: date) -> PracticeDone:
    return PracticeDone(BREATHE, "1", 7, 4, 180, True, day, 541, AT)


def a_path(name: str, day: date, taken: str = "1 2") -> SceneRun:
    return SceneRun(name * 32, SceneId("cuidar/visita"), "1", taken, False, True, AT, day, AT)


def a_line(first: str) -> PlanLine:
    return PlanLine("a" * 32, "limit", first, "", "", "", 1.0, AT)


@pytest.fixture
def week(journal: Journal) -> list[date]:
    """Five days with a check-in, a practice, rest and an answer about the week's intention each."""
    days = [FIRST + timedelta(days=number) for number in range(5)]
    for day in days:
        journal.keep(
            a_checkin(day, f"nota del {day}"),
            a_practice(day),
            RestDay(day, True, AT),
            IntentionMet(day, "a" * 32, "yes", AT),
        )
    return days


def test_only_the_chosen_days_go(journal: Journal, week: list[date]) -> None:
    gone = {week[1], week[3]}
    assert journal.count_of_days(gone) == 8
    assert journal.erase_days(gone, Preference("mark", "x", AT)) == 8
    left = [day for day in week if day not in gone]
    assert [one.day for one in journal.checkins_between(week[0], week[-1])] == left
    assert [one.day for one in journal.practices_between(week[0], week[-1])] == left
    assert list(journal.rest_days_between(week[0], week[-1])) == left
    assert journal.intention_met_of(week[1]) is None
    assert journal.preferences()["mark"] == "x"
    assert journal.count_of_days(gone) == 0


def test_no_days_take_nothing_away(journal: Journal, week: list[date]) -> None:
    assert journal.erase_days(()) == 0
    assert len(journal.checkins_between(week[0], week[-1])) == 5


def test_it_goes_from_every_copy_and_the_rest_of_a_copy_stays(
    journal: Journal, database: Database, folder: Path, key: bytes, week: list[date]
) -> None:
    assert daily_copy(database, folder, EVENING) is not None
    journal.keep(a_checkin(week[4], "más tarde"))
    assert daily_copy(database, folder, EVENING + timedelta(days=1)) is not None
    journal.erase_days({week[0]})
    assert erasing.erase_in_copies(database, folder) == 2
    copies = copies_in(folder)
    assert len(copies) == 2
    for copy, notes in zip(copies, (5, 4), strict=True):
        opened = Database.open(copy.file, key)
        kept = Journal(opened)
        assert kept.count_of_days({week[0]}) == 0
        assert len(kept.checkins_between(week[1], week[4])) == notes
        assert kept.rest_days_between(week[0], week[4]) == tuple(week[1:])
        opened.close()
    assert erasing.erase_in_copies(database, folder) == 0  # done is done
    assert not list((folder / "copies").glob("*.new*"))


def test_a_day_noted_anew_after_erasing_stays_in_the_copies(
    journal: Journal, database: Database, folder: Path, key: bytes, week: list[date]
) -> None:
    journal.erase_days({week[2]})
    journal.keep(RestDay(week[2], True, AT), IntentionMet(week[2], "b" * 32, "not_today", AT))
    copy = daily_copy(database, folder, EVENING)
    assert copy is not None
    assert erasing.erase_in_copies(database, folder) == 0
    opened = Database.open(copy, key)
    assert Journal(opened).last_rest(week[2]) == week[2]
    opened.close()


def test_a_path_through_a_scene_goes_with_its_last_day_from_every_copy(
    journal: Journal, database: Database, folder: Path, key: bytes
) -> None:
    """In yesterday's copy it lies as it was then, under another id and another day; it goes from there too."""
    journal.keep(a_path("a", FIRST, "1"), a_path("b", FIRST))
    copy = daily_copy(database, folder, EVENING)
    assert copy is not None
    journal.keep(a_path("a", FIRST + timedelta(days=1), "1 2 3"))
    assert journal.count_of_days({FIRST + timedelta(days=1)}) == 1
    assert journal.erase_days({FIRST + timedelta(days=1)}) == 1
    assert [one.path for one in journal.scene_runs_of(SceneId("cuidar/visita"))] == ["b" * 32]
    assert erasing.erase_in_copies(database, folder) == 1
    opened = Database.open(copy, key)
    assert [one.path for one in Journal(opened).scene_runs_of(SceneId("cuidar/visita"))] == ["b" * 32]
    opened.close()


def test_words_that_were_emptied_leave_the_copies(
    journal: Journal, database: Database, folder: Path, key: bytes
) -> None:
    note = Note(LessonId("cuidar/memoria"), StepId("s"), "", "lo que pensé de noche", AT)
    journal.keep(note, a_line("no reviso mensajes"), CheckInDraft(MINUTE, '{"estres":9}', AT))
    copy = daily_copy(database, folder, EVENING)
    assert copy is not None
    journal.keep(replace(note, text=""), a_line(""), CheckInDraft(MINUTE, "", AT))
    assert erasing.erase_in_copies(database, folder) == 1
    opened = Database.open(copy, key)
    kept = Journal(opened)
    assert (kept.notes(), kept.plan_lines(), kept.draft_of(MINUTE)) == ((), (), None)
    opened.close()


def test_a_copy_of_an_older_version_is_cleaned_too(journal: Journal, database: Database, folder: Path) -> None:
    """It has no table of check-ins at all."""
    note = Note(LessonId("cuidar/memoria"), StepId("s"), "", "antes", AT)
    journal.keep(note)
    copy = daily_copy(database, folder, EVENING)
    assert copy is not None

    def age(connection: object) -> bool:
        later = (
            "checkin_done",
            "practice_done",
            "rest_day",
            "intention_met",
            "plan_line",
            "checkin_draft",
            "scene_run",
        )
        for table in later:
            connection.execute(f"DROP TABLE {table}")
        return True

    assert database.change_copy(copy, age)
    journal.keep(replace(note, text=""))
    assert erasing.erase_in_copies(database, folder) == 1


def test_a_copy_that_cannot_be_read_is_left_as_it_is_and_the_others_are_cleaned(
    journal: Journal, database: Database, folder: Path, key: bytes
) -> None:
    journal.keep(a_checkin(FIRST))
    whole = daily_copy(database, folder, EVENING)
    journal.keep(a_practice(FIRST))
    copy = daily_copy(database, folder, EVENING + timedelta(days=1))
    assert copy is not None and whole is not None
    damaged = bytearray(copy.read_bytes())
    damaged[100:4000] = bytes(3900)
    copy.write_bytes(damaged)
    journal.erase_days({FIRST})
    with pytest.raises(StorageError):
        erasing.erase_in_copies(database, folder)
    assert copy.read_bytes() == damaged
    opened = Database.open(whole, key)
    assert Journal(opened).count_of_days({FIRST}) == 0
    opened.close()
    assert not list((folder / "copies").glob("*.new*"))


def test_a_failure_in_the_middle_erases_nothing(
    journal: Journal, week: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_what: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(erasing, "_remember", fail)
    with pytest.raises(RuntimeError):
        journal.erase_days({week[0]})
    assert journal.count_of_days({week[0]}) == 4


def test_the_log_of_the_file_is_empty_afterwards(
    journal: Journal, file: Path, week: list[date], an_answer: Callable
) -> None:
    journal.keep(*(an_answer(number) for number in range(50)))
    assert file.with_name(file.name + "-wal").stat().st_size > 0
    journal.erase_days({week[0]})
    assert file.with_name(file.name + "-wal").stat().st_size == 0
