"""How easy a text is to read: INFLESZ for Spanish, Flesch for English. From 0 (very hard) to 100 and more (very easy).

INFLESZ: Szigriszt-Pazos, 206.835 - 62.3 syllables/words - words/sentences. Flesch: 206.835 - 84.6 syllables/words -
1.015 words/sentences. Both see the length of words and sentences only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from carecompanion.content.proof.sentences import sentences_of, words_of
from carecompanion.content.proof.syllables import syllables

NAMES = {"es": "INFLESZ", "en": "Flesch"}
_BY_SYLLABLES = {"es": 62.3, "en": 84.6}
_BY_WORDS = {"es": 1.0, "en": 1.015}


@dataclass(frozen=True, slots=True)
class Measure:
    """The counts of a text in one language."""

    language: str
    sentences: int
    words: int
    syllables: int

    @property
    def ease(self) -> float:
        """INFLESZ or Flesch; 100 for a text without words."""
        if not self.words:
            return 100.0
        by_syllables = _BY_SYLLABLES[self.language] * self.syllables / self.words
        return 206.835 - by_syllables - _BY_WORDS[self.language] * self.words / self.sentences

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences if self.sentences else 0.0


def measured(texts: Iterable[str], language: str) -> Measure:
    """The counts of some texts together; each ends its last sentence. `language` is one of NAMES."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in words_of(sentence.text)]
    return Measure(language, len(sentences), len(words), sum(syllables(word, language) for word in words))
