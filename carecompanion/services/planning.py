"""My plan: if-then lines, warning signs, people, limits, sentences, and one of them for the week."""

import uuid
from dataclasses import replace
from datetime import date

from carecompanion.events import Events, PlanChanged
from carecompanion.learning import plan as rules
from carecompanion.learning.history import monday_of
from carecompanion.learning.records import Intention, IntentionMet, PlanLine
from carecompanion.services.clock import Clock, local_day
from carecompanion.services.keeping import Keeper

YES, NOT_TODAY = "yes", "not_today"


class Planning:
    """A person's care plan, for as long as the profile is open. Every change is kept at once."""

    def __init__(self, keeper: Keeper, events: Events, clock: Clock) -> None:
        self._keeper = keeper
        self._events = events
        self._clock = clock

    # lines

    def lines(self, *kinds: str) -> tuple[PlanLine, ...]:
        """The lines of these kinds (none named: of all), in their order; also those that wait for the disk."""
        found = {line.line: line for line in self._keeper.journal.plan_lines()}
        for waiting in self._keeper.waiting:
            if isinstance(waiting, PlanLine):
                found.pop(waiting.line, None)
                if rules.has_words(waiting):
                    found[waiting.line] = waiting
        ordered = sorted(found.values(), key=lambda line: line.place)
        return tuple(line for line in ordered if not kinds or line.kind in kinds)

    def line(self, line: str) -> PlanLine | None:
        return next((one for one in self.lines() if one.line == line), None)

    def is_draft(self, line: PlanLine) -> bool:
        """An if-then with one half only."""
        return rules.is_draft(line)

    def new(self, kind: str) -> PlanLine:
        """A line without words at the end of its kind; kept only once it has some."""
        if kind not in rules.KINDS:
            raise ValueError(kind)
        places = [one.place for one in self.lines(kind)]
        return PlanLine(uuid.uuid4().hex, kind, "", "", "", "", max(places, default=0.0) + 1.0, self._clock())

    def keep(self, line: PlanLine) -> bool:
        """The newest words of a line; without words it is gone. True when it is on the disk."""
        tidy = replace(
            line,
            first=rules.tidy(line.first),
            second=rules.tidy(line.second),
            more=rules.tidy(line.more),
            at=self._clock(),
        )
        before = self.line(line.line)
        if before is not None and replace(before, at=tidy.at) == tidy:
            return not self._keeper.waiting
        if before is None and not rules.has_words(tidy):
            return True
        is_kept = self._keeper.keep(tidy)
        self._events.tell(PlanChanged())
        return is_kept

    def remove(self, line: PlanLine) -> bool:
        """The line is gone; `keep(line)` brings it back."""
        return self.keep(replace(line, first="", second="", more=""))

    def move(self, line: PlanLine, by: int) -> bool:
        """One place up (-1) or down (1) among its kind; False where there is none."""
        now = self._clock()
        changed = [replace(one, at=now) for one in rules.moved(self.lines(line.kind), line.line, by)]
        if not changed:
            return False
        self._keeper.keep(*changed)
        self._events.tell(PlanChanged())
        return True

    # sentences to take along

    def has_sentence(self, words: str) -> bool:
        return any(one.first == rules.tidy(words) for one in self.lines("sentence"))

    def take_along(self, words: str) -> bool:
        """Keep a sentence a lesson gave; once is enough. True when it is on the disk."""
        if self.has_sentence(words):
            return not self._keeper.waiting
        return self.keep(replace(self.new("sentence"), first=words))

    # the week

    @property
    def week(self) -> date:
        """This week, by its Monday."""
        return monday_of(local_day(self._clock))

    def intention(self) -> PlanLine | None:
        """This week's intention; None when there is none, or its line is gone."""
        waiting = [one for one in self._keeper.waiting if isinstance(one, Intention) and one.week == self.week]
        chosen = waiting[-1] if waiting else self._keeper.journal.intention_of(self.week)
        return self.line(chosen.line) if chosen is not None and chosen.line else None

    def last_week(self) -> PlanLine | None:
        """What was chosen last week, while nothing was said about this one: to be kept, changed or left. No counts."""
        chosen = rules.to_review(self.week, self._intentions().values())
        return self.line(chosen.line) if chosen is not None else None

    def choose(self, line: PlanLine | None) -> bool:
        """Make a line this week's intention; None takes it back."""
        is_kept = self._keeper.keep(Intention(self.week, line.line if line else "", self._clock()))
        self._events.tell(PlanChanged())
        return is_kept

    def met_today(self) -> str:
        """What was answered today about the week's intention: yes, not_today or ""."""
        today, intention = local_day(self._clock), self.intention()
        waiting = [one for one in self._keeper.waiting if isinstance(one, IntentionMet) and one.day == today]
        met = waiting[-1] if waiting else self._keeper.journal.intention_met_of(today)
        return met.answer if met is not None and intention is not None and met.line == intention.line else ""

    def meet(self, answer: str) -> bool:
        """Whether it came up today: yes or not_today; "" takes the answer back. Nobody counts."""
        if answer not in (YES, NOT_TODAY, ""):
            raise ValueError(answer)
        intention = self.intention()
        if intention is None:
            return True
        is_kept = self._keeper.keep(IntentionMet(local_day(self._clock), intention.line, answer, self._clock()))
        self._events.tell(PlanChanged())
        return is_kept

    def _intentions(self) -> dict[date, Intention]:
        """The newest choice for each week; also what waits for the disk."""
        kept = {one.week: one for one in self._keeper.journal.every(Intention)}
        return kept | {one.week: one for one in self._keeper.waiting if isinstance(one, Intention)}
