"""A card beside the woman who just came in: two clicks from anywhere, and back with nothing lost."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.widgets.text import ReadingText

CARD, TITLE = "good/primero", "Lo primero"
WHY = "cuidarme/por-que-cuidarme"
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def small_pack(paths: Paths) -> None:
    """A pack of the place with one card, whatever the program brings along."""
    shutil.copytree(Path(__file__).parents[1] / "packs" / "good", paths.installed_packs / "good")


@pytest.fixture
def three(person):
    """At the picker, where two profiles ask for their passphrase."""
    for name in ("Retama", "Colibrí"):
        person.app.profiles.create(NewProfile(name, passphrase="molle")).close()
    person.quit()
    person.start_program()
    person.wait_to_read("Retama")
    return person


def reads(person) -> str:
    shown = [one for one in person.window.findChildren(QLabel) if one.isVisible()]
    texts = [one for one in person.window.findChildren(ReadingText) if one.isVisible()]
    return "\n".join([one.text() for one in shown] + [one.toPlainText() for one in texts])


def see_the_card(person) -> None:
    person.wait_for(lambda: person.window.place.name == "card", "the card")
    assert TITLE in reads(person) and "Habla bajo." in reads(person) and "«Aquí puede ir despacio»." in reads(person)


def files(folder: Path) -> dict[str, str]:
    found = (one for one in folder.rglob("*") if one.is_file() and not one.name.endswith("-shm"))
    return {str(one): hashlib.sha256(one.read_bytes()).hexdigest() for one in found}


# two clicks


def test_from_today_by_mouse(colibri) -> None:
    colibri.clicks = 0
    colibri.click("nav-help")
    colibri.click(f"card-{CARD}")
    see_the_card(colibri)
    assert colibri.clicks == 2
    assert "Colibrí" not in reads(colibri), "whoever sits there reads no name"


def test_from_a_lesson_by_mouse_and_back_to_the_same_step(colibri) -> None:
    colibri.window.go.page("lesson", lesson=WHY)
    colibri.click("next")
    step = colibri.window.page._run.step.title
    before = files(colibri.app.paths.data)
    colibri.clicks = 0
    colibri.click("nav-help")
    colibri.click(f"card-{CARD}")
    see_the_card(colibri)
    assert colibri.clicks == 2
    colibri.click("back")
    colibri.wait_for(lambda: colibri.window.place.name == "help", "help")
    colibri.press(KEY.Key_Escape)
    colibri.wait_for(lambda: colibri.window.place.name == "lesson", "the lesson")
    assert colibri.window.page._run.step.title == step
    assert files(colibri.app.paths.data) == before, "reading a card writes nothing"


def test_from_the_picker_by_mouse_before_anyone_is_in(three) -> None:
    before = files(three.app.paths.data)
    three.clicks = 0
    three.click("help-now")
    three.click(f"card-{CARD}")
    see_the_card(three)
    assert three.clicks == 2 and three.window.profile is None
    three.click("back")
    three.click("back")
    three.wait_to_read("¿Quién está aquí?")
    assert files(three.app.paths.data) == before


@pytest.mark.parametrize("start", ["today", "lesson", "practice"])
def test_by_keyboard_alone(colibri, start: str) -> None:
    where = {"lesson": {"lesson": WHY}, "practice": {"practice": "cuidarme/volver-al-presente"}}
    colibri.window.go.page(start, **where.get(start, {}))
    colibri.press(KEY.Key_F1)
    colibri.wait_for(lambda: colibri.window.place.name == "help", "help")
    colibri.tab_to(f"card-{CARD}")
    colibri.press(KEY.Key_Return)
    see_the_card(colibri)
    colibri.press(KEY.Key_Escape)
    colibri.wait_for(lambda: colibri.window.place.name == "help", "help")
    assert QApplication.focusWidget().objectName() == f"card-{CARD}", "the keyboard is where it was"


def test_by_keyboard_from_the_picker(three) -> None:
    three.press(KEY.Key_F1)
    three.wait_for(lambda: three.window.place.name == "help", "help")
    three.tab_to(f"card-{CARD}")
    three.press(KEY.Key_Return)
    see_the_card(three)
    assert three.window.profile is None


# with the card on the screen


def open_card(person) -> None:
    person.window.go.page("card", card=CARD)
    see_the_card(person)


def test_somebody_comes_near_and_the_screen_is_covered(colibri) -> None:
    open_card(colibri)
    colibri.press(KEY.Key_F9)
    assert TITLE not in reads(colibri) and colibri.window.windowTitle() == "Notas"
    colibri.press(KEY.Key_F9)
    see_the_card(colibri)
    colibri.clicks = 0
    colibri.click_words("Ocultar")
    assert TITLE not in reads(colibri) and colibri.clicks == 1


def test_the_numbers_are_one_key_away(colibri) -> None:
    """«Si el peligro es ahora, llama primero»."""
    open_card(colibri)
    colibri.press(KEY.Key_F1)
    colibri.wait_to_read("105")
    colibri.press(KEY.Key_Escape)
    see_the_card(colibri)


def test_larger_letters_and_another_language_stay_on_the_card(colibri) -> None:
    open_card(colibri)
    colibri.press(KEY.Key_Plus, CTRL)
    assert colibri.window.appearance.text_scale > 1
    see_the_card(colibri)
    colibri.window.profile.preferences.keep_appearance(Appearance(language="en"))
    colibri.window.refresh()
    colibri.wait_for(lambda: "Speak low." in reads(colibri), "the card in English")
    assert colibri.window.place.name == "card"


def test_f6_walks_through_its_parts(colibri) -> None:
    open_card(colibri)
    names = []
    for _part in range(4):
        colibri.press(KEY.Key_F6)
        focus = QApplication.focusWidget()
        names.append(focus.objectName() or type(focus).__name__)
    assert "back" in names and "ReadingText" in names and len(set(names)) == 4


def test_on_paper_by_one_key(colibri, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(PrintPreview, "exec", lambda self: self.show())
    target = tmp_path / "tarjeta.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(target), ""))
    open_card(colibri)
    colibri.press(KEY.Key_P, CTRL)
    colibri.click("save-page")
    page = target.read_text(encoding="utf-8")
    assert TITLE in page and "<li>Habla bajo.</li>" in page and "Colibrí" not in page
    colibri.click("print-close")


def test_a_card_whose_pack_went_away_is_said_and_the_page_stays(colibri, allows_warnings: Callable) -> None:
    colibri.window.go.page("card", card="good/ninguna")
    colibri.wait_to_read("Esta tarjeta ya no está aquí")
    assert colibri.window.place.name == "today"
