"""Killed between two acts of a trainer, or in the middle of keeping one: the session goes on at the same block, slide
and timer, and no answer of the room that was confirmed is lost.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from carecompanion.content.library import Library
from carecompanion.storage.database import Database
from tests.faults.facilitating import KEY, begun, state, training_on
from tests.services.trainer import put_packs

ROOT = Path(__file__).resolve().parent.parent.parent
INSIDE, ANY_MOMENT = 8, 10

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork and no SIGKILL")


@dataclass
class Life:
    """What a child told before it was killed."""

    confirmed: str = ""
    on_its_way: str = ""
    was_inside: bool = False


class Trainer:
    """Speaks with facilitating.py: one life after another on the same file."""

    def __init__(self, packs: Path, file: Path) -> None:
        self._file = file
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("facilitating.py")), str(packs)],
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
        raise AssertionError("the facilitating process ended by itself")

    def end(self) -> None:
        self._process.communicate(timeout=20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "perfil de Ñusta" / "profile.db"
    Database.create(place, KEY).close()
    return place


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return put_packs(tmp_path)


@pytest.fixture
def trainer(packs: Path, file: Path) -> Iterator[Trainer]:
    living = Trainer(packs, file)
    yield living
    living.end()


def state_in(file: Path, library: Library) -> str:
    database = Database.open(file, KEY)
    run, round_ = begun(training_on(database, library))
    found = state(run.run, round_.count())
    marks = {one.mark for one in run.people_of(round_.id)}
    database.close()
    assert len(marks) <= 1, "one code is one mark, also after a crash"
    return found


def test_a_killed_session_goes_on_at_the_act_that_was_confirmed(
    packs: Path, file: Path, trainer: Trainer, tell_figures: Callable[[str, int, int, int], None]
) -> None:
    chance, library = random.Random(20261126), Library([packs])
    waits = [chance.randint(2, 9) for _life in range(INSIDE)] + [0] * ANY_MOMENT
    chance.shuffle(waits)
    lost = 0
    for wait in waits:
        life = trainer.live(wait, chance.uniform(0, 0.03))
        found = state_in(file, library)
        allowed = {life.confirmed} if life.was_inside else {life.confirmed, life.on_its_way} - {""}
        lost += found not in allowed
    tell_figures("killed while a session runs", len(waits), len(waits) - lost, lost)
    assert lost == 0
    assert int(found.rpartition("/")[2]) > 0, "the room did answer"
