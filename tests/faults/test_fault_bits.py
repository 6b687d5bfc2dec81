"""Bits turned over anywhere in the file: what is read is what was written, or the program says it is damaged."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from carecompanion.content.model import LessonId, QuestionId
from carecompanion.errors import StorageDamaged
from carecompanion.learning.records import AnswerGiven
from carecompanion.storage.backups import daily_copy, recover
from carecompanion.storage.database import Database
from carecompanion.storage.files import DATABASE
from carecompanion.storage.journal import Journal

KEY = bytes(range(32))
LESSON = LessonId("cuidar/memoria")
START = datetime(2026, 11, 24, tzinfo=UTC)
TRIES = 60


def _answers(how_many: int) -> tuple[AnswerGiven, ...]:
    return tuple(AnswerGiven(LESSON, QuestionId(f"q{n}"), n % 4, False, "1", START) for n in range(how_many))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile with 200 answers, all of them in yesterday's copy too."""
    place = tmp_path / "perfil"
    database = Database.create(place / DATABASE, KEY)
    Journal(database).keep(*_answers(200))
    assert daily_copy(database, place, START.replace(tzinfo=None) - timedelta(days=1))
    database.close()
    return place


def _read(file: Path) -> tuple[AnswerGiven, ...] | None:
    """What the file holds; None when it says that it is damaged."""
    try:
        database = Database.open(file, KEY)
    except StorageDamaged:
        return None
    try:
        return Journal(database).answers_of(LESSON)
    except StorageDamaged:
        return None
    finally:
        database.close()


def test_a_turned_bit_is_noticed_or_does_no_harm(
    folder: Path,
    tmp_path: Path,
    tell_figures: Callable[[str, int, int, int], None],
    allows_warnings: Callable[..., None],
) -> None:
    allows_warnings("carecompanion.storage.backups", "set aside")
    chance = random.Random(7)
    recovered = damaged = 0
    for number in range(TRIES):
        hurt = Path(shutil.copytree(folder, tmp_path / f"hurt {number}"))
        content = bytearray((hurt / DATABASE).read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (hurt / DATABASE).write_bytes(content)
        answers = _read(hurt / DATABASE)
        if answers is None:
            damaged += 1
            opened = recover(hurt, KEY).database
            answers = Journal(opened).answers_of(LESSON)
            opened.close()
        recovered += answers == _answers(200)
    tell_figures("a bit turned over in the file", TRIES, recovered, TRIES - recovered)
    assert damaged > 5
    assert recovered == TRIES
