"""The text of a desk card in its parts, and how much of a printed page it takes.

Apart from the model because three ask: the page, the paper, and the checker, which must know without a screen whether
a card fits on one sheet.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Literal

from carecompanion.content.prose import plain
from carecompanion.content.scene import CardSection, DeskCard

# Measured on paper at the smallest type, 10 pt, in two columns; heights are in lines of text.
LINES_A_PAGE = 51
LETTERS_A_LINE, LETTERS_A_HEADING, LETTERS_A_TITLE = 40, 36, 56
TITLE_LINE, UNDER_TITLE = 1.6, 2.5
HEADING_LINE, AROUND_HEADING, PART_GAP = 1.2, 1.1, 0.375
MANY = 12  # sections from which on a card is a list of terms: each title stands in the line of its text

_POINT = re.compile(r"\s*[-*+]\s+")
_NUMBER = re.compile(r"\s*\d+[.)]\s+")
_QUOTE = re.compile(r"\s*>\s?")

Kind = Literal["text", "point", "number", "phrase"]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, one item of a list, or a phrase to say; its words may hold **bold** and *italics*."""

    kind: Kind
    words: str


def parts_of(markdown: str) -> tuple[Part, ...]:
    """In order. Lines that belong together are one part; lists are flat."""
    parts: list[Part] = []
    goes_on = False
    for line in markdown.splitlines():
        kind, words = _kind_of(line)
        if not words:
            goes_on = False
        elif goes_on and kind in ("text", "phrase") and (kind == "text" or parts[-1].kind == "phrase"):
            parts[-1] = Part(parts[-1].kind, f"{parts[-1].words} {words}")
        else:
            parts.append(Part(kind, words))
            goes_on = True
    return tuple(parts)


def is_list_of_terms(sections: Sequence[CardSection]) -> bool:
    """A glossary: many short sections."""
    return len(sections) > MANY


def lines_on_paper(card: DeskCard) -> float:
    """About how many lines the longer column takes at the smallest type, its title counted too; rather too many."""
    lengths = list(accumulate(section_lines(one, is_term=is_list_of_terms(card.sections)) for one in card.sections))
    whole = lengths[-1] if lengths else 0.0
    columns = min((max(above, whole - above) for above in lengths), default=0.0)
    return TITLE_LINE * ceil(len(card.title) / LETTERS_A_TITLE) + UNDER_TITLE + columns


def section_lines(section: CardSection, *, is_term: bool) -> float:
    """One section with its heading and gaps."""
    texts = [plain(part.words) for part in parts_of(section.markdown)]
    if is_term and texts:
        texts[0] = f"{section.title}. {texts[0]}"
        above = 0.0
    else:
        above = AROUND_HEADING + HEADING_LINE * ceil(len(section.title) / LETTERS_A_HEADING)
    return above + sum(ceil(len(text) / LETTERS_A_LINE) + PART_GAP for text in texts)


def _kind_of(line: str) -> tuple[Kind, str]:
    signs: tuple[tuple[Kind, re.Pattern[str]], ...] = (("phrase", _QUOTE), ("point", _POINT), ("number", _NUMBER))
    for kind, sign in signs:
        if found := sign.match(line):
            return kind, line[found.end() :].strip()
    return "text", line.strip()
