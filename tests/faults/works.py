"""What a person does while a fault strikes, and how the folder stands afterwards.

A work tells its state before and after each act; when the same folder is opened again, as the program opens it, it must
stand at the state that was confirmed last, or at the one that was on its way.
"""

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Protocol

from sqlalchemy import Connection

from carecompanion.content.model import LessonId, QuestionId, StepId
from carecompanion.events import Events, KeepingFailed
from carecompanion.learning.records import AnswerGiven, Note, PlanLine
from carecompanion.services.keeping import Keeper
from carecompanion.storage.database import Database
from carecompanion.storage.files import DATABASE
from carecompanion.storage.journal import Journal

KEY = bytes(range(32))
LESSON = LessonId("cuidar/memoria")
REFUSED: list[str] = []  # the words for what could not be kept and waits
ACTS = 10_000  # more than anybody lives to do


class Mouth(Protocol):
    """How a work tells where it is; `step` is a moment between two calls that nobody else sees."""

    def will(self, state: str) -> None: ...

    def kept(self, state: str) -> None: ...

    def step(self) -> None: ...


@dataclass
class Said:
    """What was told before the fault."""

    kept: list[str] = field(default_factory=list)
    will: str = ""
    was_inside: bool = False
    has_only_begun: bool = False  # a transaction of which nothing was written yet
    is_over: bool = False  # the work came to its end
    calls: str = ""  # then: every call it made to the disk, 1 inside a transaction, else 0
    refused: str = ""  # the words for what the disk did not take
    error: str = ""

    @property
    def allowed(self) -> set[str]:
        return {self.kept[-1]} | ({self.will} if self.will and not self.has_only_begun else set())


class Work(Protocol):
    name: ClassVar[str]
    goes_on: ClassVar[bool]  # life after life in the same folder; else each begins in the folder as it was prepared

    def prepare(self, folder: Path) -> None: ...

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None: ...

    def state(self, folder: Path) -> str:
        """Opens it as the program does. What is wrong raises."""
        ...


def now() -> datetime:
    return datetime.now(UTC)


def opened(folder: Path) -> Database:
    return Database.open(folder / DATABASE, KEY)


def keeper_of(database: Database) -> Keeper:
    events = Events()
    events.on(KeepingFailed, lambda event: REFUSED.append(event.words))
    return Keeper(Journal(database), events)


def require_sound(database: Database) -> None:
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert _counters(connection) <= connection.exec_driver_sql("SELECT last FROM tally").scalar_one()


def _counters(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(counter), 0) FROM answer").scalar_one())


class Answers:
    """One answer after another, each with a note in the same transaction. State: how many."""

    name = "answers"
    goes_on = True

    def prepare(self, folder: Path) -> None:
        Database.create(folder / DATABASE, KEY).close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        database = opened(folder)
        journal = Journal(database)
        first = len(journal.answers_of(LESSON))
        mouth.kept(str(first))
        for number in range(first, first + ACTS):
            mouth.will(str(number + 1))
            answer = AnswerGiven(LESSON, QuestionId(f"q{number}"), 1, True, "1", now())
            note = Note(LESSON, StepId("s1"), "", f"after {number} " + "x" * chance.randrange(5000), now())
            journal.keep(answer, note)
            mouth.kept(str(number + 1))

    def state(self, folder: Path) -> str:
        database = opened(folder)
        require_sound(database)
        journal = Journal(database)
        numbers = [int(answer.question.removeprefix("q")) for answer in journal.answers_of(LESSON)]
        assert numbers == list(range(len(numbers))), "one is missing, or twice"
        if numbers:
            assert journal.notes()[0].text.startswith(f"after {numbers[-1]} "), "half a transaction"
        database.close()
        return str(len(numbers))


class Words:
    """Notes and lines of the plan, written, rewritten and emptied. State: which version stands where."""

    name = "notes and the plan"
    goes_on = True

    def prepare(self, folder: Path) -> None:
        Database.create(folder / DATABASE, KEY).close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        database = opened(folder)
        journal = Journal(database)
        stands = _versions(journal)
        mouth.kept(_text(stands))
        for number in range(ACTS):
            place, version = chance.choice(PLACES), f"{chance.getrandbits(40):x}-{number}"
            if place in stands and chance.random() < 0.2:
                stands = {one: words for one, words in stands.items() if one != place}
                version = ""
            else:
                stands = stands | {place: version}
            mouth.will(_text(stands))
            journal.keep(_record(place, version and f"{version} " + "palabra " * chance.randrange(300)))
            mouth.kept(_text(stands))

    def state(self, folder: Path) -> str:
        database = opened(folder)
        require_sound(database)
        found = _versions(Journal(database))
        database.close()
        return _text(found)


PLACES = ("s0", "s1", "s2", "s3", "s4", "line0", "line1", "line2")


def _record(place: str, words: str) -> Note | PlanLine:
    if place.startswith("line"):
        return PlanLine(place, "early", words, "", "", "", 1.0, now())
    return Note(LESSON, StepId(place), "", words, now())


def _versions(journal: Journal) -> dict[str, str]:
    notes = {str(note.step): note.text.split()[0] for note in journal.notes()}
    return notes | {line.line: line.first.split()[0] for line in journal.plan_lines()}


def _text(stands: dict[str, str]) -> str:
    return json.dumps(stands, sort_keys=True)
