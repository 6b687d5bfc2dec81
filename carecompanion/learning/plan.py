"""The rules of a care plan, and ideas for its lines; pure.

A plan is short on purpose: one to three if-thens are remembered, ten are not. Nothing here counts or judges.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from carecompanion.i18n import _
from carecompanion.learning.records import Intention, PlanLine

KINDS = ("if_then", "early", "strong", "person", "limit", "sentence")
ENOUGH = 3  # if-thens that are remembered
WEEK = timedelta(days=7)


def tidy(text: str) -> str:
    """Words on one line, with one space between."""
    return " ".join(text.split())


def has_words(line: PlanLine) -> bool:
    """A line without words in either half is not there."""
    return bool(line.first or line.second)


def is_draft(line: PlanLine) -> bool:
    """An if-then with one half only."""
    return line.kind == "if_then" and has_words(line) and not (line.first and line.second)


def moved(lines: Sequence[PlanLine], line: str, by: int) -> tuple[PlanLine, ...]:
    """Of these lines, in their order, those that get another place when one goes up (by -1) or down (by 1).

    None where it cannot go there. Two lines with the same place, as a merge may leave them, are told apart first.
    """
    here = next((number for number, one in enumerate(lines) if one.line == line), -1)
    there = here + by
    if here < 0 or not by or not 0 <= there < len(lines):
        return ()
    order = list(lines)
    order.insert(there, order.pop(here))
    places = [one.place for one in lines]
    if any(after <= before for before, after in pairwise(places)):
        places = [float(number) for number in range(1, len(lines) + 1)]
    return tuple(replace(one, place=place) for one, place in zip(order, places, strict=True) if one.place != place)


def to_review(week: date, intentions: Iterable[Intention]) -> Intention | None:
    """Last week's intention while nothing was said about this one; a week left empty on purpose is something said."""
    by_week = {one.week: one for one in intentions}
    last = by_week.get(week - WEEK)
    return last if week not in by_week and last is not None and last.line else None


def ideas(kind: str, half: str) -> tuple[str, ...]:
    """Ready words for the half ("first" or "second") of a line; none where one's own words are all that is wanted."""
    found: Callable[[], tuple[str, ...]] | None = _IDEAS.get((kind, half))
    return found() if found is not None else ()


def _situations() -> tuple[str, ...]:
    return (
        _("I finish a hard shift"),
        _("I catch myself answering sharply"),
        _("a story goes round in my head at night"),
        _("I have had two hard interviews in a row"),
        _("I notice my jaw or shoulders are tight"),
        _("a message about a case comes in on my day off"),
        _("I get home and keep thinking about work"),
        _("I come back from a rough call-out"),
    )


def _small_acts() -> tuple[str, ...]:
    return (
        _("I walk for ten minutes before going home"),
        _("I say “I need a moment” and breathe three times"),
        _("I write it down in two lines, without names"),
        _("I ask someone on the team to take over"),
        _("I let my shoulders drop and breathe out slowly"),
        _("I drink a glass of water by the window"),
        _("I put the phone away until tomorrow"),
        _("I call one of my people"),
        _("I wash my hands and tell myself: the shift is over"),
        _("I look for five things around me"),
    )


def _early_signs() -> tuple[str, ...]:
    return (
        _("Tight jaw, hard shoulders"),
        _("I answer curtly"),
        _("I sleep, but I don't rest"),
        _("I skip lunch, or eat standing up"),
        _("I put off certain cases or places"),
        _("I can't switch off from work"),
    )


def _early_acts() -> tuple[str, ...]:
    return (
        _("I stop for ten minutes and drink water"),
        _("I walk once around the block"),
        _("I breathe slowly for a minute"),
        _("I tell someone on the team"),
        _("Today I finish on time"),
    )


def _strong_signs() -> tuple[str, ...]:
    return (
        _("Several nights without sleep"),
        _("I don't want to go, or want to drop everything"),
        _("Images of a story come back on their own"),
        _("Nothing matters to me, or everything irritates me"),
        _("I drink or take something to keep going"),
    )


def _strong_acts() -> tuple[str, ...]:
    return (
        _("I talk to my coordinator today and ask for support"),
        _("I call one of my people and don't stay alone"),
        _("I ask for an appointment at my health centre"),
        _("I call Línea 113, option 5"),
        _("I put away what could hurt me: weapon, pills, alcohol"),
    )


def _people() -> tuple[str, ...]:
    return (
        _("Someone in my family"),
        _("An old friend"),
        _("My shift partner"),
        _("My coordinator"),
        _("The psychologist at my health centre"),
    )


def _what_for() -> tuple[str, ...]:
    return (
        _("To be listened to"),
        _("To laugh together"),
        _("For practical help"),
        _("To go out and think of something else"),
        _("To unload after the shift"),
        _("For professional support"),
    )


def _limits() -> tuple[str, ...]:
    return (
        _("I don't read messages about cases after 9 in the evening."),
        _("I ask to be relieved after two interviews in a row."),
        _("“Thank you for telling me. I can't today; let's see it tomorrow.”"),
        _("I don't give out my own number: I give the team's."),
        _("I don't talk about cases in front of my children."),
        _("I have lunch without the phone."),
    )


def _sentences() -> tuple[str, ...]:
    return (
        _("I do my part, not everything."),
        _("I go on for the people I love."),
        _("Listening is already helping."),
        _("Resting is part of the work."),
        _("This too will pass, and I am not alone."),
    )


_IDEAS = {
    ("if_then", "first"): _situations,
    ("if_then", "second"): _small_acts,
    ("early", "first"): _early_signs,
    ("early", "second"): _early_acts,
    ("strong", "first"): _strong_signs,
    ("strong", "second"): _strong_acts,
    ("person", "first"): _people,
    ("person", "second"): _what_for,
    ("limit", "first"): _limits,
    ("sentence", "first"): _sentences,
}
