"""Where each moment of a scene stands on its map: columns from left to right, at most five rows.

The path that was gone lies in the first row, without its detours, so that nothing can cross it. The same walk through
the same scene always gives the same map.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from carecompanion.content.scene import MomentId, Scene

ROWS = 5

Edge = tuple[MomentId, MomentId]


@dataclass(frozen=True, slots=True)
class MapNode:
    """A moment on the map. `was_taken` on the path shown, `was_seen` on any that was gone.

    `trust` is hers when the path was last there, 1 to 5; 0 where it never was.
    """

    moment: MomentId
    title: str
    column: int
    row: int
    was_taken: bool
    was_seen: bool
    is_ending: bool
    trust: int = 0


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A way from one moment to another, in the order of the path where it was taken."""

    start: MomentId
    end: MomentId
    was_taken: bool
    was_seen: bool


@dataclass(frozen=True, slots=True)
class SceneMap:
    """Nodes by column and row, and edges, those of the path first. Each node stands on a place of its own."""

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]

    @property
    def columns(self) -> int:
        return max((node.column for node in self.nodes), default=-1) + 1

    @property
    def rows(self) -> int:
        return max((node.row for node in self.nodes), default=-1) + 1

    def node(self, moment: MomentId) -> MapNode:
        """Raises KeyError."""
        found = next((node for node in self.nodes if node.moment == moment), None)
        if found is None:
            raise KeyError(moment)
        return found


@dataclass(slots=True)
class _Grid:
    """Which place is whose."""

    places: dict[MomentId, tuple[int, int]] = field(default_factory=dict)

    def put(self, moment: MomentId, column: int, first_row: int) -> None:
        """In the first free row of the column, or of one further right."""
        used = set(self.places.values())
        while True:
            free = next((row for row in range(first_row, ROWS) if (column, row) not in used), None)
            if free is not None:
                self.places[moment] = (column, free)
                return
            column += 1


def lay_out(
    scene: Scene,
    walks: Sequence[tuple[MomentId, ...]],
    edges: Sequence[Edge],
    trust: Mapping[MomentId, int] | None = None,
) -> SceneMap:
    """The map of a scene whose `edges` can be gone. The first of `walks` is shown, the others were gone before.

    `trust` is hers at the moments of the one that is shown.
    """
    walk = walks[0] if walks else (scene.first.id,)
    taken = list(dict.fromkeys(pairwise(walk)))
    seen = {edge for one in walks for edge in pairwise(one)}
    ways = list(dict.fromkeys([*taken, *edges]))
    places = _places(walk, ways)
    been = {moment for one in walks for moment in one}
    nodes = [
        MapNode(
            moment=moment.id,
            title=moment.title,
            column=places[moment.id][0],
            row=places[moment.id][1],
            was_taken=moment.id in walk,
            was_seen=moment.id in been,
            is_ending=moment.is_ending,
            trust=(trust or {}).get(moment.id, 0),
        )
        for moment in scene.moments
        if moment.id in places
    ]
    return SceneMap(
        nodes=tuple(sorted(nodes, key=lambda node: (node.column, node.row))),
        edges=tuple(MapEdge(start, end, (start, end) in taken, (start, end) in seen) for start, end in ways),
    )


def _places(walk: Sequence[MomentId], ways: Sequence[Edge]) -> dict[MomentId, tuple[int, int]]:
    """The path in the first row; then, beside where they are come to from, its detours and the other moments."""
    grid = _Grid()
    for column, moment in enumerate(without_detours(walk)):
        grid.places[moment] = (column, 0)
    for start, end in _spreading(grid.places, ways):
        grid.put(end, grid.places[start][0] + 1, 1)
    return grid.places


def _spreading(placed: dict[MomentId, tuple[int, int]], ways: Sequence[Edge]) -> Iterable[Edge]:
    """One way to each moment that has no place yet, from one that has: nearest to the path first."""
    waiting = list(placed)
    for moment in waiting:  # grows while it is walked
        for start, end in ways:
            if start == moment and end not in placed:
                yield start, end
                waiting.append(end)


def without_detours(walk: Sequence[MomentId]) -> list[MomentId]:
    """The walk without its loops: whoever comes back somewhere goes on from there."""
    spine: list[MomentId] = []
    for moment in walk:
        if moment in spine:
            del spine[spine.index(moment) + 1 :]
        else:
            spine.append(moment)
    return spine
