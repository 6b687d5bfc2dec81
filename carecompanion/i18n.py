"""Words in the person's language: gettext catalogues, and dates, times and numbers as they are written in Peru.

No Qt here: services, reports and the command speak too. Texts in the code are English; `es` and `en` both have a
whole catalogue (English for its plurals). Our own patterns, because the system's locale data says Sunday and
"3:05 p. m." where Peru's public notices say Monday and 15:05.
"""

import gettext as gnu
import locale
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

log = logging.getLogger(__name__)

LANGUAGES = {"es": "Español", "en": "English"}
DEFAULT = "es"

_MONTHS = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_SHORT_MONTHS = {
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_DAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language and its words."""

    language: str
    words: gnu.NullTranslations


_here: ContextVar[Spoken | None] = ContextVar("spoken", default=None)  # in this thread, where it is another one


class Catalogue:
    """The catalogue in use. One exists for the program; `speak` changes its language at once."""

    def __init__(self) -> None:
        self._spoken = Spoken("en", gnu.NullTranslations())

    @property
    def now(self) -> Spoken:
        return _here.get() or self._spoken

    def speak(self, language: str, folder: Path) -> str:
        """Take `language` ("" = the system's) from `folder`; returns the language really taken."""
        self._spoken = _spoken_of(language, folder)
        return self._spoken.language

    def words(self, message: str) -> str:
        return self.now.words.gettext(message) if message else ""

    def plural(self, one: str, many: str, n: int) -> str:
        return self.now.words.ngettext(one, many, n)


def _spoken_of(language: str, folder: Path) -> Spoken:
    chosen = language if language in LANGUAGES else system_language()
    if language and language not in LANGUAGES:
        log.info("unknown language asked for; taking %s", chosen)
    try:
        return Spoken(chosen, gnu.translation("carecompanion", folder, [chosen]))
    except OSError:
        log.warning("no catalogue for %s", chosen)
        return Spoken(chosen, gnu.NullTranslations())


@contextmanager
def speaking(language: str, folder: Path) -> Iterator[None]:
    """Inside, this thread alone speaks `language`: for what is written in it while the window speaks another."""
    before = _here.set(_spoken_of(language, folder))
    try:
        yield
    finally:
        _here.reset(before)


_catalogue = Catalogue()
speak = _catalogue.speak
_ = _catalogue.words
ngettext = _catalogue.plural


def language() -> str:
    """The language in use: "es" or "en"."""
    return _catalogue.now.language


def system_language() -> str:
    """What the system speaks, when we speak it; else Spanish."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        value = os.environ.get(name, "")
        if value[:2] in LANGUAGES:
            return value[:2]
    found = locale.getlocale()[0] or ""
    if found[:2].lower() in LANGUAGES:
        return found[:2].lower()
    return "en" if found.startswith("English") else DEFAULT


def day_text(day: date, *, with_weekday: bool = False, with_year: bool = False) -> str:
    """«4 de agosto», «Martes 4 de agosto», «4 de agosto de 2026»; "4 August", "Tuesday 4 August", "4 August 2026"."""
    month = _MONTHS[language()][day.month - 1]
    text = f"{day.day} de {month}" if language() == "es" else f"{day.day} {month}"
    if with_year:
        text += f" de {day.year}" if language() == "es" else f" {day.year}"
    if with_weekday:
        weekday = _DAYS[language()][day.weekday()]
        text = f"{weekday.capitalize()} {text}"
    return text


def short_day_text(day: date) -> str:
    """«8 jul», "8 Jul": where there is little room."""
    return f"{day.day} {_SHORT_MONTHS[language()][day.month - 1]}"


def month_text(day: date) -> str:
    """«Julio de 2026», "July 2026": a title."""
    month = _MONTHS[language()][day.month - 1].capitalize()
    return f"{month} de {day.year}" if language() == "es" else f"{month} {day.year}"


def weekday_names() -> tuple[str, ...]:
    """«lunes» … «domingo»: the week begins on Monday in both languages."""
    return _DAYS[language()]


def time_text(moment: datetime) -> str:
    """«9:00», «18:40»."""
    return f"{moment.hour}:{moment.minute:02}"


def minutes_text(minutes: int) -> str:
    """«7 min», «3 h», «3 h 20 min»."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def number_text(value: float, decimals: int = 0) -> str:
    """As in Peru: 1,234.5."""
    return f"{value:,.{decimals}f}"


def percent_text(share: float) -> str:
    """A share of 1 as «76 %» (Spanish, with a no-break space) or "76%"."""
    whole = round(share * 100)
    return f"{whole}\u00a0%" if language() == "es" else f"{whole}%"
