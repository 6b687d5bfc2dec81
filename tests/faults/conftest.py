"""Where the figures of the fault tests go: build/faults.json, one entry a name."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

FIGURES = Path(__file__).resolve().parent.parent.parent / "build" / "faults.json"


@pytest.fixture
def tell_figures() -> Callable[[str, int, int, int], None]:
    """`tell_figures(name, tried, recovered, lost)` replaces what the last run said under this name."""

    def tell(name: str, tried: int, recovered: int, lost: int) -> None:
        FIGURES.parent.mkdir(exist_ok=True)
        told = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else []
        others = [entry for entry in told if entry["name"] != name]
        new = {"name": name, "tried": tried, "recovered": recovered, "lost": lost}
        FIGURES.write_text(json.dumps(sorted([*others, new], key=lambda entry: entry["name"]), indent=1) + "\n")

    return tell
