"""Desk cards on paper: one A4 page each, never in letters under 10 pt, with all their words on it."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from carecompanion.content.card_rules import check_card
from carecompanion.content.card_text import LINES_A_PAGE, lines_on_paper, parts_of
from carecompanion.content.faults import Page, Problem
from carecompanion.content.library import Library
from carecompanion.content.model import PackId
from carecompanion.content.prose import plain
from carecompanion.content.scene import CardId, CardSection, DeskCard
from carecompanion.paths import Paths, find_paths
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.pages.card_paper import card_paper, marked_up
from carecompanion.ui.widgets.paper import Paper

DAY = date(2026, 11, 24)
PACKS = find_paths().bundled_packs
BUNDLED = sorted(f"{file.parents[1].name}/{file.name.removesuffix('.md')}" for file in PACKS.glob("*/cards/*.md"))
WORDS = """
de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o este sí porque esta
entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante comisaría denuncia acompañar silla
agua puerta escucha tranquila fiscalía juzgado protección violencia salud
""".split()  # noqa: SIM905
PARTS = {"text": "{}.", "point": "- {}.", "phrase": "> «{}».", "number": "1. {}."}


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    dress(Appearance(language="es"), find_paths())


def a_card(sections: list[tuple[str, str]], title: str = "Una tarjeta") -> DeskCard:
    made = tuple(CardSection(name, markdown) for name, markdown in sections)
    return DeskCard(CardId("p/una"), PackId("p"), "es", title, "Qué hacer, paso a paso.", "clock", 1, made)


def faults_of(card: DeskCard) -> list[Problem]:
    found: list[Problem] = []
    check_card(Page("una.es.md", found), card)
    return found


def smallest_letters(paper: Paper) -> float:
    """In points."""
    sizes = []
    block = paper._document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            sizes.append(pieces.fragment().charFormat().font().pixelSize() / 4)
            pieces += 1
        block = block.next()
    return min(sizes)


def squeezed(words: str) -> str:
    return "".join(words.split())


def what_is_missing(card: DeskCard, paper: Paper) -> list[str]:
    there = squeezed(paper.words())
    texts = [plain(part.words) for one in card.sections for part in parts_of(one.markdown)]
    wanted = [card.title, card.about, *(one.title for one in card.sections), *texts]
    return [one for one in wanted if squeezed(one) not in there]


class TestBundled:
    @pytest.mark.parametrize("name", BUNDLED)
    def test_every_card_is_one_page(self, name: str, tmp_path: Path, paths: Paths) -> None:
        card_id, _dot, language = name.rpartition(".")
        card = Library([PACKS], paths.cache).desk_card(CardId(card_id), language)
        assert card.language == language and not faults_of(card)
        paper = card_paper(card, DAY)
        assert paper.pages == 1 and smallest_letters(paper) >= 10
        assert not what_is_missing(card, paper)
        assert paper.save_pdf(tmp_path / "una.pdf") and paper.save_page(tmp_path / "una.html")


class TestLongestAllowed:
    """Cards of every shape, filled up to what the checker lets pass."""

    @pytest.mark.parametrize("shape", ["two", "few", "phrases", "lists", "terms", "most terms", "long title"])
    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_it_is_one_page(self, shape: str, seed: int) -> None:
        card = longest(shape, random.Random(seed))
        assert LINES_A_PAGE - 6 < lines_on_paper(card) <= LINES_A_PAGE, "as long as may be"
        paper = card_paper(card, DAY)
        assert paper.pages == 1, f"{paper.length:.2f} pages"
        assert smallest_letters(paper) >= 10
        assert not what_is_missing(card, paper)

    def test_longer_than_that_the_checker_says_so_and_no_word_is_lost(self) -> None:
        """A pack that nobody checked: two pages rather than letters nobody can read."""
        rng = random.Random(4)
        card = a_card([(f"Sección {n}", text(rng, 900)) for n in range(8)])
        assert faults_of(card)
        paper = card_paper(card, DAY)
        assert paper.pages == 2 and smallest_letters(paper) >= 10
        assert not what_is_missing(card, paper)


def text(rng: random.Random, letters: int) -> str:
    made = ""
    while len(made) < letters:
        made += f"{rng.choice(WORDS)} "
    return made.strip().capitalize()


def longest(shape: str, rng: random.Random) -> DeskCard:
    """Sections grow in turn until one more line would be refused."""
    count = {"two": 2, "few": 6, "phrases": 9, "lists": 7, "terms": 20, "most terms": 30, "long title": 5}[shape]
    kinds = {"phrases": ["text", "phrase"], "lists": ["point", "number", "text"]}.get(shape, ["text"])
    title = text(rng, 110) if shape == "long title" else "Una tarjeta"
    sections = [(f"{n} {text(rng, rng.choice([6, 18, 30]))}", "") for n in range(count)]
    bodies: list[list[str]] = [[PARTS[kinds[0]].format(text(rng, 12))] for _section in sections]

    def card() -> DeskCard:
        return a_card([(name, "\n\n".join(body)) for (name, _empty), body in zip(sections, bodies, strict=True)], title)

    for number in grow(count, rng):
        kind = rng.choice(kinds)
        bodies[number].append(PARTS[kind].format(text(rng, rng.choice([20, 45, 70]))))
        if lines_on_paper(card()) > LINES_A_PAGE:
            bodies[number].pop()
            break
    return card()


def grow(count: int, rng: random.Random) -> Iterator[int]:
    while True:
        yield from rng.sample(range(count), count)


class TestHtml:
    def test_what_somebody_wrote_stays_words(self) -> None:
        card = a_card(
            [("<b>A & B</b>", "<img src=x> **uno** y *dos*, 2 * 3 * 4"), ("B", "> «<i>no</i>»")], title="<h1>"
        )
        page = card_paper(card, DAY).web_page()
        assert "<img" not in page and "&lt;b&gt;A &amp; B" in page and "<title>&lt;h1&gt;" in page
        assert "<b>uno</b> y <i>dos</i>, 2 * 3 * 4" in page and "&lt;i&gt;no" in page

    @pytest.mark.parametrize(
        ("words", "html"),
        [
            ("**Mejor no:** «Cálmese»", "<b>Mejor no:</b> «Cálmese»"),
            ("_despacio_ y snake_case_aquí", "<i>despacio</i> y snake_case_aquí"),
            ("**sin cerrar", "**sin cerrar"),
            ("", ""),
        ],
    )
    def test_marks(self, words: str, html: str) -> None:
        assert marked_up(words) == html

    def test_lists_phrases_and_headings_are_what_they_are(self) -> None:
        page = card_paper(a_card([("A", "Di:\n\n- uno\n- dos\n\n1. tres"), ("B", "> «Pase».")]), DAY).web_page()
        assert "<ul><li>uno</li><li>dos</li></ul><ol><li>tres</li></ol>" in page
        assert "<h2>A</h2>" in page and '<p class="band">«Pase».</p>' in page

    def test_a_short_card_stands_in_one_column_as_designed(self) -> None:
        paper = card_paper(a_card([("A", "Ofrece agua."), ("B", "Espera.")]), DAY)
        assert "<table" not in paper.web_page() and "11.5pt" in paper.web_page()

    def test_nothing_says_whose_program_it_is(self) -> None:
        paper = card_paper(a_card([("A", "Ofrece agua."), ("B", "Espera.")]), DAY)
        assert "Care" not in paper.web_page() and "24 de noviembre de 2026" in paper.web_page()


def test_smaller_letters_change_no_other_paper() -> None:
    """Sizes of a paper belong to it alone; the usual one stays as designed."""
    small, usual = Paper("A", "<p>a</p>", DAY, body=10.0), Paper("A", "<p>a</p>", DAY)
    for paper, points in ((small, 10), (usual, 11.5)):
        assert paper._document.defaultFont().pixelSize() == points * 4
        assert paper._font("small").pixelSize() == 10 * 4


def test_headings_have_the_size_they_were_designed_with() -> None:
    """Qt would make them twice, or half as large again, as the text."""
    paper = Paper("A", "<h1>Título</h1><h2>Uno <b>dos</b></h2><p>texto</p>", DAY)
    block = paper._document.begin()
    for points in (20, 14, 11.5):
        pieces = block.begin()
        while not pieces.atEnd():
            assert pieces.fragment().charFormat().font().pixelSize() == points * 4
            pieces += 1
        block = block.next()


def test_a_table_that_fills_the_page_makes_no_empty_one() -> None:
    rows = "".join(f"<tr><td><p>{number}</p></td></tr>" for number in range(100))
    paper = Paper("A", f"<table>{rows}</table>", DAY)
    last = paper._document.lastBlock()
    assert not last.text() and last.blockFormat().lineHeight() <= 1
