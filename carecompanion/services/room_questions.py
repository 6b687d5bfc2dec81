"""What a room is asked in a round: the questions of a check-in, a test, a lesson or a slide, in one shape.

They are kept with the round, so that its results outlive the pack.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from carecompanion.content.library import Library
from carecompanion.content.model import CheckIn, CheckInId, Item, LessonId, Question
from carecompanion.content.workshop import RATINGS, KnowledgeTest, SatisfactionForm, WorkshopId
from carecompanion.errors import ContentMissing
from carecompanion.i18n import _
from carecompanion.learning.means import Span
from carecompanion.learning.workshop import Block, BlockSlide
from carecompanion.services.session_text import mapping, rows, text_in, whole

FEWEST_OPTIONS = 2
SCORE = "score"  # the measure of a test: how many of its choices are right


@dataclass(frozen=True, slots=True)
class RoomQuestion:
    """One question. `answers` are the values and their words; `low` and `high` stand at the ends of numbers.

    Results are told in `spans` of values, which `labels` name; `right` is the value that counts in a test, None = none
    does. `kind` is choice, confidence, faces, levels, numbers or score.
    """

    id: str
    text: str
    kind: str
    answers: tuple[tuple[int, str], ...]
    spans: tuple[Span, ...]
    labels: tuple[str, ...]
    low: str = ""
    high: str = ""
    right: int | None = None

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(value for value, _words in self.answers)

    @property
    def span(self) -> Span:
        """The least and the most value."""
        return self.spans[0][0], self.spans[-1][1]


def instrument_of(block: Block) -> str:
    """What a round in this block asks, as text; "" when it asks nothing."""
    kind = block.of.partition(":")[0]
    if kind in ("checkin", "test", "lesson"):
        return block.of
    return f"slide:{block.id}" if _polls(block) else ""


def questions_of(library: Library, block: Block, workshop: str, language: str) -> tuple[RoomQuestion, ...]:
    """Raises ContentMissing, ContentError."""
    kind, _colon, name = block.of.partition(":")
    if kind == "checkin":
        return questions_of_checkin(library.checkin(CheckInId(name), language))
    if kind == "test":
        return questions_of_test(test_of(library, name, workshop, language))
    if kind == "lesson":
        lesson = library.lesson(LessonId(name), language)
        steps = [step for step in lesson.steps if block.uses(step.id)]
        return tuple(_of_lesson(one) for step in steps for one in step.blocks if isinstance(one, Question))
    return tuple(choice_of(f"slide-{number}", one.title, one.points) for number, one in _polls(block))


def _polls(block: Block) -> list[tuple[int, BlockSlide]]:
    """The slides of a vote that give something to choose from, with their numbers."""
    slides = enumerate(block.slides, 1) if block.kind == "poll" else ()
    return [(number, slide) for number, slide in slides if len(slide.points) >= FEWEST_OPTIONS]


def test_of(library: Library, name: str, workshop: str, language: str) -> KnowledgeTest:
    """A test of the session's own workshop, or "workshop#test" of another. Raises ContentMissing."""
    other, _hash, inner = name.rpartition("#")
    try:
        return library.workshop(WorkshopId(other or workshop), language).test(inner)
    except KeyError as error:
        raise ContentMissing(_("This test is not here any more. What was answered before is safe.")) from error


def choice_of(own_id: str, text: str, options: Sequence[str], right: int | None = None) -> RoomQuestion:
    """One of several, told by counts."""
    answers = tuple(enumerate(options))
    return RoomQuestion(
        own_id, text, "choice", answers, tuple((v, v) for v, _w in answers), tuple(options), right=right
    )


def questions_of_test(test: KnowledgeTest) -> tuple[RoomQuestion, ...]:
    return tuple(
        choice_of(one.id, one.text, one.options, one.right - 1)
        if one.kind == "choice"
        else _one_by_one(one.id, one.text, "confidence", tuple((rating, str(rating)) for rating in RATINGS))
        for one in test.questions
    )


def questions_of_form(form: SatisfactionForm) -> tuple[RoomQuestion, ...]:
    """What is ticked on paper; the free words are the trainer's to read."""
    answers = tuple((rating, str(rating)) for rating in RATINGS)
    return tuple(_one_by_one(one.id, one.text, "confidence", answers) for one in form.questions if one.kind == "scale")


def questions_of_checkin(checkin: CheckIn) -> tuple[RoomQuestion, ...]:
    """Those that count; words of one's own choosing are not asked in a room."""
    return tuple(_of_item(checkin, item) for item in checkin.items if checkin.answers_to(item.id).kind != "tags")


def _of_item(checkin: CheckIn, item: Item) -> RoomQuestion:
    found = checkin.answers_to(item.id)
    answers = tuple((option.value, option.words) for option in found.options) or tuple(
        (v, str(v)) for v in found.values
    )
    asked = _one_by_one(item.id, item.text, found.kind, tuple(sorted(answers)), found.low, found.high)
    scale = next((one for one in checkin.scales if one.items == (item.id,) and len(one.bands) > 1), None)
    if found.kind != "numbers" or scale is None or scale.reversed_items or scale.times != 1:
        return asked
    starts = [round(band.at_least) for band in scale.bands]
    ends = [*(start - 1 for start in starts[1:]), asked.values[-1]]
    spans, labels = tuple(zip(starts, ends, strict=True)), tuple(band.level for band in scale.bands)
    return RoomQuestion(asked.id, asked.text, asked.kind, asked.answers, spans, labels, asked.low, asked.high)


def _of_lesson(question: Question) -> RoomQuestion:
    return choice_of(str(question.id), question.prompt, [option.text for option in question.options])


def _one_by_one(
    own_id: str, text: str, kind: str, answers: tuple[tuple[int, str], ...], low: str = "", high: str = ""
) -> RoomQuestion:
    spans = tuple((value, value) for value, _words in answers)
    return RoomQuestion(own_id, text, kind, answers, spans, tuple(words for _value, words in answers), low, high)


# ---- as JSON


def questions_value(questions: Sequence[RoomQuestion]) -> list[dict[str, Any]]:
    return [asdict(one) for one in questions]


def questions_in(value: list[Any]) -> tuple[RoomQuestion, ...]:
    """Raises ValueError."""
    return tuple(_question_in(mapping(one)) for one in value)


def _question_in(found: dict[str, Any]) -> RoomQuestion:
    return RoomQuestion(
        text_in(found, "id"),
        text_in(found, "text"),
        text_in(found, "kind"),
        tuple((int(value), str(words)) for value, words in rows(found, "answers")),
        tuple((int(least), int(most)) for least, most in rows(found, "spans")),
        tuple(str(label) for label in rows(found, "labels")),
        text_in(found, "low"),
        text_in(found, "high"),
        None if found["right"] is None else whole(found, "right"),
    )
