"""One input of the fuzzer: some bytes as a pack. Whatever they are, it is read, or refused in words; nothing else.

Shared by `make fuzz`, which makes inputs for an hour, and by the test that plays the kept ones again.
"""

import io
import json
from dataclasses import asdict
from typing import Any

from carecompanion.content import cache
from carecompanion.content.admission import gather_admitted
from carecompanion.content.archive import archive_in
from carecompanion.content.checker import _Check
from carecompanion.content.faults import Problem
from carecompanion.content.files import MANIFEST, PackFiles
from carecompanion.content.index import PackIndex, index_of
from carecompanion.errors import PackError

NEXT = b"\n=== "  # before the name of each further file
BASE = b"""schema = 1
id = "p"
version = "1"
languages = ["es", "en"]
licence = "x"
authors = ["x"]
review_by = 2027-01-01
[title]
es = "P"
en = "P"
[words]
w = { es = "a", en = "b" }
[[sources]]
id = "s"
text = "t"
seen_on = 2026-01-01
"""


class MemoryFiles(PackFiles):
    """The files of a pack that lies on no disk."""

    def __init__(self, contents: dict[str, bytes]) -> None:
        self.contents = contents
        super().__init__({name: len(content) for name, content in contents.items()})

    def _read(self, name: str, most: int) -> bytes:
        return self.contents[name][:most]


class _CheckButWords(_Check):
    """All but the dictionaries, which are for authors and slow."""

    def _words(self) -> None:
        pass


def files_in(data: bytes) -> dict[str, bytes]:
    """ "=== name" lines and what follows each; without pack.toml a small one is there."""
    found = {MANIFEST: BASE}
    for part in (b"\n" + data).split(NEXT)[1:]:
        name, _end, content = part.partition(b"\n")
        found[name.decode("utf-8", "surrogateescape")] = content
    return found


def as_input(files: dict[str, bytes]) -> bytes:
    """The way back, for the first inputs."""
    return b"".join(
        NEXT + name.encode("utf-8", "surrogateescape") + b"\n" + content for name, content in files.items()
    )[1:]


def try_one(data: bytes) -> str:
    """What became of it: "" when it was taken, else the words it was refused with. Anything raised is a finding."""
    try:
        if data.startswith(b"PK"):
            with archive_in(io.BytesIO(data), "x.carepack") as files:
                return _read(files)
        return _read(MemoryFiles(files_in(data)))
    except PackError as error:
        return str(error)


def _read(files: PackFiles) -> str:
    problems: list[Problem] = []
    pack = gather_admitted(files, problems)
    if pack is not None:
        if not problems:
            _goes_to_the_cache_and_back(index_of(pack))
        _CheckButWords(files, pack, problems, None).all()
    return str(min(problems)) if problems else ""


def _goes_to_the_cache_and_back(index: PackIndex) -> None:
    words = json.dumps(asdict(index), ensure_ascii=False)
    words.encode()  # what could not be written would be a finding
    revived: Any = cache._reviver(PackIndex)(json.loads(words))
    assert revived == index, "the index changes on its way through the cache"
