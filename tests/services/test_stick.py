"""The stick: made, brought up to date, taken back; and whatever goes wrong meanwhile, what worked still works."""

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

import carecompanion
from carecompanion import main
from carecompanion.errors import StickNotPossible
from carecompanion.paths import Paths, find_paths, packs_beside
from carecompanion.services import file_list, stick, stick_work
from carecompanion.services.file_list import FileList, make_list, read_list
from carecompanion.services.stick import Load, Program, Stick, home_of, load_of, program_here

OLD, NEW = "0.9.0", "0.10.0"  # as words the old one would come later


def a_program(folder: Path, version: str) -> Program:
    """A built program, as small as it can be."""
    (folder / "parts" / "ñandú").mkdir(parents=True)
    told = f'[ "$1" != where ] || exec echo "$CARE_COMPANION_STICK"\necho version {version} $CARE_COMPANION_HOME "$@"\n'
    (folder / "carecompanion").write_text(f"#!/bin/sh\n{told}", "utf-8")
    (folder / "carecompanion").chmod(0o755)
    (folder / "parts" / "ñandú" / "leame.txt").write_text(f"partes de {version}", "utf-8")
    return Program(folder, make_list(folder, version, "linux-x86_64"))


@pytest.fixture
def paths(home: Path, tmp_path: Path) -> Paths:
    """No shelf is read here, and a guide of one page is enough to copy."""
    found = find_paths()
    shutil.copytree(found.stick_files, tmp_path / "resources" / "stick")
    (tmp_path / "resources" / "guide").mkdir()
    (tmp_path / "resources" / "guide" / "index.html").write_text("<p>Guía</p>", "utf-8")
    return replace(found, resources=tmp_path / "resources")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "memoria de María, 2º año"
    folder.mkdir()
    return folder


@pytest.fixture
def load(tmp_path: Path, paths: Paths) -> Callable[[str], Load]:
    """All that a program of that version puts on a stick."""

    def made(version: str) -> Load:
        folder = tmp_path / f"programa {version}"
        program = Program(folder, read_list(folder)) if folder.exists() else a_program(folder, version)  # type: ignore[arg-type]
        return load_of(program, paths.stick_files, packs=paths.installed_packs, guide=paths.guide)

    return made


@pytest.fixture
def old(place: Path, load: Callable[[str], Load]) -> Stick:
    made = Stick(place)
    made.take(load(OLD))
    return made


@pytest.fixture
def newer(tmp_path: Path, load: Callable[[str], Load]) -> Stick:
    made = Stick(tmp_path / "otra memoria")
    made.take(load(NEW))
    return made


def all_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in file_list.files_in(folder)}


def opened(place: Path, *arguments: str, **environment: str) -> str:
    sh = shutil.which("sh")
    assert sh
    command = [sh, str(place / "Care Companion - Linux.sh"), *arguments]
    done = subprocess.run(
        command,
        env={"PATH": os.environ["PATH"], "HOME": str(place.parent)} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


# ---------------------------------------------------------------- making one


def test_a_stick_is_made_and_is_whole(old: Stick, place: Path) -> None:
    assert (old.now, old.before, old.faults()) == (OLD, "", [])
    assert {one.name for one in place.iterdir()} == {
        "version.txt",
        "versions",
        "Care Companion - Linux.sh",
        "Care Companion - Windows.bat",
        "LEEME - README.txt",
    }
    listed = read_list(place / "versions" / OLD)
    assert (
        listed is not None
        and "guide/index.html" in listed.sums
        and {"linux-x86_64/parts/ñandú/leame.txt", "linux-x86_64/carecompanion"} <= set(listed.sums)
    )


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_the_list_is_one_that_others_can_read(old: Stick, place: Path) -> None:
    subprocess.run(["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"], cwd=place / "versions" / OLD, check=True)


@pytest.mark.skipif(os.name == "nt" or os.uname().machine != "x86_64", reason="the start file is for Linux x86_64")
def test_it_opens_from_the_stick(old: Stick, place: Path) -> None:
    assert opened(place, "run", "un archivo.carepack").split() == ["version", OLD, "run", "un", "archivo.carepack"]
    (place / "home").mkdir()
    assert str(place / "home") in opened(place)
    shutil.rmtree(place / "versions")
    assert "Falta el programa en esta memoria." in opened(place)


@pytest.mark.skipif(os.name == "nt" or os.uname().machine != "x86_64", reason="the start file is for Linux x86_64")
@pytest.mark.parametrize("lost", ["parts/ñandú/leame.txt", "SHA256SUMS"])
def test_what_was_unpacked_without_room_is_said(old: Stick, place: Path, lost: str) -> None:
    """An archive cut short leaves the program and not all of its parts."""
    assert opened(place).startswith("version")
    (place / "versions" / OLD / "linux-x86_64" / lost).unlink()
    told = opened(place)
    assert "Esta copia no está entera." in told and "This copy is not whole." in told and f"version {OLD}" not in told
    assert opened(place, "stick", "back").split()[-2:] == ["stick", "back"], "what may mend it is tried"


@pytest.mark.skipif(os.name == "nt" or os.uname().machine != "x86_64", reason="the start file is for Linux x86_64")
def test_where_nothing_may_run_from_a_stick_it_runs_beside_the_caches(
    old: Stick, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "versions" / OLD / "linux-x86_64" / "carecompanion").chmod(0o600)
    assert f"version {OLD}" in opened(place)
    copy = place.parent / ".cache" / "care-companion-program" / OLD
    assert (copy / "parts" / "ñandú" / "leame.txt").is_file()
    here = program_here(copy / "carecompanion")
    assert here is not None and here.stick is None
    monkeypatch.setenv("CARE_COMPANION_STICK", opened(place, "where").splitlines()[-1])
    assert here.stick is not None and here.stick.folder == place, "its packs, and what updates it, are on the stick"
    assert find_paths().stick_packs == (place / "versions" / carecompanion.__version__ / "packs",)
    monkeypatch.setenv("CARE_COMPANION_STICK", str(tmp_path / "pulled out"))
    assert here.stick is None and find_paths().stick_packs == ()


@pytest.mark.skipif(os.name == "nt" or os.uname().machine != "x86_64", reason="the start file is for Linux x86_64")
def test_where_it_can_neither_run_nor_be_copied_it_says_so(old: Stick, place: Path) -> None:
    (place / "versions" / OLD / "linux-x86_64" / "carecompanion").chmod(0o600)
    (place.parent / "full").touch()
    told = opened(place, XDG_CACHE_HOME=str(place.parent / "full"))
    assert "No hay espacio o permiso para copiarlo." in told and "no room or no right" in told
    assert "version 0" not in told


def test_the_start_file_for_windows_has_windows_lines(old: Stick, place: Path) -> None:
    words = (place / "Care Companion - Windows.bat").read_bytes()
    assert words.count(b"\n") == words.count(b"\r\n") > 10
    words.decode("ascii")  # cmd reads it in a code page of its own


def test_nobody_s_own_things_travel(old: Stick, place: Path, paths: Paths) -> None:
    assert not (place / "home").exists()
    assert not [name for name in all_of(place) if name.endswith((".db", "keys.json", "profiles.json"))]


def test_own_things_travel_when_asked_for_and_are_never_replaced(
    old: Stick, place: Path, paths: Paths, load: Callable[[str], Load]
) -> None:
    folder = paths.profiles / "a"
    folder.mkdir(parents=True)
    (folder / "profile.db").write_bytes(b"sealed")
    (paths.data / "running.lock").write_text("1")
    old.take(load(OLD), home=home_of(paths.data))
    assert (place / "home" / "data" / "profiles" / "a" / "profile.db").read_bytes() == b"sealed"
    assert not (place / "home" / "data" / "running.lock").exists()
    (folder / "profile.db").write_bytes(b"later")
    with pytest.raises(StickNotPossible, match="propias"):
        old.take(load(OLD), home=home_of(paths.data))
    assert (place / "home" / "data" / "profiles" / "a" / "profile.db").read_bytes() == b"sealed"


def test_own_things_that_are_there_are_not_passed_over_in_silence(tmp_path: Path, place: Path, paths: Paths) -> None:
    program = a_program(tmp_path / "program", OLD)
    assert "No lleva cosas propias" in stick_work.make(place, paths, program=program)
    (place / "home").mkdir()
    assert "ya hay cosas propias" in stick_work.make(place, paths, program=program)


def test_added_packs_and_installers_come_along(tmp_path: Path, place: Path, paths: Paths) -> None:
    (paths.installed_packs / "mi-pack").mkdir(parents=True)
    (paths.installed_packs / "mi-pack" / "pack.toml").write_text("id = 'mi-pack'", "utf-8")
    (tmp_path / "installers").mkdir()
    (tmp_path / "installers" / "a.deb").write_bytes(b"deb")
    program = a_program(tmp_path / "program", OLD)
    told: list[tuple[int, int]] = []
    words = stick_work.make(
        place,
        paths,
        installers=tmp_path / "installers",
        program=program,
        told=lambda done, whole: told.append((done, whole)),
    )
    assert OLD in words and told[-1][0] == told[-1][1] > 0
    inside = place / "versions" / OLD
    assert (inside / "packs" / "mi-pack" / "pack.toml").is_file() and (inside / "installers" / "a.deb").is_file()
    executable = inside / "linux-x86_64" / "carecompanion"
    assert packs_beside(executable) == inside / "packs"
    assert packs_beside(Path(sys.executable)) is None
    here = program_here(executable)
    assert here is not None and here.stick is not None
    assert here.stick.folder == place.resolve()


def test_a_stick_gives_on_all_it_has(tmp_path: Path, old: Stick, place: Path, paths: Paths) -> None:
    """Also what is for other systems: the one who gives it on need not have that system."""
    here = program_here(place / "versions" / OLD / "linux-x86_64" / "carecompanion")
    stick_work.make(tmp_path / "tercera", paths, program=here)
    assert all_of(tmp_path / "tercera") == all_of(place)


def test_from_its_source_there_is_no_program_to_give_on(place: Path, paths: Paths) -> None:
    assert program_here() is None
    with pytest.raises(StickNotPossible, match="código"):
        stick_work.make(place, paths)
    assert list(place.iterdir()) == []


# ---------------------------------------------------------------- newer, older


def test_update_and_back_and_on_again(old: Stick, newer: Stick, place: Path) -> None:
    (place / "home").mkdir()
    (place / "home" / "mine").write_text("mía")
    assert old.update(newer) is True
    assert (old.now, old.before, old.faults(), old.faults(OLD)) == (NEW, OLD, [], [])
    assert old.roll_back() == OLD
    assert (old.now, old.before) == (OLD, NEW)
    assert f"version {OLD}" in opened(place)
    assert old.roll_back() == NEW
    assert f"version {NEW}" in opened(place)
    assert (place / "home" / "mine").read_text() == "mía"


def test_the_third_version_takes_the_first_one_s_place(old: Stick, newer: Stick, load: Callable[[str], Load]) -> None:
    old.update(newer)
    old.take(load("1.0.0"))
    assert (old.now, old.before) == ("1.0.0", NEW)
    assert {one.name for one in (old.folder / "versions").iterdir()} == {"1.0.0", NEW}


def test_an_older_one_never_replaces_a_newer(old: Stick, newer: Stick, tmp_path: Path) -> None:
    before = all_of(newer.folder)
    with pytest.raises(StickNotPossible, match=f"más nueva.*{NEW}.*{OLD}"):
        newer.update(old)
    assert all_of(newer.folder) == before


def test_the_same_version_is_left_alone_or_mended(old: Stick, tmp_path: Path, load: Callable[[str], Load]) -> None:
    twin = Stick(tmp_path / "gemela")
    twin.take(load(OLD))
    assert old.update(twin) is False
    damaged = old.folder / "versions" / OLD / "linux-x86_64" / "carecompanion"
    damaged.write_bytes(b"x")
    assert old.faults() == ["linux-x86_64/carecompanion"]
    with pytest.raises(StickNotPossible, match="linux-x86_64/carecompanion"):
        stick_work.check(old.folder)
    assert old.update(twin) is True
    assert (old.now, old.before, old.faults()) == (OLD, "", [])
    assert OLD in stick_work.check(old.folder)


def test_there_is_nothing_before_the_first(old: Stick) -> None:
    with pytest.raises(StickNotPossible, match="anterior"):
        old.roll_back()
    assert old.now == OLD


def test_a_damaged_earlier_version_is_not_gone_back_to(old: Stick, newer: Stick) -> None:
    old.update(newer)
    (old.folder / "versions" / OLD / "linux-x86_64" / "carecompanion").unlink()
    with pytest.raises(StickNotPossible, match=OLD):
        old.roll_back()
    assert (old.now, old.faults()) == (NEW, [])


def test_going_back_says_what_it_means_for_profiles(old: Stick, newer: Stick) -> None:
    old.update(newer)
    assert NEW in stick_work.go_back(old.folder)


# ---------------------------------------------------------------- bad input


def test_no_stick_here(tmp_path: Path, old: Stick) -> None:
    for act in (
        lambda: stick_work.check(tmp_path),
        lambda: stick_work.go_back(tmp_path),
        lambda: old.update(Stick(tmp_path)),
        lambda: Stick(tmp_path / "nowhere").update(old),
    ):
        with pytest.raises(StickNotPossible, match="maletín"):
            act()
    with pytest.raises(StickNotPossible, match="installers"):
        stick_work.update(old.folder, None)


def lead_out(text: str) -> str:
    head, *lines = text.splitlines()
    return "\n".join([head, lines[0][:66] + "../../../etc/passwd", *lines[1:]]) + "\n"


@pytest.mark.parametrize(
    "change", [lambda text: text[: len(text) // 2], lead_out, lambda _text: "", lambda text: text + "x\n"]
)
def test_a_list_that_is_not_whole_is_no_list(newer: Stick, old: Stick, change: Callable[[str], str]) -> None:
    file = newer.folder / "versions" / NEW / "SHA256SUMS"
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    assert newer.faults() == ["SHA256SUMS"]
    before = all_of(old.folder)
    with pytest.raises(StickNotPossible, match="dañado"):
        old.update(newer)
    assert all_of(old.folder) == before


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))


def swap_for_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


@pytest.mark.parametrize("damage", [flip, Path.unlink, swap_for_link])
def test_a_damaged_source_changes_nothing(newer: Stick, old: Stick, damage: Callable[[Path], None]) -> None:
    damage(newer.folder / "versions" / NEW / "linux-x86_64" / "parts" / "ñandú" / "leame.txt")
    before = all_of(old.folder)
    with pytest.raises(StickNotPossible, match=r"dañado: leame.txt"):
        old.update(newer)
    assert all_of(old.folder) == before


@pytest.mark.parametrize("words", ["", "../../etc", "1.0\n2.0\n3.0", "1", "v1.0", "1.0/../..", "\x00"])
def test_a_version_that_is_none(tmp_path: Path, words: str) -> None:
    (tmp_path / "version.txt").write_text(words, "utf-8")
    assert (Stick(tmp_path).now, Stick(tmp_path).before) == ("", "")


def test_what_is_not_listed_does_not_come_along(newer: Stick, old: Stick) -> None:
    (newer.folder / "versions" / NEW / "linux-x86_64" / "autorun.inf").write_text("[autorun]")
    old.update(newer)
    assert not list(old.folder.rglob("autorun.inf"))


def test_without_room_it_says_how_much(old: Stick, newer: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    before = all_of(old.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=3 * 1024**2))
    with pytest.raises(StickNotPossible, match=r"\d+ MB.*3 MB"):
        old.update(newer)
    assert all_of(old.folder) == before


CODES = [(errno.ENOSPC, "llenó"), (errno.EROFS, "escribir"), (errno.EACCES, "escribir"), (errno.EIO, "devuelve")]


@pytest.mark.parametrize(("code", "words"), CODES)
@pytest.mark.parametrize("moment", ["sync_file", "make_list", "write_private"])
def test_what_the_system_refuses_on_the_way(
    old: Stick, newer: Stick, monkeypatch: pytest.MonkeyPatch, code: int, words: str, moment: str
) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(stick, moment, refuse)
    with pytest.raises(StickNotPossible, match=words):
        old.update(newer)
    monkeypatch.undo()
    assert (old.now, old.faults()) == (OLD, [])
    assert old.update(newer) is True, "the next try works"
    assert {one.name for one in (old.folder / "versions").iterdir()} == {OLD, NEW}


def test_a_stick_that_gives_back_something_else(old: Stick, newer: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    before = all_of(old.folder)
    monkeypatch.setattr(stick, "_forget", flip)
    with pytest.raises(StickNotPossible, match="devuelve"):
        old.update(newer)
    assert all_of(old.folder) == before


class PowerCut(BaseException):
    """Nothing after it runs, not even what tidies up."""


@pytest.mark.parametrize("cut", range(1, 9))
def test_a_power_cut_at_every_rename(old: Stick, newer: Stick, monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    """Whatever was named is whole, before and after."""
    done = 0
    rename = os.replace

    def cut_short(source: Path, target: Path) -> None:
        nonlocal done
        done += 1
        if done == cut:
            raise PowerCut
        rename(source, target)

    monkeypatch.setattr(os, "replace", cut_short)
    monkeypatch.setattr(shutil, "rmtree", lambda *_folder, **_more: None)
    with contextlib.suppress(PowerCut):
        old.update(newer)
    monkeypatch.undo()
    assert old.now in (OLD, NEW) and old.faults() == []
    old.update(newer)
    assert (old.now, old.before, old.faults()) == (NEW, OLD, [])


@pytest.mark.parametrize("cut", range(1, 4))
def test_a_power_cut_while_a_version_is_mended(
    old: Stick, tmp_path: Path, load: Callable[[str], Load], monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    """Between two names the version may be under neither; the next try brings it back."""
    calls = iter(range(1, 99))
    rename = os.replace

    def cut_short(source: Path, target: Path) -> None:
        if next(calls) == cut:
            raise PowerCut
        rename(source, target)

    monkeypatch.setattr(os, "replace", cut_short)
    with contextlib.suppress(PowerCut):
        old.take(load(OLD))
    monkeypatch.setattr(os, "replace", rename)
    monkeypatch.setattr(stick, "_copy", lambda *_load: (_ for _ in ()).throw(OSError(errno.EIO, "pulled out")))
    with pytest.raises(StickNotPossible):
        old.take(load(OLD))
    assert (old.now, old.faults()) == (OLD, [])


def test_where_nobody_may_write(load: Callable[[str], Load], tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    for place in (tmp_path / "a file", Path("/proc/care-companion-stick")):
        with pytest.raises(StickNotPossible, match="escribir"):
            Stick(place).take(load(OLD))


def test_never_into_itself(old: Stick, tmp_path: Path, load: Callable[[str], Load]) -> None:
    with pytest.raises(StickNotPossible, match="Elige otra"):
        old.take(old.load())
    inside = tmp_path / f"programa {OLD}" / "parts"
    with pytest.raises(StickNotPossible, match="Elige otra"):
        Stick(inside).take(load(OLD))
    assert old.faults() == []


def test_what_an_attempt_left_behind_is_swept(old: Stick, newer: Stick) -> None:
    left = old.folder / "versions" / f".new-{NEW}"
    left.mkdir()
    (left / "half").write_text("x")
    old.update(newer)
    assert old.faults() == [] and not (old.folder / "versions" / NEW / "half").exists()


# ---------------------------------------------------------------- the command


def test_the_command(old: Stick, newer: Stick, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["stick", "update", str(newer.folder), "--onto", str(old.folder)]) == 0
    assert main.main(["stick", "back", str(old.folder)]) == 0
    assert main.main(["stick", "check", str(old.folder)]) == 0
    told = capsys.readouterr()
    assert OLD in told.out.splitlines()[-1] and told.err == ""
    assert main.main(["stick", "check", "."]) == 2
    assert "maletín" in capsys.readouterr().err


def test_while_the_program_is_open(old: Stick, newer: Stick, paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    from carecompanion.ui.single_instance import SingleInstance

    before = all_of(old.folder)
    running = SingleInstance(paths.data)
    try:
        assert main.main(["stick", "update", str(newer.folder), "--onto", str(old.folder)]) == 2
        assert main.main(["stick", "make", str(old.folder), "--with-my-things"]) == 2
    finally:
        running.close()
    assert capsys.readouterr().err.count("abierto") == 2
    assert all_of(old.folder) == before


def test_a_list_says_what_it_is_of() -> None:
    made = FileList("1.2.3", "linux-x86_64", {"b": "0" * 64, "a": "1" * 64})
    assert made.text.splitlines()[0] == "# Care Companion 1.2.3 linux-x86_64: 2 files"
    assert replace(made, sums={}).text.count("\n") == 1
