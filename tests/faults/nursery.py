"""The process in which faults are made: no Qt, everything imported once, a fork for each life.

For each line of JSON on stdin, `{"run": NAME, "seed": N, "moments": N, "place": FOLDER}`, one line on stdout: the
figures, or what broke.
"""

import json
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from carecompanion.services import stocking
from carecompanion.storage import cipher
from tests.faults import damaged, full, kills, places, power
from tests.faults.dying import soon_in_the_file
from tests.faults.figures import Figures
from tests.faults.works import Answers, Words
from tests.faults.works_files import Carried, DailyCopies, GoingBack, Joining, Keys, Recovering, Upgrade
from tests.faults.works_packs import Exports, Packs
from tests.faults.works_services import CheckIns, Scenes, Sessions

Run = Callable[[Path, int, int], Figures]
WORKS = {
    "answers": lambda _place: Answers(),
    "words": lambda _place: Words(),
    "checkins": CheckIns,
    "scenes": Scenes,
    "sessions": Sessions,
    "upgrade": lambda _place: Upgrade(),
    "copies": lambda _place: DailyCopies(),
    "carry": lambda _place: Carried(),
    "join": lambda _place: Joining(),
    "back": lambda _place: GoingBack(),
    "recover": lambda _place: Recovering(),
    "keys": lambda _place: Keys(),
    "packs": lambda _place: Packs(),
    "exports": lambda _place: Exports(),
}


def _kill(name: str) -> Run:
    return lambda place, moments, seed: kills.kill(WORKS[name](place), place, moments, seed)


def _cut(name: str) -> Run:
    return lambda place, moments, seed: power.cut(WORKS[name](place), place, moments, seed)


def _fill(name: str) -> Run:
    return lambda place, moments, seed: full.fill(WORKS[name](place), place, moments, seed)


def _cut_with_a_short_log(place: Path, moments: int, seed: int) -> Figures:
    name = "power cut: answers, as the log is brought into the file"
    return power.cut(Answers(), place, moments, seed, name=name, before=soon_in_the_file)


def _careless_names(place: Path, moments: int, seed: int) -> Figures:
    """Packs, without waiting for the names: this must lose one, too."""

    def forget_to_sync() -> None:
        stocking.sync_folder = lambda _folder: None

    name = "shown to fail: power cut, a pack with names not synced"
    return power.cut(Packs(), place, moments, seed, name=name, before=forget_to_sync)


def _careless(level: str) -> Run:
    """The same with SQLite told not to wait for the disk: this must lose what was confirmed."""

    def forget_to_sync() -> None:
        manners = tuple(one for one in cipher._FILE_MANNERS if not one.startswith("synchronous"))
        cipher._FILE_MANNERS = (*manners, f"synchronous={level}")

    name = f"shown to fail: power cut, answers with synchronous={level}"
    return lambda place, moments, seed: power.cut(Answers(), place, moments, seed, name=name, before=forget_to_sync)


RUNS: dict[str, Run] = {
    **{f"kill {name}": _kill(name) for name in WORKS},
    **{f"cut {name}": _cut(name) for name in WORKS},
    **{f"full {name}": _fill(name) for name in WORKS if name not in ("exports", "packs")},
    "damage": damaged.damage,
    "read-only": places.read_only,
    "removed": places.removed,
    "clocks": places.clocks,
    "two processes": places.two_processes,
    "cut answers, short log": _cut_with_a_short_log,
    "careless names": _careless_names,
    **{f"careless {level}": _careless(level) for level in ("OFF", "NORMAL")},
}


def run(name: str, place: Path, moments: int, seed: int) -> Figures:
    with tempfile.TemporaryDirectory(prefix="faults-", dir=place) as own:
        before = sum(os.times()[:4])
        figures = RUNS[name](Path(own), moments, seed)
        figures.seconds = round(sum(os.times()[:4]) - before, 2)
        return figures


def main() -> None:
    logging.getLogger().addHandler(logging.NullHandler())  # what it logs when it copes is not for the terminal
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            told = asdict(run(asked["run"], Path(asked["place"]), asked["moments"], asked["seed"]))
        except Exception:  # noqa: BLE001 - the one who asked tells it
            told = {"broke": traceback.format_exc()}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
