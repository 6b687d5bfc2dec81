"""Where on a path to try again, pure: the first moment that did not care, or the one nearest to another way."""

from carecompanion.content.scene import CARES, MomentId
from carecompanion.learning.scenario import Play
from carecompanion.learning.scene_map import SceneMap


def turning_place(play: Play) -> int:
    """Where in `play.moments` to try first: where a choice did not care; else where the last choice was made."""
    first = next((place for place, choice in enumerate(play.choices) if choice.care != CARES[0]), None)
    return max(0, len(play.taken) - 1) if first is None else first


def place_towards(play: Play, scene_map: SceneMap, moment: MomentId) -> int | None:
    """Where on the path one would try again to come to `moment`: there, or at the nearest moment that leads to it.

    None when no moment of the path with choices does.
    """
    known = {one.id: place for place, one in enumerate(play.moments) if not one.is_ending}
    waiting, seen = [moment], {moment}
    for one in waiting:  # grows while it is walked: from `moment` back towards the path
        if one in known:
            return known[one]
        before = [edge.start for edge in scene_map.edges if edge.end == one and edge.start not in seen]
        seen.update(before)
        waiting += before
    return None
