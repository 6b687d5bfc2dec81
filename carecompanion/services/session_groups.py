"""Groups of a session, typed or pasted from anywhere: a name and how many people. Nobody's own name is needed.

What cannot be taken is said in one sentence that names the line; then nothing is changed.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from carecompanion.errors import SessionNotAllowed
from carecompanion.i18n import _
from carecompanion.learning.groups import Group, K

MOST_GROUPS = 12
MOST_PEOPLE = 500  # of one group
MOST_LETTERS = 60

_QUOTES = "\"'“”«»„‘’`"
_NUMBER_LAST = re.compile(r"^(?P<name>.*?\D)??[\s:,;(\[–-]*(?P<size>[-−]?\d+)\s*[)\]]?\.?$")
# Marks that turn the direction of the words around them, and letters of no width. The letters themselves stay.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Groups as they were read, and what is good to know of them, a sentence each."""

    groups: tuple[Group, ...]
    words: tuple[str, ...] = ()


def read_groups(text: str) -> Pasted:
    """One group a line: a name, then its number, with a tab, a comma or a space between. Raises SessionNotAllowed."""
    lines = [(number, _cells(line)) for number, line in enumerate(text.splitlines(), 1)]
    filled = [(number, cells) for number, cells in lines if cells]
    if len(filled) > 1 and _is_heading(filled[0][1], filled[1][1]):
        filled = filled[1:]
    if not filled:
        raise SessionNotAllowed(_("There is no group here. Write one a line, such as “Volunteers 23”."))
    if len(filled) > MOST_GROUPS:
        raise SessionNotAllowed(_too_many(len(filled)))
    groups = checked_groups([_group(number, cells) for number, cells in filled])
    return Pasted(groups, advice_on(groups))


def checked_groups(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The same, tidied. Raises SessionNotAllowed."""
    found = tuple(Group(tidy_words(group.name), group.size) for group in groups)
    if len(found) > MOST_GROUPS:
        raise SessionNotAllowed(_too_many(len(found)))
    names: set[str] = set()
    for group in found:
        _check(group)
        if group.name.casefold() in names:
            raise SessionNotAllowed(
                _("“{name}” stands there twice. Give each group its own name.").format(name=group.name)
            )
        names.add(group.name.casefold())
    return found


def advice_on(groups: Iterable[Group]) -> tuple[str, ...]:
    """Small groups are allowed: their results are never told alone."""
    words = _("“{name}” has fewer than {k} people. Its answers are shown together with another group’s.")
    return tuple(words.format(name=group.name, k=K) for group in groups if 0 < group.size < K)


def tidy_words(text: str) -> str:
    """As one_line, without quotes around it."""
    words = one_line(text)
    if words[:1] and words[0] in _QUOTES:
        words = words[1:-1] if len(words) > 1 and words[-1] in _QUOTES else words[1:]
    return words.strip()


def one_line(text: str) -> str:
    """Without letters nobody sees; letters from right to left stay."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def _check(group: Group) -> None:
    if not group.name:
        raise SessionNotAllowed(_("A group needs a name."))
    if len(group.name) > MOST_LETTERS:
        words = _("The name “{name}…” is too long. Use {n} letters at most.")
        raise SessionNotAllowed(words.format(name=group.name[:20], n=MOST_LETTERS))
    if not 0 <= group.size <= MOST_PEOPLE:
        words = _("“{name}” cannot have {n} people. Write a number from 0 to {most}.")
        raise SessionNotAllowed(words.format(name=group.name, n=group.size, most=MOST_PEOPLE))


def _too_many(count: int) -> str:
    words = _("These are {n} lines; a session has {most} groups at most. Write groups only, no names of people.")
    return words.format(n=count, most=MOST_GROUPS)


def _cells(line: str) -> list[str]:
    """What a line holds, as spreadsheets, other programs and people write it."""
    mark = next((mark for mark in "\t;" if mark in line), "")
    cells = next(csv.reader([line], delimiter=mark), []) if mark else [line]
    return [cell for cell in (tidy_words(one) for one in cells) if cell]


def _is_heading(first: list[str], second: list[str]) -> bool:
    return len(first) > 1 and not _is_number(first[-1]) and _is_number(second[-1])


def _group(number: int, cells: list[str]) -> Group:
    name, size = (" ".join(cells[:-1]), cells[-1]) if len(cells) > 1 else _split(cells[0])
    if not _is_number(size):
        words = _("Line {number}, “{name}”: write after the name how many people came.")
        raise SessionNotAllowed(words.format(number=number, name=" ".join(cells)[:40]))
    if not tidy_words(name):
        raise SessionNotAllowed(_("Line {number} has a number and no name.").format(number=number))
    return Group(name, int(size.replace("−", "-")))


def _split(cell: str) -> tuple[str, str]:
    found = _NUMBER_LAST.match(cell)
    return (tidy_words((found["name"] or "").rstrip(" :,;([–-")), found["size"]) if found else (cell, "")


def _is_number(words: str) -> bool:
    return re.fullmatch(r"[-−]?\d{1,9}", words) is not None
