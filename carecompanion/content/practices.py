"""A practice out of its file: the head's keys, and the steps below, by hand or timed ("## Title {20 s}").

Apart from the reader, which opens the file and knows the pack.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from carecompanion.content.blocks import Line
from carecompanion.content.faults import Page
from carecompanion.content.model import PackId, Practice, PracticeId, PracticeStep
from carecompanion.content.prose import markup_fault
from carecompanion.content.tables import Table, bad_id, is_id
from carecompanion.i18n import _

PRACTICE_KINDS = ("breath", "steps", "scan", "writing")
DIMENSIONS = ("body", "mind", "emotions", "relations", "work", "senses")
LONGEST_STEP = 900  # seconds

Rhythm = tuple[int, int, int, int]

_TIMED = re.compile(r"(.*)\{([0-9]{1,4}) s\}")


def practice_of(head: Table, body: list[Line], pack: PackId, pack_version: str, name: str, language: str) -> Practice:
    """The practice of a file that is open; its faults go to the head's page."""
    opening, steps = _steps(head.page, body)
    breath = _breath(head)
    practice = Practice(
        id=PracticeId(f"{pack}/{name}"),
        pack=pack,
        pack_version=pack_version,
        language=language,
        title=head.text("title"),
        about=head.text("about", needed=False),
        minutes=head.whole("minutes"),
        kind=head.one_of("kind", PRACTICE_KINDS),
        dimension=head.one_of("dimension", DIMENSIONS, needed=False),
        icon=icon_of(head),
        moments=head.words("moments", needed=False),
        fits=head.words("fits", needed=False),
        breath=breath,
        rhythms=_rhythms(head, breath),
        has_sip=_sip(head, breath),
        why=head.text("why"),
        dose=head.text("dose", needed=False),
        caution=head.text("caution", needed=False),
        evidence=head.text("evidence", needed=False),
        sources=head.words("sources", needed=False),
        opening=opening,
        steps=steps,
        lines=lines_of(head),
    )
    head.finish()
    return practice


def lines_of(head: Table) -> dict[str, int]:
    """Where each key of a head stands, and each item of its lists."""
    keys = {str(path[-1]): line for path, line in head.lines.items() if len(path) == 1}
    items = {str(path[-1]): line for path, line in head.lines.items() if len(path) == 2}
    return items | keys


def icon_of(head: Table) -> str:
    """The name of one of the signs of the program, or nothing."""
    name = head.text("icon", needed=False)
    if name and not is_id(name):
        head.fault("icon", bad_id(name))
        return ""
    return name


def _is_breath(head: Table, key: str) -> bool:
    """Whether this is a breathing practice; a key that only those have is a fault elsewhere."""
    is_breath = head.values.get("kind") == "breath"
    if head.has(key) and not is_breath:
        head.fault(key, _("“{key}” is only for practices of the kind breath.").format(key=key))
    return is_breath


def _breath(head: Table) -> Rhythm:
    seconds = head.words("breath", needed=False)
    if not _is_breath(head, "breath") and not seconds:
        return (0, 0, 0, 0)
    rhythm = _rhythm(seconds)
    if rhythm is None:
        head.fault("breath", _("“breath” is four numbers of seconds from 0 to 20: [in, hold, out, hold]."))
    return rhythm or (0, 0, 0, 0)


def _rhythm(seconds: Sequence[str]) -> Rhythm | None:
    """In, hold, out, hold; None for what nobody could breathe."""
    numbers = [int(part) for part in seconds if part.isascii() and part.isdigit() and len(part) < 3]
    if len(numbers) != 4 or len(seconds) != 4 or max(numbers) > 20 or not (numbers[0] and numbers[2]):
        return None
    return (numbers[0], numbers[1], numbers[2], numbers[3])


def _rhythms(head: Table, breath: Rhythm) -> tuple[Rhythm, ...]:
    texts = head.words("rhythms", needed=False)
    if not _is_breath(head, "rhythms") or not texts:
        return ()
    found: list[Rhythm] = []
    for text in texts:
        rhythm = _rhythm(text.split())
        if rhythm is None:
            what = _('A rhythm is four numbers of seconds from 0 to 20, like "4 0 6 0", not “{text}”.').format(
                text=text
            )
            head.page.fault(head.line("rhythms", text), what)
        elif rhythm in found:
            head.page.fault(head.line("rhythms", text), _("“{key}” is written twice.").format(key=text))
        else:
            found.append(rhythm)
    if breath not in found:
        head.fault("rhythms", _("The rhythm of “breath” must be one of “rhythms”."))
    return tuple(found)


def _sip(head: Table, breath: Rhythm) -> bool:
    has_sip = head.truth("sip")
    if _is_breath(head, "sip") and has_sip and not breath[1]:
        head.fault("sip", _("With “sip” the second number of “breath” is the second in-breath: it cannot be 0."))
    return has_sip


def _steps(page: Page, body: list[Line]) -> tuple[str, tuple[PracticeStep, ...]]:
    opening: list[str] = []
    steps: list[PracticeStep] = []
    for number, text in body:
        if text.startswith("## "):
            title, seconds = _heading(page, number, text[3:].strip())
            steps.append(PracticeStep(title, "", number, seconds))
            continue
        if fault := markup_fault(text):
            page.fault(number, fault)
        if text.lstrip().startswith(":::"):
            page.fault(number, _("A practice has no ::: blocks: an opening, then “## Step” and its text."))
        if steps:
            last = steps[-1]
            steps[-1] = replace(last, text=f"{last.text}\n{text.rstrip()}")
        else:
            opening.append(text.rstrip())
    return "\n".join(opening).strip(), tuple(replace(step, text=step.text.strip()) for step in steps)


def _heading(page: Page, number: int, heading: str) -> tuple[str, int]:
    """The title of a step and its seconds, 0 when the person goes on by hand."""
    timed = _TIMED.fullmatch(heading)
    if timed and 0 < int(timed.group(2)) <= LONGEST_STEP:
        return timed.group(1).rstrip(), int(timed.group(2))
    if timed or "{" in heading or "}" in heading:
        what = _("A timed step is written “## Title {{20 s}}”, with 1 to {n} seconds.").format(n=LONGEST_STEP)
        page.fault(number, what)
    return heading, 0
