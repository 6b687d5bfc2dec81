"""Damaged files: cut short, with bytes turned over or pages of zeros, without their log or with another's.

Opened as the program opens them, twice where damage only shows when it is read. What today's copy holds is there again,
every word is as it was written, and a sentence says what happened. What is newer than the copy and cannot be read is
counted apart: `newer` and `newer_read`.
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from carecompanion.errors import StorageDamaged
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.storage.files import COPIES, DATABASE
from carecompanion.storage.vault import KEYS, SPARE
from tests.faults.figures import Figures
from tests.faults.works_files import Home, notes

COPIED, ALL = 40, 60  # notes in today's copy, and in the file
LOG, INDEX = DATABASE + "-wal", DATABASE + "-shm"
PAGE = 4096
SHORTEST = 40  # letters of a sentence
Harm = Callable[[Path, Path, random.Random], None]  # the profile's folder, another's


def damage(place: Path, moments: int, seed: int, only: str = "") -> Figures:
    """So many files, each kind in its turn."""
    chance = random.Random(seed)
    figures = Figures("damaged files", more={"newer": 0, "newer_read": 0})
    begins, other = [place / "as left", place / "as left on the first day"], place / "another"
    words = [_left(begin, is_first_day=begin is begins[1]) for begin in begins]
    _left(other, is_first_day=False)
    names = [only] if only else sorted(HARMS)
    for number in range(moments):
        hurt = place / "hurt"
        shutil.rmtree(hurt, ignore_errors=True)
        shutil.copytree(begins[number % 2], hurt)
        name = names[number // 2 % len(names)]
        HARMS[name](_own(hurt), _own(other), chance)
        figures.tried += 1
        try:
            found, said = _read(hurt)
        except Exception as error:  # noqa: BLE001 - whatever comes out here is what the figures are for
            figures.lose(f"{name}: {type(error).__name__}: {error}")
            continue
        _compare(name, found, words[number % 2], figures)
        if said and name not in HARMLESS and not list(_own(hurt).glob("damaged-*.db*")):
            figures.wrong(f"{name}: the damaged file was not kept")
    return figures


def _left(folder: Path, *, is_first_day: bool) -> dict[str, str]:
    """A profile as a cut-off session leaves it: most in the file, the newest in its log; today's copy beside.

    On the first day everything is in the log still, and the file itself is empty.
    """
    home = Home(folder / "made")
    profile = home.profiles.create(NewProfile("Retama"))
    written = notes(0, ALL, 900)
    profile.keeper.keep(*written[:COPIED])
    home.profiles.keep_daily_copy(profile)
    if not is_first_day:
        profile.close()
        profile = home.open()
    profile.keeper.keep(*written[COPIED : COPIED + 10])
    if not is_first_day:
        profile.database.forget_the_log()
    profile.keeper.keep(*written[COPIED + 10 :])
    shutil.copytree(folder / "made", folder / "profiles", ignore=shutil.ignore_patterns("*-shm"))
    profile.close()
    shutil.rmtree(folder / "made")
    return {note.step: note.text for note in written}


def _own(folder: Path) -> Path:
    return folder / "profiles" / Home(folder / "profiles").only()


def _read(folder: Path) -> tuple[dict[str, str], str]:
    """Everything, and what was said about it."""
    home = Home(folder / "profiles")
    for _time in range(2):
        profile = home.open()
        try:
            found = _every(profile)
        except StorageDamaged as error:
            if len(error.words) < SHORTEST:
                raise AssertionError(f"no sentence: {error.words!r}") from error
            profile.close()
            continue
        said = profile.notice if "damaged" in profile.notice or "dañado" in profile.notice else ""
        profile.close()
        return found, said
    raise AssertionError("it stays damaged")


def _every(profile: OpenProfile) -> dict[str, str]:
    journal = profile.keeper.journal
    assert (profile.nickname, journal.preferences()["nickname"]) == ("Retama", "Retama")
    return {str(note.step): note.text for note in journal.notes()}


def _compare(name: str, found: dict[str, str], words: dict[str, str], figures: Figures) -> None:
    copied = [f"s{number}" for number in range(COPIED)]
    missing = [step for step in copied if found.get(step) != words[step]]
    if missing or any(words.get(step) != text for step, text in found.items()):
        figures.lose(f"{name}: {len(missing)} of the copy's notes are missing, or a word is not what was written")
        return
    figures.recovered += 1
    figures.more["newer"] += ALL - COPIED
    figures.more["newer_read"] += len(found) - COPIED


# ---- harms


def _turn_bytes(name: str, most: int) -> Harm:
    def harm(own: Path, _other: Path, chance: random.Random) -> None:
        content = bytearray((own / name).read_bytes())
        for _byte in range(chance.randint(1, most)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (own / name).write_bytes(content)

    return harm


def _cut_short(name: str) -> Harm:
    def harm(own: Path, _other: Path, chance: random.Random) -> None:
        size = (own / name).stat().st_size
        os.truncate(own / name, chance.choice([0, chance.randrange(size), chance.randrange(size // PAGE) * PAGE]))

    return harm


def _zero_pages(own: Path, _other: Path, chance: random.Random) -> None:
    content = bytearray((own / DATABASE).read_bytes())
    for _page in range(chance.randint(1, 6)):
        begin = chance.randrange(len(content) // PAGE) * PAGE
        content[begin : begin + PAGE] = bytes(PAGE)
    (own / DATABASE).write_bytes(content)


def _swap_pages(own: Path, _other: Path, chance: random.Random) -> None:
    content = (own / DATABASE).read_bytes()
    pages = [content[begin : begin + PAGE] for begin in range(0, len(content), PAGE)]
    one, other = chance.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    (own / DATABASE).write_bytes(b"".join(pages))


def _lose(name: str) -> Harm:
    return lambda own, _other, _chance: (own / name).unlink()


def _take_others(name: str) -> Harm:
    def harm(own: Path, other: Path, _chance: random.Random) -> None:
        shutil.copyfile(other / name, own / name)

    return harm


def _older_file(own: Path, _other: Path, _chance: random.Random) -> None:
    """Somebody puts yesterday's copy there by hand, and leaves the log of today beside it."""
    shutil.copyfile(next((own / COPIES).iterdir()), own / DATABASE)


def _junk_index(own: Path, _other: Path, chance: random.Random) -> None:
    (own / INDEX).write_bytes(chance.randbytes(32768))


def _junk_journal(own: Path, _other: Path, chance: random.Random) -> None:
    (own / (DATABASE + "-journal")).write_bytes(chance.randbytes(9000))


def _copy_too(own: Path, other: Path, chance: random.Random) -> None:
    """The newest copy is damaged as well; the one before must do. (Here it holds the same.)"""
    copy = next((own / COPIES).iterdir())
    shutil.copyfile(copy, copy.with_name(copy.name.replace("2026-11-24", "2026-11-23")))
    content = bytearray(copy.read_bytes())
    content[chance.randrange(len(content))] ^= 1
    copy.write_bytes(content)
    _zero_pages(own, other, chance)


def _all_gone(own: Path, _other: Path, _chance: random.Random) -> None:
    for name in (DATABASE, LOG):
        (own / name).unlink()


HARMS: dict[str, Harm] = {
    "bytes turned over": _turn_bytes(DATABASE, 1),
    "many bytes turned over": _turn_bytes(DATABASE, 30),
    "bytes turned over in the log": _turn_bytes(LOG, 5),
    "cut short": _cut_short(DATABASE),
    "log cut short": _cut_short(LOG),
    "pages of zeros": _zero_pages,
    "pages swapped": _swap_pages,
    "no log": _lose(LOG),
    "no file": _lose(DATABASE),
    "neither": _all_gone,
    "another's log": _take_others(LOG),
    "another's file": _take_others(DATABASE),
    "an older file with today's log": _older_file,
    "an index of junk": _junk_index,
    "a journal of junk": _junk_journal,
    "the newest copy too": _copy_too,
    "one key file turned over": _turn_bytes(KEYS, 3),
    "the spare key file lost": _lose(SPARE),
}
HARMLESS = {"one key file turned over", "the spare key file lost", "an index of junk", "a journal of junk", "neither"}
