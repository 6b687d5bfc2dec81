"""How a person is, from the first answer to the history: nothing lost, nothing made up, help first where it is hard."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from carecompanion.app import App, open_app
from carecompanion.content.model import CheckInId, ItemId, ScaleId
from carecompanion.errors import AnswerNotAllowed, ContentMissing, StorageFull
from carecompanion.events import CheckInKept, RestChanged
from carecompanion.learning.records import CheckInDone
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.wellbeing import MINUTE, Outcome

FIVE, WORK = CheckInId("cuidarme/cinco-dimensiones"), CheckInId("cuidarme/mi-trabajo")
MOOD, STRESS, ENERGY = ItemId("animo"), ItemId("estres"), ItemId("energia")
TODAY = date(2026, 11, 24)


@pytest.fixture
def app(paths: Paths, clock) -> App:
    return open_app(paths, clock=clock, cost=2**4)


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


def minute(profile: OpenProfile, **answers: int) -> Outcome:
    """A one-minute check-in: minute(profile, animo=3, estres=6)."""
    run = profile.wellbeing.open(MINUTE)
    for name, value in answers.items():
        run.answer(ItemId(name), value)
    return run.finish()


def answered(profile: OpenProfile, checkin: CheckInId, value: int) -> Outcome:
    """The longer one with every item counting `value` (of 1 to 5); the hard question is left blank."""
    run = profile.wellbeing.open(checkin)
    turned = {item for scale in run.checkin.scales for item in scale.reversed_items}
    for item in run.checkin.items:
        if item.id != "seguridad":
            run.answer(item.id, 6 - value if item.id in turned else value)
    return run.finish()


# ---- answering


def test_an_entry_is_kept_with_its_rule_its_day_and_its_words(profile: OpenProfile, app: App) -> None:
    told: list[CheckInKept] = []
    app.events.on(CheckInKept, told.append)
    run = profile.wellbeing.open(MINUTE)
    run.answer(MOOD, 3)
    assert not run.may_finish
    run.answer(STRESS, 6)
    run.tag(["Un relato difícil", " Otra cosa ", "", "Otra cosa"])
    run.write("Fue un turno largo.")
    assert run.may_finish
    outcome = run.finish()
    (entry,) = profile.wellbeing.last_entries(MINUTE, 5)
    assert entry == outcome.entry
    assert entry.answers == {"animo": 3, "estres": 6}
    assert entry.scores == {"animo": 3.0, "estres": 6.0}
    assert entry.tags == ("Un relato difícil", "Otra cosa")
    assert (entry.note, entry.day) == ("Fue un turno largo.", app.clock().astimezone().date())
    assert entry.rule.startswith("1-")
    assert told == [CheckInKept(MINUTE)]
    assert outcome.is_kept and not outcome.help_first and not outcome.offers_support
    assert not profile.wellbeing.has_draft(MINUTE)


def test_an_answer_outside_its_set_is_never_kept(profile: OpenProfile) -> None:
    run = profile.wellbeing.open(MINUTE)
    run.answer(STRESS, 6)
    for item, value in ((STRESS, 11), (STRESS, -1), (MOOD, 0), (ItemId("influyo"), 1), (ItemId("otra"), 1)):
        with pytest.raises(AnswerNotAllowed) as refused:
            run.answer(item, value)
        assert "a salvo" in refused.value.words
    assert run.answers == {"estres": 6}
    assert profile.wellbeing.open(MINUTE).answers == {"estres": 6}


def test_a_blank_is_not_a_zero(profile: OpenProfile) -> None:
    run = profile.wellbeing.open(MINUTE)
    run.answer(STRESS, 6)
    run.answer(MOOD, 2)
    run.answer(STRESS, None)
    run.answer(ENERGY, 1)
    entry = run.finish().entry
    assert "estres" not in entry.answers and "estres" not in entry.scores


def test_a_draft_waits_for_a_day_and_then_goes(app: App, clock) -> None:
    profile = app.profiles.create(NewProfile("Colibrí"))
    run = profile.wellbeing.open(MINUTE)
    run.answer(STRESS, 8)
    run.tag(["Turno largo"])
    run.write("a medias")
    key = app.profiles.key_of(profile.id)
    profile.database.close()  # the power goes
    again = app.profiles.open(profile.id, key)
    clock.move(hours=23)
    assert again.wellbeing.has_draft(MINUTE)
    taken_up = again.wellbeing.open(MINUTE)
    assert taken_up.was_drafted
    assert (taken_up.answers, taken_up.tags, taken_up.note) == ({"estres": 8}, ("Turno largo",), "a medias")
    clock.move(hours=2)
    assert not again.wellbeing.has_draft(MINUTE)
    assert again.wellbeing.open(MINUTE).answers == {}
    assert again.keeper.journal.draft_of(MINUTE) is None
    again.close()


def test_a_draft_from_a_day_ahead_of_the_clock_is_not_lost(profile: OpenProfile, clock) -> None:
    profile.wellbeing.open(MINUTE).answer(STRESS, 8)
    clock.move(days=-300)
    assert profile.wellbeing.open(MINUTE).answers == {"estres": 8}


def test_a_discarded_draft_leaves_nothing(profile: OpenProfile) -> None:
    run = profile.wellbeing.open(MINUTE)
    run.answer(STRESS, 8)
    run.write("algo")
    run.discard()
    assert not profile.wellbeing.has_draft(MINUTE)
    assert not profile.wellbeing.open(MINUTE).was_drafted


@pytest.mark.parametrize(
    "words", ["", "{", "[]", '{"answers": {"estres": 99, "nada": 1}, "page": 70, "tags": 3}', "null"]
)
def test_a_draft_that_makes_no_sense_is_taken_as_far_as_it_does(profile: OpenProfile, clock, words: str) -> None:
    from carecompanion.learning.records import CheckInDraft

    profile.keeper.keep(CheckInDraft(MINUTE, words, clock()))
    run = profile.wellbeing.open(MINUTE)
    assert (run.answers, run.tags, run.note, run.page) == ({}, (), "", 0)


def test_a_full_disk_keeps_the_entry_in_mind_and_writes_it_once(profile: OpenProfile, monkeypatch) -> None:
    journal = profile.keeper.journal
    run = profile.wellbeing.open(MINUTE)
    run.answer(STRESS, 6)
    run.answer(MOOD, 3)
    keep = journal.keep

    def full(*_records: object, **_more: object) -> None:
        raise StorageFull("No queda espacio.")

    monkeypatch.setattr(journal, "keep", full)
    outcome = run.finish()
    assert not outcome.is_kept
    assert profile.wellbeing.newest(MINUTE) == outcome.entry  # it is in the history all the same
    monkeypatch.setattr(journal, "keep", keep)
    assert profile.keeper.retry()
    assert profile.wellbeing.last_entries(MINUTE, 5) == (outcome.entry,)


# ---- hard answers


def test_high_stress_offers_somebody_to_talk_to(profile: OpenProfile) -> None:
    assert not minute(profile, estres=7, animo=3).offers_support
    outcome = minute(profile, estres=8, animo=3)
    assert outcome.offers_support and not outcome.help_first


def test_the_third_time_in_a_row_help_comes_first(profile: OpenProfile) -> None:
    assert not minute(profile, estres=9, animo=3).help_first
    assert not minute(profile, estres=8, animo=3).help_first
    assert minute(profile, estres=8, animo=3).help_first
    assert not minute(profile, estres=5, animo=3).help_first


def test_a_blank_breaks_the_row(profile: OpenProfile) -> None:
    minute(profile, estres=9, animo=3)
    minute(profile, animo=3, energia=3)
    assert not minute(profile, estres=9, animo=3).help_first


def test_a_very_bad_mood_twice_brings_help_first(profile: OpenProfile) -> None:
    assert not minute(profile, animo=1, energia=2).help_first
    assert minute(profile, animo=1, energia=2).help_first


@pytest.mark.parametrize("value", [2, 3, 4])
def test_any_yes_to_the_hard_question_brings_help_first_and_stays_outside_the_scores(
    profile: OpenProfile, value: int
) -> None:
    run = profile.wellbeing.open(WORK)
    for item in run.checkin.items:
        run.answer(item.id, 3 if item.id != "seguridad" else run.checkin.answers_to(item.id).values[value - 1])
    outcome = run.finish()
    assert outcome.help_first
    without = answered_without_the_hard_question(outcome)
    assert [one.value for one in outcome.scores] == without
    again = profile.wellbeing.outcome_of(outcome.entry)
    assert again.help_first  # also when it is opened later


def answered_without_the_hard_question(outcome: Outcome) -> list[float | None]:
    from carecompanion.learning.checkin import score

    rest = {item: value for item, value in outcome.entry.answers.items() if item != "seguridad"}
    return [one.value for one in score(outcome.checkin, rest)]


def test_a_no_or_a_blank_to_the_hard_question_opens_nothing(profile: OpenProfile) -> None:
    assert not answered(profile, WORK, 3).help_first
    run = profile.wellbeing.open(WORK)
    run.answer(ItemId("seguridad"), run.checkin.answers_to(ItemId("seguridad")).values[0])
    assert not run.finish().help_first


@pytest.mark.parametrize("note", ["A veces QUIERO MORIR.", "ya no quiero vivir"])
def test_words_that_touch_on_dying_bring_help_first(profile: OpenProfile, note: str) -> None:
    run = profile.wellbeing.open(MINUTE)
    run.answer(MOOD, 3)
    run.answer(STRESS, 3)
    run.write(note)
    assert run.finish().help_first


@pytest.mark.parametrize("note", ["Me muero de hambre", "me moría de risa", "Murió una vecina", ""])
def test_everyday_words_do_not(profile: OpenProfile, note: str) -> None:
    assert not profile.wellbeing.is_hard(note)


# ---- results and rhythm


def test_a_dimension_with_too_few_answers_says_so_and_is_no_zero(profile: OpenProfile) -> None:
    run = profile.wellbeing.open(FIVE)
    body = run.checkin.scale("cuerpo")
    for item in body.items[:2]:
        run.answer(item, 5)
    outcome = run.finish()
    result = next(one for one in outcome.scores if one.scale.id == "cuerpo")
    assert (result.value, result.band, result.answered) == (None, None, 2)
    assert "cuerpo" not in outcome.entry.scores


def test_every_result_offers_three_small_steps_with_a_reason(profile: OpenProfile) -> None:
    for checkin in (FIVE, WORK):
        for value in (1, 3, 5):
            outcome = answered(profile, checkin, value)
            assert len(outcome.steps) == 3
            assert all(step.reason and step.text for step in outcome.steps)


def test_the_longer_ones_wait_four_weeks(profile: OpenProfile, clock) -> None:
    assert {one.checkin.id: one.may_from for one in profile.wellbeing.longer()} == {FIVE: None, WORK: None}
    day = answered(profile, FIVE, 3).entry.day
    (five,) = [one for one in profile.wellbeing.longer() if one.checkin.id == FIVE]
    assert five.may_from == day + timedelta(days=28)
    assert five.last is not None and five.last.day == day
    clock.move(days=27)
    assert profile.wellbeing.may_from(five.checkin) is not None
    clock.move(days=1)
    assert profile.wellbeing.may_from(five.checkin) is None


def test_a_clock_set_back_holds_nobody_up(profile: OpenProfile, clock) -> None:
    answered(profile, FIVE, 3)
    clock.move(days=-400)
    assert profile.wellbeing.may_from(profile.wellbeing.checkin(FIVE)) is None


def test_a_change_is_told_only_by_the_rule(profile: OpenProfile, clock) -> None:
    answered(profile, FIVE, 2)
    clock.move(days=28)
    same = answered(profile, FIVE, 2)
    assert same.changes == ()
    clock.move(days=28)
    assert answered(profile, FIVE, 4).changes


def test_stress_over_ten_days_needs_entries_on_both_sides(profile: OpenProfile, clock) -> None:
    checkin = profile.wellbeing.checkin(MINUTE)
    for _entry in range(4):
        minute(profile, estres=3, animo=3)
        clock.move(days=2)
    clock.move(days=3)
    for _entry in range(3):
        minute(profile, estres=8, animo=3)
        clock.move(days=2)
    assert profile.wellbeing.change_of(checkin, ScaleId("estres")) == ""
    minute(profile, estres=8, animo=3)
    assert "subió" in profile.wellbeing.change_of(checkin, ScaleId("estres"))


def test_an_old_result_keeps_the_scores_it_was_given(profile: OpenProfile, clock) -> None:
    """A newer pack scores otherwise: the old values stand, and today's bands say nothing about them."""
    answers = '{"cuerpo-1":5,"cuerpo-2":5,"cuerpo-3":1}'
    profile.keeper.keep(
        CheckInDone(FIVE, "2020.1", "0-aaaaaaaa", answers, "", '{"cuerpo":2.5}', "", TODAY, 540, clock())
    )
    entry = profile.wellbeing.newest(FIVE)
    assert entry is not None
    outcome = profile.wellbeing.outcome_of(entry)
    body = next(one for one in outcome.scores if one.scale.id == "cuerpo")
    assert (body.value, body.band) == (2.5, None)


def test_a_record_that_makes_no_sense_is_a_blank_entry(profile: OpenProfile, clock) -> None:
    profile.keeper.keep(CheckInDone(MINUTE, "1", "x", "{nonsense", "7", "[]", "", TODAY, 1, clock()))
    entry = profile.wellbeing.newest(MINUTE)
    assert entry is not None and (entry.answers, entry.tags, entry.scores) == ({}, (), {})


def test_without_its_pack_there_is_a_sentence_and_no_crash(profile: OpenProfile) -> None:
    with pytest.raises(ContentMissing) as missing:
        profile.wellbeing.open(CheckInId("cuidarme/no-existe"))
    assert missing.value.words


# ---- days


def test_two_in_one_minute_are_two_in_their_order(profile: OpenProfile) -> None:
    minute(profile, estres=2, animo=3)
    minute(profile, estres=9, animo=3)
    first, second = profile.wellbeing.entries_between(date(2026, 11, 1), date(2026, 11, 30))
    assert (first.answers[STRESS], second.answers[STRESS]) == (2, 9)
    assert first.minute == second.minute


def test_a_clock_set_back_changes_no_order(profile: OpenProfile, clock) -> None:
    minute(profile, estres=2, animo=3)
    clock.move(days=-3)
    minute(profile, estres=9, animo=3)
    entries = profile.wellbeing.entries_between(date(2026, 11, 1), date(2026, 11, 30))
    assert [one.answers[STRESS] for one in entries] == [2, 9]
    assert profile.wellbeing.last_entries(MINUTE, 1)[0].answers[STRESS] == 9


def test_the_29th_of_february_is_a_day(paths: Paths) -> None:
    app = open_app(paths, clock=lambda: datetime(2028, 2, 29, 17, 0, tzinfo=UTC), cost=2**4)
    profile = app.profiles.create(NewProfile("Colibrí"))
    minute(profile, estres=2, animo=3)
    profile.wellbeing.note_rest(date(2028, 2, 29))
    (entry,) = profile.wellbeing.entries_between(date(2028, 2, 29), date(2028, 2, 29))
    assert entry.day == date(2028, 2, 29)
    assert profile.wellbeing.rest().was_today
    assert profile.own_data.erase_days({date(2028, 2, 29)}) == 2
    profile.close()


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """`zone("Asia/Tokyo")`: the laptop travels."""

    def travel(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield travel
    monkeypatch.undo()
    os.environ.pop("TZ", None)
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows changes no zone inside a program")
def test_a_journey_to_another_time_zone_moves_no_day(app: App, profile: OpenProfile, clock, zone) -> None:
    zone("America/Lima")  # 9:00 of the 24th
    minute(profile, estres=2, animo=3)
    zone("Asia/Tokyo")  # 23:00 of the 24th, and soon the 25th
    clock.move(hours=2)
    minute(profile, estres=9, animo=3)
    zone("America/Lima")
    days = [(one.day, one.minute) for one in profile.wellbeing.entries_between(TODAY, date(2026, 11, 25))]
    assert days == [(TODAY, 540), (date(2026, 11, 25), 60)]


# ---- rest


def test_time_since_real_rest_and_no_streak(profile: OpenProfile, app: App, clock) -> None:
    told: list[RestChanged] = []
    app.events.on(RestChanged, told.append)
    assert profile.wellbeing.rest().days is None
    today = app.clock().astimezone().date()
    profile.wellbeing.note_rest(today - timedelta(days=3))
    assert profile.wellbeing.rest().days == 3
    profile.wellbeing.note_rest(today)
    assert profile.wellbeing.rest().was_today
    profile.wellbeing.note_rest(today, was_rest=False)
    assert profile.wellbeing.rest().days == 3
    clock.move(days=-30)
    assert profile.wellbeing.rest().days is None  # it lies ahead of the clock
    assert len(told) == 3


# ---- taking away


def test_erased_days_are_gone_and_the_copies_are_cleaned(profile: OpenProfile, app: App) -> None:
    outcome = minute(profile, estres=2, animo=3)
    app.profiles.keep_daily_copy(profile)
    day = outcome.entry.day
    assert profile.own_data.count_of_days({day}) == 1
    assert profile.own_data.erase_days({day}) == 1
    mark = profile.own_data.copies_to_clean
    assert mark
    assert app.profiles.clean_copies(profile) == mark
    profile.own_data.copies_cleaned("an older mark")
    assert profile.own_data.copies_to_clean == mark
    profile.own_data.copies_cleaned(mark)
    assert profile.own_data.copies_to_clean == ""
    assert profile.wellbeing.entries_between(day, day) == ()


def test_a_guest_may_erase_too(app: App) -> None:
    guest = app.profiles.guest()
    outcome = minute(guest, estres=2, animo=3)
    assert guest.own_data.erase_days({outcome.entry.day}) == 1
    assert app.profiles.clean_copies(guest) == guest.own_data.copies_to_clean
    guest.close()


def test_copying_and_cleaning_at_once_harm_nothing(profile: OpenProfile, app: App, clock) -> None:
    """Both run in the background; erasing twice, or on a day's first start, must not let one step on the other."""
    from concurrent.futures import ThreadPoolExecutor

    days = []
    for _day in range(4):
        days.append(minute(profile, estres=2, animo=3).entry.day)
        app.profiles.keep_daily_copy(profile)
        clock.move(days=1)
    profile.own_data.erase_days({days[0]})
    with ThreadPoolExecutor(4) as pool:
        work = [app.profiles.clean_copies, app.profiles.keep_daily_copy] * 4
        for done in [pool.submit(one, profile) for one in work]:
            done.result()
    assert profile.wellbeing.entries_between(days[0], days[-1], MINUTE)[0].day == days[1]


def test_where_help_came_first_today_does_not_repeat_the_number(profile: OpenProfile) -> None:
    minute(profile, animo=3, estres=9)
    assert profile.wellbeing.stress_lately() is not None
    run = profile.wellbeing.open(MINUTE)
    run.answer(MOOD, 3)
    run.answer(STRESS, 9)
    run.write("quiero morir")
    assert run.finish().help_first
    assert profile.wellbeing.stress_lately() is None
    minute(profile, animo=3, estres=4)
    noted = profile.wellbeing.stress_lately()
    assert noted is not None
    assert noted.level == 4


def test_a_first_entry_that_waits_for_the_disk_is_in_the_history(profile: OpenProfile, monkeypatch) -> None:
    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull

    assert profile.wellbeing.days_noted() is None
    monkeypatch.setattr(profile.keeper.journal, "keep", full)
    minute(profile, animo=3, estres=4)
    assert profile.wellbeing.days_noted() == (TODAY, TODAY)


def test_rest_noted_while_the_disk_is_full_is_seen_and_can_be_taken_back(profile: OpenProfile, monkeypatch) -> None:
    today = TODAY
    profile.wellbeing.note_rest(today - timedelta(days=5))

    def full(*_records: object, **_more: object) -> None:
        raise StorageFull("No queda espacio.")

    monkeypatch.setattr(profile.keeper.journal, "keep", full)
    profile.wellbeing.note_rest(today)
    assert profile.wellbeing.rest().was_today
    assert profile.wellbeing.rest_days_between(today, today) == (today,)
    profile.wellbeing.note_rest(today, was_rest=False)
    assert profile.wellbeing.rest().days == 5
    monkeypatch.undo()
    assert profile.keeper.retry()
    assert profile.wellbeing.rest().days == 5


def test_what_waits_for_the_disk_is_exported_too(profile: OpenProfile, monkeypatch) -> None:
    from carecompanion.services.exporting import Choice

    def full(*_records: object, **_more: object) -> None:
        raise StorageFull("No queda espacio.")

    monkeypatch.setattr(profile.keeper.journal, "keep", full)
    minute(profile, estres=4, animo=3)
    assert len(profile.exporting.gather(Choice(TODAY, TODAY)).checkins) == 1
    assert profile.exporting.gather(Choice(TODAY, TODAY, has_checkins=False)).checkins == ()
    monkeypatch.undo()
    assert profile.keeper.retry()
