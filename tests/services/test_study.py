"""A person studies: places, tries, notes and notices survive leaving, closing and a full disk."""

import pytest

from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId, Question
from carecompanion.errors import ContentError, StorageFull
from carecompanion.events import AnswerKept, KeepingFailed, KeepingWorksAgain, NoteKept, ProgressChanged
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.study import LessonRun

MEMORY = LessonId("cuidar/la-memoria")
WHY = LessonId("cuidarme/por-que-cuidarme")


@pytest.fixture
def app(paths: Paths, clock) -> App:
    return open_app(paths, clock=clock, cost=2**4)


@pytest.fixture
def profile(app: App) -> OpenProfile:
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


def opened_again(app: App, profile: OpenProfile) -> OpenProfile:
    key = app.profiles.key_of(profile.id)
    profile.close()
    return app.profiles.open(profile.id, key)


def first_question(run: LessonRun) -> Question:
    while run.step.question is None:
        assert run.go_on()
    return run.step.question


def test_a_lesson_goes_on_at_the_same_step_and_scroll(app: App, profile: OpenProfile) -> None:
    run = profile.study.open_lesson(WHY)
    run.begin()
    run.go_on()
    run.go_on()
    run.stay(scroll=0.4)
    again = opened_again(app, profile)
    run = again.study.open_lesson(WHY)
    assert (run.index, run.scroll) == (2, 0.4)
    assert again.study.today().current.card.id == WHY
    again.close()


def test_every_try_is_kept_and_the_feedback_stands_again(app: App, profile: OpenProfile) -> None:
    run = profile.study.open_lesson(WHY)
    question = first_question(run)
    wrong = next(number for number, option in enumerate(question.options) if not option.is_caring)
    right = next(number for number, option in enumerate(question.options) if option.is_caring)
    run.answer(question, wrong)
    run.try_again(question)
    run.answer(question, right)
    again = opened_again(app, profile)
    tries = again.study.open_lesson(WHY).tries(question)
    assert tries.options == (wrong, right)
    assert tries.chosen is not None
    assert tries.chosen.is_caring
    again.close()


def test_what_is_written_is_there_again_and_may_be_emptied(app: App, profile: OpenProfile) -> None:
    run = profile.study.open_lesson(WHY)
    assert run.write("Hoy fue pesado. ñandú «así»")
    again = opened_again(app, profile)
    run = again.study.open_lesson(WHY)
    assert run.note() == "Hoy fue pesado. ñandú «así»"
    assert [one.note.text for one in again.study.notes()] == ["Hoy fue pesado. ñandú «así»"]
    run.write("")
    third = opened_again(app, again)
    assert third.study.open_lesson(WHY).note() == ""
    assert third.study.notes() == ()
    third.close()


def test_a_notice_is_asked_once_a_day(profile: OpenProfile, clock) -> None:
    run = profile.study.open_lesson(MEMORY)
    assert run.notice_now() is not None
    run.answer_notice("", "go")
    assert run.notice_now() is None
    clock.move(days=1, minutes=1)
    assert profile.study.open_lesson(MEMORY).notice_now() is not None


def test_skipping_the_hard_part_leads_to_the_key_points_and_counts_as_seen(profile: OpenProfile) -> None:
    run = profile.study.open_lesson(MEMORY)
    run.answer_notice("", "skip")
    assert run.is_last
    run.finish()
    (lesson,) = [one for course in profile.study.courses() for one in course.lessons if one.card.id == MEMORY]
    assert lesson.is_finished
    assert lesson.seen == lesson.total


def test_a_finished_lesson_stays_finished_and_leaves_a_sentence(profile: OpenProfile) -> None:
    run = profile.study.open_lesson(WHY)
    while run.go_on():
        pass
    run.finish()
    today = profile.study.today()
    assert today.take == run.lesson.take
    assert today.current is not None
    assert today.current.card.id != WHY
    run.go_to(0)
    run.finish()
    assert profile.study.open_lesson(WHY).is_finished


def test_who_listens_is_told(app: App, profile: OpenProfile) -> None:
    told: list[object] = []
    for kind in (AnswerKept, NoteKept, ProgressChanged):
        app.events.on(kind, told.append)
    run = profile.study.open_lesson(WHY)
    run.begin()
    run.write("algo")
    question = first_question(run)
    run.answer(question, 0)
    kinds = [type(one) for one in told]
    assert kinds[:2] == [ProgressChanged, NoteKept]
    assert kinds[-1] is AnswerKept


def test_on_a_full_disk_nothing_written_is_lost(
    app: App, profile: OpenProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    app.events.on(KeepingFailed, told.append)
    app.events.on(KeepingWorksAgain, told.append)
    run = profile.study.open_lesson(WHY)
    real = profile.keeper.journal.keep

    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull("No se pudo guardar. Tu texto sigue aquí.")

    monkeypatch.setattr(profile.keeper.journal, "keep", full)
    assert not run.write("esto no debe perderse")
    assert run.note() == "esto no debe perderse"
    assert profile.study.open_lesson(WHY).note() == "esto no debe perderse", "a lesson opened anew knows it too"
    assert isinstance(told[-1], KeepingFailed)
    monkeypatch.setattr(profile.keeper.journal, "keep", real)
    assert profile.keeper.retry()
    assert isinstance(told[-1], KeepingWorksAgain)
    again = opened_again(app, profile)
    assert again.study.open_lesson(WHY).note() == "esto no debe perderse"
    again.close()


def test_a_lesson_that_is_gone_is_said_in_words(profile: OpenProfile) -> None:
    with pytest.raises(ContentError) as gone:
        profile.study.open_lesson(LessonId("cuidar/no-existe"))
    assert gone.value.words


def test_a_step_notice_is_asked_when_one_gets_there_backwards_too(profile: OpenProfile, clock) -> None:
    for course in profile.study.courses():
        for lesson in course.lessons:
            run = profile.study.open_lesson(lesson.card.id)
            for index, step in enumerate(run.lesson.steps):
                if step.notice is None:
                    continue
                run.go_to(index)
                due = run.notice_now()
                assert due is not None
                run.answer_notice(due[0], "go")
                if due[0] == "":
                    continue
                assert run.notice_now() is None
                clock.move(hours=25)
                assert run.notice_now() is not None


def test_a_role_chooses_the_next_lesson(profile: OpenProfile) -> None:
    assert profile.study.next_after(WHY, "police") is not None
    assert profile.study.next_after(WHY) is not None
