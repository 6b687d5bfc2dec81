"""`make bench`: makes homes in a temporary folder, runs the processes that are measured, in random order, and reports.

Every figure is a median; what is a ratio was measured turn about with what it is compared with. Nothing here fails
because a machine is slow: the figures stand beside their aims, and a person judges.
"""

import argparse
import compileall
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import homes
from rows import AIMS, Row, compared, machine, markdown, plain, table, write

from carecompanion.app import open_app

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

PATIENCE = 120  # seconds for one process


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    rounds: int = 11
    fresh: int = 5  # processes where each gives one first time
    repeats: int = 12
    answers: int = 400
    years: float = 10
    lessons: int = 1000
    entries: int = 11_000
    sessions: int = 500
    people: int = 60
    things: int = 6  # lessons opened, texts typed
    warm_counts: bool = False  # the first start on a home is a figure too, and the only one


TINY = Size(
    rounds=1,
    fresh=1,
    repeats=1,
    answers=20,
    years=0.1,
    lessons=12,
    entries=120,
    sessions=4,
    people=6,
    things=2,
    warm_counts=True,
)


class Bench:
    """One run: a folder with the homes, and the processes started on them."""

    def __init__(self, folder: Path, size: Size) -> None:
        self._folder = folder
        self._size = size
        self._order = random.Random(20261124)

    def rows(self, chosen: set[str]) -> list[Row]:
        groups = {
            self._starts: {"start", "start_today", "memory"},
            self._unlocking: {"unlock_today"},
            self._pages: {"page_change"},
            self._lessons: {"lesson_open_first", "lesson_open"},
            self._searching: {"search", "search_painted"},
            self._answers: {"answer"},
            self._histories: {"history_11000", "today_11000"},
            self._hiding: {"hide"},
            self._facilitating: {"next_slide", "sessions_500", "report_60"},
        }
        found: list[Row] = []
        for measure, names in groups.items():
            if names & chosen:
                begin = time.monotonic()
                found += [row for row in measure() if row.name in chosen]
                say(f"{', '.join(sorted(names & chosen))}: {time.monotonic() - begin:.0f} s")
        return found

    # what is measured

    def _starts(self) -> list[Row]:
        shared, own = self._home("shared"), self._home("own")
        homes.make_shared(shared)
        homes.make_own(own)
        warm = {"picker": self._program("picker", shared), "today": self._program("today", own)}
        modules = {name: found["modules"] for name, found in warm.items()}
        runs = {
            "bare picker": lambda: self._bare(modules["picker"]),
            "bare today": lambda: self._bare(modules["today"]),
            "picker": lambda: self._program("picker", shared),
            "today": lambda: self._program("today", own),
        }
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in runs}
        if self._size.warm_counts:
            found |= {name: [one] for name, one in warm.items()}
        for _round in range(self._size.rounds):
            for name in self._order.sample(sorted(runs), len(runs)):
                if not (self._size.warm_counts and name in warm):
                    found[name].append(runs[name]())

        def all_of(name: str, what: str) -> list[float]:
            return [one[what] for one in found[name]]

        return [
            compared("start", "ms", all_of("picker", "wall"), all_of("bare picker", "wall")),
            compared("start_today", "ms", all_of("today", "wall"), all_of("bare today", "wall")),
            compared("memory", "MB", all_of("today", "memory"), all_of("bare today", "memory")),
        ]

    def _unlocking(self) -> list[Row]:
        years, fresh = self._home("years"), self._home("fresh")
        records = homes.make_years(years, self._size.years)
        homes.make_own(fresh, homes.PASSPHRASE)
        say(f"{records} records in {self._size.years:g} years")
        found: dict[Path, list[float]] = {years: [], fresh: []}
        for _round in range(self._size.fresh):
            for home in self._order.sample([years, fresh], 2):
                found[home].append(self._program("unlock", home)["unlock"])
        return [compared("unlock_today", "ms", found[years], found[fresh])]

    def _pages(self) -> list[Row]:
        found = self._program("pages", self._own())
        say(f"the first visit of Learn: {found['first_learn']:.0f} ms")
        return [plain("page_change", "ms", found["page_change"])]

    def _histories(self) -> list[Row]:
        many, few = self._home("many"), self._home("few")
        homes.make_entries(many, self._size.entries)
        homes.make_entries(few, 100)
        found: dict[Path, list[dict[str, Any]]] = {many: [], few: []}
        for _round in range(self._size.fresh):
            for home in self._order.sample([many, few], 2):
                found[home].append(self._program("history", home))
        first = sorted(run["first_history"] for run in found[many])
        say(f"the first visit of the history: {first[len(first) // 2]:.0f} ms")
        today = {home: [moment for run in runs for moment in run["today"]] for home, runs in found.items()}
        return [
            plain("history_11000", "ms", [moment for run in found[many] for moment in run["history"]]),
            compared("today_11000", "ms", today[many], today[few]),
        ]

    def _lessons(self) -> list[Row]:
        runs = [self._program("lessons", self._own(number)) for number in range(self._size.fresh)]
        again = [moment for run in runs for moment in run["again"]]
        say(f"the first lesson once more: {sorted(again)[len(again) // 2]:.0f} ms")
        return [
            plain("lesson_open_first", "ms", [run["first"] for run in runs]),
            plain("lesson_open", "ms", [moment for run in runs for moment in run["others"]]),
        ]

    def _searching(self) -> list[Row]:
        home = self._home("library")
        homes.make_library(home, self._size.lessons)
        found = self._program("search", home)
        say(f"the slowest key: {max(found['search']):.0f} ms, painted {max(found['results']):.0f} ms")
        return [plain("search", "ms", found["search"]), plain("search_painted", "ms", found["results"])]

    def _answers(self) -> list[Row]:
        home = self._home("answering")
        homes.make_own(home)
        found = self._child([str(HERE / "answering.py"), str(self._size.answers)], home)
        return [compared("answer", "ms", found["kept"], found["bare"])]

    def _hiding(self) -> list[Row]:
        return [plain("hide", "ms", self._program("hide", self._own())["hide"])]

    def _facilitating(self) -> list[Row]:
        home = self._home("trainer")
        run = homes.make_trainer(home, self._size.sessions, self._size.people)
        found = self._child([str(HERE / "program.py"), "facilitating"], home, BENCH_RUN=run)
        first, figures = found["first_list"], found["figures"][0]
        say(f"the first visit of the list: {first:.0f} ms, figures of a report: {figures:.0f} ms")
        return [
            plain("next_slide", "ms", found["next"]),
            plain("sessions_500", "ms", found["list"]),
            plain("report_60", "ms", found["report"]),
        ]

    # how

    def _home(self, name: str) -> Path:
        home = self._folder / name
        home.mkdir()
        self._read_shelf(home)
        return home

    def _own(self, number: int = 0) -> Path:
        """A new home of one person without a passphrase."""
        home = Path(tempfile.mkdtemp(prefix=f"own-{number}-", dir=self._folder))
        self._read_shelf(home)
        homes.make_own(home)
        return home

    def _read_shelf(self, home: Path) -> None:
        """The packs were read before on this computer; read once for all homes."""
        first = self._folder / "shelf"
        if not first.exists():
            open_app(homes.paths_of(first)).library.load()
        shutil.copytree(first / "cache", home / "cache")

    def _program(self, scenario: str, home: Path) -> dict[str, Any]:
        return self._child([str(HERE / "program.py"), scenario], home)

    def _bare(self, modules: list[str]) -> dict[str, Any]:
        return self._child([str(HERE / "bare.py"), *modules], self._folder)

    def _child(self, command: list[str], home: Path, **more: str) -> dict[str, Any]:
        """Run a process; what it reported, with `wall`: milliseconds from its start to its first painted page."""
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "es",
            "PYTHONPATH": str(ROOT),
            "CARE_COMPANION_HOME": str(home),
            "BENCH_PASSPHRASE": homes.PASSPHRASE,
            "BENCH_REPEATS": str(self._size.repeats),
            "BENCH_THINGS": str(self._size.things),
            **more,
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        begin = time.monotonic()
        done = subprocess.run(
            [sys.executable, *command],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        if done.returncode or not lines:
            raise SystemExit(f"{' '.join(command)} failed ({done.returncode}):\n{done.stdout}{done.stderr}")
        found: dict[str, Any] = json.loads(lines[-1])
        if "painted" in found:
            found["wall"] = 1000 * (found["painted"] - begin)
        return found


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="How fast Care Companion is, as figures and ratios.")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "bench.json")
    parser.add_argument(
        "--tiny", action="store_true", help="only to see that everything runs; the figures mean nothing"
    )
    parser.add_argument("only", nargs="*", help=f"some rows only: {', '.join(AIMS)}")
    arguments = parser.parse_args()
    if not AIMS.keys() >= set(arguments.only):
        parser.error(f"rows are {', '.join(AIMS)}")
    for folder in (ROOT / "carecompanion", HERE):  # else the first runs would be those that compile
        compileall.compile_dir(folder, quiet=2)
    arguments.to.parent.mkdir(parents=True, exist_ok=True)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=arguments.to.parent, ignore_cleanup_errors=True) as folder:
        rows = Bench(Path(folder), TINY if arguments.tiny else Size()).rows(set(arguments.only or AIMS))
    write(rows, arguments.to)
    print(f"\n{machine()}; {time.monotonic() - begin:.0f} s\n\n{table(rows)}\n\nFor the README:\n\n{markdown(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
