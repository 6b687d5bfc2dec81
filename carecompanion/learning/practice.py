"""A practice in time, pure: which breath or which step one is at, and how stress changed by the person's own numbers.

Nothing here waits or ticks: whoever shows a practice says how many seconds went by.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import cycle
from math import ceil, pi, sin

from carecompanion.content.model import Practice, PracticeCard

PHASES = ("in", "hold", "out", "hold")
SIP_FROM = 0.8  # how full the first of two in-breaths leaves one
SHORT_MINUTES = 2
STRESS_HELP_FROM = 8  # from here on help is offered, whatever the practice did
MOMENTS = ("all", "short", "quiet", "bedtime")
ORDER = ("senses", "body", "mind", "emotions", "work", "relations")  # from what needs least to what needs others

Rhythm = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class BreathMoment:
    """`phase` is in, sip (a second short in-breath), hold or out. `count` counts its seconds from 1; `fullness` is 0
    (empty) to 1 (full).
    """

    phase: str
    count: int
    fullness: float


@dataclass(frozen=True, slots=True)
class Breath:
    """A rhythm (in, hold, out, hold) in whole seconds, for so many seconds in all; its first breath is at `begun_at`.

    With `has_sip` the first hold is a second, short in-breath.
    """

    rhythm: Rhythm
    seconds: int
    has_sip: bool = False
    begun_at: float = 0.0

    def at(self, elapsed: float) -> BreathMoment:
        """The moment after `elapsed` seconds. The fullness follows a sine over the phase, so that nothing jerks."""
        total = sum(self.rhythm)
        if total <= 0:
            return BreathMoment("in", 1, 0.0)
        rest = max(0.0, elapsed - self.begun_at) % total
        for number in cycle(range(4)):
            length = self.rhythm[number]
            if rest < length:
                phase = "sip" if number == 1 and self.has_sip else PHASES[number]
                return BreathMoment(phase, int(rest) + 1, self._fullness(number, rest / length))
            rest -= length
        raise AssertionError("a rhythm always has a phase")

    @property
    def end(self) -> float:
        """When it is over: the breath that has begun when the time is up is let out first."""
        total = sum(self.rhythm)
        if total <= 0:
            return float(self.seconds)
        breaths = ceil(max(0.0, self.seconds - self.begun_at) / total)
        return max(float(self.seconds), self.begun_at + breaths * total - self.rhythm[3])

    def left(self, elapsed: float) -> int:
        """Whole seconds still to go."""
        return max(0, ceil(self.seconds - elapsed - 1e-6))

    def with_rhythm(self, rhythm: Rhythm, elapsed: float) -> "Breath":
        """The same time in another rhythm, from now on; it begins with an in-breath."""
        return replace(self, rhythm=rhythm, begun_at=max(0.0, elapsed))

    def _fullness(self, phase: int, share: float) -> float:
        grown = (1 - sin(pi / 2 + pi * share)) / 2
        if not self.has_sip:
            return (grown, 1.0, 1 - grown, 0.0)[phase]
        return (SIP_FROM * grown, SIP_FROM + (1 - SIP_FROM) * grown, 1 - grown, 0.0)[phase]


@dataclass(frozen=True, slots=True)
class StepTimer:
    """Where one is among steps of `lengths` seconds each; a step of 0 seconds waits until the person goes on.

    `gone` is how many seconds of the step have passed. Every change gives a new value.
    """

    lengths: tuple[int, ...]
    step: int = 0
    gone: float = 0.0

    def after(self, seconds: float) -> "StepTimer":
        """So many seconds later: through timed steps by itself, up to one that waits, or to the end of the last."""
        step, gone = self.step, self.gone + max(0.0, seconds)
        while self.lengths[step] and gone >= self.lengths[step]:
            if step == self.last:
                return replace(self, step=step, gone=float(self.lengths[step]))
            gone -= self.lengths[step]
            step += 1
        return replace(self, step=step, gone=gone if self.lengths[step] else 0.0)

    def to(self, step: int) -> "StepTimer":
        """At the beginning of a step; of the nearest one where there is no such step."""
        return replace(self, step=min(max(0, step), self.last), gone=0.0)

    @property
    def last(self) -> int:
        return len(self.lengths) - 1

    @property
    def is_timed(self) -> bool:
        """Whether this step ends by itself."""
        return self.lengths[self.step] > 0

    @property
    def has_begun(self) -> bool:
        return self.step > 0 or self.gone > 0

    @property
    def seconds_left(self) -> int:
        """Whole seconds of this step still to go; 0 for one that waits."""
        return max(0, ceil(self.lengths[self.step] - self.gone - 1e-6))

    @property
    def is_over(self) -> bool:
        """The last step, a timed one, has run out."""
        return self.step == self.last and self.is_timed and self.gone >= self.lengths[self.step]


def breath_of(practice: Practice, minutes: int = 0) -> Breath:
    """The breathing of a practice, for its own time or for `minutes`."""
    return Breath(practice.breath, 60 * (minutes or practice.minutes), practice.has_sip)


def timer_of(practice: Practice) -> StepTimer:
    """At the beginning of a practice in steps."""
    return StepTimer(tuple(step.seconds for step in practice.steps) or (0,))


def suits(card: PracticeCard, moment: str) -> bool:
    """Whether a practice is shown under one of MOMENTS."""
    if moment == "short":
        return card.minutes <= SHORT_MINUTES
    return moment in ("all", *card.moments)


def in_order(cards: Iterable[PracticeCard]) -> tuple[PracticeCard, ...]:
    """By dimension, and within one the shortest first."""
    return tuple(sorted(cards, key=lambda card: ((*ORDER, card.dimension).index(card.dimension), card.minutes)))


def change_of(before: int | None, after: int | None) -> int | None:
    """By how many points stress fell (negative: it rose); None unless both numbers are there."""
    return None if before is None or after is None else before - after


def may_need_help(level: int | None) -> bool:
    """Whether stress is so high that help is offered."""
    return level is not None and level >= STRESS_HELP_FROM
