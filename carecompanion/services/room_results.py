"""A closed round as screens for the room: what changed, then what was answered. The console shows the same screens.

Only what services.room_totals allowed gets here; of an open round nothing does.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from carecompanion.i18n import _, number_text
from carecompanion.learning.groups import Guarded, K
from carecompanion.learning.pairs import change_words
from carecompanion.learning.room_face import room_of_changes, room_of_counts, row_of_change
from carecompanion.learning.room_view import BANDS, CHOICES, ROWS, Bar, BarRow, Counts, Options, RoomView, Words
from carecompanion.services.room_questions import SCORE, RoomQuestion
from carecompanion.services.room_round import RoomRound
from carecompanion.services.room_totals import RoomChange, RoomResult, group_words

T = TypeVar("T")


def views_of_round(
    asked: RoomRound, before: RoomRound | None = None, legend: tuple[str, ...] = ()
) -> tuple[RoomView, ...]:
    """Every screen, what changed since `before` first; `legend` names the two rounds. Empty while it is open."""
    changes = views_of_changes(asked.changes_since(before) if before is not None else ())
    results = [view for one in asked.results() for view in views_of_result(one)]
    return (*(_named(view, legend) for view in changes), *results)


def _named(view: RoomView, legend: tuple[str, ...]) -> RoomView:
    counts = _counts_in(view)
    return RoomView(replace(counts, legend=legend)) if legend and counts.legend else view


# ---- before and after


def views_of_changes(changes: Sequence[RoomChange]) -> tuple[RoomView, ...]:
    """Three rows a screen. Options without an order have no mean, and are not compared; one sentence where there are
    too few pairs for anything.
    """
    told = [one for one in changes if one.question.kind != "choice"]
    if not told:
        return ()
    title = _("What changed?")
    if not any(one.change.way for one in told):
        nothing = _counts_in(room_of_changes(title, "", ()))
        return (RoomView(replace(nothing, sentence=change_words(told[0].change), legend=())),)
    about = _about(told)
    rows = [_row(one) for one in told]
    return tuple(room_of_changes(title, about, part) for part in _parts(rows, ROWS))


def _row(one: RoomChange) -> BarRow:
    least, most = one.question.span
    note = _("from {least} to {most}").format(least=least, most=most)
    row = row_of_change(one.question.text, one.change, one.question.span, note)
    has_moved = bool(one.change.points)
    return replace(row, result_note=_("may be chance")) if has_moved and one.change.may_be_chance else row


def _about(told: Sequence[RoomChange]) -> str:
    """How many answered twice: the fewest and the most, as not everybody answers every question."""
    pairs = [one.change.pairs for one in told if one.change.way]
    if min(pairs) == max(pairs):
        return _("{n} people answered before and after.").format(n=pairs[0])
    return _("{least} to {most} people answered before and after.").format(least=min(pairs), most=max(pairs))


# ---- what was answered


def views_of_result(result: RoomResult) -> tuple[RoomView, ...]:
    """One measure: counts, in parts where a screen does not hold them, or the means of groups, or a sentence."""
    if result.question.kind == SCORE:
        return _views_of_score(result)
    if result.told is None:
        return ()
    found = result.told.counts
    columns, counts = _parts(found.columns, BANDS), _parts(found.counts, BANDS)
    parts = [replace(found, columns=one, counts=other) for one, other in zip(columns, counts, strict=True)] or [found]
    asked = result.question
    return tuple(room_of_counts(asked.text, part, _labels(asked), result.told.mean) for part in parts)


def _labels(asked: RoomQuestion) -> tuple[str, ...]:
    """A band of numbers says which: «Alto, 7 a 10»."""
    if all(least == most for least, most in asked.spans):
        return asked.labels
    words = _("{level}, {least} to {most}")
    return tuple(
        words.format(level=label, least=least, most=most) if least != most else label
        for label, (least, most) in zip(asked.labels, asked.spans, strict=True)
    )


def _views_of_score(result: RoomResult) -> tuple[RoomView, ...]:
    """How many answers of a test are right: the means of groups, or of the room alone."""
    least, most = result.question.span
    empty = _counts_in(room_of_counts(result.question.text, Guarded(result.answered), ()))
    if not result.means:
        said = empty.sentence
        if result.answered >= K:
            said = _("The mean is not shown: it would tell how single people answered.")
        return (RoomView(replace(empty, sentence=said)),)
    is_whole = len(result.means) == 1
    rows = [
        BarRow(
            _("The whole room") if is_whole else ", ".join(map(group_words, one.groups)),
            (Bar((one.value - least) / (most - least), number_text(one.value, 1)),),
            _("{n} people").format(n=one.answered),
        )
        for one in result.means
    ]
    about = f"{empty.about} " + _("Mean of right answers, from {least} to {most}.").format(least=least, most=most)
    return tuple(RoomView(replace(empty, rows=part, about=about, sentence="")) for part in _parts(rows, BANDS))


# ---- while hands go up


def view_of_question(asked: RoomQuestion) -> RoomView:
    """What the room reads while its hands are counted."""
    if len(asked.answers) <= CHOICES:
        return RoomView(Options(asked.text, tuple(words for _value, words in asked.answers)))
    ends = tuple(f"{value}: {words}" for value, words in zip(asked.span, (asked.low, asked.high), strict=True) if words)
    return RoomView(Words(asked.text, ends))


def _parts(found: Sequence[T], size: int) -> list[tuple[T, ...]]:
    return [tuple(found[place : place + size]) for place in range(0, len(found), size)]


def _counts_in(view: RoomView) -> Counts:
    assert isinstance(view.slide, Counts)
    return view.slide
