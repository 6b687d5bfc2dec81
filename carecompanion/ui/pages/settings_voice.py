"""Settings, reading aloud: how fast the voice reads, or one line where this computer has none in the language."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.i18n import _
from carecompanion.services.preferences import Preferences
from carecompanion.ui.read_aloud import SPEED, find_voice, no_voice_words
from carecompanion.ui.theme import look
from carecompanion.ui.voice import USUAL
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label


class VoiceChoice(QWidget):
    """Only where the extra `voice` is installed. Looking here asks for the voice, so one newly installed is found."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.space(12), 0, look.space(12))
        column.setSpacing(look.space(8))
        voice = find_voice(i18n.language(), self)
        if voice is None:
            none = Label(no_voice_words(i18n.language()), "small", "textMuted")
            none.setObjectName("no-voice")
            column.addWidget(none)
            return
        column.addWidget(Label(_("How fast lessons are read aloud"), weight=600))
        names = [("slow", _("Slowly")), (USUAL, _("As usual")), ("fast", _("Fast"))]
        choice = Segmented(names, preferences.get(SPEED, USUAL), _("How fast lessons are read aloud"))
        choice.setObjectName("voice-speed")
        choice.chosen.connect(lambda name: preferences.keep(**{SPEED: str(name)}))
        column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
