"""One life: a forked child works in a folder until it is killed, and its parent hears how far it came.

Forked after the imports, so that a life costs milliseconds. The child kills itself at the n-th call to the disk (before
it, or in the middle of a write), or its parent does after some time, wherever it is then.
"""

import gc
import json
import mmap
import os
import random
import select
import signal
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from carecompanion.storage import cipher
from tests.faults import watching
from tests.faults.watching import Call
from tests.faults.works import Said, Work

LONGEST = 60.0  # seconds: a life that hangs is a fault


@dataclass(frozen=True)
class Moment:
    """When to die: at call number `at` (of those inside a transaction, with `is_inside`), or after `seconds`."""

    at: int = 0
    is_inside: bool = False
    seconds: float = 0.0


class Pipe:
    """What the child tells. One write a line: whole in the pipe, or not there."""

    def __init__(self, end: int) -> None:
        self._end = end
        self.dying: Dying | None = None

    def tell(self, *words: object) -> None:
        os.write(self._end, (json.dumps(words) + "\n").encode())

    def will(self, state: str) -> None:
        self.tell("will", state)

    def kept(self, state: str) -> None:
        self.tell("kept", state)

    def step(self) -> None:
        if self.dying is not None:
            self.dying(Call("step", ""))


class Dying:
    """Counts the calls, and ends at the chosen one."""

    def __init__(self, pipe: Pipe, moment: Moment, inside: mmap.mmap, chance: random.Random) -> None:
        self._pipe, self._left, self._moment = pipe, moment.at, moment
        self._inside, self._chance = inside, chance
        self._told: list[str] = []

    @property
    def told(self) -> str:
        """Every call so far: 1 inside a transaction, else 0."""
        return "".join(self._told)

    def __call__(self, call: Call) -> int:
        self._told.append("01"[call.is_inside])
        self._inside[0] = call.is_inside and call.kind != "end"
        if self._moment.at and (call.is_inside or not self._moment.is_inside):
            self._left -= 1
            if not self._left:
                self._die(call)
        return watching.OK

    def _die(self, call: Call) -> None:
        if call.kind == "write" and self._chance.random() < 0.5:
            call.begin_it()
        self._pipe.tell("dies", call.is_inside, call.kind == "begin")
        os.kill(os.getpid(), signal.SIGKILL)


def live_and_die(work: Work, folder: Path, moment: Moment, chance: random.Random) -> Said:
    """In this folder, once. A moment that never comes lets the work end in peace."""
    ear, mouth = os.pipe()
    inside = mmap.mmap(-1, 1)
    child = os.fork()
    if not child:
        os.close(ear)
        _work_to_death(work, folder, moment, chance, Pipe(mouth), inside)
    os.close(mouth)
    said = listen(ear, child, moment.seconds)
    os.waitpid(child, 0)
    if moment.seconds:
        said.was_inside = bool(inside[0])
    return said


def _work_to_death(
    work: Work, folder: Path, moment: Moment, chance: random.Random, pipe: Pipe, inside: mmap.mmap
) -> None:
    gc.disable()
    try:
        if chance.random() < 0.3:
            soon_in_the_file()
        pipe.dying = Dying(pipe, moment, inside, chance)
        watching.watch(pipe.dying)
        work.live(folder, pipe, chance)
        pipe.tell("over", pipe.dying.told)
    except BaseException:  # noqa: BLE001 - the parent tells it
        pipe.tell("error", traceback.format_exc())
    finally:
        os._exit(0)


def soon_in_the_file() -> None:
    """From now on SQLite brings its log into the file after a few pages, not after a thousand."""
    cipher._FILE_MANNERS = (*cipher._FILE_MANNERS, "wal_autocheckpoint=12")


def listen(ear: int, child: int, seconds: float) -> Said:
    """Until the child is no more; after `seconds` it is killed."""
    said, heard, end = Said(), b"", time.monotonic() + (seconds or LONGEST)
    is_killed = False
    while True:
        left = max(0.0, end - time.monotonic())
        if not is_killed and not select.select([ear], [], [], left)[0]:
            if not seconds:
                said.error = "it hangs"
            os.kill(child, signal.SIGKILL)
            is_killed = True
        if not (piece := os.read(ear, 65536)):
            break
        heard += piece
        is_late = time.monotonic() > end
        if is_late and not is_killed:
            os.kill(child, signal.SIGKILL)
            is_killed = True
    os.close(ear)
    for line in heard.splitlines():
        _note(said, *json.loads(line))
    return said


def _note(said: Said, word: str, *more: str) -> None:
    if word == "kept":
        said.kept.append(more[0])
        said.will = ""
    elif word == "will":
        said.will = more[0]
    elif word == "dies":
        said.was_inside, said.has_only_begun = bool(more[0]), bool(more[1])
    elif word == "over":
        said.is_over, said.calls = True, more[0]
    elif word == "refused":
        said.refused = more[0]
    elif word == "error":
        said.error = more[0]
