"""Going slowly through hard content: where a lesson asks how it leaves one, and what it offers then; pure.

One may always pass by. What was asked once is not asked again in the same visit.
"""

from dataclasses import dataclass, replace

from carecompanion.content.model import Lesson, Step, StepId

REACTIONS = ("tense", "racing", "far", "sad", "angry")
NAMES_FROM = 5  # from here on the reactions are shown without asking for them
TALKS_FROM = 8  # from here on also whom to talk to


def is_hard(lesson: Lesson) -> bool:
    """A lesson with a notice, its own or a step's."""
    return lesson.notice is not None or any(step.notice for step in lesson.steps)


def asks_at(lesson: Lesson, step: Step) -> bool:
    """After a step with its own notice, and at the end of a lesson that has one."""
    return step.notice is not None or (step.id == lesson.steps[-1].id and is_hard(lesson))


@dataclass(frozen=True, slots=True)
class Felt:
    """What a person said at one step: a number from 0 to 10 and a reaction, or nothing."""

    level: int | None = None
    reaction: str = ""

    @property
    def names(self) -> bool:
        return bool(self.reaction) or (self.level is not None and self.level >= NAMES_FROM)

    @property
    def talks(self) -> bool:
        return self.level is not None and self.level >= TALKS_FROM


@dataclass(frozen=True, slots=True)
class Pace:
    """One visit to a lesson: the steps that are done with asking, and what is being said at `step`."""

    done: frozenset[StepId] = frozenset()
    step: StepId | None = None
    felt: Felt = Felt()

    def asks(self, lesson: Lesson, step: Step) -> bool:
        return asks_at(lesson, step) and step.id not in self.done

    def at(self, step: StepId) -> Felt:
        """What was said so far at this step."""
        return self.felt if step == self.step else Felt()

    def feel(self, step: StepId, felt: Felt) -> "Pace":
        return replace(self, step=step, felt=felt)

    def close(self, step: StepId) -> "Pace":
        """Enough at this step: it does not ask again."""
        return replace(self, done=self.done | {step}, step=None, felt=Felt())
