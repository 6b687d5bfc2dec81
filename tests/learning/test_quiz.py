"""A question: tries, first and last, feedback that teaches, and no score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.model import Option, Question, QuestionId
from carecompanion.learning.quiz import choose, tries_of, try_again

QUESTION = Question(
    QuestionId("cocina"),
    "¿Qué haces?",
    (
        Option("Le cuento todo", False, "Es humano.", "El alivio dura poco."),
        Option("¿Me escuchas?", True, "Puede elegir.", "Te va a escuchar mejor."),
        Option("No digo nada", False, "Pesa.", "Pedir también es fortaleza."),
    ),
)


def test_an_unanswered_question_is_open_and_shows_nothing() -> None:
    tries = tries_of(QUESTION, ())
    assert tries.is_open
    assert tries.chosen is None


def test_after_an_answer_its_feedback_is_shown() -> None:
    tries = choose(tries_of(QUESTION, ()), 0)
    assert tries.chosen is QUESTION.options[0]
    assert tries.shows_caring


def test_trying_again_opens_the_question_and_keeps_what_was_tried() -> None:
    tries = choose(try_again(choose(tries_of(QUESTION, ()), 0)), 1)
    assert tries.options == (0, 1)
    assert tries.chosen is QUESTION.options[1]


def test_an_option_that_is_not_there_cannot_be_chosen() -> None:
    with pytest.raises(IndexError):
        choose(tries_of(QUESTION, ()), 3)
    with pytest.raises(IndexError):
        choose(tries_of(QUESTION, ()), -1)


@given(st.lists(st.integers(-5, 9)))
def test_whatever_was_kept_the_tries_hold_only_options_the_question_has(kept: list[int]) -> None:
    tries = tries_of(QUESTION, tuple(kept))
    assert all(0 <= option < 3 for option in tries.options)
    assert tries.options == tuple(option for option in kept if 0 <= option < 3)
    assert tries.is_open == (not tries.options)
