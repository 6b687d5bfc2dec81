"""A breathing practice in time, pure: where in which phase one is after so many seconds."""

from dataclasses import dataclass
from itertools import cycle
from math import pi, sin

PHASES = ("in", "hold", "out", "hold")


@dataclass(frozen=True, slots=True)
class BreathMoment:
    """`count` counts the seconds of the phase from 1; `fullness` is 0 (empty) to 1 (full)."""

    phase: str
    count: int
    fullness: float


@dataclass(frozen=True, slots=True)
class Breath:
    """A rhythm (in, hold, out, hold) in whole seconds, for so many seconds in all."""

    rhythm: tuple[int, int, int, int]
    seconds: int

    def at(self, elapsed: float) -> BreathMoment:
        """The moment after `elapsed` seconds. The fullness follows a sine over the phase, so that nothing jerks."""
        total = sum(self.rhythm)
        if total <= 0:
            return BreathMoment("in", 1, 0.0)
        rest = max(0.0, elapsed) % total
        for number in cycle(range(4)):
            length = self.rhythm[number]
            if rest < length:
                return BreathMoment(PHASES[number], int(rest) + 1, _fullness(number, rest / length))
            rest -= length
        raise AssertionError("a rhythm always has a phase")


def _fullness(phase: int, share: float) -> float:
    grown = (1 - sin(pi / 2 + pi * share)) / 2
    return (grown, 1.0, 1 - grown, 0.0)[phase]
