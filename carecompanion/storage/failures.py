"""What can go wrong with a profile's file, in words: what happened, what is safe, what to do.

Every error of the driver and of the file system is sorted here, once; nobody above sees one. The words never name a
path or a text.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from carecompanion.errors import (
    StorageDamaged,
    StorageError,
    StorageFull,
    StorageLocked,
    StorageReadOnly,
    StorageTooNew,
)
from carecompanion.i18n import _

_LITTLE = 65_536  # bytes: less than this is full
_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


def full() -> StorageFull:
    return StorageFull(
        _(
            "The disk is full, so this could not be saved. What was saved before is safe. "
            "Free some space; we will try again."
        )
    )


def read_only() -> StorageReadOnly:
    return StorageReadOnly(
        _(
            "The folder of this profile does not let us write, so nothing can be saved. What was saved before is safe. "
            "Ask whoever looks after this computer for permission to write there."
        )
    )


def locked() -> StorageLocked:
    return StorageLocked(
        _(
            "Another window or program is using this profile. What was saved before is safe. "
            "Close the other window and try again."
        )
    )


def too_new() -> StorageTooNew:
    return StorageTooNew(
        _(
            "This profile was saved with a newer version of Care Companion. It was left exactly as it was. "
            "Install the newer version to open it."
        )
    )


def damaged() -> StorageDamaged:
    return StorageDamaged(
        _(
            "The file of this profile is damaged. Nothing was deleted. "
            "Close your profile and open it again: then the newest daily copy that is whole is opened."
        )
    )


def gone() -> StorageError:
    return StorageError(
        _(
            "The folder of this profile was moved or deleted, so nothing can be saved now. What you write stays on the "
            "screen. Put the folder back and we go on saving by ourselves."
        )
    )


def not_answering() -> StorageError:
    return StorageError(
        _(
            "The disk does not answer, so this could not be saved. What was saved before is safe. "
            "If the profile is on a USB stick, check that it is well plugged in."
        )
    )


def of_the_system(error: OSError) -> StorageError:
    """The right error for one of the file system."""
    if error.errno in _FULL:
        return full()
    if error.errno in _READ_ONLY:
        return read_only()
    if isinstance(error, FileNotFoundError):
        return damaged()
    return not_answering()


def of_the_driver(error: BaseException | None, near: Path | None = None) -> StorageError | None:
    """The right error for one of the SQLite driver, about a file in `near`; None: a mistake in our own code."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and not _has_room(near)):
        return full()
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return read_only()
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return locked()
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_CANTOPEN")):
        return damaged()
    if name.startswith(("SQLITE_IOERR", "SQLITE_PROTOCOL")):
        return not_answering()
    return None


def _has_room(folder: Path | None) -> bool:
    """Where there is no room for its index SQLite only says that the disk does not answer."""
    try:
        return folder is None or shutil.disk_usage(folder).free > _LITTLE
    except OSError:
        return True


@contextmanager
def system_errors_sorted() -> Iterator[None]:
    """Inside, an OSError becomes a StorageError."""
    try:
        yield
    except OSError as error:
        raise of_the_system(error) from error
