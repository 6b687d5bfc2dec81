"""A pack in one .carepack file (a zip). A zip that lies is refused in words before anything is read."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from carecompanion.content.files import MAX_FILES, PackFiles, is_inside, printable
from carecompanion.errors import PackError
from carecompanion.i18n import _

_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError)  # what zipfile raises


class ZipFiles(PackFiles):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._infos: dict[str, zipfile.ZipInfo] = {}
        if len(archive.infolist()) > MAX_FILES:
            raise PackError(".", 0, _("The pack has more than {n} files.").format(n=MAX_FILES))
        for info in archive.infolist():
            if not info.is_dir():
                self._admit(info)
        super().__init__({name: info.file_size for name, info in self._infos.items()})

    def _admit(self, info: zipfile.ZipInfo) -> None:
        name = info.filename
        if not is_inside(name):
            raise PackError(printable(name), 0, _("This name leads out of the pack. The pack is refused."))
        if stat.S_ISLNK(info.external_attr >> 16):
            raise PackError(printable(name), 0, _("This is a link to another file. A pack holds plain files only."))
        if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackError(printable(name), 0, _("This file is locked or packed in an unknown way."))
        if name in self._infos:
            raise PackError(printable(name), 0, _("This file is in the pack twice."))
        self._infos[name] = info

    def _read(self, name: str, most: int) -> bytes:
        try:
            with self._archive.open(self._infos[name]) as file:
                return file.read(most)  # "most" holds whatever size the zip promises
        except _FAULTS as error:
            raise OSError(name) from error


@contextmanager
def open_archive(path: Path) -> Iterator[ZipFiles]:
    """Raises PackError."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise PackError(path.name, 0, _("There is no pack here.")) from error
    except _FAULTS as error:
        raise PackError(path.name, 0, _("This is not a pack: neither a folder nor a .carepack file.")) from error
    with archive:
        yield ZipFiles(archive)
