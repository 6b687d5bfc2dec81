"""What nobody foresaw: a calm page that says what is safe, with a report to copy, and the program goes on.

The report and the log name kinds of errors and places in the code, never an error's own words: those may hold what a
person wrote.
"""

import logging
import platform
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from carecompanion import __version__
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.text import Label

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

SHOWN_AT_MOST = 3  # different dialogs in one run; after that the log is enough
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_OF_NO_USE = ("This plugin does not support", "Could not find the Qt platform", "QFont::", "propagateSizeHints")


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What may be copied and sent: versions, the kind of error and where it happened. No values, no words."""
    lines = [
        f"Care Companion {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}",
        kind.__name__,
    ]
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {_short(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines)


def _short(file: str) -> str:
    """From the package's name on: a path may hold a person's name."""
    parts = file.replace("\\", "/").split("/")
    names = ("carecompanion", "site-packages")
    start = next((n for n, part in enumerate(parts) if part in names), len(parts) - 1)
    return "/".join(parts[start:])


class Problems(QObject):
    """Listens for what was raised and caught by nobody, on any thread."""

    _raised = Signal(str, str)

    def __init__(self, may_show: Callable[[], bool], window: QWidget) -> None:
        super().__init__(window)
        self._may_show = may_show
        self._window = window
        self._seen: set[str] = set()
        self._dialog: ProblemDialog | None = None
        self._raised.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        sys.excepthook = self.take
        threading.excepthook = lambda found: self.take(found.exc_type, found.exc_value, found.exc_traceback)

    def stop(self) -> None:
        """The window is gone; errors go where they always went."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """The excepthook. Safe to call from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(1)
            return
        report = report_of(kind, trace)
        log.error("not foreseen: %s", report)
        words = error.words if isinstance(error, UserError) else ""
        self._raised.emit(report, words)

    def _show(self, report: str, words: str) -> None:
        if not self._may_show():
            QTimer.singleShot(1000, self, lambda: self._show(report, words))
            return
        is_enough = report in self._seen or len(self._seen) >= SHOWN_AT_MOST or self._dialog is not None
        self._seen.add(report)
        if is_enough:
            return
        self._dialog = ProblemDialog(report, words, self._window)
        self._dialog.finished.connect(self._on_dialog_finished)
        self._dialog.open()

    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


class ProblemDialog(QDialog):
    """What happened, what is safe, and a report for whoever looks after the program."""

    def __init__(self, report: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("Something did not work as it should")
        self.setWindowTitle(title)
        self._report = report
        self._column = QVBoxLayout(self)
        edge = look.space(28)
        self._column.setContentsMargins(edge, look.space(24), edge, look.space(24))
        self._column.setSpacing(look.space(12))
        self.setMinimumWidth(look.px(480))
        self._column.addWidget(Label(title, "h2"))
        safe = _("What you wrote is safe: it is saved as you go. You can carry on.")
        self._column.addWidget(Label(words or safe))
        self._column.addWidget(Label(_("If it happens again, this report helps. It holds nothing you wrote."), "ui"))
        self._column.addWidget(self._details())
        self._column.addLayout(self._buttons())

    def _details(self) -> QPlainTextEdit:
        self.details = QPlainTextEdit(self._report)
        look.style(self.details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Report"))
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(look.px(120))
        self.details.hide()
        return self.details

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        show = Button(_("See the report"), "link")
        show.clicked.connect(self.details.show)
        copy = Button(_("Copy the report"), "outline")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._report))
        on = Button(_("Carry on"), "primary")
        on.clicked.connect(self.accept)
        row.addWidget(show)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(on)
        on.setFocus()
        return row


def qt_messages_to_log() -> None:
    """Qt's own messages belong in the log."""
    qInstallMessageHandler(_take_qt_message)


def _take_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    is_noise = any(part in message for part in _OF_NO_USE)
    qt_log.log(logging.DEBUG if is_noise else _LEVELS.get(kind, logging.INFO), "%s", message)
