"""A check-in beside its scoring: answers that are allowed, what a result opens, small steps, changes worth telling."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.model import AnswerOption, Band, Change, CheckIn, ItemId, ItemRule, Scale, SmallStep
from carecompanion.errors import AnswerNotAllowed, UserError
from carecompanion.learning.checkin import (
    acts,
    answer,
    change_between,
    change_over,
    highest_of_wheel,
    lowest_of_wheel,
    rule_of,
    score,
    small_steps,
)
from tests.learning.instruments import a_scale, all_answered, an_answer_set, an_instrument, items_of

ONE, TWO = items_of(1, 2)
PAIR = an_instrument(2, range(1, 6), a_scale("one", (1,)), a_scale("both", (1, 2), "mean"))

# ---- answering


def test_an_answer_is_added_changed_and_left_blank_again() -> None:
    first = answer(PAIR, {}, ONE, 3)
    both = answer(PAIR, first, TWO, 1)
    assert (first, both) == ({ONE: 3}, {ONE: 3, TWO: 1})
    assert answer(PAIR, both, ONE, 5) == {ONE: 5, TWO: 1}
    assert answer(PAIR, both, ONE, None) == {TWO: 1}
    assert answer(PAIR, {}, ONE, None) == {}
    assert both == {ONE: 3, TWO: 1}  # what was given stays as it was


@pytest.mark.parametrize(("item", "value"), [(ONE, 0), (ONE, 6), (ONE, -1), (ItemId("item-3"), 3), (ItemId(""), None)])
def test_an_answer_outside_is_refused_in_words(item: ItemId, value: int | None) -> None:
    given_before = {TWO: 2}
    with pytest.raises(AnswerNotAllowed) as caught:
        answer(PAIR, given_before, item, value)
    assert isinstance(caught.value, UserError) and caught.value.words
    assert given_before == {TWO: 2}


def test_tags_are_no_answers_with_a_value() -> None:
    tags = an_instrument(1, an_answer_set(1, 2, 3, kind="tags"))
    with pytest.raises(AnswerNotAllowed):
        answer(tags, {}, ONE, 1)
    assert answer(tags, {}, ONE, None) == {}


# ---- what a result opens


def opened(rule: ItemRule, *values: int | None) -> set[str]:
    """What a rule opens for these answers to item-1, newest first; None is a blank."""
    checkin = an_instrument(2, range(11), rules=[rule])
    return set(acts(checkin, [{ONE: value} if value is not None else {TWO: 10} for value in values]))


@pytest.mark.parametrize(
    ("values", "is_open"),
    [((8,), True), ((10,), True), ((7,), False), ((None,), False), ((), False), ((7, 9), False), ((9, 7), True)],
)
def test_only_the_newest_answer_counts(values: tuple[int | None, ...], is_open: bool) -> None:
    assert opened(ItemRule(ONE, "support", at_least=8), *values) == ({"support"} if is_open else set())


@pytest.mark.parametrize(
    ("values", "is_open"),
    [
        ((8, 9, 10), True),
        ((8, 9, 10, 0), True),
        ((8, 9), False),
        ((8, 9, 7), False),
        ((8, None, 10), False),
        ((None, 8, 9, 10), False),
        ((8, 9, None), False),
    ],
)
def test_a_row_is_whole_or_no_row(values: tuple[int | None, ...], is_open: bool) -> None:
    rule = ItemRule(ONE, "support", at_least=8, in_a_row=3)
    assert opened(rule, *values) == ({"support"} if is_open else set())


def test_a_rule_may_look_at_low_answers_or_at_a_range() -> None:
    low, between = ItemRule(ONE, "help", at_most=1), ItemRule(ONE, "help", at_least=4, at_most=6)
    assert [bool(opened(low, value)) for value in (0, 1, 2)] == [True, True, False]
    assert [bool(opened(between, value)) for value in (3, 4, 6, 7)] == [False, True, True, False]


def test_several_rules_open_what_each_says() -> None:
    rules = [
        ItemRule(ONE, "support", at_least=3),
        ItemRule(ONE, "support", at_least=4),
        ItemRule(TWO, "help", at_most=1),
    ]
    checkin = an_instrument(2, range(1, 6), rules=rules)
    assert acts(checkin, [all_answered(5, 1)]) == {"support", "help"}
    assert acts(checkin, [all_answered(3, 2)]) == {"support"}
    assert acts(checkin, [all_answered(1, 5)]) == frozenset()


# ---- small steps

BANDED = a_scale("body", (1,), "mean", bands=(1, 3), dimension="body")
OTHER = a_scale("mind", (2,), "mean", bands=(1, 3), dimension="mind")


def a_step(name: str, **when: object) -> SmallStep:
    return replace(SmallStep(name, "plan", "limit", name, "because"), **when)  # type: ignore[arg-type]


def offered(answers: dict[ItemId, int], *steps: SmallStep, most: int = 3) -> list[str]:
    checkin = an_instrument(2, range(1, 6), BANDED, OTHER, small_steps=steps)
    return [step.id for step in small_steps(checkin, score(checkin, answers), most)]


def test_a_step_without_a_scale_always_fits() -> None:
    assert offered({}, a_step("any")) == offered(all_answered(1, 5), a_step("any")) == ["any"]


def test_a_step_for_some_bands() -> None:
    low, both = a_step("low", scale="body", bands=("band-0",)), a_step("both", scale="body", bands=("band-0", "band-1"))
    assert offered(all_answered(2, 5), low, both) == ["low", "both"]
    assert offered(all_answered(3, 1), low, both) == ["both"]
    assert offered({TWO: 1}, low, both) == []  # the scale has no value: nothing is said about it


def test_a_step_for_a_range_of_values() -> None:
    steps = a_step("from", scale="body", at_least=4), a_step("to", scale="body", at_most=2)
    between = a_step("between", scale="body", at_least=2, at_most=4)
    assert [offered(all_answered(value, 3), *steps, between) for value in range(1, 6)] == [
        ["to"],
        ["to", "between"],
        ["between"],
        ["from", "between"],
        ["from"],
    ]
    assert offered({TWO: 1}, *steps, between) == []


def test_a_step_for_the_lowest_of_the_wheel() -> None:
    steps = a_step("body", scale="body", is_lowest=True), a_step("mind", scale="mind", is_lowest=True)
    assert offered(all_answered(2, 4), *steps) == ["body"]
    assert offered(all_answered(4, 2), *steps) == ["mind"]
    assert offered(all_answered(3, 3), *steps) == []
    assert offered({ONE: 1}, *steps) == []


def test_the_first_three_in_the_order_of_the_file() -> None:
    steps = [a_step(name) for name in ("d", "b", "a", "c")]
    assert offered({}, *steps) == ["d", "b", "a"]
    assert offered({}, *steps, most=1) == ["d"]
    assert offered({}, *steps, most=9) == ["d", "b", "a", "c"]


# ---- the wheel


def wheel(*values: int | None) -> tuple[str, str]:
    """The lowest and the highest of scales with these values ("" = none); another scale lies beyond them all."""
    places = range(1, len(values) + 1)
    petals = [a_scale(f"petal-{place}", (place,), "mean", dimension="body") for place in places]
    off = a_scale("off", (len(values) + 1,), "sum", times=9)
    checkin = an_instrument(len(values) + 1, range(11), *petals, off)
    given_answers = dict(zip(items_of(*places), values, strict=True))
    results = score(
        checkin,
        {item: value for item, value in given_answers.items() if value is not None}
        | {items_of(len(values) + 1)[0]: 10},
    )
    low, high = lowest_of_wheel(results), highest_of_wheel(results)
    return (str(low.scale.id) if low else "", str(high.scale.id) if high else "")


def test_the_lowest_and_the_highest_petal() -> None:
    assert wheel(4, 2, 5, 3, 3) == ("petal-2", "petal-3")
    assert wheel(None, 2, 5, None, 3) == ("petal-2", "petal-3")
    assert wheel(0, 2) == ("petal-1", "petal-2")


def test_of_equal_petals_the_first_and_of_all_equal_none() -> None:
    assert wheel(2, 2, 5, 5) == ("petal-1", "petal-3")
    assert wheel(3, 3, 3) == ("", "")
    assert wheel(3, None) == ("", "")
    assert wheel() == ("", "")


# ---- the rule in force

BASE = an_instrument(4, range(1, 6), a_scale("one", (1, 2, 3), reversed_numbers=(2,), bands=(3, 9)))


def with_scale(**what: object) -> CheckIn:
    return replace(BASE, scales=(replace(BASE.scales[0], **what),))  # type: ignore[arg-type]


OTHER_RULES = [
    replace(BASE, version="2"),
    with_scale(combine="mean"),
    with_scale(times=2.0),
    with_scale(least=2),
    with_scale(reversed_items=()),
    with_scale(items=items_of(1, 2, 4)),
    with_scale(bands=(Band("band-0", 3, "a", "b"), Band("band-1", 10, "a", "b"))),
    replace(BASE, scales=()),
    replace(BASE, answer_sets=(an_answer_set(0, 1, 2, 3, 4),)),
]


def test_whatever_changes_a_value_or_a_band_is_another_rule() -> None:
    rules = [rule_of(BASE), *(rule_of(other) for other in OTHER_RULES)]
    assert len(set(rules)) == len(rules)


def test_words_order_of_sheets_and_what_is_opened_change_no_rule() -> None:
    said = replace(
        BASE,
        language="en",
        title="Other words",
        limits="other",
        pack_version="7",
        items=tuple(replace(item, text="other", hint="other") for item in BASE.items),
        answer_sets=(replace(BASE.answer_sets[0], options=tuple(AnswerOption(n, "other") for n in range(1, 6))),),
        rules=(ItemRule(ONE, "help", at_least=1),),
        small_steps=(a_step("any"),),
        scales=(
            replace(
                BASE.scales[0],
                title="other",
                bands=tuple(replace(band, level="other", words="other", tone="leaf") for band in BASE.scales[0].bands),
                change=Change(1, up="up", down="down"),
            ),
        ),
    )
    assert rule_of(said) == rule_of(BASE)


def test_a_rule_names_the_version_and_stays_the_same_from_start_to_start() -> None:
    assert rule_of(BASE) == "1-52855567"
    assert rule_of(replace(BASE, version="2026.11")).startswith("2026.11-")


# ---- changes

TODAY = date(2026, 11, 26)


def a_changing(points: float, days: int = 0, entries: int = 1) -> Scale:
    return a_scale("one", (1,), change=Change(points, days, entries, up="up", down="down"))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (2.6, 3.4, "up"),  # 0.8, though 3.4 - 2.6 is 0.7999999999999998
        (3.4, 2.6, "down"),
        (2.6, 3.3, ""),
        (3.0, 3.0, ""),
        (None, 4.0, ""),
        (4.0, None, ""),
        (0.0, 0.8, "up"),
    ],
)
def test_a_change_between_two_results(before: float | None, now: float | None, said: str) -> None:
    assert change_between(a_changing(0.8), before, now) == said


def test_a_scale_without_a_rule_for_changes_never_tells_one() -> None:
    quiet = a_scale("one", (1,))
    assert change_between(quiet, 0, 100) == change_over(quiet, [(TODAY, 100), (TODAY - timedelta(9), 0)], TODAY) == ""


def days_ago(*values: tuple[int, float]) -> list[tuple[date, float]]:
    return [(TODAY - timedelta(days), value) for days, value in values]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([(0, 8), (3, 6), (9, 7), (10, 5), (15, 4), (19, 6)], "up"),  # 7 against 5
        ([(0, 5), (9, 5), (2, 5), (10, 7), (19, 7), (12, 7)], "down"),
        ([(0, 6), (3, 6), (9, 6), (10, 5), (15, 5), (19, 5)], ""),  # one point of two
        ([(0, 8), (9, 8), (10, 5), (15, 4), (19, 6)], ""),  # two results are too few
        ([(0, 8), (3, 8), (9, 8), (10, 5), (19, 5)], ""),
        ([(0, 8), (3, 8), (9, 8), (10, 5), (15, 5), (20, 5)], ""),  # the last one is too old
        ([(-1, 8), (3, 8), (9, 8), (10, 5), (15, 5), (19, 5)], ""),  # a day ahead of the clock does not count
        ([], ""),
    ],
)
def test_a_change_over_ten_days_against_the_ten_before(values: list[tuple[int, float]], said: str) -> None:
    assert change_over(a_changing(2, days=10, entries=3), days_ago(*values), TODAY) == said


def test_each_way_of_comparing_leaves_the_other_alone() -> None:
    over, between = a_changing(1, days=10), a_changing(1)
    assert change_between(over, 1, 9) == ""
    assert change_over(between, days_ago((0, 9), (10, 1)), TODAY) == ""
    assert change_over(over, days_ago((0, 9), (10, 1)), TODAY) == "up"


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=30))
def test_the_order_of_results_does_not_matter(values: list[tuple[int, float]]) -> None:
    scale, given_values = a_changing(1, days=10, entries=2), days_ago(*values)
    mixed = sorted(given_values, key=lambda one: (one[1], one[0]))
    assert change_over(scale, given_values, TODAY) == change_over(scale, mixed, TODAY)


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=2), st.integers(1, 1000))
def test_up_and_down_are_each_others_mirror(ends: list[int], points: int) -> None:
    scale = a_changing(points / 100)
    low, high = sorted(ends)
    there, back = change_between(scale, low / 100, high / 100), change_between(scale, high / 100, low / 100)
    assert (there, back) == (("up", "down") if high - low >= points else ("", ""))
