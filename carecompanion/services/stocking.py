"""Contents: which packs there are, what is in them, adding one from a file, taking one away.

A pack is looked at whole before anything of it is written, unpacked beside the others, looked at once more where it now
lies, and only then given its name: after a power cut there is the old one or the new one, never half of either.
"""

import os
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from carecompanion.content.files import FolderFiles, PackFiles, open_pack, printable
from carecompanion.content.index import PackIndex, index_of
from carecompanion.content.model import PackId
from carecompanion.content.shelves import Damaged, Placed, version_key
from carecompanion.errors import (
    AddingStopped,
    PackError,
    PackRefused,
    StorageError,
    StorageFull,
    StorageReadOnly,
)
from carecompanion.i18n import _, ngettext
from carecompanion.services.clock import local_day
from carecompanion.storage.failures import of_the_system
from carecompanion.storage.files import sync_folder

if TYPE_CHECKING:
    from carecompanion.content.library import Library

NOTE = ".added.toml"  # beside the pack's own files, which it does not belong to: whatever begins with a dot is ours
NEW, OLD = ".new-", ".old-"
SPARE = 20 * 1024 * 1024  # bytes that stay free on the disk


class Progress:
    """How far a piece of work is, as a share of 1, and whether a person wants it to stop. For any thread."""

    def __init__(self) -> None:
        self.share = 0.0
        self.is_stopped = False
        self._before, self._part, self._done, self._total = 0.0, 0.0, 0, 1

    def begin(self, part: float, total: int) -> None:
        """The next `part` of the whole, in which `total` bytes are to be gone through."""
        self._before, self._part, self._done, self._total = self._before + self._part, part, 0, max(total, 1)
        self.went(0)

    def went(self, count: int) -> None:
        """Raises AddingStopped."""
        if self.is_stopped:
            raise AddingStopped(_("You stopped it. Nothing was changed."))
        self._done += count
        self.share = min(1.0, self._before + self._part * min(1.0, self._done / self._total))


@dataclass(frozen=True, slots=True)
class Stocked:
    """A pack of the shelf. `came_from` and `came_on` say where an added one is from, as far as it is known."""

    index: PackIndex
    path: Path
    is_own: bool
    size: int
    instead_of: str = ""
    came_from: str = ""
    came_on: date | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack in a file that was found good. `before` is the version it takes the place of; `doubts` is what a person
    should say yes to first, in sentences."""

    file: Path
    index: PackIndex
    size: int
    before: str
    doubts: tuple[str, ...]


class Stocking:
    """One for the program: two packs are never added at once."""

    def __init__(self, folder: Path, find_library: "Callable[[], Library]", clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._find_library = find_library
        self._clock = clock
        self._busy = Lock()

    def packs(self) -> list[Stocked]:
        """Every pack that is used, in shelf order. Looks at the disk: in the background where it can be."""
        return [_stocked(placed) for placed in self._find_library().stock()]

    def damaged(self) -> tuple[Damaged, ...]:
        return self._find_library().damaged()

    # adding

    def look_at(self, file: Path, progress: Progress) -> Offer:
        """Everything in the pack is read; nothing is written. Slow. Raises PackError, PackRefused, AddingStopped."""
        from carecompanion.content.admission import admit  # late: brings YAML and TOML

        with open_pack(file) as files:
            size = sum(files.sizes.values())
            progress.begin(0.4, size)
            files.watch = progress.went
            index = index_of(admit(files))
        placed = next((one for one in self._find_library().stock() if one.index.card.id == index.card.id), None)
        _refuse_what_is_of_no_use(index, placed)
        before = placed.index.card.version if placed is not None else ""
        return Offer(file, index, size, before, tuple(_doubts(index, placed)))

    def add(self, offer: Offer, progress: Progress) -> None:
        """Raises PackError where the file changed meanwhile, AddingStopped, and a StorageError. Whatever is raised,
        everything is as it was."""
        card = offer.index.card
        with self._busy, _disk_errors_told():
            self._tidy()
            self._folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free < offer.size + SPARE:
                raise StorageFull(_no_room())
            beside = Path(tempfile.mkdtemp(dir=self._folder, prefix=NEW))
            try:
                self._unpack(offer, beside, progress)
                self._put_in_place(beside, f"{card.id}-{card.version}", self._find_library().own_paths(card.id))
            finally:
                shutil.rmtree(beside, ignore_errors=True)
        self._find_library().reload()

    def _unpack(self, offer: Offer, beside: Path, progress: Progress) -> None:
        """Each file on the disk before the next; then the whole is read once more where it lies."""
        from carecompanion.content.admission import admit  # late: brings YAML and TOML

        with open_pack(offer.file) as files:
            progress.begin(0.4, offer.size)
            files.watch = progress.went
            for name in files.sizes:
                _write(beside / name, files.read_bytes(name))
        _write(beside / NOTE, _note(offer.file.name, local_day(self._clock)))
        for folder, _folders, _names in os.walk(beside):
            sync_folder(Path(folder))
        unpacked = FolderFiles(beside)
        progress.begin(0.2, offer.size)
        unpacked.watch = progress.went
        if index_of(admit(unpacked)) != offer.index:
            raise PackError(offer.file.name, 0, _("This file changed while it was being read. Add it again."))

    def _put_in_place(self, beside: Path, name: str, before: tuple[Path, ...]) -> None:
        """The new one first, then the old ones away; where those cannot go, the new one does not stay."""
        place = self._free_place(name)
        os.rename(beside, place)
        sync_folder(self._folder)
        try:
            for path in before:
                self._take_away(path)
        except OSError:
            self._take_away(place)
            raise

    def _free_place(self, name: str) -> Path:
        number, place = 1, self._folder / name
        while place.exists():
            number += 1
            place = self._folder / f"{name}-{number}"
        return place

    # taking away

    def remove(self, pack: PackId) -> None:
        """Every version of it that was added. What people did with it stays. Raises PackRefused, StorageError."""
        paths = self._find_library().own_paths(pack)
        if not paths:
            raise PackRefused(_("This pack comes with the program and cannot be taken away."))
        self._remove(paths)

    def remove_damaged(self, damaged: Damaged) -> None:
        """Raises PackRefused, StorageError."""
        if not damaged.is_own:
            raise PackRefused(_("This pack comes with the program and cannot be taken away."))
        self._remove((damaged.path,))

    def _remove(self, paths: tuple[Path, ...]) -> None:
        with self._busy, _disk_errors_told():
            for path in paths:
                self._take_away(path)
        self._find_library().reload()

    def _take_away(self, path: Path) -> None:
        """At once by another name, which the shelf does not look at; then for good."""
        aside = Path(tempfile.mkdtemp(dir=self._folder, prefix=OLD))
        os.rename(path, aside / "pack")
        sync_folder(self._folder)
        shutil.rmtree(aside, ignore_errors=True)

    def _tidy(self) -> None:
        """What a power cut left of an earlier adding or taking away."""
        with suppress(FileNotFoundError), os.scandir(self._folder) as entries:
            left = [entry.path for entry in entries if entry.name.startswith((NEW, OLD))]
            for path in left:
                shutil.rmtree(path, ignore_errors=True)


# what to say before it is added


def _refuse_what_is_of_no_use(index: PackIndex, placed: Placed | None) -> None:
    """The program's own packs are never replaced by older ones."""
    if placed is None:
        return
    bundled = placed.instead_of if placed.is_own else placed.index.card.version
    if bundled and version_key(index.card.version) <= version_key(bundled):
        what = _("The program already brings “{title}”, version {version}. The file has version {older}.")
        title = placed.index.card.title
        raise PackRefused(what.format(title=title, version=bundled, older=index.card.version))


def _doubts(index: PackIndex, placed: Placed | None) -> Iterator[str]:
    if count := len(_numbers(index) - (_numbers(placed.index) if placed is not None else set())):
        yield ngettext(
            "It brings {n} phone number that everybody here will see in Help now. Call it first.",
            "It brings {n} phone numbers that everybody here will see in Help now. Call them first.",
            count,
        ).format(n=count)
    if placed is None:
        return
    new, old = index.card, placed.index.card
    if version_key(new.version) < version_key(old.version):
        yield _("The file is older: it has version {older}, and here is version {version}.").format(
            older=new.version, version=old.version
        )
    if not placed.is_own:
        yield _("It would take the place of a pack that comes with the program: lessons and help lines of it, too.")
    elif old.fingerprint and not new.fingerprint:
        yield _("The pack that is here was signed by {name}. This file is not signed.").format(name=old.signed_by)
    elif old.fingerprint != new.fingerprint and old.fingerprint:
        what = _("The pack that is here was signed by {name} ({sign}). This file was signed with another key: {other}.")
        yield what.format(name=old.signed_by, sign=old.fingerprint, other=f"{new.signed_by} ({new.fingerprint})")


def _numbers(index: PackIndex) -> set[str]:
    return {line.number for shelf in index.shelves.values() for line in shelf.help_lines}


# on the disk


def _stocked(placed: Placed) -> Stocked:
    came_from, came_on = _read_note(placed.path / NOTE) if placed.is_own else ("", None)
    return Stocked(
        placed.index, placed.path, placed.is_own, _size_of(placed.path), placed.instead_of, came_from, came_on
    )


def _size_of(path: Path) -> int:
    """In bytes; 0 where it cannot be told."""
    try:
        files: PackFiles
        with open_pack(path) as files:
            return sum(files.sizes.values())
    except (PackError, OSError):
        return 0


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _note(name: str, day: date) -> bytes:
    import tomli_w  # late: only needed when something is added

    return tomli_w.dumps({"from": printable(name), "on": day}).encode()


def _read_note(file: Path) -> tuple[str, date | None]:
    """Name of the file and the day; nothing where there is no note."""
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return "", None
    name, day = found.get("from"), found.get("on")
    return name if isinstance(name, str) else "", day if type(day) is date else None


@contextmanager
def _disk_errors_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kind = type(of_the_system(error))
        words = {StorageFull: _no_room(), StorageReadOnly: _may_not_write()}
        other = _("The disk does not answer. The packs are as they were. Try again in a moment.")
        raise kind(words[kind]) if kind in words else StorageError(other) from error


def _no_room() -> str:
    return _("There is not enough room on the disk. The packs are as they were. Free some space and try again.")


def _may_not_write() -> str:
    return _(
        "The folder of the packs does not let us write. The packs are as they were. "
        "Ask whoever looks after this computer."
    )
