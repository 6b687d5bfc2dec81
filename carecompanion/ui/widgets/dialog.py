"""A question before something is lost or shared; nothing else is worth a dialog."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.text import Label

WIDTH = 560


class Question(QDialog):
    """The title is the question, the buttons name the act; the safe one has the focus, and Esc means it."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, safe: str, act: str, is_danger: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.safe = Button(safe)
        self.act = Button(act, "danger" if is_danger else "primary")
        self.safe.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self._build(title, text)
        self.safe.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self, title: str, text: str) -> None:
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        card = Card(padding=0)
        card.body.setContentsMargins(look.space(28) + 1, look.space(24) + 1, look.space(28) + 1, look.space(24) + 1)
        card.body.setSpacing(0)
        card.body.addWidget(Label(title, "h2"))
        card.body.addSpacing(look.space(6))
        card.body.addWidget(Label(text))
        card.body.addSpacing(look.space(18))
        card.body.addLayout(self._buttons())
        around.addWidget(card)
        room = self.parentWidget().window().width() - 2 * look.space(32) if self.parentWidget() else look.space(WIDTH)
        self.setFixedWidth(min(look.space(WIDTH), room))

    def _buttons(self) -> QHBoxLayout | QVBoxLayout:
        if look.is_one_column:
            line: QHBoxLayout | QVBoxLayout = QVBoxLayout()
        else:
            line = QHBoxLayout()
            line.addStretch(1)
        line.setSpacing(look.space(12))
        line.addWidget(self.safe)
        line.addWidget(self.act)
        return line


def ask(parent: QWidget | None, title: str, text: str, safe: str, act: str, danger: bool = False) -> bool:
    """Ask and wait; True only when the person chose the act."""
    question = Question(parent, title, text, safe, act, danger)
    if parent is not None:
        announce(question, title)
    try:
        return question.exec() == QDialog.DialogCode.Accepted
    finally:
        question.deleteLater()
