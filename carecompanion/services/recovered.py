"""What is said when a damaged file gave way to a copy: which one, what could still be read, and what is missing."""

from datetime import date, datetime

from carecompanion.i18n import _, day_text, ngettext, time_text


def recovered_words(when: datetime | None, salvaged: int, today: date) -> str:
    """«Abrimos la copia de ayer a las 18:40. Falta lo que vino después.» `when` is local; None: there was no copy."""
    if when is None:
        words = ngettext(
            "The file was damaged, and there was no copy. {n} record could be read and is here. "
            "The damaged file is kept aside.",
            "The file was damaged, and there was no copy. {n} records could be read and are here. "
            "The damaged file is kept aside.",
            salvaged,
        )
        return words.format(n=salvaged)
    if not salvaged:
        words = _(
            "The file was damaged, so we opened the copy of {day} at {time}. What came after is missing. "
            "The damaged file is kept aside."
        )
    else:
        words = ngettext(
            "The file was damaged, so we opened the copy of {day} at {time}. {n} newer record could be read "
            "and is here too. What could not be read is missing. The damaged file is kept aside.",
            "The file was damaged, so we opened the copy of {day} at {time}. {n} newer records could be read "
            "and are here too. What could not be read is missing. The damaged file is kept aside.",
            salvaged,
        )
    return words.format(day=near_day(when.date(), today), time=time_text(when), n=salvaged)


def near_day(day: date, today: date) -> str:
    """«hoy», «ayer», «4 de agosto»."""
    return {0: _("today"), 1: _("yesterday")}.get((today - day).days) or day_text(day)
