"""Killed between two choices, or in the middle of keeping one: the scene goes on at the moment that was confirmed."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carecompanion.content.library import Library
from carecompanion.events import Events
from carecompanion.services.keeping import Keeper
from carecompanion.services.rehearsing import Rehearsing
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from tests.faults.rehearsing import KEY, SCENE, state

ROOT = Path(__file__).resolve().parent.parent.parent
PACK = ROOT / "tests" / "packs" / "rehearsal"
INSIDE, ANY_MOMENT = 12, 18

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork and no SIGKILL")


@dataclass
class Life:
    """What a child told before it was killed."""

    confirmed: str = ""
    on_its_way: str = ""
    was_inside: bool = False


class Person:
    """Speaks with rehearsing.py: one life after another on the same file."""

    def __init__(self, packs: Path, file: Path) -> None:
        self._file = file
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("rehearsing.py")), str(packs)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def live(self, wait: int, seconds: float) -> Life:
        """Live until inside act `wait`, or (0) for some seconds after the first act; then SIGKILL."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{self._file}\t{wait}\n")
        self._process.stdin.flush()
        life, child, is_killed = Life(), 0, False
        for line in self._process.stdout:
            word, *rest = line.split()
            if word == "child":
                child = int(rest[0])
            elif word == "will":
                life.on_its_way = rest[0]
            elif word == "kept":
                life.confirmed, life.on_its_way = rest[0], ""
                if not wait and not is_killed:
                    time.sleep(seconds)
                    is_killed = True
                    os.kill(child, signal.SIGKILL)
            elif word == "inside":
                life.was_inside = True
                os.kill(child, signal.SIGKILL)
            elif word == "ended":
                return life
        raise AssertionError("the playing process ended by itself")

    def end(self) -> None:
        self._process.communicate(timeout=20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "perfil de Ñusta" / "profile.db"
    Database.create(place, KEY).close()
    return place


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with the one pack of the scene."""
    shutil.copytree(PACK, tmp_path / "packs" / "ensayo")
    return tmp_path / "packs"


@pytest.fixture
def person(packs: Path, file: Path) -> Iterator[Person]:
    living = Person(packs, file)
    yield living
    living.end()


def state_in(file: Path, library: Library) -> str:
    """Where the scene goes on, and how many endings are kept."""
    database = Database.open(file, KEY)
    keeper = Keeper(Journal(database), Events())
    run = Rehearsing(library, keeper, Events(), lambda: datetime.now(UTC)).open(SCENE)
    found = state(run.play, len(run.paths()))
    database.close()
    return found


def test_a_killed_program_goes_on_at_the_moment_that_was_confirmed(
    packs: Path, file: Path, person: Person, tell_figures: Callable[[str, int, int, int], None]
) -> None:
    chance, library = random.Random(20261126), Library([packs])
    waits = [chance.randint(2, 9) for _life in range(INSIDE)] + [0] * ANY_MOMENT
    chance.shuffle(waits)
    lost = 0
    for wait in waits:
        life = person.live(wait, chance.uniform(0, 0.03))
        found = state_in(file, library)
        allowed = {life.confirmed} if life.was_inside else {life.confirmed, life.on_its_way} - {""}
        lost += found not in allowed
    tell_figures("killed while a scene is played", len(waits), len(waits) - lost, lost)
    assert lost == 0
