"""Twelve minutes late: what is offered, the smallest change first, and what must be done stays."""

from datetime import datetime
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.learning.catching_up import DROP, SHORTEN, Offer, minutes_to_save, offers, take
from carecompanion.learning.running import Run, begin, jump, next_slide, plan_gap, spent, to_come
from carecompanion.learning.workshop import Agenda
from tests.learning.agendas import NINE, a_block, a_morning, after, any_runs


def late(minutes: int, agenda: Agenda | None = None) -> Run:
    """Begun so many minutes late."""
    return begin(agenda or a_morning(), after(minutes), {}, NINE)


def told(found: tuple[Offer, ...]) -> list[tuple[str, str, int, bool]]:
    return [(one.kind, one.block, one.minutes, one.is_enough) for one in found]


class TestTwelveMinutesLate:
    def test_by_hand(self) -> None:
        """Enough alone: leave out the plan (could), shorten the scene (must) by 12, leave out the break. The others
        bring 5 to 10 minutes.
        """
        assert told(offers(late(12), after(12))) == [
            (DROP, "plan", 0, True),
            (SHORTEN, "escena", 33, True),
            (DROP, "descanso", 0, True),
            (SHORTEN, "respirar", 5, False),
            (SHORTEN, "descanso", 10, False),
            (SHORTEN, "registro", 10, False),
            (SHORTEN, "estres", 25, False),
            (DROP, "respirar", 0, False),
        ]

    def test_a_shortening_that_is_enough_comes_before_a_drop(self) -> None:
        first = offers(late(8), after(8))[0]
        assert first == Offer(SHORTEN, "descanso", "Descanso", 12, 8, True)

    def test_taken_the_end_holds(self) -> None:
        run = late(12)
        for offer in offers(run, after(12))[:3]:
            assert plan_gap(take(run, offer), after(12)) <= 0
            assert offers(take(run, offer), after(12)) == ()

    def test_two_small_ones(self) -> None:
        run = late(12)
        for number in (4, 3):
            run = take(run, offers(late(12), after(12))[number])
        assert minutes_to_save(run, after(12)) == 0

    def test_on_time_nothing_is_offered(self) -> None:
        assert offers(late(0), after(0)) == ()
        assert minutes_to_save(late(0), after(0)) == 0

    def test_half_a_minute_is_a_minute(self) -> None:
        run = begin(a_morning(), after(0, 30), {}, NINE)
        assert minutes_to_save(run, after(0, 30)) == 1
        assert plan_gap(run, after(0, 30)) == 0


class TestWhereOneIs:
    def test_the_block_one_is_in_is_only_shortened_and_not_below_what_it_took(self) -> None:
        agenda = Agenda(540, (a_block("uno", 40, weight="could", least=10), a_block("dos", 20)))
        assert told(offers(late(15, agenda), after(15))) == [(SHORTEN, "uno", 25, True)]
        assert told(offers(late(15, agenda), after(15 + 32, 20))) == [(SHORTEN, "uno", 33, False)]

    def test_what_is_over_is_not_offered(self) -> None:
        run = jump(late(12), after(12), 6)
        assert {one.block for one in offers(run, after(100))} <= {"plan", "cierre"}

    def test_what_was_spent_already_is_not_to_be_had(self) -> None:
        """The breathing took 28 of its 10 minutes; then one went back for what was left out."""
        run = jump(jump(late(12), after(12), 3), after(40), 1)
        assert minutes_to_save(run, after(40)) == 10
        assert "respirar" in {block.id for block in to_come(run)}
        assert "respirar" not in {one.block for one in offers(run, after(40))}

    def test_seconds_count(self) -> None:
        """A minute and 29 seconds late; of two minutes one second was spent, so leaving them out is enough."""
        agenda = Agenda(540, (a_block("uno", 1), a_block("dos", 2, weight="should")))
        run = jump(jump(begin(agenda, NINE, {}), NINE, 1), after(0, 1), 0)
        assert minutes_to_save(run, after(2, 30)) == 2
        assert offers(run, after(2, 30)) == (Offer(DROP, "dos", "Dos", 0, 1, True),)

    def test_only_musts_at_their_least(self) -> None:
        agenda = Agenda(540, (a_block("uno", 40), a_block("dos", 20)))
        assert offers(late(15, agenda), after(15)) == ()
        assert minutes_to_save(late(15, agenda), after(15)) == 15


class TestStaleOffers:
    def test_twice_is_once(self) -> None:
        run = late(12)
        for offer in offers(run, after(12)):
            once = take(run, offer)
            assert once != run
            assert take(once, offer) == once

    def test_one_that_was_passed_meanwhile_is_not_dropped(self) -> None:
        run = late(12)
        offer = next(one for one in offers(run, after(12)) if one.block == "respirar" and one.kind == DROP)
        there = jump(run, after(50), 3)
        assert take(there, offer) == there
        assert take(next_slide(there, after(60)), offer).agenda == run.agenda


@settings(max_examples=60)
@given(any_runs(), st.data())
def test_taken_in_any_order_the_end_holds_or_only_musts_are_left(
    found: tuple[Run, datetime], data: st.DataObject
) -> None:
    run, now = found
    musts = [block.id for block in run.agenda.blocks if block.weight == "must"]
    while possible := offers(run, now):
        assert minutes_to_save(run, now) > 0
        offer = data.draw(st.sampled_from(possible))
        before = minutes_to_save(run, now)
        run = take(run, offer)
        assert max(0, before - offer.saves - 1) <= minutes_to_save(run, now) <= max(0, before - offer.saves)
        assert (minutes_to_save(run, now) == 0) == offer.is_enough
    assert [block.id for block in run.agenda.blocks if block.weight == "must"] == musts
    if minutes_to_save(run, now):
        for block in to_come(run):
            gone = ceil(spent(run, block.id, now) / 60)
            assert block.minutes <= max(block.fewest, gone), "it could be shortened"
            assert (
                block.weight == "must" or block.id == run.current.id or 60 * block.minutes <= spent(run, block.id, now)
            )


@settings(max_examples=40)
@given(any_runs())
def test_the_smallest_change_comes_first(found: tuple[Run, datetime]) -> None:
    run, now = found
    every = offers(run, now)
    weight = {block.id: block.weight for block in run.agenda.blocks}
    assert sorted(every, key=lambda one: not one.is_enough) == list(every)
    assert all(weight[one.block] != "must" for one in every if one.kind == DROP)
    for one in every:
        block = next(block for block in run.agenda.blocks if block.id == one.block)
        assert one.kind == DROP or block.fewest <= one.minutes < block.minutes
    enough = [one for one in every if one.is_enough]
    if any(one.kind == SHORTEN and weight[one.block] != "must" for one in enough):
        assert enough[0].kind == SHORTEN
