"""Help is needed now: FLOWS 9. One click or one key, from everywhere, and back to the same place with nothing lost."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from carecompanion.services.profiles import NewProfile
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.widgets.help_row import HelpRow
from carecompanion.ui.widgets.scroll import PageScroll

WHY, GROUND = "cuidarme/por-que-cuidarme", "cuidarme/volver-al-presente"
KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def ask(person) -> None:
    """One key."""
    person.press(KEY.Key_F1)
    person.wait_for(lambda: place(person) == "help", "help")
    person.wait_to_read("105")


def place(person) -> str:
    return person.window.place.name


def come_back_to(person, name: str) -> None:
    person.press(KEY.Key_Escape)
    person.wait_for(lambda: place(person) == name, name)


def files(folder: Path) -> dict[str, str]:
    """What is on the disk; a database's -shm only notes who reads."""
    found = (one for one in folder.rglob("*") if one.is_file() and not one.name.endswith("-shm"))
    return {str(one): hashlib.sha256(one.read_bytes()).hexdigest() for one in found}


def words(person) -> str:
    return "\n".join(one.text() for one in person.window.findChildren(QLabel) if one.isVisible())


# from everywhere, and back


def test_one_click_on_the_picker_before_anyone_is_in(person) -> None:
    person.app.profiles.create(NewProfile("Retama", passphrase="molle")).close()
    person.app.profiles.create(NewProfile("Colibrí", passphrase="quena")).close()
    person.quit()
    person.start_program()
    person.wait_to_read("Retama")
    before = files(person.app.paths.data)
    person.clicks = 0
    person.click("help-now")
    person.wait_to_read("Línea 113, opción 5: salud mental")
    assert person.clicks == 1 and person.window.profile is None
    assert person.button("edit-people") is None, "nobody's people without a profile"
    person.click("back")
    person.wait_to_read("¿Quién está aquí?")
    ask(person)
    come_back_to(person, "picker")
    assert files(person.app.paths.data) == before, "asking for help writes nothing"


def test_one_click_in_the_navigation(colibri) -> None:
    colibri.clicks = 0
    colibri.click("nav-help")
    colibri.wait_to_read("105")
    assert colibri.clicks == 1


def test_from_a_lesson_and_back_to_the_same_step_with_the_text(colibri, caplog: pytest.LogCaptureFixture) -> None:
    colibri.window.go.page("lesson", lesson=WHY)
    colibri.click("next")
    step = colibri.window.page._run.step.title
    colibri.click("own-note")
    colibri.write("note-own", "lo que iba escribiendo")
    colibri.wait(1300)
    caplog.clear()
    before = files(colibri.app.paths.data)
    ask(colibri)
    come_back_to(colibri, "lesson")
    assert colibri.window.page._run.step.title == step
    assert [one.note.text for one in colibri.window.profile.study.notes()] == ["lo que iba escribiendo"]
    assert files(colibri.app.paths.data) == before, "asking for help writes nothing"
    assert not [one for one in caplog.records if one.name.startswith("carecompanion")], "and no log knows"


def test_what_was_being_typed_is_kept_without_waiting(colibri) -> None:
    colibri.window.go.page("lesson", lesson=WHY)
    colibri.click("own-note")
    colibri.write("note-own", "a medias")
    ask(colibri)
    colibri.press(KEY.Key_Left, ALT)
    colibri.wait_for(lambda: place(colibri) == "lesson", "the lesson")
    assert [one.note.text for one in colibri.window.profile.study.notes()] == ["a medias"]


def test_from_a_search_and_back_to_what_was_found(colibri) -> None:
    """Half-typed words that nobody keeps are there again, and the keyboard is where it was."""
    colibri.window.go.page("learn")
    colibri.window.search()
    colibri.type("hombros")
    ask(colibri)
    come_back_to(colibri, "learn")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit) and field.text() == "hombros"


def test_from_a_pause_back_to_the_pause(colibri) -> None:
    """What the pause hides does not come back by itself."""
    colibri.window.go.page("lesson", lesson=WHY)
    hidden = colibri.window.page._run.step.title
    colibri.press(KEY.Key_F7)
    colibri.wait_for(lambda: colibri.button("pause-back"), "the pause")
    ask(colibri)
    come_back_to(colibri, "lesson")
    colibri.wait_for(lambda: colibri.button("pause-back"), "the pause")
    assert hidden not in words(colibri)


def test_from_a_practice_and_back(colibri) -> None:
    colibri.window.go.page("practice", practice=GROUND, straight=1)
    ask(colibri)
    come_back_to(colibri, "practice")


def test_from_the_form_of_a_new_profile_words_stay_but_never_the_passphrase(person) -> None:
    person.click("new-profile")
    person.write("nickname", "Golondrina")
    person.seen(QLineEdit, "passphrase").setText("molle")
    ask(person)
    come_back_to(person, "new_profile")
    assert person.seen(QLineEdit, "nickname").text() == "Golondrina"
    assert person.seen(QLineEdit, "passphrase").text() == "", "secrets do not wait in memory"


def test_above_a_dialog_it_closes_as_with_esc_and_help_is_there(colibri) -> None:
    QTimer.singleShot(150, lambda: QTest.keyClick(QApplication.activeModalWidget().windowHandle(), KEY.Key_F1))
    colibri.window.show_keys()  # waits until the list is gone
    colibri.wait_for(lambda: place(colibri) == "help", "help")
    come_back_to(colibri, "today")


def test_a_guest_who_is_asked_about_leaving_is_still_there(person) -> None:
    """The dialog's safe answer: nothing of what she did is lost by asking for help."""
    person.click("enter-guest")
    person.wait_for(lambda: person.window.profile, "the guest")
    QTimer.singleShot(150, lambda: QTest.keyClick(QApplication.activeModalWidget().windowHandle(), KEY.Key_F1))
    person.window.lock()
    person.wait_for(lambda: place(person) == "help", "help")
    assert person.window.profile is not None and person.window.profile.is_guest


def test_f1_closes_what_lies_over_help_itself(colibri) -> None:
    ask(colibri)
    QTimer.singleShot(300, lambda: QTest.keyClick(QApplication.activeModalWidget().windowHandle(), KEY.Key_F1))
    colibri.click("print")  # waits until the preview is gone
    assert QApplication.activeModalWidget() is None and place(colibri) == "help"


def test_behind_the_cover_there_is_only_notas(colibri) -> None:
    """F9 wins: whoever looks over her shoulder learns nothing by pressing F1."""
    colibri.press(KEY.Key_F9)
    colibri.press(KEY.Key_F1)
    colibri.wait(50)
    assert colibri.window.windowTitle() == "Notas" and place(colibri) == "today"
    colibri.press(KEY.Key_F9)
    ask(colibri)
    colibri.press(KEY.Key_F9)
    heard = spoken(QAccessible.queryAccessibleInterface(colibri.window))
    assert not [name for name in heard if "105" in name or "Ayuda" in name]
    assert "105" not in words(colibri)


def spoken(node: QAccessible) -> list[str]:
    """What a screen reader may find; hidden things and the band that hides them it passes by."""
    found = [node.text(QAccessible.Text.Name)]
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            found += spoken(child)
    return found


# what is done there


def test_back_to_the_present_in_one_click_and_back_to_the_same_place(colibri) -> None:
    ask(colibri)
    scroll = colibri.window.page.findChildren(PageScroll)[0].verticalScrollBar()
    scroll.setValue(scroll.maximum() // 2)
    was = scroll.value()
    colibri.clicks = 0
    colibri.click("ground")
    assert colibri.clicks == 1 and place(colibri) == "practice"
    come_back_to(colibri, "help")
    now = colibri.window.page.findChildren(PageScroll)[0].verticalScrollBar()
    assert abs(now.value() - was) <= 2
    assert QApplication.focusWidget().objectName() == "ground"


@pytest.fixture
def printing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], Path]:
    """The preview stays open beside the test, and a file has a name."""
    monkeypatch.setattr(PrintPreview, "exec", lambda self: self.show())
    target = tmp_path / "numeros.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(target), ""))
    return lambda: target


def test_the_numbers_on_paper_in_two_clicks(colibri, printing: Callable[[], Path]) -> None:
    person = colibri.window.profile.planning.new("person")
    colibri.window.profile.planning.keep(replace(person, first="Mi hermana", second="Para reírme", more="987654321"))
    ask(colibri)
    colibri.clicks = 0
    colibri.click("print")
    colibri.click("save-page")
    assert colibri.clicks == 2
    page = printing().read_text(encoding="utf-8")
    assert "105" in page and "1810" in page and "Mi hermana" not in page
    colibri.click("print-close")
    colibri.click("print-people")
    colibri.click("save-page")
    assert "987654321" in printing().read_text(encoding="utf-8"), "asked for, her people are there"


def test_my_people_and_the_way_to_change_them(colibri) -> None:
    person = colibri.window.profile.planning.new("person")
    colibri.window.profile.planning.keep(replace(person, first="Mi hermana", second="Para reírme", more="987654321"))
    ask(colibri)
    colibri.wait_to_read("987654321")
    colibri.clicks = 0
    colibri.click("edit-people")
    colibri.wait_for(lambda: place(colibri) == "plan", "my plan")
    assert colibri.clicks == 1


def test_everything_by_keyboard(colibri) -> None:
    ask(colibri)
    colibri.tab_to("ground")
    colibri.press(KEY.Key_Return)
    colibri.wait_for(lambda: place(colibri) == "practice", "the practice")
    come_back_to(colibri, "help")


# lines of the place


def test_a_coordinator_adds_a_line_without_any_profile(person) -> None:
    """By keyboard, from the first page; everybody sees it, tomorrow too."""
    ask(person)
    person.tab_to("add-line")
    person.press(KEY.Key_Return)
    person.wait_for(lambda: place(person) == "help_lines", "lines of my area")
    person.wait_to_read("Llama tú primero")
    fields = {"number": "061571234", "hours": "8:00 a 16:00", "title": "CEM de Yarinacocha", "added-by": "Coordinación"}
    for name, text in fields.items():
        person.tab_to(f"line-{name}")
        person.type(text)
    person.tab_to("keep-line")
    person.press(KEY.Key_Return)
    person.wait_to_read("Guardado en esta computadora")
    person.press(KEY.Key_Escape)
    person.wait_for(lambda: place(person) == "help", "help")
    person.wait_to_read("Añadida por Coordinación, vista el 24 de noviembre de 2026 · sin confirmar")
    person.quit()
    person.start_program()
    person.window.go.enter(person.app.profiles.create(NewProfile("Retama")))
    ask(person)
    person.wait_to_read("CEM de Yarinacocha")
    rows = [one.number.accessibleName() for one in person.window.findChildren(HelpRow) if one.isVisible()]
    assert rows[:5] == ["105", "106", "100", "113", "1810"] and rows[-1] == "061571234", "after the official ones"


def test_help_is_needed_while_writing_a_line(person) -> None:
    ask(person)
    person.click("add-line")
    person.write("line-title", "Posta de San José")
    ask(person)
    come_back_to(person, "help_lines")
    assert person.seen(QLineEdit, "line-title").text() == "Posta de San José"


def test_removing_a_line_can_be_undone(person) -> None:
    new = person.app.help_lines.new()
    person.app.help_lines.keep(replace(new, number="061571234", title="CEM", hours="8 a 16", added_by="CEM"))
    ask(person)
    person.clicks = 0
    person.click("change-lines")
    person.click(f"remove-{new.id}")
    assert person.clicks == 2 and not person.app.help_lines.lines()
    person.wait_to_read("Se quitó «CEM».")
    person.click_words("Deshacer")
    assert [one.title for one in person.app.help_lines.lines()] == ["CEM"]


def test_from_settings_too(colibri) -> None:
    colibri.window.go.page("settings", section="lines")
    colibri.click("open-lines")
    colibri.wait_to_read("Líneas de mi zona")
    assert place(colibri) == "help_lines"
    colibri.click("back")
    colibri.wait_for(lambda: place(colibri) == "settings", "settings")


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\x00", b"lines = 3", b"[[lines]]\n" * 5000])
def test_a_damaged_file_of_lines_costs_no_number(person, damage: bytes) -> None:
    file = person.app.paths.help_lines_file
    file.parent.mkdir(parents=True)
    file.write_bytes(damage)
    ask(person)
    official = [one for one in person.window.findChildren(HelpRow) if one.isVisible()]
    assert len(official) == 6 and (person.seen(QWidget, "area-trouble") is not None) is bool(damage)
