"""A private note: it saves itself, says so, and asks never to write real names."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.text import Label

PAUSE_MS = 1000
LINES = 4


class NoteEdit(Ringed, QPlainTextEdit):
    """Where one writes. Tab goes on; Enter makes a new line."""

    ring_always = True
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        look.style(self)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(look.font("body"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(look.space(4))
        self.setMinimumHeight(self.sizeHint().height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """A few lines; more where the page has room for them."""
        return QSize(look.px(240), LINES * QFontMetrics(self.font()).lineSpacing() + 2 * look.space(14))

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), look.radius("control")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NoteBox(QWidget):
    """Label, text, what has become of it, and the sentence about names.

    `text_paused` comes 1 s after the last key and when the focus leaves, only when there is something new; the page
    then keeps `text()` and calls `show_saved`.
    """

    text_paused = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.edit = NoteEdit()
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(_names_sentence())
        self._is_new = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._build(label)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.left.connect(self.flush)
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Show what was kept; this is nothing new."""
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(False)

    def flush(self) -> None:
        """Tell now what is new, without waiting."""
        self._pause.stop()
        if self._is_new:
            self._is_new = False
            self.text_paused.emit()

    def show_saved(self, is_kept: bool = True) -> None:
        """Say below that the text is kept, or that it could not be and is still here."""
        words = _("Saved on this computer") if is_kept else _("It couldn't be saved. Your text is still here.")
        self._state.show_state(words, "leaf" if is_kept else "danger", "check" if is_kept else "triangle-alert")
        announce(self, words, is_urgent=not is_kept)

    def _on_text_changed(self) -> None:
        self._is_new = True
        self._state.clear()
        self._pause.start()

    def _build(self, label: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        words = Label(label, "label")
        words.setBuddy(self.edit)
        column.addWidget(words)
        column.addWidget(self.edit)
        self._state = StateLine()
        column.addWidget(self._state)
        column.addWidget(Label(_names_sentence(), "small", "textMuted"))


class StateLine(QWidget):
    """One quiet line with an icon; keeps its place while empty, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.space(8))
        self._icon = IconLabel("check", "leaf", 16)
        self._words = Label("", "small", "textMuted")
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._words, 1)
        self.setMinimumHeight(look.line("small"))
        self.clear()

    def clear(self) -> None:
        self._icon.hide()
        self._words.setText("")

    def show_state(self, words: str, color: str, icon: str) -> None:
        self._row.removeWidget(self._icon)
        self._icon.deleteLater()
        self._icon = IconLabel(icon, color, 16)
        self._row.insertWidget(0, self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._words.set_color("danger" if color == "danger" else "textMuted")
        self._words.setText(words)


def _names_sentence() -> str:
    return _("Never write real names of the people you serve.")
