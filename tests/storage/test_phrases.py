"""Recovery phrases: easy words, typed anyhow, and a slip of the pen is named."""

import pytest

from carecompanion.errors import UserError
from carecompanion.storage.phrases import LANGUAGES, WORDS, new_recovery_phrase, tidy_recovery_phrase, word_list


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_easy_to_type_and_to_tell_apart(language: str) -> None:
    words = word_list(language)
    assert len(words) == len(set(words)) == 256
    assert list(words) == sorted(words)
    for word in words:
        assert word.isascii() and word.isalpha() and word.islower()
        assert 4 <= len(word) <= 8
    near = [(one, other) for one in words for other in words if one < other and _are_one_letter_apart(one, other)]
    assert near == []


def _are_one_letter_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) < 2
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def test_no_word_is_in_both_languages() -> None:
    assert not set(word_list("es")) & set(word_list("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_phrase_has_twelve_words_and_is_always_another(language: str) -> None:
    phrases = {new_recovery_phrase(language) for _try in range(50)}
    assert len(phrases) == 50
    for phrase in phrases:
        assert len(phrase.split()) == WORDS == 12
        assert set(phrase.split()) <= set(word_list(language))
        assert tidy_recovery_phrase(phrase) == phrase


def test_it_may_be_typed_with_accents_capitals_commas_numbers_and_lines() -> None:
    phrase = new_recovery_phrase("es")
    words = phrase.split()
    assert tidy_recovery_phrase("\n".join(f"{n}. {word.title()}," for n, word in enumerate(words, 1))) == phrase
    accented = phrase.translate(str.maketrans("aeiou", "áéíóú"))
    assert tidy_recovery_phrase(f"  {accented}  ") == phrase


def test_a_word_that_is_not_ours_is_named_with_the_one_meant() -> None:
    words = new_recovery_phrase("es").split()
    words[4] = "guitarrra"
    with pytest.raises(UserError) as caught:
        tidy_recovery_phrase(" ".join(words))
    for part in ("5", "guitarrra", "guitarra"):
        assert part in caught.value.words
    words[4] = "xyz"
    with pytest.raises(UserError, match="xyz"):
        tidy_recovery_phrase(" ".join(words))


@pytest.mark.parametrize("how_many", [0, 1, 11, 13])
def test_too_few_or_too_many_words_are_counted(how_many: int) -> None:
    with pytest.raises(UserError, match=str(how_many)):
        tidy_recovery_phrase(" ".join(["guitarra"] * how_many))


def test_nearly_every_exchange_of_two_words_is_noticed() -> None:
    noticed = sum(_is_refused(_exchanged(new_recovery_phrase("en"))) for _try in range(200))
    assert noticed > 185


def _exchanged(phrase: str) -> str:
    first, second, *rest = phrase.split()
    if first == second:
        first, rest[0] = rest[0], first
    return " ".join([second, first, *rest])


def _is_refused(phrase: str) -> bool:
    try:
        tidy_recovery_phrase(phrase)
    except UserError:
        return True
    return False
