"""Where a lesson asks how it leaves one, and what it offers: only after hard content, once a visit."""

import pytest

from carecompanion.content.model import Lesson, LessonId, Notice, PackId, Step, StepId
from carecompanion.learning.pacing import Felt, Pace, asks_at, is_hard

NOTICE = Notice("Habla de algo difícil.", "En corto.")
FIRST, HARD, LAST = (StepId(name) for name in ("s1", "s2", "s3"))


def a_lesson(*, notice: Notice | None = None, hard: bool = False) -> Lesson:
    steps = tuple(Step(name, name, (), NOTICE if hard and name == HARD else None) for name in (FIRST, HARD, LAST))
    return Lesson(LessonId("x/y"), PackId("x"), "1", "es", "Y", 5, (), steps, "", (), notice)


def asking(lesson: Lesson, pace: Pace | None = None) -> list[str]:
    return [step.id for step in lesson.steps if (pace or Pace()).asks(lesson, step)]


@pytest.mark.parametrize(
    ("lesson", "asks"),
    [
        (a_lesson(), []),
        (a_lesson(notice=NOTICE), [LAST]),
        (a_lesson(hard=True), [HARD, LAST]),
        (a_lesson(notice=NOTICE, hard=True), [HARD, LAST]),
    ],
)
def test_asks_after_hard_content_only(lesson: Lesson, asks: list[str]) -> None:
    assert asking(lesson) == asks
    assert [step.id for step in lesson.steps if asks_at(lesson, step)] == asks
    assert is_hard(lesson) is bool(asks)


def test_what_was_asked_is_not_asked_again_in_the_same_visit() -> None:
    lesson = a_lesson(hard=True)
    pace = Pace().close(HARD)
    assert asking(lesson, pace) == [LAST]
    assert asking(lesson, pace.close(LAST)) == []
    assert asking(lesson) == [HARD, LAST], "another visit begins anew"


def test_what_was_said_belongs_to_its_step() -> None:
    pace = Pace().feel(HARD, Felt(6, "tense"))
    assert pace.at(HARD) == Felt(6, "tense")
    assert pace.at(LAST) == Felt()
    assert pace.close(HARD).at(HARD) == Felt()


@pytest.mark.parametrize(
    ("felt", "names", "talks"),
    [
        (Felt(), False, False),
        (Felt(0), False, False),
        (Felt(4), False, False),
        (Felt(5), True, False),
        (Felt(7), True, False),
        (Felt(8), True, True),
        (Felt(10), True, True),
        (Felt(2, "sad"), True, False),
        (Felt(None, "angry"), True, False),
    ],
)
def test_from_five_on_reactions_and_from_eight_on_somebody_to_talk_to(felt: Felt, names: bool, talks: bool) -> None:
    assert (felt.names, felt.talks) == (names, talks)
