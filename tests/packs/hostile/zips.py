"""Hostile packs by what holds their files: names that lead out, links, twins, zips that are locked, big, or lie."""

import stat
import struct
import unicodedata
from pathlib import Path

from tests.packs.hostile.parts import (
    HEAD,
    LESSON,
    SVG,
    Entry,
    Made,
    Make,
    Zip,
    as_file,
    as_folder,
    folder_of,
    spoilt,
    tiny,
    zip_of,
    zipped,
)
from tests.packs.reading import BASE

# names


NAMES = (
    "../x.md", "../../x.md", "lessons/../../x.md", "lessons/..", "..", ".", "./x.md", "lessons/./x.md",
    "lessons//x.md", "/x.md", "//server/x.md", "/etc/passwd", "C:/x.md", "C:x.md", "c:\\x.md", "\\x.md", "..\\x.md",
    "lessons\\x.md", "lessons\\..\\..\\x.md", "\\\\server\\x.md", "x\0.md", "pack.toml\0.md", "x\n.md", "x\r.md",
    "x\x1b[2J.md", "x\x7f.md", "x\u202egvs.md", "x\u200b.md", "x\ufeff.md", "x\u2066.md", "x\u00ad.md", "x\u2028.md",
    "x\U000e0041.md", "x\u3164.md", "con.md", "CON", "lessons/aux.md", "nul.txt", "com1.md", "COM9", "lpt1.md", "prn",
    "lessons./x.md", "lessons /x.md", " x.md", "x.md.", "x.md ", "x?.md", "x*.md", 'x".md', "x<.md", "x>.md", "x|.md",
    "x:.md", "x.md:y", "a" * 300 + ".md", "a" * 110 + ".md", "/".join("abcdefgh") + ".md",
    "lessons/" + "../" * 40 + "etc/passwd", "a/" * 90 + "x.md",
)  # fmt: skip
LINUX_KEEPS = [name for name in NAMES if "\0" not in name and ".." not in name.split("/") and name[0] not in "/."
               and "//" not in name and "/./" not in name and max(map(len, name.split("/"))) < 255]  # fmt: skip


def names_in_zips() -> Made:
    for name in NAMES:
        yield repr(name)[:60], zip_of(zipped(tiny(), Entry(name.encode(), b"x"))), ""
    yield "empty name", zip_of(zipped(tiny(), Entry(b"", b"x"))), ""
    yield "not UTF-8", zip_of(zipped(tiny(), Entry(b"x\xff\xfe.md", b"x"))), ""
    yield "old letters", zip_of(zipped(tiny(), Entry(b"..\\x.md", b"x", flags=0))), ""
    yield "a folder that leads out", zip_of(zipped(tiny(), Entry(b"../out/"))), ""


def names_in_folders() -> Made:
    for name in LINUX_KEEPS:
        yield repr(name)[:60], folder_of(tiny() | {name: b"x"}), ""


# links, pipes, devices


def links() -> Made:
    for name, kind in (
        ("link", stat.S_IFLNK), ("pipe", stat.S_IFIFO), ("device", stat.S_IFCHR), ("disk", stat.S_IFBLK),
        ("socket", stat.S_IFSOCK),
    ):  # fmt: skip
        entry = Entry(b"lessons/b.es.md", b"/etc/passwd", mode=kind | 0o777)
        yield f"{name} in a zip", zip_of(zipped(tiny(), entry)), "lessons/b.es.md"
    yield "folder by its kind only", zip_of(zipped(tiny(), Entry(b"b.md", b"", mode=stat.S_IFDIR | 0o777))), "b.md"
    yield "link for pack.toml", zip_of(Zip([Entry(b"pack.toml", b"/etc/passwd", mode=stat.S_IFLNK)])), "pack.toml"
    for name, target in (
        ("/etc/passwd", "/etc/passwd"), ("up", "../../x"), ("nowhere", "nowhere"), ("itself", "b.md"),
        ("a folder", "/etc"), ("the pack", ".."),
    ):  # fmt: skip
        yield f"link to {name}", _linked("lessons/b.md", target), "lessons/b.md"
    yield "link in place of a folder", _linked("scenes", "/etc"), "scenes"


def _linked(name: str, target: str) -> Make:
    def make(place: Path) -> Path:
        folder = as_folder(place, tiny())
        (folder / name).symlink_to(target)
        return folder

    return make


# one name for two


def twins() -> Made:
    for name in ("pack.toml", "lessons/a.es.md", "pictures/a.svg", "b.txt"):
        yield f"{name} twice", zip_of(zipped(tiny() | {"b.txt": b"1"}, Entry(name.encode(), b"2"))), name
    for name in ("PACK.toml", "Pack.Toml", "Lessons/a.es.md", "lessons/A.es.md", "pictures/a.SVG"):
        yield f"{name} by its capitals", folder_of(tiny() | {name: b"x"}), ""
    for one, two in (
        ("ñ.md", unicodedata.normalize("NFD", "ñ.md")),
        ("ß.md", "ss.md"),
        ("ſ.md", "s.md"),
        ("K.md", "k.md"),
    ):
        yield f"{one} and {two}", folder_of(tiny() | {one: b"x", two: b"y"}), ""
    yield "a file and a folder", zip_of(zipped(tiny(), Entry(b"lessons", b"x"))), "lessons"
    yield "a file for a folder's capitals", folder_of(tiny() | {"LESSONS": b"x"}), "LESSONS"


# zips that are locked, packed oddly, or lie


def locked() -> Made:
    for flag in (0x1, 0x20, 0x40, 0x2000, 0x41):
        yield f"flag {flag:#x}", zip_of(zipped(tiny(), Entry(b"b.md", b"x", flags=0x800 | flag))), "b.md"
    for method in (1, 6, 9, 12, 14, 93, 95, 98, 99, 0xFFFF):
        yield f"method {method}", zip_of(zipped(tiny(), Entry(b"b.md", b"x", method=method))), "b.md"


def many() -> Made:
    few = zipped(tiny())
    yield "5,001 files", zip_of(Zip([Entry(b"%d.md" % number) for number in range(5_001)])), ""
    yield "30,000 files", zip_of(Zip([Entry(b"a", offset=0)] * 30_000)), ""
    yield "100,000 files", lambda place: as_file(place, _hundred_thousand()), ""
    for count in (5_001, 20_000, 65_535, 100_000):
        yield f"says {count}", zip_of(Zip(few.entries, count=count)), ""
    yield "a long list", zip_of(Zip(few.entries, length=4_000_000)), ""
    yield "a list of 4 GB", zip_of(Zip(few.entries, length=0xFFFFFFFF)), ""
    yield "5,001 folders", _many_folders, ""


def _hundred_thousand() -> bytes:
    one = b"PK\1\2" + struct.pack("<6H3I5H2I", 0x314, 20, 0, 0, 0, 0x21, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    return one * 100_000 + b"PK\5\6" + struct.pack("<4H2IH", 0, 0, 0xFFFF, 0xFFFF, len(one) * 100_000, 0, 0)


def _many_folders(place: Path) -> Path:
    folder = as_folder(place, tiny())
    for number in range(5_001):
        (folder / f"d{number}").mkdir()
    return folder


def big() -> Made:
    text = b"x" * 300 * 1024
    yield "long text", *spoilt("lessons/a.es.md", HEAD + b"## Uno\n\n" + text)
    yield "long pack.toml", *spoilt("pack.toml", BASE + b"#" + text)
    yield "long picture", *spoilt("pictures/a.svg", SVG.replace(b"<path", b"<!--" + text + b"--><path"))
    yield "many lines", *spoilt("lessons/a.es.md", LESSON + b"\n" * 20_000)
    yield "long signature", *spoilt("signature.toml", b"#" + b"x" * 2_200_000)
    for size in (21 * 1024**2, 201 * 1024**2, 0xFFFFFFFE):
        yield f"says {size} bytes", zip_of(zipped(tiny(), Entry(b"pictures/b.svg", b"x", size=size))), ""
    yield "eleven of 20 MB", zip_of(zipped(tiny(), *(Entry(b"%d.md" % n, size=20 * 1024**2) for n in range(11)))), ""
    yield "texts of 21 MB", zip_of(zipped(tiny(), *(Entry(b"%d.md" % n, size=1024**2) for n in range(21)))), ""
    giant = struct.pack("<HHQQ", 1, 16, 1 << 40, 1 << 40)
    for name, extra in (("of a terabyte", giant), ("cut short", giant[:8]), ("of nothing", struct.pack("<HH", 1, 0))):
        entry = Entry(b"b.md", b"x", size=0xFFFFFFFF, packed=0xFFFFFFFF, extra=extra)
        yield f"giant header {name}", zip_of(zipped(tiny(), entry)), ""
    locator = b"PK\6\7" + struct.pack("<IQI", 0, 0, 1)
    yield "giant end", zip_of(Zip(zipped(tiny()).entries, before_end=locator)), ""
    yield (
        "giant end, endless",
        zip_of(Zip(zipped(tiny()).entries, count=0xFFFF, length=0xFFFFFFFF, before_end=locator)),
        "",
    )
    zeros = Entry(b"lessons/b.es.md", b"\0" * 10 * 1024**2, method=8)
    yield "bomb", zip_of(zipped(tiny(), zeros)), "lessons/b.es.md"
    small = Entry(b"lessons/a.es.md", b"\0" * 10 * 1024**2, method=8, size=100)
    yield "bomb that says it is small", zip_of(_instead(small)), "lessons/a.es.md"
    yield (
        "bomb in a picture",
        zip_of(_instead(Entry(b"pictures/a.svg", b" " * 10 * 1024**2 + SVG, method=8))),
        "pictures/a.svg",
    )
    yield "zip in a zip", zip_of(zipped(tiny(), Entry(b"b.zip", zipped(tiny()).bytes()))), "b.zip"
    shared = [Entry(b"%d.txt" % number, b"x" * 1000, offset=0) for number in range(50)]
    yield "fifty in one place", zip_of(Zip([*zipped(tiny()).entries, *shared])), ""
    yield "one inside the other", zip_of(Zip([*zipped(tiny()).entries, Entry(b"b.txt", b"x", offset=5)])), ""


def _instead(entry: Entry) -> Zip:
    """The tiny pack with this entry in place of the true one."""
    return Zip([entry if one.name == entry.name else one for one in zipped(tiny()).entries])


def broken() -> Made:
    whole = zipped(tiny()).bytes()
    for cut in range(1, len(whole), len(whole) // 24):
        yield f"cut at {cut}", _bytes(whole[:cut]), ""
    start = whole.index(b"PK\1\2")
    for at in (*range(4), *range(start, start + 4), *range(start + 10, start + 12), *range(start + 28, start + 30)):
        yield f"flipped at {at}", _bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]), ""
    for name, content in (
        ("nothing", b""), ("text", b"hola"), ("zeros", b"\0" * 4096), ("only an end", Zip().bytes()),
        ("a PDF", b"%PDF-1.7\n" + b"x" * 400), ("a database", b"SQLite format 3\0" + b"\0" * 400),
        ("7z", b"7z\xbc\xaf\x27\x1c" + b"x" * 60), ("gzip", b"\x1f\x8b\x08" + b"\0" * 60),
    ):  # fmt: skip
        yield name, _bytes(content), ""
    entry = zipped(tiny()).entries[1]
    for name, lie in (("crc", {"crc": 1}), ("longer", {"size": len(LESSON) + 9}), ("shorter", {"size": 9}),
                      ("packed longer", {"packed": 9_999_999}), ("other name inside", {"local_name": b"pack.tom!"}),
                      ("no deflate", {"method": 8, "packed": 5}), ("far away", {"offset": 900_000}),
                      ("in the list", {"offset": start})):  # fmt: skip
        yield f"lies: {name}", zip_of(_instead(Entry(entry.name, entry.content, **lie))), ""
    yield "list before the file", zip_of(Zip(zipped(tiny()).entries, start=999_999)), ""
    yield "nothing at all", lambda place: place / "nowhere.carepack", ""
    yield "the folder, not what is in it", zip_of(zipped({f"mine/{n}": c for n, c in tiny().items()})), "pack.toml"


def _bytes(content: bytes) -> Make:
    return lambda place: as_file(place, content)
