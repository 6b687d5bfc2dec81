"""The right side of the editor: which part, its fields, and below them what happens to the whole block."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.focus import ROOM
from carecompanion.ui.widgets.scroll import InnerScroll
from carecompanion.ui.widgets.segmented import Segmented

_WIDEST = 16_777_215


class SidePanel(Card):
    """`put` shows other fields; `part_chosen` is block or about."""

    part_chosen = Signal(str)
    back_asked = Signal()
    duplicate_asked = Signal()
    remove_asked = Signal()
    move_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.setObjectName("side")
        self.body.setSpacing(0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self._panel: QWidget | None = None
        self._back = Button(_("Back to the agenda"), "link", "arrow-left", "small")
        self._back.setObjectName("back-to-agenda")
        self._back.clicked.connect(self.back_asked)
        self._parts = Segmented([("block", _("Block")), ("about", _("Session and groups"))], "block", _("At the right"))
        self._parts.setObjectName("parts")
        for name, segment in zip(self._parts.values, self._parts.segments, strict=True):
            segment.setObjectName(f"part-{name}")
        self._parts.chosen.connect(lambda part: self.part_chosen.emit(str(part)))
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(look.space(20), look.space(14), look.space(20), look.space(10))
        head.setSpacing(look.space(8))
        head.addWidget(FlowRow([self._back], 0))
        head.addWidget(self._parts)
        self.body.addWidget(self._head)
        self._holder = QWidget()
        self._inside = QVBoxLayout(self._holder)
        self._inside.setContentsMargins(look.space(20), ROOM, look.space(20), look.space(16))
        self.body.addWidget(self._holder if look.is_one_column else InnerScroll(self._holder), 1)
        self._foot = self._make_foot()
        self.body.addWidget(self._foot)

    def put(self, panel: QWidget, part: str, *, has_blocks: bool) -> None:
        old, self._panel = self._panel, panel
        if old is not None:
            old.blockSignals(True)  # what it still has to tell is of another block
            self._inside.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._inside.addWidget(panel)
        panel.show()
        self._parts.choose(part)
        self._parts.segments[0].setEnabled(has_blocks)
        self._foot.setVisible(part == "block")

    def set_width(self, width: int) -> None:
        """0: as wide as there is room."""
        self.setMinimumWidth(width)
        self.setMaximumWidth(width or _WIDEST)

    def show_back(self, is_shown: bool) -> None:
        self._back.parentWidget().setVisible(is_shown)

    def show_place(self, place: int | None, count: int) -> None:
        self._up.setEnabled(place is not None and place > 0)
        self._down.setEnabled(place is not None and place < count - 1)

    def _make_foot(self) -> QWidget:
        duplicate = Button(_("Duplicate"), icon="copy", size="small")
        remove = Button(_("Remove"), "link", "trash-2", "small")
        self._up = IconButton("chevron-up", _("Move up"), "outline", "small", 18)
        self._down = IconButton("chevron-down", _("Move down"), "outline", "small", 18)
        for name, button, act in (
            ("duplicate", duplicate, self.duplicate_asked.emit),
            ("remove", remove, self.remove_asked.emit),
            ("up", self._up, lambda: self.move_asked.emit(-1)),
            ("down", self._down, lambda: self.move_asked.emit(1)),
        ):
            button.setObjectName(f"block-{name}")
            button.clicked.connect(lambda _on=False, act=act: act())
        self._up.setAccessibleDescription(_("Alt Up"))
        self._down.setAccessibleDescription(_("Alt Down"))
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        inside = QVBoxLayout()
        inside.setContentsMargins(look.space(16), look.space(12), look.space(10), look.space(12))
        inside.addWidget(FlowRow([duplicate, remove, self._up, self._down], look.space(4)))
        column.addLayout(inside)
        return foot
