"""Help now on paper: numbers at 28 pt, black on white. One's own people stand on it only where they were asked for."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from carecompanion.content.model import HelpPage
from carecompanion.i18n import _
from carecompanion.learning.records import PlanLine
from carecompanion.services.help_lines import LocalLine
from carecompanion.ui.help_words import (
    LineWords,
    age_words,
    disclaimer,
    in_order,
    is_old,
    line_words,
    local_words,
    no_numbers,
    old_words,
    person_words,
    trace_words,
)


def help_paper(content: HelpPage, local: Sequence[LocalLine], people: Sequence[PlanLine], today: date) -> str:
    """The page as `Paper` takes it."""
    asking = _("How to ask for help when words are hard to find")
    parts = [_tag("h1", _("Phone numbers"))]
    if content.lines:
        parts.append(_tag("p", _("Dial from a phone.")))
        parts.append(_table(line_words(line, today) for line in in_order(content.lines)))
    else:
        parts.append(_tag("p", no_numbers()))
    if local:
        parts += [_tag("h2", _("In your area")), _table(local_words(line, today) for line in local)]
    if people:
        parts += [_tag("h2", _("My people")), _table(person_words(person) for person in people)]
    if content.phrases:
        parts += [_tag("h2", asking), *(_tag("p", phrase) for phrase in content.phrases)]
    parts += [_tag("p", words, "small") for words in _small(content, today)]
    return "".join(parts)


def _small(content: HelpPage, today: date) -> list[str]:
    found = [age_words(content)] if content.lines else []
    found += [old_words()] if is_old(content, today) else []
    return [*found, trace_words(), disclaimer()]


def _table(lines: Iterable[LineWords]) -> str:
    rows = "".join(_row(words) for words in lines)
    return f'<table width="100%" cellspacing="0">{rows}</table>'


def _row(words: LineWords) -> str:
    about = ". ".join(one for one in (words.who, words.hours, words.languages) if one)
    small = " · ".join(one for one in (words.seen, words.old) if one)
    said = f"<b>{escape(words.title)}</b>" + (f"<br>{escape(about)}." if about else "")
    beside = f"<p>{said}</p>" + (_tag("p", small, "small") if small else "")
    return f"<tr><td>{_tag('p', words.number, 'phone')}</td><td>{beside}</td></tr>"


def _tag(name: str, words: str, kind: str = "") -> str:
    opening = f'{name} class="{kind}"' if kind else name
    return f"<{opening}>{escape(words)}</{name}>"
