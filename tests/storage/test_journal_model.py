"""The journal against a plain model in lists and dictionaries, with closing and opening at any moment."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.content.model import LessonId, QuestionId, StepId
from carecompanion.learning.records import (
    AnswerGiven,
    LessonFinished,
    LessonStarted,
    Note,
    NoticeAnswered,
    Place,
    Preference,
    Record,
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


@given(batches)
def test_the_journal_is_what_its_model_is(batches: list[list[Record]]) -> None:
    database = Database.in_memory()
    journal, model = Journal(database), Model()
    for batch in batches:
        journal.keep(*batch)
        model.kept += batch
    _agree(journal, model)
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
        database.close()
