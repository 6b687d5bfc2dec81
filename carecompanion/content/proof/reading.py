"""Whether a text can be read after a long shift: easy words, short sentences. The bounds are the house's."""

from collections.abc import Iterable

from carecompanion.content.faults import Page
from carecompanion.content.proof.measures import NAMES, measured
from carecompanion.content.proof.passages import TOLD_TO_FACILITATORS, Document, Passage
from carecompanion.content.proof.sentences import sentences_of
from carecompanion.i18n import _

LEAST = {
    "lesson": 65, "practice": 65, "scene": 65, "checkin": 65, "phrases": 65, "card": 70, "desk": 70, "workshop": 60,
}  # fmt: skip
LEAST_IN_ENGLISH = {"desk": 65}
LEAST_IN_STEP = 55
LEAST_FOR_FACILITATORS = {"lesson": 65, "scene": 65, "workshop": 60}  # of the notes and the room
LONGEST_SENTENCE = 25
LONGEST_ON_AVERAGE = 15
LEAST_WORDS = {"phrases": 20, "card": 20}  # where there are fewer, one long word decides
NAMES_ONLY = ("who",)  # who answers a line: institutions and peoples have the names they have


def check_reading(page: Page, document: Document) -> None:
    """A language without a measure of its own is on trust, but for the length of its sentences."""
    for passage in document.passages:
        _check_sentences(page, passage)
    if document.kind not in LEAST or not document.passages:
        return
    _check_average(page, document)
    if document.language in NAMES:
        _check_whole(page, document)
        for step in document.steps if document.kind == "lesson" else ():
            _check_step(page, document, step)


def _check_sentences(page: Page, passage: Passage) -> None:
    for sentence in sentences_of(passage.text):
        count = len(sentence.words)
        if count > LONGEST_SENTENCE:
            what = _("A sentence of {n} words: {most} at most. Make two of it.")
            page.fault(passage.line_at(sentence.start), what.format(n=count, most=LONGEST_SENTENCE))


def _check_average(page: Page, document: Document) -> None:
    sentences = [sentence for text in _texts(document.shown) for sentence in sentences_of(text)]
    average = sum(len(sentence.words) for sentence in sentences) / max(1, len(sentences))
    if average > LONGEST_ON_AVERAGE:
        what = _("The sentences here have {n} words on average: {most} at most.")
        page.fault(document.passages[0].line, what.format(n=f"{average:.1f}", most=LONGEST_ON_AVERAGE))


def _check_whole(page: Page, document: Document) -> None:
    """The text a person reads; and, apart, what is told to the facilitator and the room."""
    least = LEAST[document.kind]
    if document.language == "en":
        least = LEAST_IN_ENGLISH.get(document.kind, least)
    what = _("Hard to read as a whole: {measure} {n}, at least {least}. Take shorter words and sentences.")
    _check_ease(page, document.shown, document, least, what)
    told = tuple(passage for passage in document.passages if passage.kind in TOLD_TO_FACILITATORS)
    if told and (least := LEAST_FOR_FACILITATORS.get(document.kind, 0)):
        what = _("The notes and the room are hard to read: {measure} {n}, at least {least}.")
        _check_ease(page, told, document, least, what)


def _check_step(page: Page, document: Document, step: int) -> None:
    what = _("This step is hard to read: {measure} {n}, at least {least}. Take shorter words and sentences.")
    _check_ease(page, document.of_step(step), document, LEAST_IN_STEP, what)


def _check_ease(page: Page, passages: tuple[Passage, ...], document: Document, least: int, what: str) -> None:
    measure = measured(_texts(passages), document.language)
    if measure.ease < least and measure.words >= LEAST_WORDS.get(document.kind, 1):
        what = what.format(measure=NAMES[document.language], n=f"{measure.ease:.0f}", least=least)
        page.fault(passages[0].line, what)


def _texts(passages: Iterable[Passage]) -> list[str]:
    return [passage.text for passage in passages if passage.kind not in NAMES_ONLY]
