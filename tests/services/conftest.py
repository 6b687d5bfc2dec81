"""What several tests of services stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from carecompanion.content.library import Library
from tests.services.trainer import Desk, put_packs


@pytest.fixture(scope="session")
def training_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library([put_packs(tmp_path_factory.mktemp("training"))])


@pytest.fixture
def desk(tmp_path: Path, clock, training_library: Library) -> Iterator[Desk]:
    made = Desk(tmp_path, clock, training_library)
    yield made
    made.database.close()
