"""FORMAT.md tells the truth: its small packs pass the checker, and it names every block, attribute and key."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

from carecompanion.content import card_rules, pictures, scene_rules, workshop_papers, workshop_rules
from carecompanion.content.blocks import ATTRIBUTES, BLOCKS
from carecompanion.content.checker import check_pack
from carecompanion.content.checkins import ACTS, ANSWER_KINDS, CONDITIONS, PLAN_KINDS
from carecompanion.content.files import (
    ENDINGS,
    MAX_FILES,
    MAX_LINES,
    MAX_PACK,
    MAX_PICTURE,
    MAX_TEXT,
    MAX_TEXTS,
    SIGNATURE,
)
from carecompanion.content.house_rules import ABOUT_LENGTH, MOMENTS, REACTIONS, ROLES, ROW_LENGTH, ROWS
from carecompanion.content.manifest import LINE_KINDS
from carecompanion.content.moments import CHOICE_KEYS, FAREST
from carecompanion.content.practices import DIMENSIONS, PRACTICE_KINDS
from carecompanion.content.proof import quizzes, reading, wholeness
from carecompanion.content.reader import read_pack
from carecompanion.content.scales import COMBINATIONS, DIRECTIONS, TONES, WHEEL
from carecompanion.content.scene import CARES
from carecompanion.content.workshop import BLOCK_KINDS, FORM_KINDS, QUESTION_KINDS, WEIGHTS
from carecompanion.main import main
from carecompanion.paths import Paths

GOOD = Path(__file__).parents[1] / "packs" / "good"
FILE = re.compile(r"<!-- (?:file|archivo): (\S+) -->\n```\w+\n(.*?)```\n", re.DOTALL)


@pytest.fixture
def document(paths: Paths) -> str:
    return (paths.bundled_packs / "FORMAT.md").read_text(encoding="utf-8")


@pytest.fixture
def parts(document: str) -> list[str]:
    """The English reference, and the Spanish one."""
    return document.split("\n# El formato")


@pytest.mark.parametrize("part", [0, 1])
def test_the_small_pack_passes_the_checker(parts: list[str], part: int, tmp_path: Path) -> None:
    found = FILE.findall(parts[part])
    for name, text in found:
        file = tmp_path / "small" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert check_pack(tmp_path / "small") == []
    pack = read_pack(tmp_path / "small")
    documents = (pack.lessons, pack.practices, pack.scenes, pack.desk_cards, pack.checkins, pack.workshops)
    assert [*map(len, documents), len(found)] == [1, 1, 1, 1, 1, 1, 8]


@pytest.mark.parametrize(("part", "title", "pack"), [(0, "Signing", "path/to/pack"), (1, "Firmar", "ruta/del/paquete")])
def test_signing_goes_as_it_says(
    parts: list[str], part: int, title: str, pack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two commands, as they stand there, on a pack that lies where they say."""
    section = next(one for one in parts[part].split("\n## ") if one.startswith(title))
    commands = re.findall(r"```sh\ncarecompanion (.*)\n```", section)
    assert len(commands) == 2
    shutil.copytree(GOOD, tmp_path / pack)
    monkeypatch.chdir(tmp_path)
    assert [main(shlex.split(command)) for command in commands] == [0, 0]
    signed = tomllib.loads((tmp_path / pack / SIGNATURE).read_text(encoding="utf-8"))
    assert {f"`{key}`" in section for key in signed if key != "files"} == {True} and "`[files]`" in section
    assert read_pack(tmp_path / pack).signed_by == "Casa Retama"


@pytest.mark.parametrize("part", [0, 1])
def test_both_languages_tell_the_bounds_of_files_and_pictures(parts: list[str], part: int) -> None:
    bounds = (MAX_FILES, MAX_LINES, MAX_TEXTS // 1024**2, MAX_PACK // 1024**2, MAX_TEXT // 1024, MAX_PICTURE // 1024)
    of_shape = (
        pictures.MOST_ELEMENTS,
        pictures.DEEPEST,
        pictures.LARGEST,
        pictures.LONGEST_SIDE,
        pictures.NARROWEST,
    )
    said = parts[part].replace(",", "")
    assert [bound for bound in (*bounds, *of_shape) if not re.search(rf"\b{bound}\b", said)] == []
    assert [name for name in pictures.ELEMENTS if f"`{name}`" not in said.lower()] == []
    assert [ending for ending in ENDINGS if f"`{ending}`" not in said] == []


KEYS = """
    schema version languages licence authors order reviewed_by reviewed_on review_by minutes take notice summary why
    breath seen_on confirmed_on always free number who hours confidence url contents about dimension picture
    dose caution evidence icon moments fits rhythms sip version dated window_days every_days is_validated measures
    computed limits kind options value may_add least most low high id title page answers text hint items reversed
    combine times high_is cut_may_change at_least level words tone points days entries up down item at_most in_a_row
    act do reason scale bands lowest person feels felt verdicts calm trust care needs else starts materials weight of
    steps sensitive slides tag right
"""
WORDS = (
    *BLOCKS, *ROLES, *DIMENSIONS, *LINE_KINDS, *PRACTICE_KINDS, *MOMENTS, *REACTIONS, *ANSWER_KINDS, *COMBINATIONS,
    *DIRECTIONS, *CARES, *CHOICE_KEYS, *TONES, *WHEEL, *ACTS, *(f"plan:{kind}" for kind in PLAN_KINDS), *CONDITIONS,
    *BLOCK_KINDS, *WEIGHTS, *QUESTION_KINDS, *FORM_KINDS,
)  # fmt: skip
TABLES = """
    courses courses.modules sources lines phrases answers pages items scales scales.bands rules steps days days.blocks
    tests tests.questions forms forms.questions
"""


@pytest.mark.parametrize("part", [0, 1])
def test_both_languages_name_everything(parts: list[str], part: int) -> None:
    attributes = {name for found in ATTRIBUTES.values() for name in found}
    for name in (*KEYS.split(), *WORDS, *attributes, "[scales.change]", "[hard_words]"):
        assert re.search(rf"`{re.escape(name)}( = \w+)?`", parts[part]), name
    for name in TABLES.split():
        assert f"`[[{name}]]`" in parts[part], name


BOUNDS = {
    "easy to read|fácil de leer": (*reading.LEAST.values(), reading.LEAST_IN_STEP, *reading.LEAST_WORDS.values()),
    "sentences|oraciones": (reading.LONGEST_SENTENCE, reading.LONGEST_ON_AVERAGE),
    "questions|preguntas": (quizzes.QUESTIONS_IN_COURSE,),
    "pictures|dibujos": (wholeness.SPOKEN_WORDS,),
    "sizes|tamaños": (*wholeness.TEXT_KB.values(), wholeness.PACK_MB),
}


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("rule", BOUNDS)
def test_both_languages_tell_the_bounds_that_hold(parts: list[str], part: int, rule: str) -> None:
    row = next(line for line in parts[part].splitlines() if line.startswith(f"| {rule.split('|')[part]} |"))
    assert [bound for bound in BOUNDS[rule] if not re.search(rf"\b{bound}\b", row)] == []


OF_SCENES = (
    *scene_rules.LENGTHS.values(), scene_rules.MINUTES[0], scene_rules.MINUTES[-1], scene_rules.LEAST_MOMENTS,
    scene_rules.LEAST_ENDINGS, scene_rules.LEAST_TO_BEST, scene_rules.LEAST_OFFERED, scene_rules.ROWS,
    scene_rules.SENTENCES[-1], scene_rules.SUMMARY[-1], scene_rules.CHOICES[-1], FAREST,
)  # fmt: skip
OF_CARDS = (card_rules.SECTIONS[0], card_rules.SECTIONS[-1], ABOUT_LENGTH)


@pytest.mark.parametrize(("part", "scene", "card"), [(0, "A scene", "A desk card"), (1, "Una escena", "Una tarjeta")])
def test_both_languages_tell_the_bounds_of_scenes_and_cards(parts: list[str], part: int, scene: str, card: str) -> None:
    sections = re.split(r"^## ", parts[part], flags=re.MULTILINE)
    for title, bounds in ((scene, OF_SCENES), (card, OF_CARDS)):
        section = next(one for one in sections if one.startswith(title))
        assert [bound for bound in bounds if not re.search(rf"\b{bound}\b", section)] == []


OF_WORKSHOPS = (
    workshop_rules.ABOUT_LENGTH, workshop_rules.TITLE_LENGTH, workshop_rules.TAG_LENGTH, workshop_rules.NOTICE_LENGTH,
    workshop_rules.LATEST // 60, workshop_rules.MOST_WITHOUT_BREAK, *workshop_rules.BREAK_MINUTES.split("–"),
    workshop_papers.QUESTIONS, ROWS, ROW_LENGTH,
)  # fmt: skip


@pytest.mark.parametrize(("part", "title"), [(0, "A workshop"), (1, "Un taller")])
def test_both_languages_tell_the_bounds_of_workshops(parts: list[str], part: int, title: str) -> None:
    sections = re.split(r"^## ", parts[part], flags=re.MULTILINE)
    section = next(one for one in sections if one.startswith(title))
    assert [bound for bound in OF_WORKSHOPS if not re.search(rf"\b{bound}\b", section)] == []


def test_two_of_five_is_the_share_that_holds(parts: list[str]) -> None:
    assert quizzes.LARGEST_SHARE == workshop_papers.LARGEST_SHARE == 2 / 5
    assert (scene_rules.LONGEST_SHARE, scene_rules.PLACE_SHARE) == (2 / 5, 3 / 5)
    assert "3 of 5" in parts[0] and "3 de cada 5" in parts[1]
    assert "2 of 5" in parts[0] and "2 de cada 5" in parts[1]
