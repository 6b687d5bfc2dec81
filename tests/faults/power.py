"""Power cuts: what a work writes is recorded, call by call, and played back up to a cut, as a disk may have it then.

What was synced is there. What was written since may be there, in part or not at all, in any order and torn at a sector;
names (new, changed and deleted files) are there in the order they were made, up to some point, as file systems with a
journal keep them. The folder of the cut is then opened as the program opens it.
"""

import os
import pickle
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults import watching
from tests.faults.figures import Figures
from tests.faults.works import Said, Work

SECTOR = 512
ACTS_RECORDED = 40
Event = tuple[str, str, Any, Any]


class Enough(BaseException):
    """So much is recorded."""


class Recorder:
    """Hears the calls, and what the work tells in between."""

    def __init__(self, folder: Path, acts: int) -> None:
        self.events: list[Event] = []
        self._folder, self._acts = str(folder), acts

    def __call__(self, call: watching.Call) -> int:
        if call.path.startswith(self._folder) and not call.path.endswith("-shm"):
            self.events.append((call.kind, self._own(call.path), call.offset or self._own(call.to), call.data))
        return watching.OK

    def _own(self, path: str) -> str:
        return os.path.relpath(path, self._folder) if path else ""

    def will(self, state: str) -> None:
        self.events.append(("will", state, 0, b""))

    def kept(self, state: str) -> None:
        self.events.append(("kept", state, 0, b""))
        self._acts -= 1
        if not self._acts:
            raise Enough

    def step(self) -> None:
        pass


def record(work: Work, folder: Path, seed: int, acts: int, before: Callable[[], None]) -> list[Event]:
    """What a forked child did in `folder`. `before` is called in the child first: it may make it careless."""
    told = folder.with_name("recorded")
    child = os.fork()
    if not child:
        recorder = Recorder(folder, acts)
        code = 1
        try:
            before()
            watching.watch(recorder)
            work.live(folder, recorder, random.Random(seed))
            code = 0
        except Enough:
            code = 0
        finally:
            told.write_bytes(pickle.dumps(recorder.events))
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0, "the work that is recorded broke"
    return list(pickle.loads(told.read_bytes()))


# ---- a disk


@dataclass
class Inode:
    """One file: what is on the disk for sure, and what was done to it since."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)  # where, what; None: cut there

    def sync(self) -> None:
        for place, data in self.since:
            _do(self.synced, place, data)
        self.since.clear()

    def after_cut(self, chance: random.Random | None) -> bytes:
        found = bytearray(self.synced)
        for place, data in self.since if chance is not None else ():
            assert chance is not None
            if chance.random() < 0.5:
                torn = data is not None and len(data) > SECTOR and chance.random() < 0.3
                _do(found, place, data[: chance.randrange(len(data) // SECTOR) * SECTOR] if data and torn else data)
        return bytes(found)


def _do(content: bytearray, place: int, data: bytes | None) -> None:
    if data is None:
        del content[place:]
        return
    if len(content) < place:
        content.extend(bytes(place - len(content)))
    content[place : place + len(data)] = data


class Disk:
    """Files under names: as the program sees them, and as they are for sure."""

    def __init__(self, folder: Path) -> None:
        self.names: dict[str, Inode | None] = {}  # None: a folder
        for path in sorted(folder.rglob("*")):
            own = str(path.relative_to(folder))
            if not own.endswith("-shm"):
                self.names[own] = None if path.is_dir() else Inode(bytearray(path.read_bytes()))
        self._sure = dict(self.names)
        self._since: list[tuple[str, str, Any]] = []

    def do(self, event: Event) -> None:
        kind, path, other, data = event
        if kind in ("create", "mkdir"):
            self._change((kind, path, None if kind == "mkdir" else Inode()))
        elif kind in ("unlink", "rmdir"):
            self._change((kind, path, None))
        elif kind == "rename":
            self._change((kind, path, other))
        elif kind == "sync_folder":
            for change in self._since:
                _name(self._sure, change)
            self._since.clear()
        elif kind in ("write", "truncate", "sync", "content"):
            self._write(kind, self.names.get(path), other or 0, data)

    def _write(self, kind: str, inode: Inode | None, place: int, data: bytes) -> None:
        if inode is None:
            return
        if kind == "sync":
            inode.sync()
        elif kind == "content":  # what Python wrote, as it stood when somebody looked
            if inode.since or bytes(inode.synced) != data:
                inode.since = [(0, None), (0, data)]
        else:
            inode.since.append((place, data if kind == "write" else None))

    def _change(self, change: tuple[str, str, Any]) -> None:
        self._since.append(change)
        _name(self.names, change)

    def cut(self, folder: Path, chance: random.Random | None) -> None:
        """As it is found after a cut; without `chance` nothing of what was not synced is there."""
        names = dict(self._sure)
        for change in self._since[: chance.randint(0, len(self._since)) if chance else 0]:
            _name(names, change)
        found: dict[int, bytes] = {}
        for path, inode in sorted(names.items()):
            place = folder / path
            if inode is None:
                place.mkdir(parents=True, exist_ok=True)
            else:
                content = found.setdefault(id(inode), inode.after_cut(chance))
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)


def _name(names: dict[str, Inode | None], change: tuple[str, str, Any]) -> None:
    kind, path, other = change
    if kind in ("create", "mkdir"):
        names[path] = other
    elif kind in ("unlink", "rmdir"):
        names.pop(path, None)
    else:
        moved = {one: names.pop(one) for one in list(names) if one == path or one.startswith(path + "/")}
        names.update({other + one.removeprefix(path): inode for one, inode in moved.items()})


# ---- cuts


def cut(
    work: Work, place: Path, cuts: int, seed: int, *, name: str = "", before: Callable[[], None] = lambda: None
) -> Figures:
    """So many cuts of one recording, at moments all over it."""
    chance = random.Random(seed)
    figures = Figures(name or f"power cut: {work.name}")
    folder = place / "as prepared"
    folder.mkdir()
    work.prepare(folder)
    first = work.state(Path(shutil.copytree(folder, place / "looked at")))
    disk = Disk(folder)
    events = record(work, folder, seed, ACTS_RECORDED if work.goes_on else 0, before)
    moments = _moments(events, cuts, chance)
    said = Said(kept=[first])
    for number, event in enumerate(events):
        for _time in range(moments.count(number)):
            _look(work, disk, place, said, figures, chance)
        _note(said, event)
        disk.do(event)
    return figures


def _moments(events: list[Event], cuts: int, chance: random.Random) -> list[int]:
    """Before which events; half of them just after something was confirmed, where a missing sync would show."""
    after_kept = [number + 1 for number, event in enumerate(events[:-1]) if event[0] == "kept"]
    anywhere = range(1, len(events))
    return [chance.choice(after_kept if chance.random() < 0.5 else anywhere) for _cut in range(cuts)]


def _note(said: Said, event: Event) -> None:
    if event[0] == "kept":
        said.kept, said.will = [event[1]], ""
    elif event[0] == "will":
        said.will = event[1]


def _look(work: Work, disk: Disk, place: Path, said: Said, figures: Figures, chance: random.Random) -> None:
    figures.tried += 1
    folder = place / "cut"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    disk.cut(folder, chance if chance.random() < 0.5 else None)
    try:
        found = work.state(folder)
    except Exception as error:  # noqa: BLE001 - whatever comes out here is what the figures are for
        figures.lose(f"{type(error).__name__}: {error}; was to be {sorted(said.allowed)}")
        return
    if found in said.allowed:
        figures.recovered += 1
    else:
        figures.lose(f"{found} is not in {sorted(said.allowed)}")
