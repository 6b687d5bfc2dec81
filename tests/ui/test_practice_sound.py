"""What runs, sounds and is spoken in a practice: off until asked for, silent when nobody sees it, never each second."""

import sys
from array import array
from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from carecompanion.app import App, open_app
from carecompanion.paths import Paths
from carecompanion.services.practising import PracticeRun
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.settings import Appearance
from carecompanion.ui import tones
from carecompanion.ui.dress import dress
from carecompanion.ui.pages import practice_parts
from carecompanion.ui.pages.practice_breath import BreathView
from carecompanion.ui.pages.practice_parts import Spoken
from carecompanion.ui.pages.practice_steps import StepsView
from carecompanion.ui.pulse import Pulse
from carecompanion.ui.tones import RATE, Tones, may_sound, open_tones, tone

BREATHE, SIGH, RELEASE = "cuidarme/respirar-4-6", "cuidarme/suspiro-largo", "cuidarme/soltar-el-cuerpo-corto"


class Sink(QObject):
    """A loudspeaker that remembers what it was told."""

    told: list[str] = []

    def __init__(self, device: object, form: object, parent: QObject) -> None:
        super().__init__(parent)

    def start(self, source: Any) -> None:
        assert source.isOpen()
        assert source.bytesAvailable() > RATE
        Sink.told.append("plays")

    def stop(self) -> None:
        Sink.told.append("stops")


class Form:
    """How the samples are written down."""

    SampleFormat = SimpleNamespace(Int16="int16")

    def setSampleRate(self, rate: int) -> None:
        assert rate == RATE

    def setChannelCount(self, count: int) -> None:
        assert count == 1

    def setSampleFormat(self, form: str) -> None:
        assert form == "int16"


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Qt's sound, as it would be with the extra `voice`."""
    made = ModuleType(tones.MODULE)
    made.QAudioFormat, made.QAudioSink = Form, Sink  # type: ignore[attr-defined]
    device = SimpleNamespace(isNull=lambda: False)
    made.QMediaDevices = SimpleNamespace(defaultAudioOutput=lambda: device)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, tones.MODULE, made)
    Sink.told = []
    return made


@pytest.fixture
def app(paths: Paths, clock: Any, qtbot: QtBot) -> App:
    made = open_app(paths, clock=clock, cost=2)
    dress(Appearance(language="es"), paths)
    return made


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    made = app.profiles.create(NewProfile("Colibrí"))
    yield made
    made.close()


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Any]:
    """Puts a view on the screen, and hides it before it goes."""
    views: list[QWidget] = []

    def show(view: Any) -> Any:
        views.append(view)
        qtbot.addWidget(view)
        view.resize(1290, 624)
        view.show()
        qtbot.waitExposed(view)
        return view

    yield show
    for view in views:
        view.hide()


def breathing(app: App, practice: str = BREATHE) -> BreathView:
    return BreathView(PracticeRun(app.library.practice(practice, "es")), Spoken(None))  # type: ignore[arg-type]


def let_pass(view: Any, seconds: float) -> None:
    holder = view.circle if isinstance(view, BreathView) else view
    holder._on_pulse_passed(seconds)


class TestTones:
    def test_without_the_extra_there_is_no_button(self, app: App, shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, tones.MODULE, raising=False)
        monkeypatch.setattr(tones.importlib.util, "find_spec", lambda _name: None)
        assert not may_sound()
        view = shown(breathing(app))
        assert view.findChild(QAbstractButton, "sound") is None

    def test_a_broken_one_is_none(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        """The module is there, and a library it needs is not."""
        monkeypatch.setitem(sys.modules, tones.MODULE, None)
        assert open_tones(QObject()) is None

    def test_off_until_asked_for_and_then_at_each_breath(self, app: App, shown: Any, sound: ModuleType) -> None:
        view = shown(breathing(app))
        view.start()
        let_pass(view, 4.5)
        assert Sink.told == [], "nothing sounds by itself"
        view.findChild(QAbstractButton, "sound").click()
        assert "plays" not in Sink.told
        let_pass(view, 5.6)  # out is over: in again
        assert Sink.told[-1] == "plays"
        count = Sink.told.count("plays")
        let_pass(view, 1)
        assert Sink.told.count("plays") == count, "one tone a phase"

    def test_silent_at_once_when_nobody_sees_it(self, app: App, shown: Any, sound: ModuleType) -> None:
        view = shown(breathing(app))
        view.findChild(QAbstractButton, "sound").click()
        view.start()
        assert Sink.told[-1] == "plays"
        view.hide()
        assert Sink.told[-1] == "stops"

    def test_paused_ended_and_switched_off_it_is_silent(self, app: App, shown: Any, sound: ModuleType) -> None:
        view = shown(breathing(app))
        button = view.findChild(QAbstractButton, "sound")
        button.click()
        for quiet in (view.turn, view.halt, button.click):
            view.start()
            assert Sink.told[-1] == "plays"
            quiet()
            assert Sink.told[-1] == "stops"
            view.halt()
        button.click()
        view.start()
        let_pass(view, 300)
        assert Sink.told[-1] == "stops"

    def test_nothing_to_be_heard_with_takes_the_button_away(self, app: App, shown: Any, sound: ModuleType) -> None:
        nothing = SimpleNamespace(isNull=lambda: True)
        sound.QMediaDevices = SimpleNamespace(defaultAudioOutput=lambda: nothing)  # type: ignore[attr-defined]
        view = shown(breathing(app))
        button = view.findChild(QAbstractButton, "sound")
        button.click()
        assert not button.isVisible()
        view.start()
        assert Sink.told == []

    def test_a_hold_makes_no_tone(self, qtbot: QtBot, sound: ModuleType) -> None:
        parent = QObject()
        made = open_tones(parent)
        assert isinstance(made, Tones)
        made.play("hold")
        assert Sink.told == ["stops"]
        made.play("sip")
        assert Sink.told[-1] == "plays"

    def test_a_tone_is_soft(self) -> None:
        samples = array("h", tone(330.0))
        assert samples[0] == 0
        assert abs(samples[-1]) < 20, "it fades out"
        assert 3_000 < max(samples) < 12_000, "never loud"
        assert max(abs(one - other) for one, other in pairwise(samples)) < 1_500, "no click"


class TestSpoken:
    @pytest.fixture
    def said(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        heard: list[str] = []
        monkeypatch.setattr(practice_parts, "announce", lambda _widget, sentence: heard.append(sentence))
        return heard

    def test_one_sentence_a_phase_and_none_a_second(self, app: App, shown: Any, said: list[str]) -> None:
        view = shown(breathing(app, SIGH))
        view.start()
        for _tenth in range(105):
            let_pass(view, 0.1)
        assert said == ["Inhala", "Un poquito más", "Exhala", "Inhala"]

    def test_one_a_step(self, app: App, shown: Any, said: list[str]) -> None:
        run = PracticeRun(app.library.practice(RELEASE, "es"))  # type: ignore[arg-type]
        view = shown(StepsView(run, Spoken(None)))
        view.start()
        first, second, third = run.practice.steps[:3]
        for _second in range(first.seconds):
            let_pass(view, 1)
        assert said == [f"{first.title}. {first.text}", f"{second.title}. {second.text}"]
        view._on_next_clicked()
        assert said[-1] == third.text, "the title is read where the keyboard goes"

    def test_it_can_be_silenced_and_stays_so(self, app: App, profile: OpenProfile, shown: Any, said: list[str]) -> None:
        was_active = QAccessible.isActive()
        QAccessible.setActive(True)
        try:
            run = PracticeRun(app.library.practice(BREATHE, "es"))  # type: ignore[arg-type]
            view = shown(BreathView(run, Spoken(profile)))
            button = view.findChild(QAbstractButton, "spoken")
            assert button.isChecked()
            button.click()
            view.start()
            let_pass(view, 4.5)
            assert said == []
            assert not Spoken(profile).is_on
        finally:
            QAccessible.setActive(was_active)

    def test_where_no_screen_reader_listens_there_is_no_button(
        self, app: App, shown: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(practice_parts.QAccessible, "isActive", lambda: False)
        assert shown(breathing(app)).findChild(QAbstractButton, "spoken") is None

    def test_the_circle_keeps_its_name(self, app: App, shown: Any) -> None:
        view = shown(breathing(app))
        view.start()
        names = set()
        for _second in range(12):
            let_pass(view, 1)
            names.add(view.circle.accessibleName())
        assert names == {"Círculo para respirar"}


class TestPulse:
    """Time by two clocks that obey."""

    def a_pulse(self, qtbot: QtBot) -> tuple[Pulse, dict[str, float], list[object]]:
        now = {"wall": 1000.0, "steady": 0.0}
        parent = QObject()
        pulse = Pulse(parent, lambda: now["wall"], lambda: now["steady"])
        heard: list[object] = [parent]
        pulse.passed.connect(heard.append)
        pulse.slept.connect(lambda: heard.append("slept"))
        pulse.start(60_000)
        return pulse, now, heard

    def test_tells_what_went_by(self, qtbot: QtBot) -> None:
        pulse, now, heard = self.a_pulse(qtbot)
        for steady in (0.5, 0.7, 3.0):
            now["steady"], now["wall"] = steady, 1000 + steady
            pulse.beat()
        assert heard[1:] == pytest.approx([0.5, 0.2, 2.3])

    @pytest.mark.parametrize("clock", ["wall", "steady"])
    def test_sleep_is_not_practised_and_ends_it(self, qtbot: QtBot, clock: str) -> None:
        """Some systems' steady clock stands still meanwhile, others' goes on."""
        pulse, now, heard = self.a_pulse(qtbot)
        now[clock] += 600
        pulse.beat()
        assert heard[1:] == ["slept"]
        assert not pulse.is_running

    def test_a_clock_set_back_tells_nothing(self, qtbot: QtBot) -> None:
        pulse, now, heard = self.a_pulse(qtbot)
        now["wall"] -= 3600
        now["steady"] += 0.2
        pulse.beat()
        assert heard[1:] == pytest.approx([0.2])
        assert pulse.is_running
        pulse.stop()
        assert not pulse.is_running

    def test_the_circle_really_runs(self, app: App, shown: Any, qtbot: QtBot) -> None:
        view = shown(breathing(app))
        view.start()
        qtbot.waitUntil(lambda: view.circle.elapsed > 0.3, timeout=3000)
        view.halt()
        stood = view.circle.elapsed
        qtbot.wait(120)
        assert view.circle.elapsed == stood
