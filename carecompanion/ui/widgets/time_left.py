"""How much time is left, in large still figures. Spoken only when a person asks for it: nothing is said each second."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from carecompanion.i18n import _, ngettext
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.text import TextBlock

SPOKEN_EVERY = 15  # seconds: how exact the spoken time is


class TimeLeft(QLabel):
    """`show_seconds(108)` shows 1:48."""

    def __init__(self) -> None:
        super().__init__()
        self._block = TextBlock("", "timer")
        self._spoken = -1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_seconds(0)

    def show_seconds(self, seconds: int) -> None:
        words = f"{seconds // 60}:{seconds % 60:02}"
        if words == self.text():
            return
        self._block = TextBlock(words, "timer")
        self.setText(words)
        about = -(-seconds // SPOKEN_EVERY) * SPOKEN_EVERY
        if about != self._spoken:
            self._spoken = about
            self.setAccessibleName(_("Time left: {time}").format(time=spoken_time(about)))

    def sizeHint(self) -> QSize:
        return QSize(self._block.natural, self._block.line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._block.paint(QPainter(self), 0, 0, self.width(), look.color("text"))


def spoken_time(seconds: int) -> str:
    """«2 minutos, 15 segundos»."""
    minutes, rest = divmod(seconds, 60)
    parts = [ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)] if minutes else []
    if rest or not minutes:
        parts.append(ngettext("{n} second", "{n} seconds", rest).format(n=rest))
    return ", ".join(parts)
