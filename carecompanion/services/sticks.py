"""The sticks of a person in the window: where this program runs from, what a copy would take, and the work under way.

The work belongs to the program, not to a page or a profile: it goes on when somebody leaves the page or a profile
locks. It ends by itself, by `stop`, or when the program is closed.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from carecompanion.errors import StickStopped, UserError
from carecompanion.i18n import _
from carecompanion.paths import Paths

if TYPE_CHECKING:  # the program starts without any of it
    from carecompanion.services.stick import Load, Program, Stick
    from carecompanion.services.stick_work import Plan

log = logging.getLogger(__name__)

STICK, INSTALLED, SOURCE = "stick", "installed", "source"


@dataclass(frozen=True, slots=True)
class Standing:
    """From where the program runs, and the stick that is looked at: `folder` is None where there is none."""

    kind: str
    folder: Path | None = None
    now: str = ""
    before: str = ""
    is_own: bool = False


class Job:
    """One piece of work, `doing` in words. Any thread may read how far it is, or stop it."""

    def __init__(self, doing: str, work: "Callable[[Job], str]", after: Callable[[], None] = lambda: None) -> None:
        self.doing = doing
        self.share = 0.0
        self.words = ""  # how it went
        self.is_over = self.is_failure = self.is_stopped = False
        self.is_shown = False  # somebody saw how it went
        self.begun_by = ""  # a profile
        self._work: Callable[[Job], str] | None = work
        self._after = after
        self._stop = Event()

    def words_for(self, profile: str) -> str:
        """How it went. That somebody's own things travelled is told to her alone, not to who is here by now."""
        if self.is_failure or self.begun_by == profile:
            return self.words
        return _("The work at the stick is over. It can be taken out now.")

    def stop(self) -> None:
        self._stop.set()

    def step(self) -> None:
        """Raises StickStopped."""
        if self._stop.is_set():
            raise StickStopped(_("You stopped it. What was on the stick is as it was."))

    def told(self, done: int, whole: int) -> None:
        self.step()
        self.share = done / max(1, whole)

    def run(self) -> None:
        """Slow: in the background. What we foresaw is in `words` afterwards."""
        work, self._work = self._work, None
        assert work is not None
        self.words = _("Something went wrong that we did not foresee. What worked on the stick before still works.")
        self.is_failure = True
        try:
            self.words, self.is_failure = work(self), False
        except UserError as error:
            self.words = error.words
            self.is_stopped = isinstance(error, StickStopped)
            log.info("work at a stick ended: %s", type(error).__name__)
        finally:
            self._after()
            self.is_over = True


class Sticks:
    """One piece of work at a time; `job` is the one under way, or the last one."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self.job: Job | None = None

    @cached_property
    def program(self) -> "Program | None":
        """The built program that runs now."""
        from carecompanion.services.stick import program_here  # late: the program starts without it

        return program_here()

    @property
    def is_busy(self) -> bool:
        return self.job is not None and not self.job.is_over

    def standing(self, folder: Path | None = None) -> Standing:
        """Of the stick in that folder, or the one this program runs from. Slow on a slow stick.

        Raises StickNotPossible where that folder is no stick.
        """
        from carecompanion.errors import StickNotPossible
        from carecompanion.services.stick import Stick  # late: as above
        from carecompanion.services.stick_words import no_stick

        own = self._own()
        kind = SOURCE if self.program is None else INSTALLED if own is None else STICK
        chosen = Stick(folder) if folder is not None else own
        if chosen is None:
            return Standing(kind)
        if folder is not None and not chosen.now:
            raise StickNotPossible(no_stick())
        return Standing(kind, chosen.folder, chosen.now, chosen.before, is_own=self.is_own(chosen.folder))

    def _own(self) -> "Stick | None":
        return self.program.stick if self.program is not None else None

    def is_own(self, folder: Path) -> bool:
        own = self._own()
        return own is not None and folder.resolve() == own.folder.resolve()

    # asked before anything is written

    def plan(self, folder: Path, home: "Load | None" = None) -> "Plan":
        from carecompanion.services import stick_work  # late: as above

        return stick_work.plan(folder, self._paths, self.program, home)

    def plan_update(self, source: Path, onto: Path) -> "Plan":
        from carecompanion.services import stick_work  # late: as above
        from carecompanion.services.stick import Stick

        return stick_work.plan_update(source, Stick(onto))

    # work

    def making(
        self,
        folder: Path,
        write_guide: Callable[[Path, Callable[[], None]], object],
        home: "Load | None" = None,
        after: Callable[[], None] = lambda: None,
    ) -> Job:
        """`after` is called in any case, whatever became of it."""
        from carecompanion.services import stick_work  # late: as above

        def work(job: Job) -> str:
            return stick_work.make(
                folder,
                self._paths,
                home=home,
                told=job.told,
                program=self.program,
                write_guide=lambda place: write_guide(place, job.step),
            )

        return self._begin(_("The program is being copied. Don't take the stick out yet."), work, after)

    def updating(self, source: Path, onto: Path) -> Job:
        from carecompanion.services import stick_work  # late: as above

        def work(job: Job) -> str:
            if self.program is not None and self.is_own(onto):
                return stick_work.update_open(source, self.program, job.told)
            return stick_work.update(source, onto, job.told)

        return self._begin(_("The newer version is being copied. Don't take the sticks out yet."), work)

    def going_back(self, folder: Path) -> Job:
        from carecompanion.services import stick_work  # late: as above

        def work(job: Job) -> str:
            words = stick_work.go_back(folder, told=job.told)
            return f"{words} {stick_work.next_time()}" if self.is_own(folder) else words

        return self._begin(_("The earlier version is being read, to see that it is whole."), work)

    def checking(self, folder: Path) -> Job:
        from carecompanion.services import stick_work  # late: as above

        return self._begin(
            _("Every file on the stick is being read."), lambda job: stick_work.check(folder, told=job.told)
        )

    def _begin(self, doing: str, work: Callable[[Job], str], after: Callable[[], None] = lambda: None) -> Job:
        self.job = Job(doing, work, after)
        return self.job
