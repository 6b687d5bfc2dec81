"""Made-up check-ins in the shapes that real instruments have. Their words are "item 1" on purpose."""

from collections.abc import Sequence

from carecompanion.content.model import (
    AnswerOption,
    AnswerSet,
    Band,
    Change,
    CheckIn,
    CheckInId,
    Item,
    ItemId,
    ItemPage,
    ItemRule,
    PackId,
    Scale,
    ScaleId,
    SmallStep,
)
from carecompanion.learning.checkin import Answers, ScaleResult


def an_answer_set(*values: int, name: str = "set", kind: str = "levels") -> AnswerSet:
    return AnswerSet(name, kind, tuple(AnswerOption(value, f"answer {value}") for value in values))


def items_of(*numbers: int) -> tuple[ItemId, ...]:
    return tuple(ItemId(f"item-{number}") for number in numbers)


def bands_at(*begins: float) -> tuple[Band, ...]:
    """Bands named band-0, band-1 … that begin at these values."""
    return tuple(Band(f"band-{place}", begin, f"level {place}", "words") for place, begin in enumerate(begins))


def a_scale(
    name: str,
    numbers: Sequence[int],
    combine: str = "sum",
    reversed_numbers: Sequence[int] = (),
    *,
    times: float = 1.0,
    least: int | None = None,
    bands: Sequence[float] = (),
    change: Change | None = None,
    dimension: str = "",
    may_set_cut: bool = False,
) -> Scale:
    return Scale(
        id=ScaleId(name),
        title=name,
        items=items_of(*numbers),
        combine=combine,
        reversed_items=items_of(*reversed_numbers),
        times=times,
        least=len(numbers) if least is None else least,
        bands=bands_at(*bands),
        change=change,
        dimension=dimension,
        may_set_cut=may_set_cut,
    )


def an_instrument(
    count: int,
    values: Sequence[int] | AnswerSet,
    *scales: Scale,
    rules: Sequence[ItemRule] = (),
    small_steps: Sequence[SmallStep] = (),
    version: str = "1",
    language: str = "es",
) -> CheckIn:
    """`count` items, item-1, item-2 …, all answered alike."""
    answers = values if isinstance(values, AnswerSet) else an_answer_set(*values)
    return CheckIn(
        id=CheckInId("pack/shape"),
        pack=PackId("pack"),
        pack_version="1",
        language=language,
        version=version,
        dated="2026-11-26",
        title="A shape",
        about="",
        minutes=1,
        window_days=7,
        every_days=0,
        measures="",
        computed="",
        limits="",
        licence="",
        is_validated=False,
        sources=(),
        answer_sets=(answers,),
        pages=(ItemPage("one", "One"),),
        items=tuple(Item(item, str(item), answers.id, "one") for item in items_of(*range(1, count + 1))),
        scales=scales,
        rules=tuple(rules),
        small_steps=tuple(small_steps),
    )


def all_answered(*values: int) -> dict[ItemId, int]:
    """The first value for item-1, the second for item-2 …"""
    return dict(zip(items_of(*range(1, len(values) + 1)), values, strict=True))


def values_in(results: Sequence[ScaleResult]) -> dict[str, float | None]:
    return {str(one.scale.id): one.value for one in results}


def bands_in(results: Sequence[ScaleResult]) -> dict[str, str]:
    return {str(one.scale.id): one.band.id if one.band else "" for one in results}


def without(answers: Answers, *numbers: int) -> dict[ItemId, int]:
    """The same with some items left blank."""
    return {item: value for item, value in answers.items() if item not in items_of(*numbers)}
