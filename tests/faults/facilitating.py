"""A trainer who runs a session on and on until she is killed: run by test_kill_session.py, in a process of its own.

Given the folder of packs. For each line `file wait` on stdin a forked child opens the file, goes on with the session
that is open (or begins one) and does one act after the other; with `wait` above 0 it stops inside the transaction of
that act, between writing and COMMIT, and says so. It tells each state before and after.
"""

import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from carecompanion.content.library import Library
from carecompanion.content.workshop import WorkshopId
from carecompanion.events import Events
from carecompanion.learning import running
from carecompanion.learning.running import Run
from carecompanion.services.keeping import Keeper
from carecompanion.services.room_round import RoomRound
from carecompanion.services.session_run import TrainingRun
from carecompanion.services.training import Training
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from tests.faults.stopping import KEY, Stopping, tell

MORNING = WorkshopId("good/jornada")
TEST_BLOCK = 1


def now() -> datetime:
    return datetime.now(UTC)


def training_on(database: Database, library: Library) -> Training:
    return Training(library, Keeper(Journal(database), Events()), database, lambda: None, Events(), now)


def state(run: Run, answers: int) -> str:
    """Block, slide, pause, timer, minutes of the agenda, and how many people of the room answered."""
    timer = f"{run.timer.block}.{run.timer.slide}.{run.timer.seconds}" if run.timer else "-"
    return f"{run.block}/{run.slide}/{run.is_paused:d}/{timer}/{run.agenda.minutes}/{answers}"


def begun(training: Training) -> tuple[TrainingRun, RoomRound]:
    """The session that is open, or a new one with its round opened."""
    offer = training.resume_offer()
    if offer is not None:
        run = training.resume(offer.run)
        return run, run.rounds()[0]
    draft = training.create(MORNING)
    draft.paste_groups("Policía 17")
    run = training.start(draft.session)
    run.jump(TEST_BLOCK)
    return run, run.open_round("laptop")


def go_on(run: TrainingRun, round_: RoomRound, database: Stopping, wait: int, chance: random.Random) -> None:
    for number in range(1, 1_000):
        database.stops = number == wait
        kind = chance.choice(["next", "next", "back", "minute", "pause", "timer", "answer", "answer"])
        answers = round_.count() + (kind == "answer")
        seconds = chance.randint(60, 600)
        place = chance.randrange(len(run.run.agenda.blocks))
        after = {
            "next": lambda: running.next_slide(run.run, now()),
            "back": lambda: running.back(run.run, now()),
            "minute": lambda: running.plus_minute(run.run),
            "pause": lambda: (running.resume if run.run.is_paused else running.pause)(run.run, now()),
            "timer": lambda seconds=seconds: running.start_timer(run.run, now(), seconds),
            "answer": lambda: run.run,
        }[kind]()
        if kind in ("next", "back") and after == run.run:  # at an end: somewhere else
            after, act = running.jump(run.run, now(), place), lambda place=place: run.jump(place)
            if after == run.run:
                continue
        else:
            act = {
                "next": run.next,
                "back": run.back,
                "minute": run.plus_minute,
                "pause": run.pause,
                "timer": lambda seconds=seconds: run.start_timer(seconds),
                "answer": lambda: round_.answer({"p1": 0, "p2": 1}, "Policía", "LUNA"),
            }[kind]
        tell("will", state(after, answers))
        assert act()
        tell("kept", state(run.run, round_.count()))


def live(library: Library, file: Path, wait: int, seed: int) -> None:
    database = Stopping.open(file, KEY)
    run, round_ = begun(training_on(database, library))
    tell("kept", state(run.run, round_.count()))
    go_on(run, round_, database, wait, random.Random(seed))


def main() -> None:
    library = Library([Path(sys.argv[1])])
    library.workshop(MORNING, "es")  # imports once: each life forks from here
    for seed, line in enumerate(sys.stdin):
        file, wait = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            live(library, Path(file), int(wait), seed)
            os._exit(0)
        tell("child", child)
        os.waitpid(child, 0)
        tell("ended")


if __name__ == "__main__":
    main()
