"""Show build/bench.json as the table of the README, with the machine it came from; `--readme` puts it there.

make figures      after `make bench`
"""

import argparse
import importlib.metadata
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "build" / "bench.json"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"

# name -> what it is, and how much it may be: a ratio to the baseline, or milliseconds
ROWS: dict[str, tuple[str, float, str]] = {
    "start": ("start to the first painted picker", 1.6, "x"),
    "start_today": ("start to Today, filled (one profile, no passphrase)", 3.0, "x"),
    "unlock_today": ("passphrase to Today, 10 years of daily records, beyond the key derivation", 0, ""),
    "page_change": ("from page to page", 50, "ms"),
    "lesson_open_first": ("the first lesson", 150, "ms"),
    "lesson_open": ("each lesson after it", 50, "ms"),
    "search": ("search over 1,000 lessons, each key", 16, "ms"),
    "answer": ("an answer, safe on the disk", 1.5, "x"),
    "memory": ("memory at Today", 2.6, "x"),
    "hide": ("F9: covered", 100, "ms"),
}


def table(figures: list[dict[str, Any]]) -> str:
    lines = ["| what | now | the least possible | ratio | aim |", "| --- | ---: | ---: | ---: | ---: |"]
    return "\n".join([*lines, *(row(figure) for figure in figures)])


def row(figure: dict[str, Any]) -> str:
    words, aim, aim_unit = ROWS.get(figure["name"], (figure["name"].replace("_", " "), 0, ""))
    unit = figure.get("unit", "")
    ratio = f"{figure['ratio']:.2f}x" if figure.get("ratio") else ""
    least = number(figure["baseline"], unit) if figure.get("baseline") else ""
    wanted = f"{aim:g} {aim_unit}".replace(" x", "x") if aim else ""
    return f"| {words} | {number(figure['value'], unit)} | {least} | {ratio} | {wanted} |"


def number(value: float, unit: str) -> str:
    text = f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
    return f"{text} {unit}".strip()


def machine() -> str:
    """What the figures came from, in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    system = platform.system()
    if system == "Linux" and Path("/etc/os-release").is_file():
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    parts = [
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, {system}, without a screen",
        f"CPython {platform.python_version()}, PySide6 {importlib.metadata.version('PySide6-Essentials')},"
        f" SQLAlchemy {importlib.metadata.version('SQLAlchemy')}",
    ]
    return "Measured on " + "; ".join(parts) + "."


def put_into_readme(text: str) -> None:
    readme = ROOT / "README.md"
    before, _begin, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _old, _end, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="build/bench.json as a table.")
    parser.add_argument("--readme", action="store_true", help="put it into the README")
    chosen = parser.parse_args()
    if not BENCH.is_file():
        print("There is no build/bench.json yet: run `make bench` first.", file=sys.stderr)
        return 1
    text = f"{table(json.loads(BENCH.read_text(encoding='utf-8')))}\n\n{machine()}"
    print(text)
    if chosen.readme:
        put_into_readme(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
