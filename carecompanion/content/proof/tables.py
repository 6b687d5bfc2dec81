"""The words of a .toml file as passages: every value that is written once for each language.

A text of many lines is a passage for each paragraph and each item of a list.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from carecompanion.content.proof.passages import Passage
from carecompanion.content.prose import plain
from carecompanion.content.tables import Path, Table

_NEXT = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])")  # a blank line, or an item begins
NOT_READ = ("words", "hard_words")  # fillings and lists of phrases: nobody reads them as they stand


def passages_of(table: Table, language: str, words_of_pack: tuple[str, ...]) -> list[Passage]:
    """All passages of the root table in one language. `words_of_pack`: the languages of the pack."""
    return sorted(_texts(table.values, (), table.lines, language, words_of_pack), key=lambda passage: passage.line)


def _texts(
    value: Any, path: Path, lines: Mapping[Path, int], language: str, languages: tuple[str, ...]
) -> Iterator[Passage]:
    if isinstance(value, dict):
        if value and all(key in languages and _is_told(told) for key, told in value.items()):
            for words in filter(None, map(plain, _paragraphs(value.get(language, "")))):
                yield Passage(_kind(path), ((_line(lines, (*path, language)), words),))
            return
        for key, inner in value.items():
            if path or key not in NOT_READ:
                yield from _texts(inner, (*path, key), lines, language, languages)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number), lines, language, languages)


def _is_told(value: Any) -> bool:
    """Words, or a list of them."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))


def _paragraphs(value: str | list[str]) -> list[str]:
    return _NEXT.split(value) if isinstance(value, str) else value


def _kind(path: Path) -> str:
    """The name of the key; for phrases, and for what is on a slide, that they are such."""
    names = [part for part in path if isinstance(part, str)]
    if names[:1] == ["phrases"]:
        return "phrase"
    return "room" if "slides" in names else names[-1] if names else ""


def _line(lines: Mapping[Path, int], path: Path) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
