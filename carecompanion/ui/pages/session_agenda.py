"""The agenda's card: how long it is and when it ends, its bar, its rows, and what adds, takes back or brings again."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.learning.workshop import Agenda, Block
from carecompanion.ui.pages.session_rows import AgendaList
from carecompanion.ui.pages.session_words import KINDS, time_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.measured import Measured
from carecompanion.ui.widgets.note_box import StateLine
from carecompanion.ui.widgets.scroll import InnerScroll
from carecompanion.ui.widgets.text import Label

BAR, BETWEEN, LEAST_SHARE = 14, 3, 4


class AgendaCard(Card):
    """`list` has the rows' signals; the buttons below tell for themselves."""

    add_asked = Signal(QWidget)
    template_asked = Signal(QWidget)
    packs_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.setObjectName("agenda")
        self.body.setSpacing(0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.list = AgendaList()
        self._bar = BlockBar()
        self._advice: QWidget | None = None
        self._said: tuple[str, ...] = ()
        self.body.addWidget(self._head())
        self.body.addWidget(Hairline())
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.list)
        self._column.addStretch(1)
        self.body.addWidget(self._content if look.is_one_column else InnerScroll(self._content), 1)
        self.body.addWidget(Hairline())
        self.body.addWidget(self._foot())

    def put(
        self,
        agenda: Agenda,
        missing: Sequence[bool],
        chosen: int | None,
        advice: Sequence[str],
        *,
        lacks_packs: bool = False,
    ) -> None:
        """`missing` marks blocks; with `lacks_packs` the advice leads to where packs are added."""
        total, spare, end, color = time_words(agenda)
        for label, words in ((self._total, total), (self._spare, spare), (self._end, end)):
            label.setText(words)
            label.setVisible(bool(words))
        self._spare.set_color(color or "text")
        self._times.take_new_height()
        self._bar.put(agenda.blocks)
        self.list.put(agenda, missing, chosen)
        self._advise(tuple(advice), lacks_packs=lacks_packs)

    def show_saved(self, *, is_kept: bool) -> None:
        words = _("Saved on this computer") if is_kept else _("It couldn't be saved. Your text is still here.")
        self._state.show_state(words, "leaf" if is_kept else "danger", "check" if is_kept else "triangle-alert")
        if not is_kept:
            announce(self, words, is_urgent=True)

    def show_undo(self, *, may_undo: bool, may_redo: bool) -> None:
        self.undo.setEnabled(may_undo)
        self.redo.setEnabled(may_redo)

    def _advise(self, advice: tuple[str, ...], *, lacks_packs: bool) -> None:
        """What to know of this agenda, above its rows."""
        if advice == self._said:
            return
        self._said = advice
        old, self._advice = self._advice, None
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        if advice:
            first, _stop, more = advice[0].partition(". ")
            shown = Callout("notice", f"{first}." if more else first, "\n\n".join(filter(None, (more, *advice[1:]))))
            shown.setObjectName("advice")
            if lacks_packs:
                shown.body.insertSpacing(shown.body.count() - 1, look.space(10))
                shown.body.insertWidget(shown.body.count() - 1, FlowRow([self._packs_button()], 0))
            self._advice = QWidget()
            around = QVBoxLayout(self._advice)
            edge = look.space(16)
            around.setContentsMargins(edge, edge, edge, edge)
            around.addWidget(shown)
            self._column.insertWidget(0, self._advice)
            announce(self, " ".join(advice))

    def _packs_button(self) -> Button:
        button = Button(_("Open Contents"), icon="package-plus", size="small")
        button.setObjectName("open-packs")
        button.clicked.connect(self.packs_asked)
        return button

    def _head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(look.space(18), look.space(14), look.space(18), look.space(14))
        column.setSpacing(look.space(10))
        self._total, self._end = Label("", "ui", "textMuted", wrap=False), Label("", "ui", "textMuted", wrap=False)
        self._spare = Label("", "ui", wrap=False, weight=600)
        self._times = _Ends(Label(_("Agenda"), "h3", wrap=False), (self._total, self._spare, self._end))
        column.addWidget(self._times)
        column.addWidget(self._bar)
        return head

    def _foot(self) -> QWidget:
        add = Button(_("Add a block"), icon="plus", size="small")
        take = Button(_("Take from a template"), "link", "library-big", size="small")
        for name, button, told in (("add-block", add, self.add_asked), ("take-template", take, self.template_asked)):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, told=told, button=button: told.emit(button))
        self.undo = IconButton("undo-2", _("Undo"), "quiet", "small", 18)
        self.redo = IconButton("redo-2", _("Redo"), "quiet", "small", 18)
        for name, button, told, keys in (
            ("undo", self.undo, self.undo_asked, "Ctrl Z"),
            ("redo", self.redo, self.redo_asked, _("Ctrl Shift Z")),
        ):
            button.setObjectName(name)
            button.setAccessibleDescription(keys)
            button.setToolTip(f"{button.accessibleName()} ({keys})")
            button.clicked.connect(told)
        self._state = StateLine()
        foot = QWidget()
        row = QVBoxLayout(foot) if look.is_one_column else QHBoxLayout(foot)
        row.setContentsMargins(look.space(14), look.space(12), look.space(14), look.space(12))
        row.setSpacing(look.space(8))
        row.addWidget(FlowRow([add, take, self.undo, self.redo], look.space(8)))
        row.addWidget(self._state, 1)
        return foot


class BlockBar(QWidget):
    """The blocks as colours, each as long as its minutes. The rows below say the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, blocks: Sequence[Block]) -> None:
        self._parts = [(KINDS[block.kind][1], block.minutes) for block in blocks]
        self.setVisible(bool(blocks))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(100), look.px(BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = BETWEEN if len(self._parts) * (BETWEEN + LEAST_SHARE) < self.width() else 1
        total = max(1, sum(minutes for _hue, minutes in self._parts))
        free, left = self.width() - gap * (len(self._parts) - 1), 0.0
        for hue, minutes in self._parts:
            width = free * minutes / total
            painter.setBrush(look.color(hue))
            painter.drawRoundedRect(QRectF(left, 0, width, self.height()), min(4, width / 2), min(4, width / 2))
            left += width + gap


class _Ends(Measured):
    """One label at the left, others at the right; below it where there is no room."""

    def __init__(self, first: QWidget, others: Sequence[QWidget]) -> None:
        super().__init__()
        self._first, self._others = first, others
        for one in (first, *others):
            one.setParent(self)

    def sizeHint(self) -> QSize:
        return QSize(look.px(300), self.heightForWidth(look.px(300)))

    def minimumSizeHint(self) -> QSize:
        widest = max((one.sizeHint().width() for one in (self._first, *self._others)), default=0)
        return QSize(widest, self._first.sizeHint().height())

    def _lay_out(self, width: int, moves: bool) -> int:
        seen = [one for one in self._others if not one.isHidden()]
        gap = look.px(4)
        across = sum(one.sizeHint().width() + gap for one in seen)
        high = self._first.sizeHint().height()
        if moves:
            self._first.setGeometry(0, 0, min(width, self._first.sizeHint().width()), high)
        is_beside = self._first.sizeHint().width() + look.space(12) + across <= width
        place = QPoint(width - across + gap if is_beside else 0, 0 if is_beside else high)
        for one in seen:
            size = one.sizeHint()
            if place.x() + size.width() > width and place.x() > 0 and not is_beside:
                place = QPoint(0, place.y() + size.height())
            if moves:
                top = place.y() + (max(0, high - size.height()) // 2 if is_beside else 0)
                one.setGeometry(place.x(), top, min(size.width(), width), size.height())
            place += QPoint(size.width() + gap, 0)
        if is_beside or not seen:
            return high
        return place.y() + seen[-1].sizeHint().height()
