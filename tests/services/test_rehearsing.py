"""Rehearsing: a scene is resumed at the same moment, going back loses nothing, every ending stays."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId, SceneId
from carecompanion.errors import ContentError, ContentMissing, StorageFull
from carecompanion.events import KeepingFailed, KeepingWorksAgain, SceneChanged
from carecompanion.learning.records import NoticeAnswered, SceneRun
from carecompanion.learning.scenario import ChoiceNotOffered
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.rehearsing import Rehearsal

PACK = Path(__file__).parents[1] / "packs" / "rehearsal"
DOOR, YARD = SceneId("ensayo/la-puerta"), SceneId("ensayo/el-patio")
TO_THE_BEST, TO_HALFWAY, AWAY = (2, 3, 1), (2, 1, 2), (3, 2)
TODAY = date(2026, 11, 24)


@pytest.fixture
def app(paths: Paths, clock) -> App:
    shutil.copytree(PACK, paths.installed_packs / "ensayo")
    return open_app(paths, clock=clock, cost=2**4)


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


def kept(profile: OpenProfile) -> list[tuple[str, bool, bool]]:
    """Every path on the disk: choices, over, open."""
    return [(one.taken, one.is_over, one.is_open) for one in profile.keeper.journal.every(SceneRun)]


def walk(profile: OpenProfile, *numbers: int, scene: SceneId = DOOR, finish: bool = False) -> Rehearsal:
    run = profile.rehearsing.open(scene)
    for number in numbers:
        run.say(number)
    if finish:
        run.finish()
    return run


def again(app: App, profile: OpenProfile) -> OpenProfile:
    """The power went; the profile is opened anew."""
    profile.database.close()
    profile.preferences.know("is_open", "no")  # the fixture says goodbye to nobody
    return app.profiles.open(profile.id, app.profiles.key_of(profile.id))


# ---- one path


def test_each_choice_is_on_the_disk_at_once(profile: OpenProfile, app: App) -> None:
    told: list[SceneChanged] = []
    app.events.on(SceneChanged, told.append)
    run = profile.rehearsing.open(DOOR)
    assert kept(profile) == [], "looking in leaves nothing"
    assert run.say(2)
    assert kept(profile) == [("2", False, True)]
    assert run.say(3)
    assert kept(profile) == [("2 3", False, True)], "one row a path"
    assert run.play.moment.id == "opciones"
    assert told == [SceneChanged(DOOR)] * 2
    row = profile.keeper.journal.every(SceneRun)[0]
    assert (row.scene, row.pack_version, row.day) == (DOOR, "2026.11.1", TODAY)


def test_it_is_resumed_at_the_same_moment_also_after_a_crash(profile: OpenProfile, app: App) -> None:
    run = walk(profile, 2, 3)
    back = again(app, profile)
    resumed = back.rehearsing.open(DOOR)
    assert resumed.play == run.play
    assert resumed.play.last is not None
    assert resumed.play.last.short == "Le devolviste una decisión"
    back.close()


def test_a_choice_that_is_not_offered_changes_nothing(profile: OpenProfile) -> None:
    run = walk(profile, 2)
    for number in (0, 4, 9, -1):
        with pytest.raises(ChoiceNotOffered):
            run.say(number)
    assert run.play.taken == (2,)
    assert kept(profile) == [("2", False, True)]


def test_going_back_shortens_the_open_path(profile: OpenProfile) -> None:
    run = walk(profile, 3)
    assert run.play.moment.id == "silencio"
    assert run.back()
    assert (run.play.moment.id, run.may_go_back) == ("llegada", False)
    assert run.play.feeling == run.scene.feeling, "how she felt is as it was"
    assert run.back(), "before the beginning there is nothing"
    assert kept(profile) == [("", False, True)]
    run.say(2)
    assert kept(profile) == [("2", False, True)]


def test_the_beginning_is_the_beginning_and_leaves_nothing(profile: OpenProfile) -> None:
    run = profile.rehearsing.open(DOOR)
    assert run.back()
    assert run.finish()
    assert kept(profile) == []
    assert not profile.rehearsing.card(DOOR).is_under_way


def test_how_many_moments_there_are_is_told_for_whoever_cares(profile: OpenProfile) -> None:
    """The shortest way leads out of the door; nobody is told that two choices are all there is."""
    run = profile.rehearsing.open(DOOR)
    assert (run.play.remaining, run.total) == (2, 3)
    run.say(1)
    assert (len(run.play.taken), run.total) == (1, 4)
    run.say(1)
    run.say(3)
    run.say(1)
    assert (run.play.is_over, run.total) == (True, 4)


# ---- endings


def test_every_path_that_came_to_its_end_stays_the_latest_first(profile: OpenProfile, clock) -> None:
    walk(profile, *TO_HALFWAY, finish=True)
    clock.move(days=1)
    walk(profile, *AWAY, finish=True)
    run = walk(profile, *TO_THE_BEST)
    assert [path.play.moment.id for path in run.paths()] == ["a-su-ritmo", "se-va", "a-medias"]
    assert [path.day.day for path in run.paths()] == [25, 25, 24]
    assert run.paths()[0].play == run.play


def test_the_same_path_gone_twice_is_one_path(profile: OpenProfile) -> None:
    walk(profile, *AWAY, finish=True)
    walk(profile, *TO_HALFWAY, finish=True)
    run = walk(profile, *AWAY)
    assert [path.play.taken for path in run.paths()] == [AWAY, TO_HALFWAY]


def test_at_its_end_it_is_resumed_there_until_the_end_was_left(profile: OpenProfile, app: App) -> None:
    walk(profile, *TO_THE_BEST)
    back = again(app, profile)
    run = back.rehearsing.open(DOOR)
    assert run.play.moment.id == "a-su-ritmo"
    assert run.finish()
    assert run.finish(), "once is enough"
    assert kept(back) == [("2 3 1", True, False)]
    fresh = back.rehearsing.open(DOOR)
    assert fresh.play.taken == ()
    assert [path.play.taken for path in fresh.paths()] == [TO_THE_BEST]
    back.close()


def test_trying_from_a_moment_of_a_finished_path_begins_another(profile: OpenProfile, app: App) -> None:
    run = walk(profile, *TO_HALFWAY)
    run.try_from(1)
    assert (run.play.moment.id, run.play.taken) == ("asiento", (2,))
    assert kept(profile) == [("2 1 2", True, False), ("2", False, True)]
    back = again(app, profile)
    run = back.rehearsing.open(DOOR)
    assert run.play.taken == (2,)
    run.say(3)
    run.say(1)
    assert [path.play.moment.id for path in run.paths()] == ["a-su-ritmo", "a-medias"]
    back.close()


def test_back_from_an_ending_loses_no_ending(profile: OpenProfile) -> None:
    run = walk(profile, *AWAY)
    run.back()
    assert run.play.moment.id == "silencio"
    assert [path.play.taken for path in run.paths()] == [AWAY]
    run.say(1)
    assert run.play.moment.id == "asiento"
    assert kept(profile) == [("3 2", True, False), ("3 1", False, True)]


def test_trying_from_a_moment_on_the_way_goes_back_to_it(profile: OpenProfile) -> None:
    run = walk(profile, 2, 3)
    run.try_from(1)
    assert kept(profile) == [("2", False, True)]
    for index in (-1, 2, 7):
        with pytest.raises(ValueError):
            run.try_from(index)
    assert kept(profile) == [("2", False, True)]


def test_an_ending_keeps_its_day_when_it_is_left_on_another(profile: OpenProfile, clock) -> None:
    run = walk(profile, *AWAY)
    clock.move(days=3)
    run.finish()
    assert [path.day for path in run.paths()] == [TODAY]
    assert profile.rehearsing.card(DOOR).finished_on == TODAY


# ---- how far one is


def test_how_far_one_is_with_each_scene(profile: OpenProfile, app: App) -> None:
    def states() -> list[tuple[bool, bool]]:
        found = profile.rehearsing.progress()
        return [(found[scene].is_under_way, found[scene].is_finished) for scene in (DOOR, YARD)]

    assert list(profile.rehearsing.progress())[-2:] == [DOOR, YARD]
    assert states() == [(False, False), (False, False)]
    run = walk(profile, 2)
    assert states() == [(True, False), (False, False)]
    run.back()
    assert states() == [(False, False), (False, False)], "nothing is chosen: it is not begun"
    walk(profile, *TO_THE_BEST)
    assert states() == [(False, True), (False, False)]
    walk(profile, finish=True)
    walk(profile, 3)
    assert states() == [(True, True), (False, False)]
    walk(profile, 1, scene=YARD)
    assert states() == [(True, True), (False, True)]
    card = profile.rehearsing.card(YARD)
    assert (card.card.title, card.finished_on) == ("El patio", TODAY)


def test_the_scene_one_was_in_last_is_known(profile: OpenProfile, app: App, clock) -> None:
    assert profile.rehearsing.left_open() is None
    walk(profile, 1, scene=YARD)
    clock.move(minutes=5)
    run = walk(profile, 2)
    assert profile.rehearsing.left_open() == (DOOR, clock())
    run.back()
    assert profile.rehearsing.left_open() is None, "nothing was said in the one that was open last"
    run.say(3)
    run.say(2)
    run.finish()
    assert profile.rehearsing.left_open() == (YARD, clock() - timedelta(minutes=5)), "its ending was never left"


def test_where_a_scene_stands(profile: OpenProfile) -> None:
    place = profile.rehearsing.place_of(DOOR)
    assert place is not None
    assert [one.title for one in place] == ["Ensayo", "La llegada"]
    assert profile.rehearsing.place_of(SceneId("ensayo/no-hay")) is None


# ---- the notice


def test_the_notice_rests_for_a_day(profile: OpenProfile, app: App, clock) -> None:
    run = profile.rehearsing.open(DOOR)
    notice = run.notice_now()
    assert notice is not None
    assert "miedo en casa" in notice.text
    run.answer_notice("go")
    assert run.notice_now() is None
    back = again(app, profile)
    assert back.rehearsing.open(DOOR).notice_now() is None
    assert back.rehearsing.open(YARD).notice_now() is not None, "each scene has its own"
    clock.move(hours=23)
    assert back.rehearsing.open(DOOR).notice_now() is None
    clock.move(hours=2)
    assert back.rehearsing.open(DOOR).notice_now() is not None
    clock.move(days=-9)
    assert back.rehearsing.open(DOOR).notice_now() is not None, "a clock that was set back hides no notice"
    back.close()


def test_a_lesson_of_the_same_name_keeps_its_own_notice(profile: OpenProfile, clock) -> None:
    answer = NoticeAnswered(LessonId(DOOR), "", "go", clock())
    profile.keeper.keep(answer)
    assert profile.rehearsing.open(DOOR).notice_now() is not None
    profile.rehearsing.open(DOOR).answer_notice("skip")
    whole = [one for one in profile.keeper.journal.notice_answers_of(LessonId(DOOR)) if not one.step]
    assert whole == [answer]


# ---- when things go wrong


def test_on_a_full_disk_the_path_goes_on_and_is_kept_later(
    profile: OpenProfile, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    app.events.on(KeepingFailed, told.append)
    app.events.on(KeepingWorksAgain, told.append)
    walk(profile, 2)
    journal = profile.keeper.journal
    real = journal.keep

    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull("No queda espacio en el disco.")

    monkeypatch.setattr(journal, "keep", full)
    run = profile.rehearsing.open(DOOR)
    run.answer_notice("go")
    assert run.say(3) is False
    assert run.is_kept is False
    assert isinstance(told[0], KeepingFailed)
    resumed = profile.rehearsing.open(DOOR)
    assert resumed.play.taken == (2, 3), "what waits counts"
    assert resumed.notice_now() is None
    assert resumed.say(1) is False
    assert profile.rehearsing.card(DOOR).is_finished
    assert profile.rehearsing.open(DOOR).play.is_over
    resumed.try_from(0)
    assert [path.play.taken for path in profile.rehearsing.open(DOOR).paths()] == [TO_THE_BEST]
    assert kept(profile) == [("2", False, True)]
    monkeypatch.setattr(journal, "keep", real)
    assert profile.keeper.retry()
    assert kept(profile) == [("2 3 1", True, False), ("", False, True)]
    assert isinstance(told[-1], KeepingWorksAgain)


def test_a_pack_that_tells_it_differently_now(profile: OpenProfile, app: App, paths: Paths) -> None:
    """The path goes as far as it still holds; an ending that is no more is not thrown at anybody."""
    walk(profile, *TO_HALFWAY)
    walk(profile, 1, scene=YARD)
    scene = paths.installed_packs / "ensayo" / "scenes" / "la-puerta.es.md"
    told = scene.read_text(encoding="utf-8")
    second = told.index("- [«Yo en su lugar")
    scene.write_text(told[:second] + told[told.index("## Llegaron al final") :], encoding="utf-8")
    app.library.reload()
    run = profile.rehearsing.open(DOOR)
    assert [len(moment.choices) for moment in run.scene.moments if moment.id == "opciones"] == [1]
    assert run.play.taken == (), "that ending is gone: it begins anew"
    assert run.paths() == ()
    run.say(2)
    assert kept(profile)[-1] == ("2", False, True)
    assert profile.rehearsing.open(DOOR).play.taken == (2,)


def test_a_row_that_makes_no_sense_begins_anew(profile: OpenProfile, clock) -> None:
    """Written by nobody we know."""
    nonsense = SceneRun("e" * 32, DOOR, "9", "dos 77 -1 2", False, True, clock(), TODAY, clock())
    profile.keeper.keep(nonsense)
    run = profile.rehearsing.open(DOOR)
    assert run.play.taken == ()
    run.say(2)
    assert kept(profile) == [("2", False, True)]


def test_a_scene_that_is_not_here(profile: OpenProfile) -> None:
    for name in ("ensayo/no-hay", "nadie/la-puerta", "", "ensayo"):
        with pytest.raises(ContentMissing):
            profile.rehearsing.open(SceneId(name))
        with pytest.raises(ContentMissing):
            profile.rehearsing.card(SceneId(name))


def test_a_pack_that_went_away_leaves_its_paths_alone(profile: OpenProfile, app: App, paths: Paths) -> None:
    walk(profile, 2)
    shutil.rmtree(paths.installed_packs / "ensayo")
    app.library.reload()
    assert DOOR not in profile.rehearsing.progress()
    with pytest.raises(ContentError):
        profile.rehearsing.open(DOOR)
    assert kept(profile) == [("2", False, True)]


def test_another_language_keeps_the_moment(profile: OpenProfile, paths: Paths) -> None:
    walk(profile, 2)
    i18n.speak("en", paths.resources / "i18n")
    run = profile.rehearsing.open(DOOR)
    assert (run.play.moment.title, run.play.taken) == ("The chair", (2,))


# ---- it is hers


def test_erased_days_take_their_paths_along(profile: OpenProfile, clock) -> None:
    walk(profile, *AWAY, finish=True)
    clock.move(days=1)
    walk(profile, 2)
    assert profile.own_data.count_of_days({TODAY}) == 1
    assert profile.own_data.erase_days({TODAY}) == 1
    assert kept(profile) == [("2", False, True)]
    clock.move(days=1)
    run = walk(profile, 3)
    assert profile.own_data.count_of_days({date(2026, 11, 25)}) == 0, "a path goes with the day of its last choice"
    assert profile.own_data.erase_days({date(2026, 11, 26)}) == 1
    assert run.paths() == ()
    assert profile.rehearsing.open(DOOR).play.taken == ()


def test_a_guest_leaves_nothing(app: App, paths: Paths) -> None:
    guest = app.profiles.guest()
    run = walk(guest, *TO_THE_BEST)
    assert run.is_kept
    assert [path.play.taken for path in guest.rehearsing.open(DOOR).paths()] == [TO_THE_BEST]
    guest.close()
    assert not [one for one in paths.profiles.rglob("*") if one.is_file()] if paths.profiles.exists() else True
