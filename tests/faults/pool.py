"""Nurseries at work, side by side: faults are asked for by name, and their figures heard when they are there."""

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.faults.figures import ROOT, Figures

IN_MEMORY, ENOUGH = Path("/dev/shm"), 2**28  # bytes
SIDE_BY_SIDE = 2

# How many moments of each run belong to `make test`; those that take longest come first.
PLAN = {
    "damage": 216,
    "kill answers": 200,
    "kill upgrade": 60,
    "kill words": 150,
    "kill sessions": 85,
    "kill checkins": 130,
    "kill copies": 60,
    "kill scenes": 80,
    "kill join": 35,
    "kill carry": 35,
    "kill keys": 40,
    "kill recover": 20,
    "kill back": 25,
    "kill packs": 70,
    "kill exports": 30,
    "full upgrade": 8,
    "full copies": 12,
    "full join": 8,
    "full carry": 10,
    "full recover": 4,
    "full sessions": 10,
    "full answers": 16,
    "full back": 5,
    "full words": 10,
    "full checkins": 10,
    "full scenes": 6,
    "full keys": 6,
    "removed": 20,
    "clocks": 40,
    "two processes": 10,
    "cut upgrade": 12,
    "cut recover": 6,
    "cut answers": 40,
    "cut answers, short log": 40,
    "cut words": 20,
    "cut checkins": 15,
    "cut sessions": 15,
    "cut scenes": 5,
    "cut copies": 14,
    "cut join": 8,
    "cut back": 8,
    "cut carry": 8,
    "cut keys": 10,
    "cut packs": 15,
    "cut exports": 8,
    "read-only": 1,
}
MUST_LOSE = {"careless OFF": 20, "careless NORMAL": 20, "careless names": 40}
SEED = 20261126


class Broke(Exception):
    """A run did not come to its end: the traceback."""


@dataclass(frozen=True)
class Asked:
    run: str
    moments: int
    seed: int


class Pool:
    """Two processes that make faults. `figures_of` waits for one run; `close` lets no process stay."""

    def __init__(self, runs: Iterable[Asked], place: Path | None = None) -> None:
        self._place = Path(tempfile.mkdtemp(prefix="care-companion-faults-", dir=place or memory()))
        self._waiting: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
        self._told: dict[str, dict[str, object]] = {}
        self._is_told: dict[str, threading.Event] = {}
        for one in runs:
            self._is_told[one.run] = threading.Event()
            self._waiting.put(one)
        for _one in range(SIDE_BY_SIDE):
            self._waiting.put(None)
        self._processes = [_nursery() for _one in range(SIDE_BY_SIDE)]
        self._threads = [threading.Thread(target=self._work, args=(one,)) for one in self._processes]
        for thread in self._threads:
            thread.start()

    def figures_of(self, run: str, seconds: float | None = None) -> Figures:
        """Raises Broke."""
        if not self._is_told[run].wait(seconds):
            raise Broke(f"{run}: no answer after {seconds} s")
        told = self._told[run]
        if "broke" in told:
            raise Broke(f"{run}: {told['broke']}")
        return Figures(**told)  # type: ignore[arg-type]

    def close(self) -> None:
        for process in self._processes:
            process.kill()
        for thread in self._threads:
            thread.join()
        _let_go_of_disks(self._place)
        shutil.rmtree(self._place, ignore_errors=True)

    def _work(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin and process.stdout
        with suppress(OSError), process:  # what waits for a process that was ended goes nowhere
            while (asked := self._waiting.get()) is not None:
                line = json.dumps({**asked.__dict__, "place": str(self._place)}) + "\n"
                try:
                    process.stdin.write(line)
                    process.stdin.flush()
                    self._told[asked.run] = json.loads(process.stdout.readline())
                except (OSError, ValueError):
                    self._told[asked.run] = {"broke": "the process of the faults is no more"}
                self._is_told[asked.run].set()


def _let_go_of_disks(place: Path) -> None:
    """Small disks of a run that was ended in the middle."""
    mounts = Path("/proc/mounts")
    lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines() if mounts.exists() else []
    for where in reversed([line.split()[1] for line in lines]):
        if where.startswith(str(place)):
            subprocess.run(["umount", "--lazy", where], check=False)


def memory() -> Path | None:
    """A kill asks no disk, and the power cuts have one of their own: in memory where there is room."""
    try:
        has_room = os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ENOUGH
    except OSError:
        has_room = False
    return IN_MEMORY if has_room else None


def _nursery() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
