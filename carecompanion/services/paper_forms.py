"""Forms on paper: what stands at each item, which key stands for it, and how a filled form becomes a person's answers.

The same figures stand in the circles on the sheet and are typed in the row: of options the place, of scales the value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carecompanion.content.workshop import SatisfactionForm
from carecompanion.errors import SessionNotAllowed
from carecompanion.i18n import _
from carecompanion.services.room_questions import RoomQuestion, questions_of_form
from carecompanion.services.room_round import WITH_CODES, tidy_code

TEAM, CODE = "team", "code"  # the cells of a row that are no questions


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to mark or to write. `key` is what it is called on the sheet and above its cell: «3», «G», «C».

    `marks` are figures with their words, in order; none: some lines to write on, or the code.
    """

    id: str
    key: str
    text: str
    marks: tuple[tuple[int, str], ...] = ()
    low: str = ""
    high: str = ""

    @property
    def figures(self) -> tuple[int, ...]:
        return tuple(figure for figure, _words in self.marks)

    def may_go_on(self, typed: str) -> bool:
        """Whether one more figure could follow: of 0 to 10, a 1 may become a 10."""
        return any(str(one) != typed and str(one).startswith(typed) for one in self.figures)

    def checked(self, typed: str) -> int | None:
        """The figure that was typed; None = blank. Raises SessionNotAllowed."""
        words = typed.strip()
        if not words:
            return None
        if not words.isascii() or not words.isdigit() or int(words) not in self.figures:
            raise SessionNotAllowed(
                _("Item {key} goes from {least} to {most}; “{typed}” is not there.").format(
                    key=self.key, least=self.figures[0], most=self.figures[-1], typed=words[:4]
                )
            )
        return int(words)


def items_of(questions: Sequence[RoomQuestion]) -> tuple[Item, ...]:
    """Numbered as on the screen."""
    return tuple(_item(number, one) for number, one in enumerate(questions, 1))


def _item(number: int, asked: RoomQuestion) -> Item:
    marks = tuple((figure_of(asked, value), words) for value, words in asked.answers)
    low, high = ends_of(asked)
    return Item(asked.id, str(number), asked.text, marks, low, high)


def figure_of(asked: RoomQuestion, value: int) -> int:
    """What is printed in the circle of an answer, and typed for it."""
    return asked.values.index(value) + 1 if asked.kind == "choice" else value


def ends_of(asked: RoomQuestion) -> tuple[str, str]:
    """What stands at both ends of a row of figures; the program has the words where the question has none."""
    if asked.kind == "confidence":
        return _("Not at all"), _("Entirely")
    return asked.low, asked.high


def form_items(form: SatisfactionForm) -> tuple[Item, ...]:
    """With its lines for words, which are read and not typed in a row: they have no key."""
    asked = {one.id: one for one in items_of(questions_of_form(form))}
    return tuple(asked.get(one.id) or Item(one.id, "", one.text) for one in form.questions)


def asks_code(instrument: str) -> bool:
    """What is asked before and after: there a code is of use."""
    return instrument.startswith(WITH_CODES)


def asks_team(instrument: str) -> bool:
    """What people thought of the workshop is nobody's group's."""
    return not instrument.startswith("form:")


def row_items(questions: Sequence[RoomQuestion], teams: Sequence[str], instrument: str) -> tuple[Item, ...]:
    """All that a form asks and a row holds, in the order of the screen: questions, group, code."""
    found = items_of(questions)
    if len(teams) > 1 and asks_team(instrument):
        found += (team_item(teams),)
    return (*found, code_item()) if asks_code(instrument) else found


def team_item(teams: Sequence[str]) -> Item:
    return Item(TEAM, "G", _("My group"), tuple(enumerate(teams, 1)))


def code_item() -> Item:
    return Item(CODE, "C", _("My code of four signs"))


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One form, as answer() of a round takes it."""

    answers: Mapping[str, int]
    team: str
    code: str

    @property
    def is_blank(self) -> bool:
        return not self.answers


def filled_form(questions: Sequence[RoomQuestion], teams: Sequence[str], typed: Mapping[str, str]) -> FilledForm:
    """What was typed, by item. Raises SessionNotAllowed for the first cell that cannot be so."""
    answers: dict[str, int] = {}
    for asked, item in zip(questions, items_of(questions), strict=True):
        figure = item.checked(typed.get(item.id, ""))
        if figure is not None:
            answers[asked.id] = asked.values[item.figures.index(figure)]
    team = team_item(teams).checked(typed.get(TEAM, "")) if teams else None
    return FilledForm(answers, teams[team - 1] if team else "", tidy_code(typed.get(CODE, "")))


def blank_keys(items: Sequence[Item], typed: Mapping[str, str]) -> tuple[str, ...]:
    """The items of a row that are empty, by their key."""
    return tuple(one.key for one in items if not typed.get(one.id, "").strip())


def code_words() -> tuple[str, str]:
    """How a code is made: the same words on the screen and on paper, as on the workshops' slides."""
    return (
        _(
            "Think of a question only you can answer. Two letters of the answer and two numbers you will remember "
            "make your code."
        ),
        _(
            "No ID, no phone number and no birthday. It compares your answers with your own later ones, without your "
            "name. It may stay empty."
        ),
    )
