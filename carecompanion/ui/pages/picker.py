"""Who is here: the first page. It reads one small file and must be painted before the database code is loaded, so it
imports little and opens profiles in the background."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.i18n import LANGUAGES, _, language, percent_text
from carecompanion.services.profile_list import Listed
from carecompanion.services.profiles import OpenProfile
from carecompanion.settings import TEXT_SCALES, Appearance
from carecompanion.ui.go import Go
from carecompanion.ui.pages.opening import Opening
from carecompanion.ui.pages.welcome import WelcomePanel, brand_row, fact_rows
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, HideButton, IconButton
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.key_sentence import KeySentence
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.tile import ProfileTile
from carecompanion.ui.widgets.wrap_grid import WrapGrid

PANEL, NARROW_PANEL, NARROW_BELOW = 440, 340, 1200
BESIDE_FROM = 880  # with less, what this place is stands below the profiles
TOP, RIGHT, BOTTOM, LEFT = 14, 32, 28, 56
TILES_IN_A_ROW, TILE_NARROWEST, GAP = 3, 150, 16


class PickerPage(QWidget):
    """The profiles of this computer, a way to make one, and a way in without one."""

    shell = "bare"

    def __init__(self, app: App, profile: OpenProfile | None, go: Go, chosen: str = "") -> None:
        super().__init__()
        self._app, self._go = app, go
        self._listed = app.profiles.listed()
        self._opening: Opening | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._below: QWidget | None = None
        self._panel = None if look.is_one_column else WelcomePanel()
        if self._panel is not None:
            row.addWidget(self._panel)
        row.addLayout(self._right(), 1)
        for listed in self._listed:
            if listed.id == chosen:
                self._choose(listed)

    def enter(self) -> None:
        """The first thing to do has the focus: the passphrase, the first tile, or making a profile."""
        if self._opening is not None and self._opening.field is not None:
            self._opening.field.setFocus()
        elif self._listed:
            self._tiles.focus_first()
        else:
            self._create.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = look.space(NARROW_PANEL if self.width() < NARROW_BELOW else PANEL)
        is_beside = self._panel is not None and self._fits_beside(self._panel, wide)
        if self._panel is not None:
            self._panel.setFixedWidth(wide)
            self._panel.setVisible(is_beside)
        if not is_beside and self._below is None:
            self._below = _welcome_below()
            self._body.insertWidget(self._body.count() - 1, self._below)
        if self._below is not None:
            self._below.setVisible(not is_beside)

    def _fits_beside(self, panel: WelcomePanel, wide: int) -> bool:
        """The profiles keep their room, and the panel has all of its words."""
        return self.width() >= look.px(BESIDE_FROM) and panel.least_height(wide) <= self.height()

    # how it is laid out

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, TOP, 0, look.space(BOTTOM))
        column.setSpacing(0)
        column.addLayout(_inset(self._top_row()))
        content = QWidget()
        self._body = body = QVBoxLayout(content)
        body.setContentsMargins(look.space(LEFT), look.space(26), look.space(RIGHT), look.space(8))
        body.setSpacing(0)
        self._fill(body)
        body.addStretch(1)
        column.addWidget(PageScroll(content), 1)
        column.addSpacing(look.space(8))
        column.addLayout(_inset(self._bottom_row()))
        return column

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        self._looks = IconButton("a-large-small", _("Text size and theme"))
        self._looks.setObjectName("looks")
        self._looks.clicked.connect(self._show_looks)
        hide = HideButton()
        hide.clicked.connect(self._go.hide)
        row.addWidget(self._language_choice())
        row.addWidget(self._looks)
        row.addStretch(1)
        row.addWidget(hide)
        return row

    def _language_choice(self) -> QWidget:
        """Where the text is large, one button that names the other language: the row stays one button high."""
        if not look.is_one_column:
            choice = Segmented(list(LANGUAGES.items()), language(), _("Language"))
            choice.chosen.connect(self._speak)
            return choice
        other = next(code for code in LANGUAGES if code != language())
        button = Button(LANGUAGES[other], icon="languages")
        button.setObjectName("other-language")
        button.clicked.connect(lambda: self._speak(other))
        return button

    def _fill(self, body: QVBoxLayout) -> None:
        title = Label(_("Who is here?"), "display")
        title.setObjectName("page-title")
        body.addWidget(title)
        body.addSpacing(look.space(4))
        body.addWidget(Label(self._invitation(), color="textMuted"))
        body.addSpacing(look.space(20))
        if self._listed:
            self._tiles = _Tiles(self._listed)
            self._tiles.picked.connect(self._choose)
            body.addWidget(self._tiles)
            body.addSpacing(look.space(20))
        body.addLayout(self._two_doors())
        body.addSpacing(look.space(4))
        body.addWidget(FlowRow([self._guide_link(), self._verify_link()], look.space(8)))

    def _invitation(self) -> str:
        if self._listed:
            return _("Choose your profile. A nickname is enough: no need for your name.")
        return _("Create your profile. A nickname is enough: no need for your name.")

    def _two_doors(self) -> QHBoxLayout:
        self._create = Button(_("Create a profile"), icon="user-plus")
        self._create.setObjectName("new-profile")
        self._create.clicked.connect(self._make_profile)
        self._guest = Button(_("Enter as a guest"), icon="door-open")
        self._guest.setObjectName("enter-guest")
        self._guest.clicked.connect(self._enter_as_guest)
        row = QHBoxLayout()
        row.setSpacing(look.space(GAP))
        row.addLayout(_door(self._create, _("With or without a passphrase. Takes a minute.")), 1)
        row.addLayout(_door(self._guest, _("Nothing is kept when you leave.")), 1)
        return row

    def _guide_link(self) -> Button:
        guide = Button(_("Guide"), "link", "notebook-text")
        guide.setObjectName("open-guide")
        guide.setAccessibleDescription(_("How Care Companion is used, step by step."))
        guide.clicked.connect(lambda: self._go.page("guide"))
        return guide

    def _verify_link(self) -> Button:
        """Whoever was handed a certificate needs no profile."""
        verify = Button(_("Verify a certificate"), "link", "badge-check")
        verify.setObjectName("verify")
        verify.clicked.connect(lambda: self._go.page("verify"))
        return verify

    def _bottom_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.space(10))
        row.addWidget(IconLabel("keyboard", "textMuted", 18))
        row.addWidget(KeySentence(_("The {key} key covers the screen at once, at any moment."), "F9"), 1)
        row.addSpacing(look.space(6))
        helping = Button(_("Help now"), "help", "life-buoy")
        helping.setObjectName("help-now")
        helping.clicked.connect(self._go.help)
        row.addWidget(helping)
        return row

    # opening a profile

    def _choose(self, listed: Listed) -> None:
        """A tile without a lock opens at once; one with a lock asks for its passphrase under its row."""
        if self._opening is not None and self._opening.is_busy:
            return
        self._tiles.mark(listed)
        self._opening = Opening(self._app, self._go, listed)
        self._opening.forgotten.connect(self._show_forgotten)
        self._tiles.show_under(self._opening, listed)
        if listed.is_locked:
            self._opening.field.setFocus()
        else:
            self._opening.hide()
            self._opening.start()

    def _show_forgotten(self, listed: Listed) -> None:
        from carecompanion.ui.pages.forgotten import Forgotten  # late: few ever need it

        panel = Forgotten(self._app, self._go, listed)
        panel.closed.connect(lambda: self._choose(listed))
        self._opening = None
        self._tiles.show_under(panel, listed)
        panel.enter()

    def _make_profile(self) -> None:
        from carecompanion.ui.pages.new_phrase import Draft  # late: the picker must be painted first

        self._go.page("new_profile", draft=Draft())

    def _enter_as_guest(self) -> None:
        self._guest.set_busy(_("Opening"))
        self._go.run(self._app.profiles.guest, self._on_guest)

    def _on_guest(self, guest: OpenProfile) -> None:
        self._go.enter(guest, "today", first_day=True)
        self._go.toast(_("You are here as a guest. Nothing is kept when you leave."))

    # its own language, size and theme

    def _speak(self, code: str) -> None:
        self._take(language=code)

    def _take(self, **changes: Any) -> None:
        now = self._app.settings.now
        self._app.settings.keep(replace(now, appearance=replace(now.appearance, **changes)))
        self._go.refresh()

    def _show_looks(self) -> None:
        menu = QMenu(self)
        look.style(menu)
        menu.setAccessibleName(self._looks.accessibleName())
        now = self._app.settings.now.appearance
        for scale in TEXT_SCALES:
            self._offer(menu, _("Text at {size}").format(size=percent_text(scale)), now, text_scale=scale)
        menu.addSeparator()
        for theme, words in theme_names().items():
            self._offer(menu, words, replace(now, theme=now.theme or "light"), theme=theme)
        menu.exec(self._looks.mapToGlobal(self._looks.rect().bottomLeft()))

    def _offer(self, menu: QMenu, words: str, now: Appearance, **change: Any) -> None:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(replace(now, **change) == now)
        action.triggered.connect(lambda: QTimer.singleShot(0, lambda: self._take(**change)))


def theme_names() -> dict[str, str]:
    return {"system": _("Like the system"), "light": _("Light"), "dark": _("Dark"), "highContrast": _("High contrast")}


class _Tiles(QWidget):
    """One tile for each profile. One Tab stop; arrows move between them, Enter or Space picks."""

    picked = Signal(object)

    def __init__(self, listed: Sequence[Listed]) -> None:
        super().__init__()
        self._listed = list(listed)
        self._tiles = [self._tile(one) for one in listed]
        self._grid = WrapGrid(self._tiles, look.px(TILE_NARROWEST), TILES_IN_A_ROW, look.space(GAP))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)
        self._stop_at(0)

    def _tile(self, listed: Listed) -> ProfileTile:
        tile = ProfileTile(listed.nickname, listed.picture, listed.is_locked)
        tile.setObjectName(f"profile-{listed.id}")
        tile.setCheckable(True)
        tile.clicked.connect(lambda: self.picked.emit(listed))
        tile.installEventFilter(self)
        return tile

    def focus_first(self) -> None:
        self._tiles[0].setFocus()

    def mark(self, listed: Listed) -> None:
        index = self._listed.index(listed)
        for number, tile in enumerate(self._tiles):
            tile.setChecked(number == index)
        self._stop_at(index)

    def show_under(self, panel: QWidget | None, listed: Listed) -> None:
        self._grid.show_under(panel, self._listed.index(listed))

    def _stop_at(self, index: int) -> None:
        for number, tile in enumerate(self._tiles):
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == index else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._tiles:
            steps = {
                Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self._grid.columns,
                Qt.Key.Key_Down: self._grid.columns, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99,
            }  # fmt: skip
            step = steps.get(Qt.Key(event.key()), 0)
            if step:
                index = max(0, min(len(self._tiles) - 1, self._tiles.index(watched) + step))
                self._stop_at(index)
                self._tiles[index].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


def _welcome_below() -> QWidget:
    """What this place is, where a panel beside the profiles has no room."""
    below = QWidget()
    column = QVBoxLayout(below)
    column.setContentsMargins(0, look.space(32), 0, 0)
    column.setSpacing(0)
    column.addLayout(brand_row("text"))
    column.addSpacing(look.space(12))
    column.addWidget(Label(_("Caring for myself\nso I can care").replace("\n", " "), "h1"))
    column.addSpacing(look.space(8))
    for fact in fact_rows("text"):
        column.addLayout(fact)
    return below


def _door(button: Button, words: str) -> QVBoxLayout:
    """A button and the small sentence under it."""
    column = QVBoxLayout()
    column.setSpacing(look.space(8))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, button.sizePolicy().verticalPolicy())
    under = Label(words, "small", "textMuted")
    under.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    button.setAccessibleDescription(words)
    column.addWidget(button)
    column.addWidget(under)
    return column


def _inset(row: QHBoxLayout) -> QHBoxLayout:
    row.setContentsMargins(look.space(LEFT), 0, look.space(RIGHT), 0)
    return row
