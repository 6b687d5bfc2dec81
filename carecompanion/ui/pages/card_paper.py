"""A desk card on paper: always one A4 page, with the largest letters its text allows, never under 10 pt."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import accumulate, groupby

from carecompanion.content.card_text import Part, is_list_of_terms, parts_of, section_lines
from carecompanion.content.scene import CardSection, DeskCard
from carecompanion.ui.widgets.paper import Paper

AS_DESIGNED, SMALLEST = 11.5, 10.0
Columns = Sequence[Sequence[CardSection]]
SIZES = (AS_DESIGNED, 11.0, 10.5, SMALLEST)

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\w)[*_](\S.*?)[*_](?!\w)")


def card_paper(card: DeskCard, day: date) -> Paper:
    """The first way that fits one page; a card that the checker let pass always has one."""
    paper = Paper(card.title, _html(card, [card.sections]), day)
    for size in SIZES:
        if paper.pages == 1:
            break
        made = (Paper(card.title, _html(card, columns), day, body=size) for columns in _in_two(card.sections))
        paper = min(made, key=lambda one: one.length)
    return paper


def _in_two(sections: Sequence[CardSection]) -> Iterator[Columns]:
    """The ways to fill two columns of nearly one length, in reading order."""
    lengths = list(accumulate(section_lines(one, is_term=is_list_of_terms(sections)) for one in sections))
    half = next(number for number, length in enumerate(lengths) if length >= lengths[-1] / 2)
    for cut in range(max(1, half - 1), min(half + 3, len(sections))):
        yield [sections[:cut], sections[cut:]]
    if len(sections) == 1:
        yield [sections]


def _html(card: DeskCard, columns: Columns) -> str:
    is_term = is_list_of_terms(card.sections)
    made = ["".join(_section(one, is_term) for one in column) for column in columns]
    head = f'<h1>{escape(card.title)}</h1><p class="small">{escape(card.about)}</p>'
    if len(made) == 1:
        return head + made[0]
    cells = "".join(f'<td class="column" width="50%">{one}</td>' for one in made)
    return f'{head}<table width="100%" cellspacing="0" role="presentation"><tr>{cells}</tr></table>'


def _section(section: CardSection, is_term: bool) -> str:
    """Its heading and its text; a term stands in the line of what it means."""
    parts = parts_of(section.markdown)
    if not is_term or not parts:
        return f"<h2>{escape(section.title)}</h2>{_parts(parts)}"
    first = f"<p><b>{escape(section.title)}.</b> {marked_up(parts[0].words)}</p>"
    return first + _parts(parts[1:])


def _parts(parts: Sequence[Part]) -> str:
    return "".join(_run(kind, [part.words for part in run]) for kind, run in groupby(parts, lambda part: part.kind))


def _run(kind: str, words: Sequence[str]) -> str:
    """Parts of one kind that follow one another."""
    texts = [marked_up(one) for one in words]
    if kind in ("point", "number"):
        name = "ul" if kind == "point" else "ol"
        return f"<{name}>{''.join(f'<li>{one}</li>' for one in texts)}</{name}>"
    return "".join(f'<p class="band">{one}</p>' if kind == "phrase" else f"<p>{one}</p>" for one in texts)


def marked_up(words: str) -> str:
    """Bold and italics; everything else stays words."""
    return _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", escape(words)))
