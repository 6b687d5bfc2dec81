"""How a profile's folder is written: private to its owner, whole after a power cut, and which names lie in it."""

import os
from contextlib import suppress
from pathlib import Path

DATABASE = "profile.db"
COPIES = "copies"
CARRIED = "carried.db"  # a copy on its way to a stick
GOING = "going"  # the profile as it goes onto a stick, in a folder of its own
BRINGING = "bringing"  # a copy from elsewhere that is being looked into
LOGS = ("-wal", "-journal")  # SQLite's, beside a file that was cut off: never to be read with another file
TO_CHECK = "-check"  # beside the database: damage was met while it was open
RECOVERED = ".recovered"  # beside the database: whole, and to take the place of a damaged one; only names must change
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_private_folder(folder: Path) -> None:
    """Make `folder` (and what is missing above it), readable by its owner only."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    with suppress(PermissionError):  # a USB stick with FAT knows no owners; writing there is tried later
        folder.chmod(PRIVATE_FOLDER)


def copies_folder(folder: Path) -> Path:
    """Where the copies of the profile in `folder` lie; made when it is not there."""
    place = folder / COPIES
    make_private_folder(place)
    return place


def make_private_file(file: Path) -> None:
    """An empty file of its owner only, so that whoever fills it need not care. Must not exist."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))


def write_private(file: Path, data: bytes) -> None:
    """Write `data` so that after a power cut either the old or the new is there, whole."""
    beside = file.with_name(file.name + ".new")
    beside.unlink(missing_ok=True)
    make_private_file(beside)
    with open(beside, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    put_in_place(beside, file)


def put_in_place(beside: Path, file: Path) -> None:
    """Let the finished file `beside` take the place of `file`, and make the change last."""
    os.replace(beside, file)
    sync_folder(file.parent)


def sync_file(file: Path) -> None:
    """Wait until the content of `file` is on the disk."""
    with open(file, "rb+") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def beside(file: Path, ending: str) -> Path:
    """The companion of a database file: beside(profile.db, "-wal") is profile.db-wal."""
    return file.with_name(file.name + ending)
