"""What the pages after a session share: columns, cards, the sheets of a preview, saving and printing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.errors import UserError
from carecompanion.i18n import _, ngettext
from carecompanion.ui.printing import (
    Sheet,
    ask_file,
    column_of,
    default_printer,
    no_printer_words,
    print_on,
    printed_words,
    saved_words,
    scrolled,
)
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.focus import ROOM
from carecompanion.ui.widgets.paper import Paper, Step
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.work_line import Stopped, WorkLine

LEFT, LEAST_OUTPUT = 532, 260
WIDEST = 16_777_215  # what Qt takes for no bound
MOST_SHEETS = 12  # of a preview; the file has them all

Write = Callable[[Path, Step], bool]


class Output(QWidget):
    """The right side: what will be written, what became of it, and how far it is."""

    def __init__(self, run, title: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(8))
        self._said = Label("", "ui", "textMuted")
        self._said.setObjectName("said")
        self._said.hide()
        self.work = WorkLine(run)
        self._view: QWidget | None = None
        self._column.addWidget(Label(title, "h3"))
        self._column.addWidget(self._said)
        self._column.addWidget(self.work)
        self._column.addStretch(1)

    def put(self, view: QWidget) -> None:
        """In place of what was shown."""
        old, self._view = self._view, view
        if old is not None:
            old.hide()
            old.deleteLater()
        self._column.insertWidget(3, view, 1000)

    def clear(self) -> None:
        self.put(QWidget())

    def say(self, words: str, *, is_failure: bool = False) -> None:
        self._said.set_color("danger" if is_failure else "textMuted")
        self._said.setText(words)
        self._said.setVisible(bool(words))
        announce(self._said, words, is_urgent=is_failure)

    # saving and printing

    def save(self, name: str, kind: str, ending: str, write: Write) -> None:
        """Ask where, and write it there in the background; whole or not at all."""
        file = ask_file(self, f"{name}.{ending}", f"{kind} (*.{ending})", ending)
        if file is not None:
            self.do(_("Saving"), lambda step: write(file, step), lambda is_saved: self._on_saved(file, is_saved))

    def print_it(self, make: Callable[[], Paper]) -> None:
        """On the printer in use, one click."""
        name = default_printer()
        if not name:
            self.say(no_printer_words(), is_failure=True)
            return
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # late: only here

        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        self.do(_("Printing"), lambda step: print_on(printer, make(), step), self._on_printed)

    def do(self, words: str, work: Callable[[Step], object], on_done: Callable[[bool], None]) -> None:
        self.say("")
        self.work.start(words, work, on_done, self._on_failed)

    def _on_saved(self, file: Path, is_saved: bool) -> None:
        self.say(saved_words(file, is_saved=is_saved), is_failure=not is_saved)

    def _on_printed(self, is_sent: bool) -> None:
        self.say(printed_words(is_sent=is_sent), is_failure=not is_sent)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Stopped):
            self.say(_("Stopped. Nothing was written."))
        elif isinstance(error, UserError):
            self.say(error.words, is_failure=True)
        else:
            raise error


def sheets_of(paper: Paper) -> QWidget:
    """The first pages; how many more there are is said below."""
    shown = min(paper.pages, MOST_SHEETS)
    parts: list[QWidget] = [Sheet(paper, page) for page in range(shown)]
    for first in parts[:1]:  # with the keyboard here, arrows and PgDn turn the pages
        first.setObjectName("sheet")
        first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if paper.pages > shown:
        rest = paper.pages - shown
        words = ngettext("And {n} more page, in the same way.", "And {n} more pages, in the same way.", rest)
        parts.append(Label(words.format(n=rest), "ui", "textMuted"))
    area = scrolled(column_of(parts, ROOM))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def two_columns(cards: Sequence[QWidget], output: QWidget) -> QWidget:
    """Cards at the left, the preview at the right; one below the other where the sheet would have no room."""
    return _Columns(cards, output)


class _Columns(QWidget):
    """Takes the preview from beside the cards to below them, and back."""

    def __init__(self, cards: Sequence[QWidget], output: QWidget) -> None:
        super().__init__()
        self._output, self._is_column = output, False
        left, inner = QWidget(), QWidget()
        self._cards = QVBoxLayout(left)
        self._cards.setSpacing(look.space(16))
        for card in cards:
            self._cards.addWidget(card)
        self._cards.addStretch(1)
        self._below = QVBoxLayout(inner)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(look.space(24))
        self._below.addWidget(left)
        self._scroll = PageScroll(inner)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.space(24))
        self._row.addWidget(self._scroll)
        self._row.addWidget(output, 1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rest = event.size().width() - look.px(LEFT) - self._row.spacing()
        is_column = look.is_one_column or rest < look.px(LEAST_OUTPUT)
        if is_column != self._is_column:
            self._is_column = is_column
            self._arrange()

    def _arrange(self) -> None:
        """In a column the preview scrolls with the cards, after the last of them."""
        is_column = self._is_column
        self._cards.setContentsMargins(ROOM if is_column else 0, 0, look.space(10), 0)
        self._output.setMinimumHeight(look.px(360) if is_column else 0)
        self._scroll.setMinimumWidth(0 if is_column else look.px(LEFT))
        self._scroll.setMaximumWidth(WIDEST if is_column else look.px(LEFT))
        if is_column:
            self._row.removeWidget(self._output)
            self._below.addWidget(self._output)
        else:
            self._below.removeWidget(self._output)
            self._row.addWidget(self._output, 1)
