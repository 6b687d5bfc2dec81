"""Settings: the contents of this computer. Adding begins right here, so that it is four clicks from anywhere."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.i18n import _, ngettext
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.packs import ask_pack, shared_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.text import Label


class Contents(QWidget):
    """How many packs there are and their names; a button to add one, and one to their page."""

    def __init__(self, app: App, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        self._go = go
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        column.addWidget(Label(shared_words()))
        titles = [placed.index.shelf(i18n.language()).card.title for placed in app.library.stock()]
        count = ngettext("There is {n} pack: {titles}.", "There are {n} packs: {titles}.", len(titles))
        column.addWidget(Label(count.format(n=len(titles), titles=", ".join(titles)), "ui", "textMuted"))
        column.addWidget(Label(file_words(), "ui", "textMuted"))
        add = Button(_("Add"), "primary", "package-plus")
        add.setObjectName("add-pack")
        add.clicked.connect(self._on_add)
        show = Button(_("See the contents"), icon="package")
        show.setObjectName("open-packs")
        show.clicked.connect(lambda: go.page("packs"))
        column.addWidget(FlowRow([add, show], look.space(12)))

    def _on_add(self) -> None:
        file = ask_pack(self)
        if file is not None:
            self._go.page("packs", file=str(file))


def file_words() -> str:
    return _("A pack is one file that ends in .carepack. It comes on a USB stick or by mail; no network is needed.")
