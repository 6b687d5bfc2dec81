"""Spelling, by the dictionaries in resources/spelling and the lists of words of the house and of the pack.

A language without a dictionary is on trust. Loading takes half a second, once.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from carecompanion.content.faults import Page, Problem
from carecompanion.content.files import PackFiles
from carecompanion.content.proof.dictionary import Dictionary, listed, read_hunspell, read_list
from carecompanion.content.proof.passages import Document
from carecompanion.content.proof.syllables import syllables
from carecompanion.i18n import _
from carecompanion.paths import find_resources

_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w])")
_ONE_PRONOUN = re.compile(r"(?:me|te|se|nos|l[oae]s?)$")
_TWO_PRONOUNS = re.compile(r"(?:me|te|se|nos)l[oa]s?$")
_MOST_GUESSES = 20  # a file in another language would guess for minutes
_STRESSED = str.maketrans("áéíóú", "aeiou")


def words_file(language: str) -> str:
    """The list of words of a pack, and of the house (beside FORMAT.md)."""
    return f"WORDS.{language}.txt"


class Speller:
    """Knows the words of a language, of the house and of one pack."""

    def __init__(self, language: str, dictionaries: tuple[Dictionary, ...]) -> None:
        self.language = language
        self._dictionaries = dictionaries
        self._asked: dict[str, bool] = {}  # most words of a pack stand in it many times

    def knows(self, word: str) -> bool:
        if word not in self._asked:
            self._asked[word] = self._is_listed(word) or any(map(self._is_listed, self._without_pronouns(word)))
        return self._asked[word]

    def near(self, word: str) -> str:
        return next((near for one in self._dictionaries if (near := one.near(word))), "")

    def _is_listed(self, word: str) -> bool:
        return any(dictionary.knows(word) for dictionary in self._dictionaries)

    def _without_pronouns(self, word: str) -> Iterator[str]:
        """The verb in copiarle, dármelo, adáptalo, dite: with the stress where Spanish puts it, or it is no word."""
        if self.language != "es":
            return
        for pattern, pronouns in ((_ONE_PRONOUN, 1), (_TWO_PRONOUNS, 2)):
            found = pattern.search(word)
            verb = word[: found.start()] if found else ""
            if len(verb) > 1 and _carries_stress(verb, pronouns):
                yield verb.translate(_STRESSED)


def _carries_stress(verb: str, pronouns: int) -> bool:
    is_marked = verb != verb.translate(_STRESSED)
    if verb.endswith("r"):
        return is_marked == (pronouns == 2)
    return is_marked == (pronouns + syllables(verb, "es") > 2)


def check_spelling(page: Page, document: Document, speller: Speller) -> None:
    """Each unknown word once a file, where it stands first."""
    told: set[str] = set()
    for passage in document.passages:
        for found in _WORD.finditer(passage.text):
            word = found.group().replace("’", "'")
            if len(word) > 1 and word not in told and not speller.knows(word):
                told.add(word)
                near = speller.near(word) if len(told) <= _MOST_GUESSES else ""
                page.fault(passage.line_at(found.start()), _what(word, near))


def _what(word: str, near: str) -> str:
    what = _("“{word}” is not in the dictionary.").format(word=word)
    return what + (" " + _("Did you mean “{word}”?").format(word=near) if near else "")


def speller_for(language: str, files: PackFiles, problems: list[Problem]) -> Speller | None:
    """None for a language without a dictionary."""
    dictionary = _dictionary(language)
    if dictionary is None:
        return None
    return Speller(language, (dictionary, _house_words(language), _pack_words(language, files, problems)))


def _pack_words(language: str, files: PackFiles, problems: list[Problem]) -> Dictionary:
    name = words_file(language)
    lines = files.lines_of(Page(name, problems)) if name in files.sizes else None
    return Dictionary(dict.fromkeys(listed(lines or ()), ""))


@cache
def _dictionary(language: str) -> Dictionary | None:
    folder = _folder()
    if language == "es":
        return read_hunspell(folder / "es_PE.aff", folder / "es_PE.dic")
    return read_list(folder / "en_GB.txt") if language == "en" else None


@cache
def _house_words(language: str) -> Dictionary:
    return read_list(find_resources() / "packs" / words_file(language))


def _folder() -> Path:
    return find_resources() / "spelling"
