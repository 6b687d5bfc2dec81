"""A person's own data as the words of a page, for PDF, paper and browser: what a person reads, not every single answer.

Apart from the gathering because here it is decided what is shown when there is too much for a page.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from statistics import fmean

from carecompanion.i18n import _, day_text, month_text, ngettext, number_text
from carecompanion.services.exporting import Export, ExportedCheckIn, ExportedPractice, plan_words

MOST_ROWS = 200  # of one check-in; more are told month by month


def page_title() -> str:
    """Neutral: it names the file, too."""
    return _("My records")


def as_page(export: Export, chart: str = "") -> str:
    """The HTML that a paper takes. `chart` is a picture of the first check-in's course, already HTML."""
    parts = [f"<h1>{escape(page_title())}</h1>", _paragraph(_days(export)), _paragraph(_("This is not a diagnosis."))]
    by_name: dict[str, list[ExportedCheckIn]] = defaultdict(list)
    for one in export.checkins:
        by_name[one.name].append(one)
    parts += [chart] if chart and export.checkins else []
    for name, entries in by_name.items():
        parts += [_heading(name), *_checkins(entries)]
    if export.practices:
        parts += [_heading(_("What I practised")), *_practices(export.practices)]
    if export.rest_days:
        shown = export.rest_days[-MOST_ROWS:]
        days = ", ".join(day_text(day, with_year=_is_over_years(shown)) for day in shown)
        parts += [_heading(_("Days of real rest")), _paragraph(days)]
    if export.plan:
        parts.append(_heading(_("My plan")))
        rows = [
            (plan_words(one.kind), " · ".join(filter(None, (one.first, one.second, one.more)))) for one in export.plan
        ]
        parts.append(_table(("", ""), rows))
    if export.notes:
        parts.append(_heading(_("My private notes")))
        for note in export.notes:
            parts.append(f"<p><b>{escape(day_text(note.day, with_year=True))}</b> {escape(note.where)}</p>")
            parts.append(_paragraph(note.text))
    if export.is_empty:
        parts.append(_paragraph(_("Nothing was noted on these days.")))
    return "".join(parts)


def _days(export: Export) -> str:
    first, last = day_text(export.first, with_year=True), day_text(export.last, with_year=True)
    return first if export.first == export.last else _("From {first} to {last}").format(first=first, last=last)


def _checkins(entries: Sequence[ExportedCheckIn]) -> Iterable[str]:
    scales = list(dict.fromkeys(answer.name for one in entries for answer in one.answers if answer.is_computed))
    if len(entries) > MOST_ROWS:
        words = _("There are {n} of them, too many for a page: here are the means of each month. CSV has each one.")
        yield _paragraph(words.format(n=len(entries)))
        yield _table((_("Month"), _("How many"), *scales), _by_month(entries, scales))
        return
    has_year = _is_over_years([one.day for one in entries])
    rows = [_row(one, scales, has_year=has_year) for one in entries]
    yield _table((_("Day"), *scales, _("What played a part")), rows)
    for one in entries:
        if one.note:
            yield _paragraph(f"{day_text(one.day, with_year=has_year)}, {one.time}: {one.note}")


def _is_over_years(days: Sequence[date]) -> bool:
    """Then a day and a month alone would not say which day it was."""
    return len({day.year for day in days}) > 1


def _row(one: ExportedCheckIn, scales: Sequence[str], *, has_year: bool) -> tuple[str, ...]:
    found = {answer.name: answer for answer in one.answers if answer.is_computed}
    cells = []
    for scale in scales:
        answer = found.get(scale)
        value = "" if answer is None else _value(answer.value)
        cells.append(" ".join(filter(None, (value, answer.words.lower() if answer and answer.words else ""))))
    return (f"{day_text(one.day, with_year=has_year)}, {one.time}", *cells, ", ".join(one.tags))


def _by_month(entries: Sequence[ExportedCheckIn], scales: Sequence[str]) -> Iterable[tuple[str, ...]]:
    months: dict[tuple[int, int], list[ExportedCheckIn]] = defaultdict(list)
    for one in entries:
        months[one.day.year, one.day.month].append(one)
    for key in sorted(months):
        inside = months[key]
        means = []
        for scale in scales:
            values = [answer.value for one in inside for answer in one.answers if answer.name == scale]
            means.append(number_text(fmean(values), 1) if values else "")
        yield (month_text(inside[0].day), str(len(inside)), *means)


def _practices(practices: Sequence[ExportedPractice]) -> Iterable[str]:
    if len(practices) > MOST_ROWS:
        counts: dict[str, list[ExportedPractice]] = defaultdict(list)
        for one in practices:
            counts[one.name].append(one)
        rows = [
            (name, ngettext("{n} time", "{n} times", len(many)).format(n=len(many))) for name, many in counts.items()
        ]
        yield _table((_("Practice"), _("How many")), rows)
        return
    heads = (_("Day"), _("Practice"), _("Stress before"), _("Stress after"))
    has_year = _is_over_years([one.day for one in practices])
    days = [f"{day_text(one.day, with_year=has_year)}, {one.time}" for one in practices]
    levels = [(one.name, _level(one.before), _level(one.after)) for one in practices]
    yield _table(heads, [(day, *rest) for day, rest in zip(days, levels, strict=True)])


def _level(level: int | None) -> str:
    return "" if level is None else str(level)


def _value(value: float) -> str:
    return number_text(value, 0 if value == int(value) else 1)


def _paragraph(text: str) -> str:
    lines = "<br>".join(escape(line) for line in text.splitlines())
    return f"<p>{lines}</p>"


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0">{f"<thead><tr>{head}</tr></thead>" if head else ""}{body}</table>'
