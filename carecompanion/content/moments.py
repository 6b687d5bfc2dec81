"""The body of a scene: lines in, moments out. Each line shows by its beginning what it is, and they keep one order.

Every fault names its line, and reading goes on after it.
"""

import re
from dataclasses import dataclass, field

from carecompanion.content.blocks import BLOCKS, Fence, Line, attributes_of, open_fence
from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.lesson_text import read_picture
from carecompanion.content.model import PackId, Picture, Room
from carecompanion.content.prose import markup_fault
from carecompanion.content.scene import CARES, Choice, Moment, MomentId, Needs
from carecompanion.content.tables import bad_id, is_id
from carecompanion.i18n import _

QUESTIONS = {"es": "¿Qué le dices?", "en": "What do you say?"}  # where a moment asks nothing of its own
SCENE_BLOCKS = ("notes", "room")
CHOICE_KEYS = ("care", "calm", "trust", "needs", "else")
FAREST = 2  # what one choice may add or take
REACTIONS = ("did", "sees", "short", "why")  # the lines under a choice

PARTS = ("picture", "text", "face", "words", "question", "choices", "next")  # in this order

_HEADING = re.compile(r"(.*)\{#([^{}]*)\}")
_CHOICE = re.compile(r"-\s+\[(.*)\]\(#([^()]*)\)\s*(?:\{(.*)\})?")
_FACE = re.compile(r"\*(?!\*)(.+?)(?<!\*)\*")
_NEEDS = re.compile(r"(calm|trust)\s*(>=|<=)\s*([1-5])")
_CHANGE = re.compile(r"[+-]?[0-9]")


def read_moments(page: Page, lines: list[Line], pack: PackId, language: str) -> tuple[Moment, ...]:
    """The moments of a scene's body; `lines` are (line number, text)."""
    body = _Body(page, pack, language)
    for number, text in lines:
        body.take(number, text)
    body.end()
    return tuple(body.moments)


@dataclass(slots=True)
class _ChoiceDraft:
    """A choice while the lines under it come in."""

    text: str
    to: str
    line: int
    attributes: dict[str, str]
    reactions: list[Line] = field(default_factory=list)

    def done(self, page: Page) -> Choice:
        told = dict(zip(REACTIONS, (words for _number, words in self.reactions), strict=False))
        otherwise = self.attributes.get("else")
        return Choice(
            text=self.text,
            to=MomentId(self.to),
            care=_care(page, self),
            calm=_change(page, self, "calm"),
            trust=_change(page, self, "trust"),
            needs=_needs(page, self),
            otherwise=None if otherwise is None else MomentId(otherwise),
            line=self.line,
            lines=dict(zip(REACTIONS, (number for number, _words in self.reactions), strict=False)),
            **told,
        )


@dataclass(slots=True)
class _Draft:
    """A moment while its lines come in. `part` is how far in PARTS it has come."""

    id: str
    title: str
    line: int
    part: int = -1
    picture: Picture | None = None
    text: list[Line] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)  # face, words, question, next
    choices: list[_ChoiceDraft] = field(default_factory=list)
    room: Room | None = None
    notes: str | None = None
    lines: dict[str, int] = field(default_factory=dict)  # where each part begins

    def done(self, page: Page, question: str) -> Moment:
        choices = tuple(choice.done(page) for choice in self.choices)
        return Moment(
            id=MomentId(self.id),
            title=self.title,
            text="\n".join(text.rstrip() for _number, text in self.text).strip(),
            face=self.told.get("face", ""),
            words=self.told.get("words", ""),
            question=self.told.get("question", question if choices else ""),
            choices=choices,
            picture=self.picture,
            next=self.told.get("next", ""),
            notes=self.notes or "",
            room=self.room,
            line=self.line,
            lines=self.lines,
        )


class _Body:
    def __init__(self, page: Page, pack: PackId, language: str) -> None:
        self.page = page
        self.pack = pack
        self.question = QUESTIONS.get(language, "")
        self.moments: list[Moment] = []
        self._moment: _Draft | None = None
        self._fence: Fence | None = None
        self._ids: set[str] = set()
        self._was_blank = True

    def take(self, number: int, text: str) -> None:
        bare = text.strip()
        if text.startswith("## "):
            self._begin(number, bare[2:].strip())
        elif self._moment is None:
            if bare:
                self.page.fault(number, _("A scene begins with a moment: a line like “## Title {{#id}}”.").format())
                self._moment = _Draft("", "", number)
        elif bare.startswith(":::"):
            self._fence_line(self._moment, number, bare)
        elif self._fence:
            self._fence.lines.append((number, text))
        elif bare or self._moment.part == PARTS.index("text"):
            self._line(self._moment, number, text, bare)
        self._was_blank = not bare

    def end(self) -> None:
        self._close_fence(is_closed=False)
        if self._moment:
            self.moments.append(self._end_moment(self._moment))
        self._moment = None

    def _end_moment(self, draft: _Draft) -> Moment:
        moment = draft.done(self.page, self.question)
        if moment.choices and moment.next:
            self.page.fault(draft.lines["next"], _("“next:” stands in an ending only: a moment without choices."))
        if moment.is_ending and "question" in draft.told:
            self.page.fault(draft.lines["question"], _("Here is a question and nothing to choose."))
        if moment.choices and not moment.question:
            self.page.fault(draft.line, _("The question is missing: a line “? …” before the choices."))
        return moment

    def _begin(self, number: int, heading: str) -> None:
        self.end()
        found = _HEADING.fullmatch(heading)
        title, name = (found.group(1).rstrip(), found.group(2)) if found else (heading, "")
        if not found:
            self.page.fault(number, _("A moment has an id: “## Title {{#short-name}}”.").format())
        elif not is_id(name):
            self.page.fault(number, bad_id(name))
        if not title:
            self.page.fault(number, _("This moment has no title."))
        if name and name in self._ids:
            self.page.fault(number, _("The id “{id}” is used twice in this scene.").format(id=name))
        self._ids.add(name)
        self._moment = _Draft(name, title, number)

    # the lines of a moment

    def _line(self, moment: _Draft, number: int, text: str, bare: str) -> None:
        if moment.choices and text.startswith(" ") and bare:
            self._reaction(moment.choices[-1], number, text, bare)
            return
        part = _part_of(bare)
        if not self._follows(moment, number, part):
            return
        if part == "picture":
            moment.picture = read_picture(self.page, number, bare)
        elif part == "text":
            self._check(number, text)
            moment.text.append((number, text))
        elif part == "choices":
            self._choice(moment, number, bare)
        else:
            self._tell(moment, part, number, bare)

    def _follows(self, moment: _Draft, number: int, part: str) -> bool:
        """Whether this part may stand here; each stands once, but text, words and choices have many lines.

        A choice out of place is told and taken, or the lines under it would go to another.
        """
        place = PARTS.index(part)
        again = place == moment.part and part not in ("text", "choices", "words")
        if again or (part == "words" and place == moment.part and self._was_blank):
            self.page.fault(number, _("A moment has only one line of this kind."))
            return False
        if place < moment.part:
            what = _("This line stands too late. The order is: picture, text, *face*, > words, ? question, - choices.")
            self.page.fault(number, what)
            return part == "choices"
        moment.part = place
        moment.lines.setdefault(part, number)
        return True

    def _tell(self, moment: _Draft, part: str, number: int, bare: str) -> None:
        """Face, words, question or next: plain words after their mark."""
        found = _FACE.fullmatch(bare)
        words = found.group(1) if found and part == "face" else bare.removeprefix("next:").lstrip(">? ").strip()
        self._check_plain(number, words)
        moment.told[part] = f"{moment.told[part]} {words}" if part in moment.told else words

    def _choice(self, moment: _Draft, number: int, bare: str) -> None:
        found = _CHOICE.fullmatch(bare)
        if found is None:
            self.page.fault(number, _("A choice is written “- [«Words» or act](#moment) {{care=cares}}”.").format())
            moment.choices.append(_ChoiceDraft("", "", number, {"care": CARES[0]}))
            return
        words, target, attributes = found.group(1).strip(), found.group(2), found.group(3) or ""
        self._check_plain(number, words)
        draft = _ChoiceDraft(words, target, number, _attributes(self.page, number, attributes))
        moment.choices.append(draft)

    def _reaction(self, choice: _ChoiceDraft, number: int, text: str, bare: str) -> None:
        """One of the lines under a choice, "  > …"."""
        if not text.startswith("  ") or not bare.startswith(">"):
            self.page.fault(number, _("Under a choice every line stands two spaces in and begins with “>”."))
            return
        words = bare[1:].strip()
        self._check_plain(number, words)
        if len(choice.reactions) == len(REACTIONS):
            self.page.fault(number, _("Under a choice stand four lines at most, each whole on its line."))
            return
        choice.reactions.append((number, words))

    def _check(self, number: int, text: str) -> None:
        if fault := markup_fault(text):
            self.page.fault(number, fault)

    def _check_plain(self, number: int, words: str) -> None:
        """Words that are said or shown without Markdown."""
        if not words:
            self.page.fault(number, _("There are no words here."))
        elif "*" in words or "_" in words:
            self.page.fault(number, _("No * and no _ here: only what happens may be **bold**."))
        else:
            self._check(number, words)

    # the ::: blocks

    def _fence_line(self, moment: _Draft, number: int, bare: str) -> None:
        if not bare.strip(": "):
            if not self._fence:
                self.page.fault(number, _("This ::: closes nothing."))
            self._close_fence()
            return
        self._close_fence(is_closed=False)
        self._fence = open_fence(self.page, number, bare, SCENE_BLOCKS)

    def _close_fence(self, is_closed: bool = True) -> None:
        fence, self._fence = self._fence, None
        if fence is None or self._moment is None:
            return
        if not is_closed:
            self.page.fault(fence.line, _("This block is not closed: a line with ::: is missing."))
        if fence.name in SCENE_BLOCKS:
            self._place(self._moment, fence, BLOCKS[fence.name](self.page, fence, self.pack))

    def _place(self, moment: _Draft, fence: Fence, block: object) -> None:
        is_twice = moment.room if isinstance(block, Room) else moment.notes is not None
        if is_twice:
            self.page.fault(fence.line, _("A moment has only one block of this kind."))
        if isinstance(block, Room):
            moment.room = block
        elif isinstance(block, str):
            moment.notes = block


def _part_of(bare: str) -> str:
    """What a line is, by its beginning."""
    if bare.startswith("!["):
        return "picture"
    if _FACE.fullmatch(bare):
        return "face"
    marks = {">": "words", "?": "question", "-": "choices", "next:": "next"}
    return next((part for mark, part in marks.items() if bare.startswith(mark)), "text")


def _attributes(page: Page, number: int, text: str) -> dict[str, str]:
    what = _('After a choice come attributes like {{care=cares calm=+1 needs="trust>=3"}}.').format()
    found = attributes_of(page, number, text, what)
    for key in found:
        if key not in CHOICE_KEYS:
            what = _("A choice has no attribute “{key}”.").format(key=key)
            page.fault(number, what + did_you_mean(key, CHOICE_KEYS))
    return found


def _care(page: Page, draft: _ChoiceDraft) -> str:
    care = draft.attributes.get("care", "")
    if care in CARES:
        return care
    what = _("A choice says how it cares: care=cares, care=uneasy or care=exposes.")
    page.fault(draft.line, what + did_you_mean(care, CARES))
    return CARES[0]


def _change(page: Page, draft: _ChoiceDraft, key: str) -> int:
    text = draft.attributes.get(key, "0")
    if _CHANGE.fullmatch(text) and abs(int(text)) <= FAREST:
        return int(text)
    page.fault(draft.line, _("“{key}” is a whole number from -2 to +2.").format(key=key))
    return 0


def _needs(page: Page, draft: _ChoiceDraft) -> Needs | None:
    text = draft.attributes.get("needs")
    if text is None:
        if "else" in draft.attributes:
            page.fault(draft.line, _("“else” stands together with “needs”."))
        return None
    found = _NEEDS.fullmatch(text)
    if found is None:
        page.fault(draft.line, _('“needs” is written needs="trust>=3": calm or trust, >= or <=, 1 to 5.'))
        return None
    of, sign, bound = found.groups()
    return Needs(of, at_least=int(bound)) if sign == ">=" else Needs(of, at_most=int(bound))
