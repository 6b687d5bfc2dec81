"""My plan: if-then lines, warning signs, people, limits, sentences, and one of them for the week."""

import uuid
from dataclasses import replace
from datetime import date

from carecompanion.events import Events, PlanChanged
from carecompanion.learning.history import monday_of
from carecompanion.learning.records import Intention, IntentionMet, PlanLine
from carecompanion.services.clock import Clock, local_day
from carecompanion.services.keeping import Keeper

KINDS = ("if_then", "early", "strong", "person", "limit", "sentence")
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
                if waiting.first or waiting.second:
                    found[waiting.line] = waiting
        ordered = sorted(found.values(), key=lambda line: line.place)
        return tuple(line for line in ordered if not kinds or line.kind in kinds)

    def line(self, line: str) -> PlanLine | None:
        return next((one for one in self.lines() if one.line == line), None)

    def is_draft(self, line: PlanLine) -> bool:
        """An if-then with one half only."""
        return line.kind == "if_then" and not (line.first and line.second)

    def new(self, kind: str) -> PlanLine:
        """A line without words at the end of its kind; kept only once it has some."""
        if kind not in KINDS:
            raise ValueError(kind)
        places = [one.place for one in self.lines(kind)]
        return PlanLine(uuid.uuid4().hex, kind, "", "", "", "", max(places, default=0.0) + 1.0, self._clock())

    def keep(self, line: PlanLine) -> bool:
        """The newest words of a line; without words it is gone. True when it is on the disk."""
        tidy = replace(
            line,
            first=line.first.strip(),
            second=line.second.strip(),
            more=line.more.strip(),
            at=self._clock(),
        )
        before = self.line(line.line)
        if before is not None and replace(before, at=tidy.at) == tidy:
            return not self._keeper.waiting
        if before is None and not (tidy.first or tidy.second):
            return True
        is_kept = self._keeper.keep(tidy)
        self._events.tell(PlanChanged())
        return is_kept

    def remove(self, line: PlanLine) -> bool:
        """The line is gone; `keep(line)` brings it back."""
        return self.keep(replace(line, first="", second="", more=""))

    def move(self, line: PlanLine, by: int) -> bool:
        """One place up (-1) or down (1) among its kind; False where there is none."""
        kind = list(self.lines(line.kind))
        here = next((number for number, one in enumerate(kind) if one.line == line.line), -1)
        there = here + by
        if here < 0 or not 0 <= there < len(kind):
            return False
        now = self._clock()
        self._keeper.keep(
            replace(kind[here], place=kind[there].place, at=now), replace(kind[there], place=kind[here].place, at=now)
        )
        self._events.tell(PlanChanged())
        return True

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
