"""The journal against a plain model in lists and dictionaries, with closing and opening at any moment."""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.content.model import CheckInId, LessonId, PracticeId, QuestionId, SceneId, StepId
from carecompanion.learning.records import (
    AnswerGiven,
    CheckInDone,
    CheckInDraft,
    Intention,
    IntentionMet,
    LessonFinished,
    LessonStarted,
    Note,
    NoticeAnswered,
    Place,
    PlanLine,
    PracticeDone,
    Preference,
    Record,
    RestDay,
    ReviewCard,
    SceneRun,
    StepFelt,
    StepSeen,
)
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal

KEY = bytes(range(32))
few = st.sampled_from
lessons = few([LessonId("a/uno"), LessonId("a/dos")])
steps = few([StepId("s1"), StepId("s2")])
moments = st.datetimes(datetime(1980, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
texts = st.text(max_size=20)
versions = few(["1", "2"])
days = st.dates(date(2028, 2, 27), date(2028, 3, 2))  # over a 29 February
checkins, practices = few([CheckInId("a/m"), CheckInId("a/l")]), few([PracticeId("a/p"), PracticeId("a/q")])
scenes = few([SceneId("a/e"), SceneId("a/f")])
levels = st.none() | st.integers(0, 10)
minutes = st.integers(0, 1439)

records_of_any_kind: st.SearchStrategy[Record] = st.one_of(
    st.builds(LessonStarted, lessons, versions, moments),
    st.builds(StepSeen, lessons, steps, versions, st.booleans(), moments),
    st.builds(
        AnswerGiven,
        lessons,
        few([QuestionId("q1"), QuestionId("q2")]),
        st.integers(0, 3),
        st.booleans(),
        versions,
        moments,
    ),
    st.builds(NoticeAnswered, lessons, few(["", "s1"]), few(["go", "skip", "summary"]), moments),
    st.builds(LessonFinished, lessons, versions, moments),
    st.builds(Place, lessons, steps, st.floats(0, 1), moments),
    st.builds(Note, lessons, steps, few(["", "r1"]), texts, moments),
    st.builds(Preference, few(["theme", "size"]), texts, moments),
    st.builds(CheckInDraft, checkins, texts, moments),
    st.builds(CheckInDone, checkins, versions, texts, texts, texts, texts, texts, days, minutes, moments),
    st.builds(
        PracticeDone, practices, versions, levels, levels, st.integers(0, 999), st.booleans(), days, minutes, moments
    ),
    st.builds(StepFelt, lessons, steps, levels, few(["", "tense"]), moments),
    st.builds(
        SceneRun,
        few(["0" * 32, "1" * 32, "2" * 32]),
        scenes,
        versions,
        few(["", "1", "1 2"]),
        st.booleans(),
        st.booleans(),
        moments,
        days,
        moments,
    ),
    st.builds(RestDay, days, st.booleans(), moments),
    st.builds(
        PlanLine, few(["x", "y", "z"]), few(["limit", "person"]), texts, texts, texts, texts, st.floats(-9, 9), moments
    ),
    st.builds(ReviewCard, lessons, few([QuestionId("q1"), QuestionId("q2")]), texts, days, moments),
    st.builds(Intention, days, few(["", "x"]), moments),
    st.builds(IntentionMet, days, few(["x", "y"]), few(["yes", "not_today"]), moments),
)
batches = st.lists(st.lists(records_of_any_kind, max_size=6), max_size=6)


class Model:
    """What the journal promises, in the simplest words."""

    def __init__(self) -> None:
        self.kept: list[Record] = []

    def all_of(self, kind: type, lesson: LessonId) -> tuple[Record, ...]:
        return tuple(one for one in self.kept if type(one) is kind and getattr(one, "lesson", None) == lesson)

    def newest(self, kind: type, *names: str) -> list[Record]:
        """One record for each value of `names`, the newest last."""
        found: dict[tuple[object, ...], Record] = {}
        for one in self.kept:
            if type(one) is kind:
                key = tuple(getattr(one, name) for name in names)
                found.pop(key, None)
                found[key] = one
        return list(found.values())


def _agree(journal: Journal, model: Model) -> None:
    for lesson in (LessonId("a/uno"), LessonId("a/dos"), LessonId("a/tres")):
        assert journal.answers_of(lesson) == model.all_of(AnswerGiven, lesson)
        assert journal.notice_answers_of(lesson) == model.all_of(NoticeAnswered, lesson)
        places = [one for one in model.newest(Place, "lesson") if isinstance(one, Place) and one.lesson == lesson]
        assert journal.place_of(lesson) == (places[0] if places else None)
        ever = {one.step for one in model.all_of(StepSeen, lesson) if isinstance(one, StepSeen)}
        assert journal.steps_seen().get(lesson, frozenset()) == ever
        read = {one.step for one in model.all_of(StepSeen, lesson) if isinstance(one, StepSeen) and not one.was_skipped}
        assert {one.step for one in journal.steps_seen_of(lesson) if not one.was_skipped} == read
    notes = [one for one in model.newest(Note, "lesson", "step", "prompt") if isinstance(one, Note) and one.text]
    assert journal.notes() == tuple(reversed(notes))
    assert journal.places() == tuple(reversed(model.newest(Place, "lesson")))
    wishes = [one for one in model.newest(Preference, "name") if isinstance(one, Preference)]
    assert journal.preferences() == {one.name: one.value for one in wishes}
    starts = [one for one in reversed(model.kept) if isinstance(one, LessonStarted)]
    assert journal.started() == {one.lesson: one.at for one in starts}
    assert journal.finished() == {one.lesson: one.at for one in model.kept if isinstance(one, LessonFinished)}


def _agree_on_wellbeing(journal: Journal, model: Model) -> None:
    first, last = date(2028, 2, 28), date(2028, 3, 1)
    done = [one for one in model.kept if isinstance(one, CheckInDone)]
    within = tuple(one for one in done if first <= one.day <= last)
    assert journal.checkins_between(first, last) == within
    for name in (CheckInId("a/m"), CheckInId("a/l")):
        assert journal.checkins_between(first, last, name) == tuple(one for one in within if one.checkin == name)
        newest = [one for one in reversed(done) if one.checkin == name]
        assert journal.last_checkins(name, 2) == tuple(newest[:2])
        drafts = [one for one in model.kept if isinstance(one, CheckInDraft) and one.checkin == name]
        assert journal.draft_of(name) == (drafts[-1] if drafts and drafts[-1].answers else None)
    practised = [one for one in model.kept if isinstance(one, PracticeDone)]
    assert journal.practices_between(first, last) == tuple(one for one in practised if first <= one.day <= last)
    every_day = sorted(one.day for one in (*done, *practised))
    assert journal.days_noted() == ((every_day[0], every_day[-1]) if every_day else None)
    effects = {one.practice: one for one in journal.effects()}
    assert set(effects) == {one.practice for one in practised}
    for name, effect in effects.items():
        falls = [
            one.before - one.after
            for one in practised
            if one.practice == name and one.before is not None and one.after is not None
        ]
        assert (effect.uses, effect.pairs) == (sum(one.practice == name for one in practised), len(falls))
        assert effect.fall == pytest.approx(sum(falls) / len(falls) if falls else 0.0)
    rest = {one.day for one in model.newest(RestDay, "day") if isinstance(one, RestDay) and one.was_rest}
    assert set(journal.rest_days_between(first, last)) == {day for day in rest if first <= day <= last}
    assert journal.last_rest(last) == max((day for day in rest if day <= last), default=None)
    lines = [one for one in model.newest(PlanLine, "line") if isinstance(one, PlanLine) and (one.first or one.second)]
    assert sorted(journal.plan_lines(), key=lambda one: one.line) == sorted(lines, key=lambda one: one.line)
    assert [one.place for one in journal.plan_lines()] == sorted(one.place for one in lines)
    weeks = {one.week: one for one in model.newest(Intention, "week") if isinstance(one, Intention)}
    met = {one.day: one for one in model.newest(IntentionMet, "day") if isinstance(one, IntentionMet)}
    for day in (first, last):
        chosen = weeks.get(day)
        assert journal.intention_of(day) == (chosen if chosen is not None and chosen.line else None)
        assert journal.intention_met_of(day) == met.get(day)
    cards = [one for one in model.newest(ReviewCard, "lesson", "question") if isinstance(one, ReviewCard)]
    assert set(journal.reviews_due(last)) == {one for one in cards if one.due <= last}
    assert [one.due for one in journal.reviews_due(last)] == sorted(one.due for one in cards if one.due <= last)
    for lesson in (LessonId("a/uno"), LessonId("a/dos")):
        assert journal.reviews_of(lesson) == tuple(one for one in cards if one.lesson == lesson)
        assert journal.steps_felt_of(lesson) == model.all_of(StepFelt, lesson)


def _agree_on_scenes(journal: Journal, model: Model) -> None:
    runs = [one for one in model.newest(SceneRun, "path") if isinstance(one, SceneRun)]
    walked = {one.scene: one for one in journal.scenes_walked()}
    assert set(walked) == {one.scene for one in runs}
    for scene, known in walked.items():
        here = tuple(one for one in runs if one.scene == scene)
        assert journal.scene_runs_of(scene) == here
        assert known.is_under_way == any(one.is_open and not one.is_over and one.taken for one in here)
        assert known.finished_on == min((one.day for one in here if one.is_over), default=None)
    assert journal.last_open_scene() == next((one for one in reversed(runs) if one.is_open), None)
    played = sorted(one.day for one in runs)
    assert journal.days_of_scenes() == ((played[0], played[-1]) if played else None)


@given(batches)
def test_the_journal_is_what_its_model_is(batches: list[list[Record]]) -> None:
    database = Database.in_memory()
    journal, model = Journal(database), Model()
    for batch in batches:
        journal.keep(*batch)
        model.kept += batch
    _agree(journal, model)
    _agree_on_wellbeing(journal, model)
    _agree_on_scenes(journal, model)
    assert database.counter() == len(model.kept)
    database.close()


@settings(max_examples=25)
@given(batches)
def test_so_it_is_on_the_disk_opened_anew_after_every_batch(batches: list[list[Record]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        file, model = Path(place) / "profile.db", Model()
        database = Database.create(file, KEY)
        for batch in batches:
            Journal(database).keep(*batch)
            model.kept += batch
            database.close()
            database = Database.open(file, KEY)
            _agree(Journal(database), model)
            _agree_on_wellbeing(Journal(database), model)
            _agree_on_scenes(Journal(database), model)
        database.close()
