"""What Contents says of a pack: what is in it, who made, looked at and signed it, where it is from; and why one is
refused."""

from collections.abc import Iterator
from datetime import date

from carecompanion.content.index import PackIndex, Shelf
from carecompanion.content.model import CourseCard, PackCard
from carecompanion.errors import PackError, UserError
from carecompanion.i18n import _, day_text, ngettext, number_text
from carecompanion.services.stocking import Stocked

KB, MB = 1024, 1024**2
LONGEST_NAME = 32
UNSEEN = "\N{REPLACEMENT CHARACTER}"
LONGEST_LIST = 60  # titles of one kind; the rest is counted


def shortened(name: str) -> str:
    """A file's or a pack's name for a title: whoever made it may have given it any length, and any signs.

    One that cannot be seen could turn the name round, or break the line.
    """
    name = "".join(sign if sign.isprintable() else UNSEEN for sign in name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def count_words(index: PackIndex, language: str) -> str:
    """«2 cursos, 34 lecciones, 8 escenas»"""
    shelf = index.shelf(language)
    counts = [
        (len(shelf.courses), ngettext("{n} course", "{n} courses", len(shelf.courses))),
        (len(shelf.lessons), ngettext("{n} lesson", "{n} lessons", len(shelf.lessons))),
        (len(shelf.scenes), ngettext("{n} scene", "{n} scenes", len(shelf.scenes))),
        (len(shelf.practices), ngettext("{n} practice", "{n} practices", len(shelf.practices))),
        (len(shelf.checkins), ngettext("{n} check-in", "{n} check-ins", len(shelf.checkins))),
        (len(shelf.workshops), ngettext("{n} workshop", "{n} workshops", len(shelf.workshops))),
        (len(index.desk_cards), ngettext("{n} desk card", "{n} desk cards", len(index.desk_cards))),
        (len(shelf.help_lines), ngettext("{n} help line", "{n} help lines", len(shelf.help_lines))),
    ]
    return ", ".join(words.format(n=n) for n, words in counts if n) or _("Nothing to learn or to do.")


def inside(index: PackIndex, language: str) -> Iterator[tuple[str, list[str]]]:
    """A heading and the titles under it, for each kind that is there."""
    shelf = index.shelf(language)
    for course in shelf.courses:
        yield _("Course: {title}").format(title=course.title), _shortened([_module(one) for one in _modules(course)])
    for heading, titles in _kinds(shelf):
        if titles:
            yield heading, _shortened(titles)


def _modules(course: CourseCard) -> list[tuple[str, int]]:
    return [(module.title, len(module.lessons)) for module in course.modules]


def _module(module: tuple[str, int]) -> str:
    title, n = module
    count = ngettext("{n} lesson", "{n} lessons", n).format(n=n)
    return f"{title} ({count})"


def _kinds(shelf: Shelf) -> Iterator[tuple[str, list[str]]]:
    yield _("Scenes"), [one.title for one in shelf.scenes]
    yield _("Practices"), [one.title for one in shelf.practices]
    yield _("Check-ins"), [one.title for one in shelf.checkins]
    yield _("Workshops"), [one.title for one in shelf.workshops]
    yield _("Help lines"), [f"{one.number}: {one.title}" for one in shelf.help_lines]


def _shortened(titles: list[str]) -> list[str]:
    more = len(titles) - LONGEST_LIST
    if more <= 0:
        return titles
    return [*titles[:LONGEST_LIST], ngettext("and {n} more", "and {n} more", more).format(n=more)]


def facts(pack: Stocked, language: str) -> list[tuple[str, str]]:
    """Name and words of each fact, in the order of the card."""
    card = pack.index.shelf(language).card
    found = [
        (_("Inside"), count_words(pack.index, language)),
        (_("Written by"), ", ".join(card.authors)),
        (_("Reviewed"), review_words(card)),
        (_("Licence"), card.licence),
        (_("Signature"), signature_words(card, pack.is_own)),
        (_("From"), origin_words(pack)),
    ]
    return [(name, words) for name, words in found if words]


def top_words(pack: Stocked, language: str) -> str:
    """«Versión 2026.11.1, español e inglés, 1.2 MB»"""
    card = pack.index.shelf(language).card
    languages = ", ".join(language_words(code) for code in card.languages)
    what = _("Version {version} · {languages} · {size}")
    return what.format(version=card.version, languages=languages, size=size_words(pack.size))


def language_words(code: str) -> str:
    known = {"es": _("Spanish"), "en": _("English"), "qu": _("Quechua"), "ay": _("Aymara")}
    return known.get(code, code)


def size_words(size: int) -> str:
    """As every language writes it."""
    return f"{number_text(size / MB, 1)} MB" if size >= MB else f"{number_text(max(1, round(size / KB)))} KB"


def review_words(card: PackCard) -> str:
    if not card.reviewed_by:
        return _("not reviewed yet")
    if not card.reviewed_on:
        return card.reviewed_by
    day = day_text(date.fromisoformat(card.reviewed_on), with_year=True)
    return _("{name}, on {day}").format(name=card.reviewed_by, day=day)


def signature_words(card: PackCard, is_own: bool) -> str:
    if card.fingerprint:
        return _("{name}, fingerprint {sign}").format(name=card.signed_by, sign=card.fingerprint)
    if is_own:
        return _("none: nobody can tell whether it was changed on the way")
    return _("none of its own: it is part of the program")


def origin_words(pack: Stocked) -> str:
    """ "" for one that comes with the program: its tag says so."""
    if not pack.is_own:
        return ""
    if not pack.came_from or pack.came_on is None:
        return _("somebody put it into the program's folder")
    day = day_text(pack.came_on, with_year=True)
    return _("{file}, added on {day}").format(file=pack.came_from, day=day)


def instead_words(pack: Stocked) -> str:
    """ "" or that it takes the place of one of the program's."""
    if not pack.instead_of:
        return ""
    what = _("It takes the place of the program's own, version {version}. Take it away to have that one back.")
    return what.format(version=pack.instead_of)


def refusal_words(error: UserError) -> str:
    """Which file of the pack, where in it, and why; always that nothing was changed."""
    if not isinstance(error, PackError):
        return error.words
    what = error.what if len(error.what) < 400 else error.what[:400] + "…"
    if error.file in (".", "") or error.file.endswith(".carepack"):
        where = what
    elif error.line:
        where = _("{file}, line {n}: {what}").format(file=error.file, n=error.line, what=what)
    else:
        where = _("{file}: {what}").format(file=error.file, what=what)
    return where + "\n\n" + _("Nothing was added. What was here is as it was.")


def added_words(index: PackIndex, before: str, language: str) -> tuple[str, str]:
    """Title and sentence of what was done."""
    card = index.shelf(language).card
    title = shortened(card.title)
    if not before:
        return _("“{title}” was added").format(title=title), count_words(index, language)
    if before == card.version:
        return _("“{title}” was put in again").format(title=title), _("It has the same version as before.")
    what = _("Version {new} took the place of version {old}. What everybody did in it stays.")
    return _("“{title}” was changed").format(title=title), what.format(new=card.version, old=before)
