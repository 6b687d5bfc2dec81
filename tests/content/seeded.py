"""A fault to put into the good pack, and where the checker should find it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from carecompanion.content.checker import check_pack

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Fault:
    """`old` becomes `new` in `file`; the problem stands at `where`: a line number, or words of that line."""

    name: str
    file: str
    old: str
    new: str
    where: str | int
    says: str
    found_in: str = ""


def assert_reported(pack: Path, fault: Fault) -> None:
    spoil(pack, fault)
    line = expected_line(pack, fault)
    problems = check_pack(pack, TODAY)
    said = [p for p in problems if fault.says in p.what and p.file == (fault.found_in or fault.file)]
    assert said, problems
    assert line in {p.line for p in said}, (line, said)


def spoil(pack: Path, fault: Fault) -> None:
    file = pack / fault.file
    text = file.read_text(encoding="utf-8")
    assert fault.old in text, "the good pack changed: mend this fault"
    file.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8", newline="\n")


def expected_line(pack: Path, fault: Fault) -> int:
    if isinstance(fault.where, int):
        return fault.where
    lines = (pack / (fault.found_in or fault.file)).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if fault.where in line)
