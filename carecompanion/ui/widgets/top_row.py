"""The top of a page in the full shell: title, subtitle, actions, Hide always at the same place; and the page around."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import HideButton
from carecompanion.ui.widgets.focus import ROOM
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.text import Label

SIDE, TOP, BOTTOM, UNDER = 32, 14, 24, 16
BESIDE, BETWEEN = 28, 20
CONTENT_MAX, CENTRED_FROM = 1180, 1500


class TopRow(QWidget):
    """44 high, 62 with a subtitle. The page's margins (32 at the side, 14 above) put Hide where it is on every page.

    `beside` (the page's tabs) stands right after the title; where there is no room, in a row below. `before` (a way
    back) stands before the title. The actions go below where the title would have fewer px than `least`, or would be
    cut off.
    """

    hide_asked = Signal()

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
        beside: QWidget | None = None,
        before: QWidget | None = None,
        least: int = 0,
    ) -> None:
        super().__init__(parent)
        self._least = look.px(least)
        self._held: QWidget | None = None  # the actions, where they may go below
        self._before, self._beside = before, beside
        self._is_beside: bool | None = None
        self._at = 2 if before is None else 3  # after the title and its gap
        self.title = Label(title, "h1")
        self.title.setObjectName("page-title")
        self.subtitle: Label | None = None
        self.hide_button = HideButton()
        self.hide_button.clicked.connect(self.hide_asked)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.space(8))
        self._row = row = QHBoxLayout()
        row.setSpacing(look.space(12))
        if before is not None:
            row.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(subtitle), 0 if beside is not None else 1)
        self._rows.addLayout(row)
        self._under = QVBoxLayout()
        self._rows.addLayout(self._under)
        if beside is not None:
            row.addSpacing(look.space(BESIDE) - row.spacing())
            row.addStretch(1)
            if not look.is_one_column:
                self._place(beside, has_room=True)
        below = [*([beside] if beside is not None else []), *actions]
        if below and look.is_one_column:
            row.addWidget(self.hide_button, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addLayout(_row_of(below))
        else:
            if actions:
                self._held = _held(actions)
                actions = [self._held]
            for action in (*actions, self.hide_button):
                row.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        hints = [one.sizeHint().width() + row.spacing() for one in (beside, *actions, self.hide_button) if one]
        self._needs = self.title.sizeHint().width() + look.space(BESIDE) + sum(hints)
        self.setMinimumHeight(look.px(62 if subtitle else 44))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._beside is not None and not look.is_one_column:
            self._place(self._beside, event.size().width() >= self._needs)
        self._fit_actions()

    def event(self, event: QEvent) -> bool:
        """An action came, went, or says something else."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_actions()
        return super().event(event)

    def _fit_actions(self) -> None:
        held = self._held
        if held is None:
            return
        hints = [one.sizeHint().width() for one in (self._before, held, self.hide_button) if one is not None]
        room = self.width() - sum(hints) - len(hints) * self._row.spacing()
        is_below = room < max(self._least, self.title.minimumSizeHint().width())
        if is_below == (self._under.indexOf(held) >= 0):
            return
        if is_below:
            self._row.removeWidget(held)
            self._under.addWidget(held, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._under.removeWidget(held)
            self._row.insertWidget(self._row.count() - 1, held, 0, Qt.AlignmentFlag.AlignTop)

    def _place(self, beside: QWidget, has_room: bool) -> None:
        """Right after the title, or in the row below."""
        if self._is_beside is has_room:
            return
        self._is_beside = has_room
        self._row.removeWidget(beside)
        self._under.removeWidget(beside)
        if has_room:
            self._row.insertWidget(self._at, beside, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._under.addWidget(beside, 0, Qt.AlignmentFlag.AlignLeft)

    def _words(self, subtitle: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, look.px(4), 0, 0)
        words.addWidget(self.title)
        if subtitle:
            self.subtitle = Label(subtitle, "ui", "textMuted")
            words.addWidget(self.subtitle)
        words.addStretch(1)
        return words

    def focus_title(self) -> None:
        """A new page is read from its title on."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)


class PageBody(QWidget):
    """A page's margins, its top row, and below it the content: never wider than 1180 on wide windows, and then centred.

    `content` is the layout to fill; or ask for a `scrolling_column` in it. `fill_page` makes it the whole of a page.
    """

    def __init__(self, top_row: TopRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outer = QVBoxLayout(self)
        self._beyond = 0
        side = look.space(SIDE) - ROOM
        self._outer.setContentsMargins(side, TOP, side, look.space(BOTTOM))
        self._outer.setSpacing(look.space(UNDER))
        above = QHBoxLayout()
        above.setContentsMargins(ROOM, 0, ROOM, 0)
        above.addWidget(top_row)
        self._outer.addLayout(above)
        self._column = QHBoxLayout()
        self._column.setSpacing(0)
        self.content = QVBoxLayout()
        self.content.setSpacing(look.space(BETWEEN))
        self._column.addLayout(self.content, 1)
        self._outer.addLayout(self._column, 1)

    def scrolling_column(self, between: int = BETWEEN, around: int = ROOM) -> QVBoxLayout:
        """What stands one below the other, however much it is. `around` is the room for focus rings at its edges: it
        comes out of the page's margins, so that cards stand right under the title and end where Hide does."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(around, around, around, around)
        column.setSpacing(look.space(between))
        self.content.addWidget(PageScroll(inside), 1)
        self._beyond = around
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        free = self.width() - 2 * look.space(SIDE) - look.px(CONTENT_MAX)
        edge = max(0, free // 2) if self.window().width() > CENTRED_FROM else 0
        edge += ROOM - self._beyond
        self._column.setContentsMargins(edge, 0, edge, 0)


def fill_page(page: QWidget, top_row: TopRow, hide: Callable[[], None]) -> PageBody:
    """The whole of `page` is `top_row`, whose Hide is at work, and the body that comes back, to be filled."""
    top_row.hide_asked.connect(hide)
    body = PageBody(top_row)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(body)
    return body


def _held(actions: Sequence[QWidget]) -> QWidget:
    """The actions as one widget, to be put here or there."""
    held, row = QWidget(), _row_of(actions)
    row.takeAt(row.count() - 1)
    row.setContentsMargins(0, 0, 0, 0)
    held.setLayout(row)
    return held


def _row_of(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(12))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
