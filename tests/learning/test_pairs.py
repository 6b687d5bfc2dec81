"""Before and after: complete pairs, worked out by hand, and nobody who answered only once is given away."""

from statistics import StatisticsError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.learning.pairs import (
    Change,
    Counts,
    Marked,
    change,
    change_of_counts,
    change_words,
    margin,
    pairs,
    student,
)

STRESS = (0, 10)
BANDS = ((0, 3), (4, 6), (7, 10))


def marked(*values: int, first: int = 0) -> list[Marked]:
    return [(f"mark-{number}", value) for number, value in enumerate(values, first)]


BEFORE = marked(7, 6, 8, 5, 7, 6)
AFTER = marked(4, 5, 5, 5, 3, 4)


class TestPairs:
    def test_only_who_answered_twice(self) -> None:
        assert pairs([("a", 7), ("b", 6)], [("b", 4), ("c", 9)]) == ((6, 4),)

    def test_their_order_says_nothing(self) -> None:
        forth = pairs([("a", 9), ("b", 1), ("c", 5)], [("c", 2), ("a", 3), ("b", 4)])
        back = pairs([("c", 5), ("b", 1), ("a", 9)], [("b", 4), ("c", 2), ("a", 3)])
        assert forth == back == ((1, 4), (5, 2), (9, 3))

    def test_a_mark_of_two_people_is_nobodys(self) -> None:
        assert pairs([("a", 7), ("a", 2), ("b", 6)], [("a", 4), ("b", 5)]) == ((6, 5),)
        assert pairs([("a", 7)], [("a", 4), ("a", 4)]) == ()

    def test_without_a_mark_there_is_no_pair(self) -> None:
        assert pairs([("", 7)], [("", 4)]) == ()


class TestChange:
    def test_by_hand(self) -> None:
        """Differences -3 -1 -3 0 -4 -2: mean -2.17, s 1.472, t(5) 2.571: -2.17 ± 1.54, and 0 is not in it."""
        assert change(BEFORE, AFTER, STRESS) == Change(6, "down", False, 6.5, 4.3)
        assert change(BEFORE, AFTER, STRESS).points == 2.2
        assert margin([-3, -1, -3, 0, -4, -2]) == pytest.approx(1.545, abs=0.001)

    def test_a_change_that_may_be_chance(self) -> None:
        """Differences 3 -2 1 2 -1 0: mean 0.5, s 1.871, 0.5 ± 1.96."""
        found = change(BEFORE, marked(10, 4, 9, 7, 6, 6), STRESS)
        assert found == Change(6, "up", True, 6.5, 7.0)

    def test_no_change(self) -> None:
        assert change(BEFORE, BEFORE, STRESS) == Change(6, "same", True, 6.5, 6.5)

    def test_under_five_pairs_nothing_is_told(self) -> None:
        assert change(BEFORE[:4], AFTER, STRESS) == Change(4)
        assert change([], [], STRESS) == Change(0)

    def test_all_alike_are_told_without_figures(self) -> None:
        found = change(marked(6, 6, 6, 6, 6, 6), AFTER, STRESS)
        assert (found.way, found.before, found.after, found.points) == ("down", None, None, None)
        assert change(BEFORE, marked(0, 0, 0, 0, 0, 1), STRESS).after is None


class TestThoseWithoutAPartner:
    more = marked(9, 1, 5, first=20)

    def test_fewer_than_five_keep_the_figures_back(self) -> None:
        """All 9 before, less the 6 pairs, would be these three."""
        assert change(BEFORE + self.more, AFTER, STRESS) == Change(6, "down", False)
        assert change(BEFORE, AFTER + self.more, STRESS) == Change(6, "down", False)

    def test_where_only_pairs_are_shown_they_keep_nothing_back(self) -> None:
        assert change(BEFORE + self.more, AFTER, STRESS, all_are_shown=False).points == 2.2

    def test_five_hide_each_other_unless_they_are_alike(self) -> None:
        assert change(BEFORE + marked(9, 1, 5, 4, 6, first=20), AFTER, STRESS).points == 2.2
        assert change(BEFORE + marked(5, 5, 5, 5, 5, first=20), AFTER, STRESS).points is None

    def test_a_mean_does_not_undo_bands_told_together(self) -> None:
        before = marked(*(1,) * 6, *(5,) * 6, *(8,) * 6)
        apart = marked(*(2,) * 6, *(4,) * 6, *(9,) * 6)
        together = marked(*(2,) * 9, *(4,) * 3, *(9,) * 6)
        assert change(before, apart, STRESS, spans=BANDS).before == 4.7
        assert change(before, together, STRESS, spans=BANDS).before is None
        assert change(together, before, STRESS, spans=BANDS).before is None
        assert change(before, together, STRESS).before == 4.7, "no bands were shown"


class TestCounts:
    """“I know what to say in the first contact”: 8 of 21 before, 16 after."""

    before = marked(*(1,) * 8, *(0,) * 13)
    after = marked(*(1,) * 16, *(0,) * 5)

    def test_by_hand(self) -> None:
        assert change_of_counts(self.before, self.after, 2) == Counts(21, ((0,), (1,)), (13, 8), (5, 16))

    def test_the_same_columns_before_and_after(self) -> None:
        before = marked(*(0,) * 3, *(1,) * 7, *(2,) * 10)
        after = marked(*(0,) * 7, *(1,) * 6, *(2,) * 7)
        assert change_of_counts(before, after, 3) == Counts(20, ((0, 1), (2,)), (10, 10), (13, 7))

    def test_a_small_complement_after_hides_both(self) -> None:
        assert change_of_counts(self.before, marked(*(1,) * 17, *(0,) * 4), 2) == Counts(21)

    def test_two_who_left_early_keep_the_counts_back(self) -> None:
        late = marked(1, 0, first=50)
        assert change_of_counts(self.before + late, self.after, 2) == Counts(21)
        assert change_of_counts(self.before + late, self.after, 2, all_are_shown=False).after == (5, 16)

    def test_ten_who_left_early_do_not(self) -> None:
        late = marked(*(1,) * 5, *(0,) * 5, first=50)
        assert change_of_counts(self.before + late, self.after, 2).before == (13, 8)
        assert change_of_counts(self.before + late[1:], self.after, 2) == Counts(21)

    def test_nobody(self) -> None:
        assert change_of_counts([], [], 3) == Counts(0)

    def test_an_option_that_is_not_there(self) -> None:
        with pytest.raises(ValueError):
            change_of_counts(marked(0, 1, 2), marked(0, 1, 1), 2)


class TestHowSure:
    @pytest.mark.parametrize(
        ("freedom", "value"), [(4, 2.776), (5, 2.571), (9, 2.262), (20, 2.086), (46, 2.013), (1000, 1.962)]
    )
    def test_as_in_the_tables(self, freedom: int, value: float) -> None:
        assert student(freedom) == pytest.approx(value, abs=0.001)

    def test_one_difference_says_nothing(self) -> None:
        with pytest.raises((StatisticsError, ZeroDivisionError)):
            margin([1])

    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=5, max_size=40))
    def test_turned_round_it_says_the_opposite(self, found: list[tuple[int, int]]) -> None:
        before = marked(*(one for one, _other in found))
        after = marked(*(other for _one, other in found))
        forth, back = change(before, after, STRESS), change(after, before, STRESS)
        assert (forth.before, forth.after, forth.may_be_chance) == (back.after, back.before, back.may_be_chance)
        assert {forth.way, back.way} in ({"up", "down"}, {"same"})


class TestWords:
    def test_with_figures(self) -> None:
        words = change_words(change(BEFORE, AFTER, STRESS))
        assert "2.2" in words
        assert "6" in words

    def test_each_way_has_its_words(self) -> None:
        told = [
            change_words(Change(6, way, is_chance, before, after))
            for way in ("up", "down")
            for is_chance in (True, False)
            for before, after in ((None, None), (5.0, 6.0))
        ]
        assert len(set(told)) == 8

    def test_a_change_too_small_for_a_decimal_stays(self) -> None:
        assert change_words(Change(60, "up", True, 5.0, 5.0)) == change_words(Change(60, "same", True, 5.0, 5.0))
        assert change_words(Change(60, "same", True)) == change_words(Change(60, "same", True, 5.0, 5.0))

    def test_too_few_pairs(self) -> None:
        words = change_words(Change(4))
        assert "5" in words
        assert "4" not in words
