"""Means of a room's answers that give nobody away, and do not undo what groups.py keeps back.

A question is told by counts or by the means of its groups, never both: whoever asks chooses before anybody answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from carecompanion.learning.groups import Guarded, K, Row, guard, large_enough

PLACES = 1  # a mean is told with one decimal

Span = tuple[int, int]  # the least and the most value of an option, or of a whole question


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of `answered` people of these groups, rounded to one decimal."""

    groups: tuple[str, ...]
    answered: int
    value: float


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a question whose answers are whole numbers."""

    counts: Guarded
    mean: float | None = None


def mean_of(values: Sequence[int], span: Span, k: int = K) -> float | None:
    """The mean, to one decimal, where nothing else is told of these answers.

    None with fewer than `k` answers, when all are alike, and where their sum may be less than `k` points away from an
    end: there it would say who stands where. Raises ValueError for a value beyond the ends.
    """
    if any(not span[0] <= value <= span[1] for value in values):
        raise ValueError("a value beyond the ends")
    if len(values) < k or len(set(values)) == 1:
        return None
    told = rounded_mean(values)
    sums = _sums_with(told, len(values))
    if sums.start - span[0] * len(values) < k or span[1] * len(values) - sums.stop + 1 < k:
        return None
    return told


def rounded_mean(values: Sequence[int]) -> float:
    """As it would be told; of nothing, ZeroDivisionError."""
    return float(round(Fraction(sum(values), len(values)), PLACES))


def counted(values: Sequence[int], spans: Sequence[Span]) -> tuple[int, ...]:
    """How many values lie in each span. Raises ValueError for a value in none, or in two."""
    found = tuple(sum(least <= value <= most for value in values) for least, most in spans)
    if sum(found) != len(values):
        raise ValueError("a value in no band, or in two")
    return found


def guard_values(answers: Mapping[str, Sequence[int]], spans: Sequence[Span], k: int = K) -> Told:
    """Counts of the answers by group, and the room's mean. `spans` are the options or bands, lowest first, side by side
    without a gap.

    The mean is told where each option has `k` answers, so that it can add nothing; or where the room is so small that
    there never are counts. Elsewhere it would help to tell apart what is told together.
    """
    counts = guard({name: counted(values, spans) for name, values in answers.items()}, k)
    may_be_told = counts.answered < 2 * k - 1 or len(counts.columns) == len(spans)
    if not spans or not may_be_told:
        return Told(counts)
    every = [value for values in answers.values() for value in values]
    return Told(counts, mean_of(every, (spans[0][0], spans[-1][1]), k))


def guard_means(answers: Mapping[str, Sequence[int]], span: Span, k: int = K) -> tuple[Mean, ...]:
    """The means of the groups, those with fewer than `k` answers merged; or of the room alone where one of them may not
    be told, for it would follow from the others; or nothing.
    """
    rows = large_enough([Row((name,), len(values), ()) for name, values in answers.items()], k)
    for groups in ([row.groups for row in rows], [tuple(answers)]):
        found = [_mean(names, answers, span, k) for names in groups]
        means = tuple(mean for mean in found if mean is not None)
        if means and len(means) == len(found):
            return means
    return ()


def _mean(groups: tuple[str, ...], answers: Mapping[str, Sequence[int]], span: Span, k: int) -> Mean | None:
    values = [value for name in groups for value in answers[name]]
    told = mean_of(values, span, k)
    return None if told is None else Mean(groups, len(values), told)


def _sums_with(mean: float, answered: int) -> range:
    """Every sum of so many answers that may be told as this mean."""
    told, half = Fraction(str(mean)), Fraction(1, 2 * 10**PLACES)
    return range(ceil((told - half) * answered), floor((told + half) * answered) + 1)
