"""Reading a page aloud, sentence by sentence, and only when asked: what is read, its mark, and the button.

A pause is silence at once; going on begins with the sentence that was cut off. What a person wrote is never read.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLayout, QTextEdit, QWidget
from shiboken6 import isValid

from carecompanion.i18n import _
from carecompanion.learning.sentences import has_words, sentences
from carecompanion.ui.theme import look
from carecompanion.ui.voice import Voice, open_voice
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.choice import Choice
from carecompanion.ui.widgets.note_box import NoteBox
from carecompanion.ui.widgets.scroll import PageScroll, scroll_to
from carecompanion.ui.widgets.text import Label, ReadingText

SPEED = "voice_speed"  # the preference
UNDERLINE = 3
TINT = 40  # of 255
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_WAS_HIDDEN = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
_LACKING: set[str] = set()  # languages this computer has no voice for, found out since the start


def lacks_voice(language: str) -> bool:
    """Whether it was asked for before, in vain."""
    return language in _LACKING


def find_voice(language: str, parent: QObject) -> Voice | None:
    """A voice, and what is known from now on of there being one."""
    voice = open_voice(language, parent)
    if voice is None:
        _LACKING.add(language)
    else:
        _LACKING.discard(language)
    return voice


def no_voice_words(language: str) -> str:
    if language == "es":
        return _("This computer has no voice in Spanish.")
    return _("This computer has no voice in English.")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, and where it stands: from `begin` on, as Qt counts letters."""

    words: str
    widget: QWidget
    begin: int = 0
    length: int = 0


def readable(root: QWidget) -> list[Said]:
    """What a page says, in reading order: titles, text, options. No button, and nothing a person wrote."""
    return [said for widget in _worded(root) for said in _said_by(widget)]


def _worded(root: QWidget) -> list[Label | ReadingText | Choice]:
    if root.isHidden() and root.testAttribute(_WAS_HIDDEN):  # what is only new and not laid out yet counts
        return []
    if isinstance(root, NoteBox):
        prompt = root.findChild(Label)
        return [prompt] if prompt is not None else []
    if isinstance(root, Label | ReadingText | Choice):
        return [root]
    layout = root.layout()
    parts = _in_layout(layout) if layout is not None else root.findChildren(QWidget, options=_DIRECT)
    return [widget for part in parts for widget in _worded(part)]


def _in_layout(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inside = item.widget(), item.layout()
        if widget is not None:
            found.append(widget)
        elif inside is not None:
            found += _in_layout(inside)
    return found


def _said_by(widget: Label | ReadingText | Choice) -> list[Said]:
    found, at = [], 0
    for piece in sentences(_words_of(widget)):
        if has_words(piece):
            found.append(Said(piece.strip(), widget, at, _letters(piece.rstrip())))
        at += _letters(piece)
    return found


def _words_of(widget: Label | ReadingText | Choice) -> str:
    if isinstance(widget, ReadingText):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, Label) else widget.accessibleName()


def _letters(text: str) -> int:
    """Qt counts in units of 16 bits."""
    return len(text.encode("utf-16-le")) // 2


class ReadAloud(QObject):
    """Reads what `root` gives when the button or F8 asks for it, and keeps the place while the page stays the same."""

    trouble = Signal(str)  # why there is nothing to hear

    def __init__(
        self, page: QWidget, button: Button, language: str, root: Callable[[], list[Said]], speed: str
    ) -> None:
        super().__init__(page)
        self._page, self._button, self._language, self._root = page, button, language, root
        self._speed = speed
        self._voice: Voice | None = None
        self._list: list[Said] = []
        self._mark = Mark()
        self.place = 0
        self.is_speaking = False
        button.clicked.connect(self.turn)
        key = QShortcut(QKeySequence("F8"), page)
        key.setAutoRepeat(False)
        key.activated.connect(self.turn)
        self._show_state()

    def turn(self) -> None:
        """Begin, go on, or be silent."""
        if self.is_speaking:
            self.pause()
        elif self._button.isVisible() and self._has_voice():
            self._list = self._root()
            self.place = self.place if self.place < len(self._list) else 0
            self.is_speaking = True
            self._show_state()
            self._say()

    def pause(self) -> None:
        """Silent before this returns; the place is kept."""
        if self.is_speaking:
            self.is_speaking = False
            self._voice.stop()
            self._mark.clear()
            self._show_state()

    def show_button(self, is_here: bool) -> None:
        """Not where there is nothing to read, and never again where there is no voice."""
        self._button.setVisible(is_here and not lacks_voice(self._language))

    def _has_voice(self) -> bool:
        if self._voice is None:
            self._voice = find_voice(self._language, self)
            if self._voice is None:
                self._button.hide()
                self.trouble.emit(no_voice_words(self._language))
                return False
            self._voice.said.connect(self._on_voice_said)
            self._voice.failed.connect(self._on_voice_failed)
        self._voice.set_speed(self._speed)
        return True

    def _say(self) -> None:
        if self.place >= len(self._list):
            self.pause()
            return
        said = self._list[self.place]
        if not isValid(said.widget):
            self.pause()
            return
        self._mark.put(said)
        self._voice.say(said.words)

    def _on_voice_said(self) -> None:
        if self.is_speaking:
            self.place += 1
            self._say()

    def _on_voice_failed(self) -> None:
        self.pause()
        self.trouble.emit(_("The voice stopped answering. You can try again in a while."))

    def _show_state(self) -> None:
        self._button.icon_name = "volume-x" if self.is_speaking else "volume-2"
        self._button.setText(_("Silence") if self.is_speaking else _("Listen"))
        self._button.setAccessibleDescription("F8")
        self._button.setToolTip(_("Read this page aloud, F8"))


class Mark:
    """Shows the sentence that is being said: tinted and underlined in a text, the whole block elsewhere."""

    def __init__(self) -> None:
        self._text: ReadingText | None = None
        self._under: Under | None = None

    def put(self, said: Said) -> None:
        self.clear()
        if isinstance(said.widget, ReadingText):
            self._text = said.widget
            end = said.begin + said.length
            self._text.setExtraSelections([_selection(_cursor_on(self._text, said.begin, end))])
            _bring(self._text, said.begin, end)
        else:
            self._under = Under(said.widget)
            scroll_to(said.widget)

    def clear(self) -> None:
        if self._text is not None and isValid(self._text):
            self._text.setExtraSelections([])
        if self._under is not None and isValid(self._under):
            self._under.hide()
            self._under.deleteLater()
        self._text, self._under = None, None


class Under(QWidget):
    """A tint over a block and a line under it; takes no click."""

    def __init__(self, block: QWidget) -> None:
        super().__init__(block)
        self.setObjectName("spoken")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(block.rect())
        block.installEventFilter(self)
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tint = QPainter(self), look.color("primary")
        tint.setAlpha(TINT)
        painter.fillRect(self.rect(), tint)
        line = look.px(UNDERLINE)
        painter.fillRect(0, self.height() - line, self.width(), line, look.color("primary"))


def _selection(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    form = QTextCharFormat()
    form.setBackground(look.color("primarySoft"))
    form.setForeground(look.color("onPrimarySoft"))
    form.setUnderlineColor(look.color("primary"))
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    selection = QTextEdit.ExtraSelection()
    selection.cursor, selection.format = cursor, form
    return selection


def _cursor_on(text: ReadingText, begin: int, end: int) -> QTextCursor:
    cursor = QTextCursor(text.document())
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _bring(text: ReadingText, begin: int, end: int) -> None:
    """What is marked is in sight, in a text longer than the window too; its beginning first."""
    around = text.parentWidget()
    while around is not None and not isinstance(around, PageScroll):
        around = around.parentWidget()
    page = around.widget() if around is not None else None
    if around is None or page is None:
        return
    for at in (end, begin):
        line = text.cursorRect(_cursor_on(text, at, at))
        around.ensureVisible(0, text.mapTo(page, line.center()).y(), 0, line.height())
