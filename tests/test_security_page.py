"""SECURITY.md is one page, and every promise in it names a test that is there; the program's own page is as honest."""

import re
from collections import Counter
from pathlib import Path

from carecompanion.ui.pages.privacy_words import privacy_words
from tests.faults.pool import MUST_LOSE, PLAN

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
FAULTS = r"([\d,]+) (kills|power cuts|full disks|damaged files)"
ROWS = [line for line in PAGE.splitlines() if line.startswith("| **")]


def test_every_promise_names_a_test_that_is_there() -> None:
    assert len(ROWS) >= 10
    for row in ROWS:
        held_by = row.split("|")[2]
        named = re.findall(r"`([\w/]+(?:\.py|/))`", held_by)
        assert named, row
        for name in named:
            assert (ROOT / "tests" / name).exists(), name


def test_it_promises_no_more_faults_than_are_made() -> None:
    """The runs are in tests/faults; each figure of the page is the least that one `make test` makes of its kind."""
    made = Counter()
    for run, moments in PLAN.items():
        made[run.split()[0]] += moments
    told = {kind: int(number.replace(",", "")) for number, kind in re.findall(FAULTS, PAGE)}
    kinds = {"kills": "kill", "power cuts": "cut", "full disks": "full", "damaged files": "damage"}
    assert told.keys() == kinds.keys()
    assert all(made[kinds[kind]] >= number for kind, number in told.items()), (told, made)
    assert {"read-only", "removed", "clocks", "two processes"} <= PLAN.keys() and MUST_LOSE


def test_it_is_one_page() -> None:
    assert len(PAGE.split()) < 1000


def test_the_programs_own_page_says_what_it_cannot_do() -> None:
    words = " ".join(text for _title, text in privacy_words())
    for wanted in ("programa espía", "administra esta computadora", "memoria USB", "Sin clave", "imprimes"):
        assert wanted in words, wanted
