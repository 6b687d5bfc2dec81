"""Where something lies on this computer: a path is one long word, and may break anywhere."""

from PySide6.QtCore import QSize

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.text import Label

NARROWEST = 100


class PathLabel(Label):
    """Small and muted. As wide as there is room, however long the path."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "small", "textMuted")

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(least.width(), look.px(NARROWEST)), least.height())
