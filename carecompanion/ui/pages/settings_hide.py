"""Settings: hiding the screen, how, and honestly what it cannot do."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Hairline
from carecompanion.ui.widgets.key_sentence import KeySentence
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.text import Label


class Hide(QWidget):
    """The key, the other way, and the limits."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        column.addWidget(
            KeySentence(
                _("{key} covers the screen at once with a page of notes. Pressed again, you are back."),
                "F9",
                "body",
                "text",
            )
        )
        if profile.has_passphrase:
            words = _(
                "Your profile asks for its passphrase first: type it on the page of notes, where nothing shows, "
                "and press Enter."
            )
            column.addWidget(Label(words, "ui", "textMuted"))
        column.addWidget(Hairline())
        row = SwitchRow(
            _("Shift three times hides, too"),
            _("For laptops where F9 does something else. Shift alone, three times within two seconds."),
            profile.preferences.is_on("shift_hides", default=True),
        )
        row.switch.setObjectName("shift-hides")
        row.toggled.connect(lambda is_on: profile.preferences.keep(shift_hides=is_on))
        column.addWidget(row)
        column.addWidget(Hairline())
        column.addWidget(
            Callout(
                "notice",
                _("What hiding cannot do"),
                _(
                    "It covers the screen; it does not erase that this program is installed, nor that it is open. "
                    "Someone who knows computers can still find it. If you share the computer, set a passphrase."
                ),
            )
        )
