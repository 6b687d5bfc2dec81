"""What a room sees of a workshop: in Spanish it is spoken to as ustedes, and nothing hard comes without a notice."""

import re
from collections.abc import Iterator

from carecompanion.content.faults import Page
from carecompanion.content.proof.phrases import bare, hard, quotes_in
from carecompanion.content.workshop import AgendaBlock, Workshop
from carecompanion.i18n import _

# Words that speak to one person. «Respira», «elige» are left out: they are also what she does.
_TO_ONE = re.compile(
    r"(?<!\w)(?:tú|te|ti|contigo|tus?|tuy[oa]s?|usted|eres|estás|tienes|puedes|quieres|debes|haces|sientes|necesitas"
    r"|sabes|vas|das|dices|ves|piensas|crees|prefieres|llegas|respiras|eliges|hiciste|dijiste|fuiste|tuviste"
    r"|sentiste|pudiste|aprendiste|dite|hazlo|dilo|ponte|siéntate|fíjate|imagínate)(?!\w)",
    re.IGNORECASE,
)


def check_slides(page: Page, workshop: Workshop) -> None:
    for block in workshop.blocks:
        shown = list(_shown(block))
        if workshop.language == "es":
            for line, text in shown:
                _check_ustedes(page, line, text)
        if not block.is_sensitive:
            for line, text in (*shown, *_asked(workshop, block)):
                _check_hard(page, workshop.language, line, text)


def _shown(block: AgendaBlock) -> Iterator[tuple[int, str]]:
    """All that is for the room, with its line."""
    yield block.lines.get("title", block.line), block.title
    yield block.lines.get("notice", block.line), block.notice
    for slide in block.slides:
        for text in (slide.title, *slide.points, slide.tag):
            yield slide.line, text


def _asked(workshop: Workshop, block: AgendaBlock) -> Iterator[tuple[int, str]]:
    """The questions of the test that is answered here, with the line of the block."""
    if block.of and block.of.kind == "test":
        for question in workshop.test(block.of.id).questions:
            yield block.lines["of"], " ".join((question.text, *question.options))


def _check_ustedes(page: Page, line: int, text: str) -> None:
    """What stands in quotes is said to somebody else, or by somebody."""
    quotes = quotes_in(text)
    for found in _TO_ONE.finditer(text):
        if not any(start <= found.start() < end for start, end in quotes):
            what = _("“{word}” speaks to one person: a room is ustedes. Phrases to say stand in «quotes».")
            page.fault(line, what.format(word=found.group()))


def _check_hard(page: Page, language: str, line: int, text: str) -> None:
    """One fault for each text, at its first hard word."""
    places = sorted(span for phrase in hard(language) for span in phrase.places_in(bare(text)))
    if places:
        start, end = places[0]
        what = _("“{word}” is hard content: the block needs “sensitive = true” and a notice.")
        page.fault(line, what.format(word=text[start:end]))
