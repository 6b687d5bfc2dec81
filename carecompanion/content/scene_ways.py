"""Every way through a scene, walked: a state is a moment and how she feels there. Small enough to walk them all.

12 moments, 5 by 5 feelings: at most 300 states, each with at most 4 choices. Pure: the checker asks here, and play.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from carecompanion.content.scene import Choice, Feeling, Moment, MomentId, Scene

State = tuple[MomentId, Feeling]


def next_state(state: State, choice: Choice) -> State:
    """Where a choice leads and how she feels there: the way is decided by how she felt before."""
    _moment, feeling = state
    return choice.leads_to(feeling), feeling.moved(choice.calm, choice.trust)


@dataclass(frozen=True, slots=True)
class Ways:
    """All states that can be reached, and where the choices offered there lead.

    `depths` tells with how many choices, at the fewest.
    """

    scene: Scene
    depths: Mapping[State, int]
    steps: Mapping[State, tuple[tuple[Choice, State], ...]]

    def states_of(self, moment: Moment) -> list[State]:
        return [state for state in self.depths if state[0] == moment.id]

    @property
    def to_an_ending(self) -> int | None:
        """The fewest choices to an ending; None when there is no way to one."""
        return min((self.depths[state] for state in self._endings()), default=None)

    def leading_to_an_ending(self) -> set[State]:
        """The states from which some ending can be reached."""
        sources: dict[State, list[State]] = {}
        for state, steps in self.steps.items():
            for _choice, target in steps:
                sources.setdefault(target, []).append(state)
        return _spread(self._endings(), lambda state: sources.get(state, ()))

    def _endings(self) -> list[State]:
        endings = {moment.id for moment in self.scene.moments if moment.is_ending}
        return [state for state in self.depths if state[0] in endings]


def every(_choice: Choice) -> bool:
    return True


def ways_of(scene: Scene, start: State | None = None, may_take: Callable[[Choice], bool] = every) -> Ways:
    """All ways from `start`, or from the beginning, of whoever only makes choices that `may_take` allows."""
    moments = {moment.id: moment for moment in reversed(scene.moments)}
    depths: dict[State, int] = {start or (scene.first.id, scene.feeling): 0}
    steps: dict[State, tuple[tuple[Choice, State], ...]] = {}
    waiting = list(depths)
    for state in waiting:  # grows while it is walked: by depth, so that the first way found is a shortest one
        offered = [choice for choice in moments[state[0]].choices if choice.is_offered(state[1]) and may_take(choice)]
        steps[state] = tuple((choice, next_state(state, choice)) for choice in offered)
        for _choice, target in steps[state]:
            if target not in depths:
                depths[target] = depths[state] + 1
                waiting.append(target)
    return Ways(scene, depths, steps)


def _spread(start: Iterable[State], around: Callable[[State], Iterable[State]]) -> set[State]:
    found = set(start)
    waiting = list(found)
    while waiting:
        for state in around(waiting.pop()):
            if state not in found:
                found.add(state)
                waiting.append(state)
    return found
