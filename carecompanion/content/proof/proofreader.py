"""Reads a pack as people will: every rule about its words, once for each file and language."""

from collections.abc import Iterator
from datetime import date

from carecompanion.content.faults import Page, Problem
from carecompanion.content.files import MANIFEST, PackFiles
from carecompanion.content.model import Lesson
from carecompanion.content.pack import Course, Pack
from carecompanion.content.proof.documents import documents_of
from carecompanion.content.proof.notices import check_notice
from carecompanion.content.proof.passages import Document
from carecompanion.content.proof.quizzes import check_lengths, check_places
from carecompanion.content.proof.reading import check_reading
from carecompanion.content.proof.slides import check_slides
from carecompanion.content.proof.spelling import check_spelling, speller_for
from carecompanion.content.proof.voice import check_voice
from carecompanion.content.proof.wholeness import check_review, check_sizes, check_spoken
from carecompanion.content.reader import lesson_file, workshop_file


def proofread(files: PackFiles, pack: Pack, problems: list[Problem], today: date | None) -> None:
    """Adds what it finds to `problems`. Without `today` no day is late."""
    manifest = Page(MANIFEST, problems)
    check_review(manifest, pack, _review_line(files), today)
    check_sizes(files, problems)
    spellers = {language: speller_for(language, files, problems) for language in pack.languages}
    lessons = {lesson_file(lesson.id.partition("/")[2], lesson.language): lesson for lesson in _lessons(pack)}
    for document in documents_of(files, pack):
        page = Page(document.file, problems)
        _check_document(page, document)
        if speller := spellers[document.language]:
            check_spelling(page, document, speller)
        if document.file in lessons:
            check_notice(page, document, lessons[document.file])
            check_lengths(page, lessons[document.file])
    for workshop in (one for languages in pack.workshops.values() for one in languages.values()):
        check_slides(Page(workshop_file(workshop.id.partition("/")[2]), problems), workshop)
    for course in pack.courses:
        check_places(manifest, course, _lessons_of(pack, course))


def _check_document(page: Page, document: Document) -> None:
    check_reading(page, document)
    check_voice(page, document)
    check_spoken(page, document)


def _lessons(pack: Pack) -> Iterator[Lesson]:
    return (lesson for languages in pack.lessons.values() for lesson in languages.values())


def _lessons_of(pack: Pack, course: Course) -> Iterator[Lesson]:
    """In the main language: the others agree."""
    names = [ref.id for module in course.modules for ref in module.contents if ref.kind == "lesson"]
    for name in names:
        for lesson_id, languages in pack.lessons.items():
            if lesson_id == name and pack.languages[0] in languages:
                yield languages[pack.languages[0]]


def _review_line(files: PackFiles) -> int:
    lines = files.lines_of(Page(MANIFEST, [])) or []
    return next((number for number, line in enumerate(lines, 1) if line.startswith("review_by")), 1)
