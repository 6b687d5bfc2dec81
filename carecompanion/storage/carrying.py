"""A copy to carry: one file with a profile's database and its key slots, for a stick or another laptop.

A zip that is not compressed, because what is encrypted cannot be: `copy.json` (format and sums), `keys.json`,
`profile.db`. It opens with the passphrase or the recovery phrase the profile had when it was made. What comes in is
somebody else's until its sums, its sizes and its names were looked at.
"""

import hashlib
import json
import os
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from carecompanion.errors import CopyUnreadable
from carecompanion.i18n import _
from carecompanion.storage import failures, files, outside
from carecompanion.storage.vault import KEYS

ENDING = ".copia"
FORMAT = 1
ABOUT = "copy.json"
PARTS = (KEYS, files.DATABASE)
_LARGEST = {ABOUT: 10_000, KEYS: 100_000, files.DATABASE: 2**33}
_PIECE = 2**20


def pack(parts: dict[str, Path], target: Path) -> None:
    """Write the parts into `target`, whole or not at all, and read it again from the disk. Raises StorageError."""
    with failures.system_errors_sorted():
        outside.sweep(target.parent)
        beside = outside.part_beside(target)
        try:
            sums = {name: _sum_of(parts[name]) for name in PARTS}
            _write(parts, sums, beside)
            _require_the_same(beside, sums)
            os.replace(beside, target)
            with suppress(OSError):  # some sticks know no such call; the file itself is on the disk
                files.sync_folder(target.parent)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> None:
    """Put the parts of `file` into the new folder `folder`, once they are what was written.

    Raises CopyUnreadable with its sentence, StorageFull and its like.
    """
    require_a_file(file)
    try:
        with zipfile.ZipFile(file) as packed:
            about = _about(packed)
            with failures.system_errors_sorted():
                files.make_private_folder(folder)
                for name in PARTS:
                    _unpack_part(packed, name, folder, about["sums"][name])
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise (_damaged() if _looks_like_ours(file) else _foreign()) from error
    except OSError as error:
        raise gone() from error


def _write(parts: dict[str, Path], sums: dict[str, str], beside: Path) -> None:
    with open(outside.open_part(beside), "wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr(_member(ABOUT), json.dumps({"format": FORMAT, "sums": sums}))
            for name in PARTS:
                with open(parts[name], "rb") as part, packed.open(_member(name), "w", force_zip64=True) as place:
                    shutil.copyfileobj(part, place, _PIECE)
        out.flush()
        os.fsync(out.fileno())


def _member(name: str) -> zipfile.ZipInfo:
    """Without the day and hour: a copy tells nobody when somebody worked."""
    return zipfile.ZipInfo(name)


def _require_the_same(beside: Path, sums: dict[str, str]) -> None:
    """What a bad stick gives back is not always what it was given."""
    with open(beside, "rb") as again:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(again.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # from the stick, not from memory
        try:
            with zipfile.ZipFile(again) as packed:
                for name in PARTS:
                    with packed.open(name) as part:
                        if _sum(part) != sums[name]:
                            raise failures.not_answering()
        except zipfile.BadZipFile as error:
            raise failures.not_answering() from error


def require_a_file(file: Path) -> None:
    try:
        size = file.stat().st_size
    except OSError as error:
        raise gone() from error
    if not file.is_file():
        raise _foreign()
    if size == 0:
        raise CopyUnreadable(
            _(
                "This file is empty. Perhaps the stick was pulled out before the copy was whole. "
                "Nothing was changed. Choose another copy."
            )
        )


def _about(packed: zipfile.ZipFile) -> dict[str, Any]:
    """What the copy says of itself, once its parts are exactly ours."""
    parts = packed.infolist()
    if ABOUT not in {part.filename for part in parts}:
        raise _foreign()
    if packed.getinfo(ABOUT).file_size > _LARGEST[ABOUT]:
        raise _foreign()
    try:
        about = json.loads(packed.read(ABOUT))
        newer = isinstance(about["format"], int) and about["format"] > FORMAT
        is_ours = about["format"] == FORMAT and set(about["sums"]) == set(PARTS)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _damaged() from error
    if newer:
        raise CopyUnreadable(too_new_words())
    if not is_ours or sorted(part.filename for part in parts) != sorted((ABOUT, *PARTS)):
        raise _damaged()
    if any(_is_strange(part) for part in parts):
        raise _damaged()
    found: dict[str, Any] = about
    return found


def _is_strange(part: zipfile.ZipInfo) -> bool:
    """Packed, locked or larger than its place: never by us."""
    return (
        part.compress_type != zipfile.ZIP_STORED
        or bool(part.flag_bits & 1)
        or (part.file_size != part.compress_size or part.file_size > _LARGEST[part.filename])
    )


def _unpack_part(packed: zipfile.ZipFile, name: str, folder: Path, wanted: str) -> None:
    place = folder / name
    files.make_private_file(place)
    with packed.open(name) as part, open(place, "wb") as out:
        shutil.copyfileobj(part, out, _PIECE)
    if _sum_of(place) != wanted:
        raise _damaged()


def _sum_of(file: Path) -> str:
    with open(file, "rb") as part:
        return _sum(part)


def _sum(part: IO[bytes]) -> str:
    found = hashlib.sha256()
    while piece := part.read(_PIECE):
        found.update(piece)
    return found.hexdigest()


def _looks_like_ours(file: Path) -> bool:
    """A copy that was cut short still begins as ours do."""
    try:
        with open(file, "rb") as beginning:
            head = beginning.read(200)
    except OSError:
        return False
    return head.startswith(b"PK") and ABOUT.encode() in head


def _foreign() -> CopyUnreadable:
    return CopyUnreadable(
        _("This file is not a copy of a profile. Nothing was changed. Choose a file that ends in {ending}.").format(
            ending=ENDING
        )
    )


def _damaged() -> CopyUnreadable:
    return CopyUnreadable(damaged_words())


def gone() -> CopyUnreadable:
    return CopyUnreadable(
        _("The file cannot be read any more. Nothing was changed. If it is on a stick, plug it in well and try again.")
    )


def damaged_words() -> str:
    return _("This copy is damaged, so it is not used. Nothing was changed. Choose another copy.")


def too_new_words() -> str:
    return _(
        "This copy was made with a newer version of Care Companion. Nothing was changed. "
        "Install the newer version here to open it."
    )
