"""Practising: what there is to do, what was done, and what helped this person by her own before and after."""

from dataclasses import dataclass

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import LessonId, Practice, PracticeCard, PracticeId, StepId
from carecompanion.events import Events, PracticeKept
from carecompanion.learning.history import what_helped
from carecompanion.learning.records import PracticeDone, StepFelt
from carecompanion.services.clock import Clock, local_day, local_minute
from carecompanion.services.keeping import Keeper

LEVELS = range(11)


@dataclass(frozen=True, slots=True)
class HelpedMe:
    """A practice that is here and helped: in the mean stress fell by `fall` points over `pairs` uses."""

    card: PracticeCard
    pairs: int
    fall: float


class Practising:
    """A person's practices, for as long as the profile is open."""

    def __init__(self, library: Library, keeper: Keeper, events: Events, clock: Clock) -> None:
        self._library = library
        self._keeper = keeper
        self._events = events
        self._clock = clock

    def cards(self) -> tuple[PracticeCard, ...]:
        """Everything there is to practise, in the order of the shelf."""
        return self._library.practices(i18n.language())

    def practice(self, practice: PracticeId) -> Practice:
        """Raises ContentMissing, or ContentError when it is damaged."""
        return self._library.practice(practice, i18n.language())

    def keep(self, practice: Practice, before: int | None, after: int | None, seconds: int, *, was_whole: bool) -> bool:
        """One practice, with what the person said of her stress (0 to 10) or None. True when it is on the disk."""
        if any(level is not None and level not in LEVELS for level in (before, after)):
            raise ValueError("stress goes from 0 to 10")
        now = self._clock()
        done = PracticeDone(
            practice.id,
            practice.pack_version,
            before,
            after,
            max(0, seconds),
            was_whole,
            local_day(self._clock),
            local_minute(self._clock),
            now,
        )
        is_kept = self._keeper.keep(done)
        self._events.tell(PracticeKept(practice.id))
        return is_kept

    def helped(self) -> tuple[HelpedMe, ...]:
        """What helped, best first; a practice is named from three uses with both numbers on."""
        cards = {card.id: card for card in self.cards()}
        effects = [(one.practice, one.pairs, one.fall) for one in self._keeper.journal.effects()]
        return tuple(
            HelpedMe(cards[one.practice], one.pairs, one.fall) for one in what_helped(effects) if one.practice in cards
        )

    def fitting(self, reaction: str) -> PracticeCard | None:
        """A practice that fits a reaction: what helped this person first, else the shortest."""
        fits = [card for card in self.cards() if reaction in card.fits]
        helped = [one.card for one in self.helped() if one.card in fits]
        ordered = helped or sorted(fits, key=lambda card: card.minutes)
        return ordered[0] if ordered else None

    def feel(self, lesson: LessonId, step: StepId, level: int | None, reaction: str = "") -> bool:
        """How a hard step felt. Kept in the private file only; True when it is on the disk."""
        if level is not None and level not in LEVELS:
            raise ValueError("a level goes from 0 to 10")
        return self._keeper.keep(StepFelt(lesson, step, level, reaction, self._clock()))
