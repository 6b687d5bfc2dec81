"""The report of a session as the words of a page, for paper, PDF and the browser."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from carecompanion.i18n import _, day_text, minutes_text, number_text, time_text
from carecompanion.services.session_report import (
    Changed,
    Figure,
    Report,
    RoundTold,
    Told,
    groups_words,
    guarded_words,
    taken_words,
)


def report_title() -> str:
    """It names the file, too."""
    return _("Report of the session")


def as_page(report: Report) -> str:
    """The HTML that a paper takes."""
    parts = [
        f'<h1 dir="auto">{escape(report.title)}</h1>',
        _paragraph(_when_words(report), "band"),
        *_attendance(report),
        *_times(report),
        *_comparisons(report.comparisons),
        *_results(_("What the room answered"), report.results),
        *_results(_("What people thought of it"), report.forms),
        *_comments(report),
        _paragraph(guarded_words(), "small"),
        _paragraph(_("It says how the session went, never how a person is."), "small"),
    ]
    return "".join(parts)


def _when_words(report: Report) -> str:
    day = day_text(report.day, with_weekday=True, with_year=True)
    times = _("{first} to {last}").format(first=time_text(report.begun_at), last=time_text(report.ended_at))
    return ". ".join(filter(None, (report.place, day, f"{times}, {minutes_text(report.minutes)}"))) + "."


# ---- who came, and the times


def _attendance(report: Report) -> list[str]:
    heading = _heading(_("Who came"))
    if not report.came:
        return [heading, _paragraph(_("No groups were set for this session."))]
    rows = [(one.group, "–" if one.planned is None else str(one.planned), str(one.came)) for one in report.came]
    rows.append((_("In all"), str(report.planned_people), str(report.people)))
    return [heading, _table(((_("Group"), 60), (_("Planned"), 20), (_("Came"), 20)), rows)]


def _times(report: Report) -> list[str]:
    heads = ((_("Block"), 46), (_("Plan"), 14), (_("Was"), 14), (_("What changed"), 26))
    rows = [
        (one.title, minutes_text(one.planned), "–" if one.took is None else minutes_text(one.took), taken_words(one))
        for one in report.took
    ]
    rows.append((_("In all"), minutes_text(report.planned_minutes), minutes_text(report.minutes), ""))
    return [_heading(_("Plan and real times")), _table(heads, rows), _paragraph(_times_words(report))]


def _times_words(report: Report) -> str:
    """When it was to begin and to end, and when it did."""
    words = _(
        "It was to begin at {planned_start} and began at {start}. It was to end at {planned_end} and ended at {end}."
    )
    return words.format(
        planned_start=time_text(report.planned_at),
        start=time_text(report.begun_at),
        planned_end=time_text(report.planned_end),
        end=time_text(report.ended_at),
    )


# ---- what was answered


def _comparisons(rounds: Sequence[RoundTold]) -> Iterable[str]:
    if not rounds:
        return
    yield _heading(_("What changed"))
    yield _paragraph(_("Only people who answered before and after are in it."), "small")
    for one in rounds:
        about = f"<br>{escape(one.compared)}" if one.compared else ""
        yield f"<p><b>{escape(one.title)}</b>{about}</p>"
        if not any(change.pairs for change in one.changes):
            yield _paragraph(one.changes[0].words)
            continue
        heads = ((_("Question"), 34), (_("Before"), 11), (_("After"), 11), (_("In words"), 44))
        yield _table(heads, [_change_row(change) for change in one.changes])


def _change_row(change: Changed) -> tuple[str, ...]:
    return change.question, _mean(change.before), _mean(change.after), change.words


def _mean(value: float | None) -> str:
    return "–" if value is None else number_text(value, 1)


def _results(title: str, rounds: Sequence[RoundTold]) -> Iterable[str]:
    if not rounds:
        return
    yield _heading(title)
    for one in rounds:
        yield f"<p><b>{escape(one.title)}</b><br>{escape(_round_words(one))}</p>"
        yield from _questions(one)


def _round_words(one: RoundTold) -> str:
    words = _("{way}. Answered: {n}.").format(way=one.way, n=one.answered)
    return f"{one.asked_at}. {words}" if one.asked_at else words


def _questions(one: RoundTold) -> Iterable[str]:
    """A table with a line for the room and for each group that may be told; a sentence where no figure may."""
    alike = {figure.words for told in one.told for figure in told.figures}
    if len(one.told) > 1 and len(alike) == 1 and "" not in alike:
        yield _paragraph(alike.pop())  # not the same sentence again and again
        return
    rows = [row for told in one.told for row in _rows(told)]
    if rows:
        yield _table(((_("Question"), 40), (_("Who"), 20), (_("Answers"), 40)), rows)


def _rows(told: Told) -> Iterable[tuple[str, str, str]]:
    for number, (groups, figures) in enumerate(groupby(told.figures, lambda figure: figure.groups)):
        yield "" if number else told.question, groups_words(groups), " · ".join(map(_figure_words, figures))


def _figure_words(figure: Figure) -> str:
    return figure.words or f"{figure.what}: {figure.value_words}"


def _comments(report: Report) -> Iterable[str]:
    for title, words in ((_("How it went"), report.notes), (_("What people wrote"), report.comments)):
        if words:  # its title inside: no page ends between the two
            lines = "<br>".join(escape(line) for line in (words.splitlines()))
            yield f'<p dir="auto"><b>{escape(title)}</b><br>{lines}</p>'


# ---- html


def _paragraph(text: str, kind: str = "") -> str:
    lines = "<br>".join(escape(line) for line in text.splitlines())
    return f'<p class="{kind}">{lines}</p>' if kind else f'<p dir="auto">{lines}</p>'


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _table(heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th align="left" width="{width}%">{escape(words)}</th>' for words, width in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
