"""How our texts speak: words that hurt have better ones, nobody is doubled, nothing shouts or cannot be drawn."""

import re

from carecompanion.content.faults import Page
from carecompanion.content.proof.passages import Document, Passage
from carecompanion.content.proof.phrases import Phrase, avoided, bare, quotes_in, spans
from carecompanion.i18n import _

# What both fonts of the program can draw and a text may need: letters and digits, and marks. A test asks the fonts.
MARKS = " \u00a0!\"#$%&'()*+,-./:;<=>?@[\\]_|~¡¢£§©«»¬®°±´·¿×÷–—‘’‚“”„•…‰‹›€™−≈≠≤≥ªº¹²³¼½¾"
LETTERS = "A-Za-z0-9À-ÖØ-öø-ćĊ-ēĖ-ěĞ-ģĪīĮ-ıĶķĹ-ľŁ-ňŐ-ŕŘ-śŞ-ťŪūŮ-ž"
_ODD = re.compile(f"[^{re.escape(MARKS)}{LETTERS}]|[!¡]")

_OTHER = {"as": "os", "os": "as", "a": "o", "o": "a", "oras": "ores", "ores": "oras", "ora": "or", "or": "ora"}
# voluntarias y voluntarios; la trabajadora o el trabajador. Not: respira, respiro; habla y hablo; llegó sola, solo con…
_PAIR = re.compile(
    r"(?<!\w)(\w{2,}?)(?:(oras|ores|as|os)(?:,| [yeou])(?: las| los)?|(ora|or|a|o) (?:[ou](?: la| el)?|[ye] (?:la|el)))"
    r" (\w+)(?!\w)"
)
_ARTICLES = re.compile(
    r"(?<!\w)(?:las [yo] los|los [yo] las|el o la|la o el"
    r"|(?:las|los|la|el|una|un)/(?:las|los|la|el|una|un|os|as|o|a))(?!\w)"
)
_PRONOUNS = re.compile(r"(?<!\w)(?:él o ella|ella o él|ellas [yo] ellos|ellos [yo] ellas)(?!\w)", re.IGNORECASE)
_ENDINGS = re.compile(
    r"(?<!\w)[a-zñ]{2,}(?:\((?:as|os|ras|ros|a|o|ra|na)\)|/(?:as|os|ras|a|o|ra|na)(?!\w)|@s?(?![\w.])"
    r"|[bcdfgjklmnñpqrstvz]xs?(?!\w))"  # amigo(a), amigo/a, amig@s, amigxs
    r"|(?<!\w)(?:tod|nosotr|ell|much|otr|niñ|hij|compañer|vecin|usuari|voluntari|bienvenid|abogad|cansad|amigu|chiqu)es(?!\w)"
)
SAID_BY_OTHERS = ("impulse", "speech")
_FINE_TOGETHER = frozenset({"niñ"})  # «niñas y niños», «niñas, niños y adolescentes»
_ENGLISH = re.compile(
    r"(?<!\w)(?:he or she|she or he|his or her|her or his|him or her|her or him|himself or herself|herself or himself"
    r"|s/he|he/she|she/he|his/her|her/his|him/her|\(s\)he)(?!\w)"
)


def check_voice(page: Page, document: Document) -> None:
    for passage in document.passages:
        _check_avoided(page, document, passage)
        _check_doubling(page, document.language, passage)
        _check_marks(page, passage)


def _check_avoided(page: Page, document: Document, passage: Passage) -> None:
    text = passage.text
    plain = bare(text)
    for phrase in avoided(document.language):
        for start, end in phrase.places_in(plain):
            if not _is_mentioned(passage, text, start, end) and not _is_right(phrase, document, passage):
                what = _("We don't say “{word}”. Better: {better}.")
                page.fault(passage.line_at(start), what.format(word=text[start:end], better=phrase.say))


def _is_mentioned(passage: Passage, text: str, start: int, end: int) -> bool:
    """Alone in its quotes it is being talked about; in a quote of an option that does not care it is the impulse, and
    what she says is hers.
    """
    around = [(first, last) for first, last in quotes_in(text) if first <= start and end <= last]
    alone = any(not re.search(r"\w", text[first:start] + text[end:last]) for first, last in around)
    return alone or (bool(around) and passage.kind in SAID_BY_OTHERS)


def _is_right(phrase: Phrase, document: Document, passage: Passage) -> bool:
    if phrase.unless is None:
        return False
    step = [other.text for other in document.passages if other.step == passage.step] if passage.step else [passage.text]
    return phrase.is_fine_in(bare(" ".join(step)))


def _check_doubling(page: Page, language: str, passage: Passage) -> None:
    text = passage.text
    for start, end in doublings(text, language):
        what = _("“{words}” doubles the gender. Say it once: a word for people, or “they” in English.")
        page.fault(passage.line_at(start), what.format(words=text[start:end]))


def doublings(text: str, language: str) -> list[tuple[int, int]]:
    """Where a text names both genders or hides them behind a sign; two of children are fine."""
    plain = bare(text)
    if language == "en":
        return spans(_ENGLISH, plain)
    if language != "es":
        return []
    found = spans(_ARTICLES, plain) + spans(_ENDINGS, plain) + spans(_PRONOUNS, text)
    found += [match.span() for match in _PAIR.finditer(plain) if _is_pair(match)]
    return [span for span in sorted(found) if not any(_holds(other, span) for other in found)]


def _is_pair(match: re.Match[str]) -> bool:
    stem, plural, singular, other = match.groups()
    return bool(other == stem + _OTHER[plural or singular]) and stem not in _FINE_TOGETHER


def _holds(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one != two and one[0] <= two[0] and two[1] <= one[1]


def _check_marks(page: Page, passage: Passage) -> None:
    for found in _ODD.finditer(passage.text):
        place, letter = found.start(), found.group()
        if letter in "!¡":
            what = _("No exclamation marks: what is said calmly is heard.")
            page.fault(passage.line_at(place), what)
        else:
            what = _("The program's letters have no “{sign}”. Say it in words.")
            page.fault(passage.line_at(place), what.format(sign=letter))
