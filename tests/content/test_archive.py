"""A .carepack file: as good as its folder, and refused in words when it lies."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from carecompanion.content.checker import check_pack
from carecompanion.content.reader import read_pack
from carecompanion.errors import PackError


def packed(pack: Path, spoil: Callable[[zipfile.ZipFile], None] | None = None) -> Path:
    file = pack.with_suffix(".carepack")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(pack.rglob("*")):
            archive.write(one, one.relative_to(pack).as_posix())
        if spoil:
            spoil(archive)
    return file


def test_a_zip_is_as_good_as_its_folder(pack: Path) -> None:
    file = packed(pack)
    assert check_pack(file) == []
    assert read_pack(file) == read_pack(pack)


def a_link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("pictures/link.svg")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


def a_bomb(archive: zipfile.ZipFile) -> None:
    for number in range(11):
        archive.writestr(f"pictures/{number}.svg", b"\0" * 20 * 1024**2)


def a_big_text(archive: zipfile.ZipFile) -> None:
    archive.writestr("lessons/otra.es.md", b"a" * 1024**2)


def many_files(archive: zipfile.ZipFile) -> None:
    for number in range(5001):
        archive.writestr(f"{number}.txt", b"")


LIES = {
    "up and out": (lambda archive: archive.writestr("../out.md", "x"), "leads out"),
    "out in the middle": (lambda archive: archive.writestr("lessons/../../out.md", "x"), "leads out"),
    "absolute": (lambda archive: archive.writestr("/etc/x", "x"), "leads out"),
    "drive letter": (lambda archive: archive.writestr("C:/x", "x"), "leads out"),
    "backslash": (lambda archive: archive.writestr("lessons\\..\\x", "x"), "leads out"),
    "link": (a_link, "a link"),
    "bomb": (a_bomb, "too big"),
    "big text": (a_big_text, "too big"),
    "many files": (many_files, "more than 5000 files"),
    "unknown packing": (lambda archive: archive.writestr("x.md", "x", zipfile.ZIP_LZMA), "unknown way"),
}


@pytest.mark.parametrize("name", LIES)
def test_a_zip_that_lies_is_refused_in_words(pack: Path, name: str) -> None:
    spoil, says = LIES[name]
    file = packed(pack, spoil)
    with pytest.raises(PackError, match=says):
        read_pack(file)
    assert any(says in problem.what for problem in check_pack(file))


def test_a_name_twice_is_refused(pack: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        file = packed(pack, lambda archive: archive.writestr("pack.toml", "x"))
    with pytest.raises(PackError, match="twice"):
        read_pack(file)


@pytest.mark.parametrize("cut", [0, 1, 30, 300, 2000])
def test_a_zip_cut_short_is_refused(pack: Path, cut: int) -> None:
    file = packed(pack)
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(PackError):
        read_pack(file)


def test_flipped_bytes_never_stumble(pack: Path) -> None:
    file = packed(pack)
    whole = file.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        assert isinstance(check_pack(file), list)


def test_nothing_there_or_something_else(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no pack here"):
        read_pack(tmp_path / "nowhere.carepack")
    (tmp_path / "letter.txt").write_text("hola", encoding="utf-8")
    with pytest.raises(PackError, match="not a pack"):
        read_pack(tmp_path / "letter.txt")


def test_a_link_in_a_folder_is_refused(pack: Path) -> None:
    (pack / "pictures/out.svg").symlink_to("/etc/passwd")
    with pytest.raises(PackError, match="a link"):
        read_pack(pack)
    assert [problem.file for problem in check_pack(pack)] == ["pictures/out.svg"]


def test_hidden_files_are_the_authors_own(pack: Path) -> None:
    (pack / ".git").mkdir()
    (pack / ".git/config").write_bytes(b"\0")
    assert check_pack(pack) == []
