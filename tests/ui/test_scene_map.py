"""The map of any scene at any width: nothing lies on anything, all can be reached, its looks say what it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from carecompanion.learning.scenario import Play, map_of, replay
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.scene_map import SceneMapView
from tests.learning.stories import a_small_scene, any_walks
from tests.ui.parts import TOKENS, count, pixels, usual_look

__all__ = ["usual_look"]  # a fixture for every test here

KEY = Qt.Key
ARROWS = (KEY.Key_Left, KEY.Key_Right, KEY.Key_Up, KEY.Key_Down)
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def drawn(play: Play, *, knows_all: bool = True) -> SceneMapView:
    return SceneMapView(map_of(play.scene, (play,)), "Mapa", play.moment.id, knows_all=knows_all)


@slow
@given(walk=any_walks(), width=st.integers(100, 1400), scale=st.sampled_from([1.0, 1.3, 2.0]))
def test_no_words_lie_on_others_and_none_stick_out(qapp: QApplication, walk: tuple, width: int, scale: float) -> None:
    look.take(qapp, TOKENS, scale=scale)
    view = drawn(replay(*walk))
    width = max(width, view.minimumSizeHint().width())
    plan = view._plan(width)
    boxes = [box for box, block in zip(plan.words, view._blocks, strict=True) if block.text]
    for number, box in enumerate(boxes):
        assert box.left() >= 0
        assert box.right() <= width + 1
        assert box.top() >= 0
        assert box.bottom() <= plan.height
        assert not [other for other in boxes[number + 1 :] if box.intersects(other)]
    for number, centre in enumerate(plan.centres):
        assert 0 <= centre.x() <= width
        assert not [box for box in boxes if box.contains(centre)]
        assert centre not in plan.centres[:number]


@slow
@given(walk=any_walks(), width=st.integers(240, 1400))
def test_every_moment_can_be_reached_with_the_four_arrows(qapp: QApplication, walk: tuple, width: int) -> None:
    view = drawn(replay(*walk))
    view.resize(width, view.heightForWidth(width))
    found, waiting = {0}, [0]
    for stop in waiting:
        for key in ARROWS:
            view.current = stop
            there = view.step(key)
            if there not in found:
                found.add(there)
                waiting.append(there)
    assert found == set(range(view.stops()))


def test_the_first_arrow_goes_to_where_one_is_and_ends_stay(qapp: QApplication) -> None:
    view = drawn(replay(a_small_scene(), (1,)), knows_all=False)
    view.resize(900, 300)
    assert view.nodes[view.step(KEY.Key_Right)].moment == "mesa"
    view.current = 0
    assert view.step(KEY.Key_Left) == 0
    assert view.step(KEY.Key_Home) == 0
    assert view.step(KEY.Key_End) == view.stops() - 1
    assert view.step(KEY.Key_A) == -1


def test_what_nobody_has_seen_has_no_words_until_the_end(qapp: QApplication) -> None:
    in_the_middle = drawn(replay(a_small_scene(), (1,)), knows_all=False)
    assert sorted(block.text for block in in_the_middle._blocks if block.text) == ["Mesa", "Puerta"]
    over = drawn(replay(a_small_scene(), (1, 1)))
    assert all(block.text for block in over._blocks)


@pytest.mark.parametrize("theme", ["light", "dark", "highContrast"])
def test_the_path_is_solid_and_other_ways_are_not(qapp: QApplication, theme: str) -> None:
    look.take(qapp, TOKENS, theme=theme)
    view = drawn(replay(a_small_scene(), (1, 1)))
    view.resize(900, view.heightForWidth(900))
    image, plan = pixels(view), view._plan(900)
    place = {node.moment: number for number, node in enumerate(view.nodes)}

    def line(start: str, end: str) -> int:
        """How much of the straight way between two circles is in the path's colour."""
        one, other = plan.centres[place[start]], plan.centres[place[end]]
        strip = image.copy(int(one.x()) + 22, int(one.y()) - 1, int(other.x() - one.x()) - 44, 3)
        return count(strip, "primary")

    assert line("puerta", "mesa") > 3 * 40
    assert line("mesa", "bien") > 3 * 40
    hollow = plan.centres[place["silencio"]].toPoint()
    assert image.pixelColor(hollow) == look.color("surface")
    ticked = plan.centres[place["puerta"]].toPoint()
    assert image.pixelColor(ticked.x() - 10, ticked.y()) == look.color("primary")


def test_marks_say_where_the_button_aims(qapp: QApplication) -> None:
    view = drawn(replay(a_small_scene(), (1, 1)))
    view.resize(900, view.heightForWidth(900))
    before = count(pixels(view), "text")
    view.mark(view.nodes[0].moment)
    assert count(pixels(view), "text") > before
