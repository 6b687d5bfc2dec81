"""Settings: the way to the help lines of the place. They belong to the computer, not to a profile, and it says so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import _, ngettext
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.help_lines import call_first_words, shared_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.text import Label


class Lines(QWidget):
    """How many there are, who sees them, and the button to their page."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        column.addWidget(Label(shared_words()))
        n = len(app.help_lines.lines())
        count = ngettext("There is {n} line of this area.", "There are {n} lines of this area.", n).format(n=n)
        column.addWidget(Label(count, "ui", "textMuted"))
        column.addWidget(Callout("notice", _("Call first"), call_first_words(), icon="phone"))
        button = Button(_("Open the lines of my area"), icon="phone")
        button.setObjectName("open-lines")
        button.clicked.connect(lambda: go.page("help_lines"))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
