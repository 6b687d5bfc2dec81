"""47 people who come to the police workshop: what each answers, and what may be told of it, worked out by hand.

Nothing here asks the program. Which options and groups are told together was found with pencil and paper, by the rule
of DESIGN 8; the figures are counted from the list of people. Only words come from the catalogue and the pack.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import fmean, stdev

from carecompanion.i18n import _, number_text

LARGE = {"Voluntariado": 23, "Policía": 17, "Promotoría": 7}
SMALL = {"Voluntariado": 20, "Policía": 16, "Promotoría": 7, "Visita": 4}
PEOPLE = range(47)
NOT_AT_THE_END = (12, 30)  # they pass when the check-in comes round again
FORMS = range(40)
RIGHT = (2, 1, 3, 2, 3, 1, 3, 2, 1)  # of the nine questions of knowledge, in their order, from the pack's page
HANDS = (20, 13, 8, 6)  # for A to D
STUDENT = {31: 2.042, 33: 2.037}  # of so many pairs: the printed table of Student's t, 95 %, two sides

Answers = dict[str, int]


@dataclass(frozen=True)
class Figures:
    """A line of the report: question, who ("" = the whole room), the first and the last option told together (none: the
    mean), and the figure."""

    question: str
    who: str
    options: tuple[int, int] | None
    figure: float


# ---- who answers what


def group_of(person: int, groups: Mapping[str, int] = LARGE) -> str:
    for name, size in groups.items():
        if person < size:
            return name
        person -= size
    raise IndexError(person)


def checkin(person: int, *, after: bool = False) -> Answers:
    """Mood a step up, stress three down, energy every way; all slept alike, and that is asked once."""
    kind = person % 5
    stress = (2, 5, 8)[person % 3]
    if after:
        return {"animo": min(5, kind + 2), "estres": max(0, stress - 3), "energia": 5 - kind}
    return {"animo": kind + 1, "estres": stress, "energia": kind + 1, "sueno": 3}


def score(person: int, *, after: bool = False) -> int:
    """How many of the nine are right."""
    before = 2 + person % 5
    return before + 1 + person % 3 if after else before


def confidence(person: int, *, after: bool = False) -> tuple[int, int, int]:
    """In receiving her, in asking about danger (all alike), in one's own signs (nothing changes)."""
    return 1 + person % 4 + after, 3 + after, 1 + person % 5


def sat_test(person: int, ids: Sequence[str], *, after: bool = False) -> Answers:
    """As many right as the score says, from the first question on; the rest one further than right."""
    right = score(person, after=after)
    choices = [one - 1 if place < right else one % 3 for place, one in enumerate(RIGHT)]
    return dict(zip(ids, [*choices, *confidence(person, after=after)], strict=True))


def form(person: int) -> tuple[int | None, ...]:
    """Useful, cared for (all alike), clear, the pace (four people say), one step."""
    return 3 + person % 3, 5, 4 + person % 2, 1 + person if person < 4 else None, 1 + person % 5


def code(person: int, *, after: bool = False) -> str:
    """Two chose the same four signs, six have none, six forget theirs."""
    if person >= 41 or (after and person % 7 == 3):
        return ""
    return "luna" if person < 2 else f"z{person:02d}q"


def paired(*, without: Sequence[int] = ()) -> list[int]:
    """Those who can be compared with themselves."""
    return [one for one in range(2, 41) if one % 7 != 3 and one not in without]


# ---- figures


def mean(values: Iterable[int]) -> float:
    found = list(values)
    return float(round(Fraction(sum(found), len(found)), 1))


def counted(
    question: str,
    who: str,
    value: Callable[[int], int],
    options: Sequence[tuple[int, int]],
    people: Iterable[int] = PEOPLE,
) -> list[Figures]:
    """How many of these people chose from the first to the last of each."""
    values = [value(one) for one in people]
    return [Figures(question, who, span, sum(span[0] <= one <= span[1] for one in values)) for span in options]


def of_groups(groups: Mapping[str, int], *names: str) -> list[int]:
    return [one for one in PEOPLE if group_of(one, groups) in names]


ALL_FIVE = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]


def told_of_checkin_before() -> list[Figures]:
    """Groups: 7 people hold no two columns of five, so the promoters are told with the police. Of 24 and 23 people
    options 3, 4 and 5 are told together; of stress every band."""
    found = []
    for one in ("animo", "energia"):
        found += counted(one, "", lambda n: n % 5 + 1, ALL_FIVE)
        found.append(Figures(one, "", None, 2.9))  # 138 / 47
        for who, names in _two_rows():
            found += counted(one, who, lambda n: n % 5 + 1, [(1, 1), (2, 2), (3, 5)], of_groups(LARGE, *names))
    bands = [(0, 3), (4, 6), (7, 10)]
    found += counted("estres", "", lambda n: (2, 5, 8)[n % 3], bands)
    found.append(Figures("estres", "", None, 4.9))  # 232 / 47
    for who, names in _two_rows():
        found += counted("estres", who, lambda n: (2, 5, 8)[n % 3], bands, of_groups(LARGE, *names))
    return found


def told_of_test_before(groups: Mapping[str, int]) -> list[Figures]:
    """Right answers by the means of groups; where one has four people, it is told with the seven."""
    found = [
        Figures("score", who, None, mean(score(n) for n in of_groups(groups, *names))) for who, names in _rows(groups)
    ]
    found += counted("recibir", "", lambda n: 1 + n % 4, [(1, 1), (2, 2), (3, 3), (4, 5)])
    found += counted("ayuda", "", lambda n: 1 + n % 5, ALL_FIVE)
    found.append(Figures("ayuda", "", None, 2.9))
    if groups is LARGE:
        for who, names in _two_rows():
            people = of_groups(LARGE, *names)
            found += counted("recibir", who, lambda n: 1 + n % 4, [(1, 1), (2, 2), (3, 3), (4, 5)], people)
            found += counted("ayuda", who, lambda n: 1 + n % 5, [(1, 1), (2, 2), (3, 5)], people)
    else:
        for who, names in _rows(SMALL):
            people = of_groups(SMALL, *names)
            found += counted("recibir", who, lambda n: 1 + n % 4, [(1, 2), (3, 5)], people)
            found += counted("ayuda", who, lambda n: 1 + n % 5, [(1, 2), (3, 5)], people)
    return found


def told_of_checkin_after() -> list[Figures]:
    """45 people. Mood has no 1, and of stress nothing is high any more: those options are told with their neighbours,
    and then there is no mean."""
    people = [one for one in PEOPLE if one not in NOT_AT_THE_END]

    def both(question: str, room: list[tuple[int, int]], apart: list[tuple[int, int]]) -> list[Figures]:
        def value(person: int) -> int:
            return checkin(person, after=True)[question]

        lines = counted(question, "", value, room, people)
        for who, names in _two_rows():
            some = [one for one in people if group_of(one) in names]
            lines += counted(question, who, value, apart, some)
        return lines

    mood = both("animo", [(1, 2), (3, 3), (4, 4), (5, 5)], [(1, 3), (4, 5)])
    energy = both("energia", ALL_FIVE, [(1, 2), (3, 5)])
    stress = both("estres", [(0, 3), (4, 10)], [(0, 3), (4, 10)])
    return [*mood, *stress, *energy, Figures("energia", "", None, 3.0)]  # 136 / 45


def told_of_test_after(groups: Mapping[str, int]) -> list[Figures]:
    """As before, with other right answers and one step more confidence in receiving her."""
    found = [
        Figures("score", who, None, mean(score(n, after=True) for n in of_groups(groups, *names)))
        for who, names in _rows(groups)
    ]
    room = [(1, 2), (3, 3), (4, 4), (5, 5)]
    found += counted("recibir", "", lambda n: 2 + n % 4, room)
    rows = (
        [(who, room) for who in _two_rows()] if groups is LARGE else [(who, [(1, 3), (4, 5)]) for who in _rows(SMALL)]
    )
    for (who, names), spans in rows:
        found += counted("recibir", who, lambda n: 2 + n % 4, spans, of_groups(groups, *names))
    return found + [one for one in told_of_test_before(groups) if one.question == "ayuda"]


def told_of_form() -> list[Figures]:
    """Nobody's group. Of the pace four people said something: no figure."""
    found = counted("utilidad", "", lambda n: 3 + n % 3, [(1, 3), (4, 4), (5, 5)], FORMS)
    found += counted("claridad", "", lambda n: 4 + n % 2, [(1, 4), (5, 5)], FORMS)
    found += counted("paso", "", lambda n: 1 + n % 5, ALL_FIVE, FORMS)
    return [*found, Figures("paso", "", None, 3.0)]


def _two_rows() -> list[tuple[str, tuple[str, ...]]]:
    return [("Voluntariado", ("Voluntariado",)), ("Policía y Promotoría", ("Policía", "Promotoría"))]


def _rows(groups: Mapping[str, int]) -> list[tuple[str, tuple[str, ...]]]:
    if groups is LARGE:
        return [(name, (name,)) for name in LARGE]
    alone = [(name, (name,)) for name in ("Voluntariado", "Policía")]
    return [*alone, ("Promotoría y Visita", ("Promotoría", "Visita"))]


# ---- in the report's own words


def option_words(labels: Sequence[str], span: tuple[int, int], least: int) -> str:
    first, last = labels[span[0] - least], labels[span[1] - least]
    if span[0] == span[1]:
        return first
    small = last[:1].lower() + last[1:]
    if span[1] == span[0] + 1:
        return _("{first} or {last}").format(first=first, last=small)
    return _("Anything from {first} to {last}").format(first=first[:1].lower() + first[1:], last=small)


def surely(differences: Sequence[int]) -> str:
    """Whether the mean difference lies further from nothing than the table says chance would bring it."""
    margin = STUDENT[len(differences)] * stdev(differences) / sqrt(len(differences))
    return _("That may be chance alone.") if abs(fmean(differences)) <= margin else _("That is hardly chance alone.")


def change_words(way: str, differences: Sequence[int], points: float | None = None) -> str:
    """«Subió 2.0 en promedio. Respondieron 33 personas antes y después. …»"""
    if way == "same":
        moved = _("On average it stayed the same.")
    elif points is None:
        moved = _("On average it rose.") if way == "up" else _("On average it fell.")
    else:
        words = _("It rose by {n} on average.") if way == "up" else _("It fell by {n} on average.")
        moved = words.format(n=number_text(points, 1))
    asked = _("{n} people answered before and after.").format(n=len(differences))
    return " ".join((moved, asked, surely(differences)))
