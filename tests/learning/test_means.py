"""Means of a room: worked out by hand, kept back where they would give somebody away."""

from collections.abc import Callable, Hashable
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.learning.means import Mean, counted, guard_means, guard_values, mean_of, rounded_mean
from tests.learning.rooms import Table, betrayed, every_room, named

STRESS = (0, 10)
BANDS = ((0, 3), (4, 6), (7, 10))


class TestMean:
    def test_five_answers_are_enough_and_four_are_not(self) -> None:
        assert mean_of((4, 5, 6, 7, 8), STRESS) == 6.0
        assert mean_of((4, 5, 6, 7), STRESS) is None
        assert mean_of((), STRESS) is None

    def test_one_decimal(self) -> None:
        assert mean_of((5, 5, 5, 5, 5, 6, 6), STRESS) == 5.3, "37 / 7 = 5.2857"
        assert rounded_mean((6, 6, 6, 7)) == 6.2, "6.25, to the even one"

    def test_all_alike_have_none(self) -> None:
        assert mean_of((6,) * 7, STRESS) is None
        assert mean_of((6,) * 6 + (7,), STRESS) == 6.1

    def test_close_to_an_end_there_is_none(self) -> None:
        """Ten people with 9.9 are nine tens and a nine."""
        assert mean_of((10,) * 9 + (9,), STRESS) is None
        assert mean_of((0,) * 9 + (4,), STRESS) is None
        assert mean_of((0,) * 8 + (3, 2), STRESS) == 0.5

    def test_of_right_and_wrong_it_is_a_count(self) -> None:
        assert mean_of((1,) * 15 + (0,) * 5, (0, 1)) is None, "0.8 of 20 may be 3 wrong"
        assert mean_of((1,) * 5 + (0,) * 5, (0, 1)) == 0.5

    def test_a_value_beyond_the_ends(self) -> None:
        with pytest.raises(ValueError):
            mean_of((1, 2, 3, 4, 11), STRESS)


class TestCountsWithMean:
    def test_by_hand(self) -> None:
        """21 people, as on the console's picture: 5 low, 6 medium, 10 high."""
        answers = {"": (1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 10, 10)}
        told = guard_values(answers, BANDS)
        assert told.counts.counts == (5, 6, 10)
        assert told.mean == 5.9, "124 / 21"

    def test_bands_told_together_have_no_mean(self) -> None:
        told = guard_values({"": (1, 2, 2) + (5,) * 8 + (6,) * 2 + (8,) * 10}, BANDS)
        assert told.counts.columns == ((0, 1), (2,))
        assert told.mean is None

    def test_nearly_alike_have_none(self) -> None:
        told = guard_values({"": (4, 5, 6) * 7 + (9,)}, BANDS)
        assert (told.counts.nearly, told.counts.more_than, told.mean) == (1, 17, None)

    def test_seven_people_have_a_mean_and_no_counts(self) -> None:
        told = guard_values({"promoters": (2, 4, 5, 6, 7, 7, 8)}, BANDS)
        assert not told.counts.has_counts
        assert told.mean == 5.6

    def test_nobody(self) -> None:
        assert guard_values({"a": ()}, BANDS).mean is None
        assert guard_values({}, BANDS).mean is None
        assert guard_values({}, ()).mean is None

    @pytest.mark.parametrize("spans", [((0, 3), (5, 10)), ((0, 4), (4, 10))])
    def test_a_value_in_no_band_or_in_two(self, spans: tuple[tuple[int, int], ...]) -> None:
        with pytest.raises(ValueError):
            counted((1, 4, 9), spans)


class TestMeansOfGroups:
    answers = {"volunteers": (3, 5, 6, 7, 8, 4), "police": (2, 4, 6, 6, 7), "promoters": (5, 6, 9)}

    def test_three_join_five(self) -> None:
        assert guard_means(self.answers, STRESS) == (
            Mean(("volunteers",), 6, 5.5),
            Mean(("police", "promoters"), 8, 5.6),
        )

    def test_one_that_may_not_be_told_takes_the_others_along(self) -> None:
        """Or it would follow from the room's and theirs."""
        told = guard_means(self.answers | {"police": (10,) * 9}, STRESS)
        assert told == (Mean(("volunteers", "police", "promoters"), 18, 7.9),)

    def test_nothing_at_all(self) -> None:
        assert guard_means({"a": (5, 5, 5), "b": (4,)}, STRESS) == ()
        assert guard_means({"a": (5,) * 9}, STRESS) == ()
        assert guard_means({}, STRESS) == ()


# ---------------------------------------------------------------- attackers


def answers_of(table: Table, first: int) -> dict[str, tuple[int, ...]]:
    """Counts by value, as single answers."""
    return {
        name: tuple(first + value for value, count in enumerate(row) for _one in range(count))
        for name, row in named(table).items()
    }


def ones(first: int, last: int) -> tuple[tuple[int, int], ...]:
    return tuple((value, value) for value in range(first, last + 1))


@pytest.mark.parametrize(
    ("k", "values", "sizes"),
    [
        *[(5, 5, (size,)) for size in (5, 6, 7, 8, 9)],
        *[(5, 3, (size,)) for size in (10, 12, 16)],
        *[(3, 5, (size,)) for size in (3, 5, 7)],
        *[(3, 3, sizes) for sizes in ((2, 4), (3, 3), (3, 4), (4, 4), (5, 5), (6, 6))],
        (3, 4, (3, 4)),
        (3, 2, (3, 4, 4)),
    ],
)
def test_counts_with_a_mean_betray_nobody(k: int, values: int, sizes: tuple[int, ...]) -> None:
    def tell(room: Table) -> Hashable:
        return guard_values(answers_of(room, 1), ones(1, values), k)

    assert betrayed(every_room(sizes, values), tell, k) == []


@pytest.mark.parametrize(
    ("k", "values", "sizes"),
    [
        *[(5, values, (size,)) for values in (2, 3, 5) for size in (5, 6, 7, 8)],
        (5, 3, (5, 5)),
        (5, 3, (5, 6)),
        (3, 4, (3, 4)),
        (3, 4, (2, 4)),
    ],
)
def test_means_of_groups_betray_nobody(k: int, values: int, sizes: tuple[int, ...]) -> None:
    def tell(room: Table) -> Hashable:
        return guard_means(answers_of(room, 0), (0, values - 1), k)

    assert betrayed(every_room(sizes, values), tell, k) == []


def test_that_attacker_sees_a_mean_that_betrays() -> None:
    mean: Callable[[Table], Hashable] = lambda room: rounded_mean(answers_of(room, 0)["a"])  # noqa: E731
    assert betrayed(every_room((5,), 3), mean, 5) != []


def test_bands_and_their_mean_betray_no_band() -> None:
    """Six people, every way to answer from 0 to 5, in three bands of two values."""
    spans = ((0, 1), (2, 3), (4, 5))
    alike: dict[Hashable, set[tuple[int, ...]]] = {}
    for answers in combinations_with_replacement(range(6), 6):
        alike.setdefault(guard_values({"": answers}, spans, 3), set()).add(counted(answers, spans))
    for cells in alike.values():
        for band in range(3):
            found = {cell[band] for cell in cells}
            assert len(found) > 1 or not 0 < min(found) < 3


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(0, 10), max_size=12)))
def test_a_mean_is_never_of_fewer_than_five(answers: dict[str, list[int]]) -> None:
    every = [value for values in answers.values() for value in values]
    means = guard_means(answers, STRESS)
    assert all(mean.answered >= 5 for mean in means)
    assert sum(mean.answered for mean in means) in (0, len(every))
    if guard_values(answers, BANDS).mean is not None:
        assert len(every) >= 5
        assert len(set(every)) > 1
