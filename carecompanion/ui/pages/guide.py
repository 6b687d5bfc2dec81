"""The guide: how the program is used, for each kind of people, with pictures of its own screens. Needs no profile."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion import i18n
from carecompanion.app import App
from carecompanion.content.guide import GuidePart, GuidePicture, GuideSection, picture_file, read_guide
from carecompanion.i18n import _
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, Paint
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.focus import ROOM
from carecompanion.ui.widgets.screenshot import Screenshot
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.section_list import LIST_WIDTH, SectionList, SectionMenu
from carecompanion.ui.widgets.text import Label, ReadingText
from carecompanion.ui.widgets.top_row import TopRow, fill_page

TEXT_WIDTH = 680
ICONS = {"estudiar": "book-open", "participar": "users", "facilitar": "presentation", "coordinar": "package"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A part in the list."""

    name: str
    icon: str
    title: str


class GuidePage(QWidget):
    """`part` is the one that is shown; the first where it is not named. Raises ContentMissing."""

    shell = "reader"
    section = "settings"

    def __init__(self, app: App, profile: OpenProfile | None, go: Go, part: str = "") -> None:
        super().__init__()
        self._app, self._go, self._folder = app, go, app.paths.guide
        self._parts = {one.id: one for one in read_guide(self._folder, i18n.language())}
        self._now = part if part in self._parts else next(iter(self._parts))
        self._top = TopRow(_("Guide"), _("How Care Companion is used, step by step."), self._acts())
        self._panel = Card(padding=0)
        self._panel.body.setContentsMargins(1, 1, 1, 1)
        self._left = self._made_left()
        columns = self._in_one_column() if look.is_one_column else self._in_two_columns()
        fill_page(self, self._top, go.hide).content.addWidget(columns, 1)
        self._show(self._now)

    # what the window asks

    def enter(self) -> None:
        """The keyboard begins at the part that is shown."""
        self._list.focus_here()

    def arguments_now(self) -> dict[str, Any]:
        return {"part": self._now}

    def regions(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self._top, self._left, self._panel]

    def print_page(self) -> None:
        from carecompanion.ui.guide_paper import show_guide_print  # late: printing takes its time to load

        day = self._app.clock().astimezone().date()
        show_guide_print(self, tuple(self._parts.values()), self._parts[self._now], self._folder, day)

    # how it is laid out

    def _acts(self) -> list[QWidget]:
        back, printing = Button(_("Back"), icon="arrow-left"), Button(_("Print"), icon="printer")
        back.setObjectName("back")
        back.clicked.connect(self._go.back)
        printing.setObjectName("print")
        printing.clicked.connect(self.print_page)
        return [back, printing]

    def _made_left(self) -> QWidget:
        """The parts, and below them a way to each section of this one."""
        kind = SectionMenu if look.is_one_column else SectionList
        entries = [Entry(one.id, ICONS[one.id], one.title) for one in self._parts.values()]
        self._list = kind(_("Parts of the guide"), entries, self._now, self._choose)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        column.addWidget(self._list)
        self._inside = QVBoxLayout()
        column.addLayout(self._inside, 1)
        return made

    def _in_two_columns(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(24))
        row.addWidget(self._left)
        row.addWidget(self._panel, 1)
        return made

    def _in_one_column(self) -> QWidget:
        """All of it scrolls: large text leaves no room for what stands still."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(look.space(16))
        column.addWidget(self._left)
        column.addWidget(self._panel)
        return PageScroll(made)

    # a part

    def _choose(self, part: str) -> None:
        if part != self._now:
            self._show(part)

    def _show(self, part: str) -> None:
        """In place of the one before, from its beginning."""
        self._now = part
        _empty(self._panel.body)
        _empty(self._inside)
        titles = {section.title: Label(section.title, "h2") for section in self._parts[part].sections}
        self._inside.addWidget(_ways_in(titles))
        content = self._content(self._parts[part], list(titles.values()))
        self._panel.body.addWidget(content if look.is_one_column else PageScroll(content))

    def _content(self, part: GuidePart, titles: list[Label]) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(look.space(28), look.space(24), look.space(28), look.space(28))
        column.setSpacing(0)
        column.addWidget(_narrow(Label(part.title, "h1")))
        column.addSpacing(look.space(4))
        column.addWidget(_narrow(Label(part.lead, "lead", "textMuted")))
        for title, section in zip(titles, part.sections, strict=True):
            column.addSpacing(look.space(28))
            column.addWidget(_narrow(title))
            self._add(column, section)
        column.addStretch(1)
        return content

    def _add(self, column: QVBoxLayout, section: GuideSection) -> None:
        for block in section.blocks:
            column.addSpacing(look.space(10))
            if isinstance(block, GuidePicture):
                column.addSpacing(look.space(4))
                file = picture_file(self._folder, i18n.language(), block.stop)
                column.addWidget(Screenshot(file, block.spoken))
            else:
                column.addWidget(_narrow(ReadingText(block, "body", section.title)))


class _WayIn(Button):
    """Its words begin at the left and may take two lines, however short they are."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "link", size="small")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() // 2, super().minimumSizeHint().height())

    def _paint_words(self, painter: QPainter, x: int, width: int, paint: Paint) -> None:
        at_left = Qt.AlignmentFlag.AlignLeft
        top = (self.height() - self._block.height(width)) // 2
        self._block.paint(painter, self._across // 2, top, width, look.color(paint.words), at_left)


def _narrow(widget: QWidget) -> QWidget:
    """Lines that are not too long to read."""
    widget.setMaximumWidth(look.px(TEXT_WIDTH))
    return widget


def _ways_in(titles: dict[str, Label]) -> QWidget:
    """A way to each section: a button for each one, or a menu where the text is large."""
    about = _("In this part")
    if look.is_one_column:
        entries = [Entry(title, "", title) for title in titles]
        menu = SectionMenu(about, entries, entries[0].name, lambda title: _go_to(titles[title]))
        menu.setObjectName("inside")
        return menu
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(ROOM, 0, ROOM, ROOM)
    column.setSpacing(0)
    column.addWidget(Label(about, "label", "textMuted"))
    column.addSpacing(look.space(4))
    for number, (words, title) in enumerate(titles.items()):
        button = _WayIn(words)
        button.setObjectName(f"inside-{number}")
        button.clicked.connect(partial(_go_to, title))
        column.addWidget(button)
    column.addStretch(1)
    scroll = PageScroll(holder)
    scroll.setFixedWidth(look.space(LIST_WIDTH))
    return scroll


def _go_to(title: Label, _is_checked: bool = False) -> None:
    """Its heading at the top of what is seen, and the keyboard there."""
    around = title.parentWidget()
    while around is not None and not isinstance(around, PageScroll):
        around = around.parentWidget()
    inside = around.widget() if around is not None else None
    if around is not None and inside is not None:
        around.verticalScrollBar().setValue(title.mapTo(inside, QPoint(0, 0)).y() - look.space(12))
    title.setFocus(Qt.FocusReason.OtherFocusReason)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
