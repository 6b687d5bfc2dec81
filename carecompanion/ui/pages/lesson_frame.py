"""The frame of an open lesson, or a review: leaving, pausing and hiding above; where one is, back and on below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, HideButton, IconButton
from carecompanion.ui.widgets.progress import StepDashes
from carecompanion.ui.widgets.text import Label


class Header(QFrame):
    """72 high: leave, where one is, listen (with a voice), text size, pause, hide. Two rows when the text is large."""

    def __init__(self, above: str, title: str, leave: str = "", *, listens: bool = False) -> None:
        super().__init__()
        self.leave_button = Button(leave or _("Leave"), icon="arrow-left")
        self.leave_button.setObjectName("leave")
        self.listen_button = Button(_("Listen"), icon="volume-2") if listens else None
        self.size_button = IconButton("a-large-small", _("Text size"))
        self.pause_button = Button(_("I need a break"), kind="soft", icon="pause")
        self.pause_button.setObjectName("pause")
        self.hide_button = HideButton()
        self._above, self._title = Label(above, role="small", color="textMuted"), Label(title, role="h3")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._above)
        words.addWidget(self._title)
        words.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.space(32), 14, look.space(32), look.space(12))
        row = QHBoxLayout()
        row.setSpacing(look.space(10))
        rows.addLayout(row)
        row.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(look.space(10))
        if look.is_one_column:
            row.addStretch(1)
            rows.addLayout(words)
        else:
            row.addLayout(words, 1)
        if self.listen_button is not None:
            self.listen_button.setObjectName("listen")
            row.addWidget(self.listen_button, 0, Qt.AlignmentFlag.AlignTop)
        for button in (self.size_button, self.pause_button, self.hide_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(look.px(72))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_words(self, above: str, title: str) -> None:
        self._above.setText(above)
        self._above.setVisible(bool(above))
        self._title.setText(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < look.px(860)
        self.pause_button.setText(_("Break") if is_narrow else _("I need a break"))
        self.pause_button.setAccessibleName(_("I need a break"))
        self.size_button.setVisible(event.size().width() >= look.px(700 if self.listen_button is None else 860))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("border"))


class Footer(QFrame):
    """80 high: back, where one is in dashes and `words`, try again, next."""

    def __init__(self, steps: int, words: str = "") -> None:
        super().__init__()
        self._steps, self._words = steps, words or _("Step {step} of {steps}")
        self.back_button = Button(_("Previous"), icon="arrow-left", size="large")
        self.back_button.setObjectName("previous")
        self.next_button = Button(_("Next"), kind="primary", trailing_icon="arrow-right", size="large")
        self.next_button.setObjectName("next")
        self.again_button = Button(_("Try again"), icon="rotate-ccw", size="large")
        self.again_button.setObjectName("try-again")
        self._asks = Label(_("You choose how to go on."), role="small", color="textMuted")
        self._dashes = StepDashes(steps, 1)
        self._place = Label("", role="small", color="textMuted", wrap=False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.space(32), look.space(14), look.space(32), look.space(14))
        self._row.setSpacing(look.space(12))
        self._left, middle, self._right = QWidget(), QHBoxLayout(), QWidget()
        for side, widgets in (
            (self._left, [self.back_button]),
            (self._right, [self.again_button, self._asks, self.next_button]),
        ):
            inside = QHBoxLayout(side)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(look.space(12))
            if side is self._right:
                inside.addStretch(1)
            for widget in widgets:
                inside.addWidget(widget)
            if side is self._left:
                inside.addStretch(1)
        middle.setSpacing(look.space(14))
        middle.addStretch(1)
        middle.addWidget(self._dashes)
        middle.addWidget(self._place)
        middle.addStretch(1)
        self._row.addWidget(self._left)
        self._row.addLayout(middle, 1)
        self._row.addWidget(self._right)
        self.setMinimumHeight(look.px(80))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.again_button.hide()

    def put_left(self, widget: QWidget) -> None:
        """At the side where «back» stands, and instead of it."""
        self._left.layout().insertWidget(0, widget)

    def show_place(self, step: int, *, may_go_back: bool, is_last: bool = False, asks: bool = False) -> None:
        self._dashes.set_current(step)
        self._place.setText(self._words.format(step=step, steps=self._steps))
        self.back_button.setVisible(may_go_back)
        self.next_button.setVisible(not asks)
        self.next_button.setText(_("Finish") if is_last else _("Next"))
        self._asks.setVisible(asks)
        self.again_button.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = look.px(370)
        has_room = event.size().width() >= 2 * side + self._dashes.sizeHint().width() + look.px(120)
        self._left.setMinimumWidth(side if has_room else 0)
        self._right.setMinimumWidth(side if has_room else 0)
        self._dashes.setVisible(has_room or event.size().width() >= look.px(1100))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, look.color("border"))
