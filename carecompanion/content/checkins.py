"""checkins/<id>.toml: what is asked, how it is scored, and what its result may say, with all languages in one file.

An instrument with a fault is refused, with file and line. Whether a sound one is complete is the checker's matter.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.files import PackFiles
from carecompanion.content.manifest import keep_id, version_of
from carecompanion.content.model import (
    AnswerOption,
    AnswerSet,
    CheckIn,
    CheckInId,
    Item,
    ItemId,
    ItemPage,
    ItemRule,
    Scale,
    SmallStep,
)
from carecompanion.content.pack import Pack
from carecompanion.content.scales import Answers, Speaker, known, scale_of
from carecompanion.content.tables import Table, is_id, toml_table
from carecompanion.i18n import _

ANSWER_KINDS = ("faces", "levels", "numbers", "tags")
ACTS = ("support", "help")
STEP_KINDS = ("practice", "lesson", "plan", "help", "checkin")
PLAN_KINDS = ("if_then", "sign", "person", "limit")
CONDITIONS = ("bands", "at_least", "at_most", "lowest")
FACES = 5
MOST_NUMBERS = 101  # 0 to 100

Thing = TypeVar("Thing", AnswerSet, ItemPage, Item, Scale, SmallStep)


def read_checkin(files: PackFiles, page: Page, pack: Pack, name: str) -> dict[str, CheckIn]:
    """The check-in in each language of the pack; nothing after a fault."""
    lines = files.lines_of(page)
    table = toml_table(page, lines) if lines is not None else None
    if table is None:
        return {}
    found: dict[str, CheckIn] = {}
    own = Page(page.file, [])
    for language in pack.languages:
        told = own if not found else Page(page.file, [])  # a file has its faults once, not once in each language
        found[language] = _checkin(Table(told, table.values, table.lines), Speaker(pack, language), name)
    page.problems.extend(own.problems)
    return {} if own.problems else found


def _checkin(table: Table, speaker: Speaker, name: str) -> CheckIn:
    if table.id() not in ("", name):
        table.fault("id", _("The id must be “{name}”, as in the file's name.").format(name=name))
    sets = _named(table, "answers", lambda inner: _answer_set(inner, speaker))
    pages = _named(table, "pages", lambda inner: _page(inner, speaker))
    items = _named(table, "items", lambda inner: _item(inner, speaker, sets, pages))
    answers = {item.id: sets.get(item.answers, AnswerSet(item.answers, "", ())) for item in items.values()}
    scales = _named(table, "scales", lambda inner: scale_of(inner, speaker, answers))
    steps = _named(table, "steps", lambda inner: _small_step(inner, speaker, scales, answers))
    checkin = CheckIn(
        id=CheckInId(f"{speaker.pack.id}/{name}"),
        pack=speaker.pack.id,
        pack_version=speaker.pack.version,
        language=speaker.language,
        version=version_of(table),
        dated=table.date("dated", needed=True),
        title=speaker.words(table, "title"),
        about=speaker.words(table, "about"),
        minutes=table.whole("minutes"),
        window_days=table.whole("window_days"),
        every_days=table.whole("every_days"),
        measures=speaker.words(table, "measures"),
        computed=speaker.words(table, "computed"),
        limits=speaker.words(table, "limits"),
        licence=table.text("licence"),
        is_validated=table.truth("is_validated"),
        sources=_sources(table, speaker.pack),
        answer_sets=tuple(sets.values()),
        pages=tuple(pages.values()),
        items=tuple(items.values()),
        scales=tuple(scales.values()),
        rules=tuple(_rule(inner, answers) for inner in table.tables("rules")),
        small_steps=tuple(steps.values()),
        lines=_lines(table),
    )
    if not items:
        table.fault("", _("This check-in asks nothing: it has no [[items]]."))
    table.finish()
    return checkin


def _named(table: Table, key: str, read: Callable[[Table], Thing]) -> dict[str, Thing]:
    """The tables of a list by their ids."""
    found: dict[str, Thing] = {}
    seen: set[str] = set()
    for inner in table.tables(key):
        thing = read(inner)
        keep_id(inner, thing.id, seen)
        found.setdefault(thing.id, thing)
    return found


def _answer_set(table: Table, speaker: Speaker) -> AnswerSet:
    kind = table.one_of("kind", ANSWER_KINDS)
    is_numbers = kind == "numbers"
    found = AnswerSet(
        id=table.id(),
        kind=kind,
        options=_numbers(table) if is_numbers else _options(table, speaker, kind),
        low=speaker.words(table, "low") if is_numbers else "",
        high=speaker.words(table, "high") if is_numbers else "",
        may_add=table.truth("may_add") if kind == "tags" else False,
    )
    table.finish()
    return found


def _numbers(table: Table) -> tuple[AnswerOption, ...]:
    least, most = table.whole("least"), table.whole("most")
    if table.has("most") and not least < most < least + MOST_NUMBERS:
        table.fault("most", _("“most” is more than “least”, by 100 at most."))
        return ()
    return tuple(AnswerOption(number, str(number)) for number in range(least, most + 1))


def _options(table: Table, speaker: Speaker, kind: str) -> tuple[AnswerOption, ...]:
    options: list[AnswerOption] = []
    for inner in table.tables("options"):
        option = AnswerOption(inner.whole("value"), speaker.words(inner, "words"))
        if options and option.value <= options[-1].value:
            inner.fault("value", _("Values go up: this one must be more than {n}.").format(n=options[-1].value))
        inner.finish()
        options.append(option)
    if kind == "faces" and len(options) != FACES:
        table.fault("options", _("Faces have five options, from the worst to the best."))
    elif len(options) < 2:
        table.fault("options", _("An answer set has at least two options."))
    return tuple(options)


def _page(table: Table, speaker: Speaker) -> ItemPage:
    page = ItemPage(table.id(), speaker.words(table, "title"), speaker.words(table, "about", needed=False))
    table.finish()
    return page


def _item(table: Table, speaker: Speaker, sets: Mapping[str, AnswerSet], pages: Mapping[str, ItemPage]) -> Item:
    item = Item(
        id=ItemId(table.id()),
        text=speaker.words(table, "text"),
        answers=_one_known(table, "answers", sets),
        page=_one_known(table, "page", pages),
        hint=speaker.words(table, "hint", needed=False),
        line=table.line("text"),
    )
    table.finish()
    return item


def _one_known(table: Table, key: str, every: Iterable[str], needed: bool = True) -> str:
    name = table.text(key, needed)
    return (known(table, key, [name], every) or [""])[0] if name else ""


def _rule(table: Table, answers: Answers) -> ItemRule:
    name = _one_known(table, "item", answers)
    rule = ItemRule(
        item=ItemId(name),
        act=table.one_of("act", ACTS),
        at_least=table.whole("at_least") if table.has("at_least") else None,
        at_most=table.whole("at_most") if table.has("at_most") else None,
        in_a_row=table.whole("in_a_row", needed=False, default=1),
    )
    if rule.in_a_row < 1:
        table.fault("in_a_row", _("“{key}” must be more than 0.").format(key="in_a_row"))
    if rule.at_least is None and rule.at_most is None:
        table.fault("", _("A rule needs “at_least” or “at_most”."))
    elif name and answers[rule.item].kind == "tags":
        table.fault("item", _("“{id}” is answered with tags, which have no value to count.").format(id=name))
    elif name and not any(_holds(rule, value) for value in answers[rule.item].values):
        table.fault("at_least" if table.has("at_least") else "at_most", _("No answer to this item opens this rule."))
    table.finish()
    return rule


def _holds(rule: ItemRule, value: int) -> bool:
    return (rule.at_least is None or value >= rule.at_least) and (rule.at_most is None or value <= rule.at_most)


def _small_step(table: Table, speaker: Speaker, scales: Mapping[str, Scale], answers: Answers) -> SmallStep:
    kind, target = _target(table, speaker.pack)
    step = SmallStep(
        id=table.id(),
        kind=kind,
        target=target,
        text=speaker.words(table, "text"),
        reason=speaker.words(table, "reason"),
        minutes=table.whole("minutes", needed=False),
        scale=_one_known(table, "scale", scales, needed=False),
        bands=table.words("bands", needed=False),
        at_least=table.number("at_least") if table.has("at_least") else None,
        at_most=table.number("at_most") if table.has("at_most") else None,
        is_lowest=table.truth("lowest"),
        line=table.line("do"),
    )
    _check_condition(table, step, scales.get(step.scale), answers)
    table.finish()
    return step


def _target(table: Table, pack: Pack) -> tuple[str, str]:
    """practice:ID -> its full id; plan:KIND and help: as they are."""
    text = table.text("do")
    kind, colon, name = text.partition(":")
    owner, slash, inner = name.rpartition("/")
    if not text:
        return "", ""
    if not colon or kind not in STEP_KINDS:
        what = _("“{item}” must be written kind:id, like practice:my-practice.").format(item=text)
        table.fault("do", what + did_you_mean(kind, STEP_KINDS))
    elif kind == "help" and name:
        table.fault("do", _("“help:” stands alone."))
    elif kind == "plan" and name not in PLAN_KINDS:
        what = _("“{value}” is not one of: {known}.").format(value=name, known=", ".join(PLAN_KINDS))
        table.fault("do", what + did_you_mean(name, PLAN_KINDS))
    elif kind not in ("help", "plan") and not (is_id(inner) and (not slash or is_id(owner))):
        table.fault("do", _("“{item}” must be written kind:id, like practice:my-practice.").format(item=text))
    return kind, name if kind in ("help", "plan") else f"{owner or pack.id}/{inner}"


def _check_condition(table: Table, step: SmallStep, scale: Scale | None, answers: Answers) -> None:
    """With a scale, one condition that its values can meet; without one, none."""
    conditions = [key for key in CONDITIONS if table.has(key)]
    if not table.has("scale"):
        if conditions:
            table.fault(conditions[0], _("“{key}” needs a “scale”.").format(key=conditions[0]))
    elif not conditions:
        table.fault("scale", _("With a “scale” comes one of: {known}.").format(known=", ".join(CONDITIONS)))
    elif len({"at" if key.startswith("at") else key for key in conditions}) > 1:
        table.fault(conditions[1], _("Only one of these: {known}.").format(known=", ".join(conditions)))
    elif scale:
        known(table, "bands", step.bands, [band.id for band in scale.bands])
        _check_reach(table, step, scale, answers)


def _check_reach(table: Table, step: SmallStep, scale: Scale, answers: Answers) -> None:
    least, most = scale.range_over([answers[item] for item in scale.items])
    low = least if step.at_least is None else step.at_least
    high = most if step.at_most is None else step.at_most
    if not least <= low <= high <= most and least < most:
        what = _("No value of this scale fits: it goes from {least} to {most}.")
        key = "at_least" if table.has("at_least") else "at_most"
        table.fault(key, what.format(least=f"{least:g}", most=f"{most:g}"))
    if step.is_lowest and not scale.dimension:
        table.fault("lowest", _("Only a scale with a “dimension” can be the lowest of the wheel."))


def _sources(table: Table, pack: Pack) -> tuple[str, ...]:
    names = table.words("sources")
    for name in names:
        if name not in pack.sources:
            what = _("The source “{id}” is not in [[sources]] of pack.toml.").format(id=name)
            table.page.fault(table.line("sources", name), what + did_you_mean(name, pack.sources))
    return names


def _lines(table: Table) -> dict[str, int]:
    """Where the keys of the file stand, and its answer sets and pages as "answers:id" and "pages:id"."""
    found = {str(path[0]): line for path, line in table.lines.items() if len(path) == 1}
    for key in ("answers", "pages"):
        found |= {f"{key}:{inner.values.get('id')}": inner.line("id") for inner in table.tables(key)}
    return found
