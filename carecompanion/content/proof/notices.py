"""Whoever meets hard content was told before: a lesson or its step has a notice where such words stand."""

from carecompanion.content.faults import Page
from carecompanion.content.model import Lesson
from carecompanion.content.proof.passages import Document
from carecompanion.content.proof.phrases import bare, hard
from carecompanion.i18n import _

NOT_CONTENT = ("notes", "notice", "summary")  # the facilitator's, and the notice itself


def check_notice(page: Page, document: Document, lesson: Lesson) -> None:
    """One fault for each step and for the head, at the first hard word. Practices have their `caution`."""
    if lesson.notice:
        return
    covered = {step.line for step in lesson.steps if step.notice}
    for step in (0, *document.steps):
        if step not in covered and (found := _first_hard(document, step)):
            line, word = found
            what = _("“{word}” is hard content: the lesson or this step needs a notice.")
            page.fault(line, what.format(word=word))


def _first_hard(document: Document, step: int) -> tuple[int, str] | None:
    for passage in document.passages:
        if passage.step == step and passage.kind not in NOT_CONTENT:
            text = passage.text
            places = sorted(span for phrase in hard(document.language) for span in phrase.places_in(bare(text)))
            if places:
                start, end = places[0]
                return passage.line_at(start), text[start:end]
    return None
