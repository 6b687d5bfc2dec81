"""Who is here: making a profile, opening it, entering as a guest, deleting it.

What the picker shows is in profile_list.py; everything more is in the profile's encrypted file. Storage is imported
inside the functions that open a file: the picker must be on the screen before the database code is read.
"""

import logging
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from carecompanion.errors import StorageDamaged, StorageReadOnly, UserError, WrongPassphrase
from carecompanion.events import Events
from carecompanion.i18n import _
from carecompanion.services.nicknames import tidy_nickname
from carecompanion.services.profile_list import Listed, ProfileList
from carecompanion.services.recovered import recovered_words

if TYPE_CHECKING:  # the picker is painted before any of these is imported
    from carecompanion.content.library import Library
    from carecompanion.services.certificates import Signer
    from carecompanion.services.copies import Copies
    from carecompanion.services.exporting import Exporting
    from carecompanion.services.training import Training
    from carecompanion.storage.database import Database
    from carecompanion.storage.vault import Vault

log = logging.getLogger(__name__)

CLOCK_MAY_DIFFER = timedelta(days=1)  # between two records of one profile, backwards
PICTURES = ("bird", "flower-2", "leaf", "sprout", "fish", "turtle", "feather", "mountain", "shell", "sun")


@dataclass(frozen=True, slots=True)
class NewProfile:
    """The form for a new profile. `passphrase` and `recovery` may be empty; consent is a condition."""

    nickname: str
    picture: str = "bird"
    role: str = ""
    facilitates: bool = False
    passphrase: str = ""
    recovery: str = ""


class OpenProfile:
    """An open profile: what a person may do, and the file behind it. A guest's is in memory only."""

    def __init__(
        self,
        profile_id: str,
        database: "Database",
        library: "Library",
        events: Events,
        clock: Callable[[], datetime],
        *,
        has_passphrase: bool,
        notice: str = "",
    ) -> None:
        from carecompanion.services.keeping import Keeper  # late: these bring the database code
        from carecompanion.services.own_data import OwnData
        from carecompanion.services.planning import Planning
        from carecompanion.services.practising import Practising
        from carecompanion.services.preferences import Preferences
        from carecompanion.services.rehearsing import Rehearsing
        from carecompanion.services.reviewing import Reviewing
        from carecompanion.services.study import Study
        from carecompanion.services.wellbeing import Wellbeing
        from carecompanion.storage.journal import Journal

        self.id = profile_id
        self.has_passphrase = has_passphrase
        self._library, self._events, self._clock = library, events, clock
        self.notice = notice  # one sentence to show on Today: opened from a copy, closed without goodbye
        self.database = database
        self.keeper = Keeper(Journal(database), events)
        self.preferences = Preferences(self.keeper, events, clock)
        self.reviewing = Reviewing(library, self.keeper, events, clock)
        self.study = Study(library, self.keeper, self.reviewing, events, clock)
        self.wellbeing = Wellbeing(library, self.keeper, events, clock)
        self.practising = Practising(library, self.keeper, events, clock)
        self.rehearsing = Rehearsing(library, self.keeper, events, clock)
        self.planning = Planning(self.keeper, events, clock)
        self.own_data = OwnData(self.keeper, self.preferences, events, clock)

    @property
    def is_guest(self) -> bool:
        return not self.id

    @cached_property
    def training(self) -> "Training":
        """A trainer's sessions."""
        from carecompanion.services.training import Training  # late: most people never facilitate

        went = self.own_data.something_went
        return Training(self._library, self.keeper, self.database, went, self._events, self._clock)

    @property
    def signer(self) -> "Signer":
        """Signs certificates with a key of this profile's own."""
        from carecompanion.services.certificates import Signer  # late: as above

        return Signer(self.preferences, self.keeper)

    @property
    def exporting(self) -> "Exporting":
        """Her own data, to take along."""
        from carecompanion.services.exporting import Exporting  # late: rarely needed

        return Exporting(self._library, self.keeper, self.planning, self.study, self._clock)

    @property
    def nickname(self) -> str:
        return self.preferences.nickname

    @property
    def picture(self) -> str:
        return self.preferences.picture

    @property
    def listed(self) -> Listed:
        """As the picker shows it."""
        return Listed(self.id, self.nickname, self.picture, self.has_passphrase)

    @property
    def is_closed(self) -> bool:
        """Whether it can answer no more; a page that is on its way out need not ask."""
        return self.database.is_closed

    def close(self) -> None:
        """Write what waits, say goodbye, let go of the file."""
        self.practising.settle()
        self.preferences.keep(is_open=False)
        self.keeper.retry()
        self.database.close()


class Profiles:
    """All profiles of this computer. Opening returns an OpenProfile; only one is open at a time."""

    def __init__(
        self,
        folder: Path,
        find_library: "Callable[[], Library]",
        events: Events,
        clock: Callable[[], datetime],
        *,
        cost: int = 2**17,
    ) -> None:
        self._folder = folder
        self._list = ProfileList(folder)
        self._find_library = find_library
        self._events = events
        self._clock = clock
        self._cost = cost  # of the passphrase's key derivation; lowest in tests
        self._copying = Lock()  # making a copy and cleaning the copies are two jobs in the background, one at a time
        self._vaults: dict[str, Vault] = {}  # as last read; a vault holds wrapped keys only
        self._wrong: dict[str, int] = {}  # wrong tries in a row, by profile

    def listed(self) -> tuple[Listed, ...]:
        """Everybody of this computer, as the picker shows them."""
        return self._list.listed()

    def _vault(self, profile_id: str) -> "Vault":
        """Its keys. When they go bad in the middle of a run, they are written anew from what was read before."""
        from carecompanion.storage.vault import Vault  # late: see the module's words

        try:
            vault = Vault.open(self._folder / profile_id, cost=self._cost)
        except StorageDamaged:
            if profile_id not in self._vaults:
                raise
            vault = self._vaults[profile_id]
            vault.mend()
        self._vaults[profile_id] = vault
        return vault

    # making, opening, leaving

    def create(self, new: NewProfile) -> OpenProfile:
        """Make a profile and open it. On any failure nothing is left behind. May take half a second (passphrase)."""
        from carecompanion.storage.database import Database  # late: see the module's words
        from carecompanion.storage.files import DATABASE
        from carecompanion.storage.vault import Vault

        nickname = tidy_nickname(new.nickname)
        if not nickname:
            raise UserError(_("Choose a nickname first. Any word will do."))
        profile_id = uuid.uuid4().hex
        folder = self._folder / profile_id
        try:
            folder.mkdir(parents=True, mode=0o700)
            _vault, key = Vault.create(folder, new.passphrase or None, new.recovery or None, cost=self._cost)
            profile = self._inside(profile_id, Database.create(folder / DATABASE, key), bool(new.passphrase))
            profile.preferences.keep(
                nickname=nickname,
                picture=new.picture,
                role=new.role,
                facilitates=new.facilitates,
                consented_on=self._clock().date().isoformat(),
                is_open=True,
            )
            if profile.keeper.waiting:
                profile.close()
                raise StorageReadOnly(_no_room())
            self._list.add(Listed(profile_id, nickname, new.picture, is_locked=bool(new.passphrase)))
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise StorageReadOnly(_no_room()) from error
        except UserError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return profile

    def guest(self) -> OpenProfile:
        """Nothing touches the disk."""
        from carecompanion.storage.database import Database  # late: see the module's words

        profile = self._inside("", Database.in_memory(), has_passphrase=False)
        profile.preferences.keep(nickname=_("Guest"), picture="door-open")
        return profile

    def key_of(self, profile_id: str, passphrase: str = "") -> bytes:
        """The key of a profile's file; slow with a passphrase, so call it in the background. Raises WrongPassphrase."""
        vault = self._vault(profile_id)
        key = vault.open_key()
        return key if key is not None else self._counted(profile_id, lambda: vault.unlock(passphrase))

    def key_by_recovery(self, profile_id: str, phrase: str) -> bytes:
        """The same by the recovery phrase; slow. Raises UserError that names a mistyped word, or WrongPassphrase."""
        return self._counted(profile_id, lambda: self._vault(profile_id).unlock_with_recovery(phrase))

    def _counted(self, profile_id: str, unlock: Callable[[], bytes]) -> bytes:
        """Wrong tries are remembered until a right one, whichever page they were made on."""
        try:
            key = unlock()
        except WrongPassphrase:
            self._wrong[profile_id] = self._wrong.get(profile_id, 0) + 1
            raise
        self._wrong.pop(profile_id, None)
        return key

    def wait_of(self, profile_id: str) -> float:
        """Seconds to wait before the next passphrase is tried: a little longer after each wrong one."""
        wrong = self._wrong.get(profile_id, 0)
        return self.wait_before_try(wrong) if wrong else 0.0

    def open(self, profile_id: str, key: bytes, notice: str = "") -> OpenProfile:
        """Open a profile's file. A damaged one leads to its newest good copy, and the profile's `notice` says so.

        `notice` is what else there is to say. Slow after a crash or damage, so call it in the background too.
        """
        from carecompanion.storage.backups import open_up_to_date, recover  # late: see the module's words
        from carecompanion.storage.whole import tidy

        folder = self._folder / profile_id
        tidy(folder)
        has_passphrase = self.has_passphrase(profile_id)
        try:
            profile = self._inside(profile_id, open_up_to_date(folder, key), has_passphrase, notice)
        except StorageDamaged:
            recovered = recover(folder, key)
            notice = recovered_words(recovered.from_when, recovered.salvaged, self._clock().astimezone().date())
            profile = self._inside(profile_id, recovered.database, has_passphrase, notice)
        if profile.preferences.is_on("is_open") and not profile.notice:
            profile.notice = _("The program closed without warning. We go on where you left off.")
        newest = profile.keeper.journal.newest_time()
        if newest is not None and newest - self._clock() > CLOCK_MAY_DIFFER and not profile.notice:
            profile.notice = _(
                "The date of this computer seems to be set back. Your notes and progress are safe and in order."
            )
        profile.preferences.keep(is_open=True)
        self._list.follow(profile.listed)
        return profile

    def wait_before_try(self, failures: int) -> float:
        """Seconds to wait after so many wrong passphrases in a row; nobody is locked out."""
        from carecompanion.storage.vault import wait_before_try  # late: see the module's words

        return wait_before_try(failures)

    def has_passphrase(self, profile_id: str) -> bool:
        return bool(profile_id) and self._vault(profile_id).has_passphrase

    def has_recovery(self, profile_id: str) -> bool:
        return bool(profile_id) and self._vault(profile_id).has_recovery

    def change_passphrase(self, profile: OpenProfile, key: bytes, passphrase: str) -> None:
        """Rewrap the key; the file is not rewritten. "" takes the passphrase away. Slow."""
        self._vault(profile.id).set_passphrase(key, passphrase or None)
        profile.has_passphrase = bool(passphrase)
        self._list.follow(profile.listed)

    def change_recovery(self, profile_id: str, key: bytes, phrase: str) -> None:
        """Make (or replace) the recovery phrase's slot; "" takes it away. Slow."""
        self._vault(profile_id).set_recovery(key, phrase or None)

    def copies_of(self, profile: OpenProfile) -> "Copies":
        """Copies to carry away, to go back to, to join."""
        from carecompanion.services.copies import Copies  # late: rarely needed

        return Copies(self._folder / profile.id, profile, self, self._clock)

    @contextmanager
    def keys_at_rest(self, profile_id: str) -> Iterator[None]:
        """Inside, the key file is whole and no other job of ours is at the copies."""
        with self._copying:
            self._vault(profile_id)
            yield

    def new_recovery_phrase(self) -> str:
        from carecompanion import i18n
        from carecompanion.storage.phrases import new_recovery_phrase  # late: see the module's words

        return new_recovery_phrase(i18n.language())

    def keep_daily_copy(self, profile: OpenProfile) -> None:
        """The first start of a day copies the file beside itself, which reads all of it; each other start reads it from
        end to end. Slow: runs in the background. Raises StorageDamaged, StorageFull and their like."""
        from carecompanion.storage.backups import daily_copy  # late: see the module's words

        if profile.is_guest:
            return
        now = self._clock().astimezone().replace(tzinfo=None)
        with self._copying:
            if daily_copy(profile.database, self._folder / profile.id, now) is None:
                profile.database.check()

    def clean_copies(self, profile: OpenProfile) -> str:
        """Take what was erased out of the daily copies; returns the mark for `copies_cleaned`. Slow: in the background.

        Raises StorageError; then the next start tries again.
        """
        from carecompanion.storage.erasing import erase_in_copies  # late: see the module's words

        with self._copying:
            mark = profile.own_data.copies_to_clean
            if mark and not profile.is_guest:
                changed = erase_in_copies(profile.database, self._folder / profile.id)
                log.info("what was erased is gone from %d copies", changed)
        return mark

    def delete(self, profile_id: str) -> None:
        """The profile, its copies and its place in the list are gone. Raises OSError when something stays.

        The keys go first: without them nobody can read what a power cut or a stubborn file leaves behind.
        """
        from carecompanion.storage.vault import KEYS, SPARE  # late: see the module's words

        folder = self._folder / profile_id
        for name in (KEYS, SPARE):
            (folder / name).unlink(missing_ok=True)
        self._vaults.pop(profile_id, None)
        try:
            if folder.exists():
                shutil.rmtree(folder)
        finally:
            self._list.drop(profile_id)

    def _inside(self, profile_id: str, database: "Database", has_passphrase: bool, notice: str = "") -> OpenProfile:
        """Reads what the program holds in memory; on any failure the file is let go."""
        services = (self._find_library(), self._events, self._clock)
        try:
            return OpenProfile(profile_id, database, *services, has_passphrase=has_passphrase, notice=notice)
        except BaseException:
            database.close()
            raise


def _no_room() -> str:
    return _(
        "The profile could not be made here. Nothing was left half done. "
        "Check that the disk has room and may be written."
    )
