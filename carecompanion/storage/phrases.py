"""Recovery phrases: twelve easy words, eleven by chance (88 bits) and one that tells a slip of the pen.

The words are plain letters, so they can be typed on any keyboard; each language has 256 of them in resources/recovery.
"""

import difflib
import hashlib
import secrets
import unicodedata
from functools import cache

from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.paths import find_resources

WORDS = 12
LANGUAGES = ("es", "en")


def new_recovery_phrase(language: str) -> str:
    """Twelve words with a space between, in `language` ("es" or "en")."""
    words = word_list(language)
    chosen = [secrets.choice(words) for _place in range(WORDS - 1)]
    return " ".join([*chosen, words[_check(chosen)]])


def tidy_recovery_phrase(text: str) -> str:
    """The phrase as it was given out, however it was typed. Raises UserError naming the word that is not right."""
    typed = _plain(text).split()
    language = max(LANGUAGES, key=lambda name: len(set(typed) & set(word_list(name))))
    words = word_list(language)
    for number, word in enumerate(typed, start=1):
        if word not in words:
            raise UserError(_unknown(number, word, words))
    if len(typed) != WORDS:
        raise UserError(
            _("A recovery phrase has {wanted} words; here there are {found}.").format(wanted=WORDS, found=len(typed))
        )
    if words[_check(typed[:-1])] != typed[-1]:
        raise UserError(
            _("One of these words, or their order, is not as on the paper. Compare them one by one, the last one too.")
        )
    return " ".join(typed)


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The 256 words of a language, in their fixed order."""
    file = find_resources() / "recovery" / f"{language}.txt"
    return tuple(file.read_text(encoding="utf-8").split())


def _check(words: list[str]) -> int:
    """Which word comes last: the first byte of the hash of the others."""
    return hashlib.sha256(" ".join(words).encode()).digest()[0]


def _plain(text: str) -> str:
    """Small letters without accents; commas and line ends count as spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter if letter.isalpha() else " " for letter in apart if not unicodedata.combining(letter))


def _unknown(number: int, word: str, words: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, words, n=1)
    if close:
        return _("Word {number}, “{word}”, is not one of ours. Did you mean “{close}”?").format(
            number=number, word=word, close=close[0]
        )
    return _("Word {number}, “{word}”, is not one of ours. Look at the paper again.").format(number=number, word=word)
