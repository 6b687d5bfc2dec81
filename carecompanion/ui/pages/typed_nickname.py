"""Deleting a profile asks for its nickname: a field, and a button that says what goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.fields import TextField


class TypedNickname(QWidget):
    """`confirmed` only after the nickname was typed; capitals do not matter."""

    confirmed = Signal()

    def __init__(self, nickname: str, act: str) -> None:
        super().__init__()
        self._nickname = nickname
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        self._field = TextField(_("To delete it, type “{nickname}”").format(nickname=nickname))
        self._field.line.setObjectName("typed-nickname")
        self._button = Button(act, "danger", "trash-2")
        self._button.setObjectName("delete-profile")
        self._button.clicked.connect(self._check)
        self._field.returnPressed.connect(self._check)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        column.addWidget(self._field)
        column.addLayout(row)
        self.setFocusProxy(self._field)

    def set_error(self, words: str) -> None:
        self._field.set_error(words)

    def _check(self) -> None:
        is_same = self._field.text().strip().casefold() == self._nickname.strip().casefold()
        if not is_same:
            self._field.set_error(
                _("Type the nickname as it stands here: “{nickname}”.").format(nickname=self._nickname)
            )
            self._field.setFocus()
            return
        self._field.set_error("")
        self.confirmed.emit()
