"""The journal of one profile: records in, records out. What `keep` returned from is on the disk.

Order is the counter's, which only grows; a clock that was set back moves nothing.
"""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, FromClause, Select, and_, bindparam, case, func, not_, select

from carecompanion.content.model import CheckInId, LessonId, PracticeId, SceneId, StepId
from carecompanion.learning.records import (
    AnswerGiven,
    CheckInDone,
    CheckInDraft,
    Intention,
    IntentionMet,
    Note,
    NoticeAnswered,
    Place,
    PlanLine,
    PracticeDone,
    Record,
    ReviewCard,
    SceneRun,
    StepFelt,
    StepSeen,
)
from carecompanion.storage import erasing
from carecompanion.storage.database import Database
from carecompanion.storage.sessions import Sessions
from carecompanion.storage.statements import KEEP, READ, READ_OF_LESSON, SUPERSEDE, key_values_of, values_of
from carecompanion.storage.tables import (
    checkin_done,
    checkin_draft,
    intention,
    intention_met,
    lesson_finished,
    lesson_started,
    moment_to_number,
    plan_line,
    practice_done,
    preference,
    rest_day,
    review_card,
    scene_run,
    step_seen,
    tally,
)

R = TypeVar("R", bound=Record)
_NEXT_COUNTERS = "UPDATE tally SET last = last + ?, at = ? WHERE one = 1 RETURNING last"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a person's own numbers say of one practice: `pairs` uses with a before and an after, and their mean fall."""

    practice: PracticeId
    uses: int
    pairs: int
    fall: float


@dataclass(frozen=True, slots=True)
class Walked:
    """What is known of a scene: whether a path of it is open before its ending, the day an ending was first reached."""

    scene: SceneId
    is_under_way: bool
    finished_on: date | None


def now() -> datetime:
    return datetime.now(UTC)


_runs, _done, _used = scene_run.c, checkin_done.c, practice_done.c
_WALKED = select(  # made once: every visit of the shelf asks
    _runs.scene,
    func.max(and_(_runs.is_open, not_(_runs.is_over), _runs.taken != "")),
    func.min(case((_runs.is_over, _runs.day))),
).group_by(_runs.scene)
_CHECKINS = READ[CheckInDone].where(_done.day.between(bindparam("first"), bindparam("last")))
_CHECKINS_OF = _CHECKINS.where(_done.checkin == bindparam("checkin"))
_LAST_CHECKINS = (
    READ[CheckInDone]
    .where(_done.checkin == bindparam("checkin"))
    .order_by(None)
    .order_by(_done.counter.desc())
    .limit(bindparam("most"))
)
_PRACTICES = READ[PracticeDone].where(_used.day.between(bindparam("first"), bindparam("last")))


def _effects_of(uses: FromClause) -> Select[Any]:
    used = uses.c
    fall = used.before - used.after
    columns = (used.practice, func.count(), func.count(fall), func.coalesce(func.avg(fall), 0.0))
    return select(*columns).group_by(used.practice)


_EFFECTS = _effects_of(practice_done)
_EFFECTS_LATELY = _effects_of(
    select(_used.practice, _used.before, _used.after).order_by(_used.day.desc()).limit(bindparam("newest")).subquery()
)


class Journal:
    """What one person did, wrote and chose. One thread writes; `clock` only keeps the last visit out of the future."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock
        self.sessions = Sessions(database)

    def keep(self, *records: Record, ids: Sequence[str] | None = None) -> None:
        """All of them or none, on the disk when this returns.

        After an uncertain failure keep the same records again with the same `ids` (from `new_id`): nothing is kept
        twice. Raises StorageFull, StorageReadOnly, StorageLocked, StorageDamaged or StorageError.
        """
        chosen = tuple(ids) if ids is not None else tuple(new_id() for _record in records)
        if len(chosen) != len(records):
            raise ValueError("one id for each record")
        if not records:
            return
        with self._database.transaction() as connection:
            self._add(connection, records, chosen)

    def keep_inside(self, connection: Connection, *records: Record) -> None:
        """The same inside a transaction that does more."""
        self._add(connection, records, [new_id() for _record in records])

    def started(self) -> Mapping[LessonId, datetime]:
        """When each lesson was first started."""
        rows = self._ask(select(lesson_started.c.lesson, lesson_started.c.at).order_by(lesson_started.c.counter.desc()))
        return {LessonId(lesson): at for lesson, at in rows}

    def finished(self) -> Mapping[LessonId, datetime]:
        """When each finished lesson was last finished."""
        rows = self._ask(select(lesson_finished.c.lesson, lesson_finished.c.at).order_by(lesson_finished.c.counter))
        return {LessonId(lesson): at for lesson, at in rows}

    def steps_seen(self) -> Mapping[LessonId, frozenset[StepId]]:
        """The steps left behind, read or skipped, of every lesson that has one."""
        found: dict[LessonId, set[StepId]] = {}
        for lesson, step in self._ask(select(step_seen.c.lesson, step_seen.c.step)):
            found.setdefault(LessonId(lesson), set()).add(StepId(step))
        return {lesson: frozenset(steps) for lesson, steps in found.items()}

    def steps_seen_of(self, lesson: LessonId) -> tuple[StepSeen, ...]:
        """The steps of one lesson with how they were left, first one first."""
        return self._records(StepSeen, lesson=lesson)

    def answers_of(self, lesson: LessonId) -> tuple[AnswerGiven, ...]:
        """Every try at the lesson's questions, first one first."""
        return self._records(AnswerGiven, lesson=lesson)

    def notice_answers_of(self, lesson: LessonId) -> tuple[NoticeAnswered, ...]:
        """Every choice before the lesson's hard content, first one first."""
        return self._records(NoticeAnswered, lesson=lesson)

    def notes_of(self, lesson: LessonId) -> tuple[Note, ...]:
        """What was written in the lesson and not emptied again, last written last."""
        return tuple(found for found in self._records(Note, lesson=lesson) if found.text)

    def notes(self) -> tuple[Note, ...]:
        """All that was written and not emptied again, newest first."""
        return tuple(found for found in reversed(self._records(Note)) if found.text)

    def place_of(self, lesson: LessonId) -> Place | None:
        """Where the person is in the lesson."""
        found = self._records(Place, lesson=lesson)
        return found[0] if found else None

    def places(self) -> tuple[Place, ...]:
        """Where the person is in each lesson, the newest first."""
        return tuple(reversed(self._records(Place)))

    def preferences(self) -> Mapping[str, str]:
        """The profile's own settings."""
        return dict(self._ask(select(preference.c.name, preference.c.value)))

    def last_visit(self) -> datetime | None:
        """When the newest record was kept, never later than now, whatever the clock once said; None: no record yet."""
        newest = self.newest_time()
        return min(newest, self._clock()) if newest else None

    def newest_time(self) -> datetime | None:
        """When the newest record says it was kept: in the future where the clock was set back since."""
        found: list[datetime] = [at for (at,) in self._ask(select(tally.c.at).where(tally.c.last > 0))]
        return found[0] if found else None

    # questions that come back

    def reviews_due(self, until: date) -> tuple[ReviewCard, ...]:
        """The questions due up to this day, the longest due first."""
        query = READ[ReviewCard].where(review_card.c.due <= until).order_by(None)
        return self._ask_for(ReviewCard, query.order_by(review_card.c.due, review_card.c.counter))

    def reviews_of(self, lesson: LessonId) -> tuple[ReviewCard, ...]:
        """The questions of a lesson that come back."""
        return self._records(ReviewCard, lesson=lesson)

    # how a person is

    def draft_of(self, checkin: CheckInId) -> CheckInDraft | None:
        """The check-in left half answered."""
        found = self._ask_for(CheckInDraft, READ[CheckInDraft].where(checkin_draft.c.checkin == checkin))
        return found[0] if found and found[0].answers else None

    def checkins_between(self, first: date, last: date, checkin: CheckInId | None = None) -> tuple[CheckInDone, ...]:
        """Those of these days (both included), of one instrument or of all, in the order they were kept."""
        if checkin is None:
            return self._ask_for(CheckInDone, _CHECKINS, first=first, last=last)
        return self._ask_for(CheckInDone, _CHECKINS_OF, first=first, last=last, checkin=checkin)

    def last_checkins(self, checkin: CheckInId, most: int) -> tuple[CheckInDone, ...]:
        """The newest ones, newest first."""
        return self._ask_for(CheckInDone, _LAST_CHECKINS, checkin=checkin, most=most)

    def has_noted(self) -> bool:
        """Whether there is any check-in or practice."""
        return any(self._ask(select(table.c.id).limit(1)) for table in (checkin_done, practice_done))

    def days_noted(self) -> tuple[date, date] | None:
        """The first and the last day with a check-in or a practice; None: there is none yet."""
        found = []
        for table in (checkin_done, practice_done):
            ends = (select(end(table.c.day)) for end in (func.min, func.max))  # one by one: each is a look at the index
            found += [day for end in ends for (day,) in self._ask(end)]
        days = sorted(day for day in found if day is not None)
        return (days[0], days[-1]) if days else None

    # what a person practises

    def practices_between(self, first: date, last: date) -> tuple[PracticeDone, ...]:
        """Those of these days (both included), in the order they were kept."""
        return self._ask_for(PracticeDone, _PRACTICES, first=first, last=last)

    def effects(self, newest: int = 0) -> tuple[Effect, ...]:
        """What each practice did for this person's stress, by her own before and after.

        With `newest` only so many uses, the latest by their days, are looked at: what costs the same after ten years.
        """
        rows = self._ask(_EFFECTS_LATELY, {"newest": newest}) if newest else self._ask(_EFFECTS)
        return tuple(Effect(PracticeId(name), uses, pairs, mean) for name, uses, pairs, mean in rows)

    def steps_felt_of(self, lesson: LessonId) -> tuple[StepFelt, ...]:
        """How the hard steps of a lesson felt, first one first."""
        return self._records(StepFelt, lesson=lesson)

    # scenes

    def scene_runs_of(self, scene: SceneId) -> tuple[SceneRun, ...]:
        """Every path through a scene, the one gone last at the end."""
        return self._ask_for(SceneRun, READ[SceneRun].where(scene_run.c.scene == scene))

    def scenes_walked(self) -> tuple[Walked, ...]:
        """Every scene of which something is kept."""
        return tuple(Walked(SceneId(scene), bool(is_on), day) for scene, is_on, day in self._ask(_WALKED))

    def last_open_scene(self) -> SceneRun | None:
        """The path to go on with that was gone last, of any scene."""
        newest = READ[SceneRun].where(scene_run.c.is_open).order_by(None).order_by(scene_run.c.counter.desc()).limit(1)
        return next(iter(self._ask_for(SceneRun, newest)), None)

    def days_of_scenes(self) -> tuple[date, date] | None:
        """The first and the last day on which a scene was played; None: none was."""
        ends = [day for end in (func.min, func.max) for (day,) in self._ask(select(end(scene_run.c.day)))]
        return (ends[0], ends[1]) if ends[0] is not None else None

    # rest

    def rest_days_between(self, first: date, last: date) -> tuple[date, ...]:
        """The days that brought real rest."""
        query = select(rest_day.c.day).where(rest_day.c.was_rest, rest_day.c.day.between(first, last))
        return tuple(day for (day,) in self._ask(query.order_by(rest_day.c.day)))

    def last_rest(self, until: date) -> date | None:
        """The newest day of real rest that is not after `until`."""
        query = select(func.max(rest_day.c.day)).where(rest_day.c.was_rest, rest_day.c.day <= until)
        found: list[date | None] = [day for (day,) in self._ask(query)]
        return found[0]

    # the plan

    def plan_lines(self) -> tuple[PlanLine, ...]:
        """Every line that has words, by its place."""
        found = self._ask_for(PlanLine, READ[PlanLine].order_by(None).order_by(plan_line.c.place, plan_line.c.counter))
        return tuple(line for line in found if line.first or line.second)

    def intention_of(self, week: date) -> Intention | None:
        """The line chosen for the week that begins on this Monday."""
        found = self._ask_for(Intention, READ[Intention].where(intention.c.week == week))
        return found[0] if found and found[0].line else None

    def intention_met_of(self, day: date) -> IntentionMet | None:
        found = self._ask_for(IntentionMet, READ[IntentionMet].where(intention_met.c.day == day))
        return found[0] if found else None

    # taking away

    def count_of_days(self, days: Collection[date]) -> int:
        """How many records `erase_days` would take away."""
        with self._database.reading() as connection:
            return sum(len(rows) for rows in erasing.ids_of_days(connection, days).values())

    def erase_days(self, days: Collection[date], *kept: Record) -> int:
        """Take away what was noted on these days, all or nothing, and keep `kept` with it; returns how many records.

        Raises StorageError.
        """
        with self._database.transaction() as connection:
            count = erasing.erase_days(connection, days)
            self._add(connection, kept, [new_id() for _record in kept])
        self._database.forget_the_log()
        return count

    def every(self, kind: type[R]) -> tuple[R, ...]:
        """All records of one kind, in the order they were kept."""
        return self._records(kind)

    def _add(self, connection: Connection, records: Sequence[Record], ids: Sequence[str]) -> None:
        if not records:
            return
        counter = _take_counters(connection, len(records), records[-1].at)
        for own_id, record in zip(ids, records, strict=True):
            if type(record) in SUPERSEDE:
                _remember_older(connection, own_id, record)
            connection.exec_driver_sql(KEEP[type(record)], (own_id, counter, *values_of(record)))
            counter += 1

    def _records(self, kind: type[R], **where: str) -> tuple[R, ...]:
        """Records of one kind in the order they were kept."""
        query = READ[kind] if not where else READ_OF_LESSON[kind]
        return tuple(kind(*row) for row in self._ask(query, where))

    def _ask_for(self, kind: type[R], query: Select[Any], **values: object) -> tuple[R, ...]:
        return tuple(kind(*row) for row in self._ask(query, values))

    def _ask(self, query: Select[Any], values: Mapping[str, object] | None = None) -> Sequence[tuple[Any, ...]]:
        with self._database.reading() as connection:
            return [tuple(row) for row in connection.execute(query, dict(values or {}))]


def new_id() -> str:
    """An id for a record that nobody else has."""
    return uuid.uuid4().hex


def _take_counters(connection: Connection, how_many: int, at: datetime) -> int:
    """The first of `how_many` fresh counters, taken at this moment."""
    last = connection.exec_driver_sql(_NEXT_COUNTERS, (how_many, moment_to_number(at))).scalar_one()
    return int(last) - how_many + 1


def _remember_older(connection: Connection, own_id: str, record: Record) -> None:
    """The version of these words that `record` takes the place of: a merge then knows which came of which."""
    connection.exec_driver_sql(SUPERSEDE[type(record)], (*key_values_of(record), own_id))
    connection.exec_driver_sql("DELETE FROM erased WHERE id = ?", (own_id,))  # tried again after an uncertain failure
