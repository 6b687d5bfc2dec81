"""The blocks of an agenda, one under the other: one Tab stop, arrows choose, dragging moves."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _, minutes_text
from carecompanion.learning.workshop import Agenda, Block
from carecompanion.ui.pages.facilitate_words import clock_text
from carecompanion.ui.pages.session_words import KINDS, tag_of, weight_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.icon import paint_icon, paint_icon_circle
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import TextBlock

HEIGHT, GRIP, TIME, CIRCLE, SIDE, GAP = 54, 40, 62, 36, 16, 14
TAG, TAG_PADDING, TAG_ICON = 26, 10, 15
WIDE, NARROW = 560, 400  # px at 100 %: below, the tag goes under the title; then the icon is left out


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as its row needs it."""

    block: Block
    starts: int
    place: int
    count: int
    is_missing: bool = False


class BlockRow(Ringed, QRadioButton):
    """Paints itself; a click on the grip at its left opens its menu, a drag moves it."""

    opened = Signal(bool)  # by a key
    menu_asked = Signal(QPoint)
    remove_asked = Signal()
    dragged = Signal(QPoint)  # global; while the button is down
    dropped = Signal()

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._pressed_at: QPoint | None = None
        self._is_dragging = False
        self.put(shown)

    def put(self, shown: Shown) -> None:
        """Show this block from now on."""
        self.shown = shown
        block, (tag, icon) = shown.block, tag_of(shown.block)
        self.setObjectName(f"block-{shown.place}")
        self._time = TextBlock(clock_text(shown.starts), "ui")
        self._title = TextBlock(block.title, "body", 600)
        self._minutes = TextBlock(minutes_text(block.minutes), "ui")
        self._tag: TextBlock | None = TextBlock(tag, "small", 600) if tag else None
        self._tag_icon = icon
        self.setAccessibleName(f"{clock_text(shown.starts)}, {block.title}")
        place = _("Block {n} of {total}").format(n=shown.place + 1, total=shown.count)
        missing = _("Something it shows is not on this computer") if shown.is_missing else ""
        spoken = (minutes_text(block.minutes), tag, weight_words()[block.weight], missing, place)
        self.setAccessibleDescription(". ".join(one for one in spoken if one))
        self.updateGeometry()
        self.update()

    # size

    def sizeHint(self) -> QSize:
        width = look.px(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(200), look.px(HEIGHT))

    def heightForWidth(self, width: int) -> int:
        words = self._title.height(self._title_room(width))
        if self._tag is not None and not self._is_wide(width):
            words += look.px(TAG) + look.space(4)
        return max(look.px(HEIGHT), words + 2 * look.space(10))

    def _is_wide(self, width: int) -> bool:
        return width >= look.px(WIDE)

    def _left(self, width: int) -> int:
        """Where the title begins."""
        circle = look.px(CIRCLE) + look.space(GAP) if width >= look.px(NARROW) else 0
        return look.space(GRIP) + look.px(TIME) + look.space(8) + circle

    def _right(self) -> int:
        """Room for the minutes."""
        return max(self._minutes.natural, look.px(52)) + look.space(SIDE) + look.space(12)

    def _tag_width(self) -> int:
        if self._tag is None:
            return 0
        return 2 * look.space(TAG_PADDING) + look.px(TAG_ICON) + look.space(6) + self._tag.natural

    def _title_room(self, width: int) -> int:
        beside = self._tag_width() + look.space(12) if self._tag is not None and self._is_wide(width) else 0
        return max(look.px(60), width - self._left(width) - self._right() - beside - self._warning())

    def _warning(self) -> int:
        return look.px(20) + look.space(8) if self.shown.is_missing else 0

    def ring_shape(self) -> tuple[QRect, float]:
        """Inside: the list ends at the row's edge."""
        return self.rect().adjusted(6, 6, -6, -6), look.radius("control")

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), self.rect()
        painter.fillRect(box, look.color(self._ground()))
        if look.is_high_contrast and self.isChecked():
            paint_box(painter, box.adjusted(2, 2, -2, -3), look.radius("key"), "transparent", "primary", 2)
        painter.fillRect(QRect(0, box.height() - 1, box.width(), 1), look.color("border"))
        high = box.height() - 1
        grip = QRect(0, 0, look.space(GRIP), high)
        paint_icon(painter, grip, "grip-vertical", "textMuted", 20)
        left = look.space(GRIP)
        self._line(painter, self._time, left, look.px(TIME), high)
        if box.width() >= look.px(NARROW):
            icon, hue = KINDS[self.shown.block.kind]
            circle = QRect(0, 0, look.px(CIRCLE), look.px(CIRCLE))
            circle.moveCenter(QPoint(left + look.px(TIME) + look.space(8) + look.px(CIRCLE) // 2, high // 2))
            paint_icon_circle(painter, circle, icon, hue, 18)
        self._paint_words(painter, high)

    def _ground(self) -> str:
        return "primarySoft" if self.isChecked() else "sunken" if self.underMouse() else "surface"

    def _paint_words(self, painter: QPainter, high: int) -> None:
        left, room, width = self._left(self.width()), self._title_room(self.width()), self.width()
        title = self._title.height(room)
        is_under = self._tag is not None and not self._is_wide(width)
        under = look.px(TAG) + look.space(4) if is_under else 0
        top = (high - title - under) // 2
        self._title.paint(painter, left, top, room, look.color("text"))
        minutes = max(self._minutes.natural, look.px(52))
        right = width - look.space(SIDE)
        self._line(painter, self._minutes, right - minutes, minutes, high, Qt.AlignmentFlag.AlignRight)
        edge = right - minutes - look.space(12)
        if self._tag is not None:
            x = left if is_under else edge - self._tag_width()
            y = top + title + look.space(4) if is_under else (high - look.px(TAG)) // 2
            self._paint_tag(painter, QRect(x, y, self._tag_width(), look.px(TAG)))
            edge = edge if is_under else x - look.space(4)
        if self.shown.is_missing:
            box = QRect(edge - look.px(20) - look.space(4), 0, look.px(20), high)
            paint_icon(painter, box, "triangle-alert", "ochre", 20)

    def _paint_tag(self, painter: QPainter, box: QRect) -> None:
        fill = "surface" if self.isChecked() else "sunken"
        paint_box(painter, box, box.height() / 2, fill, "border" if look.is_high_contrast else "")
        icon = QRect(box.left() + look.space(TAG_PADDING), box.top(), look.px(TAG_ICON), box.height())
        paint_icon(painter, icon, self._tag_icon, "textMuted", TAG_ICON)
        assert self._tag is not None
        left = icon.right() + 1 + look.space(6)
        top = box.top() + (box.height() - self._tag.line) // 2
        self._tag.paint(painter, left, top, self._tag.natural, look.color("textMuted"))

    @staticmethod
    def _line(
        painter: QPainter,
        block: TextBlock,
        left: int,
        room: int,
        high: int,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        block.paint(painter, left, (high - block.line) // 2, room, look.color("textMuted"), align)

    # keys and pointer

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.setChecked(True)
            self.opened.emit(True)
        elif key == Qt.Key.Key_Delete:
            event.accept()
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key and the right button."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.setChecked(True)
        self.menu_asked.emit(QPoint(look.space(GRIP), self.height() - 4) if by_key else event.pos())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed_at is not None and not self._is_dragging:
            self._is_dragging = abs(here.y() - self._pressed_at.y()) >= QApplication.startDragDistance()
            if self._is_dragging:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._is_dragging:
            self.dragged.emit(event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed_at, self._pressed_at = self._pressed_at, None
        if self._is_dragging:
            self._is_dragging = False
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setDown(False)
            self.dropped.emit()
            return
        super().mouseReleaseEvent(event)
        if pressed_at is not None and self.rect().contains(event.position().toPoint()):
            if pressed_at.x() < look.space(GRIP):
                self.menu_asked.emit(QPoint(look.space(8), self.height() - 4))
            else:
                self.opened.emit(False)


class AgendaList(QWidget):
    """`chosen(place)` when another row is chosen; the other signals name the place, too."""

    chosen = Signal(int)
    opened = Signal(int, bool)
    menu_asked = Signal(int, QPoint)
    move_asked = Signal(int, int)  # from, to; by dragging
    remove_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Agenda"))
        self.rows: list[BlockRow] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._on_toggled)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._is_putting = False
        self._line = _DropLine(self)
        self._drop_at: int | None = None

    def put(self, agenda: Agenda, missing: Sequence[bool], chosen: int | None) -> None:
        """These blocks from now on; rows that are there are used again, so that nothing flickers."""
        self._is_putting = True
        starts, count = agenda.starts, len(agenda.blocks)
        for place, block in enumerate(agenda.blocks):
            shown = Shown(block, starts, place, count, missing[place])
            if place < len(self.rows):
                self.rows[place].put(shown)
            else:
                self._add(shown)
            starts += block.minutes
        while len(self.rows) > count:
            self._drop_last()
        self._choose(chosen)
        self._is_putting = False

    def focus_row(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)
            scroll_to(self.rows[place])

    def row_at(self) -> int | None:
        """The row that has the keyboard."""
        return next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)

    def _choose(self, place: int | None) -> None:
        self._group.setExclusive(place is not None)
        for number, row in enumerate(self.rows):
            row.setChecked(number == place)
        self._group.setExclusive(True)

    def _on_toggled(self, place: int, is_on: bool) -> None:
        if is_on and not self._is_putting:
            self.chosen.emit(place)

    def _add(self, shown: Shown) -> None:
        row, place = BlockRow(shown), len(self.rows)
        row.opened.connect(lambda by_key: self.opened.emit(place, by_key))
        row.menu_asked.connect(lambda at: self.menu_asked.emit(place, at))
        row.remove_asked.connect(lambda: self.remove_asked.emit(place))
        row.dragged.connect(lambda at: self._on_dragged(self.mapFromGlobal(at)))
        row.dropped.connect(lambda: self._on_dropped(place))
        self._group.addButton(row, place)
        self._column.addWidget(row)
        row.show()  # now, so that it can take the keyboard
        self.rows.append(row)

    def _drop_last(self) -> None:
        row = self.rows.pop()
        self._group.removeButton(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    # dragging

    def _on_dragged(self, at: QPoint) -> None:
        """The line shows between which rows it would land."""
        middles = [row.geometry().center().y() for row in self.rows]
        self._drop_at = sum(at.y() > middle for middle in middles)
        rows = [row.geometry() for row in self.rows]
        y = rows[self._drop_at].top() if self._drop_at < len(rows) else rows[-1].bottom()
        self._line.show_at(y)
        near = self.rows[min(self._drop_at, len(rows) - 1)]
        scroll_to(near)

    def _on_dropped(self, place: int) -> None:
        at, self._drop_at = self._drop_at, None
        self._line.hide()
        if at is not None:
            to = at if at <= place else at - 1  # its own row is taken out first
            if to != place:
                self.move_asked.emit(place, to)


class _DropLine(QWidget):
    """Where a dragged block would land."""

    def __init__(self, holder: QWidget) -> None:
        super().__init__(holder)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int) -> None:
        self.setGeometry(0, max(0, y - 2), self.parentWidget().width(), 4)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look.color("primary"))
