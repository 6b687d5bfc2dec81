"""Where things are: keyboard, scroll bars and half-typed lines of a page that is built anew, and the window itself."""

import base64
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget

PLAIN = QLineEdit.EchoMode.Normal
DESIGNED, MINIMUM = (1366, 696), (1024, 600)


@dataclass(frozen=True, slots=True)
class Memory:
    """`focus` is (object name, kind, place among its kind); scrolls are shares of 1; lines stood in named fields."""

    focus: tuple[str, type[QWidget], int] | None
    scrolls: tuple[float, ...]
    lines: dict[str, str]


def remember(page: QWidget, with_secrets: bool = True) -> Memory:
    """Ask before the page goes. A passphrase half typed is a secret, to be held no longer than redressing takes."""
    focus = QApplication.focusWidget()
    found = None
    if focus is not None and focus is not page and page.isAncestorOf(focus):  # to Qt a page is its own ancestor
        kind = type(focus)
        found = (focus.objectName(), kind, page.findChildren(kind).index(focus))
    fields = [one for one in page.findChildren(QLineEdit) if one.objectName() and one.text()]
    lines = {one.objectName(): one.text() for one in fields if with_secrets or one.echoMode() == PLAIN}
    return Memory(found, tuple(_share(one) for one in page.findChildren(QAbstractScrollArea)), lines)


def put_back(page: QWidget, memory: Memory) -> None:
    """Do it on the page built anew, once it is shown."""
    for field in page.findChildren(QLineEdit):
        if not field.text() and field.objectName() in memory.lines:
            field.setText(memory.lines[field.objectName()])
    if memory.focus is not None:
        _put_focus(page, *memory.focus)
    QApplication.sendPostedEvents()  # layouts first: a scroll bar has no range before them
    for area, share in zip(page.findChildren(QAbstractScrollArea), memory.scrolls, strict=False):
        bar = area.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))


def focus_first(region: QWidget, without: list[QWidget]) -> bool:
    """The keyboard goes to the first control of `region` that is not in one of `without`; false when there is none."""
    for one in region.findChildren(QWidget):
        may = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        if may and not any(other.isAncestorOf(one) for other in without):
            one.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False


def _put_focus(page: QWidget, name: str, kind: type[QWidget], number: int) -> None:
    named = page.findChild(QWidget, name) if name else None
    same = page.findChildren(kind)
    target = named or (same[number] if number < len(same) else None)
    if target is not None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _share(area: QAbstractScrollArea) -> float:
    bar = area.verticalScrollBar()
    return bar.value() / bar.maximum() if bar.maximum() else 0.0


def put_window(window: QWidget, kept: str) -> None:
    """Where it was last time (`window_words` of then); else as designed. Never larger than the screen."""
    free = QGuiApplication.primaryScreen().availableGeometry()
    window.setMinimumSize(min(MINIMUM[0], free.width()), min(MINIMUM[1], free.height()))
    window.resize(min(DESIGNED[0], free.width()), min(DESIGNED[1], free.height()))
    if kept:
        window.restoreGeometry(QByteArray.fromBase64(kept.encode()))  # nonsense changes nothing
    elif free.width() <= DESIGNED[0]:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def window_words(window: QWidget) -> str:
    """Where the window is, for the settings file."""
    return base64.b64encode(window.saveGeometry().data()).decode()
