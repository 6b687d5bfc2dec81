"""Copies of a profile: to carry one away, to see what one holds, to go back to it or to join it with the profile.

What is brought is first looked into in a folder of its own, inside the profile's folder and as encrypted as it came.
Going back and joining happen while the profile is closed; until the new file is whole, the old one stays.
"""

import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from carecompanion.errors import CopyUnreadable, StorageDamaged, StorageError, StorageTooNew, UserError, WrongPassphrase
from carecompanion.i18n import _, day_text, ngettext, time_text
from carecompanion.services.clock import Clock
from carecompanion.services.profile_list import LIST, ProfileList
from carecompanion.services.stick import Load
from carecompanion.storage import backups, carrying, cipher, files, merging, upgrading, whole
from carecompanion.storage.database import version_of
from carecompanion.storage.tables import SCHEMA, number_to_moment
from carecompanion.storage.vault import KEYS, SPARE, Vault

if TYPE_CHECKING:
    from carecompanion.services.profiles import OpenProfile, Profiles

log = logging.getLogger(__name__)

# Preferences that belong to this laptop and who sits here: they stay when another laptop's copy is joined.
OF_THIS_LAPTOP = (
    *("nickname", "picture", "idle_minutes", "shift_hides"),
    *("language", "theme", "text_scale", "reduced_motion"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One copy beside the profile; `when` is local, `size` in bytes, `kind` "" (daily), update, merge or restore."""

    file: Path
    when: datetime
    size: int
    kind: str


@dataclass(frozen=True, slots=True)
class Held:
    """What a copy holds; `last` is the local moment of its last record, None = it has none."""

    last: datetime | None
    checkins: int
    practices: int
    notes: int
    lessons: int
    plan: int
    sessions: int


class Brought:
    """A copy that lies ready to be looked into. `held` is known once its key is."""

    def __init__(self, folder: Path, vault: Vault | None, key: bytes | None) -> None:
        self.file = folder / files.DATABASE
        self._vault = vault
        self.key = key
        self.held: Held | None = None

    @property
    def needs_secret(self) -> bool:
        """Whether it asks for its passphrase or its recovery phrase."""
        return self.key is None

    def unlock(self, secret: str) -> None:
        """With the passphrase, or the recovery phrase, it had when it was made. Slow.

        Raises WrongPassphrase, CopyUnreadable, StorageError.
        """
        assert self._vault is not None
        try:
            self.key = self._vault.unlock(secret)
        except WrongPassphrase:
            self.key = self._by_phrase(secret)
        self.look()

    def _by_phrase(self, secret: str) -> bytes:
        assert self._vault is not None
        try:
            return self._vault.unlock_with_recovery(secret)
        except UserError as error:  # no such word, or another phrase
            raise WrongPassphrase(
                _("Neither as a passphrase nor as a recovery phrase does this open the copy. Try again.")
            ) from error

    def look(self) -> None:
        """Read it from end to end, bring it up to date, and see what it holds. Slow. Raises CopyUnreadable."""
        assert self.key is not None
        try:
            with cipher.errors_sorted(self.file.parent):
                version = version_of(self.file, self.key)
                if version > SCHEMA:
                    raise CopyUnreadable(carrying.too_new_words())
                if version < SCHEMA:
                    upgrading.upgrade_file(self.file, self.key)
            at, counts = whole.held(self.file, self.key)
        except (StorageDamaged, StorageTooNew) as error:
            raise CopyUnreadable(carrying.damaged_words()) from error
        self.held = Held(number_to_moment(at).astimezone() if at else None, **counts)


@dataclass(frozen=True, slots=True)
class Changed:
    """The profile, open again. Where it did not work, `words` say why, and it is as it was."""

    profile: "OpenProfile"
    words: str = ""


@dataclass
class Change:
    """Going back to a copy, or joining one, while the profile is closed. `share` of 1 is done; any thread may read."""

    run: Callable[["Change"], Changed]
    share: float = field(default=0.0)

    def start(self) -> Changed:
        """Slow: in the background. Raises UserError only when the profile does not open any more."""
        return self.run(self)

    def tell(self, share: float) -> None:
        self.share = share


class Copies:
    """The copies of one open profile that has a file."""

    def __init__(self, folder: Path, profile: "OpenProfile", profiles: "Profiles", clock: Clock) -> None:
        self._folder = folder
        self._profile = profile
        self._profiles = profiles
        self._clock = clock

    def listed(self) -> tuple[Kept, ...]:
        """The newest first. Raises StorageError."""
        found = backups.copies_in(self._folder)
        with cipher.errors_sorted(self._folder):
            kept = [Kept(one.file, one.when, one.file.stat().st_size, one.kind) for one in found]
        return tuple(sorted(kept, key=lambda one: one.when, reverse=True))

    def file_name(self) -> str:
        """Neutral: it says neither what nor whose."""
        return _("copy {day}").format(day=self._clock().astimezone().date().isoformat()) + carrying.ENDING

    def save(self, target: Path) -> None:
        """A copy of today, with its keys, whole or not at all; read again after writing. Slow. Raises StorageError."""
        copy = self._folder / files.CARRIED
        try:
            self._profile.database.copy_to(copy)
            with self._profiles.keys_at_rest(self._profile.id):
                carrying.pack({KEYS: self._folder / KEYS, files.DATABASE: copy}, target)
        finally:
            with suppress(OSError):  # where it may not go, it is swept up at the next opening
                copy.unlink(missing_ok=True)
        log.info("a copy was written elsewhere")

    def lay_out(self) -> Load:
        """The profile and its keys as a stick carries them: this one alone, whatever others there are. Slow.

        `forget_going` when they are there. Raises StorageError.
        """
        place = self._folder / files.GOING
        with cipher.errors_sorted(self._folder):
            shutil.rmtree(place, ignore_errors=True)
            files.make_private_folder(place)
            ProfileList(place).add(self._profile.listed)
        self._profile.database.copy_as_closed_to(place / files.DATABASE)
        with self._profiles.keys_at_rest(self._profile.id):
            return self._as_load(place)

    def as_it_lies(self) -> Load:
        """About what it will take on a stick."""
        return self._as_load(self._folder)

    def _as_load(self, place: Path) -> Load:
        own = f"data/profiles/{self._profile.id}"
        parts = {f"{own}/{KEYS}": self._folder / KEYS, f"{own}/{files.DATABASE}": place / files.DATABASE}
        if (place / LIST).exists():
            parts[f"data/profiles/{LIST}"] = place / LIST
        return Load("", parts)

    # looking into one

    def look_at(self, kept: Kept) -> Brought:
        """One of the daily copies. Slow. Raises CopyUnreadable, StorageError."""
        folder = self._empty_place()
        with cipher.errors_sorted(self._folder):
            shutil.copyfile(kept.file, folder / files.DATABASE)
        return self._looked(Brought(folder, None, self._profile.database.key))

    def look_into(self, file: Path) -> Brought:
        """A file from elsewhere: a copy to carry, or the profile.db of a folder that was saved. Slow.

        Raises CopyUnreadable with its sentence, StorageError.
        """
        folder = self._empty_place()
        if file.suffix == ".db":
            _take_apart(file, folder)
        else:
            carrying.unpack(file, folder)
        own = self._profile.database.key
        if not any((folder / name).exists() for name in (KEYS, SPARE)):
            return self._looked(Brought(folder, None, own))
        try:
            vault = Vault.open(folder)
        except StorageTooNew as error:
            raise CopyUnreadable(carrying.too_new_words()) from error
        except StorageDamaged as error:
            raise CopyUnreadable(carrying.damaged_words()) from error
        key = own if vault.fits(own) else vault.open_key()
        return self._looked(Brought(folder, vault, key))

    def _looked(self, brought: Brought) -> Brought:
        if not brought.needs_secret:
            brought.look()
        return brought

    def _empty_place(self) -> Path:
        place = self._folder / files.BRINGING
        with cipher.errors_sorted(self._folder):
            forget_brought(self._folder)
            files.make_private_folder(place)
        return place

    # changing the whole file

    def joining(self, brought: Brought) -> Change:
        """Everything of both: nothing is lost on either side."""
        return self._change(backups.MERGE, brought, merging.merge, _joined_words)

    def going_back(self, brought: Brought) -> Change:
        """Only what the copy holds; what is in the profile now is kept aside for a day."""

        def words(_added: int) -> str:
            return _gone_back_words(brought.held)

        return self._change(backups.RESTORE, brought, lambda now, copy: merging.back_to(copy, now), words)

    def opening_again(self) -> Change:
        """The file was found to be damaged: opening it anew leads to its newest good copy."""
        profiles, profile_id, key = self._profiles, self._profile.id, self._profile.database.key
        return Change(lambda _change: Changed(profiles.open(profile_id, key)))

    def _change(
        self,
        kind: str,
        brought: Brought,
        together: Callable[[merging.Contents, merging.Contents], merging.Contents],
        words: Callable[[int], str],
    ) -> Change:
        profile_id, key, file, other_key = self._profile.id, self._profile.database.key, brought.file, brought.key
        preferences = self._profile.preferences
        own = {name: preferences.get(name) for name in OF_THIS_LAPTOP if preferences.get(name)}
        assert other_key is not None

        def run(change: Change) -> Changed:
            try:
                other = whole.read_file(file, other_key)
                added = backups.change_whole(
                    self._folder, key, kind, self._now(), lambda now: together(now, other), change.tell
                )
            except StorageError as error:
                log.info("the file stays as it was: %s", type(error).__name__)
                return Changed(self._profiles.open(profile_id, key), error.words)
            log.info("the whole file was changed: %s", kind)
            profile = self._profiles.open(profile_id, key, notice=words(added))
            profile.preferences.keep(**own)
            profile.own_data.something_went()  # what was erased there goes from the copies here
            change.tell(1.0)
            return Changed(profile)

        return Change(run)

    def _now(self) -> datetime:
        return self._clock().astimezone().replace(tzinfo=None)


def forget_going(home: Load) -> None:
    """What was laid out for a stick is not left lying about."""
    for folder in {file.parent for file in home.files.values()}:
        if folder.name == files.GOING:
            shutil.rmtree(folder, ignore_errors=True)


def forget_brought(folder: Path) -> None:
    """What was looked into is not left lying about."""
    shutil.rmtree(folder / files.BRINGING, ignore_errors=True)


def _take_apart(file: Path, folder: Path) -> None:
    """A profile's folder as it was found: its file, what SQLite had beside it, and its keys, here or one folder up."""
    carrying.require_a_file(file)
    try:
        for ending in ("", *files.LOGS):
            part = files.beside(file, ending)
            if part.exists():
                shutil.copyfile(part, files.beside(folder / files.DATABASE, ending))
        for name in (KEYS, SPARE):
            keys = next((place / name for place in (file.parent, file.parent.parent) if (place / name).exists()), None)
            if keys is not None:
                shutil.copyfile(keys, folder / name)
    except OSError as error:
        raise carrying.gone() from error


def _joined_words(added: int) -> str:
    words = ngettext(
        "The copy was joined with your profile: {n} record is new here.",
        "The copy was joined with your profile: {n} records are new here.",
        added,
    )
    return words.format(n=added)


def _gone_back_words(held: Held | None) -> str:
    if held is None or held.last is None:
        return _("Your profile is as it was in the copy. The file from before is kept for a day, among the copies.")
    words = _("Your profile is as it was on {day} at {time}. The file from before is kept for a day, among the copies.")
    return words.format(day=day_text(held.last.date()), time=time_text(held.last))
