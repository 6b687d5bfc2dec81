"""Lists of words with their better ones, from a file that people can read, and where a text uses one.

Matching is by whole words without capitals or accents.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from carecompanion.paths import find_resources

_BASES = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250) if chr(code) != "ñ"}
_QUOTED = re.compile(r"«([^«»]*)»|“([^“”]*)”|\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for one another, and what to say instead ("" for words of hard content)."""

    pattern: re.Pattern[str]
    starts: tuple[str, ...]
    say: str = ""
    but_not: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    def places_in(self, plain: str) -> list[tuple[int, int]]:
        """Where it begins and ends in a text made `bare`, fixed expressions left out."""
        if not any(start in plain for start in self.starts):  # quicker than the pattern
            return []
        fine = [found.span() for found in self.but_not.finditer(plain)] if self.but_not else []
        return [span for span in spans(self.pattern, plain) if not any(_meet(span, other) for other in fine)]

    def is_fine_in(self, plain: str) -> bool:
        """Whether a step speaks of what makes the words right."""
        return bool(self.unless and self.unless.search(plain))


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


def _meet(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return two[0] < one[1] and one[0] < two[1]


@cache
def avoided(language: str) -> tuple[Phrase, ...]:
    return tuple(_phrase(entry) for entry in _voice()["avoid"].get(language, ()))


@cache
def hard(language: str) -> tuple[Phrase, ...]:
    return tuple(_phrase(entry) for entry in _voice()["hard"].get(language, ()))


def bare(text: str) -> str:
    """Without capitals and accents (ñ stays); as long as `text` when that is NFC."""
    small = text.lower()
    if len(small) != len(text):  # İ becomes two
        small = "".join(letter.lower()[:1] for letter in text)
    return small.translate(_BASES)


def quotes_in(text: str) -> list[tuple[int, int]]:
    """Where the insides of quotes begin and end."""
    return [(found.start() + 1, found.end() - 1) for found in _QUOTED.finditer(text)]


@cache
def _voice() -> dict[str, Any]:
    return read_voice(find_resources() / "packs" / "VOICE.toml")


def read_voice(file: Path) -> dict[str, Any]:
    with open(file, "rb") as content:
        return tomllib.load(content)


def _phrase(entry: dict[str, Any]) -> Phrase:
    but_not, unless = entry.get("but_not"), entry.get("unless")
    return Phrase(
        pattern_of(entry["words"]),
        tuple({_first_word(words) for words in entry["words"]}),
        entry.get("say", ""),
        pattern_of(but_not) if but_not else None,
        pattern_of(unless) if unless else None,
    )


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of some phrases as whole words: * ends a word any way, | at the end means that the clause ends there."""
    return re.compile("|".join(_one(phrase) for phrase in phrases))


def _first_word(phrase: str) -> str:
    return bare(phrase).split()[0].rstrip("*")


def _one(phrase: str) -> str:
    words = bare(phrase).split()
    ends = words[-1:] == ["|"]
    parts = [
        re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words[: -1 if ends else None]
    ]
    tail = r"(?=\s*(?:[.,;:?!»”\")…]|$))" if ends else ""
    return r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)" + tail
