"""Starts that are not as they should be: each says so in a sentence, and goes on."""

import shutil
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance, Settings

KEPT = Path(__file__).parent.parent / "databases"
KEPT_KEY = "c0ffee00" * 8  # of every file there


def profile_file(person) -> Path:
    """Of somebody without a passphrase: the program opens it by itself."""
    person.app.profiles.create(NewProfile("Colibrí")).close()
    return person.app.paths.profiles / person.app.profiles.listed()[0].id / "profile.db"


def opened(file: Path, key: str):
    connection = driver.connect(str(file), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    return connection


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_language_we_do_not_speak_is_said(person, monkeypatch) -> None:
    """Somebody wrote another language into the settings by hand."""
    person.quit()
    person.settings = Settings(appearance=Appearance(language="quz"))
    person.start_program()
    person.wait_to_read("Care Companion aún no habla «quz». Habla español e inglés.")
    person.wait_to_read("¿Quién está aquí?")


def test_a_clock_set_back_is_said_once_and_loses_nothing(person) -> None:
    """The laptop's battery is old: it believes that it is last month."""
    profile = person.app.profiles.create(NewProfile("Colibrí"))
    lesson = profile.study.open_lesson("cuidarme/por-que-cuidarme")
    lesson.begin()
    lesson.write("lo que escribí ayer")
    profile.close()
    person.quit()
    person.clock.move(days=-30)
    person.start_program()
    person.wait_to_read("La fecha de esta computadora parece atrasada.")
    assert [one.note.text for one in person.window.profile.study.notes()] == ["lo que escribí ayer"]


def test_a_profile_of_the_first_version_opens_with_all_that_was_in_it(person) -> None:
    """The program was installed over an older one. tests/storage asks every version's file the same."""
    file = profile_file(person)
    key = person.app.profiles.key_of(person.app.profiles.listed()[0].id).hex()
    person.quit()
    for left in file.parent.glob("profile.db*"):
        left.unlink()
    shutil.copyfile(KEPT / "schema-0001.db", file)
    connection = opened(file, KEPT_KEY)
    connection.execute(f"PRAGMA rekey = \"x'{key}'\"")
    connection.close()
    person.start_program()
    person.wait_for(lambda: person.window.profile, "somebody who is in", tries=1000)
    assert person.window.place.name == "today"
    study = person.window.profile.study
    assert [one.note.text for one in study.notes()] == ["Mi hermana, los domingos. Ñ, “comillas”, 🦙\ny otra línea"]
    assert list(study.seen.finished) == ["cuidar/memoria"]
    assert list(file.parent.glob("copies/*")), "the file as it was, before it was brought up to date"


def test_a_profile_of_a_newer_version_is_left_alone_and_said(person) -> None:
    """An older program was installed, or an older stick put in."""
    file = profile_file(person)
    key = person.app.profiles.key_of(person.app.profiles.listed()[0].id).hex()
    person.quit()
    connection = opened(file, key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = all_bytes(file.parent)
    person.start_program()
    person.wait_to_read(
        "Este perfil se guardó con una versión más nueva de Care Companion. Lo dejamos tal como estaba. "
        "Instala la versión nueva para abrirlo."
    )
    person.wait_to_read("¿Quién está aquí?")
    assert person.window.profile is None and all_bytes(file.parent) == before
