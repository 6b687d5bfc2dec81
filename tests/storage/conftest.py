"""A real encrypted file for each test, disks that are full or read-only, and records without ceremony."""

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carecompanion.content.model import LessonId, QuestionId
from carecompanion.learning.records import AnswerGiven
from carecompanion.storage.database import Database
from carecompanion.storage.files import DATABASE
from carecompanion.storage.journal import Journal

NOON = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


@pytest.fixture
def key() -> bytes:
    return bytes(range(32))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile's folder: not made yet, with a name as people have them."""
    return tmp_path / "perfil de Ñusta"


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / DATABASE


@pytest.fixture
def database(file: Path, key: bytes) -> Iterator[Database]:
    made = Database.create(file, key)
    yield made
    made.close()


@pytest.fixture
def journal(database: Database) -> Journal:
    return Journal(database, clock=lambda: NOON)


@pytest.fixture
def an_answer() -> Callable[[int], AnswerGiven]:
    """`an_answer(3)`: the third of many, told apart by its question."""

    def answer(number: int) -> AnswerGiven:
        return AnswerGiven(LessonId("cuidar/memoria"), QuestionId(f"q{number}"), number % 4, number % 3 == 0, "1", NOON)

    return answer


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """`mount("-t", "tmpfs", "-o", "size=1m", "tmpfs")` gives the mounted folder; taken away after the test."""
    mounted: list[Path] = []

    def do(*how: str) -> Path:
        place = tmp_path / f"disco {len(mounted)}"
        place.mkdir()
        done = subprocess.run(["mount", *how, str(place)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip("only root may mount the disk this test needs")
        mounted.append(place)
        return place

    if os.name == "nt":
        pytest.skip("Windows mounts no small disks")
    yield do
    for place in reversed(mounted):
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # lazy: a failed test may hold a file there
