"""The help lines of the place: kept in a plain file, refused in clear words, never a reason for the page to fail."""

import os
import stat
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.app import App, open_app
from carecompanion.errors import LineNotAllowed, StorageError, StorageFull, StorageReadOnly
from carecompanion.i18n import _
from carecompanion.paths import Paths
from carecompanion.services.help_lines import LONGEST, MOST, HelpLines, LocalLine, digits, tidy

OFFICIAL = ("105", "106", "100", "113", "1810", "(01) 618 9383")
TODAY = date(2026, 11, 24)
CEM = LocalLine(
    "cem", "(061) 571 234", "CEM de Pucallpa", "Orientan y acompañan", "Lunes a viernes, 8:00 a 16:15",
    "español y shipibo", "Coordinación CEM", TODAY,
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "datos de Ñusta" / "help" / "lines.toml"


@pytest.fixture
def lines(file: Path, clock) -> HelpLines:
    return HelpLines(file, clock, lambda: OFFICIAL)


def again(lines: HelpLines) -> HelpLines:
    """The program was closed and opened."""
    return HelpLines(lines._file, lines._clock, lambda: OFFICIAL)


def a_line(number: int) -> LocalLine:
    return replace(CEM, id=f"l{number}", number=f"061 571 {100 + number}", title=f"Línea {number}")


# keeping


def test_what_is_kept_is_there_next_time(lines: HelpLines, file: Path) -> None:
    lines.keep(CEM)
    assert again(lines).lines() == (CEM,)
    assert tomllib.loads(file.read_text(encoding="utf-8"))["lines"][0]["seen_on"] == TODAY  # a plain file


def test_a_new_line_was_seen_today(lines: HelpLines) -> None:
    assert lines.new().seen_on == TODAY and lines.new().id != lines.new().id


def test_a_line_is_changed_where_it_stands(lines: HelpLines) -> None:
    for number in range(3):
        lines.keep(a_line(number))
    lines.keep(replace(a_line(1), title="Comisaría de Manantay"))
    assert [one.title for one in again(lines).lines()] == ["Línea 0", "Comisaría de Manantay", "Línea 2"]


def test_removing_can_be_undone_at_the_same_place(lines: HelpLines) -> None:
    for number in range(3):
        lines.keep(a_line(number))
    place = lines.remove("l1")
    assert [one.id for one in again(lines).lines()] == ["l0", "l2"]
    lines.keep(a_line(1), place)
    assert [one.id for one in again(lines).lines()] == ["l0", "l1", "l2"]
    assert lines.remove("nobody") == -1


def test_moving_stops_at_the_ends(lines: HelpLines) -> None:
    for number in range(3):
        lines.keep(a_line(number))
    assert lines.move("l2", -1) and not lines.move("l0", -1) and not lines.move("l1", 1)
    assert [one.id for one in again(lines).lines()] == ["l0", "l2", "l1"]
    assert not lines.move("nobody", 1)


def test_twelve_and_no_more(lines: HelpLines) -> None:
    for number in range(MOST):
        assert not lines.is_full
        lines.keep(a_line(number))
    assert lines.is_full
    with pytest.raises(LineNotAllowed):
        lines.keep(a_line(MOST))
    lines.keep(replace(a_line(3), title="Otra"))  # changing is no adding
    assert len(again(lines).lines()) == MOST


def test_calling_again_makes_a_line_young(lines: HelpLines, clock) -> None:
    clock.move(days=400)
    assert lines.checked_today(CEM).seen_on == date(2027, 12, 29)


def test_reading_writes_nothing(lines: HelpLines, file: Path) -> None:
    assert lines.lines() == () and lines.trouble == "" and lines.new() and lines.warning("1055")
    assert not file.parent.exists()


# what is refused, and what is warned of


@pytest.mark.parametrize("field", ["number", "title", "hours", "added_by"])
def test_what_a_line_cannot_do_without(lines: HelpLines, file: Path, field: str) -> None:
    with pytest.raises(LineNotAllowed) as caught:
        lines.keep(replace(CEM, **{field: " \u200b\t"}))
    assert list(caught.value.faults) == [field] and caught.value.words
    assert not file.exists() and lines.lines() == ()


@pytest.mark.parametrize("field", LONGEST)
def test_no_field_is_longer_than_the_page_can_show(lines: HelpLines, field: str) -> None:
    words = "1" * 16 if field == "number" else "a" * (LONGEST[field] + 1)
    assert field in lines.faults(replace(CEM, **{field: words}))
    fits = "1" * 15 if field == "number" else "a" * LONGEST[field]
    assert lines.faults(replace(CEM, **{field: fits})) == {}


@pytest.mark.parametrize(
    "number", ["ciento cinco", "061 57I 234", "12", "１２３", "٠١٢٣", "+", "0800-1234x", "1" * 16, "1;2;3"]
)
def test_what_is_no_number(lines: HelpLines, number: str) -> None:
    assert list(lines.faults(replace(CEM, number=number))) == ["number"]


@pytest.mark.parametrize("number", ["116", "987654321", "987 654 321", "(061) 57-1234", "+51 987654321", "0800-15170"])
def test_what_is_a_number(lines: HelpLines, number: str) -> None:
    assert lines.faults(replace(CEM, number=number)) == {}


@pytest.mark.parametrize("number", ["105", " 1 0 5 ", "1810", "01 6189383"])
def test_an_official_number_is_not_taken_twice(lines: HelpLines, number: str) -> None:
    assert lines.faults(replace(CEM, number=number))["number"] == _(
        "This number is already there, among the official lines."
    )


def test_a_local_number_is_not_taken_twice(lines: HelpLines) -> None:
    lines.keep(CEM)
    assert list(lines.faults(replace(CEM, id="other", number="061571234"))) == ["number"]
    assert lines.faults(replace(CEM, number="061571234")) == {}  # the same line, written otherwise


@pytest.mark.parametrize(
    ("number", "short"),
    [("1055", "105"), ("0105", "105"), ("1105", "105"), ("1135", "113"), ("113 5", "113"), ("18100", "1810")],
)
def test_a_short_number_with_digits_too_many_is_warned_of(lines: HelpLines, number: str, short: str) -> None:
    assert short in lines.warning(number)
    lines.keep(replace(CEM, number=number))  # a warning forbids nothing


@pytest.mark.parametrize("number", ["", "105", "116", "1818", "987654321", "(061) 105 113", "105105105"])
def test_other_numbers_are_not_warned_of(lines: HelpLines, number: str) -> None:
    assert lines.warning(number) == ""


def test_911_is_warned_of(lines: HelpLines) -> None:
    assert "911" in lines.warning("9-1-1") and lines.faults(replace(CEM, number="911")) == {}


# damage


GOOD = """
[[lines]]
id = "cem"
number = "(061) 571 234"
title = "CEM de Pucallpa"
who = ""
hours = "8 a 16"
added_by = "CEM"
seen_on = 2026-11-24
"""


def write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def test_a_line_written_by_hand_is_read(lines: HelpLines, file: Path) -> None:
    write(file, GOOD.encode())
    assert [one.title for one in lines.lines()] == ["CEM de Pucallpa"] and lines.trouble == ""


DAMAGED = {
    "no toml": b"[[lines",
    "wrong encoding": GOOD.replace("8 a 16", "mañana").encode("latin-1"),
    "sixteen bits": GOOD.encode("utf-16"),
    "zeros": b"\0" * 500,
    "huge": GOOD.encode() + b"#" * 100_000,
    "deep": b"lines = " + b"[" * 5000,
    "no list": b'lines = "none"',
    "no tables": b"lines = [1, 2]",
    "other keys": b"other = 1",
    "a number of letters": GOOD.replace("(061) 571 234", "llama ya").encode(),
    "no day": GOOD.replace("2026-11-24", '"ayer"').encode(),
    "an hour": GOOD.replace("2026-11-24", "2026-11-24T10:00:00").encode(),
    "no title": GOOD.replace('title = "CEM de Pucallpa"', "").encode(),
    "too long": GOOD.replace("8 a 16", "8" * 5000).encode(),
    "not text": GOOD.replace('"8 a 16"', "[8, 16]").encode(),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_damage_costs_these_lines_only_and_is_kept_aside(lines: HelpLines, file: Path, content: bytes) -> None:
    write(file, content)
    assert lines.lines() == () and lines.trouble
    assert file.read_bytes() == content  # reading changes nothing
    lines.keep(CEM)
    assert lines.trouble == "" and again(lines).lines() == (CEM,)
    assert file.with_suffix(".damaged-1").read_bytes() == content


def test_good_lines_in_a_damaged_file_are_shown(lines: HelpLines, file: Path) -> None:
    write(file, (GOOD + GOOD.replace("cem", "otra").replace("8 a 16", "")).encode())
    assert [one.id for one in lines.lines()] == ["cem"] and lines.trouble
    lines.remove("cem")
    assert len(tomllib.loads(file.with_suffix(".damaged-1").read_text(encoding="utf-8"))["lines"]) == 2


def test_more_than_twelve_in_the_file_are_not_lost(lines: HelpLines, file: Path) -> None:
    write(file, "".join(GOOD.replace('"cem"', f'"l{number}"') for number in range(20)).encode())
    assert len(lines.lines()) == MOST and lines.trouble


def test_one_damaged_file_never_covers_another(lines: HelpLines, file: Path) -> None:
    for content in (b"one = ", b"two = "):
        write(file, content)
        again(lines).keep(CEM)
    aside = {file.with_suffix(f".damaged-{number}").read_bytes() for number in (1, 2)}
    assert aside == {b"one = ", b"two = "}


def test_a_folder_in_its_place_is_no_reason_to_fail(lines: HelpLines, file: Path) -> None:
    file.mkdir(parents=True)
    assert lines.lines() == () and lines.trouble
    lines.keep(CEM)
    assert again(lines).lines() == (CEM,)


def test_a_file_in_the_folders_place_is_said_in_words(lines: HelpLines, file: Path) -> None:
    file.parent.parent.mkdir(parents=True)
    file.parent.write_bytes(b"")
    assert lines.lines() == ()
    with pytest.raises(StorageError) as caught:
        lines.keep(CEM)
    assert caught.value.words and lines.lines() == ()


@given(content=st.binary(max_size=400))
def test_no_content_at_all_is_a_reason_to_fail(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "lines.toml"
    file.write_bytes(content)
    lines = HelpLines(file, lambda: None, lambda: OFFICIAL)
    assert len(lines.lines()) <= MOST


def of_words(most: int, least: int = 0) -> st.SearchStrategy[str]:
    return st.text(min_size=least, max_size=most).map(lambda text: tidy(replace(CEM, title=text)).title)


SOME_LINE = st.builds(
    LocalLine,
    id=st.uuids().map(lambda one: one.hex),
    number=st.from_regex(r"\+?[0-9]{5,9}[ -]?[0-9]{2,4}", fullmatch=True),
    title=of_words(LONGEST["title"], 1).filter(bool),
    who=of_words(LONGEST["who"]),
    hours=of_words(LONGEST["hours"], 1).filter(bool),
    languages=of_words(LONGEST["languages"]),
    added_by=of_words(LONGEST["added_by"], 1).filter(bool),
    seen_on=st.dates(),
)


def unlike(lines: list[LocalLine]) -> list[LocalLine]:
    return list({digits(line.number): line for line in lines}.values())


@given(wanted=st.lists(SOME_LINE, max_size=MOST).map(unlike))
def test_any_line_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, wanted: list[LocalLine]) -> None:
    file = tmp_path_factory.mktemp("round") / "help" / "lines.toml"
    lines = HelpLines(file, lambda: None, lambda: OFFICIAL)
    allowed = [line for line in wanted if not lines.faults(line)]
    assert len(allowed) == len(wanted)
    for line in wanted:
        lines.keep(line)
    back = HelpLines(file, lambda: None, lambda: OFFICIAL)
    assert list(back.lines()) == wanted and back.trouble == ""


@given(text=st.text())
def test_tidying_is_done_once(text: str) -> None:
    once = tidy(replace(CEM, who=text))
    assert tidy(once) == once and once.who.isprintable()


# a disk that does not take it


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB; only root may mount one."""
    if os.name == "nt":
        pytest.skip("Windows mounts no small disks")
    place = tmp_path / "disco"
    place.mkdir()
    how = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if subprocess.run(how, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount the disk this test needs")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path) -> None:
    with open(disk / "ballast", "wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"x" * 1024)
        except OSError:
            return


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_full_disk_leaves_what_was_there(small_disk: Path, clock, is_damaged: bool) -> None:
    file = small_disk / "help" / "lines.toml"
    lines = HelpLines(file, clock, lambda: OFFICIAL)
    if is_damaged:
        write(file, b"lines = ")
    else:
        lines.keep(CEM)
    before, shown = file.read_bytes(), lines.lines()
    fill(small_disk)
    for change in (lambda: lines.keep(a_line(1)), lambda: lines.keep(a_line(2))):
        with pytest.raises(StorageFull) as caught:
            change()
        assert caught.value.words
    assert file.read_bytes() == before and lines.lines() == shown == again(lines).lines()
    assert [one.name for one in file.parent.iterdir()] == ["lines.toml"]
    (small_disk / "ballast").unlink()
    lines.keep(a_line(1))
    assert a_line(1) in again(lines).lines()


@pytest.fixture
def read_only(file: Path) -> Iterator[Callable[[], None]]:
    """Call it: the folder may not be written any more. Root may always, so there the kernel has to forbid it."""
    if os.name == "nt":
        pytest.skip("Windows forbids this otherwise")
    mounted: list[str] = []

    def forbid() -> None:
        folder = str(file.parent)
        if os.geteuid():
            file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
        elif subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False).returncode:
            pytest.skip("this test needs a folder that may not be written")
        else:
            mounted.append(folder)
            subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True, capture_output=True)

    yield forbid
    for folder in mounted:
        subprocess.run(["umount", "--lazy", folder], check=True)
    if file.parent.exists():
        file.parent.chmod(stat.S_IRWXU)


def test_a_folder_that_may_not_be_written(lines: HelpLines, file: Path, read_only: Callable[[], None]) -> None:
    lines.keep(CEM)
    read_only()
    for change in (
        lambda: lines.keep(a_line(1)),
        lambda: lines.remove("cem"),
    ):
        with pytest.raises(StorageReadOnly):
            change()
    assert lines.lines() == again(lines).lines() == (CEM,)


# in the program


def test_the_program_has_them_without_anyone_inside(paths: Paths, clock) -> None:
    app: App = open_app(paths, clock=clock, cost=2)
    app.help_lines.keep(CEM)
    assert (paths.data / "help" / "lines.toml").is_file()
    assert open_app(paths, clock=clock, cost=2).help_lines.lines() == (CEM,)
    assert "number" in app.help_lines.faults(replace(CEM, id="x", number="105"))


def test_nothing_of_them_is_logged(lines: HelpLines, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(file, b"lines = ")
    lines.lines()
    lines.keep(CEM)
    assert not [one for one in caplog.records if "carecompanion" in one.name]
