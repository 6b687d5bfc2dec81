"""My plan: what to do when it gets hard, and the private notes; both belong to the person alone."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from carecompanion.app import App
from carecompanion.i18n import _
from carecompanion.learning.records import PlanLine
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.plan_cards import PART_OF, LastWeekCard, PartCard
from carecompanion.ui.pages.plan_list import LineList
from carecompanion.ui.pages.plan_notes import NotesView
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.top_row import TopRow, fill_page

LEFT, RIGHT, GAP = 125, 100, 20
BESIDE_FROM = 800
GROWING = ("if_then", "people")
LEFT_PARTS, RIGHT_PARTS, BELOW_PARTS = ("if_then", "limits"), ("signs", "people"), ("sentences",)


class PlanPage(QWidget):
    """`tab` is plan or notes; `add` opens a new line: if_then, sign (or early, strong), person, limit, sentence.

    `editing` names the part that was being written when the page is built anew.
    """

    shell = "full"
    section = "plan"

    def __init__(
        self, app: App, profile: OpenProfile, go: Go, tab: str = "plan", add: str = "", editing: str = ""
    ) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._tab = tab if tab in ("plan", "notes") else "plan"
        self._add = add if add in PART_OF else ""
        self._tabs = Segmented([("plan", _("My care plan")), ("notes", _("My private notes"))], self._tab, _("My plan"))
        self._tabs.chosen.connect(self._on_tab_chosen)
        for name, segment in zip(("plan", "notes"), self._tabs.segments, strict=True):
            segment.setObjectName(f"tab-{name}")
        self._print = Button(_("Print"), icon="printer")
        self._print.setObjectName("print")
        self._print.clicked.connect(self.print_page)
        self._top = TopRow(_("My plan"), actions=[self._print], beside=self._tabs)
        self._body = fill_page(self, self._top, go.hide)
        self._scroll: PageScroll | None = None
        self._board: PlanBoard | None = None
        self._notes: NotesView | None = None
        self._show_tab()
        if self._board is not None and editing:
            self._board.edit(editing)

    # what the window asks

    def enter(self) -> None:
        self._top.focus_title()
        if self._board is not None and self._add:
            self._board.add(self._add)
        self._add = ""

    def leave(self) -> None:
        """What is being typed is kept."""
        for one in (self._board, self._notes):
            if one is not None:
                one.flush()

    def escape(self) -> None:
        """Closes what is being written, which is kept; the page itself stays."""
        for one in (self._board, self._notes):
            if one is not None:
                one.close_editing()

    def arguments_now(self) -> dict[str, Any]:
        return {"tab": self._tab, "editing": self._board.editing if self._board is not None else ""}

    def print_page(self) -> None:
        """The plan, never the notes."""
        if self._board is None:
            return
        self.leave()
        from carecompanion.ui.plan_print import show_plan_print  # late: printing takes its time to load

        show_plan_print(self, self._app, self._profile)

    # the two tabs

    def _on_tab_chosen(self, tab: object) -> None:
        self.leave()
        self._tab = str(tab)
        self._show_tab()

    def _show_tab(self) -> None:
        if self._scroll is not None:
            self._body.content.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._board = self._notes = None
        self._print.setVisible(self._tab == "plan")
        if self._tab == "plan":
            self._board = PlanBoard(self._profile, self._go)
            self._scroll = PageScroll(self._board)
        else:
            self._notes = NotesView(self._profile, self._go)
            self._scroll = PageScroll(self._notes)
        self._body.content.addWidget(self._scroll)


class PlanBoard(QWidget):
    """The cards in two columns, in one where there is no room; above them, once a week, what was chosen last week."""

    def __init__(self, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        self._profile, self._go = profile, go
        self.parts = {part: PartCard(profile, part) for part in (*LEFT_PARTS, *RIGHT_PARTS, *BELOW_PARTS)}
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(look.space(GAP))
        self._last_week: LastWeekCard | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.space(GAP))
        last_week = profile.planning.last_week()
        if last_week is not None:
            self._last_week = LastWeekCard(last_week)
            self._last_week.answered.connect(lambda answer: self._on_week_answered(answer, last_week))
            outer.addWidget(self._last_week)
        self._uprights: list[QVBoxLayout] = []
        for parts, share in ((LEFT_PARTS, LEFT), (RIGHT_PARTS, RIGHT)):
            self._columns.addWidget(self._column(parts), share)
        outer.addLayout(self._columns, 1)
        for part in BELOW_PARTS:
            outer.addWidget(self.parts[part])
        for card in self.parts.values():
            card.help_asked.connect(go.help)
            card.removed.connect(self._on_removed)
            card.rebuilt.connect(self._on_rebuilt)
            card.intention_changed.connect(self._on_intention_changed)
        self._on_rebuilt()

    @property
    def editing(self) -> str:
        """The part that is being written, "" = none."""
        return next((part for part, card in self.parts.items() if card.is_editing), "")

    def edit(self, part: str) -> None:
        if part in self.parts:
            self.parts[part].edit()

    def add(self, kind: str) -> None:
        """A new line of this kind, with the keyboard in it."""
        card = self.parts[PART_OF[kind]]
        card.list_of("early" if kind == "sign" else kind).add()

    def flush(self) -> None:
        for card in self.parts.values():
            card.flush()

    def close_editing(self) -> None:
        for card in self.parts.values():
            if card.is_editing:
                card.close_editing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_beside = not look.is_one_column and event.size().width() >= look.px(BESIDE_FROM)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom)

    def _column(self, parts: tuple[str, ...]) -> QWidget:
        """Its cards, and after them the room that is left over."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(GAP))
        for part in parts:
            column.addWidget(self.parts[part])
        column.addStretch(0)
        self._uprights.append(column)
        return holder

    def _on_rebuilt(self) -> None:
        """Both columns end together while the plan is read; fields are not pulled apart for that."""
        for parts, column in zip((LEFT_PARTS, RIGHT_PARTS), self._uprights, strict=True):
            is_reading = not self.editing
            column.setStretch(next(n for n, one in enumerate(parts) if one in GROWING), int(is_reading))
            column.setStretch(len(parts), int(not is_reading))
        self._order_for_tab()

    def _order_for_tab(self) -> None:
        """Rows that were built anew come where they stand, not last."""
        stops = [one for one in self.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _on_removed(self, lines: LineList, line: PlanLine) -> None:
        """The way back stays open for a moment, also when the page is another by then."""

        def bring_back() -> None:
            if isValid(lines):
                lines.bring_back(line)
            else:
                self._profile.planning.keep(line)

        self._go.toast(_("Removed from your plan."), _("Undo"), bring_back)

    def _on_intention_changed(self) -> None:
        """Whatever was chosen last week has its answer now."""
        if self._last_week is not None:
            self._last_week.hide()

    def _on_week_answered(self, answer: str, line: PlanLine) -> None:
        if self._last_week is not None:
            self._last_week.hide()
        if answer == "change":
            self.edit("if_then")
            return
        self._profile.planning.choose(line if answer == "keep" else None)
        lines = self.parts["if_then"].lists[0]
        lines.build()
        lines.add_button.setFocus(Qt.FocusReason.TabFocusReason)
