"""The sections of a page that shows one at a time: a list at the left, or a menu where the text is large."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QRadioButton, QSizePolicy

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock

LIST_WIDTH, LIST_PADDING = 268, 12


class Section(Protocol):
    """What the list says of one."""

    @property
    def name(self) -> str: ...

    @property
    def icon(self) -> str: ...

    @property
    def title(self) -> str: ...


class SectionList(Card):
    """The sections one under the other; one Tab stop, arrows inside. `about` names the list."""

    def __init__(self, about: str, listed: Sequence[Section], now: str, choose: Callable[[str], None]) -> None:
        super().__init__(padding=LIST_PADDING)
        self.setAccessibleName(about)
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


class SectionMenu(Button):
    """The same list as a menu, where text is so large that one column is all there is."""

    def __init__(self, about: str, listed: Sequence[Section], now: str, choose: Callable[[str], None]) -> None:
        self._about, self._listed, self._choose = about, listed, choose
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
        menu.setAccessibleName(self._about)
        for section in self._listed:
            menu.addAction(section.title).triggered.connect(partial(self._take, section.name))
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, name: str, _is_checked: bool = False) -> None:
        self.setText(self._title(name))
        self._choose(name)


def _if_on(choose: Callable[[str], None], name: str, is_on: bool) -> None:
    if is_on:
        choose(name)
