"""Check-ins: which answers are allowed, how they become values and bands, and what a result opens; pure.

A missing answer is never a zero: a scale with too few answers has no value, else each missing one counts as the mean of
the others. Values are computed with fractions and rounded to 6 places, so that no result hangs on a rounding error.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from carecompanion.content.model import Band, CheckIn, ItemId, ItemRule, Scale, ScaleId, SmallStep
from carecompanion.errors import AnswerNotAllowed, CutNotAllowed
from carecompanion.i18n import _

Answers = Mapping[ItemId, int]  # what was left blank is not in it

PLACES = 6


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """What the answers say on one scale: no value with fewer than scale.least `answered`, no band without a value."""

    scale: Scale
    value: float | None
    band: Band | None
    answered: int


# ---- answering


def answer(checkin: CheckIn, answers: Answers, item: ItemId, value: int | None) -> dict[ItemId, int]:
    """The answers with this one; None leaves the item blank. Raises AnswerNotAllowed. Tags are not answered here."""
    if all(one.id != item for one in checkin.items):
        raise AnswerNotAllowed(_("This question is not in this check-in. Your other answers are safe."))
    given = {name: kept for name, kept in answers.items() if name != item}
    if value is None:
        return given
    if value not in _values(checkin, item):
        raise AnswerNotAllowed(_("This answer is not one of those to choose from. Your other answers are safe."))
    return given | {item: value}


def _values(checkin: CheckIn, item: ItemId) -> tuple[int, ...]:
    """The values that count; tags have none."""
    answers = checkin.answers_to(item)
    return () if answers.kind == "tags" else answers.values


# ---- scoring


def score(checkin: CheckIn, answers: Answers, cuts: Mapping[ScaleId, float] | None = None) -> tuple[ScaleResult, ...]:
    """Every scale, in the order of the file. `cuts` sets where a second band begins; raises CutNotAllowed."""
    scales = {scale.id: scale for scale in checkin.scales}
    for name, cut in (cuts or {}).items():
        if name not in scales:
            raise CutNotAllowed(_("There is no scale “{id}” in this check-in.").format(id=name))
        scales[name] = _with_cut_in_range(checkin, scales[name], cut)
    return tuple(_result(checkin, scale, answers) for scale in scales.values())


def _result(checkin: CheckIn, scale: Scale, answers: Answers) -> ScaleResult:
    counted = [
        _counted(checkin, scale, item, answers[item])
        for item in scale.items
        if item in answers and answers[item] in _values(checkin, item)  # an older version may have asked otherwise
    ]
    if not counted or len(counted) < scale.least:
        return ScaleResult(scale, None, None, len(counted))
    mean = Fraction(sum(counted), len(counted))
    whole = mean if scale.combine == "mean" else mean * len(scale.items)
    value = _rounded(whole * _exact(scale.times))
    return ScaleResult(scale, value, _band(scale, value), len(counted))


def _counted(checkin: CheckIn, scale: Scale, item: ItemId, value: int) -> int:
    """A reversed item counts from the other end of its answers."""
    values = _values(checkin, item)
    return min(values) + max(values) - value if item in scale.reversed_items else value


def _band(scale: Scale, value: float) -> Band | None:
    """The last band that begins at or below the value."""
    return next((band for band in reversed(scale.bands) if band.at_least <= value), None)


def _exact(value: float) -> Fraction:
    return Fraction(str(value))  # 0.1 as it was written, not as it lies in memory


def _rounded(value: Fraction) -> float:
    return float(round(value, PLACES))


def with_cut(scale: Scale, cut: float) -> Scale:
    """The scale with its second band beginning at `cut`. Raises CutNotAllowed."""
    if not scale.may_set_cut or len(scale.bands) != 2:
        raise CutNotAllowed(_("The cut of the scale “{id}” may not be changed.").format(id=scale.id))
    first, second = scale.bands
    if not cut > first.at_least:
        what = _("The cut of the scale “{id}” must be more than {n}.")
        raise CutNotAllowed(what.format(id=scale.id, n=f"{first.at_least:g}"))
    return replace(scale, bands=(first, replace(second, at_least=cut)))


def _with_cut_in_range(checkin: CheckIn, scale: Scale, cut: float) -> Scale:
    moved = with_cut(scale, cut)
    most = most_value(checkin, scale)
    if cut > most:
        what = _("The cut of the scale “{id}” must be {n} at most.").format(id=scale.id, n=f"{most:g}")
        raise CutNotAllowed(what)
    return moved


def least_value(checkin: CheckIn, scale: Scale) -> float:
    return checkin.range_of(scale)[0]


def most_value(checkin: CheckIn, scale: Scale) -> float:
    return checkin.range_of(scale)[1]


def rule_of(checkin: CheckIn) -> str:
    """The scoring in force, like "1-4f0a91c2": the version, and a mark of all that values and bands depend on.

    The words play no part, so that a better translation leaves results comparable.
    """
    facts = [
        (
            scale.id,
            [(item, item in scale.reversed_items, _values(checkin, item)) for item in scale.items],
            (scale.combine, scale.times, scale.least),
            [(band.id, band.at_least) for band in scale.bands],
        )
        for scale in checkin.scales
    ]
    mark = hashlib.sha256(json.dumps(facts).encode()).hexdigest()
    return f"{checkin.version}-{mark[:8]}"


# ---- what a result opens


def acts(checkin: CheckIn, results: Sequence[Answers]) -> frozenset[str]:
    """What the rules open, "support" and "help"; `results` are answers, newest first. A blank breaks the row."""
    return frozenset(rule.act for rule in checkin.rules if _is_open(rule, results))


def _is_open(rule: ItemRule, results: Sequence[Answers]) -> bool:
    row = results[: rule.in_a_row]
    return len(row) == rule.in_a_row and all(_holds(rule, given.get(rule.item)) for given in row)


def _holds(rule: ItemRule, value: int | None) -> bool:
    return value is not None and _is_within(value, rule.at_least, rule.at_most)


def _is_within(value: float, at_least: float | None, at_most: float | None) -> bool:
    return (at_least is None or value >= at_least) and (at_most is None or value <= at_most)


def small_steps(checkin: CheckIn, scores: Iterable[ScaleResult], most: int = 3) -> tuple[SmallStep, ...]:
    """The first few small steps that fit, in the order of the file."""
    results = {one.scale.id: one for one in scores}
    lowest = lowest_of_wheel(results.values())
    fitting = [step for step in checkin.small_steps if _fits(step, results, lowest)]
    return tuple(fitting[:most])


def _fits(step: SmallStep, results: Mapping[ScaleId, ScaleResult], lowest: ScaleResult | None) -> bool:
    if not step.scale:
        return True
    result = results.get(ScaleId(step.scale))
    if result is None or result.value is None:
        return False
    if step.is_lowest:
        return lowest is not None and lowest.scale.id == step.scale
    if step.bands:
        return result.band is not None and result.band.id in step.bands
    return _is_within(result.value, step.at_least, step.at_most)


def lowest_of_wheel(scores: Iterable[ScaleResult]) -> ScaleResult | None:
    """The lowest of the scales on the wheel, of equal ones the first; None while they do not differ."""
    wheel = _wheel(scores)
    return min(wheel, key=_value, default=None)


def highest_of_wheel(scores: Iterable[ScaleResult]) -> ScaleResult | None:
    """The highest of the scales on the wheel, of equal ones the first; None while they do not differ."""
    wheel = _wheel(scores)
    return max(wheel, key=_value, default=None)


def _wheel(scores: Iterable[ScaleResult]) -> list[ScaleResult]:
    wheel = [one for one in scores if one.scale.dimension and one.value is not None]
    return wheel if len({one.value for one in wheel}) > 1 else []


def _value(result: ScaleResult) -> float:
    return result.value or 0.0


# ---- what changed


def change_between(scale: Scale, before: float | None, now: float | None) -> str:
    """The words for a change between two results, "" when it is not worth telling (or counted over days)."""
    if scale.change is None or scale.change.days or before is None or now is None:
        return ""
    return _change_words(scale, _exact(now) - _exact(before))


def change_over(scale: Scale, values: Sequence[tuple[date, float]], today: date) -> str:
    """The words for a change of the last `change.days` days against as many before, today included; else ""."""
    if scale.change is None or not scale.change.days:
        return ""
    days, entries = scale.change.days, max(1, scale.change.entries)
    ages = [((today - day).days, _exact(value)) for day, value in values]
    late = [value for age, value in ages if 0 <= age < days]
    early = [value for age, value in ages if days <= age < 2 * days]
    if min(len(late), len(early)) < entries:
        return ""
    return _change_words(scale, sum(late, Fraction(0)) / len(late) - sum(early, Fraction(0)) / len(early))


def _change_words(scale: Scale, difference: Fraction) -> str:
    if scale.change is None or abs(difference) < _exact(scale.change.points):
        return ""
    return scale.change.up if difference > 0 else scale.change.down
