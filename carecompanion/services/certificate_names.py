"""A list of names for certificates, typed or pasted from anywhere. What was done with it is said, a sentence each.

Names stay as people write them, from right to left as well; only what is around them goes.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from carecompanion.errors import SessionNotAllowed
from carecompanion.i18n import _, ngettext
from carecompanion.services.certificate_text import tidy
from carecompanion.services.session_groups import tidy_words

MOST_NAMES = 500
MOST_LETTERS = 80

_NUMBERED = re.compile(r"^\s*(?:\d{1,4}\s*[.)°º-]+|[-•*·–—])\s*")
_HEADINGS = {
    "nombre", "nombres", "apellidos", "nombres y apellidos", "apellidos y nombres", "nombre y apellido",
    "nombre completo", "nombres completos", "participante", "participantes",
    "name", "names", "full name", "first name", "last name", "surname", "participant", "participants",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """The names as they will be printed, in their order, and what is good to know, a sentence each."""

    names: tuple[str, ...]
    words: tuple[str, ...] = ()


def read_names(text: str) -> Names:
    """One name a line; of a table its cells with letters, put together. Raises SessionNotAllowed."""
    lines = text.splitlines()
    found = [(number, _cells(line)) for number, line in enumerate(lines, 1)]
    headings = found[:1] if found and _is_heading(found[0][1]) else []
    rows = [(number, cells) for number, cells in found[len(headings) :] if cells]
    named = [(number, _name(cells)) for number, cells in rows]
    with_name = [(number, name) for number, name in named if name]
    if not with_name:
        raise SessionNotAllowed(_("There is no name here yet. Write one a line, or paste a list."))
    if len(with_name) > MOST_NAMES:
        words = _("These are {n} names; {most} at most go into one file. Make it in two parts.")
        raise SessionNotAllowed(words.format(n=len(with_name), most=MOST_NAMES))
    for number, name in with_name:
        _check(number, name)
    names, twice = _once(with_name)
    told = [
        _headings_words() if headings else "",
        _empty_words(len(found) - len(headings) - len(rows)),
        _nameless_words([(number, cells) for number, cells in rows if not _name(cells)]),
        _columns_words([number for number, cells in rows if len(_kept(cells)) > 1]),
        _twice_words(twice),
        _rightward_words(names),
    ]
    return Names(names, tuple(filter(None, told)))


# ---- one line


def _cells(line: str) -> list[str]:
    mark = next((mark for mark in "\t;" if mark in line), "")
    try:
        cells = next(csv.reader([line], delimiter=mark), []) if mark else [line]
    except csv.Error:  # one cell as long as a book
        cells = line.split(mark)
    return [cell for cell in (tidy_words(_NUMBERED.sub("", tidy(one)).replace('""', '"')) for one in cells) if cell]


def _kept(cells: Sequence[str]) -> list[str]:
    """Without numbers of a document, telephones and addresses: they have no place on a certificate."""
    return [cell for cell in cells if "@" not in cell and any(map(str.isalpha, cell)) and not _is_document(cell)]


def _is_document(cell: str) -> bool:
    """More figures than letters: «DNI 45678912»."""
    return sum(map(str.isdigit, cell)) > sum(map(str.isalpha, cell))


def _name(cells: Sequence[str]) -> str:
    return " ".join(_kept(cells))


def _is_heading(cells: Sequence[str]) -> bool:
    return any(cell.casefold().rstrip(":") in _HEADINGS for cell in cells)


def _check(number: int, name: str) -> None:
    if len(name) > MOST_LETTERS:
        words = _("Line {number}, “{name}…”, is too long for a name. Use {n} letters at most.")
        raise SessionNotAllowed(words.format(number=number, name=name[:20], n=MOST_LETTERS))


def _once(named: Iterable[tuple[int, str]]) -> tuple[tuple[str, ...], list[tuple[str, int]]]:
    """Every name once, and those that came again with their line."""
    known: dict[str, str] = {}
    twice = []
    for number, name in named:
        if name.casefold() in known:
            twice.append((name, number))
        known.setdefault(name.casefold(), name)
    return tuple(known.values()), twice


# ---- in words


def _headings_words() -> str:
    return _("The first line names the columns; it was left out.")


def _empty_words(count: int) -> str:
    return ngettext("{n} empty line was left out.", "{n} empty lines were left out.", count).format(n=count) * (
        count > 0
    )


def _nameless_words(rows: Sequence[tuple[int, Sequence[str]]]) -> str:
    if not rows:
        return ""
    number, cells = rows[0]
    words = ngettext(
        "Line {number}, “{cell}”, has no name; it was left out.",
        "Line {number}, “{cell}”, and others have no name; {n} lines were left out.",
        len(rows),
    )
    return words.format(number=number, cell=cells[0][:20], n=len(rows))


def _columns_words(lines: Sequence[int]) -> str:
    if not lines:
        return ""
    words = _("From line {number} on there are several columns. Their words were put together: look at the names.")
    return words.format(number=lines[0])


def _twice_words(twice: Sequence[tuple[str, int]]) -> str:
    if not twice:
        return ""
    words = ngettext(
        "“{name}” stands there again in line {number}; one certificate is made. If they are two people, add a word.",
        "“{name}” stands there again in line {number}, and others too; one certificate of each is made ({n} lines).",
        len(twice),
    )
    return words.format(name=twice[0][0], number=twice[0][1], n=len(twice))


def _rightward_words(names: Iterable[str]) -> str:
    found = next((name for name in names if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in name)), "")
    if not found:
        return ""
    return _("“{name}” is written from right to left, and is printed so. Look at it in the preview.").format(name=found)
