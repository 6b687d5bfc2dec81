"""Saving a file where a person says: whole or not there."""

from pathlib import Path

from carecompanion.storage import outside


def write_whole(file: Path, content: bytes) -> bool:
    """False where it could not be saved: then nothing has changed there."""
    try:
        outside.write(file, content)
    except OSError:
        return False
    return True
