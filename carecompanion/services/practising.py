"""Practising: what there is to do, one practice from its beginning to its end, and what helped this person by her own
before and after.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import LessonId, Practice, PracticeCard, PracticeId, StepId
from carecompanion.events import Events, NoteKept, PracticeKept
from carecompanion.learning.history import Helped, what_helped
from carecompanion.learning.practice import breath_of, change_of, timer_of
from carecompanion.learning.records import Note, PracticeDone, StepFelt
from carecompanion.learning.suggestion import Noted, Suggestion, suggestion
from carecompanion.services.clock import Clock, local_day, local_minute, utc_now
from carecompanion.services.keeping import Keeper

LEVELS = range(11)
LOOKED_AT = 200  # newest uses among which Today looks for what helped
BREATHE = PracticeId("cuidarme/respirar-4-6")  # what is offered until something is known to have helped


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
        self._open: PracticeRun | None = None

    def cards(self) -> tuple[PracticeCard, ...]:
        """Everything there is to practise, in the order of the shelf."""
        return self._library.practices(i18n.language())

    def practice(self, practice: PracticeId) -> Practice:
        """Raises ContentMissing, or ContentError when it is damaged."""
        return self._library.practice(practice, i18n.language())

    def open(self, practice: PracticeId, minutes: int = 0) -> "PracticeRun":
        """Begin a practice, for its own time or for `minutes`; one that was left in the middle is settled first.

        Raises ContentMissing or ContentError.
        """
        found = self.practice(practice)
        self.settle()
        self._open = PracticeRun(found, self, self._clock, minutes)
        return self._open

    def settle(self) -> None:
        """A practice that was left in the middle, and to which nobody came back, ended early."""
        run, self._open = self._open, None
        if run is not None:
            run.settle()

    def keep(
        self,
        practice: Practice,
        before: int | None,
        after: int | None,
        seconds: int,
        *,
        was_whole: bool,
        on: datetime | None = None,
    ) -> bool:
        """One practice, with what the person said of her stress (0 to 10) or None. True when it is on the disk.

        `on` is when it was done, where that was not just now.
        """
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
            local_day(lambda: on or now),
            local_minute(lambda: on or now),
            now,
        )
        is_kept = self._keeper.keep(done)
        self._events.tell(PracticeKept(practice.id))
        return is_kept

    def keep_writing(self, practice: Practice, texts: Sequence[str]) -> bool:
        """What was written in a practice, as one private note; True when it is on the disk.

        Each writing is a note of its own: its moment stands where a lesson's note names its step.
        """
        written = [(step.title, text.strip()) for step, text in zip(practice.steps, texts, strict=False)]
        text = "\n\n".join(f"{title}\n{text}" for title, text in written if text)
        if not text:
            return True
        now = self._clock()
        note = Note(LessonId(practice.id), StepId(now.isoformat()), "", text, now)
        is_kept = self._keeper.keep(note)
        if is_kept:
            self._events.tell(NoteKept(note.lesson, note.step))
        return is_kept

    def helped(self, newest: int = 0) -> tuple[HelpedMe, ...]:
        """What helped, best first; a practice is named from three uses with both numbers on.

        With `newest` only so many uses, the latest, are looked at.
        """
        cards = {card.id: card for card in self.cards()}
        effects = [(one.practice, one.pairs, one.fall) for one in self._keeper.journal.effects(newest)]
        return tuple(
            HelpedMe(cards[one.practice], one.pairs, one.fall) for one in what_helped(effects) if one.practice in cards
        )

    def advice(self) -> tuple[PracticeCard, HelpedMe | None] | None:
        """What to offer first: what helped this person most, with how much; else breathing. None: nothing is here."""
        helped = self.helped()
        if helped:
            return helped[0].card, helped[0]
        cards = self.cards()
        breathing = next((card for card in cards if card.id == BREATHE), None)
        first = breathing or min(cards, key=lambda card: card.minutes, default=None)
        return (first, None) if first is not None else None

    def suggested(self, stress: Noted | None) -> Suggestion | None:
        """What Today suggests, by the stress noted lately and by what helped; None: nothing is here."""
        helped = [Helped(one.card.id, one.pairs, one.fall) for one in self.helped(LOOKED_AT)]
        return suggestion(self.cards(), helped, stress)

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


class PracticeRun:
    """One practice while it is open: where the person is in it, what she writes, and what she says of her stress.

    `stage` is before, doing, text (what becomes of what was written), after or end. It is kept once, at its end: whole
    with both numbers, ended early with the first alone. What is written stays in memory until she says what becomes of
    it. Without `practising` nothing is asked and nothing kept.
    """

    def __init__(
        self, practice: Practice, practising: Practising | None = None, clock: Clock = utc_now, minutes: int = 0
    ) -> None:
        self.practice = practice
        self.minutes = minutes or practice.minutes
        self.stage = "before" if practising else "doing"
        self.before: int | None = None
        self.after: int | None = None
        self.was_whole = False
        self.seconds = 0.0  # really practised
        self.breath = breath_of(practice, minutes)
        self.timer = timer_of(practice)
        self.texts = [""] * len(practice.steps)
        self._practising = practising
        self._clock = clock
        self._on = clock()

    @property
    def asks(self) -> bool:
        """Whether it is this person's own, asked about and kept."""
        return self._practising is not None

    @property
    def has_text(self) -> bool:
        return any(text.strip() for text in self.texts)

    @property
    def is_under_way(self) -> bool:
        """Something was done, and it is not over: leaving now is leaving in the middle."""
        has_begun = self.timer.has_begun or self.has_text or (self.practice.kind == "breath" and self.seconds > 0)
        return self.stage == "doing" and has_begun

    @property
    def change(self) -> int | None:
        return change_of(self.before, self.after)

    def begin(self, before: int | None) -> None:
        """`before` is stress now, 0 to 10, or None."""
        self.before = before
        self.stage = "doing"
        self._on = self._clock()

    def practise(self, seconds: float) -> None:
        """So much time was really spent on it."""
        self.seconds += max(0.0, seconds)

    def finish(self) -> None:
        """It was done to its end."""
        self.was_whole = True
        self._close()

    def stop(self) -> None:
        """Ended early, by the person's own choice."""
        self._close()

    def settle(self) -> None:
        """Nobody came back to it: what was written is gone, and it ends as it was left."""
        if self.is_under_way or self.stage in ("text", "after"):
            self.throw_away()
            self._end()

    def keep_text(self) -> bool:
        """What was written becomes a private note. True when it is on the disk."""
        is_kept = self._practising is not None and self._practising.keep_writing(self.practice, self.texts)
        self.throw_away()
        return is_kept

    def throw_away(self) -> None:
        """Nothing that was written is left."""
        self.texts = [""] * len(self.practice.steps)
        if self.stage == "text":
            self._close()

    def write_on(self) -> None:
        """Back to writing: nothing was decided."""
        if self.stage == "text":
            self.stage = "doing"
            self.was_whole = False

    def answer(self, after: int | None) -> bool:
        """Stress afterwards, 0 to 10, or None; that is the end. True when it is on the disk."""
        if self.stage != "end":
            self.after = after
        return self._end()

    def speak(self, practice: Practice) -> None:
        """The same practice in another language; its steps are the same ones."""
        self.practice = practice
        if timer_of(practice).lengths != self.timer.lengths:  # a damaged pack may say otherwise
            self.timer = timer_of(practice).to(self.timer.step)
            self.texts = [*self.texts, *[""] * len(practice.steps)][: len(practice.steps)]

    def _close(self) -> None:
        """On to what is still asked: the text first, then stress, if it was told before and all was done."""
        if self.stage == "doing":
            self._on = self._clock()
        if self.asks and self.has_text:
            self.stage = "text"
        elif self.asks and self.was_whole and self.before is not None:
            self.stage = "after"
        else:
            self._end()

    def _end(self) -> bool:
        was_at, self.stage = self.stage, "end"
        self.texts = [""] * len(self.practice.steps)
        if was_at == "end" or self._practising is None:
            return True
        return self._practising.keep(
            self.practice, self.before, self.after, round(self.seconds), was_whole=self.was_whole, on=self._on
        )
