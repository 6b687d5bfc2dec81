"""Packs made to do harm: every one is refused with its file and a reason, quickly, in little memory, and while it is
read nothing is written, started or opened elsewhere."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from carecompanion.content.admission import read_admitted
from tests.packs.hostile.cases import KINDS, every_case
from tests.packs.hostile.parts import as_file, as_folder, tiny, zipped
from tests.packs.hostile.texts import signed

SECONDS = 1.5  # of the processor, for one pack; the slowest took 0.3 s on the machine this was written on
RUN = "import sys, pathlib; from tests.packs.hostile.run import main; main(pathlib.Path(sys.argv[1]))"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What became of each, in a process that may take 400 MB and no more."""
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("hostile")
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder)],
        cwd=root, capture_output=True, encoding="utf-8", timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert sorted(one.name for one in folder.parent.iterdir() if one.name.startswith("out")) == []
    return found


def test_the_tiny_pack_itself_is_taken(tmp_path: Path) -> None:
    """Else every refusal below could be about something else."""
    assert read_admitted(as_folder(tmp_path, tiny())).id == "p"
    assert read_admitted(as_file(tmp_path, zipped(tiny()).bytes())).id == "p"
    (tmp_path / "signed").mkdir()
    assert read_admitted(as_folder(tmp_path / "signed", signed())).signed_by == "Casa Retama"


def test_there_are_enough_of_every_kind(results: list[dict[str, Any]]) -> None:
    counts = Counter(one["kind"] for one in results if one["kind"] != "slow")
    assert sum(counts.values()) == sum(1 for _case in every_case()) >= 300
    assert set(counts) == set(KINDS) and min(counts.values()) >= 10


@pytest.mark.parametrize("kind", KINDS)
def test_all_are_refused_with_file_and_reason(results: list[dict[str, Any]], kind: str) -> None:
    taken = [one["name"] for one in results if one["kind"] == kind and not one["said"]]
    assert taken == []
    wrong = [one for one in results if one["kind"] == kind and one["hopes"] not in ("", one["file"])]
    assert wrong == []
    unclear = [one for one in results if one["kind"] == kind and not (one["file"] and one["said"].isprintable())]
    assert unclear == []


def test_nothing_is_raised_but_a_refusal(results: list[dict[str, Any]]) -> None:
    assert [one for one in results if one["file"] == "RAISED"] == []


def test_none_takes_long(results: list[dict[str, Any]]) -> None:
    """Also those of 256 KB of one sign, which may be good or not."""
    assert [(one["kind"], one["name"], one["seconds"]) for one in results if one["seconds"] > SECONDS] == []


def test_nothing_is_written_started_or_opened_elsewhere(results: list[dict[str, Any]]) -> None:
    assert [one for one in results if one["seen"]] == []


def test_the_watch_sees_what_is_written_and_opened(run_python: Callable[..., str], tmp_path: Path) -> None:
    """A watch that sees nothing would be no proof."""
    seen = run_python(
        "import os, socket, sys\nfrom tests.packs.hostile.run import Watch\nwatch = Watch()\n"
        "watch.place = sys.argv[1] + '/pack'\nwatch.is_on = True\n"
        "open('/etc/passwd').close()\nopen(sys.argv[1] + '/pack', 'w').close()\nos.mkdir(sys.argv[1] + '/x')\n"
        "os.system('true')\nwatch.is_on = False\nprint(len(watch.seen))",
        str(tmp_path),
    )
    assert int(seen) == 4
