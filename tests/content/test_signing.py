"""Signed packs: who signed is known, whatever changed is found, and a key is a small file that only its owner reads."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion import i18n
from carecompanion.content.checker import check_pack
from carecompanion.content.faults import Problem
from carecompanion.content.files import FolderFiles
from carecompanion.content.reader import read_pack
from carecompanion.content.signing import (
    MakersKey,
    fingerprint_of,
    key_as_text,
    key_from_text,
    new_key,
    sign,
    signed_files,
    verify,
)
from carecompanion.errors import KeyUnreadable, PackError
from carecompanion.main import main
from carecompanion.paths import find_paths
from carecompanion.services.certificate_text import fingerprint_of as of_certificates
from carecompanion.services.signing_packs import make_key, sign_pack
from tests.packs.hostile.parts import tiny
from tests.packs.reading import MemoryFiles

KEY = MakersKey("Casa Retama", bytes(range(32)))
SIGNED = tiny() | {"signature.toml": sign(MemoryFiles(tiny()), KEY).encode()}


def faults_of(files: dict[str, bytes]) -> list[Problem]:
    problems: list[Problem] = []
    verify(MemoryFiles(files), problems)
    return problems


def test_who_signed_is_known() -> None:
    problems: list[Problem] = []
    found = verify(MemoryFiles(SIGNED), problems)
    assert (found and found.name, found and found.fingerprint, problems) == ("Casa Retama", KEY.fingerprint, [])
    assert verify(MemoryFiles(tiny()), problems) is None
    assert problems == []  # a pack without a signature is no fault


def test_a_fingerprint_is_the_same_everywhere_in_the_program() -> None:
    assert fingerprint_of(b"x" * 32) == of_certificates(b"x" * 32)
    assert len(KEY.fingerprint) == 19 and KEY.fingerprint.count("-") == 3


def test_every_file_but_the_signature_is_signed() -> None:
    assert signed_files(MemoryFiles(SIGNED)) == sorted(tiny())


@given(st.sampled_from(sorted(tiny())), st.integers(min_value=0), st.integers(1, 255))
def test_not_one_byte_can_change(name: str, place: int, by: int) -> None:
    content = bytearray(SIGNED[name])
    content[place % len(content)] ^= by
    assert [problem.file for problem in faults_of(SIGNED | {name: bytes(content)})] == [name]


@given(st.integers(min_value=0), st.integers(1, 255))
def test_not_one_sign_of_the_list_can_change_its_meaning(place: int, by: int) -> None:
    """A changed blank may mean the same; then it is as good as before."""
    text = bytearray(SIGNED["signature.toml"])
    text[place % len(text)] ^= by
    problems: list[Problem] = []
    found = verify(MemoryFiles(SIGNED | {"signature.toml": bytes(text)}), problems)
    assert problems or (found and found.name == "Casa Retama" and found.fingerprint == KEY.fingerprint)


def test_other_line_ends_are_the_same_signature() -> None:
    assert faults_of(SIGNED | {"signature.toml": SIGNED["signature.toml"].replace(b"\n", b"\r\n")}) == []


# makers


def test_a_pack_is_signed_from_the_command_line(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "llave.toml"
    assert main(["pack", "key", str(key), "--name", "Casa  Retama"]) == 0
    assert main(["pack", "sign", str(pack), "--key", str(key)]) == 0
    said = capsys.readouterr().out
    i18n.speak("en", find_paths().resources / "i18n")
    read = read_pack(pack)
    assert read.signed_by == "Casa Retama" and said.count(read.fingerprint) == 2
    assert check_pack(pack) == []
    (pack / "lessons" / "una-pausa.es.md").write_text("x", encoding="utf-8")
    with pytest.raises(PackError, match="not as it was signed") as refused:
        read_pack(pack)
    assert refused.value.file == "lessons/una-pausa.es.md"


def test_signing_again_takes_the_place_of_the_first(pack: Path, tmp_path: Path) -> None:
    make_key(tmp_path / "one", "Una")
    make_key(tmp_path / "two", "Otra")
    sign_pack(pack, tmp_path / "one")
    first = read_pack(pack)
    sign_pack(pack, tmp_path / "two")
    again = read_pack(pack)
    assert (first.signed_by, again.signed_by) == ("Una", "Otra") and first.fingerprint != again.fingerprint


def test_a_zip_is_signed_where_it_lies(pack: Path, tmp_path: Path) -> None:
    import shutil

    file = Path(shutil.make_archive(str(tmp_path / "pack"), "zip", pack)).rename(tmp_path / "pack.carepack")
    make_key(tmp_path / "key", "Una")
    sign_pack(file, tmp_path / "key")
    assert read_pack(file).signed_by == "Una"
    assert sorted(one.name for one in tmp_path.glob("pack.*")) == ["pack.carepack"]


def test_a_bad_pack_is_not_signed(pack: Path, tmp_path: Path) -> None:
    make_key(tmp_path / "key", "Una")
    (pack / "foto.png").write_bytes(b"x")
    with pytest.raises(PackError, match="no files of this kind"):
        sign_pack(pack, tmp_path / "key")
    assert not (pack / "signature.toml").exists()


def test_the_key_is_not_given_away_with_the_pack(pack: Path) -> None:
    make_key(pack / "key.toml", "Una")
    with pytest.raises(KeyUnreadable, match="Take it out first"):
        sign_pack(pack, pack / "key.toml")


def test_a_key_is_its_owners_and_never_written_over(tmp_path: Path) -> None:
    make_key(tmp_path / "key", "Una")
    kept = (tmp_path / "key").read_bytes()
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    with pytest.raises(KeyUnreadable, match="already"):
        make_key(tmp_path / "key", "Otra")
    assert (tmp_path / "key").read_bytes() == kept


@pytest.mark.parametrize("name", ["", "x" * 81, 'a"b', "a\\b", "a\u202eb", "\n"])
def test_a_name_that_cannot_be_shown_signs_nothing(name: str) -> None:
    with pytest.raises(KeyUnreadable):
        new_key(name)


@pytest.mark.parametrize(
    "text", ["", "x", 'name = "a"', 'name = "a"\nsecret = "00"', 'name = ""\nsecret = "' + "0" * 64 + '"']
)
def test_what_is_no_key_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    with pytest.raises(KeyUnreadable):
        key_from_text(text)
    assert key_from_text(key_as_text(KEY)) == KEY
    with pytest.raises(KeyUnreadable):
        sign_pack(tmp_path, tmp_path / "nowhere")


def test_a_folder_signs_as_its_zip_does(pack: Path) -> None:
    files = FolderFiles(pack)
    assert sign(files, KEY) == sign(MemoryFiles({name: files.read_bytes(name) for name in files.sizes}), KEY)
