"""Settings: copies of the profile. Saving one begins right here, so that it is four clicks from anywhere."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.errors import StorageError
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.copies_save import SaveCopy
from carecompanion.ui.pages.copies_words import what_copies_are, when_inside
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.text import Label


class Backup(QWidget):
    """When the last copy was made, saving one elsewhere, and the way to the page with all of them."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        column.addWidget(Label(what_copies_are()))
        column.addWidget(Label(_newest(app, profile), "ui", "textMuted"))
        show = Button(_("See the copies, go back to one"), icon="history")
        show.setObjectName("open-copies")
        show.clicked.connect(lambda: go.page("copies"))
        column.addWidget(SaveCopy(app, profile, go, beside=show))


def _newest(app: App, profile: OpenProfile) -> str:
    try:
        listed = app.profiles.copies_of(profile).listed()
    except StorageError as error:
        return error.words
    if not listed:
        return _("There is no copy yet; the first one is made today.")
    when = when_inside(listed[0].when, app.clock().astimezone().date())
    return _("The newest copy here: {when}.").format(when=when)
