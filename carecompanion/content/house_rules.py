"""What makes a lesson whole: size, questions, something to write and to do, what to take along, the room's face."""

from collections.abc import Mapping

from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.model import (
    Block,
    KeyPoints,
    Lesson,
    Picture,
    Practice,
    PracticeLink,
    PracticeStep,
    Question,
    Reflection,
    Room,
    Step,
)
from carecompanion.content.prose import first_sentence
from carecompanion.i18n import _, ngettext

ROLES = ("volunteer", "police", "promoter")
STEPS = range(6, 10)
QUESTIONS = 3
OPTIONS = range(3, 5)
POINTS = range(3, 6)
MINUTES = range(1, 31)
ROWS = 3
ROW_LENGTH = 90
ABOUT_LENGTH = 60
MOMENTS = ("quiet", "bedtime")
REACTIONS = ("tense", "racing", "far", "sad", "angry")
NEEDED = ("dimension", "about", "dose", "caution", "evidence")
TIMED = ("steps", "scan")


def check_lesson(page: Page, lesson: Lesson) -> None:
    _check_head(page, lesson)
    _check_size(page, lesson)
    for step in lesson.steps:
        _check_step(page, step)
    _check_keys(page, lesson)


def _check_head(page: Page, lesson: Lesson) -> None:
    top = lesson.lines.get("id", 1)
    if lesson.minutes not in MINUTES:
        page.fault(lesson.lines.get("minutes", top), _("“minutes” is a whole number from 1 to 30."))
    if not lesson.take:
        page.fault(lesson.lines.get("take", top), _("“take” is missing: the one sentence to take along."))
    check_roles(page, lesson.roles, lesson.lines)
    if lesson.notice and not lesson.notice.summary:
        page.fault(lesson.notice.line, _("A notice needs a “summary”: what somebody may read instead."))
    if lesson.notice and not lesson.notice.text:
        page.fault(lesson.notice.line, _("A “summary” needs a “notice”: what hard content comes."))


def check_roles(page: Page, roles: tuple[str, ...], lines: Mapping[str, int]) -> None:
    """Of a lesson or a scene; `lines` are those of its head."""
    line = lines.get("roles", lines.get("id", 1))
    if not roles:
        page.fault(line, _("“roles” is empty: {roles}.").format(roles=", ".join(ROLES)))
    for role in roles:
        if role not in ROLES:
            what = _("Unknown role “{role}”: {roles}.").format(role=role, roles=", ".join(ROLES))
            page.fault(lines.get(role, line), what + did_you_mean(role, ROLES))


def _check_size(page: Page, lesson: Lesson) -> None:
    end = lesson.steps[-1].line if lesson.steps else lesson.lines.get("id", 1)
    if len(lesson.steps) not in STEPS:
        what = ngettext("This lesson has {n} step: 6 to 9.", "This lesson has {n} steps: 6 to 9.", len(lesson.steps))
        page.fault(end, what.format(n=len(lesson.steps)))
    blocks = [block for step in lesson.steps for block in step.blocks]
    questions = _count(blocks, Question)
    if questions < QUESTIONS:
        what = ngettext(
            "This lesson has {n} question: at least 3.", "This lesson has {n} questions: at least 3.", questions
        )
        page.fault(end, what.format(n=questions))
    if not _count(blocks, Reflection):
        page.fault(end, _("Nothing to write: a lesson has a reflection (::: reflect)."))
    if not _count(blocks, PracticeLink):
        page.fault(end, _("Nothing to do: a lesson has a practice (::: practice)."))


def _count(blocks: list[Block], kind: type) -> int:
    return sum(isinstance(block, kind) for block in blocks)


def _check_keys(page: Page, lesson: Lesson) -> None:
    """One keys block, in the last step, with 3 to 5 points."""
    found = [(step, block) for step in lesson.steps for block in step.blocks if isinstance(block, KeyPoints)]
    if not found:
        page.fault(lesson.steps[-1].line if lesson.steps else 1, _("No key points: the last step holds ::: keys."))
    for step, block in found:
        if step is not lesson.steps[-1]:
            page.fault(block.line, _("Key points stand in the last step."))
        if len(block.points) not in POINTS:
            page.fault(block.line, _("Key points here: {n}. There should be 3 to 5.").format(n=len(block.points)))
    if len(found) > 1:
        page.fault(found[1][1].line, _("A lesson has key points once."))


def _check_step(page: Page, step: Step) -> None:
    if not step.blocks:
        page.fault(step.line, _("This step has no text."))
    if step.notice and not step.notice.summary:
        page.fault(step.notice.line, _("A notice needs lines with “>”: what somebody may read instead."))
    kinds = {type(block) for block in step.blocks}
    may_do_without_room = kinds <= {Reflection} or kinds <= {KeyPoints}
    if step.room is None and not may_do_without_room:
        page.fault(step.line, _("This step has no ::: room: what the projector shows."))
    if not step.notes:
        page.fault(step.line, _("This step has no ::: notes for the facilitator."))
    if step.room:
        check_room(page, step.room, ROWS)
    for block in step.blocks:
        if isinstance(block, Picture):
            check_picture_text(page, block)
        elif isinstance(block, Question):
            _check_question(page, block)


def check_room(page: Page, room: Room, rows: int) -> None:
    """What the projector shows can be read from the last chair: `rows` rows at most, and short ones."""
    if len(room.points) > rows:
        page.fault(room.line, _("The room sees {n} rows: {most} at most.").format(n=len(room.points), most=rows))
    for row in (room.title, *room.points):
        if len(row) > ROW_LENGTH:
            page.fault(room.line, _("A row for the room has {n} characters: 90 at most.").format(n=len(row)))


def check_picture_text(page: Page, picture: Picture) -> None:
    if not picture.spoken:
        page.fault(picture.line, _("This picture says nothing to a person who cannot see it: ![spoken text](…)."))


def _check_question(page: Page, question: Question) -> None:
    count = len(question.options)
    if count not in OPTIONS:
        page.fault(question.line, _("Options here: {n}. A question has 3 or 4.").format(n=count))
    caring = sum(option.is_caring for option in question.options)
    if not caring:
        page.fault(question.line, _("No option is the caring one: mark it “- [x]”."))
    elif caring == count:
        page.fault(question.line, _("Every option is the caring one: then there is nothing to choose."))
    seen: set[str] = set()
    for option in question.options:
        if option.text.casefold() in seen:
            page.fault(option.line, _("Two options say the same."))
        seen.add(option.text.casefold())
        if not option.lead:
            page.fault(option.line, _("This option has no feedback: a line “  > …” under it."))
        elif not option.feedback:
            page.fault(option.line, _("This feedback is one sentence: a short one first, then what teaches."))


def check_practice(page: Page, practice: Practice) -> None:
    top = practice.lines.get("id", 1)
    if practice.minutes not in MINUTES:
        page.fault(practice.lines.get("minutes", top), _("“minutes” is a whole number from 1 to 30."))
    for key in NEEDED:
        if not getattr(practice, key):
            page.fault(practice.lines.get(key, top), _("“{key}” is missing.").format(key=key))
    if len(practice.about) > ABOUT_LENGTH:
        what = _("“about” has {n} letters: {most} at most, it stands on a card.")
        page.fault(practice.lines.get("about", top), what.format(n=len(practice.about), most=ABOUT_LENGTH))
    if first_sentence(practice.evidence)[1]:
        page.fault(practice.lines.get("evidence", top), _("“evidence” is one sentence."))
    _check_words(page, practice, "moments", MOMENTS)
    _check_words(page, practice, "fits", REACTIONS)
    if not practice.opening:
        page.fault(top, _("This practice has no opening: a paragraph before the first step."))
    if not practice.steps:
        page.fault(top, _("This practice has no steps."))
    for step in practice.steps:
        if not step.title:
            page.fault(step.line, _("This step has no title."))
        if not step.text:
            page.fault(step.line, _("This step has no text."))
    _check_seconds(page, practice)


def _check_words(page: Page, practice: Practice, key: str, known: tuple[str, ...]) -> None:
    """A list that holds only words the program knows, each once."""
    words: tuple[str, ...] = getattr(practice, key)
    for place, word in enumerate(words):
        line = practice.lines.get(word, practice.lines.get(key, 1))
        if word not in known:
            what = _("“{value}” is not one of: {known}.").format(value=word, known=", ".join(known))
            page.fault(line, what + did_you_mean(word, known))
        elif word in words[:place]:
            page.fault(line, _("“{key}” is written twice.").format(key=word))


def _check_seconds(page: Page, practice: Practice) -> None:
    """Timed steps stand where they can run, and together they last about as long as the practice says."""
    timed = [step for step in practice.steps if step.seconds]
    if timed and practice.kind not in TIMED:
        page.fault(timed[0].line, _("Only practices of the kinds steps and scan have timed steps."))
    elif practice.kind == "scan" and not timed:
        page.fault(practice.lines.get("kind", 1), _("A scan has timed steps: “## Title {{20 s}}”.").format())
    elif timed and not _fit(practice, timed):
        what = _("The steps last {n} seconds: that does not fit “minutes”.").format(n=sum(one.seconds for one in timed))
        page.fault(practice.lines.get("minutes", 1), what)


def _fit(practice: Practice, timed: list[PracticeStep]) -> bool:
    """Within a minute. Steps by hand take their own time, so that with them only too long is wrong."""
    seconds, said = sum(step.seconds for step in timed), practice.minutes * 60
    is_long_enough = len(timed) < len(practice.steps) or seconds >= said - 60
    return is_long_enough and seconds <= said + 60
