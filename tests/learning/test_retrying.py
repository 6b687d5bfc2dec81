"""Where it is worth trying again: the first moment that did not care, or the nearest one that leads to another way."""

from hypothesis import given

from carecompanion.content.scene import MomentId
from carecompanion.learning.retrying import place_towards, turning_place
from carecompanion.learning.scenario import Play, map_of, replay
from carecompanion.learning.scene_map import SceneMap
from tests.learning.stories import a_small_scene, any_walks


def walked(*taken: int) -> Play:
    return replay(a_small_scene(), taken)


def the_map(play: Play) -> SceneMap:
    return map_of(play.scene, (play,))


def test_the_first_choice_that_did_not_care_is_tried_first() -> None:
    assert turning_place(walked(2, 1, 1, 1)) == 0
    assert turning_place(walked(1, 2)) == 1
    assert turning_place(walked(1, 3, 1, 1, 1)) == 1


def test_where_every_choice_cared_the_last_one_is_tried() -> None:
    assert turning_place(walked(1, 1)) == 1
    assert turning_place(walked(1)) == 0
    assert turning_place(walked()) == 0


def test_a_moment_of_the_path_is_tried_from_itself_the_last_time_one_was_there() -> None:
    play = walked(2, 1, 1)
    assert [moment.id for moment in play.moments] == ["puerta", "silencio", "puerta", "mesa"]
    assert place_towards(play, the_map(play), MomentId("puerta")) == 2
    assert place_towards(play, the_map(play), MomentId("mesa")) == 3


def test_another_way_is_tried_from_the_nearest_moment_that_leads_there() -> None:
    play = walked(1, 1)
    assert place_towards(play, the_map(play), MomentId("a-medias")) == 1
    assert place_towards(play, the_map(play), MomentId("se-va")) == 0
    assert place_towards(play, the_map(play), MomentId("bien")) == 1, "an ending itself has nothing to choose"


def test_what_is_not_on_the_map_leads_nowhere() -> None:
    play = walked(1)
    assert place_towards(play, the_map(play), MomentId("no-hay")) is None


@given(any_walks())
def test_on_any_path_both_name_a_moment_with_choices_or_the_beginning(walk: tuple) -> None:
    scene, taken = walk
    play = replay(scene, taken)
    assert 0 <= turning_place(play) < len(play.moments)
    for node in the_map(play).nodes:
        place = place_towards(play, the_map(play), node.moment)
        assert place is None or not play.moments[place].is_ending
