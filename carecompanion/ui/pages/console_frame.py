"""The console's frame: above where the session is and how late; below what a trainer presses all the time."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_panel import show_if
from carecompanion.ui.pages.console_plan import PlanBar, PlanChip, block_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, HideButton, IconButton
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

BAR_FROM, TITLE_FROM = 1180, 760


class ConsoleHeader(QFrame):
    """72 high: end, where one is, the plan, more, hide. With large text `apart` (where one is, the plan) is for the
    page to place, so that it scrolls.
    """

    def __init__(self, leading: Leading) -> None:
        super().__init__()
        self._leading = leading
        self.end_button = Button(_("Finish"), icon="log-out")
        self.end_button.setObjectName("end-session")
        self.title = Label(leading.run.record.title, "h3")
        self.title.setObjectName("page-title")
        self._block = Label("", "small", "textMuted")
        self.bar, self.chip = PlanBar(), PlanChip()
        self.bar.setVisible(False)  # until it is known that there is room: else the header begins too high
        self.more_button = IconButton("ellipsis", _("More"))
        self.more_button.setObjectName("more")
        self.hide_button = HideButton()
        self._rehearsal = Tag(_("Rehearsal"), "sky", "info")
        self._rehearsal.setObjectName("rehearsal")
        show_if(self._rehearsal, leading.run.is_rehearsal)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.space(32), 14, look.space(32), look.space(12))
        rows.setSpacing(look.space(8))
        row = QHBoxLayout()
        row.setSpacing(look.space(16))
        rows.addLayout(row)
        row.addWidget(self.end_button, 0, Qt.AlignmentFlag.AlignTop)
        self.apart: QWidget | None = None
        if look.is_one_column:
            row.addStretch(1)
            self.apart = QWidget()
            apart = QVBoxLayout(self.apart)
            apart.setContentsMargins(0, 0, 0, 0)
            apart.addLayout(self._words())
            apart.addLayout(self._plan())
        else:
            row.addLayout(self._words(), 1)
            row.addLayout(self._plan())
        row.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.hide_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(look.px(72))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.refresh()

    def refresh(self) -> None:
        run = self._leading.run.run
        words = block_words(run)
        if words != self._block.text():
            self._block.setText(words)
        self.bar.show_run(run)
        self.tick()

    def tick(self) -> None:
        self.chip.show_gap(self._leading.run.gap())

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self._block)
        words.addStretch(1)
        return words

    def _plan(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.space(16))
        row.addWidget(self._rehearsal, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.bar, 1 if look.is_one_column else 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        show_if(self.bar, look.is_one_column or width >= look.px(BAR_FROM))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("border"))


class ConsoleFooter(QFrame):
    """84 high: back and on, blank, freeze, one more minute, a pause for everyone. With large text `apart` is all but
    back and on.
    """

    def __init__(self, leading: Leading, has_keys: bool) -> None:
        super().__init__()
        self._leading = leading

        def key(letter: str) -> str:
            return letter if has_keys else ""

        self.back_button = Button(_("Previous"), icon="arrow-left", size="large")
        self.back_button.setObjectName("previous")
        self.next_button = Button(_("Next"), "primary", trailing_icon="arrow-right", size="large")
        self.next_button.setObjectName("next")
        self.blank_button = Button(_("Blank the screen"), icon="square", key_hint=key("B"))
        self.blank_button.setObjectName("blank")
        self.freeze_button = Button(_("Freeze"), icon="snowflake", key_hint=key("C"))
        self.freeze_button.setObjectName("freeze")
        self.minute_button = Button(_("1 more min"), icon="timer", key_hint=key("+"))
        self.minute_button.setObjectName("plus-minute")
        self.pause_button = Button(_("A pause for everyone"), "soft", icon="wind", key_hint=key("P"))
        self.pause_button.setObjectName("pause-all")
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        run = self._leading.run.run
        play = self._leading.run.play
        self.back_button.setEnabled(not run.is_first or self._leading.instead is not None)
        self.next_button.setEnabled(not run.is_last)
        _turn(self.blank_button, _("Show again") if run.is_blank else _("Blank the screen"), is_on=run.is_blank)
        _turn(self.freeze_button, _("Unfreeze") if run.frozen else _("Freeze"), is_on=bool(run.frozen))
        is_paused = run.is_paused
        _turn(self.pause_button, _("End the pause") if is_paused else _("A pause for everyone"), is_on=is_paused)
        self.next_button.setAccessibleDescription(
            _("Leaves the scene") if play is not None and not play.is_over else ""
        )

    def _build(self) -> None:
        others: list[QWidget] = [self.blank_button, self.freeze_button, self.minute_button]
        moves = QWidget()
        row = QHBoxLayout(moves)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(12))
        row.addWidget(self.back_button)
        row.addWidget(self.next_button, 1)
        self.next_button.setMinimumWidth(look.px(160))
        around = QHBoxLayout(self)
        around.setContentsMargins(look.space(32), look.space(14), look.space(32), look.space(14))
        around.setSpacing(look.space(12))
        self.apart: QWidget | None = None
        if look.is_one_column:
            self.apart = FlowRow([self.pause_button, *others], look.space(12))
            around.addWidget(moves)
            around.addStretch(1)
        else:
            around.addWidget(_Acts([moves, _Line(), *others], self.pause_button, look.space(12)), 1)
            self.setMinimumHeight(look.px(84))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _connect(self) -> None:
        leading, run = self._leading, self._leading.run
        self.back_button.clicked.connect(leading.back)
        self.next_button.clicked.connect(lambda: leading.act(run.next))
        self.blank_button.clicked.connect(lambda: leading.act(run.blank))
        self.freeze_button.clicked.connect(lambda: leading.act(run.freeze))
        self.minute_button.clicked.connect(lambda: leading.act(run.plus_minute))
        self.pause_button.clicked.connect(lambda: leading.act(run.pause))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, look.color("border"))


class _Acts(FlowRow):
    """`last` stands at the right; or flows with the others, where that saves a row."""

    def __init__(self, items: Sequence[QWidget], last: QWidget, gap: int) -> None:
        super().__init__([*items, last], gap)
        self._all, self._last = list(self._items), last

    def _lay_out(self, width: int, moves: bool) -> int:
        size = self._last.sizeHint()
        beside, fewest = max(1, width - self._gap - size.width()), len(self._rows(width))
        self._items = self._all[:-1]
        is_beside = len(self._rows(beside)) <= fewest
        high = max(super()._lay_out(beside, moves), size.height()) if is_beside else 0
        self._items = self._all
        if not is_beside:
            return super()._lay_out(width, moves)
        if moves:
            top = (max(high, self.height()) - size.height()) // 2
            self._last.setGeometry(width - size.width(), top, size.width(), size.height())
        return high


class _Line(QWidget):
    """Between what moves on and what does not."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, look.px(36))

    def sizeHint(self) -> QSize:
        return QSize(1, look.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look.color("border"))


def _turn(button: Button, words: str, *, is_on: bool) -> None:
    """One that is on looks so, and says how to end it."""
    if button.accessibleName() == words:
        return
    quiet = "soft" if button.objectName() == "pause-all" else "outline"
    button.kind = "primary" if is_on else quiet
    button.setText(words)
