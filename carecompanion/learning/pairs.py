"""Before and after, from complete pairs only: what changed, how sure that is in words, and nobody given away.

A pair is two answers with the same mark (a hash of the code a person made). Who answered once only is not in it, but
can be worked out where all answers of a round are shown as well: then fewer than `k` of them keep the figures back.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, stdev

from carecompanion.i18n import _, number_text
from carecompanion.learning.groups import Column, K, gathered
from carecompanion.learning.means import Span, guard_values, mean_of

Marked = tuple[str, int]  # the mark of a person's code ("" = none), and the answer

SURE = 0.95


@dataclass(frozen=True, slots=True)
class Change:
    """What changed for `pairs` people. `way` is up, down or same; "" with too few pairs, and nothing else is told then.

    `before` and `after` are means to one decimal, None where they would give somebody away. `may_be_chance`: the 95 %
    interval of the mean difference holds 0.
    """

    pairs: int
    way: str = ""
    may_be_chance: bool = True
    before: float | None = None
    after: float | None = None

    @property
    def points(self) -> float | None:
        """By how much, as the two means that are told differ."""
        return None if self.before is None or self.after is None else round(abs(self.after - self.before), 1)


@dataclass(frozen=True, slots=True)
class Counts:
    """How `pairs` people answered before and after, in the same columns of options; no columns: it may not be told."""

    pairs: int
    columns: tuple[Column, ...] = ()
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


def pairs(before: Sequence[Marked], after: Sequence[Marked]) -> tuple[tuple[int, int], ...]:
    """The complete pairs, by value and not in the order they came. A mark that two people made is nobody's."""
    first, second = _by_mark(before), _by_mark(after)
    return tuple(sorted((value, second[mark]) for mark, value in first.items() if mark in second))


def change(
    before: Sequence[Marked],
    after: Sequence[Marked],
    span: Span,
    *,
    all_are_shown: bool = True,
    spans: Sequence[Span] = (),
    k: int = K,
) -> Change:
    """What changed between two rounds. `all_are_shown`: some figure of all answers of these rounds is shown as well;
    `spans`: and it is counts in these bands. Then the means are told only where they undo nothing.
    """
    found = pairs(before, after)
    if len(found) < k:
        return Change(len(found))
    rounds = [(before, [one for one, _other in found]), (after, [other for _one, other in found])]
    told = [mean_of(paired, span, k) for _every, paired in rounds]
    if None in told or (all_are_shown and not all(_undoes_nothing(*one, span, spans, k) for one in rounds)):
        told = [None, None]
    way, may_be_chance = _certainty([other - one for one, other in found])
    return Change(len(found), way, may_be_chance, *told)


def _undoes_nothing(every: Sequence[Marked], paired: Sequence[int], span: Span, spans: Sequence[Span], k: int) -> bool:
    """Whether those without a partner may be worked out from the others, and whether counts are told that a mean would
    help to tell apart.
    """
    rest = _rest(every, paired)
    if rest and mean_of(rest, span, k) is None:
        return False
    return not spans or guard_values({"": [value for _mark, value in every]}, spans, k).mean is not None


def change_of_counts(
    before: Sequence[Marked], after: Sequence[Marked], options: int, *, all_are_shown: bool = True, k: int = K
) -> Counts:
    """The same for answers that are numbers of options, from 0: told in columns that hold `k` pairs before and after,
    and as many, or none, of those who answered once.
    """
    found = pairs(before, after)
    first, second = [one for one, _other in found], [other for _one, other in found]
    rests = [_rest(before, first), _rest(after, second)] if all_are_shown else []
    rows = [_counts(values, options) for values in (first, second, *(rest for rest in rests if rest))]
    columns = gathered(rows, k)
    told = [tuple(sum(row[option] for option in column) for column in columns) for row in rows[:2]]
    return Counts(len(found), columns, *told)


def _by_mark(answers: Sequence[Marked]) -> dict[str, int]:
    often = Counter(mark for mark, _value in answers)
    return {mark: value for mark, value in answers if mark and often[mark] == 1}


def _rest(every: Sequence[Marked], paired: Sequence[int]) -> list[int]:
    """The answers without a partner."""
    return list((Counter(value for _mark, value in every) - Counter(paired)).elements())


def _counts(values: Sequence[int], options: int) -> list[int]:
    if any(not 0 <= value < options for value in values):
        raise ValueError("an option that is not there")
    return [values.count(option) for option in range(options)]


# ---- how sure


def _certainty(differences: Sequence[int]) -> tuple[str, bool]:
    """The way of the mean difference, and whether its interval holds 0."""
    mean = fmean(differences)
    way = "up" if mean > 0 else "down" if mean < 0 else "same"
    return way, abs(mean) <= margin(differences)


def margin(differences: Sequence[float]) -> float:
    """Half the width of the 95 % interval of the mean: t of n-1 degrees of freedom, times s / sqrt(n).

    NIST/SEMATECH, e-Handbook of Statistical Methods, 1.3.5.2 "Confidence Limits for the Mean", on paired differences.
    Raises StatisticsError for fewer than two.
    """
    return student(len(differences) - 1) * stdev(differences) / sqrt(len(differences))


def student(freedom: int, sure: float = SURE) -> float:
    """The quantile of Student's t that leaves (1 - sure) / 2 above it, from 4 degrees of freedom on to three places.

    Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
    """
    z = NormalDist().inv_cdf((1 + sure) / 2)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return float(z + sum(term / freedom**power for power, term in enumerate(terms, 1)))


# ---- in words


def change_words(found: Change, k: int = K) -> str:
    """«Bajó 2.3 en promedio. Respondieron 21 personas antes y después. Es difícil que sea solo casualidad.»"""
    if not found.way:
        return _("Fewer than {k} people answered before and after: no comparison is shown.").format(k=k)
    asked = _("{n} people answered before and after.").format(n=found.pairs)
    return " ".join((_way_words(found), asked, _sure_words(found)))


def _way_words(found: Change) -> str:
    if found.points:
        words = _("It rose by {n} on average.") if found.way == "up" else _("It fell by {n} on average.")
        return words.format(n=number_text(found.points, 1))
    if found.points == 0 or found.way == "same":
        return _("On average it stayed the same.")
    return _("On average it rose.") if found.way == "up" else _("On average it fell.")


def _sure_words(found: Change) -> str:
    if found.may_be_chance:
        return _("That may be chance alone.")
    return _("That is hardly chance alone.")
