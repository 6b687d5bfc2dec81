"""Questions that come back from finished lessons, days later. Nobody makes cards, nothing is scored, it can wait."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import Lesson, Question, Step
from carecompanion.errors import ContentError
from carecompanion.events import Events, ReviewChanged
from carecompanion.learning.quiz import Tries, choose, tries_of, try_again
from carecompanion.learning.records import ReviewCard
from carecompanion.learning.review import first_due, reviewed
from carecompanion.services.clock import Clock, local_day
from carecompanion.services.keeping import Keeper

AT_ONCE = 6  # questions in one sitting
SECONDS_EACH = 40


@dataclass(frozen=True, slots=True)
class Returning:
    """A question that is due, with where it comes from."""

    card: ReviewCard
    lesson: Lesson
    step: Step
    question: Question


class Reviewing:
    """The questions that come back to a person, for as long as the profile is open."""

    def __init__(self, library: Library, keeper: Keeper, events: Events, clock: Clock) -> None:
        self._library = library
        self._keeper = keeper
        self._events = events
        self._clock = clock

    def count(self) -> int:
        """How many are due today, of lessons that are here; reads no lesson."""
        here = {card.id for course in self._library.courses(i18n.language()) for card in course.lessons}
        return sum(one.lesson in here for one in self._due())

    def minutes(self) -> int:
        """About how long one sitting takes."""
        return max(1, round(min(self.count(), AT_ONCE) * SECONDS_EACH / 60))

    def plan(self, lesson: Lesson) -> None:
        """A lesson is finished: its questions come back, but for those in steps that were skipped as hard."""
        journal = self._keeper.journal
        known = {card.question for card in journal.reviews_of(lesson.id)}
        skipped = {seen.step for seen in journal.steps_seen_of(lesson.id) if seen.was_skipped}
        now, due = self._clock(), first_due(local_day(self._clock))
        cards = [
            ReviewCard(lesson.id, block.id, "", due, now)
            for step in lesson.steps
            if step.id not in skipped
            for block in step.blocks
            if isinstance(block, Question) and block.id not in known
        ]
        if cards:
            self._keeper.keep(*cards)
            self._events.tell(ReviewChanged())

    def open(self) -> "ReviewRun":
        """One sitting: the questions that are due, the longest due first, as far as their lessons are here."""
        found: list[Returning] = []
        for card in self._due():
            if len(found) < AT_ONCE and (returning := self.find(card)) is not None:
                found.append(returning)
        return ReviewRun(self, found)

    def keep(self, card: ReviewCard, *, was_caring: bool) -> bool:
        """The first answer of a sitting says when the question comes back. True when it is on the disk."""
        today = local_day(self._clock)
        state, due = reviewed(card.state, today, was_caring=was_caring)
        is_kept = self._keeper.keep(ReviewCard(card.lesson, card.question, state, due, self._clock()))
        self._events.tell(ReviewChanged())
        return is_kept

    def _due(self) -> list[ReviewCard]:
        today = local_day(self._clock)
        newer = {(one.lesson, one.question): one for one in self._keeper.waiting if isinstance(one, ReviewCard)}
        kept = [newer.pop((one.lesson, one.question), one) for one in self._keeper.journal.reviews_due(today)]
        return [one for one in (*kept, *newer.values()) if one.due <= today]

    def find(self, card: ReviewCard) -> Returning | None:
        """The question in the language chosen now; None when the lesson, or its question, is not here any more."""
        try:
            lesson = self._library.lesson(card.lesson, i18n.language())
        except ContentError:
            return None
        for step in lesson.steps:
            for block in step.blocks:
                if isinstance(block, Question) and block.id == card.question:
                    return Returning(card, lesson, step, block)
        return None


class ReviewRun:
    """One sitting while it lasts."""

    def __init__(self, reviewing: Reviewing, questions: Sequence[Returning]) -> None:
        self.questions = tuple(questions)
        self.index = 0
        self._reviewing = reviewing
        self._tries = [tries_of(one.question, ()) for one in self.questions]

    @property
    def is_over(self) -> bool:
        return self.index >= len(self.questions)

    @property
    def current(self) -> Returning:
        return self.questions[self.index]

    @property
    def tries(self) -> Tries:
        return self._tries[self.index]

    def answer(self, option: int) -> Tries:
        """One try; only the first of a sitting counts for when the question comes back."""
        is_first = not self.tries.options
        tries = self._tries[self.index] = choose(self.tries, option)
        if is_first:
            self._reviewing.keep(self.current.card, was_caring=self.current.question.options[option].is_caring)
        return tries

    def try_again(self) -> Tries:
        tries = self._tries[self.index] = try_again(self.tries)
        return tries

    def retell(self) -> None:
        """The same questions and tries in the language chosen now; what is not there in it stays as it is."""
        self.questions = tuple(self._reviewing.find(one.card) or one for one in self.questions)
        self._tries = [_tries_at(one.question, tries) for one, tries in zip(self.questions, self._tries, strict=True)]

    def go_on(self) -> bool:
        """On to the next, answered or not; False when the sitting is over."""
        self.index = min(self.index + 1, len(self.questions))
        return not self.is_over


def _tries_at(question: Question, tries: Tries) -> Tries:
    """The same tries at the question in another language."""
    known = tries_of(question, tries.options)
    return replace(known, is_open=known.is_open or tries.is_open)
