"""A session as it runs: where the trainer is, what the room sees, how long it took, how late it is; pure.

Moments are UTC and passed in, so that after a crash everything goes on from the clock. A block that was left forwards
is done; of the others, those from here on are still to come. One that was jumped over is left out until one goes back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from carecompanion.learning.workshop import Agenda, Block, resized


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay in a block that is over; `seconds` without pauses."""

    block: str
    begun_at: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class SlideTimer:
    """A timer that was started on a slide; `held` seconds of it were pauses."""

    block: str
    slide: int
    seconds: int
    begun_at: datetime
    held: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """A session on its way. `plan` is the agenda as it was begun, `agenda` as it stands now; `planned_at` is when the
    plan says it begins. `slides` counts the screens of each block (one where it is not said).

    `frozen` is the block and slide that the room goes on seeing; `slide_at` is when this slide was come to, moved on by
    the pauses since.
    """

    plan: Agenda
    agenda: Agenda
    planned_at: datetime
    begun_at: datetime
    entered_at: datetime
    slides: Mapping[str, int] = field(default_factory=dict)
    block: int = 0
    slide: int = 0
    held: float = 0.0
    paused_at: datetime | None = None
    visits: tuple[Visit, ...] = ()
    done: frozenset[str] = frozenset()
    frozen: tuple[str, int] | None = None
    is_blank: bool = False
    timer: SlideTimer | None = None
    slide_at: datetime | None = None

    @property
    def current(self) -> Block:
        return self.agenda.blocks[self.block]

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def is_first(self) -> bool:
        return self.block == 0 and self.slide == 0

    @property
    def is_last(self) -> bool:
        """On the last screen of the last block."""
        return self.block == len(self.agenda.blocks) - 1 and self.slide == self.slides_of(self.block) - 1

    def slides_of(self, place: int) -> int:
        return max(1, self.slides.get(self.agenda.blocks[place].id, 1))

    @property
    def room_place(self) -> tuple[int, int]:
        """The block and slide of the room, unless there is a pause or it is blank: where it is frozen, or here."""
        if self.frozen is not None:
            place = self.agenda.place_of(self.frozen[0])
            if place is not None:
                return place, min(self.frozen[1], self.slides_of(place) - 1)
        return self.block, self.slide


def begin(agenda: Agenda, now: datetime, slides: Mapping[str, int], planned_at: datetime | None = None) -> Run:
    """At the first slide. Without `planned_at` (a rehearsal) the plan begins now. Raises ValueError without blocks."""
    if not agenda.blocks:
        raise ValueError("an agenda without blocks")
    return Run(agenda, agenda, planned_at or now, now, now, dict(slides), slide_at=now)


# ---- moving


def next_slide(run: Run, now: datetime) -> Run:
    """The next slide, or the next block; at the very end nothing."""
    if run.slide + 1 < run.slides_of(run.block):
        return replace(run, slide=run.slide + 1, slide_at=now)
    return run if run.is_last else _entered(run, now, run.block + 1, 0)


def back(run: Run, now: datetime) -> Run:
    """The slide before, the last one of the block before; at the beginning nothing."""
    if run.slide:
        return replace(run, slide=run.slide - 1, slide_at=now)
    return run if run.is_first else _entered(run, now, run.block - 1, run.slides_of(run.block - 1) - 1)


def jump(run: Run, now: datetime, block: int, slide: int = 0) -> Run:
    """To a block and the nearest slide it has. Raises IndexError where there is no such block."""
    place = min(max(0, slide), run.slides_of(run.agenda.checked(block)) - 1)
    if (block, place) == (run.block, run.slide):
        return run
    return replace(run, slide=place, slide_at=now) if block == run.block else _entered(run, now, block, place)


def _entered(run: Run, now: datetime, block: int, slide: int) -> Run:
    visit = Visit(run.current.id, run.entered_at, _stay(run, now))
    done = run.done | {run.current.id} if block > run.block else run.done
    there = replace(run, visits=(*run.visits, visit), done=done, block=block, slide=slide)
    return replace(there, entered_at=now, held=0.0, slide_at=now)


def read_anew(run: Run, slides: Mapping[str, int], place: Callable[[str, int], int]) -> Run:
    """The same run when its screens were read again: `place` says where a slide of a block is by now."""
    frozen, timer = run.frozen, run.timer
    if frozen is not None:
        frozen = (frozen[0], place(*frozen))
    if timer is not None:
        timer = replace(timer, slide=place(timer.block, timer.slide))
    return replace(run, slides=slides, slide=place(run.current.id, run.slide), frozen=frozen, timer=timer)


# ---- pause, blank, frozen, timer


def pause(run: Run, now: datetime) -> Run:
    """For all: the room sees it, block and slide timers stand still."""
    return run if run.is_paused else replace(run, paused_at=now)


def resume(run: Run, now: datetime) -> Run:
    if run.paused_at is None:
        return run
    timer = run.timer
    if timer is not None:
        timer = replace(timer, held=timer.held + _overlap(run.paused_at, timer.begun_at, now))
    slide_at = run.slide_at
    if slide_at is not None:
        slide_at += timedelta(seconds=_overlap(run.paused_at, slide_at, now))
    held = run.held + _overlap(run.paused_at, run.entered_at, now)
    return replace(run, paused_at=None, held=held, timer=timer, slide_at=slide_at)


def blanked(run: Run) -> Run:
    """Blank, or no longer."""
    return replace(run, is_blank=not run.is_blank)


def freeze(run: Run) -> Run:
    """The room goes on seeing this slide; or no longer."""
    return replace(run, frozen=None if run.frozen else (run.current.id, run.slide))


def plus_minute(run: Run, minutes: int = 1) -> Run:
    """The block takes longer, and all that follow move."""
    return replace(run, agenda=resized(run.agenda, run.block, run.current.minutes + minutes))


def start_timer(run: Run, now: datetime, seconds: int) -> Run:
    """On this slide; it takes the place of another. Raises ValueError for no time."""
    if seconds < 1:
        raise ValueError(seconds)
    return replace(run, timer=SlideTimer(run.current.id, run.slide, seconds, now))


def stop_timer(run: Run) -> Run:
    return replace(run, timer=None)


def timer_left(run: Run, now: datetime, place: tuple[int, int] | None = None) -> int | None:
    """Whole seconds left on the timer of this slide (or of the one at `place`); None where none was started."""
    timer, (block, slide) = run.timer, place or (run.block, run.slide)
    if timer is None or (timer.block, timer.slide) != (run.agenda.blocks[block].id, slide):
        return None
    gone = _since(timer.begun_at, now) - timer.held - _overlap(run.paused_at, timer.begun_at, now)
    return max(0, timer.seconds - int(max(0.0, gone)))


def shown_for(run: Run, now: datetime) -> float:
    """Seconds since this slide was come to, without pauses; 0 where that is not known."""
    if run.slide_at is None:
        return 0.0
    return max(0.0, _since(run.slide_at, now) - _overlap(run.paused_at, run.slide_at, now))


# ---- time


def spent(run: Run, block_id: str, now: datetime) -> float:
    """Seconds in a block so far, all stays together, without pauses."""
    before = sum(visit.seconds for visit in run.visits if visit.block == block_id)
    return before + (_stay(run, now) if run.current.id == block_id else 0.0)


def left(run: Run, now: datetime) -> float:
    """Seconds left in this block; below nothing when it takes longer."""
    return 60 * run.current.minutes - spent(run, run.current.id, now)


def expected_end(run: Run, now: datetime) -> datetime:
    """When it will end as the agenda stands now."""
    return now + timedelta(
        seconds=sum(max(0.0, 60 * block.minutes - spent(run, block.id, now)) for block in to_come(run))
    )


def planned_end(run: Run) -> datetime:
    return run.planned_at + timedelta(minutes=run.plan.minutes)


def plan_gap(run: Run, now: datetime) -> int:
    """Whole minutes late (+) or early (-)."""
    return int((expected_end(run, now) - planned_end(run)).total_seconds() / 60)


def to_come(run: Run) -> tuple[Block, ...]:
    """This block, unless it was done before, and those after it that were not."""
    return tuple(block for block in run.agenda.blocks[run.block :] if block.id not in run.done)


@dataclass(frozen=True, slots=True)
class RealTime:
    """For the report: a block of the plan, its minutes there, and the whole minutes it took; None = left out."""

    block: str
    title: str
    planned: int
    took: int | None


def real_times(run: Run, now: datetime) -> tuple[RealTime, ...]:
    """Every block of the plan. `now` is when the session was closed."""
    seen = {visit.block for visit in run.visits} | {run.current.id}
    return tuple(
        RealTime(one.id, one.title, one.minutes, round(spent(run, one.id, now) / 60) if one.id in seen else None)
        for one in run.plan.blocks
    )


def _stay(run: Run, now: datetime) -> float:
    """Seconds of the stay in this block so far, without pauses; never below nothing: a clock may be put back."""
    return max(0.0, _since(run.entered_at, now) - run.held - _overlap(run.paused_at, run.entered_at, now))


def _since(moment: datetime, now: datetime) -> float:
    return (now - moment).total_seconds()


def _overlap(paused_at: datetime | None, begun_at: datetime, now: datetime) -> float:
    """Seconds of a pause that is on since something began."""
    return 0.0 if paused_at is None else _since(max(paused_at, begun_at), now)
