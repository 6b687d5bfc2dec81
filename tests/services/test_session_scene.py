"""What a running session knows of its screens: where the room brought a scene, what cares after a vote, what was taken
and is given back, and how long a slide has been shown.
"""

import json
from dataclasses import replace

import pytest

from carecompanion.errors import SessionNotAllowed
from carecompanion.learning import running
from carecompanion.learning.room_view import Breath, Options, RoomView, Words
from carecompanion.learning.scenario import ChoiceNotOffered
from carecompanion.services.session_course import course_in, course_text
from carecompanion.services.session_run import TrainingRun
from tests.services.trainer import Desk

LESSON, TRIOS, SCENE = 2, 3, 5


def at_the_scene(desk: Desk) -> TrainingRun:
    run = desk.started()
    run.jump(SCENE, run.run.slides_of(SCENE) - 1)
    return run


def to_the_end(run: TrainingRun) -> None:
    while run.play is not None and not run.play.is_over:
        run.say(run.play.offered[0][0])


def test_the_room_plays_a_scene_and_the_power_goes(desk: Desk) -> None:
    run = at_the_scene(desk)
    assert run.play is not None and isinstance(run.room().slide, Options)
    first = run.room()
    run.say(run.play.offered[-1][0])
    taken, shown = run.play.taken, run.room()
    assert shown != first and run.views(SCENE)[-1] == shown, "the next moment is on the wall"
    offer = desk.again().resume_offer()
    assert offer is not None
    again = desk.training.resume(offer.run)
    assert again.play is not None and again.play.taken == taken and again.room() == shown
    again.unsay()
    assert again.play.taken == () and again.room() == first
    again.unsay()
    assert again.play.taken == (), "the beginning stays the beginning"
    to_the_end(again)
    assert isinstance(again.room().slide, Words)
    again.say_again()
    assert again.room() == first


def test_the_notes_are_those_of_the_moment(desk: Desk) -> None:
    run = at_the_scene(desk)
    assert run.play is not None and run.screen.notes == run.play.moment.notes
    to_the_end(run)
    assert run.screen.notes == run.play.moment.notes


def test_what_is_not_offered_changes_nothing(desk: Desk) -> None:
    run = at_the_scene(desk)
    before = run.course
    with pytest.raises(ChoiceNotOffered):
        run.say(99)
    assert run.course == before
    run.jump(0)
    assert run.play is None
    for act in (lambda: run.say(1), run.unsay, run.say_again):
        with pytest.raises(SessionNotAllowed):
            act()


def test_a_frozen_scene_thaws_when_something_is_said_another_slide_does_not(desk: Desk) -> None:
    run = at_the_scene(desk)
    run.freeze()
    assert run.play is not None
    run.say(run.play.offered[0][0])
    assert run.run.frozen is None
    run.jump(0)
    run.freeze()
    run.jump(SCENE, run.run.slides_of(SCENE) - 1)
    run.say(run.play.offered[0][0])
    assert run.run.frozen == ("llegada", 0)


def test_a_course_written_before_scenes_is_still_read(desk: Desk) -> None:
    run = at_the_scene(desk)
    run.say(run.play.offered[0][0])
    text = course_text(run.course)
    assert course_in(text, lambda _value: run.run) == run.course
    old = {name: value for name, value in json.loads(text).items() if name != "scenes"}
    assert course_in(json.dumps(old), lambda _value: run.run) == replace(run.course, scenes={})
    for nonsense in ([1], {"escena": "12"}, {"escena": [True]}, {"escena": ["1"]}):
        with pytest.raises(ValueError):
            course_in(json.dumps(old | {"scenes": nonsense}), lambda _value: run.run)


def test_a_scene_that_is_told_otherwise_goes_as_far_as_it_can(desk: Desk) -> None:
    """A newer pack: choices that are not there any more are left out."""
    run = at_the_scene(desk)
    run.course = replace(run.course, scenes={"escena": (1, 99, 1)})
    run._plays.clear()
    assert run.play is not None and run.play.taken == (1,)


def test_after_a_vote_what_cares_and_only_there(desk: Desk) -> None:
    run = desk.started()
    found = run.screens(LESSON)
    votes = [one for one in found if isinstance(one.view.slide, Options)]
    assert votes and all((one.answer is not None) == (one in votes) for one in found)
    answer = votes[0].answer
    assert answer is not None and isinstance(answer.slide, Words)
    assert answer.slide.title in votes[0].view.slide.options  # type: ignore[union-attr]
    assert all(one.answer is None for place in (0, 1, TRIOS, SCENE) for one in run.screens(place))


def test_every_slide_of_words_names_the_session(desk: Desk) -> None:
    run = desk.started()
    slides = [view.slide for place in range(len(run.run.agenda.blocks)) for view in run.views(place)]
    words = [slide for slide in slides if isinstance(slide, Words)]
    assert words and all(run.record.title in (slide.aside, slide.title, slide.footer) for slide in words)
    ask_to_do = next(slide for slide in words if slide.tag)
    assert ask_to_do.footer == "Pueden pasar, o solo escuchar."


def test_what_was_dropped_and_shortened_is_given_back(desk: Desk, clock) -> None:
    run = desk.started()
    plan = run.run.agenda
    clock.move(minutes=60)
    drop = next(one for one in run.offers() if one.kind == "drop")
    run.take(drop)
    shorter = next(one for one in run.offers() if one.kind == "shorten" and one.block != drop.block)
    run.take(shorter)
    assert [one.block for one in run.course.taken] == [drop.block, shorter.block]
    run.give_back(0)
    assert [block.id for block in run.run.agenda.blocks] == [block.id for block in plan.blocks]
    run.give_back(0)
    assert run.run.agenda == plan and run.course.taken == ()
    with pytest.raises(IndexError):
        run.give_back(0)
    offer = desk.again().resume_offer()
    assert offer is not None and desk.training.resume(offer.run).run.agenda == plan


def test_a_block_shortened_twice_goes_back_step_by_step(desk: Desk, clock) -> None:
    run = desk.started()
    minutes = [next(block.minutes for block in run.run.plan.blocks if block.id == "descanso")]
    for _time in range(2):
        clock.move(minutes=12)
        offer = next(one for one in run.offers() if (one.kind, one.block) == ("shorten", "descanso"))
        run.take(replace(offer, minutes=minutes[-1] - 2))
        minutes.append(minutes[-1] - 2)
    assert len(run.course.taken) == 2
    for expected in (minutes[1], minutes[0]):
        run.give_back(len(run.course.taken) - 1)
        assert next(block.minutes for block in run.run.agenda.blocks if block.id == "descanso") == expected


def test_a_dropped_block_that_was_passed_comes_next(desk: Desk, clock) -> None:
    run = desk.started()
    clock.move(minutes=60)
    drop = next(one for one in run.offers() if one.kind == "drop")
    run.take(drop)
    last = len(run.run.agenda.blocks) - 2
    run.jump(last)
    here = run.run.current.id
    run.give_back(0)
    assert run.run.current.id == here, "one stays where one is"
    assert run.run.agenda.place_of(drop.block) > last  # type: ignore[operator]


def test_breathing_is_as_far_as_the_clock(desk: Desk, clock) -> None:
    run = desk.started()
    breath = RoomView(Breath("Respirar", (4, 0, 6, 0), 120))
    screen = run.screens(TRIOS)[0]
    run._screens.found["en-trios"] = (replace(screen, view=breath),) * run.run.slides_of(TRIOS)
    run.jump(TRIOS)

    def gone() -> float:
        slide = run.room().slide
        assert isinstance(slide, Breath)
        return slide.gone

    clock.move(seconds=30)
    assert gone() == 30
    run.pause()
    clock.move(seconds=100)
    run.pause()
    clock.move(seconds=5)
    assert gone() == 35
    run.freeze()
    run.next()
    assert gone() == 0, "of a slide one is not at, nobody knows"
    run.freeze()
    run.back()
    assert gone() == 0, "come to anew"
    clock.move(minutes=10)
    assert gone() == 120


def test_a_run_without_the_moment_of_its_slide_is_read(desk: Desk) -> None:
    run = desk.started()
    assert running.shown_for(replace(run.run, slide_at=None), run.now) == 0
    state = desk.keeper.journal.sessions.state_of(run.record.run)
    assert state is not None
    value = json.loads(state.state)
    assert value["run"].pop("slide_at")
    desk.keeper.keep(replace(state, state=json.dumps(value)))
    assert desk.training.resume(run.record.run).run.slide_at is None


def test_a_workshop_of_one_day_has_no_day_after(desk: Desk) -> None:
    assert not desk.training.has_day_after(desk.started())
