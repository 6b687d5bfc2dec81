"""What the doctor tells: how things stand, in two languages, and nothing a person wrote, typed or is called."""

import subprocess
import sys
from pathlib import Path

import pytest

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.model import LessonId, StepId
from carecompanion.learning.records import Note
from carecompanion.paths import Paths
from carecompanion.services import doctor
from carecompanion.services.profiles import NewProfile

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def app(app_parts: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """One profile without a passphrase that was copied today, one with both kinds of keys and a damaged file aside."""
    monkeypatch.setattr(doctor, "_screens", lambda: iter(["1366 x 768"]))
    profiles = app_parts.profiles
    plain = profiles.create(NewProfile("Arrebolada"))
    plain.keeper.keep(Note(LessonId("a/b"), StepId("s"), "", "taciturnez", plain._clock()))
    profiles.keep_daily_copy(plain)
    plain.close()
    locked = profiles.create(NewProfile("Quirquincho", passphrase="zumaque", recovery=profiles.new_recovery_phrase()))
    locked.close()
    (app_parts.paths.profiles / locked.id / "damaged-1.db").write_bytes(b"x")
    return app_parts


def told(app: App) -> str:
    return doctor.findings(app.paths, app.profiles.listed(), app.library, app.clock().date())


def test_it_tells_files_keys_copies_packs_and_screens(app: App) -> None:
    words = told(app)
    assert "Archivo: " in words and "; completo" in words
    assert "no se miró dentro, tiene clave" in words
    assert "Llaves: sin clave" in words
    assert "Llaves: clave, frase de recuperación" in words
    assert "1 copia, la más nueva del 24 de noviembre de 2026" in words
    assert "1 archivo dañado guardado aparte" in words
    assert "cuidarme 20" in words
    assert "1366 x 768" in words


def test_nothing_private_is_in_it(app: App, paths: Paths) -> None:
    words = told(app)
    ids = [one.id for one in app.profiles.listed()]
    for secret in ("Arrebolada", "Quirquincho", "taciturnez", "zumaque", str(paths.data), "María", *ids):
        assert secret.lower() not in words.lower(), secret


def test_it_speaks_the_language_chosen(app: App, paths: Paths) -> None:
    i18n.speak("en", paths.resources / "i18n")
    assert "Keys: passphrase, recovery phrase" in told(app)


def test_what_is_broken_is_said_and_not_hidden(app: App, paths: Paths) -> None:
    for one in app.profiles.listed():
        folder = paths.profiles / one.id
        (folder / "profile.db").write_bytes(b"junk" * 3000)
        if one.is_locked:
            for file in folder.glob("keys*.json"):
                file.write_text("{")
    words = told(app)
    assert "StorageDamaged" in words
    assert "Llaves: StorageDamaged" in words


def test_the_command_writes_it_and_changes_nothing(app_parts: App, home: Path) -> None:
    app_parts.profiles.create(NewProfile("Arrebolada")).close()
    app_parts.settings.keep(app_parts.settings.now)
    before = {file: file.read_bytes() for file in (home / "data").rglob("*") if file.is_file()}
    command = [sys.executable, "-m", "carecompanion", "doctor"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert "Perfiles" in done.stdout and "Pantallas" in done.stdout
    assert "1366 x 768" in done.stdout
    assert "Arrebolada" not in done.stdout
    assert {file: file.read_bytes() for file in (home / "data").rglob("*") if file.is_file()} == before
