"""Which practice Today suggests: high stress first, then what helped, then slow breathing."""

from datetime import date

import pytest

from carecompanion.content.model import PackId, PracticeCard, PracticeId
from carecompanion.learning.history import Helped
from carecompanion.learning.suggestion import BREATHE, FIRST, HELPED, STRESS, Noted, suggestion

DAY = date(2026, 11, 24)


def a_card(name: str, *fits: str, minutes: int = 3) -> PracticeCard:
    return PracticeCard(PracticeId(name), PackId("x"), name, "", minutes, "steps", "body", "", (), fits)


BREATH = a_card(BREATHE, "tense", "racing")
GROUND = a_card("x/presente", "far", "racing", minutes=2)
WRITE = a_card("x/escribir", "sad", minutes=1)
SHELF = (WRITE, GROUND, BREATH)


def helped(card: PracticeCard, fall: float = 2.0) -> Helped:
    return Helped(card.id, 3, fall)


@pytest.mark.parametrize("level", [7, 10])
def test_high_stress_suggests_slow_breathing(level: int) -> None:
    found = suggestion(SHELF, (), Noted(DAY, level))
    assert found is not None
    assert (found.card, found.reason, found.noted, found.has_helped) == (BREATH, STRESS, Noted(DAY, level), False)


@pytest.mark.parametrize("stress", [None, Noted(DAY, 0), Noted(DAY, 6)])
def test_below_it_nothing_is_said_of_stress(stress: Noted | None) -> None:
    found = suggestion(SHELF, (), stress)
    assert found is not None and (found.card, found.reason, found.noted) == (BREATH, FIRST, None)


def test_with_high_stress_what_calmed_this_person_comes_first() -> None:
    found = suggestion(SHELF, (helped(WRITE, 4), helped(GROUND, 2)), Noted(DAY, 8))
    assert found is not None and (found.card, found.reason, found.has_helped) == (GROUND, STRESS, True)


def test_else_what_helped_most() -> None:
    found = suggestion(SHELF, (helped(WRITE, 4), helped(GROUND, 2)), Noted(DAY, 3))
    assert found is not None and (found.card, found.reason, found.fall) == (WRITE, HELPED, 4)


def test_what_helped_and_is_not_here_any_more_is_passed_over() -> None:
    gone = a_card("y/otro", "tense")
    found = suggestion(SHELF, (helped(gone, 5),), Noted(DAY, 9))
    assert found is not None and (found.card, found.has_helped) == (BREATH, False)


def test_without_slow_breathing_the_shortest_that_calms() -> None:
    long = a_card("x/largo", "tense", minutes=12)
    found = suggestion((WRITE, long, GROUND), (), Noted(DAY, 8))
    assert found is not None and found.card == GROUND


def test_where_nothing_calms_high_stress_is_no_reason() -> None:
    found = suggestion((WRITE,), (), Noted(DAY, 9))
    assert found is not None and (found.card, found.reason) == (WRITE, FIRST)


def test_with_nothing_to_practise_nothing_is_suggested() -> None:
    assert suggestion((), (helped(GROUND),), Noted(DAY, 9)) is None
