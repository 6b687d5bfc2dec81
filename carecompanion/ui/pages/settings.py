"""Settings: a list of sections and the one chosen. Each section is a small widget in a file of its own.

Changes apply at once and belong to the profile. The section last looked at is kept with the place.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.settings_about import About
from carecompanion.ui.pages.settings_copies import Backup
from carecompanion.ui.pages.settings_erase import Erase
from carecompanion.ui.pages.settings_facilitate import Facilitation
from carecompanion.ui.pages.settings_hide import Hide
from carecompanion.ui.pages.settings_lines import Lines
from carecompanion.ui.pages.settings_look import LanguageChoice, LookChoice, MotionChoice
from carecompanion.ui.pages.settings_packs import Contents
from carecompanion.ui.pages.settings_privacy import Privacy
from carecompanion.ui.pages.settings_stick import OnAStick
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.section_list import SectionList, SectionMenu
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page

FIRST = "look"
SECTION = "settings_section"

Make = Callable[[App, OpenProfile, Go], QWidget]


@dataclass(frozen=True, slots=True)
class Section:
    """`sentence` stands under the section's title; a guest has only those without `needs_file`."""

    name: str
    icon: str
    title: str
    make: Make
    sentence: str = ""
    needs_file: bool = False


class SettingsPage(QWidget):
    """`section` opens a certain one; else the one last looked at."""

    shell = "full"

    def __init__(self, app: App, profile: OpenProfile, go: Go, section: str = "") -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._sections = {one.name: one for one in sections(profile) if not (one.needs_file and profile.is_guest)}
        kept = section or profile.preferences.get(SECTION, FIRST)
        self._now = kept if kept in self._sections else FIRST
        guide = Button(_("Guide"), icon="notebook-text")
        guide.setObjectName("open-guide")
        guide.clicked.connect(lambda: go.page("guide"))
        self._top = TopRow(_("Settings"), actions=[guide])
        self._panel = Card(padding=0)
        fill_page(self, self._top, go.hide).content.addLayout(self._beside_each_other(), 1)
        self._show(self._now)

    def enter(self) -> None:
        """The keyboard begins at the section that is shown."""
        self._list.focus_here()

    def escape(self) -> None:
        self._go.page("today")

    def _beside_each_other(self) -> QVBoxLayout | QHBoxLayout:
        row: QVBoxLayout | QHBoxLayout = QVBoxLayout() if look.is_one_column else QHBoxLayout()
        row.setSpacing(look.space(16 if look.is_one_column else 24))
        kind = SectionMenu if look.is_one_column else SectionList
        self._list = kind(_("Settings"), list(self._sections.values()), self._now, self._choose)
        row.addWidget(self._list)
        row.addWidget(self._panel, 1)
        return row

    def _choose(self, name: str) -> None:
        self._profile.preferences.keep(**{SECTION: name})
        self._show(name)

    def _show(self, name: str) -> None:
        """The section in the panel; the one before is thrown away."""
        self._now = name
        while self._panel.body.count():
            old = self._panel.body.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        section = self._sections[name]
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(look.space(24), look.space(20), look.space(24), look.space(12))
        column.setSpacing(0)
        column.addWidget(Label(section.title, "h2"))
        if section.sentence:
            column.addSpacing(look.space(2))
            column.addWidget(Label(section.sentence, "ui", "textMuted"))
        column.addSpacing(look.space(14))
        column.addWidget(section.make(self._app, self._profile, self._go))
        column.addStretch(1)
        scroll = PageScroll(content)
        self._panel.body.setContentsMargins(1, 1, 1, 1)
        self._panel.body.addWidget(scroll)


def sections(profile: OpenProfile) -> tuple[Section, ...]:
    """All there are now, in the order of the list."""
    guest = _("You are here as a guest: changes last until you leave.")
    own = guest if profile.is_guest else _("Changes show at once and are only for your profile.")
    return (
        Section("language", "languages", _("Language"), LanguageChoice, own),
        Section("look", "palette", _("Appearance and text"), LookChoice, own),
        Section("motion", "wind", _("Motion"), MotionChoice, own),
        Section("privacy", "lock", _("Passphrase and privacy"), Privacy),
        Section("hide", "eye-off", _("Hide the screen"), Hide),
        Section("lines", "phone", _("Lines of my area"), Lines),
        Section("packs", "package", _("Contents"), Contents),
        Section("stick", "hard-drive-download", _("Take it on a USB stick"), OnAStick),
        Section("facilitation", "presentation", _("Facilitation"), Facilitation, needs_file=True),
        Section("copies", "save", _("Backup"), Backup, needs_file=True),
        Section("erase", "trash-2", _("Delete my data"), Erase, needs_file=True),
        Section("about", "info", _("About"), About),
    )
