"""The lines of the plan to be read: an if-then with its arrow, a sign, a person, a limit, a sentence."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.learning.plan import is_draft
from carecompanion.learning.records import PlanLine
from carecompanion.ui.pages.plan_words import MARKS, words_of
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Hairline
from carecompanion.ui.widgets.icon import IconCircle, IconLabel
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label

NARROWEST = 120  # own words may be one long word; they break anywhere
ARROW, GAP = 20, 12


class Own(Label):
    """What a person wrote: it never makes a page wider, however long a word is."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(least.width(), look.px(NARROWEST)), least.height())


class LineRow(QFrame):
    """One line to be read. `complete_asked` from a draft, `choose_asked` to make it the week's intention."""

    complete_asked = Signal()
    choose_asked = Signal()

    def __init__(self, line: PlanLine, *, is_intention: bool = False, may_choose: bool = False) -> None:
        super().__init__()
        self.line = line
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        if line.kind == "if_then":
            self._show_if_then(is_intention, may_choose)
        elif line.kind in ("early", "strong"):
            self._show_sign()
        elif line.kind == "person":
            self._show_person()
        else:
            self._show_one("circle-check" if line.kind == "limit" else "sprout")

    # an if-then

    def _show_if_then(self, is_intention: bool, may_choose: bool) -> None:
        is_open = is_draft(self.line)
        column = self.column
        if is_open:
            column.addSpacing(look.space(8))
            frame = _Dotted()
            self.column.addWidget(frame)
            column = frame.body
        else:
            column.addSpacing(look.space(15))
        if is_open or is_intention:
            tag = Tag(_("Draft")) if is_open else Tag(_("This week's intention"), "primary", "sprout")
            tag.setObjectName("draft" if is_open else "intention")
            column.addWidget(tag, 0, Qt.AlignmentFlag.AlignLeft)
            column.addSpacing(look.space(8))
        column.addLayout(self._halves())
        if is_open:
            column.addSpacing(look.space(8))
            column.addWidget(self._button(_("Complete it"), "complete", self.complete_asked), 0, _LEFT)
        elif may_choose and not is_intention:
            column.addSpacing(look.space(10))
            words = _("Use as this week's intention")
            column.addWidget(self._button(words, "choose", self.choose_asked, "soft"), 0, _LEFT)
        self.column.addSpacing(look.space(8 if is_open else 15))
        self.column.addWidget(Hairline())

    def _halves(self) -> QBoxLayout:
        words = words_of("if_then")
        upright = look.is_one_column
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(look.space(GAP))
        row.addLayout(_half(words.first, self.line.first, "onClaySoft"), 1)
        if not upright:
            row.addWidget(IconLabel("arrow-right", "textSubtle", ARROW), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(_half(words.second, self.line.second, "primary"), 1)
        return row

    def _button(self, words: str, name: str, asked: SignalInstance, kind: str = "outline") -> Button:
        button = Button(words, kind, size="small")
        button.setObjectName(name)
        button.setAccessibleDescription(self.line.first or self.line.second)
        button.clicked.connect(asked)
        return button

    # the others

    def _show_sign(self) -> None:
        for words, color in ((self.line.first, "text"), (self.line.second, "textMuted")):
            if words:
                self.column.addSpacing(look.space(3))
                self.column.addWidget(Own(words, "ui", color))

    def _show_person(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, look.space(8), 0, look.space(8))
        row.setSpacing(look.space(GAP))
        mark = self.line.mark if self.line.mark in MARKS else "heart"
        row.addWidget(IconCircle(mark, MARKS[mark], 38, 19), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        first, *rest = [one for one in (self.line.first, self.line.second) if one]
        words.addWidget(Own(first, "label"))
        for about in rest:
            words.addWidget(Own(about, "small", "textMuted"))
        if self.line.more:
            words.addWidget(Own(self.line.more, "small", "text", weight=600))
        row.addLayout(words, 1)
        self.column.addLayout(row)

    def _show_one(self, icon: str) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, look.space(4), 0, look.space(4))
        row.setSpacing(look.space(10))
        hue = "leaf" if icon == "circle-check" else "primary"
        sign = QVBoxLayout()
        sign.setContentsMargins(0, look.px(2), 0, 0)
        sign.addWidget(IconLabel(icon, hue, 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(sign)
        words = Own(self.line.first or self.line.second)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.column.addLayout(row)


class SignGroup(QFrame):
    """Early or strong signs: a bar in the hue at the left, the word with its icon, and the lines below."""

    def __init__(self, title: str, icon: str, hue: str, lines: QWidget) -> None:
        super().__init__()
        self._hue = hue
        column = QVBoxLayout(self)
        column.setContentsMargins(4 + look.space(14), look.space(2), 0, look.space(2))
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(look.space(8))
        row.addWidget(IconLabel(icon, look.on_soft(hue), 18))
        row.addWidget(Label(title, "body", look.on_soft(hue), weight=600), 1)
        column.addLayout(row)
        column.addWidget(lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body = column

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, 4, self.height(), look.color(self._hue))


class _Dotted(QFrame):
    """What is not finished has a dotted border; the word «Draft» says it too."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        around = look.space(12)
        self.body.setContentsMargins(around, around, around, around)
        self.body.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("borderStrong"), 2, Qt.PenStyle.DotLine))
        radius = look.radius("tile")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


_LEFT = Qt.AlignmentFlag.AlignLeft


def _half(title: str, words: str, color: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(title, "small", color, weight=600))
    own = Own(words or _("Still to be written"), "body", "text" if words else "textSubtle")
    own.setAlignment(Qt.AlignmentFlag.AlignTop)
    column.addWidget(own)
    column.addStretch(1)
    return column
