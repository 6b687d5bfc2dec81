"""Which rounds of a session are compared: of those that asked the same, the first and the last, each by its name.

Those between are named and not compared: two that follow each other say nothing about the whole day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from carecompanion.i18n import _, day_text, time_text
from carecompanion.services.room_round import RoomRound


@dataclass(frozen=True, slots=True)
class Compared:
    """`between` are those that asked the same after the first and before the last, also by hands."""

    first: RoomRound
    last: RoomRound
    between: tuple[RoomRound, ...] = ()


def compared(rounds: Sequence[RoomRound], one: RoomRound) -> Compared | None:
    """The comparison that `one` takes part in, among all `rounds` of a session in their order; None: in none.

    One that was closed before anybody answered counts for nothing; one that is open is the last only for itself.
    """
    alike = [other for other in rounds if other.instrument == one.instrument and (other.is_open or other.count())]
    coded = [other for other in alike if other.id == one.id or one.compares_with(other)]
    if not one.has_codes or len(coded) < 2 or one not in coded:
        return None
    closed = [place for place, other in enumerate(coded) if not other.is_open]
    first, last = coded[0], coded[max([coded.index(one), *closed])]
    if first is last:
        return None
    return Compared(first, last, tuple(alike[alike.index(first) + 1 : alike.index(last)]))


# ---- in words


def compared_words(found: Compared) -> str:
    """«Se compara «Doce preguntas», 8:45, con «Las mismas doce», 11:10. Entre ellas…»"""
    moments = [one.asked_at for one in (found.first, *found.between, found.last)]
    words = _("Compared: {first}, with {last}.").format(
        first=round_words(found.first, moments), last=round_words(found.last, moments)
    )
    between = [round_words(one, moments) for one in found.between if not one.is_open]
    if not between:
        return words
    rest = _("Asked in between and not compared: {rounds}.").format(rounds="; ".join(between))
    return f"{words} {rest}"


def legend_of(found: Compared) -> tuple[str, ...]:
    """«A las 8:45», «A las 11:10», where more than two asked: then it was not just on arriving and on leaving."""
    first, last = found.first.asked_at, found.last.asked_at
    if not found.between or first is None or last is None or first.astimezone().date() != last.astimezone().date():
        return ()
    return tuple(_("At {time}").format(time=time_text(one.astimezone())) for one in (first, last))


def left_out_words(found: Compared) -> str:
    """Of a round between: why nothing is compared here."""
    moments = [one.asked_at for one in (found.first, *found.between, found.last)]
    return _("Not compared: the first round is compared with the last one, {last}.").format(
        last=round_words(found.last, moments)
    )


def round_words(one: RoomRound, moments: Iterable[datetime | None] = ()) -> str:
    """«“Doce preguntas”, 8:45»; with its day where the `moments` of the others are of several."""
    words = _("“{title}”").format(title=one.title)
    if one.asked_at is None:  # an older version of the program did not keep it
        return words
    at = one.asked_at.astimezone()
    days = {moment.astimezone().date() for moment in moments if moment is not None}
    time = time_text(at)
    if len(days) > 1:
        time = _("{day}, {time}").format(day=day_text(at.date()), time=time)
    return f"{words}, {time}"
