"""The slides of words and of votes: title, tag, up to three rows, options with their letters, timer beside, foot.

Sizes fall step by step until all fits, never under 36 px; what still does not fit ends in «…».
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImageIOHandler, QImageReader, QPixmap

from carecompanion.learning.room_view import Calm, Options, Timer, Words
from carecompanion.ui.icons import illustration_pixmap, illustration_size
from carecompanion.ui.room_theme import HEIGHT, WIDTH
from carecompanion.ui.widgets.room_board import INNER, MARGIN, Board, Paragraph
from carecompanion.ui.widgets.room_ring import RING, paint_timer

TOP, MIDDLE, FOOT = 84, 432, 912  # words stand around the middle, between top and foot
BESIDE, BESIDE_PICTURE = 1190, 1060  # width of the words with the ring or a picture beside them
LONG_LINE = 30  # letters: from here on a title takes its smaller size
READABLE = 1500  # width of rows without anything beside them
STEPS = ((92, 46), (80, 46), (80, 42), (72, 42), (64, 40), (56, 38), (48, 36))  # title, rows
NUMBER, AFTER_NUMBER, BETWEEN, AFTER_TITLE = 68, 32, 28, 64
PICTURE = QRectF(1240, 120, 560, 560)
SMALL_RING = 240
BESIDE_FOOT = 60  # between the foot's two texts
LETTERS = "ABCDE"
ADDRESS = "data:"  # a picture of the profile's own file, which lies in no other
CAP, PAD_X, BETWEEN_BOXES = 72, 28, 20
PADS = (20, 8)  # px above and below the words of an option; the smaller one where there are many words
_KEEP = Qt.AspectRatioMode.KeepAspectRatio
_LARGEST_PICTURE = 48_000_000  # px: a photograph of a telephone; more is not opened


# ---- words


@dataclass(frozen=True, slots=True)
class Column:
    """A title and rows, broken at one pair of sizes."""

    title: Paragraph
    rows: tuple[Paragraph, ...]
    height: float


def paint_words(board: Board, words: Words, timer: Timer | None) -> None:
    picture = read_picture(board, words.picture)
    width = BESIDE_PICTURE if picture else BESIDE if timer else INNER
    above = 116 if words.tag else 0
    foot = FOOT if words.footer or words.aside else HEIGHT - TOP
    column = _fitting_words(board, words, width, foot - TOP - above)
    y = max(TOP, MIDDLE - (column.height + above) / 2)
    if words.tag:
        paint_tag(board, words.tag, y, width)
        y += above
    y = board.words(column.title, MARGIN, y, width) + (AFTER_TITLE if words.title else 0)
    _paint_rows(board, column.rows, y, width)
    if picture:
        paint_picture(board, picture, PICTURE if timer is None else PICTURE.adjusted(0, 0, 0, -120))
    if timer is not None:
        _paint_timer_beside(board, timer, has_picture=picture is not None)
    paint_footer(board, words.footer, aside=words.aside)


def _paint_rows(board: Board, rows: Sequence[Paragraph], y: float, width: float) -> None:
    """With their numbers where there are more than one, so that a room can say «la dos»."""
    left = NUMBER + AFTER_NUMBER if len(rows) > 1 else 0
    for number, row in enumerate(rows, start=1):
        if left:
            cap = QRectF(MARGIN, y - 2, NUMBER, NUMBER)
            board.box(cap, NUMBER / 2, "primary")
            board.one_line(str(number), "number", cap, 40, 700, "onPrimary")
        y = max(board.words(row, MARGIN + left, y, width - left), y + (NUMBER if left else 0)) + BETWEEN


def _fitting_words(board: Board, words: Words, width: float, room: float) -> Column:
    for title, row in _steps(board, words.title, width):
        found = _column(board, words, width, title, row)
        if found.height <= room and found.title.is_whole:
            return found
    title, row = STEPS[-1]
    lines = int((room - BETWEEN * 2 - AFTER_TITLE - 2 * 58) / board.theme.line("body", row))
    return _column(board, words, width, title, row, 2, max(1, lines // max(1, len(words.points))))


def _column(
    board: Board, words: Words, width: float, title: int, row: int, most: int = 0, most_of_row: int = 0
) -> Column:
    left = NUMBER + AFTER_NUMBER if len(words.points) > 1 else 0
    said = board.paragraph(words.title, "title", title, width, most)
    rows = tuple(
        board.paragraph(point, "body", row, min(width, READABLE) - left, most_of_row) for point in words.points
    )
    below = sum(max(one.height, NUMBER if left else 0) for one in rows) + BETWEEN * max(0, len(rows) - 1)
    return Column(said, rows, said.height + (AFTER_TITLE + below if rows else 0))


def _steps(board: Board, title: str, width: float) -> Iterator[tuple[int, int]]:
    """The pairs of sizes to try; a title with long lines does without the largest."""
    for size, row in STEPS:
        is_largest = size == STEPS[0][0]
        if not is_largest or board.paragraph(title, "title", size, width).longest <= LONG_LINE:
            yield size, row


# ---- a vote


@dataclass(frozen=True, slots=True)
class Vote:
    """A question and its options, broken at one pair of sizes, with `pad` px above and below an option's words."""

    title: Paragraph
    rows: tuple[Paragraph, ...]
    pad: int
    is_scale: bool  # figures beside each other

    @property
    def between(self) -> int:
        return min(BETWEEN_BOXES, self.pad + 4)

    @property
    def height(self) -> float:
        return self.title.height + 48 + self._below

    @property
    def _below(self) -> float:
        if self.is_scale:
            return 2 * CAP + 2 * PADS[0]
        boxes = sum(max(CAP, row.height) + 2 * self.pad for row in self.rows)
        return boxes + self.between * max(0, len(self.rows) - 1)


def paint_options(board: Board, slide: Options, timer: Timer | None) -> None:
    width = BESIDE if timer else INNER
    foot = FOOT if slide.footer else HEIGHT - TOP
    vote = _fitting_vote(board, slide, width, foot - TOP)
    y = max(TOP, min(MIDDLE + 40 - vote.height / 2, foot - vote.height))
    y = board.words(vote.title, MARGIN, y, width) + 48
    if vote.is_scale:
        _paint_scale(board, slide.options, y, width)
    else:
        for letter, row in zip(LETTERS, vote.rows, strict=False):
            y = _paint_option(board, letter, row, vote.pad, y, width) + vote.between
    if timer is not None:
        _paint_timer_beside(board, timer, has_picture=False)
    paint_footer(board, slide.footer)


def _paint_option(board: Board, letter: str, row: Paragraph, pad: int, y: float, width: float) -> float:
    """A box with its letter; returns where it ends."""
    box = QRectF(MARGIN, y, width, max(CAP, row.height) + 2 * pad)
    board.box(box, 20, "surface", "borderStrong")
    cap = QRectF(box.x() + PAD_X, box.center().y() - CAP / 2, CAP, CAP)
    board.box(cap, 16, "primary")
    board.one_line(letter, "number", cap, 44, 700, "onPrimary")
    left = PAD_X + CAP + PAD_X
    board.words(row, MARGIN + left, box.center().y() - row.height / 2, width - left - PAD_X)
    return box.bottom()


def _paint_scale(board: Board, options: Sequence[str], y: float, width: float) -> None:
    """1 to 5 beside each other, to be shown with fingers or cards."""
    each = (width - BETWEEN_BOXES * (len(options) - 1)) / len(options)
    for number, option in enumerate(options):
        box = QRectF(MARGIN + number * (each + BETWEEN_BOXES), y, each, 2 * CAP + 2 * PADS[0])
        board.box(box, 20, "surface", "borderStrong")
        board.one_line(option, "number", box, 84, 700)


def _fitting_vote(board: Board, slide: Options, width: float, room: float) -> Vote:
    is_scale = bool(slide.options) and all(option.isdigit() for option in slide.options)
    wide = width - 3 * PAD_X - CAP

    def vote(title: int, row: int, pad: int, most_of_title: int = 0, most: int = 0) -> Vote:
        said = board.paragraph(slide.prompt, "title", title, width, most_of_title)
        rows = tuple(board.paragraph(option, "body", row, wide, most) for option in slide.options)
        return Vote(said, rows, pad, is_scale)

    for pad in PADS:
        for title, row in STEPS[1:]:
            found = vote(title, row, pad)
            if found.height <= room:
                return found
    title, row = STEPS[-1]
    head = board.paragraph(slide.prompt, "title", title, width, 3).height + 48
    each = (room - head) / max(1, len(slide.options)) - BETWEEN_BOXES - 2 * PADS[-1]
    return vote(title, row, PADS[-1], 3, max(1, int(each / board.theme.line("body", row))))


# ---- what stands around


def paint_footer(board: Board, text: str, icon: str = "", aside: str = "") -> None:
    """One line above the lower edge, two where they are needed; `aside` at its right, on one."""
    if not text and not aside:
        return
    beside = board.paragraph(aside, "footer", width=INNER / 2 if text else INNER, most=1) if aside else None
    left = 64 if icon else 0
    free = INNER - left - (beside.width + BESIDE_FOOT if beside else 0)
    said = board.paragraph(text, "footer", width=free)
    if said.lines > 1:
        said = board.paragraph(text, "footer", 36, free, 2)
    top = HEIGHT - 64 - said.height
    board.rule(top - 30)
    if text:
        board.words(said, MARGIN + left, top, free, "textMuted")
    if beside is not None:
        board.words(beside, MARGIN + INNER - ceil(beside.width), top, ceil(beside.width), "textMuted")
    if icon:
        board.icon(icon, "textMuted", MARGIN, top + said.line / 2 - 22, 44)


def paint_tag(board: Board, text: str, y: float, width: float) -> None:
    said = board.paragraph(text, "tag", width=width - 72, most=1)
    box = QRectF(MARGIN, y, ceil(said.width) + 72, 72)
    board.box(box, 40, "claySoft", "clay" if board.theme.is_high_contrast else "")
    board.words(said, MARGIN + 36, y + 8, width - 72, "onClaySoft")


def paint_corner_timer(board: Board, words: str) -> None:
    """Figures alone, at the right of the foot, where a slide has no place for the ring."""
    board.one_line(words, "number", QRectF(WIDTH - MARGIN - 260, HEIGHT - 140, 260, 60), align=1)


def _paint_timer_beside(board: Board, timer: Timer, has_picture: bool) -> None:
    if has_picture:
        paint_timer(board, timer, PICTURE.center().x() - SMALL_RING / 2, PICTURE.bottom() - 100, SMALL_RING)
    else:
        paint_timer(board, timer, WIDTH - MARGIN - RING, 300)


def paint_calm(board: Board, calm: Calm) -> None:
    """The time, in the title face: its zero is plain."""
    box = QRectF(MARGIN, HEIGHT / 2 - 160, INNER, 320)
    board.one_line(calm.clock, "title", box, 220, color="textMuted")


# ---- pictures


def read_picture(board: Board, path: str) -> QPixmap | None:
    """From a file or out of a data: address, at the size it is drawn with; None where there is none, or it cannot be
    read.
    """
    most = QSize(*(round(side * board.sharpness) for side in (PICTURE.width(), PICTURE.height())))
    if path.startswith(ADDRESS):
        return _read_photograph(path, 0, most.width(), most.height())
    file = Path(path)
    if not path or not file.is_file():
        return None
    if file.suffix.lower() == ".svg":
        return _read_drawing(board, file)
    return _read_photograph(path, file.stat().st_mtime_ns, most.width(), most.height())


@lru_cache(maxsize=4)
def _read_photograph(path: str, _changed: int, width: int, height: int) -> QPixmap | None:
    """Kept while its slide is shown: a timer paints every second."""
    inside = QBuffer()
    if path.startswith(ADDRESS):
        inside.setData(QByteArray.fromBase64(path.partition(",")[2].encode()))
        inside.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(inside) if inside.isOpen() else QImageReader(path)
    reader.setAutoTransform(True)
    size, most = reader.size(), QSize(width, height)
    if not size.isValid() or size.width() * size.height() > _LARGEST_PICTURE:
        return None
    lies = reader.transformation().value & QImageIOHandler.Transformation.TransformationRotate90.value
    reader.setScaledSize(size.scaled(most.transposed() if lies else most, _KEEP))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)


def paint_picture(board: Board, made: QPixmap, box: QRectF) -> None:
    """Whole, in the middle of its box."""
    shape = made.size().scaled(QSize(int(box.width()), int(box.height())), _KEEP)
    inner = QRectF(0, 0, shape.width(), shape.height())
    inner.moveCenter(box.center())
    board.picture(made, inner)


def _read_drawing(board: Board, file: Path) -> QPixmap | None:
    size = illustration_size(file)
    if size.isEmpty():
        return None
    shape = size.scaled(QSize(int(PICTURE.width()), int(PICTURE.height())), _KEEP)
    return illustration_pixmap(file, shape.width(), shape.height(), board.sharpness, board.theme.look)
