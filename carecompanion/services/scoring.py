"""A table of answers from outside, scored by a check-in's own rules: for whoever tries an instrument on many people.

A column for each item, a row for each person, blank where nothing was answered. Nothing is kept, and nothing is logged.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.files import text_lines
from carecompanion.content.model import AnswerSet, CheckIn, CheckInId, ItemId, ScaleId
from carecompanion.content.reader import read_pack
from carecompanion.errors import AnswerNotAllowed, ContentMissing, CutNotAllowed, SheetUnreadable
from carecompanion.i18n import _
from carecompanion.learning.checkin import ScaleResult, acts, answer, score

PERSON = "person"
MOST_BYTES = 20 * 1024 * 1024
SHOWN_VALUES = 7  # longer lists of answers are told by their ends


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's answers: the row of the table, who (as it was written, perhaps nothing), and what was answered."""

    row: int
    person: str
    answers: dict[ItemId, int]


def checkin_in(pack: Path, name: str, language: str) -> CheckIn:
    """A check-in of the pack at this path, by its id, in `language` or the pack's first. PackError, ContentMissing."""
    whole = read_pack(pack)
    wanted = name if "/" in name else f"{whole.id}/{name}"
    found = whole.checkins.get(CheckInId(wanted))
    if found is None:
        names = [str(one).partition("/")[2] for one in whole.checkins]
        what = _("There is no “{item}” in this pack.").format(item=f"checkin:{name}")
        raise ContentMissing(what + did_you_mean(name, names))
    return found.get(language) or found[whole.languages[0]]


def cut_of(text: str) -> tuple[ScaleId, float]:
    """SCALE=NUMBER. Raises CutNotAllowed."""
    name, _equals, number = text.partition("=")
    try:
        return ScaleId(name.strip()), float(number)
    except ValueError:
        raise CutNotAllowed(_("A cut is written SCALE=NUMBER, like body=3, not “{text}”.").format(text=text)) from None


def read_sheets(file: Path, checkin: CheckIn) -> list[Sheet]:
    """Every person's answers. Raises SheetUnreadable, which names the row and the column."""
    rows = [[cell.strip() for cell in row] for row in _rows(file)]
    header = rows[0] if rows else []
    has_person = [cell.casefold() for cell in header[:1]] == [PERSON]
    columns = dict(_columns(header, checkin, skip=int(has_person)))
    if not columns:
        raise SheetUnreadable(_("“{file}” names no items in its first row.").format(file=file.name))
    sheets = [
        Sheet(number, row[0] if has_person else "", _answers(number, row, columns, checkin, skip=int(has_person)))
        for number, row in enumerate(rows[1:], start=2)
        if any(row)  # a spreadsheet saves empty rows, too
    ]
    if not sheets:
        raise SheetUnreadable(_("“{file}” has no answers below its first row.").format(file=file.name))
    return sheets


def scored(checkin: CheckIn, sheets: Sequence[Sheet], cuts: Sequence[tuple[ScaleId, float]] = ()) -> list[list[str]]:
    """A table in words: its head, then a row for each sheet, with the value and the band of every scale.

    Where an item may open help, the last column says whose answer did. Raises CutNotAllowed.
    """
    with_person = any(sheet.person for sheet in sheets)
    with_help = any(rule.act == "help" for rule in checkin.rules)
    head = [_("row"), *([_("person")] if with_person else [])]
    for scale in checkin.scales:
        head += [scale.title, _("band")] if scale.bands else [scale.title]
    table = [[*head, _("help first")] if with_help else head]
    for sheet in sheets:
        cells = [str(sheet.row), *([sheet.person] if with_person else [])]
        for result in score(checkin, sheet.answers, dict(cuts)):
            cells += _cells(result)
        opens_help = "help" in acts(checkin, [sheet.answers])
        table.append([*cells, _("yes") if opens_help else ""] if with_help else cells)
    return table


def as_text(table: Sequence[Sequence[str]]) -> str:
    """Columns one under another, two spaces apart."""
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)
    return "\n".join(line.rstrip() for line in lines)


def _cells(result: ScaleResult) -> list[str]:
    value = "–" if result.value is None else f"{result.value:.6f}".rstrip("0").rstrip(".")
    return [value, result.band.level if result.band else "–"] if result.scale.bands else [value]


def _rows(file: Path) -> list[list[str]]:
    """Commas, or the semicolons and tabs that spreadsheets write in some countries."""
    text = "\n".join(_lines(file))
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=mark, strict=True)) if text.strip() else []
    except csv.Error:
        what = _("“{file}” is not a table: look for a quote that is never closed.").format(file=file.name)
        raise SheetUnreadable(what) from None


def _lines(file: Path) -> list[str]:
    """UTF-8, with or without the mark that spreadsheets put before it."""
    try:
        with open(file, "rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError:
        raise SheetUnreadable(_("“{file}” cannot be read. Is the name right?").format(file=file.name)) from None
    if len(content) > MOST_BYTES:
        raise SheetUnreadable(_("“{file}” is too big: more than {n} MB.").format(file=file.name, n=MOST_BYTES >> 20))
    page = Page(file.name, [])
    lines = text_lines(page, content)
    if lines is None:
        raise SheetUnreadable(_("Row {row}: {what}").format(row=page.problems[0].line, what=page.problems[0].what))
    return lines


def _columns(header: Sequence[str], checkin: CheckIn, skip: int) -> Iterator[tuple[int, ItemId]]:
    """The place of each item. Every column with a name is an item that can be counted, and none stands there twice."""
    names = [str(item.id) for item in checkin.items]
    for place, name in enumerate(header[skip:], start=skip):
        if not name:
            continue
        if name not in names:
            what = _("There is no “{id}” in this check-in.").format(id=name) + did_you_mean(name, names)
        elif checkin.answers_to(ItemId(name)).kind == "tags":
            what = _("“{id}” is answered with tags, which have no value to count.").format(id=name)
        elif name in header[skip:place]:
            what = _("“{key}” is written twice.").format(key=name)
        else:
            yield place, ItemId(name)
            continue
        raise _fault(1, place, what)


def _answers(
    number: int, row: Sequence[str], columns: Mapping[int, ItemId], checkin: CheckIn, skip: int
) -> dict[ItemId, int]:
    found: dict[ItemId, int] = {}
    for place, cell in enumerate(row[skip:], start=skip):
        if not cell:
            continue
        if place not in columns:
            raise _fault(number, place, _("This column has no item in the first row."))
        try:
            found = answer(checkin, found, columns[place], _whole(cell))
        except AnswerNotAllowed:
            raise _fault(number, place, _no_answer(cell, columns[place], checkin)) from None
    return found


def _whole(cell: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", cell):
        raise AnswerNotAllowed(cell)
    return int(cell)


def _no_answer(cell: str, item: ItemId, checkin: CheckIn) -> str:
    what = _("“{value}” is no answer to “{id}”: {values}.")
    return what.format(value=cell[:40], id=item, values=_told(checkin.answers_to(item)))


def _told(answers: AnswerSet) -> str:
    values = [str(value) for value in answers.values]
    if len(values) <= SHOWN_VALUES:
        return ", ".join(values)
    return _("{least} to {most}").format(least=values[0], most=values[-1])


def _fault(row: int, place: int, what: str) -> SheetUnreadable:
    return SheetUnreadable(_("Row {row}, column {column}: {what}").format(row=row, column=place + 1, what=what))
