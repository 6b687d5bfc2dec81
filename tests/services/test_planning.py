"""The care plan: lines come and go, move, wait for a full disk; one is chosen for the week; nothing is counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.errors import StorageFull
from carecompanion.events import PlanChanged
from carecompanion.learning.plan import ENOUGH, KINDS, ideas, is_draft, moved, tidy, to_review
from carecompanion.learning.records import Intention, PlanLine
from carecompanion.paths import Paths
from carecompanion.services.planning import Planning
from carecompanion.services.profiles import NewProfile, OpenProfile

AT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


@pytest.fixture
def app(paths: Paths, clock: Any) -> App:
    return open_app(paths, clock=clock, cost=2**4)


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


@pytest.fixture
def plan(profile: OpenProfile) -> Planning:
    return profile.planning


def put(plan: Planning, kind: str, first: str, second: str = "", more: str = "") -> PlanLine:
    line = replace(plan.new(kind), first=first, second=second, more=more)
    assert plan.keep(line)
    kept = plan.line(line.line)
    assert kept is not None
    return kept


def firsts(plan: Planning, kind: str) -> list[str]:
    return [line.first for line in plan.lines(kind)]


def opened_again(app: App, profile: OpenProfile) -> OpenProfile:
    key = app.profiles.key_of(profile.id)
    profile.close()
    return app.profiles.open(profile.id, key)


def a_full_disk(profile: OpenProfile, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull

    monkeypatch.setattr(profile.keeper.journal, "keep", full)


# lines


def test_what_is_written_is_there_after_leaving_tidied(app: App, profile: OpenProfile) -> None:
    put(profile.planning, "if_then", "  termino un turno\n\ndifícil ", "camino  diez minutos")
    again = opened_again(app, profile)
    (line,) = again.planning.lines("if_then")
    assert (line.first, line.second) == ("termino un turno difícil", "camino diez minutos")
    again.close()


def test_kinds_are_apart_and_a_kind_nobody_knows_is_refused(plan: Planning) -> None:
    for kind in KINDS:
        put(plan, kind, kind)
    assert [firsts(plan, kind) for kind in KINDS] == [[kind] for kind in KINDS]
    assert len(plan.lines()) == len(KINDS)
    assert {line.kind for line in plan.lines("early", "strong")} == {"early", "strong"}
    with pytest.raises(ValueError):
        plan.new("goal")


def test_a_line_without_words_is_never_there(plan: Planning, app: App) -> None:
    told: list[PlanChanged] = []
    app.events.on(PlanChanged, told.append)
    assert plan.keep(plan.new("limit"))
    assert plan.keep(replace(plan.new("person"), more="987 654 321"))
    assert plan.lines() == ()
    assert told == [], "nothing changed, nothing is told"


def test_a_half_is_a_draft_until_it_has_the_other(plan: Planning) -> None:
    line = put(plan, "if_then", "termino un turno difícil")
    assert plan.is_draft(line)
    plan.keep(replace(line, second="camino"))
    assert not plan.is_draft(plan.lines("if_then")[0])
    assert not is_draft(replace(line, first=""))
    assert not plan.is_draft(put(plan, "early", "Mandíbula apretada")), "a sign may stand alone"


def test_removing_and_bringing_back_changes_nothing_else(plan: Planning) -> None:
    first, second, third = (put(plan, "limit", words) for words in ("uno", "dos", "tres"))
    plan.choose(second)
    plan.remove(second)
    assert firsts(plan, "limit") == ["uno", "tres"]
    assert plan.intention() is None
    plan.keep(second)
    assert firsts(plan, "limit") == ["uno", "dos", "tres"]
    assert plan.intention() is not None
    assert plan.intention().line == second.line
    assert [line.line for line in plan.lines("limit")] == [first.line, second.line, third.line]


def test_the_same_words_again_keep_nothing_new(plan: Planning, app: App) -> None:
    line = put(plan, "limit", "uno")
    told: list[PlanChanged] = []
    app.events.on(PlanChanged, told.append)
    assert plan.keep(line)
    assert told == []


@pytest.mark.parametrize(
    "words", ["a" * 2000, "🌻 cuidarme 🫶🏽", "أمشي عشر دقائق", "mitad \ud83d sola", "<b>no</b> & \x00"]
)
def test_any_words_come_back_or_come_back_readable(app: App, profile: OpenProfile, words: str) -> None:
    put(profile.planning, "sentence", words)
    again = opened_again(app, profile)
    (line,) = again.planning.lines("sentence")
    assert line.first == words.replace("\ud83d", "\ufffd")
    again.close()


# moving


def test_up_and_down_within_a_kind_and_not_beyond(app: App, profile: OpenProfile) -> None:
    plan = profile.planning
    uno, _dos, tres = (put(plan, "limit", words) for words in ("uno", "dos", "tres"))
    put(plan, "sentence", "otra")
    assert not plan.move(uno, -1)
    assert not plan.move(tres, 1)
    assert plan.move(uno, 1)
    assert firsts(plan, "limit") == ["dos", "uno", "tres"]
    assert plan.move(tres, -1)
    again = opened_again(app, profile)
    assert firsts(again.planning, "limit") == ["dos", "tres", "uno"]
    assert firsts(again.planning, "sentence") == ["otra"]
    again.close()


def test_a_line_that_is_gone_moves_nowhere(plan: Planning) -> None:
    line = put(plan, "limit", "uno")
    put(plan, "limit", "dos")
    plan.remove(line)
    assert not plan.move(line, 1)


lines_with_places = st.lists(st.floats(0, 5, width=16), max_size=8).map(
    lambda places: [
        PlanLine(f"l{number}", "limit", f"w{number}", "", "", "", place, AT)
        for number, place in enumerate(sorted(places))
    ]
)


@given(lines_with_places, st.integers(-1, 9), st.sampled_from([-3, -1, 0, 1, 2]))
def test_moving_keeps_every_line_and_puts_one_exactly_there(lines: list[PlanLine], number: int, by: int) -> None:
    changed = {line.line: line for line in moved(lines, f"l{number}", by)}
    after = sorted((changed.get(line.line, line) for line in lines), key=lambda line: line.place)
    order = [line.line for line in lines]
    if 0 <= number < len(lines) and by and 0 <= number + by < len(lines):
        order.insert(number + by, order.pop(number))
        assert len({line.place for line in after}) == len(lines), "no two at one place"
    else:
        assert not changed
    assert [line.line for line in after] == order
    assert sorted(line.first for line in after) == sorted(line.first for line in lines)


@given(lines_with_places.filter(lambda lines: len(lines) > 1), st.data())
def test_up_and_down_again_is_where_it_was(lines: list[PlanLine], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 2))
    order = [line.line for line in lines]
    for by in (1, -1):
        changed = {line.line: line for line in moved(lines, f"l{number}", by)}
        lines = sorted((changed.get(line.line, line) for line in lines), key=lambda line: line.place)
    assert [line.line for line in lines] == order


# a full disk


def test_a_full_disk_loses_no_word_and_no_order(
    app: App, profile: OpenProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = profile.planning
    uno, dos = put(plan, "limit", "uno"), put(plan, "limit", "dos")
    with monkeypatch.context() as full:
        a_full_disk(profile, full)
        assert not plan.keep(replace(uno, first="uno, mejor"))
        assert not plan.keep(replace(plan.new("limit"), first="tres"))
        assert not plan.take_along("Cuidarme también es cuidar.")
        assert not plan.choose(uno)
        plan.move(dos, 1)
        assert firsts(plan, "limit") == ["uno, mejor", "tres", "dos"]
        assert not plan.remove(dos)
        assert firsts(plan, "limit") == ["uno, mejor", "tres"]
        assert plan.intention() is not None
        assert not plan.keep(uno), "the words of before are new words now"
    assert profile.keeper.retry()
    again = opened_again(app, profile)
    assert firsts(again.planning, "limit") == ["uno", "tres"]
    assert firsts(again.planning, "sentence") == ["Cuidarme también es cuidar."]
    assert again.planning.intention().first == "uno"
    again.close()


# sentences


def test_a_sentence_is_taken_along_once(plan: Planning) -> None:
    assert not plan.has_sentence("Cuidarme también es cuidar.")
    assert plan.take_along("Cuidarme también es cuidar.")
    assert plan.take_along(" Cuidarme  también es cuidar. ")
    assert firsts(plan, "sentence") == ["Cuidarme también es cuidar."]
    assert plan.has_sentence("Cuidarme también es cuidar.")


# the week


def test_the_week_begins_anew_and_asks_once_about_the_last_one(plan: Planning, clock: Any) -> None:
    line = put(plan, "if_then", "termino", "camino")
    assert plan.last_week() is None
    plan.choose(line)
    assert plan.last_week() is None, "this week has its own"
    clock.move(days=7)
    assert plan.intention() is None
    assert plan.last_week().line == line.line
    plan.choose(line)
    assert plan.intention().line == line.line
    assert plan.last_week() is None


def test_not_now_is_an_answer_for_the_whole_week(plan: Planning, clock: Any) -> None:
    plan.choose(put(plan, "if_then", "termino", "camino"))
    clock.move(days=7)
    plan.choose(None)
    assert plan.last_week() is None
    clock.move(days=7)
    assert plan.last_week() is None, "the week before was left empty"


def test_two_weeks_away_ask_nothing(plan: Planning, clock: Any) -> None:
    plan.choose(put(plan, "if_then", "termino", "camino"))
    clock.move(days=14)
    assert plan.last_week() is None


def test_a_line_that_went_is_not_asked_about(plan: Planning, clock: Any) -> None:
    line = put(plan, "if_then", "termino", "camino")
    plan.choose(line)
    plan.remove(line)
    clock.move(days=7)
    assert plan.last_week() is None


def test_weeks_go_over_the_end_of_the_year(plan: Planning, clock: Any) -> None:
    clock.move(days=(date(2026, 12, 31) - clock.now().date()).days)
    line = put(plan, "if_then", "termino", "camino")
    plan.choose(line)
    assert plan.week == date(2026, 12, 28)
    clock.move(days=3)
    assert plan.week == date(2026, 12, 28), "Sunday 3 January belongs to the old year's last week"
    assert plan.intention().line == line.line
    clock.move(days=1)
    assert plan.week == date(2027, 1, 4)
    assert plan.intention() is None
    assert plan.last_week().line == line.line


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "l"]))))
def test_only_last_weeks_choice_is_asked_about(week: date, chosen: list[tuple[int, str]]) -> None:
    intentions = [Intention(week - timedelta(weeks=back), line, AT) for back, line in chosen]
    newest = dict(chosen)
    asked = to_review(week, intentions)
    assert (asked is not None) == (0 not in newest and newest.get(1) == "l")


# ideas


@pytest.mark.parametrize("language", ["es", "en"])
def test_there_are_ideas_for_every_half_in_both_languages(paths: Paths, language: str) -> None:
    i18n.speak(language, paths.resources / "i18n")
    assert len(ideas("if_then", "first")) == 8
    assert len(ideas("if_then", "second")) == 10
    for kind, half in (("early", "first"), ("strong", "second"), ("person", "second"), ("limit", "first")):
        found = ideas(kind, half)
        assert len(found) >= ENOUGH
        assert len(set(found)) == len(found)
        assert all(words == tidy(words) and len(words) <= 70 for words in found)
    assert any("alcohol" in words for words in ideas("strong", "second")), "making surroundings safe"
    assert ideas("person", "more") == ideas("nonsense", "first") == ()
