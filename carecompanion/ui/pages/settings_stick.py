"""Settings: the way to the page of sticks, and in a sentence what it is for."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.text import Label


class OnAStick(QWidget):
    """What a stick is good for, and a button to its page."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        words = _("Copy this program to a USB stick, bring a stick up to date, or check that every file is whole.")
        column.addWidget(Label(words))
        rest = _("What you write here does not travel, unless you ask for it on that page.")
        column.addWidget(Label(rest, "ui", "textMuted"))
        show = Button(_("Open"), "primary", "hard-drive-download")
        show.setObjectName("open-stick")
        show.setAccessibleDescription(words)
        show.clicked.connect(lambda: go.page("stick"))
        column.addWidget(FlowRow([show], 0))
