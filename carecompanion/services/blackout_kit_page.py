"""The blackout kit as the words of a paper: the parts a trainer chose, each on a page of its own."""

from collections.abc import Collection, Iterator, Sequence
from html import escape

from carecompanion.i18n import _, day_text, minutes_text
from carecompanion.services.blackout_kit import (
    Handout,
    Kit,
    KitBlock,
    KitMoment,
    KitScene,
    KitScreen,
    attendance_of,
    clock_words,
    lines_of,
)

AGENDA, NOTES, SCENES, HANDOUTS, ATTENDANCE, FORMS = "agenda", "notes", "scenes", "handouts", "attendance", "forms"
PARTS = (AGENDA, NOTES, SCENES, HANDOUTS, ATTENDANCE, FORMS)
_NEW_PAGE = ' style="page-break-before: always"'


def kit_title() -> str:
    """It names the file, too."""
    return _("Blackout kit")


def part_words(part: str) -> str:
    return {
        AGENDA: _("Agenda"),
        NOTES: _("Notes and what the wall would show"),
        SCENES: _("Scenes to read aloud"),
        HANDOUTS: _("Handouts"),
        ATTENDANCE: _("Attendance sheet"),
        FORMS: _("Paper forms"),
    }[part]


def as_page(kit: Kit, parts: Collection[str]) -> str:
    """The HTML that a paper takes; forms are papers of their own."""
    made = [one for part in PARTS if part in parts for one in _pages_of(kit, part)]
    return "".join(_begun(number, one) for number, one in enumerate(made))


def _begun(number: int, html: str) -> str:
    """Each begins with its h1, on a new page."""
    return html.replace("<h1", f"<h1{_NEW_PAGE}", 1) if number else html


def _pages_of(kit: Kit, part: str) -> Iterator[str]:
    if part == AGENDA:
        yield _agenda(kit)
    elif part == NOTES:
        yield f"<h1>{escape(part_words(NOTES))}</h1>" + "".join(map(_notes, kit.blocks))
    elif part == SCENES:
        yield from map(_scene, kit.scenes)
    elif part == HANDOUTS:
        yield from map(_handout, kit.handouts)
    elif part == ATTENDANCE:
        yield from (_attendance(kit, group.name, lines_of(group)) for group in attendance_of(kit.groups))


def _agenda(kit: Kit) -> str:
    day = day_text(kit.day, with_weekday=True, with_year=True) if kit.day else ""
    about = ". ".join(filter(None, (day, kit.place)))
    rows = [
        (clock_words(one.starts), one.title, minutes_text(one.minutes), weight_words(one.weight)) for one in kit.blocks
    ]
    if kit.blocks:
        last = kit.blocks[-1]
        rows.append((clock_words(last.starts + last.minutes), _("End"), "", ""))
    heads = ((_("Time"), 12), (_("Block"), 52), (_("Length"), 16), (_("If time is short"), 20))
    words = [
        f'<h1 dir="auto">{escape(kit.title)}</h1>',
        _paragraph(about, "band") if about else "",
        _table(heads, rows),
    ]
    if kit.missing:
        missing = _("Something of these is not on this computer: {titles}.")
        words.append(_paragraph(missing.format(titles=", ".join(kit.missing))))
    return "".join(words)


def weight_words(weight: str) -> str:
    return {"must": _("It stays"), "should": _("It may be shortened"), "could": _("It may go")}[weight]


def _notes(block: KitBlock) -> str:
    head = f"<h2>{escape(clock_words(block.starts))} {escape(block.title)}</h2>"
    return head + _paragraph(block.notes) + "".join(map(_screen, block.screens))


def _screen(screen: KitScreen) -> str:
    if not screen.title:
        return ""
    title = " · ".join(filter(None, (screen.title, screen.tag)))
    rows = "".join(f"<li>{escape(row)}</li>" for row in screen.rows)
    return f'<p class="band"><b>{escape(title)}</b></p>' + (f"<ul>{rows}</ul>" if rows else "")


def _scene(scene: KitScene) -> str:
    how = _("Read what happens. The room votes by hand; go to the number of what it chose.")
    return f"<h1>{escape(scene.title)}</h1>" + _paragraph(how) + "".join(map(_moment, scene.moments))


def _moment(moment: KitMoment) -> str:
    parts = [f"<h2>{moment.number}. {escape(moment.title)}</h2>", *map(_paragraph, moment.lines)]
    rows = []
    for letter, (words, after, number) in zip("ABCDEFGH", moment.choices, strict=False):
        there = _("Go to {number}").format(number=number)
        rows.append((f"{letter}. {words}", after, there))
    if rows:
        parts.append(_table(((_("The room chooses"), 40), (_("Then read"), 42), ("", 18)), rows))
    return "".join(parts)


def _handout(handout: Handout) -> str:
    points = "".join(f"<li>{escape(point)}</li>" for point in handout.points)
    return f"<h1>{escape(handout.title)}</h1>{_paragraph(handout.lead)}<ul>{points}</ul>"


def _attendance(kit: Kit, group: str, lines: int) -> str:
    title = " · ".join(filter(None, (_("Attendance"), group)))
    heads = ((_("No."), 8), (_("Name or nickname"), 52), (_("Came in at"), 20), (_("Left at"), 20))
    rows = [(str(number), "", "", "") for number in range(1, lines + 1)]
    words = _("Whoever prefers it writes a nickname. Keep this sheet locked up, and destroy it when it is not needed.")
    return (
        f'<h1 dir="auto">{escape(title)}</h1>{_paragraph(kit.title)}{_table(heads, rows)}{_paragraph(words, "small")}'
    )


def _paragraph(text: str, kind: str = "") -> str:
    if not text.strip():
        return ""
    lines = "<br>".join(escape(line) for line in text.splitlines() if line.strip())
    return f'<p class="{kind}">{lines}</p>' if kind else f'<p dir="auto">{lines}</p>'


def _table(heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th align="left" width="{width}%">{escape(words)}</th>' for words, width in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
