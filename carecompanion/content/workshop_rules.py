"""What makes a workshop run well: times that hold, breaks, hard things announced, slides that can be read from afar.

Its test and form are looked at next door, in workshop_papers.
"""

from carecompanion.content.checkin_rules import Known
from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.house_rules import ROW_LENGTH, ROWS, check_roles
from carecompanion.content.model import Lesson, LessonId
from carecompanion.content.pack import Pack
from carecompanion.content.workshop import AgendaBlock, Day, OwnSlide, Reference, Workshop
from carecompanion.content.workshop_papers import check_forms, check_tests
from carecompanion.i18n import _

ABOUT_LENGTH = 120
TITLE_LENGTH = 60
TAG_LENGTH = 24
NOTICE_LENGTH = 140
LATEST = 20 * 60  # when the last block of a day ends
MOST_WITHOUT_BREAK = 100
BREAK_MINUTES = "60–75"  # how often a break is right (FACTS G5.4)
SHOWS_ITS_KIND = ("lesson", "scene", "practice", "checkin", "test")


def check_workshop(page: Page, workshop: Workshop, pack: Pack, known: Known) -> None:
    """One language of a workshop; what is the same in all of them is told in the same words on the same line."""
    _check_head(page, workshop)
    _check_rituals(page, workshop)
    for day in workshop.days:
        _check_end(page, day)
        _check_breaks(page, day)
    for block in workshop.blocks:
        _check_block(page, block)
        _check_reference(page, block, pack, known)
        _check_announced(page, block, pack)
    check_tests(page, workshop)
    check_forms(page, workshop)


def _check_head(page: Page, workshop: Workshop) -> None:
    lines = workshop.lines
    check_roles(page, workshop.roles, lines)
    _bound(page, lines.get("about", 1), workshop.about, ABOUT_LENGTH)
    if not workshop.materials:
        page.fault(lines.get("materials", 1), _("No materials: say what the trainer brings along."))
    if not any(block.weight == "must" for block in workshop.blocks):
        page.fault(lines.get("id", 1), _("No block is a “must”: then everything may be dropped."))


def _bound(page: Page, line: int, text: str, most: int) -> None:
    if len(text) > most:
        page.fault(line, _("{n} letters here: {most} at most.").format(n=len(text), most=most))


# the days


def _check_rituals(page: Page, workshop: Workshop) -> None:
    """People are welcomed, and no day ends in the middle of something."""
    first = workshop.blocks[0]
    if first.kind != "welcome":
        page.fault(first.line, _("A workshop begins with a block of the kind “{kind}”.").format(kind="welcome"))
    for day in workshop.days:
        if day.blocks[-1].kind != "closing":
            what = _("A day ends with a block of the kind “{kind}”.").format(kind="closing")
            page.fault(day.blocks[-1].line, what)


def _check_end(page: Page, day: Day) -> None:
    if day.ends_at > LATEST:
        what = _("This day ends at {time}: at {latest} at the latest.")
        page.fault(day.line, what.format(time=_clock(day.ends_at), latest=_clock(LATEST)))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _check_breaks(page: Page, day: Day) -> None:
    """Told once for each stretch, at the block that makes it too long."""
    since = 0
    for block in day.blocks:
        before, since = since, 0 if block.kind == "break" else since + block.minutes
        if before <= MOST_WITHOUT_BREAK < since:
            what = _("Here the room is {n} minutes without a break: {most} at most, {good} is right.")
            page.fault(block.line, what.format(n=since, most=MOST_WITHOUT_BREAK, good=BREAK_MINUTES))


# a block


def _check_block(page: Page, block: AgendaBlock) -> None:
    _bound(page, block.lines.get("title", block.line), block.title, TITLE_LENGTH)
    if not block.notes:
        page.fault(block.line, _("This block has no “notes” for the trainer."))
    shown = block.of.kind if block.of else ""
    if block.kind in SHOWS_ITS_KIND and shown != block.kind:
        what = _("A block of the kind “{kind}” has an “of” like “{kind}:…”.").format(kind=block.kind)
        page.fault(block.lines.get("of", block.line), what)
    elif not shown and not block.slides and block.kind != "break":
        page.fault(block.line, _("The room sees nothing here: give it an “of” or “slides”."))
    for slide in block.slides:
        _check_slide(page, block, slide)


def _check_slide(page: Page, block: AgendaBlock, slide: OwnSlide) -> None:
    _bound(page, slide.line, slide.title, TITLE_LENGTH)
    _bound(page, slide.line, slide.tag, TAG_LENGTH)
    if len(slide.points) > ROWS:
        what = _("The room sees {n} rows: {most} at most.").format(n=len(slide.points), most=ROWS)
        page.fault(slide.line, what)
    for row in slide.points:
        if len(row) > ROW_LENGTH:
            page.fault(slide.line, _("A row for the room has {n} characters: 90 at most.").format(n=len(row)))
    if slide.minutes > block.minutes:
        what = _("The timer runs {n} minutes, the whole block {m}.").format(n=slide.minutes, m=block.minutes)
        page.fault(slide.line, what)


def _check_reference(page: Page, block: AgendaBlock, pack: Pack, known: Known) -> None:
    """What is of this pack is there. Another pack's may be missing: the program says so where it is used."""
    if block.of is None or block.of.pack != pack.id:
        return
    name = block.of.id.partition("/")[2]
    if name not in known(block.of.kind):
        what = _("There is no “{item}” in this pack.").format(item=f"{block.of.kind}:{name}")
        page.fault(block.lines["of"], what + did_you_mean(name, known(block.of.kind)))
    elif lesson := _lesson(pack, block.of):
        steps = [step.id for step in lesson.steps]
        for step in block.steps:
            if step not in steps:
                what = _("There is no step “{id}” in this lesson.").format(id=step)
                page.fault(block.lines[f"steps:{step}"], what + did_you_mean(step, steps))


def _lesson(pack: Pack, reference: Reference) -> Lesson | None:
    """In its first language; None when it is none, or cannot be read."""
    languages = pack.lessons.get(LessonId(reference.id), {}) if reference.kind == "lesson" else {}
    return next(iter(languages.values()), None)


# hard content


def _check_announced(page: Page, block: AgendaBlock, pack: Pack) -> None:
    """Whoever meets hard content was told before, and may go out."""
    _bound(page, block.lines.get("notice", block.line), block.notice, NOTICE_LENGTH)
    if not block.is_sensitive and _is_hard(block, pack):
        what = _("What this block shows has a notice: it needs “sensitive = true”.")
        page.fault(block.lines.get("sensitive", block.line), what)
    elif not block.is_sensitive and block.notice:
        page.fault(block.lines["notice"], _("A block with a “notice” needs “sensitive = true”."))
    elif block.is_sensitive and not block.notice and not _brings_notice(block, pack):
        what = _("A sensitive block needs a “notice”: what comes, and that one may go out.")
        page.fault(block.lines["sensitive"], what)


def _is_hard(block: AgendaBlock, pack: Pack) -> bool:
    """Every scene is. A lesson is as a whole; of some of its steps, those tell that have a notice, if any has one."""
    if block.of is None or block.of.pack != pack.id:
        return False
    if lesson := _lesson(pack, block.of):
        hard = [step.id for step in lesson.steps if step.notice]
        is_whole = not block.steps or not hard
        return bool(lesson.notice or hard) if is_whole else any(step in hard for step in block.steps)
    return block.of.kind == "scene"


def _brings_notice(block: AgendaBlock, pack: Pack) -> bool:
    """Whether the room is told by what it sees. The notice of a lesson is for all of it, not for two of its steps."""
    if block.of is None or block.of.kind not in ("lesson", "scene"):
        return False
    lesson = _lesson(pack, block.of)
    if block.of.kind == "scene" or (lesson is None and not block.steps):
        return True
    if lesson is None:
        return False
    shown = [step for step in lesson.steps if not block.steps or step.id in block.steps]
    return any(step.notice for step in shown) or (lesson.notice is not None and not block.steps)
