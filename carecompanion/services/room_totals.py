"""From the answers of a room to what may be told of them; and what stays of them when the session is closed.

Totals hold for each measure how often each value was given, by group; groups with fewer than five answers are joined,
and of fewer than five answers in all only their number stays. So single answers cannot be read from a closed session,
not even with the profile's key. What is told passes learning.groups, means and pairs in any case.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from carecompanion.i18n import _
from carecompanion.learning.groups import Guarded, K, Row, large_enough
from carecompanion.learning.means import Mean, Told, guard_means, guard_values
from carecompanion.learning.pairs import Change, Marked, change, pairs
from carecompanion.services.room_questions import SCORE, RoomQuestion

Values = Mapping[int, int]  # how often each value was given
Groups = tuple[str, ...]
_BETWEEN = "\x1f"  # between the names of groups that were joined; no name has it


@dataclass(frozen=True, slots=True)
class PersonsAnswers:
    """One person's answers by question, her group, and the mark of her code ("" = none)."""

    team: str
    answers: Mapping[str, int]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: `answered` people, and their values by group where that may be kept."""

    answered: int
    by_group: tuple[tuple[Groups, Values], ...] = ()


@dataclass(frozen=True, slots=True)
class Paired:
    """People of two rounds: how many pairs, and how often each (before, after) where that may be kept."""

    count: int
    values: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoomResult:
    """What may be told of one measure: counts (and perhaps the room's mean), or the means of groups."""

    question: RoomQuestion
    answered: int
    told: Told | None = None
    means: tuple[Mean, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomChange:
    """What changed between two rounds in one measure, complete pairs only."""

    question: RoomQuestion
    change: Change


# ---- measures


def measures_of(questions: Sequence[RoomQuestion], way: str) -> tuple[RoomQuestion, ...]:
    """What is told of a round: of a test the number of right answers in the place of its choices, but of raised hands,
    which are nobody's, every question.
    """
    scored = [one for one in questions if one.right is not None]
    if way == "hands" or not scored:
        return tuple(questions)
    values = tuple((value, str(value)) for value in range(len(scored) + 1))
    labels = tuple(words for _value, words in values)
    score = RoomQuestion(SCORE, _("Right answers"), "score", values, tuple((v, v) for v, _w in values), labels)
    return score, *(one for one in questions if one.right is None)


def values_of(questions: Sequence[RoomQuestion], answers: Mapping[str, int]) -> dict[str, int]:
    """One person's value in each measure. A choice left blank is not right; with all blank there is no score."""
    known = {one.id: one for one in questions}
    given = {name: value for name, value in answers.items() if name in known}
    chosen = [value == known[name].right for name, value in given.items() if known[name].right is not None]
    values = {name: value for name, value in given.items() if known[name].right is None}
    return values | ({SCORE: sum(chosen)} if chosen else {})


def measured(
    people: Iterable[PersonsAnswers], questions: Sequence[RoomQuestion], teams: Sequence[str], way: str
) -> dict[str, Measured]:
    """Every measure of a round, not joined yet."""
    found: dict[str, dict[str, Counter[int]]] = {one.id: {} for one in measures_of(questions, way)}
    for person in people:
        for name, value in values_of(questions, person.answers).items():
            found[name].setdefault(person.team, Counter())[value] += 1
    return {name: _measured(by_team, teams) for name, by_team in found.items()}


def counted_hands(
    hands: Mapping[str, Mapping[str, Values]], questions: Sequence[RoomQuestion], teams: Sequence[str]
) -> dict[str, Measured]:
    """The same of raised hands: {question: {group: {value: count}}}."""
    return {
        one.id: _measured({team: Counter(values) for team, values in hands.get(one.id, {}).items()}, teams)
        for one in questions
    }


def _measured(by_team: Mapping[str, Counter[int]], teams: Sequence[str]) -> Measured:
    """With every group of the session as soon as one of them is named: who is left out would tell something, too."""
    names = dict.fromkeys([*(teams if any(by_team) else ()), *by_team])
    rows = tuple(((name,), dict(by_team.get(name, {}))) for name in names)
    return Measured(sum(values.total() for values in by_team.values()), rows)


# ---- pairs


def paired(
    before: Iterable[PersonsAnswers], after: Iterable[PersonsAnswers], questions: Sequence[RoomQuestion]
) -> dict[str, Paired]:
    """Every measure of people who answered in both rounds with one code."""
    rounds = [[(one.mark, values_of(questions, one.answers)) for one in people] for people in (before, after)]
    found = {}
    for measure in measures_of(questions, "laptop"):
        first, second = ([(mark, values[measure.id]) for mark, values in one if measure.id in values] for one in rounds)
        both = Counter(pairs(first, second))
        found[measure.id] = Paired(both.total(), both)
    return found


def change_of(measure: RoomQuestion, before: Measured, after: Measured, both: Paired) -> RoomChange:
    """From totals alone: who answered once is in neither pair, whoever it was."""
    if both.count < K:
        return RoomChange(measure, Change(both.count))
    first: list[Marked] = []
    second: list[Marked] = []
    for number, pair in enumerate(Counter(both.values).elements()):
        for side, value in zip((first, second), pair, strict=True):
            side.append((str(number), value))
    for side, one, place in zip((first, second), (before, after), (0, 1), strict=True):
        of_pairs = Counter(pair[place] for pair in Counter(both.values).elements())
        side += [("", value) for value in (Counter(_all_values(one)) - of_pairs).elements()]
    spans = () if measure.kind == SCORE else measure.spans
    return RoomChange(measure, change(first, second, measure.span, spans=spans))


def _all_values(one: Measured) -> Counter[int]:
    found: Counter[int] = Counter()
    for _groups, values in one.by_group:
        found.update(values)
    return found


# ---- what may be told


def result_of(measure: RoomQuestion, found: Measured) -> RoomResult:
    """Guarded; of what stays, so that a result is the same whether the session is open or closed."""
    found = staying(found)
    if not found.by_group:
        guarded = Guarded(found.answered)
        return RoomResult(measure, found.answered, None if measure.kind == SCORE else Told(guarded))
    answers = {_BETWEEN.join(groups): tuple(Counter(values).elements()) for groups, values in found.by_group}
    if measure.kind == SCORE:
        means = tuple(replace(one, groups=_apart(one.groups)) for one in guard_means(answers, measure.span))
        return RoomResult(measure, found.answered, means=means)
    told = guard_values(answers, measure.spans)
    if measure.kind == "choice":  # options without an order have no mean
        told = replace(told, mean=None)
    rows = tuple(replace(row, groups=_apart(row.groups)) for row in told.counts.rows)
    return RoomResult(measure, found.answered, replace(told, counts=replace(told.counts, rows=rows)))


def group_words(group: str) -> str:
    """Who said none has no name."""
    return group or _("Without a group")


def _apart(groups: Groups) -> Groups:
    return tuple(name for joined in groups for name in joined.split(_BETWEEN))


# ---- what stays


def staying(found: Measured) -> Measured:
    """Groups joined until each has five answers; of fewer in all, only their number. What is told does not change."""
    if found.answered < K:
        return Measured(found.answered)
    values = dict(found.by_group)
    joined = large_enough([Row((_BETWEEN.join(groups),), sum(some.values()), ()) for groups, some in found.by_group])
    rows = []
    for row in joined:
        total: Counter[int] = Counter()
        for name in row.groups:
            total.update(values[tuple(name.split(_BETWEEN))])
        rows.append((_apart(row.groups), dict(total)))
    return Measured(found.answered, tuple(rows))


def staying_pairs(found: Paired) -> Paired:
    return found if found.count >= K else Paired(found.count)


def totals_value(measures: Mapping[str, Measured], both: Mapping[str, Mapping[str, Paired]]) -> dict[str, Any]:
    """As JSON: every measure, and the pairs with each earlier round by its id."""
    return {
        "measures": {
            name: [one.answered, [[list(groups), sorted(values.items())] for groups, values in one.by_group]]
            for name, one in measures.items()
        },
        "pairs": {
            other: {
                name: [one.count, sorted([*pair, n] for pair, n in one.values.items())] for name, one in found.items()
            }
            for other, found in both.items()
        },
    }


def measures_in(value: Mapping[str, Any]) -> dict[str, Measured]:
    return {
        name: Measured(answered, tuple((tuple(groups), dict(values)) for groups, values in groups_rows))
        for name, (answered, groups_rows) in value["measures"].items()
    }


def pairs_in(value: Mapping[str, Any], other: str) -> dict[str, Paired]:
    return {
        name: Paired(count, {(before, after): n for before, after, n in values})
        for name, (count, values) in value["pairs"].get(other, {}).items()
    }
