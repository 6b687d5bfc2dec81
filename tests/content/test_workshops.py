"""What the reader makes of a workshop, and how the shelf gives it out; nothing makes either stumble."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.content.faults import Page
from carecompanion.content.library import Library
from carecompanion.content.model import PackId
from carecompanion.content.pack import Origin
from carecompanion.content.reader import read_pack
from carecompanion.content.tables import toml_table
from carecompanion.content.workshop import (
    BlockId,
    FormQuestion,
    OwnSlide,
    Reference,
    TestQuestion,
    Workshop,
    WorkshopCard,
    WorkshopId,
)
from carecompanion.content.workshops import workshops_of
from carecompanion.errors import ContentError, ContentMissing
from tests.content.conftest import JORNADA

ID = WorkshopId("good/jornada")
ORIGIN = Origin(PackId("good"), "7", ("es", "en"), {"centre": {"es": "CEM", "en": "centre"}})
BREATHING = Reference("practice", "otro-paquete/respirar-en-grupo")


@pytest.fixture
def library(training: Path, tmp_path: Path) -> Library:
    return Library([training.parent], tmp_path / "cache")


def read(text: str, name: str = "jornada") -> tuple[dict[str, Workshop], Page]:
    page = Page("workshops/x.toml", [])
    table = toml_table(page, text.split("\n"))
    return workshops_of(table, ORIGIN, name) if table else {}, page


@pytest.fixture(scope="module")
def workshops() -> dict[str, Workshop]:
    return read(JORNADA.read_text(encoding="utf-8"))[0]


def test_the_head(workshops: dict[str, Workshop]) -> None:
    spanish, english = workshops["es"], workshops["en"]
    assert (spanish.id, spanish.pack, spanish.pack_version, spanish.version) == (ID, "good", "7", "1")
    assert (spanish.title, english.title) == ("Una mañana de prueba", "A trial morning")
    assert (spanish.about, english.about[-11:]) == ("Una pausa, una escena y un cierre en el CEM.", "the centre.")
    assert (spanish.roles, spanish.minutes, spanish.dated) == (("police", "volunteer"), 165, "2026-11-20")
    assert (spanish.materials, english.materials[1]) == (("Hojas y lápices", "Una caja con tapa"), "A box with a lid")
    assert (spanish.sources, spanish.lines["minutes"]) == (("E1.1",), 4)


def test_a_day_knows_its_times(workshops: dict[str, Workshop]) -> None:
    (day,) = workshops["en"].days
    assert (day.id, day.title, day.starts, len(day.blocks)) == ("manana", "The morning", "08:30", 10)
    assert (day.starts_at, day.minutes, day.ends_at) == (510, 165, 675)


def test_a_block_with_its_slides_and_notes(workshops: dict[str, Workshop]) -> None:
    arrival = workshops["es"].block(BlockId("llegada"))
    assert (arrival.kind, arrival.minutes, arrival.least, arrival.weight) == ("welcome", 10, 10, "must")
    assert arrival.notes.split("\n") == [
        "Saluda en la puerta. Lee los acuerdos",
        "y pregunta si falta alguno.",
        "",
        "- Di que se puede pasar.",
        "- Muestra la sala tranquila.",
    ]
    agreements, round_of_names = arrival.slides
    assert agreements.points == ("Lo que se oye aquí no sale", "Pueden pasar o salir siempre")
    assert round_of_names == OwnSlide("Su nombre y una palabra", (), "En ronda", 5)
    assert (agreements.line, round_of_names.line, arrival.line) == (36, 37, 17)
    assert not arrival.is_sensitive and arrival.of is None


def test_slides_may_have_a_header_each(workshops: dict[str, Workshop]) -> None:
    threes = workshops["en"].block(BlockId("en-trios"))
    assert [(slide.title, slide.minutes, slide.line) for slide in threes.slides] == [
        ("Three parts, and you swap", 12, 74),
        ("Step out of the part", 0, 80),
    ]
    assert threes.is_sensitive and threes.notice.startswith("We try receiving")


def test_what_blocks_show(workshops: dict[str, Workshop]) -> None:
    workshop = workshops["es"]
    pause = workshop.block(BlockId("pausa-en-tres"))
    assert (pause.of, pause.steps) == (Reference("lesson", "good/una-pausa"), ("llegada", "step-3"))
    assert pause.lines["steps:step-3"] == 57
    assert workshop.references == (
        Reference("lesson", "good/una-pausa"),
        Reference("scene", "good/la-vecina"),
        BREATHING,
        Reference("checkin", "good/prueba"),
    )
    assert workshop.needs == ("otro-paquete",)
    assert [str(block.of) for block in workshop.blocks if block.kind == "test"] == ["test:saber", "test:saber"]
    assert Reference("test", "saber").pack == ""
    with pytest.raises(KeyError):
        workshop.block(BlockId("otro"))
    with pytest.raises(KeyError):
        workshop.test("otra")


def test_the_test_and_the_form(workshops: dict[str, Workshop]) -> None:
    test = workshops["en"].test("saber")
    assert [question.kind for question in test.questions] == ["choice"] * 8 + ["confidence"] * 4
    assert test.questions[4] == TestQuestion(
        "p5",
        "choice",
        "Where is it best to talk?",
        ("By the front door", "In a room with a closed door", "In the yard"),
        2,
    )
    assert test.questions[8] == TestQuestion("c1", "confidence", "I know what to say at the start.")
    (form,) = workshops["es"].forms
    assert form.questions == (
        FormQuestion("util", "scale", "Me sirve en mi trabajo."),
        FormQuestion("palabras", "words", "¿Qué cambiarían?"),
    )


def test_lines_after_a_text_of_many_lines_are_right() -> None:
    """Inside it nothing is a key or a header, whatever it looks like."""
    text = JORNADA.read_text(encoding="utf-8").replace("- Di que se puede pasar.", 'minutes = 9\n[[days]]\nid = "x"')
    workshops, page = read(text)
    assert page.problems == []
    assert "[[days]]" in workshops["es"].blocks[0].notes
    assert workshops["es"].blocks[1].lines["least"] == 46  # two lines further down
    _none, page = read(text.replace("least = 10", "least = 99", 1))
    assert [problem.line for problem in page.problems] == [46]


def test_a_fault_is_told_once_for_all_languages() -> None:
    workshops, page = read(JORNADA.read_text(encoding="utf-8").replace('"could"', '"maybe"', 1))
    assert workshops == {}
    assert [(problem.line, problem.what) for problem in page.problems] == [
        (107, "“maybe” is not one of: must, should, could.")
    ]


@pytest.mark.parametrize("text", ["", 'id = "jornada"', "days = 3", "days = [1]", "[days]", "[[days]]\nblocks = {}"])
def test_odd_files_are_told_and_not_read(text: str) -> None:
    workshops, page = read(text)
    assert workshops == {} and page.problems


@settings(max_examples=40)
@given(
    st.sampled_from(["minutes", "starts", "kind", "of", "steps", "slides", "points", "notes", "right", "options"]),
    st.sampled_from(["7", "-1", "1.5", "true", '""', '"x"', "[]", "[1]", "{}", "[{}]", "{ es = 1 }", "08:30:00"]),
)
def test_no_value_of_any_key_makes_the_reader_stumble(key: str, value: str) -> None:
    lines = JORNADA.read_text(encoding="utf-8").split("\n")
    place = next((n for n, line in enumerate(lines) if line.startswith(f"{key} = ") and '"""' not in line), 0)
    lines[place] = f"{key} = {value}"
    read("\n".join(lines))


def test_the_shelf_has_cards_in_both_languages_and_keeps_them(library: Library, training: Path, tmp_path: Path) -> None:
    (card,) = library.workshops("en")
    assert card == WorkshopCard(
        id=ID,
        pack=PackId("good"),
        title="A trial morning",
        about="A pause, a scene and a closing at the CEM.",
        minutes=165,
        roles=("police", "volunteer"),
        day_minutes=(165,),
        block_count=10,
        needs=(PackId("otro-paquete"),),
    )
    assert library.workshops("qu") == library.workshops("es") != library.workshops("en")
    again = Library([training.parent], tmp_path / "cache")
    assert (again.workshops("en"), again.workshops("es")) == ((card,), library.workshops("es"))


def test_a_workshop_is_opened_whole_and_held(library: Library, training: Path) -> None:
    whole = library.workshop(ID, "en")
    assert whole == read_pack(training).workshops[ID]["en"]
    assert library.workshop(ID, "en") is whole
    assert library.workshop(ID, "qu").language == "es"


def test_what_a_workshop_shows_is_here_or_not(library: Library) -> None:
    workshop = library.workshop(ID, "es")
    assert [reference for reference in workshop.references if not library.has(reference)] == [BREATHING]
    assert library.has(Reference("practice", "good/respirar")) and library.has(Reference("test", "saber"))
    for kind in ("lesson", "scene", "practice", "checkin", "card"):
        assert not library.has(Reference(kind, "good/otra")), kind


def _delete(file: Path) -> None:
    file.unlink()


def _break(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("minutes = 165", "minutes = 166"), encoding="utf-8")


@pytest.mark.parametrize("harm", [_delete, _break])
def test_a_workshop_that_is_damaged_after_the_shelf_was_read(
    library: Library, training: Path, allows_warnings: Callable[..., None], harm: Callable[[Path], None]
) -> None:
    allows_warnings("carecompanion.content", "is damaged")
    library.load()
    harm(training / "workshops/jornada.toml")
    with pytest.raises(ContentError, match="sessions made of it are safe"):
        library.workshop(ID, "es")


@pytest.mark.parametrize("name", ["good/otra", "otro/jornada", "jornada", ""])
def test_a_workshop_that_is_not_there(library: Library, name: str) -> None:
    with pytest.raises(ContentMissing):
        library.workshop(WorkshopId(name), "es")
