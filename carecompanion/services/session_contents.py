"""What the blocks of a session show, looked up on this computer: which pack is missing, which steps a lesson has.

Asked anew each time: a pack that was added a moment ago is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import LessonId, PackId
from carecompanion.content.workshop import Reference, WorkshopCard
from carecompanion.errors import ContentError
from carecompanion.i18n import _, ngettext
from carecompanion.learning.workshop import Agenda, Block

ABSENT, DAMAGED, WITHOUT = "absent", "damaged", "without"
NAMED = 3  # blocks that a sentence names; the others are counted


@dataclass(frozen=True, slots=True)
class Lack:
    """A pack that a block needs: it is absent, damaged, or here without what is needed. "" = nobody knows which."""

    kind: str
    pack: str


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """A step of the lesson a block shows, and whether the block uses it."""

    id: str
    title: str
    is_used: bool


class SessionContents:
    """The shelf as a session's blocks need it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    # packs

    def lack_of(self, block: Block, workshop: str) -> Lack | None:
        """None: all of it is here. A test without a workshop of its own is that of the session's `workshop`."""
        kind, _colon, name = block.of.partition(":")
        if not kind:
            return None
        if kind == "test":
            name = name.rpartition("#")[0] or workshop
            is_here = any(str(card.id) == name for card in self._library.workshops(i18n.language()))
        else:
            is_here = self._library.has(Reference(kind, name))
        return None if is_here else self._lack(name.partition("/")[0] if "/" in name else "")

    def missing(self, agenda: Agenda, workshop: str) -> tuple[str, ...]:
        """Two sentences for each pack: which it is, and what is shown without it."""
        lacking: dict[Lack, list[str]] = {}
        for block in agenda.blocks:
            lack = self.lack_of(block, workshop)
            if lack is not None:
                lacking.setdefault(lack, []).append(block.title)
        return tuple(f"{self._which(lack)} {_without(titles)}" for lack, titles in lacking.items())

    def lacks(self, agenda: Agenda, workshop: str) -> str:
        """The packs alone, in a few words; "" = nothing is missing."""
        found = (self.lack_of(block, workshop) for block in agenda.blocks)
        return self._lacks_words([lack.pack for lack in found if lack is not None])

    def lacks_of(self, template: WorkshopCard) -> str:
        """The same of a template."""
        here = {placed.index.card.id for placed in self._library.stock()}
        return self._lacks_words([str(pack) for pack in template.needs if pack not in here])

    def _lacks_words(self, packs: Iterable[str]) -> str:
        every = list(dict.fromkeys(packs))
        if not every:
            return ""
        if "" in every:
            return _("Something that is shown is not on this computer.")
        named = ", ".join(_("“{title}”").format(title=self._title_of(pack)) for pack in every)
        return ngettext("Missing pack: {packs}", "Missing packs: {packs}", len(every)).format(packs=named)

    def _lack(self, pack: str) -> Lack:
        if any(placed.index.card.id == pack for placed in self._library.stock()):
            return Lack(WITHOUT, pack)
        return Lack(DAMAGED if any(one.name == pack for one in self._library.damaged()) else ABSENT, pack)

    def _which(self, lack: Lack) -> str:
        if not lack.pack:
            return _("Something that is shown is not on this computer.")
        words = {
            ABSENT: _("The pack “{pack}” is not on this computer."),
            DAMAGED: _("The pack “{pack}” is damaged and cannot be read."),
            WITHOUT: _("The pack “{pack}” on this computer is a version without what is shown here."),
        }[lack.kind]
        return words.format(pack=self._title_of(lack.pack))

    def _title_of(self, pack: str) -> str:
        """Of one that is not here nobody knows more than its id."""
        found = (placed for placed in self._library.stock() if placed.index.card.id == PackId(pack))
        return next((placed.index.shelf(i18n.language()).card.title for placed in found), pack)

    # steps of a lesson

    def steps_of(self, block: Block) -> tuple[ChosenStep, ...]:
        """Every step of its lesson, in reading order; none where it shows no lesson, or one that is not here."""
        kind, _colon, name = block.of.partition(":")
        if kind != "lesson":
            return ()
        try:
            card = self._library.lesson_card(LessonId(name), i18n.language())
        except ContentError:
            return ()
        return tuple(
            ChosenStep(str(step), title, not block.steps or step in block.steps)
            for step, title in zip(card.step_ids, card.step_titles, strict=True)
        )

    def gone(self, agenda: Agenda) -> tuple[str, ...]:
        """Steps that were chosen and that the lesson, another version by now, has no more: a sentence a block."""
        return tuple(filter(None, map(self.gone_of, agenda.blocks)))

    def gone_of(self, block: Block) -> str:
        steps = self.steps_of(block) if block.steps else ()
        count = len(set(block.steps) - {step.id for step in steps}) if steps else 0
        if not count:
            return ""
        if not any(step.is_used for step in steps):
            words = _("“{title}”: the lesson has none of the chosen steps any more. Choose its steps again.")
            return words.format(title=block.title)
        words = ngettext(
            "“{title}”: the lesson does not have {n} of the chosen steps any more. It is left out.",
            "“{title}”: the lesson does not have {n} of the chosen steps any more. They are left out.",
            count,
        )
        return words.format(title=block.title, n=count)


def _without(titles: list[str]) -> str:
    named = list(_named(titles))
    words = ngettext(
        "Until it is added, {blocks} shows only its title and its own slides.",
        "Until it is added, {blocks} show only their titles and their own slides.",
        len(titles),
    )
    *first, last = named
    blocks = _("{first} and {last}").format(first=", ".join(first), last=last) if first else last
    return words.format(blocks=blocks)


def _named(titles: list[str]) -> Iterator[str]:
    shown = titles if len(titles) <= NAMED + 1 else titles[:NAMED]
    yield from (_("“{title}”").format(title=title) for title in shown)
    if rest := len(titles) - len(shown):
        yield ngettext("{n} more block", "{n} more blocks", rest).format(n=rest)
