"""A session that is late: what could be shortened or left out so that it ends in time. What must be done stays."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from carecompanion.learning.running import Run, expected_end, planned_end, spent, to_come
from carecompanion.learning.workshop import Block, added, removed, resized

SHORTEN, DROP = "shorten", "drop"
# From the smallest change to the largest; a must is never dropped.
ORDER = ((SHORTEN, "could"), (SHORTEN, "should"), (DROP, "could"), (SHORTEN, "must"), (DROP, "should"))


@dataclass(frozen=True, slots=True)
class Offer:
    """Shorten a block to `minutes`, or drop it (0 minutes). `saves` are the whole minutes it brings; `is_enough`: the
    end holds."""

    kind: str
    block: str
    title: str
    minutes: int
    saves: int
    is_enough: bool


def minutes_to_save(run: Run, now: datetime) -> int:
    """Minutes that are missing for the planned end, rounded up; 0 when it holds."""
    return max(0, ceil((expected_end(run, now) - planned_end(run)).total_seconds() / 60))


def offers(run: Run, now: datetime) -> tuple[Offer, ...]:
    """Every single change that brings time, those first that are enough, the smallest change before the larger; none
    when the end holds.

    After one is taken they are other ones: taken one after another, in any order, they come to an end where the end
    holds, or only what must be done is left, as short as it can be.
    """
    missing = minutes_to_save(run, now)
    if not missing:
        return ()
    found = [offer for block in to_come(run) for offer in _offers_of(run, block, missing, now)]
    weight = {block.id: block.weight for block in run.agenda.blocks}
    return tuple(
        sorted(found, key=lambda one: (not one.is_enough, ORDER.index((one.kind, weight[one.block])), one.saves))
    )


def take(run: Run, offer: Offer) -> Run:
    """The run with this change; the same run where the block is gone, or shorter already."""
    place = run.agenda.place_of(offer.block)
    if place is None or (offer.kind == DROP and place <= run.block):
        return run
    if offer.kind == DROP:
        return replace(run, agenda=removed(run.agenda, place))
    if run.agenda.blocks[place].minutes <= offer.minutes:
        return run
    return replace(run, agenda=resized(run.agenda, place, offer.minutes))


def give_back(run: Run, block_id: str, minutes: int) -> Run:
    """The block as long as it was before it was shortened or dropped. A dropped one comes where the plan has it, or
    next. Raises ValueError for a block that is not in the plan.
    """
    place = run.agenda.place_of(block_id)
    if place is not None:
        return replace(run, agenda=resized(run.agenda, place, minutes))
    planned = [block.id for block in run.plan.blocks]
    block = run.plan.blocks[planned.index(block_id)]
    later = set(planned[planned.index(block_id) + 1 :])
    still = [place for place, one in enumerate(run.agenda.blocks) if place > run.block and one.id in later]
    place = still[0] if still else len(run.agenda.blocks)
    return replace(run, agenda=added(run.agenda, replace(block, minutes=minutes), place))


def _offers_of(run: Run, block: Block, missing: int, now: datetime) -> Iterator[Offer]:
    """What was spent already is not to be had, and the block one is in is only shortened."""
    gone = spent(run, block.id, now)
    saves = min(missing, block.minutes - max(block.fewest, ceil(gone / 60)))
    if saves > 0:
        yield Offer(SHORTEN, block.id, block.title, block.minutes - saves, saves, saves >= missing)
    rest = 60 * block.minutes - gone
    if block.weight != "must" and block.id != run.current.id and rest > 0:
        is_enough = expected_end(run, now) - timedelta(seconds=rest) <= planned_end(run)
        yield Offer(DROP, block.id, block.title, 0, int(rest / 60), is_enough)
