"""Saving a file where a person says: whole or not there."""

from pathlib import Path

from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.storage import outside


def write_whole(file: Path, content: bytes) -> bool:
    """False where it could not be saved: then nothing has changed there."""
    try:
        outside.write(file, content)
    except OSError:
        return False
    return True


def not_written(file: Path) -> UserError:
    """What a command says where it could not write."""
    words = _("{file} could not be written there. Look whether there is room, and whether you may write.")
    return UserError(words.format(file=file.name))
