"""Places and times that go wrong: a folder that may not be written, one that goes while it is open, clocks that jump,
two programs at one file. Each has its sentence, nothing ends the program, and nothing that was kept is lost.
"""

import os
import random
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from carecompanion.content.model import QuestionId, StepId
from carecompanion.errors import StorageError, StorageLocked, UserError
from carecompanion.learning.records import AnswerGiven, Note
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.storage import cipher
from carecompanion.storage.backups import KEPT, copies_in
from carecompanion.storage.database import Database
from carecompanion.storage.files import DATABASE
from carecompanion.storage.journal import Journal, new_id
from tests.faults.figures import Figures
from tests.faults.works import KEY, LESSON, REFUSED, now
from tests.faults.works_files import Home, notes
from tests.faults.works_packs import add_pack, packs_for

SHORTEST = 40  # letters of a sentence


def _made(place: Path) -> Home:
    """A profile with ten notes and a copy, closed."""
    home = Home(place)
    profile = home.profiles.create(NewProfile("Retama"))
    profile.keeper.keep(*notes(0, 10))
    home.profiles.keep_daily_copy(profile)
    profile.close()
    return home


def _is_refused(act: Callable[[], object], figures: Figures, what: str) -> None:
    """The act raises a UserError with a sentence, or says no and the words came with an event."""
    figures.tried += 1
    REFUSED.clear()
    words = ""
    try:
        if act() is False and REFUSED:
            words = REFUSED[-1]
    except UserError as error:
        words = error.words
    if len(words) < SHORTEST:
        figures.lose(f"{what}: no sentence: {words!r}")
    else:
        figures.recovered += 1


def _is_there(home: Home, count: int, figures: Figures, what: str) -> None:
    figures.tried += 1
    profile = home.open()
    found = len(profile.keeper.journal.notes())
    profile.close()
    if found == count:
        figures.recovered += 1
    else:
        figures.lose(f"{what}: {found} notes, not {count}")


# ---- a folder that may not be written


@contextmanager
def _read_only(folder: Path) -> Iterator[bool]:
    """False where we may not make it so. Root writes anywhere: only a mount stops it."""
    if shutil.which("mount") is None or _mount("--bind", str(folder), str(folder)):
        yield False
        return
    try:
        assert not _mount("-o", "remount,ro,bind", str(folder))
        yield True
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(*how: str) -> int:
    return subprocess.run(["mount", *how], capture_output=True, check=False).returncode


def read_only(place: Path, _moments: int, _seed: int) -> Figures:
    """Every door of the program that writes."""
    figures = Figures("read-only folder")
    folder, stick = place / "profiles", place / "stick"
    stick.mkdir()
    home = _made(folder)
    packs_for(place)
    with _read_only(folder) as may:
        if not may:
            figures.more["skipped: only an administrator may mount such a folder"] = 1
            return figures
        _is_refused(home.open, figures, "opening")
        _is_refused(lambda: home.profiles.create(NewProfile("Colibrí")), figures, "a new profile")
        key = home.profiles.key_of(home.only())
        _is_refused(lambda: Database.open(folder / home.only() / DATABASE, key), figures, "the file")
    _is_there(home, 10, figures, "after it was read-only")
    profile = home.open()
    with _read_only(stick):
        _is_refused(lambda: home.profiles.copies_of(profile).save(stick / "c.copia"), figures, "a copy to carry")
    with _read_only(place / "packs"):
        _is_refused(lambda: add_pack(place, "2"), figures, "adding a pack")
    _turned_read_only(home, profile, folder, figures)
    _is_there(home, 11, figures, "after it came back")
    return figures


def _turned_read_only(home: Home, profile: OpenProfile, folder: Path, figures: Figures) -> None:
    """While the profile is open. The open file may still be written (as Linux has it); the folder may not."""
    with _read_only(folder):
        _is_refused(
            lambda: home.profiles.change_passphrase(profile, profile.database.key, "x"), figures, "a passphrase"
        )
        _is_refused(lambda: home.profiles.copies_of(profile).save(folder / "c.copia"), figures, "a copy")
        profile.keeper.keep(*notes(10, 11))
    profile.keeper.retry()
    profile.close()


# ---- a folder that goes while it is open


def removed(place: Path, moments: int, seed: int) -> Figures:
    """Moved, deleted, or replaced, at some moment between two notes; then it comes back, or does not."""
    chance, figures = random.Random(seed), Figures("folder removed while open")
    for number in range(moments):
        folder = place / f"profiles {number}"
        home = _made(folder)
        profile = home.open()
        profile.keeper.keep(*notes(10, 10 + chance.randint(1, 5)))
        kept = len(profile.keeper.journal.notes())
        _GOING[number % len(_GOING)](home, profile, kept, figures)
        shutil.rmtree(folder, ignore_errors=True)
    return figures


def _moved_and_back(home: Home, profile: OpenProfile, kept: int, figures: Figures) -> None:
    away = home.folder.with_name("away")
    home.folder.rename(away)
    _is_refused(lambda: _keep(profile, kept), figures, "moved")
    _is_refused(lambda: home.profiles.keep_daily_copy(profile), figures, "moved: a copy")
    shutil.rmtree(home.folder, ignore_errors=True)
    away.rename(home.folder)
    assert profile.keeper.retry()
    profile.close()
    _is_there(home, kept + 1, figures, "moved and back")


def _deleted(home: Home, profile: OpenProfile, kept: int, figures: Figures) -> None:
    shutil.rmtree(home.folder)
    _is_refused(lambda: _keep(profile, kept), figures, "deleted")
    _is_refused(lambda: home.profiles.copies_of(profile).save(home.folder / "c.copia"), figures, "deleted: a copy")
    assert profile.keeper.waiting, "what was written waits, and is on the screen"
    profile.close()


def _file_deleted(home: Home, profile: OpenProfile, kept: int, figures: Figures) -> None:
    """The copy of today is still there, and with it the first ten notes."""
    (home.folder / profile.id / DATABASE).unlink()
    _is_refused(lambda: _keep(profile, kept), figures, "file deleted")
    profile.close()
    figures.tried += 1
    again = home.open()
    found = len(again.keeper.journal.notes())
    again.close()
    if found >= 10 and again.notice:
        figures.recovered += 1
    else:
        figures.lose(f"file deleted: {found} notes, {again.notice!r}")


def _log_deleted(home: Home, profile: OpenProfile, kept: int, figures: Figures) -> None:
    """SQLite's log goes under its feet: from then on what is kept goes to the file itself."""
    (home.folder / profile.id / (DATABASE + "-wal")).unlink()
    assert _keep(profile, kept)
    profile.close()
    _is_there(home, kept + 1, figures, "log deleted")


def _replaced(home: Home, profile: OpenProfile, kept: int, figures: Figures) -> None:
    """Another copy of the file takes its place: what is written next must not go to the one that is gone."""
    file = home.folder / profile.id / DATABASE
    shutil.copy(copies_in(file.parent)[0].file, file.with_name("put"))
    os.replace(file.with_name("put"), file)
    _is_refused(lambda: _keep(profile, kept), figures, "replaced")
    with suppress(StorageError):
        profile.close()


_GOING = (_moved_and_back, _deleted, _file_deleted, _log_deleted, _replaced)


def _keep(profile: OpenProfile, number: int) -> bool:
    """True when it is on the disk; else its words are among the refused."""
    try:
        profile.keeper.journal.keep(*notes(number, number + 1), ids=[new_id()])
    except StorageError as error:
        REFUSED.append(error.words)
        profile.keeper.keep(*notes(number, number + 1))
        return False
    return True


# ---- clocks that jump


def clocks(place: Path, moments: int, seed: int) -> Figures:
    """Days forward and back, decades too; each time notes are kept and the day's copy is made."""
    chance, figures = random.Random(seed), Figures("clock jumps")
    home = _made(place / "profiles")
    count = 10
    for _jump in range(moments):
        home.at += chance.choice([-1, 1]) * timedelta(days=chance.choice([0.01, 1, 2, 40, 4000, 12000]))
        home.at = min(max(home.at, datetime(1971, 1, 1, tzinfo=UTC)), datetime(2120, 1, 1, tzinfo=UTC))
        profile = home.open()
        for _note in range(2):
            profile.keeper.keep(Note(LESSON, StepId(f"s{count}"), "", f"{count} ", home.at))
            count += 1
        home.profiles.keep_daily_copy(profile)
        figures.tried += 1
        faults = _out_of_order(home, profile, count)
        profile.close()
        if faults:
            figures.lose(f"at {home.at:%Y-%m-%d}: {faults}")
        else:
            figures.recovered += 1
    return figures


def _out_of_order(home: Home, profile: OpenProfile, count: int) -> str:
    journal = profile.keeper.journal
    numbers = [int(note.text.split()[0]) for note in reversed(journal.notes())]
    copies = copies_in(home.folder / profile.id)
    visit = Journal(profile.database, lambda: home.at).last_visit()
    if numbers != list(range(count)):
        return "the order of the notes is not the one they were kept in"
    if visit is None or visit > home.at:
        return f"the last visit lies in the future: {visit}"
    if len(copies) > KEPT or [copy.counter for copy in copies] != sorted((one.counter for one in copies), reverse=True):
        return "the copies are not the newest ones"
    return ""


# ---- two programs at one file


def two_processes(place: Path, moments: int, seed: int) -> Figures:
    """Both keep answers into the same file; each second time one of them is killed on the way."""
    chance, figures = random.Random(seed), Figures("two processes on one file")
    for number in range(moments):
        file = place / f"two {number}" / DATABASE
        Database.create(file, KEY).close()
        ears = [_answering(file, who) for who in ("a", "b")]
        if number % 2:
            select_some(ears[0][0], chance.randint(1, 20))
            os.kill(ears[0][1], signal.SIGKILL)
        told = [_heard(ear, child) for ear, child in ears]
        figures.tried += 1
        database = Database.open(file, KEY)
        questions = [str(answer.question) for answer in Journal(database).answers_of(LESSON)]
        database.close()
        confirmed = {line for lines in told for line in lines if line[0] in "ab"}
        unsaid = len(questions) - len(confirmed)
        bad = [line for lines in told for line in lines if line[0] not in "ab"]
        if bad or confirmed - set(questions) or len(set(questions)) != len(questions) or unsaid > number % 2:
            figures.lose(f"{len(confirmed - set(questions))} are missing, {unsaid} too many; {bad[:2]}")
        else:
            figures.recovered += 1
    return figures


def _answering(file: Path, who: str) -> tuple[int, int]:
    ear, mouth = os.pipe()
    child = os.fork()
    if child:
        os.close(mouth)
        return ear, child
    os.close(ear)
    cipher.WAIT_FOR_OTHERS = 0.02
    try:
        journal = Journal(Database.open(file, KEY))
        for number in range(25):
            _insist(journal, AnswerGiven(LESSON, QuestionId(f"{who}{number}"), 1, True, "1", now()))
            os.write(mouth, f"{who}{number}\n".encode())
    except Exception as error:  # noqa: BLE001 - the parent tells it
        os.write(mouth, f"! {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(0)


def _insist(journal: Journal, answer: AnswerGiven) -> None:
    """As the program does: the same record with the same id, until the other one is done."""
    ids = [new_id()]
    for _try in range(500):
        try:
            journal.keep(answer, ids=ids)
        except StorageLocked as error:
            if len(error.words) < SHORTEST:
                raise AssertionError(f"no sentence: {error.words!r}") from error
        else:
            return
    raise AssertionError("the other one never lets go")


def select_some(ear: int, lines: int) -> None:
    """Wait until so many are told, and leave them in the pipe's place: they are heard again at the end."""
    import fcntl
    import termios
    import time

    for _time in range(2000):
        waiting = bytearray(4)
        fcntl.ioctl(ear, termios.FIONREAD, waiting)
        if int.from_bytes(waiting, "little") >= 3 * lines:
            return
        time.sleep(0.001)


def _heard(ear: int, child: int) -> list[str]:
    with open(ear, encoding="utf-8") as told:
        lines = told.read().split("\n")
    os.waitpid(child, 0)
    return [line for line in lines if line]
