"""Private notes are found again, mended, emptied; what waits for the disk is among them."""

from collections.abc import Iterator
from typing import Any

import pytest

from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId, StepId
from carecompanion.errors import StorageFull
from carecompanion.events import NoteKept
from carecompanion.learning.records import Note
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile

WHY, MEMORY = LessonId("cuidarme/por-que-cuidarme"), LessonId("cuidar/la-memoria")


@pytest.fixture
def app(paths: Paths, clock: Any) -> App:
    return open_app(paths, clock=clock, cost=2**4)


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


def texts(profile: OpenProfile) -> list[str]:
    return [one.note.text for one in profile.study.notes()]


def test_a_note_is_mended_and_emptied(app: App, profile: OpenProfile) -> None:
    run = profile.study.open_lesson(WHY)
    run.write("Hoy")
    told: list[NoteKept] = []
    app.events.on(NoteKept, told.append)
    (written,) = profile.study.notes()
    assert profile.study.rewrite(written.note, "Hoy y mañana")
    assert texts(profile) == ["Hoy y mañana"]
    assert profile.study.open_lesson(WHY).note() == "Hoy y mañana"
    assert profile.study.rewrite(written.note, "")
    assert texts(profile) == []
    assert [one.lesson for one in told] == [WHY, WHY]


def test_while_the_disk_is_full_the_newest_words_are_shown_once(
    profile: OpenProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile.study.open_lesson(WHY).write("antes")
    profile.study.open_lesson(MEMORY).write("otra")
    why = next(one.note for one in profile.study.notes() if one.note.lesson == WHY)
    with monkeypatch.context() as full:

        def nothing_fits(*_records: object, ids: object = None) -> None:
            raise StorageFull

        full.setattr(profile.keeper.journal, "keep", nothing_fits)
        assert not profile.study.rewrite(why, "después")
        assert texts(profile) == ["después", "otra"]
        assert [one.note.text for one in profile.study.unsaved_notes()] == ["después"]
        assert not profile.study.rewrite(why, "")
        assert texts(profile) == ["otra"]
        assert profile.study.unsaved_notes() == ()
    assert profile.keeper.retry()
    assert texts(profile) == ["otra"]


@pytest.mark.parametrize(
    ("lesson", "step", "title", "may_open", "is_practice"),
    [
        (WHY, "nowhere", "Por qué cuidarme", False, False),
        ("gone/lesson", "s1", "", False, False),
        ("cuidarme/escribir-para-descargar", "2026-11-24", "Escribir para descargar", False, True),
    ],
)
def test_a_note_says_where_it_was_written_as_far_as_that_is_here(
    profile: OpenProfile, clock: Any, lesson: str, step: str, title: str, may_open: bool, is_practice: bool
) -> None:
    profile.keeper.keep(Note(LessonId(lesson), StepId(step), "", "algo", clock.now()))
    (written,) = profile.study.notes()
    assert (written.lesson_title, written.step_title) == (title, "")
    assert (written.may_open, written.is_practice) == (may_open, is_practice)
    run = profile.study.open_lesson(WHY)
    run.write("aquí")
    assert profile.study.notes()[0].may_open
