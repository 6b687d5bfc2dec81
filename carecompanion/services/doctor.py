"""How this program is on this computer, in words to be sent to somebody who helps: nothing of what a person wrote, no
nickname, no path, no key. Files, keys (only which kinds), copies, packs, screens.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from carecompanion import __version__
from carecompanion.content.library import Library
from carecompanion.errors import StorageError
from carecompanion.i18n import _, day_text, language, ngettext, number_text
from carecompanion.paths import Paths
from carecompanion.services.profile_list import Listed
from carecompanion.storage import backups, cipher, files
from carecompanion.storage.database import version_of
from carecompanion.storage.tables import SCHEMA
from carecompanion.storage.vault import Vault

SCREENS_WAIT = 20.0  # seconds for another process of ours that looks at the screens
ASK_SCREENS = "--screens"


def findings(paths: Paths, listed: Sequence[Listed], library: Library, today: date) -> str:
    """All of it, a line each; slow: reads every file that is not locked from end to end."""
    parts = (
        (_("Program"), _program(today)),
        (_("Folders"), _folders(paths)),
        (_("Profiles"), _profiles(paths, listed)),
        (_("Contents"), _packs(library)),
        (_("Screens"), _screens()),
    )
    lines = [f"Care Companion {__version__}", _("Nothing you wrote is in here, nor your nickname. It may be sent on.")]
    for title, found in parts:
        lines += ["", title, *(f"  {line}" for line in found)]
    return "\n".join(lines)


def _program(today: date) -> Iterator[str]:
    yield _("System: {system}").format(system=f"{platform.system()} {platform.release()}, {platform.machine()}")
    yield f"Python {platform.python_version()}"
    yield _("Language: {language}").format(language=language())
    yield _("Day of this computer: {day}").format(day=day_text(today, with_year=True))


def _folders(paths: Paths) -> Iterator[str]:
    """By their meaning: a path holds a person's name."""
    for name, folder in ((_("data"), paths.data), (_("cache"), paths.cache), (_("log"), paths.log)):
        yield f"{name}: {_state_of(folder)}"


def _state_of(folder: Path) -> str:
    if not folder.is_dir():
        return _("not there yet")
    free = number_text(shutil.disk_usage(folder).free / 2**20)
    if os.access(folder, os.W_OK):
        return _("may be written, {n} MB free").format(n=free)
    return _("may not be written, {n} MB free").format(n=free)


def _profiles(paths: Paths, listed: Sequence[Listed]) -> Iterator[str]:
    if not listed:
        yield _("There is none.")
    for number, one in enumerate(listed, start=1):
        folder = paths.profiles / one.id
        yield _("Profile {number}").format(number=number)
        yield f"  {_file_state(folder)}"
        yield f"  {_key_state(folder)}"
        yield from (f"  {line}" for line in _copies(folder))


def _file_state(folder: Path) -> str:
    """A profile with a passphrase keeps its file shut: only its size is seen."""
    file = folder / files.DATABASE
    if not file.is_file():
        return _("File: missing")
    size = f"{number_text(file.stat().st_size / 1024)} KB"
    key = _open_key(folder)
    if key is None:
        return _("File: {size}; not looked into, it is locked").format(size=size)
    try:
        with cipher.errors_sorted(folder):
            version = version_of(file, key)
            cipher.require_whole_file(file, key)
    except StorageError as error:
        return _("File: {size}; {trouble}").format(size=size, trouble=type(error).__name__)
    if version == SCHEMA:
        return _("File: {size}; whole").format(size=size)
    return _("File: {size}; whole, of version {version}").format(size=size, version=version)


def _open_key(folder: Path) -> bytes | None:
    try:
        return Vault.open(folder).open_key()
    except StorageError:
        return None


def _key_state(folder: Path) -> str:
    try:
        kinds = Vault.open(folder).kinds
    except StorageError as error:
        return _("Keys: {kinds}").format(kinds=type(error).__name__)
    names = {"open": _("without a passphrase"), "passphrase": _("passphrase"), "recovery": _("recovery phrase")}
    return _("Keys: {kinds}").format(kinds=", ".join(names[kind] for kind in kinds))


def _copies(folder: Path) -> Iterator[str]:
    try:
        found = backups.copies_in(folder)
    except StorageError as error:
        yield _("Copies: {trouble}").format(trouble=type(error).__name__)
        return
    if found:
        newest = day_text(max(one.when for one in found).date(), with_year=True)
        n = len(found)
        yield ngettext("{n} copy, the newest of {day}", "{n} copies, the newest of {day}", n).format(n=n, day=newest)
    else:
        yield _("No copy yet")
    aside = len(list(folder.glob("damaged-*.db")))
    if aside:
        yield ngettext("{n} damaged file kept aside", "{n} damaged files kept aside", aside).format(n=aside)


def _packs(library: Library) -> Iterator[str]:
    for placed in library.stock():
        yield f"{placed.index.card.id} {placed.index.card.version}"
    n = len(library.damaged())
    if n:
        yield ngettext("{n} pack that cannot be read", "{n} packs that cannot be read", n).format(n=n)


def _screens() -> Iterator[str]:
    """Asked by a process of its own: where there is no screen at all, Qt ends the one that asks."""
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, *([] if frozen else ["-m", "carecompanion"]), "doctor", ASK_SCREENS]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SCREENS_WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done is None or done.returncode or not done.stdout.strip():
        yield _("No screen could be found from here.")
    else:
        yield from done.stdout.strip().splitlines()
