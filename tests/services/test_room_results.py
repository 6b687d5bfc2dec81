"""A closed round as screens: only what was allowed, three changes a screen, six bars at most, a sentence for few."""

import pytest

from carecompanion.learning.groups import Guarded, guard
from carecompanion.learning.means import Mean, Told
from carecompanion.learning.pairs import Change
from carecompanion.learning.room_view import BANDS, ROWS, Options, Words
from carecompanion.services.room_questions import SCORE, RoomQuestion, choice_of
from carecompanion.services.room_results import view_of_question, views_of_changes, views_of_result, views_of_round
from carecompanion.services.room_round import RoomRound
from carecompanion.services.room_totals import RoomChange, RoomResult
from tests.services.trainer import Desk


def numbers(name: str = "estres", most: int = 10) -> RoomQuestion:
    values = tuple((value, str(value)) for value in range(most + 1))
    spans = tuple((value, value) for value, _words in values)
    return RoomQuestion(name, name.capitalize(), "numbers", values, spans, tuple(w for _v, w in values), "Nada", "Todo")


def score() -> RoomQuestion:
    found = numbers(SCORE, 8)
    return RoomQuestion(SCORE, "Aciertos", "score", found.answers, found.spans, found.labels)


def change(
    name: str, pairs: int, before: float | None = None, after: float | None = None, **more: object
) -> RoomChange:
    way = "" if pairs < 5 else "down"
    return RoomChange(numbers(name), Change(pairs, way, before=before, after=after, **more))  # type: ignore[arg-type]


def test_more_bands_than_a_screen_holds_go_on_on_the_next_one() -> None:
    counts = guard({"": [6] * 11})
    views = views_of_result(RoomResult(numbers(), 66, Told(counts, 5.0)))
    assert [len(view.slide.rows) for view in views] == [BANDS, 5]
    assert [row.label for view in views for row in view.slide.rows] == [str(n) for n in range(11)]
    assert all("66" in view.slide.about and "5.0" in view.slide.about for view in views)


def test_bands_of_numbers_say_which() -> None:
    asked = numbers()
    bands = RoomQuestion(
        asked.id, asked.text, "numbers", asked.answers, ((0, 3), (4, 6), (7, 10)), ("Bajo", "Medio", "Alto")
    )
    (view,) = views_of_result(RoomResult(bands, 21, Told(guard({"": [5, 6, 10]}))))
    assert [(row.label, row.bars[0].words) for row in view.slide.rows] == [
        ("Bajo, 0 a 3", "5"),
        ("Medio, 4 a 6", "6"),
        ("Alto, 7 a 10", "10"),
    ]


def test_few_answers_are_a_sentence() -> None:
    (view,) = views_of_result(RoomResult(numbers(), 3, Told(Guarded(3))))
    assert view.slide.rows == () and "menos de 5" in view.slide.sentence.lower()
    (view,) = views_of_result(RoomResult(score(), 4))
    assert view.slide.rows == () and "menos de 5" in view.slide.sentence.lower()


def test_all_alike_says_no_count() -> None:
    (view,) = views_of_result(RoomResult(numbers(), 20, Told(guard({"": [20, *[0] * 10]}))))
    assert view.slide.rows == () and "Más de 15 de 20" in view.slide.sentence


def test_right_answers_are_told_by_groups_or_of_the_room_or_not_at_all() -> None:
    means = (Mean(("Voluntariado",), 20, 5.6), Mean(("Policía", "Promotoría"), 11, 4.0))
    (view,) = views_of_result(RoomResult(score(), 31, means=means))
    assert [(row.label, row.bars[0].words, row.note) for row in view.slide.rows] == [
        ("Voluntariado", "5.6", "20 personas"),
        ("Policía, Promotoría", "4.0", "11 personas"),
    ]
    assert view.slide.rows[0].bars[0].share == pytest.approx(0.7)
    (view,) = views_of_result(RoomResult(score(), 9, means=(Mean(("a", "b"), 9, 8.0),)))
    assert view.slide.rows[0].label == "Toda la sala"
    (view,) = views_of_result(RoomResult(score(), 9))
    assert view.slide.rows == () and "No mostramos el promedio" in view.slide.sentence


def test_changes_stand_three_a_screen_with_their_uncertainty() -> None:
    told = [change(f"q{n}", 21, 6.1, 3.8, may_be_chance=n == 1) for n in range(4)]
    views = views_of_changes(told)
    assert [len(view.slide.rows) for view in views] == [ROWS, 1]
    first, second = views[0].slide.rows[:2]
    assert (first.result, first.result_note, first.note) == ("Bajó 2.3", "", "de 0 a 10")
    assert second.result_note == "quizá por azar"
    assert "21 personas" in views[0].slide.about


def test_pairs_that_are_not_as_many_everywhere_and_those_that_are_too_few() -> None:
    (view,) = views_of_changes([change("a", 21, 6.1, 3.8), change("b", 18, 5.0, 3.0), change("c", 3)])
    assert "de 18 a 21" in view.slide.about
    assert "Menos de 5" in view.slide.rows[2].result_note and not view.slide.rows[2].bars[0].words
    (view,) = views_of_changes([change("a", 4), change("b", 0)])
    assert view.slide.rows == () and "menos de 5" in view.slide.sentence.lower()


def test_options_without_an_order_are_not_compared() -> None:
    colours = choice_of("color", "¿Qué color?", ["rojo", "verde"])
    assert views_of_changes([RoomChange(colours, Change(20, "up", before=0.2, after=0.8))]) == ()
    assert views_of_changes([]) == ()


def test_the_room_is_asked_without_any_count() -> None:
    assert view_of_question(choice_of("color", "¿Qué color?", ["rojo", "verde"])).slide == Options(
        "¿Qué color?", ("rojo", "verde")
    )
    assert view_of_question(numbers()).slide == Words("Estres", ("0: Nada", "10: Todo"))


def test_an_open_round_has_no_screens(desk: Desk) -> None:
    run = desk.started()
    run.jump(1)
    opened: RoomRound = run.open_round("laptop")
    for number in range(12):
        opened.answer({"p1": number % 3, "c1": 1 + number % 5}, "Policía", f"a{number:03d}")
    assert views_of_round(opened) == ()
    opened.close()
    titles = [view.slide.title for view in views_of_round(opened, run.before(opened))]
    assert titles[0] == "Respuestas acertadas" and len(titles) == 5
