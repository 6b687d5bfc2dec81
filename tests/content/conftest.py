"""The good tiny pack, to copy and spoil; and English, so that the messages can be read here."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from carecompanion import i18n
from carecompanion.content.faults import Page, Problem
from carecompanion.content.proof import markdown, proofreader
from carecompanion.content.proof.passages import Document, Passage
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


@pytest.fixture(scope="session", autouse=True)
def proofread_once() -> Iterator[None]:
    """A document that no test changed is proofread once: a thousand spoilt copies of one pack cost minutes else."""
    known: dict[tuple[str, Document], list[Problem]] = {}
    taken_apart: dict[tuple[tuple[str, ...], str], list[Passage]] = {}

    def once(page: Page, document: Document) -> None:
        same = (i18n.language(), document)
        if same not in known:
            found = Page(page.file, [])
            check(found, document)
            known[same] = found.problems
        for one in known[same]:
            page.fault(one.line, one.what)

    def passages_once(lines: list[str], kind: str = "lesson") -> list[Passage]:
        same = (tuple(lines), kind)
        if same not in taken_apart:
            taken_apart[same] = passages_of(lines, kind)
        return list(taken_apart[same])

    check, passages_of = proofreader._check_document, markdown.passages_of
    proofreader._check_document, markdown.passages_of = once, passages_once
    yield
    proofreader._check_document, markdown.passages_of = check, passages_of
