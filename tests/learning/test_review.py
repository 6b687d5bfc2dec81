"""When a question comes back: in days, later each time it is known, soon when it is not, whatever the clock says."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from carecompanion.learning.review import first_due, reviewed

DAY = date(2026, 11, 24)


def test_a_lesson_of_today_comes_back_tomorrow_at_the_earliest() -> None:
    assert first_due(DAY) == date(2026, 11, 25)
    assert first_due(date(2028, 2, 28)) == date(2028, 2, 29)


def test_what_is_known_comes_back_later_each_time() -> None:
    state, day, waits = "", DAY, []
    for _review in range(4):
        state, due = reviewed(state, day, was_caring=True)
        waits.append((due - day).days)
        day = due
    assert waits == sorted(waits)
    assert waits[0] >= 1 and waits[-1] > 20


def test_what_is_not_known_comes_back_sooner_than_what_is() -> None:
    state, due = reviewed("", DAY, was_caring=True)
    _state, known = reviewed(state, due, was_caring=True)
    _state, unknown = reviewed(state, due, was_caring=False)
    assert due < unknown < known


def test_a_state_that_cannot_be_read_begins_anew() -> None:
    assert reviewed("{nonsense", DAY, was_caring=True) == reviewed("", DAY, was_caring=True)
    assert reviewed('{"card_id": 1}', DAY, was_caring=True)[1] > DAY


@given(st.lists(st.tuples(st.booleans(), st.integers(-400, 400)), max_size=8))
def test_it_is_always_another_day(reviews: list[tuple[bool, int]]) -> None:
    """Also when the clock is set back, or the person comes a year late."""
    state, day = "", DAY
    for was_caring, shift in reviews:
        state, due = reviewed(state, day, was_caring=was_caring)
        assert due > day
        day += timedelta(days=shift)
