"""Where on a path to try again, pure: the first moment that did not care, or the one nearest to another way."""

from carecompanion.content.scene import CARES, MomentId
from carecompanion.learning.scenario import Play
from carecompanion.learning.scene_map import SceneMap


def turning_place(play: Play) -> int:
    """Where in `play.moments` to try first: where a choice did not care; else where the last choice was made."""
    first = next((place for place, choice in enumerate(play.choices) if choice.care != CARES[0]), None)
    return max(0, len(play.taken) - 1) if first is None else first


def place_towards(play: Play, scene_map: SceneMap, moment: MomentId) -> int | None:
    """Where on the path one would try again to come to `moment`: there, or at the nearest moment that leads to it, the
    later one of two.

    None when no moment of the path with choices does.
    """
    known = {one.id: place for place, one in enumerate(play.moments) if not one.is_ending}
    near, seen = {moment}, {moment}
    while near:  # from `moment` back towards the path, one way further each time
        places = [known[one] for one in near if one in known]
        if places:
            return max(places)
        near = {edge.start for edge in scene_map.edges if edge.end in near} - seen
        seen |= near
    return None
