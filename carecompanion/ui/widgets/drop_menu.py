"""A menu that opens under its button: for the keyboard the first entry is chosen, and Esc closes it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from carecompanion.ui.theme import look


class DropMenu(QMenu):
    """`name` is what screen readers say. It goes when it closes."""

    def __init__(self, owner: QWidget, name: str) -> None:
        super().__init__(owner)
        look.style(self)
        self.setObjectName("drop-menu")
        self.setAccessibleName(name)
        self.setToolTipsVisible(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(self, words: str, act: Callable[[], object], *, name: str = "", is_chosen: bool | None = None) -> QAction:
        """`is_chosen` puts a tick before one of several; None where nothing is chosen."""
        action = self.addAction(words.replace("&", "&&"))
        action.setObjectName(name)
        if is_chosen is not None:
            action.setCheckable(True)
            action.setChecked(is_chosen)
        action.triggered.connect(lambda _is_on=False: act())
        return action

    def add_menu(self, words: str, name: str = "") -> "DropMenu":
        inner = DropMenu(self, words)
        inner.setObjectName(name)
        inner.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # it goes with this one
        inner.setTitle(words.replace("&", "&&"))
        self.addMenu(inner)
        return inner

    def open_under(self, button: QWidget) -> None:
        self.open_at(button, QPoint(0, button.height() + 4))

    def open_at(self, widget: QWidget, place: QPoint) -> None:
        chosen = [one for one in self.actions() if one.isChecked()]
        free = [one for one in self.actions() if one.isEnabled() and not one.isSeparator()]
        if chosen or free:
            self.setActiveAction((chosen or free)[0])
        self.popup(widget.mapToGlobal(place))
