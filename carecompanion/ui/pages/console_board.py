"""The console's parts in three columns, in two, or one below the other; and what is told to all of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.go import Go
from carecompanion.ui.leading import Leading
from carecompanion.ui.leading_keys import LETTERS
from carecompanion.ui.pages.console_aside import Aside
from carecompanion.ui.pages.console_frame import ConsoleFooter, ConsoleHeader
from carecompanion.ui.pages.console_late import LatePanel
from carecompanion.ui.pages.console_notes import NotesCard
from carecompanion.ui.pages.console_panel import Panel, TallScroll
from carecompanion.ui.pages.console_people import CamePanel, OwnNotesPanel
from carecompanion.ui.pages.console_plan import AgendaPanel
from carecompanion.ui.pages.console_room import RoomColumn, title_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.callout import Callout

if TYPE_CHECKING:
    from carecompanion.services.profiles import OpenProfile

THREE_FROM, TWO_FROM = 1120, 820
THREE, TWO = (560, 384, 330), (520, 400)  # how the columns share the width
SIDE, ABOVE, GAP = 32, 18, 20
PANELS: dict[str, Callable[[Leading], Panel]] = {
    "late": LatePanel, "agenda": AgendaPanel, "came": CamePanel, "own-notes": OwnNotesPanel,
}  # fmt: skip


class Board(QWidget):
    """`header` and `footer` are for the page to place; `panel` names what stands in the place of the notes."""

    def __init__(self, leading: Leading, profile: "OpenProfile", go: Go, panel: str) -> None:
        super().__init__()
        self._leading = leading
        self.header = ConsoleHeader(leading)
        has_keys = profile.preferences.is_on(LETTERS, default=True)
        self.footer = ConsoleFooter(leading, has_keys)
        self.room = RoomColumn(leading)
        self.middle: NotesCard | Panel = NotesCard(leading, profile.preferences)
        self._notes = self.middle
        self.panel = ""
        self.aside = Aside(leading, go)
        self._problem: QWidget | None = None
        self._columns = 0
        self._place = leading.run.run.block, leading.run.run.slide
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._middle_place = QVBoxLayout()
        self._middle_place.addWidget(self.middle)
        self._holder: QWidget | None = None
        for part in (self.room, self._notes, self.aside):
            part.setParent(self)
        self._by_mouse_only()
        if panel in PANELS:
            self.show_panel(panel)

    # what is told

    def refresh(self) -> None:
        for part in (self.header, self.footer, self.room, self.middle, self.aside):
            part.refresh()
        self._say_where()
        self._fit_columns()
        self._by_mouse_only()

    def _say_where(self) -> None:
        """A screen reader hears the screen that was come to."""
        run = self._leading.run
        place = run.run.block, run.run.slide
        if place != self._place:
            self._place = place
            words = _("Screen {n}: {title}").format(n=run.run.slide + 1, title=title_of(run.screen.view))
            announce(self.header, words)

    def tick(self) -> None:
        self.header.tick()
        self.room.tick()
        self.middle.tick()
        self.aside.tick()

    def on_news(self, _news: object) -> None:
        self.room.news.refresh()
        self._fit_columns()

    # panels

    def turn_panel(self, name: str) -> None:
        self.show_panel("" if self.panel == name else name)

    def show_panel(self, name: str) -> None:
        """In the place of the notes; "" is the notes again."""
        self.middle.leave()
        old = self.middle
        if old is not self._notes:
            self._middle_place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.panel = name
        self._notes.setVisible(not name)
        if name:
            made = PANELS[name](self._leading)
            made.closed.connect(lambda: self.show_panel(""))
            made.setParent(self)
            made.set_tall(self._columns < 3)
            self.middle = made
            self._middle_place.addWidget(made)
            made.show()
            self._by_mouse_only()
            made.focus_first()
        else:
            self.middle = self._notes
            self._notes.refresh()
            self.header.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, words: str) -> None:
        """Above everything, until it works."""
        if self._problem is not None:
            self._problem.deleteLater()
        self._problem = QWidget()
        around = QHBoxLayout(self._problem)
        around.setContentsMargins(look.space(32), look.space(12), look.space(32), 0)
        around.addWidget(Callout("danger", _("The session could not be closed"), words))
        self._rows.insertWidget(0, self._problem)
        self._fit_columns()

    # places

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        columns = self._columns_that_fit()
        if columns != self._columns:
            self._arrange(columns)

    def _columns_that_fit(self) -> int:
        """One where there is little width; or little height, as the columns do not scroll what the room sees."""
        width = self.width()
        if look.is_one_column or width < look.px(TWO_FROM):
            return 1
        columns = 3 if width >= look.px(THREE_FROM) else 2
        shares = THREE if columns == 3 else TWO
        inside = width - 2 * look.space(SIDE) - (columns - 1) * look.space(GAP)
        high = self.height() - 2 * look.space(ABOVE)
        if self._problem is not None:
            high -= self._problem.heightForWidth(width)
        return columns if self.room.least_height(inside * shares[0] // sum(shares), pictured=False) <= high else 1

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        apart = [one for one in (self.header.apart, self.footer.apart) if one is not None]
        parts: list[QWidget] = [self.room, self.aside, *self._in_the_middle(), *apart]
        for part in parts:
            part.setParent(self)
        if self._holder is not None:
            self._rows.removeWidget(self._holder)
            self._holder.deleteLater()
        self._middle_place, middle = QVBoxLayout(), QWidget()
        middle.setLayout(self._middle_place)
        self._middle_place.setContentsMargins(0, 0, 0, 0)
        for one in self._in_the_middle():
            self._middle_place.addWidget(one)
            one.setVisible(one is self.middle)
        self.room.set_tall(columns == 1)
        for one in (self._notes, self.middle):
            one.set_tall(columns < 3)
        self._holder = {1: self._one, 2: self._two, 3: self._three}[columns](middle)
        self._rows.addWidget(self._holder, 1)
        for part in (self.room, self.aside, middle, *apart):
            part.setVisible(True)

    def _in_the_middle(self) -> list[NotesCard | Panel]:
        return [self._notes] if self.middle is self._notes else [self._notes, self.middle]

    def _three(self, middle: QWidget) -> QWidget:
        right = TallScroll(self.aside)
        return _beside([self.room, middle, right], THREE)

    def _two(self, middle: QWidget) -> QWidget:
        right = TallScroll(_below([self.aside, middle]))
        return _beside([self.room, right], TWO)

    def _one(self, middle: QWidget) -> QWidget:
        above = [one for one in (self.header.apart,) if one is not None]
        acts = [one for one in (self.footer.apart,) if one is not None]
        inner = _below([*above, self.room, *acts, self.aside, middle])
        inner.layout().setContentsMargins(look.space(32), look.space(16), look.space(32), look.space(16))
        return TallScroll(inner)

    def _by_mouse_only(self) -> None:
        """A click leaves the keyboard where it was: else the next Space would press that button again."""
        for button in (one for part in self._parts() for one in part.findChildren(QPushButton)):
            if button.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _parts(self) -> list[QWidget]:
        return [self.header, self.footer, self.room, self.middle, self.aside]


def _beside(parts: list[QWidget], shares: tuple[int, ...]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(look.space(SIDE), look.space(ABOVE), look.space(SIDE), look.space(ABOVE))
    row.setSpacing(look.space(GAP))
    for part, share in zip(parts, shares, strict=True):
        row.addWidget(part, share)
    return holder


def _below(parts: list[QWidget]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(16))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return holder
