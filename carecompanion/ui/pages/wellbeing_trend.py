"""What the history says in words and in its drawing, worked out from a person's own entries. No widgets here.

Nothing is told that the instrument's own rule does not tell; a day without an entry is a gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carecompanion.content.model import CheckIn, Scale
from carecompanion.i18n import _, ngettext, number_text
from carecompanion.learning.history import (
    LEAST_PAIRS,
    PRACTICE_HELPS_FROM,
    Entry,
    PracticeSummary,
    mean_between,
    practice_days,
    practice_summary,
    values_of,
)
from carecompanion.learning.records import PracticeDone
from carecompanion.ui.widgets.trend_paint import Series, Trend

PERIODS = {"weeks": 28, "months": 182}  # days, today included
STRESS, ENERGY = "estres", "energia"
_MEAN_DAYS = 10  # where the instrument says nothing else


@dataclass(frozen=True)
class Figure:
    """One of the numbers below the drawing: what it is, the number in words, and what belongs to it."""

    name: str
    value: str
    more: str


@dataclass(frozen=True)
class Story:
    """What is shown of some days: a headline, a sentence, the drawing and the figures."""

    headline: str
    sentence: str
    trend: Trend
    figures: tuple[Figure, ...]


def story_of(
    checkin: CheckIn,
    period: str,
    today: date,
    entries: Sequence[Entry],
    practices: Sequence[PracticeDone],
    changes: Sequence[str],
) -> Story:
    """`entries` and `practices` of the period's days; `changes` are the words the rules tell, the weightiest first."""
    summary = practice_summary(practices)
    first = first_day(period, today)
    practised = practice_days(practices)
    series = tuple(_series(checkin, scale, entries) for scale in drawn_scales(checkin))
    trend = Trend(series, first, today, practised, _("Day with practice") if practised else "")
    headline, rest = (changes[0], changes[1:]) if changes else (neutral_words(period, bool(entries)), ())
    sentences = [f"{one}." for one in rest]
    if summary.pairs >= LEAST_PAIRS and summary.mean_fall >= PRACTICE_HELPS_FROM:
        sentences.append(_("Practising gave you some relief."))
    if not sentences and entries:
        sentences.append(_("Each point is what you noted yourself."))
    return Story(headline, " ".join(sentences), trend, _figures(checkin, today, entries, summary))


def first_day(period: str, today: date) -> date:
    return today - timedelta(days=PERIODS[period] - 1)


def neutral_words(period: str, has_entries: bool) -> str:
    """The headline where no rule finds a change worth telling."""
    if not has_entries:
        return _("Nothing noted in these weeks") if period == "weeks" else _("Nothing noted in these months")
    return _("What you noted in these weeks") if period == "weeks" else _("What you noted in these months")


def drawn_scales(checkin: CheckIn) -> list[Scale]:
    """Stress above, energy below; whatever of the two the instrument has."""
    return [scale for name in (STRESS, ENERGY) for scale in checkin.scales if scale.id == name]


def _series(checkin: CheckIn, scale: Scale, entries: Sequence[Entry]) -> Series:
    low, high = checkin.range_of(scale)
    points = values_of(entries, scale.id)
    answers = checkin.answers_to(scale.items[0])
    spoken = scale.title[:1].lower() + scale.title[1:]
    if answers.kind == "numbers":
        strain = scale.bands[-1] if scale.high_is == "strain" and scale.bands else None
        name = _("{name} ({low} to {high})").format(name=scale.title, low=number_text(low), high=number_text(high))
        return Series(
            name,
            points,
            low,
            high,
            spoken,
            high_from=strain.at_least if strain else None,
            high_name=high_words(scale.title, strain.level) if strain else "",
        )
    words = {float(option.value): option.words for option in answers.options}
    return Series(
        scale.title,
        points,
        low,
        high,
        spoken,
        words=words,
        axis=_axis(scale, low, high),
        hue="sky",
        line="dash",
        marker="square",
        height=58,
    )


def _axis(scale: Scale, low: float, high: float) -> tuple[tuple[float, str], ...]:
    """The names of three bands at bottom, middle and top; other numbers of bands leave the axis to the numbers."""
    if len(scale.bands) != 3:
        return ()
    return tuple(zip((low, (low + high) / 2, high), (band.level for band in scale.bands), strict=True))


def high_words(title: str, level: str) -> str:
    """«Estrés alto», "High stress"."""
    words = _("{level} {name}").format(level=level.lower(), name=title.lower())
    return words[:1].upper() + words[1:]


def _figures(checkin: CheckIn, today: date, entries: Sequence[Entry], summary: PracticeSummary) -> tuple[Figure, ...]:
    figures = [_mean_figure(scale, today, entries) for scale in drawn_scales(checkin)[:1]]
    days = len({entry.day for entry in entries})
    noted = ngettext("{n} day", "{n} days", days).format(n=days)
    return (*figures, _practice_figure(summary), Figure(_("You noted"), noted, _("At your own pace.")))


def _mean_figure(scale: Scale, today: date, entries: Sequence[Entry]) -> Figure:
    """The mean of the last days, and of as many before."""
    days = scale.change.days if scale.change is not None and scale.change.days else _MEAN_DAYS
    values = values_of(entries, scale.id)
    now = mean_between(values, today - timedelta(days=days - 1), today)
    before = mean_between(values, today - timedelta(days=2 * days - 1), today - timedelta(days=days))
    more = ngettext("In {n} day.", "In {n} days.", days).format(n=days)
    if before is not None:
        more += " " + _("Before, {value}.").format(value=number_text(before, 1))
    name = _("{name}, on average").format(name=scale.title)
    return Figure(name, _("No data yet") if now is None else number_text(now, 1), more)


def _practice_figure(summary: PracticeSummary) -> Figure:
    name = _("After practising")
    if not summary.pairs:
        return Figure(name, _("No data yet"), _("Mark your stress before and after."))
    more = ngettext("It fell in {fell} of {n} practice.", "It fell in {fell} of {n} practices.", summary.pairs)
    return Figure(name, fall_words(summary.mean_fall), more.format(fell=summary.fell, n=summary.pairs))


def fall_words(fall: float) -> str:
    """«2 puntos menos», «0.5 puntos más», «igual que antes»."""
    size = round(abs(fall), 1)
    if not size:
        return _("The same")
    number = number_text(size, 0 if size == int(size) else 1)
    count = 1 if size == 1 else 2  # only one point is singular; half a point is not
    if fall > 0:
        return ngettext("{n} point less", "{n} points less", count).format(n=number)
    return ngettext("{n} point more", "{n} points more", count).format(n=number)
