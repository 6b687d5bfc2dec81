"""The file with our voice is whole, and its little language (*, |, but_not, unless) means what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.proof.phrases import Phrase, bare, pattern_of, quotes_in, read_voice
from carecompanion.content.proof.voice import doublings
from carecompanion.paths import Paths


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("caso perdido", "Un caso perdido.", ["caso perdido"]),
        ("caso perdido", "Un caso  perdido", ["caso  perdido"]),
        ("caso perdido", "Un escaso perdido", []),
        ("caso* perdido*", "casos perdidos", ["casos perdidos"]),
        ("suicid*", "El suicidio, suicida", ["suicidio", "suicida"]),
        ("violacion", "La VIOLACIÓN", ["VIOLACIÓN"]),
        ("daño", "Un dano, un daño", ["daño"]),
        ("la menor |", "vino la menor. La menor duda", ["la menor"]),
        ("la menor |", "«la menor» y la menor", ["la menor", "la menor"]),
        ("s/he", "s/he is", ["s/he"]),
    ],
)
def test_a_phrase_is_found_as_whole_words(phrase: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in _phrase(phrase).places_in(bare(text))] == found


def _phrase(words: str, but_not: str = "") -> Phrase:
    start = bare(words).split()[0].rstrip("*")
    return Phrase(pattern_of([words]), (start,), "", pattern_of([but_not]) if but_not else None)


def test_a_fixed_expression_is_left_alone() -> None:
    assert _phrase("golpe", "de golpe").places_in("de golpe un golpe") == [(12, 17)]


@given(st.text())
def test_bare_text_is_as_long(text: str) -> None:
    assert len(bare(text)) == len(text)


def test_quotes_of_every_kind_are_seen() -> None:
    text = '«uno» “dos” "tres" «roto'
    assert [text[start:end] for start, end in quotes_in(text)] == ["uno", "dos", "tres"]


@given(st.text(), st.sampled_from(["es", "en", "qu"]))
def test_any_text_can_be_asked_for_doubling(text: str, language: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in doublings(text, language))


@pytest.mark.parametrize("list_name", ["avoid", "hard"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_entry_of_the_file_is_whole(paths: Paths, list_name: str, language: str) -> None:
    """Known keys only, a better word for each we avoid, and every fixed expression really holds one of the words."""
    entries = read_voice(paths.bundled_packs / "VOICE.toml")[list_name][language]
    assert len(entries) >= 4
    for entry in entries:
        assert set(entry) <= {"words", "say", "but_not", "unless"}, entry
        assert entry["words"], entry
        assert bool(entry.get("say")) == (list_name == "avoid"), entry
        for expression in entry.get("but_not", ()):
            assert pattern_of(entry["words"]).search(bare(expression)), expression


def test_no_word_is_listed_twice(paths: Paths) -> None:
    voice = read_voice(paths.bundled_packs / "VOICE.toml")
    for name in ("avoid", "hard"):
        for language in ("es", "en"):
            words = [word for entry in voice[name][language] for word in entry["words"]]
            assert len(set(words)) == len(words), sorted(word for word in words if words.count(word) > 1)
