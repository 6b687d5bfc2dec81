"""The guide as it lies in the program: the same in both languages, easy to read, in our voice; and how it is read."""

import re
from pathlib import Path

import pytest

from carecompanion.content.guide import (
    PARTS,
    GuidePart,
    GuidePicture,
    parse_part,
    picture_file,
    pictures_of,
    read_guide,
)
from carecompanion.content.proof.measures import measured
from carecompanion.content.proof.sentences import sentences_of, words_of
from carecompanion.content.prose import plain
from carecompanion.errors import ContentMissing
from carecompanion.paths import find_resources

FOLDER = find_resources() / "guide"
LANGUAGES = ("es", "en")
EASE, LONGEST, A_SENTENCE = 65, 18, 15
LINE_SIGN = re.compile(r"^(\d+\.|-)\s+", re.MULTILINE)
DOUBLED = re.compile(r"\(a\)|\w[@/][ao]?s|\b(\w{2,})o(s?) [yo] \1a\2\b|\b(\w{2,})a(s?) [yo] \3o\4\b", re.IGNORECASE)


def texts_of(part: GuidePart) -> list[str]:
    """Every sentence's home, without the signs of Markdown."""
    blocks = [block for section in part.sections for block in section.blocks if isinstance(block, str)]
    lines = [line for block in blocks for line in LINE_SIGN.sub("", block).splitlines() if line]
    return [part.lead, *map(plain, lines)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(len(PARTS)))
def test_it_is_easy_to_read(language: str, number: int) -> None:
    texts = texts_of(read_guide(FOLDER, language)[number])
    found = measured(texts, language)
    assert found.ease >= EASE, found.ease
    assert found.words_a_sentence <= A_SENTENCE
    long = [one.text for text in texts for one in sentences_of(text) if len(words_of(one.text)) > LONGEST]
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_as_we_do(language: str) -> None:
    for part in read_guide(FOLDER, language):
        text = "\n".join([part.title, *(section.title for section in part.sections), *texts_of(part)])
        assert "!" not in text and "¡" not in text
        assert not DOUBLED.findall(text) and not re.search(r"\busted", text)
        assert "…" not in text and "..." not in text
        assert language == "en" or ('"' not in text and "“" not in text), "«»"


def test_doubling_is_seen() -> None:
    assert all(DOUBLED.search(words) for words in ("Bienvenido(a)", "amig@s", "ellos y ellas", "niños/as"))
    assert not DOUBLED.search("mujeres y niñas. Más o menos. Uno o varios.")


def test_both_languages_say_the_same_things() -> None:
    """As many sections, and the same pictures at the same places."""
    shapes = [
        [(part.id, [_shape(section.blocks) for section in part.sections]) for part in read_guide(FOLDER, language)]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]


def _shape(blocks: tuple[str | GuidePicture, ...]) -> list[str]:
    """What a section is made of: pictures by name, texts by their lines and list items."""
    return [
        block.stop if isinstance(block, GuidePicture) else f"{len(block.splitlines())}, {len(LINE_SIGN.findall(block))}"
        for block in blocks
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there_and_small(language: str) -> None:
    files = [picture_file(FOLDER, language, stop) for stop in pictures_of(read_guide(FOLDER, language))]
    assert files and all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert sum(file.stat().st_size for file in files) < 1_500_000, "half of what both may take"


def test_a_part_in_its_sections() -> None:
    part = parse_part("x", "# Título\n\nPara\nti.\n\n## Uno\n\nTexto.\n\n![Qué se ve](hoy)\n\n- a\n- b\n\n## Dos\n")
    assert (part.title, part.lead) == ("Título", "Para ti.")
    assert part.sections[0].blocks == ("Texto.", GuidePicture("hoy", "Qué se ve"), "- a\n- b")
    assert (part.sections[1].title, part.sections[1].blocks) == ("Dos", ())


@pytest.mark.parametrize("text", ["", "Sin título", "## Solo una sección", "# Título\n## \n![](x)\n![a](../b)"])
def test_what_is_no_guide_is_read_all_the_same(text: str) -> None:
    """Nothing is opened for it, and no picture is taken from elsewhere."""
    assert pictures_of([parse_part("x", text)]) == set()


def test_a_program_that_is_not_whole_says_so(tmp_path: Path) -> None:
    with pytest.raises(ContentMissing, match="not whole"):
        read_guide(tmp_path, "es")
