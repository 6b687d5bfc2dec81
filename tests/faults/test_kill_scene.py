"""Killed between two choices, or in the middle of keeping one: the scene goes on at the moment that was confirmed."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carecompanion.content.library import Library
from carecompanion.events import Events
from carecompanion.services.keeping import Keeper
from carecompanion.services.rehearsing import Rehearsing
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from tests.faults.lives import ROOT, Lives
from tests.faults.rehearsing import SCENE, state
from tests.faults.stopping import KEY

PACK = ROOT / "tests" / "packs" / "rehearsal"
INSIDE, ANY_MOMENT = 12, 18

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork and no SIGKILL")


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
def person(packs: Path, file: Path) -> Iterator[Lives]:
    living = Lives("rehearsing.py", packs, file)
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
    packs: Path, file: Path, person: Lives, tell_figures: Callable[[str, int, int, int], None]
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
