"""What a person gave is found in no file the program writes: not in the data, the settings, the log, the cache, a
temporary file, a copy on a stick, nor in what is kept of a damaged file.

Her nickname and the files she exports herself are aside; everything else is looked for, byte by byte, while the
profile is open and after it is closed: words, answers, passphrase, recovery phrase, and the key itself.
"""

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PASSPHRASE, WRONG = "zumaque-perejil-89", "zumaque-perejil-98"
WORDS = ["arrebolada", "quirquincho", "Ñandúpelay", "taciturnez", "murmullolila", "estropajoso", "candilejas"]
# How an answer would look, were its record ever written as it is.
ANSWERS = ['{"answers"', '"estres":', '"animo":', '"seguridad":', '"scores"']


def forms_of(text: str) -> Iterator[bytes]:
    """A text as it may lie in a file: plain, wide, with its accents escaped, or as base64 at each of three offsets."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        yield text.encode(encoding)
    yield text.encode("unicode_escape")
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + text.encode())
        yield whole[4:-4] if len(whole) > 12 else whole


def found_in(folder: Path, texts: list[str]) -> list[str]:
    """Every file below `folder` in whose bytes, or in whose name, one of the texts stands."""
    wanted = {(text, form.lower()) for text in texts for form in forms_of(text) if len(form) >= 6}
    found = []
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = file.read_bytes().lower() + b"\n" + os.fsencode(file.name).lower()
        found += [f"{file.relative_to(folder)}: {text}" for text, form in wanted if form in content]
    return found


@pytest.fixture
def place(tmp_path: Path, read_before: Path) -> Path:
    """The only folder the program may know of: its home, the system's home, and where temporary files go."""
    for name in ("home", "tmp", "care"):
        (tmp_path / name).mkdir()
    shutil.copytree(read_before, tmp_path / "care" / "cache")
    return tmp_path


def start(place: Path) -> subprocess.Popen:
    environment = os.environ | {
        "HOME": str(place / "home"),
        "TMPDIR": str(place / "tmp"),
        "CARE_COMPANION_HOME": str(place / "care"),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        **{f"XDG_{name}_HOME": str(place / "home" / name) for name in ("CONFIG", "DATA", "CACHE", "STATE")},
    }
    command = [sys.executable, str(ROOT / "tests/journeys/whole_day.py"), PASSPHRASE, WRONG, *WORDS]
    return subprocess.Popen(
        command,
        cwd=place,
        env=environment,
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def said(process: subprocess.Popen, word: str) -> None:
    line = process.stdout.readline().strip()
    if line != word:
        process.kill()
        raise AssertionError(f"{line!r} instead of {word!r}\n{process.stderr.read()}")


def test_nothing_a_person_gave_can_be_read_anywhere(place: Path) -> None:
    given = [PASSPHRASE, WRONG, *WORDS, *ANSWERS]
    with start(place) as process:
        look_while_open_and_after(process, place, given)


def look_while_open_and_after(process: subprocess.Popen, place: Path, given: list[str]) -> None:
    before = others_of()
    key, phrase = (process.stdout.readline().strip() for _line in range(2))
    assert len(key) == 64 and len(phrase.split()) == 12, process.stderr.read()
    given = [*given, key, phrase, " ".join(phrase.split()[:3])]
    said(process, "open")
    written = [one.name for one in place.rglob("*") if one.is_file()]
    assert {"profile.db", "profile.db-wal", "keys.json", "care-companion.log"} <= set(written)
    assert any(name.endswith(".db") and name[:1].isdigit() for name in written)  # a daily copy
    assert any(name.endswith(".copia") for name in written)
    assert found_in(place, given) == [] == found_raw(place, bytes.fromhex(key))
    process.stdin.write("\n")
    process.stdin.flush()
    said(process, "closed")
    assert process.wait(timeout=30) == 0, process.stderr.read()
    names = [one.name for one in place.rglob("*") if one.is_file()]
    assert "damaged-1.db" in names and any(name.endswith("_merge.db") for name in names)
    assert found_in(place, given) == [] == found_raw(place, bytes.fromhex(key))
    for file in others_of() - before:
        assert not any(form in file.read_bytes() for text in given for form in forms_of(text)), file


def found_raw(folder: Path, key: bytes) -> list[str]:
    """Files that hold the key as it is, or its first half."""
    return [one.name for one in folder.rglob("*") if one.is_file() and key[:16] in one.read_bytes()]


def others_of() -> set[Path]:
    """What lies where programs leave temporary things, though they were told another place."""
    folders = [Path(one) for one in ("/tmp", "/var/tmp", "/dev/shm") if Path(one).is_dir()]
    return {one for folder in folders for one in folder.iterdir() if one.is_file()}


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """A test that cannot fail is worth nothing: each form is seen, in a file's content and in its name."""
    for number, form in enumerate(forms_of("Ñandúpelay")):
        (tmp_path / f"{number}").write_bytes(b"\x00\x01" * 5 + form + b"\xff")
        assert found_in(tmp_path, ["Ñandúpelay"]), form
        (tmp_path / f"{number}").unlink()
    (tmp_path / "note-arrebolada.txt").write_bytes(b"")
    assert found_in(tmp_path, WORDS) == ["note-arrebolada.txt: arrebolada"]
