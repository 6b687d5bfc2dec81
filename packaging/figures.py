"""Show what was measured as the README's tables: build/bench.json (`make bench`) and build/package.json
(`make package-test`), each with the machine it came from; `--readme` puts them there.

A table whose file is not here stays as it is: what was measured elsewhere is no worse for that. Words around the tables
are written by people, and stay.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import re
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

from rows import AIMS, Row, is_within, markdown  # noqa: E402  (the rows live beside what measures them)

PARTS = {"bench": "build/bench.json", "package": "build/package.json"}


class CannotPut(Exception):
    """Why that table stays as it is."""


def part(file: Path) -> str:
    """A table, what it came from, and what of it is over its aim."""
    rows = [Row(**one) for one in json.loads(file.read_text(encoding="utf-8"))]
    strange = [row.name for row in rows if row.name not in AIMS]
    if strange:
        raise SystemExit(f"{file.name} has rows nobody knows (tests/benchmarks/rows.py): {', '.join(strange)}")
    words = [f"{machine()}, {day(date.fromtimestamp(file.stat().st_mtime))}:", markdown(rows)]
    over = [f"`{row.name}`" for row in rows if is_within(row) is False]
    return "\n\n".join([*words, f"Over their aim: {', '.join(over)}." if over else "All within their aims."])


def machine() -> str:
    """What the figures came from, in a line; whose machine it is, it does not say."""
    names = [line for line in _words("/proc/cpuinfo").splitlines() if line.startswith("model name")]
    processor = names[0].partition(":")[2].strip() if names else platform.machine()
    system = platform.system()
    if _words("/etc/os-release"):
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    versions = f"CPython {platform.python_version()}, PySide6 {importlib.metadata.version('PySide6-Essentials')}"
    return f"{processor}, {os.cpu_count()} cores, {system}, {versions}, no screen"


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def put(readme: str, name: str, text: str) -> str:
    """The README with that part between its marks. Raises CannotPut where that would lose something."""
    found = re.search(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", readme, re.DOTALL)
    if found is None:
        raise CannotPut(f"The README has no place for it: <!-- {name} --> and <!-- /{name} -->, a line each")
    lost = (names_in(found[0]) - names_in(text)) & AIMS.keys()
    if lost:
        raise CannotPut(f"{PARTS[name]} lacks rows that the README has: {', '.join(sorted(lost))}. Measure them, too.")
    return f"{readme[: found.start()]}{text}\n{readme[found.end() :]}"


def names_in(table: str) -> set[str]:
    return set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))


def _words(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError:
        return ""


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description="What was measured, as tables.")
    parser.add_argument("--readme", action="store_true", help="put them into the README")
    chosen = parser.parse_args(arguments)
    found = {name: part(root / file) for name, file in PARTS.items() if (root / file).is_file()}
    if not found:
        print("Nothing was measured here yet: run `make bench` or `make package-test` first.", file=sys.stderr)
        return 1
    print("\n\n".join(found.values()))
    complaints = []
    if chosen.readme:
        readme = (root / "README.md").read_text(encoding="utf-8")
        for name, text in found.items():
            try:
                readme = put(readme, name, text)
            except CannotPut as why:  # the other table can be put all the same
                complaints.append(str(why))
        (root / "README.md").write_text(readme, encoding="utf-8")
    print("\n".join(complaints), file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
