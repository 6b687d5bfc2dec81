"""A question as a person meets it: tries, first and last, and words that teach. It is no exam and has no score."""

from dataclasses import dataclass, replace

from carecompanion.content.model import Option, Question


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries at one question, oldest first. `is_open` means a new choice may be made now."""

    question: Question
    options: tuple[int, ...] = ()
    is_open: bool = True

    @property
    def last(self) -> int | None:
        return self.options[-1] if self.options else None

    @property
    def chosen(self) -> Option | None:
        """The option whose feedback is on the screen; None while the question is open."""
        return None if self.is_open or self.last is None else self.question.options[self.last]

    @property
    def shows_caring(self) -> bool:
        return not self.is_open and self.last is not None


def tries_of(question: Question, options: tuple[int, ...]) -> Tries:
    """The tries kept earlier; options that a newer pack no longer has are left out."""
    known = tuple(option for option in options if 0 <= option < len(question.options))
    return Tries(question, known, is_open=not known)


def choose(tries: Tries, option: int) -> Tries:
    """One more try. Raises IndexError for an option the question does not have."""
    if not 0 <= option < len(tries.question.options):
        raise IndexError(option)
    return replace(tries, options=(*tries.options, option), is_open=False)


def try_again(tries: Tries) -> Tries:
    """Open the question once more; what was tried stays."""
    return replace(tries, is_open=True)
