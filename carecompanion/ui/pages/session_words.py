"""How kinds of blocks look and what they are called; times of the day and days, as they are typed."""

import re
from collections.abc import Iterable
from datetime import date

from carecompanion.content.workshop import BLOCK_KINDS
from carecompanion.i18n import _, day_text, minutes_text, ngettext
from carecompanion.learning.workshop import DAY, Agenda, Block
from carecompanion.services.room_questions import instrument_of
from carecompanion.services.session_draft import SessionPlan, kind_words
from carecompanion.ui.pages.facilitate_words import clock_text

KINDS = {
    "welcome": ("sun", "ochre"),
    "checkin": ("heart-pulse", "plum"),
    "lesson": ("brain", "sky"),
    "scene": ("messages-square", "clay"),
    "practice": ("wind", "leaf"),
    "activity": ("users", "primary"),
    "break": ("coffee", "ochre"),
    "poll": ("hand", "plum"),
    "test": ("list", "sky"),
    "plan": ("notebook-pen", "primary"),
    "closing": ("chart-column", "plum"),
}  # icon and hue
ROOM_KINDS = ("checkin", "poll", "test")
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})?)?\s*h?")
_TIGHT = re.compile(r"(\d{1,2})(\d{2})")
_DAY = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{2}|\d{4}))?")


def kinds() -> list[tuple[str, str]]:
    """What can be added, in the order of a day."""
    return [(kind, kind_words(kind)) for kind in BLOCK_KINDS]


def tag_of(block: Block) -> tuple[str, str]:
    """Words and icon of its tag; "" for a block without one."""
    if block.kind in ROOM_KINDS or (block.kind == "poll" and instrument_of(block)):
        return _("The room takes part"), "users"
    if block.of or block.slides:
        return _("Projector"), "monitor"
    return "", ""


def weight_words() -> dict[str, str]:
    return {
        "must": _("Must stay"),
        "should": _("Should stay"),
        "could": _("If there is time"),
    }


def under_title(plan: SessionPlan) -> str:
    """«Sábado 8 de agosto, 9:00 a 12:20. Comisaría, sala de reuniones.»"""
    agenda = plan.agenda
    day = day_text(plan.day, with_weekday=True) if plan.day is not None else _("No day yet")
    words = _("{day}, {start} to {end}.").format(day=day, start=clock_text(agenda.starts), end=end_text(agenda))
    return f"{words} {plan.place}." if plan.place else words


def end_text(agenda: Agenda) -> str:
    """«12:20»; what ends another day says so."""
    time = clock_text(agenda.ends_at)
    return time if agenda.ends_at <= DAY else _("{time} of the next day").format(time=time)


def time_words(agenda: Agenda) -> tuple[str, str, str, str]:
    """«3 h 20 min.», «Te sobran 10 min», «hasta las 12:30.», and the colour of the second."""
    total = f"{minutes_text(agenda.minutes)}."
    if not agenda.until:
        return total, "", _("It ends at {time}.").format(time=end_text(agenda)), ""
    spare, until = agenda.spare(agenda.until), clock_text(agenda.until)
    if spare == 0:
        return total, "", _("It ends at {time}, just in time.").format(time=until), ""
    if spare > 0:
        left = _("{time} are left").format(time=minutes_text(spare))
        return total, left, _("until {time}.").format(time=until), "onLeafSoft"
    over = _("{time} too long").format(time=minutes_text(-spare))
    return total, over, _("for {time}.").format(time=until), "onOchreSoft"


def minute_in(text: str) -> int | None:
    """«9:00», «9.30», «9 h 30», «0930», «9» as minutes since midnight; None for what is no time."""
    words = text.strip().lower()
    found = _TIME.fullmatch(words) or _TIGHT.fullmatch(words)
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    return hours * 60 + minutes if minutes < 60 and hours * 60 + minutes <= DAY else None


def day_in(text: str, today: date) -> date | None:
    """«8/8/2026», «8-8-26»; without a year the next time that day comes. None for what is no day."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found[3]) if found[3] else today.year
    year += 2000 if year < 100 else 0
    try:
        day = date(year, int(found[2]), int(found[1]))
        return day.replace(year=year + 1) if not found[3] and day < today else day
    except ValueError:
        return None


def day_field(day: date | None) -> str:
    """As it is typed."""
    return f"{day.day}/{day.month}/{day.year}" if day is not None else ""


def half_typed_words(typed: Iterable[str]) -> str:
    """Of what stands in fields of the session and is no day or hour."""
    named = [_("“{title}”").format(title=one.strip()) for one in typed if one.strip()]
    if not named:
        return _("A session needs an hour: the one before stays.")
    words = ngettext(
        "{typed} is no day or hour: the one before stays. What you typed waits under “Session and groups”.",
        "{typed} are no day or hour: those before stay. What you typed waits under “Session and groups”.",
        len(named),
    )
    return words.format(typed=", ".join(named))
