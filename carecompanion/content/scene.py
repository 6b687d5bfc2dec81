"""A scene and a desk card, in one language: frozen values, no behaviour beyond looking things up.

A scene is a graph of moments. What is said moves how the other person feels, and how she feels may open or close a way;
learning.scenario plays it. `line` says where a value stands in its file; it takes no part in comparing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

from carecompanion.content.model import Notice, PackId, Picture, Room, SceneId

MomentId = NewType("MomentId", str)  # stable within its scene: {#id} of its heading
CardId = NewType("CardId", str)  # "pack/card"

LEAST, MOST = 1, 5
CARES = ("cares", "uneasy", "exposes")


@dataclass(frozen=True, slots=True)
class Feeling:
    """How the other person feels: her calm and her trust, each from 1 to 5."""

    calm: int
    trust: int

    def moved(self, calm: int, trust: int) -> "Feeling":
        """So much more or less of each, never beyond 1 to 5."""
        return Feeling(_kept(self.calm + calm), _kept(self.trust + trust))


def _kept(value: int) -> int:
    return min(MOST, max(LEAST, value))


@dataclass(frozen=True, slots=True)
class Needs:
    """What a choice asks of how she feels. `of` is calm or trust; one of the bounds is set."""

    of: str
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, feeling: Feeling) -> bool:
        value = feeling.calm if self.of == "calm" else feeling.trust
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class Choice:
    """Words to say or an act, and what comes of it. `care` is one of CARES; `calm` and `trust` are what it adds.

    `did` is what you did, `sees` what you see in her right after, `short` what it was for her, `why` what to try
    instead. When `needs` does not hold before it is made, it leads to `otherwise`, or is not offered without one.
    """

    text: str
    to: MomentId
    care: str
    calm: int = 0
    trust: int = 0
    did: str = ""
    sees: str = ""
    short: str = ""
    why: str = ""
    needs: Needs | None = None
    otherwise: MomentId | None = None
    line: int = field(default=0, compare=False, repr=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # of did, sees, short and why

    def is_offered(self, feeling: Feeling) -> bool:
        return self.otherwise is not None or self.needs is None or self.needs.holds(feeling)

    def leads_to(self, feeling: Feeling) -> MomentId:
        """Where it leads whom it meets feeling like this."""
        holds = self.needs is None or self.needs.holds(feeling)
        return self.to if holds or self.otherwise is None else self.otherwise


@dataclass(frozen=True, slots=True)
class Moment:
    """Something happens (`text`, Markdown), she shows it (`face`), says something (`words`), and you choose.

    Without choices it is an ending; `next` is then what to try next time. `notes` are the trainer's.
    """

    id: MomentId
    title: str
    text: str = ""
    face: str = ""
    words: str = ""
    question: str = ""
    choices: tuple[Choice, ...] = ()
    picture: Picture | None = None
    next: str = ""
    notes: str = ""
    room: Room | None = None
    line: int = field(default=0, compare=False, repr=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # of text, face, words and next

    @property
    def is_ending(self) -> bool:
        return not self.choices


@dataclass(frozen=True, slots=True)
class Scene:
    """A conversation to play. The reader lets none pass that has no moment, or a choice that leads nowhere.

    `person` is the tag before her words, `feels` and `felt` the titles of the meter, `scale` its two ends, `verdicts`
    the words for the three kinds of care; `feeling` is how she feels when it begins.
    """

    id: SceneId
    pack: PackId
    pack_version: str
    language: str
    title: str
    about: str
    minutes: int
    roles: tuple[str, ...]
    notice: Notice
    person: str
    feels: str
    felt: str
    scale: tuple[str, str]
    verdicts: tuple[str, str, str]
    feeling: Feeling
    moments: tuple[Moment, ...]
    sources: tuple[str, ...] = ()
    picture: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # of its head's keys

    @property
    def first(self) -> Moment:
        return self.moments[0]

    def moment(self, moment_id: MomentId) -> Moment:
        """Raises KeyError."""
        found = next((moment for moment in self.moments if moment.id == moment_id), None)
        if found is None:
            raise KeyError(moment_id)
        return found

    def verdict(self, care: str) -> str:
        """The scene's words for a kind of care; ValueError for none of CARES."""
        return self.verdicts[CARES.index(care)]


@dataclass(frozen=True, slots=True)
class CardSection:
    """A heading and what stands under it, as Markdown."""

    title: str
    markdown: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DeskCard:
    """One page for use beside a woman: nothing in it says more than a bystander may read."""

    id: CardId
    pack: PackId
    language: str
    title: str
    about: str
    icon: str
    order: int
    sections: tuple[CardSection, ...]
    sources: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # of its head's keys
