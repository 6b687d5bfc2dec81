"""Starts that are not as they should be: each says so in a sentence, and goes on."""

from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance, Settings


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
