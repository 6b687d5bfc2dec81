"""Why something cannot be done with a stick, in a sentence that says what is safe."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from carecompanion.errors import StickNotPossible
from carecompanion.i18n import _


@contextmanager
def faults_in_words() -> Iterator[None]:
    """What the system refuses, as a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise StickNotPossible(_("The stick became full. What was on it before is unchanged.")) from error
        if error.errno in (errno.EIO, errno.ENXIO, errno.ENODEV):
            raise StickNotPossible(worn()) from error
        raise StickNotPossible(
            _("Nothing can be written there. Choose another stick or folder. Nothing was changed.")
        ) from error


def megabytes(size: int) -> int:
    return -(-size // 1024**2)


def no_room(need: int, free: int) -> StickNotPossible:
    return StickNotPossible(
        _("There is not enough room there: {need} MB are needed, {free} MB are free. Nothing was changed.").format(
            need=megabytes(need), free=free // 1024**2
        )
    )


def older(there: str, here: str) -> str:
    return _(
        "There is a newer version on it ({there}) than this one ({here}). It stays as it is. "
        "To use an older one, go back on that stick."
    ).format(there=there, here=here)


def somebody_s() -> str:
    return _("There are somebody’s own things on this stick already. They stay as they are.")


def no_stick() -> str:
    return _("There is no Care Companion stick in this folder.")


def damaged(name: str) -> str:
    return _("A file there is damaged: {file}. Nothing was changed. Use another stick.").format(file=name)


def worn() -> str:
    return _(
        "The stick does not give back what was written on it. It may be worn out, or it was pulled out. "
        "What was on it before is unchanged."
    )


def from_source() -> str:
    return _(
        "This Care Companion runs from its source, so there is no built program to give on. "
        "Start it from a stick, or install it, and try again."
    )


def not_from_a_stick() -> str:
    return _(
        "This Care Companion does not run from a stick. To bring it up to date, open the file for this system "
        "in the stick’s folder “installers”."
    )
