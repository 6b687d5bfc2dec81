"""The stick («maletín»): one folder that holds the program for each system, its packs, a guide and installers.

    Care Companion - Linux.sh, … - Windows.bat, LEEME - README.txt      open it from here
    version.txt         the version in use; below it the one before
    versions/0.2.0/     one whole version, never changed once it is named; its SHA256SUMS lists every file
    home/               a person's own things, only where she asked for them to travel

A version is copied beside, read back from the stick and compared; only then does version.txt name it, in one step. So
whatever happens on the way (a full stick, a pulled one), what worked before still works, and nothing of a person's is
touched. What a program runs from is never written to.
"""

import hashlib
import logging
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from carecompanion.errors import StickNotPossible
from carecompanion.i18n import _
from carecompanion.paths import copied_from
from carecompanion.services.file_list import NAME, PIECE, FileList, faults_in, files_in, make_list, read_list, sum_of
from carecompanion.services.stick_words import damaged, faults_in_words, no_room, no_stick, older, somebody_s, worn
from carecompanion.storage.files import sync_file, sync_folder, write_private

log = logging.getLogger(__name__)

KIND = "stick"
VERSIONS, NOW, HOME, START = "versions", "version.txt", "home", "start"
SPARE = 20 * 1024**2  # left free on the stick
CLUSTER = 32 * 1024  # what the smallest file takes on a stick
NOT_CARRIED = ("running.lock",)  # says only that the program is open here
_VERSION = re.compile(r"\d+(\.\d+){1,3}")

Told = Callable[[int, int], None]  # bytes done, bytes in all


def say_nothing(_done: int, _all: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Room:
    """In bytes: what is needed, with some to spare, and what is free."""

    need: int
    free: int


@dataclass(frozen=True, slots=True)
class Program:
    """A built program's folder, and what its own list says of it."""

    folder: Path
    listed: FileList

    @property
    def stick(self) -> "Stick | None":
        """The stick it runs from, or was copied from to run at all."""
        place = self.folder.parent
        if place.parent.name == VERSIONS and (place.parent.parent / NOW).is_file():
            return Stick(place.parent.parent)
        stick = copied_from()
        return Stick(stick) if stick is not None else None


def program_here(executable: Path | None = None) -> Program | None:
    """The built program that runs now; None where it runs from its source."""
    for folder in (executable or Path(sys.executable)).resolve().parents[:2]:
        listed = read_list(folder)
        if listed is not None and listed.kind != KIND:
            return Program(folder, listed)
    return None


@dataclass(slots=True)
class Load:
    """What becomes one version on a stick: where each file comes from, and its sum where one is known."""

    version: str
    files: dict[str, Path] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """In bytes. Raises StickNotPossible where a listed file is not there, or is a link to something else."""
        return sum(map(_size_of, self.files.values()))

    @property
    def systems(self) -> tuple[str, ...]:
        """ "linux-x86_64" and so on: for which there is a program in it."""
        found = {place for place, _slash, rest in (name.partition("/") for name in self.files) if rest == NAME}
        return tuple(sorted(found))

    def add(self, place: str, folder: Path, listed: FileList | None = None) -> None:
        """A folder's files, below `place` ("" = the top). With a list only those, and only as they are listed."""
        for name in sorted(files_in(folder)) if listed is None else [*listed.sums, NAME]:
            at = f"{place}/{name}" if place else name
            self.files[at] = folder / name
            self.sums.pop(at, None)
            if listed is not None and name in listed.sums:
                self.sums[at] = listed.sums[name]


def load_of(program: Program, start: Path, *, packs: Path, guide: Path, installers: Path | None = None) -> Load:
    """All that a running program can give on: itself, or all of the stick it runs from; added packs; the guide."""
    source = program.stick
    load = source.load() if source is not None else Load(program.listed.version)
    if source is None:
        load.add(program.listed.kind, program.folder, program.listed)
    for place, folder in ((START, start), ("packs", packs), ("guide", guide), ("installers", installers)):
        if folder is not None and folder.is_dir():
            load.add(place, folder)
    return load


def home_of(data: Path) -> Load:
    """All own things of a computer, as a stick has them."""
    load = Load("")
    load.add("data", data)
    load.files = {name: file for name, file in load.files.items() if file.name not in NOT_CARRIED}
    return load


class Stick:
    """A folder that is a stick, or will be one. StickNotPossible says in words what cannot be; then nothing changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def now(self) -> str:
        """The version in use; "" where this is no stick yet."""
        return self._named()[0]

    @property
    def before(self) -> str:
        """The version one can go back to; "" without one."""
        return self._named()[1]

    @property
    def systems(self) -> tuple[str, ...]:
        """For which there is a program in the version in use."""
        return tuple(sorted(one.parent.name for one in self._place(self.now).glob(f"*/{NAME}"))) if self.now else ()

    @property
    def has_home(self) -> bool:
        """Somebody's own things are on it."""
        return os.path.exists(self.folder / HOME)  # False also where nothing may be read

    def faults(self, version: str = "", told: Told = say_nothing) -> list[str]:
        """Files of that version (or the one in use) that are not as written; its list where that is not whole."""
        place = self._place(version or self.now)
        listed = read_list(place)
        return [NAME] if listed is None or listed.kind != KIND else faults_in(place, listed, told)

    def load(self) -> Load:
        """All of the version in use, as its list has it."""
        place = self._place(self.now) if self.now else self.folder
        listed = read_list(place)
        if listed is None or listed.kind != KIND or listed.version != self.now:
            raise StickNotPossible(no_stick() if not self.now else damaged(NAME))
        load = Load(listed.version)
        load.add("", place, listed)
        del load.files[NAME]  # made anew, also for what is added
        return load

    def room_for(self, load: Load, home: Load | None = None) -> Room:
        """Asked before anything is written. Raises StickNotPossible where it cannot be, however much room there is."""
        loads = (load,) if home is None else (load, home)
        with faults_in_words():
            self._refuse(load, home)
            need = sum(one.size + CLUSTER * len(one.files) for one in loads) + SPARE
            return Room(need, shutil.disk_usage(self.folder).free)

    def take(self, load: Load, told: Told = say_nothing, home: Load | None = None) -> None:
        """Put a version there and use it from now on. The one that was in use stays, to go back to.

        `home` is a person's own things, because she asked for it. Such that lie there already are never replaced.
        """
        self._refuse(load, home)
        was, beside = self.now, self.folder / f".new-{HOME}"
        with faults_in_words(), self._or_as_it_was(), _or_gone(beside):
            (self.folder / VERSIONS).mkdir(parents=True, exist_ok=True)
            self._sweep()
            room = self.room_for(load, home)
            if room.free < room.need:
                raise no_room(room.need, room.free)
            if home is not None:
                _copy(home, beside, _part(told, 0, 2 * load.size))
            before = 0 if home is None else 2 * home.size
            self._place_version(load, _part(told, before, 0))
        self._name(load.version, was if was != load.version else self.before)
        if home is not None:
            with faults_in_words():
                os.replace(beside, self.folder / HOME)
                sync_folder(self.folder)

    def update(self, source: "Stick", told: Told = say_nothing) -> bool:
        """Take the version of another stick. False where there is nothing to do: it is the same one, and whole."""
        if not self.now or not source.now:
            raise StickNotPossible(no_stick())
        if source.now == self.now and not self.faults(told=told):
            return False
        self.take(source.load(), told)
        return True

    def roll_back(self, told: Told = say_nothing) -> str:
        """Use the version before; the one left stays, to come back to. Returns the version now in use."""
        now, before = self._named()
        if not now:
            raise StickNotPossible(no_stick())
        if not before:
            raise StickNotPossible(_("There is no earlier version on this stick to go back to."))
        if self.faults(before, told):
            raise StickNotPossible(
                _("The earlier version {version} on this stick is damaged, so {now} stays in use.").format(
                    version=before, now=now
                )
            )
        self._name(before, now)
        return before

    # what is where

    def _named(self) -> tuple[str, str]:
        try:
            words = (self.folder / NOW).read_text(encoding="utf-8").split()
        except (OSError, UnicodeDecodeError):
            return "", ""
        if not 1 <= len(words) <= 2 or not all(_VERSION.fullmatch(word) for word in words):
            return "", ""
        return words[0], words[1] if len(words) == 2 else ""

    def _place(self, version: str) -> Path:
        return self.folder / VERSIONS / version

    def _refuse(self, load: Load, home: Load | None) -> None:
        if self.now and _order(load.version) < _order(self.now):
            raise StickNotPossible(older(self.now, load.version))
        if home is not None and self.has_home:
            raise StickNotPossible(somebody_s())
        self._refuse_inside(load)

    def _refuse_inside(self, load: Load) -> None:
        """A stick inside what it should be made of would grow for ever; one's own stick is not to be written to."""
        target = self.folder.resolve()
        places = [folder.resolve() for folder in {file.parent for file in load.files.values()}]
        if any(place.is_relative_to(target) for place in places):
            raise StickNotPossible(
                _("This is the folder the program itself runs from. Choose another stick or folder.")
            )
        if any(target.is_relative_to(place) for place in places):
            raise StickNotPossible(
                _("This folder lies inside what should be copied into it. Choose another stick or folder.")
            )

    # writing

    @contextmanager
    def _or_as_it_was(self) -> Iterator[None]:
        """A folder that was no stick before is none afterwards, where nothing came of it."""
        try:
            yield
        except BaseException:
            with suppress(OSError):
                (self.folder / VERSIONS).rmdir()  # only an empty one goes
            raise

    def _sweep(self) -> None:
        """What an attempt that was cut short left behind. A version that lost its name gets it back."""
        for aside in (self.folder / VERSIONS).glob(".old-*"):
            place = self._place(aside.name.removeprefix(".old-"))
            if not place.exists():
                os.replace(aside, place)
        for left in (self.folder / VERSIONS).glob(".*-*"):
            shutil.rmtree(left, ignore_errors=True)

    def _place_version(self, load: Load, told: Told) -> None:
        place = self._place(load.version)
        beside, aside = place.with_name(f".new-{load.version}"), place.with_name(f".old-{load.version}")
        with _or_gone(beside):
            _copy(load, beside, told)
            made = make_list(beside, load.version, KIND)
            sync_file(beside / NAME)
            if made.sums.keys() != load.files.keys():
                raise StickNotPossible(worn())
            if place.exists():
                os.replace(place, aside)
            try:
                os.replace(beside, place)
            except OSError:
                os.replace(aside, place)
                raise
            sync_folder(place.parent)
        shutil.rmtree(aside, ignore_errors=True)

    def _name(self, now: str, before: str) -> None:
        """The one step that counts; what opens the program, and older versions, follow it."""
        with faults_in_words():
            for file in sorted(self._place(now).glob(f"{START}/*")):
                beside = self.folder / f".new-{file.name}"  # a script that is running is never written into
                shutil.copyfile(file, beside)
                _make_runnable(beside)
                os.replace(beside, self.folder / file.name)
            write_private(self.folder / NOW, "".join(f"{one}\r\n" for one in (now, before) if one).encode())
        for old in (self.folder / VERSIONS).iterdir():
            if old.name not in (now, before) and _VERSION.fullmatch(old.name):
                shutil.rmtree(old, ignore_errors=True)  # what is still open on Windows goes the next time
        log.info("a stick has version %s, and before it %s", now, before or "none")


def _copy(load: Load, target: Path, told: Told) -> None:
    """Copy every file, wait for the stick, read it back: each byte is told twice. Raises StickNotPossible, OSError."""
    done, total = 0, 2 * load.size
    made = {}

    def count(size: int) -> None:
        nonlocal done
        done += size
        told(done, total)

    for name, file in load.files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        found = hashlib.sha256()
        with open(file, "rb") as source, open(target / name, "wb") as copy:
            while piece := source.read(PIECE):
                copy.write(piece)
                found.update(piece)
                count(len(piece))
        made[name] = found.hexdigest()
        if load.sums.get(name, made[name]) != made[name]:
            raise StickNotPossible(damaged(file.name))
        _make_runnable(target / name)
    for name, wanted in made.items():
        sync_file(target / name)
        _forget(target / name)
        if sum_of(target / name, count) != wanted:
            raise StickNotPossible(worn())


def _part(told: Told, before: int, after: int) -> Told:
    """For one part of the work, which has that many bytes before it and after it."""
    return lambda done, whole: told(before + done, before + whole + after)


def is_program(name: str) -> bool:
    """A file that is started, by name: a stick's own file system may know no such thing."""
    return Path(name).name == "carecompanion" or name.endswith(".sh")


def _make_runnable(file: Path) -> None:
    if is_program(file.name):
        with suppress(PermissionError):
            file.chmod(0o755)


def _size_of(file: Path) -> int:
    """Raises StickNotPossible where a listed file is not there, or is a link to something else."""
    try:
        found = file.lstat()
        if not stat.S_ISLNK(found.st_mode):
            return found.st_size
    except FileNotFoundError:
        log.info("a listed file is missing")
    raise StickNotPossible(damaged(file.name))


def _forget(file: Path) -> None:
    """Let the system read it from the stick, and not from its own memory."""
    if hasattr(os, "posix_fadvise"):
        handle = os.open(file, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


@contextmanager
def _or_gone(folder: Path) -> Iterator[None]:
    """A folder that is filled; where that fails, or something was left there before, it goes."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
