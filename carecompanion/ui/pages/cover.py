"""What the screen shows after F9: an ordinary page of notes. It knows nothing of what it covers.

Painted in one piece, without child widgets: quick to show, and a screen reader finds one thing only, "Notes". What is
typed on it is never shown; it is gathered for whoever listens.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QLabel, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look

LONGEST = 1024


@dataclass(frozen=True, slots=True)
class Greys:
    """Its own neutral colours, none of the program's: any plain notes program could look like this."""

    page: str
    side: str
    chosen: str
    line: str
    text: str
    faint: str


_GREYS = {
    "light": Greys("#FFFFFF", "#F7F7F7", "#E6E6E6", "#E2E2E2", "#2B2B2B", "#5E5E5E"),
    "dark": Greys("#1E1E1E", "#181818", "#2E2E2E", "#333333", "#E4E4E4", "#A8A8A8"),
    "highContrast": Greys("#000000", "#000000", "#303030", "#FFFFFF", "#FFFFFF", "#FFFFFF"),
}


def cover_title() -> str:
    """The window's title while it is covered."""
    return _("Notes")


def cover_icon() -> QIcon:
    """A plain sheet with lines."""
    made = QPixmap(64, 64)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#5E5E5E"), 4))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(QRectF(12, 6, 40, 52), 5, 5)
    for top in (20, 32, 44):
        painter.drawLine(22, top, 42, top)
    painter.end()
    return QIcon(made)


class Cover(QLabel):
    """The page of notes; a label to Qt, so that a screen reader finds one plain text called «Notas».

    `typed` gives what was typed when Enter is pressed; nothing on the page moves for it.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buffer = ""
        self.setAccessibleName(cover_title())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhHiddenText)

    def forget(self) -> None:
        """Drop what was typed."""
        self._buffer = ""

    # what is typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.typed.emit(self._buffer)
            self.forget()
        elif key == Qt.Key.Key_Escape:
            self.forget()
        elif key == Qt.Key.Key_Backspace:
            self._buffer = self._buffer[:-1]
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._gather(QGuiApplication.clipboard().text())
        elif event.text().isprintable():
            self._gather(event.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._gather(event.commitString())
        event.accept()

    def _gather(self, text: str) -> None:
        self._buffer = (self._buffer + text)[:LONGEST]

    # what is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        greys = _GREYS.get(look.theme, _GREYS["light"])
        side = min(look.px(300), round(self.width() * 0.36))
        painter.fillRect(self.rect(), QColor(greys.page))
        painter.fillRect(0, 0, side, self.height(), QColor(greys.side))
        painter.fillRect(side - 1, 0, 1, self.height(), QColor(greys.line))
        self._paint_list(painter, greys, side)
        self._paint_note(painter, greys, side)

    def _paint_list(self, painter: QPainter, greys: Greys, side: int) -> None:
        notes = (
            (_("Shopping"), _("Rice, potatoes, soap")),
            (_("To do"), _("Pay the electricity")),
            (_("Recipes"), _("Vegetable soup")),
        )
        strong, faint = _font("ui", QFont.Weight.DemiBold), _font("small")
        top, gap = look.space(20), look.space(12)
        for number, (title, line) in enumerate(notes):
            height = 2 * gap + 2 * look.px(20)
            box = QRectF(look.space(16), top, side - 2 * look.space(16) - 1, height)
            if number == 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(greys.chosen))
                painter.drawRoundedRect(box, 8, 8)
            words = QRectF(box.left() + gap, top + gap, box.width() - 2 * gap, look.px(20))
            _write(painter, words, title, strong, greys.text)
            _write(painter, words.translated(0, look.px(20)), line, faint, greys.faint)
            top += height

    def _paint_note(self, painter: QPainter, greys: Greys, side: int) -> None:
        items = (_("Rice"), _("Potatoes"), _("Laundry soap"), _("Oil"), _("Batteries for the torch"), _("Notebook"))
        left, top = side + look.space(64), look.space(40)
        room = self.width() - left - look.space(32)
        title = _font("body", QFont.Weight.DemiBold)
        title.setPixelSize(look.px(22))
        _write(painter, QRectF(left, top, room, look.px(30)), _("Shopping"), title, greys.text)
        top += look.px(30) + look.space(14)
        plain = _font("body")
        plain.setPixelSize(look.px(17))
        done = QFont(plain)
        done.setStrikeOut(True)
        for number, words in enumerate(items):
            is_done = number == 2
            _paint_tick_box(painter, QPointF(left, top), is_done, greys.text)
            line = QRectF(left + look.px(18) + look.space(12), top, room - look.px(30), look.px(30))
            _write(painter, line, words, done if is_done else plain, greys.faint if is_done else greys.text)
            top += look.px(30)


def _font(role: str, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = look.font(role)
    font.setWeight(weight)
    return font


def _write(painter: QPainter, box: QRectF, words: str, font: QFont, color: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)


def _paint_tick_box(painter: QPainter, corner: QPointF, is_done: bool, color: str) -> None:
    """A square of 18, in the middle of a line of 30."""
    unit = look.px(18) / 24
    left, top = corner.x(), corner.y() + (look.px(30) - look.px(18)) / 2
    painter.setPen(QPen(QColor(color), 1.75 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(left + 3 * unit, top + 3 * unit, 18 * unit, 18 * unit), 2 * unit, 2 * unit)
    if is_done:
        points = [QPointF(left + x * unit, top + y * unit) for x, y in ((8, 11), (12, 15), (21, 5))]
        painter.drawPolyline(points)
