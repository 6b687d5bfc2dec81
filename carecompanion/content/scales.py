"""The scales of a check-in: which items count, how, the bands of the value, and when a change is worth telling.

A scale that could count wrongly is refused here, with file and line: nobody's result may hang on a slip of the pen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from carecompanion.content.faults import did_you_mean
from carecompanion.content.manifest import filled_texts, keep_id
from carecompanion.content.model import AnswerSet, Band, Change, ItemId, Scale, ScaleId
from carecompanion.content.pack import Pack
from carecompanion.content.prose import markup_fault
from carecompanion.content.tables import Table
from carecompanion.i18n import _

COMBINATIONS = ("mean", "sum")
DIRECTIONS = ("good", "strain")
TONES = ("leaf", "ochre", "plum", "primary")
WHEEL = ("body", "mind", "emotions", "relations", "work")

Answers = Mapping[ItemId, AnswerSet]  # of each item


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words of a file with all languages inside, in one of them; the faults of all."""

    pack: Pack
    language: str

    def words(self, table: Table, key: str, needed: bool = True) -> str:
        texts = filled_texts(table, key, self.pack.languages, self.pack.words, needed)
        for text in texts.values():
            if fault := markup_fault(text):
                table.fault(key, fault)
        return texts.get(self.language, "")


def scale_of(table: Table, speaker: Speaker, answers: Answers) -> Scale:
    items = _items(table, answers)
    scale = Scale(
        id=ScaleId(table.id()),
        title=speaker.words(table, "title"),
        about=speaker.words(table, "about", needed=False),
        items=items,
        reversed_items=_reversed(table, items),
        combine=table.one_of("combine", COMBINATIONS),
        times=_above_zero(table, "times", default=1.0),
        least=_least(table, len(items)),
        high_is=table.one_of("high_is", DIRECTIONS, needed=False),
        dimension=table.one_of("dimension", WHEEL, needed=False),
        may_set_cut=table.truth("cut_may_change"),
        change=_change(table, speaker),
        line=table.line("id"),
    )
    least, most = scale.range_over([answers[item] for item in items])
    scale = replace(scale, bands=_bands(table, speaker, least, most))
    if scale.may_set_cut and len(scale.bands) != 2:
        table.fault("cut_may_change", _("Only a scale with exactly two bands may have another cut."))
    table.finish()
    return scale


def known(table: Table, key: str, names: Iterable[str], all_names: Iterable[str]) -> list[str]:
    """Those of `names`, written under `key`, that there are; a fault for each other, and for one named twice."""
    good: list[str] = []
    every = list(all_names)
    for name in names:
        line = table.line(key, name)
        if name not in every:
            what = _("There is no “{id}” in this check-in.").format(id=name)
            table.page.fault(line, what + did_you_mean(name, every))
        elif name in good:
            table.page.fault(line, _("“{key}” is written twice.").format(key=name))
        else:
            good.append(name)
    return good


def _items(table: Table, answers: Answers) -> tuple[ItemId, ...]:
    items = [ItemId(name) for name in known(table, "items", table.words("items"), answers)]
    if table.has("items") and not items:
        table.fault("items", _("This scale has no items."))
    for item in items:
        if answers[item].kind == "tags":
            what = _("“{id}” is answered with tags, which have no value to count.").format(id=item)
            table.page.fault(table.line("items", item), what)
    return tuple(items)


def _reversed(table: Table, items: tuple[ItemId, ...]) -> tuple[ItemId, ...]:
    found: list[ItemId] = []
    for name in table.words("reversed", needed=False):
        if name not in items:
            what = _("“{id}” is reversed, but it is not in this scale.").format(id=name)
            table.page.fault(table.line("reversed", name), what + did_you_mean(name, items))
        elif name in found:
            table.page.fault(table.line("reversed", name), _("“{key}” is written twice.").format(key=name))
        else:
            found.append(ItemId(name))
    return tuple(found)


def _least(table: Table, count: int) -> int:
    least = table.whole("least", needed=False, default=count)
    if count and not 1 <= least <= count:
        table.fault("least", _("“least” is from 1 to the number of items, {n}.").format(n=count))
    return least


def _above_zero(table: Table, key: str, default: float) -> float:
    value = table.number(key, needed=False, default=default)
    if value <= 0:
        table.fault(key, _("“{key}” must be more than 0.").format(key=key))
    return value


def _bands(table: Table, speaker: Speaker, least: float, most: float) -> tuple[Band, ...]:
    bands: list[Band] = []
    seen: set[str] = set()
    for inner in table.tables("bands"):
        band = _band(inner, speaker)
        keep_id(inner, band.id, seen)
        _check_begin(inner, band, bands, least, most)
        bands.append(band)
    return tuple(bands)


def _band(table: Table, speaker: Speaker) -> Band:
    band = Band(
        id=table.id(),
        at_least=table.number("at_least"),
        level=speaker.words(table, "level"),
        words=speaker.words(table, "words"),
        tone=table.one_of("tone", TONES, needed=False) or "primary",
        offers_support=table.truth("support"),
    )
    table.finish()
    return band


def _check_begin(table: Table, band: Band, before: list[Band], least: float, most: float) -> None:
    """Bands go up without a gap, from the least value to no more than the most."""
    if not table.has("at_least") or least >= most:
        return  # told already
    if not before and band.at_least != least:
        what = _("The first band begins at {n}, the least value of this scale.").format(n=f"{least:g}")
        table.fault("at_least", what)
    elif before and band.at_least <= before[-1].at_least:
        table.fault("at_least", _("Bands go up: this one must begin above {n}.").format(n=f"{before[-1].at_least:g}"))
    elif band.at_least > most:
        what = _("No answers reach this band: the most this scale can have is {n}.").format(n=f"{most:g}")
        table.fault("at_least", what)


def _change(table: Table, speaker: Speaker) -> Change | None:
    inner = table.table("change")
    if not table.has("change"):
        return None
    change = Change(
        points=inner.number("points"),
        days=inner.whole("days", needed=False),
        entries=inner.whole("entries", needed=False, default=1),
        up=speaker.words(inner, "up"),
        down=speaker.words(inner, "down"),
    )
    for key, value in (("points", change.points), ("entries", change.entries)):
        if inner.has(key) and value <= 0:
            inner.fault(key, _("“{key}” must be more than 0.").format(key=key))
    if change.entries > 1 and not change.days:
        inner.fault("entries", _("“entries” counts only together with “days”."))
    inner.finish()
    return change
