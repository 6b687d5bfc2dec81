"""Settings: a list of sections and the one chosen. Each section is a small widget in a file of its own.

Changes apply at once and belong to the profile. The section last looked at is kept with the place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.icons import pixmap
from carecompanion.ui.pages.settings_about import About
from carecompanion.ui.pages.settings_copies import Backup
from carecompanion.ui.pages.settings_erase import Erase
from carecompanion.ui.pages.settings_facilitate import Facilitation
from carecompanion.ui.pages.settings_hide import Hide
from carecompanion.ui.pages.settings_lines import Lines
from carecompanion.ui.pages.settings_look import LanguageChoice, LookChoice, MotionChoice
from carecompanion.ui.pages.settings_packs import Contents
from carecompanion.ui.pages.settings_privacy import Privacy
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import Label, TextBlock
from carecompanion.ui.widgets.top_row import PageBody, TopRow

LIST_WIDTH, LIST_PADDING = 268, 12
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
        self._top = TopRow(_("Settings"))
        self._top.hide_asked.connect(go.hide)
        self._panel = Card(padding=0)
        body = PageBody(self._top)
        body.content.addLayout(self._beside_each_other(), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)
        self._show(self._now)

    def enter(self) -> None:
        """The keyboard begins at the section that is shown."""
        self._list.focus_here()

    def escape(self) -> None:
        self._go.page("today")

    def _beside_each_other(self) -> QVBoxLayout | QHBoxLayout:
        row: QVBoxLayout | QHBoxLayout = QVBoxLayout() if look.is_one_column else QHBoxLayout()
        row.setSpacing(look.space(16 if look.is_one_column else 24))
        kind = _SectionMenu if look.is_one_column else _SectionList
        self._list = kind(list(self._sections.values()), self._now, self._choose)
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
        Section("facilitation", "presentation", _("Facilitation"), Facilitation, needs_file=True),
        Section("copies", "save", _("Backup"), Backup, needs_file=True),
        Section("erase", "trash-2", _("Delete my data"), Erase, needs_file=True),
        Section("about", "info", _("About"), About),
    )


class _SectionList(Card):
    """The sections one under the other; one Tab stop, arrows inside."""

    def __init__(self, listed: list[Section], now: str, choose: Callable[[str], None]) -> None:
        super().__init__(padding=LIST_PADDING)
        self.setFixedWidth(look.space(LIST_WIDTH))
        self.body.setSpacing(0)
        self._group = QButtonGroup(self)
        for section in listed:
            item = _SectionItem(section)
            item.setChecked(section.name == now)
            item.toggled.connect(partial(_if_on, choose, section.name))
            self._group.addButton(item)
            self.body.addWidget(item)
        self.body.addStretch(1)

    def focus_here(self) -> None:
        self._group.checkedButton().setFocus(Qt.FocusReason.OtherFocusReason)


class _SectionItem(Ringed, QRadioButton):
    """44 high; chosen on the tint with heavier letters."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section
        self.setObjectName(f"section-{section.name}")
        self.setAccessibleName(section.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._plain, self._bold = (TextBlock(section.title, "label", weight) for weight in (500, 600))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(self._before() + self._bold.natural + look.space(14), look.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._before() + self._bold.narrowest, look.px(44))

    def heightForWidth(self, width: int) -> int:
        return max(look.px(44), self._bold.height(self._room(width)) + 2 * look.space(6))

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        is_on = self.isChecked()
        if is_on or self.underMouse():
            edge = "primary" if look.is_high_contrast else ""
            fill = "primarySoft" if is_on else "sunken"
            paint_box(painter, self.rect(), look.radius("control"), fill, edge, 2)
        color = "onPrimarySoft" if is_on else "text" if self.underMouse() else "textMuted"
        size = look.px(19)
        drawn = pixmap(self._section.icon, color, size, self.devicePixelRatioF())
        painter.drawPixmap(look.space(14), (self.height() - size) // 2, drawn)
        block, room = self._bold if is_on else self._plain, self._room(self.width())
        block.paint(painter, self._before(), (self.height() - block.height(room)) // 2, room, look.color(color))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()

    def _before(self) -> int:
        return look.space(14) + look.px(19) + look.space(12)

    def _room(self, width: int) -> int:
        return width - self._before() - look.space(8)


class _SectionMenu(Button):
    """The same list as a menu, where text is so large that one column is all there is."""

    def __init__(self, listed: list[Section], now: str, choose: Callable[[str], None]) -> None:
        self._listed, self._choose = listed, choose
        super().__init__(self._title(now), "outline", trailing_icon="chevron-down")
        self.setObjectName("sections")
        self.clicked.connect(self._open)

    def focus_here(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self, name: str) -> str:
        return next(one.title for one in self._listed if one.name == name)

    def _open(self) -> None:
        menu = QMenu(self)
        look.style(menu)
        menu.setAccessibleName(_("Settings"))
        for section in self._listed:
            menu.addAction(section.title).triggered.connect(partial(self._take, section.name))
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, name: str, _is_checked: bool = False) -> None:
        self.setText(self._title(name))
        self._choose(name)


def _if_on(choose: Callable[[str], None], name: str, is_on: bool) -> None:
    if is_on:
        choose(name)
