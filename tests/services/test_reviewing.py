"""Questions come back from finished lessons, days later; never from what was skipped as hard; all of it can wait."""

from collections.abc import Iterator

import pytest

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId, Question
from carecompanion.events import ReviewChanged
from carecompanion.learning.records import ReviewCard
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.reviewing import AT_ONCE

WHY, BODY = LessonId("cuidarme/por-que-cuidarme"), LessonId("cuidarme/estres-en-mi-cuerpo")


@pytest.fixture
def app(paths: Paths, clock) -> App:
    return open_app(paths, clock=clock, cost=2**4)


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


def finish(profile: OpenProfile, lesson: LessonId, skip_first_question: bool = False) -> list[Question]:
    """Go through a lesson; returns its questions, but for the skipped one."""
    run = profile.study.open_lesson(lesson)
    run.begin()
    found: list[Question] = []
    has_skipped = False
    while True:
        if run.step.question is not None and skip_first_question and not has_skipped:
            has_skipped = True
            run.skip()
            continue
        found += [run.step.question] if run.step.question is not None else []
        if not run.go_on():
            break
    run.finish()
    return found


def caring(question: Question) -> int:
    return next(number for number, option in enumerate(question.options) if option.is_caring)


def other(question: Question) -> int:
    return next(number for number, option in enumerate(question.options) if not option.is_caring)


def test_nothing_comes_back_before_a_lesson_is_finished_or_on_the_same_day(profile: OpenProfile, clock) -> None:
    profile.study.open_lesson(WHY).begin()
    clock.move(days=3)
    assert profile.reviewing.count() == 0
    questions = finish(profile, WHY)
    assert profile.reviewing.count() == 0
    assert profile.reviewing.open().is_over
    clock.move(days=1)
    assert profile.reviewing.count() == len(questions)


def test_a_question_skipped_as_hard_never_comes_back(profile: OpenProfile, clock) -> None:
    questions = finish(profile, WHY, skip_first_question=True)
    clock.move(days=1)
    run = profile.reviewing.open()
    assert [one.question.id for one in run.questions] == [question.id for question in questions]


def test_an_answer_moves_it_and_the_first_one_counts(profile: OpenProfile, app: App, clock) -> None:
    told: list[ReviewChanged] = []
    app.events.on(ReviewChanged, told.append)
    questions = finish(profile, WHY)
    clock.move(days=1)
    run = profile.reviewing.open()
    question = run.current.question
    run.answer(other(question))
    run.try_again()
    tries = run.answer(caring(question))
    assert tries.options == (other(question), caring(question))
    assert profile.reviewing.count() == len(questions) - 1
    (card,) = [one for one in profile.keeper.journal.reviews_of(WHY) if one.question == question.id]
    second = run.questions[1].question
    run.go_on()
    run.answer(caring(second))
    (known,) = [one for one in profile.keeper.journal.reviews_of(WHY) if one.question == second.id]
    assert card.due < known.due
    assert len(told) == 3  # planned once, answered twice


def test_leaving_in_the_middle_leaves_the_rest_due(profile: OpenProfile, clock) -> None:
    questions = finish(profile, WHY)
    clock.move(days=1)
    run = profile.reviewing.open()
    run.answer(caring(run.current.question))
    assert profile.reviewing.count() == len(questions) - 1
    assert len(profile.reviewing.open().questions) == len(questions) - 1


def test_going_on_without_an_answer_changes_nothing(profile: OpenProfile, clock) -> None:
    questions = finish(profile, WHY)
    clock.move(days=1)
    run = profile.reviewing.open()
    while run.go_on():
        pass
    assert run.is_over
    assert profile.reviewing.count() == len(questions)


def test_one_sitting_is_short(profile: OpenProfile, clock) -> None:
    finish(profile, WHY)
    finish(profile, BODY)
    finish(profile, LessonId("cuidarme/mis-senales"))
    clock.move(days=2)
    assert profile.reviewing.count() > AT_ONCE
    assert len(profile.reviewing.open().questions) == AT_ONCE
    assert 1 <= profile.reviewing.minutes() <= 5


def test_finishing_again_plans_nothing_twice(profile: OpenProfile, app: App, clock) -> None:
    questions = finish(profile, WHY)
    finish(profile, WHY)
    clock.move(days=1)
    assert profile.reviewing.count() == len(questions)


def test_a_lesson_that_is_gone_is_left_out_and_nothing_breaks(profile: OpenProfile, clock) -> None:
    profile.keeper.keep(ReviewCard(LessonId("otro/lejana"), "q", "", clock().date(), clock()))
    profile.keeper.keep(ReviewCard(WHY, "no-existe", "", clock().date(), clock()))
    assert profile.reviewing.open().is_over


def test_it_survives_closing(profile: OpenProfile, app: App, clock) -> None:
    questions = finish(profile, WHY)
    key = app.profiles.key_of(profile.id)
    profile.close()
    clock.move(days=1)
    again = app.profiles.open(profile.id, key)
    assert again.reviewing.count() == len(questions)
    again.close()


def test_what_cannot_be_shown_is_not_counted(profile: OpenProfile, clock) -> None:
    profile.keeper.keep(ReviewCard(LessonId("otro/lejana"), "q", "", clock().date(), clock()))
    assert profile.reviewing.count() == 0


def test_a_sitting_goes_on_in_another_language(profile: OpenProfile, paths: Paths, clock) -> None:
    finish(profile, WHY)
    clock.move(days=1)
    run = profile.reviewing.open()
    first = run.current.question
    run.answer(other(first))
    run.try_again()
    run.go_on()
    run.answer(caring(run.current.question))
    i18n.speak("en", paths.resources / "i18n")
    run.retell()
    assert run.index == 1
    assert run.tries.last == caring(run.current.question)
    assert run.tries.chosen == run.current.question.options[run.tries.last]
    assert run.questions[0].question.id == first.id
    assert run.questions[0].question.prompt != first.prompt
    run.index = 0
    assert (run.tries.last, run.tries.is_open) == (other(first), True)
