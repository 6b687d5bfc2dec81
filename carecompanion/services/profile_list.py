"""The list on the picker: nickname, picture and lock of each profile, nothing else, in one small file beside them.

Apart because it is read before anything is opened, and outlives its own loss: then the folders tell who is here.
Storage is imported inside the functions that need it: the picker must be on the screen before that code is read.
"""

import json
import logging
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from carecompanion.errors import StorageError
from carecompanion.i18n import _
from carecompanion.services.nicknames import tidy_nickname

log = logging.getLogger(__name__)

LIST = "profiles.json"
_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A profile as the picker shows it."""

    id: str
    nickname: str
    picture: str
    is_locked: bool


class ProfileList:
    """Of the profiles in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / LIST

    def listed(self) -> tuple[Listed, ...]:
        """Read from one small file. When that is damaged, the folders themselves tell who is here."""
        try:
            found = json.loads(self._file.read_bytes())
            listed = tuple(_listed_in(one) for one in found)
        except FileNotFoundError:
            listed = ()
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            log.info("the list of profiles is not readable; made anew from the folders")
            listed = ()
        return (*listed, *self._unlisted({one.id for one in listed}))

    def add(self, line: Listed) -> None:
        """As the last. Raises OSError."""
        self._keep((*self._without(line.id), line))

    def drop(self, profile_id: str) -> None:
        """Raises OSError."""
        self._keep(self._without(profile_id))

    def follow(self, line: Listed) -> None:
        """What this profile says of itself now. Where that cannot be written, the next time will do."""
        before = self.listed()
        after = tuple(line if one.id == line.id else one for one in before)
        if after == before and self._file.exists():
            return
        try:
            self._keep(after)
        except OSError as error:
            log.info("the list of profiles was not written: %s", error.strerror)

    def _without(self, profile_id: str) -> tuple[Listed, ...]:
        return tuple(one for one in self.listed() if one.id != profile_id)

    def _unlisted(self, known: set[str]) -> tuple[Listed, ...]:
        """Profiles that are there though the list does not say so: none is ever out of reach."""
        try:
            folders = sorted(one for one in self._folder.iterdir() if _ID.fullmatch(one.name) and one.name not in known)
            # without any database it is one that was cut off while it was made
            folders = [one for one in folders if any(one.glob("*.json")) and any(one.rglob("*.db"))]
        except OSError:
            return ()
        return tuple(
            Listed(one.name, _("Profile {number}").format(number=number), "leaf", is_locked=not _is_unlocked(one))
            for number, one in enumerate(folders, start=len(known) + 1)
        )

    def _keep(self, listed: tuple[Listed, ...]) -> None:
        from carecompanion.storage.files import make_private_folder, write_private  # late: see the module's words

        make_private_folder(self._folder)
        write_private(self._file, json.dumps([asdict(one) for one in listed], indent=1).encode())


def _is_unlocked(folder: Path) -> bool:
    from carecompanion.storage.vault import Vault  # late: only for a lost list

    try:
        return not Vault.open(folder).has_passphrase
    except StorageError:
        return False


def _listed_in(found: object) -> Listed:
    """One line of the list; what is not exactly that raises, and the folders are asked."""
    if not isinstance(found, dict):
        raise TypeError("a line of the list")
    line = Listed(*(found[name] for name in ("id", "nickname", "picture", "is_locked")))
    words = (line.id, line.nickname, line.picture)
    if not all(isinstance(word, str) for word in words) or not _ID.fullmatch(line.id):
        raise ValueError("a line of the list")
    nickname = tidy_nickname(line.nickname) or _("Profile {number}").format(number=1)
    return Listed(line.id, nickname, line.picture, line.is_locked is True)
