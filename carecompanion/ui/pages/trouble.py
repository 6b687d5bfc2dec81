"""What may not be, said above what is on the page: one sentence, gone with the next try."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout

from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.scroll import scroll_to

T = TypeVar("T")


class Trouble:
    """Stands first in `column`."""

    def __init__(self, column: QVBoxLayout) -> None:
        self._column = column
        self._shown: Callout | None = None

    def attempt(self, act: Callable[[], T]) -> T | None:
        """What it returns; None, and a sentence on the page, when it may not be."""
        self.clear()
        try:
            return act()
        except UserError as error:
            self.say(error.words)
            return None

    def did(self, act: Callable[[], object]) -> bool:
        """Whether it could be done."""
        return self.attempt(lambda: (act(), True)[1]) is True

    def say(self, words: str) -> None:
        self.clear()
        self._shown = Callout("danger", _("That did not work"), words)
        self._shown.setObjectName("trouble")
        self._column.insertWidget(0, self._shown)
        self._shown.show()
        announce(self._shown, words, is_urgent=True)
        scroll_to(self._shown)

    def clear(self) -> None:
        old, self._shown = self._shown, None
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
