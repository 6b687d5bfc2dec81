"""Words that are spelt right: a Hunspell dictionary (.aff with endings, .dic with stems) or a plain list of words.

Our own reader, because it needs only what the Spanish dictionary uses: prefixes, and two endings one after the other.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_LETTERS = "aeiosrntlcdumpbgvyqhfzjxñkwáéíóúü"


@dataclass(frozen=True, slots=True)
class Affix:
    """What a root with `flag` may carry: `strip` goes, `add` comes, where `condition` holds; `more` flags come too."""

    flag: str
    strip: str
    add: str
    condition: str
    more: str = ""


class Dictionary:
    """Knows a word as it stands, at the beginning of a sentence, and in capitals."""

    def __init__(self, roots: dict[str, str], prefixes: Iterable[Affix] = (), suffixes: Iterable[Affix] = ()) -> None:
        self._roots = roots
        self._prefixes = _by_add(prefixes)
        self._suffixes = _by_add(suffixes)
        self._longest = max(map(len, self._suffixes), default=0)
        self._most = max(map(len, self._prefixes), default=0)
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = any(self._is_form(one) for one in _cases(word))
        return self._known[word]

    def near(self, word: str) -> str:
        """A word one letter or accent away, or ""."""
        small = word.lower()
        pairs = [(small[:place], small[place:]) for place in range(len(small) + 1)]
        swaps = (a + b[1] + b[0] + b[2:] for a, b in pairs if len(b) > 1)
        changes = (a + letter + b[1:] for a, b in pairs if b for letter in _LETTERS)
        drops = (a + b[1:] for a, b in pairs if b)
        more = (a + letter + b for a, b in pairs for letter in _LETTERS)
        tried = (one for many in (swaps, changes, drops, more) for one in many)
        found = next((one for one in tried if one != small and self._is_form(one)), "")
        return found.capitalize() if word[:1].isupper() else found

    def _is_form(self, word: str) -> bool:
        if word in self._roots or any(True for _flags in self._rooted(word)):
            return True
        for end in range(1, min(self._most, len(word)) + 1):
            for affix in self._prefixes.get(word[:end], ()):
                rest = affix.strip + word[end:]
                if _begins(affix.condition).match(rest) and self._carries(rest, affix.flag):
                    return True
        return False

    def _carries(self, word: str, flag: str) -> bool:
        """Whether the root behind `word` has a flag."""
        return flag in self._roots.get(word, "") or any(flag in flags for flags in self._rooted(word))

    def _rooted(self, word: str) -> Iterator[str]:
        """The flags of each root that becomes `word` with one ending or two."""
        for affix, stem in self._without_ending(word):
            if affix.flag in self._roots.get(stem, ""):
                yield self._roots[stem]
            for inner, root in self._without_ending(stem):
                if affix.flag in inner.more and inner.flag in self._roots.get(root, ""):
                    yield self._roots[root]

    def _without_ending(self, word: str) -> Iterator[tuple[Affix, str]]:
        for start in range(max(0, len(word) - self._longest), len(word) + 1):
            for affix in self._suffixes.get(word[start:], ()):
                stem = word[:start] + affix.strip
                if _ends(affix.condition).search(stem):
                    yield affix, stem


def _by_add(affixes: Iterable[Affix]) -> dict[str, list[Affix]]:
    found: dict[str, list[Affix]] = defaultdict(list)
    for affix in affixes:
        found[affix.add].append(affix)
    return dict(found)


def _cases(word: str) -> Iterator[str]:
    yield word
    if word[:1].isupper():
        yield word[:1].lower() + word[1:]
    if word.isupper():
        yield word.lower()
        yield word.capitalize()
    if word.endswith(("'s", "s'")):  # English: the user's, the users'
        yield from _cases(word[:-2] if word.endswith("'s") else word[:-1])


@lru_cache(maxsize=10_000)
def _ends(condition: str) -> re.Pattern[str]:
    return re.compile(f"{condition}$")


@lru_cache(maxsize=1_000)
def _begins(condition: str) -> re.Pattern[str]:
    return re.compile(condition)


def read_hunspell(affixes: Path, words: Path) -> Dictionary:
    """A pair of Hunspell files in UTF-8, with flags of one letter."""
    found: dict[str, list[Affix]] = {"PFX": [], "SFX": []}
    for line in affixes.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if parts[:1] and parts[0] in found and len(parts) > 4 and not parts[4].startswith("#"):
            found[parts[0]].append(_affix(parts))
    lines = words.read_text(encoding="utf-8").splitlines()[1:]
    roots: dict[str, str] = defaultdict(str)
    for line in lines:
        word, _slash, flags = line.partition("/")
        roots[word] += flags  # the same word twice is a noun and a verb
    return Dictionary(dict(roots), found["PFX"], found["SFX"])


def _affix(parts: list[str]) -> Affix:
    """SFX V ar ación/S ar: the kind, the flag, what goes, what comes with more flags, the condition."""
    _kind, flag, strip, add, condition = parts[:5]
    add, _slash, more = add.partition("/")
    return Affix(flag, "" if strip == "0" else strip, "" if add == "0" else add, condition, more)


def read_list(file: Path) -> Dictionary:
    """One word a line; what follows # is a remark."""
    return Dictionary(dict.fromkeys(listed(file.read_text(encoding="utf-8").splitlines()), ""))


def listed(lines: Iterable[str]) -> list[str]:
    """The words of a list, without remarks and empty lines."""
    words = (line.partition("#")[0].strip() for line in lines)
    return [word for word in words if word]
