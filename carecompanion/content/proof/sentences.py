"""Plain text as sentences and words: what the measures and the rules count. Pure, and content with any text."""

import re
from dataclasses import dataclass
from functools import lru_cache

from carecompanion.content.prose import ends_sentence

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SPACE = re.compile(r"(?<=\S)\s+(?=\S)")
_NEAR = 60  # letters around a space that tell whether a sentence ends there


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it begins in its text."""

    start: int
    text: str

    @property
    def words(self) -> list[str]:
        return words_of(self.text)


def words_of(text: str) -> list[str]:
    """Letters and digits; “don't” and “a-b” are one."""
    return _WORD.findall(text)


@lru_cache(maxsize=4096)
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """All sentences that hold a word. They end inside quotes too: «¿Está segura? Dígame» are two."""
    found, start = [], 0
    for space in _SPACE.finditer(text):
        if ends_sentence(text[max(start, space.start() - _NEAR) : space.start()], text[space.end() :][:_NEAR]):
            found.append(Sentence(start, text[start : space.start()]))
            start = space.end()
    found.append(Sentence(start, text[start:]))
    return tuple(sentence for sentence in found if _WORD.search(sentence.text))
