"""A session on its way: slides and blocks, pauses, what the room sees, how late it is, how long it took."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.learning.running import (
    RealTime,
    Run,
    back,
    begin,
    blanked,
    expected_end,
    freeze,
    jump,
    left,
    next_slide,
    pause,
    plan_gap,
    planned_end,
    plus_minute,
    real_times,
    resume,
    spent,
    start_timer,
    stop_timer,
    timer_left,
    to_come,
)
from carecompanion.learning.workshop import Agenda, removed
from tests.learning.agendas import NINE, a_block, a_morning, after, any_runs

SLIDES = {"estres": 3, "escena": 2}


def at_nine() -> Run:
    return begin(a_morning(), NINE, SLIDES, NINE)


def walked(run: Run, *minutes: float) -> Run:
    """The next slide at each of these minutes."""
    for minute in minutes:
        run = next_slide(run, after(minute))
    return run


def place(run: Run) -> tuple[str, int]:
    return run.current.id, run.slide


class TestMoving:
    def test_through_slides_and_blocks_and_back(self) -> None:
        run = walked(at_nine(), 20, 35, 40)
        assert place(run) == ("estres", 1)
        run = walked(run, 50, 60)
        assert place(run) == ("respirar", 0)
        run = back(run, after(61))
        assert place(run) == ("estres", 2), "the last slide of the block before"
        assert place(back(run, after(62))) == ("estres", 1)

    def test_at_both_ends_it_stays(self) -> None:
        assert back(at_nine(), after(1)) == at_nine()
        end = jump(at_nine(), after(1), 7)
        assert end.is_last
        assert next_slide(end, after(2)) == end
        assert at_nine().is_first

    def test_jump(self) -> None:
        assert place(jump(at_nine(), after(1), 2, 1)) == ("estres", 1)
        assert place(jump(at_nine(), after(1), 2, 99)) == ("estres", 2)
        within = jump(jump(at_nine(), after(1), 2), after(2), 2, 2)
        assert place(within) == ("estres", 2)
        assert len(within.visits) == 1, "another slide is no other stay"
        for block in (-1, 8):
            with pytest.raises(IndexError):
                jump(at_nine(), after(1), block)

    def test_without_blocks_there_is_nothing_to_run(self) -> None:
        with pytest.raises(ValueError):
            begin(Agenda(540), NINE, {})

    def test_a_block_without_slides_has_one(self) -> None:
        run = begin(Agenda(540, (a_block("uno"), a_block("dos"))), NINE, {"uno": 0})
        assert place(next_slide(run, after(1))) == ("dos", 0)


class TestGap:
    def test_on_time(self) -> None:
        run = walked(at_nine(), 20, 35)
        assert plan_gap(run, after(40)) == 0
        assert expected_end(run, after(40)) == planned_end(run) == after(200)

    def test_four_minutes_late(self) -> None:
        run = walked(at_nine(), 22, 39)
        assert plan_gap(run, after(39)) == 4

    def test_a_block_that_takes_longer_is_late_from_its_end_on(self) -> None:
        assert [plan_gap(at_nine(), after(minute)) for minute in (0, 19, 20, 25)] == [0, 0, 0, 5]
        assert left(at_nine(), after(25)) == -300

    def test_early(self) -> None:
        assert plan_gap(walked(at_nine(), 8), after(8)) == -12

    def test_begun_late(self) -> None:
        run = begin(a_morning(), after(12), SLIDES, NINE)
        assert plan_gap(run, after(12)) == 12
        assert plan_gap(begin(a_morning(), after(12), SLIDES), after(12)) == 0, "a rehearsal has no plan to be late for"

    def test_a_minute_more_moves_the_rest(self) -> None:
        run = plus_minute(plus_minute(at_nine()))
        assert plan_gap(run, NINE) == 2
        assert left(run, NINE) == 22 * 60
        assert planned_end(run) == after(200), "the plan stays the plan"

    def test_what_is_jumped_over_is_left_out_until_one_goes_back(self) -> None:
        over = jump(at_nine(), after(20), 2)
        assert plan_gap(over, after(20)) == -15
        again = jump(over, after(30), 1)
        assert plan_gap(again, after(30)) == 0
        assert [block.id for block in to_come(again)][:2] == ["registro", "estres"], "ten of its minutes were spent"

    def test_a_glance_back_changes_nothing(self) -> None:
        run = walked(at_nine(), 10, 25, 40)
        assert place(run) == ("estres", 1)
        late = plan_gap(run, after(40))
        glance = jump(run, after(40), 0)
        assert plan_gap(glance, after(40)) == late == -10
        assert left(jump(glance, after(41), 2, 1), after(41)) == left(run, after(40))

    @settings(max_examples=40)
    @given(any_runs())
    def test_time_spent_and_time_to_come_make_the_gap(self, found: tuple[Run, datetime]) -> None:
        run, now = found
        assert plan_gap(run, now) == int((expected_end(run, now) - planned_end(run)).total_seconds() / 60)
        assert expected_end(run, now) >= now
        later = now + timedelta(minutes=3)
        assert expected_end(run, later) >= expected_end(run, now), "waiting brings no end nearer"


class TestPause:
    def test_timers_stand_still(self) -> None:
        run = start_timer(at_nine(), after(2), 240)
        held = pause(run, after(3))
        assert timer_left(held, after(8)) == 180
        assert left(held, after(8)) == 17 * 60
        assert plan_gap(held, after(8)) == 5
        on = resume(held, after(8))
        assert timer_left(on, after(9)) == 120
        assert left(on, after(9)) == 16 * 60

    def test_moving_on_within_a_pause(self) -> None:
        """Each block has its own part of the pause."""
        held = pause(at_nine(), after(5))
        moved = next_slide(held, after(8))
        assert moved.is_paused
        on = resume(moved, after(10))
        assert spent(on, "llegada", after(11)) == 5 * 60
        assert spent(on, "registro", after(11)) == 60

    def test_twice_is_once(self) -> None:
        held = pause(at_nine(), after(5))
        assert pause(held, after(6)) == held
        assert resume(at_nine(), after(5)) == at_nine()
        assert spent(resume(resume(held, after(6)), after(7)), "llegada", after(7)) == 6 * 60


class TestWhatTheRoomSees:
    def test_frozen_it_stays_where_it_was(self) -> None:
        run = freeze(walked(at_nine(), 20, 35, 40))
        assert run.room_place == (2, 1)
        on = walked(run, 50, 60)
        assert on.room_place == (2, 1)
        assert freeze(on).room_place == (3, 0)

    def test_a_frozen_block_that_is_gone(self) -> None:
        run = back(freeze(walked(at_nine(), 20, 35)), after(36))
        gone = replace(run, agenda=removed(run.agenda, 2))
        assert gone.room_place == (1, 0)

    def test_blank_and_back(self) -> None:
        assert blanked(at_nine()).is_blank
        assert blanked(blanked(at_nine())) == at_nine()


class TestTimer:
    def test_it_belongs_to_its_slide(self) -> None:
        run = start_timer(jump(at_nine(), after(1), 2, 1), after(2), 180)
        assert timer_left(run, after(2)) == 180
        assert timer_left(run, after(2, 0.4)) == 180
        assert timer_left(run, after(2, 1)) == 179
        assert timer_left(run, after(9)) == 0
        other = next_slide(run, after(3))
        assert timer_left(other, after(3)) is None
        assert timer_left(other, after(3), (2, 1)) == 120, "where it is frozen"
        assert timer_left(back(other, after(4)), after(4)) == 60, "it ran on"
        assert timer_left(stop_timer(run), after(3)) is None

    def test_no_time(self) -> None:
        with pytest.raises(ValueError):
            start_timer(at_nine(), NINE, 0)


class TestClock:
    def test_it_may_be_put_back(self) -> None:
        run = next_slide(at_nine(), after(-30))
        assert run.visits[0].seconds == 0
        assert spent(run, "registro", after(-60)) == 0
        assert timer_left(start_timer(run, after(5), 60), after(-5)) == 60


class TestRealTimes:
    def test_every_block_of_the_plan(self) -> None:
        run = walked(at_nine(), 24, 36)
        run = jump(run, after(70), 5)
        run = back(run, after(100))
        found = real_times(run, after(110))
        assert [(one.block, one.planned, one.took) for one in found] == [
            ("llegada", 20, 24),
            ("registro", 15, 12),
            ("estres", 35, 34),
            ("respirar", 10, None),
            ("descanso", 20, 10),
            ("escena", 45, 30),
            ("plan", 35, None),
            ("cierre", 20, None),
        ]
        assert found[0] == RealTime("llegada", "Llegada", 20, 24)

    @settings(max_examples=40)
    @given(any_runs(), st.integers(0, 900))
    def test_all_stays_and_pauses_together_are_the_time_since_the_beginning(
        self, found: tuple[Run, datetime], seconds: int
    ) -> None:
        run, now = found
        total = sum(spent(run, block.id, now) for block in run.agenda.blocks)
        assert 0 <= total <= (now - run.begun_at).total_seconds() + 0.001
        later = now + timedelta(seconds=seconds)
        grown = sum(spent(run, block.id, later) for block in run.agenda.blocks) - total
        assert grown == pytest.approx(0 if run.is_paused else seconds)
