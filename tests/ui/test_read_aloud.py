"""Reading aloud: off until asked, a sentence at a time and marked, silent in the very event that hides it."""

import importlib.util
import sys
from collections.abc import Iterator
from enum import Enum
from operator import attrgetter
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance
from carecompanion.ui import read_aloud, voice
from carecompanion.ui.keys import key_rows
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.read_aloud import Mark, Said, readable
from carecompanion.ui.theme import look
from carecompanion.ui.voice import Voice, may_speak, open_voice
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.choice import Choice
from carecompanion.ui.widgets.note_box import NoteBox
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label, ReadingText
from tests.ui.parts import TOKENS
from tests.ui.screens import MEMORY, WHY, a_window
from tests.ui.test_every_screen import what_has_no_name, what_is_clipped


class State(Enum):
    Ready, Speaking, Paused, Error = range(4)


class Engine(QObject):
    """Speech that says nothing and remembers all; `finish` ends a sentence. Some tell of a stop only later."""

    stateChanged = Signal(object)
    State = State
    engines = ("loud",)
    locales = ("en_US", "es_ES", "es_MX")
    is_late, is_broken = False, False
    made: "list[Engine]" = []

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.name, self.now = name, State.Error if Engine.is_broken else State.Ready
        self.told: list[str] = []
        Engine.made.append(self)

    @staticmethod
    def availableEngines() -> list[str]:
        return list(Engine.engines)

    def availableLocales(self) -> list[QLocale]:
        return [QLocale(name) for name in Engine.locales]

    def setLocale(self, locale: QLocale) -> None:
        self.locale = locale.name()

    def setRate(self, rate: float) -> None:
        self.rate = rate

    def state(self) -> State:
        return self.now

    def say(self, words: str) -> None:
        self.told.append(words)
        self.become(State.Speaking)

    def stop(self) -> None:
        self.told.append("(silence)")
        if self.now == State.Speaking and not Engine.is_late:
            self.become(State.Ready)

    def become(self, state: State) -> None:
        if state != self.now:
            self.now = state
            self.stateChanged.emit(state)

    def finish(self) -> None:
        self.become(State.Ready)

    @property
    def is_heard(self) -> bool:
        return bool(self.told) and self.told[-1] != "(silence)"


@pytest.fixture
def speech(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Qt's speech, as it would be with the extra `voice`."""
    made = ModuleType(voice.MODULE)
    made.QTextToSpeech = Engine  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, voice.MODULE, made)
    monkeypatch.setattr(voice, "BREATH_MS", 0)
    monkeypatch.setattr(read_aloud, "_LACKING", set())
    monkeypatch.delenv(voice.ENGINE, raising=False)
    for name, value in (("made", []), ("engines", ("loud",)), ("is_late", False), ("is_broken", False)):
        monkeypatch.setattr(Engine, name, value)
    return made


@pytest.fixture
def window(paths: Paths, qtbot: QtBot) -> Iterator[MainWindow]:
    made = a_window(paths, Appearance(language="es", reduced_motion=True), neighbours=False)
    made.go.enter(made.app.profiles.create(NewProfile("Colibrí")))
    made.activateWindow()
    yield made
    made.close()


def button(window: MainWindow, name: str) -> QAbstractButton:
    return next(one for one in window.findChildren(QAbstractButton, name) if one.isVisible())


def listening(window: MainWindow, lesson: str = WHY) -> Engine:
    """A lesson that is being read aloud."""
    window.show_page("lesson", lesson=lesson)
    QApplication.processEvents()
    button(window, "listen").click()
    return Engine.made[-1]


def next_sentence(engine: Engine) -> None:
    count = len(engine.told)
    engine.finish()
    QTest.qWait(1)
    QApplication.processEvents()
    assert len(engine.told) > count


def marked(window: MainWindow) -> list[Any]:
    texts = [one for one in window.findChildren(ReadingText) if one.extraSelections()]
    return texts + [one for one in window.findChildren(read_aloud.Under) if not one.isHidden()]


class TestWithoutTheExtra:
    @pytest.fixture(autouse=True)
    def nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, voice.MODULE, raising=False)
        find = importlib.util.find_spec
        monkeypatch.setattr(
            voice.importlib.util, "find_spec", lambda name, *more: None if name == voice.MODULE else find(name, *more)
        )

    def test_there_is_no_button_no_key_and_no_word(self, window: MainWindow) -> None:
        assert not may_speak()
        window.show_page("lesson", lesson=WHY)
        assert window.findChild(QAbstractButton, "listen") is None
        QTest.keyClick(window, Qt.Key.Key_F8)
        assert "F8" not in [keys for keys, _words in key_rows()]
        window.show_page("settings", section="motion")
        assert window.findChild(QLabel, "no-voice") is None
        assert window.findChild(Segmented, "voice-speed") is None

    def test_a_broken_one_is_none(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, voice.MODULE, None)
        assert open_voice("es", QObject()) is None


class TestVoice:
    @pytest.fixture
    def parent(self, speech: ModuleType, qtbot: QtBot) -> QObject:
        return QObject()

    def test_the_nearest_spanish(self, parent: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
        assert open_voice("es", parent) is not None
        assert Engine.made[-1].locale == "es_MX"
        assert open_voice("en", parent) is not None
        assert Engine.made[-1].locale == "en_US"
        monkeypatch.setattr(Engine, "locales", ("es_ES", "es_PE"))
        open_voice("es", parent)
        assert Engine.made[-1].locale == "es_PE"
        assert open_voice("en", parent) is None

    def test_the_mock_engine_only_when_asked(self, parent: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Engine, "engines", ("mock",))
        assert open_voice("es", parent) is None
        assert Engine.made == []
        monkeypatch.setenv(voice.ENGINE, "mock")
        assert open_voice("es", parent) is not None

    def test_an_engine_that_does_not_start_is_none(self, parent: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Engine, "is_broken", True)
        assert open_voice("es", parent) is None

    def test_the_end_of_what_was_stopped_is_no_end(self, parent: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
        """Speech services tell of a stop when the next sentence was already asked for."""
        monkeypatch.setattr(Engine, "is_late", True)
        made = open_voice("es", parent)
        assert isinstance(made, Voice)
        ends: list[bool] = []
        made.said.connect(lambda: ends.append(True))
        engine = Engine.made[-1]
        made.say("Uno.")
        made.stop()
        made.say("Dos.")
        assert engine.told == ["Uno.", "(silence)"], "not over what still sounds"
        engine.finish()
        QTest.qWait(5)
        assert engine.told[-1] == "Dos."
        assert ends == []
        engine.finish()
        QTest.qWait(5 + voice.BREATH_MS)
        assert ends == [True]

    def test_stopped_between_two_sentences(self, parent: QObject) -> None:
        made = open_voice("es", parent)
        ends: list[bool] = []
        made.said.connect(lambda: ends.append(True))
        made.say("Uno.")
        Engine.made[-1].finish()
        made.stop()
        QTest.qWait(20)
        assert ends == []


class TestReadable:
    @pytest.fixture(autouse=True)
    def usual_look(self, qapp: QApplication) -> None:
        look.take(qapp, TOKENS)

    def test_options_and_prompts_but_nothing_a_person_wrote(self, qtbot: QtBot) -> None:
        box = NoteBox("¿Qué te llevas?")
        qtbot.addWidget(box)
        box.set_text("Mi secreto.")
        assert [said.words for said in readable(box)] == ["¿Qué te llevas?"]
        option = Choice("Escuchar. Sin apuro.", "A")
        qtbot.addWidget(option)
        assert " ".join(said.words for said in readable(option)) == "A. Escuchar. Sin apuro."
        hidden = Label("Nada")
        hidden.hide()
        qtbot.addWidget(hidden)
        assert readable(hidden) == []

    def test_the_mark_stands_on_the_sentence(self, qtbot: QtBot) -> None:
        text = ReadingText("Una 🌱 hoja. **Dos** hojas.\n\n- Tres\n- «Cuatro.» Cinco")
        qtbot.addWidget(text)
        mark = Mark()
        for said in readable(text):
            mark.put(said)
            selections = text.extraSelections()
            selection = selections[0]
            assert selection.cursor.selectedText() == said.words
            assert selection.format.fontUnderline()
        assert [said.words for said in readable(text)] == ["Una 🌱 hoja.", "Dos hojas.", "Tres", "«Cuatro.»", "Cinco"]
        mark.clear()
        assert text.extraSelections() == []

    def test_a_label_is_marked_whole_and_follows_its_size(self, qtbot: QtBot) -> None:
        label = Label("Respira.")
        qtbot.addWidget(label)
        label.resize(300, 40)
        label.show()
        before = label.grab().toImage()
        mark = Mark()
        mark.put(Said("Respira.", label))
        label.resize(300, 60)
        assert label.findChild(read_aloud.Under).height() == 60
        assert label.grab().toImage().pixelColor(150, 58) == look.color("primary")
        mark.clear()
        label.resize(300, 40)
        assert label.grab().toImage() == before


@pytest.mark.usefixtures("speech")
class TestLesson:
    def test_nothing_sounds_or_loads_by_itself(self, window: MainWindow) -> None:
        window.show_page("lesson", lesson=WHY)
        button(window, "next").click()
        QTest.qWait(20)
        assert Engine.made == []

    def test_sentence_after_sentence_and_marked(self, window: MainWindow) -> None:
        engine = listening(window)
        title = window.page._run.step.title
        assert engine.told == [title]
        assert len(marked(window)) == 1
        wanted = [said.words for said in window.page._aloud._spoken()]
        while len(engine.told) < len(wanted):
            next_sentence(engine)
            assert len(marked(window)) == 1
        assert engine.told == wanted
        engine.finish()
        QTest.qWait(5)
        assert not engine.is_heard
        assert marked(window) == []
        assert button(window, "listen").text() == "Escuchar"

    def test_f8_begins_is_silent_and_goes_on_where_it_was(self, window: MainWindow) -> None:
        window.show_page("lesson", lesson=WHY)
        QApplication.processEvents()
        QTest.keyClick(window, Qt.Key.Key_F8)
        engine = Engine.made[-1]
        next_sentence(engine)
        second = engine.told[-1]
        QTest.keyClick(window, Qt.Key.Key_F8)
        assert not engine.is_heard
        assert marked(window) == []
        QTest.keyClick(window, Qt.Key.Key_F8)
        assert engine.told[-1] == second

    def test_f9_silences_in_the_same_event(self, window: MainWindow) -> None:
        engine = listening(window)
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, press)
        assert window.hiding.is_covered
        assert not engine.is_heard, "before anything else happens"
        QApplication.sendEvent(window, press)
        QTest.qWait(20)
        assert not window.hiding.is_covered
        assert not engine.is_heard, "coming back plays nothing"

    @pytest.mark.parametrize("name", ["pause", "next", "leave", "hide"])
    def test_silent_at_once_and_later_too(self, window: MainWindow, name: str) -> None:
        engine = listening(window)
        engine.finish()  # a next sentence is due
        button(window, name).click() if name != "hide" else window.go.hide()
        assert not engine.is_heard
        QTest.qWait(30)
        assert not engine.is_heard

    @pytest.mark.parametrize("name", ["_lock_by_clock", "hiding.before_sleep"])
    def test_locked_by_the_clock_or_before_a_sleep_it_is_silent(self, window: MainWindow, name: str) -> None:
        engine = listening(window)
        attrgetter(name)(window)()
        assert not engine.is_heard

    def test_f8_does_nothing_in_a_pause_and_goes_on_after_it(self, window: MainWindow) -> None:
        engine = listening(window)
        next_sentence(engine)
        second = engine.told[-1]
        window.pause()
        QTest.keyClick(window, Qt.Key.Key_F8)
        assert not engine.is_heard
        window.pause()
        QApplication.processEvents()
        assert not engine.is_heard
        QTest.keyClick(window, Qt.Key.Key_F8)
        assert engine.told[-1] == second

    def test_another_step_begins_at_its_title(self, window: MainWindow) -> None:
        engine = listening(window)
        next_sentence(engine)
        button(window, "next").click()
        button(window, "listen").click()
        said = window.page._aloud._spoken()
        assert engine.told[-1] == said[0].words

    def test_larger_text_keeps_the_sentence(self, window: MainWindow) -> None:
        engine = listening(window)
        next_sentence(engine)
        second = engine.told[-1]
        window.refresh()
        QApplication.processEvents()
        assert not engine.is_heard
        button(window, "listen").click()
        assert Engine.made[-1].told == [second]

    def test_a_question_with_its_options_and_then_what_it_teaches(self, window: MainWindow) -> None:
        window.show_page("lesson", lesson=WHY)
        while window.page._run.step.question is None:
            button(window, "next").click()
        question = window.page._run.step.question
        button(window, "listen").click()
        words = " ".join(said.words for said in window.page._aloud._spoken())
        assert question.prompt in words
        assert all(option.text in words for option in question.options)
        button(window, "choice-0").click()
        assert not Engine.made[-1].is_heard
        words = " ".join(said.words for said in window.page._aloud._spoken())
        assert question.options[0].lead in words

    def test_a_notice_can_be_heard(self, window: MainWindow) -> None:
        engine = listening(window, MEMORY)
        assert engine.told == [window.page._title.text()]

    def test_an_engine_that_fails_is_said(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[str] = []
        monkeypatch.setattr(window.shell, "show_toast", lambda text, *_more: told.append(text))
        engine = listening(window)
        engine.become(State.Error)
        assert told == ["La voz dejó de responder. Puedes probar de nuevo en un rato."]
        assert marked(window) == []
        assert button(window, "listen").text() == "Escuchar"

    def test_without_a_voice_in_the_language(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Engine, "locales", ("en_US",))
        window.show_page("lesson", lesson=WHY)
        listen = button(window, "listen")
        listen.click()
        assert not listen.isVisible()
        window.show_page("lesson", lesson=WHY)
        assert not any(one.isVisible() for one in window.findChildren(Button, "listen")), "and stays away"
        window.show_page("settings", section="motion")
        assert window.findChild(QLabel, "no-voice").text() == "Esta computadora no tiene una voz en español."
        assert window.findChild(Segmented, "voice-speed") is None

    def test_the_speed_is_kept_and_used(self, window: MainWindow) -> None:
        window.show_page("settings", section="motion")
        speed = window.findChild(Segmented, "voice-speed")
        assert speed.value == "normal"
        speed.segments[0].click()
        assert window.profile.preferences.get("voice_speed") == "slow"
        assert listening(window).rate < 0
        assert "F8" in [keys for keys, _words in key_rows()]


@pytest.mark.usefixtures("speech")
@pytest.mark.parametrize(("size", "scale"), [((1366, 696), 1.0), ((1366, 696), 2.0), ((1024, 600), 1.3)])
def test_the_button_and_the_speed_have_room(paths: Paths, qtbot: QtBot, size: tuple[int, int], scale: float) -> None:
    window = a_window(paths, Appearance(language="es", text_scale=scale, reduced_motion=True), size, neighbours=False)
    window.go.enter(window.app.profiles.create(NewProfile("Colibrí")))
    engine = listening(window)
    QApplication.processEvents()
    assert what_is_clipped(window) == []
    assert what_has_no_name(window) == []
    assert engine.is_heard
    window.show_page("settings", section="motion")
    QApplication.processEvents()
    assert what_is_clipped(window) == []
    window.close()
