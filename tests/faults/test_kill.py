"""Killed at any moment, above all inside a transaction: what was confirmed is there, once, and the file is whole."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from carecompanion.content.model import LessonId
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal

KEY = bytes(range(32))
LESSON = LessonId("cuidar/memoria")
INSIDE, ANY_MOMENT = 60, 60
ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork and no SIGKILL")


@dataclass
class Life:
    """What a child told before it was killed."""

    confirmed: list[int] = field(default_factory=list)
    was_inside: bool = False


class Person:
    """Speaks with answering.py: one life after another on the same file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("answering.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def live(self, first: int, *, wait: int = 0, seconds: float = 0.0) -> Life:
        """Live until `wait` answers are given and the last is not committed, or for some seconds; then SIGKILL."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{self._file}\t{first}\t{wait}\n")
        self._process.stdin.flush()
        life, child = Life(), 0
        for line in self._process.stdout:
            word, *number = line.split()
            if word == "child":
                child = int(number[0])
                if not wait:
                    time.sleep(seconds)
                    os.kill(child, signal.SIGKILL)
            elif word == "kept":
                life.confirmed.append(int(number[0]))
            elif word == "inside":
                life.was_inside = True
                os.kill(child, signal.SIGKILL)
            elif word == "ended":
                return life
        raise AssertionError("the writing process ended by itself")

    def end(self) -> None:
        self._process.communicate(timeout=20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "perfil de Ñusta" / "profile.db"
    Database.create(place, KEY).close()
    return place


@pytest.fixture
def person(file: Path) -> Iterator[Person]:
    living = Person(file)
    yield living
    living.end()


def _numbers_in(file: Path) -> list[int]:
    """The answers in the file, which is opened as the program opens it, and read from end to end."""
    database = Database.open(file, KEY)
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    journal = Journal(database)
    numbers = [int(answer.question.removeprefix("q")) for answer in journal.answers_of(LESSON)]
    if numbers:  # the note of the same transaction is there, or neither is
        assert journal.notes()[0].text.startswith(f"after {numbers[-1]} ")
    database.close()
    return numbers


def test_a_killed_program_loses_no_confirmed_answer_and_keeps_none_twice(
    file: Path, person: Person, tell_figures: Callable[[str, int, int, int], None]
) -> None:
    chance = random.Random(20261124)
    kinds = ["inside"] * INSIDE + ["any moment"] * ANY_MOMENT
    chance.shuffle(kinds)
    before: list[int] = []
    confirmed: set[int] = set()
    killed_inside = lost = lost_inside = 0
    harmed = {"inside": 0, "any moment": 0}
    for kind in kinds:
        first = before[-1] + 1 if before else 0
        if kind == "inside":
            life = person.live(first, wait=chance.randint(1, 8))
        else:
            life = person.live(first, seconds=chance.uniform(0, 0.06))
        found = _numbers_in(file)
        killed_inside += life.was_inside
        confirmed.update(life.confirmed)
        missing = confirmed - set(found)
        lost += len(missing)
        lost_inside += len(missing) if life.was_inside else 0
        harmed[kind] += bool(missing)
        assert len(found) == len(set(found)), "kept twice"
        unconfirmed = len(found) - len(before) - len(life.confirmed)
        assert unconfirmed == 0 if life.was_inside else unconfirmed in (0, 1)
        before = found
    tell_figures("killed while answers are kept", len(kinds), len(kinds) - sum(harmed.values()), lost)
    tell_figures("killed inside a transaction", killed_inside, killed_inside - harmed["inside"], lost_inside)
    assert lost == 0
    assert killed_inside >= 50
    assert len(kinds) >= 100
    assert len(before) > 200
