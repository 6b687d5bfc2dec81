"""The slide of results: bands or questions with their bars, before and after together, or a sentence instead."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from carecompanion.learning.room_view import Bar, BarRow, Counts
from carecompanion.ui.room_theme import HEIGHT, WIDTH
from carecompanion.ui.widgets.room_board import INNER, MARGIN, Board, Paragraph
from carecompanion.ui.widgets.room_slides import paint_footer

TOP, ROW, TALLEST, BETWEEN_BARS = 84, 188, 56, 14
LABELS, GAP, RESULTS = 560, 40, 270
SMALLEST_BAR = 44  # high enough for words of 36 px
HUES = ("ochreSoft", "primary")  # before, after; a chart without a legend wears the second


@dataclass(frozen=True, slots=True)
class Columns:
    """Where bars and results stand; without any result the bars take its place."""

    bars: float
    wide: float
    results: float


def paint_counts(board: Board, counts: Counts) -> None:
    y = _paint_head(board, counts)
    foot = HEIGHT - 150 if counts.footer else HEIGHT - TOP
    if not counts.rows:
        _paint_sentence(board, counts.sentence, y, foot)
    else:
        _paint_rows(board, counts, y + 34, foot)
    paint_footer(board, counts.footer, "shield-check")


def _paint_head(board: Board, counts: Counts) -> float:
    """Title, what is said below it, and the legend at the right; returns where it ends."""
    legend = _legend_width(board, counts)
    width = INNER - legend - (GAP if legend else 0)
    title = next(
        (one for size in (80, 72, 64, 56) if (one := board.paragraph(counts.title, "title", size, width)).lines == 1),
        None,
    ) or board.paragraph(counts.title, "title", 56, width, 2)
    y = board.words(title, MARGIN, TOP, width) + 8
    _paint_legend(board, counts, WIDTH - MARGIN - legend)
    if not counts.about:
        return y
    about = board.paragraph(counts.about, "footer", 40 if len(counts.about) < 60 else 38, INNER, 2)
    return board.words(about, MARGIN, y, INNER, "textMuted")


def _legend_width(board: Board, counts: Counts) -> float:
    return sum(70 + board.paragraph(words, "tag").width + 48 for words in counts.legend) - (48 if counts.legend else 0)


def _paint_legend(board: Board, counts: Counts, x: float) -> None:
    for words, hue in zip(counts.legend, _hues(counts), strict=False):
        _paint_bar(board, QRectF(x, TOP + 36, 52, 40), hue, 8)
        said = board.paragraph(words, "tag")
        board.words(said, x + 70, TOP + 28, said.width + 4)
        x += 70 + said.width + 48


def _paint_sentence(board: Board, text: str, y: float, foot: float) -> None:
    said = board.paragraph(text, "body", 54, 1400, 6)
    board.words(said, MARGIN, y + max(48, (foot - y - said.height) * 0.4), 1400)


def _paint_rows(board: Board, counts: Counts, y: float, foot: float) -> None:
    each = min(ROW, (foot - y) / len(counts.rows))
    has_results = any(row.result or (row.result_note and _has_bars(row)) for row in counts.rows)
    bars = MARGIN + LABELS + GAP
    end = WIDTH - MARGIN - (RESULTS + GAP if has_results else 0)
    columns = Columns(bars, end - bars, WIDTH - MARGIN - RESULTS)
    for number, row in enumerate(counts.rows):
        if number:
            board.rule(y + number * each - 1)
        _paint_row(board, counts, row, columns, y + number * each, each)


def _paint_row(board: Board, counts: Counts, row: BarRow, columns: Columns, y: float, height: float) -> None:
    _paint_label(board, row, y, height)
    if not _has_bars(row):
        width = WIDTH - MARGIN - columns.bars
        _paint_middle(board, [_lines(board, row.result_note, "body", 38, width, height)], columns.bars, y, height, 0)
        return
    tall = max(SMALLEST_BAR, min(TALLEST, (height - 24 - BETWEEN_BARS) / len(row.bars)))
    between = min(BETWEEN_BARS, max(2.0, height - 12 - tall * len(row.bars)))
    top = y + (height - tall * len(row.bars) - between * (len(row.bars) - 1)) / 2
    for bar, hue in zip(row.bars, _hues(counts), strict=False):
        _paint_measure(board, bar, hue, QRectF(columns.bars, top, columns.wide, tall))
        top += tall + between
    _paint_result(board, row, columns.results, y, height)


def _paint_label(board: Board, row: BarRow, y: float, height: float) -> None:
    note = [_lines(board, row.note, "footer", 38 if height > 150 else 36, LABELS, 46)] if row.note else []
    room = height - 8 - sum(one.height for one in note)
    label = _lines(board, row.label, "label", 42, LABELS, room)
    if note and not label.is_whole:  # the question matters more than its numbers
        label, note = _lines(board, row.label, "label", 42, LABELS, height - 8), []
    _paint_middle(board, [label, *note], MARGIN, y, height, 0)


def _paint_result(board: Board, row: BarRow, x: float, y: float, height: float) -> None:
    result = [board.paragraph(row.result, "number", _narrow(board, row.result), RESULTS, 2)] if row.result else []
    room = height - 8 - sum(one.height for one in result)
    note = [_lines(board, row.result_note, "footer", 36, RESULTS, room)] if row.result_note else []
    _paint_middle(board, [*result, *note], x, y, height, 1, ["onPrimarySoft"] * len(result) + ["textMuted"])


def _paint_middle(
    board: Board,
    parts: list[Paragraph],
    x: float,
    y: float,
    height: float,
    align: float,
    colors: list[str] | None = None,
) -> None:
    """One below the other around the middle of a row."""
    top = y + (height - sum(one.height for one in parts)) / 2
    wide = RESULTS if align else WIDTH
    for part, color in zip(parts, colors or ["text", "textMuted"], strict=False):
        top = board.words(part, x, top, wide, color, align)


def _lines(board: Board, text: str, role: str, size: int, width: float, room: float) -> Paragraph:
    """As large as fits into `room` px of height; at last cut."""
    for tried in range(size, 35, -2):
        found = board.paragraph(text, role, tried, width)
        if found.height <= room:
            return found
    return board.paragraph(text, role, 36, width, max(1, int(room / board.theme.line(role, 36))))


def _narrow(board: Board, text: str) -> int:
    """54, or smaller where a word is long."""
    return next((size for size in (54, 48, 42) if board.paragraph(text, "number", size, RESULTS).lines == 1), 40)


def _paint_measure(board: Board, bar: Bar, hue: str, box: QRectF) -> None:
    """The whole way, the bar on it, and its words inside its end, or after it where it is short."""
    ground = "track" if board.theme.name == "dark" else "sunken"  # sunken cannot be seen on dark
    board.box(box, 10, ground, "border" if board.theme.is_high_contrast else "")
    filled = QRectF(box.x(), box.y(), round(box.width() * bar.share), box.height())
    if filled.width() >= 1:
        _paint_bar(board, filled, hue, 10)
    said = board.paragraph(bar.words, "number", 38, box.width(), 1)
    y = box.center().y() - said.height / 2
    if filled.width() >= said.width + 40:
        board.words(said, filled.x(), y, filled.width() - 18, "onPrimary" if hue == "primary" else "text", 1)
    else:
        board.words(said, filled.right() + 18, y, box.width())


def _paint_bar(board: Board, box: QRectF, hue: str, radius: float) -> None:
    board.box(box, radius, hue, "ochre" if hue == "ochreSoft" else "", 4)


def _hues(counts: Counts) -> tuple[str, ...]:
    return HUES if len(counts.legend) == 2 else HUES[1:]


def _has_bars(row: BarRow) -> bool:
    return any(bar.words or bar.share for bar in row.bars)
