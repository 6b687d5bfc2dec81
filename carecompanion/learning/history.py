"""What a person's own check-ins and practices say over time; pure.

A day without an entry is a gap and stays one: never a zero, never a missed day.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean

from carecompanion.content.model import CheckInId, ItemId, PracticeId, ScaleId
from carecompanion.learning.records import CheckInDone, PracticeDone

LEAST_PAIRS = 3  # uses with a before and an after, until a practice is said to have helped
PRACTICE_HELPS_FROM = 1.0  # points of stress, in the mean


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished check-in, read. `scores` holds what was computed then, under `rule`; blank answers are in neither."""

    checkin: CheckInId
    pack_version: str
    rule: str
    answers: Mapping[ItemId, int]
    tags: tuple[str, ...]
    scores: Mapping[ScaleId, float]
    note: str
    day: date
    minute: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PracticeSummary:
    """Practices with both numbers: in how many of them stress fell, and by how much in the mean (negative: it rose)."""

    pairs: int
    fell: int
    mean_fall: float


@dataclass(frozen=True, slots=True)
class Helped:
    """A practice that helped this person: the mean fall of stress over `pairs` uses."""

    practice: PracticeId
    pairs: int
    fall: float


def entry_of(record: CheckInDone) -> Entry:
    """The entry of a record; what is not readable in it counts as left blank."""
    return Entry(
        checkin=record.checkin,
        pack_version=record.pack_version,
        rule=record.rule,
        answers={ItemId(name): value for name, value in _numbers(record.answers).items() if isinstance(value, int)},
        tags=_words(record.tags),
        scores={ScaleId(name): float(value) for name, value in _numbers(record.scores).items()},
        note=record.note,
        day=record.day,
        minute=record.minute,
        at=record.at,
    )


def daily_means(entries: Iterable[Entry], scale: ScaleId) -> tuple[tuple[date, float], ...]:
    """One value for each day that has one, in the order of days: the mean of that day's entries."""
    found: dict[date, list[float]] = defaultdict(list)
    for entry in entries:
        if scale in entry.scores:
            found[entry.day].append(entry.scores[scale])
    return tuple((day, fmean(found[day])) for day in sorted(found))


def values_of(entries: Iterable[Entry], scale: ScaleId) -> tuple[tuple[date, float], ...]:
    """Every value with its day, in the order of days and, within one, as they were kept."""
    found = [(entry.day, entry.scores[scale]) for entry in entries if scale in entry.scores]
    return tuple(sorted(found, key=lambda one: one[0]))


def mean_between(values: Sequence[tuple[date, float]], first: date, last: date) -> float | None:
    """The mean of the values of these days, both included; None when there is none."""
    inside = [value for day, value in values if first <= day <= last]
    return fmean(inside) if inside else None


def practice_days(practices: Iterable[PracticeDone]) -> tuple[date, ...]:
    return tuple(sorted({one.day for one in practices}))


def practice_summary(practices: Iterable[PracticeDone]) -> PracticeSummary:
    """Of these practices, those with a before and an after."""
    falls = [one.before - one.after for one in practices if one.before is not None and one.after is not None]
    return PracticeSummary(len(falls), sum(fall > 0 for fall in falls), fmean(falls) if falls else 0.0)


def what_helped(effects: Iterable[tuple[PracticeId, int, float]]) -> tuple[Helped, ...]:
    """From (practice, pairs, mean fall): those used often enough whose mean fall is worth saying, best first."""
    found = [
        Helped(practice, pairs, fall)
        for practice, pairs, fall in effects
        if pairs >= LEAST_PAIRS and fall >= PRACTICE_HELPS_FROM
    ]
    return tuple(sorted(found, key=lambda one: (-one.fall, -one.pairs, one.practice)))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def days_since_rest(last: date | None, today: date) -> int | None:
    """Whole days since the last day of real rest; None where none is known, or where it lies ahead of the clock."""
    if last is None or last > today:
        return None
    return (today - last).days


def _numbers(words: str) -> dict[str, float]:
    found = _json(words)
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if type(value) in (int, float)}


def _words(words: str) -> tuple[str, ...]:
    found = _json(words)
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _json(words: str) -> object:
    try:
        found: object = json.loads(words) if words else None
    except ValueError:
        return None
    return found
