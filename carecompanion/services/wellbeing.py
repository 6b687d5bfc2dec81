"""How a person is: check-ins from the first answer to the result, what they say over time, and real rest.

Nothing here is shown to anybody else, and nothing leaves the profile's file.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import CheckIn, CheckInId, ItemId, Scale, ScaleId, SmallStep
from carecompanion.errors import ContentMissing
from carecompanion.events import CheckInKept, Events, RestChanged
from carecompanion.learning import checkin as engine
from carecompanion.learning.checkin import ScaleResult
from carecompanion.learning.hard_words import touches_dying
from carecompanion.learning.history import Entry, days_since_rest, entry_of, values_of
from carecompanion.learning.records import CheckInDone, CheckInDraft, PracticeDone, RestDay
from carecompanion.learning.suggestion import Noted
from carecompanion.services.clock import Clock, local_day, local_minute
from carecompanion.services.keeping import Keeper

MINUTE = CheckInId("cuidarme/un-minuto")
MOOD, STRESS = ItemId("animo"), ItemId("estres")  # what Today asks and looks back on
DRAFT_LASTS = timedelta(days=1)
LATELY = 8  # results among which Today looks for the stress of yesterday or today
REST_TOLD_FROM, REST_TOLD_TO = 4, 30  # days since real rest
LEAST_ANSWERS = 2  # until a check-in may be kept
MOST_IN_A_ROW = 3  # results a rule may look back on
LOOKED_BACK = 40  # newest results, among which most are found again
MINUTE_LOOKED_BACK, LOOKED_BACK_PERIODS = 30, 12  # days before an older one, or rhythms of a longer check-in


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check-in says: words first. With `help_first` help is shown and no score.

    `changes` are the scales whose change since the last result is worth telling, with the words for it. `is_kept` is
    false while the disk is full: then it waits in memory and is tried again.
    """

    checkin: CheckIn
    entry: Entry
    scores: tuple[ScaleResult, ...]
    help_first: bool
    offers_support: bool
    changes: tuple[tuple[Scale, str], ...]
    steps: tuple[SmallStep, ...]
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Longer:
    """A longer check-in as its tab shows it: when it may be taken again (None = now) and the newest result."""

    checkin: CheckIn
    may_from: date | None
    has_draft: bool
    last: Entry | None


@dataclass(frozen=True, slots=True)
class Rest:
    """Time since real rest. `days` is None where no day of rest is known."""

    last: date | None
    days: int | None
    was_today: bool

    @property
    def is_worth_telling(self) -> bool:
        """A few days without it; after a month it was rather the noting that stopped."""
        return self.days is not None and REST_TOLD_FROM <= self.days <= REST_TOLD_TO


class Wellbeing:
    """A person's check-ins, for as long as the profile is open. Reads ask the journal; nothing is held."""

    def __init__(self, library: Library, keeper: Keeper, events: Events, clock: Clock) -> None:
        self._library = library
        self._keeper = keeper
        self._events = events
        self._clock = clock

    # the instruments

    def checkin(self, checkin: CheckInId) -> CheckIn:
        """Raises ContentMissing."""
        return self._library.checkin(checkin, i18n.language())

    def minute(self) -> CheckIn | None:
        """The one-minute check-in; None when its pack is not here."""
        try:
            return self.checkin(MINUTE)
        except ContentMissing:
            return None

    def longer(self) -> tuple[Longer, ...]:
        """Every other check-in, with its rhythm."""
        every = self._library.checkins(i18n.language())
        return tuple(self._longer(one) for one in every if one.id != MINUTE)

    def may_from(self, checkin: CheckIn) -> date | None:
        """The day it may be taken again; None = now. A result from a day ahead of the clock holds nobody up."""
        last = self.newest(checkin.id)
        if last is None or not checkin.every_days:
            return None
        gone = (local_day(self._clock) - last.day).days
        return last.day + timedelta(days=checkin.every_days) if 0 <= gone < checkin.every_days else None

    def open(self, checkin: CheckInId) -> "CheckInRun":
        """Begin, or go on with a draft younger than a day. Raises ContentMissing."""
        return CheckInRun(self, self.checkin(checkin), self._fresh_draft(checkin), self._keeper, self._clock)

    def has_draft(self, checkin: CheckInId) -> bool:
        return self._fresh_draft(checkin) is not None

    # results

    def newest(self, checkin: CheckInId) -> Entry | None:
        found = self.last_entries(checkin, 1)
        return found[0] if found else None

    def last_entries(self, checkin: CheckInId, most: int) -> tuple[Entry, ...]:
        """The newest ones, newest first; also those that wait for the disk."""
        waiting = [one for one in reversed(self._waiting()) if one.checkin == checkin]
        kept = self._keeper.journal.last_checkins(checkin, most)
        return tuple(entry_of(one) for one in (*waiting, *kept)[:most])

    def entries_between(self, first: date, last: date, checkin: CheckInId | None = None) -> tuple[Entry, ...]:
        """Those of these days, both included, in the order they were kept."""
        kept = self._keeper.journal.checkins_between(first, last, checkin)
        waiting = [one for one in self._waiting() if first <= one.day <= last and checkin in (None, one.checkin)]
        return tuple(entry_of(one) for one in (*kept, *waiting))

    def practices_between(self, first: date, last: date) -> tuple[PracticeDone, ...]:
        return self._keeper.journal.practices_between(first, last)

    def days_noted(self) -> tuple[date, date] | None:
        """The first and the last day with anything noted; also those that wait for the disk."""
        days = [*(self._keeper.journal.days_noted() or ()), *(one.day for one in self._waiting())]
        return (min(days), max(days)) if days else None

    def has_noted(self) -> bool:
        """Whether there is any check-in or practice; also one that waits for the disk."""
        waits = any(isinstance(one, CheckInDone | PracticeDone) for one in self._keeper.waiting)
        return waits or self._keeper.journal.has_noted()

    def stress_lately(self) -> Noted | None:
        """The newest stress of yesterday or today in the one-minute check-in; None where it was left blank.

        None, too, where help came first then: nobody is told that number again unasked.
        """
        today, checkin = local_day(self._clock), self.minute()
        entries = self.last_entries(MINUTE, LATELY)
        for number, entry in enumerate(entries):
            if STRESS in entry.answers and today - timedelta(days=1) <= entry.day <= today:
                is_hard = checkin is not None and self._puts_help_first(checkin, entry, entries[number + 1 :])
                return None if is_hard else Noted(entry.day, entry.answers[STRESS])
        return None

    def outcome_of(self, entry: Entry) -> Outcome:
        """An older result again, with the scores it was given then. Raises ContentMissing."""
        checkin = self.checkin(entry.checkin)
        return self._outcome(checkin, entry, self._before(checkin, entry), is_kept=not self.waits(entry))

    def _before(self, checkin: CheckIn, entry: Entry) -> tuple[Entry, ...]:
        """The results before this one, newest first: among the newest ones, else among those of the time before it."""
        every = self.last_entries(checkin.id, LOOKED_BACK)
        if entry not in every:
            days = timedelta(days=max(MINUTE_LOOKED_BACK, LOOKED_BACK_PERIODS * checkin.every_days))
            every = tuple(reversed(self.entries_between(entry.day - days, entry.day, checkin.id)))
        return every[every.index(entry) + 1 :] if entry in every else ()

    def is_there(self, entry: Entry) -> bool:
        """Whether it was not erased meanwhile."""
        return entry in self.entries_between(entry.day, entry.day, entry.checkin)

    def waits(self, entry: Entry) -> bool:
        """Whether it is not on the disk yet."""
        return any(entry_of(one) == entry for one in self._waiting())

    def change_of(self, checkin: CheckIn, scale: ScaleId) -> str:
        """The words for a change over the last days, told only by the scale's own rule; "" = nothing to tell."""
        return self.changes_of(checkin).get(scale, "")

    def changes_of(self, checkin: CheckIn, entries: Sequence[Entry] | None = None) -> dict[ScaleId, str]:
        """Of every scale whose rule has a change over the last days to tell, the words for it. Read once for all.

        Who has read those of the last `changes_look_back(checkin)` days already gives them as `entries`.
        """
        today, days = local_day(self._clock), self.changes_look_back(checkin)
        if entries is None:
            entries = self.entries_between(today - timedelta(days=days), today, checkin.id) if days else ()
        ruled = [scale for scale in checkin.scales if scale.change is not None and scale.change.days]
        found = {scale.id: engine.change_over(scale, values_of(entries, scale.id), today) for scale in ruled}
        return {scale: words for scale, words in found.items() if words}

    def changes_look_back(self, checkin: CheckIn) -> int:
        """How many days back the rules for a change look; 0 when none does."""
        return 2 * max((scale.change.days for scale in checkin.scales if scale.change is not None), default=0)

    def is_hard(self, text: str) -> bool:
        """Whether what was typed touches on dying. Compared here, on this computer; nothing is kept of it."""
        return bool(text.strip()) and touches_dying(text, self._library.help_page(i18n.language()).hard_words)

    # rest

    def rest(self) -> Rest:
        today = local_day(self._clock)
        last = self._last_rest(today)
        return Rest(last, days_since_rest(last, today), last == today)

    def rest_days_between(self, first: date, last: date) -> tuple[date, ...]:
        """Also those that wait for the disk, and without those taken back meanwhile."""
        days = dict.fromkeys(self._keeper.journal.rest_days_between(first, last), True)
        days |= {one.day: one.was_rest for one in self._waiting_rest() if first <= one.day <= last}
        return tuple(sorted(day for day, was_rest in days.items() if was_rest))

    def _last_rest(self, today: date) -> date | None:
        if not self._waiting_rest():
            return self._keeper.journal.last_rest(today)
        return max(self.rest_days_between(date.min, today), default=None)

    def _waiting_rest(self) -> list[RestDay]:
        return [one for one in self._keeper.waiting if isinstance(one, RestDay)]

    def note_rest(self, day: date, *, was_rest: bool = True) -> bool:
        """This day brought real rest (or did not, after all). True when it is on the disk."""
        is_kept = self._keeper.keep(RestDay(day, was_rest, self._clock()))
        self._events.tell(RestChanged())
        return is_kept

    # what CheckInRun tells

    def finish(self, checkin: CheckIn, answers: dict[ItemId, int], tags: Sequence[str], note: str) -> Outcome:
        now = self._clock()
        scores = engine.score(checkin, answers)
        done = CheckInDone(
            checkin=checkin.id,
            pack_version=checkin.pack_version,
            rule=engine.rule_of(checkin),
            answers=_json(answers),
            tags=_json(list(tags)) if tags else "",
            scores=_json({one.scale.id: one.value for one in scores if one.value is not None}),
            note=note.strip(),
            day=local_day(self._clock),
            minute=local_minute(self._clock),
            at=now,
        )
        before = self.last_entries(checkin.id, MOST_IN_A_ROW)
        is_kept = self._keeper.keep(done, CheckInDraft(checkin.id, "", now))
        self._events.tell(CheckInKept(checkin.id))
        return self._outcome(checkin, entry_of(done), before, is_kept=is_kept)

    def _outcome(self, checkin: CheckIn, entry: Entry, before: Sequence[Entry], *, is_kept: bool = True) -> Outcome:
        is_same_rule = entry.rule == engine.rule_of(checkin)
        scores = engine.score(checkin, entry.answers) if is_same_rule else _scored_then(checkin, entry)
        acts = _acts(checkin, entry, before)
        last = next((one for one in before if one.rule == entry.rule), None)
        changes = [
            (one.scale, words)
            for one in scores
            if last is not None
            and one.scale.change is not None
            and not one.scale.change.days
            and (words := engine.change_between(one.scale, last.scores.get(one.scale.id), one.value))
        ]
        return Outcome(
            checkin=checkin,
            entry=entry,
            scores=scores,
            help_first=self._puts_help_first(checkin, entry, before),
            offers_support="support" in acts or any(one.band and one.band.offers_support for one in scores),
            changes=tuple(changes),
            steps=engine.small_steps(checkin, scores),
            is_kept=is_kept,
        )

    def _puts_help_first(self, checkin: CheckIn, entry: Entry, before: Sequence[Entry]) -> bool:
        return "help" in _acts(checkin, entry, before) or self.is_hard(entry.note)

    def _longer(self, checkin: CheckIn) -> Longer:
        return Longer(checkin, self.may_from(checkin), self.has_draft(checkin.id), self.newest(checkin.id))

    def _fresh_draft(self, checkin: CheckInId) -> CheckInDraft | None:
        """A draft offers itself for a day; older ones go."""
        waiting = [one for one in self._keeper.waiting if isinstance(one, CheckInDraft) and one.checkin == checkin]
        draft = waiting[-1] if waiting else self._keeper.journal.draft_of(checkin)
        if draft is None or not draft.answers:
            return None
        if self._clock() - draft.at >= DRAFT_LASTS:
            self._keeper.keep(CheckInDraft(checkin, "", self._clock()))
            return None
        return draft

    def _waiting(self) -> list[CheckInDone]:
        return [one for one in self._keeper.waiting if isinstance(one, CheckInDone)]


class CheckInRun:
    """One check-in while it is answered. Every change is kept as a draft at once; `finish` makes it an entry."""

    def __init__(
        self, wellbeing: Wellbeing, checkin: CheckIn, draft: CheckInDraft | None, keeper: Keeper, clock: Clock
    ) -> None:
        self.checkin = checkin
        self.answers: dict[ItemId, int] = {}
        self.tags: tuple[str, ...] = ()
        self.note = ""
        self.page = 0
        self.was_drafted = draft is not None
        self._wellbeing = wellbeing
        self._keeper = keeper
        self._clock = clock
        if draft is not None:
            self._take_up(draft)

    @property
    def may_finish(self) -> bool:
        return len(self.answers) >= min(LEAST_ANSWERS, len(self.checkin.items))

    def answer(self, item: ItemId, value: int | None) -> bool:
        """None leaves it blank. True when the draft is on the disk. Raises AnswerNotAllowed, having kept nothing."""
        self.answers = engine.answer(self.checkin, self.answers, item, value)
        return self._keep()

    def tag(self, words: Sequence[str]) -> bool:
        self.tags = tuple(dict.fromkeys(one.strip() for one in words if one.strip()))
        return self._keep()

    def write(self, note: str) -> bool:
        if note == self.note:
            return True
        self.note = note
        return self._keep()

    def turn(self, page: int) -> bool:
        self.page = page
        return self._keep()

    def finish(self) -> Outcome:
        """The entry and its result; the draft is gone with it."""
        return self._wellbeing.finish(self.checkin, self.answers, self.tags, self.note)

    def discard(self) -> bool:
        """Nothing of it stays."""
        self.answers, self.tags, self.note, self.page, self.was_drafted = {}, (), "", 0, False
        return self._keeper.keep(CheckInDraft(self.checkin.id, "", self._clock()))

    def _keep(self) -> bool:
        """What was taken back to nothing is no draft."""
        state = {"answers": self.answers, "tags": self.tags, "note": self.note, "page": self.page}
        words = _json(state) if any(state.values()) else ""
        return self._keeper.keep(CheckInDraft(self.checkin.id, words, self._clock()))

    def _take_up(self, draft: CheckInDraft) -> None:
        """What the instrument still knows of a draft; the rest is left blank."""
        state = _state(draft.answers)
        answers = state.get("answers")
        for name, value in answers.items() if isinstance(answers, dict) else ():
            if any(item.id == name for item in self.checkin.items):
                item = ItemId(name)
                if value in self.checkin.answers_to(item).values:
                    self.answers[item] = value
        tags, note, page = state.get("tags"), state.get("note"), state.get("page")
        self.tags = tuple(str(one) for one in tags) if isinstance(tags, list) else ()
        self.note = note if isinstance(note, str) else ""
        self.page = page if isinstance(page, int) and 0 <= page < len(self.checkin.pages) else 0


def _acts(checkin: CheckIn, entry: Entry, before: Sequence[Entry]) -> frozenset[str]:
    """What the answers open, with those of the results just before."""
    return engine.acts(checkin, [entry.answers, *(one.answers for one in before[: MOST_IN_A_ROW - 1])])


def _scored_then(checkin: CheckIn, entry: Entry) -> tuple[ScaleResult, ...]:
    """The values as they were computed by a rule that is no longer in force; today's bands say nothing about them."""
    return tuple(ScaleResult(scale, entry.scores.get(scale.id), None, 0) for scale in checkin.scales)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _state(words: str) -> dict[str, object]:
    try:
        found = json.loads(words)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
