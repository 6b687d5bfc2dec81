"""Files in a person's own folders: whole or not there, and after a kill nothing of ours stays for long."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from carecompanion.storage import outside
from carecompanion.storage.outside import PART, open_part, part_beside, sweep, write

ROOT = Path(__file__).parent.parent.parent
ON_ITS_WAY = """
import os, sys
from pathlib import Path
from carecompanion.storage import outside
if sys.argv[2] == "named":
    outside._open_nameless = lambda _folder: None
def wait(_handle):
    print("written", flush=True)
    sys.stdin.read()
os.fsync = wait
outside.write(Path(sys.argv[1]), "lo que nadie debe leer".encode() * 1000)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "memoria USB"
    made.mkdir()
    return made


@pytest.fixture(params=["nameless", "named"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """As on a disk of Linux's own, and as on a stick, on Windows and on a Mac."""
    if request.param == "named":
        monkeypatch.setattr(outside, "_open_nameless", lambda _folder: None)
    elif (handle := outside._open_nameless(tmp_path)) is None:
        pytest.skip("every file has a name here")
    else:
        os.close(handle)
    return str(request.param)


def parts_in(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if PART.fullmatch(one.name)]


def test_a_file_is_new_or_takes_the_place_of_the_one_before(way: str, folder: Path) -> None:
    file, link = folder / "mis datos.json", folder / "enlace.json"
    for content in (b"uno", b"dos" * 100_000, b""):
        write(file, content)
        assert file.read_bytes() == content and os.listdir(folder) == [file.name]
    if os.name == "posix":
        file.chmod(0o640)
        link.symlink_to(file)
        write(link, b"por el enlace")
        assert link.is_symlink() and file.read_bytes() == b"por el enlace"
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        write(folder / "otra", b"")
        assert not stat.S_IMODE((folder / "otra").stat().st_mode) & 0o111


def test_what_cannot_be_written_changes_nothing(way: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "a.json"
    write(file, b"antes")
    for refused in (folder, folder / "no" / "a.json", file / "a.json"):
        with pytest.raises(OSError):
            write(refused, b"x")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outside.os, "fsync", full)
    for name in ("a.json", "b.json"):
        with pytest.raises(OSError):
            write(folder / name, b"despues")
    assert os.listdir(folder) == ["a.json"] and file.read_bytes() == b"antes"


def test_a_disk_that_names_no_file_afterwards_is_written_to_as_ever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_way: object, **_how: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(outside.os, "link", refused)
    monkeypatch.setattr(outside.os, "fchmod", refused, raising=False)
    for content in (b"uno", b"dos"):
        write(folder / "a.json", content)
        assert (folder / "a.json").read_bytes() == content and os.listdir(folder) == ["a.json"]


def test_killed_in_the_middle_nothing_stays(way: str, folder: Path) -> None:
    """A real process, in the middle of a file with private words."""
    file = folder / "mis notas.json"
    file.write_bytes(b"antes")
    with subprocess.Popen(
        [sys.executable, "-c", ON_ITS_WAY, str(file), way],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None and process.stdout.readline() == "written\n"
        sweep(folder)
        assert len(parts_in(folder)) == (way == "named"), "another program of ours is writing into it"
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    assert file.read_bytes() == b"antes"
    assert len(parts_in(folder)) == (way == "named"), "the way that needs no sweeping leaves nothing at all"
    write(folder / "otra cosa.html", b"despues")
    assert sorted(os.listdir(folder)) == ["mis notas.json", "otra cosa.html"]


def test_only_what_is_surely_ours_is_swept_away(folder: Path) -> None:
    ours = f"care-companion-{'0a' * 16}.part"
    spared = [f"x{ours}", ours + ".pdf", ours.upper(), ours.replace("0a", "0g"), "care-companion-.part", "a.part"]
    for name in spared:
        (folder / name).write_bytes(b"")
    (folder / ours.replace("0", "1")).mkdir()
    if os.name == "posix":
        (folder / ours.replace("0", "2")).symlink_to(folder / "a.part")
    busy = part_beside(folder / "a")
    handle = open_part(busy)
    before = set(os.listdir(folder))
    (folder / ours).write_bytes(b"")
    sweep(folder)
    assert set(os.listdir(folder)) == before
    os.close(handle)
    sweep(folder)
    assert set(os.listdir(folder)) == before - {busy.name}
    sweep(folder / "no")
