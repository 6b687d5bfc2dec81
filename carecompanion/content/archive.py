"""A pack in one .carepack file (a zip). A zip that lies is refused in words before anything is read."""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from carecompanion.content.files import MAX_FILES, MAX_PACK, PackFiles, is_inside, printable
from carecompanion.errors import PackError
from carecompanion.i18n import _

_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError, struct.error)  # of zipfile
_END, _GIANT_END = b"PK\5\6", b"PK\6\7"  # where the list of files is; the same of the zips for giant files
_TAIL = 65_535 + 22 + 20  # the end's record, its longest comment, and the giant one's before it
_MAX_LIST = MAX_FILES * 300
_LOCKED = 0x1 | 0x20 | 0x40 | 0x2000  # flags: encrypted, patched, encrypted more, hidden headers
_LOCAL = 30  # bytes of a file's own header, without its name


class ZipFiles(PackFiles):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._infos: dict[str, zipfile.ZipInfo] = {}
        if len(archive.infolist()) > MAX_FILES:
            raise PackError(".", 0, _("The pack has more than {n} files.").format(n=MAX_FILES))
        for info in archive.infolist():
            self._admit(info)
        _check_places(archive.infolist())
        super().__init__({name: info.file_size for name, info in self._infos.items()})

    def _admit(self, info: zipfile.ZipInfo) -> None:
        name = info.orig_filename  # as it stands there, before the library makes it suit this system
        if not is_inside(name.removesuffix("/")):
            raise PackError(printable(name) or ".", 0, _("This name leads out of the pack. The pack is refused."))
        if not _is_plain(info):
            raise PackError(printable(name), 0, _("This is a link to another file. A pack holds plain files only."))
        if info.flag_bits & _LOCKED or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackError(printable(name), 0, _("This file is locked or packed in an unknown way."))
        if info.is_dir() or any(part.startswith(".") for part in name.split("/")):
            return  # hidden files are the author's own, as in a folder
        if name in self._infos:
            raise PackError(printable(name), 0, _("This file is in the pack twice."))
        self._infos[name] = info

    def _read(self, name: str, most: int) -> bytes:
        try:
            with self._archive.open(self._infos[name]) as file:
                content = file.read(most)  # "most" holds whatever size the zip promises
        except _FAULTS as error:
            raise OSError(name) from error
        if len(content) < min(most, self.sizes[name]):
            raise OSError(name)
        return content


@contextmanager
def open_archive(path: Path) -> Iterator[ZipFiles]:
    """Raises PackError."""
    if path.exists() and not path.is_file():  # a pipe or a device would never end
        raise PackError(path.name, 0, _("This is not a pack: neither a folder nor a .carepack file."))
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed below, once its errors are told apart
    except FileNotFoundError as error:
        raise PackError(path.name, 0, _("There is no pack here.")) from error
    except OSError as error:
        raise PackError(path.name, 0, _("This file cannot be read.")) from error
    with file, archive_in(file, path.name) as files:
        yield files


@contextmanager
def archive_in(file: BinaryIO, name: str) -> Iterator[ZipFiles]:
    """The files of an open zip; `name` is what it is called. Raises PackError."""
    try:
        _check_end(file, name)
        archive = zipfile.ZipFile(file)
    except _FAULTS as error:
        raise PackError(name, 0, _("This is not a pack: neither a folder nor a .carepack file.")) from error
    with archive:
        yield ZipFiles(archive)


def _check_end(file: BinaryIO, name: str) -> None:
    """How long a list the zip promises, asked before the library reads it whole. Raises PackError, OSError."""
    size = file.seek(0, os.SEEK_END)
    if size > MAX_PACK:
        raise PackError(name, 0, _("The pack is too big: more than {n} MB.").format(n=MAX_PACK // 1024**2))
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    if _GIANT_END in tail:
        raise PackError(name, 0, _("This zip is of the kind for giant files (zip64). Pack it again as a plain zip."))
    at = tail.find(_END)
    while at >= 0:
        count, length = struct.unpack_from("<HI", tail[at + 10 :].ljust(6, b"\0"))
        if count > MAX_FILES or length > _MAX_LIST:
            raise PackError(".", 0, _("The pack has more than {n} files.").format(n=MAX_FILES))
        at = tail.find(_END, at + 1)


def _is_plain(info: zipfile.ZipInfo) -> bool:
    """A file or a folder, and nothing that leads elsewhere: no link, pipe or device."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return kind in (0, stat.S_IFREG) or (kind == stat.S_IFDIR and info.is_dir())


def _check_places(infos: list[zipfile.ZipInfo]) -> None:
    """No two files share their bytes: a small zip could be unpacked into a big one that way. Raises PackError."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    for info, after in pairwise(ordered):
        if info.header_offset + _LOCAL + info.compress_size > after.header_offset:
            what = _("Two files of this zip lie in the same place. Pack it again.")
            raise PackError(printable(after.orig_filename), 0, what)
