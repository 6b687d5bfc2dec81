"""Help lines of the place, added by whoever coordinates here: a plain file, there before anyone is in.

Everybody on this computer sees them. Damage costs these lines only, and reading never writes anything.
"""

import os
import re
import tomllib
import unicodedata
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from carecompanion.errors import LineNotAllowed, StorageError, StorageFull, StorageReadOnly
from carecompanion.i18n import _
from carecompanion.services.clock import Clock, local_day
from carecompanion.storage.failures import of_the_system
from carecompanion.storage.files import write_private

MOST = 12  # a page one can take in at a glance
LONGEST = {"number": 24, "title": 60, "who": 90, "hours": 60, "languages": 60, "added_by": 40}
FEWEST_DIGITS, MOST_DIGITS = 3, 15
NOT_YET = "911"  # announced for Peru, not answering when the packs were written
_FILE_BYTES = 65_536
_SPARE = 2  # added digits that still look like the short number
_NUMBER = re.compile(r"\+?[0-9() -]*[0-9][0-9() -]*")


@dataclass(frozen=True, slots=True)
class LocalLine:
    """One line of the place. `seen_on` is the day on which somebody here last made sure of the number."""

    id: str
    number: str
    title: str
    who: str
    hours: str
    languages: str
    added_by: str
    seen_on: date


class HelpLines:
    """The lines in their order. `official` names the numbers of the packs; `draft` is what is being written."""

    def __init__(self, file: Path, clock: Clock, official: Callable[[], Iterable[str]]) -> None:
        self._file, self._clock, self._official = file, clock, official
        self._lines: tuple[LocalLine, ...] | None = None
        self._is_damaged = False
        self.draft: LocalLine | None = None

    # reading

    def lines(self) -> tuple[LocalLine, ...]:
        """Those that could be read, also when the file is damaged."""
        if self._lines is None:
            self._lines, self._is_damaged = _read(self._file)
        return self._lines

    @property
    def trouble(self) -> str:
        """A sentence while lines are missing from what is shown; "" when all is well."""
        self.lines()
        if not self._is_damaged:
            return ""
        return _(
            "Some lines of your area could not be read. Their file is kept, and the official numbers are not affected."
        )

    @property
    def is_full(self) -> bool:
        return len(self.lines()) >= MOST

    def new(self) -> LocalLine:
        """A line without words, seen today."""
        return LocalLine(uuid.uuid4().hex, "", "", "", "", "", "", local_day(self._clock))

    # what may be kept

    def faults(self, line: LocalLine) -> dict[str, str]:
        """What keeps a line from being kept: field -> a sentence."""
        line = tidy(line)
        found = {name: words for name, words in _missing().items() if not getattr(line, name)}
        found |= {
            name: _("This is too long: {n} letters at most.").format(n=most)
            for name, most in LONGEST.items()
            if len(getattr(line, name)) > most
        }
        if line.number and "number" not in found:
            found |= self._number_fault(line)
        return found

    def warning(self, number: str) -> str:
        """What to think about before keeping this number; "" when nothing."""
        typed = digits(number)
        if typed == NOT_YET:
            return _("As far as we know, 911 does not answer yet. Keep it only if you called and somebody answered.")
        for short in sorted(self._short_numbers(), key=lambda one: (-len(one), one)):
            if len(short) < len(typed) <= len(short) + _SPARE and _is_within(short, typed):
                words = _("This looks like {short} with a digit too many. Call it first, then keep it.")
                return words.format(short=short)
        return ""

    def _number_fault(self, line: LocalLine) -> dict[str, str]:
        typed = digits(line.number)
        if not _NUMBER.fullmatch(line.number):
            return {"number": _("A number is digits only; words go below.")}
        if not FEWEST_DIGITS <= len(typed) <= MOST_DIGITS:
            least, most = FEWEST_DIGITS, MOST_DIGITS
            return {"number": _("A number has from {least} to {most} digits.").format(least=least, most=most)}
        if typed in {digits(one) for one in self._official()}:
            return {"number": _("This number is already there, among the official lines.")}
        if any(digits(one.number) == typed for one in self.lines() if one.id != line.id):
            return {"number": _("This number is already there, among the lines of your area.")}
        return {}

    def _short_numbers(self) -> set[str]:
        return {typed for one in self._official() if len(typed := digits(one)) <= 4}

    # changing

    def keep(self, line: LocalLine, at: int | None = None) -> None:
        """Add a line (at the end, or at place `at`), or change the one with its id.

        Raises LineNotAllowed, or a StorageError when it could not be written; then nothing has changed.
        """
        faults = self.faults(line)
        if faults:
            raise LineNotAllowed(faults)
        lines, tidied = list(self.lines()), tidy(line)
        here = next((number for number, one in enumerate(lines) if one.id == line.id), -1)
        if here >= 0:
            lines[here] = tidied
        elif self.is_full:
            raise LineNotAllowed({"": full_words()})
        else:
            lines.insert(len(lines) if at is None else at, tidied)
        self._write(lines)

    def remove(self, line_id: str) -> int:
        """Take a line away; `keep(line, at)` with the place that comes back undoes it. Raises a StorageError."""
        lines = list(self.lines())
        here = next((number for number, one in enumerate(lines) if one.id == line_id), -1)
        if here >= 0:
            del lines[here]
            self._write(lines)
        return here

    def move(self, line_id: str, by: int) -> bool:
        """One place up (-1) or down (1); False where there is none. Raises a StorageError."""
        lines = list(self.lines())
        here = next((number for number, one in enumerate(lines) if one.id == line_id), -1)
        there = here + by
        if here < 0 or not 0 <= there < len(lines):
            return False
        lines[here], lines[there] = lines[there], lines[here]
        self._write(lines)
        return True

    def checked_today(self, line: LocalLine) -> LocalLine:
        """Somebody called it now."""
        return replace(line, seen_on=local_day(self._clock))

    def _write(self, lines: Sequence[LocalLine]) -> None:
        import tomli_w  # late: only needed when something changes

        table = {"lines": [{name: getattr(line, name) for name in LocalLine.__slots__} for line in lines]}
        aside: Path | None = None
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._is_damaged:
                aside = _set_aside(self._file)
            write_private(self._file, tomli_w.dumps(table).encode())
        except OSError as error:
            with suppress(OSError):
                self._file.with_name(self._file.name + ".new").unlink(missing_ok=True)
                if aside is not None:
                    os.replace(aside, self._file)
            raise _not_written(error) from error
        self._is_damaged = False
        self._lines = tuple(lines)


def full_words() -> str:
    return _("There is room for {n} lines. Remove one to add another.").format(n=MOST)


def tidy(line: LocalLine) -> LocalLine:
    """Without signs nobody can see, and with single blanks."""
    words: dict[str, Any] = {name: _plain(getattr(line, name)) for name in LONGEST}
    return replace(line, **words)


def digits(number: str) -> str:
    return "".join(sign for sign in number if sign in "0123456789")


def _missing() -> dict[str, str]:
    """The fields a line cannot do without, and what to say where one is empty."""
    return {
        "number": _("Write the number to dial."),
        "title": _("Write what this line is for."),
        "hours": _("Write when it answers. If you don't know, write that it must be asked."),
        "added_by": _("Write who adds it: a role is enough, like “CEM coordination”."),
    }


def _plain(text: str) -> str:
    seen = (" " if unicodedata.category(sign)[0] in "ZC" else sign for sign in unicodedata.normalize("NFC", text))
    return " ".join("".join(seen).split())


def _is_within(short: str, typed: str) -> bool:
    """Whether taking digits out of `typed` can leave `short`."""
    rest = iter(typed)
    return all(digit in rest for digit in short)


# the file


def _read(file: Path) -> tuple[tuple[LocalLine, ...], bool]:
    """The lines that are good, and whether anything else was there."""
    try:
        if file.stat().st_size > _FILE_BYTES:
            return (), True
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return (), False
    except (OSError, ValueError, RecursionError):
        return (), True
    items = found.get("lines", [])
    if not isinstance(items, list) or set(found) - {"lines"}:
        return (), True
    good: dict[str, LocalLine] = {}
    for item in items:
        line = _line_of(item)
        if line is not None and len(good) < MOST:
            good.setdefault(line.id, line)
    return tuple(good.values()), len(good) < len(items)


def _line_of(item: Any) -> LocalLine | None:
    """A line out of the file; None when it is not one: a number is better not shown than shown wrong."""
    if not isinstance(item, dict):
        return None
    words, seen_on = {name: item.get(name, "") for name in ("id", *LONGEST)}, item.get("seen_on")
    if type(seen_on) is not date or not all(isinstance(one, str) for one in words.values()):
        return None
    line = tidy(LocalLine(**words, seen_on=seen_on))
    is_whole = bool(line.id) and all(getattr(line, name) for name in _missing())
    fits = all(len(getattr(line, name)) <= most for name, most in LONGEST.items())
    return line if is_whole and fits and _is_number(line.number) else None


def _is_number(number: str) -> bool:
    return bool(_NUMBER.fullmatch(number)) and FEWEST_DIGITS <= len(digits(number)) <= MOST_DIGITS


def _set_aside(file: Path) -> Path:
    """Keep the damaged file beside the new one, whatever lies there already."""
    number = 1
    while (aside := file.with_suffix(f".damaged-{number}")).exists():
        number += 1
    os.replace(file, aside)
    return aside


def _not_written(error: OSError) -> StorageError:
    kind = type(of_the_system(error))
    words = {
        StorageFull: _("The disk is full, so this was not saved. What you wrote is still here. Free some space."),
        StorageReadOnly: _(
            "This folder does not let us write, so this was not saved. What you wrote is still here. "
            "Ask whoever looks after this computer."
        ),
    }
    other = _("This could not be saved. What you wrote is still here. Try again in a moment.")
    return kind(words[kind]) if kind in words else StorageError(other)
