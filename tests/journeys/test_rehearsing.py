"""Una voluntaria prueba palabras: a crash in the middle, two endings side by side, by mouse and by keys."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from carecompanion.learning.records import SceneRun
from carecompanion.paths import Paths
from carecompanion.settings import Appearance, Settings

PACK = Path(__file__).parents[1] / "packs" / "rehearsal"
DOOR = "ensayo/la-puerta"
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
WORDS = {
    "es": {
        "notice": "La escena habla de miedo en casa, sin detalles.",
        "silence": "Aprieta su bolsa y no dice nada.",
        "moment": "Momento 2 de 4",
        "away": "Se va antes",
        "best": "Llegaron al final, a su ritmo",
        "paths": "Tus caminos, el último primero",
        "crash": "Se cerró sin avisar. Seguimos donde quedaste.",
    },
    "en": {
        "notice": "The scene speaks of fear at home, without details.",
        "silence": "She holds her bag and says nothing.",
        "moment": "Moment 2 of 4",
        "away": "She leaves early",
        "best": "You came to the end, at her pace",
        "paths": "Your paths, the latest first",
        "crash": "The program closed without warning. We go on where you left off.",
    },
}


@pytest.fixture(autouse=True)
def ensayo(paths: Paths) -> None:
    """A tiny pack of our own is on the shelf."""
    shutil.copytree(PACK, paths.installed_packs / "ensayo")


def kept(person) -> list[tuple[str, bool, bool]]:
    return [(one.taken, one.is_over, one.is_open) for one in person.window.profile.keeper.journal.every(SceneRun)]


def speak(person, language: str) -> None:
    person.settings = Settings(appearance=Appearance(language=language))  # the computer's, for the next start
    person.window.profile.preferences.keep_appearance(Appearance(language=language))
    person.window.refresh()


def say(person, place: int) -> None:
    person.click(f"choice-{place}")
    person.click("say")


def crash(person) -> None:
    person.pull_the_plug()
    person.start_program()
    person.wait_for(lambda: person.window.profile, "an open profile")


def open_from_learn(person) -> None:
    person.click("nav-learn")
    person.click("course-ensayo")
    person.click(f"scene-{DOOR}")


def open_by_keys(person) -> None:
    """Learn, the course, the list of its first module, the scene."""
    person.press(KEY.Key_2, CTRL)
    person.wait_for(lambda: person.window.place.name == "learn", "Learn")
    person.tab_to("course-cuidarme")
    person.press(KEY.Key_Down)
    assert QApplication.focusWidget().objectName() == "course-ensayo"
    person.press(KEY.Key_Space)
    person.tab_to("lesson-ensayo/antes")
    person.press(KEY.Key_Down)
    assert QApplication.focusWidget().objectName() == f"scene-{DOOR}"
    person.press(KEY.Key_Return)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_volunteer_tries_words_by_mouse(colibri, language: str) -> None:
    words = WORDS[language]
    speak(colibri, language)
    open_from_learn(colibri)
    colibri.wait_to_read(words["notice"])
    colibri.click("notice-go")
    say(colibri, 0)
    say(colibri, 0)
    say(colibri, 2)
    colibri.click("back-one")
    colibri.click("back-one")
    colibri.wait_to_read(words["silence"])
    colibri.wait_to_read(words["moment"])

    crash(colibri)
    colibri.wait_to_read(words["crash"])
    colibri.click("notice-continue")
    colibri.wait_to_read(words["silence"])
    assert kept(colibri) == [("1", False, True)]

    say(colibri, 1)
    colibri.wait_to_read(words["away"])
    crash(colibri)
    open_from_learn(colibri)
    colibri.wait_to_read(words["away"])
    colibri.clicks = 0
    colibri.click("try-from")
    assert colibri.clicks == 1
    for place in (1, 2, 0):
        say(colibri, place)
    colibri.wait_to_read(words["best"])
    colibri.wait_to_read(words["paths"])
    read = colibri.reads()
    assert words["away"] in read
    colibri.click("end-scene")
    colibri.wait_for(lambda: colibri.window.place.name == "learn", "Learn")
    assert kept(colibri) == [("1 2", True, False), ("2 3 1", True, False)]


@pytest.mark.parametrize("language", ["es", "en"])
def test_so_by_keyboard_alone(colibri, language: str) -> None:
    words = WORDS[language]
    speak(colibri, language)
    open_by_keys(colibri)
    colibri.wait_to_read(words["notice"])
    colibri.tab_to("notice-go")
    colibri.press(KEY.Key_Return)
    for key in (KEY.Key_1, KEY.Key_1, KEY.Key_3):
        colibri.press(key)
        colibri.press(KEY.Key_Return)
    assert kept(colibri) == [("1 1 3", False, True)]
    colibri.press(KEY.Key_Backspace)
    colibri.press(KEY.Key_Backspace)
    colibri.wait_to_read(words["silence"])

    crash(colibri)
    open_by_keys(colibri)
    colibri.wait_to_read(words["silence"])
    colibri.wait_to_read(words["moment"])
    colibri.press(KEY.Key_M)
    colibri.tab_to("scene-map")
    colibri.press(KEY.Key_Home)
    colibri.press(KEY.Key_M)
    colibri.press(KEY.Key_2)
    colibri.press(KEY.Key_Return)
    colibri.wait_to_read(words["away"])

    colibri.tab_to("scene-map")
    colibri.press(KEY.Key_Home)
    colibri.press(KEY.Key_Return)
    assert kept(colibri) == [("1 2", True, False), ("", False, True)]
    for key in (KEY.Key_2, KEY.Key_3, KEY.Key_1):
        colibri.press(key)
        colibri.press(KEY.Key_Return)
    colibri.wait_to_read(words["best"])
    colibri.wait_to_read(words["paths"])
    colibri.tab_to("read-words")
    colibri.press(KEY.Key_Return)
    colibri.press(KEY.Key_Escape)
    colibri.tab_to("end-scene")
    colibri.press(KEY.Key_Return)
    colibri.wait_for(lambda: colibri.window.place.name == "learn", "Learn")
    assert kept(colibri) == [("1 2", True, False), ("2 3 1", True, False)]


def test_hidden_in_the_middle_it_comes_back_as_it_was(colibri) -> None:
    open_from_learn(colibri)
    colibri.click("notice-go")
    say(colibri, 1)
    colibri.click("choice-2")
    colibri.press(KEY.Key_F9)
    assert "dos sillas" not in colibri.reads()
    colibri.press(KEY.Key_1)
    colibri.press(KEY.Key_Return)
    colibri.press(KEY.Key_F9)
    colibri.wait_to_read("Entran. Hay dos sillas junto a la ventana.")
    assert kept(colibri) == [("2", False, True)], "behind the cover nothing is picked and nothing said"
    colibri.click("say")
    assert kept(colibri) == [("2 3", False, True)]


def test_what_she_tried_is_nowhere_to_be_read(colibri, profile_files: Callable[[], list[Path]], paths: Paths) -> None:
    """Which words she chose is hers: the file is encrypted, and the log says nothing of it."""
    open_from_learn(colibri)
    colibri.click("notice-go")
    for place in (2, 1):
        say(colibri, place)
    colibri.click("end-scene")
    every = [one for folder in (paths.data, paths.log) for one in folder.rglob("*") if one.is_file()]
    ours = [one for one in every if "packs" not in one.parts]
    assert profile_files()
    for file in ours:
        content = file.read_bytes()
        for secret in (b"la-puerta", b"scene_run", b"se-va"):
            assert secret not in content, file.name


def test_a_guest_leaves_no_path(person, profile_files: Callable[[], list[Path]]) -> None:
    person.click("enter-guest")
    person.wait_for(lambda: person.window.profile, "an open profile")
    open_from_learn(person)
    person.click("notice-go")
    for place in (1, 2, 0):
        say(person, place)
    person.wait_to_read("Entraste de visita: cuando salgas, no queda nada.")
    assert profile_files() == []


def test_erased_days_take_what_she_tried_along(colibri, clock) -> None:
    open_from_learn(colibri)
    colibri.click("notice-go")
    say(colibri, 1)
    day = clock().astimezone().date()
    assert colibri.window.profile.own_data.erase_days({day}) == 1
    assert kept(colibri) == []
    colibri.window.go.page("learn", course="ensayo")
    colibri.wait_to_read("Escena, sin empezar")
