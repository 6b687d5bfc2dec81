"""Rounds of a room: told only when closed, guarded, alike before and after the session is closed; codes make pairs."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.errors import AnswerNotAllowed, ContentMissing, SessionNotAllowed
from carecompanion.events import RoomAnswered
from carecompanion.learning.groups import Guarded, K
from carecompanion.learning.means import Mean
from carecompanion.services.report_sheet import as_csv, tables_of
from carecompanion.services.room_comparing import Compared, compared_words, left_out_words, legend_of
from carecompanion.services.room_questions import RoomQuestion, choice_of, questions_in, questions_of, questions_value
from carecompanion.services.room_results import views_of_round
from carecompanion.services.room_round import RoomRound, tidy_code
from carecompanion.services.room_totals import (
    Measured,
    Paired,
    PersonsAnswers,
    change_of,
    measured,
    measures_in,
    measures_of,
    paired,
    pairs_in,
    result_of,
    staying,
    staying_pairs,
    totals_value,
    values_of,
)
from carecompanion.services.session_report import report_of
from carecompanion.services.session_report_page import as_page
from carecompanion.services.session_run import TrainingRun
from carecompanion.services.session_text import compact, parsed
from tests.services.trainer import MORNING, Desk

COLOURS = [choice_of("color", "¿Qué color?", ["rojo", "verde", "azul"])]


def at(run: TrainingRun, name: str) -> TrainingRun:
    run.jump(next(place for place, one in enumerate(run.run.agenda.blocks) if one.id.removesuffix("-2") == name))
    return run


def fill(round_: RoomRound, answers: Sequence[tuple[str, dict[str, int], str]]) -> None:
    for team, given_, code in answers:
        assert round_.answer(given_, team, code)


# ---- asking


def test_a_block_asks_what_it_shows(desk: Desk) -> None:
    run = desk.started()
    test = at(run, "antes").open_round("laptop")
    assert (test.instrument, len(test.questions)) == ("test:saber", 12)
    assert test.questions[0].right == 0
    assert test.questions[0].labels == (
        "Una silla y agua",
        "Todas las preguntas que pide la hoja",
        "Una firma, antes que nada",
    )
    assert {one.kind for one in test.questions} == {"choice", "confidence"}
    checkin = at(run, "como-salimos").open_round("paper")
    assert checkin.instrument == "checkin:good/prueba"
    assert "tags" not in {one.kind for one in checkin.questions}
    numbers = next(one for one in checkin.questions if one.kind == "numbers")
    assert (numbers.values, numbers.span, numbers.low) == (tuple(range(11)), (0, 10), "Nada")
    form = run.open_form()
    assert (form.way, form.instrument) == ("paper", "form:satisfaccion")
    assert {one.values for one in form.questions} == {(1, 2, 3, 4, 5)}
    assert questions_in(parsed(compact(questions_value(test.questions)))) == test.questions


def test_where_there_is_nothing_to_ask(desk: Desk) -> None:
    run = at(desk.started(), "descanso")
    with pytest.raises(SessionNotAllowed):
        run.open_round("hands")
    with pytest.raises(ValueError):
        run.open_round("telepathy")
    vote = run.open_round("hands", COLOURS)
    assert (vote.questions, vote.instrument) == (tuple(COLOURS), "vote:descanso")
    assert run.open_round("hands") is vote, "the one that is open goes on"


def test_a_test_of_a_workshop_that_is_gone_says_so(desk: Desk) -> None:
    block = at(desk.started(), "antes").run.current
    for workshop in ("nadie/nada", "good/otra"):
        with pytest.raises(ContentMissing):
            questions_of(desk.library, block, workshop, "es")
    assert len(questions_of(desk.library, block, str(MORNING), "en")) == 12


# ---- answering


def test_while_it_is_open_only_the_number_is_known(desk: Desk) -> None:
    told: list[RoomAnswered] = []
    desk.events.on(RoomAnswered, told.append)
    round_ = at(desk.started(), "antes").open_round("laptop")
    for number in range(7):
        round_.answer({"p1": number % 3, "p2": None}, "Promotoras")
    assert (round_.count(), round_.results()) == (7, ())
    assert told == [RoomAnswered(round_.id)] * 8
    assert round_.answer(dict.fromkeys(["p1", "p2"])) is False, "all blank is no answer"
    assert round_.count() == 7
    round_.close()
    assert round_.results()
    with pytest.raises(SessionNotAllowed, match="cerrado"):
        round_.answer({"p1": 0})
    assert round_.count() == 7


def test_answers_that_cannot_be_are_not_kept(desk: Desk) -> None:
    run = at(desk.started(), "antes")
    round_ = run.open_round("laptop")
    for wrong in ({"p1": 3}, {"p1": -1}, {"p1": True}, {"p99": 0}, {"p1": 0, "p2": 77}, {"p1": "0"}):
        with pytest.raises(AnswerNotAllowed):
            round_.answer(wrong)
    with pytest.raises(SessionNotAllowed, match="Nadie"):
        round_.answer({"p1": 0}, "Nadie")
    for code in ("abc", "abcde", "a-b1", "año", "¿?¿?"):
        with pytest.raises(SessionNotAllowed, match="4"):
            round_.answer({"p1": 0}, "", code)
    with pytest.raises(SessionNotAllowed):
        round_.set_hands("p1", 0, 3)
    assert round_.count() == 0


@pytest.mark.parametrize(
    ("typed", "code"), [(" luna ", "LUNA"), ("l u n a", "LUNA"), ("Ñu23", "ÑU23"), ("", ""), ("  ", "")]
)
def test_codes_however_they_are_typed(typed: str, code: str) -> None:
    assert tidy_code(typed) == code


def test_hands_are_counted_kept_and_told_by_counts(desk: Desk) -> None:
    run = at(desk.started(), "antes")
    round_ = run.open_round("hands")
    assert round_.set_hands("p1", 0, 20)
    round_.set_hands("p1", 1, 8)
    round_.set_hands("p1", 1, 9)
    round_.set_hands("p2", 0, 5, "Policía")
    again = desk.again().resume(run.record.run).rounds()[0]
    assert (again.count(), again.hands("p1"), again.hands("p2", "Policía")) == (29, {0: 20, 1: 9}, {0: 5})
    assert again.hands("p3") == {}
    for wrong in (lambda: again.set_hands("p1", 7, 1), lambda: again.set_hands("nada", 0, 1)):
        with pytest.raises(AnswerNotAllowed):
            wrong()
    for wrong in (lambda: again.set_hands("p1", 0, -1), lambda: again.set_hands("p1", 0, 1, "Nadie")):
        with pytest.raises(SessionNotAllowed):
            wrong()
    with pytest.raises(SessionNotAllowed):
        again.answer({"p1": 0})
    again.close()
    results = again.results()
    assert [one.question.id for one in results][:2] == ["p1", "p2"], "nobody's hands make a score"
    assert results[0].told.counts.counts == (20, 9)
    assert results[1].told.counts == Guarded(5), "five that are all alike"


# ---- told


def a_room(sizes: dict[str, int], way: str = "up") -> tuple[list, list]:
    """A test before and after: everybody gets one more right, but every fifth."""
    before, after = [], []
    people = [team for team, size in sizes.items() for _person in range(size)]
    for place, team in enumerate(people):
        code = f"{place:04}"
        right = place % 3
        before.append((team, {"p1": 0 if right else 1, "p2": 1 if right > 1 else 0, "p3": 0}, code))
        gain = 0 if way == "same" or place % 5 == 0 else 2
        after.append((team, {"p1": 0 if right else 1, "p2": 1 if right > 1 else 0, "p3": gain}, code))
    return before, after


def test_the_police_morning_by_hand(desk: Desk) -> None:
    """47 people in groups of 23, 17 and 7: the score is 0, 1 or 2 before; four of five gain one."""
    run = desk.started()
    before_answers, after_answers = a_room({"Voluntariado": 23, "Policía": 17, "Promotoras": 7})
    first = at(run, "antes").open_round("laptop")
    fill(first, before_answers)
    first.close()
    second = at(run, "despues").open_round("paper")
    fill(second, reversed(after_answers))
    assert run.before(second) is first
    assert second.changes_since(first) == ()
    second.close()
    score = first.results()[0]
    # in their order 0, 1, 2, 0, 1, 2 …: 22 points of 23 people, 17 of 17, 7 of 7
    assert score.means == (Mean(("Voluntariado",), 23, 1.0), Mean(("Policía",), 17, 1.0), Mean(("Promotoras",), 7, 1.0))
    change = next(one.change for one in second.changes_since(first) if one.question.id == "score")
    gained = 47 - len(range(0, 47, 5))
    assert (change.pairs, change.way, change.may_be_chance) == (47, "up", False)
    assert change.points == pytest.approx(gained / 47, abs=0.1)
    results, changes = (first.results(), second.results()), second.changes_since(first)
    run.close()
    assert (first.results(), second.results()) == results
    assert second.changes_since(first) == changes
    back = desk.again().resume(run.record.run)
    one, other = back.rounds()
    assert (one.results(), other.results(), other.changes_since(one)) == (*results, changes)
    assert (one.count(), other.count()) == (47, 47)
    assert back.people_of(one.id) == (), "nobody's own answers are left"


def test_small_groups_are_joined_and_pairs_under_five_are_not_told(desk: Desk) -> None:
    run = desk.started("A 20\nB 16\nC 7\nD 4")
    before_answers, after_answers = a_room({"A": 20, "B": 16, "C": 7, "D": 4})
    first = at(run, "antes").open_round("laptop")
    fill(first, before_answers)
    first.close()
    second = at(run, "despues").open_round("laptop")
    fill(second, after_answers[:4])
    fill(second, [(team, given_, "") for team, given_, _code in after_answers[4:]])
    second.close()
    groups = [one.groups for one in first.results()[0].means]
    assert ("C", "D") in groups or groups == [("A", "B", "C", "D")]
    assert all(one.answered >= K for one in first.results()[0].means)
    change = second.changes_since(first)[0].change
    assert (change.pairs, change.way, change.before) == (4, "", None)
    run.close()
    assert second.changes_since(first)[0].change == change
    totals = parsed(second.record.totals)
    assert totals["pairs"][first.id]["score"] == [4, []], "of four pairs only their number stays"
    assert all(sum(n for _v, n in values) >= K for _names, values in totals["measures"]["score"][1])


def test_all_answers_alike_are_told_as_a_bound(desk: Desk) -> None:
    run = at(desk.started(), "descanso")
    round_ = run.open_round("laptop", COLOURS)
    for _person in range(20):
        round_.answer({"color": 1}, "Policía")
    round_.close()
    (result,) = round_.results()
    assert (result.told.counts.has_counts, result.told.counts.nearly, result.told.counts.more_than) == (False, 1, 15)
    assert result.told.mean is None
    run.close()
    assert round_.results() == (result,)


def test_of_fewer_than_five_nothing_stays_but_how_many(desk: Desk) -> None:
    run = at(desk.started(), "antes")
    round_ = run.open_round("laptop")
    fill(round_, [("Policía", {"p1": 0, "c1": 3}, "") for _person in range(4)])
    run.close()
    assert (round_.is_open, round_.count()) == (False, 4)
    assert all(value == [4, []] or value == [0, []] for value in parsed(round_.record.totals)["measures"].values())
    assert round_.results()[0].means == ()


def test_an_open_round_outlives_the_power_and_is_closed_with_the_session(desk: Desk) -> None:
    run = at(desk.started(), "antes")
    round_ = run.open_round("paper")
    fill(round_, [("Policía", {"p1": n % 2, "p2": 1}, f"AB{n:02}") for n in range(12)])
    back = desk.again().resume(run.record.run)
    (again,) = back.rounds()
    assert (again.count(), again.is_open, again.questions) == (12, True, round_.questions)
    assert at(back, "antes").open_round("paper") is again
    back.close()
    assert not again.is_open
    (mean,) = again.results()[0].means
    assert (set(mean.groups), mean.answered, mean.value) == ({"Voluntariado", "Policía", "Promotoras"}, 12, 1.5)
    assert desk.went == 1


def test_rounds_are_compared_with_the_first_that_asked_the_same(desk: Desk) -> None:
    run = at(desk.started(), "antes")
    first, hands = run.open_round("laptop"), run.open_round("hands")
    vote = run.open_round("laptop", COLOURS)
    second, third = at(run, "despues").open_round("laptop"), run.open_round("paper")
    assert [run.before(one) for one in (first, hands, vote, second, third)] == [None, None, None, first, first]
    third.close()
    first.close()
    back = desk.again().resume(run.record.run)
    assert [one.id for one in back.rounds()] == [one.id for one in run.rounds()], "as they were opened, not closed"


def test_the_first_is_compared_with_the_last_and_those_between_are_named(desk: Desk, clock) -> None:
    """Each round by its block and hour; one that nobody answered counts for nothing, hands have no code."""
    before_answers, after_answers = a_room({"Voluntariado": 7, "Policía": 6})
    run = at(desk.started("Voluntariado\t7\nPolicía\t6"), "antes")
    slip = run.open_round("paper")
    slip.close()
    made = []
    for block, way, people in (
        ("antes", "laptop", before_answers),
        ("antes", "laptop", after_answers),
        ("antes", "hands", ()),
        ("despues", "paper", before_answers),
    ):
        clock.move(minutes=10)
        made.append(at(run, block).open_round(way))
        fill(made[-1], people)
        if way == "hands":
            made[-1].set_hands("p1", 0, 12)
        made[-1].close()
        assert run.before(made[-1]) is (None if len(made) in (1, 3) else made[0]), "the last one so far"
    first, second, hands, last = made
    found = run.compared(second)
    assert found is not None and (found.first, found.last, found.between) == (first, last, (second, hands))
    assert run.compared(slip) is None and run.before(second) is None
    words, hour = compared_words(found), f"{clock().astimezone().hour}"
    assert words == (
        f"Se compara: «Doce preguntas», {hour}:10, con «Las mismas doce», {hour}:40. "
        f"Entre ambas se preguntó también, sin comparar: «Doce preguntas», {hour}:20; «Doce preguntas», {hour}:30."
    )
    assert legend_of(found) == (f"A las {hour}:10", f"A las {hour}:40") and legend_of(Compared(first, last)) == ()
    shown = [view.slide for view in views_of_round(last, first, legend_of(found))]
    assert {one.legend for one in shown if one.legend} == {legend_of(found)}
    assert left_out_words(found).endswith(f"con la última, «Las mismas doce», {hour}:40.")
    changes = last.changes_since(first)
    assert (changes[0].change.pairs, changes[0].change.way) == (13, "same"), "as they came, not as they were at 9:20"
    run.close()
    back = desk.again().resume(run.record.run)
    kept = back.rounds()
    assert compared_words(back.compared(kept[4])) == words, "the hour outlives the session"
    assert kept[4].changes_since(back.before(kept[4])) == changes
    kept[4].asked_at = None
    assert compared_words(back.compared(kept[4])).startswith(
        f"Se compara: «Doce preguntas», {hour}:10, con «Las mismas doce»."
    )
    kept[4].asked_at = last.asked_at
    told = report_of(back).rounds
    assert [bool(one.changes) for one in told] == [False, False, False, False, True]
    assert [one.asked_at for one in told] == [f"{hour}:{n}0" for n in range(5)] and told[4].compared == words
    page, sheet = as_page(report_of(back)), as_csv(tables_of(report_of(back)))
    assert words in page and f"{hour}:20. Pasando la laptop. Respondieron: 13." in page
    assert words in sheet and f'"Doce preguntas, {hour}:20",Pasando la laptop,13' in sheet


def test_codes_outlive_the_night_between_two_days_of_a_workshop(desk: Desk, clock) -> None:
    before_answers, after_answers = a_room({"Voluntariado": 23, "Policía": 17, "Promotoras": 7})
    one = at(desk.started(), "antes")
    first = one.open_round("laptop")
    fill(first, before_answers)
    first.close()
    clock.move(minutes=40)
    assert one.rest()
    assert one.is_resting
    minutes = [time.took for time in one.real_times()]
    clock.move(days=7)
    assert desk.again().resume_offer() is None
    assert desk.training.sessions()[0].resting == one.record.run
    with pytest.raises(SessionNotAllowed, match="en curso"):
        desk.training.remove(one.record.session)
    other = at(desk.started_the_day_after(), "despues")
    assert other.course.after == one.record.run
    second = other.open_round("paper")
    fill(second, after_answers)
    second.close()
    before = other.before(second)
    assert before is not None and before.id == first.id
    assert "«Doce preguntas», 24 de noviembre, " in compared_words(other.compared(second))
    assert "con «Las mismas doce», 1 de diciembre, " in compared_words(other.compared(second))
    changes = second.changes_since(before)
    assert (changes[0].change.pairs, changes[0].change.way) == (47, "up")
    results = before.results()
    other.close()
    assert not desk.training.sessions()[0].is_open
    back = desk.again().resume(other.record.run)
    assert back.day_before is not None and back.day_before.is_closed
    assert [time.took for time in back.day_before.real_times()] == minutes, "the week between is no part of it"
    assert back.before(back.rounds()[0]).results() == results
    assert back.rounds()[0].changes_since(back.before(back.rounds()[0])) == changes
    with desk.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM session_secret").scalar_one() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM room_answer").scalar_one() == 0


def test_two_rooms_take_the_same_workshop_in_turn(desk: Desk, clock) -> None:
    """Each day goes on from its own room's; the first day with others goes on from none."""
    one = at(desk.started("Norte\t6\nSur\t6"), "antes")
    fill(first := one.open_round("laptop"), a_room({"Norte": 6, "Sur": 6})[0])
    first.close()
    one.rest()
    clock.move(days=1)
    other = at(desk.started("Este\t12"), "antes")
    assert other.day_before is None and desk.training.has_day_after(other) is desk.training.has_day_after(one)
    second = other.open_round("laptop")
    assert other.before(second) is None, "nobody of the other room is in it"
    other.rest()
    clock.move(days=1)
    back = at(desk.started_the_day_after("Sur\t6\nNorte\t5"), "despues")
    assert back.course.after == one.record.run
    fill(third := back.open_round("laptop"), a_room({"Norte": 6, "Sur": 6})[1])
    third.close()
    back.close()
    assert report_pairs(desk, back) == 12
    assert desk.again().resume(other.record.run).is_resting, "its codes wait for its own day"
    assert desk.started_the_day_after("Oeste\t9").course.after == other.record.run, "the only one there is"


def report_pairs(desk: Desk, run: TrainingRun) -> int:
    found = desk.again().resume(run.record.run)
    (asked,) = found.rounds()
    return asked.changes_since(found.before(asked))[0].change.pairs


def test_a_day_that_rests_goes_on_with_any_act_or_is_closed_alone(desk: Desk, clock) -> None:
    run = desk.started()
    run.rest()
    clock.move(hours=20)
    run = desk.again().resume(run.record.run)
    assert run.pause()
    assert not run.is_resting
    assert run.gap() == 20 * 60
    assert run.real_times()[0].took == 0, "the night was a pause"
    run.rest()
    run.close()
    assert desk.started().course.after == ""


# ---- any room at all

TEAMS = ("A", "B", "C")
RATINGS = (1, 2, 3, 4, 5)
SURE = RoomQuestion(
    "c", "c", "confidence", tuple((n, str(n)) for n in RATINGS), tuple((n, n) for n in RATINGS), tuple("12345")
)
ASKED = (choice_of("p1", "1", "abc", 0), choice_of("p2", "2", "ab", 1), SURE)
people = st.lists(
    st.builds(
        PersonsAnswers,
        st.sampled_from(TEAMS),
        st.fixed_dictionaries({}, optional={"p1": st.integers(0, 2), "p2": st.integers(0, 1), "c": st.integers(1, 5)}),
        st.sampled_from(["", *(f"{n:04}" for n in range(15))]),
    ),
    max_size=40,
)


@settings(max_examples=60)
@given(people, people)
def test_what_is_told_is_the_same_when_only_totals_are_left(before: list, after: list) -> None:
    first, second = (measured(room, ASKED, TEAMS, "laptop") for room in (before, after))
    both = paired(before, after, ASKED)
    for one, measures in ((before, first), (after, second)):
        scored = [values_of(ASKED, person.answers) for person in one]
        assert all(measures[name].answered == sum(name in values for values in scored) for name in measures)
    text = compact(
        totals_value(
            {name: staying(one) for name, one in second.items()},
            {"x": {name: staying_pairs(one) for name, one in both.items()}},
        )
    )
    left, left_pairs = measures_in(parsed(text)), pairs_in(parsed(text), "x")
    for measure in measures_of(ASKED, "laptop"):
        kept = left[measure.id]
        assert result_of(measure, kept) == result_of(measure, second[measure.id])
        assert all(sum(values.values()) >= K for _groups, values in kept.by_group)
        assert left_pairs[measure.id].count >= K or not left_pairs[measure.id].values
        told = change_of(measure, first[measure.id], second[measure.id], both[measure.id])
        assert change_of(measure, staying(first[measure.id]), kept, left_pairs[measure.id]) == told


def test_nobody_at_all() -> None:
    empty = Measured(0)
    (colours,) = measures_of(COLOURS, "hands")
    assert result_of(colours, empty).told.counts == Guarded(0)
    assert change_of(colours, empty, empty, Paired(0)).change.pairs == 0
    assert measured([], COLOURS, TEAMS, "laptop")["color"].answered == 0
    assert Counter(values_of(COLOURS, {"color": 2, "otra": 1})) == {"color": 2}
