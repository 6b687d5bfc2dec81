"""The console: all that a trainer needs while a session runs."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.app import App
from carecompanion.ui.go import Go
from carecompanion.ui.widgets.text import Label

if TYPE_CHECKING:
    from carecompanion.services.profiles import OpenProfile


class ConsolePage(QWidget):
    """Needs a session that is led; without one it shows nothing."""

    shell = "bare"
    section = "facilitate"

    def __init__(self, app: App, profile: "OpenProfile", go: Go) -> None:
        super().__init__()
        leading = go.leading()
        column = QVBoxLayout(self)
        column.addWidget(Label(leading.run.run.current.title if leading is not None else "", "h1"))
