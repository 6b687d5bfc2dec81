"""When a question comes back, in whole days; pure. The rule is FSRS-6, by the `fsrs` package, for a recall of 9 in 10.

A question answered with care at first sight comes back later each time; one that was not comes back soon.
"""

from datetime import UTC, date, datetime, time, timedelta

FIRST_REST = 1  # days from the end of a lesson until its questions may come back
RECALL = 0.9
NOON = time(12, tzinfo=UTC)  # the scheduler wants a moment; a day is all we know and all it needs


def first_due(finished: date) -> date:
    """The day from which the questions of a lesson finished on this day may come back."""
    return finished + timedelta(days=FIRST_REST)


def reviewed(state: str, on: date, *, was_caring: bool) -> tuple[str, date]:
    """After an answer on this day: what the scheduler remembers now, and the next day. `state` "" = never reviewed.

    A state that cannot be read is begun anew.
    """
    from fsrs import Card, Rating, Scheduler  # late: only a person who reviews needs it

    scheduler = Scheduler(desired_retention=RECALL, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    try:
        card = Card.from_json(state) if state else Card(card_id=1)
    except (ValueError, KeyError, TypeError):
        card = Card(card_id=1)
    now = datetime.combine(on, NOON)
    if card.last_review is not None and card.last_review > now:  # the clock was set back
        card.last_review = now
    card, _log = scheduler.review_card(card, Rating.Good if was_caring else Rating.Again, now)
    return card.to_json(), max(card.due.date(), on + timedelta(days=1))
