"""What is told of a closed session: who came, what it took, what the room answered as far as it may be told.

Only what RoomRound tells goes in, so that paper, page and sheets hold no figure that the room itself could not see.
Counts of fewer than five people in a round are words, not figures. It reads, and keeps nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from carecompanion.i18n import _, minutes_text, number_text, time_text
from carecompanion.learning.groups import K, column_words, sentence
from carecompanion.learning.pairs import change_words
from carecompanion.learning.running import planned_end
from carecompanion.services.room_comparing import compared_words
from carecompanion.services.room_round import RoomRound
from carecompanion.services.room_totals import RoomChange, RoomResult, group_words
from carecompanion.services.session_run import TrainingRun
from carecompanion.services.session_text import groups_in, parsed

FORM = "form:"


@dataclass(frozen=True, slots=True)
class Came:
    """How many of a group came; `planned` None: the plan did not name it."""

    group: str
    planned: int | None
    came: int


@dataclass(frozen=True, slots=True)
class Took:
    """A block of the plan, its minutes there and the minutes it took, None = left out; `taken` are the minutes it was
    shortened to while the session ran, 0 = dropped, None = neither.
    """

    title: str
    planned: int
    took: int | None
    taken: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a result: of whom (no groups: the whole room), of what; or `words` in its place."""

    groups: tuple[str, ...]
    what: str
    value: int | float | None = None
    words: str = ""
    is_mean: bool = False

    @property
    def value_words(self) -> str:
        return "" if self.value is None else number_text(self.value, 1 if self.is_mean else 0)


@dataclass(frozen=True, slots=True)
class Told:
    """One question of a round. `answered` is how many did, in words where they are few."""

    question: str
    answered: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One question of two rounds; means only where they may be told."""

    question: str
    before: float | None
    after: float | None
    pairs: int | None
    words: str


@dataclass(frozen=True, slots=True)
class RoundTold:
    """A round as it may be told. `is_form`: people say what they thought of the session. `asked_at` is its hour, or ""
    where nobody kept it; `compared` says which two rounds `changes` are of.
    """

    title: str
    way: str
    answered: str
    told: tuple[Told, ...]
    changes: tuple[Changed, ...] = ()
    is_form: bool = False
    asked_at: str = ""
    compared: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `planned_at` and `planned_end` are the plan's; moments are in the zone of this computer."""

    title: str
    place: str
    day: date
    begun_at: datetime
    ended_at: datetime
    planned_at: datetime
    planned_end: datetime
    came: tuple[Came, ...]
    took: tuple[Took, ...]
    rounds: tuple[RoundTold, ...]
    notes: str = ""
    comments: str = ""

    @property
    def people(self) -> int:
        return sum(one.came for one in self.came)

    @property
    def planned_people(self) -> int:
        return sum(one.planned or 0 for one in self.came)

    @property
    def planned_minutes(self) -> int:
        return sum(one.planned for one in self.took)

    @property
    def minutes(self) -> int:
        """From beginning to end, pauses and all."""
        return round(max(0.0, (self.ended_at - self.begun_at).total_seconds()) / 60)

    @property
    def comparisons(self) -> tuple[RoundTold, ...]:
        return tuple(one for one in self.rounds if one.changes)

    @property
    def results(self) -> tuple[RoundTold, ...]:
        return tuple(one for one in self.rounds if not one.is_form)

    @property
    def forms(self) -> tuple[RoundTold, ...]:
        return tuple(one for one in self.rounds if one.is_form)


def report_of(run: TrainingRun) -> Report:
    """Of a closed run, or of one as it stands: rounds that are open tell nothing."""
    begun_at = run.run.begun_at.astimezone()
    return Report(
        title=run.record.title,
        place=run.record.place,
        day=run.record.day,
        begun_at=begun_at,
        ended_at=run.ended_at.astimezone(),
        planned_at=run.run.planned_at.astimezone(),
        planned_end=planned_end(run.run).astimezone(),
        came=_came(run),
        took=_took(run),
        rounds=tuple(_round(run, one) for one in run.rounds() if not one.is_open),
        notes=run.course.notes.strip(),
        comments=run.course.comments.strip(),
    )


def _came(run: TrainingRun) -> tuple[Came, ...]:
    planned = {group.name: group.size for group in groups_in(parsed(run.record.groups))}
    return tuple(Came(group.name, planned.get(group.name), group.size) for group in run.course.came)


def _took(run: TrainingRun) -> tuple[Took, ...]:
    taken = {one.block: one.minutes for one in run.course.taken}
    return tuple(Took(one.title, one.planned, one.took, taken.get(one.block)) for one in run.real_times())


def _round(run: TrainingRun, one: RoomRound) -> RoundTold:
    found = run.compared(one)
    changes = one.changes_since(found.first) if found is not None and found.last is one else ()
    is_form = one.instrument.startswith(FORM)
    title = _("What people thought of it") if is_form else one.title or _("Questions")
    told = round_told(title, one.way, one.count(), one.results(), changes, is_form=is_form)
    asked_at = "" if one.asked_at is None else time_text(one.asked_at.astimezone())
    return replace(told, asked_at=asked_at, compared=compared_words(found) if found is not None and changes else "")


def round_told(
    title: str,
    way: str,
    answered: int,
    results: Sequence[RoomResult],
    changes: Sequence[RoomChange] = (),
    *,
    is_form: bool = False,
) -> RoundTold:
    """Nothing but what the results and changes tell."""
    told = tuple(Told(one.question.text, few_words(one.answered), tuple(_figures(one))) for one in results)
    return RoundTold(title, way_words(way), few_words(answered), told, tuple(map(_changed, changes)), is_form)


def _figures(result: RoomResult) -> Iterator[Figure]:
    for mean in result.means:
        yield Figure(mean.groups, _mean_words(), mean.value, is_mean=True)
    if result.told is None:
        if not result.means:
            yield Figure((), "", words=_no_mean(result.answered))
        return
    counts, labels = result.told.counts, result.question.labels
    if not counts.has_counts:
        yield Figure((), "", words=sentence(counts, labels))
    for column, count in zip(counts.columns, counts.counts, strict=True):
        yield Figure((), column_words(column, labels), count)
    if result.told.mean is not None:
        yield Figure((), _mean_words(), result.told.mean, is_mean=True)
    for row in counts.rows:
        for column, count in zip(counts.group_columns, row.counts, strict=True):
            yield Figure(row.groups, column_words(column, labels), count)


def _changed(one: RoomChange) -> Changed:
    change = one.change
    pairs = change.pairs if change.way else None
    return Changed(one.question.text, change.before, change.after, pairs, change_words(change))


# ---- in words


def way_words(way: str) -> str:
    return {"laptop": _("Passing the laptop"), "hands": _("Hands or cards"), "paper": _("Paper")}.get(way, way)


def few_words(count: int) -> str:
    """A small count is no figure: «menos de 5»."""
    return str(count) if count >= K else _("fewer than {k}").format(k=K)


def groups_words(groups: Sequence[str]) -> str:
    """«Toda la sala», «Policía», «Promotoras y Voluntariado»."""
    if not groups:
        return _("The whole room")
    *first, last = map(group_words, groups)
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def taken_words(one: Took) -> str:
    """What became of a block while the session ran."""
    if one.took is None:
        return _("Left out") if one.taken is None else _("Dropped to end in time")
    if one.taken:
        return _("Shortened to {time}").format(time=minutes_text(one.taken))
    return ""


def guarded_words() -> str:
    return _("Nobody sees single answers. No group of fewer than {k} answers is shown.").format(k=K)


def _mean_words() -> str:
    return _("Mean")


def _no_mean(answered: int) -> str:
    if answered < K:
        return _("Fewer than {k} answers: no result is shown.").format(k=K)
    return _("The mean is not shown: it would tell how single people answered.")
