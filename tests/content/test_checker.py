"""The checker as a whole: all problems at once, in order, as text and as JSON; and our own packs without one."""

import json
from datetime import date
from pathlib import Path

import pytest

from carecompanion.content.checker import check_pack, problems_as_json, problems_as_text
from carecompanion.paths import Paths, find_resources

BUNDLED = sorted(file.parent.name for file in (find_resources() / "packs").glob("*/pack.toml"))


def test_all_problems_are_told_at_once_in_order(pack: Path) -> None:
    es, en = pack / "lessons/una-pausa.es.md", pack / "lessons/una-pausa.en.md"
    es.write_text(
        es.read_text(encoding="utf-8").replace("::: tip", "::: tipp").replace("minutes: 5", "minutes: 50"),
        encoding="utf-8",
    )
    en.write_text(en.read_text(encoding="utf-8").replace("[E1.1]", "[E1.2]"), encoding="utf-8")
    (pack / "practices/soltar.en.md").unlink()
    problems = check_pack(pack)
    assert problems == sorted(problems)
    assert {problem.file for problem in problems} == {
        "lessons/una-pausa.en.md",
        "lessons/una-pausa.es.md",
        "practices/soltar.en.md",
    }
    assert [problem.line for problem in problems if problem.file.endswith("pausa.es.md")][:2] == [4, 19]


def test_a_missing_language_is_told(pack: Path) -> None:
    (pack / "lessons/una-pausa.en.md").unlink()
    assert [str(p) for p in check_pack(pack)] == [
        "lessons/una-pausa.en.md:0: This file is missing: every text exists in every language."
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("lessons/una-pausa.fr.md", "not in the languages"),
        ("lessons/una-pausa.md", "is called"),
        ("lessons/Una Pausa.es.md", "is called"),
        ("lessons/una-pausa.es.txt", "is called"),
    ],
)
def test_files_with_odd_names_are_told(pack: Path, name: str, says: str) -> None:
    (pack / name).write_text("hola", encoding="utf-8")
    assert [(p.file, says in p.what) for p in check_pack(pack)] == [(name, True)]


def test_a_picture_that_is_no_svg(pack: Path) -> None:
    (pack / "pictures/taza.svg").rename(pack / "pictures/taza.png")
    for file in [*pack.glob("*/*.md"), pack / "pack.toml"]:
        file.write_text(file.read_text(encoding="utf-8").replace("taza.svg", "taza.png"), encoding="utf-8")
    assert [str(p) for p in check_pack(pack)] == ["pictures/taza.png:0: Pictures are SVG files."]


def test_no_manifest_no_pack(tmp_path: Path) -> None:
    assert [str(p) for p in check_pack(tmp_path)] == ["pack.toml:0: This file is missing."]


def test_the_problems_as_text_and_as_json(pack: Path) -> None:
    (pack / "practices/soltar.en.md").unlink()
    problems = check_pack(pack)
    assert (
        problems_as_text(problems)
        == "practices/soltar.en.md:0: This file is missing: every text exists in every language."
    )
    assert json.loads(problems_as_json(problems))[0]["file"] == "practices/soltar.en.md"
    assert problems_as_text([]) == "" and json.loads(problems_as_json([])) == []


def test_we_have_packs_to_look_at() -> None:
    assert {"cuidar", "cuidarme", "peru"} <= set(BUNDLED)


@pytest.mark.parametrize("name", BUNDLED)
def test_our_own_packs_have_no_problem(paths: Paths, name: str) -> None:
    assert problems_as_text(check_pack(paths.bundled_packs / name, date(2027, 1, 1))) == ""
