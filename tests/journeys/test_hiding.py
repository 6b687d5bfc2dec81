"""Somebody comes into the room: FLOWS 10 and 11."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from carecompanion.services.profiles import NewProfile


def test_f9_covers_everything_and_comes_back_to_the_same_place(colibri) -> None:
    colibri.window.go.page("lesson", lesson="cuidarme/por-que-cuidarme")
    words = colibri.window.page._run.step.title
    colibri.click("own-note")
    colibri.write("note-own", "a medio escribir")
    colibri.press(Qt.Key.Key_F9)
    colibri.wait(50)
    assert colibri.window.windowTitle() == "Notas"
    assert words not in colibri.reads()
    assert "Colibrí" not in colibri.reads()
    assert [one.note.text for one in colibri.window.profile.study.notes()] == ["a medio escribir"], "saved meanwhile"
    colibri.press(Qt.Key.Key_F9)
    colibri.wait_to_read(words)
    assert colibri.window.windowTitle() == "Care Companion"


def test_shift_three_times_does_the_same(colibri) -> None:
    for _time in range(3):
        colibri.press(Qt.Key.Key_Shift)
    colibri.wait(50)
    assert colibri.window.windowTitle() == "Notas"


def test_with_a_passphrase_the_cover_asks_without_showing_it(person) -> None:
    profile = person.app.profiles.create(NewProfile("Retama", passphrase="molle"))
    person.window.go.enter(profile)
    person.press(Qt.Key.Key_F9)
    person.wait(50)
    before = person.window.grab().toImage()
    person.press(Qt.Key.Key_F9)
    person.wait(100)
    assert person.window.windowTitle() == "Notas", "F9 alone does not come back"
    person.type("otra")
    person.press(Qt.Key.Key_Return)
    person.wait(300)
    assert person.window.windowTitle() == "Notas"
    assert person.window.grab().toImage() == before, "nothing on the cover says that a passphrase is expected"
    person.press(Qt.Key.Key_Escape)
    person.wait(1500)
    person.type("molle")
    person.press(Qt.Key.Key_Return)
    person.wait_for(lambda: person.window.windowTitle() == "Care Companion", "the program again", tries=300)


def test_two_people_one_laptop(person) -> None:
    """Neither sees anything of the other but nickname and lock."""
    person.app.profiles.create(NewProfile("Colibrí")).close()
    person.app.profiles.create(NewProfile("Retama", passphrase="molle")).close()
    person.quit()
    person.start_program()
    person.wait_to_read("Colibrí")
    person.wait_to_read("Retama")
    colibri = next(one for one in person.app.profiles.listed() if one.nickname == "Colibrí")
    person.click(f"profile-{colibri.id}")
    person.wait_for(lambda: person.window.profile, "an open profile")
    person.wait(200)
    assert "Retama" not in person.reads()
    person.click("nav-profile")
    menu = person.wait_for(QApplication.activePopupWidget, "the small menu")
    QTest.keyClick(menu, Qt.Key.Key_Return)
    person.wait_to_read("¿Quién está aquí?")
    assert person.window.profile is None
