"""The words of a pack as passages: one paragraph, list item, option or line of a table, and the lines it stands on.

Read from the files themselves and not from the model, because the model forgets on which line a word stood.
"""

from dataclasses import dataclass

Row = tuple[int, str]

TOLD_TO_FACILITATORS = frozenset({"room", "notes"})
HEARD = frozenset({"spoken"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Plain words with the number of each line. `step` is the line of the step's heading, 0 in the head of a file."""

    kind: str
    rows: tuple[Row, ...]
    step: int = 0

    @property
    def line(self) -> int:
        return self.rows[0][0]

    @property
    def text(self) -> str:
        return " ".join(text for _number, text in self.rows)

    def line_at(self, place: int) -> int:
        """The line of a place in `text`."""
        for number, text in self.rows:
            if place <= len(text):
                return number
            place -= len(text) + 1
        return self.rows[-1][0]

    @property
    def is_shown(self) -> bool:
        """Whether the person who learns reads it on the page."""
        return self.kind not in TOLD_TO_FACILITATORS and self.kind not in HEARD


@dataclass(frozen=True, slots=True)
class Document:
    """All passages of one file in one language. `kind` is lesson, practice, scene, desk (a desk card),
    checkin, workshop, card or phrases (of help), or manifest.
    """

    file: str
    kind: str
    language: str
    passages: tuple[Passage, ...]

    @property
    def shown(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.is_shown)

    def of_step(self, step: int) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.shown if passage.step == step)

    @property
    def steps(self) -> tuple[int, ...]:
        """The lines of the headings."""
        return tuple(dict.fromkeys(passage.step for passage in self.passages if passage.step))
