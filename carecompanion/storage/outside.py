"""Files in folders that are the person's own: a stick, her documents. Whole or not there, and nothing of ours beside.

Where the system can (Linux, on its own disks) a file has no name until it is whole: whoever pulls the plug finds
nothing. Elsewhere, as on most sticks, it is written beside under a name that says nothing of what is in it. One that a
killed program left is taken away by the next writing into that folder; where those folders are is kept nowhere.
"""

import os
import re
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path

from carecompanion.storage import files

PART = re.compile(r"care-companion-[0-9a-f]{32}\.part")
LIKE_ANY_FILE = 0o666  # less what the person's umask says


def write(file: Path, content: bytes) -> None:
    """On the disk, whole, when this returns. Raises OSError, having changed nothing."""
    target = Path(os.path.realpath(file))
    mode = _mode_of(target)
    sweep(target.parent)
    part = part_beside(target)
    try:
        if not _named_when_whole(part, content, mode):
            _fill(open_part(part), content, mode)
        os.replace(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    with suppress(OSError):  # some sticks know no such call; the file itself is on the disk
        files.sync_folder(target.parent)


def _named_when_whole(part: Path, content: bytes, mode: int | None) -> bool:
    """False where the system, or this disk, has no files without a name."""
    handle = _open_nameless(part.parent)
    if handle is None:
        return False
    again = os.dup(handle)
    try:
        _fill(handle, content, mode)
        with suppress(OSError):
            # a whole path needs no folder; with one, Python asks for the way that follows the link
            os.link(f"/proc/self/fd/{again}", part, src_dir_fd=again, follow_symlinks=True)
            return True
    finally:
        os.close(again)
    return False


def _fill(handle: int, content: bytes, mode: int | None) -> None:
    with open(handle, "wb") as out:
        out.write(content)
        out.flush()
        if mode is not None and hasattr(os, "fchmod"):
            with suppress(OSError):  # a disk without owners
                os.fchmod(out.fileno(), mode)
        os.fsync(out.fileno())


def part_beside(target: Path) -> Path:
    """Where a file is written until it is whole."""
    return target.with_name(f"care-companion-{secrets.token_hex(16)}.part")


def open_part(part: Path) -> int:
    """A handle to write into it; as long as it is open nobody sweeps it away. Raises OSError."""
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), LIKE_ANY_FILE)
    with suppress(OSError):  # a disk without locks
        _lock(handle)
    return handle


def sweep(folder: Path) -> None:
    """Take away what a killed program of ours left here: by its name, its owner, and that nobody writes into it."""
    with suppress(OSError), os.scandir(folder) as found:
        left = [Path(one.path) for one in found if PART.fullmatch(one.name)]
        for one in left:
            with suppress(OSError):
                if _is_left(one):
                    one.unlink()


def _is_left(part: Path) -> bool:
    about = part.lstat()
    if not stat.S_ISREG(about.st_mode) or (hasattr(os, "geteuid") and about.st_uid != os.geteuid()):
        return False
    handle = os.open(part, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        _lock(handle)
    finally:
        os.close(handle)
    return True


def _lock(handle: int) -> None:
    """Raises OSError where somebody else has it. On Windows nobody can take away what is open."""
    if sys.platform != "win32":
        import fcntl  # here, because Windows has none

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _mode_of(target: Path) -> int | None:
    """Of the file that is there already; None: there is none. Raises OSError where it may not be replaced."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode) or not os.access(target, os.W_OK):
        raise PermissionError(13, "not a file that may be replaced")
    return stat.S_IMODE(mode)


def _open_nameless(folder: Path) -> int | None:
    """None where the system, or this disk, knows no such file."""
    if not hasattr(os, "O_TMPFILE") or not os.path.isdir("/proc/self/fd"):
        return None
    with suppress(OSError):
        return os.open(folder, os.O_TMPFILE | os.O_WRONLY, LIKE_ANY_FILE)
    return None
