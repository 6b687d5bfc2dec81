"""What the pages after a session share: columns, cards, the sheets of a preview, saving and printing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

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
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.focus import ROOM
from carecompanion.ui.widgets.paper import Paper, Step
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.work_line import Stopped, WorkLine

LEFT = 532
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
    """Cards at the left, the preview at the right; one below the other where the text is large."""
    holder = QWidget()
    is_column = look.is_one_column
    row = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_column else QBoxLayout.Direction.LeftToRight, holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.space(24))
    left = QWidget()
    column = QVBoxLayout(left)
    column.setContentsMargins(ROOM if is_column else 0, 0, look.space(10), 0)
    column.setSpacing(look.space(16))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    if is_column:
        row.addWidget(left)
        output.setMinimumHeight(look.px(360))
        row.addWidget(output)
        return PageScroll(holder)
    scroll = PageScroll(left)
    scroll.setFixedWidth(look.px(LEFT))
    row.addWidget(scroll)
    row.addWidget(output, 1)
    return holder


def named(name: str, text: str, act: Callable[[], object], kind: str = "outline", icon: str = "") -> Button:
    button = Button(text, kind, icon)
    button.setObjectName(name)
    button.clicked.connect(lambda: act())
    return button
