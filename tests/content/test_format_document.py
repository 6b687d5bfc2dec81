"""FORMAT.md tells the truth: its small packs pass the checker, and it names every block, attribute and key."""

import re
from pathlib import Path

import pytest

from carecompanion.content.blocks import ATTRIBUTES, BLOCKS
from carecompanion.content.checker import check_pack
from carecompanion.content.house_rules import ROLES
from carecompanion.content.manifest import LINE_KINDS
from carecompanion.content.practices import DIMENSIONS
from carecompanion.content.reader import read_pack
from carecompanion.paths import Paths

FILE = re.compile(r"<!-- (?:file|archivo): (\S+) -->\n```\w+\n(.*?)```\n", re.DOTALL)


@pytest.fixture
def document(paths: Paths) -> str:
    return (paths.bundled_packs / "FORMAT.md").read_text(encoding="utf-8")


@pytest.fixture
def parts(document: str) -> list[str]:
    """The English reference, and the Spanish one."""
    return document.split("\n# El formato")


@pytest.mark.parametrize("part", [0, 1])
def test_the_small_pack_passes_the_checker(parts: list[str], part: int, tmp_path: Path) -> None:
    found = FILE.findall(parts[part])
    for name, text in found:
        file = tmp_path / "small" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert check_pack(tmp_path / "small") == []
    assert [len(read_pack(tmp_path / "small").lessons), len(found)] == [1, 4]


KEYS = """
    schema version languages licence authors order reviewed_by reviewed_on review_by minutes take notice summary why
    breath seen_on confirmed_on always free number who hours confidence url contents about dimension picture
"""


@pytest.mark.parametrize("part", [0, 1])
def test_both_languages_name_everything(parts: list[str], part: int) -> None:
    attributes = {name for found in ATTRIBUTES.values() for name in found}
    for name in (*KEYS.split(), *BLOCKS, *attributes, *ROLES, *DIMENSIONS, *LINE_KINDS):
        assert f"`{name}`" in parts[part], name
