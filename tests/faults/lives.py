"""The parent's side of a process that is killed on purpose, again and again."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Life:
    """What a child told before it was killed."""

    confirmed: str = ""
    on_its_way: str = ""
    was_inside: bool = False


class Lives:
    """Speaks with a script of this folder that works on until it is killed: one life after another on the same file."""

    def __init__(self, script: str, packs: Path, file: Path) -> None:
        self._file = file
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name(script)), str(packs)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def live(self, wait: int, seconds: float) -> Life:
        """Live until inside act `wait`, or (0) for some seconds after the first act; then SIGKILL."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{self._file}\t{wait}\n")
        self._process.stdin.flush()
        life, child, is_killed = Life(), 0, False
        for line in self._process.stdout:
            word, *rest = line.split()
            if word == "child":
                child = int(rest[0])
            elif word == "will":
                life.on_its_way = rest[0]
            elif word == "kept":
                life.confirmed, life.on_its_way = rest[0], ""
                if not wait and not is_killed:
                    time.sleep(seconds)
                    is_killed = True
                    os.kill(child, signal.SIGKILL)
            elif word == "inside":
                life.was_inside = True
                os.kill(child, signal.SIGKILL)
            elif word == "ended":
                return life
        raise AssertionError("the working process ended by itself")

    def end(self) -> None:
        self._process.communicate(timeout=20)
