"""The shelf: good packs beside broken ones, languages, the kept index, lessons opened one by one, and the search."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from carecompanion.content.library import Library
from carecompanion.content.model import (
    BrokenPack,
    CheckInId,
    LessonId,
    PackCard,
    PackId,
    PracticeCard,
    PracticeId,
    SceneId,
)
from carecompanion.content.reader import read_pack
from carecompanion.content.scene import CardId
from carecompanion.errors import ContentError, ContentMissing
from carecompanion.paths import Paths, find_resources

LESSON = LessonId("good/una-pausa")
CHECKIN = CheckInId("good/prueba")
GOOD = PackId("good")


@pytest.fixture
def library(pack: Path, tmp_path: Path) -> Library:
    return Library([pack.parent], tmp_path / "cache")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_shelf_in_two_languages(library: Library) -> None:
    (card,) = library.packs("en")
    assert isinstance(card, PackCard) and (card.title, card.version) == ("Test pack", "2026.11.1")
    (course,) = library.courses("es")
    assert (course.title, course.picture) == ("Curso de prueba", "pictures/taza.svg")
    assert [(module.number, module.title) for module in course.modules] == [(1, "Primero")]
    (lesson,) = course.lessons
    assert lesson == library.lesson_card(LESSON, "es")
    assert (lesson.title, lesson.course, lesson.module) == ("Una pausa", "curso", "primero")
    assert lesson.is_sensitive and lesson.has_questions and lesson.step_titles[0] == "Llegas al CEM"


def test_a_language_the_pack_lacks_falls_back_to_its_first(library: Library) -> None:
    assert library.courses("qu") == library.courses("es")
    assert library.lesson(LESSON, "qu") == library.lesson(LESSON, "es")
    assert library.practice(PracticeId("good/soltar"), "qu").language == "es"
    assert library.practices("qu") == library.practices("es")
    assert library.checkins("qu") == library.checkins("es")
    assert library.checkin(CHECKIN, "qu").language == "es"
    assert library.help_page("qu").lines[0].title == "Hay peligro ahora mismo"
    assert library.search("pausa", "qu")


def test_a_lesson_that_one_language_lacks_is_shown_in_the_other(pack: Path, library: Library) -> None:
    (pack / "lessons/una-pausa.en.md").unlink()
    assert library.lesson(LESSON, "en").language == "es"
    assert library.courses("en")[0].lessons[0].title == "Una pausa"


def test_lessons_practices_help_and_sources(library: Library) -> None:
    lesson = library.lesson(LESSON, "en")
    assert (lesson.title, lesson.pack_version) == ("A pause", "2026.11.1")
    assert tuple(step.id for step in lesson.steps) == library.lesson_card(LESSON, "en").step_ids
    assert library.lesson(LESSON, "en") is lesson
    assert library.practice(PracticeId("good/soltar"), "en").title == "Let your shoulders go"
    page = library.help_page("en")
    assert (page.lines[0].number, page.phrases, page.pack_title) == ("105", ("“I need help.”",), "Test pack")
    assert library.sources(GOOD)["E1.1"].confidence == "H"


def test_practices_are_cards_in_the_order_of_the_courses(library: Library) -> None:
    named, other = library.practices("en")
    assert (named.id, other.id) == ("good/soltar", "good/respirar")  # the module names only the first
    assert other == PracticeCard(
        id=PracticeId("good/respirar"),
        pack=GOOD,
        title="Breathing 4 and 6",
        about="The air goes out slowly.",
        minutes=2,
        kind="breath",
        dimension="body",
        icon="wind",
        moments=("quiet", "bedtime"),
        fits=("tense", "racing"),
    )


def test_a_practice_that_one_language_lacks_is_a_card_in_the_other(pack: Path, library: Library) -> None:
    (pack / "practices/respirar.en.md").unlink()
    assert [card.title for card in library.practices("en")] == ["Let your shoulders go", "Respirar 4 y 6"]


def test_checkins_come_whole_from_the_shelf_and_from_the_cache(pack: Path, library: Library, tmp_path: Path) -> None:
    for language in ("es", "en"):
        fresh = read_pack(pack).checkins[CHECKIN][language]
        assert library.checkins(language) == (fresh,)
        assert library.checkin(CHECKIN, language) == fresh
    again = Library([pack.parent], tmp_path / "cache").checkin(CHECKIN, "es")
    assert again == library.checkin(CHECKIN, "es")
    assert again.lines == library.checkin(CHECKIN, "es").lines
    assert [scale.line for scale in again.scales] == [scale.line for scale in library.checkin(CHECKIN, "es").scales]


def test_hard_words_of_every_language_are_known(library: Library) -> None:
    assert library.help_page("en").hard_words == ("want to disappear", "quiero desaparecer")
    assert library.help_page("es").hard_words == ("quiero desaparecer", "want to disappear")


@pytest.mark.parametrize("name", ["good/nada", "nobody/una-pausa", "good", "", "good/../good"])
def test_what_is_not_there_is_told(library: Library, name: str) -> None:
    for ask in (
        lambda: library.lesson(LessonId(name), "es"),
        lambda: library.lesson_card(LessonId(name), "es"),
        lambda: library.practice(PracticeId(name), "es"),
        lambda: library.checkin(CheckInId(name), "es"),
        lambda: library.scene(SceneId(name), "es"),
        lambda: library.scene_card(SceneId(name), "es"),
        lambda: library.desk_card(CardId(name), "es"),
    ):
        with pytest.raises(ContentMissing) as caught:
            ask()
        assert caught.value.words


def test_pictures_never_lead_out(pack: Path, library: Library) -> None:
    assert library.picture_path(GOOD, "pictures/taza.svg") == pack / "pictures/taza.svg"
    library.load()
    (pack / "pictures/out.svg").symlink_to("/etc/passwd")
    for name in ("../../secret", "/etc/passwd", "pictures\\..\\x", "", "pictures/out.svg"):
        with pytest.raises(ContentMissing):
            library.picture_path(GOOD, name)


def test_a_broken_pack_is_a_book_with_a_sentence(
    pack: Path, library: Library, allows_warnings: Callable[..., None]
) -> None:
    allows_warnings("carecompanion.content", "is damaged")
    bad = Path(shutil.copytree(pack, pack.parent / "bad"))
    edit(bad / "pack.toml", "schema = 1", "schema = 99")
    (pack.parent / "letter.carepack").write_bytes(b"PK no")
    (pack.parent / "empty").mkdir()
    (pack.parent / "README.md").write_text("hola", encoding="utf-8")
    good, *broken = library.packs("es")
    assert isinstance(good, PackCard)
    assert [book.id for book in broken] == ["bad", "empty", "letter"]
    for book in broken:
        assert isinstance(book, BrokenPack)
        assert "safe" in book.words and len(book.problems) == 1
    assert library.lesson(LESSON, "es").title == "Una pausa"


def test_the_newer_of_two_equal_packs_wins(pack: Path, tmp_path: Path, allows_warnings: Callable[..., None]) -> None:
    allows_warnings("carecompanion.content", "is damaged")
    installed = Path(shutil.copytree(pack, tmp_path / "installed" / "good-new"))
    folders = [pack.parent, installed.parent]
    assert Library(folders).lesson(LESSON, "es").pack_version == "2026.11.1"
    edit(installed / "pack.toml", "2026.11.1", "2026.11.10")
    edit(pack / "pack.toml", "2026.11.1", "2026.11.9")
    assert Library(folders).lesson(LESSON, "es").pack_version == "2026.11.10"
    assert Library(folders[::-1]).lesson(LESSON, "es").pack_version == "2026.11.10"
    edit(installed / "pack.toml", "schema = 1", "schema = 2")
    cards = Library(folders).packs("es")
    assert [type(card) for card in cards] == [PackCard, BrokenPack]


def test_order_on_the_shelf(pack: Path) -> None:
    other = Path(shutil.copytree(pack, pack.parent / "z-other"))
    edit(other / "pack.toml", 'id = "good"', 'id = "other"\norder = 5')
    assert [card.id for card in Library([pack.parent]).packs("es")] == ["other", "good"]


def test_a_lesson_damaged_under_our_feet(pack: Path, library: Library, allows_warnings: Callable[..., None]) -> None:
    allows_warnings("carecompanion.content", "is damaged")
    library.load()
    (pack / "lessons/una-pausa.en.md").write_bytes(b"\0\xff")
    (pack / "lessons/una-pausa.es.md").unlink()
    for language in ("es", "en"):
        with pytest.raises(ContentError) as caught:
            library.lesson(LESSON, language)
        assert "safe" in caught.value.words


def test_a_zip_on_the_shelf(pack: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "zips"
    shelf.mkdir()
    with zipfile.ZipFile(shelf / "good.carepack", "w") as archive:
        for one in sorted(pack.rglob("*")):
            archive.write(one, one.relative_to(pack).as_posix())
    library = Library([shelf], tmp_path / "cache")
    assert library.lesson(LESSON, "es") == Library([pack.parent]).lesson(LESSON, "es")
    assert library.picture_path(GOOD, "pictures/taza.svg").read_bytes() == (pack / "pictures/taza.svg").read_bytes()
    assert not library.picture_path(GOOD, "pictures/nada.svg").exists()


# ---- the kept index


def shelf_of(library: Library) -> object:
    kept = library.packs("en"), library.courses("en"), library.help_page("en"), library.search("pausa", "es")
    return *kept, library.practices("es"), library.checkins("es")


def kept_file(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "cache").iterdir()
    return file


def test_a_second_start_opens_no_lesson(pack: Path, library: Library, tmp_path: Path) -> None:
    library.load()
    program = (
        "import sys\n"
        "def watch(event, args):\n"
        "    if event == 'open' and str(args[0]).endswith(('.md', '.toml')): print('opened', args[0])\n"
        "sys.addaudithook(watch)\n"
        "from pathlib import Path\n"
        "from carecompanion.content.library import Library\n"
        "shelf = Library([Path(sys.argv[1])], Path(sys.argv[2]))\n"
        "assert shelf.courses('es') and shelf.search('pausa', 'es') and shelf.help_page('en').lines\n"
        "assert shelf.practices('es') and shelf.checkins('en') and shelf.scene_cards('en')\n"
        "print([name for name in ('yaml', 'tomllib', 'zipfile', 'PySide6', 'sqlalchemy') if name in sys.modules])\n"
    )
    command = [sys.executable, "-c", program, str(pack.parent), str(tmp_path / "cache")]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root, timeout=60)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_kept_index_says_the_same(pack: Path, library: Library, tmp_path: Path) -> None:
    fresh = shelf_of(Library([pack.parent]))
    assert shelf_of(library) == fresh
    before = kept_file(tmp_path).stat().st_mtime_ns
    assert shelf_of(Library([pack.parent], tmp_path / "cache")) == fresh
    assert kept_file(tmp_path).stat().st_mtime_ns == before


def test_a_changed_pack_is_read_again(pack: Path, library: Library, tmp_path: Path) -> None:
    library.load()
    edit(pack / "lessons/una-pausa.es.md", "title: Una pausa", "title: Otra pausa")
    again = Library([pack.parent], tmp_path / "cache")
    assert again.lesson_card(LESSON, "es").title == "Otra pausa"
    library.reload()
    assert library.lesson(LESSON, "es").title == "Otra pausa"


@pytest.mark.parametrize("how", ["empty", "half", "zeros", "other shape", "other type", "deep", "a list", "no shelf"])
def test_a_bad_cache_is_ignored_and_written_again(pack: Path, library: Library, tmp_path: Path, how: str) -> None:
    fresh = shelf_of(library)
    file = kept_file(tmp_path)
    whole = file.read_bytes()
    kept = json.loads(whole)
    if how == "other shape":
        del kept["index"]["card"]["version"]
    elif how == "other type":
        kept["index"]["shelves"]["es"]["card"]["title"] = 7
    elif how == "no shelf":
        kept["index"]["shelves"] = {}
    spoilt = {
        "empty": b"",
        "half": whole[: len(whole) // 2],
        "zeros": b"\0" * 99,
        "deep": b"[" * 99_999,
        "a list": b"[]",
    }
    file.write_bytes(spoilt.get(how, json.dumps(kept).encode()))
    assert shelf_of(Library([pack.parent], tmp_path / "cache")) == fresh
    assert file.read_bytes() == whole


def test_without_a_cache_to_write_the_shelf_still_stands(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert Library([pack.parent], tmp_path / "file" / "cache").courses("es")
    assert Library([pack.parent], tmp_path / "file").courses("es")


@pytest.mark.parametrize("fault", [PermissionError(13, "no"), OSError(28, "No space left on device")])
def test_a_full_or_locked_disk_only_costs_time(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError
) -> None:
    def refuse(*_args: object) -> None:
        raise fault

    monkeypatch.setattr(os, "replace", refuse)
    assert Library([pack.parent], tmp_path / "cache").courses("es")
    assert list((tmp_path / "cache").iterdir()) == []


def test_no_folder_no_books(tmp_path: Path) -> None:
    library = Library([tmp_path / "nowhere"], tmp_path / "cache")
    assert (library.packs("es"), library.courses("es"), library.search("a", "es")) == ((), (), ())
    assert library.help_page("es").lines == ()


# ---- the search


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("pausa", None),
        ("PÁUSA", None),
        ("llamada primera", "step-2"),
        ("llama", "step-2"),
        ("teléfono suena", "step-2"),
        ("telefono", "step-2"),
        ("taza", None),
        ("ventana", "step-3"),
        ("cem", "llegada"),
    ],
)
def test_words_are_found_without_accents_by_their_beginning(library: Library, words: str, step: str | None) -> None:
    found = library.search(words, "es")
    if words == "taza":  # only in the picture, which is spoken, not written
        assert found == ()
        return
    assert [(one.lesson.id, one.step) for one in found] == [(LESSON, step)]
    assert (found[0].step_title != "") == (step is not None)


@pytest.mark.parametrize("words", ["", "   ", "¿?", "zanahoria", "pausa zanahoria", "ausa", "Voten"])
def test_what_is_not_written_is_not_found(library: Library, words: str) -> None:
    assert library.search(words, "es") == ()


def test_the_excerpt_shows_the_words_around(library: Library) -> None:
    (found,) = library.search("ventana", "es")
    assert "agua y ventana" in found.excerpt
    assert len(found.excerpt) < 160


def a_thousand_lessons(pack: Path, paths: Paths) -> None:
    """One pack with every lesson of ours again and again under new names and titles."""
    lessons = sorted((paths.bundled_packs / "cuidarme" / "lessons").glob("*.es.md"))
    refs = []
    for number in range(1000):
        text = lessons[number % len(lessons)].read_text(encoding="utf-8")
        head, body = text.split("---\n", 2)[1:]
        head = "\n".join(line for line in head.split("\n") if not line.startswith(("id:", "title:")))
        name = f"leccion-{number}"
        (pack / f"lessons/{name}.es.md").write_text(
            f"---\nid: {name}\ntitle: Lección {number}\n{head}---\n{body}\nPalabra{number}\n", encoding="utf-8"
        )
        refs.append(f'"lesson:{name}"')
    edit(pack / "pack.toml", '"lesson:una-pausa"', ", ".join(refs))


def test_a_thousand_lessons_are_searched_while_typing(pack: Path, paths: Paths, tmp_path: Path) -> None:
    a_thousand_lessons(pack, paths)
    library = Library([pack.parent], tmp_path / "cache")
    assert len(library.search("cuerpo", "es")) == 30
    for words in ("c", "cu", "cuerpo", "cuerpo hombros respira"):
        assert len(library.search(words, "es")) == 30, words  # how quickly is a matter for the benchmark
    assert not library.search("zanahoria", "es")
    assert library.search("palabra999", "es")[0].lesson.title == "Lección 999"


def test_all_that_a_bundled_workshop_shows_is_there(tmp_path: Path) -> None:
    bundled = Library([find_resources() / "packs"], tmp_path / "cache")
    cards = bundled.workshops("es")
    assert cards
    missing = [
        f"{card.id}: {reference}"
        for card in cards
        for reference in bundled.workshop(card.id, "es").references
        if not bundled.has(reference)
    ]
    assert not missing
