"""Merging two files: the same in any order, any number of times; nothing lost, nothing erased comes back.

The journals are real ones, in memory, made by what people do on up to three laptops: keep, rewrite, erase, remove a
session, and merge on the way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carecompanion.content.model import CheckInId, LessonId, StepId
from carecompanion.learning.records import (
    CheckInDone,
    Note,
    PlanLine,
    Preference,
    Record,
    RestDay,
    RunState,
    SceneRun,
    SessionRound,
    SessionRun,
    StepSeen,
    TrainingSession,
)
from carecompanion.storage import cipher, whole
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from carecompanion.storage.merging import SIGNING_KEY, Contents, added_by, back_to, merge, value
from tests.storage.test_journal_model import days, moments, records_of_any_kind, texts

AT = datetime(2028, 3, 1, 12, tzinfo=UTC)
DAY = date(2028, 3, 1)
LESSON, STEP = LessonId("a/uno"), StepId("s1")
runs = st.sampled_from(["1" * 32, "2" * 32])
sessions = st.sampled_from(["3" * 32, "4" * 32])

of_sessions = st.one_of(
    st.builds(TrainingSession, sessions, texts, texts, texts, days, *[texts] * 3, moments),
    st.builds(RunState, runs, texts, st.booleans(), moments),
    st.builds(SessionRound, st.sampled_from(["5" * 32, "6" * 32]), runs, *[texts] * 6, st.booleans(), moments),
)
laptops = st.integers(0, 2)
acts = st.one_of(
    st.tuples(st.just("keep"), laptops, records_of_any_kind | of_sessions),
    st.tuples(st.just("keep"), laptops, st.builds(Note, st.just(LESSON), st.just(STEP), st.just(""), texts, moments)),
    st.tuples(st.just("keep"), laptops, st.builds(Preference, st.just(SIGNING_KEY), texts, moments)),
    st.tuples(st.just("erase"), laptops, days),
    st.tuples(st.just("remove"), laptops, sessions),
    st.tuples(st.just("merge"), laptops, laptops),
)


@cache
def tables() -> str:
    """What makes an empty file, as plain SQL: SQLAlchemy takes thirty times as long."""
    made = Database.in_memory()
    rows = made._driver.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC").fetchall()
    made.close()
    return ";".join([*(sql for (sql,) in rows), "INSERT INTO tally (one, last, at) VALUES (1, 0, 0);"])


class Laptop:
    """One laptop with a copy of the person's file."""

    def __init__(self, contents: Contents | None = None) -> None:
        self.database = Database(cipher.connect_to_memory(), None, b"")
        self._driver.executescript(tables())
        if contents is not None:
            self._driver.execute("BEGIN")
            whole.fill(self._driver, contents, lambda share: None)
            self._driver.execute("COMMIT")
        self.journal = Journal(self.database)

    @property
    def _driver(self) -> object:
        return self.database._driver

    @property
    def contents(self) -> Contents:
        return whole.read(self._driver)

    def keep(self, *records: Record) -> None:
        """A path or a session that was removed here gets no new records here: their ids are given out once."""
        now = self.contents
        runs = {value("session_run", row, "run") for row in now.of("session_run")}
        for one in records:
            ids = {getattr(one, name, "") for name in ("path", "session")}
            if not ids & now.erased and (not isinstance(one, RunState | SessionRound) or one.run in runs):
                self.journal.keep(one)

    def merge_with(self, other: "Laptop") -> None:
        merged = merge(self.contents, other.contents)
        self.database.close()
        self.__init__(merged)


@contextmanager
def laptops_after(story: list[tuple]) -> Iterator[list[Laptop]]:
    """Three laptops with the same beginning, after what was done on them."""
    run = SessionRun("1" * 32, "3" * 32, "", "", "", DAY, AT, "", "", "", AT)
    first = Laptop()
    first.keep(run, RunState("1" * 32, "", True, AT), Note(LESSON, STEP, "", "al principio", AT))
    three = [first, Laptop(first.contents), Laptop(first.contents)]
    for act, here, what in story:
        laptop = three[here]
        if act == "keep":
            laptop.keep(what)
        elif act == "erase":
            laptop.journal.erase_days({what})
        elif act == "remove":
            laptop.journal.sessions.erase(what)
        elif what != here:
            laptop.merge_with(three[what])
    yield three
    for laptop in three:
        laptop.database.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(acts, max_size=14))
def test_who_is_merged_with_whom_first_makes_no_difference(story: list[tuple]) -> None:
    with laptops_after(story) as three:
        a, b, c = (laptop.contents for laptop in three)
    ab = merge(a, b)
    assert ab == merge(b, a)
    assert merge(a, merge(b, c)) == merge(ab, c) == merge(merge(c, a), b)
    assert merge(ab, ab) == ab == merge(ab, a) == merge(b, ab)
    assert merge(a, a) == a
    assert merge(a, Contents()) == a
    _nothing_is_lost((a, b), ab)
    Laptop(ab).database.close()  # every rule of the tables is kept


def _nothing_is_lost(sides: tuple[Contents, Contents], merged: Contents) -> None:
    """Every row is there, or was erased, or a newer one is in its place; nothing is there that was erased."""
    ids = {value(name, row, "id") for name, rows in merged.rows.items() for row in rows}
    for side in sides:
        for name in ("answer", "checkin_done", "practice_done", "step_felt", "lesson_finished"):
            assert {value(name, row, "id") for row in side.of(name)} <= ids | merged.erased
        for row in side.of("note"):
            has_words = value("note", row, "text") != ""
            assert not has_words or value("note", row, "id") in ids | merged.erased
        assert keys_of(side) <= keys_of(merged)
        assert side.erased <= merged.erased
        assert side.last <= merged.last
    assert not ids & merged.erased
    assert not {value("scene_run", row, "path") for row in merged.of("scene_run")} & merged.erased
    assert not {value("training_session", row, "session") for row in merged.of("training_session")} & merged.erased


def keys_of(contents: Contents) -> set[str]:
    """Every key that certificates were signed with."""
    named = {value("preference", row, "name"): value("preference", row, "value") for row in contents.of("preference")}
    return {one for name, one in named.items() if name.startswith(SIGNING_KEY) and one}


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(acts, max_size=10), st.lists(acts, max_size=6))
def test_going_back_brings_nothing_erased_and_the_counter_goes_on(before: list[tuple], after: list[tuple]) -> None:
    with laptops_after(before) as three:
        copy = three[0].contents
        for act, _here, what in after:
            if act == "keep":
                three[0].keep(what)
            elif act == "erase":
                three[0].journal.erase_days({what})
            elif act == "remove":
                three[0].journal.sessions.erase(what)
        now = three[0].contents
    back = back_to(copy, now)
    assert back.last > now.last
    assert keys_of(back) == keys_of(copy) | keys_of(now)
    new = now.erased - copy.erased
    for name in ("checkin_done", "practice_done", "scene_run"):
        assert {value(name, row, "id") for row in copy.of(name)} - now.erased >= {
            value(name, row, "id") for row in back.of(name)
        }
        assert not {value(name, row, "id") for row in back.of(name)} & new
    assert {value("answer", row, "id") for row in back.of("answer")} == {
        value("answer", row, "id") for row in copy.of("answer")
    }
    Laptop(back).database.close()


def two_laptops() -> tuple[Laptop, Laptop]:
    one = Laptop()
    one.keep(Note(LESSON, STEP, "", "al principio", AT))
    return one, Laptop(one.contents)


def notes_of(contents: Contents) -> set[str]:
    laptop = Laptop(contents)
    found = {note.text for note in laptop.journal.notes()}
    laptop.database.close()
    return found


def test_words_written_on_both_are_both_there() -> None:
    one, other = two_laptops()
    one.keep(Note(LESSON, STEP, "", "en casa", AT))
    other.keep(Note(LESSON, STEP, "", "en la comisaría", AT), PlanLine("x", "limit", "uno", "", "", "", 1.0, AT))
    merged = merge(one.contents, other.contents)
    assert notes_of(merged) == {"en casa", "en la comisaría"}
    laptop = Laptop(merged)
    (first, second) = laptop.journal.notes()
    assert {first.prompt, second.prompt} >= {""}  # the newest keeps its place
    extra = next(note for note in (first, second) if note.prompt)
    laptop.keep(Note(LESSON, STEP, extra.prompt, "", AT))
    assert len(notes_of(merge(laptop.contents, merge(one.contents, other.contents)))) == 1  # thrown away is thrown away


def test_a_note_rewritten_on_one_has_one_version() -> None:
    one, other = two_laptops()
    one.keep(Note(LESSON, STEP, "", "otra cosa", AT))
    assert notes_of(merge(one.contents, other.contents)) == {"otra cosa"}
    one.keep(Note(LESSON, STEP, "", "", AT))
    other.keep(Preference("theme", "dark", AT))
    assert notes_of(merge(other.contents, one.contents)) == set()


def test_a_note_tried_again_after_an_uncertain_failure_is_not_taken_for_an_old_one() -> None:
    one = Laptop()
    notes = [Note(LESSON, STEP, "", text, AT) for text in ("uno", "dos")]
    for _try in range(2):
        one.journal.keep(*notes, ids=["a" * 32, "b" * 32])
    assert notes_of(merge(one.contents, one.contents)) == {"dos"}
    one.database.close()


def test_an_erased_day_stays_erased_and_one_noted_anew_stays() -> None:
    one, other = two_laptops()
    checkin = CheckInDone(CheckInId("a/m"), "1", "1", "{}", "", "{}", "de noche", DAY, 540, AT)
    one.keep(checkin, RestDay(DAY, True, AT), SceneRun("7" * 32, "a/e", "1", "1", True, False, AT, DAY, AT))
    other.merge_with(one)
    other.keep(RestDay(DAY, False, AT))  # looked at again on the other laptop
    one.journal.erase_days({DAY})
    merged = Laptop(merge(one.contents, other.contents))
    assert merged.journal.count_of_days({DAY}) == 0
    merged.keep(RestDay(DAY, True, AT))
    again = merge(merged.contents, other.contents)
    assert [value("rest_day", row, "was_rest") for row in again.of("rest_day")] == [1]
    other.merge_with(merged)
    other.keep(RestDay(DAY, False, AT))
    merged.journal.erase_days({DAY})
    assert merge(merged.contents, other.contents).of("rest_day") == frozenset()  # erased a second time


def test_what_came_later_stands_though_the_clock_was_set_back() -> None:
    one, other = two_laptops()
    one.keep(Preference("theme", "light", AT))
    other.merge_with(one)
    one.keep(Preference("theme", "dark", AT - timedelta(days=400)))
    merged = Laptop(merge(other.contents, one.contents))
    assert merged.journal.preferences()["theme"] == "dark"


def test_a_step_read_on_one_is_read() -> None:
    one, other = two_laptops()
    one.keep(StepSeen(LESSON, STEP, "1", True, AT))
    other.keep(Preference("a", "b", AT), StepSeen(LESSON, STEP, "1", False, AT))
    (row,) = merge(one.contents, other.contents).of("step_seen")
    assert value("step_seen", row, "was_skipped") == 0


def test_a_removed_session_takes_its_run_along() -> None:
    one, other = two_laptops()
    one.keep(
        TrainingSession("3" * 32, "t", "", "", None, "", "", "", AT),
        SessionRun("1" * 32, "3" * 32, "t", "", "", DAY, AT, "", "", "", AT),
    )
    one.keep(
        RunState("1" * 32, "", False, AT),
        SessionRound("5" * 32, "1" * 32, *[""] * 6, False, AT),
    )
    other.merge_with(one)
    one.journal.sessions.erase("3" * 32)
    merged = merge(other.contents, one.contents)
    for name in ("training_session", "session_run", "run_state", "session_round"):
        assert merged.of(name) == frozenset(), name


def test_what_was_added_is_counted() -> None:
    one, other = two_laptops()
    other.keep(Note(LESSON, StepId("s2"), "", "dos", AT), Preference("a", "b", AT))
    assert added_by(one.contents, merge(one.contents, other.contents)) == 2
