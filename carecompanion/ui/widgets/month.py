"""A month of days: a face on each one noted, a plain number on the others. Real buttons, so that every day is spoken.

One Tab stop among the days; arrows go by day and week, Home and End within a week, PageUp and PageDown by month.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _, day_text, month_text, ngettext, weekday_names
from carecompanion.ui.icons import pixmap
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import IconButton
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.mood import paint_face
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import Label, block_of

HEIGHT, NARROWEST, FACE, LINE, GAP, RADIUS, CELLS = 67, 36, 26, 16, 5, 8, 42
_REST = (16, 4)  # the bar that marks a day of rest
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


@dataclass(frozen=True)
class DayNote:
    """What a day holds: the average mood (1-5; None where mood was left blank) and how many entries."""

    mood: float | None
    entries: int = 1

    @property
    def face(self) -> int:
        """The mean as a face; halves go up, 0 is no face."""
        return int(self.mood + 0.5) if self.mood is not None else 0


class DayButton(Ringed, QPushButton):
    """One day. `show_day` says which one and what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.day = date.min
        self._note: DayNote | None = None
        self._is_today = self._is_rest = False
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, day: date, note: DayNote | None, is_today: bool, is_rest: bool) -> None:
        self.day, self._note, self._is_today, self._is_rest = day, note, is_today, is_rest
        self._number = block_of(str(day.day), "small", 600 if is_today else 400, look.px(LINE))
        self.setObjectName(f"day-{day.isoformat()}")
        self.setText(str(day.day))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(NARROWEST + GAP), look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(NARROWEST), look.px(HEIGHT))

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), look.px(RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_box(painter)
        side, face = look.px(FACE), self._note.face if self._note else 0
        top = (self.height() - look.px(LINE) - look.px(4) - side) // 2
        color = look.color("onPrimarySoft" if self.isChecked() else "text" if self._is_today else "textMuted")
        self._number.paint(painter, 0, top, self.width(), color, Qt.AlignmentFlag.AlignHCenter)
        box = QRectF((self.width() - side) / 2, top + look.px(LINE) + look.px(4), side, side)
        if self.isChecked():
            drawn = pixmap("circle-check", "primary", side, self.devicePixelRatioF())
            painter.drawPixmap(box.topLeft().toPoint(), drawn)
        elif face:
            paint_face(painter, box, face)
        elif self._note:  # noted, but without a face
            middle = QRectF(0, 0, look.px(8), look.px(8))
            middle.moveCenter(box.center())
            paint_box(painter, middle, look.px(4), "borderStrong")
        if self._is_rest:
            wide, high = look.px(_REST[0]), look.px(_REST[1])
            bar = QRectF((self.width() - wide) / 2, self.height() - look.px(3) - high, wide, high)
            paint_box(painter, bar, high / 2, "leaf")

    def _paint_box(self, painter: QPainter) -> None:
        is_noted, is_near = self._note is not None, self.underMouse() or self.isDown()
        fill = "primarySoft" if self.isChecked() or self.isDown() else "surfaceAlt" if is_noted else "transparent"
        edge = "primary" if self._is_today or self.isChecked() or is_near else "border" if is_noted else ""
        width = 2 if self._is_today or self.isChecked() else 1
        if edge or fill != "transparent":
            paint_box(painter, self.rect(), look.px(RADIUS), fill, edge, width)


class RestKey(QWidget):
    """The bar and its words, below the days."""

    def __init__(self, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(_REST[0]) + look.space(8), 0, 0, 0)
        row.addWidget(Label(words, "small", "textMuted"))

    def paintEvent(self, event: QPaintEvent) -> None:
        wide, high = look.px(_REST[0]), look.px(_REST[1])
        paint_box(QPainter(self), QRectF(0, (self.height() - high) / 2, wide, high), high / 2, "leaf")


class MonthCalendar(QWidget):
    """`notes` says what days hold, `moods` what faces are called (value -> words). `day_chosen(date)` when a day is
    pressed; `month_changed(date)`, the first of the month, when another one is shown.

    With `set_choosing(True)` days with entries can be marked, one after the other (to erase them): `marked`.
    """

    day_chosen = Signal(object)
    month_changed = Signal(object)

    def __init__(
        self,
        month: date,
        notes: Mapping[date, DayNote],
        today: date,
        moods: Mapping[int, str],
        rest_days: Collection[date] = (),
    ) -> None:
        super().__init__()
        self._notes, self._today, self._moods, self._rest = dict(notes), today, dict(moods), frozenset(rest_days)
        self._marked: set[date] = set()
        self._is_choosing = False
        self._stop = today
        self.setAccessibleName(_("Calendar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        column.addLayout(self._head())
        column.addLayout(self._grid())
        self._key = FlowRow([RestKey(_("Day of rest"))], look.space(12))
        column.addWidget(self._key)
        self.show_month(month)

    # what pages ask

    @property
    def month(self) -> date:
        """The first of the month that is shown."""
        return self._month

    @property
    def marked(self) -> frozenset[date]:
        return frozenset(self._marked)

    def show_month(self, month: date) -> None:
        """Show the month of this day, without telling."""
        self._month = month.replace(day=1)
        self._title.setText(month_text(self._month))
        if self._stop.replace(day=1) != self._month:
            self._stop = self._month
        self._fill()

    def set_notes(self, notes: Mapping[date, DayNote], rest_days: Collection[date] | None = None) -> None:
        """What days hold now; marks stay on days that still hold something."""
        self._notes = dict(notes)
        self._rest = self._rest if rest_days is None else frozenset(rest_days)
        self._marked &= self._notes.keys()
        self._fill()

    def set_choosing(self, is_on: bool) -> None:
        """Whether days can be marked; leaving takes all marks away."""
        self._is_choosing = is_on
        self._marked = self._marked if is_on else set()
        self._fill()

    def button(self, day: date) -> DayButton:
        """The button of a day of the month shown."""
        return next(one for one in self._days if one.day == day and not one.isHidden())

    # building

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.space(8))
        before = IconButton("chevron-left", _("Previous month"), size="small", icon_size=16)
        after = IconButton("chevron-right", _("Next month"), size="small", icon_size=16)
        for button, name, step in ((before, "previous-month", -1), (after, "next-month", 1)):
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, step=step: self._turn(step))
        self._title = Label("", "h3")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(before)
        row.addWidget(self._title, 1)
        row.addWidget(after)
        return row

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(look.space(GAP))
        for column, name in enumerate(weekday_names()):
            letter = Label(name[0].upper(), "small", "textSubtle", wrap=False, weight=600)
            letter.setAccessibleName(name)
            letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(letter, 0, column)
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, look.px(NARROWEST))
        self._days = [DayButton() for _number in range(CELLS)]
        for number, button in enumerate(self._days):
            button.clicked.connect(lambda _checked=False, button=button: self._on_clicked(button))
            button.installEventFilter(self)
            grid.addWidget(button, 1 + number // 7, number % 7)
        return grid

    def _fill(self) -> None:
        start = self._month - timedelta(self._month.weekday())
        for number, button in enumerate(self._days):
            day = start + timedelta(number)
            button.setVisible(day.month == self._month.month)
            if button.isHidden():
                continue
            note = self._notes.get(day)
            button.show_day(day, note, day == self._today, day in self._rest)
            button.setCheckable(self._is_choosing and note is not None)
            button.setChecked(day in self._marked)
            button.setAccessibleName(self._spoken(day))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if day == self._stop else Qt.FocusPolicy.ClickFocus)
        self._key.setVisible(any(day.replace(day=1) == self._month for day in self._rest))

    def _spoken(self, day: date) -> str:
        """«4 de agosto, regular, 2 registros, día de descanso»."""
        note, parts = self._notes.get(day), [day_text(day)]
        if day == self._today:
            parts.append(_("today"))
        if note is not None:
            mood = self._moods.get(note.face, "")
            parts += [mood[:1].lower() + mood[1:]] if mood else []
            parts.append(ngettext("{n} entry", "{n} entries", note.entries).format(n=note.entries))
        else:
            parts.append(_("no entries"))
        return ", ".join([*parts, _("day of rest")] if day in self._rest else parts)

    # what the person does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, DayButton) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(watched.day, Qt.Key(event.key()))
        return False

    def _press(self, day: date, key: Qt.Key) -> bool:
        if key in _STEPS:
            there = day + timedelta(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            there = day + timedelta((0 if key == Qt.Key.Key_Home else 6) - day.weekday())
        elif key in _MONTHS:
            there = _same_day(day, _MONTHS[key])
        else:
            return False
        self._go_to(there)
        return True

    def _go_to(self, day: date) -> None:
        is_other = day.replace(day=1) != self._month
        self._stop = day
        if is_other:
            self.show_month(day)
        else:
            self._fill()
        self.button(day).setFocus(Qt.FocusReason.TabFocusReason)
        if is_other:
            self.month_changed.emit(self._month)

    def _turn(self, step: int) -> None:
        self.show_month(_same_day(self._month, step))
        self.month_changed.emit(self._month)

    def _on_clicked(self, button: DayButton) -> None:
        self._stop = button.day
        if button.isCheckable():
            self._marked ^= {button.day}
        self._fill()
        self.day_chosen.emit(button.day)


def _same_day(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    following = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))
