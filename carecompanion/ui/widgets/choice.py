"""The options of a question, one under the other: letter or number cap, wrapping text, and calm marks after an answer.

Native radio buttons underneath. Never red, never a cross.
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock, block_of

LETTERS = "ABCDEFGHI"
LARGE = 22, 30  # where a room answers, one person after the other
_TEXT_BESIDE_TAG = 240  # with less room than this the tag goes below the text
_MARKS = {"caring": ("leaf", "check"), "mine": ("ochre", "user")}


class Choice(Ringed, QRadioButton):
    """One option. After an answer `mark_as` paints what it turned out to be: "caring", "mine", or "" for neither."""

    def __init__(self, text: str, cap: str, parent: QWidget | None = None, *, is_large: bool = False) -> None:
        super().__init__(parent)
        self._cap = cap
        self._mark = ""
        self.is_settled = False
        size, line = LARGE if is_large else (17, 0)
        self._text = block_of(text, "body", 0, look.px(line), size)
        self._tag: TextBlock | None = None
        self.setAccessibleName(f"{cap}. {text}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mark_as(self, mark: str, words: str = "", spoken: str = "") -> None:
        """From here on the option can be read and no longer changed."""
        self._set_mark(mark, words, spoken or words, is_settled=True)

    def clear_mark(self) -> None:
        self._set_mark("", "", "", is_settled=False)

    def _set_mark(self, mark: str, words: str, spoken: str, is_settled: bool) -> None:
        self._mark, self.is_settled = mark, is_settled
        self._tag = block_of(words, "small", 600) if words else None
        self.setAccessibleDescription(spoken)
        self.setCursor(Qt.CursorShape.ArrowCursor if is_settled else Qt.CursorShape.PointingHandCursor)
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        if not self.is_settled:
            super().nextCheckState()

    def hitButton(self, position: QPoint) -> bool:
        return not self.is_settled and self.rect().contains(position)

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), look.radius("tile")

    # measures: laid out once, by `_parts`, for the height and for painting alike

    def heightForWidth(self, width: int) -> int:
        _cap, text, tag = self._parts(width)
        bottom = max(text.bottom(), tag.bottom() if tag else 0)
        return max(look.px(62), bottom + 1 + look.space(10))

    def sizeHint(self) -> QSize:
        return QSize(look.px(480), self.heightForWidth(look.px(480)))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(62) + self._text.narrowest + look.space(46), look.px(62))

    def _parts(self, width: int) -> tuple[QRect, QRect, QRect | None]:
        """Cap, text and tag for a width, the text from the top. A tag beside the text has its top at 0."""
        cap = QRect(look.space(14), 0, look.px(34), look.px(34))
        left = look.space(14) + look.px(40) + look.space(14)
        room = width - left - look.space(18)
        tag: QRect | None = None
        if self._tag is not None:
            wide = self._tag.natural + look.px(15) + look.space(27)
            tag = QRect(left + room - wide, 0, wide, look.px(26))
            if room - wide - look.space(14) >= look.px(_TEXT_BESIDE_TAG):
                room -= wide + look.space(14)
            else:
                tag.moveLeft(left)
        room = max(room, self._text.narrowest)
        text = QRect(left, look.space(10), room, self._text.height(room))
        if tag is not None and tag.left() == left:
            tag.moveTop(text.bottom() + 1 + look.space(8))
        return cap, text, tag

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap, text, tag = self._parts(self.width())
        middle = self.rect().center().y()
        is_below = tag is not None and tag.top() > 0
        block = text.united(tag) if tag is not None and is_below else text
        shift = max(0, middle - block.center().y())
        cap.moveTop(middle - cap.height() // 2 + 1)
        self._paint_box(painter)
        self._paint_cap(painter, cap)
        self._text.paint(painter, text.left(), text.top() + shift, text.width(), look.color("text"))
        if tag is not None:
            tag.moveTop(tag.top() + shift if is_below else middle - tag.height() // 2 + 1)
            self._paint_tag(painter, tag)

    def _hue(self) -> str:
        if self._mark:
            return _MARKS[self._mark][0]
        return "primary" if self.isChecked() else ""

    def _paint_box(self, painter: QPainter) -> None:
        hue, is_hovered = self._hue(), self.underMouse() and not self.is_settled
        edge = hue or ("primary" if is_hovered else "borderStrong")
        fill = look.soft(hue) if hue else "surfaceAlt" if is_hovered else "surface"
        paint_box(painter, self.rect(), look.radius("tile"), fill, edge, 2 if hue or look.is_high_contrast else 1)

    def _paint_cap(self, painter: QPainter, cap: QRect) -> None:
        hue = self._hue()
        radius = look.px(8) if self._cap.isdigit() else cap.height() / 2
        paint_box(painter, cap, radius, hue if self._mark else "surface", hue or "borderStrong")
        if hue and not self._mark:
            size = look.px(18)
            corner = cap.center() - QPoint(size // 2 - 1, size // 2 - 1)
            painter.drawPixmap(corner, pixmap("check", "text", size))
            return
        painter.setFont(look.font("label"))
        painter.setPen(look.color("onSolid" if self._mark else "text"))
        painter.drawText(QRectF(cap), Qt.AlignmentFlag.AlignCenter, self._cap)

    def _paint_tag(self, painter: QPainter, tag: QRect) -> None:
        hue, sign = _MARKS[self._mark]
        paint_box(painter, tag, tag.height() / 2, "surface", hue)
        size, color = look.px(15), look.on_soft(hue)
        left = tag.left() + look.space(11)
        painter.drawPixmap(left, tag.center().y() - size // 2 + 1, pixmap(sign, color, size))
        if self._tag is not None:
            top = tag.top() + (tag.height() - self._tag.line) / 2
            self._tag.paint(painter, left + size + look.space(6), top, self._tag.natural, look.color(color))


class ChoiceGroup(QWidget):
    """All options of a question; one Tab stop, arrows and 1-9 or A-D inside.

    `option_chosen(n)` when an option is picked (nothing is decided by moving through them); `option_confirmed(n)` when
    it is meant: a click, Enter, or a screen reader's press.
    """

    option_chosen = Signal(int)
    option_confirmed = Signal(int)

    def __init__(
        self,
        question: str,
        options: Sequence[str],
        has_letters: bool = True,
        parent: QWidget | None = None,
        *,
        is_large: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(question)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(12))
        self.choices: list[Choice] = []
        for number, words in enumerate(options):
            one = Choice(words, LETTERS[number] if has_letters else str(number + 1), self, is_large=is_large)
            one.setObjectName(f"choice-{number}")
            one.installEventFilter(self)
            one.clicked.connect(lambda _checked=False, number=number: self._on_choice_clicked(number))
            self._group.addButton(one, number)
            self.choices.append(one)
            column.addWidget(one)

    @property
    def chosen(self) -> int:
        """The option picked, or -1."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Pick without deciding."""
        if not 0 <= number < len(self.choices) or self.is_settled:
            return
        self.choices[number].setChecked(True)
        self.option_chosen.emit(number)

    @property
    def is_settled(self) -> bool:
        return bool(self.choices) and self.choices[0].is_settled

    def show_answer(self, mine: int, caring: Collection[int], caring_words: str) -> None:
        """Leaf and `caring_words` for what cares, ochre and "Your answer" for the one picked when it is another."""
        mine_words = _("Your answer")
        for number, one in enumerate(self.choices):
            one.setChecked(number == mine)
            if number in caring:
                spoken = f"{mine_words}. {caring_words}" if number == mine else caring_words
                one.mark_as("caring", caring_words, spoken)
            elif number == mine:
                one.mark_as("mine", mine_words)
            else:
                one.mark_as("")

    def reset(self) -> None:
        """As at first: nothing picked, nothing marked."""
        self._group.setExclusive(False)
        for one in self.choices:
            one.setChecked(False)
            one.clear_mark()
        self._group.setExclusive(True)

    def _on_choice_clicked(self, number: int) -> None:
        if self.is_settled:
            return
        self.option_chosen.emit(number)
        self.option_confirmed.emit(number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Choice) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(self.choices.index(watched), event)
        return False

    def _take_key(self, here: int, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
            step = 1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Right) else -1
            self._move_to((here + step) % len(self.choices))
        elif key == Qt.Key.Key_Space:
            self.choose(here)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._confirm(here)
        elif (number := _number_of(event.text())) is not None and number < len(self.choices):
            self._move_to(number)
        else:
            return False
        return True

    def _move_to(self, number: int) -> None:
        self.choices[number].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(number)

    def _confirm(self, here: int) -> bool:
        if self.is_settled:
            return False  # Enter belongs to the page again
        if self.chosen < 0:
            self.choose(here)
        self.option_confirmed.emit(self.chosen)
        return True


def _number_of(text: str) -> int | None:
    """1-9 or A-I as a place in the list."""
    if text.isdigit() and text != "0":
        return int(text) - 1
    found = LETTERS.find(text.upper()) if len(text) == 1 else -1
    return found if found >= 0 else None
