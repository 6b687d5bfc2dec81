"""Where sentences end: nothing of the text is lost, and a short form ends none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.learning.sentences import has_words, sentences

LETTERS = st.text(alphabet="aÁñZ .!?…«»¿¡\n\r\t1)(—*\u00a0\u2028🌱'\"“”,", max_size=80)


@given(LETTERS | st.text())
def test_nothing_is_lost(text: str) -> None:
    assert "".join(sentences(text)) == text
    assert all(sentences(text)), "no empty piece"


@given(LETTERS)
def test_every_piece_is_whole(text: str) -> None:
    """Cutting a piece again cuts nothing."""
    assert all(sentences(piece) == (piece,) for piece in sentences(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Respira. No hay apuro.", ["Respira.", "No hay apuro."]),
        ("¿Cómo estás? ¡Qué bueno! Sigue.", ["¿Cómo estás?", "¡Qué bueno!", "Sigue."]),
        ("No. No es tu culpa.", ["No.", "No es tu culpa."]),
        ("Espera… Ahora sí.", ["Espera…", "Ahora sí."]),
        ("Bueno... no sé.", ["Bueno... no sé."]),
        ("Dile: «Te creo.» Luego escucha.", ["Dile: «Te creo.»", "Luego escucha."]),
        ("«Te creo. No estás sola.» Y calla.", ["«Te creo.", "No estás sola.»", "Y calla."]),
        ("Prueba «¿Qué más recuerda?» en lugar de otra.", ["Prueba «¿Qué más recuerda?» en lugar de otra."]),
        ("Eso no quiere decir que mienta. «Sí».", ["Eso no quiere decir que mienta.", "«Sí»."]),
        ("She said “Yes.” Then she left.", ["She said “Yes.”", "Then she left."]),
    ],
)
def test_ends(text: str, wanted: list[str]) -> None:
    assert [piece.strip() for piece in sentences(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "La Sra. Rojas y el Dr. Díaz viven en el Jr. Ucayali.",
        "En la Av. Larco, a las 3 p. m. del lunes.",
        "Duerme bien, p. ej. Las siestas.",
        "Según el art. 5 de la Ley n.º 30364, págs. 12 y 13.",
        "Llama al tel. 100, gratis.",
        "Vive en EE. UU. desde hace años.",
        "Lo dijo J. Pérez etc. y otros.",
        "Mr. Hill and Dr. Ames met Ms. Lee, e.g. at noon, i.e. then.",
        "See No. 5 and fig. 2 of it.",
        "Son 1.500 soles y 3.5 horas.",
        "Mira www.gob.pe ahora",
    ],
)
def test_short_forms_end_nothing(text: str) -> None:
    assert sentences(text) == (text,)


def test_the_point_before_a_number_only_counts_there() -> None:
    assert len(sentences("Dijo que no. Tres veces.")) == 2
    assert len(sentences("Dijo que no. 3 veces.")) == 1, "in doubt nothing is cut"


def test_each_point_of_a_list_is_one() -> None:
    text = "Lleva:\nagua\n1. Un abrigo. Y pan.\n2. Nada más\n\nFin"
    said = [piece.strip() for piece in sentences(text) if has_words(piece)]
    assert said == ["Lleva:", "agua", "1. Un abrigo.", "Y pan.", "2. Nada más", "Fin"]


@pytest.mark.parametrize("text", ["", " ", "—", "«…»", "\n\n", "***"])
def test_what_has_no_words_is_not_said(text: str) -> None:
    assert not any(has_words(piece) for piece in sentences(text))
