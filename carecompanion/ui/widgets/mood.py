"""How one feels, as one of a few faces with a word: flat, adult, filled when chosen. Native radio buttons below."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.one_of import OneOf, Pick
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import block_of
from carecompanion.ui.widgets.wrap_grid import WrapGrid

FACES = 5
_LINE, _PAD = 18, 4

# In a box of 48: where a mouth begins, then the two points that bend it and its end, from there.
_MOUTHS = (
    ((15, 33), (4, -6), (14, -6), (18, 0)),
    ((16, 32), (4, -3.5), (12, -3.5), (16, 0)),
    ((16, 31), (4, 0), (12, 0), (16, 0)),
    ((16, 29.5), (4, 4), (12, 4), (16, 0)),
    ((14.5, 28), (4, 8), (15, 8), (19, 0)),
)


def paint_face(
    painter: QPainter,
    box: QRectF,
    value: int,
    is_filled: bool = False,
    edge: QColor | None = None,
    fill: QColor | None = None,
    line: QColor | None = None,
) -> None:
    """Face 1 (very bad) to 5 (very good) in a square. Colours not given are the theme's; paper gives its own."""
    edge = edge or look.color("primary" if is_filled else "borderStrong")
    fill = fill or look.color("primary" if is_filled else "surface")
    line = line or look.color("onPrimary" if is_filled else "text")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 48, box.height() / 48)
    painter.setPen(QPen(edge, 2))
    painter.setBrush(fill)
    painter.drawEllipse(QPointF(24, 24), 21, 21)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(line)
    for x in (17.5, 30.5):
        painter.drawEllipse(QPointF(x, 20), 2.4, 2.4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(_mouth(value))
    painter.restore()


def _mouth(value: int) -> QPainterPath:
    start, one, two, end = (QPointF(*point) for point in _MOUTHS[min(max(value, 1), FACES) - 1])
    path = QPainterPath(start)
    path.cubicTo(start + one, start + two, start + end)
    return path


class MoodTile(Pick):
    """A face and its word."""

    def __init__(self, word: str, face: int, is_tall: bool) -> None:
        super().__init__(word)
        self._face, self._is_tall = face, is_tall
        line = round(look.px(_LINE) * look.leading)
        self._plain, self._bold = (block_of(word, "small", weight, line) for weight in (500, 600))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def ring_shape(self) -> tuple[QRect, float]:
        return self.rect(), look.radius("tile")

    def sizeHint(self) -> QSize:
        width = max(look.px(64), self._bold.natural + 2 * self._pad())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._side(), self._bold.natural) + 2 * self._pad(), self._least())

    def heightForWidth(self, width: int) -> int:
        words = self._bold.height(width - 2 * self._pad())
        return max(self._least(), self._side() + self._gap() + words + 2 * look.space(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side, is_on = QPainter(self), self._side(), self.isChecked()
        self._paint_box(painter)
        block, pad = self._bold if is_on else self._plain, self._pad()
        room = self.width() - 2 * pad
        top = (self.height() - side - self._gap() - block.height(room)) / 2
        self._paint_face(painter, QRectF((self.width() - side) / 2, top, side, side))
        is_off = not self.isEnabled()
        color = look.color("disabledText" if is_off else "onPrimarySoft" if is_on else "text")
        block.paint(painter, pad, round(top) + side + self._gap(), room, color, Qt.AlignmentFlag.AlignHCenter)

    def _paint_face(self, painter: QPainter, box: QRectF) -> None:
        if self.isEnabled():
            paint_face(painter, box, self._face, self.isChecked())
            return
        ground, mark = look.color("disabledBg"), look.color("disabledText")
        fill, line = (mark, ground) if self.isChecked() else (ground, mark)
        paint_face(painter, box, self._face, edge=mark, fill=fill, line=line)

    def _paint_box(self, painter: QPainter) -> None:
        is_near = self.underMouse() or self.isDown()
        if not self.isEnabled():
            fill, edge = "disabledBg", "disabledText" if self.isChecked() or look.is_high_contrast else ""
        elif self.isChecked() or self.isDown():
            fill, edge = "primarySoft", "primaryPressed" if self.isDown() else "primary"
        else:
            fill, edge = ("surface", "primary") if is_near else ("surfaceAlt", "border")
        width = 2 if self.isChecked() or look.is_high_contrast else 1
        paint_box(painter, self.rect(), look.radius("tile"), fill, edge, width)

    def _pad(self) -> int:
        """Beside the words; less in Today's tall tiles, where five must stand in one row."""
        return look.space(1 if self._is_tall else _PAD)

    def _side(self) -> int:
        return look.px(48 if self._is_tall else 42)

    def _gap(self) -> int:
        return look.space(10 if self._is_tall else 7)

    def _least(self) -> int:
        return look.px(126 if self._is_tall else 88)


class MoodPicker(WrapGrid):
    """`options` are values with their words, from worst to best; nothing is chosen at first. Tiles are 88 high, tall
    ones (Today) 126.

    `chosen(value)` when the choice changes (None: emptied again), also by arrows; `confirmed(value)` when it is meant,
    by a click, Space or Enter: what leads to another page listens to that one.
    """

    chosen = Signal(object)
    confirmed = Signal(object)

    def __init__(
        self, options: Sequence[tuple[int, str]], name: str = "", is_tall: bool = False, answer: int | None = None
    ) -> None:
        total = len(options)
        self.tiles = [MoodTile(word, _face_of(place, total), is_tall) for place, (_value, word) in enumerate(options)]
        narrowest = max((tile.minimumSizeHint().width() for tile in self.tiles), default=0)
        super().__init__(self.tiles, narrowest, max(1, total), look.space(8 if is_tall else 10), even=True)
        self.setAccessibleName(name)
        for place, tile in enumerate(self.tiles):
            tile.setObjectName(f"mood-{options[place][0]}")
            tile.setAccessibleDescription(_spoken_place(place + 1, total, name))
        self._one = OneOf(self, self.tiles, [number for number, _word in options], may_empty=not is_tall)
        self._one.chosen.connect(self.chosen)
        self._one.confirmed.connect(self.confirmed)
        self.set_answer(answer)

    @property
    def answer(self) -> int | None:
        return self._one.value

    def set_answer(self, value: int | None) -> None:
        """Show a value without telling."""
        self._one.choose(value)

    def clear(self) -> None:
        """Nothing chosen, without telling."""
        self._one.choose(None)


def _face_of(place: int, total: int) -> int:
    """The face for a place among `total`; five have their own."""
    return 3 if total < 2 else 1 + round(place * (FACES - 1) / (total - 1))


def _spoken_place(number: int, total: int, name: str) -> str:
    place = _("{number} of {total}").format(number=number, total=total)
    return f"{place}. {name}" if name else place
