"""`carecompanion self-test`: it finds what works and what does not, leaves nothing, and says so in a report."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from carecompanion.errors import UserError
from carecompanion.paths import Paths
from carecompanion.ui import self_test
from carecompanion.ui.self_test import Report, SelfTestFailed


def homes() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("care-companion-self-test-*"))


def test_this_copy_works_and_nothing_stays(qapp: object, paths: Paths, tmp_path: Path) -> None:
    before = homes()
    report = self_test.self_test(paths, tmp_path / "reports" / "self-test.txt", cost=2**4)
    assert report.is_whole, report.words
    assert (tmp_path / "reports" / "self-test.txt").read_text(encoding="utf-8") == report.words
    assert len([line for line in report.lines if line.startswith("ok")]) == 7
    assert "said" not in report.words
    assert str(paths.data) not in report.words and "tmp" not in report.words, "the report is shown to others"
    assert homes() == before
    assert not paths.profiles.exists(), "nobody real was touched"


def test_a_missing_part_is_told_and_the_report_is_there(qapp: object, paths: Paths, tmp_path: Path) -> None:
    half = tmp_path / "half a program"
    shutil.copytree(paths.resources, half, ignore=shutil.ignore_patterns("packs"))
    with pytest.raises(SelfTestFailed):
        self_test.self_test(replace(paths, resources=half), tmp_path / "report.txt", cost=2**4)
    words = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "FAILED  its own files: SelfTestFailed: a pack of lessons is not whole" in words
    assert words.rstrip().endswith("Something does not work here: see the line above.")


def test_no_place_for_the_report_is_said_before_it_begins(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"")
    for place in (tmp_path, tmp_path / "a file" / "report.txt"):
        with pytest.raises(UserError, match="No se pudo escribir"):
            self_test.self_test(paths, place)


def test_a_step_that_fails_is_the_last_of_the_report() -> None:
    report = Report()
    with pytest.raises(ZeroDivisionError):
        report.run("a sum", lambda: str(1 // 0))
    assert report.lines == ["FAILED  a sum: ZeroDivisionError: integer division or modulo by zero"]
    assert "Everything works here." not in report.words
