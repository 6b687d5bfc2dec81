"""While a copy is joined or gone back to: nobody's profile is open, a bar shows how far the work is."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.copies import Change, Changed
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, HideButton
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.progress import ProgressBar
from carecompanion.ui.widgets.text import Label

LOOK_MS = 100


class CopiesWorkPage(QWidget):
    """Starts the work when it is shown; afterwards the profile is open again, whatever became of it."""

    shell = "bare"

    def __init__(self, app: App, profile: OpenProfile | None, go: Go, change: Change | None = None) -> None:
        super().__init__()
        self._go, self._change = go, change
        self._title = Label(_("One moment"), "h2")
        self._title.setObjectName("page-title")
        words = _("Your profile is closed and its new file is being made. Until it is whole, nothing is changed.")
        self._words = Label(words)
        self._bar = ProgressBar(0.0, _("How far it is"))
        self._way_out = Button(_("To the first page"))
        self._way_out.setObjectName("work-leave")
        self._way_out.clicked.connect(lambda: go.page("picker"))
        self._way_out.hide()
        card = Card(padding=28)
        card.setMaximumWidth(look.space(620))
        for one in (self._title, self._words, self._bar):
            card.body.addWidget(one)
        card.body.addWidget(self._way_out, 0, Qt.AlignmentFlag.AlignLeft)
        hide = HideButton()
        hide.clicked.connect(go.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(32), 14, look.space(32), look.space(24))
        column.addWidget(hide, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 20)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def enter(self) -> None:
        if self._change is None:
            self._way_out.show()  # gone back to by accident: nothing is under way
            return
        change, self._change = self._change, None
        self._under_way = change
        self._timer.start()
        self._go.run(change.start, self._on_done, self._on_failed)

    def escape(self) -> None:
        """The work comes to its end by itself."""

    def _look(self) -> None:
        self._bar.set_share(self._under_way.share)

    def _on_done(self, changed: Changed) -> None:
        """Somebody may have gone elsewhere meanwhile: then the profile is closed again."""
        if not is_still_here(self):
            changed.profile.close()
        elif changed.words:
            self._go.enter(changed.profile, "copies", said=changed.words)
        else:
            self._go.enter(changed.profile)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if is_still_here(self):
            self._timer.stop()
            self._bar.hide()
            self._title.setText(_("This profile could not be opened"))
            self._words.setText(error.words)
            self._way_out.show()
