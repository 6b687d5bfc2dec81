"""Sessions as the list shows them: what is needed of each without reading its agenda, and which comes first."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from carecompanion.learning.records import TrainingSession
from carecompanion.services.session_draft import SessionPlan
from carecompanion.storage.sessions import Listed, RunListed

IN_ROOM_KINDS = ("checkin", "poll", "test")


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session in the list. `ran_on` is the day of its last closed run, `run` its id, "" = none; `took` are its
    minutes and `came` the people, both 0 until Training.completed reads them.

    `resting` is the run that goes on another day, "" = none.
    """

    session: str
    title: str
    place: str
    day: date | None
    starts: int
    minutes: int
    blocks: int
    room_blocks: int
    people: int
    run: str = ""
    took: int = 0
    came: int = 0
    is_open: bool = False
    resting: str = ""
    ran_on: date | None = None

    @property
    def is_closed(self) -> bool:
        return bool(self.run)


def facts_of(plan: SessionPlan) -> dict[str, int]:
    agenda = plan.agenda
    return {
        "starts": agenda.starts,
        "minutes": agenda.minutes,
        "blocks": len(agenda.blocks),
        "room_blocks": sum(block.kind in IN_ROOM_KINDS for block in agenda.blocks),
        "people": plan.people,
    }


def as_listed(one: TrainingSession) -> Listed:
    return Listed(one.session, one.title, one.workshop, one.place, one.day, one.facts)


def card_of(one: Listed, runs: Sequence[RunListed], resting: Collection[str]) -> SessionCard:
    """`resting` are the runs that go on another day."""
    card = SessionCard(one.session, one.title, one.place, one.day, **json.loads(one.facts))
    if not runs:
        return card
    closed = next((run for run in reversed(runs) if not run.is_open), None)
    rests = next((run.run for run in runs if run.is_open and run.run in resting), "")
    card = replace(card, is_open=any(run.is_open for run in runs), resting=rests)
    return replace(card, run=closed.run, ran_on=closed.begun_at.astimezone().date()) if closed else card


def is_resting(state: str) -> bool:
    return bool(json.loads(state)["rested_at"])


def completed(card: SessionCard, state: str) -> SessionCard:
    """With what the state of its run says."""
    found = json.loads(state)
    return replace(card, took=found["took"], came=sum(one["size"] for one in found["came"]))


def order_of(card: SessionCard, today: date) -> tuple[int, int, int]:
    """Those to come by day and hour; then without a day; then the past, the newest first."""
    if card.day is None:
        return (2 if card.is_closed else 1), 0, 0
    is_to_come = card.is_open or (card.day >= today and not card.is_closed)
    day = card.day.toordinal()
    return (0, day, card.starts) if is_to_come else (2, -day, -card.starts)
