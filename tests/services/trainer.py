"""A trainer at her desk: a real encrypted file, the tiny pack with its workshop, no more of the program."""

import shutil
from pathlib import Path

from carecompanion.content.library import Library
from carecompanion.content.workshop import WorkshopId
from carecompanion.events import Events
from carecompanion.services.keeping import Keeper
from carecompanion.services.session_run import TrainingRun
from carecompanion.services.training import Training
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal

PACKS = Path(__file__).parents[1] / "packs"
KEY = bytes(range(32))
MORNING = WorkshopId("good/jornada")
GROUPS = "Voluntariado\t23\nPolicía\t17\nPromotoras\t7"


def put_packs(folder: Path) -> Path:
    """The folder of packs, with the one that has a workshop."""
    pack = Path(shutil.copytree(PACKS / "good", folder / "packs" / "good"))
    (pack / "workshops").mkdir()
    shutil.copy(PACKS / "training" / "jornada.toml", pack / "workshops")
    return folder / "packs"


def put_other_pack(packs: Path) -> Path:
    """The pack that the morning shows something of, and that is missing at first: one practice."""
    pack = packs / "otro-paquete"
    (pack / "practices").mkdir(parents=True)
    words = (PACKS / "good" / "pack.toml").read_text(encoding="utf-8").replace('id = "good"', 'id = "otro-paquete"')
    contents = '["lesson:una-pausa", "scene:la-vecina", "practice:soltar"]'
    words = words.replace(contents, '["practice:respirar-en-grupo"]').replace("Paquete de prueba", "El otro paquete")
    (pack / "pack.toml").write_text(words, encoding="utf-8")
    for language in ("es", "en"):
        found = (PACKS / "good" / "practices" / f"respirar.{language}.md").read_text(encoding="utf-8")
        found = found.replace("id: respirar", "id: respirar-en-grupo")
        (pack / "practices" / f"respirar-en-grupo.{language}.md").write_text(found, encoding="utf-8")
    shutil.copytree(PACKS / "good" / "pictures", pack / "pictures")
    return pack


class Desk:
    """One profile's file, opened again and again; `went` counts what the daily copies should forget."""

    def __init__(self, folder: Path, clock, library: Library) -> None:
        self.file = folder / "perfil de Ñusta" / "profile.db"
        self.clock = clock
        self.library = library
        self.went = 0
        self._open(Database.create(self.file, KEY))

    def _open(self, database: Database) -> None:
        self.database = database
        self.events = Events()
        self.keeper = Keeper(Journal(database), self.events)
        self.training = Training(self.library, self.keeper, database, self._forget, self.events, self.clock)

    def _forget(self) -> None:
        self.went += 1

    def again(self) -> Training:
        """The power went; the file is opened anew."""
        self.database.close()
        self._open(Database.open(self.file, KEY))
        return self.training

    def started(self, groups: str = GROUPS, *, rehearse: bool = False) -> TrainingRun:
        """The morning of the template, begun."""
        draft = self.training.create(MORNING)
        if groups:
            draft.paste_groups(groups)
        return self.training.start(draft.session, rehearse=rehearse)

    def started_the_day_after(self, groups: str = GROUPS) -> TrainingRun:
        """The other day of the same workshop, begun: the tiny one has only one, so it is made of the same blocks."""
        draft = self.training.create(MORNING)
        blocks = len(draft.plan.agenda.blocks)
        draft.take_day(self.library.workshop(MORNING, "es"), 0)
        for _block in range(blocks):
            draft.remove(0)
        if groups:
            draft.paste_groups(groups)
        return self.training.start(draft.session)
