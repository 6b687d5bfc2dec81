"""What is wrong in a pack, as one line an author can act on. Readers gather faults instead of stopping at the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from carecompanion.errors import PackError
from carecompanion.i18n import _


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`file` is relative to the pack; line 0 means the file as a whole."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class Page:
    """One file of a pack while it is read, and the list its faults go to."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def fault(self, line: int, what: str) -> None:
        self.problems.append(Problem(self.file, line, what))


def first_error(problems: Iterable[Problem]) -> PackError | None:
    """The first fault as an exception, or None when there is no fault."""
    first = min(problems, default=None)
    return PackError(first.file, first.line, first.what) if first else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Did you mean “…”?" with a space before it, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return " " + _("Did you mean “{word}”?").format(word=near[0]) if near else ""
