"""The files of a pack, from a folder or one .carepack zip. Nothing outside it can be named, and nothing huge is read.

Apart because a pack may come from anybody: every way in which a folder or a zip can lie is met here, in words.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path, PurePosixPath

from carecompanion.content.faults import Page
from carecompanion.errors import PackError
from carecompanion.i18n import _

MAX_FILES = 5_000
MAX_TEXT = 256 * 1024
MAX_PICTURE = 200 * 1024
MAX_FILE = 20 * 1024 * 1024
MAX_PACK = 200 * 1024 * 1024
MAX_TEXTS = 20 * 1024 * 1024  # all texts of a pack together: four million words
MAX_LINES = 10_000  # of one text
MANIFEST = "pack.toml"
SIGNATURE = "signature.toml"
ENDINGS = (".toml", ".md", ".svg", ".txt")  # what a pack may hold; names without an ending (LICENSE) are texts

# What no text needs and an eye cannot see: control signs, blanks of no width, signs that turn the direction of writing
# or tag the text, letters that are drawn as nothing, what no character is, and the private ones. The joiners of
# Persian and of the languages of India (200C, 200D) stay.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"|?*]|^ |[ .]$')
_LONGEST_NAME, _LONGEST_PART, _DEEPEST = 180, 100, 6


class PackFiles:
    """Relative names ("lessons/x.es.md") with their sizes, and the bytes behind them."""

    def __init__(self, sizes: dict[str, int]) -> None:
        self.sizes = sizes
        self.watch: Callable[[int], None] | None = None  # told how many bytes were read; may raise to stop it all
        if len(sizes) > MAX_FILES:
            raise PackError(".", 0, _("The pack has more than {n} files.").format(n=MAX_FILES))
        if sum(sizes.values()) > MAX_PACK:
            raise PackError(".", 0, _("The pack is too big: more than {n} MB.").format(n=MAX_PACK // 1024**2))
        if sum(size for name, size in sizes.items() if name.endswith((".toml", ".md"))) > MAX_TEXTS:
            what = _("The texts of this pack are too long: more than {n} MB together.")
            raise PackError(".", 0, what.format(n=MAX_TEXTS // 1024**2))
        _check_names(tuple(sizes))

    def read_bytes(self, name: str, limit: int = MAX_FILE) -> bytes:
        """At most `limit` bytes of one file. Raises PackError when it is missing, bigger, or cannot be read."""
        if name not in self.sizes:
            raise PackError(name, 0, _("This file is missing."))
        try:
            content = self._read(name, limit + 1)
        except (OSError, ValueError) as error:
            raise PackError(name, 0, _("This file cannot be read.")) from error
        if len(content) > limit:
            raise PackError(name, 0, _("This file is too big: more than {n} KB.").format(n=limit // 1024))
        if self.watch is not None:
            self.watch(len(content))
        return content

    def _read(self, name: str, most: int) -> bytes:
        raise FileNotFoundError(name)

    def lines_of(self, page: Page) -> list[str] | None:
        """The lines of a text file, or None after telling the page why they cannot be read."""
        try:
            return text_lines(page, self.read_bytes(page.file, MAX_TEXT))
        except PackError as error:
            page.fault(error.line, error.what)
            return None


class FolderFiles(PackFiles):
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(dict(_walk(folder)))

    def _read(self, name: str, most: int) -> bytes:
        with open(self.folder / name, "rb") as file:
            return file.read(most)


@contextmanager
def open_pack(path: Path) -> Iterator[PackFiles]:
    """The files of a pack folder or a .carepack file. Raises PackError."""
    if os.path.isdir(path):  # unlike Path.is_dir, never raises
        yield FolderFiles(path)
        return
    from carecompanion.content.archive import open_archive  # late: zipfile brings bz2 and lzma, 15 ms

    with open_archive(path) as files:
        yield files


def is_inside(name: str) -> bool:
    """Whether a relative name stays in the pack on every system: no .., no absolute path, no drive, no backslash."""
    if not name or name == "." or set(name) & set("\\:\n\t") or _CONTROL.search(name):
        return False
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and str(path) == name


@lru_cache(maxsize=16)
def _check_names(names: tuple[str, ...]) -> None:
    """Every computer must be able to keep these files beside each other. Raises PackError.

    A lesson of the same pack is opened again and again: what was found good is not looked at once more.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        if not is_inside(name):
            raise PackError(printable(name), 0, _("This name leads out of the pack. The pack is refused."))
        if not _fits_everywhere(name):
            what = _("Not every computer can keep a file of this name. Use letters, digits, dots and hyphens.")
            raise PackError(printable(name), 0, what)
        twin = files.setdefault(_as_kept(name), name)
        if twin != name:
            raise PackError(name, 0, _("For some computers this is the same name as “{other}”.").format(other=twin))
        for folder in PurePosixPath(name).parents:
            folders.setdefault(_as_kept(str(folder)), name)
    for key in files.keys() & folders.keys():
        raise PackError(files[key], 0, _("This is a file, and a folder for “{other}”.").format(other=folders[key]))


def _fits_everywhere(name: str) -> bool:
    parts = name.split("/")
    if len(name) > _LONGEST_NAME or len(parts) > _DEEPEST or max(map(len, parts)) > _LONGEST_PART:
        return False
    return not any(_UNFIT.search(part) or _RESERVED.fullmatch(part) for part in parts)


def _as_kept(name: str) -> str:
    """Alike for names that a disk may take for one."""
    return unicodedata.normalize("NFC", name).casefold()


def text_lines(page: Page, content: bytes) -> list[str] | None:
    """Lines of UTF-8 text with any line ends, without a byte order mark; faults for what no text should hold."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        page.fault(line, _("This is not UTF-8 text. Save the file as UTF-8."))
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_LINES:
        page.fault(MAX_LINES, _("This text has more than {n} lines. Make two of it.").format(n=MAX_LINES))
        return None
    bad = [number for number, line in enumerate(lines, 1) if _CONTROL.search(line)]
    for number in bad[:5]:
        page.fault(number, _("There is a character here that cannot be seen. Delete it and type the line again."))
    return None if bad else lines


def has_control(text: str) -> bool:
    """Whether a value holds characters that nobody can see (a file may smuggle them in as escapes)."""
    return bool(_CONTROL.search(text))


def printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:200]


def _walk(folder: Path) -> Iterator[tuple[str, int]]:
    """Names and sizes below a folder; hidden files are the author's own. A link is refused: it may lead out."""
    pending = [(folder, "")]
    seen = 0
    while pending:
        place, prefix = pending.pop()
        for entry in _entries(place, prefix):
            name = prefix + entry.name
            seen += 1
            if seen > MAX_FILES:
                raise PackError(".", 0, _("The pack has more than {n} files.").format(n=MAX_FILES))
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                raise PackError(printable(name), 0, _("This is a link to another file. A pack holds plain files only."))
            if entry.is_dir():
                pending.append((Path(entry.path), name + "/"))
            elif entry.is_file():
                yield name, _size_of(entry, name)


def _size_of(entry: os.DirEntry[str], name: str) -> int:
    try:
        return entry.stat().st_size
    except OSError as error:
        raise PackError(printable(name), 0, _("This file cannot be read.")) from error


def _entries(place: Path, prefix: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise PackError(printable(prefix) or ".", 0, _("This folder cannot be read.")) from error
