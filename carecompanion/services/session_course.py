"""What changes while a session runs, as it is kept: as JSON, which an older version of the program wrote with less."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from carecompanion.learning.groups import Group
from carecompanion.learning.running import Run
from carecompanion.services.session_text import compact, groups_in, groups_value, mapping, run_value, whole_row


@dataclass(frozen=True, slots=True)
class Taken:
    """An offer that was taken: shortened to `minutes`, or dropped (0)."""

    block: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Course:
    """What changes while a session runs. `came`: how many came, by group; `notes`: what the trainer noted; `comments`:
    what people wrote on paper, as she typed it; `names`: the list of certificates, where it is to be remembered.

    `rounds` are their ids as they were opened. `rested_at`: it goes on another day; `after` is the run of the day
    before, whose codes it shares, "" = none. `scenes` are the choices the room made, by block; `asked_at` is when each
    round was opened, by its id.
    """

    run: Run
    taken: tuple[Taken, ...] = ()
    came: tuple[Group, ...] = ()
    notes: str = ""
    closed_at: datetime | None = None
    rested_at: datetime | None = None
    after: str = ""
    rounds: tuple[str, ...] = ()
    comments: str = ""
    names: tuple[str, ...] = ()
    scenes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    asked_at: Mapping[str, datetime] = field(default_factory=dict)


def course_text(course: Course) -> str:
    return compact(
        {
            "run": run_value(course.run),
            "taken": [[one.block, one.title, one.minutes] for one in course.taken],
            "came": groups_value(course.came),
            "notes": course.notes,
            "closed_at": course.closed_at and course.closed_at.isoformat(),
            "rested_at": course.rested_at and course.rested_at.isoformat(),
            "after": course.after,
            "rounds": list(course.rounds),
            "asked_at": {one: at.isoformat() for one, at in course.asked_at.items()},
            "scenes": {block: list(taken) for block, taken in course.scenes.items()},
            "comments": course.comments,
            "names": list(course.names),
            "took": round(_took(course) / 60),
        }
    )


def course_in(text: str, plan_of: Callable[[object], Run]) -> Course:
    """Raises ValueError."""
    found = mapping(json.loads(text))
    closed_at, rested_at = (
        datetime.fromisoformat(found[name]) if found[name] else None for name in ("closed_at", "rested_at")
    )
    taken = tuple(Taken(str(block), str(title), int(minutes)) for block, title, minutes in found["taken"])
    came, notes, after = groups_in(found["came"]), str(found["notes"]), str(found["after"])
    rounds = tuple(str(one) for one in found["rounds"])
    comments, names = str(found.get("comments", "")), tuple(str(one) for one in found.get("names", ()))
    run = plan_of(found["run"])
    scenes = {block: whole_row(one) for block, one in mapping(found.get("scenes", {})).items()}
    asked_at = {one: datetime.fromisoformat(at) for one, at in mapping(found.get("asked_at", {})).items()}
    return Course(run, taken, came, notes, closed_at, rested_at, after, rounds, comments, names, scenes, asked_at)


def written(course: Course) -> tuple[object, ...]:
    """What the daily copies must forget, too, when it is emptied."""
    return course.notes, course.comments, course.names


def _took(course: Course) -> float:
    """Seconds from beginning to end, pauses and all."""
    return 0.0 if course.closed_at is None else max(0.0, (course.closed_at - course.run.begun_at).total_seconds())
