"""What the plan's parts are called, and a line of it as one sentence: the same on page and paper."""

from dataclasses import dataclass

from carecompanion.i18n import _
from carecompanion.learning.records import PlanLine


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words around the lines of a kind: labels of its fields ("" = no such field), adding, no line yet."""

    first: str
    second: str
    more: str
    add: str
    empty: str
    add_first: str = ""


def words_of(kind: str) -> KindWords:
    match kind:
        case "if_then":
            empty = _("A situation you know, and a small step for that moment.")
            return KindWords(_("If"), _("Then"), "", _("Add another"), empty, _("Add the first one"))
        case "early":
            empty = _("What you notice first when tiredness grows.")
            return KindWords(_("What I notice"), _("What I do"), "", _("Add an early sign"), empty)
        case "strong":
            empty = _("What tells you that it is time to ask for support.")
            return KindWords(_("What I notice"), _("What I do"), "", _("Add a strong sign"), empty)
        case "person":
            empty = _("Someone to listen to you, someone to laugh with, someone for practical help.")
            return KindWords(_("Who"), _("What for"), _("Number (optional)"), _("Add someone"), empty)
        case "limit":
            empty = _("What you say no to, so that you can go on.")
            return KindWords(_("My limit"), "", "", _("Add a limit"), empty)
        case _:
            empty = _("Sentences from the lessons, or your own: a reason to go on, for instance.")
            return KindWords(_("My sentence"), "", "", _("Add a sentence"), empty)


def part_title(part: str) -> str:
    """The title of a part of the plan."""
    return {
        "if_then": _("If this happens, then I do this"),
        "signs": _("My warning signs"),
        "people": _("My people"),
        "limits": _("My limits"),
        "sentences": _("Sentences I take along"),
    }[part]


def sign_title(kind: str) -> str:
    return _("Early") if kind == "early" else _("Strong")


def sentence_of(line: PlanLine) -> str:
    """An if-then as one sentence; any other line as it was written."""
    if line.kind == "if_then" and line.first and line.second:
        return _("If {first}, then {second}").format(first=line.first, second=line.second)
    return line.first or line.second


def names_sentence(kind: str) -> str:
    """Beside every field for free text."""
    words = _("Don't write the names of people you serve.")
    return " ".join((words, _("For your own people a nickname is enough."))) if kind == "person" else words


MARKS = {
    "house": "clay",
    "shield": "sky",
    "message-circle-heart": "plum",
    "phone": "leaf",
    "heart": "ochre",
    "users": "primary",
}  # the icons a person of one's own may have, with their hues


def mark_words() -> dict[str, str]:
    """How each mark is spoken."""
    return {
        "house": _("House"),
        "shield": _("Shield"),
        "message-circle-heart": _("Conversation"),
        "phone": _("Telephone"),
        "heart": _("Heart"),
        "users": _("Group"),
    }
