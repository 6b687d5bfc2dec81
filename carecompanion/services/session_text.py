"""Agendas, groups and runs as JSON and back, as they lie in the profile's file and in the file for a second laptop.

Every value is looked at when it is read: what is not exactly that raises ValueError.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, TypeVar

from carecompanion.learning.groups import Group
from carecompanion.learning.running import Run, SlideTimer, Visit
from carecompanion.learning.workshop import Agenda, Block, BlockSlide

T = TypeVar("T")
_BLOCK_TEXTS = ("kind", "title", "weight", "of", "notes", "notice")
_SLIDE_TEXTS = ("title", "tag", "picture")


def compact(value: object) -> str:
    """Half a character, as a broken paste leaves it, is written as an escape and read back as it was."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def parsed(text: str | bytes) -> Any:
    """Raises ValueError, also for what is nested too deep."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


# ---- agenda


def agenda_value(agenda: Agenda) -> dict[str, Any]:
    return {"starts": agenda.starts, "until": agenda.until, "blocks": [asdict(block) for block in agenda.blocks]}


def agenda_in(value: object) -> Agenda:
    found = mapping(value)
    return Agenda(
        whole(found, "starts"), tuple(_block_in(one) for one in rows(found, "blocks")), whole(found, "until", 0)
    )


def _block_in(value: object) -> Block:
    found = mapping(value)
    return Block(
        id=text_in(found, "id"),
        minutes=whole(found, "minutes"),
        least=whole(found, "least", 1),
        steps=texts_in(found, "steps"),
        is_sensitive=_of(bool, found.get("is_sensitive", False)),
        slides=tuple(_slide_in(one) for one in rows(found, "slides", ())),
        **{name: text_in(found, name, "") for name in _BLOCK_TEXTS},
    )


def _slide_in(value: object) -> BlockSlide:
    found = mapping(value)
    texts = {name: text_in(found, name, "") for name in _SLIDE_TEXTS}
    return BlockSlide(points=texts_in(found, "points"), minutes=whole(found, "minutes", 0), **texts)


# ---- groups


def groups_value(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [asdict(group) for group in groups]


def groups_in(value: object) -> tuple[Group, ...]:
    found = [mapping(one) for one in _of(list, value)]
    groups = tuple(Group(text_in(one, "name"), whole(one, "size")) for one in found)
    if any(group.size < 0 for group in groups) or len({group.name for group in groups}) < len(groups):
        raise ValueError("groups that cannot be")
    return groups


# ---- a run


def run_value(run: Run) -> dict[str, Any]:
    """Where a run is; its plan and its slides are kept apart. Of the agenda only what differs from the plan can."""
    return {
        "agenda": [[block.id, block.minutes] for block in run.agenda.blocks],
        "planned_at": run.planned_at.isoformat(),
        "begun_at": run.begun_at.isoformat(),
        "entered_at": run.entered_at.isoformat(),
        "block": run.block,
        "slide": run.slide,
        "held": run.held,
        "paused_at": run.paused_at and run.paused_at.isoformat(),
        "visits": [[one.block, one.begun_at.isoformat(), one.seconds] for one in run.visits],
        "done": sorted(run.done),
        "frozen": run.frozen,
        "is_blank": run.is_blank,
        "timer": run.timer and asdict(run.timer) | {"begun_at": run.timer.begun_at.isoformat()},
        "slide_at": run.slide_at and run.slide_at.isoformat(),
    }


def run_in(value: object, plan: Agenda, slides: Mapping[str, int]) -> Run:
    found = mapping(value)
    known = {block.id: block for block in plan.blocks}
    blocks = tuple(replace(known[_of(str, name)], minutes=_of(int, minutes)) for name, minutes in rows(found, "agenda"))
    run = Run(
        plan=plan,
        agenda=replace(plan, blocks=blocks),
        planned_at=_moment(found["planned_at"]),
        begun_at=_moment(found["begun_at"]),
        entered_at=_moment(found["entered_at"]),
        slides=slides,
        block=whole(found, "block"),
        slide=whole(found, "slide"),
        held=float(found["held"]),
        paused_at=_moment(found["paused_at"]) if found["paused_at"] else None,
        visits=tuple(Visit(_of(str, one), _moment(at), float(seconds)) for one, at, seconds in rows(found, "visits")),
        done=frozenset(_of(str, one) for one in rows(found, "done")),
        frozen=_frozen_in(found["frozen"]),
        is_blank=_of(bool, found["is_blank"]),
        timer=_timer_in(found["timer"]),
        slide_at=_moment(found["slide_at"]) if found.get("slide_at") else None,
    )
    run.agenda.checked(run.block)
    return run


def _frozen_in(value: object) -> tuple[str, int] | None:
    if value is None:
        return None
    name, slide = _of(list, value)
    return _of(str, name), _of(int, slide)


def _timer_in(value: object) -> SlideTimer | None:
    if value is None:
        return None
    found = mapping(value)
    begun_at = _moment(found["begun_at"])
    return SlideTimer(
        text_in(found, "block"), whole(found, "slide"), whole(found, "seconds"), begun_at, float(found["held"])
    )


# ---- values of one kind


def mapping(value: object) -> dict[str, Any]:
    return _of(dict, value)


def rows(found: Mapping[str, Any], name: str, otherwise: Sequence[object] | None = None) -> list[Any]:
    return _of(list, found.get(name, None if otherwise is None else list(otherwise)))


def text_in(found: Mapping[str, Any], name: str, otherwise: str | None = None) -> str:
    return _of(str, found.get(name, otherwise))


def texts_in(found: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_of(str, one) for one in rows(found, name, ()))


def whole_row(value: object) -> tuple[int, ...]:
    return tuple(_of(int, one) for one in _of(list, value))


def whole(found: Mapping[str, Any], name: str, otherwise: int | None = None) -> int:
    return _of(int, found.get(name, otherwise))


def _of(kind: type[T], value: object) -> T:
    """True is no number here."""
    if type(value) is not kind:
        raise ValueError(f"not {kind.__name__}")
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_of(str, value))
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment
