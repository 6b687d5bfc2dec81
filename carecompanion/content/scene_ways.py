"""Every way through a scene, walked: a state is a moment and how she feels there. Small enough to walk them all.

12 moments, 5 by 5 feelings: at most 300 states, each with at most 4 choices.
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
    """All states that can be reached from the beginning, and where the choices offered there lead.

    `depths` tells with how many choices, at the fewest.
    """

    scene: Scene
    depths: Mapping[State, int]
    steps: Mapping[State, tuple[tuple[Choice, State], ...]]

    def states_of(self, moment: Moment) -> list[State]:
        return [state for state in self.depths if state[0] == moment.id]

    def leading_to_an_ending(self) -> set[State]:
        """The states from which some ending can be reached."""
        endings = {moment.id for moment in self.scene.moments if moment.is_ending}
        sources: dict[State, list[State]] = {}
        for state, steps in self.steps.items():
            for _choice, target in steps:
                sources.setdefault(target, []).append(state)
        return _spread((state for state in self.depths if state[0] in endings), lambda state: sources.get(state, ()))


def ways_of(scene: Scene, may_take: Callable[[Choice], bool] = lambda choice: True) -> Ways:
    """All ways of whoever only makes choices that `may_take` allows."""
    moments = {moment.id: moment for moment in reversed(scene.moments)}
    depths: dict[State, int] = {(scene.first.id, scene.feeling): 0}
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
