"""Works outside the profile's file: packs that are added and taken away, a person's own data written elsewhere."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

from carecompanion.content.library import Library
from carecompanion.content.model import PackId
from carecompanion.services import exporting
from carecompanion.services.exporting import Choice
from carecompanion.services.profiles import NewProfile
from carecompanion.services.saving import write_whole
from carecompanion.services.stocking import NEW, OLD, Progress, Stocking
from carecompanion.storage import outside
from carecompanion.storage.outside import sweep
from tests.faults.works import Mouth
from tests.faults.works_files import Home, notes
from tests.packs.hostile.parts import tiny, zipped
from tests.packs.reading import BASE

PACK = PackId("p")
DAY = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


class Packs:
    """Version 2 over version 1, then it is taken away. State: which version the shelf has."""

    name = "adding and removing a pack"
    goes_on = False

    def prepare(self, folder: Path) -> None:
        packs_for(folder)

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        mouth.kept("1")
        mouth.will("2")
        add_pack(folder, "2")
        mouth.kept("2")
        mouth.will("none")
        _shelf(folder)[1].remove(PACK)
        mouth.kept("none")

    def state(self, folder: Path) -> str:
        library = _shelf(folder)[0]
        assert library.damaged() == ()
        found = [placed.index.card.version for placed in library.stock()]
        assert len(found) <= 1
        add_pack(folder, "2")  # the next adding sweeps up what was left
        assert not [one.name for one in (folder / "packs").iterdir() if one.name.startswith((NEW, OLD))]
        return found[0] if found else "none"


def packs_for(folder: Path) -> None:
    """Version 1 is added; version 2 lies there as a file."""
    (folder / "packs").mkdir()
    for number in ("1", "2"):
        (folder / f"{number}.carepack").write_bytes(zipped(_version(number)).bytes())
    add_pack(folder, "1")


def _version(number: str) -> dict[str, bytes]:
    return tiny() | {"pack.toml": BASE.replace(b'version = "1"', f'version = "{number}"'.encode())}


def _shelf(folder: Path) -> tuple[Library, Stocking]:
    library = Library([folder / "packs"], own=folder / "packs")
    return library, Stocking(folder / "packs", lambda: library, lambda: DAY)


def add_pack(folder: Path, number: str) -> None:
    stocking = _shelf(folder)[1]
    stocking.add(stocking.look_at(folder / f"{number}.carepack", Progress()), Progress())


class Exports:
    """A person's own data is saved over an older file. State: how many notes are in it."""

    name = "saving one's own data"
    goes_on = False

    def prepare(self, folder: Path) -> None:
        profile = Home(folder / "profiles").profiles.create(NewProfile("Retama"))
        profile.keeper.keep(*notes(0, 5))
        profile.close()
        self._save(folder)
        profile = Home(folder / "profiles").open()
        profile.keeper.keep(*notes(5, 9))
        profile.close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        outside._open_nameless = lambda _folder: None  # as on a stick: where the file has a name, more can go wrong
        mouth.kept("5 of 9")
        mouth.will("9 of 9")
        self._save(folder)
        mouth.kept("9 of 9")

    def _save(self, folder: Path) -> None:
        profile = Home(folder / "profiles").open()
        day = datetime.now(UTC).astimezone().date()
        export = profile.exporting.gather(Choice(day.replace(year=day.year - 1), day, has_notes=True))
        assert write_whole(folder / "mine.json", exporting.as_json(export).encode())
        profile.close()

    def state(self, folder: Path) -> str:
        sweep(folder)
        assert len(list(folder.iterdir())) == 2, "the file and the profiles, and nothing of ours beside them"
        found = json.loads((folder / "mine.json").read_text(encoding="utf-8"))
        profile = Home(folder / "profiles").open()
        here = len(profile.keeper.journal.notes())
        profile.close()
        return f"{len(found['notes'])} of {here}"
