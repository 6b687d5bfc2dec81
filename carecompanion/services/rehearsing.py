"""Rehearsing: scenes to try words in. One path at a time, kept after each choice; every path that came to an ending
stays, and may be looked at beside the others. Nothing is counted against anybody.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import CourseCard, LessonId, ModuleCard, Notice, SceneCard, SceneId
from carecompanion.content.scene import CARES, Choice, Scene
from carecompanion.content.scene_ways import ways_of
from carecompanion.events import Events, SceneChanged
from carecompanion.learning.records import NoticeAnswered, SceneRun
from carecompanion.learning.scenario import Play, back_to, begin, replay, say
from carecompanion.services.clock import Clock, local_day
from carecompanion.services.keeping import Keeper

NOTICE_REST = timedelta(days=1)
WHOLE_SCENE = ":scene"  # the step of its notice; no step of a lesson can have this id


@dataclass(frozen=True, slots=True)
class SceneProgress:
    """How far a person is with a scene. `finished_on` is the day an ending was first reached."""

    card: SceneCard
    is_under_way: bool = False
    finished_on: date | None = None

    @property
    def is_finished(self) -> bool:
        return self.finished_on is not None


@dataclass(frozen=True, slots=True)
class OwnPath:
    """A path that came to its ending, and the day of its last choice."""

    play: Play
    day: date


class Rehearsing:
    """A person's scenes, for as long as the profile is open."""

    def __init__(self, library: Library, keeper: Keeper, events: Events, clock: Clock) -> None:
        self._library = library
        self._keeper = keeper
        self._events = events
        self._clock = clock

    def card(self, scene: SceneId) -> SceneProgress:
        """One scene as the shelf shows it. Raises ContentMissing."""
        card = self._library.scene_card(scene, i18n.language())
        return self._walked().get(scene, SceneProgress(card))

    def progress(self) -> Mapping[SceneId, SceneProgress]:
        """Every scene that is here, in the order of the shelf."""
        walked = self._walked()
        return {
            card.id: walked.get(card.id, SceneProgress(card)) for card in self._library.scene_cards(i18n.language())
        }

    def open(self, scene: SceneId) -> "Rehearsal":
        """A scene where it was left, or at its beginning. Raises ContentMissing, or ContentError when it is damaged."""
        found = self._library.scene(scene, i18n.language())
        return Rehearsal(self, found, self.runs_of(scene))

    def left_open(self) -> tuple[SceneId, datetime] | None:
        """The scene one was in last, and when, while it is still open and still here."""
        run = self._keeper.journal.last_open_scene()
        here = {card.id for card in self._library.scene_cards(i18n.language())}
        return (run.scene, run.at) if run is not None and run.taken and run.scene in here else None

    def place_of(self, scene: SceneId) -> tuple[CourseCard, ModuleCard] | None:
        """The course and the module it stands in; None: in none."""
        for course in self._library.courses(i18n.language()):
            for module in course.modules:
                if any(card.id == scene for card in module.scenes):
                    return course, module
        return None

    # what Rehearsal asks and tells

    def runs_of(self, scene: SceneId) -> tuple[SceneRun, ...]:
        """Every path, the one gone last at the end; also those that wait for the disk."""
        newer: dict[str, SceneRun] = {}
        for run in self._waiting():
            if run.scene == scene:
                newer.pop(run.path, None)
                newer[run.path] = run
        kept = [run for run in self._keeper.journal.scene_runs_of(scene) if run.path not in newer]
        return (*kept, *newer.values())

    def keep(self, *runs: SceneRun) -> bool:
        """All in one transaction; True when they are on the disk."""
        now = self._clock()
        is_kept = self._keeper.keep(*(replace(run, at=now) for run in runs))
        for scene in {run.scene for run in runs}:
            self._events.tell(SceneChanged(scene))
        return is_kept

    def run_showing(self, play: Play, run: SceneRun | None) -> SceneRun:
        """The path as it is now, today; without `run` a path of its own begins."""
        now, today, scene = self._clock(), local_day(self._clock), play.scene
        run = run or SceneRun(uuid.uuid4().hex, scene.id, scene.pack_version, "", False, True, now, today, now)
        taken = " ".join(str(number) for number in play.taken)
        return replace(run, taken=taken, is_over=play.is_over, is_open=True, pack_version=scene.pack_version, day=today)

    def notice_answered_at(self, scene: SceneId) -> datetime | None:
        journal, lesson = self._keeper.journal, LessonId(scene)
        waiting = [one for one in self._keeper.waiting if isinstance(one, NoticeAnswered) and one.lesson == lesson]
        known = [one.at for one in (*journal.notice_answers_of(lesson), *waiting) if one.step == WHOLE_SCENE]
        return known[-1] if known else None

    def answer_notice(self, scene: SceneId, choice: str) -> None:
        self._keeper.keep(NoticeAnswered(LessonId(scene), WHOLE_SCENE, choice, self._clock()))

    def is_within_a_day(self, at: datetime | None) -> bool:
        return at is not None and timedelta(0) <= self._clock() - at < NOTICE_REST

    def _waiting(self) -> list[SceneRun]:
        return [one for one in self._keeper.waiting if isinstance(one, SceneRun)]

    def _walked(self) -> dict[SceneId, SceneProgress]:
        """The scenes of which something is known and that are still here."""
        cards = {card.id: card for card in self._library.scene_cards(i18n.language())}
        found = {
            one.scene: SceneProgress(cards[one.scene], one.is_under_way, one.finished_on)
            for one in self._keeper.journal.scenes_walked()
            if one.scene in cards
        }
        for run in self._waiting():
            if run.scene in cards:
                before = found.get(run.scene, SceneProgress(cards[run.scene]))
                is_under_way = run.is_open and not run.is_over and bool(run.taken)
                finished_on = before.finished_on or (run.day if run.is_over else None)
                found[run.scene] = SceneProgress(before.card, is_under_way, finished_on)
        return found


class Rehearsal:
    """One scene while it is open: `play` is where the person is in it."""

    def __init__(self, rehearsing: Rehearsing, scene: Scene, runs: tuple[SceneRun, ...]) -> None:
        self.scene = scene
        self.play = begin(scene)
        self.is_kept = True
        self._rehearsing = rehearsing
        self._run = next((run for run in reversed(runs) if run.is_open), None)
        if self._run is not None:
            play = replay(scene, _numbers(self._run.taken))
            if self._run.is_over and not play.is_over:  # an ending of an older pack: nobody is thrown back into it
                self._run = None
            else:
                self.play = play

    @property
    def may_go_back(self) -> bool:
        return bool(self.play.taken)

    @property
    def total(self) -> int:
        """How many moments there are to choose in, those behind and those ahead for whoever chooses what cares."""
        at = (self.play.moment.id, self.play.feeling)
        ahead = ways_of(self.scene, at, _cares).to_an_ending
        return len(self.play.taken) + (self.play.remaining if ahead is None else ahead)

    def notice_now(self) -> Notice | None:
        """The notice to show first; None when it was answered within a day."""
        at = self._rehearsing.notice_answered_at(self.scene.id)
        return None if self._rehearsing.is_within_a_day(at) else self.scene.notice

    def answer_notice(self, choice: str) -> None:
        """`choice` is go, skip or summary."""
        self._rehearsing.answer_notice(self.scene.id, choice)

    def say(self, number: int) -> bool:
        """Make choice `number`; True when it is on the disk. Raises ChoiceNotOffered, and nothing changes."""
        return self._go_on(say(self.play, number))

    def back(self) -> bool:
        """One moment earlier. From an ending that is another path: the one that came to its end stays."""
        return self.try_from(len(self.play.taken) - 1) if self.may_go_back else True

    def try_from(self, index: int) -> bool:
        """As it was at `play.moments[index]`. Raises ValueError where there is no such moment."""
        earlier = back_to(self.play, index)
        if not self.play.is_over:
            return self._go_on(earlier)
        done, self.play = self._run, earlier
        self._run = self._rehearsing.run_showing(earlier, None)
        closed = () if done is None else (replace(done, is_open=False),)
        return self._keep(*closed, self._run)

    def finish(self) -> bool:
        """The ending was looked at: next time the scene begins anew."""
        if self._run is None or not self.play.is_over:
            return True
        self._run = replace(self._run, is_open=False)
        return self._keep(self._run)

    def paths(self) -> tuple[OwnPath, ...]:
        """Those that came to an ending, the latest first; each way once."""
        found: dict[tuple[int, ...], OwnPath] = {}
        for run in reversed(self._rehearsing.runs_of(self.scene.id)):
            play = replay(self.scene, _numbers(run.taken))
            if run.is_over and play.is_over:
                found.setdefault(play.taken, OwnPath(play, run.day))
        return tuple(found.values())

    def _go_on(self, play: Play) -> bool:
        self.play = play
        self._run = self._rehearsing.run_showing(play, self._run)
        return self._keep(self._run)

    def _keep(self, *runs: SceneRun) -> bool:
        self.is_kept = self._rehearsing.keep(*runs)
        return self.is_kept


def _numbers(taken: str) -> tuple[int, ...]:
    return tuple(int(number) for number in taken.split() if number.isdigit())


def _cares(choice: Choice) -> bool:
    return choice.care == CARES[0]
