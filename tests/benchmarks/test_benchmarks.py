"""The benchmarks run from end to end and write well-formed rows. No figure is judged here: see `make bench`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = {
    "start", "start_today", "memory", "unlock_today", "page_change", "lesson_open_first", "lesson_open", "search",
    "search_painted", "answer", "hide", "history_11000", "today_11000",
    "next_slide", "sessions_500", "report_60",
}  # fmt: skip


@pytest.mark.timeout(400)  # twenty starts of the program, beside other tests
def test_every_row_is_measured_and_well_formed(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "bench.py"), "--tiny", "--to", str(file)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=380,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    rows = json.loads(file.read_text(encoding="utf-8"))
    assert {row["name"] for row in rows} == ROWS
    for row in rows:
        assert list(row) == ["name", "value", "unit", "baseline", "ratio"]
        assert row["value"] > 0 and row["unit"] in ("ms", "MB")
        assert (row["ratio"] is None) == (row["baseline"] is None)
        assert f"| `{row['name']}`:" in done.stdout
