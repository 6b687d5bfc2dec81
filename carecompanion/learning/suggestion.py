"""Which practice is suggested today, and why; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from carecompanion.content.model import PracticeCard, PracticeId
from carecompanion.learning.history import Helped

BREATHE = PracticeId("cuidarme/respirar-4-6")
HIGH_STRESS = 7  # where stress is called high; help is offered from 8
CALMS = frozenset(("tense", "racing"))  # reactions that go with stress
STRESS, HELPED, FIRST = "stress", "helped", "first"


@dataclass(frozen=True, slots=True)
class Noted:
    """A number from 0 to 10 that the person noted, and the day."""

    day: date
    level: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A practice and its reason: stress (what was `noted` is high), helped (it did most, by `fall` points in the mean),
    or first (nothing is known yet). `has_helped` says that it helped this person before.
    """

    card: PracticeCard
    reason: str
    noted: Noted | None = None
    fall: float = 0.0
    has_helped: bool = False


def suggestion(cards: Sequence[PracticeCard], helped: Sequence[Helped], stress: Noted | None) -> Suggestion | None:
    """With high stress what calms, best what calmed this person; else what helped her most; else slow breathing.

    `helped` is best first. None where there is nothing to practise.
    """
    known = {card.id: card for card in cards}
    helped = [one for one in helped if one.practice in known]
    if stress is not None and stress.level >= HIGH_STRESS:
        calmed = next((one.practice for one in helped if CALMS & set(known[one.practice].fits)), None)
        card = known[calmed] if calmed else _first_that_calms(cards)
        if card is not None:
            return Suggestion(card, STRESS, stress, has_helped=calmed is not None)
    if helped:
        best = helped[0]
        return Suggestion(known[best.practice], HELPED, fall=best.fall, has_helped=True)
    card = known.get(BREATHE) or next(iter(cards), None)
    return Suggestion(card, FIRST) if card is not None else None


def _first_that_calms(cards: Sequence[PracticeCard]) -> PracticeCard | None:
    fitting = [card for card in cards if CALMS & set(card.fits)]
    return next((card for card in fitting if card.id == BREATHE), None) or min(
        fitting, key=lambda card: card.minutes, default=None
    )
