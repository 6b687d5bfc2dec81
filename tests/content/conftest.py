"""The good tiny pack, to copy and spoil; and English, so that the messages can be read here."""

import shutil
from pathlib import Path

import pytest

from carecompanion import i18n
from carecompanion.paths import find_paths

GOOD = Path(__file__).parents[1] / "packs" / "good"
JORNADA = Path(__file__).parents[1] / "packs" / "training" / "jornada.toml"


@pytest.fixture(autouse=True)
def english(spanish: None) -> None:
    """The problems are checked by their English words."""
    i18n.speak("en", find_paths().resources / "i18n")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A good pack of its own for each test."""
    return Path(shutil.copytree(GOOD, tmp_path / "packs" / "good"))


@pytest.fixture
def training(pack: Path) -> Path:
    """The good pack with a workshop in it: apart, because it takes long to proofread."""
    (pack / "workshops").mkdir()
    shutil.copy(JORNADA, pack / "workshops")
    return pack
