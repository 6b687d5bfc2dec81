"""Every kind of slide a room can see, with words as long as they come; and how a test paints one and looks at it."""

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from carecompanion.learning.room_view import (
    Bar,
    BarRow,
    Blank,
    Breath,
    Calm,
    Counts,
    Options,
    Pause,
    RoomView,
    Timer,
    Words,
)
from carecompanion.ui.room_theme import HEIGHT, WIDTH, RoomTheme
from carecompanion.ui.widgets.room_board import Board, Drawn
from carecompanion.ui.widgets.room_view import paint_room

PROMISE = "Nadie ve respuestas individuales. No mostramos grupos de menos de 5 personas."
TITLE = "¿Cómo les avisa el cuerpo que ya es demasiado para hoy? Digan"  # 60 letters, the most a slide's title has
ROW = "Una persona cuenta lo que quiera contar; la otra escucha, sin dar consejos y sin preguntar."  # 90: a row
BEFORE_AFTER = ("Al llegar", "Al terminar")


def changes(rows: int) -> RoomView:
    found = [
        BarRow("Mi estrés ahora", (Bar(0.61, "6.1"), Bar(0.38, "3.8")), "de 0 a 10", "Bajó 2.3"),
        BarRow(
            "Sé qué decir en el primer contacto", (Bar(0.38, "38 %"), Bar(0.76, "76 %")), "", "De 8 a 16", "personas"
        ),
        BarRow("Tengo un plan", (Bar(0, ""), Bar(0, "")), result_note="Muy pocas personas: no mostramos números."),
    ]
    about = "Respondieron 21 personas, antes y después."
    return RoomView(Counts("¿Qué cambió hoy?", tuple(found * 2)[:rows], about, "", BEFORE_AFTER, PROMISE))


def slides() -> Iterator[tuple[str, RoomView, float]]:
    """A name, the view, and how far its breathing is."""
    yield (
        "words",
        RoomView(Words(TITLE, (ROW,) * 3, "En parejas", "Pueden pasar, o solo escuchar."), Timer(222, 360)),
        0,
    )
    yield "one row", RoomView(Words("Bienvenida", (ROW,)), Timer(52, 180)), 0
    yield "time is up", RoomView(Words(TITLE, (ROW, ROW)), Timer(0, 180)), 0
    yield "title", RoomView(Words("Bienvenida")), 0
    yield "foot", RoomView(Words(TITLE, (ROW,), footer=TITLE, aside="Cuidarme para cuidar, jornada 1")), 0
    yield "foot at the right", RoomView(Words("Bienvenida", aside="Cuidarme para cuidar")), 0
    yield "vote", RoomView(Options(TITLE, (ROW,) * 3, "El primer contacto")), 0
    yield "vote of five", RoomView(Options(TITLE, (ROW,) * 5), Timer(90, 120)), 0
    yield "fingers", RoomView(Options(TITLE, ("1", "2", "3", "4", "5"))), 0
    yield "changes", changes(3), 0
    yield "six changes", changes(6), 0
    bands = tuple(
        BarRow(words, (Bar(share, f"{share * 21:.0f}"),)) for words, share in (("Bajo", 0.02), ("Alto", 0.98))
    )
    yield "bands", RoomView(Counts("¿Cómo llegamos?", bands, "Respondieron 21.", footer=PROMISE), Timer(5, 60)), 0
    yield "sentence", RoomView(Counts("¿Cómo llegamos?", sentence="Más de 15 de 21 eligieron «bien».")), 0
    yield "breath", RoomView(Breath("El suspiro largo", (3, 1, 6, 0), 120, True)), 3.5
    yield "pause", RoomView(Pause()), 3.2
    yield "blank", RoomView(Blank()), 0
    yield "calm", RoomView(Calm("10:04")), 0


SLIDES = {name: (view, elapsed) for name, view, elapsed in slides()}


def painted(view: RoomView, theme: RoomTheme, elapsed: float = 0.0, width: int = WIDTH) -> tuple[QImage, list[Drawn]]:
    """The slide as a picture, and the words that stand on it."""
    scale = width / WIDTH
    image = QImage(width, round(HEIGHT * scale), QImage.Format.Format_RGB32)
    image.fill(theme.color("bg"))
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        board = Board(painter, theme, scale)
        paint_room(board, view, elapsed)
    return image, board.drawn


def inside(image: QImage, drawn: Drawn) -> QImage:
    """The part of the picture where these words stand."""
    return image.copy(drawn.box.toAlignedRect().intersected(QRect(0, 0, WIDTH, HEIGHT)))


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
