"""A longer check-in while it is answered: one screen for each of its pages, kept at every click."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.content.model import CheckInId, ItemId
from carecompanion.i18n import _, ngettext
from carecompanion.learning.checkin import acts
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.wellbeing import CheckInRun
from carecompanion.ui.go import Go
from carecompanion.ui.pages.wellbeing_help import help_first
from carecompanion.ui.pages.wellbeing_items import QuestionRow
from carecompanion.ui.pages.wellbeing_parts import BAR, MarginScroll, reach_into_margin, tab_after
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.help_first import HelpFirst
from carecompanion.ui.widgets.levels import LevelRow
from carecompanion.ui.widgets.progress import StepDashes
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import PageBody, TopRow, fill_page

BETWEEN, UNDER = 12, 16
MOVES_ON = "checkin_moves_on"  # the preference: a digit answers and goes to the next question


class RunView(QWidget):
    """Goes on where it was left. The newest answers are on the disk before the next click."""

    def __init__(self, app: App, profile: OpenProfile, go: Go, checkin: str) -> None:
        super().__init__()
        self._app, self._profile, self._go = app, profile, go
        self._run = profile.wellbeing.open(CheckInId(checkin))
        self._is_done = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._page: _RunPage | None = None
        self._show()

    def enter(self) -> None:
        self._page.top.focus_title()

    def leave(self) -> None:
        """Every click is kept already."""

    def escape(self) -> None:
        self._stop()

    def regions(self) -> list[QWidget]:
        return [self._page.top, self._page.scroller, self._page.footer]

    def arguments_now(self) -> dict[str, object]:
        """The draft knows the page. Once finished, back leads to the list."""
        return {"tab": "longer"} if self._is_done else {"tab": "longer", "checkin": self._run.checkin.id}

    def _show(self) -> None:
        old = self._page
        self._page = _RunPage(self._app, self._profile, self._go, self._run)
        self._page.turned.connect(self._turn)
        self._page.finished.connect(self._finish)
        self._page.left.connect(self._stop)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.addWidget(self._page)
        self._page.show()  # at once: what is not there yet takes no keyboard

    def _turn(self, by: int) -> None:
        self._run.turn(min(max(0, self._run.page + by), len(self._run.checkin.pages) - 1))
        self._show()
        self.enter()
        announce(self, self._page.place_words)

    def _finish(self) -> None:
        outcome = self._run.finish()
        self._is_done = True
        self._go.page("wellbeing", tab="longer", shown=outcome.entry)

    def _stop(self) -> None:
        self._go.page("wellbeing", tab="longer")


class _RunPage(QWidget):
    """One screen: its questions, help at once where an answer asks for it, and the way on."""

    turned = Signal(int)
    finished = Signal()
    left = Signal()

    def __init__(self, app: App, profile: OpenProfile, go: Go, run: CheckInRun) -> None:
        super().__init__()
        self._app, self._profile, self._go, self._run = app, profile, go, run
        self._number = min(run.page, len(run.checkin.pages) - 1)
        page = run.checkin.pages[self._number]
        leave = Button(_("Leave it for now"), icon="arrow-left")
        leave.setObjectName("run-leave")
        leave.clicked.connect(self.left)
        self.top = TopRow(page.title, page.about, [leave])
        self.top.title.setAccessibleDescription(f"{run.checkin.title}. {self.place_words}")
        self._rows = [self._row(item.id) for item in run.checkin.items_of(page.id)]
        self._help: HelpFirst | None = None
        self.footer = self._make_footer()
        self._switch = self._make_switch()
        self._lay_out(fill_page(self, self.top, go.hide))
        self._follow_keys()
        self._show_state()

    @property
    def place_words(self) -> str:
        """«Página 2 de 5. Quedan unos 3 minutos.»"""
        total = len(self._run.checkin.pages)
        place = _("Page {page} of {pages}.").format(page=self._number + 1, pages=total)
        minutes = max(1, round(self._run.checkin.minutes * (total - self._number) / total))
        left = ngettext("About {n} minute left.", "About {n} minutes left.", minutes).format(n=minutes)
        return f"{place} {left}"

    # how it is laid out

    def _lay_out(self, body: PageBody) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(look.space(BETWEEN))
        blank = _("You can leave blank whatever you don't want to answer.")
        inner.addWidget(Label(blank if self._number else self._run.checkin.about, "ui", "textMuted"))
        for row in self._rows:
            inner.addWidget(row)
        self._under = inner.count()
        inner.addWidget(self._switch)
        inner.addStretch(1)
        self._inner = inner
        self.scroller = MarginScroll(content)
        reach_into_margin(body, self.top)
        body.content.setSpacing(look.space(BETWEEN))
        body.content.addWidget(self.scroller, 1)
        if look.is_one_column:
            inner.addWidget(self.footer)
        else:
            body.content.addWidget(self.footer)
            self.footer.layout().setContentsMargins(0, 0, BAR, 0)

    def _row(self, item: ItemId) -> QuestionRow:
        checkin = self._run.checkin
        row = QuestionRow(
            checkin.item(item),
            checkin.answers_to(item),
            self._run.answers.get(item),
            self._run.tags,
            is_long=True,
        )
        row.answered.connect(lambda value: self._answer(item, value))
        row.tagged.connect(self._run.tag)
        return row

    def _make_switch(self) -> SwitchRow:
        about = _("With the keys 1 to 5 you answer, and the next question gets the focus.")
        is_on = self._profile.preferences.is_on(MOVES_ON)
        row = SwitchRow(_("Go on by itself after a number key"), about, is_on)
        row.switch.setObjectName("moves-on")
        row.toggled.connect(lambda is_on: self._profile.preferences.keep(**{MOVES_ON: bool(is_on)}))
        row.setContentsMargins(look.space(6), 0, look.space(6), 0)
        return row

    def _make_footer(self) -> QWidget:
        total = len(self._run.checkin.pages)
        self._is_last = self._number == total - 1
        words = _("See my result") if self._is_last else _("Next")
        self._next = Button(words, "primary", size="large", trailing_icon="" if self._is_last else "arrow-right")
        self._next.setObjectName("run-result" if self._is_last else "run-next")
        self._next.clicked.connect(lambda: self.finished.emit() if self._is_last else self.turned.emit(1))
        back = Button(_("Previous"), icon="arrow-left", size="large")
        back.setObjectName("run-back")
        back.clicked.connect(lambda: self.turned.emit(-1))
        self._why = Label(_("With two answers you can see your result."), "small", "textMuted")
        footer = QWidget()
        footer.setObjectName("footer")
        upright = QBoxLayout.Direction.TopToBottom
        row = QBoxLayout(upright if look.is_one_column else QBoxLayout.Direction.LeftToRight, footer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(16))
        parts = [self._place(total), self._next, back] if look.is_one_column else [back, self._place(total), self._next]
        for part in parts:
            row.addWidget(part, 1 if part not in (back, self._next) else 0)
        if not self._number:
            back.hide()
        return footer

    def _place(self, total: int) -> QWidget:
        holder = QWidget()
        words = QVBoxLayout(holder)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(look.space(4))
        words.addStretch(1)
        words.addWidget(StepDashes(total, self._number + 1), 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(Label(self.place_words, "small", "textMuted"))
        words.addWidget(self._why)
        words.addStretch(1)
        return holder

    # what the person does

    def _answer(self, item: ItemId, value: int | None) -> None:
        self._run.answer(item, value)
        self._show_state()
        if self._help is not None and value is not None:
            announce(self, self._help.accessibleName())

    def _show_state(self) -> None:
        may = self._run.may_finish or not self._is_last
        self._next.setEnabled(may)
        self._next.setAccessibleDescription("" if may else self._why.text())
        self._why.setVisible(not may)
        self._show_help()

    def _show_help(self) -> None:
        """At once, below the question, while its answer asks for it. Nothing is locked."""
        here = {row.item.id for row in self._rows}
        given = {item: value for item, value in self._run.answers.items() if item in here}
        is_due = "help" in acts(self._run.checkin, [given])
        if self._is_last:  # then no result follows
            self._next.setText(_("Go on") if is_due else _("See my result"))
        if is_due and self._help is None:
            self._help = help_first(self._app, self._profile, self._go)
            self._inner.insertWidget(self._under, self._help)
            tab_after(self._rows[-1], self._help)
        elif not is_due and self._help is not None:
            self._inner.removeWidget(self._help)
            self._help.hide()
            self._help.deleteLater()
            self._help = None

    # number keys

    def _follow_keys(self) -> None:
        stops: list[QWidget] = [*[row.field for row in self._rows], self._next]
        for number, row in enumerate(self._rows):
            if isinstance(row.field, LevelRow):
                follower = _DigitKeys(row.field.levels)
                follower.setParent(self)
                follower.answered.connect(lambda number=number: self._move_on(number, stops))

    def _move_on(self, number: int, stops: Sequence[QWidget]) -> None:
        if not self._profile.preferences.is_on(MOVES_ON) or self._help is not None:
            return
        if number + 1 < len(self._rows):
            self._rows[number + 1].focus_here()
        else:
            stops[-1].setFocus(Qt.FocusReason.TabFocusReason)


class _DigitKeys(QObject):
    """Tells when a digit was let go on one of `watched`: the answer itself is already given when it is pressed."""

    answered = Signal()

    def __init__(self, watched: Sequence[QWidget]) -> None:
        super().__init__()
        self._most = len(watched)
        for one in watched:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            text = event.text()
            if len(text) == 1 and text in "123456789"[: self._most]:
                self.answered.emit()
        return False
