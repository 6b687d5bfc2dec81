"""Listening to a scene: only when asked, a sentence at a time, silent when another moment comes or a pause is taken."""

import shutil
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.ui.main_window import MainWindow
from tests.ui.test_read_aloud import Engine, speech

__all__ = ["speech"]  # a fixture: Qt's speech, that says nothing and remembers all

PACK = Path(__file__).parents[1] / "packs" / "rehearsal"
KEY = Qt.Key


@pytest.fixture
def scene(speech: ModuleType, window: MainWindow, paths: Paths) -> MainWindow:
    """The first moment of a scene, its notice said yes to."""
    shutil.copytree(PACK, paths.installed_packs / "ensayo")
    window.app.library.reload()
    window.go.enter(window.app.profiles.create(NewProfile("Colibrí")))
    window.show_page("scene", scene="ensayo/la-puerta")
    press_button(window, "notice-go")
    for other in QApplication.topLevelWidgets():
        if other is not window:
            other.hide()  # the keys are for this one
    window.activateWindow()
    QApplication.processEvents()
    return window


def press_button(window: MainWindow, name: str) -> None:
    [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()][-1].click()
    QApplication.processEvents()


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.windowHandle(), key)
        QApplication.processEvents()


def told() -> list[str]:
    return Engine.made[-1].told if Engine.made else []


def listen_button(window: MainWindow) -> QAbstractButton:
    return window.page._header.listen_button


def test_nothing_is_said_until_asked(scene: MainWindow) -> None:
    assert listen_button(scene).isVisible()
    press(scene, KEY.Key_2, KEY.Key_Return)
    assert told() == []


def test_it_says_what_happens_what_she_says_and_the_choices(scene: MainWindow, qtbot) -> None:
    press(scene, KEY.Key_F8)
    for _sentence in range(9):
        Engine.made[-1].finish()
        qtbot.wait(5)
    said = [one for one in told() if one != "(silence)"]
    assert said[:6] == [
        "Son las nueve.",
        "Ella espera junto a la puerta con una bolsa en la mano.",
        "Habla bajo y mira hacia la calle.",
        "«No sé si hice bien en venir».",
        "¿Qué le dices?",
        "1. «Cuénteme rápido qué le hizo».",
    ]


def test_another_moment_is_silence_and_begins_at_its_beginning(scene: MainWindow) -> None:
    press(scene, KEY.Key_F8)
    assert Engine.made[-1].is_heard
    press(scene, KEY.Key_2, KEY.Key_Return)
    assert not Engine.made[-1].is_heard
    press(scene, KEY.Key_F8)
    assert told()[-1] == "Entran."
    press(scene, KEY.Key_Backspace)
    assert not Engine.made[-1].is_heard


def test_the_pause_is_silence_without_a_button_and_the_sentence_waits(scene: MainWindow, qtbot) -> None:
    press(scene, KEY.Key_F8)
    Engine.made[-1].finish()
    qtbot.wait(5)
    press(scene, KEY.Key_F7)
    assert not Engine.made[-1].is_heard
    assert not listen_button(scene).isVisible()
    press(scene, KEY.Key_F8)
    assert not Engine.made[-1].is_heard, "nothing of the scene is heard in the pause"
    press(scene, KEY.Key_F7)
    assert listen_button(scene).isVisible()
    assert not Engine.made[-1].is_heard, "nothing begins by itself"


def test_leaving_and_hiding_are_silence(scene: MainWindow) -> None:
    press(scene, KEY.Key_F8)
    press(scene, KEY.Key_F9)
    assert not Engine.made[-1].is_heard
    press(scene, KEY.Key_F9, KEY.Key_F8)
    assert Engine.made[-1].is_heard
    scene.show_page("today")
    assert not Engine.made[-1].is_heard
