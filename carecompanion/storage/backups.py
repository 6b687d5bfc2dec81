"""Copies of a profile's file, under the same key: one a day, the last seven, and one before each change of the whole
file; and the way back when the file is damaged.

A copy's name begins with the counter it holds, so that the newest is the one with most in it, whatever the clock said.
Nothing damaged is ever deleted: it is set aside under a name of its own.
"""

import logging
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from carecompanion.errors import StorageDamaged, StorageError
from carecompanion.i18n import _
from carecompanion.storage import cipher, failures, files, merging, whole
from carecompanion.storage.database import Database, version_of
from carecompanion.storage.tables import SCHEMA
from carecompanion.storage.whole import Told

log = logging.getLogger(__name__)

KEPT = 7
DAILY, UPDATE, MERGE, RESTORE = "", "update", "merge", "restore"
DAYS_KEPT = {UPDATE: 7, MERGE: 1, RESTORE: 1}  # what was before a change of the whole file
_NAME = re.compile(r"(\d{12})_(\d{4}-\d\d-\d\d_\d{4})(?:_(update|merge|restore))?\.db")
_WHEN = "%Y-%m-%d_%H%M"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy; `when` is the computer's local time when it was made, `kind` what it was made before (or DAILY)."""

    file: Path
    counter: int
    when: datetime
    kind: str = DAILY


@dataclass(frozen=True, slots=True)
class Recovered:
    """A profile opened from a copy of `from_when` (local time; None: there was none that opens), with `salvaged` newer
    records that could be read in the damaged file. What could not be read is missing."""

    database: Database
    from_when: datetime | None
    salvaged: int = 0


def daily_copy(database: Database, folder: Path, now: datetime) -> Path | None:
    """Copy the file if this day has no copy and something is new; `now` is local. Slow: run it in the background.

    Raises StorageDamaged when the file turns out to be damaged, StorageFull and its like when the copy cannot be kept.
    """
    with cipher.errors_sorted(folder):
        _drop_old(folder, now)
    counter = database.counter()
    made = [one for one in copies_in(folder) if one.kind == DAILY]
    if _has_one_of(now.date(), made) or (made and made[0].counter == counter):
        return None
    copy = copy_of(database, folder, now)
    with cipher.errors_sorted(folder):
        for old in [one for one in made if one.file != copy][KEPT - 1 :]:
            old.file.unlink()
    return copy


def copy_of(database: Database, folder: Path, now: datetime, kind: str = DAILY) -> Path:
    """A copy made now, before a change of that kind. Slow. Raises StorageError, and then there is no half copy."""
    with cipher.errors_sorted(folder):
        place = files.copies_folder(folder)
        copy = place / name_of(database.counter(), now, kind)
        database.copy_to(copy)
    return copy


def name_of(counter: int, now: datetime, kind: str) -> str:
    return f"{counter:012}_{now.strftime(_WHEN)}{'_' * bool(kind)}{kind}.db"


def copies_in(folder: Path) -> tuple[Copy, ...]:
    """All copies of the profile in `folder`, the one with most in it first."""
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
        log.info("a copy cannot be read; trying the one before")
    return None


def open_up_to_date(folder: Path, key: bytes) -> Database:
    """Open the profile's file. Raises what Database.open raises, and StorageDamaged where a copy has more in it.

    Such a file lost its log, or the end of it; it opens as if nothing were missing, and only its copies know better.
    """
    database = Database.open(folder / files.DATABASE, key)
    try:
        counter, copies = database.counter(), copies_in(folder)
        if copies and copies[0].counter > counter:
            copy = newest_good_copy(folder, key)
            if copy is not None and copy.counter > counter:
                raise failures.damaged()
    except BaseException:
        database.close()
        raise
    return database


def change_whole(
    folder: Path, key: bytes, kind: str, now: datetime, make: Callable[[merging.Contents], merging.Contents], tell: Told
) -> int:
    """Put what `make` makes of the closed file's contents in its place; returns how many records are new in it.

    Before that a copy of the file is made, before a change of that kind. Slow. Raises StorageError, and then the file
    is as it was.
    """
    file = folder / files.DATABASE
    with cipher.errors_sorted(folder):
        if shutil.disk_usage(folder).free < 3 * file.stat().st_size:
            raise failures.full()
        _settle_log(file, key)
        before = whole.read_file(file, key, tell=lambda share: tell(0.3 * share))
        cipher.copy_file(file, key, files.copies_folder(folder) / name_of(before.last, now, kind))
        tell(0.5)
        after = make(before)
        new = whole.build(file, key, after, room=file, tell=lambda share: tell(0.5 + 0.4 * share))
        _settle_log(file, key)
        files.put_in_place(new, file)
    return merging.added_by(before, after)


def _settle_log(file: Path, key: bytes) -> None:
    """What is in the file's log goes into the file: a log must never be read together with another file."""
    with closing(cipher.connect(file, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if files.beside(file, "-wal").exists():
        raise failures.locked()  # somebody else holds it open


def recover(folder: Path, key: bytes) -> Recovered:
    """Open the newest good copy in the place of a damaged file, with what can still be read of that file put in.

    Slow: not on the thread that paints. Raises StorageDamaged, having changed nothing, when there is neither a good
    copy nor anything that can be read.
    """
    file = folder / files.DATABASE
    ready = files.beside(file, files.RECOVERED)
    copy = newest_good_copy(folder, key)
    if _is_whole(ready, key):
        log.info("a repair was cut off before its last step; taken up there")
        salvaged = _new_in(ready, copy, folder, key)
    else:
        left = whole.salvage(file, key) if file.exists() else merging.Contents()
        if copy is None and not left.count:
            raise StorageDamaged(
                _(
                    "The file of this profile is damaged and there is no daily copy that opens. Nothing was deleted. "
                    "Make a new profile to go on, and keep the old folder: someone may still be able to read it."
                )
            )
        salvaged = _put_together(copy, left, folder, key)
    with cipher.errors_sorted(folder):
        set_aside(file)
        files.put_in_place(ready, file)
    whole.tidy(folder)
    log.warning("a damaged file was set aside; a copy was opened: %s; records salvaged: %d", copy is not None, salvaged)
    return Recovered(Database.open(file, key), copy.when if copy else None, salvaged)


def _put_together(copy: Copy | None, left: merging.Contents, folder: Path, key: bytes) -> int:
    """The copy and what was salvaged, ready to take the damaged file's place; returns how many records were not in the
    copy. A copy to which nothing is new is taken as it is.

    Until it is whole and has its name, the damaged file stays where it is: it may hold what is nowhere else.
    """
    file = folder / files.DATABASE
    before = _contents_of(copy, folder, key) if copy is not None and left.count else merging.Contents()
    together = merging.merge(before, left)
    salvaged = merging.added_by(before, together)
    with cipher.errors_sorted(folder):
        if copy is None or salvaged:
            new = whole.build(file, key, together, room=file)
        else:
            new = files.beside(file, ".restored")
            new.unlink(missing_ok=True)
            files.make_private_file(new)
            shutil.copyfile(copy.file, new)
            files.sync_file(new)
        files.put_in_place(new, files.beside(file, files.RECOVERED))
    return salvaged


def _new_in(ready: Path, copy: Copy | None, folder: Path, key: bytes) -> int:
    """How many records are in `ready` and not in the copy."""
    if version_of(ready, key) < SCHEMA:
        return 0  # the copy as it is
    before = _contents_of(copy, folder, key) if copy is not None else merging.Contents()
    return merging.added_by(before, whole.read_file(ready, key, cipher.UNTOUCHED))


def _contents_of(copy: Copy, folder: Path, key: bytes) -> merging.Contents:
    """Also of a copy of an older schema, which is brought up to date beside; the copy stays as it is."""
    with cipher.errors_sorted(folder):
        if version_of(copy.file, key) == SCHEMA:
            return whole.read_file(copy.file, key, cipher.UNTOUCHED)
        whole.tidy(folder)
        place = folder / files.BRINGING
        files.make_private_folder(place)
        older = Path(shutil.copyfile(copy.file, place / files.DATABASE))
        # Alembic takes its time to import, and is needed once a version.
        from carecompanion.storage import upgrading

        upgrading.upgrade_file(older, key)
        return whole.read_file(older, key)


def _drop_old(folder: Path, now: datetime) -> None:
    """Copies cut short, and what was kept for a while before a change of the whole file."""
    place = folder / files.COPIES
    for cut_short in place.glob("*.new*"):
        cut_short.unlink()
    for copy in copies_in(folder):
        if copy.kind != DAILY and now - copy.when >= timedelta(days=DAYS_KEPT[copy.kind]):
            copy.file.unlink()


def _copy_of(file: Path) -> Copy | None:
    """None for a file that only looks like a copy."""
    name = _NAME.fullmatch(file.name)
    try:
        return Copy(file, int(name[1]), datetime.strptime(name[2], _WHEN), name[3] or DAILY) if name else None
    except ValueError:
        return None


def _has_one_of(day: date, copies: list[Copy]) -> bool:
    return any(copy.when.date() == day for copy in copies)


def _is_whole(file: Path, key: bytes) -> bool:
    try:
        with cipher.errors_sorted(file.parent):
            cipher.require_whole_file(file, key)
    except StorageError:
        return False
    return True


def set_aside(file: Path) -> None:
    """Rename the file and its logs, the logs first: they must never be read together with another file.

    What is left of them after a power cut finds its other half there.
    """
    parts = [ending for ending in (*files.LOGS, "-shm", "") if files.beside(file, ending).exists()]
    number = 1
    while any(file.with_name(f"damaged-{number}.db{ending}").exists() for ending in {"", *parts}):
        number += 1
    for ending in parts:
        files.beside(file, ending).rename(file.with_name(f"damaged-{number}.db{ending}"))
    files.beside(file, files.TO_CHECK).unlink(missing_ok=True)
    files.sync_folder(file.parent)
