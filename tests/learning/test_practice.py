"""Breathing in time: phases follow one another, nothing jerks."""

from hypothesis import given
from hypothesis import strategies as st

from carecompanion.learning.practice import Breath

FOUR_SIX = Breath((4, 0, 6, 0), 180)


def test_four_in_six_out() -> None:
    assert [(FOUR_SIX.at(second).phase, FOUR_SIX.at(second).count) for second in (0, 3.9, 4, 9.9, 10)] == [
        ("in", 1),
        ("in", 4),
        ("out", 1),
        ("out", 6),
        ("in", 1),
    ]


def test_the_circle_is_empty_full_and_empty_again() -> None:
    assert FOUR_SIX.at(0).fullness == 0
    assert round(FOUR_SIX.at(4).fullness, 6) == 1
    assert FOUR_SIX.at(9.999).fullness < 0.001


def test_a_rhythm_of_nothing_does_not_hang() -> None:
    assert Breath((0, 0, 0, 0), 60).at(5).phase == "in"


@given(st.tuples(*[st.integers(0, 9)] * 4), st.floats(-10, 10_000))
def test_every_moment_is_a_phase(rhythm: tuple[int, int, int, int], elapsed: float) -> None:
    moment = Breath(rhythm, 180).at(elapsed)
    assert moment.phase in ("in", "hold", "out")
    assert moment.count >= 1
    assert 0 <= moment.fullness <= 1


@given(st.floats(0, 300))
def test_nothing_jerks(elapsed: float) -> None:
    before, after = FOUR_SIX.at(elapsed), FOUR_SIX.at(elapsed + 0.033)
    assert abs(before.fullness - after.fullness) < 0.03
