"""Lessons and scenes of a module in their order, for all people and for a role with a track of its own."""

from dataclasses import replace

from carecompanion.content.model import (
    CourseCard,
    CourseId,
    LessonCard,
    LessonId,
    ModuleCard,
    ModuleId,
    PackId,
    SceneCard,
    SceneId,
    StepId,
)
from carecompanion.learning.contents import contents_of
from carecompanion.learning.progress import Seen, course_progress

PACK, COURSE, MODULE = PackId("p"), CourseId("c"), ModuleId("m")


def a_lesson(name: str, *roles: str) -> LessonCard:
    steps = (StepId("s"),)
    return LessonCard(LessonId(f"p/{name}"), PACK, COURSE, MODULE, name, 5, roles, False, False, steps, ("",))


def a_scene(name: str, *roles: str) -> SceneCard:
    return SceneCard(SceneId(f"p/{name}"), PACK, COURSE, MODULE, name, "", 5, roles)


def a_module(*contents: LessonCard | SceneCard) -> ModuleCard:
    lessons = tuple(one for one in contents if isinstance(one, LessonCard))
    scenes = tuple(one for one in contents if isinstance(one, SceneCard))
    order = tuple(f"{'lesson' if isinstance(one, LessonCard) else 'scene'}:{one.id}" for one in contents)
    return ModuleCard(MODULE, COURSE, "", 1, lessons, scenes, order)


A, B, C = a_lesson("A", "police"), a_lesson("B", "volunteer"), a_lesson("C", "police", "volunteer")
ONE, TWO, LAST = a_scene("1", "police"), a_scene("2", "volunteer"), a_scene("3", "police", "volunteer")
WHOLE = CourseCard(COURSE, PACK, "", "", "", (a_module(ONE, A, TWO, B, LAST, C),))


def titles(course: CourseCard, role: str = "") -> list[list[str]]:
    modules = course_progress(course, Seen(), role).modules
    return [
        [one.title if isinstance(one, SceneCard) else one.card.title for one in contents_of(module, role)]
        for module in modules
    ]


def test_for_all_people_it_is_the_order_of_the_module() -> None:
    assert titles(WHOLE) == [["1", "A", "2", "B", "3", "C"]]


def test_a_role_sees_what_serves_it_and_a_scene_keeps_its_place() -> None:
    assert titles(WHOLE, "police") == [["1", "A", "3", "C"]], "lesson B is not here: its scene follows A"
    assert titles(WHOLE, "volunteer") == [["2", "B", "3", "C"]], "before A there was nothing: its scene comes first"


def test_a_track_moves_lessons_and_their_scenes_along() -> None:
    course = replace(WHOLE, tracks={"volunteer": (C.id, B.id)})
    assert titles(course, "volunteer") == [["2", "C", "B", "3"]]


def test_a_module_of_scenes_alone_is_there_and_not_for_whom_none_serves() -> None:
    only = replace(WHOLE, modules=(a_module(ONE), a_module(A)))
    assert titles(only) == [["1"], ["A"]]
    assert titles(only, "volunteer") == []
    assert titles(replace(only, tracks={"police": (A.id,)}), "police") == [["A"], ["1"]]


def test_where_no_order_is_known_the_lessons_stand_alone() -> None:
    bare = replace(WHOLE, modules=(replace(WHOLE.modules[0], order=()),))
    assert titles(bare) == [["A", "B", "C"]]
