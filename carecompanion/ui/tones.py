"""Two soft tones, one to breathe in and one to breathe out, made in memory.

Qt's sound is in PySide6-Addons, which only comes with the extra `voice`: without it there is no button for it. It is
looked for late and loaded when a person first asks for sound.
"""

import importlib
import importlib.util
import sys
from array import array
from math import exp, pi, sin
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject

MODULE = "PySide6.QtMultimedia"
RATE = 22_050
HERTZ = {"in": 329.63, "sip": 369.99, "out": 246.94}
SECONDS, RISE, LOUDNESS = 1.6, 0.12, 0.22


def may_sound() -> bool:
    """Whether Qt's sound is installed. Loads nothing."""
    return MODULE in sys.modules or importlib.util.find_spec(MODULE) is not None


def open_tones(parent: QObject) -> "Tones | None":
    """None where there is nothing to be heard with."""
    try:
        sound = importlib.import_module(MODULE)
    except ImportError:
        return None
    device = sound.QMediaDevices.defaultAudioOutput()
    return None if device.isNull() else Tones(sound, device, parent)


class Tones(QObject):
    """Plays one tone at a time; `stop` is silence at once."""

    def __init__(self, sound: Any, device: Any, parent: QObject) -> None:
        super().__init__(parent)
        form = sound.QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(sound.QAudioFormat.SampleFormat.Int16)
        self._sink = sound.QAudioSink(device, form, self)
        self._made = {phase: QByteArray(tone(hertz)) for phase, hertz in HERTZ.items()}
        self._playing: QBuffer | None = None

    def play(self, phase: str) -> None:
        """The tone of a phase; while one holds there is none."""
        self.stop()
        if phase in self._made:
            self._playing = QBuffer(self._made[phase], self)
            self._playing.open(QIODevice.OpenModeFlag.ReadOnly)
            self._sink.start(self._playing)

    def stop(self) -> None:
        self._sink.stop()
        if self._playing is not None:
            self._playing.close()
            self._playing.deleteLater()
            self._playing = None


def tone(hertz: float) -> bytes:
    """16 bit samples that swell and fade like a struck bowl, so that nothing clicks."""
    samples = array("h", bytes(2 * round(RATE * SECONDS)))
    for number in range(len(samples)):
        at = number / RATE
        swell = min(1.0, at / RISE) * exp(-2.2 * at) * min(1.0, (SECONDS - at) / RISE)
        wave = sin(2 * pi * hertz * at) + 0.25 * sin(4 * pi * hertz * at)
        samples[number] = round(32_767 * LOUDNESS * swell * wave)
    return samples.tobytes()
