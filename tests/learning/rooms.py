"""Rooms full of answers for the tests, and somebody who wants to know what a person answered."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from hypothesis import strategies as st

from carecompanion.learning.groups import Guarded

Table = tuple[tuple[int, ...], ...]  # counts by group and option


def names(groups: int) -> tuple[str, ...]:
    return tuple("abcdefgh"[:groups])


def named(table: Table) -> dict[str, tuple[int, ...]]:
    return dict(zip(names(len(table)), table, strict=True))


@st.composite
def any_rooms(draw: st.DrawFn) -> Table:
    """Up to 6 groups and 2 to 11 options: few answers here, many there, and often all of a group alike."""
    options = draw(st.integers(2, 11))
    few = st.integers(0, draw(st.sampled_from((1, 3, 8, 15))))
    mixed = st.tuples(*[few] * options)
    alike = st.builds(
        lambda place, size: tuple(size if one == place else 0 for one in range(options)),
        st.integers(0, options - 1),
        st.integers(0, 25),
    )
    return tuple(draw(st.lists(mixed | alike, min_size=1, max_size=6)))


# ---- who knows every figure shown and the size of every group


def agrees(table: Table, shown: Guarded, answered: Sequence[int]) -> bool:
    """Whether a table could be the room's: each figure that is shown, written out as a sum."""
    if any(count < 0 for row in table for count in row) or [sum(row) for row in table] != list(answered):
        return False
    whole = [sum(column) for column in zip(*table, strict=True)]
    for column, count in zip(shown.columns, shown.counts, strict=True):
        if sum(whole[option] for option in column) != count:
            return False
    if shown.nearly is not None and not whole[shown.nearly] > shown.more_than:
        return False
    by_name = named(table)
    return all(
        sum(by_name[name][option] for name in row.groups for option in column) == count
        for row in shown.rows
        for column, count in zip(shown.group_columns, row.counts, strict=True)
    )


def others_like(table: Table, group: int, option: int) -> Iterator[Table]:
    """Tables with another count in this cell: one person answered otherwise, alone or in exchange with another."""
    for to in range(len(table[0])):
        for step in (1, -1) if to != option else ():
            yield _moved(table, group, option, to, step)
            for partner in range(len(table)):
                if partner != group:
                    yield _moved(_moved(table, group, option, to, step), partner, option, to, -step)


def _moved(table: Table, group: int, option: int, to: int, step: int) -> Table:
    row = list(table[group])
    row[option] -= step
    row[to] += step
    return (*table[:group], tuple(row), *table[group + 1 :])


def cells_that_can_be_worked_out(table: Table, shown: Guarded) -> list[tuple[int, int]]:
    """The cells of 1 to k-1 people for which no other room with the same figures was found."""
    answered = [sum(row) for row in table]
    assert agrees(table, shown, answered), "a figure is wrong"
    return [
        (group, option)
        for group, row in enumerate(table)
        for option, count in enumerate(row)
        if 0 < count < shown.k and not any(agrees(one, shown, answered) for one in others_like(table, group, option))
    ]


# ---- who knows the program too, and tries every room there can be


def parts(size: int, options: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can answer."""
    if options == 1:
        yield (size,)
        return
    for first in range(size + 1):
        yield from ((first, *rest) for rest in parts(size - first, options - 1))


def every_room(sizes: Sequence[int], options: int) -> Iterator[Table]:
    return product(*[list(parts(size, options)) for size in sizes])


def betrayed(rooms: Iterable[Table], tell: Callable[[Table], Hashable], k: int) -> list[tuple[Hashable, str, int]]:
    """What is told, and whose cell of 1 to k-1 is the same in every room of which just that is told."""
    alike: Mapping[Hashable, set[Table]] = defaultdict(set)
    for room in rooms:
        alike[tell(room)].add((*room, tuple(sum(column) for column in zip(*room, strict=True))))
    return [
        (told, f"group {group} of {len(tables)} rooms", option)
        for told, tables in alike.items()
        for group, row in enumerate(next(iter(tables)))
        for option, count in enumerate(row)
        if 0 < count < k and len({table[group][option] for table in tables}) == 1
    ]
