"""Copies, by mouse and by keyboard: to a stick in four clicks, back from it, joined, and what a damaged one says."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from carecompanion.content.model import LessonId, StepId
from carecompanion.learning.records import Note
from carecompanion.services.profiles import NewProfile
from tests.journeys.conftest import Person

ASK = "carecompanion.ui.pages.copies_brought.ask"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every file dialog leads."""
    place = tmp_path / "memoria"
    place.mkdir()
    monkeypatch.setattr(
        "carecompanion.ui.pages.copies_save.ask_file", lambda _parent, name, _kind, _ending: place / name
    )
    return place


def wrote(somebody: Person, text: str, step: str = "s1") -> None:
    profile = somebody.window.profile
    profile.keeper.keep(Note(LessonId("cuidarme/por-que-cuidarme"), StepId(step), "", text, profile._clock()))


def notes(somebody: Person) -> set[str]:
    return {note.text for note in somebody.window.profile.keeper.journal.notes()}


def agree(monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> None:
    monkeypatch.setattr(ASK, lambda _parent, title, *_words, **_kind: asked.append(title) or True)


def test_a_copy_to_a_stick_in_four_clicks(colibri: Person, stick: Path) -> None:
    colibri.clicks = 0
    colibri.click("nav-settings")
    colibri.click("section-copies")
    colibri.click("save-copy")  # the fourth is the place itself
    colibri.wait_to_read("La copia está guardada y se leyó otra vez")
    assert colibri.clicks == 3
    (file,) = stick.iterdir()
    assert file.suffix == ".copia"


def test_back_from_the_stick(colibri: Person, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    agree(monkeypatch, asked)
    wrote(colibri, "antes")
    colibri.window.app.profiles.copies_of(colibri.window.profile).save(stick / "c.copia")
    wrote(colibri, "después", "s2")
    monkeypatch.setattr("carecompanion.ui.pages.copies.ask_copy", lambda _parent: stick / "c.copia")
    colibri.click("nav-settings")
    colibri.click("section-copies")
    colibri.click("open-copies")
    colibri.click("bring-copy")
    colibri.wait_to_read("Tiene 1 nota.")
    before = colibri.window.profile
    colibri.click("restore-copy")
    colibri.wait_for(lambda: colibri.window.profile not in (None, before), "the profile, open again")
    assert "¿Volver a esta copia?" in asked[0]
    assert notes(colibri) == {"antes"}
    colibri.wait_to_read("El archivo de antes queda un día")
    colibri.window.show_page("copies")
    colibri.wait_to_read("Antes de volver a una copia")


def test_another_profiles_copy_is_joined_by_keyboard(
    colibri: Person, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch, [])
    other = colibri.app.profiles.create(NewProfile("Molle", passphrase="retama"))
    other.keeper.keep(Note(LessonId("a/b"), StepId("s"), "", "de la otra laptop", colibri.clock()))
    colibri.app.profiles.copies_of(other).save(stick / "c.copia")
    other.close()
    wrote(colibri, "de aquí")
    monkeypatch.setattr("carecompanion.ui.pages.copies.ask_copy", lambda _parent: stick / "c.copia")
    colibri.window.show_page("copies")
    colibri.tab_to("bring-copy")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_for(lambda: colibri.button("open-copy"), "the field for the passphrase")
    colibri.type("otra cosa")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_to_read("Esto no abre la copia")
    colibri.type("retama")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_for(lambda: colibri.button("join-copy"), "what it holds")
    before = colibri.window.profile
    colibri.press(Qt.Key.Key_Return)  # the keyboard is on it
    colibri.wait_for(lambda: colibri.window.profile not in (None, before), "the profile, open again")
    assert notes(colibri) == {"de aquí", "de la otra laptop"}
    assert colibri.window.profile.nickname == "Colibrí"


def test_a_file_that_is_no_copy_is_said_and_escape_closes_it(
    colibri: Person, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stick / "foto.copia").write_bytes(b"una foto")
    monkeypatch.setattr("carecompanion.ui.pages.copies.ask_copy", lambda _parent: stick / "foto.copia")
    colibri.window.show_page("copies")
    colibri.click("bring-copy")
    colibri.wait_to_read("Este archivo no es una copia de un perfil.")
    colibri.press(Qt.Key.Key_Escape)
    assert "no es una copia" not in colibri.reads()
    assert colibri.window.place.name == "copies"


def test_when_it_cannot_be_joined_the_profile_is_there_again_with_the_reason(
    colibri: Person, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from carecompanion.storage import failures, whole

    def full(*_args: object, **_kwargs: object) -> None:
        raise failures.full()

    agree(monkeypatch, [])
    wrote(colibri, "antes")
    colibri.window.app.profiles.keep_daily_copy(colibri.window.profile)
    colibri.window.show_page("copies")
    colibri.click("look-0")
    colibri.wait_for(lambda: colibri.button("join-copy"), "what it holds")
    monkeypatch.setattr(whole, "build", full)
    colibri.click("join-copy")
    colibri.wait_to_read("Tu perfil está como estaba")
    assert notes(colibri) == {"antes"}


def test_the_recovery_phrase_can_be_taken_away(person: Person) -> None:
    profiles = person.app.profiles
    phrase = profiles.new_recovery_phrase()
    profile = profiles.create(NewProfile("Retama", passphrase="molle", recovery=phrase))
    person.window.enter(profile, "settings", section="privacy")
    person.wait_to_read("También la abre una frase de recuperación.")
    person.click("forget-passphrase")
    person.write("present-passphrase", "molle")
    person.click("form-act")
    person.wait_to_read("No tiene frase de recuperación")
    assert not profiles.has_recovery(profile.id)
    assert profiles.key_of(profile.id, "molle")


def test_damage_found_at_the_start_is_said_and_one_button_opens_the_newest_copy(
    colibri: Person, allows_warnings
) -> None:
    """The check runs behind the first page; nothing of the day before is lost, the damaged file is kept."""
    allows_warnings("carecompanion.storage.backups", "set aside")
    wrote(colibri, "de ayer")
    profiles, profile = colibri.app.profiles, colibri.window.profile
    profiles.keep_daily_copy(profile)
    for number in range(40):
        wrote(colibri, "x" * 3000, f"s{number + 2}")
    folder = colibri.app.paths.profiles / profile.id
    colibri.quit()
    content = bytearray((folder / "profile.db").read_bytes())
    content[-4096 * 3 + 500] ^= 1
    (folder / "profile.db").write_bytes(content)
    colibri.start_program()
    colibri.wait_to_read("Cerrar mi perfil y abrirlo otra vez")
    damaged = colibri.window.profile
    colibri.click("banner-act")
    colibri.wait_for(lambda: colibri.window.profile not in (None, damaged), "the profile, open again")
    colibri.wait_to_read("El archivo estaba dañado, así que abrimos la copia de hoy a las ")
    assert "de ayer" in notes(colibri)
    assert len(colibri.window.profile.keeper.journal.notes()) >= 38
    assert (folder / "damaged-1.db").exists()
