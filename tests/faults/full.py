"""Full disks: a work goes on until there is no room. It is told in words, and nothing that was kept is lost.

Where we may mount one the disk is real, a small tmpfs with just so much room; each second moment, and where we may not,
the calls are refused instead from some call on, which also fills up between two checks of how much room there is.
"""

import os
import random
import shutil
import subprocess
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from carecompanion.errors import UserError
from tests.faults import watching
from tests.faults.dying import Pipe, listen
from tests.faults.figures import Figures
from tests.faults.watching import Call
from tests.faults.works import REFUSED, Said, Work

SIZE = 16 * 2**20
GROWS = ("write", "create", "mkdir", "sync")
SHORTEST = 40  # letters of a sentence that says what happened and what is safe


class Filling:
    """From call number `left` on, whatever needs room is refused."""

    def __init__(self, left: int) -> None:
        self._left = left
        self.count = 0

    def __call__(self, call: Call) -> int:
        self.count += 1
        return watching.FULL if self.count >= self._left > 0 and call.kind in GROWS else watching.OK


def fill(work: Work, place: Path, moments: int, seed: int) -> Figures:
    """So many times."""
    chance, figures = random.Random(seed), Figures(f"disk full: {work.name}")
    begin = place / "as prepared"
    begin.mkdir()
    work.prepare(begin)
    calls, size = _in_peace(work, begin, place, chance)
    with _small_disk(place) as disk:
        number = 0
        while figures.tried < moments and number < 5 * moments:
            number += 1
            if disk is not None and number % 2:
                _on_a_small_disk(work, begin, disk, chance.randint(0, size), chance, figures)
            else:
                _refused(work, begin, place / "hurt", chance.randint(1, calls), chance, figures)
    return figures


def _in_peace(work: Work, begin: Path, place: Path, chance: random.Random) -> tuple[int, int]:
    """How many calls it makes, and how much room it may need."""
    if work.goes_on:
        return 150, 250_000
    whole = Path(shutil.copytree(begin, place / "whole"))
    said = _life(work, whole, chance, Filling(0))
    assert said.is_over, said.error
    return len(said.calls), 2 * sum(one.stat().st_size for one in whole.rglob("*") if one.is_file())


@contextmanager
def _small_disk(place: Path) -> Iterator[Path | None]:
    """A folder of its own disk; None where we may not."""
    disk = place / "disk"
    disk.mkdir()
    how = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(how, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def _on_a_small_disk(work: Work, begin: Path, disk: Path, room: int, chance: random.Random, figures: Figures) -> None:
    folder, ballast = disk / "hurt", disk / "ballast"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(begin, folder)
    with open(ballast, "wb") as full:
        full.truncate(0)
        os.posix_fallocate(full.fileno(), 0, max(4096, shutil.disk_usage(disk).free - room // 4096 * 4096))
    said = _life(work, folder, chance, None)
    try:
        work.state(folder)  # with no room it opens or says why not; what else comes out is a fault
    except UserError as error:
        _require_words(error.words, figures)
    except Exception as error:  # noqa: BLE001 - as above
        figures.wrong(f"opened on a full disk: {type(error).__name__}: {error}")
    ballast.unlink()
    before = figures.tried
    _look(work, folder, said, figures)
    figures.more["on a real disk"] = figures.more.get("on a real disk", 0) + figures.tried - before


def _refused(work: Work, begin: Path, folder: Path, call: int, chance: random.Random, figures: Figures) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(begin, folder)
    _look(work, folder, _life(work, folder, chance, Filling(call)), figures)


def _life(work: Work, folder: Path, chance: random.Random, filling: Filling | None) -> Said:
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        os.close(ear)
        _work_until_full(work, folder, chance, Pipe(mouth), filling)
    os.close(mouth)
    said = listen(ear, child, 0)
    os.waitpid(child, 0)
    return said


def _work_until_full(work: Work, folder: Path, chance: random.Random, pipe: Pipe, filling: Filling | None) -> None:
    try:
        if filling is not None:
            watching.watch(filling)
        work.live(folder, pipe, chance)
        pipe.tell("over", "1" * (filling.count if filling else 0))
    except UserError as error:
        pipe.tell("refused", error.words)
    except AssertionError:
        pipe.tell(*(("refused", REFUSED[-1]) if REFUSED else ("error", traceback.format_exc())))
    except BaseException:  # noqa: BLE001 - the parent tells it
        pipe.tell("error", traceback.format_exc())
    finally:
        os._exit(0)


def _look(work: Work, folder: Path, said: Said, figures: Figures) -> None:
    if said.is_over:
        return  # there was room enough
    figures.tried += 1
    if said.error:
        figures.wrong(said.error)
    _require_words(said.refused, figures)
    try:
        found = work.state(folder)
    except Exception as error:  # noqa: BLE001 - whatever comes out here is what the figures are for
        figures.lose(f"{type(error).__name__}: {error}")
        return
    if not said.kept or found in said.allowed:
        figures.recovered += 1
    else:
        figures.lose(f"{found} is not in {sorted(said.allowed)}")


def _require_words(words: str, figures: Figures) -> None:
    if len(words) < SHORTEST:
        figures.wrong(f"no sentence: {words!r}")
