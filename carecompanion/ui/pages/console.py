"""The console: what the room sees, what comes next, notes, time, and the keys that lead a session.

One tick a second changes words and pictures only; a widget is made when the block or the screen is another.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carecompanion.app import App
from carecompanion.errors import StorageError
from carecompanion.i18n import _
from carecompanion.ui.go import Go
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_board import Board
from carecompanion.ui.pages.console_end import CLOSE, REST, ask_end, end_words
from carecompanion.ui.pages.console_scene import Option
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.drop_menu import DropMenu
from carecompanion.ui.widgets.top_row import TopRow

if TYPE_CHECKING:
    from carecompanion.services.profiles import OpenProfile

SETTLING = 4  # layouts that wait for each other
WRITTEN_IN = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)


class ConsolePage(QWidget):
    """The session that is led. `panel` is what stands in the place of the notes."""

    shell = "bare"
    section = "facilitate"

    def __init__(self, app: App, profile: "OpenProfile", go: Go, panel: str = "") -> None:
        super().__init__()
        self._profile, self._go = profile, go
        self._leading = go.leading()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if self._leading is None:
            self._show_nothing()
            return
        self._board = Board(self._leading, profile, go, panel)
        for part, stretch in ((self._board.header, 0), (self._board, 1), (self._board.footer, 0)):
            self._column.addWidget(part, stretch)
        self._connect(self._leading)
        self._watched: QObject | None = None
        QApplication.instance().focusChanged.connect(self._on_focus_changed)

    # what the window asks

    def enter(self) -> None:
        if self._leading is not None:
            self._board.header.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Its parts find their places before the first paint: how many columns fit is known once all have theirs."""
        super().showEvent(event)
        for _round in range(SETTLING):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def leave(self) -> None:
        """What is half written in a panel is kept."""
        if self._leading is not None:
            self._board.middle.leave()

    def pause(self) -> None:
        """F7."""
        if self._leading is not None:
            self._leading.act(self._leading.run.pause)

    def escape(self) -> None:
        """A panel is closed; without one the question is whether to end."""
        if self._leading is None:
            self._go.back()
        elif self._board.panel:
            self._board.show_panel("")
        else:
            self._ask_end()

    def regions(self) -> list[QWidget]:
        if self._leading is None:
            return [self]
        board = self._board
        return [board.header, board.room, board.middle, board.aside, board.footer]

    def arguments_now(self) -> dict[str, str]:
        return {"panel": self._board.panel} if self._leading is not None and self._board.panel else {}

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button would take the arrows, to go to the button beside."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._leading is not None:
            return self._leading.keys.moves(event) and self._leading.keys.take(event)
        return False

    def _take(self, event: QKeyEvent) -> bool:
        leading = self._leading
        if leading is None:
            return False
        if event.key() == Qt.Key.Key_F5:
            return self._do(event, self._start)
        if event.key() == Qt.Key.Key_F11:
            return self._do(event, self._full)
        if isinstance(QApplication.focusWidget(), WRITTEN_IN):
            return False
        return self._board.aside.take(event) or leading.keys.take(event)

    def _do(self, event: QKeyEvent, act: Callable[[], None]) -> bool:
        event.accept()
        if not event.isAutoRepeat():
            act()
        return True

    def _on_room_keyed(self, event: QKeyEvent) -> None:
        """What the room's own window heard, and the session's own keys did not take."""
        if event.key() == Qt.Key.Key_Escape:
            self.window().activateWindow()
            self._ask_end()
        elif event.key() == Qt.Key.Key_F5:
            self._start()
        else:
            self._board.aside.take(event)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        if now is not None and self.isAncestorOf(now) and isinstance(now, QPushButton | Option):
            now.installEventFilter(self)
            self._watched = now

    # acting

    def _connect(self, leading: Leading) -> None:
        board = self._board
        leading.changed.connect(board.refresh)
        leading.ticked.connect(board.tick)
        leading.projector.told.connect(board.on_news)
        leading.projector.keyed.connect(self._on_room_keyed)
        board.header.end_button.clicked.connect(self._ask_end)
        board.header.hide_button.clicked.connect(self._go.hide)
        board.header.bar.clicked.connect(lambda: board.turn_panel("agenda"))
        board.header.chip.clicked.connect(lambda: board.turn_panel("late"))
        board.header.more_button.clicked.connect(self._open_more)

    def _open_more(self) -> None:
        assert self._leading is not None
        projector, board = self._leading.projector, self._board
        menu = DropMenu(board.header.more_button, _("More"))
        for name, words in (
            ("agenda", _("Agenda")),
            ("late", _("Plan and time")),
            ("came", _("Who came")),
            ("own-notes", _("My own notes")),
        ):
            menu.add(words, lambda name=name: board.show_panel(name), name=f"more-{name}")
        menu.addSeparator()
        swap, start, here = _("Swap the screens"), _("Open the room’s window"), _("Open on this screen")
        menu.add(f"{swap}\tS", self._swap, name="more-swap")
        if projector.is_shown:
            menu.add(_("Close the room’s window"), self._close_window, name="more-close")
        else:
            menu.add(f"{start}\tF5", self._start, name="more-open")
        menu.add(f"{here}\tF11", self._open_here, name="more-here")
        menu.open_under(board.header.more_button)

    def _swap(self) -> None:
        assert self._leading is not None
        self._leading.projector.swap()
        self._leading.refresh()

    def _close_window(self) -> None:
        assert self._leading is not None
        self._leading.projector.close()
        self._leading.refresh()

    def _open_here(self) -> None:
        assert self._leading is not None
        self._leading.projector.open_here()
        self._leading.refresh()

    def _start(self) -> None:
        """The room's window, wherever there is a place for it."""
        assert self._leading is not None
        projector = self._leading.projector
        if not projector.is_shown and not projector.open():
            projector.open_here()
        self._leading.refresh()

    def _full(self) -> None:
        """Here, and as large as the screen."""
        assert self._leading is not None
        projector = self._leading.projector
        if not projector.is_shown:
            projector.open_here()
        projector.toggle_full()
        self._leading.refresh()

    # the end

    def _ask_end(self) -> None:
        assert self._leading is not None
        run = self._leading.run
        self.leave()
        may_rest = not run.is_rehearsal and self._profile.training.has_day_after(run)
        rounds = run.rounds()
        words = end_words(
            is_rehearsal=run.is_rehearsal,
            may_rest=may_rest,
            open_rounds=sum(one.is_open for one in rounds),
            has_answers=any(one.has_codes for one in rounds),
        )
        choice = ask_end(self, words, may_rest=may_rest)
        if choice == REST:
            self._rest()
        elif choice == CLOSE:
            self._close()

    def _rest(self) -> None:
        assert self._leading is not None
        self._leading.run.rest()
        self._leading.end()
        self._go.page("facilitate")
        self._go.toast(_("The session rests. Start the next day from its own card."))

    def _close(self) -> None:
        assert self._leading is not None
        run = self._leading.run
        try:
            run.close()
        except StorageError as error:
            self._board.show_problem(error.words)
            return
        self._leading.end()
        if run.is_rehearsal:
            self._go.page("facilitate")
            self._go.toast(_("The rehearsal is over. Nothing of it was kept."))
        else:
            self._go.page("session_report", run=run.record.run)

    def _show_nothing(self) -> None:
        """Nobody leads: the session was closed, or the page was come back to."""
        top = TopRow(_("No session is running"), _("Start one from its card."))
        top.hide_asked.connect(self._go.hide)
        button = Button(_("To my sessions"), "primary")
        button.setObjectName("to-sessions")
        button.clicked.connect(lambda: self._go.page("facilitate"))
        holder = QVBoxLayout()
        holder.setContentsMargins(look.space(32), 14, look.space(32), look.space(24))
        holder.addWidget(top)
        holder.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        holder.addStretch(1)
        self._column.addLayout(holder)
