"""Facilitating: sessions to plan, to take to another laptop, to rehearse, to run, and those that were run."""

import json
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.workshop import SatisfactionForm, WorkshopCard, WorkshopId
from carecompanion.errors import SessionNotAllowed, StorageError
from carecompanion.events import Events, RoomAnswered, SessionChanged
from carecompanion.i18n import _
from carecompanion.learning import running
from carecompanion.learning.records import RunState, SessionPicture, SessionRun, TrainingSession
from carecompanion.learning.running import Run
from carecompanion.learning.workshop import DAY, Agenda, is_same_day
from carecompanion.services.blackout_kit import Kit, KitMaker
from carecompanion.services.clock import Clock, local_day
from carecompanion.services.keeping import Keeper
from carecompanion.services.room_questions import questions_of
from carecompanion.services.room_screens import RoomScreens
from carecompanion.services.saving import write_whole
from carecompanion.services.session_cards import (
    SessionCard,
    as_listed,
    card_of,
    completed,
    facts_of,
    is_resting,
    order_of,
)
from carecompanion.services.session_contents import SessionContents
from carecompanion.services.session_course import Course, course_in, course_text
from carecompanion.services.session_draft import SessionDraft, SessionPlan, agenda_advice, block_from
from carecompanion.services.session_file import file_text, read_file
from carecompanion.services.session_pictures import OWN, as_address, pictures_in, read_picture, with_pictures
from carecompanion.services.session_run import Means, TrainingRun
from carecompanion.services.session_text import (
    agenda_in,
    agenda_value,
    compact,
    groups_in,
    groups_value,
    parsed,
    run_in,
)
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from carecompanion.storage.rooms import Rooms
from carecompanion.storage.sessions import Listed, RunListed

NINE = 9 * 60
PLAN_HOLDS = timedelta(hours=2)  # begun further from its hour, a session's plan begins when it does


@dataclass(frozen=True, slots=True)
class ResumeOffer:
    """A session that was not closed: the program ended in the middle of it. `block` is where it goes on."""

    run: str
    session: str
    title: str
    begun_at: datetime
    block: str
    slide: int


class Training:
    """A trainer's sessions, for as long as the profile is open."""

    def __init__(
        self,
        library: Library,
        keeper: Keeper,
        database: Database,
        something_went: Callable[[], None],
        events: Events,
        clock: Clock,
    ) -> None:
        self._library = library
        self._keeper = keeper
        self._database = database
        self._something_went = something_went
        self._events = events
        self._clock = clock
        self._contents = SessionContents(library)
        self._lacking: dict[str, tuple[object, str]] = {}
        self._sittings: dict[str, SessionDraft] = {}

    # the list

    def sessions(self) -> tuple[SessionCard, ...]:
        """Those to come first, the next one on top, then those without a day, then the past, the newest on top."""
        runs: dict[str, list[RunListed]] = {}
        for run in self._keeper.journal.sessions.runs_listed():
            runs.setdefault(run.session, []).append(run)
        resting = {one.run for one in self._keeper.journal.sessions.open_runs() if is_resting(one.state)}
        cards = [card_of(one, runs.get(one.session, []), resting) for one in self._listed()]
        today = local_day(self._clock)
        return tuple(sorted(cards, key=lambda card: order_of(card, today)))

    def completed(self, cards: Sequence[SessionCard]) -> tuple[SessionCard, ...]:
        """The same cards with how long each session took and how many came, or, of one that was not held yet, which
        packs it lacks: for those that are shown.
        """
        found = self._keeper.journal.sessions.states_of({card.run for card in cards if card.run})
        states = {one.run: one.state for one in found}
        return tuple(
            completed(card, states[card.run]) if card.run in states else replace(card, lacks=self._lacks(card))
            for card in cards
        )

    def lacks_of(self, template: WorkshopCard) -> str:
        """Which packs it shows something of and are not here, in a few words; "" = all are."""
        return self._contents.lacks_of(template)

    def _lacks(self, card: SessionCard) -> str:
        """Looked for once: the list is come back to again and again."""
        edition = self._library.edition, i18n.language()
        known = self._lacking.get(card.session)
        if known is None or known[0] != edition:
            plan = self._plan(card.session)
            known = self._lacking[card.session] = edition, self._contents.lacks(plan.agenda, plan.workshop)
        return known[1]

    def templates(self) -> tuple[WorkshopCard, ...]:
        return self._library.workshops(i18n.language())

    def _listed(self) -> tuple[Listed, ...]:
        """Also those that wait for the disk."""
        waiting = {one.session: as_listed(one) for one in self._keeper.waiting if isinstance(one, TrainingSession)}
        kept = [one for one in self._keeper.journal.sessions.listed() if one.session not in waiting]
        return (*kept, *waiting.values())

    # making, opening, removing

    def create(self, workshop: WorkshopId | None = None, place: int = 0, on: date | None = None) -> SessionDraft:
        """A session of a day of a template, or an empty one. Raises ContentMissing, ContentError, IndexError."""
        if workshop is None:
            plan = SessionPlan(_("New session"), Agenda(NINE), day=on)
        else:
            found = self._library.workshop(workshop, i18n.language())
            day = found.days[place]
            blocks = tuple(block_from(block, found, str(found.id)) for block in day.blocks)
            title = found.title if len(found.days) == 1 else f"{found.title}. {day.title}"
            agenda = Agenda(day.starts_at, blocks, min(day.ends_at, DAY))
            plan = SessionPlan(title, agenda, str(workshop), day=on)
        return self._made(plan, ())

    def open(self, session: str) -> SessionDraft:
        """A session in the editor. Raises SessionNotAllowed when it is not here."""
        plan, sitting = self._plan(session), self._sittings.get(session)
        shown = self._pictures_waiting() | set(pictures_in(plan.agenda))
        shown |= sitting.pictures() if sitting is not None else set()
        with suppress(StorageError):  # else the next time
            self._keeper.journal.sessions.forget_pictures(session, shown)
        return self._draft(session, plan)

    def sitting(self, session: str) -> SessionDraft:
        """The same as it was left: until the profile is closed, what was done can be undone. Raises as `open`."""
        kept = self._sittings.get(session)
        if kept is None or kept.plan != self._plan(session):
            kept = self._sittings[session] = self.open(session)
        return kept

    def missing(self, session: str) -> tuple[str, ...]:
        """Which packs it needs and are not on this computer, for each. Raises SessionNotAllowed."""
        plan = self._plan(session)
        return self._contents.missing(plan.agenda, plan.workshop)

    def duplicate(self, session: str) -> str:
        """The same once more, without a day; returns its id. Raises SessionNotAllowed."""
        plan = self._plan(session)
        title = _("{title}, copy").format(title=plan.title)
        return self._made(replace(plan, title=title, day=None), self._copies(plan.agenda)).session

    def remove(self, session: str) -> None:
        """The session and all that was kept of its runs. Raises SessionNotAllowed while it runs, StorageError."""
        if any(run.session == session and run.is_open for run in self._keeper.journal.sessions.runs_listed()):
            raise SessionNotAllowed(_("This session is running. Close it first."))
        self._keeper.retry()  # what still waits for the disk must not come after
        self._keeper.journal.sessions.erase(session)
        self._something_went()
        self._events.tell(SessionChanged(session))

    # to another laptop

    def file_text(self, session: str, *, with_notes: bool = False) -> str:
        """What goes into the file. Raises SessionNotAllowed."""
        plan = self._plan(session)
        found = {name: self.picture(name) for name in pictures_in(plan.agenda)}
        return file_text(plan, {name: one for name, one in found.items() if one}, with_notes=with_notes)

    def to_file(self, session: str, path: Path, *, with_notes: bool = False) -> None:
        """Write it; whole or not at all. Raises SessionNotAllowed, also when the file cannot be written."""
        text = self.file_text(session, with_notes=with_notes)
        if not write_whole(path, text.encode("utf-8", "replace")):  # half a letter, from elsewhere, is no letter
            raise SessionNotAllowed(
                _("The file could not be written there. Choose another folder, or look whether the disk is full.")
            )

    def from_file(self, path: Path) -> str:
        """A session made on another laptop, as a new one here; returns its id. Raises SessionUnreadable."""
        session = uuid.uuid4().hex
        plan, pictures = read_file(path, session, self._clock())
        self._keep(session, plan, pictures)
        return session

    def kit(self, session: str) -> Kit:
        """What to have on paper when the power goes. It reads packs: in the background. Raises SessionNotAllowed."""
        plan = self._plan(session)
        return KitMaker(self._library, i18n.language(), self._screens(plan.title)).kit_of(plan)

    # pictures

    def picture(self, picture: str) -> SessionPicture | None:
        """A picture of the profile's file by its id, or by BlockSlide.picture."""
        own_id = picture.removeprefix(OWN)
        waiting = (one for one in self._keeper.waiting if isinstance(one, SessionPicture) and one.picture == own_id)
        return next(waiting, None) or self._keeper.journal.sessions.picture(own_id)

    def address_of(self, picture: str) -> str:
        """What a slide's own picture is shown by: a data: address; "" when it is gone. Other pictures stay a path."""
        if not picture.startswith(OWN):
            return picture
        found = self.picture(picture)
        return as_address(found) if found else ""

    # running

    def start(self, session: str, *, rehearse: bool = False) -> TrainingRun:
        """Begin it now; where a day of its workshop rests, it is the day after.

        Raises SessionNotAllowed without blocks, or while another one is running.
        """
        plan = self._plan(session)
        if not plan.agenda.blocks:
            raise SessionNotAllowed(*agenda_advice(plan.agenda))
        offer = None if rehearse else self.resume_offer()
        if offer is not None:
            words = _("The session “{title}” is still open. Continue it or close it first.")
            raise SessionNotAllowed(words.format(title=offer.title))
        now = self._clock()
        made = self._screens(plan.title)
        screens = {block.id: made.of(block) for block in plan.agenda.blocks}
        slides = {name: len(found) for name, found in screens.items()}
        run = running.begin(plan.agenda, now, slides, self._planned_at(plan, now))
        record = SessionRun(
            uuid.uuid4().hex,
            session,
            plan.title,
            plan.workshop,
            plan.place,
            local_day(self._clock),
            now,
            compact(groups_value(plan.groups)),
            compact(slides),
            compact(agenda_value(plan.agenda)),
            now,
        )
        day_before = None if rehearse else self._resting(plan)
        course = Course(run, came=plan.groups, after=day_before.record.run if day_before else "")
        means = self._rehearsal(record) if rehearse else self._means(record)
        means.keeper.keep(record, RunState(record.run, course_text(course), True, now))
        self._events.tell(SessionChanged(session))
        return TrainingRun(record, course, means, day_before, screens)

    def resume_offer(self) -> ResumeOffer | None:
        """The session that is still open, with the block one goes on at; None: there is none."""
        for state in reversed(self._keeper.journal.sessions.open_runs()):
            record = self._keeper.journal.sessions.run(state.run)
            if record is None:
                continue
            course = _course(record, state)
            if course.rested_at is None:
                place = (course.run.current.title, course.run.slide)
                return ResumeOffer(record.run, record.session, record.title, record.begun_at, *place)
        return None

    def resume(self, run: str) -> TrainingRun:
        """Go on with it, or look at a closed one. Raises SessionNotAllowed when it is not here."""
        record, state = self._keeper.journal.sessions.run(run), self._keeper.journal.sessions.state_of(run)
        if record is None or state is None:
            raise SessionNotAllowed(_("This session is not here any more."))
        course = _course(record, state)
        day_before = course.after and self._keeper.journal.sessions.run(course.after)
        return TrainingRun(record, course, self._means(record), self.resume(course.after) if day_before else None)

    def has_day_after(self, run: TrainingRun) -> bool:
        """Whether the workshop goes on another day."""
        card = next((one for one in self.templates() if str(one.id) == run.record.workshop), None)
        days_begun = 2 if run.day_before else 1
        return card is not None and days_begun < len(card.day_minutes)

    def runs_of(self, session: str) -> tuple[str, ...]:
        """The ids of its closed runs, the latest first: `resume` opens one to be looked at."""
        found = self._keeper.journal.sessions.runs_listed()
        return tuple(one.run for one in reversed(found) if one.session == session and not one.is_open)

    # inside

    def _resting(self, plan: SessionPlan) -> TrainingRun | None:
        """The day of this workshop that rests until this one: rather that of the same groups. With others the same day
        may be held once more in between; it goes on from none.
        """
        runs = [self.resume(state.run) for state in self._keeper.journal.sessions.open_runs()]
        same = [run for run in runs if plan.workshop and run.record.workshop == plan.workshop and run.is_resting]
        before = [run for run in same if not is_same_day(run.run.plan, plan.agenda)]
        names = {group.name for group in plan.groups}
        own = [run for run in before if {one.name for one in groups_in(parsed(run.record.groups))} == names]
        return (own or before)[-1] if before else None

    def _planned_at(self, plan: SessionPlan, now: datetime) -> datetime | None:
        """When the plan says it begins today; None: the plan begins now."""
        if plan.day != local_day(self._clock):
            return None
        midnight = datetime.combine(plan.day, time(), now.astimezone().tzinfo)
        planned = midnight + timedelta(minutes=plan.agenda.starts)
        return planned.astimezone(now.tzinfo) if abs(planned - now) <= PLAN_HOLDS else None

    def _means(self, record: SessionRun, keeper: Keeper | None = None, end: Callable[[], None] | None = None) -> Means:
        keeper = keeper or self._keeper
        return Means(
            keeper,
            Rooms(self._database, keeper.journal),
            self._clock,
            lambda block: self._screens(record.title).of(block),
            lambda block, taken: self._screens().play_of(block, taken),
            lambda: (self._library.edition, i18n.language()),
            lambda block: questions_of(self._library, block, record.workshop, i18n.language()),
            lambda: self._form_of(record.workshop),
            lambda: self._closed(record.session),
            lambda round_id: self._events.tell(RoomAnswered(round_id)),
            end,
        )

    def _form_of(self, workshop: str) -> SatisfactionForm | None:
        """The satisfaction form of a workshop, if it has one. Raises ContentMissing, ContentError."""
        forms = self._library.workshop(WorkshopId(workshop), i18n.language()).forms if workshop else ()
        return forms[0] if forms else None

    def _rehearsal(self, record: SessionRun) -> Means:
        memory = Database.in_memory()
        keeper = Keeper(Journal(memory), Events())
        means = self._means(record, keeper, memory.close)
        return replace(means, rooms=Rooms(memory, keeper.journal), changed=lambda: None)

    def _closed(self, session: str) -> None:
        self._something_went()
        self._events.tell(SessionChanged(session))

    def _screens(self, title: str = "") -> RoomScreens:
        return RoomScreens(self._library, i18n.language(), self.address_of, title)

    def _plan(self, session: str) -> SessionPlan:
        waiting = [one for one in self._keeper.waiting if isinstance(one, TrainingSession) and one.session == session]
        found = waiting[-1] if waiting else self._keeper.journal.sessions.session(session)
        if found is None:
            raise SessionNotAllowed(_("This session is not here any more."))
        agenda, groups = agenda_in(parsed(found.agenda)), groups_in(parsed(found.groups))
        return SessionPlan(found.title, agenda, found.workshop, found.place, found.day, groups)

    def _made(self, plan: SessionPlan, pictures: Sequence[SessionPicture]) -> SessionDraft:
        session = uuid.uuid4().hex
        own = {one.picture: replace(one, picture=uuid.uuid4().hex, session=session) for one in pictures}
        plan = replace(plan, agenda=with_pictures(plan.agenda, {name: one.picture for name, one in own.items()}))
        self._keep(session, plan, tuple(own.values()))
        return self._draft(session, plan)

    def _draft(self, session: str, plan: SessionPlan) -> SessionDraft:
        return SessionDraft(
            session,
            plan,
            lambda changed, pictures: self._keep(session, changed, pictures),
            lambda path: read_picture(path, session, self._clock()),
            self._contents,
        )

    def _keep(self, session: str, plan: SessionPlan, pictures: Sequence[SessionPicture]) -> bool:
        """All in one transaction; True when it is on the disk."""
        self._lacking.pop(session, None)
        record = TrainingSession(
            session,
            plan.title,
            plan.workshop,
            plan.place,
            plan.day,
            compact(facts_of(plan)),
            compact(groups_value(plan.groups)),
            compact(agenda_value(plan.agenda)),
            self._clock(),
        )
        is_kept = self._keeper.keep(*pictures, record)
        self._events.tell(SessionChanged(session))
        return is_kept

    def _copies(self, agenda: Agenda) -> tuple[SessionPicture, ...]:
        found = (self.picture(name) for name in pictures_in(agenda))
        return tuple(one for one in found if one is not None)

    def _pictures_waiting(self) -> set[str]:
        return {one.picture for one in self._keeper.waiting if isinstance(one, SessionPicture)}


def _course(record: SessionRun, state: RunState) -> Course:
    plan, slides = agenda_in(parsed(record.plan)), json.loads(record.slides)

    def run_of(value: object) -> Run:
        return run_in(value, plan, slides)

    return course_in(state.state, run_of)
