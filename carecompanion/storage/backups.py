"""Copies of a profile's file: one a day, the last seven, under the same key; and the way back when the file is damaged.

A copy's name begins with the counter it holds, so that the newest is the one with most in it, whatever the clock said.
Nothing damaged is ever deleted: it is set aside under a name of its own.
"""

import logging
import re
import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from carecompanion.errors import StorageDamaged, StorageError
from carecompanion.i18n import _
from carecompanion.storage import cipher, files
from carecompanion.storage.database import Database

log = logging.getLogger(__name__)

KEPT = 7
_NAME = re.compile(r"(\d{12})_(\d{4}-\d\d-\d\d_\d{4})\.db")
_WHEN = "%Y-%m-%d_%H%M"


@dataclass(frozen=True, slots=True)
class Copy:
    """One daily copy; `when` is the computer's local time when it was made."""

    file: Path
    counter: int
    when: datetime


@dataclass(frozen=True, slots=True)
class Recovered:
    """A profile opened from a copy: what came after `from_when` (local time) is missing."""

    database: Database
    from_when: datetime


def daily_copy(database: Database, folder: Path, now: datetime) -> Path | None:
    """Copy the file if this day has no copy and something is new; `now` is local. Slow: run it in the background.

    Raises StorageDamaged when the file turns out to be damaged, StorageFull and its like when the copy cannot be kept.
    """
    counter = database.counter()
    made = copies_in(folder)
    if _has_one_of(now.date(), made) or (made and made[0].counter == counter):
        return None
    with cipher.errors_sorted(folder):
        place = folder / files.COPIES
        files.make_private_folder(place)
        for cut_short in place.glob("*.new"):
            cut_short.unlink()
        copy = place / f"{counter:012}_{now.strftime(_WHEN)}.db"
        database.copy_to(copy)
        for old in [one for one in copies_in(folder) if one.file != copy][KEPT - 1 :]:
            old.file.unlink()
    return copy


def copies_in(folder: Path) -> tuple[Copy, ...]:
    """The daily copies of the profile in `folder`, the one with most in it first."""
    place = folder / files.COPIES
    with cipher.errors_sorted(folder):
        found = [_copy_of(file) for file in place.iterdir()] if place.is_dir() else []
    copies = [copy for copy in found if copy is not None]
    return tuple(sorted(copies, key=lambda copy: (copy.counter, copy.when), reverse=True))


def newest_good_copy(folder: Path, key: bytes) -> Copy | None:
    """The copy with most in it that can be read from end to end. Slow: reads them until one is whole."""
    for copy in copies_in(folder):
        if _is_whole(copy.file, key):
            return copy
        log.info("a daily copy cannot be read; trying the one before")
    return None


def restore(copy: Path, folder: Path) -> None:
    """Put `copy` in the place of the profile's file, which is set aside with all that belongs to it."""
    file = folder / files.DATABASE
    new = files.beside(file, ".restored")
    with cipher.errors_sorted(folder):
        new.unlink(missing_ok=True)
        files.make_private_file(new)
        shutil.copyfile(copy, new)
        files.sync_file(new)
        _set_aside(file)
        files.put_in_place(new, file)


def recover(folder: Path, key: bytes) -> Recovered:
    """Open the newest good copy in the place of a damaged file. Slow: not on the thread that paints.

    Raises StorageDamaged, having changed nothing, when there is no good copy.
    """
    copy = newest_good_copy(folder, key)
    if copy is None:
        raise StorageDamaged(
            _(
                "The file of this profile is damaged and there is no daily copy that opens. Nothing was deleted. "
                "Make a new profile to go on, and keep the old folder: someone may still be able to read it."
            )
        )
    restore(copy.file, folder)
    log.warning("a damaged file was set aside and a daily copy opened")
    return Recovered(Database.open(folder / files.DATABASE, key), copy.when)


def _copy_of(file: Path) -> Copy | None:
    """None for a file that only looks like a copy."""
    name = _NAME.fullmatch(file.name)
    try:
        return Copy(file, int(name[1]), datetime.strptime(name[2], _WHEN)) if name else None
    except ValueError:
        return None


def _has_one_of(day: date, copies: tuple[Copy, ...]) -> bool:
    return any(copy.when.date() == day for copy in copies)


def _is_whole(file: Path, key: bytes) -> bool:
    try:
        with cipher.errors_sorted(file.parent):
            cipher.require_whole_file(file, key)
    except StorageError:
        return False
    return True


def _set_aside(file: Path) -> None:
    """Rename the file and its log, the log first: it must never be read together with another file."""
    number = 1
    while any(file.with_name(f"damaged-{number}.db{ending}").exists() for ending in ("", "-wal", "-shm")):
        number += 1
    for ending in ("-wal", "-shm", ""):
        part = files.beside(file, ending)
        if part.exists():
            part.rename(file.with_name(f"damaged-{number}.db{ending}"))
    files.beside(file, files.TO_CHECK).unlink(missing_ok=True)
    files.sync_folder(file.parent)
