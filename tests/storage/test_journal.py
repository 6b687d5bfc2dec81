"""Records in, records out: in the order they were kept, once each, the newest where there is only one."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from carecompanion.content.model import LessonId, PracticeId, QuestionId, StepId
from carecompanion.learning.records import (
    AnswerGiven,
    LessonFinished,
    LessonStarted,
    Note,
    NoticeAnswered,
    Place,
    PracticeDone,
    Preference,
    StepSeen,
)
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal, new_id
from tests.storage.conftest import NOON

MEMORY, STRESS = LessonId("cuidar/memoria"), LessonId("cuidarme/estres")
BREATHE = PracticeId("cuidarme/respirar-4-6")
EARLIER = NOON - timedelta(days=400)


def a_note(text: str, *, lesson: LessonId = MEMORY, step: str = "s1", prompt: str = "", at: datetime = NOON) -> Note:
    return Note(lesson, StepId(step), prompt, text, at)


def a_place(step: str, *, lesson: LessonId = MEMORY, at: datetime = NOON) -> Place:
    return Place(lesson, StepId(step), 0.25, at)


def seen(step: str, *, skipped: bool = False, at: datetime = NOON) -> StepSeen:
    return StepSeen(MEMORY, StepId(step), "1", skipped, at)


def test_a_new_profile_remembers_nothing(journal: Journal) -> None:
    assert journal.started() == journal.finished() == journal.steps_seen() == journal.preferences() == {}
    assert journal.notes() == journal.places() == journal.answers_of(MEMORY) == journal.notice_answers_of(MEMORY) == ()
    assert journal.place_of(MEMORY) is None
    assert journal.last_visit() is None


def test_every_kind_comes_back_as_it_went_in(journal: Journal) -> None:
    at = NOON.replace(microsecond=123_457)
    answer = AnswerGiven(MEMORY, QuestionId("cocina"), 2, False, "2026.11.1", at)
    notice = NoticeAnswered(MEMORY, "", "summary", at)
    place = Place(MEMORY, StepId("s2"), 1 / 3, at)
    note = a_note("Ñandú 🦤\n\0 “fin”", prompt="mi-persona", at=at)
    step = StepSeen(MEMORY, StepId("s1"), "2026.11.1", True, at)
    journal.keep(answer, notice, place, note, step, Preference("text_size", "150", at))
    journal.keep(LessonStarted(MEMORY, "2026.11.1", at), LessonFinished(MEMORY, "2026.11.1", at))
    assert journal.answers_of(MEMORY) == (answer,)
    assert journal.notice_answers_of(MEMORY) == (notice,)
    assert journal.place_of(MEMORY) == place
    assert journal.notes() == journal.notes_of(MEMORY) == (note,)
    assert journal.steps_seen_of(MEMORY) == (step,)
    assert journal.preferences() == {"text_size": "150"}
    assert journal.started() == journal.finished() == {MEMORY: at}


def test_half_a_character_does_not_lose_the_note(journal: Journal) -> None:
    journal.keep(a_note("antes \ud83e\udda4 y \ud800 después"))
    assert journal.notes()[0].text == "antes 🦤 y \ufffd después"


def test_times_are_kept_in_utc_whatever_zone_they_came_in(journal: Journal) -> None:
    lima = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
    journal.keep(a_place("s1", at=lima))
    place = journal.place_of(MEMORY)
    assert place is not None
    assert place.at == lima
    assert place.at.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_a_mistake_of_ours(journal: Journal) -> None:
    with pytest.raises(TypeError):
        journal.keep(a_place("s1", at=datetime(2026, 11, 24)))
    assert journal.places() == ()


def test_a_seen_step_stays_as_it_was_first_seen(journal: Journal) -> None:
    journal.keep(seen("s1"), seen("s2", at=NOON))
    journal.keep(seen("s1", skipped=True, at=EARLIER), seen("s2"))
    assert journal.steps_seen() == {MEMORY: frozenset({"s1", "s2"})}
    assert journal.steps_seen_of(MEMORY) == (seen("s1"), seen("s2"))


def test_a_skipped_step_may_still_be_read(journal: Journal) -> None:
    journal.keep(seen("s1", skipped=True))
    journal.keep(seen("s1", at=NOON + timedelta(days=1)))
    assert journal.steps_seen_of(MEMORY) == (seen("s1"),)


def test_the_newest_note_wins_and_an_empty_one_takes_it_away(journal: Journal, database: Database) -> None:
    journal.keep(a_note("uno"), a_note("otra", prompt="mi-persona"), a_note("lejos", lesson=STRESS))
    journal.keep(a_note("dos", at=EARLIER))
    assert [note.text for note in journal.notes_of(MEMORY)] == ["otra", "dos"]
    assert [note.text for note in journal.notes()] == ["dos", "lejos", "otra"]
    journal.keep(a_note(""))
    assert [note.text for note in journal.notes()] == ["lejos", "otra"]
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one() == 3, "its place stays, for merging"
    journal.keep(a_note("tres"))
    assert journal.notes()[0].text == "tres"


def test_a_note_taken_away_is_gone_from_the_file_after_closing(
    journal: Journal, database: Database, file: Path, key: bytes
) -> None:
    journal.keep(a_note("secreto"))
    journal.keep(a_note(""))
    database.close()
    again = Database.open(file, key)
    with again.reading() as connection:
        assert connection.exec_driver_sql("SELECT text FROM note").scalars().all() == [""]
    again.close()


def test_a_clock_set_back_changes_no_order(journal: Journal) -> None:
    journal.keep(a_place("s1", at=NOON))
    journal.keep(a_place("s1", lesson=STRESS, at=EARLIER))
    tries = [AnswerGiven(MEMORY, QuestionId("q"), n, False, "1", NOON - timedelta(days=n)) for n in range(4)]
    for one in tries:
        journal.keep(one)
    assert [place.lesson for place in journal.places()] == [STRESS, MEMORY]
    assert journal.answers_of(MEMORY) == tuple(tries)
    journal.keep(LessonFinished(MEMORY, "1", NOON))
    journal.keep(LessonFinished(MEMORY, "2", EARLIER))
    assert journal.finished() == {MEMORY: EARLIER}
    journal.keep(LessonStarted(MEMORY, "1", NOON))
    journal.keep(LessonStarted(MEMORY, "2", EARLIER))
    assert journal.started() == {MEMORY: NOON}


def test_the_last_visit_is_that_of_the_newest_record_and_never_in_the_future(journal: Journal) -> None:
    journal.keep(Preference("theme", "dark", NOON))
    journal.keep(a_place("s1", at=EARLIER))
    assert journal.last_visit() == EARLIER
    journal.keep(a_place("s2", at=NOON + timedelta(days=3000)))
    assert journal.last_visit() == NOON


def test_the_newest_preference_wins(journal: Journal) -> None:
    journal.keep(Preference("theme", "dark", NOON), Preference("theme", "light", EARLIER))
    assert journal.preferences() == {"theme": "light"}


def test_the_counter_goes_on_after_opening_again(
    journal: Journal, database: Database, file: Path, key: bytes, an_answer: Callable[[int], AnswerGiven]
) -> None:
    journal.keep(an_answer(1), an_answer(2))
    database.close()
    again = Database.open(file, key)
    assert again.counter() == 2
    Journal(again).keep(an_answer(3))
    assert again.counter() == 3
    assert Journal(again).answers_of(MEMORY) == (an_answer(1), an_answer(2), an_answer(3))
    again.close()


def test_the_counter_never_goes_back_when_rows_are_deleted(
    journal: Journal, database: Database, an_answer: Callable[[int], AnswerGiven]
) -> None:
    journal.keep(an_answer(1), an_answer(2))
    with database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM answer")
    journal.keep(an_answer(3))
    assert database.counter() == 3


def test_a_retry_with_the_same_ids_keeps_nothing_twice(
    journal: Journal, an_answer: Callable[[int], AnswerGiven]
) -> None:
    records = (an_answer(1), LessonStarted(MEMORY, "1", NOON), a_note("hola"), seen("s1"))
    ids = [new_id() for _record in records]
    journal.keep(*records, ids=ids)
    journal.keep(*records, ids=ids)
    assert journal.answers_of(MEMORY) == (an_answer(1),)
    assert journal.notes() == (a_note("hola"),)
    journal.keep(an_answer(1))
    assert len(journal.answers_of(MEMORY)) == 2, "the same answer given again is another try"


def test_each_record_needs_one_id(journal: Journal, an_answer: Callable[[int], AnswerGiven]) -> None:
    with pytest.raises(ValueError):
        journal.keep(an_answer(1), ids=[])


def test_keeping_nothing_is_nothing(journal: Journal, database: Database) -> None:
    journal.keep()
    assert database.counter() == 0


def test_answers_of_two_lessons_do_not_mix(journal: Journal, an_answer: Callable[[int], AnswerGiven]) -> None:
    other = AnswerGiven(STRESS, QuestionId("q1"), 0, True, "1", NOON)
    journal.keep(an_answer(1), other)
    assert journal.answers_of(STRESS) == (other,)


def test_what_helped_may_look_at_the_newest_uses_only(journal: Journal) -> None:
    """By their days, not by when they were written: an import brings old ones last."""
    days = [NOON.date() - timedelta(days=back) for back in (0, 1, 2, 40)]
    for day, after in zip(days, (5, 4, 3, 10), strict=True):
        journal.keep(PracticeDone(BREATHE, "1", 7, after, 60, True, day, 540, NOON))
    (every,) = journal.effects()
    assert (every.uses, every.pairs, every.fall) == (4, 4, pytest.approx(1.5))
    (lately,) = journal.effects(newest=3)
    assert (lately.uses, lately.pairs, lately.fall) == (3, 3, pytest.approx(3.0))


def test_knows_whether_anything_was_noted(journal: Journal) -> None:
    assert not journal.has_noted()
    journal.keep(a_note("una nota no es un registro"))
    assert not journal.has_noted()
    journal.keep(PracticeDone(BREATHE, "1", None, None, 60, False, NOON.date(), 540, NOON))
    assert journal.has_noted()
