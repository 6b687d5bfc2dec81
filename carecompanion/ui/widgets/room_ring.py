"""What is round on a room's slide: the ring of the timer, and the circle a room breathes with."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from carecompanion.i18n import _, ngettext
from carecompanion.learning.practice import Breath as Breathing
from carecompanion.learning.practice import BreathMoment
from carecompanion.learning.room_view import Timer
from carecompanion.ui.widgets.room_board import Board, fitting_size

RING, STROKE = 420, 22
LAST_MINUTE, NEARLY = 60, 45  # seconds left: from here on the ring is ochre, and less than a minute is said
INNER, MIDDLE, SMALL, LARGE, DASHED, DOTTED, DOTS = 118, 150, 118, 186, 232, 262, 60  # as on the laptop, times ZOOM
ZOOM = 1.5
ACROSS = 2 * (DOTTED + 6) * ZOOM


def paint_timer(board: Board, timer: Timer, x: float, y: float, across: float = RING) -> float:
    """The ring with its figures in the middle, and in the last minute words below; returns where it ends."""
    hue = "ochre" if timer_words(timer) else "primary"
    stroke = STROKE * across / RING
    half = 12 + stroke / 2
    box = QRectF(x + half, y + half, across - 2 * half, across - 2 * half)
    painter = board.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(board.theme.color("track"), stroke))
    painter.drawEllipse(box)
    if timer.seconds and timer.total:
        painter.setPen(_round_pen(board, hue, stroke))
        share = min(1.0, timer.seconds / timer.total)
        painter.drawArc(box, 90 * 16, round(-360 * 16 * share))
    room = box.adjusted(stroke * 2, 0, -stroke * 2, 0)
    board.one_line(clock_words(timer.seconds), "timer", room, round(112 * across / RING))
    words = timer_words(timer)
    if not words:
        return y + across
    wide = max(RING, 800 - across)  # the small ring has no room for two lines below
    said = board.paragraph(words, "label", width=wide)
    return board.words(said, x + across / 2 - wide / 2, y + across + 16, wide, align=0.5)


def clock_words(seconds: int) -> str:
    """«3:42», «1:05:00»."""
    hours, rest = divmod(seconds, 3600)
    minutes = f"{rest // 60:02}" if hours else f"{rest // 60}"
    return f"{hours}:{minutes}:{rest % 60:02}" if hours else f"{minutes}:{rest % 60:02}"


def timer_words(timer: Timer) -> str:
    """In the last minute of a longer time, and at its end; never red, never a sound."""
    if not timer.seconds:
        return _("Time to bring it to a close")
    if timer.total <= LAST_MINUTE or timer.seconds > LAST_MINUTE:
        return ""
    if timer.seconds <= NEARLY:
        return _("Less than 1 minute left")
    return ngettext("{n} minute left", "{n} minutes left", 1).format(n=1)


def paint_circle(board: Board, breathing: Breathing, elapsed: float, centre: QPointF, has_dots: bool = True) -> None:
    """Three flat circles; the words in the middle stand still. Only the inner one is there where motion is reduced, and
    when it is over.
    """
    painter, moment = board.painter, breathing.at(elapsed)
    is_over = elapsed >= breathing.end
    painter.save()
    painter.translate(centre)
    if has_dots:
        _paint_dots(board, elapsed / max(1, breathing.seconds))
    if not board.theme.is_still and not is_over:
        _disc(board, "primarySoft", SMALL + (LARGE - SMALL) * moment.fullness)
        _disc(board, "", INNER + (MIDDLE - INNER) * moment.fullness)
    _disc(board, "primary", INNER)
    painter.restore()
    if is_over:
        wide = 2 * (INNER - 12) * ZOOM
        box = QRectF(centre.x() - wide / 2, centre.y() - 40, wide, 80)
        board.one_line(_("That's it"), "number", box, 60, 600, "onPrimary")
    else:
        _paint_moment(board, breathing, moment, centre)


def circle_box(centre: QPointF) -> QRectF:
    """All that a breath moves."""
    return QRectF(centre.x() - ACROSS / 2, centre.y() - ACROSS / 2, ACROSS, ACROSS)


def phase_words(phase: str) -> str:
    """To a room; ui/widgets/breath.py says it to one person."""
    return {"in": _("Breathe in, all"), "sip": _("A bit more"), "out": _("Breathe out, all")}.get(phase, _("And hold"))


def _paint_moment(board: Board, breathing: Breathing, moment: BreathMoment, centre: QPointF) -> None:
    """All phases at one size: the longest words must have room."""
    wide = 2 * (INNER - 12) * ZOOM
    phases = ("in", "sip" if breathing.has_sip else "out", "out", "hold")
    size = min(fitting_size(board.theme, phase_words(phase), "number", 60, 600, wide) for phase in phases)
    above = QRectF(centre.x() - wide / 2, centre.y() - 74, wide, 80)
    below = QRectF(centre.x() - wide / 2, centre.y() + 16, wide, 64)
    board.one_line(phase_words(moment.phase), "number", above, size, 600, "onPrimary")
    board.one_line(str(moment.count), "number", below, 46, 400, "onPrimary")


def _disc(board: Board, token: str, radius: float) -> None:
    """`token` "" is the middle one, a drawing's green; in high contrast an outline."""
    theme, painter = board.theme, board.painter
    painter.setPen(QPen(theme.color("primary"), 3) if theme.is_high_contrast else Qt.PenStyle.NoPen)
    if token:
        painter.setBrush(theme.color(token))
    else:
        painter.setBrush(theme.color("bg") if theme.is_high_contrast else theme.look.illustration["hill1"])
    painter.drawEllipse(QPointF(0, 0), radius * ZOOM, radius * ZOOM)


def _paint_dots(board: Board, share: float) -> None:
    painter = board.painter
    pen = QPen(board.theme.color("border"), 3, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([1.5, 4.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), DASHED * ZOOM, DASHED * ZOOM)
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(DOTS):
        is_gone = number <= round(min(1.0, share) * DOTS)
        angle = number / DOTS * 2 * pi
        painter.setBrush(board.theme.color("primary" if is_gone else "track"))
        radius = (4 if is_gone else 3) * ZOOM
        painter.drawEllipse(QPointF(DOTTED * sin(angle), -DOTTED * cos(angle)) * ZOOM, radius, radius)


def _round_pen(board: Board, token: str, width: float) -> QPen:
    return QPen(board.theme.color(token), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
