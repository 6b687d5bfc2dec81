"""What the list of sessions says of each: when, how long, how many; and which of three kinds it is."""

import re
from datetime import date, datetime

from carecompanion.i18n import _, day_text, minutes_text, ngettext
from carecompanion.learning.groups import K
from carecompanion.services.session_cards import SessionCard
from carecompanion.services.training import ResumeOffer

MOST_LETTERS = 80  # of a file's name
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def clock_text(minute: int) -> str:
    """«9:00» of minutes since midnight; after midnight the next day's hour."""
    hours, minutes = divmod(minute % (24 * 60) if minute != 24 * 60 else minute, 60)
    return f"{hours}:{minutes:02}"


def when_words(card: SessionCard) -> str:
    """«Sábado 8 de agosto, 9:00»."""
    if card.day is None:
        return _("No day yet")
    day = day_text(card.day, with_weekday=True)
    return _("{day}, {time}").format(day=day, time=clock_text(card.starts))


def blocks_words(card: SessionCard) -> str:
    """«3 h 20 min, 8 bloques»."""
    if not card.blocks:
        return _("Without blocks yet")
    count = ngettext("{n} block", "{n} blocks", card.blocks).format(n=card.blocks)
    return _("{time}, {blocks}").format(time=minutes_text(card.minutes), blocks=count)


def plan_words(card: SessionCard) -> str:
    """«3 h 20 min, 8 bloques. Dos registros de la sala. 47 personas.»"""
    parts = [blocks_words(card)]
    if card.room_blocks:
        rounds = ngettext("The room takes part {n} time", "The room takes part {n} times", card.room_blocks)
        parts.append(rounds.format(n=card.room_blocks))
    if card.people:
        parts.append(people_words(card.people))
    return "".join(f"{part}. " for part in parts).strip()


def coming_words(card: SessionCard) -> str:
    """Of a session further down: «9:00. 3 h 20 min, 8 bloques.»"""
    hour = f"{clock_text(card.starts)}. " if card.day is not None else ""
    return f"{hour}{blocks_words(card)}."


def past_words(card: SessionCard) -> str:
    """«21 personas. 3 h 5 min.»"""
    if not card.is_closed:
        return f"{blocks_words(card)}."
    people = people_words(card.came) if card.came else _("Nobody was counted")
    return f"{people}. {minutes_text(card.took)}."


def people_words(count: int) -> str:
    return ngettext("{n} person", "{n} people", count).format(n=count)


def is_few(card: SessionCard) -> bool:
    """So few came that no result is shown."""
    return card.came < K


def go_on_words(offer: ResumeOffer, today: date) -> str:
    """«Continuar la sesión de las 9:00»."""
    begun = offer.begun_at.astimezone()
    hour = f"{begun.hour}:{begun.minute:02}"
    if begun.date() == today:
        return _("Continue the session of {time}").format(time=hour)
    return _("Continue the session of {day}, {time}").format(day=day_text(begun.date()), time=hour)


def run_words(begun_at: datetime) -> str:
    """«4 de agosto de 2026, 9:00»: one of several times a session was held."""
    begun = begun_at.astimezone()
    day = day_text(begun.date(), with_year=True)
    return _("{day}, {time}").format(day=day, time=f"{begun.hour}:{begun.minute:02}")


def file_name(title: str) -> str:
    """The title as a file may be called."""
    return " ".join(NOT_IN_NAMES.sub(" ", title).split())[:MOST_LETTERS].strip(" .") or _("Session")
