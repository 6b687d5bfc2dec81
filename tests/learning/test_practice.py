"""A practice in time: phases follow one another, nothing jerks, steps run out one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.model import PackId, Practice, PracticeCard, PracticeId, PracticeStep
from carecompanion.learning.practice import (
    Breath,
    StepTimer,
    breath_of,
    change_of,
    in_order,
    may_need_help,
    suits,
    timer_of,
)

FOUR_SIX = Breath((4, 0, 6, 0), 180)
SIGHING = Breath((3, 1, 6, 0), 300, has_sip=True)
BOX = Breath((4, 4, 4, 4), 180)

lengths = st.lists(st.integers(0, 20), min_size=1, max_size=8).map(tuple)


def a_practice(*seconds: int, minutes: int = 3, **more: object) -> Practice:
    steps = tuple(PracticeStep(f"Paso {number}", "Texto", seconds=length) for number, length in enumerate(seconds))
    known = {"kind": "steps", "why": "", "opening": "", "steps": steps} | more
    return Practice(PracticeId("p/uno"), PackId("p"), "es", "Uno", minutes, **known)  # type: ignore[arg-type]


def a_card(minutes: int = 3, moments: tuple[str, ...] = (), dimension: str = "body") -> PracticeCard:
    return PracticeCard(PracticeId("p/uno"), PackId("p"), "Uno", "", minutes, "steps", dimension, "wind", moments)


class TestBreath:
    def test_four_in_six_out(self) -> None:
        assert [(FOUR_SIX.at(second).phase, FOUR_SIX.at(second).count) for second in (0, 3.9, 4, 9.9, 10)] == [
            ("in", 1),
            ("in", 4),
            ("out", 1),
            ("out", 6),
            ("in", 1),
        ]

    def test_the_circle_is_empty_full_and_empty_again(self) -> None:
        assert FOUR_SIX.at(0).fullness == 0
        assert round(FOUR_SIX.at(4).fullness, 6) == 1
        assert FOUR_SIX.at(9.999).fullness < 0.001

    def test_a_square_holds_twice(self) -> None:
        assert [BOX.at(second).phase for second in (0, 4, 8, 12)] == ["in", "hold", "out", "hold"]
        assert BOX.at(5).fullness == 1
        assert BOX.at(13).fullness == 0

    def test_a_sip_is_a_second_short_in_breath(self) -> None:
        assert [SIGHING.at(second).phase for second in (0, 2.9, 3, 3.9, 4, 10)] == [
            *("in", "in", "sip", "sip", "out", "in")
        ]
        assert SIGHING.at(2.999).fullness == pytest.approx(0.8, abs=0.01)
        assert SIGHING.at(3).fullness == pytest.approx(0.8, abs=0.01), "the sip goes on where the breath was"
        assert SIGHING.at(4).fullness == 1
        assert SIGHING.at(3).count == 1, "a sip counts anew"

    def test_without_a_sip_the_same_rhythm_holds(self) -> None:
        assert Breath((3, 1, 6, 0), 300).at(3.5).phase == "hold"

    def test_a_rhythm_of_nothing_does_not_hang(self) -> None:
        nothing = Breath((0, 0, 0, 0), 60)
        assert nothing.at(5).phase == "in"
        assert nothing.end == 60

    def test_it_ends_with_an_out_breath(self) -> None:
        assert FOUR_SIX.end == 180, "eighteen whole breaths"
        assert BOX.end == 188, "the twelfth breath is let out, the last hold left away"
        assert BOX.at(BOX.end).phase == "hold"
        assert Breath((4, 4, 4, 4), 190).end == 190, "within the last hold it may end at once"

    def test_the_seconds_left_are_whole_and_never_below_nothing(self) -> None:
        assert [FOUR_SIX.left(gone) for gone in (0, 0.4, 1, 179.5, 180, 999)] == [180, 180, 179, 1, 0, 0]
        assert FOUR_SIX.left(0.1 * 10) == 179, "sums of tenths are not exact"

    def test_another_rhythm_begins_with_an_in_breath(self) -> None:
        calmer = FOUR_SIX.with_rhythm((5, 0, 7, 0), 7.5)
        assert (calmer.at(7.5).phase, calmer.at(7.5).count, calmer.at(7.5).fullness) == ("in", 1, 0)
        assert calmer.at(12.5).phase == "out"
        assert calmer.seconds == 180
        assert (calmer.end - 7.5) % 12 == 0
        assert calmer.end >= 180
        assert calmer.at(0).phase == "in", "before it began, nothing is wrong"

    @given(st.tuples(*[st.integers(0, 9)] * 4), st.floats(-10, 10_000), st.booleans())
    def test_every_moment_is_a_phase(self, rhythm: tuple[int, int, int, int], elapsed: float, has_sip: bool) -> None:
        moment = Breath(rhythm, 180, has_sip).at(elapsed)
        assert moment.phase in ("in", "sip", "hold", "out")
        assert moment.count >= 1
        assert 0 <= moment.fullness <= 1

    @given(st.sampled_from([FOUR_SIX, SIGHING, BOX]), st.floats(0, 300))
    def test_nothing_jerks(self, breath: Breath, elapsed: float) -> None:
        before, after = breath.at(elapsed), breath.at(elapsed + 0.033)
        assert abs(before.fullness - after.fullness) < 0.03

    @given(st.tuples(*[st.integers(1, 9)] * 4), st.integers(10, 600), st.floats(0, 600))
    def test_the_end_is_never_early_and_at_most_a_breath_late(
        self, rhythm: tuple[int, int, int, int], seconds: int, begun_at: float
    ) -> None:
        breath = Breath(rhythm, seconds, begun_at=min(begun_at, seconds))
        assert seconds <= breath.end <= seconds + sum(rhythm) + 1e-6

    def test_of_a_practice_for_its_own_time_or_another(self) -> None:
        practice = a_practice(kind="breath", breath=(3, 1, 6, 0), has_sip=True)
        assert breath_of(practice) == Breath((3, 1, 6, 0), 180, has_sip=True)
        assert breath_of(practice, minutes=1).seconds == 60


def whole(timer: StepTimer) -> float:
    """Seconds since the first step began."""
    return sum(timer.lengths[: timer.step]) + timer.gone


class TestStepTimer:
    def test_timed_steps_follow_by_themselves(self) -> None:
        timer = StepTimer((20, 40, 30))
        places = [(timer.after(gone).step, timer.after(gone).seconds_left) for gone in (0, 19.5, 20, 59, 60, 89)]
        assert places == [(0, 20), (0, 1), (1, 40), (1, 1), (2, 30), (2, 1)]
        assert not timer.after(89.9).is_over
        assert timer.after(90).is_over

    def test_at_the_end_it_stays_at_the_last_step(self) -> None:
        over = StepTimer((20, 40)).after(1000)
        assert (over.step, over.seconds_left, over.is_over) == (1, 0, True)
        assert over.after(5) == over

    def test_a_step_by_hand_waits(self) -> None:
        timer = StepTimer((10, 0, 10)).after(500)
        assert (timer.step, timer.gone, timer.is_timed, timer.is_over) == (1, 0, False, False)
        assert timer.after(500) == timer
        assert timer.to(2).after(4).seconds_left == 6

    def test_by_hand_alone_it_never_moves_and_is_never_over(self) -> None:
        timer = StepTimer((0, 0))
        assert timer.after(60) == timer
        assert not timer.to(1).is_over

    def test_going_to_a_step_begins_it_anew(self) -> None:
        timer = StepTimer((20, 40)).after(35)
        assert timer.to(1).gone == 0
        assert timer.to(0).seconds_left == 20
        assert timer.to(-3).step == 0
        assert timer.to(9).step == 1

    def test_nothing_has_begun_before_the_first_second(self) -> None:
        assert not StepTimer((20, 40)).has_begun
        assert StepTimer((20, 40)).after(0.1).has_begun
        assert StepTimer((0, 0)).to(1).has_begun

    def test_a_clock_that_goes_back_moves_nothing(self) -> None:
        timer = StepTimer((20, 40)).after(5)
        assert timer.after(-3) == timer

    @given(lengths, st.lists(st.floats(0, 30), max_size=20))
    def test_in_small_parts_it_comes_to_the_same_step_as_at_once(
        self, lengths: tuple[int, ...], parts: list[float]
    ) -> None:
        slowly = StepTimer(lengths)
        for part in parts:
            slowly = slowly.after(part)
        assert 0 <= slowly.step < len(lengths)
        assert 0 <= slowly.gone <= (lengths[slowly.step] or 0)
        if all(lengths):
            at_once = StepTimer(lengths).after(sum(parts))
            assert whole(slowly) == pytest.approx(whole(at_once), abs=1e-3)

    def test_of_a_practice_also_of_one_without_steps(self) -> None:
        assert timer_of(a_practice(20, 0, 30)).lengths == (20, 0, 30)
        assert timer_of(a_practice()).lengths == (0,)


def test_what_suits_which_moment() -> None:
    quiet_and_short = a_card(2, ("quiet",))
    assert [suits(quiet_and_short, moment) for moment in ("all", "short", "quiet", "bedtime", "other")] == [
        *(True, True, True, False, False)
    ]
    assert not suits(a_card(3), "short")
    assert not suits(a_card(3), "quiet")


def test_practices_stand_by_dimension_and_the_shortest_first() -> None:
    mixed = [a_card(9, dimension="work"), a_card(4), a_card(2), a_card(1, dimension=""), a_card(5, dimension="senses")]
    assert [(card.dimension, card.minutes) for card in in_order(mixed)] == [
        *(("senses", 5), ("body", 2), ("body", 4), ("work", 9), ("", 1))
    ]


def test_stress_changed_only_where_both_numbers_are() -> None:
    assert change_of(7, 4) == 3
    assert change_of(4, 7) == -3
    assert change_of(0, 0) == 0
    assert change_of(None, 4) is None
    assert change_of(7, None) is None


def test_help_is_offered_from_eight_on() -> None:
    assert [may_need_help(level) for level in (None, 0, 7, 8, 10)] == [False, False, False, True, True]
