"""`make licences`: is every thing that ships on the list, with a licence we may ship and its text beside it?

    licences.py             the list against the pinned packages
    licences.py FOLDER      also against every file of a built folder (`make package-test` does this)

Standard library only: it is also asked by the tests.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "resources" / "licences" / "licences.toml"
MAY_SHIP = {
    *("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib", "PSF-2.0", "ISC", "bzip2-1.0.6"),
    *("LGPL-3.0-only", "OFL-1.1", "CC-BY-SA-4.0", "MPL-1.1", "LicenseRef-SCOWL"),
    "GPL-2.0-or-later WITH Bootloader-exception",
}
NEEDS_TEXT = 150  # letters: a licence in one line is none


def shipped(file: Path = LIST) -> list[dict[str, Any]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))["shipped"]


def pinned(file: Path) -> dict[str, str]:
    words = file.read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", words, re.MULTILINE))


def complaints(listed: list[dict[str, Any]], pins: dict[str, str], texts: Path) -> Iterator[str]:
    """What is missing, or is not what was looked at."""
    by_id = {one["id"]: one for one in listed}
    if len(by_id) != len(listed):
        yield "something is listed twice"
    for name, version in pins.items():
        if name not in by_id:
            yield f"{name} ships and is not on the list"
        elif by_id[name].get("version") != version:
            yield f"{name} {version} ships; the list looked at {by_id[name].get('version', 'none')}"
    for one in listed:
        for licence in re.split(r" AND | OR ", one["licence"]):
            if licence not in MAY_SHIP:
                yield f"{one['id']}: we may not ship {licence}, or nobody thought about it yet"
        for name in one["texts"] or [""]:
            file = texts / name
            if not name or not file.is_file() or len(file.read_text(encoding="utf-8")) < NEEDS_TEXT:
                yield f"{one['id']}: its licence's text is not there ({name})"
        if not all(one.get("what", {}).get(language) for language in ("es", "en")):
            yield f"{one['id']}: says not what it is for"


def strangers(names: list[str], listed: list[dict[str, Any]]) -> list[str]:
    """Files of a built folder that nothing on the list owns up to."""
    patterns = [pattern for one in listed for pattern in one.get("files", ())]
    return [name for name in names if not any(is_of(name, pattern) for pattern in patterns)]


def is_of(name: str, pattern: str) -> bool:
    inner = re.sub(r"^(parts|pkgs)/", "", name)
    if pattern.endswith("/"):
        return inner.startswith(pattern) or name.startswith(pattern)
    return fnmatchcase(inner.partition("/")[0], pattern)


def main(folders: list[str]) -> int:
    listed = shipped()
    found = list(complaints(listed, pinned(ROOT / "packaging" / "release.txt"), LIST.parent / "texts"))
    for folder in map(Path, folders):
        names = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
        found += [f"{name} is nobody's" for name in strangers(names, listed)]
    print("\n".join(found) or f"{len(listed)} things ship, each with its licence.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
