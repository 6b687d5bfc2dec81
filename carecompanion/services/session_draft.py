"""A session in the editor: every change is on the disk at once, and can be undone for the whole sitting.

A plan is a frozen value, and a change gives another one; undo keeps the old ones.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from carecompanion.content.workshop import BLOCK_KINDS, WEIGHTS, AgendaBlock, Reference, Workshop
from carecompanion.errors import SessionNotAllowed
from carecompanion.i18n import _
from carecompanion.learning import workshop as edits
from carecompanion.learning.groups import Group
from carecompanion.learning.records import SessionPicture
from carecompanion.learning.workshop import DAY, Agenda, Block, BlockSlide
from carecompanion.services.session_contents import ChosenStep, SessionContents
from carecompanion.services.session_groups import advice_on, checked_groups, one_line, read_groups
from carecompanion.services.session_pictures import OWN, pictures_in

ROWS = 3  # of a slide
MOST_LETTERS = 120  # of a title, a place, a row
MOST_NOTES = 20_000
MOST_BLOCKS = 60
MINUTES = {"break": 15, "welcome": 20, "closing": 15, "practice": 10}  # of a new block; of others, 20


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session as it stands. `workshop` is the template it was made of, "" = none; `day` None: not set yet."""

    title: str
    agenda: Agenda
    workshop: str = ""
    place: str = ""
    day: date | None = None
    groups: tuple[Group, ...] = ()

    @property
    def people(self) -> int:
        return sum(group.size for group in self.groups)


Keep = Callable[[SessionPlan, Sequence[SessionPicture]], bool]


class SessionDraft:
    """An open session. `plan` is how it stands; each change returns True when it is on the disk.

    Blocks are named by their place in the agenda, from 0; raises IndexError where there is none, and SessionNotAllowed
    with words for the person, having changed nothing.

    `half_typed` is for the editor: what stands in a field, by its name, and is no day or hour yet.
    """

    def __init__(
        self,
        session: str,
        plan: SessionPlan,
        keep: Keep,
        read: Callable[[Path], SessionPicture],
        contents: SessionContents,
    ) -> None:
        self.session = session
        self.plan = plan
        self.is_kept = True
        self.half_typed: dict[str, str] = {}
        self._keep = keep
        self._read = read
        self._contents = contents
        self._past: list[SessionPlan] = []
        self._future: list[SessionPlan] = []

    # undo

    @property
    def may_undo(self) -> bool:
        return bool(self._past)

    @property
    def may_redo(self) -> bool:
        return bool(self._future)

    def undo(self) -> bool:
        return self._back_to(self._past, self._future)

    def redo(self) -> bool:
        return self._back_to(self._future, self._past)

    def pictures(self) -> set[str]:
        """Own pictures of every plan one can come back to."""
        plans = (self.plan, *self._past, *self._future)
        return {name for plan in plans for name in pictures_in(plan.agenda)}

    def _back_to(self, these: list[SessionPlan], others: list[SessionPlan]) -> bool:
        if not these:
            return self.is_kept
        others.append(self.plan)
        return self._stand(these.pop())

    # the session

    def retitle(self, title: str) -> bool:
        """An empty title leaves the one before."""
        return self._change(title=_line(title) or self.plan.title)

    def set_place(self, place: str) -> bool:
        return self._change(place=_line(place))

    def set_day(self, day: date | None) -> bool:
        return self._change(day=day)

    def set_start(self, minute: int) -> bool:
        """Minutes since midnight."""
        if not 0 <= minute < DAY:
            raise SessionNotAllowed(_("A session begins between 0:00 and 23:59."))
        return self._agenda(edits.started_at(self.plan.agenda, minute))

    def set_until(self, minute: int) -> bool:
        """When it should be over, minutes since midnight; 0: nobody waits for the room."""
        if not 0 <= minute <= DAY:
            raise SessionNotAllowed(_("A session ends between 0:01 and 24:00 of the same day."))
        return self._agenda(edits.lasting_until(self.plan.agenda, minute))

    def set_groups(self, groups: Iterable[Group]) -> bool:
        return self._change(groups=checked_groups(groups))

    def paste_groups(self, text: str) -> tuple[str, ...]:
        """In the place of those that were there; returns what is good to know, a sentence each."""
        pasted = read_groups(text)
        self.set_groups(pasted.groups)
        return pasted.words

    # blocks

    def add(self, kind: str, title: str = "", at: int | None = None) -> bool:
        """A new block of this kind, before the one at this place or at the end. Raises ValueError for no kind."""
        if kind not in BLOCK_KINDS:
            raise ValueError(kind)
        block = Block(kind, kind, _line(title) or kind_words(kind), MINUTES.get(kind, 20), least=5)
        return self._added(block, at)

    def add_own(
        self, title: str, points: Sequence[str] = (), picture: Path | None = None, at: int | None = None
    ) -> bool:
        """The trainer's own block: a title, three points, a picture of 2 MB at most."""
        slide = _slide(BlockSlide(title, tuple(points)))
        kept = () if picture is None else (self._read(picture),)
        shown = replace(slide, picture=f"{OWN}{kept[0].picture}" if kept else "")
        return self._added(Block("own", "activity", slide.title, 20, least=5, slides=(shown,)), at, kept)

    def add_shown(self, what: Reference, title: str, minutes: int = 20, at: int | None = None) -> bool:
        """A lesson, scene, practice or check-in of the shelf; the sensitive ones announce themselves."""
        kind = what.kind if what.kind in BLOCK_KINDS else "activity"
        minutes = min(max(1, minutes), edits.MOST_MINUTES)
        return self._added(Block(kind, kind, _line(title) or kind_words(kind), minutes, 5, of=str(what)), at)

    def take_day(self, workshop: Workshop, place: int = 0) -> bool:
        """All blocks of a day of a template, after those that are there. Tests stay those of their workshop."""
        agenda = self.plan.agenda
        if not agenda.blocks:
            day = workshop.days[place]
            agenda = edits.lasting_until(edits.started_at(agenda, day.starts_at), min(day.ends_at, DAY))
        for block in workshop.days[place].blocks:
            agenda = edits.added(agenda, block_from(block, workshop, self.plan.workshop or str(workshop.id)))
        _not_too_many(agenda)
        return self._change(agenda=agenda, workshop=self.plan.workshop or str(workshop.id))

    def move(self, place: int, to: int) -> bool:
        return self._agenda(edits.moved(self.plan.agenda, place, to))

    def resize(self, place: int, minutes: int) -> bool:
        """As near as a block can be."""
        return self._agenda(edits.resized(self.plan.agenda, place, minutes))

    def set_weight(self, place: int, weight: str) -> bool:
        """must, should or could; ValueError for another."""
        if weight not in WEIGHTS:
            raise ValueError(weight)
        return self._block(place, weight=weight)

    def set_least(self, place: int, minutes: int) -> bool:
        """The fewest minutes it can be shortened to."""
        return self._block(place, least=min(max(1, minutes), edits.MOST_MINUTES))

    def retitle_block(self, place: int, title: str) -> bool:
        """An empty title leaves the one before."""
        block = self._at(place)
        return self._block(place, title=_line(title) or block.title)

    def set_notes(self, place: int, notes: str) -> bool:
        """Only for the trainer."""
        return self._block(place, notes=notes[:MOST_NOTES])

    def set_announced(self, place: int, is_announced: bool, notice: str | None = None) -> bool:
        """Whether the room is told before that something sensitive comes; `notice` None leaves its words."""
        block = self._at(place)
        return self._block(place, is_sensitive=is_announced, notice=block.notice if notice is None else _line(notice))

    def show(self, place: int, what: Reference | None, title: str = "", *, is_sensitive: bool = False) -> bool:
        """What is on the projector; None: only its own slides. A block nobody named yet takes the `title`.

        `is_sensitive`: what is shown is, so the room is told before.
        """
        block, of = self._at(place), "" if what is None else str(what)
        is_named = block.title != kind_words(block.kind)
        return self._block(
            place,
            of=of,
            steps=block.steps if of == block.of else (),
            title=block.title if is_named else _line(title) or block.title,
            is_sensitive=block.is_sensitive or is_sensitive,
        )

    def set_steps(self, place: int, steps: Iterable[str]) -> bool:
        """Which steps of its lesson a block uses, in the lesson's order; of all of them, also those of a later version.

        Raises SessionNotAllowed for none.
        """
        block, wished = self._at(place), set(steps)
        every = [step.id for step in self._contents.steps_of(block)]
        used = tuple(step for step in every if step in wished)
        if not used:
            raise SessionNotAllowed(_("At least one step stays. To show none, choose another thing for the projector."))
        return self._block(place, steps=() if len(used) == len(every) else used)

    def set_slides(self, place: int, slides: Sequence[BlockSlide]) -> bool:
        return self._block(place, slides=tuple(_slide(one) for one in slides))

    def set_picture(self, place: int, slide: int, picture: Path | None) -> bool:
        """The picture of one of its slides; None takes it away."""
        block = self._at(place)
        if not 0 <= slide < len(block.slides):
            raise IndexError(slide)
        kept = () if picture is None else (self._read(picture),)
        shown = replace(block.slides[slide], picture=f"{OWN}{kept[0].picture}" if kept else "")
        slides = (*block.slides[:slide], shown, *block.slides[slide + 1 :])
        return self._agenda(edits.changed(self.plan.agenda, place, slides=slides), kept)

    def duplicate(self, place: int) -> bool:
        return self._agenda(edits.duplicated(self.plan.agenda, place))

    def remove(self, place: int) -> bool:
        return self._agenda(edits.removed(self.plan.agenda, place))

    # what to know before it begins

    def spare(self, until: int) -> int:
        """Minutes left over until then; below nothing when it takes longer."""
        return self.plan.agenda.spare(until)

    def advice(self) -> tuple[str, ...]:
        """What the trainer should know, a sentence each; none of it stops her but an agenda without blocks."""
        agenda = self.plan.agenda
        return (*agenda_advice(agenda), *self.missing(), *self.gone(), *advice_on(self.plan.groups))

    def missing(self) -> tuple[str, ...]:
        """Which packs its blocks need and are not on this computer, and what is shown without them, for each."""
        return self._contents.missing(self.plan.agenda, self.plan.workshop)

    def gone(self) -> tuple[str, ...]:
        """Steps of lessons that were chosen and are in them no more, a sentence for each block."""
        return self._contents.gone(self.plan.agenda)

    def is_missing(self, block: Block) -> bool:
        """Whether something it shows is not on this computer."""
        return self._contents.lack_of(block, self.plan.workshop) is not None

    def steps_of(self, block: Block) -> tuple[ChosenStep, ...]:
        """The steps of the lesson it shows; none where it shows none, or one that is not here."""
        return self._contents.steps_of(block)

    def gone_of(self, block: Block) -> str:
        """A sentence when chosen steps are in its lesson no more; else ""."""
        return self._contents.gone_of(block)

    def _at(self, place: int) -> Block:
        return self.plan.agenda.blocks[self.plan.agenda.checked(place)]

    def _block(self, place: int, **parts: object) -> bool:
        return self._agenda(edits.changed(self.plan.agenda, place, **parts))

    def _added(self, block: Block, at: int | None, pictures: Sequence[SessionPicture] = ()) -> bool:
        return self._agenda(edits.added(self.plan.agenda, block, at), pictures)

    def _agenda(self, agenda: Agenda, pictures: Sequence[SessionPicture] = ()) -> bool:
        _not_too_many(agenda)
        return self._change(pictures, agenda=agenda)

    def _change(self, pictures: Sequence[SessionPicture] = (), **parts: object) -> bool:
        plan = replace(self.plan, **parts)  # type: ignore[arg-type]
        if plan == self.plan:
            return self.is_kept
        self._past.append(self.plan)
        self._future.clear()
        return self._stand(plan, pictures)

    def _stand(self, plan: SessionPlan, pictures: Sequence[SessionPicture] = ()) -> bool:
        self.plan = plan
        self.is_kept = self._keep(plan, pictures)
        return self.is_kept


def agenda_advice(agenda: Agenda) -> tuple[str, ...]:
    if not agenda.blocks:
        return (_("There are no blocks yet. Add one, or take them from a template."),)
    if agenda.is_longer_than_the_day:
        words = _("It would end after midnight, at {time} of the next day. Shorten a block or begin earlier.")
        hours, minutes = divmod(agenda.ends_at % DAY, 60)
        return (words.format(time=f"{hours}:{minutes:02}"),)
    return ()


def block_from(block: AgendaBlock, workshop: Workshop, of_session: str) -> Block:
    """A block of a template; a test of another workshop than the session's says whose it is."""
    made = edits.block_of(block)
    if block.of is not None and block.of.kind == "test" and str(workshop.id) != of_session:
        return replace(made, of=f"test:{workshop.id}#{block.of.id}")
    return made


def kind_words(kind: str) -> str:
    """What a new block is called until the trainer says otherwise."""
    return {
        "welcome": _("Welcome"),
        "checkin": _("Check-in of the group"),
        "lesson": _("Lesson"),
        "scene": _("Scene"),
        "practice": _("Practice"),
        "activity": _("Activity"),
        "break": _("Coffee break"),
        "poll": _("Vote"),
        "test": _("Questions"),
        "plan": _("My care plan"),
        "closing": _("Closing"),
    }[kind]


def _slide(slide: BlockSlide) -> BlockSlide:
    """Raises SessionNotAllowed for more rows than the room can read."""
    points = tuple(row for row in (_line(point) for point in slide.points) if row)
    if len(points) > ROWS:
        raise SessionNotAllowed(_("A slide has {n} points at most, so that the last row can read it.").format(n=ROWS))
    title = _line(slide.title)
    if not title:
        raise SessionNotAllowed(_("A slide needs a title."))
    return replace(slide, title=title, points=points, tag=_line(slide.tag), minutes=max(0, slide.minutes))


def _line(text: str) -> str:
    return one_line(text)[:MOST_LETTERS].strip()


def _not_too_many(agenda: Agenda) -> None:
    if len(agenda.blocks) > MOST_BLOCKS:
        raise SessionNotAllowed(_("A session has {n} blocks at most.").format(n=MOST_BLOCKS))
