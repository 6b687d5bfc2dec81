"""INFLESZ and Flesch by their formulas, sentences where a person would end them; and no text brings them down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.proof.measures import Measure, measured
from carecompanion.content.proof.sentences import sentences_of, words_of

TWO = "La memoria no es una cámara. Guarda partes."  # 8 words, 15 syllables


def test_inflesz_is_the_formula_of_szigriszt() -> None:
    measure = measured([TWO], "es")
    assert (measure.sentences, measure.words, measure.syllables) == (2, 8, 15)
    assert measure.ease == pytest.approx(206.835 - 62.3 * 15 / 8 - 8 / 2)


def test_flesch_is_the_formula_of_flesch() -> None:
    measure = measured(["Put the pen down. Help has already begun."], "en")
    assert (measure.sentences, measure.words, measure.syllables) == (2, 8, 11)
    assert measure.ease == pytest.approx(206.835 - 84.6 * 11 / 8 - 1.015 * 8 / 2)


def test_a_heading_and_a_list_item_end_a_sentence() -> None:
    assert measured(["Cinco lugares", "Cuerpo y mente", "El trabajo"], "es").sentences == 3


def test_a_text_without_words_is_easy() -> None:
    assert measured([], "es").ease == measured(["…", " "], "en").ease == 100
    assert measured([], "es").words_a_sentence == 0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Son las ocho. Hay gente.", ["Son las ocho.", "Hay gente."]),
        ("¿Está segura? Hace un rato dijo otra cosa.", ["¿Está segura?", "Hace un rato dijo otra cosa."]),
        ("«¿Está segura? Dígame», le pides.", ["«¿Está segura?", "Dígame», le pides."]),
        ("Dijo: «Ya vengo». Y se fue.", ["Dijo: «Ya vengo».", "Y se fue."]),
        ("Llama a la Sra. Rosa. Ella sabe.", ["Llama a la Sra. Rosa.", "Ella sabe."]),
        ("A las 3 p. m. cierra; cuesta 6.1 soles.", ["A las 3 p. m. cierra; cuesta 6.1 soles."]),
        ("Y entonces… siguió. Bien.", ["Y entonces… siguió.", "Bien."]),
        ("“I'm not well. Can we talk?” Yes.", ["“I'm not well.", "Can we talk?”", "Yes."]),
        (" — … ", []),
    ],
)
def test_sentences_end_where_a_person_ends_them(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in sentences_of(text)] == sentences


def test_a_sentence_knows_where_it_begins() -> None:
    assert [TWO[sentence.start :][:4] for sentence in sentences_of(TWO)] == ["La m", "Guar"]


def test_words_hold_together() -> None:
    assert words_of("Don't—«Centro-Sur», 24 h… l’ami") == ["Don't", "Centro-Sur", "24", "h", "l’ami"]


LANGUAGES = st.sampled_from(["es", "en"])


@given(st.lists(st.text()), LANGUAGES)
def test_any_text_can_be_measured(texts: list[str], language: str) -> None:
    measure = measured(texts, language)
    assert measure.ease < 207 and measure.sentences <= measure.words <= measure.syllables


@given(st.text())
def test_sentences_lie_in_the_text_and_leave_no_word_out(text: str) -> None:
    found = sentences_of(text)
    assert all(text[one.start :].startswith(one.text) for one in found)
    assert [word for one in found for word in one.words] == words_of(text)


WORDS = st.lists(st.sampled_from(["casa", "día", "memoria", "cuéntame", "responsabilidad", "y", "sol"]), min_size=2)


@given(WORDS, st.data(), LANGUAGES)
def test_shorter_sentences_are_never_harder(words: list[str], data: st.DataObject, language: str) -> None:
    cut = data.draw(st.integers(1, len(words) - 1))
    whole = " ".join(words)
    parts = [" ".join(words[:cut]), " ".join(words[cut:])]
    assert measured(parts, language).ease >= measured([whole], language).ease
    assert measured([". ".join(part.capitalize() for part in parts)], language).ease >= measured([whole], language).ease


@given(WORDS, LANGUAGES)
def test_longer_words_are_never_easier(words: list[str], language: str) -> None:
    longer = [word if word != "sol" else "responsabilidad" for word in words]
    assert measured([" ".join(longer)], language).ease <= measured([" ".join(words)], language).ease


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 500))
def test_each_count_pulls_its_own_way(sentences: int, words: int, syllables: int) -> None:
    measure = Measure("es", sentences, words, syllables)
    assert Measure("es", sentences + 1, words, syllables).ease > measure.ease
    assert Measure("es", sentences, words, syllables + 1).ease < measure.ease
