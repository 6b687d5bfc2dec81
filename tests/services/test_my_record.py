"""The record of study: finished lessons, their days and lengths, and nothing that says how a person is."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId, SceneId
from carecompanion.learning.records import LessonFinished
from carecompanion.paths import Paths
from carecompanion.services.my_record import has_record, my_record
from carecompanion.services.profiles import NewProfile, OpenProfile

WHY, BODY = LessonId("cuidarme/por-que-cuidarme"), LessonId("cuidarme/estres-en-mi-cuerpo")
CONTACT = LessonId("cuidar/el-primer-contacto")


@pytest.fixture
def app(paths: Paths, clock, lima: None) -> App:
    return open_app(paths, clock=clock, cost=2**4)


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


def finish(profile: OpenProfile, lesson: LessonId) -> int:
    """Returns how many minutes the lesson is meant to take."""
    run = profile.study.open_lesson(lesson)
    run.begin()
    run.finish()
    return run.lesson.minutes


def test_nothing_finished_is_an_empty_record(profile: OpenProfile) -> None:
    profile.study.open_lesson(WHY).begin()
    record = my_record(profile.study)
    assert not has_record(profile.study)
    assert (record.courses, record.lessons, record.minutes, record.gone) == ((), 0, 0, 0)


def test_lessons_stand_in_the_order_they_were_finished_with_totals_by_course(profile: OpenProfile, clock) -> None:
    first = finish(profile, BODY)
    clock.move(days=1)
    second = finish(profile, WHY)
    third = finish(profile, CONTACT)
    record = my_record(profile.study)
    assert has_record(profile.study)
    mine, other = record.courses
    assert [(one.minutes, one.day) for one in mine.lessons] == [
        (first, date(2026, 11, 24)),
        (second, date(2026, 11, 25)),
    ]
    assert mine.minutes == first + second
    assert mine.total > len(other.lessons) == 1
    assert (record.lessons, record.minutes) == (3, first + second + third)


def test_the_day_is_the_persons_own(profile: OpenProfile, clock) -> None:
    """At 22:00 in Peru it is tomorrow already in UTC."""
    clock.move(hours=13)
    finish(profile, WHY)
    (course,) = my_record(profile.study).courses
    assert course.lessons[0].day == date(2026, 11, 24)


def test_finishing_again_keeps_the_first_day(profile: OpenProfile, clock) -> None:
    finish(profile, WHY)
    clock.move(days=3)
    finish(profile, WHY)
    (course,) = my_record(profile.study).courses
    assert [one.day for one in course.lessons] == [date(2026, 11, 24)]


def test_a_lesson_that_is_gone_is_counted_and_not_named(profile: OpenProfile, app: App, clock) -> None:
    finish(profile, WHY)
    profile.keeper.keep(LessonFinished(LessonId("otro/lejana"), "1", clock()))
    key = app.profiles.key_of(profile.id)
    profile.close()
    again = app.profiles.open(profile.id, key)
    record = my_record(again.study)
    assert (record.lessons, record.gone) == (1, 1)
    again.close()


def test_a_scene_stands_in_it_once_an_ending_was_reached_and_says_not_which(
    profile: OpenProfile, app: App, paths: Paths, clock
) -> None:
    shutil.copytree(Path(__file__).parents[1] / "packs" / "rehearsal", paths.installed_packs / "ensayo")
    app.library.reload()
    run = profile.rehearsing.open(SceneId("ensayo/la-puerta"))
    run.say(3)
    assert not has_record(profile.study, profile.rehearsing)
    run.say(2)
    clock.move(days=2)
    run.back()
    run.say(2)
    assert has_record(profile.study, profile.rehearsing)
    (scene,) = my_record(profile.study, profile.rehearsing).scenes
    assert (scene.title, scene.minutes, scene.day) == ("La puerta", 4, date(2026, 11, 24))


def test_titles_come_in_the_language_of_the_program(profile: OpenProfile, paths: Paths) -> None:
    finish(profile, WHY)
    spanish = my_record(profile.study).courses[0]
    i18n.speak("en", paths.resources / "i18n")
    english = my_record(profile.study).courses[0]
    assert spanish.lessons[0].day == english.lessons[0].day
    assert spanish.lessons[0].title != english.lessons[0].title
