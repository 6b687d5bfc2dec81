"""A panel of the console: in the place of the notes, until it is closed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import IconButton
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.text import Label


def show_if(widget: QWidget, is_on: bool) -> None:
    """Seen or not. What stands nowhere yet would become a window of its own: it is seen once it has its place."""
    if not is_on or widget.parentWidget() is not None:
        widget.setVisible(is_on)


class TallScroll(PageScroll):
    """Scrolls inside itself; or, where the whole page scrolls (`is_tall`), is as high as what it holds."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._is_tall = False

    def set_tall(self, is_tall: bool) -> None:
        self._is_tall = is_tall
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(is_tall)
        self.setSizePolicy(policy)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        inner = self.widget()
        if not self._is_tall or inner is None:
            return -1
        return inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()


class Panel(Card):
    """Title, a sentence, `content` that scrolls. `closed` when it has done its work, or somebody closes it."""

    closed = Signal()

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self.title = Label(title, "h3")
        self.close_button = IconButton("x", _("Close"), "quiet", "small", icon_size=18)
        self.close_button.setObjectName("close-panel")
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        inner = QWidget()
        self._around = QVBoxLayout(inner)
        self._around.setContentsMargins(5, 5, 5, 5)
        self._around.setSpacing(look.space(10))
        self.about = Label(about, "ui", "textMuted")
        show_if(self.about, bool(about))
        self._around.addWidget(self.about)
        self.content = QVBoxLayout()
        self.content.setSpacing(look.space(8))
        self._around.addLayout(self.content)
        self._around.addStretch(1)
        self._scroll = TallScroll(inner)
        self.body.addWidget(self._scroll, 1)

    def refresh(self) -> None:
        """Something about the run changed."""

    def tick(self) -> None:
        """A second went by."""

    def leave(self) -> None:
        """What is half written is kept now."""

    def set_tall(self, is_tall: bool) -> None:
        self._scroll.set_tall(is_tall)

    def set_about(self, words: str) -> None:
        self.about.setText(words)
        show_if(self.about, bool(words))

    def focus_first(self) -> None:
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, widget: QWidget) -> None:
        """One more below, at once: what is not shown yet cannot take the keyboard."""
        self.content.addWidget(widget)
        widget.show()

    def clear(self) -> None:
        """Throw the content away; until the event loop is free it can still be found here, hidden."""
        while (item := self.content.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
