"""The body of a lesson: lines in, steps out. A small machine with two states, in a step or inside a ::: block.

Markdown is kept as text; only its frame is read here. Every fault names its line, and reading goes on after it.
"""

from carecompanion.content.blocks import BLOCKS, Fence, Line, open_fence
from carecompanion.content.faults import Page
from carecompanion.content.files import is_inside
from carecompanion.content.model import (
    Block,
    Notice,
    PackId,
    Picture,
    Prose,
    Question,
    Reflection,
    Room,
    Step,
    StepId,
)
from carecompanion.content.prose import markup_fault
from carecompanion.content.tables import bad_id, bad_picture, is_id
from carecompanion.i18n import _


def read_steps(page: Page, lines: list[Line], pack: PackId) -> tuple[Step, ...]:
    """The steps of a lesson's body; `lines` are (line number, text)."""
    body = _Body(page, pack)
    for number, text in lines:
        body.take(number, text)
    body.end()
    return tuple(body.steps)


class _Draft:
    """A step while its lines come in."""

    def __init__(self, step_id: str, title: str, line: int) -> None:
        self.id = StepId(step_id)
        self.title = title
        self.line = line
        self.blocks: list[Block] = []
        self.notice: Notice | None = None
        self.room: Room | None = None
        self.notes: str | None = None

    def done(self) -> Step:
        return Step(self.id, self.title, tuple(self.blocks), self.notice, self.room, self.notes or "", self.line)


class _Body:
    def __init__(self, page: Page, pack: PackId) -> None:
        self.page = page
        self.pack = pack
        self.steps: list[Step] = []
        self._step: _Draft | None = None
        self._prose: list[Line] = []
        self._fence: Fence | None = None
        self._ids: set[str] = set()

    def take(self, number: int, text: str) -> None:
        bare = text.strip()
        if text.startswith("## "):
            self._begin_step(number, bare[2:].strip())
        elif self._step is None:
            if bare:
                self._fault_before_first_step(number)
        elif bare.startswith(":::"):
            self._fence_line(self._step, number, bare)
        elif self._fence:
            self._fence.lines.append((number, text))
        elif bare.startswith("!["):
            self._picture(self._step, number, bare)
        else:
            self._prose.append((number, text))

    def end(self) -> None:
        if self._fence:
            self.page.fault(self._fence.line, _("This block is not closed: a line with ::: is missing."))
            self._close_fence()
        if self._step:
            self._close_prose(self._step)
            self.steps.append(self._step.done())
        self._step = None

    def _begin_step(self, number: int, heading: str) -> None:
        self.end()
        title, step_id = heading, f"step-{len(self.steps) + 1}"
        if heading.endswith("}") and " {#" in " " + heading:
            title, _found, rest = heading.rpartition("{#")
            title, step_id = title.strip(), rest[:-1]
            if not is_id(step_id):
                self.page.fault(number, bad_id(step_id))
        if not title:
            self.page.fault(number, _("This step has no title."))
        self._keep_id(number, step_id)
        self._step = _Draft(step_id, title, number)

    def _fault_before_first_step(self, number: int) -> None:
        self.page.fault(number, _("A lesson begins with a step: a line like “## Title”."))
        self._step = _Draft("step-1", "", number)

    def _fence_line(self, step: _Draft, number: int, bare: str) -> None:
        if not bare.strip(": "):
            if self._fence:
                self._close_fence()
            else:
                self.page.fault(number, _("This ::: closes nothing."))
            return
        if self._fence:
            self.page.fault(self._fence.line, _("This block is not closed: a line with ::: is missing."))
            self._close_fence()
        self._close_prose(step)
        self._fence = open_fence(self.page, number, bare)

    def _close_fence(self) -> None:
        fence, self._fence = self._fence, None
        if fence is None or self._step is None or fence.name not in BLOCKS:
            return
        block = BLOCKS[fence.name](self.page, fence, self.pack)
        if isinstance(block, (Question, Reflection)):
            self._keep_id(fence.line, block.id)
        self._place(self._step, block, fence.line)

    def _place(self, step: _Draft, block: Block | Notice | Room | str | None, line: int) -> None:
        twice = _("A step has only one block of this kind.")
        if isinstance(block, Notice):
            if step.notice:
                self.page.fault(line, twice)
            step.notice = block
        elif isinstance(block, Room):
            if step.room:
                self.page.fault(line, twice)
            step.room = block
        elif isinstance(block, str):
            if step.notes is not None:
                self.page.fault(line, twice)
            step.notes = block
        elif block is not None:
            step.blocks.append(block)

    def _picture(self, step: _Draft, number: int, bare: str) -> None:
        self._close_prose(step)
        if step_has_picture(step.blocks):
            self.page.fault(number, _("A step has at most one picture."))
        picture = read_picture(self.page, number, bare)
        if picture:
            step.blocks.append(picture)

    def _close_prose(self, step: _Draft) -> None:
        lines, self._prose = self._prose, []
        for number, text in lines:
            if fault := markup_fault(text):
                self.page.fault(number, fault)
        filled = [number for number, text in lines if text.strip()]
        if filled:
            markdown = "\n".join(text.rstrip() for number, text in lines if filled[0] <= number <= filled[-1])
            step.blocks.append(Prose(markdown, filled[0]))

    def _keep_id(self, number: int, name: str) -> None:
        if name in self._ids:
            self.page.fault(number, _("The id “{id}” is used twice in this lesson.").format(id=name))
        self._ids.add(name)


def step_has_picture(blocks: list[Block]) -> bool:
    return any(isinstance(block, Picture) for block in blocks)


def read_picture(page: Page, number: int, bare: str) -> Picture | None:
    """![spoken text](pictures/x.svg "caption")"""
    spoken, found, rest = bare[2:].partition("](")
    if not found or not rest.endswith(")"):
        page.fault(number, _('A picture is written ![spoken text](pictures/name.svg "caption").'))
        return None
    path, _space, caption = rest[:-1].strip().partition(" ")
    caption = caption.strip()
    if caption and not (len(caption) > 1 and caption[0] == caption[-1] == '"'):
        page.fault(number, _("The caption of a picture stands in quotes, and the path has no spaces."))
    if not is_inside(path):
        page.fault(number, bad_picture())
        return None
    return Picture(path, spoken.strip(), caption.strip('"'), number)
