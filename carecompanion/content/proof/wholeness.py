"""What else people need of a pack: a day for looking at it again, texts for the ear, sizes a slow disk can bear."""

from datetime import date

from carecompanion.content.faults import Page, Problem
from carecompanion.content.files import MANIFEST, PackFiles
from carecompanion.content.pack import Pack
from carecompanion.content.proof.passages import Document
from carecompanion.content.proof.sentences import words_of
from carecompanion.i18n import _

TEXT_KB = {
    "lessons/": 40, "practices/": 20, "scenes/": 40, "cards/": 10, "checkins/": 60, "workshops/": 120, "help/": 60,
}  # fmt: skip
PACK_MB = 20
SPOKEN_WORDS = 3


def check_review(page: Page, pack: Pack, line: int, today: date | None) -> None:
    """`line` is where review_by stands, or the pack begins."""
    if not pack.review_by:
        page.fault(line, _("“review_by” is missing: the day by which somebody looks at this pack again."))
    elif today is not None and pack.review_by < today.isoformat():
        page.fault(line, _("This pack was to be looked at again by {day}.").format(day=pack.review_by))


def check_spoken(page: Page, document: Document) -> None:
    """Who cannot see a picture hears a sentence, and not the caption twice."""
    captions = {passage.line: passage.text for passage in document.passages if passage.kind == "caption"}
    for passage in document.passages:
        if passage.kind == "spoken" and len(words_of(passage.text)) < SPOKEN_WORDS:
            page.fault(passage.line, _("The spoken text says too little: one sentence about what can be seen."))
        elif passage.kind == "spoken" and captions.get(passage.line) == passage.text:
            page.fault(passage.line, _("The caption repeats the spoken text: somebody hears it twice."))


def check_sizes(files: PackFiles, problems: list[Problem]) -> None:
    """Each text by its folder, and the pack. Pictures have their own bound."""
    for file, size in files.sizes.items():
        most = TEXT_KB.get(file.partition("/")[0] + "/")
        if most and size > most * 1024:
            what = _("This text is too long: more than {n} KB. Make two of it.")
            Page(file, problems).fault(0, what.format(n=most))
    if sum(files.sizes.values()) > PACK_MB * 1024**2:
        Page(MANIFEST, problems).fault(0, _("The pack is too big: more than {n} MB.").format(n=PACK_MB))
