"""Everything that must hold before a change goes in, one step after the other; a table and a count at the end.

    make test                        all of it; on Linux also the folder that is shipped, built and tried
    make test ARGS="-k lesson -x"    what follows is for pytest

Tests run two at a time, their homes in memory where the system has a folder for that: the many small files are synced
thousands of times, and no test of these asks what a disk does. The faults (tests/faults) run after them, on the disk
and with the machine to themselves. Exit 1 where a step failed; the others run all the same.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
IN_MEMORY = Path("/dev/shm")
ENOUGH = 2 * 2**30  # bytes
NOTHING_CHOSEN = 5  # pytest's exit code where -k or -m leaves no test


@dataclass(frozen=True)
class Step:
    """A command that must end well: a shell's, a file of ours, or a module's name, each with what it is told."""

    name: str
    command: tuple[str, ...]
    is_in_memory: bool = False

    def whole(self) -> tuple[str, ...]:
        if self.command[0] == "sh":
            return self.command
        return (sys.executable, *(() if self.command[0].endswith(".py") else ("-m",)), *self.command)


BUILT = Step("built", ("sh", "packaging/setup.sh", "package", "test", "--folder"))
LOOKS = (
    Step("lint", ("ruff", "check", "--quiet", ".")),
    Step("layout", ("ruff", "format", "--check", "--quiet", ".")),
    Step("types", ("mypy",)),
    Step("words", ("packaging/messages.py", "--check")),
)


def tests(told: Path, arguments: list[str]) -> tuple[Step, Step]:
    """The many and, after them, the few that want the machine for themselves; what they found goes to `told`."""
    many = ("pytest", "-q", "-m", "not serial", "-n", "2", "--dist", "worksteal", f"--junitxml={told / 'many.xml'}")
    where = () if any(Path(one.split("::")[0]).exists() for one in arguments) else ("tests/faults",)
    few = ("pytest", "-q", "-m", "serial", f"--junitxml={told / 'few.xml'}", *where)
    return Step("tests", (*many, *arguments), is_in_memory=True), Step("tests, alone", (*few, *arguments))


def look(step: Step) -> tuple[bool, float, str]:
    """Whether it ended well, its seconds, and what it said: for steps that run beside others."""
    begin = time.monotonic()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as words:
        fine = is_fine(step, words)
        words.seek(0)
        return fine, time.monotonic() - begin, words.read()


def is_fine(step: Step, to: IO[str] | None = None) -> bool:
    place = memory() if step.is_in_memory else None
    with tempfile.TemporaryDirectory(prefix="care-companion-", dir=place, ignore_cleanup_errors=True) as scratch:
        own = environment() | {"TMPDIR": scratch}
        code = subprocess.run(step.whole(), cwd=ROOT, env=own, stdout=to, stderr=to, check=False).returncode
    return code == 0 or (step.command[0] == "pytest" and code == NOTHING_CHOSEN)


def memory() -> Path | None:
    """A folder in memory with room enough, else None: the usual one."""
    try:
        return IN_MEMORY if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free >= ENOUGH else None
    except OSError:
        return None


def environment() -> dict[str, str]:
    """The same everywhere: no screen, tests in the same order with the same examples. What was compiled once is kept:
    the tests start the program a hundred times."""
    own = os.environ | {"QT_QPA_PLATFORM": "offscreen", "CI": "1"}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    return own


def counted(told: Path) -> Counter[str]:
    """How many tests passed, failed, ... in the files pytest left."""
    found: Counter[str] = Counter()
    for file in told.glob("*.xml"):
        for suite in ElementTree.parse(file).getroot().iter("testsuite"):
            number = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
            bad = number["failures"] + number["errors"] + number["skipped"]
            found += Counter(
                failed=number["failures"],
                passed=number["tests"] - bad,
                skipped=number["skipped"],
                errors=number["errors"],
            )
    return found


def last_line(numbers: Counter[str], seconds: float) -> str:
    words = ", ".join(f"{numbers[kind]} {kind}" for kind in ("failed", "passed", "skipped", "errors") if numbers[kind])
    minutes = f"{int(seconds) // 60}:{int(seconds) % 60:02}"
    return f" {words or 'no tests ran'} in {seconds:.2f}s ({minutes}) ".center(80, "=")


def main(arguments: list[str]) -> int:
    steps = () if "--only-tests" in arguments else LOOKS if arguments else (BUILT, *LOOKS)
    begin = time.monotonic()
    table: list[tuple[str, bool, float]] = []
    with tempfile.TemporaryDirectory(prefix="care-companion-check-") as told:
        with ThreadPoolExecutor(2) as two:
            for step, (fine, seconds, words) in zip(steps, two.map(look, steps), strict=True):
                print(f"\n--- {step.name}\n{words}", end="", flush=True)
                table.append((step.name, fine, seconds))
        for step in tests(Path(told), [one for one in arguments if one != "--only-tests"]):
            print(f"\n--- {step.name}", flush=True)
            at = time.monotonic()
            table.append((step.name, is_fine(step), time.monotonic() - at))
        numbers = counted(Path(told))
    print()
    for name, fine, seconds in table:
        print(f"{'ok    ' if fine else 'FAILED'}  {name:14} {seconds:6.1f} s")
    print(last_line(numbers, time.monotonic() - begin), flush=True)
    return 0 if numbers["passed"] and all(fine for _name, fine, _seconds in table) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
