"""Scoring, case by case, by hand: every way of counting that FACTS F1 to F9 tell of, on made-up items of that shape."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion import i18n
from carecompanion.content.model import Change, CheckIn, ItemId, ItemRule, ScaleId
from carecompanion.errors import CutNotAllowed
from carecompanion.learning.checkin import (
    acts,
    change_between,
    least_value,
    most_value,
    score,
    with_cut,
)
from carecompanion.paths import find_paths
from tests.learning.instruments import (
    a_scale,
    all_answered,
    an_answer_set,
    an_instrument,
    bands_in,
    items_of,
    values_in,
    without,
)

# ---- F1: thirty items from 1 to 5, three sums of ten, five reversed in one of them, no total

FIRST = (3, 6, 12, 16, 18, 20, 22, 24, 27, 30)
SECOND = (1, 4, 8, 10, 15, 17, 19, 21, 26, 29)
THIRD = (2, 5, 7, 9, 11, 13, 14, 23, 25, 28)
THREE_SUMS = an_instrument(
    30,
    range(1, 6),
    a_scale("first", FIRST, bands=(10, 23, 42)),
    a_scale("second", SECOND, reversed_numbers=(1, 4, 15, 17, 29), bands=(10, 23, 42)),
    a_scale("third", THIRD, bands=(10, 23, 42)),
)


def test_three_sums_without_a_total() -> None:
    results = score(THREE_SUMS, all_answered(*[3] * 30))
    assert values_in(results) == {"first": 30, "second": 30, "third": 30}  # and nothing that adds them up
    assert bands_in(results) == {"first": "band-1", "second": "band-1", "third": "band-1"}


@pytest.mark.parametrize(
    ("same", "first", "second", "third"),
    [
        (5, 50, 5 * 5 + 5 * 1, 50),  # 6 - 5 = 1 for the five reversed
        (1, 10, 5 * 1 + 5 * 5, 10),  # 6 - 1 = 5
        (2, 20, 5 * 2 + 5 * 4, 20),
    ],
)
def test_the_reversed_count_from_the_other_end(same: int, first: int, second: int, third: int) -> None:
    assert values_in(score(THREE_SUMS, all_answered(*[same] * 30))) == {
        "first": first,
        "second": second,
        "third": third,
    }


def test_a_mixed_sheet_of_thirty_by_hand() -> None:
    answers = all_answered(*[1] * 30)
    given_second = dict(zip(items_of(*SECOND), (5, 4, 1, 2, 5, 1, 2, 3, 1, 4), strict=True))
    #                       items 1, 4, 8, 10, 15, 17, 19, 21, 26, 29; reversed 1, 4, 15, 17, 29:
    #                             1  2  1   2   1   5   2   3   1   2   = 20
    given_first = dict(zip(items_of(*FIRST), (5, 5, 4, 5, 4, 4, 5, 3, 4, 4), strict=True))  # = 43
    results = score(THREE_SUMS, answers | given_second | given_first)
    assert values_in(results) == {"first": 43, "second": 20, "third": 10}
    assert bands_in(results) == {"first": "band-2", "second": "band-0", "third": "band-0"}


@pytest.mark.parametrize(("value", "band"), [(22, "band-0"), (23, "band-1"), (41, "band-1"), (42, "band-2")])
def test_the_edges_of_the_bands(value: int, band: str) -> None:
    extra = value - 10  # from ten ones upwards, four at a time
    given_first = dict(zip(items_of(*FIRST), [1 + min(4, max(0, extra - 4 * n)) for n in range(10)], strict=True))
    result = score(THREE_SUMS, all_answered(*[1] * 30) | given_first)[0]
    assert (result.value, result.band and result.band.id) == (value, band)


# ---- F2: five items from 0 to 5, their sum times 4; a change of 10 points is worth telling

INDEX = an_instrument(
    5, range(6), a_scale("index", range(1, 6), times=4, bands=(0, 32, 52), change=Change(10, up="rose", down="fell"))
)


@pytest.mark.parametrize(
    ("answers", "value", "band"),
    [
        ((0, 0, 0, 0, 0), 0, "band-0"),
        ((5, 5, 5, 5, 5), 100, "band-2"),
        ((2, 1, 2, 1, 1), 28, "band-0"),  # raw 7
        ((2, 2, 2, 1, 1), 32, "band-1"),  # raw 8
        ((3, 2, 4, 1, 2), 48, "band-1"),  # raw 12
        ((3, 2, 4, 1, 3), 52, "band-2"),  # raw 13
    ],
)
def test_an_index_of_a_hundred(answers: tuple[int, ...], value: int, band: str) -> None:
    (result,) = score(INDEX, all_answered(*answers))
    assert (result.value, result.band and result.band.id, result.answered) == (value, band, 5)


def test_ten_points_are_a_change_and_less_is_none() -> None:
    (index,) = INDEX.scales
    assert [change_between(index, 40, now) for now in (48, 50, 52, 32, 30)] == ["", "rose", "rose", "", "fell"]


# ---- F3: sums from 0 to 27 with five bands; a pair with a cut; an item that opens help

NINE = an_instrument(
    9,
    range(4),
    a_scale("nine", range(1, 10), bands=(0, 5, 10, 15, 20)),
    a_scale("pair", (1, 2), bands=(0, 3)),
    rules=[ItemRule(items_of(9)[0], act="help", at_least=1)],
)


@pytest.mark.parametrize(
    ("answers", "value", "band"),
    [
        ((0,) * 9, 0, 0),
        ((1, 1, 1, 1, 0, 0, 0, 0, 0), 4, 0),
        ((1, 1, 1, 1, 1, 0, 0, 0, 0), 5, 1),
        ((1, 1, 1, 1, 1, 1, 1, 1, 1), 9, 1),
        ((2, 1, 1, 1, 1, 1, 1, 1, 1), 10, 2),
        ((2, 2, 2, 2, 2, 2, 2, 0, 0), 14, 2),
        ((3, 3, 3, 3, 3, 0, 0, 0, 0), 15, 3),
        ((3, 3, 3, 3, 3, 3, 1, 0, 0), 19, 3),
        ((3, 3, 3, 3, 3, 3, 2, 0, 0), 20, 4),
        ((3,) * 9, 27, 4),
    ],
)
def test_a_sum_of_nine_and_its_five_bands(answers: tuple[int, ...], value: int, band: int) -> None:
    results = score(NINE, all_answered(*answers))
    assert values_in(results)["nine"] == value
    assert bands_in(results)["nine"] == f"band-{band}"
    assert values_in(results)["pair"] == answers[0] + answers[1]
    assert bands_in(results)["pair"] == ("band-1" if answers[0] + answers[1] >= 3 else "band-0")


@pytest.mark.parametrize(("last", "opened"), [(0, set()), (1, {"help"}), (3, {"help"})])
def test_any_answer_but_none_opens_help(last: int, opened: set[str]) -> None:
    assert acts(NINE, [all_answered(0, 0, 0, 0, 0, 0, 0, 0, last)]) == opened


def test_a_safety_item_outside_every_sum_opens_help_and_counts_nowhere() -> None:
    shape = an_instrument(
        4, range(4), a_scale("three", (1, 2, 3)), rules=[ItemRule(items_of(4)[0], act="help", at_least=1)]
    )
    calm, hard = all_answered(1, 2, 3, 0), all_answered(1, 2, 3, 3)
    assert values_in(score(shape, calm)) == values_in(score(shape, hard)) == {"three": 6}
    assert (acts(shape, [calm]), acts(shape, [hard])) == (frozenset(), frozenset({"help"}))
    assert acts(shape, [without(hard, 4)]) == frozenset()


# ---- F4: ten items from 0 to 4, four reversed, one total from 0 to 40

TEN = an_instrument(10, range(5), a_scale("ten", range(1, 11), reversed_numbers=(4, 5, 7, 8), bands=(0, 14, 27)))


@pytest.mark.parametrize(
    ("answers", "value", "band"),
    [
        ((0,) * 10, 16, "band-1"),  # four times 4 - 0
        ((4,) * 10, 24, "band-1"),  # six times 4
        ((0, 0, 0, 4, 4, 0, 4, 4, 0, 0), 0, "band-0"),
        ((4, 4, 4, 0, 0, 4, 0, 0, 4, 4), 40, "band-2"),
        ((1, 2, 1, 3, 2, 1, 3, 4, 2, 2), 13, "band-0"),  # 1+2+1 +1+2 +1 +1+0 +2+2
        ((1, 2, 1, 3, 2, 1, 3, 4, 2, 3), 14, "band-1"),
    ],
)
def test_a_total_with_four_reversed(answers: tuple[int, ...], value: int, band: str) -> None:
    results = score(TEN, all_answered(*answers))
    assert (values_in(results), bands_in(results)) == ({"ten": value}, {"ten": band})


# ---- F5: answers of 0, 25, 50, 75 and 100; means of six, seven and six; one reversed

MEANS = an_instrument(
    19,
    (0, 25, 50, 75, 100),
    a_scale("own", range(1, 7), "mean", bands=(0, 50, 75, 100)),
    a_scale("work", range(7, 14), "mean", reversed_numbers=(13,), bands=(0, 50, 75, 100)),
    a_scale("people", range(14, 20), "mean", bands=(0, 50, 75, 100)),
)


def test_means_of_quarters() -> None:
    own, work, people = (25, 50, 50, 75, 50, 50), (0, 25, 25, 0, 50, 25, 100), (100,) * 6
    results = score(MEANS, all_answered(*own, *work, *people))
    assert values_in(results) == {
        "own": 50,  # 300 / 6
        "work": 17.857143,  # (0 + 25 + 25 + 0 + 50 + 25 + (100 - 100)) / 7 = 125 / 7
        "people": 100,
    }
    assert bands_in(results) == {"own": "band-1", "work": "band-0", "people": "band-3"}


def test_a_mean_just_below_a_band_stays_below() -> None:
    results = score(MEANS, all_answered(50, 50, 50, 50, 50, 25, *[75] * 7, *[75] * 6))
    assert values_in(results) == {"own": 45.833333, "work": 67.857143, "people": 75}  # 275/6, (450+25)/7
    assert bands_in(results) == {"own": "band-0", "work": "band-1", "people": "band-2"}


# ---- F7: seventeen items from 1 to 5, three parts and a total that holds every item once more

PARTS = ((2, 3, 6, 10, 13), (1, 5, 7, 9, 12, 14, 17), (4, 8, 11, 15, 16))
SEVENTEEN = an_instrument(
    17,
    range(1, 6),
    *(a_scale(f"part-{place}", part) for place, part in enumerate(PARTS)),
    a_scale("total", range(1, 18), bands=(17, 28, 38, 44, 49)),
)


@pytest.mark.parametrize(
    ("fives", "value", "band"), [(0, 17, 0), (2, 25, 0), (3, 29, 1), (6, 41, 2), (7, 45, 3), (8, 49, 4), (17, 85, 4)]
)
def test_parts_and_their_total(fives: int, value: int, band: int) -> None:
    answers = all_answered(*[5] * fives, *[1] * (17 - fives))
    results = score(SEVENTEEN, answers)
    assert (values_in(results)["total"], bands_in(results)["total"]) == (value, f"band-{band}")
    parts = [values_in(results)[f"part-{place}"] for place in range(3)]
    assert parts == [sum(answers[item] for item in items_of(*part)) for part in PARTS]


# ---- F8: twenty answers of yes and no; the cut is set by whoever scores

YES_NO = an_instrument(20, (0, 1), a_scale("yes", range(1, 21), bands=(0, 8), may_set_cut=True))


def with_yes(count: int) -> dict[str, str]:
    return bands_in(score(YES_NO, all_answered(*[1] * count, *[0] * (20 - count))))


def test_the_usual_cut_lies_between_seven_and_eight() -> None:
    assert [with_yes(count)["yes"] for count in (0, 7, 8, 20)] == ["band-0", "band-0", "band-1", "band-1"]


def test_the_cut_may_be_set_and_changes_nothing_else() -> None:
    answers = all_answered(*[1] * 8, *[0] * 12)
    (usual,), (moved,) = score(YES_NO, answers), score(YES_NO, answers, {ScaleId("yes"): 9})
    assert (usual.value, moved.value) == (8, 8)
    assert usual.band and moved.band and (usual.band.id, moved.band.id) == ("band-1", "band-0")
    assert [band.at_least for band in moved.scale.bands] == [0, 9]
    assert [band.at_least for band in YES_NO.scales[0].bands] == [0, 8]
    assert with_cut(YES_NO.scales[0], 9) == moved.scale


@pytest.mark.parametrize(
    ("checkin", "scale", "cut", "says"),
    [
        (YES_NO, "yes", 0, " 0."),
        (YES_NO, "yes", -3, " 0."),
        (YES_NO, "yes", 20.5, " 20 "),
        (YES_NO, "yes", float("nan"), " 0."),
        (YES_NO, "no", 8, "“no”"),
        (TEN, "ten", 8, "“ten”"),
    ],
)
def test_a_cut_that_makes_no_sense_is_refused_in_words(checkin: CheckIn, scale: str, cut: float, says: str) -> None:
    i18n.speak("en", find_paths().resources / "i18n")
    with pytest.raises(CutNotAllowed) as caught:
        score(checkin, {}, {ScaleId(scale): cut})
    assert says in caught.value.words


# ---- F9: six items from 1 to 5, every second reversed, their mean in three bands

SIX = an_instrument(6, range(1, 6), a_scale("six", range(1, 7), "mean", reversed_numbers=(2, 4, 6), bands=(1, 3, 4.31)))


@pytest.mark.parametrize(
    ("answers", "value", "band"),
    [
        ((1, 5, 1, 5, 1, 5), 1, "band-0"),
        ((5, 1, 5, 1, 5, 1), 5, "band-2"),
        ((3, 3, 3, 3, 3, 3), 3, "band-1"),
        ((3, 3, 3, 3, 3, 4), 2.833333, "band-0"),  # (3 + 3 + 3 + 3 + 3 + 2) / 6
        ((4, 2, 4, 2, 5, 1), 4.333333, "band-2"),  # (4 + 4 + 4 + 4 + 5 + 5) / 6
        ((4, 2, 4, 2, 5, 2), 4.166667, "band-1"),  # (4 + 4 + 4 + 4 + 5 + 4) / 6
    ],
)
def test_a_mean_of_six_with_every_second_reversed(answers: tuple[int, ...], value: float, band: str) -> None:
    results = score(SIX, all_answered(*answers))
    assert (values_in(results), bands_in(results)) == ({"six": value}, {"six": band})


# ---- blanks


def test_with_blanks_a_mean_is_of_what_was_answered() -> None:
    shape = an_instrument(4, range(1, 6), a_scale("mean", range(1, 5), "mean", least=2))
    answers = all_answered(2, 5, 3, 1)
    assert values_in(score(shape, without(answers, 3, 4))) == {"mean": 3.5}
    assert values_in(score(shape, without(answers, 4))) == {"mean": 3.333333}
    (result,) = score(shape, without(answers, 2, 3, 4))
    assert (result.value, result.band, result.answered) == (None, None, 1)


def test_with_blanks_a_sum_counts_each_as_the_mean_of_the_others() -> None:
    shape = an_instrument(5, range(6), a_scale("sum", range(1, 6), times=4, least=4))
    assert values_in(score(shape, without(all_answered(3, 2, 4, 1, 5), 5))) == {"sum": 50}  # 10 / 4 x 5 x 4
    assert values_in(score(shape, without(all_answered(3, 2, 4, 1, 5), 4, 5))) == {"sum": None}


def test_nothing_answered_is_nothing_not_zero() -> None:
    for result in (*score(NINE, {}), *score(MEANS, {}), *score(INDEX, {})):
        assert (result.value, result.band, result.answered) == (None, None, 0)


def test_an_answer_that_the_items_no_longer_have_counts_as_blank() -> None:
    shape = an_instrument(2, range(1, 6), a_scale("mean", (1, 2), "mean", least=1))
    (result,) = score(shape, all_answered(9, 2))
    assert (result.value, result.answered) == (2, 1)


def test_a_multiplier_is_taken_as_it_was_written() -> None:
    shape = an_instrument(3, range(4), a_scale("tenths", (1, 2, 3), times=0.1, bands=(0, 0.3)))
    (result,) = score(shape, all_answered(1, 1, 1))
    assert (result.value, result.band and result.band.id) == (0.3, "band-1")  # 3 * 0.1 is 0.30000000000000004


# ---- whatever is asked and answered

VALUES = st.lists(st.integers(0, 100), min_size=2, max_size=7, unique=True).map(sorted)


@st.composite
def shapes(draw: st.DrawFn) -> tuple[CheckIn, dict[ItemId, int]]:
    """An instrument with one scale, and answers to some of its items."""
    count = draw(st.integers(1, 12))
    numbers = range(1, count + 1)
    values = draw(VALUES)
    scale = a_scale(
        "one",
        numbers,
        draw(st.sampled_from(["mean", "sum"])),
        draw(st.lists(st.sampled_from(numbers), unique=True)),
        times=draw(st.sampled_from([0.5, 1.0, 2.5, 4.0])),
        least=draw(st.integers(1, count)),
    )
    answers = {item: draw(st.sampled_from(values)) for item in items_of(*draw(st.lists(st.sampled_from(numbers))))}
    return an_instrument(count, values, scale), answers


@given(shapes(), st.randoms(use_true_random=False))
def test_the_order_of_answers_and_items_does_not_matter(
    drawn: tuple[CheckIn, dict[ItemId, int]], dice: random.Random
) -> None:
    checkin, answers = drawn
    mixed = list(answers.items())
    dice.shuffle(mixed)
    (scale,) = checkin.scales
    items = list(scale.items)
    dice.shuffle(items)
    other = replace(checkin, scales=(replace(scale, items=tuple(items)),))
    assert values_in(score(checkin, answers)) == values_in(score(other, dict(mixed)))


@given(shapes())
def test_a_missing_answer_is_never_zero(drawn: tuple[CheckIn, dict[ItemId, int]]) -> None:
    checkin, answers = drawn
    (result,) = score(checkin, answers)
    (scale,) = checkin.scales
    assert (result.value is None) == (result.answered < scale.least)
    if result.value is None:
        return
    values = checkin.answer_sets[0].values
    ends = min(values) + max(values)
    counted = [ends - value if item in scale.reversed_items else value for item, value in answers.items()]
    size = scale.times * (len(scale.items) if scale.combine == "sum" else 1)
    assert min(counted) * size - 1e-6 <= result.value <= max(counted) * size + 1e-6


@given(shapes())
def test_a_value_stays_within_the_least_and_the_most(drawn: tuple[CheckIn, dict[ItemId, int]]) -> None:
    checkin, answers = drawn
    (result,) = score(checkin, answers)
    least, most = least_value(checkin, result.scale), most_value(checkin, result.scale)
    assert least < most
    assert result.value is None or least <= result.value <= most


@given(shapes())
def test_turning_every_answer_and_every_item_round_is_as_before(drawn: tuple[CheckIn, dict[ItemId, int]]) -> None:
    checkin, answers = drawn
    (scale,) = checkin.scales
    values = checkin.answer_sets[0].values
    ends = min(values) + max(values)
    if any(ends - value not in values for value in values):
        checkin = replace(checkin, answer_sets=(an_answer_set(*range(min(values), max(values) + 1)),))
    turned = tuple(item for item in scale.items if item not in scale.reversed_items)
    other = replace(checkin, scales=(replace(scale, reversed_items=turned),))
    mirrored = {item: ends - value for item, value in answers.items()}
    assert values_in(score(checkin, answers)) == values_in(score(other, mirrored))


@given(shapes())
def test_the_least_and_the_most_are_reached(drawn: tuple[CheckIn, dict[ItemId, int]]) -> None:
    checkin, _answers = drawn
    (scale,) = checkin.scales
    values = checkin.answer_sets[0].values
    low = {item: max(values) if item in scale.reversed_items else min(values) for item in scale.items}
    high = {item: min(values) if item in scale.reversed_items else max(values) for item in scale.items}
    assert values_in(score(checkin, low)) == {"one": least_value(checkin, scale)}
    assert values_in(score(checkin, high)) == {"one": most_value(checkin, scale)}
