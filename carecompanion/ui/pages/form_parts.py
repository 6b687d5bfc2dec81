"""What the forms of a new profile share: a titled part, a small hint, and what is missing said beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.text import Label


def is_still_here(widget: QWidget) -> bool:
    """Whether the page `widget` belongs to is still the one shown: slow work may end after somebody locked or left."""
    if not isValid(widget):
        return False
    page: QWidget | None = widget
    while page is not None and not isinstance(getattr(page, "shell", None), str):
        page = page.parentWidget()
    return page is not None and not page.isHidden()


def part_of(column: QVBoxLayout, gap: int) -> QVBoxLayout:
    part = QVBoxLayout()
    part.setSpacing(look.space(gap))
    column.addLayout(part)
    return part


def hint(words: str) -> Label:
    return Label(words, "small", "textMuted")


class Missing(QWidget):
    """What is missing, beside where it is missing; absent until it is said."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(8))
        row.addWidget(IconLabel("circle-alert", "danger", 18), 0, Qt.AlignmentFlag.AlignTop)
        self._label = Label(words, "small", "danger")
        row.addWidget(self._label, 1)
        self.hide()

    def say(self, words: str) -> None:
        self.words = words
        self._label.setText(words)
        self.show()
