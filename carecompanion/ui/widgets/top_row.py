"""The top of a page in the full shell: title, subtitle, actions, Hide always at the same place; and the page around."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import HideButton
from carecompanion.ui.widgets.text import Label

SIDE, TOP, BOTTOM, UNDER = 32, 14, 24, 16
CONTENT_MAX, CENTRED_FROM = 1180, 1500


class TopRow(QWidget):
    """44 high, 62 with a subtitle. The page's margins (32 at the side, 14 above) put Hide where it is on every page."""

    hide_asked = Signal()

    def __init__(
        self, title: str, subtitle: str = "", actions: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = Label(title, "h1")
        self.title.setObjectName("page-title")
        self.subtitle: Label | None = None
        self.hide_button = HideButton()
        self.hide_button.clicked.connect(self.hide_asked)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.space(8))
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        row.addLayout(self._words(subtitle), 1)
        self._rows.addLayout(row)
        if actions and look.is_one_column:
            row.addWidget(self.hide_button, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addLayout(_row_of(actions))
        else:
            for action in (*actions, self.hide_button):
                row.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(look.px(62 if subtitle else 44))

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

    `content` is the layout to fill.
    """

    def __init__(self, top_row: TopRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(look.space(SIDE), TOP, look.space(SIDE), look.space(BOTTOM))
        self._outer.setSpacing(look.space(UNDER))
        self._outer.addWidget(top_row)
        self._column = QHBoxLayout()
        self._column.setSpacing(0)
        self.content = QVBoxLayout()
        self.content.setSpacing(look.space(20))
        self._column.addLayout(self.content, 1)
        self._outer.addLayout(self._column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        free = self.width() - 2 * look.space(SIDE) - look.px(CONTENT_MAX)
        edge = max(0, free // 2) if self.window().width() > CENTRED_FROM else 0
        self._column.setContentsMargins(edge, 0, edge, 0)


def _row_of(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(12))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
