"""A session on its way: every act of the trainer is on the disk before the next one, so that a crash costs nothing.

A rehearsal is the same in a database of its own in memory, gone when it is closed.
"""

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from carecompanion.content.workshop import SatisfactionForm
from carecompanion.errors import SessionNotAllowed, StorageError
from carecompanion.i18n import _
from carecompanion.learning import catching_up, running, scenario
from carecompanion.learning.catching_up import Offer
from carecompanion.learning.records import RunState, SessionRound, SessionRun
from carecompanion.learning.room_face import room_of_run, room_of_scene
from carecompanion.learning.room_view import RoomView
from carecompanion.learning.running import RealTime, Run
from carecompanion.learning.scenario import Play
from carecompanion.learning.workshop import Block
from carecompanion.services.clock import Clock
from carecompanion.services.keeping import Keeper
from carecompanion.services.room_comparing import Compared, compared
from carecompanion.services.room_questions import RoomQuestion, instrument_of, questions_of_form, questions_value
from carecompanion.services.room_round import WAYS, RoomRound
from carecompanion.services.room_screens import RoomScreen
from carecompanion.services.room_totals import PersonsAnswers
from carecompanion.services.run_screens import RunScreens
from carecompanion.services.session_course import Course, Taken, course_text, written
from carecompanion.services.session_text import compact
from carecompanion.storage.rooms import Rooms

MOST_WORDS = 20_000  # of what is written about a session


@dataclass(frozen=True, slots=True)
class Means:
    """What a run stands on; of a rehearsal, `end` lets its memory go.

    `edition` is another one when screens that were read before are old: other packs, another language.
    """

    keeper: Keeper
    rooms: Rooms
    clock: Clock
    screens_of: Callable[[Block], tuple[RoomScreen, ...]]
    play_of: Callable[[Block, Sequence[int]], Play | None]
    edition: Callable[[], object]
    questions_of: Callable[[Block], tuple[RoomQuestion, ...]]
    form: Callable[[], SatisfactionForm | None]
    changed: Callable[[], None]
    answered: Callable[[str], None]
    end: Callable[[], None] | None = None


class TrainingRun:
    """A running session, or a closed one to look at. Each act returns True when it is on the disk."""

    def __init__(
        self,
        record: SessionRun,
        course: Course,
        means: Means,
        day_before: "TrainingRun | None" = None,
        screens: Mapping[str, tuple[RoomScreen, ...]] | None = None,
    ) -> None:
        """`screens` are those of all its blocks, where they were read already; else packs may be others by now."""
        self.record = record
        self.course = course
        self.day_before = day_before
        self.is_kept = True
        self._means = means
        self._screens = RunScreens(means.screens_of, means.edition, screens)
        self._plays: dict[str, Play | None] = {}
        kept = {one.round: one for one in means.keeper.journal.sessions.rounds_of(record.run)}
        self._rounds = {
            name: RoomRound(self, kept[name], course.asked_at.get(name)) for name in course.rounds if name in kept
        }

    @property
    def run(self) -> Run:
        return self.course.run

    @property
    def is_rehearsal(self) -> bool:
        return self._means.end is not None

    @property
    def is_closed(self) -> bool:
        return self.course.closed_at is not None

    @property
    def is_resting(self) -> bool:
        return self.course.rested_at is not None and not self.is_closed

    @property
    def teams(self) -> tuple[str, ...]:
        return tuple(group.name for group in self.course.came)

    @property
    def now(self) -> datetime:
        """What time it is for this session; when it was closed or rests, when that was."""
        return self._moment()

    # moving

    def next(self) -> bool:
        return self._go(running.next_slide(self.run, self._now()))

    def back(self) -> bool:
        return self._go(running.back(self.run, self._now()))

    def jump(self, block: int, slide: int = 0) -> bool:
        """Raises IndexError where there is no such block."""
        return self._go(running.jump(self.run, self._now(), block, slide))

    def plus_minute(self, minutes: int = 1) -> bool:
        """The block takes longer, or (-1) shorter."""
        return self._go(running.plus_minute(self.run, minutes))

    def pause(self) -> bool:
        """For all; again: it goes on."""
        act = running.resume if self.run.is_paused else running.pause
        return self._go(act(self.run, self._now()))

    def blank(self) -> bool:
        return self._go(running.blanked(self.run))

    def freeze(self) -> bool:
        return self._go(running.freeze(self.run))

    def start_timer(self, seconds: int) -> bool:
        return self._go(running.start_timer(self.run, self._now(), seconds))

    def stop_timer(self) -> bool:
        return self._go(running.stop_timer(self.run))

    # time

    def gap(self) -> int:
        """Whole minutes late (+) or early (-)."""
        return running.plan_gap(self.run, self._moment())

    def offers(self) -> tuple[Offer, ...]:
        return catching_up.offers(self.run, self._moment())

    def take(self, offer: Offer) -> bool:
        """Shorten or drop what was offered; where that is no longer so, nothing."""
        run = catching_up.take(self.run, offer)
        if run is self.run:
            return self.is_kept
        taken = Taken(offer.block, offer.title, offer.minutes)
        return self._keep(replace(self.course, run=run, taken=(*self.course.taken, taken)))

    def give_back(self, number: int) -> bool:
        """What was taken, by its place in Course.taken, is as before. Raises IndexError."""
        taken = self.course.taken
        one, before = taken[number], [same for same in taken[:number] if same.block == taken[number].block]
        planned = next(block.minutes for block in self.run.plan.blocks if block.id == one.block)
        run = catching_up.give_back(self.run, one.block, before[-1].minutes if before else planned)
        return self._keep(replace(self.course, run=run, taken=(*taken[:number], *taken[number + 1 :])))

    def real_times(self) -> tuple[RealTime, ...]:
        return running.real_times(self.run, self._moment())

    @property
    def ended_at(self) -> datetime:
        """When it was closed; a day that rested ended then, however much later its workshop was closed."""
        return self.course.rested_at or self._moment()

    @property
    def whole_minutes(self) -> int:
        """From beginning to end, pauses and all; of a workshop of two days, of both."""
        own = round(max(0.0, (self.ended_at - self.run.begun_at).total_seconds()) / 60)
        return own + (self.day_before.whole_minutes if self.day_before else 0)

    @property
    def planned_minutes(self) -> int:
        """The same by the plan."""
        return self.run.plan.minutes + (self.day_before.planned_minutes if self.day_before else 0)

    # what the room sees

    def screens(self, block: int) -> tuple[RoomScreen, ...]:
        """Every screen of a block; a scene is where the room has brought it. Raises IndexError."""
        self._read_anew()
        found = self.run.agenda.blocks[self.run.agenda.checked(block)]
        screens, play = self._screens.of(found), self._play_in(found)
        if play is None:
            return screens
        return *screens[:-1], replace(screens[-1], view=room_of_scene(play), notes=play.moment.notes)

    def _read_anew(self) -> None:
        """Packs came or went, or the language is another. Closed, it is as it was."""
        run = None if self.is_closed else self._screens.read_anew(self.run)
        if run is not None:
            self._plays.clear()
            self.course = replace(self.course, run=run)

    def views(self, block: int) -> tuple[RoomView, ...]:
        """What the room sees of each. Raises IndexError."""
        return tuple(one.view for one in self.screens(block))

    @property
    def screen(self) -> RoomScreen:
        """The one the trainer is at."""
        screens = self.screens(self.run.block)
        return screens[min(self.run.slide, len(screens) - 1)]

    def room(self) -> RoomView:
        """What the room sees now, with its timer; Blank or Pause."""
        block, slide = self.run.room_place
        views = self.views(block)
        return room_of_run(self.run, views[min(slide, len(views) - 1)], self._moment())

    # a scene, played by the room

    @property
    def play(self) -> Play | None:
        """Where the scene of this block is, while its screen is shown; else None."""
        is_there = self.run.slide == self.run.slides_of(self.run.block) - 1
        return self._play_in(self.run.current) if is_there else None

    def say(self, number: int) -> bool:
        """The room chose; the next moment is shown, also where the screen was frozen. Raises ChoiceNotOffered."""
        return self._walk(lambda play: scenario.say(play, number))

    def unsay(self) -> bool:
        """One moment back."""
        return self._walk(scenario.back)

    def say_again(self) -> bool:
        """The scene from its beginning."""
        return self._walk(lambda play: scenario.back_to(play, 0))

    def _walk(self, step: Callable[[Play], Play]) -> bool:
        play, block = self.play, self.run.current.id
        if play is None:
            raise SessionNotAllowed(_("There is no scene here."))
        after = step(play)
        run = running.freeze(self.run) if self.run.frozen == (block, self.run.slide) else self.run
        is_kept = self._keep(replace(self.course, run=run, scenes={**self.course.scenes, block: after.taken}))
        self._plays[block] = after
        return is_kept

    def _play_in(self, block: Block) -> Play | None:
        if block.id not in self._plays:
            self._plays[block.id] = self._means.play_of(block, self.course.scenes.get(block.id, ()))
        return self._plays[block.id]

    # who came

    def set_came(self, team: str, count: int) -> bool:
        """How many of a group came. Raises SessionNotAllowed for no such group, or a count nobody can be."""
        if team not in self.teams or count < 0:
            raise SessionNotAllowed(_("There is no group “{name}” in this session.").format(name=team))
        came = tuple(replace(one, size=count) if one.name == team else one for one in self.course.came)
        return self._keep(replace(self.course, came=came))

    # what is written about it, also when it is closed

    def set_notes(self, notes: str) -> bool:
        """The trainer's own words on how it went, for the report."""
        return self._write(replace(self.course, notes=notes[:MOST_WORDS]))

    def set_comments(self, comments: str) -> bool:
        """What people wrote on the satisfaction form, as she types it."""
        return self._write(replace(self.course, comments=comments[:MOST_WORDS]))

    def set_names(self, names: Sequence[str]) -> bool:
        """The list of certificates, to be remembered; an empty one is forgotten, by the daily copies as well."""
        return self._write(replace(self.course, names=tuple(names)))

    # rounds

    def rounds(self) -> tuple[RoomRound, ...]:
        """In the order they were opened."""
        return tuple(self._rounds.values())

    def open_round(self, way: str, questions: Sequence[RoomQuestion] | None = None) -> RoomRound:
        """Ask what the block asks, or these questions. One that is open already, of this block and way, goes on.

        Raises ValueError for no way, SessionNotAllowed where there is nothing to ask, ContentMissing, ContentError.
        """
        if way not in WAYS:
            raise ValueError(way)
        block = self.run.current
        if questions is not None:
            return self._opened(way, f"vote:{block.id}", questions)
        found = next((one for one in self.rounds() if one.is_open and (one.block, one.way) == (block.id, way)), None)
        return found or self._opened(way, instrument_of(block), self.questions())

    def questions(self) -> tuple[RoomQuestion, ...]:
        """What the block asks the room. Raises ContentMissing, ContentError."""
        return self._means.questions_of(self.run.current)

    def form(self) -> SatisfactionForm | None:
        """The satisfaction form of the workshop, if it has one. Raises ContentMissing, ContentError."""
        return self._means.form()

    def open_form(self) -> RoomRound:
        """The satisfaction form of the workshop, to be keyed in from paper. Raises as open_round does."""
        form = self.form()
        instrument, questions = (f"form:{form.id}", questions_of_form(form)) if form else ("", ())
        found = next((one for one in self.rounds() if one.is_open and one.instrument == instrument), None)
        return found or self._opened("paper", instrument, questions)

    def _opened(self, way: str, instrument: str, asked: Sequence[RoomQuestion]) -> RoomRound:
        if self.is_closed:
            raise SessionNotAllowed(_("This session is closed."))
        if not asked:
            raise SessionNotAllowed(_("This block has no questions for the room."))
        now = self._now()
        record = SessionRound(
            uuid.uuid4().hex,
            self.record.run,
            self.run.current.id,
            instrument,
            way,
            compact(questions_value(asked)),
            counts="",
            totals="",
            is_open=True,
            at=now,
        )
        opened = RoomRound(self, record, now)
        self._rounds[opened.id] = opened
        rounds, asked_at = (*self.course.rounds, opened.id), {**self.course.asked_at, opened.id: now}
        self._keep(replace(self.course, rounds=rounds, asked_at=asked_at), record)
        self._means.answered(opened.id)
        return opened

    def before(self, later: RoomRound) -> RoomRound | None:
        """The first round that asked the same, also on the day before: what `later` is compared with. None where there
        is none, and where a later one is the last.
        """
        found = self.compared(later)
        return found.first if found is not None and found.last.id == later.id else None

    def compared(self, one: RoomRound) -> Compared | None:
        """The comparison that a round takes part in, also with the day before."""
        return compared(self._all_rounds(), one)

    def title_of(self, block: str) -> str:
        """Of a block of the plan, "" = it is in it no more."""
        return next((one.title for one in self.run.plan.blocks if one.id == block), "")

    # what rounds ask

    def keep_round(self, record: SessionRound) -> bool:
        is_kept = self._means.keeper.keep(replace(record, at=self._now()))
        self._means.answered(record.round)
        return is_kept

    def keep_answers(self, round_id: str, team: str, answers: str, code: str) -> None:
        self._require_written()
        self._means.rooms.keep(self.course.after or self.record.run, round_id, team, answers, code)
        self._means.answered(round_id)

    def people_of(self, round_id: str) -> tuple[PersonsAnswers, ...]:
        found = self._means.rooms.answers_of(round_id)
        return tuple(PersonsAnswers(one.team, json.loads(one.answers), one.mark) for one in found)

    def count_of(self, round_id: str) -> int:
        return self._means.rooms.count(round_id)

    def settle(self) -> None:
        with suppress(StorageError):  # when the file is closed it is done in any case
            self._means.rooms.settle()

    # the end

    def rest(self) -> bool:
        """That is all for today; the workshop goes on another day. Codes stay until then; any other act ends it."""
        now = self._now()
        run = running.pause(self.run, now)
        return self._keep(replace(self.course, run=run, rested_at=now), ends_rest=False)

    def close(self) -> None:
        """Totals stay; single answers, codes and the secret they were hashed with go, of the day before as well.

        Raises StorageError, and then the session is still open.
        """
        if self.is_closed:
            return
        self._require_written()
        now = self._now()
        rounds = self._all_rounds()
        records = [one.record_when_closed(rounds[:place]) for place, one in enumerate(rounds) if not one.record.totals]
        days = [day for day in (self.day_before, self) if day is not None and not day.is_closed]
        courses = [day.course_when_closed(now) for day in days]
        states = [
            RunState(day.record.run, course_text(course), False, now) for day, course in zip(days, courses, strict=True)
        ]
        runs = [self.record.run, *([self.course.after] if self.course.after else [])]
        self._means.rooms.close(runs, [*(replace(one, at=now) for one in records), *states])
        for day, course in zip(days, courses, strict=True):
            day.course = course
        known = {record.round: record for record in records}
        for one in rounds:
            one.stand(known.get(one.id, one.record))
        self._means.changed()
        if self._means.end is not None:
            self._means.end()

    def course_when_closed(self, now: datetime) -> Course:
        """It ended when it began to rest, if it did."""
        at = self.course.rested_at or now
        return replace(self.course, run=running.resume(self.run, at), closed_at=at)

    def _all_rounds(self) -> tuple[RoomRound, ...]:
        return (*(self.day_before.rounds() if self.day_before else ()), *self.rounds())

    def _require_written(self) -> None:
        """What waits for the disk must not come after."""
        if not self._means.keeper.retry():
            raise StorageError(_("This could not be saved. Nothing was lost: try again when the disk has room."))

    def _write(self, course: Course) -> bool:
        if self.is_rehearsal and self.is_closed:
            raise SessionNotAllowed(_("This session is closed."))
        before, self.course = self.course, course
        if course == before:
            return self.is_kept
        state = RunState(self.record.run, course_text(course), not self.is_closed, self._now())
        self.is_kept = self._means.keeper.keep(state)
        if any(was and not now for was, now in zip(written(before), written(course), strict=True)):
            self.settle()
            self._means.changed()
        return self.is_kept

    def _go(self, run: Run) -> bool:
        return self.is_kept if run == self.run else self._keep(replace(self.course, run=run))

    def _keep(self, course: Course, *records: SessionRound, ends_rest: bool = True) -> bool:
        if self.is_closed:
            raise SessionNotAllowed(_("This session is closed."))
        self.course = replace(course, rested_at=None) if ends_rest else course
        state = RunState(self.record.run, course_text(self.course), True, self._now())
        self.is_kept = self._means.keeper.keep(*records, state)
        return self.is_kept

    def _now(self) -> datetime:
        return self._means.clock()

    def _moment(self) -> datetime:
        """Of a session that was closed or rests, when it was."""
        return self.course.closed_at or self.course.rested_at or self._now()
