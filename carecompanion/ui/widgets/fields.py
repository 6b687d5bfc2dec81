"""One-line fields: a visible label above, 44 high, and an error said in words below."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import IconButton
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label

HEIGHT = 44


class Line(Ringed, QLineEdit):
    """The line one writes in; its ring shows for the pointer too."""

    ring_always = True
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        look.style(self)
        self.setFont(look.font("body"))
        self.setFixedHeight(look.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class ErrorLine(QWidget):
    """Icon and sentence in the danger colour; not there while the sentence is empty."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.space(6), 0, 0)
        row.setSpacing(look.space(8))
        row.addWidget(IconLabel("circle-alert", "danger", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Label("", "small", "danger")
        row.addWidget(self._words, 1)
        self.hide()

    def set_text(self, text: str) -> None:
        self._words.setText(text)
        self.setVisible(bool(text))
        announce(self, text)
        if text:
            QTimer.singleShot(0, self, lambda: scroll_to(self))  # read without scrolling


class TextField(QWidget):
    """A labelled line. `line` is the Qt field; `set_error("")` takes the error away."""

    text_changed = Signal(str)

    def __init__(self, label: str, text: str = "", about: str = "", max_length: int = 0) -> None:
        super().__init__()
        self.line = Line()
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(about)
        self.line.setText(text)
        if max_length:
            self.line.setMaxLength(max_length)
        self._about, self._error = about, ErrorLine()
        self._build(label)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.text_changed)
        self.returnPressed = self.line.returnPressed

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def select_all(self) -> None:
        self.line.selectAll()

    def set_error(self, text: str) -> None:
        """Say below the field what is wrong, and mark it; "" takes both away."""
        self._error.set_text(text)
        self.line.setAccessibleDescription(text or self._about)
        self.line.setProperty("error", bool(text))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def add_beside(self, *widgets: QWidget) -> None:
        """Put buttons at the right of the line; below it, and below what is wrong, when the text is large."""
        for widget in widgets:
            if look.is_one_column:
                self._column.addSpacing(look.space(12))
                self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self._beside.addWidget(widget)

    def _build(self, label: str) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        words = Label(label, "small", "textMuted")
        words.setBuddy(self.line)
        column.addWidget(words)
        if self._about:
            column.addWidget(Label(self._about, "small", "textSubtle"))
        column.addSpacing(look.space(8))
        self._beside = QHBoxLayout()
        self._beside.setSpacing(look.space(12))
        self._beside.addWidget(self.line, 1)
        column.addLayout(self._beside)
        column.addWidget(self._error)


class PassphraseField(TextField):
    """A line whose letters are hidden until the eye is pressed."""

    def __init__(self, label: str, about: str = "") -> None:
        super().__init__(label, about=about)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = IconButton("eye", _("Show the passphrase"), "quiet", "small", icon_size=18)
        self._eye.setParent(self.line)
        self._eye.setObjectName("show-passphrase")
        self._eye.clicked.connect(self._turn)
        gap = (self.line.height() - self._eye.height()) // 2
        self.line.setTextMargins(0, 0, self._eye.width() + gap - look.space(14), 0)
        self.line.resized.connect(self._place_eye)

    def _place_eye(self) -> None:
        gap = (self.line.height() - self._eye.height()) // 2
        self._eye.move(self.line.width() - self._eye.width() - gap, gap)

    def _turn(self) -> None:
        is_hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password)
        if is_hidden:
            self._eye.set_icon("eye-off", _("Hide the passphrase"))
        else:
            self._eye.set_icon("eye", _("Show the passphrase"))
