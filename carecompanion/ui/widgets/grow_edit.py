"""A field for a sentence or two: one line high at first, it grows with what is written. Enter goes on instead."""

from math import ceil

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.note_box import NoteEdit

HEIGHT, MOST_LINES, PADDING = 44, 6, 8
MOST_LETTERS = 2000


class GrowEdit(NoteEdit):
    """`entered` when Enter is pressed; `was_full` when something did not fit any more."""

    entered = Signal()
    was_full = Signal()

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = look.px(HEIGHT) - self._line() - 2 * (look.space(PADDING) + 1)
        self.document().setDocumentMargin(max(0, inside / 2))
        self.setPlainText(text)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.textChanged.connect(self._keep_short)
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(look.px(120), look.px(HEIGHT))

    def put(self, text: str) -> None:
        """Take the place of what stands there; Ctrl+Z brings that back."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _line(self) -> int:
        return QFontMetrics(self.font()).lineSpacing()

    def _grow(self) -> None:
        """The document's height is counted in lines here."""
        lines = max(1, ceil(self.document().size().height()))
        is_long = lines > MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        height = look.px(HEIGHT) + (min(lines, MOST_LINES) - 1) * self._line()
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)
            QTimer.singleShot(0, self, self._tell_layouts)

    def _tell_layouts(self) -> None:
        """A layout that was just putting this field in its place did not hear that it grew."""
        one: QWidget | None = self
        while one is not None and not one.isWindow():
            one.updateGeometry()
            one = one.parentWidget()

    def _keep_short(self) -> None:
        """A page pasted by mistake does not fit: what came last is cut, what was there before stays."""
        excess = self.document().characterCount() - 1 - MOST_LETTERS
        if excess <= 0:
            return
        cursor = self.textCursor()
        start = max(0, cursor.position() - excess)
        if start and "\ud800" <= self.document().characterAt(start - 1) <= "\udbff":
            start -= 1  # never half a letter
        cursor.setPosition(start, cursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.was_full.emit()
