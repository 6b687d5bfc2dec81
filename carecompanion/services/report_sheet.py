"""The report of a session as tables: a spreadsheet of several leaves, or one CSV. The same figures as on paper.

A text can never become a formula: in the spreadsheet every text is written as one, in CSV what a program might take for
a formula begins with an apostrophe.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from carecompanion.i18n import _, day_text, time_text
from carecompanion.services.cells import Cell, harmless
from carecompanion.services.session_report import (
    Report,
    RoundTold,
    groups_words,
    guarded_words,
    taken_words,
)

SHEET_LETTERS = 31  # the most of a leaf's name
WIDEST = 60


@dataclass(frozen=True, slots=True)
class Table:
    """One leaf of the spreadsheet."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(report: Report) -> tuple[Table, ...]:
    """Those that have something to tell."""
    every = (
        _summary(report),
        _attendance(report),
        _agenda(report),
        _changes(report),
        _compared(report),
        _results(_("Results"), report.results),
        _results(_("Satisfaction"), report.forms),
        _comments(report),
    )
    return tuple(one for one in every if one.rows)


def _summary(report: Report) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (_("Session"), report.title),
        (_("Place"), report.place),
        (_("Day"), day_text(report.day, with_year=True)),
        (_("Planned"), _span(report.planned_at, report.planned_end)),
        (_("Was"), _span(report.begun_at, report.ended_at)),
        (_("Minutes planned"), report.planned_minutes),
        (_("Minutes it took"), report.minutes),
        (_("People who came"), report.people),
        (_("About these figures"), guarded_words()),
    ]
    return Table(_("Summary"), (_("What"), _("Value")), tuple(row for row in rows if row[1] != ""))


def _span(begun_at: datetime, ended_at: datetime) -> str:
    return _("{first} to {last}").format(first=time_text(begun_at), last=time_text(ended_at))


def _attendance(report: Report) -> Table:
    heads = _("Group"), _("Planned"), _("Came")
    return Table(_("Attendance"), heads, tuple((one.group, one.planned, one.came) for one in report.came))


def _agenda(report: Report) -> Table:
    heads = _("Block"), _("Minutes planned"), _("Minutes it took"), _("What changed")
    rows = tuple((one.title, one.planned, one.took, taken_words(one)) for one in report.took)
    return Table(_("Plan and real times"), heads, rows)


def _changes(report: Report) -> Table:
    heads = _("Round"), _("Question"), _("People before and after"), _("Mean before"), _("Mean after"), _("In words")
    rows = [
        (one.title, change.question, change.pairs, change.before, change.after, change.words)
        for one in report.comparisons
        for change in one.changes
    ]
    return Table(_("Before and after"), heads, tuple(rows))


def _compared(report: Report) -> Table:
    """Which rounds these are, and which were asked in between."""
    rows = tuple((one.title, one.compared) for one in report.comparisons if one.compared)
    return Table(_("Rounds compared"), (_("Round"), _("In words")), rows)


def _name(one: RoundTold, rounds: Sequence[RoundTold]) -> str:
    """With its hour, where a block asked more than once."""
    is_one_of_several = sum(other.title == one.title for other in rounds) > 1
    return f"{one.title}, {one.asked_at}" if is_one_of_several and one.asked_at else one.title


def _results(title: str, rounds: Sequence[RoundTold]) -> Table:
    heads = (
        _("Round"), _("Way"), _("Answered the round"), _("Question"), _("Answered the question"), _("Who"), _("What"),
        _("Figure"), _("In words"),
    )  # fmt: skip
    rows = [
        (
            *(_name(one, rounds), one.way, _number(one.answered), told.question, _number(told.answered)),
            *(groups_words(figure.groups), figure.what, figure.value, figure.words),
        )
        for one in rounds
        for told in one.told
        for figure in told.figures
    ]
    return Table(title, heads, tuple(rows))


def _comments(report: Report) -> Table:
    parts = ((_("How it went"), report.notes), (_("What people wrote"), report.comments))
    rows = tuple((what, line) for what, words in parts for line in words.splitlines() if line.strip())
    return Table(_("Comments"), (_("What"), _("Comment")), rows)


def _number(words: str) -> Cell:
    return int(words) if words.isdecimal() else words


# ---- as files


def as_csv(tables: Sequence[Table]) -> str:
    """One table below the other, each under its title."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        writer.writerows([harmless(cell) for cell in row] for row in ([table.title], table.heads, *table.rows))
    return out.getvalue()


def as_xlsx(tables: Sequence[Table], step: Callable[[float], None] = lambda _share: None) -> bytes:
    """Whole in memory: nothing half-written lies about. `step` is told how far it is, and may raise to stop it."""
    from xlsxwriter import Workbook  # late: only here

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(out, plain) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, table in enumerate(tables):
            step(number / len(tables))
            leaf = book.add_worksheet(_leaf_name(table.title))
            for row, cells in enumerate((table.heads, *table.rows)):
                for column, cell in enumerate(cells):
                    _write(leaf, row, column, cell, wrapped if row else bold)
            for column, width in enumerate(_widths(table)):
                leaf.set_column(column, column, width)
            leaf.freeze_panes(1, 0)
    step(1.0)
    return out.getvalue()


def _write(leaf, row: int, column: int, cell: Cell, style) -> None:  # type: ignore[no-untyped-def]
    """A text by the one call that writes nothing but text."""
    if isinstance(cell, str):
        leaf.write_string(row, column, cell.encode("utf-8", "replace").decode(), style)  # half a letter is no letter
    elif cell is not None:
        leaf.write_number(row, column, cell, style)


def _widths(table: Table) -> list[int]:
    columns = zip(*(table.heads, *table.rows), strict=True)
    return [min(WIDEST, max(len(str(cell or "")) for cell in column) + 2) for column in columns]


def _leaf_name(title: str) -> str:
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:SHEET_LETTERS]
