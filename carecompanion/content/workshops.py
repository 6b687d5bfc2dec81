"""workshops/<id>.toml: the agenda of a training with its slides, test and form, all languages in one file.

A workshop that could not run is refused here, with file and line. Whether a sound one is good is the checker's matter.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.manifest import filled, keep_id, version_of
from carecompanion.content.model import StepId
from carecompanion.content.pack import Origin
from carecompanion.content.practices import lines_of
from carecompanion.content.prose import markup_fault
from carecompanion.content.tables import Table, is_id
from carecompanion.content.workshop import (
    BLOCK_KINDS,
    FORM_KINDS,
    QUESTION_KINDS,
    REFERENCE_KINDS,
    WEIGHTS,
    AgendaBlock,
    BlockId,
    Day,
    FormQuestion,
    KnowledgeTest,
    OwnSlide,
    Reference,
    SatisfactionForm,
    TestId,
    TestQuestion,
    Workshop,
    WorkshopId,
)
from carecompanion.i18n import _

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class _Speaker:
    """The words of the file in one language; the faults of all."""

    origin: Origin
    language: str

    def words(self, table: Table, key: str, needed: bool = True, by_lines: bool = False) -> str:
        return self._own(table, key, table.texts(key, self.origin.languages, needed, by_lines))

    def rows(self, table: Table, key: str, needed: bool = True) -> tuple[str, ...]:
        found = table.lists(key, self.origin.languages, needed)
        told = {code: [self._filled(table, key, text, code) for text in texts] for code, texts in found.items()}
        return tuple(told.get(self.language, ()))

    def each(self, table: Table, key: str) -> tuple[str, ...]:
        """A list of which every item holds the words of each language."""
        texts = (inner.own_texts(key, self.origin.languages) for inner in table.tables(key))
        return tuple(self._own(table, key, one) for one in texts)

    def _own(self, table: Table, key: str, texts: Mapping[str, str]) -> str:
        told = {code: self._filled(table, key, text, code) for code, text in texts.items()}
        return told.get(self.language, "")

    def _filled(self, table: Table, key: str, text: str, code: str) -> str:
        if "{{" in text:
            text = filled(table.page, table.line(key), text, self.origin.words, code)
        if fault := next((found for line in text.split("\n") if (found := markup_fault(line))), ""):
            table.fault(key, fault)
        return text


def workshops_of(table: Table, origin: Origin, name: str) -> dict[str, Workshop]:
    """The workshop of a file's root table in each language of its pack; nothing after a fault."""
    first, *others = origin.languages
    own = Page(table.page.file, [])
    found = {first: _workshop(Table(own, table.values, table.lines), _Speaker(origin, first), name)}
    table.page.problems.extend(own.problems)
    if own.problems:
        return {}
    for language in others:  # without telling: a file has its faults once, not once in each language
        quiet = Table(Page(own.file, []), table.values, table.lines)
        found[language] = _workshop(quiet, _Speaker(origin, language), name)
    return found


def _workshop(table: Table, speaker: _Speaker, name: str) -> Workshop:
    if table.id() not in ("", name):
        table.fault("id", _("The id must be “{name}”, as in the file's name.").format(name=name))
    tests = _tests(table, speaker)
    days = _days(table, speaker, [test.id for test in tests])
    workshop = Workshop(
        id=WorkshopId(f"{speaker.origin.pack}/{name}"),
        pack=speaker.origin.pack,
        pack_version=speaker.origin.version,
        language=speaker.language,
        version=version_of(table),
        dated=table.date("dated", needed=True),
        title=speaker.words(table, "title"),
        about=speaker.words(table, "about"),
        roles=table.words("roles"),
        minutes=table.whole("minutes"),
        materials=speaker.rows(table, "materials"),
        days=days,
        tests=tests,
        forms=_forms(table, speaker),
        sources=table.words("sources"),
        lines=lines_of(table),
    )
    _check_minutes(table, workshop)
    table.finish()
    return workshop


def _check_minutes(table: Table, workshop: Workshop) -> None:
    if not workshop.blocks:
        table.fault("", _("This workshop has no [[days]] with [[days.blocks]]."))
    total = sum(day.minutes for day in workshop.days)
    if workshop.blocks and table.has("minutes") and workshop.minutes != total:
        what = _("The blocks last {n} minutes together, not {m}.").format(n=total, m=workshop.minutes)
        table.fault("minutes", what)


# days and blocks


def _days(table: Table, speaker: _Speaker, tests: list[TestId]) -> tuple[Day, ...]:
    days: list[Day] = []
    seen: set[str] = set()
    blocks_seen: set[str] = set()
    for inner in table.tables("days"):
        day = Day(
            id=inner.id(),
            title=speaker.words(inner, "title"),
            starts=_time(inner, "starts"),
            blocks=tuple(_block(one, speaker, tests, blocks_seen) for one in inner.tables("blocks")),
            line=inner.line("id"),
        )
        keep_id(inner, day.id, seen)
        if not day.blocks:
            inner.fault("", _("This day has no [[days.blocks]]."))
        inner.finish()
        days.append(day)
    return tuple(days)


def _time(table: Table, key: str) -> str:
    """A time of day; midnight after a fault."""
    value = table.text(key)
    if value and not _TIME.fullmatch(value):
        table.fault(key, _("“{key}” is a time like 08:30, not “{value}”.").format(key=key, value=value))
    return value if _TIME.fullmatch(value) else "00:00"


def _block(table: Table, speaker: _Speaker, tests: list[TestId], seen: set[str]) -> AgendaBlock:
    minutes = _some_minutes(table, "minutes")
    block = AgendaBlock(
        id=BlockId(table.id()),
        kind=table.one_of("kind", BLOCK_KINDS),
        title=speaker.words(table, "title"),
        minutes=minutes,
        least=_some_minutes(table, "least", needed=False, default=minutes),
        weight=table.one_of("weight", WEIGHTS),
        of=_reference(table, speaker, tests),
        steps=_steps(table),
        notes=speaker.words(table, "notes", needed=False, by_lines=True),
        is_sensitive=table.truth("sensitive"),
        notice=speaker.words(table, "notice", needed=False),
        slides=tuple(_slide(inner, speaker) for inner in table.tables("slides")),
        line=table.line("id"),
        lines=_lines(table),
    )
    keep_id(table, block.id, seen)
    if minutes and block.least > minutes:
        table.fault("least", _("“least” is more than “minutes”: {n}.").format(n=minutes))
    if block.steps and (block.of is None or block.of.kind != "lesson"):
        table.fault("steps", _("“steps” stands only beside “of” with a lesson."))
    table.finish()
    return block


def _lines(table: Table) -> dict[str, int]:
    found = {key: table.line(key) for key in table.values}
    return found | {f"steps:{step}": table.line("steps", step) for step in table.words("steps", needed=False)}


def _some_minutes(table: Table, key: str, needed: bool = True, default: int = 0) -> int:
    minutes = table.whole(key, needed, default)
    if table.has(key) and minutes == 0:
        table.fault(key, _("“{key}” must be more than 0.").format(key=key))
    return minutes


def _reference(table: Table, speaker: _Speaker, tests: list[TestId]) -> Reference | None:
    """lesson:ID -> of the own pack; lesson:PACK/ID; test:ID of this workshop."""
    text = table.text("of", needed=False)
    if not text:
        return None
    kind, colon, name = text.partition(":")
    owner, slash, inner = name.rpartition("/")
    if not colon or kind not in REFERENCE_KINDS:
        what = _("“{item}” must be written kind:id, like lesson:my-lesson.").format(item=text)
        table.fault("of", what + did_you_mean(kind, REFERENCE_KINDS))
        return None
    if kind == "test":
        if name not in tests:
            what = _("There is no test “{id}” in this workshop.").format(id=name)
            table.fault("of", what + did_you_mean(name, tests))
        return Reference(kind, name)
    if not is_id(inner) or (slash and not is_id(owner)):
        table.fault("of", _("“{item}” must be written kind:id, like lesson:my-lesson.").format(item=text))
        return None
    return Reference(kind, f"{owner or speaker.origin.pack}/{inner}")


def _steps(table: Table) -> tuple[StepId, ...]:
    found = table.words("steps", needed=False)
    for place, name in enumerate(found):
        if name in found[:place]:
            table.page.fault(table.line("steps", name), _("“{key}” is written twice.").format(key=name))
    return tuple(StepId(name) for name in found)


def _slide(table: Table, speaker: _Speaker) -> OwnSlide:
    slide = OwnSlide(
        title=speaker.words(table, "title"),
        points=speaker.rows(table, "points", needed=False),
        tag=speaker.words(table, "tag", needed=False),
        minutes=_some_minutes(table, "minutes", needed=False),
        line=table.line("title"),
    )
    table.finish()
    return slide


# test and form


def _tests(table: Table, speaker: _Speaker) -> tuple[KnowledgeTest, ...]:
    tests: list[KnowledgeTest] = []
    seen: set[str] = set()
    for inner in table.tables("tests"):
        questions = tuple(_question(one, speaker) for one in inner.tables("questions"))
        test = KnowledgeTest(TestId(inner.id()), speaker.words(inner, "title"), questions, inner.line("id"))
        keep_id(inner, test.id, seen)
        _check_ids(inner, (question.id for question in questions))
        inner.finish()
        tests.append(test)
    return tuple(tests)


def _question(table: Table, speaker: _Speaker) -> TestQuestion:
    kind = table.one_of("kind", QUESTION_KINDS)
    is_choice = kind != "confidence"
    question = TestQuestion(
        id=table.id(),
        kind=kind,
        text=speaker.words(table, "text"),
        options=speaker.each(table, "options") if is_choice else (),
        right=table.whole("right") if is_choice else 0,
        line=table.line("text"),
    )
    if is_choice and len(question.options) < 2:
        table.fault("options", _("A choice has at least two options."))
    elif is_choice and table.has("right") and not 1 <= question.right <= len(question.options):
        what = _("“right” is the place of the right option, from 1 to {n}.").format(n=len(question.options))
        table.fault("right", what)
    table.finish()
    return question


def _forms(table: Table, speaker: _Speaker) -> tuple[SatisfactionForm, ...]:
    forms: list[SatisfactionForm] = []
    seen: set[str] = set()
    for inner in table.tables("forms"):
        questions = tuple(_form_question(one, speaker) for one in inner.tables("questions"))
        form = SatisfactionForm(inner.id(), speaker.words(inner, "title"), questions, inner.line("id"))
        keep_id(inner, form.id, seen)
        _check_ids(inner, (question.id for question in questions))
        inner.finish()
        forms.append(form)
    return tuple(forms)


def _form_question(table: Table, speaker: _Speaker) -> FormQuestion:
    question = FormQuestion(
        table.id(), table.one_of("kind", FORM_KINDS), speaker.words(table, "text"), table.line("text")
    )
    table.finish()
    return question


def _check_ids(table: Table, ids: Iterable[str]) -> None:
    """The questions of a test or a form have ids of their own."""
    seen: set[str] = set()
    for inner, name in zip(table.tables("questions"), ids, strict=True):
        keep_id(inner, name, seen)
