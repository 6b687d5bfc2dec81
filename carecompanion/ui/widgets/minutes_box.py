"""Minutes by - and +, by arrows, or typed: «45», «1 h 20», «1:20»."""

import re

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from carecompanion.i18n import _, minutes_text
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import IconButton
from carecompanion.ui.widgets.fields import HEIGHT
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import Label

STEP = 5
_HOURS = re.compile(r"(\d{1,2})\s*(?:h|:)\s*(\d{1,2})?\s*(?:min|m)?\.?")
_MINUTES = re.compile(r"(\d{1,3})\s*(?:min|m)?\.?")


def minutes_in(text: str) -> int | None:
    """«45», «45 min», «1 h 20 min», «1:20» as minutes; None for anything else."""
    words = text.strip().lower()
    hours = _HOURS.fullmatch(words)
    if hours is not None:
        return int(hours[1]) * 60 + int(hours[2] or 0)
    minutes = _MINUTES.fullmatch(words)
    return int(minutes[1]) if minutes is not None else None


class NumberBox(Ringed, QSpinBox):
    """Qt's own, as the other fields look. `valueChanged` when a typed number is left or Enter is pressed."""

    ring_always = True

    def __init__(self, name: str, least: int, most: int) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setAccessibleName(name)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setKeyboardTracking(False)
        self.setFrame(False)
        self.setFont(look.font("body"))
        self.setFixedHeight(look.px(HEIGHT))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._free = 0

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), look.radius("control")

    def put(self, value: int) -> None:
        """Show it without telling."""
        was = self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(was)

    def keep_free(self, width: int) -> None:
        """At the right, for buttons."""
        self._free = width
        self._place_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_line()

    def _place_line(self) -> None:
        """Inside the border, which is painted here: a sheet does not reach a spin box's line."""
        side = look.space(12)
        self.lineEdit().setGeometry(self.rect().adjusted(side, 3, -(self._free or side), -3))

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = "primary" if self.underMouse() else "borderStrong"
        paint_box(QPainter(self), self.rect(), look.radius("control"), "surface", edge)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A page that is scrolled past changes nothing."""
        event.ignore()


class _Minutes(NumberBox):
    def textFromValue(self, value: int) -> str:
        return minutes_text(value)

    def valueFromText(self, text: str) -> int:
        found = minutes_in(text)
        return self.value() if found is None else min(max(found, self.minimum()), self.maximum())

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Anything may stand there while one types; what is no time goes back to what it was."""
        state = QValidator.State.Acceptable if minutes_in(text) is not None else QValidator.State.Intermediate
        return state, text, place

    def fixup(self, text: str) -> str:
        return minutes_text(self.value())

    def stepBy(self, steps: int) -> None:
        """From five to five."""
        now = self.value()
        self.setValue((now // STEP + steps) * STEP if steps > 0 else -(-now // STEP + -steps) * STEP)


class MinutesBox(QWidget):
    """A label above, and the number with - and + at its right. `changed` is Qt's, with the minutes."""

    def __init__(self, label: str, minutes: int, least: int = 1, most: int = 480) -> None:
        super().__init__()
        self.box = _Minutes(label, least, most)
        self.box.put(minutes)
        self.changed = self.box.valueChanged
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        words = Label(label, "small", "textMuted")
        words.setBuddy(self.box)
        column.addWidget(words)
        column.addWidget(self.box)
        self._put_buttons(label)

    def _put_buttons(self, label: str) -> None:
        inside = QHBoxLayout(self.box)
        inside.setContentsMargins(0, 0, look.px(4), 0)
        inside.setSpacing(0)
        inside.addStretch(1)
        for name, icon, words, steps in (
            ("less", "minus", _("Less"), -1),
            ("more", "plus", _("More"), 1),
        ):
            button = IconButton(icon, words, "quiet", "small", 18)
            button.setObjectName(f"minutes-{name}")
            button.setAccessibleDescription(label)
            button.clicked.connect(lambda _on=False, steps=steps: self.box.stepBy(steps))
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.box.keep_free(2 * look.px(36) + look.px(4) + 2)
