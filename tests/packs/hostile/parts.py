"""What hostile packs are made of: a tiny good one to spoil, and zips written byte by byte, so that each can lie."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.packs.reading import BASE

HEAD = b'---\nid: a\ntitle: A\nminutes: 5\nroles: [volunteer]\ntake: "T"\nsources: [s]\n---\n\n'
LESSON = HEAD + b"## Uno\n\nHola.\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M1 1h9v9z"/></svg>'
SCENE = b'---\nid: a\ntitle: A\nminutes: 5\nroles: [volunteer]\nabout: "B"\nperson: "C"\n---\n\n'
PRACTICE = b'---\nid: a\ntitle: A\nminutes: 5\nkind: steps\nwhy: "W"\nsources: [s]\n---\n\nAntes.\n\n## Uno\n\nHola.\n'
CARD = b'---\nid: a\ntitle: A\nabout: "B"\nicon: wind\norder: 1\nsources: [s]\n---\n\n## Uno\n\nHola.\n'


def tiny(**more: bytes) -> dict[str, bytes]:
    """A pack the reader takes; keys of `more` are paths with __ for /, - and . as they are in a mapping."""
    return {"pack.toml": BASE, "lessons/a.es.md": LESSON, "lessons/a.en.md": LESSON, "pictures/a.svg": SVG} | more


@dataclass
class Entry:
    """A file of a zip; whatever is not given is told truly."""

    name: bytes
    content: bytes = b""
    flags: int = 0x800
    method: int = 0
    mode: int = 0
    size: int | None = None
    packed: int | None = None
    crc: int | None = None
    extra: bytes = b""
    local_name: bytes | None = None
    offset: int | None = None


@dataclass
class Zip:
    """The bytes of a zip. What its end says may be changed, too."""

    entries: list[Entry] = field(default_factory=list)
    count: int | None = None
    length: int | None = None
    start: int | None = None
    before_end: bytes = b""
    comment: bytes = b""

    def bytes(self) -> bytes:
        body, listed = bytearray(), bytearray()
        for entry in self.entries:
            offset = len(body) if entry.offset is None else entry.offset
            packed = _packed(entry)
            sizes = (
                zlib.crc32(entry.content) if entry.crc is None else entry.crc,
                len(packed) if entry.packed is None else entry.packed,
                len(entry.content) if entry.size is None else entry.size,
            )
            name = entry.name if entry.local_name is None else entry.local_name
            facts = (20, entry.flags, entry.method, 0, 0x21, *(min(number, 0xFFFFFFFF) for number in sizes))
            if entry.offset is None:
                body += b"PK\3\4" + struct.pack("<5H3I2H", *facts, len(name), 0) + name + packed
            listed += b"PK\1\2" + struct.pack("<6H3I5H2I", 0x314, *facts, len(entry.name), len(entry.extra), 0, 0, 0,
                                              (entry.mode & 0xFFFF) << 16, offset)  # fmt: skip
            listed += entry.name + entry.extra
        count = len(self.entries) if self.count is None else self.count
        length = len(listed) if self.length is None else self.length
        start = len(body) if self.start is None else self.start
        end = b"PK\5\6" + struct.pack(
            "<4H2IH", 0, 0, min(count, 0xFFFF), min(count, 0xFFFF), length, start, len(self.comment)
        )
        return bytes(body + listed) + self.before_end + end + self.comment


def _packed(entry: Entry) -> bytes:
    if entry.method != 8:
        return entry.content
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(entry.content) + packer.flush()


def zipped(files: dict[str, bytes], *more: Entry) -> Zip:
    return Zip([*(Entry(name.encode(), content) for name, content in files.items()), *more])


def as_folder(place: Path, files: dict[str, bytes]) -> Path:
    folder = place / "pack"
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def as_file(place: Path, content: bytes) -> Path:
    file = place / "pack.carepack"
    file.write_bytes(content)
    return file


Make = Callable[[Path], Path]
Made = Iterator[tuple[str, Make, str]]


def folder_of(files: dict[str, bytes]) -> Make:
    return lambda place: as_folder(place, files)


def zip_of(made: Zip) -> Make:
    return lambda place: as_file(place, made.bytes())


def spoilt(name: str, content: bytes) -> tuple[Make, str]:
    return folder_of(tiny() | {name: content}), name
