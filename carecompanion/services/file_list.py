"""Which files belong to a program or a stick, and their SHA-256: the SHA256SUMS file that lies among them.

`sha256sum -c SHA256SUMS` reads it, too. Its first line says of what it is the list, and how many files it names, so
that a list cut short is seen. It finds damage; it is no signature, and whoever changes a file can change the list.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from carecompanion.content.files import is_inside

NAME = "SHA256SUMS"
MOST = 4 * 1024**2  # bytes of a list: forty thousand files
PIECE = 1024**2
_HEAD = re.compile(
    r"# Care Companion (?P<version>\d+(\.\d+){1,3}) (?P<kind>[a-z0-9_-]{1,40}): (?P<count>\d{1,6}) files"
)
_LINE = re.compile(r"(?P<sum>[0-9a-f]{64})  (?P<name>\S.*)")


@dataclass(frozen=True, slots=True)
class FileList:
    """`kind` is "stick", or the system a program is for ("linux-x86_64"). `sums` by name, relative, with slashes."""

    version: str
    kind: str
    sums: dict[str, str]

    @property
    def text(self) -> str:
        lines = [f"# Care Companion {self.version} {self.kind}: {len(self.sums)} files"]
        return "\n".join([*lines, *(f"{self.sums[name]}  {name}" for name in sorted(self.sums))]) + "\n"


def read_list(folder: Path) -> FileList | None:
    """The list of that folder; None where there is none, or where it cannot be trusted to be whole."""
    try:
        with open(folder / NAME, "rb") as file:
            lines = file.read(MOST).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    head = _HEAD.fullmatch(lines[0]) if lines else None
    found = [_LINE.fullmatch(line) for line in lines[1:]]
    sums = {line["name"]: line["sum"] for line in found if line is not None and is_inside(line["name"])}
    if head is None or len(sums) != len(lines) - 1 or len(sums) != int(head["count"]):
        return None
    return FileList(head["version"], head["kind"], sums)


def make_list(folder: Path, version: str, kind: str) -> FileList:
    """List what lies in a folder now, and put the list there."""
    made = FileList(version, kind, {name: sum_of(folder / name) for name in files_in(folder) if name != NAME})
    (folder / NAME).write_text(made.text, encoding="utf-8", newline="\n")
    return made


def files_in(folder: Path) -> Iterator[str]:
    """Every plain file below, by relative name with slashes. Links are neither followed nor named."""
    for place, _folders, files in os.walk(folder):
        for file in files:
            path = Path(place, file)
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix()


def faults_in(
    folder: Path, listed: FileList, told: Callable[[int, int], None] = lambda _done, _whole: None
) -> list[str]:
    """The listed files that are missing, or are not what they were. `told` has the bytes read, and those in all."""
    done, total = 0, sum(_size_of(folder / name) for name in listed.sums)

    def count(size: int) -> None:
        nonlocal done
        done += size
        told(done, max(done, total))

    return [name for name, wanted in listed.sums.items() if not _is_as_listed(folder / name, wanted, count)]


def _size_of(file: Path) -> int:
    try:
        return file.lstat().st_size
    except OSError:
        return 0


def _is_as_listed(file: Path, wanted: str, count: Callable[[int], None]) -> bool:
    try:
        return not file.is_symlink() and sum_of(file, count) == wanted
    except OSError:
        return False


def sum_of(file: Path, count: Callable[[int], None] | None = None) -> str:
    """`count` is told of each piece that was read, and may raise to stop."""
    with open(file, "rb") as stream:
        if count is None:
            return hashlib.file_digest(stream, "sha256").hexdigest()
        found = hashlib.sha256()
        while piece := stream.read(PIECE):
            found.update(piece)
            count(len(piece))
        return found.hexdigest()
