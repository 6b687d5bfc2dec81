"""What the room sees, painted: any RoomView, at 1920x1080 and scaled to whatever is there.

The projector's window and the console's small picture of it are both a `RoomPicture`. Nothing but a RoomView goes in.
"""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from carecompanion.i18n import _
from carecompanion.learning.practice import Breath as Breathing
from carecompanion.learning.room_view import Blank, Breath, Calm, Counts, Options, Pause, RoomView, Timer, Words
from carecompanion.ui.pulse import CALM_MS, SMOOTH_MS, Pulse
from carecompanion.ui.room_theme import HEIGHT, WIDTH, RoomTheme
from carecompanion.ui.widgets.room_board import INNER, MARGIN, Board
from carecompanion.ui.widgets.room_counts import paint_counts
from carecompanion.ui.widgets.room_ring import circle_box, clock_words, paint_circle
from carecompanion.ui.widgets.room_slides import (
    LETTERS,
    paint_calm,
    paint_corner_timer,
    paint_options,
    paint_words,
)

CIRCLE = QPointF(1370, 500)  # beside its title
ALONE = QPointF(WIDTH / 2, 590)  # below the words of a pause
PAUSE_RHYTHM = (4, 0, 6, 0)
PAUSE_SECONDS = 24 * 3600  # until the trainer ends it
_APART = 1.5  # seconds: so far may the circle and the session's clock drift before the circle jumps


def checked(view: RoomView) -> RoomView:
    """The view itself. Raises TypeError for all that is none, also for what only looks like one."""
    if type(view) is not RoomView:
        raise TypeError(f"the room may not see a {type(view).__name__}")
    return view


def paint_room(board: Board, view: RoomView, elapsed: float = 0.0, is_circle_only: bool = False) -> None:
    """Paint a view; `elapsed` is how far its breathing is. 30 times a second only the circle is painted again."""
    slide, timer = checked(view).slide, view.timer
    board.painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if isinstance(slide, Words):
        paint_words(board, slide, timer)
    elif isinstance(slide, Options):
        paint_options(board, slide, timer)
    elif isinstance(slide, Counts):
        paint_counts(board, slide)
        _paint_corner(board, timer)
    elif isinstance(slide, Breath):
        if not is_circle_only:
            _paint_beside_breath(board, slide, elapsed)
            _paint_corner(board, timer)
        paint_circle(board, Breathing(slide.rhythm, slide.seconds, slide.has_sip), elapsed, CIRCLE)
    elif isinstance(slide, Pause):
        if not is_circle_only:
            _paint_pause_words(board)
        paint_circle(board, Breathing(PAUSE_RHYTHM, PAUSE_SECONDS), elapsed, ALONE, has_dots=False)
    elif isinstance(slide, Calm):
        paint_calm(board, slide)


def room_words(view: RoomView) -> str:
    """What stands there, to be read aloud: the console's picture is a picture to those who cannot see it."""
    slide = checked(view).slide
    said: list[str] = []
    if isinstance(slide, Words):
        said = [slide.tag, slide.title, *slide.points, slide.footer, slide.aside]
    elif isinstance(slide, Options):
        options = (f"{letter}: {option}" for letter, option in zip(LETTERS, slide.options, strict=False))
        said = [slide.prompt, *options, slide.footer]
    elif isinstance(slide, Counts):
        rows = (" ".join((row.label, *(bar.words for bar in row.bars), row.result)) for row in slide.rows)
        said = [slide.title, slide.about, slide.sentence, *rows, slide.footer]
    elif isinstance(slide, Breath):
        said = [slide.title, _("Breathing circle")]
    elif isinstance(slide, Pause):
        said = [*pause_words()]
    elif isinstance(slide, Calm):
        said = [slide.clock]
    elif isinstance(slide, Blank):
        said = [_("The screen is blank")]
    return ". ".join(one.rstrip(".") for one in said if one.strip())


def pause_words() -> tuple[str, str]:
    return _("A pause for everyone"), _("Breathe at your own pace, or just wait.")


def breathing_of(view: RoomView) -> Breathing | None:
    """What the room breathes with, where it does."""
    if isinstance(view.slide, Breath):
        return Breathing(view.slide.rhythm, view.slide.seconds, view.slide.has_sip)
    return Breathing(PAUSE_RHYTHM, PAUSE_SECONDS) if isinstance(view.slide, Pause) else None


def _paint_corner(board: Board, timer: Timer | None) -> None:
    if timer is not None:
        paint_corner_timer(board, clock_words(timer.seconds))


def _paint_beside_breath(board: Board, slide: Breath, elapsed: float) -> None:
    width = circle_box(CIRCLE).x() - MARGIN - 60
    title = next(
        (one for size in (92, 80, 72, 64) if (one := board.paragraph(slide.title, "title", size, width)).lines <= 3),
        None,
    ) or board.paragraph(slide.title, "title", 56, width, 4)
    label = board.paragraph(_("Still to go"), "label", width=width)
    y = max(120.0, 500 - (title.height + 56 + label.height + 120) / 2)
    y = board.words(title, MARGIN, y, width) + 56
    y = board.words(label, MARGIN, y, width, "textMuted")
    left = board.paragraph(clock_words(Breathing(slide.rhythm, slide.seconds).left(elapsed)), "timer", width=width)
    board.words(left, MARGIN, y, width)


def _paint_pause_words(board: Board) -> None:
    title, row = pause_words()
    y = board.words(board.paragraph(title, "title", 80), MARGIN, 84, INNER, align=0.5)
    board.words(board.paragraph(row, "body"), MARGIN, y + 4, INNER, "textMuted", 0.5)


class RoomPicture(QLabel):
    """Shows a RoomView, as large as it fits. Breathing goes on by itself while it is seen."""

    def __init__(self, view: RoomView, theme: RoomTheme, is_small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._is_small = theme, is_small
        self._view = checked(view)
        self._elapsed = _gone(view)
        self._pulse = Pulse(self)
        self._pulse.passed.connect(self._on_pulse_passed)
        self._pulse.slept.connect(self._breathe)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._say()

    @property
    def view(self) -> RoomView:
        return self._view

    def wear(self, theme: RoomTheme) -> None:
        """Another look, and the program's own words in the language spoken now, at the next paint."""
        self.theme = theme
        self._say()
        self._pulse.stop()
        self._breathe()
        self.update()

    @property
    def elapsed(self) -> float:
        """Seconds of the breathing that is shown."""
        return self._elapsed

    def show_view(self, view: RoomView) -> None:
        """Raises TypeError for anything but a RoomView."""
        before, self._view = self._view, checked(view)
        if not _is_same_breathing(before, view):
            self._elapsed = _gone(view)
        elif isinstance(view.slide, Breath) and abs(view.slide.gone - self._elapsed) > _APART:
            self._elapsed = view.slide.gone
        self._say()
        self._breathe()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return round(width * HEIGHT / WIDTH)

    def sizeHint(self) -> QSize:
        return QSize(560, 315)

    def minimumSizeHint(self) -> QSize:
        return QSize(192, 108)

    def _say(self) -> None:
        self.setText(room_words(self._view))
        self.setAccessibleName(self.text())

    # breathing

    def _breathe(self) -> None:
        if self.isVisible() and breathing_of(self._view) is not None:
            if not self._pulse.is_running:
                self._pulse.start(CALM_MS if self._is_small or self.theme.is_still else SMOOTH_MS)
        else:
            self._pulse.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._breathe()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pulse.stop()

    def _on_pulse_passed(self, seconds: float) -> None:
        before = int(self._elapsed)
        self._elapsed += seconds
        has_figures = isinstance(self._view.slide, Breath) and int(self._elapsed) != before
        if has_figures:
            self.update()
        elif not self.theme.is_still or int(self._elapsed) != before:
            self.update(self._moving_part())

    def _moving_part(self) -> QRect:
        circle = circle_box(CIRCLE if isinstance(self._view.slide, Breath) else ALONE)
        scale, left, top = self._fit()
        box = QRectF(
            left + circle.x() * scale, top + circle.y() * scale, circle.width() * scale, circle.height() * scale
        )
        return box.toAlignedRect()

    # painting

    def _fit(self) -> tuple[float, float, float]:
        """Scale, and where the slide's corner is."""
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        return scale, (self.width() - WIDTH * scale) / 2, (self.height() - HEIGHT * scale) / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.color("bg"))
        scale, left, top = self._fit()
        painter.translate(left, top)
        painter.scale(scale, scale)
        is_circle_only = breathing_of(self._view) is not None and self._moving_part().contains(event.rect())
        board = Board(painter, self.theme, scale, self.devicePixelRatioF())
        paint_room(board, self._view, self._elapsed, is_circle_only)


def _gone(view: RoomView) -> float:
    return max(0.0, float(view.slide.gone)) if isinstance(view.slide, Breath) else 0.0


def _is_same_breathing(before: RoomView, after: RoomView) -> bool:
    if isinstance(before.slide, Breath) and isinstance(after.slide, Breath):
        return replace(before.slide, gone=0.0) == replace(after.slide, gone=0.0)
    return isinstance(before.slide, Pause) and isinstance(after.slide, Pause)
