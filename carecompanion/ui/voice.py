"""A voice of the computer that says one sentence at a time.

Qt's speech is in PySide6-Addons, which only comes with the extra `voice`: without it there is no button for it. It is
looked for late, and loaded when a person first asks to listen: on Linux that alone starts a speech service.
"""

import importlib
import importlib.util
import os
import sys
from typing import Any

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

MODULE = "PySide6.QtTextToSpeech"
ENGINE = "CARE_COMPANION_VOICE"  # an engine by name; the only way to Qt's mock one, which makes no sound
MOCK = "mock"
BREATH_MS = 150  # between two sentences
TERRITORY = {"es": "es_PE", "en": "en_US"}
USUAL = "normal"
RATES = {"slow": -0.35, USUAL: 0.0, "fast": 0.3}


def may_speak() -> bool:
    """Whether Qt's speech is installed. Loads nothing."""
    return MODULE in sys.modules or importlib.util.find_spec(MODULE) is not None


def open_voice(language: str, parent: QObject) -> "Voice | None":
    """A voice in this language; None where there is none, or no speech at all."""
    try:
        speech = importlib.import_module(MODULE)
    except ImportError:
        return None
    for name in _engines(speech):
        engine = speech.QTextToSpeech(name, parent)
        locale = _locale_for(language, engine.availableLocales())
        if engine.state() != speech.QTextToSpeech.State.Error and locale is not None:
            engine.setLocale(locale)
            return Voice(speech, engine, parent)
        engine.deleteLater()
    return None


class Voice(QObject):
    """Says a sentence and tells when it was said; `stop` is silence at once."""

    said = Signal()
    failed = Signal()

    def __init__(self, speech: Any, engine: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._state = speech.QTextToSpeech.State
        self._engine = engine
        self._words, self._is_heard = "", False
        self._next = QTimer(self, singleShot=True, interval=BREATH_MS)
        self._next.timeout.connect(self.said)
        engine.stateChanged.connect(self._on_state_changed)

    def set_speed(self, name: str) -> None:
        self._engine.setRate(RATES.get(name, RATES[USUAL]))

    def say(self, words: str) -> None:
        self._next.stop()
        self._words, self._is_heard = words, False
        if self._engine.state() in (self._state.Ready, self._state.Error):
            self._engine.say(words)  # else when the engine has done with what was stopped

    def stop(self) -> None:
        """Whatever the engine tells of it later is no end of a sentence."""
        self._words = ""
        self._next.stop()
        self._engine.stop()

    def _on_state_changed(self, state: Any) -> None:
        if not self._words:
            return
        if state == self._state.Error:
            self._words = ""
            self.failed.emit()
        elif state == self._state.Speaking:
            self._is_heard = True
        elif state == self._state.Ready and self._is_heard:
            self._words = ""
            self._next.start()
        elif state == self._state.Ready:
            QTimer.singleShot(0, self, self._say_late)

    def _say_late(self) -> None:
        if self._words and not self._is_heard and self._engine.state() == self._state.Ready:
            self._engine.say(self._words)


def _engines(speech: Any) -> list[str]:
    asked = os.environ.get(ENGINE, "")
    return [name for name in speech.QTextToSpeech.availableEngines() if (name == asked if asked else name != MOCK)]


def _locale_for(language: str, there: list[QLocale]) -> QLocale | None:
    """The one of this country, else of the Americas' Spanish most voices speak, else any of the language."""
    wanted = QLocale(TERRITORY.get(language, language))
    same = [one for one in there if one.language() == wanted.language()]
    near = ("es_PE", "es_419", "es_MX", "es_US", wanted.name())
    return min(same, key=lambda one: near.index(one.name()) if one.name() in near else len(near), default=None)
