"""What is said about a phone line: when and in which languages it answers, who saw its number, and whether that is long
ago. The same words on every page and on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from carecompanion.content.model import HelpLine, HelpPage
from carecompanion.i18n import _, day_text
from carecompanion.learning.records import PlanLine
from carecompanion.services.help_lines import LocalLine

ORDER = ("danger", "violence", "crisis", "children", "interpreters", "other")
OLD_MONTHS = 12


@dataclass(frozen=True, slots=True)
class LineWords:
    """A line as it is shown. `old` is empty while the number was seen less than a year ago."""

    number: str
    title: str
    who: str
    hours: str
    languages: str
    seen: str
    old: str = ""
    source: str = ""
    is_always: bool = False

    @property
    def spoken(self) -> str:
        """All but number and title, in one go."""
        return ". ".join(one.rstrip(".") for one in (self.who, self.hours, self.languages, self.old, self.seen) if one)


def line_words(line: HelpLine, today: date) -> LineWords:
    return LineWords(
        number=line.number,
        title=line.title,
        who=line.who,
        hours=hours_words(line),
        languages=languages_words(line.languages),
        seen=seen_words(line),
        old=old_line_words() if is_old_line(line, today) else "",
        source=line.source.text if line.source else "",
        is_always=line.is_always,
    )


def local_words(line: LocalLine, today: date) -> LineWords:
    """A line of the place: who added it and when, and that nobody else confirmed it."""
    added = _("Added by {who}, seen on {day}").format(who=line.added_by, day=day_text(line.seen_on, with_year=True))
    return LineWords(
        number=line.number,
        title=line.title,
        who=line.who,
        hours=line.hours,
        languages=languages_words([line.languages]) if line.languages else "",
        seen=" · ".join((added, _("not confirmed"))),
        old=old_line_words() if is_year_old(line.seen_on.isoformat(), today) else "",
    )


def person_words(person: PlanLine) -> LineWords:
    """Somebody of one's own, with a number where there is one."""
    about = person.second if person.first else ""
    return LineWords(person.more, person.first or person.second, about, hours="", languages="", seen="")


def in_order(lines: Iterable[HelpLine]) -> tuple[HelpLine, ...]:
    """Danger now, violence, crisis, children, interpreters; within a kind as their packs have them."""
    return tuple(sorted(lines, key=lambda line: ORDER.index(line.kind) if line.kind in ORDER else len(ORDER)))


def hours_words(line: HelpLine) -> str:
    """«24 horas, gratis»: a free line says so, whether or not its pack did."""
    free = _("free")
    if not line.is_free or free.casefold() in line.hours.casefold():
        return line.hours
    return f"{line.hours}, {free}" if line.hours else free.capitalize()


def languages_words(codes: Sequence[str]) -> str:
    """«Atiende en español, quechua y aimara»; a language without a name here stays as it was written."""
    names = [language_names().get(code, code) for code in codes]
    return _("Answers in {languages}").format(languages=listed(names)) if names else ""


def language_names() -> dict[str, str]:
    return {
        "es": _("Spanish"),
        "en": _("English"),
        "qu": _("Quechua"),
        "ay": _("Aymara"),
        "shp": _("Shipibo-Konibo"),
        "cni": _("Asháninka"),
        "agr": _("Awajún"),
        "tca": _("Ticuna"),
    }


def listed(words: Sequence[str]) -> str:
    """«a, b y c»."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


def seen_words(line: HelpLine) -> str:
    """«Visto el 16 de setiembre de 2025 · sin confirmar · Infobae Perú»."""
    parts = [_("Seen on {day}").format(day=long_day(line.seen_on))] if line.seen_on else []
    confirmed = _("confirmed on {day}").format(day=long_day(line.confirmed_on)) if line.confirmed_on else ""
    parts.append(confirmed or _("not confirmed"))
    if line.source is not None:
        parts.append(line.source.text.partition(",")[0])
    return " · ".join(parts)


def age_words(content: HelpPage) -> str:
    """«Números del paquete «Perú», vistos entre el … y el …»."""
    days = sorted(line.seen_on for line in content.lines if line.seen_on)
    if not days:
        return _("Numbers of the pack “{pack}”.").format(pack=content.pack_title)
    first, last = long_day(days[0]), long_day(days[-1])
    if first == last:
        return _("Numbers of the pack “{pack}”, seen on {day}.").format(pack=content.pack_title, day=first)
    words = _("Numbers of the pack “{pack}”, seen between {first} and {last}.")
    return words.format(pack=content.pack_title, first=first, last=last)


def old_words() -> str:
    return _("Check these numbers: they were last looked at a year ago.")


def old_line_words() -> str:
    return _("Seen a year ago or more: it may have changed")


def no_numbers() -> str:
    """What is left when no pack can be read."""
    return _("We could not read the numbers. Dial 105 (Police) or 100 (Línea 100).")


def redial_words() -> str:
    return _("If nobody answers, dial again.")


def trace_words() -> str:
    return _("On a shared phone, the call may stay in its list of calls.")


def disclaimer() -> str:
    return _("This program teaches and keeps you company. It is no therapy, legal advice or emergency service.")


def is_old(content: HelpPage, today: date) -> bool:
    """Whether the oldest sighting is twelve months old or more."""
    return any(is_old_line(line, today) for line in content.lines)


def is_old_line(line: HelpLine, today: date) -> bool:
    """A line confirmed later than it was seen is as young as that."""
    return is_year_old(max(line.seen_on, line.confirmed_on), today)


def is_year_old(iso: str, today: date) -> bool:
    if not iso:
        return False
    then = date.fromisoformat(iso)
    months = (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
    return months >= OLD_MONTHS


def long_day(iso: str) -> str:
    return day_text(date.fromisoformat(iso), with_year=True)
