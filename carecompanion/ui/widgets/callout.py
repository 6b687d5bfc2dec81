"""A box inside a page that speaks once: a tip, a notice, a word of support, a failure, or feedback on a plain card."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.shapes import paint_box, soft_colors
from carecompanion.ui.widgets.text import Label, ReadingText

GAP = 14


@dataclass(frozen=True)
class Kind:
    hue: str
    icon: str
    title_role: str = "body"
    role: str = "ui"
    across: int = 18
    above: int = 16
    icon_size: int = 22


KINDS = {
    "tip": Kind("primary", "lightbulb"),
    "notice": Kind("ochre", "info"),
    "support": Kind("plum", "hand-heart"),
    "danger": Kind("danger", "triangle-alert"),
    "plain": Kind("primary", "message-circle-heart", "h3", "lead", 21, 21, 24),
}


class Callout(QFrame):
    """Title and one or two sentences. Kinds: tip, notice, support, danger, plain (a white card; its icon in `hue`).

    `text` may be Markdown (bold, lists, paragraphs); `role` is its role in the type table. More widgets go into `body`.
    """

    def __init__(self, kind: str, title: str, text: str = "", icon: str = "", hue: str = "", role: str = "") -> None:
        super().__init__()
        self._kind, self._is_plain = KINDS[kind], kind == "plain"
        self._hue, self._icon = hue or self._kind.hue, icon or self._kind.icon
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        across, above = look.space(self._kind.across), look.space(self._kind.above)
        before = across + look.px(self._kind.icon_size) + look.space(GAP)
        self.body.setContentsMargins(before, above, across, above)
        self.body.setSpacing(0)
        if title:
            color = "text" if self._is_plain else look.on_soft(self._hue)
            self.body.addWidget(Label(title, self._kind.title_role, color, weight=600))
        if text:
            self.body.addWidget(words_of(text, role or self._kind.role, title))
        self.body.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, border, words, width = soft_colors(self._hue)
        if self._is_plain:
            fill, border, words, width = "surface", "border", self._hue, 1
        paint_box(painter, self.rect(), look.radius("tile"), fill, border, width)
        size = look.px(self._kind.icon_size)
        top = self.body.contentsMargins().top() + (look.px(1) if self._is_plain else 0)
        painter.drawPixmap(
            look.space(self._kind.across), top, pixmap(self._icon, words, size, self.devicePixelRatioF())
        )


def words_of(text: str, role: str, name: str = "") -> QWidget:
    """A label for a plain sentence; a reading text where there is more to it."""
    if "\n" in text or "*" in text:
        return ReadingText(text, role, name)
    label = Label(text, role)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
