"""What is wrong in a pack, as one line an author can act on. Readers gather faults instead of stopping at the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from carecompanion.errors import PackError
from carecompanion.i18n import _

MOST = 1_000  # in one pack; each may cost a search for what was meant
LONGEST = 600  # letters of one problem
LONGEST_WORD = 60  # that somebody may have mistyped
MOST_KNOWN = 300  # words it may have meant


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
        """Raises PackError when there are so many that nobody would read them."""
        if len(self.problems) >= MOST:
            raise PackError(self.file, line, _("There are more than {n} problems. Mend the first ones.").format(n=MOST))
        self.problems.append(Problem(self.file, line, what if len(what) <= LONGEST else what[:LONGEST] + "…"))


def first_error(problems: Iterable[Problem]) -> PackError | None:
    """The first fault as an exception, or None when there is no fault."""
    first = min(problems, default=None)
    return PackError(first.file, first.line, first.what) if first else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Did you mean “…”?" with a space before it, or nothing."""
    if len(word) > LONGEST_WORD:
        return ""
    near = get_close_matches(word, list(islice(known, MOST_KNOWN)), n=1, cutoff=0.6)
    return " " + _("Did you mean “{word}”?").format(word=near[0]) if near else ""
