"""Printing: always a preview first, and from it paper, PDF or a page for the browser. Qt's printing part is imported
when the preview opens."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.file_dialog import file_to_save
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.focus import ROOM, Ringed
from carecompanion.ui.widgets.one_time import OneTimeDialog
from carecompanion.ui.widgets.paper import A4, Paper, Step, page_layout
from carecompanion.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from carecompanion.ui.go import Go

WIDTH, HEIGHT = 940, 640
SHEET, ASIDE, SCROLL_BAR = 560, 310, 14


def show_print(parent: QWidget, title: str, html: str, go: "Go | None" = None, *, may_save: bool = True) -> None:
    """Show what will be printed. `html` is what `Paper` takes, its heading included; `title` names the file.

    With `may_save` false it can only go to paper: what must not lie about as a file.
    """
    PrintPreview(parent, Paper(title, html, datetime.now().date()), may_save=may_save).exec()


class PrintPreview(OneTimeDialog):
    """The pages, and beside them what can be done with them. `choices` may ask what goes on the paper; whoever made
    them calls `show_paper` with another one. `copies` is asked when it is printed."""

    def __init__(
        self,
        parent: QWidget,
        paper: Paper,
        *,
        may_save: bool = True,
        choices: QWidget | None = None,
        copies: Callable[[], int] = lambda: 1,
    ) -> None:
        super().__init__(parent)
        self._paper, self._copies = paper, copies
        self._printer = default_printer()
        self.setWindowTitle(paper.title)
        self._said = Label("", "ui")
        self._said.setObjectName("print-said")
        self._said.hide()
        self._sheets = column_of([Sheet(paper, page) for page in range(paper.pages)])
        acts = self._acts(may_save, choices)
        if look.is_one_column:
            self._stack_up(acts)
        else:
            self._put_beside(acts)
        free = self.screen().availableGeometry()
        self.resize(min(look.px(WIDTH), free.width() - 40), min(look.px(HEIGHT), free.height() - 60))
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_paper(self, paper: Paper) -> None:
        """Another paper in place of the one that is shown; one without a page cannot be printed."""
        self._paper = paper
        column = self._sheets.layout()
        while (item := column.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        for page in range(paper.pages):
            column.addWidget(Sheet(paper, page))
        column.addStretch(1)
        for button in self._for_paper:
            button.setEnabled(paper.pages > 0)

    # what is in it

    def _acts(self, may_save: bool, choices: QWidget | None) -> QWidget:
        """Title, where it would be printed, the buttons, and who could see it."""
        acts = QWidget()
        column = QVBoxLayout(acts)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(look.space(12))
        column.addWidget(Label(_("Preview"), "h2"))
        column.addWidget(Label(self._printer_words(), "ui", "textMuted"))
        if choices is not None:
            column.addWidget(choices)
        buttons = self._buttons(may_save)
        self._first, self._for_paper = buttons[0], buttons[:-1]
        for button in buttons:
            column.addWidget(button)
        column.addWidget(self._said)
        column.addWidget(Label(_("Whoever finds the paper or the file can read it."), "small", "textMuted"))
        column.addStretch(1)
        return acts

    def _buttons(self, may_save: bool) -> list[Button]:
        made: list[Button] = []

        def add(name: str, text: str, act: Callable[[], object], kind: str = "outline", icon: str = "") -> None:
            button = Button(text, kind, icon)
            button.setObjectName(name)
            button.clicked.connect(act)
            made.append(button)

        if self._printer:
            add("print-now", _("Print"), self._on_print_clicked, "primary", "printer")
            add("print-elsewhere", _("Another printer"), self._on_elsewhere_clicked)
        if may_save:
            add("save-pdf", _("Save as PDF"), self._on_pdf_clicked, icon="download")
            add("save-page", _("Save as a web page"), self._on_page_clicked, icon="download")
        add("print-close", _("Close"), self.reject)
        return made

    def _printer_words(self) -> str:
        if self._printer:
            return _("Printer: {name}").format(name=self._printer)
        return no_printer_words()

    def _put_beside(self, acts: QWidget) -> None:
        acts.setFixedWidth(look.px(ASIDE))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(look.space(20), look.space(20), look.space(20), look.space(20))
        row.setSpacing(look.space(24))
        row.addWidget(scrolled(self._sheets), 1)
        row.addWidget(scrolled(acts, look.px(ASIDE) + SCROLL_BAR))

    def _stack_up(self, acts: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(column_of([acts, self._sheets], look.space(20))))

    # what it does

    def _on_print_clicked(self) -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # late: only here

        printer = QPrinter(QPrinterInfo.printerInfo(self._printer), QPrinter.PrinterMode.HighResolution)
        printer.setCopyCount(self._copies())
        self._print_on(printer)

    def _on_elsewhere_clicked(self) -> None:
        """The system's own choice of printer, pages and copies."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: only here

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setCopyCount(self._copies())
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self._print_on(printer)

    def _print_on(self, printer: "QPrinter") -> None:
        is_sent = print_on(printer, self._paper)
        self._say(printed_words(is_sent=is_sent), is_failure=not is_sent)

    def _on_pdf_clicked(self) -> None:
        self._save("pdf", _("PDF document"), self._paper.save_pdf)

    def _on_page_clicked(self) -> None:
        self._save("html", _("Web page"), self._paper.save_page)

    def _save(self, ending: str, kind: str, write: Callable[[Path], bool]) -> None:
        file = ask_file(self, f"{self._paper.title}.{ending}", f"{kind} (*.{ending})", ending)
        if file is None:
            return
        is_saved = write(file)
        self._say(saved_words(file, is_saved=is_saved), is_failure=not is_saved)

    def _say(self, words: str, *, is_failure: bool = False) -> None:
        self._said.set_color("danger" if is_failure else "text")
        self._said.setText(words)
        self._said.show()


class Sheet(Ringed, QLabel):
    """One page on the screen; its words are there for a screen reader, which knows a label and no bare widget."""

    def __init__(self, paper: Paper, page: int) -> None:
        super().__init__()
        self._paper, self._page = paper, page
        self._shown: tuple[int, float] | None = None
        self.setAccessibleName(_("Page {page} of {pages}").format(page=page + 1, pages=paper.pages))
        self.setAccessibleDescription(paper.words() if not page else "")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(SHEET, self.heightForWidth(SHEET))

    def minimumSizeHint(self) -> QSize:
        return QSize(SHEET // 2, self.heightForWidth(SHEET // 2))

    def heightForWidth(self, width: int) -> int:
        return round(width * A4.height() / A4.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        state = (self.width(), self.devicePixelRatioF())
        if self._shown != state:
            self._shown, self._picture = state, self._paper.picture(self._page, *state)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(look.color("borderStrong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def print_on(printer: "QPrinter", paper: Paper, step: Step | None = None) -> bool:
    """All pages; also in the background, where many take long. `step` is told how far it is, and may raise."""
    printer.setFullPage(True)
    printer.setPageLayout(page_layout())
    printer.setDocName(paper.title)
    printer.setCreator("")
    return paper.paint_all(printer, step)


def printed_words(*, is_sent: bool) -> str:
    if is_sent:
        return _("Sent to the printer.")
    return _("The printer did not take it. Try again, or save it as PDF.")


def saved_words(file: Path, *, is_saved: bool) -> str:
    if is_saved:
        return _("Saved: {file}").format(file=file.name)
    return _("It could not be saved. Nothing is left half written. Free some space, or choose another place.")


def no_printer_words() -> str:
    return _("This computer has no printer now. You can save it and print it elsewhere.")


def default_printer() -> str:
    """The name of the printer in use, or of any; "" when there is none."""
    from PySide6.QtPrintSupport import QPrinterInfo  # late: loads the system's printing

    return QPrinterInfo.defaultPrinterName() or next(iter(QPrinterInfo.availablePrinterNames()), "")


def ask_file(parent: QWidget, name: str, kind: str, ending: str) -> Path | None:
    """Where to save; None when the person thought better of it. Qt's own dialog: F9 closes it as it covers the rest."""
    file = file_to_save(parent, _("Save"), name, kind)
    return file if file is None or file.suffix else file.with_suffix(f".{ending}")


def scrolled(inside: QWidget, width: int = 0) -> QScrollArea:
    area = QScrollArea()
    look.style(area.verticalScrollBar())
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus if width else Qt.FocusPolicy.StrongFocus)
    if not width:
        area.setAccessibleName(_("Preview"))
    else:
        area.setFixedWidth(width)
    area.setWidget(inside)
    return area


def column_of(widgets: Sequence[QWidget], margin: int = 0) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(look.space(16))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return made
