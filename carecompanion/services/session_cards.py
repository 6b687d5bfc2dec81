"""Sessions as the list shows them: what is needed of each without reading its agenda, and which comes first."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from carecompanion.learning.records import TrainingSession
from carecompanion.services.session_draft import SessionPlan
from carecompanion.storage.sessions import Listed, RunListed

IN_ROOM_KINDS = ("checkin", "poll", "test")


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session in the list. `run` is the id of its last closed run, "" = none, and `begun_at` when that began; `took`
    are its minutes and `came` the people, both 0 until Training.completed reads them.

    `resting` is the run that goes on another day, "" = none. `lacks` says which packs it needs and are not here, once
    Training.completed looked.
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
    begun_at: datetime | None = None
    lacks: str = ""

    @property
    def is_closed(self) -> bool:
        return bool(self.run)

    @property
    def ran_on(self) -> date | None:
        """The day of its last closed run, as this computer has it."""
        return self.begun_at.astimezone().date() if self.begun_at is not None else None


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
    closed = next((run for run in reversed(runs) if not run.is_open), None)
    return SessionCard(
        one.session,
        one.title,
        one.place,
        one.day,
        **json.loads(one.facts),
        run=closed.run if closed else "",
        is_open=any(run.is_open for run in runs),
        resting=next((run.run for run in runs if run.is_open and run.run in resting), ""),
        begun_at=closed.begun_at if closed else None,
    )


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
