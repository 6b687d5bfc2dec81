"""Settings: whether this person facilitates workshops; until then «Facilitar» is nowhere to be seen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.leading_keys import LETTERS
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.text import Label


class Facilitation(QWidget):
    """One switch; the navigation follows at once."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        row = SwitchRow(
            _("I also facilitate workshops"),
            _("“Facilitate” then stands in the navigation, after My plan."),
            profile.preferences.facilitates,
        )
        row.switch.setObjectName("facilitates")
        row.toggled.connect(lambda is_on: profile.preferences.keep(facilitates=is_on))
        column.addWidget(row)
        words = _("Switched off, your sessions and their reports stay in your profile. They only do not show.")
        column.addWidget(Label(words, "small", "textMuted"))
        letters = SwitchRow(
            _("Single letters lead a session"),
            _("B, C, T, P, S and + in the console. Arrows, Page Up, Page Down and Space always do."),
            profile.preferences.is_on(LETTERS, default=True),
        )
        letters.switch.setObjectName("console-letters")
        letters.toggled.connect(lambda is_on: profile.preferences.keep(**{LETTERS: is_on}))
        column.addWidget(letters)
