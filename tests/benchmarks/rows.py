"""A measured row, what we aim at, and how rows are shown and written. Plain: no program code is imported here."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `ratio` is value / baseline where there is something to compare with."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What a row is held against, in words and as the highest figure (of the ratio, or of the value)."""

    words: str
    most: float | None = None
    is_ratio: bool = False


AIMS = {
    "start": Aim("process start to the painted picker, against a bare window", 1.6, is_ratio=True),
    "start_today": Aim("process start to Today filled and painted, against a bare window", 3.0, is_ratio=True),
    "unlock_today": Aim("passphrase to Today beyond the key derivation: 10 years of records, against none"),
    "page_change": Aim("a click on Today or Learn until that page is painted", 50),
    "lesson_open_first": Aim("the first lesson of a fresh process, until painted", 150),
    "lesson_open": Aim("every other lesson, opened for the first time", 50),
    "search": Aim("what one key in the search costs, 1,000 lessons", 16),
    "search_painted": Aim("one key in the search until its results are painted, 1,000 lessons"),
    "answer": Aim("one answer on the disk, against the bare driver's commit of one such row", 1.5, is_ratio=True),
    "memory": Aim("memory at Today, against a bare window", 2.6, is_ratio=True),
    "history_11000": Aim("opening the history: 11,000 check-ins over ten years", 50),
    "today_11000": Aim("a click on Today until painted: with 11,000 check-ins, against 100", 1.15, is_ratio=True),
    "next_slide": Aim("the key for the next slide until the room sees it, the console with it", 50),
    "sessions_500": Aim("opening the list of 500 sessions", 50),
    "report_60": Aim("opening the report of a session of 60 people", 100),
    "hide": Aim("F9 until the cover is painted", 100),
    # of what is built, by packaging/trying.py, which also refuses what is over
    "package_start": Aim(
        "process start to the painted picker: the built program, against its source", 1.1, is_ratio=True
    ),
    "package_folder": Aim("the folder of the built program", 150),
    "package_packed": Aim("the same for a stick, in one file", 50),
    "package_files": Aim("files in the folder"),
}


def plain(name: str, unit: str, values: Sequence[float]) -> Row:
    """The median of these."""
    return Row(name, _tidy(median(values)), unit)


def compared(name: str, unit: str, values: Sequence[float], baseline: Sequence[float]) -> Row:
    """The medians of both, and how many times the one is the other."""
    value, base = median(values), median(baseline)
    return Row(name, _tidy(value), unit, _tidy(base), round(value / base, 2))


def is_within(row: Row) -> bool | None:
    """None where no aim was set."""
    aim = AIMS[row.name]
    if aim.most is None:
        return None
    figure = row.ratio if aim.is_ratio else row.value
    return figure is not None and figure <= aim.most


def table(rows: Sequence[Row]) -> str:
    """For the terminal."""
    lines = [("", "measured", "bare", "ratio", "aim", "", "")]
    for row in rows:
        value, base, ratio, aim = _cells(row)
        verdict = {True: "ok", False: "OVER", None: ""}[is_within(row)]
        lines.append((row.name, value, base, ratio, aim, verdict, AIMS[row.name].words))
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    return "\n".join(_laid_out(line, widths) for line in lines)


def markdown(rows: Sequence[Row]) -> str:
    """For the README."""
    lines = ["| what | measured | to compare | ratio | aim |", "| --- | ---: | ---: | ---: | ---: |"]
    for row in rows:
        value, base, ratio, aim = _cells(row)
        lines.append(f"| `{row.name}`: {AIMS[row.name].words} | {value} | {base} | {ratio} | {aim} |")
    return "\n".join(lines)


def write(rows: Sequence[Row], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


def machine() -> str:
    """What these figures came from, without naming anybody's machine."""
    processor = platform.processor() or platform.machine()
    about = Path("/proc/cpuinfo")
    if about.is_file():
        names = [line for line in about.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        processor = names[0].partition(":")[2].strip() if names else processor
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _laid_out(line: Sequence[str], widths: Sequence[int]) -> str:
    name, *figures, verdict, words = line
    cells = [figure.rjust(width) for figure, width in zip(figures, widths[1:5], strict=True)]
    return "  ".join([name.ljust(widths[0]), *cells, verdict.ljust(4), words]).rstrip()


def _cells(row: Row) -> tuple[str, str, str, str]:
    aim = AIMS[row.name]
    bound = "" if aim.most is None else f"{aim.most:g}x" if aim.is_ratio else f"{aim.most:g} {row.unit}"
    base = "" if row.baseline is None else f"{row.baseline:g} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}x"
    return f"{row.value:g} {row.unit}", base, ratio, bound


def _tidy(value: float) -> float:
    """Three figures say all that such a measurement knows."""
    return float(f"{value:.3g}")
