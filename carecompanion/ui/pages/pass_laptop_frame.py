"""The frame of a room's questions: what this is, help and hiding above; leave blank, back and on below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.pages.practice_parts import ButtonRow
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, HideButton
from carecompanion.ui.widgets.centred import Centred
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.tag import Tag

WIDTH, SIDE = 1102, 32


class RoomHeader(QWidget):
    """The tag stands where the questions do, help and Hide where they are on every page."""

    def __init__(self, title: str) -> None:
        super().__init__()
        tag = Tag(title, "primary", "users")
        tag.setObjectName("room-tag")
        self.quit_button = Button(_("Leave without saving"), "link", size="small")
        self.quit_button.setObjectName("give-up")
        self.help_button = Button(_("Help now"), "help", "life-buoy")
        self.help_button.setObjectName("room-help")
        self.hide_button = HideButton()
        self._rows = rows = QVBoxLayout(self)
        rows.setSpacing(look.space(8))
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        rows.addLayout(row)
        words = FlowRow([tag, self.quit_button], look.space(12))
        if look.is_one_column:
            row.addStretch(1)
            rows.addWidget(words)
        else:
            row.addWidget(words, 1)
        row.addWidget(self.help_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.hide_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(look.px(72))
        self._take_place(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_place(event.size().width())

    def _take_place(self, width: int) -> None:
        side = look.space(SIDE)
        self._rows.setContentsMargins(max(side, (width - look.px(WIDTH)) // 2), 14, side, 0)


class RoomFooter(QFrame):
    """92 high; upright where the letters are large."""

    def __init__(self) -> None:
        super().__init__()
        self.blank_button = _large(_("I’d rather not answer"), "leave-blank")
        self.back_button = _large(_("Previous"), "previous", icon="arrow-left")
        self.next_button = _large(_("Next"), "next", "primary", after="arrow-right")
        self.keep_button = _large(_("Save"), "keep", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._row = self._in_rows() if look.is_one_column else None
        column.addWidget(Centred(self._row or self._in_one_row(), WIDTH, SIDE, 20))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def _buttons(self) -> list[QWidget]:
        return [self.blank_button, self.back_button, self.next_button, self.keep_button]

    def _in_one_row(self) -> QWidget:
        """Leaving blank at the left, going on at the right."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(12))
        for number, button in enumerate(self._buttons):
            row.addWidget(button)
            if not number:
                row.addStretch(1)
        return holder

    def _in_rows(self) -> ButtonRow:
        """As many as have room; large letters leave little for the question."""
        return ButtonRow(self._buttons, look.space(12))

    def show_place(self, *, is_first: bool, is_last: bool, may_stay_blank: bool) -> None:
        self.blank_button.setVisible(may_stay_blank)
        self.back_button.setVisible(not is_first)
        self.next_button.setVisible(not is_last)
        self.keep_button.setVisible(is_last)
        if self._row is not None:
            self._row.take_new_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, look.color("border"))


def _large(words: str, name: str, kind: str = "outline", icon: str = "", after: str = "") -> Button:
    button = Button(words, kind, icon, "large", trailing_icon=after)
    button.setObjectName(name)
    if kind == "primary":
        button.setMinimumWidth(look.px(200))
    return button
