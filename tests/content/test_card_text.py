"""The text of a desk card in its parts, and the bound that keeps it on one printed page."""

from pathlib import Path

import pytest

from carecompanion.content.card_rules import check_card
from carecompanion.content.card_text import (
    LINES_A_PAGE,
    Part,
    is_list_of_terms,
    lines_on_paper,
    parts_of,
    section_lines,
)
from carecompanion.content.checker import check_pack
from carecompanion.content.faults import Page, Problem
from carecompanion.content.model import PackId
from carecompanion.content.scene import CardId, CardSection, DeskCard


def a_card(*sections: tuple[str, str], title: str = "Una tarjeta") -> DeskCard:
    made = tuple(CardSection(name, markdown) for name, markdown in sections)
    return DeskCard(CardId("p/una"), PackId("p"), "es", title, "Qué hacer.", "clock", 1, made, lines={"title": 3})


def faults_of(card: DeskCard) -> list[Problem]:
    found: list[Problem] = []
    check_card(Page("cards/una.es.md", found), card)
    return found


class TestParts:
    @pytest.mark.parametrize(
        ("markdown", "parts"),
        [
            ("", ()),
            ("\n\n  \n", ()),
            ("Una línea\ny otra.\n\nOtra cosa.", (Part("text", "Una línea y otra."), Part("text", "Otra cosa."))),
            ("- uno\n- dos\n  sigue", (Part("point", "uno"), Part("point", "dos sigue"))),
            ("1. uno\n2) dos", (Part("number", "uno"), Part("number", "dos"))),
            ("> «Hola.\n> Pase».\n\n> «Otra».", (Part("phrase", "«Hola. Pase»."), Part("phrase", "«Otra»."))),
            ("Dile:\n> «Pase».", (Part("text", "Dile:"), Part("phrase", "«Pase»."))),
            ("**Mejor no:** -5 grados", (Part("text", "**Mejor no:** -5 grados"),)),
            (">", ()),
            ("- ", ()),
        ],
    )
    def test_what_belongs_together_is_one_part(self, markdown: str, parts: tuple[Part, ...]) -> None:
        assert parts_of(markdown) == parts

    def test_many_sections_are_a_list_of_terms(self) -> None:
        few, many = ([CardSection("A", "b.")] * number for number in (12, 13))
        assert not is_list_of_terms(few) and is_list_of_terms(many)


class TestBound:
    def test_more_text_takes_more_lines_and_marks_take_none(self) -> None:
        short, long, bold = (
            CardSection("A", text) for text in ("Una silla.", "Una silla. " * 12, "**" + "Una silla. " * 12 + "**")
        )
        assert section_lines(short, is_term=False) + 2 < section_lines(long, is_term=False)
        assert section_lines(bold, is_term=False) == section_lines(long, is_term=False)
        assert section_lines(short, is_term=True) < section_lines(short, is_term=False)

    def test_two_columns_hold_what_one_could_not(self) -> None:
        """What counts is the longer column: a card that can be divided may say more."""
        text = "Ofrece agua y una silla. " * 40
        one = a_card(("A", text + text), ("B", "Espera."))
        two = a_card(("A", text), ("B", text), ("C", "Espera."))
        assert lines_on_paper(two) < LINES_A_PAGE < lines_on_paper(one)

    def test_a_card_that_takes_more_than_a_page_is_told_on_its_title(self) -> None:
        text = "Ofrece agua y una silla. " * 120
        told = faults_of(a_card(("A", text), ("B", text)))
        assert [(one.line, "longer column" in one.what) for one in told] == [(3, True)]
        assert not faults_of(a_card(("A", text[: len(text) // 6]), ("B", "Espera.")))

    def test_a_card_without_sections_is_no_crash(self) -> None:
        assert lines_on_paper(a_card()) < LINES_A_PAGE
        assert any("2" in one.what for one in faults_of(a_card()))

    def test_the_checker_of_a_pack_says_it(self, pack: Path) -> None:
        file = pack / "cards" / "primero.es.md"
        good = file.read_text(encoding="utf-8")
        file.write_text(good.replace("- Habla bajo.", "- Habla bajo.\n" * 60), encoding="utf-8")
        told = [one for one in check_pack(pack) if one.file == "cards/primero.es.md"]
        line = next(number for number, text in enumerate(good.splitlines(), 1) if text.startswith("title:"))
        assert [one.line for one in told if "longer column" in one.what] == [line]
