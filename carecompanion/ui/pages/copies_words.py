"""How copies are spoken of: day and hour, size, what one was made before, what it holds."""

from datetime import date, datetime

from carecompanion.i18n import _, day_text, language, ngettext, number_text, time_text
from carecompanion.services.copies import Held

KILO = 1024


def when_words(when: datetime, today: date) -> str:
    """«Hoy a las 9:00», «Ayer a las 18:40», «Lunes 3 de agosto a las 9:00»."""
    days = (today - when.date()).days
    if days == 0:
        return _("Today at {time}").format(time=time_text(when))
    if days == 1:
        return _("Yesterday at {time}").format(time=time_text(when))
    day = day_text(when.date(), with_weekday=True, with_year=when.year != today.year)
    return _("{day} at {time}").format(day=day, time=time_text(when))


def when_inside(when: datetime, today: date) -> str:
    """The same in the middle of a sentence: «hoy a las 9:00», «lunes 3 de agosto a las 9:00»."""
    words = when_words(when, today)
    is_name = language() == "en" and (today - when.date()).days not in (0, 1)
    return words if is_name else words[:1].lower() + words[1:]


def size_words(size: int) -> str:
    """«240 KB», «1.2 MB»."""
    if size < KILO * KILO:
        return f"{number_text(max(1, size / KILO))} KB"
    return f"{number_text(size / KILO / KILO, 1)} MB"


def kind_words(kind: str) -> str:
    return {
        "update": _("Before the program was updated"),
        "merge": _("Before a copy was joined"),
        "restore": _("Before going back to a copy"),
    }.get(kind, _("Daily copy"))


def last_words(held: Held, today: date) -> str:
    """Until when a copy goes."""
    if held.last is None:
        return _("This copy has no records yet.")
    return _("The last record in it: {when}.").format(when=when_inside(held.last, today))


def held_words(held: Held) -> str:
    """«12 registros, 3 notas.»; "" = nothing of all this."""
    counts = (
        (held.checkins, ngettext("{n} check-in", "{n} check-ins", held.checkins)),
        (held.practices, ngettext("{n} practice", "{n} practices", held.practices)),
        (held.lessons, ngettext("{n} lesson finished", "{n} lessons finished", held.lessons)),
        (held.notes, ngettext("{n} note", "{n} notes", held.notes)),
        (held.plan, ngettext("{n} line of the plan", "{n} lines of the plan", held.plan)),
        (held.sessions, ngettext("{n} training session", "{n} training sessions", held.sessions)),
    )
    found = ", ".join(words.format(n=number_text(n)) for n, words in counts if n)
    return _("It has {things}.").format(things=found) if found else ""


def what_copies_are() -> str:
    return _("The first time you open your profile each day, it is copied here, encrypted. The last 7 copies stay.")


def who_can_open(has_passphrase: bool) -> str:
    if has_passphrase:
        return _(
            "The copy opens with the passphrase, or the recovery phrase, that your profile has today. "
            "The program does not know where you keep it: if you delete your profile, that copy stays."
        )
    return _(
        "Your profile has no passphrase, so whoever finds the copy can open it. "
        "The program does not know where you keep it: if you delete your profile, that copy stays."
    )
