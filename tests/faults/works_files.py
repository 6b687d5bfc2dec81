"""Works on the whole file: bringing it up to date, copies, joining another, coming back from damage."""

import hashlib
import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from carecompanion.content.library import Library
from carecompanion.content.model import StepId
from carecompanion.errors import UserError
from carecompanion.events import Events, KeepingFailed
from carecompanion.learning.records import Note
from carecompanion.services.profiles import NewProfile, OpenProfile, Profiles
from carecompanion.storage import carrying, cipher, files, upgrading
from carecompanion.storage.backups import copies_in, daily_copy
from carecompanion.storage.database import Database
from carecompanion.storage.erasing import erase_in_copies
from carecompanion.storage.files import DATABASE
from carecompanion.storage.journal import Journal
from carecompanion.storage.tables import SCHEMA
from tests.faults.works import KEY, LESSON, REFUSED, Mouth, now, opened

MORNING = datetime(2026, 11, 24, 8, 0)
YESTERDAY = MORNING - timedelta(days=1)
PASSED = "una frase de paso"
CHEAP = 2**4


def notes(first: int, last: int, size: int = 400) -> list[Note]:
    return [Note(LESSON, StepId(f"s{number}"), "", f"{number} " + "x" * size, now()) for number in range(first, last)]


def steps_in(journal: Journal) -> str:
    """How many notes, and which, in a few letters."""
    return _steps(*(int(note.step.removeprefix("s")) for note in journal.notes()))


def _steps(*numbers: int) -> str:
    return f"{len(numbers)}-{hashlib.sha256(str(sorted(numbers)).encode()).hexdigest()[:8]}"


class Upgrade:
    """A file of the first version is opened by today's. State: what was in it."""

    name = "bringing a file up to date"
    goes_on = False

    def prepare(self, folder: Path) -> None:
        file = folder / DATABASE
        files.make_private_file(file)
        connection = cipher.connect(file, KEY)
        upgrading.upgrade(connection, "0001")
        connection.execute("BEGIN IMMEDIATE")
        rows = [(f"{number:032x}", number, "a/b", f"s{number}", "", "x" * 300, number) for number in range(1, 61)]
        names = "id, counter, lesson, step, prompt, text, at"
        connection.executemany(f"INSERT INTO note ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("UPDATE tally SET last = 60, at = 60")
        connection.execute("COMMIT")
        connection.close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        mouth.kept("60")
        opened(folder)
        mouth.kept("60")

    def state(self, folder: Path) -> str:
        database = opened(folder)
        found = len(Journal(database).notes())
        with database.reading() as connection:
            assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == SCHEMA
        database.close()
        for copy in copies_in(folder):
            cipher.require_whole_file(copy.file, KEY)
        return str(found)


class DailyCopies:
    """Today's copy beside yesterday's, and one note erased from both. State: notes, copies, copies with that note."""

    name = "daily copies"
    goes_on = False

    def prepare(self, folder: Path) -> None:
        database = Database.create(folder / DATABASE, KEY)
        Journal(database).keep(*notes(0, 80))
        assert daily_copy(database, folder, YESTERDAY)
        Journal(database).keep(*notes(80, 90))
        database.close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        database = opened(folder)
        mouth.kept("90 1 1")
        mouth.will("90 2 2")
        daily_copy(database, folder, MORNING)
        mouth.kept("90 2 2")
        mouth.will("89 2 2")
        Journal(database).keep(Note(LESSON, StepId("s1"), "", "", now()))
        mouth.kept("89 2 2")
        mouth.will("89 2 1")
        database.change_copy(copies_in(folder)[0].file, _erase)
        mouth.kept("89 2 1")
        mouth.will("89 2 0")
        erase_in_copies(database, folder)
        mouth.kept("89 2 0")
        database.close()
        mouth.kept("89 2 0")

    def state(self, folder: Path) -> str:
        database = opened(folder)
        found = len(Journal(database).notes())
        database.close()
        held = [_holds(copy.file) for copy in copies_in(folder)]
        return f"{found} {len(held)} {sum(held)}"


def _erase(copy: Any) -> bool:
    return bool(copy.execute("DELETE FROM note WHERE step = 's1'").rowcount)


def _holds(file: Path) -> bool:
    """Whether the copy, which must be whole, has the note that is erased later."""
    cipher.require_whole_file(file, KEY)
    connection = cipher.connect(file, KEY, cipher.UNTOUCHED)
    found = connection.execute("SELECT count(*), sum(step = 's1') FROM note").fetchone()
    connection.close()
    assert found[0] >= 79, "a half copy under a copy's name"
    return bool(found[1])


class Home:
    """Profiles in a folder, without the rest of the program. `at` is its clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.at = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
        events = Events()
        events.on(KeepingFailed, lambda event: REFUSED.append(event.words))
        self._library = Library([])
        self.profiles = Profiles(folder, lambda: self._library, events, lambda: self.at, cost=CHEAP)

    def only(self) -> str:
        (listed,) = self.profiles.listed()
        return listed.id

    def open(self) -> OpenProfile:
        own = self.only()
        return self.profiles.open(own, self.profiles.key_of(own))


class Carried:
    """A copy is carried to the stick again, over the older one there. State: notes here, notes on the stick."""

    name = "a copy to carry"
    goes_on = False

    def prepare(self, folder: Path) -> None:
        (folder / "stick").mkdir()
        home = Home(folder / "profiles")
        profile = home.profiles.create(NewProfile("Retama"))
        profile.keeper.keep(*notes(0, 30))
        home.profiles.copies_of(profile).save(folder / "stick" / "c.copia")
        profile.keeper.keep(*notes(30, 40))
        profile.close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        home = Home(folder / "profiles")
        profile = home.open()
        mouth.kept("40 30")
        mouth.will("40 40")
        home.profiles.copies_of(profile).save(folder / "stick" / "c.copia")
        mouth.kept("40 40")
        profile.close()
        mouth.kept("40 40")

    def state(self, folder: Path) -> str:
        home = Home(folder / "profiles")
        profile = home.open()
        key, here = profile.database.key, len(profile.keeper.journal.notes())
        profile.close()
        shutil.rmtree(folder / "looked", ignore_errors=True)
        carrying.unpack(folder / "stick" / "c.copia", folder / "looked")
        copy = Database.open(folder / "looked" / DATABASE, key)
        there = len(Journal(copy).notes())
        copy.close()
        return f"{here} {there}"


class Joining:
    """A copy from another laptop is joined with the profile. State: which notes are here."""

    name = "joining a copy"
    goes_on = False
    is_back = False

    def prepare(self, folder: Path) -> None:
        home = Home(folder / "profiles")
        profile = home.profiles.create(NewProfile("Retama"))
        profile.keeper.keep(*notes(0, 30))
        profile.close()
        file = folder / "profiles" / profile.id / DATABASE
        shutil.copy(file, folder / "this laptop")
        profile = home.open()
        profile.keeper.keep(*notes(30, 40))
        home.profiles.copies_of(profile).save(folder / "c.copia")
        profile.close()
        shutil.move(folder / "this laptop", file)
        profile = home.open()
        profile.keeper.keep(*notes(40, 50))
        profile.close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        home = Home(folder / "profiles")
        profile = home.open()
        mouth.kept(_steps(*range(30), *range(40, 50)))
        copies = home.profiles.copies_of(profile)
        brought = copies.look_into(folder / "c.copia")
        change = (copies.going_back if self.is_back else copies.joining)(brought)
        profile.close()
        mouth.will(_steps(*range(40)) if self.is_back else _steps(*range(50)))
        changed = change.start()
        mouth.kept(steps_in(changed.profile.keeper.journal))
        changed.profile.close()
        if changed.words:
            raise UserError(changed.words)
        mouth.kept(steps_in_file(folder))

    def state(self, folder: Path) -> str:
        return steps_in_file(folder)


class GoingBack(Joining):
    """Back to what a copy held."""

    name = "going back to a copy"
    is_back = True


def steps_in_file(folder: Path) -> str:
    profile = Home(folder / "profiles").open()
    found = steps_in(profile.keeper.journal)
    profile.close()
    return found


class Recovering:
    """A damaged file gives way to its newest copy, with what can still be read put in. State: which notes are here."""

    name = "coming back from damage"
    goes_on = False

    def prepare(self, folder: Path) -> None:
        home = Home(folder / "profiles")
        profile = home.profiles.create(NewProfile("Retama"))
        profile.keeper.keep(*notes(0, 60, 1500))
        home.profiles.keep_daily_copy(profile)
        profile.keeper.keep(*notes(60, 90, 1500))
        profile.close()
        file = folder / "profiles" / profile.id / DATABASE
        content = bytearray(file.read_bytes())
        content[95 * 4096 + 1000] ^= 1  # a page of older notes
        file.write_bytes(content)
        files.beside(file, files.TO_CHECK).touch()
        trial = Path(shutil.copytree(folder, folder.with_name("trial")))
        self._wanted = steps_in_file(trial)
        assert int(self._wanted.split("-")[0]) > 60, "some of the newer ones can be read"

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        mouth.kept(self._wanted)
        profile = Home(folder / "profiles").open()
        profile.close()
        mouth.kept(self._wanted)

    def state(self, folder: Path) -> str:
        return steps_in_file(folder)


class Keys:
    """A second profile is made, a passphrase set and taken away. State: whom the list has, and how each opens."""

    name = "profiles and their keys"
    goes_on = False

    def prepare(self, folder: Path) -> None:
        profile = Home(folder / "profiles").profiles.create(NewProfile("Retama"))
        profile.keeper.keep(*notes(0, 3))
        profile.close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        home = Home(folder / "profiles")
        profile = home.open()
        mouth.kept("Retama open 3")
        mouth.will("Retama locked 3")
        home.profiles.change_passphrase(profile, profile.database.key, PASSED)
        mouth.kept("Retama locked 3")
        mouth.will("Retama open 3")
        home.profiles.change_passphrase(profile, profile.database.key, "")
        mouth.kept("Retama open 3")
        profile.close()
        mouth.will("Colibrí open 0, Retama open 3")
        home.profiles.create(NewProfile("Colibrí")).close()
        mouth.kept("Colibrí open 0, Retama open 3")

    def state(self, folder: Path) -> str:
        home = Home(folder / "profiles")
        found = sorted(_how_it_opens(home, one.id) for one in home.profiles.listed())
        return ", ".join(one for one in found if not one.startswith(" "))  # one that was never finished has no name


def _how_it_opens(home: Home, own: str) -> str:
    is_locked = home.profiles.has_passphrase(own)
    profile = home.profiles.open(own, home.profiles.key_of(own, PASSED if is_locked else ""))
    words = f"{profile.nickname} {'locked' if is_locked else 'open'} {len(profile.keeper.journal.notes())}"
    profile.close()
    return words
