"""Her own data to take along: what she chose and nothing else, readable by people, tables and programs."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from carecompanion.app import App, open_app
from carecompanion.content.model import CheckInId, ItemId, LessonId, PracticeId
from carecompanion.learning.records import CheckInDone, PracticeDone
from carecompanion.paths import Paths
from carecompanion.services.exporting import Choice, as_csv, as_json
from carecompanion.services.exporting_page import as_page
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.wellbeing import MINUTE

TODAY = date(2026, 11, 24)
ALL = Choice(TODAY - timedelta(days=40), TODAY, has_plan=True, has_notes=True)


@pytest.fixture
def profile(paths: Paths, clock) -> Iterator[OpenProfile]:
    app: App = open_app(paths, clock=clock, cost=2**4)
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


@pytest.fixture
def lived(profile: OpenProfile) -> OpenProfile:
    """A check-in with tags and a note, a practice, a day of rest, a line of the plan and a note in a lesson."""
    run = profile.wellbeing.open(MINUTE)
    run.answer(ItemId("estres"), 7)
    run.answer(ItemId("animo"), 2)
    run.tag(["Un relato difícil", "=HOLA()"])
    run.write("Lo del martes <b>pesa</b>")
    run.finish()
    practice = profile.practising.practice(PracticeId("cuidarme/respirar-4-6"))
    profile.practising.keep(practice, 7, None, 90, was_whole=False)
    profile.wellbeing.note_rest(TODAY)
    line = profile.planning.new("if_then")
    profile.planning.keep(replace(line, first="termino un turno", second="-2+3 pasos"))
    lesson = profile.study.open_lesson(LessonId("cuidarme/por-que-cuidarme"))
    lesson.write("@mi nota de la lección")
    return profile


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_everything_that_was_chosen_is_there(lived: OpenProfile) -> None:
    export = lived.exporting.gather(ALL)
    (checkin,) = export.checkins
    assert (checkin.day, checkin.name, checkin.tags) == (TODAY, "Un minuto", ("Un relato difícil", "=HOLA()"))
    assert {(one.id, one.value, one.is_computed) for one in checkin.answers} == {
        ("estres", 7, False),
        ("animo", 2, False),
        ("estres", 7.0, True),
        ("animo", 2.0, True),
    }
    assert checkin.note == "Lo del martes <b>pesa</b>"
    (practice,) = export.practices
    assert (practice.before, practice.after, practice.was_whole) == (7, None, False)
    assert export.rest_days == (TODAY,)
    assert [line.first for line in export.plan] == ["termino un turno"]
    assert [note.text for note in export.notes] == ["@mi nota de la lección"]


def test_notes_are_left_out_until_asked_for(lived: OpenProfile) -> None:
    export = lived.exporting.gather(Choice(ALL.first, ALL.last))
    for text in (as_json(export), as_csv(export), as_page(export)):
        assert "martes" not in text and "lección" not in text
    assert (export.plan, export.notes) == ((), ())


@pytest.mark.parametrize("part", ["has_checkins", "has_practices", "has_rest", "has_plan", "has_notes"])
def test_each_part_can_be_left_out(lived: OpenProfile, part: str) -> None:
    whole, less = lived.exporting.gather(ALL), lived.exporting.gather(replace(ALL, **{part: False}))
    assert as_json(less) != as_json(whole)
    assert len(rows(as_csv(less))) < len(rows(as_csv(whole)))


def test_days_outside_are_not_written(lived: OpenProfile) -> None:
    before = Choice(TODAY - timedelta(days=9), TODAY - timedelta(days=1), has_notes=True)
    assert lived.exporting.gather(before).is_empty
    assert "No hay" in as_page(lived.exporting.gather(before)) or "nada anotado" in as_page(
        lived.exporting.gather(before)
    )


def test_json_is_whole_and_says_what_it_is(lived: OpenProfile) -> None:
    read = json.loads(as_json(lived.exporting.gather(ALL)))
    assert (read["format"], read["version"]) == ("care-companion-export", 1)
    assert read["checkins"][0]["day"] == "2026-11-24"
    assert read["checkins"][0]["answers"][0]["id"] == "animo" or read["checkins"][0]["answers"][0]["id"] == "estres"
    assert read["practices"][0]["after"] is None
    assert read["plan"][0]["second"] == "-2+3 pasos"


def test_no_cell_of_the_table_is_a_formula(lived: OpenProfile) -> None:
    found = rows(as_csv(lived.exporting.gather(ALL)))
    assert len({len(row) for row in found}) == 1
    assert not [cell for row in found for cell in row if cell[:1] in ("=", "+", "-", "@")]
    assert any("@mi nota" in cell for row in found for cell in row)


def test_the_page_escapes_what_was_written_and_is_no_diagnosis(lived: OpenProfile) -> None:
    page = as_page(lived.exporting.gather(ALL))
    assert "&lt;b&gt;pesa&lt;/b&gt;" in page
    assert "No es un diagnóstico" in page
    assert "Care Companion" not in page


def test_the_page_holds_results_and_no_single_hard_answer(profile: OpenProfile) -> None:
    run = profile.wellbeing.open(CheckInId("cuidarme/mi-trabajo"))
    for item in run.checkin.items:
        run.answer(item.id, run.checkin.answers_to(item.id).values[-1])
    run.finish()
    words = run.checkin.item(ItemId("seguridad")).text
    export = profile.exporting.gather(Choice(TODAY, TODAY))
    assert words not in as_page(export)
    assert words in as_csv(export)


def test_too_much_for_a_page_is_told_by_month_and_whole_in_the_table(profile: OpenProfile) -> None:
    at = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    profile.keeper.keep(
        *(
            CheckInDone(MINUTE, "1", "r", '{"estres":4}', "", '{"estres":4.0}', "", TODAY - timedelta(days=n), 1, at)
            for n in range(300)
        ),
        *(
            PracticeDone(PracticeId("cuidarme/respirar-4-6"), "1", 5, 4, 60, True, TODAY - timedelta(days=n), 2, at)
            for n in range(300)
        ),
    )
    first, last = profile.exporting.days()
    assert (first, last) == (TODAY - timedelta(days=299), TODAY)
    export = profile.exporting.gather(Choice(first, last))
    page = as_page(export)
    assert "300" in page and "Octubre de 2026" in page and "8 de julio" not in page
    assert len(rows(as_csv(export))) == 1 + 2 * 300 + 2 * 300


def test_a_check_in_whose_pack_is_gone_is_written_with_its_codes(profile: OpenProfile, clock) -> None:
    gone = CheckInId("otro/antiguo")
    profile.keeper.keep(CheckInDone(gone, "1", "r", '{"q1":2}', "", '{"s1":2.5}', "", TODAY, 1, clock()))
    export = profile.exporting.gather(Choice(TODAY, TODAY))
    assert [(one.id, one.value) for one in export.checkins[0].answers] == [("q1", 2), ("s1", 2.5)]
    assert "otro/antiguo" in as_csv(export)


def test_nothing_noted_begins_and_ends_today(profile: OpenProfile) -> None:
    assert profile.exporting.days() == (TODAY, TODAY)
    assert profile.exporting.gather(ALL).is_empty


def test_where_help_came_first_nothing_is_rated_on_paper_either(profile: OpenProfile) -> None:
    """The screen said «we make no result of them»; the answers themselves are hers to take along."""
    work = CheckInId("cuidarme/mi-trabajo")
    for safety in (4, 1):
        run = profile.wellbeing.open(work)
        for item in run.checkin.items:
            run.answer(item.id, max(run.checkin.answers_to(item.id).values))
        run.answer(ItemId("seguridad"), safety)
        run.finish()
    first, second = profile.exporting.gather(ALL).checkins
    assert not [one for one in first.answers if one.is_computed]
    assert any(one.id == "seguridad" for one in first.answers)
    assert {one.id for one in second.answers if one.is_computed} == {"satisfaccion", "desgaste", "carga"}


def test_a_page_over_years_says_which_year(profile: OpenProfile, clock) -> None:
    for days in (0, 366):
        clock.move(days=days)
        run = profile.wellbeing.open(MINUTE)
        run.answer(ItemId("estres"), 7)
        run.answer(ItemId("animo"), 2)
        run.write("una nota")
        run.finish()
        practice = profile.practising.practice(PracticeId("cuidarme/respirar-4-6"))
        profile.practising.keep(practice, 7, None, 90, was_whole=False)
        profile.wellbeing.note_rest(clock().date())
    long = Choice(TODAY, TODAY + timedelta(days=400), has_notes=True)
    words = as_page(profile.exporting.gather(long))
    assert words.count("24 de noviembre de 2026") == 5  # heading, check-in, its note, practice, rest
    assert words.count("25 de noviembre de 2027") == 4
    one_year = as_page(profile.exporting.gather(replace(long, first=TODAY + timedelta(days=300))))
    assert "<td>25 de noviembre, " in one_year


def test_all_days_reach_to_notes_written_on_days_without_a_record(lived: OpenProfile, clock) -> None:
    clock.move(days=3)
    lived.study.open_lesson(LessonId("cuidarme/por-que-cuidarme")).write("escrito tres días después")
    first, last = lived.exporting.days()
    assert (first, last) == (TODAY, TODAY + timedelta(days=3))
    notes = lived.exporting.gather(Choice(first, last, has_notes=True)).notes
    assert "escrito tres días después" in [one.text for one in notes]
