"""Files as older versions left them open for ever, with everything in them."""

import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

from carecompanion.storage import upgrading
from carecompanion.storage.backups import copies_in
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from carecompanion.storage.rooms import Rooms
from carecompanion.storage.tables import SCHEMA

FOLDER = Path(__file__).parent.parent / "databases"
KEPT = sorted(FOLDER.glob("schema-*.db"))


@pytest.fixture
def sample() -> dict[str, Any]:
    """What the script that made the files says about them."""
    return runpy.run_path(str(FOLDER / "make_kept_file.py"))


def test_every_schema_version_has_a_kept_file() -> None:
    steps = sorted(step.stem.removeprefix("step_") for step in (upgrading.STEPS / "versions").glob("step_*.py"))
    assert [file.stem.removeprefix("schema-") for file in KEPT] == steps
    assert steps[-1] == SCHEMA


@pytest.mark.parametrize("kept", KEPT, ids=lambda file: str(file.stem))
def test_a_kept_file_opens_and_holds_what_was_put_in(kept: Path, tmp_path: Path, sample: dict[str, Any]) -> None:
    schema = kept.stem.removeprefix("schema-")
    database = Database.open(Path(shutil.copy(kept, tmp_path)), sample["KEY"])
    journal, records = Journal(database), sample["records"]()
    lesson, other = sample["LESSON"], sample["OTHER"]
    assert journal.answers_of(lesson) == records[5:7]
    assert journal.notice_answers_of(lesson) == records[2:3]
    assert journal.steps_seen_of(lesson) == records[3:5]
    assert journal.notes() == records[7:8]
    assert journal.places() == (records[11], records[10])
    assert journal.finished() == {lesson: records[8].at}
    assert journal.started() == {lesson: records[1].at, other: records[9].at}
    assert journal.preferences() == {"language": "en"}
    assert database.counter() == len(sample["of_schema"](schema))
    if schema >= "0002":
        draft, done, whole, cut_short, felt, rest, line, week, met, review = sample["of_step_0002"]()
        assert journal.draft_of(sample["MINUTE"]) == draft
        assert journal.last_checkins(sample["MINUTE"], 9) == journal.checkins_between(done.day, done.day) == (done,)
        assert journal.practices_between(whole.day, whole.day) == (whole, cut_short)
        assert journal.steps_felt_of(lesson) == (felt,)
        assert journal.last_rest(rest.day) == rest.day
        assert journal.plan_lines() == (line,)
        assert journal.intention_of(week.week) == week
        assert journal.intention_met_of(met.day) == met
        assert journal.reviews_due(review.due) == journal.reviews_of(lesson) == (review,)
    if schema >= "0003":
        over, under_way = sample["of_step_0003"]()
        assert journal.scene_runs_of(sample["SCENE"]) == (over, under_way)
        (walked,) = journal.scenes_walked()
        assert (walked.scene, walked.is_under_way, walked.finished_on) == (sample["SCENE"], True, over.day)
    if schema >= "0004":
        session, undated, picture, run, state, asked = sample["of_step_0004"]()
        sessions, rooms = journal.sessions, Rooms(database, journal)
        assert sessions.every() == (session, undated)
        assert sessions.picture(picture.picture) == picture
        assert sessions.runs() == (sessions.run(run.run),) == (run,)
        assert sessions.state_of(run.run) == state
        assert sessions.open_runs() == (state,)
        assert sessions.rounds_of(run.run) == (asked,)
        assert rooms.count(asked.round) == 2
        answers = rooms.answers_of(asked.round)
        assert {(one.answers, bool(one.mark)) for one in answers} == {('{"p1": 2}', True), ('{"p1": 1}', False)}
    database.close()
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".db"] == [kept.name]
    assert len(copies_in(tmp_path)) == (schema < SCHEMA)
