"""Practising: kept once with what the person said, told back only when it helped, and what is written is hers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.content.model import PackId, Practice, PracticeCard, PracticeId
from carecompanion.errors import ContentMissing, StorageFull
from carecompanion.events import NoteKept, PracticeKept
from carecompanion.learning.records import PracticeDone
from carecompanion.paths import Paths
from carecompanion.services.practising import BREATHE, PracticeRun, Practising
from carecompanion.services.profiles import NewProfile, OpenProfile

GROUND = PracticeId("cuidarme/volver-al-presente")
WRITE = PracticeId("cuidarme/escribir-para-descargar")
RELEASE = PracticeId("cuidarme/soltar-el-cuerpo-corto")
TODAY = date(2026, 11, 24)


@pytest.fixture
def app(paths: Paths, clock) -> App:
    return open_app(paths, clock=clock, cost=2**4)


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


def kept(profile: OpenProfile) -> tuple[PracticeDone, ...]:
    return profile.keeper.journal.every(PracticeDone)


def practised(profile: OpenProfile, practice: PracticeId, before: int | None, after: int | None) -> None:
    run = profile.practising.open(practice)
    run.begin(before)
    run.practise(60)
    run.finish()
    if run.stage == "after":
        run.answer(after)


# ---- one practice


def test_it_is_kept_once_at_its_end_with_both_numbers(profile: OpenProfile, app: App) -> None:
    told: list[PracticeKept] = []
    app.events.on(PracticeKept, told.append)
    run = profile.practising.open(BREATHE)
    assert run.stage == "before"
    run.begin(7)
    run.practise(100.4)
    run.practise(79.4)
    run.finish()
    assert run.stage == "after"
    assert kept(profile) == (), "nothing is kept before the person has said how it is"
    assert run.answer(4)
    assert run.answer(2), "a second answer changes nothing"
    assert run.stage == "end"
    assert [(one.before, one.after, one.seconds, one.was_whole, one.day) for one in kept(profile)] == [
        (7, 4, 180, True, TODAY)
    ]
    assert kept(profile)[0].pack_version == run.practice.pack_version != ""
    assert told == [PracticeKept(BREATHE)]
    assert run.change == 3


def test_what_was_not_asked_before_is_not_asked_after(profile: OpenProfile) -> None:
    practised(profile, BREATHE, None, 9)
    assert [(one.before, one.after, one.was_whole) for one in kept(profile)] == [(None, None, True)]


def test_ended_early_the_first_number_alone_is_kept(profile: OpenProfile) -> None:
    run = profile.practising.open(BREATHE)
    run.begin(8)
    run.practise(30)
    assert run.is_under_way
    run.stop()
    assert run.stage == "end"
    assert [(one.before, one.after, one.was_whole) for one in kept(profile)] == [(8, None, False)]


def test_a_practice_that_was_not_begun_leaves_nothing(profile: OpenProfile) -> None:
    run = profile.practising.open(GROUND)
    run.begin(5)
    run.practise(3)  # reading its first step
    assert not run.is_under_way
    profile.practising.settle()
    assert kept(profile) == ()


def test_nobody_comes_back_to_one_that_was_left(profile: OpenProfile, clock) -> None:
    """She went elsewhere in the middle, and began another the next day: the first ended early, on its own day."""
    run = profile.practising.open(GROUND)
    run.begin(6)
    run.timer = run.timer.to(2)
    clock.move(days=1)
    profile.practising.open(BREATHE)
    assert run.stage == "end"
    assert [(one.practice, one.before, one.was_whole, one.day) for one in kept(profile)] == [(GROUND, 6, False, TODAY)]
    profile.practising.settle()
    assert len(kept(profile)) == 1


def test_left_before_saying_how_it_is_it_was_whole_all_the_same(profile: OpenProfile) -> None:
    run = profile.practising.open(BREATHE)
    run.begin(6)
    run.finish()
    profile.practising.settle()
    assert [(one.before, one.after, one.was_whole) for one in kept(profile)] == [(6, None, True)]


def test_whoever_closes_the_profile_in_the_middle_ended_early(app: App, profile: OpenProfile) -> None:
    run = profile.practising.open(BREATHE)
    run.begin(7)
    run.practise(40)
    profile.close()
    again = app.profiles.open(profile.id, app.profiles.key_of(profile.id))
    assert [(one.before, one.seconds, one.was_whole) for one in kept(again)] == [(7, 40, False)]
    again.close()


def test_without_a_profile_nothing_is_asked(app: App) -> None:
    run = PracticeRun(app.library.practice(GROUND, "es"))
    assert (run.stage, run.asks) == ("doing", False)
    run.timer = run.timer.to(4)
    run.finish()
    assert run.stage == "end"
    assert run.keep_text() is False


@pytest.mark.parametrize(("before", "after"), [(11, None), (-1, None), (5, 99)])
def test_stress_goes_from_0_to_10(profile: OpenProfile, before: int, after: int | None) -> None:
    with pytest.raises(ValueError):
        profile.practising.keep(profile.practising.practice(BREATHE), before, after, 10, was_whole=True)
    assert kept(profile) == ()


def test_a_practice_that_is_not_here(profile: OpenProfile) -> None:
    run = profile.practising.open(BREATHE)
    run.begin(3)
    run.practise(5)
    with pytest.raises(ContentMissing):
        profile.practising.open(PracticeId("cuidarme/no-hay"))
    assert run.is_under_way, "the one that is open goes on"


def test_on_a_full_disk_it_waits(profile: OpenProfile, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = profile.keeper.journal
    real = journal.keep

    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull("No queda espacio en el disco.")

    monkeypatch.setattr(journal, "keep", full)
    run = profile.practising.open(BREATHE)
    run.begin(7)
    run.finish()
    assert run.answer(5) is False
    monkeypatch.setattr(journal, "keep", real)
    profile.keeper.retry()
    assert [(one.before, one.after) for one in kept(profile)] == [(7, 5)]


def test_another_language_keeps_the_place(profile: OpenProfile, paths: Paths) -> None:
    run = profile.practising.open(WRITE)
    run.begin(None)
    run.texts[1] = "un café"
    run.timer = run.timer.to(1)
    i18n.speak("en", paths.resources / "i18n")
    run.speak(profile.practising.practice(WRITE))
    assert run.practice.language == "en"
    assert (run.timer.step, run.texts[1]) == (1, "un café")
    shorter = replace(run.practice, steps=run.practice.steps[:1])
    run.speak(shorter)
    assert (run.timer.step, run.texts) == (0, [""]), "where a pack is damaged, nothing breaks"


# ---- what helped


def test_what_helped_is_told_from_three_times_on(profile: OpenProfile) -> None:
    for before, after in ((7, 5), (6, 4)):
        practised(profile, GROUND, before, after)
    assert profile.practising.helped() == ()
    practised(profile, GROUND, 8, None)
    assert profile.practising.helped() == (), "only uses with both numbers count"
    practised(profile, GROUND, 5, 3)
    assert [(one.card.id, one.pairs, one.fall) for one in profile.practising.helped()] == [(GROUND, 3, 2.0)]


def test_advice_is_breathing_until_something_helped(profile: OpenProfile) -> None:
    card, helped = profile.practising.advice() or (None, None)
    assert card is not None
    assert (card.id, helped) == (BREATHE, None)
    for _time in range(3):
        practised(profile, RELEASE, 6, 3)
        practised(profile, GROUND, 6, 5)
    card, helped = profile.practising.advice() or (None, None)
    assert card is not None
    assert helped is not None
    assert (card.id, helped.fall) == (RELEASE, 3)


def test_what_did_not_help_is_never_praised(profile: OpenProfile) -> None:
    for _time in range(4):
        practised(profile, GROUND, 4, 6)
    assert profile.practising.helped() == ()


def test_advice_where_breathing_is_not_here(profile: OpenProfile, monkeypatch: pytest.MonkeyPatch) -> None:
    def cards(_self: Practising) -> tuple[PracticeCard, ...]:
        pack = PackId("otro")
        return (
            PracticeCard(PracticeId("otro/larga"), pack, "Larga", "", 9, "steps", "body", "wind"),
            PracticeCard(PracticeId("otro/corta"), pack, "Corta", "", 2, "steps", "body", "wind"),
        )

    monkeypatch.setattr(Practising, "cards", cards)
    card, _helped = profile.practising.advice() or (None, None)
    assert card is not None
    assert card.title == "Corta"
    monkeypatch.setattr(Practising, "cards", lambda _self: ())
    assert profile.practising.advice() is None


# ---- what is written


def written(profile: OpenProfile, *texts: str) -> PracticeRun:
    run = profile.practising.open(WRITE)
    run.begin(6)
    run.texts[: len(texts)] = texts
    run.timer = run.timer.to(len(run.texts) - 1)
    run.finish()
    return run


def test_what_is_kept_is_a_private_note_with_the_title_of_the_practice(profile: OpenProfile, app: App) -> None:
    told: list[NoteKept] = []
    app.events.on(NoteKept, told.append)
    run = written(profile, "la sala llena ", "", "por hoy dejo aquí el teléfono")
    assert run.stage == "text"
    assert run.keep_text()
    assert run.stage == "after"
    assert not run.has_text
    notes = profile.study.notes()
    assert [(one.lesson_title, one.step_title, one.is_practice) for one in notes] == [
        ("Escribir para descargar", "", True)
    ]
    assert notes[0].note.text == "Lo que pesó\nla sala llena\n\nLo que dejo aquí\npor hoy dejo aquí el teléfono"
    assert len(told) == 1


def test_each_writing_is_a_note_of_its_own(profile: OpenProfile, clock) -> None:
    for text in ("ayer", "hoy"):
        written(profile, text).keep_text()
        clock.move(days=1)
    assert [one.note.text for one in profile.study.notes()] == ["Lo que pesó\nhoy", "Lo que pesó\nayer"]


def test_thrown_away_is_never_on_the_disk(profile: OpenProfile, paths: Paths) -> None:
    run = written(profile, "secreto-que-no-queda")
    run.throw_away()
    assert (run.stage, run.has_text) == ("after", False)
    run.answer(5)
    assert profile.study.notes() == ()
    assert [(one.before, one.after) for one in kept(profile)] == [(6, 5)]


def test_nothing_written_asks_nothing(profile: OpenProfile) -> None:
    run = written(profile, "  ", "\n")
    assert run.stage == "after"
    assert profile.practising.keep_writing(run.practice, run.texts)
    assert profile.study.notes() == ()


def test_leaving_with_words_asks_first_what_becomes_of_them(profile: OpenProfile) -> None:
    run = profile.practising.open(WRITE)
    run.begin(6)
    run.texts[0] = "a medias"
    run.stop()
    assert run.stage == "text"
    run.keep_text()
    assert run.stage == "end", "ended early: stress is not asked again"
    assert [one.note.text for one in profile.study.notes()] == ["Lo que pesó\na medias"]
    assert [(one.before, one.after, one.was_whole) for one in kept(profile)] == [(6, None, False)]


def test_words_of_a_practice_nobody_came_back_to_are_gone(profile: OpenProfile) -> None:
    written(profile, "se va")
    profile.practising.settle()
    assert profile.study.notes() == ()
    assert [one.was_whole for one in kept(profile)] == [True]


def test_a_guest_writes_in_memory_only(app: App, paths: Paths) -> None:
    guest = app.profiles.guest()
    written(guest, "solo aquí").keep_text()
    practised(guest, BREATHE, 7, 3)
    assert len(guest.study.notes()) == 1
    assert not paths.profiles.exists() or not [one for one in paths.profiles.rglob("*") if one.is_file()]
    guest.close()


# ---- what fits


def test_a_practice_that_fits_a_reaction(profile: OpenProfile) -> None:
    assert profile.practising.fitting("ninguna") is None
    first = profile.practising.fitting("far")
    assert first is not None
    assert "far" in first.fits
    for _time in range(3):
        practised(profile, RELEASE, 6, 3)
    tense = profile.practising.fitting("tense")
    assert tense is not None
    assert tense.id == RELEASE, "what helped her comes first"


def test_a_practice_without_steps_can_be_opened(app: App) -> None:
    empty = Practice(PracticeId("p/uno"), PackId("p"), "es", "Uno", 1, "steps", "", "", ())
    run = PracticeRun(empty)
    assert (run.texts, run.timer.last) == ([], 0)
    run.finish()
    assert run.stage == "end"
