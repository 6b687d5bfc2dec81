"""Spelling: a small dictionary whose endings can be followed, the real ones with right and wrong words, our lists."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.faults import Page, Problem
from carecompanion.content.files import FolderFiles
from carecompanion.content.proof.dictionary import Dictionary, listed, read_hunspell
from carecompanion.content.proof.passages import Document, Passage
from carecompanion.content.proof.spelling import Speller, check_spelling, speller_for, words_file
from carecompanion.paths import Paths

AFF = """SET UTF-8
FLAG UTF-8
# endings
SFX S Y 2
SFX S 0 s [aeo]
SFX S z ces z
SFX V Y 1
SFX V ar ación/S ar
PFX r Y 1
PFX r 0 re [^r]
"""
DIC = "5\ncasa/S\nluz/S\ngrabar/Vr\nRosa\ncasa/r\n"


@pytest.fixture
def small(tmp_path: Path) -> Dictionary:
    (tmp_path / "a.aff").write_text(AFF, encoding="utf-8")
    (tmp_path / "a.dic").write_text(DIC, encoding="utf-8")
    return read_hunspell(tmp_path / "a.aff", tmp_path / "a.dic")


@pytest.mark.parametrize(
    "word",
    ["casa", "casas", "Casas", "CASA", "luces", "grabación", "regrabar", "regrabación", "Rosa", "ROSA", "recasas"],
)
def test_what_the_endings_make_is_known(small: Dictionary, word: str) -> None:
    assert small.knows(word)
    assert small.knows(word), "the second time, too"


@pytest.mark.parametrize("word", ["casaes", "luzs", "luce", "grabars", "rosa", "reluz", "rerosa", "", "s", "re"])
def test_what_they_do_not_make_is_not(small: Dictionary, word: str) -> None:
    assert not small.knows(word)


@pytest.mark.parametrize(
    ("word", "near"), [("caas", "casa"), ("csa", "casa"), ("cazas", "casas"), ("Ccasa", "Casa"), ("xyzzy", "")]
)
def test_a_near_word_is_found(small: Dictionary, word: str, near: str) -> None:
    assert small.near(word) == near


def test_a_list_has_remarks_and_empty_lines() -> None:
    assert listed(["# Perú", "táper  # de la comida", "", "  CEM "]) == ["táper", "CEM"]


@pytest.fixture
def spellers(pack: Path) -> dict[str, Speller | None]:
    return {language: speller_for(language, FolderFiles(pack), []) for language in ("es", "en", "qu")}


RIGHT = {
    "es": "día niñas cuéntame respirar cantaríamos habló exámenes luces Perú rápidamente comisaría celular táper CEM "
    "adáptalo repítelos copiarle dármelo contárselo dite dile ofréceles nómbralas poniéndose házmelo CUERPO Empieza",
    "en": "breathe doesn't she's women's users' colour centre learnt Peru I'll wellbeing stories You Help CEM mototaxi",
}
WRONG = {
    "es": "dia niñs cuentame resperar haiga camion ofrecele adaptalo copiárle darmelo casalo dité xilófno habláis",
    "en": "breath'e dosn't womens' colr recieve seperate untill tommorow brethe alot",
}


@pytest.mark.parametrize("language", RIGHT)
def test_right_words_are_known(spellers: dict[str, Speller | None], language: str) -> None:
    speller = spellers[language]
    assert speller is not None
    assert [word for word in RIGHT[language].split() if not speller.knows(word)] == []


@pytest.mark.parametrize("language", WRONG)
def test_wrong_ones_are_not(spellers: dict[str, Speller | None], language: str) -> None:
    speller = spellers[language]
    assert speller is not None
    assert [word for word in WRONG[language].split() if speller.knows(word)] == []


def test_a_language_without_a_dictionary_is_on_trust(spellers: dict[str, Speller | None]) -> None:
    assert spellers["qu"] is None


def test_a_pack_brings_words_of_its_own(pack: Path) -> None:
    (pack / words_file("es")).write_text("# lugares\nYanahuankay\n", encoding="utf-8")
    speller = speller_for("es", FolderFiles(pack), [])
    assert speller is not None
    assert speller.knows("Yanahuankay") and not speller.knows("Yanahuancai")


def test_a_broken_list_of_a_pack_is_told(pack: Path) -> None:
    (pack / words_file("es")).write_bytes(b"Yanahuankay\xff")
    problems: list[Problem] = []
    speller = speller_for("es", FolderFiles(pack), problems)
    assert [problem.file for problem in problems] == [words_file("es")]
    assert speller is not None
    assert not speller.knows("Yanahuankay")


@pytest.mark.parametrize("language", ["es", "en"])
def test_our_lists_hold_only_what_the_dictionary_lacks(
    paths: Paths, spellers: dict[str, Speller | None], language: str
) -> None:
    """Each once, and none that a later dictionary brings anyway."""
    words = listed((paths.bundled_packs / words_file(language)).read_text(encoding="utf-8").splitlines())
    speller = spellers[language]
    assert speller is not None
    dictionary = speller._dictionaries[0]
    assert [word for word in words if dictionary.knows(word)] == []
    assert len(set(words)) == len(words)


@given(st.text())
def test_any_word_can_be_asked_for(word: str) -> None:
    dictionary = Dictionary({"casa": "S"})
    assert dictionary.knows(word) == (word in ("casa", "Casa", "CASA") or dictionary.knows(word))
    assert isinstance(dictionary.near(word[:8]), str)


def test_a_file_in_another_language_is_told_word_by_word_and_guessed_for_a_while(pack: Path) -> None:
    words = [f"qaxoz{one}{other}" for one in "bdfgjk" for other in "bdfgjklm"]
    passage = Passage("text", tuple((number, word) for number, word in enumerate([*words, "casza"], 1)))
    problems: list[Problem] = []
    speller = speller_for("es", FolderFiles(pack), [])
    assert speller is not None
    check_spelling(Page("x", problems), Document("x", "lesson", "es", (passage,)), speller)
    assert [problem.line for problem in problems] == list(range(1, len(words) + 2))
    assert problems[-1].what == "“casza” is not in the dictionary."
