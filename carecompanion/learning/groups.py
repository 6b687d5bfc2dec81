"""What may be told of a room's answers: no figure from which the answers of fewer than five people can be worked out.

Options are gathered and groups are merged until every count that is told is `k` or more; nothing is left out by itself.
Why that is enough: the counts of groups are told in whole columns of the room's (a column is options side by side), so
that within each of them only the margins of a table are known. Any cell of such a table may be more or less by the
smallest margin beside it, and those are `k` or more, or the size of a group that was merged. The tests play somebody
who knows every figure, every group's size and this rule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carecompanion.i18n import _

K = 5  # DESIGN 8; FACTS H9.1
LEAST_K = 3  # with 2, three answers that all differ would betray themselves by not being told

Column = tuple[int, ...]  # options told together, side by side


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a session: a name and how many came, no person."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Row:
    """Groups told together: their names, how many answered, and a count for each of Guarded.group_columns."""

    groups: tuple[str, ...]
    answered: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Guarded:
    """What may be told of one question. `counts` are the room's, one for each of `columns`; both empty: none are told.

    Then `nearly` is the option that more than `more_than` chose, or None. It is told alike whether all chose it or all
    but four: that everyone answered the same is nobody's business. `rows` is empty where groups cannot be told apart.
    """

    answered: int
    columns: tuple[Column, ...] = ()
    counts: tuple[int, ...] = ()
    nearly: int | None = None
    more_than: int = 0
    group_columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    k: int = K

    @property
    def has_counts(self) -> bool:
        return bool(self.columns)


def guard(counts: Mapping[str, Sequence[int]], k: int = K) -> Guarded:
    """What may be told of counts by group and option, the options in their own order.

    Raises ValueError for rows of different length, counts below nothing, or a `k` that protects nobody.
    """
    _check(counts, k)
    rows = [Row((name,), sum(row), tuple(row)) for name, row in counts.items()]
    room = _sum_of([row.counts for row in rows])
    answered = sum(room)
    columns = gathered([room], k)
    if not columns:
        return _without_counts(room, answered, k)
    group_columns, told = _told_by_group(rows, columns, k)
    return Guarded(answered, columns, _in(columns, room), group_columns=group_columns, rows=told, k=k)


def gathered(rows: Sequence[Sequence[int]], k: int = K) -> tuple[Column, ...]:
    """The finest columns in which every row counts `k` or more: from the first option on, options are taken together
    until it is so; what is over joins the last column. Empty when there would be one column, which tells nothing.
    """
    columns: list[Column] = []
    taken: Column = ()
    for option in range(len(rows[0]) if rows else 0):
        taken = (*taken, option)
        if all(sum(row[one] for one in taken) >= k for row in rows):
            columns.append(taken)
            taken = ()
    if taken and columns:
        columns[-1] += taken
    return tuple(columns) if len(columns) > 1 else ()


def merged(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The row with the fewest answers and the next smallest as one, in the place of the first of them."""
    order = sorted(range(len(rows)), key=lambda place: (rows[place].answered, place))
    first, second = sorted(order[:2])
    one, other = rows[first], rows[second]
    both = Row(one.groups + other.groups, one.answered + other.answered, _sum_of([one.counts, other.counts]))
    return tuple(both if place == first else row for place, row in enumerate(rows) if place != second)


def large_enough(rows: Sequence[Row], k: int = K) -> tuple[Row, ...]:
    """The rows, merged until each has `k` answers, or one is left."""
    found = tuple(rows)
    while len(found) > 1 and min(row.answered for row in found) < k:
        found = merged(found)
    return found


def _told_by_group(
    rows: Sequence[Row], columns: tuple[Column, ...], k: int
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """The most rows that can be told in two columns or more, each made of whole columns of the room.

    So the smallest group joins the next smallest as long as one has fewer than twice `k` answers, and often longer.
    """
    found = tuple(rows)
    while len(found) > 1:
        wider = gathered([_in(columns, row.counts) for row in found], k)
        if wider:
            whole = tuple(tuple(option for place in column for option in columns[place]) for column in wider)
            return whole, tuple(Row(row.groups, row.answered, _in(whole, row.counts)) for row in found)
        found = merged(found)
    return (), ()


def _without_counts(room: Sequence[int], answered: int, k: int) -> Guarded:
    """Too few, too far apart, or nearly all alike: then a bound, where there are so many that it names nobody."""
    nearly = next((option for option, count in enumerate(room) if answered - count < k), None)
    if nearly is None or answered < 2 * k - 1:
        return Guarded(answered, k=k)
    return Guarded(answered, nearly=nearly, more_than=answered - k, k=k)


def _in(columns: Sequence[Column], counts: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(counts[option] for option in column) for column in columns)


def _sum_of(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _check(counts: Mapping[str, Sequence[int]], k: int) -> None:
    if k < LEAST_K:
        raise ValueError(f"k is {k}")
    if len({len(row) for row in counts.values()}) > 1:
        raise ValueError("the groups were asked different questions")
    if any(count < 0 for row in counts.values() for count in row):
        raise ValueError("a count below nothing")


# ---- in words


def column_words(column: Column, options: Sequence[str]) -> str:
    """The words of options told together: «Bajo», «Bajo o medio», «De bajo a alto»."""
    first, last = options[column[0]], options[column[-1]]
    if len(column) == 1:
        return first
    between = _("{first} or {last}") if len(column) == 2 else _("Anything from {first} to {last}")
    inside = _small(first) if len(column) > 2 else first
    return between.format(first=inside, last=_small(last))


def sentence(guarded: Guarded, options: Sequence[str]) -> str:
    """What is said in place of counts; "" where counts are told."""
    if guarded.has_counts:
        return ""
    if guarded.answered < guarded.k:
        return _("Fewer than {k} answers: no result is shown.").format(k=guarded.k)
    if guarded.nearly is None:
        return _("Too few people gave each answer: no numbers are shown.")
    return _("More than {n} of {all} people chose “{option}”.").format(
        n=guarded.more_than, all=guarded.answered, option=options[guarded.nearly]
    )


def _small(words: str) -> str:
    """Inside a sentence; a word in capitals stays one."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
