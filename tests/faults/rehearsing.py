"""A person who plays a scene on and on until she is killed: run by test_kill_scene.py, in a process of its own.

Given the folder of packs. For each line `file wait` on stdin a forked child opens the file and goes on with the scene;
with `wait` above 0 it stops inside the transaction of that act, between writing and COMMIT, and says so. It tells each
state before and after.
"""

import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from carecompanion.content.library import Library
from carecompanion.content.model import SceneId
from carecompanion.events import Events
from carecompanion.learning.scenario import Play, back, begin, say
from carecompanion.services.keeping import Keeper
from carecompanion.services.rehearsing import Rehearsal, Rehearsing
from carecompanion.storage.journal import Journal
from tests.faults.stopping import KEY, Stopping, tell

SCENE = SceneId("ensayo/la-puerta")


def now() -> datetime:
    return datetime.now(UTC)


def state(play: Play, endings: int) -> str:
    return f"{','.join(map(str, play.taken)) or '-'}/{endings}"


def play_on(run: Rehearsal, database: Stopping, wait: int, chance: random.Random) -> None:
    """One act after the other: mostly words, sometimes back, from an ending once more from the beginning."""
    endings = len(run.paths())
    for number in range(1, 1_000):
        database.stops = number == wait
        if run.play.is_over:
            after, act = begin(run.scene), lambda: run.try_from(0)
        elif run.play.taken and chance.random() < 0.2:
            after, act = back(run.play), run.back
        else:
            choice = chance.choice(run.play.offered)[0]
            after, act = say(run.play, choice), lambda choice=choice: run.say(choice)
        known = {path.play.taken for path in run.paths()}
        endings = len(known | ({after.taken} if after.is_over else set()))
        tell("will", state(after, endings))
        assert act()
        tell("kept", state(run.play, endings))


def live(packs: Path, file: Path, wait: int, seed: int) -> None:
    database = Stopping.open(file, KEY)
    keeper = Keeper(Journal(database), Events())
    library = Library([packs])
    run = Rehearsing(library, keeper, Events(), now).open(SCENE)
    play_on(run, database, wait, random.Random(seed))


def main() -> None:
    packs = Path(sys.argv[1])
    Library([packs]).scene(SCENE, "es")  # imports once: each life forks from here
    for seed, line in enumerate(sys.stdin):
        file, wait = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            live(packs, Path(file), int(wait), seed)
            os._exit(0)
        tell("child", child)
        os.waitpid(child, 0)
        tell("ended")


if __name__ == "__main__":
    main()
