"""Where keyboard, scroll bars and half-typed lines of a page are, so that it can be built anew without a trace."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget


@dataclass(frozen=True, slots=True)
class Memory:
    """`focus` is (object name, kind, place among its kind); scrolls are shares of 1; lines stood in named fields."""

    focus: tuple[str, type[QWidget], int] | None
    scrolls: tuple[float, ...]
    lines: dict[str, str]


def remember(page: QWidget) -> Memory:
    """Ask before the page goes."""
    focus = QApplication.focusWidget()
    found = None
    if focus is not None and page.isAncestorOf(focus):
        kind = type(focus)
        found = (focus.objectName(), kind, page.findChildren(kind).index(focus))
    lines = {one.objectName(): one.text() for one in page.findChildren(QLineEdit) if one.objectName() and one.text()}
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
