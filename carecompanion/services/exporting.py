"""A person's own data in her own hands: gathered for some days, and written as CSV, JSON or the words of a page.

What is shown before saving is what is written, letter by letter. Notes are left out until she asks for them.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import CheckIn, CheckInId, ItemId
from carecompanion.errors import ContentMissing
from carecompanion.i18n import _
from carecompanion.learning import checkin as engine
from carecompanion.learning.history import Entry, entry_of
from carecompanion.learning.records import CheckInDone, PlanLine, PracticeDone
from carecompanion.services.cells import harmless
from carecompanion.services.clock import Clock, local_day
from carecompanion.services.keeping import Keeper
from carecompanion.services.planning import Planning
from carecompanion.services.study import Study, WrittenNote

FORMAT, VERSION = "care-companion-export", 1
SLICE = timedelta(days=120)  # asked for at once: a long history holds nobody up


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes into the file: these days (both included) and these parts."""

    first: date
    last: date
    has_checkins: bool = True
    has_practices: bool = True
    has_rest: bool = True
    has_plan: bool = False
    has_notes: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in words; `scale` answers are computed values."""

    id: str
    name: str
    value: float
    words: str
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class ExportedCheckIn:
    day: date
    time: str
    id: str
    name: str
    rule: str
    answers: tuple[Answer, ...]
    tags: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ExportedPractice:
    day: date
    time: str
    id: str
    name: str
    before: int | None
    after: int | None
    seconds: int
    was_whole: bool


@dataclass(frozen=True, slots=True)
class ExportedLine:
    kind: str
    first: str
    second: str
    more: str


@dataclass(frozen=True, slots=True)
class ExportedNote:
    day: date
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that will be written, and nothing else."""

    made_on: date
    first: date
    last: date
    language: str
    checkins: tuple[ExportedCheckIn, ...]
    practices: tuple[ExportedPractice, ...]
    rest_days: tuple[date, ...]
    plan: tuple[ExportedLine, ...]
    notes: tuple[ExportedNote, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.checkins or self.practices or self.rest_days or self.plan or self.notes)


class Exporting:
    """Gathers; writes no file. `gather` may run in the background: it only reads, a few months at a time."""

    def __init__(self, library: Library, keeper: Keeper, planning: Planning, study: Study, clock: Clock) -> None:
        self._library = library
        self._keeper = keeper
        self._planning = planning
        self._study = study
        self._clock = clock
        self._known: dict[CheckInId, CheckIn | None] = {}

    def days(self) -> tuple[date, date]:
        """The first and the last day with something noted or a private note; today where there is nothing."""
        days = [*(self._keeper.journal.days_noted() or ()), *(_day_of(one) for one in self._study.notes())]
        days = days or [local_day(self._clock)]
        return min(days), max(days)

    def gather(self, choice: Choice) -> Export:
        """Raises StorageError."""
        journal = self._keeper.journal
        slices = list(_slices(choice.first, choice.last))
        waiting = [one for one in self._keeper.waiting if choice.first <= getattr(one, "day", date.min) <= choice.last]
        entries: list[Entry] = []
        practices: list[PracticeDone] = []
        for first, last in slices:
            if choice.has_checkins:
                entries += [entry_of(one) for one in journal.checkins_between(first, last)]
            if choice.has_practices:
                practices += journal.practices_between(first, last)
        if choice.has_checkins:
            entries += [entry_of(one) for one in waiting if isinstance(one, CheckInDone)]
        if choice.has_practices:
            practices += [one for one in waiting if isinstance(one, PracticeDone)]
        names = {card.id: card.title for card in self._library.practices(i18n.language())}
        return Export(
            made_on=local_day(self._clock),
            first=choice.first,
            last=choice.last,
            language=i18n.language(),
            checkins=tuple(self._checkin(one, has_note=choice.has_notes) for one in entries),
            practices=tuple(_practice(one, names.get(one.practice, "")) for one in practices),
            rest_days=journal.rest_days_between(choice.first, choice.last) if choice.has_rest else (),
            plan=tuple(_line(one) for one in self._planning.lines()) if choice.has_plan else (),
            notes=tuple(self._notes(choice)) if choice.has_notes else (),
        )

    def _checkin(self, entry: Entry, *, has_note: bool) -> ExportedCheckIn:
        known = self._instrument(entry.checkin)
        answers = [_answer(known, item, value) for item, value in entry.answers.items()]
        if known is None or not _puts_help_first(known, entry):
            answers += [_computed(known, scale, value) for scale, value in entry.scores.items()]
        return ExportedCheckIn(
            day=entry.day,
            time=_time(entry.minute),
            id=entry.checkin,
            name=known.title if known else str(entry.checkin),
            rule=entry.rule,
            answers=tuple(answers),
            tags=entry.tags,
            note=entry.note if has_note else "",
        )

    def _instrument(self, checkin: CheckInId) -> CheckIn | None:
        """The check-in's words; None when its pack is not here any more: then ids have to do."""
        if checkin not in self._known:
            try:
                self._known[checkin] = self._library.checkin(checkin, i18n.language())
            except ContentMissing:
                self._known[checkin] = None
        return self._known[checkin]

    def _notes(self, choice: Choice) -> Iterator[ExportedNote]:
        for written in reversed(self._study.notes()):
            day = _day_of(written)
            if choice.first <= day <= choice.last:
                yield ExportedNote(day, _where(written), written.note.text)


# ---- as files


def as_json(export: Export) -> str:
    """For another program: ids, values, and the words beside them."""
    return json.dumps(
        {"format": FORMAT, "version": VERSION, **asdict(export)}, ensure_ascii=False, indent=2, default=str
    )


def as_csv(export: Export) -> str:
    """For a spreadsheet: one row for each answer, practice, day of rest, line and note. No cell can be a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_("date"), _("time"), _("kind"), _("name"), _("question"), _("value"), _("words")])
    writer.writerows([harmless(cell) for cell in row] for row in _rows(export))
    return out.getvalue()


def _rows(export: Export) -> Iterator[Sequence[object]]:
    for one in export.checkins:
        kind = _("Check-in")
        for answer in one.answers:
            yield one.day, one.time, kind, one.name, answer.name, _number(answer.value), answer.words
        if one.tags:
            yield one.day, one.time, kind, one.name, _("What played a part"), "", " · ".join(one.tags)
        if one.note:
            yield one.day, one.time, kind, one.name, _("Note"), "", one.note
    for practice in export.practices:
        kind, words = _("Practice"), _("whole") if practice.was_whole else _("ended early")
        for name, level in ((_("Stress before"), practice.before), (_("Stress after"), practice.after)):
            yield practice.day, practice.time, kind, practice.name, name, "" if level is None else level, words
    for day in export.rest_days:
        yield day, "", _("Rest"), _("A day of real rest"), "", "", ""
    for line in export.plan:
        yield "", "", _("Plan"), plan_words(line.kind), line.first, line.more, line.second
    for note in export.notes:
        yield note.day, "", _("Note"), note.where, "", "", note.text


def plan_words(kind: str) -> str:
    """What a kind of line is called."""
    return {
        "if_then": _("If this happens, I do that"),
        "early": _("Early warning sign"),
        "strong": _("Strong warning sign"),
        "person": _("My people"),
        "limit": _("My limits"),
        "sentence": _("A sentence I keep"),
    }.get(kind, kind)


def _number(value: float) -> str:
    return f"{value:g}"


# ---- words


def _answer(checkin: CheckIn | None, item: ItemId, value: int) -> Answer:
    if checkin is None or all(one.id != item for one in checkin.items):
        return Answer(item, str(item), value, "")
    words = next((one.words for one in checkin.answers_to(item).options if one.value == value), "")
    return Answer(item, checkin.item(item).text, value, words)


def _computed(checkin: CheckIn | None, scale: str, value: float) -> Answer:
    found = next((one for one in checkin.scales if one.id == scale), None) if checkin else None
    if found is None:
        return Answer(scale, scale, value, "", is_computed=True)
    band = next((one for one in reversed(found.bands) if one.at_least <= value), None)
    return Answer(scale, found.title, value, band.level if band else "", is_computed=True)


def _puts_help_first(checkin: CheckIn, entry: Entry) -> bool:
    """Whether an answer opened help in the place of a result: what was not rated on the screen is not rated here."""
    return "help" in engine.acts(checkin, [entry.answers])


def _practice(done: PracticeDone, name: str) -> ExportedPractice:
    return ExportedPractice(
        done.day, _time(done.minute), done.practice, name or done.practice, done.before, done.after, done.seconds,
        done.was_whole,
    )  # fmt: skip


def _line(line: PlanLine) -> ExportedLine:
    return ExportedLine(line.kind, line.first, line.second, line.more)


def _day_of(written: WrittenNote) -> date:
    return written.note.at.astimezone().date()


def _where(written: WrittenNote) -> str:
    return " · ".join(filter(None, (written.lesson_title, written.step_title)))


def _time(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _slices(first: date, last: date) -> Iterable[tuple[date, date]]:
    while first <= last:
        end = min(last, first + SLICE)
        yield first, end
        first = end + timedelta(days=1)
