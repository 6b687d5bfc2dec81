"""Killed between two acts of a trainer, or in the middle of keeping one: the session goes on at the same block, slide
and timer, and no answer of the room that was confirmed is lost.
"""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from carecompanion.content.library import Library
from carecompanion.storage.database import Database
from tests.faults.facilitating import begun, state, training_on
from tests.faults.lives import Lives
from tests.faults.stopping import KEY
from tests.services.trainer import put_packs

INSIDE, ANY_MOMENT = 8, 10

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork and no SIGKILL")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "perfil de Ñusta" / "profile.db"
    Database.create(place, KEY).close()
    return place


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return put_packs(tmp_path)


@pytest.fixture
def trainer(packs: Path, file: Path) -> Iterator[Lives]:
    living = Lives("facilitating.py", packs, file)
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
    packs: Path, file: Path, trainer: Lives, tell_figures: Callable[[str, int, int, int], None]
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
