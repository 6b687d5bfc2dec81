"""What may be told of a room: tables worked out by hand, and an attacker who cannot work out a small cell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.learning.groups import Guarded, Row, column_words, gathered, guard, large_enough, merged, sentence
from tests.learning.rooms import (
    Table,
    agrees,
    any_rooms,
    betrayed,
    cells_that_can_be_worked_out,
    every_room,
    named,
)

BANDS = ("Bajo", "Medio", "Alto")


class TestThreeGroups:
    """23 volunteers, 17 officers, 7 promoters."""

    room = {"volunteers": (3, 10, 10), "police": (5, 6, 6), "promoters": (3, 2, 2)}

    def test_the_whole_room_in_three_bands(self) -> None:
        told = guard(self.room)
        assert told.answered == 47
        assert told.columns == ((0,), (1,), (2,))
        assert told.counts == (11, 18, 18)

    def test_seven_join_seventeen_and_two_bands_become_one(self) -> None:
        """By hand: 7 in three bands cannot have 5 in two of them; 17 + 7 = (8, 8, 8); 23 has 3 low, with medium 13."""
        told = guard(self.room)
        assert told.group_columns == ((0, 1), (2,))
        assert told.rows == (Row(("volunteers",), 23, (13, 10)), Row(("police", "promoters"), 24, (16, 8)))

    def test_where_all_is_large_enough_nothing_is_joined(self) -> None:
        told = guard({"volunteers": (9, 8, 6), "police": (5, 6, 6)})
        assert told.group_columns == ((0,), (1,), (2,))
        assert told.rows == (Row(("volunteers",), 23, (9, 8, 6)), Row(("police",), 17, (5, 6, 6)))

    def test_three_low_answers_of_23_are_never_23_less_the_others(self) -> None:
        told = guard({"volunteers": (3, 10, 10)})
        assert told.columns == ((0, 1), (2,))
        assert told.counts == (13, 10)
        assert told.rows == ()


class TestFourGroups:
    """20, 16, 7 and 4."""

    room = {"a": (6, 8, 6), "b": (5, 5, 6), "c": (2, 3, 2), "d": (1, 1, 2)}

    def test_four_join_seven_and_then_sixteen(self) -> None:
        """By hand: 4 + 7 = (3, 4, 4): no two bands of 5. With 16: (8, 9, 10), three bands of 5 beside (6, 8, 6)."""
        told = guard(self.room)
        assert told.counts == (14, 17, 16)
        assert told.group_columns == ((0,), (1,), (2,))
        assert told.rows == (Row(("a",), 20, (6, 8, 6)), Row(("b", "c", "d"), 27, (8, 9, 10)))

    def test_eleven_may_be_told_in_two_bands(self) -> None:
        told = guard(self.room | {"c": (2, 2, 3), "d": (1, 1, 2)})
        assert [row.groups for row in told.rows] == [("a",), ("b",), ("c", "d")]
        assert told.group_columns == ((0, 1), (2,))
        assert [row.counts for row in told.rows] == [(14, 6), (10, 6), (6, 5)]

    def test_a_group_nobody_answered_in_joins_another(self) -> None:
        told = guard({"a": (10, 10), "b": (0, 0), "c": (5, 5)})
        assert [row.groups for row in told.rows] == [("a",), ("b", "c")]


class TestNoCounts:
    def test_all_alike_is_told_as_nearly_alike(self) -> None:
        """A sentence of its own would say that all of them chose it."""
        alike = guard({"a": (0, 23, 0), "b": (0, 17, 0), "c": (0, 7, 0)})
        assert (alike.columns, alike.counts, alike.rows) == ((), (), ())
        assert (alike.nearly, alike.more_than) == (1, 42)
        assert alike == guard({"a": (2, 21, 0), "b": (0, 17, 0), "c": (0, 5, 2)}), "43 of 47"
        assert guard({"a": (3, 20, 0), "b": (0, 17, 0), "c": (0, 5, 2)}).nearly is None, "42 of 47"

    @pytest.mark.parametrize("count", [20, 19, 18, 17, 16])
    def test_a_small_complement_becomes_a_bound(self, count: int) -> None:
        told = guard({"": (count, 20 - count)})
        assert not told.has_counts
        assert (told.nearly, told.more_than) == (0, 15)

    def test_five_others_are_told(self) -> None:
        assert guard({"": (15, 5)}).counts == (15, 5)

    @pytest.mark.parametrize(("counts", "why"), [((4, 0), "few"), ((0, 0), "few"), ((5, 3), ""), ((4, 4, 4), "")])
    def test_too_few_or_too_far_apart(self, counts: tuple[int, ...], why: str) -> None:
        told = guard({"": counts})
        assert (told.columns, told.rows, told.nearly) == ((), (), None)
        words = sentence(told, BANDS)
        assert ("5" in words) == (why == "few")
        assert words

    def test_nine_are_the_fewest_for_a_bound(self) -> None:
        assert guard({"": (8, 0)}).nearly is None
        assert (guard({"": (5, 4)}).nearly, guard({"": (5, 4)}).more_than) == (0, 4)

    def test_nobody_at_all(self) -> None:
        assert guard({}) == Guarded(0)
        assert guard({"a": ()}) == Guarded(0)


class TestWords:
    def test_a_bound_in_words(self) -> None:
        words = sentence(guard({"": (1, 18, 1)}), BANDS)
        assert "15" in words
        assert "20" in words
        assert "Medio" in words
        assert "18" not in words

    def test_counts_need_no_sentence(self) -> None:
        assert sentence(guard({"": (10, 10)}), BANDS) == ""

    def test_columns(self) -> None:
        assert column_words((1,), BANDS) == "Medio"
        both = column_words((0, 1), BANDS)
        assert both.startswith("Bajo")
        assert both.endswith("medio")
        assert "bajo" in column_words((0, 1, 2), BANDS)
        assert "VBG" in column_words((0, 1), ("Bajo", "VBG"))


class TestBadInput:
    def test_groups_were_asked_the_same(self) -> None:
        with pytest.raises(ValueError):
            guard({"a": (1, 2), "b": (1, 2, 3)})

    def test_no_count_is_below_nothing(self) -> None:
        with pytest.raises(ValueError):
            guard({"a": (-1, 9)})

    @pytest.mark.parametrize("k", [2, 1, 0, -5])
    def test_a_k_that_protects_nobody(self, k: int) -> None:
        with pytest.raises(ValueError):
            guard({"a": (9, 9)}, k)


class TestMerging:
    def test_the_smallest_and_the_next(self) -> None:
        rows = [Row((name,), sum(counts), counts) for name, counts in named(((9,), (2,), (5,))).items()]
        assert merged(rows) == (Row(("a",), 9, (9,)), Row(("b", "c"), 7, (7,)))
        assert large_enough(rows) == merged(rows)
        assert large_enough(rows, 10) == (Row(("a", "b", "c"), 16, (16,)),)
        assert large_enough(rows[1:2]) == (rows[1],), "one is left as it is"

    def test_of_equal_ones_the_first_two(self) -> None:
        rows = [Row((name,), 4, (4,)) for name in "abc"]
        assert [row.groups for row in merged(rows)] == [("a", "b"), ("c",)]

    def test_gathering_begins_at_the_first_option(self) -> None:
        assert gathered([(2, 3, 5, 1)]) == ((0, 1), (2, 3))
        assert gathered([(5, 5), (4, 6)]) == ()
        assert gathered([]) == ()


# ---------------------------------------------------------------- attackers


def test_the_attacker_finds_what_is_left_open() -> None:
    """An attacker who never finds anything proves nothing."""
    table = ((18, 3), (10, 10))
    unguarded = Guarded(41, ((0,), (1,)), (28, 13), group_columns=((0,), (1,)), rows=(Row(("b",), 20, (10, 10)),))
    assert cells_that_can_be_worked_out(table, unguarded) == [(0, 1)]
    crossed = Guarded(24, ((0,), (1, 2)), (9, 15), group_columns=((0, 1), (2,)), rows=(Row(("a", "b"), 24, (11, 13)),))
    assert cells_that_can_be_worked_out(((5, 1, 6), (4, 1, 7)), crossed) == [], "two groups hide each other"
    alone = Guarded(12, ((0,), (1,), (2,)), (5, 1, 6))
    assert cells_that_can_be_worked_out(((5, 1, 6),), alone) == [(0, 1)]


def test_the_attacker_knows_a_wrong_figure() -> None:
    assert not agrees(((5, 6),), Guarded(11, ((0,), (1,)), (6, 5)), [11])
    assert not agrees(((5, 6),), Guarded(11, nearly=0, more_than=6), [11])
    assert not agrees(((5, 6),), Guarded(11), [12])


@settings(max_examples=80)
@given(any_rooms())
def test_no_small_cell_can_be_worked_out(table: Table) -> None:
    assert cells_that_can_be_worked_out(table, guard(named(table))) == []


@settings(max_examples=80)
@given(any_rooms())
def test_every_figure_holds_five(table: Table) -> None:
    told = guard(named(table))
    assert sum(told.counts) in (0, told.answered)
    assert min((*told.counts, 5)) >= 5
    assert len(told.columns) != 1
    assert sorted(option for column in told.columns for option in column) in ([], list(range(len(table[0]))))
    for row in told.rows:
        assert min(row.counts) >= 5
        assert sum(row.counts) == row.answered
    if told.rows:
        assert sorted(name for row in told.rows for name in row.groups) == sorted(named(table))
        assert all(any(set(one) <= set(wide) for wide in told.group_columns) for one in told.columns)


@settings(max_examples=60)
@given(st.integers(1, 60), st.integers(1, 6), st.data())
def test_all_alike_never_shows(size: int, options: int, data: st.DataObject) -> None:
    """What is told of people who all answered alike is told of others, too."""
    option = data.draw(st.integers(0, options - 1))
    alike = guard({"": tuple(size if one == option else 0 for one in range(options))})
    assert not alike.has_counts
    if size >= 9 and options > 1:
        other = (option + 1) % options
        row = [0] * options
        row[option], row[other] = size - 4, 4
        assert guard({"": tuple(row)}) == alike


SMALL_ROOMS = [
    *[(3, 2, (a, b)) for a in range(1, 10) for b in range(a, 10)],
    *[(3, 3, sizes) for sizes in ((1, 2), (1, 5), (2, 4), (2, 7), (3, 3), (4, 6), (6, 6), (5, 8), (6, 7))],
    *[(3, 2, sizes) for sizes in ((1, 1, 1), (1, 3, 4), (2, 3, 3), (3, 3, 3), (2, 4, 6), (4, 5, 6), (6, 6, 7))],
    *[(3, 3, sizes) for sizes in ((1, 3, 4), (3, 3, 3))],
    *[(5, options, (size,)) for options in (2, 3) for size in range(1, 24)],
    *[(5, 2, sizes) for sizes in ((4, 12), (7, 10), (10, 10), (11, 12))],
]


@pytest.mark.parametrize("k", [3, 5])
def test_who_knows_the_program_works_out_nothing_either(k: int) -> None:
    """Every room of these sizes is told; in none is a cell below k the same in all rooms of which that is told."""
    for of, options, sizes in SMALL_ROOMS:
        if of == k:
            found = betrayed(every_room(sizes, options), lambda room: guard(named(room), k), k)
            assert found == [], (sizes, options)


def test_that_attacker_sees_a_rule_that_betrays() -> None:
    """Hiding small counts and nothing else, with the sum known."""
    hide = lambda room: tuple(count if count >= 3 else -1 for row in room for count in row)  # noqa: E731
    assert betrayed(every_room((6,), 2), hide, 3) != []
