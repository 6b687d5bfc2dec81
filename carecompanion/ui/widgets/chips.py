"""Round tags of which several may be chosen, with a way to add one's own words. Native check boxes below.

One Tab stop; arrows, Home and End move, Space chooses.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock, block_of

HEIGHT, PADDING, ICON, GAP, BETWEEN = 40, 14, 16, 6, 8
LONGEST = 40  # letters of one's own words
_FIELD = 420
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


if TYPE_CHECKING:  # whatever it is mixed into is one
    _Pressed = QAbstractButton
else:
    _Pressed = object


class _Round(Ringed, _Pressed):
    """What chips and "Other" share: a round box with an icon before the words, which may need more than one line."""

    def _dress(self, words: str) -> None:
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._plain, self._bold = block_of(words, "ui", 500), block_of(words, "ui", 600)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), look.px(HEIGHT) / 2

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        return QSize(self._around() + self._block().natural, look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._around() + self._block().narrowest, look.px(HEIGHT))

    def heightForWidth(self, width: int) -> int:
        return max(look.px(HEIGHT), self._block().height(width - self._around()) + 2 * look.space(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, is_on, block = QPainter(self), self.isChecked(), self._block()
        is_near = is_on or self.underMouse() or self.isDown()
        fill = "primarySoft" if is_on or self.isDown() else "surface"
        edge = "primaryPressed" if self.isDown() else "primary" if is_near else "borderStrong"
        color, left = "onPrimarySoft" if is_on else "text", 1 + look.space(PADDING)
        if not self.isEnabled():
            fill, edge, color = "disabledBg", "disabledText", "disabledText"
        paint_box(painter, self.rect(), look.px(HEIGHT) / 2, fill, edge, 2 if is_on else 1)
        if self._icon():
            size = look.px(ICON)
            drawn = pixmap(self._icon(), color, size, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - size) // 2, drawn)
            left += size + look.space(GAP)
        room = self.width() - self._around()
        block.paint(painter, left, (self.height() - block.height(room)) // 2, room, look.color(color))

    def _block(self) -> TextBlock:
        return self._bold if self.isChecked() else self._plain

    def _icon(self) -> str:
        return "check" if self.isChecked() else ""

    def _around(self) -> int:
        icon = look.px(ICON) + look.space(GAP) if self._icon() else 0
        return 2 * (1 + look.space(PADDING)) + icon


class Chip(_Round, QCheckBox):
    """One tag; a tick when chosen."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._dress(words)
        self.toggled.connect(lambda _on: self.updateGeometry())


class _Other(_Round, QPushButton):
    """Opens the field for one's own words."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self._dress(_("Other"))

    def _icon(self) -> str:
        return "plus"


class _OwnField(QWidget):
    """The line for one's own words: Enter or "Add" takes them, Esc leaves without."""

    taken = Signal(str)
    left = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.field = TextField(label, max_length=LONGEST)
        self.field.line.setObjectName("own-words")
        add = Button(_("Add"))
        add.setObjectName("add-own-words")
        self.field.add_beside(add)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self._take)
        add.clicked.connect(self._take)

    def sizeHint(self) -> QSize:
        return QSize(max(look.px(_FIELD), self.minimumSizeHint().width()), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        self.taken.emit(" ".join(self.field.text().split()))


class Chips(FlowRow):
    """`options` are words, or pairs of an id and its words. `changed(ids)` with all that are chosen, in their order;
    own words are their own id. `own_label` is the label of the field for them."""

    changed = Signal(tuple)

    def __init__(
        self,
        options: Sequence[str | tuple[str, str]],
        name: str = "",
        answer: Sequence[str] = (),
        may_add: bool = False,
        own_label: str = "",
    ) -> None:
        super().__init__([], look.space(BETWEEN))
        self.setAccessibleName(name)
        self._name = name
        self._stop: QWidget | None = None
        self._chips: dict[str, Chip] = {}
        self._other = _Other() if may_add else None
        self._own = _OwnField(own_label or _("In your words")) if may_add else None
        if self._other is not None and self._own is not None:
            self._other.setObjectName("chip-other")
            self._other.setAccessibleDescription(name)
            self._other.clicked.connect(self._open_field)
            self._other.installEventFilter(self)
            self._own.taken.connect(self._take_own)
            self._own.left.connect(self._close_field)
            for one in (self._other, self._own):
                one.setParent(self)
            self._own.hide()
        for option in options:
            self._add(*((option, option) if isinstance(option, str) else option))
        self._lay_anew()
        self.set_answer(answer)

    @property
    def answer(self) -> tuple[str, ...]:
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def set_answer(self, answer: Sequence[str]) -> None:
        """Show these as chosen without telling; what is not among the options is one's own words."""
        for key in answer:
            if key not in self._chips:
                self._add(key, key)
        for key, chip in self._chips.items():
            chip.blockSignals(True)
            chip.setChecked(key in answer)
            chip.blockSignals(False)
        self._lay_anew()

    def clear(self) -> None:
        """Nothing chosen, without telling."""
        self.set_answer(())

    def chip(self, key: str) -> Chip:
        return self._chips[key]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.FocusIn:
            self._mark(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(watched, Qt.Key(event.key()))
        return False

    def _press(self, watched: QWidget, key: Qt.Key) -> bool:
        stops = self._stops()
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(stops) - 1}
        if key in _STEPS:
            there = min(max(0, stops.index(watched) + _STEPS[key]), len(stops) - 1)
        elif key in ends:
            there = ends[key]
        else:
            return False
        stops[there].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _add(self, key: str, words: str) -> None:
        chip = Chip(words)
        chip.setParent(self)
        chip.setObjectName(f"chip-{key}")
        chip.setAccessibleDescription(self._name)
        chip.installEventFilter(self)
        chip.toggled.connect(lambda _on: self.changed.emit(self.answer))
        chip.show()
        self._chips[key] = chip

    def _open_field(self) -> None:
        self._own.show()
        self._other.hide()
        self._lay_anew()
        self._own.setFocus(Qt.FocusReason.TabFocusReason)

    def _close_field(self) -> None:
        """Back to "Other", with the focus where one can go on."""
        self._own.field.set_text("")
        self._other.show()
        self._own.hide()
        self._lay_anew()
        self._other.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_own(self, words: str) -> None:
        self._close_field()
        if not words:
            return
        known = {chip.accessibleName().casefold(): key for key, chip in self._chips.items()}
        key = known.get(words.casefold(), words)
        if key not in self._chips:
            self._add(key, words)
            self._lay_anew()
        self._chips[key].setChecked(True)
        self._chips[key].setFocus(Qt.FocusReason.TabFocusReason)

    def _stops(self) -> list[QWidget]:
        last = [self._other] if self._other is not None and not self._other.isHidden() else []
        return [*self._chips.values(), *last]

    def _field(self) -> list[QWidget]:
        return [self._own] if self._own is not None and not self._own.isHidden() else []

    def _rows(self, width: int) -> list[list[tuple[QWidget, int]]]:
        """The field for one's own words has a row of its own."""
        below = [[(one, min(width, one.sizeHint().width()))] for one in self._field()]
        return [*super()._rows(width), *below]

    def _lay_anew(self) -> None:
        self._items = self._stops()
        for before, after in pairwise([*self._items, *self._field()]):
            QWidget.setTabOrder(before, after)
        self._mark(self._stop if self._stop in self._items else next(iter(self._items), None))
        self.updateGeometry()
        self._lay_out(self.width(), moves=True)

    def _mark(self, here: QWidget | None) -> None:
        """Tab stops at this one only."""
        self._stop = here
        for one in self._stops():
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is here else Qt.FocusPolicy.ClickFocus)
