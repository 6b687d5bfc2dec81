"""One question of a check-in on a card: its words and what it is answered with, made from the instrument's data."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from carecompanion.content.model import AnswerSet, Item
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.chips import Chips
from carecompanion.ui.widgets.levels import LevelRow
from carecompanion.ui.widgets.mood import MoodPicker
from carecompanion.ui.widgets.scale import ScaleCells
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import Label

ACROSS, ABOVE, GAP, BETWEEN = 22, 12, 20, 10
WORDS, MOST_WORDS = 236, 400

Field = MoodPicker | ScaleCells | LevelRow | Chips


def field_of(item: Item, answers: AnswerSet, answer: int | None, tags: Sequence[str]) -> Field:
    """The control of an answer set, with what was answered before."""
    options = [(option.value, option.words) for option in answers.options]
    if answers.kind == "faces":
        return MoodPicker(options, item.text, answer=answer)
    if answers.kind == "numbers":
        least, most = min(answers.values), max(answers.values)
        return ScaleCells(item.text, answers.low, answers.high, least, most, answer)
    if answers.kind == "tags":
        return Chips([words for _value, words in options], item.text, tags, answers.may_add)
    return LevelRow(options, item.text, answer)


class QuestionRow(QFrame):
    """The words at the left and the answers beside them; below where that takes less height.

    `answered(value)` is a number, or None for blank; `tagged(words)` comes from tags. With `is_long` the words are a
    sentence and get whatever room the levels leave.
    """

    answered = Signal(object)
    tagged = Signal(tuple)

    def __init__(
        self,
        item: Item,
        answers: AnswerSet,
        answer: int | None = None,
        tags: Sequence[str] = (),
        *,
        is_long: bool = False,
    ) -> None:
        super().__init__()
        self.item = item
        self.setObjectName(f"question-{item.id}")
        self._is_long = is_long
        self._known: dict[int, tuple[int, QRect, QRect, QRect]] = {}
        self._least = -1
        self._title = Label(item.text, "body" if is_long else "h3", weight=500 if is_long else 0)
        self._hint = Label(item.hint, "small", "textMuted") if item.hint else None
        self.field = field_of(item, answers, answer, tags)
        for part in (self._title, self._hint, self.field):
            if part is not None:
                part.setParent(self)
        if isinstance(self.field, Chips):
            self.field.changed.connect(self.tagged)
        else:
            self.field.chosen.connect(self.answered)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def focus_here(self) -> None:
        """The keyboard goes to the answers."""
        focus_field(self.field)

    # measures

    def sizeHint(self) -> QSize:
        width = look.px(900)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        if self._least < 0:
            inside = max(self.field.minimumSizeHint().width(), self._title.minimumSizeHint().width())
            self._least = inside + 2 * self._across()
        return QSize(self._least, 0)

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._known, self._least = {}, -1
            self.updateGeometry()
            self._place()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        width = 2 if look.is_high_contrast else 1
        paint_box(QPainter(self), self.rect(), look.radius("card"), "surface", "border", width)

    def _across(self) -> int:
        return look.space(ACROSS) + 1

    def _above(self) -> int:
        return look.space(ABOVE) + 1

    def _place(self) -> None:
        _high, title, hint, field = self._places(self.width())
        self._title.setGeometry(title)
        if self._hint is not None:
            self._hint.setGeometry(hint)
        self.field.setGeometry(field)

    def _places(self, width: int) -> tuple[int, QRect, QRect, QRect]:
        """Height of it all, and where title, hint and answers go: the lower of the two ways."""
        if width not in self._known:
            ways = [self._below(width)] if look.is_one_column else [self._beside(width), self._below(width)]
            self._known[width] = min(ways, key=lambda way: way[0])
        return self._known[width]

    def _below(self, width: int) -> tuple[int, QRect, QRect, QRect]:
        left, top = self._across(), self._above()
        room = max(1, width - 2 * left)
        title, hint = self._words(left, top, room)
        answers = hint.bottom() + 1 + look.space(BETWEEN)
        field = QRect(left, answers, room, height_of(self.field, room))
        return field.bottom() + 1 + top, title, hint, field

    def _beside(self, width: int) -> tuple[int, QRect, QRect, QRect]:
        left, top = self._across(), self._above()
        inside = max(1, width - 2 * left)
        room = self._words_width(inside)
        rest = max(1, inside - room - look.space(GAP))
        title, hint = self._words(left, top, room)
        words, high = hint.bottom() + 1 - top, height_of(self.field, rest)
        whole = max(words, high)
        down = (whole - words) // 2
        field = QRect(left + room + look.space(GAP), top + (whole - high) // 2, rest, high)
        return whole + 2 * top, title.translated(0, down), hint.translated(0, down), field

    def _words(self, left: int, top: int, room: int) -> tuple[QRect, QRect]:
        title = QRect(left, top, room, self._title.heightForWidth(room))
        high = self._hint.heightForWidth(room) if self._hint is not None else 0
        return title, QRect(left, title.bottom() + 1, room, high)

    def _words_width(self, inside: int) -> int:
        least = look.px(WORDS)
        if not self._is_long or not isinstance(self.field, LevelRow):
            return least
        levels = self.field.levels
        needed = len(levels) * max(one.sizeHint().width() for one in levels) + (len(levels) - 1) * look.space(8)
        return max(least, min(look.px(MOST_WORDS), inside - look.space(GAP) - needed))


def height_of(widget: QWidget, width: int) -> int:
    """What a widget needs at this width."""
    wanted = widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    return max(widget.minimumSizeHint().height(), wanted)


def focus_field(field: QWidget) -> None:
    """Focus the part of a control that Tab would reach first."""
    inside = [field, *field.findChildren(QWidget)]
    stop = next((one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus and _is_there(one, field)), None)
    if stop is not None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def _is_there(one: QWidget, field: QWidget) -> bool:
    return one is field or one.isVisibleTo(field)
