"""A round of questions to the room: opened, answered without a name, closed, and only then told, as far as it may be.

While it is open nobody sees more than how many answered. A closed round is not opened again: one more answer would be
the difference between two results.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from carecompanion.errors import AnswerNotAllowed, SessionNotAllowed
from carecompanion.i18n import _
from carecompanion.learning.records import SessionRound
from carecompanion.services.room_questions import RoomQuestion, questions_in
from carecompanion.services.room_totals import (
    Measured,
    Paired,
    PersonsAnswers,
    RoomChange,
    RoomResult,
    change_of,
    counted_hands,
    measured,
    measures_in,
    measures_of,
    paired,
    pairs_in,
    result_of,
    staying,
    staying_pairs,
    totals_value,
)
from carecompanion.services.session_groups import MOST_PEOPLE, one_line
from carecompanion.services.session_text import compact

WAYS = ("laptop", "hands", "paper")
SIGNS = 4  # of the code a person makes
WITH_CODES = ("checkin:", "test:")  # what is asked before and after: there a code is of use


class Room(Protocol):
    """What a round asks of the run it belongs to."""

    @property
    def teams(self) -> tuple[str, ...]: ...

    def keep_round(self, record: SessionRound) -> bool: ...

    def keep_answers(self, round_id: str, team: str, answers: str, code: str) -> None: ...

    def people_of(self, round_id: str) -> tuple[PersonsAnswers, ...]: ...

    def count_of(self, round_id: str) -> int: ...

    def settle(self) -> None: ...

    def title_of(self, block: str) -> str: ...


class RoomRound:
    """One round. `questions` are what is asked, in order; `way` is laptop, hands or paper; `asked_at` is when it was
    opened, None where that is not known.
    """

    def __init__(self, room: Room, record: SessionRound, asked_at: datetime | None = None) -> None:
        self._room = room
        self.record = record
        self.asked_at = asked_at
        self.questions: tuple[RoomQuestion, ...] = questions_in(json.loads(record.asked))
        self._hands: dict[str, dict[str, dict[int, int]]] = _hands_in(record.counts)

    @property
    def id(self) -> str:
        return self.record.round

    @property
    def block(self) -> str:
        return self.record.block

    @property
    def instrument(self) -> str:
        return self.record.instrument

    @property
    def title(self) -> str:
        """Of the block it was asked in."""
        return self._room.title_of(self.block)

    @property
    def way(self) -> str:
        return self.record.way

    @property
    def is_open(self) -> bool:
        return self.record.is_open

    @property
    def has_codes(self) -> bool:
        """Whether people may give a code, to be compared with themselves."""
        return self.way != "hands" and self.instrument.startswith(WITH_CODES)

    # while it is open

    def count(self) -> int:
        """How many answered; of raised hands, of the question that had most."""
        if self.record.totals:
            return int(json.loads(self.record.totals)["answered"])
        if self.way == "hands":
            return max((sum(map(_total, teams.values())) for teams in self._hands.values()), default=0)
        return self._room.count_of(self.id)

    def answer(self, answers: Mapping[str, int | None], team: str = "", code: str = "") -> bool:
        """One person's whole set, on the disk when this returns; nothing left blank is kept. False: all was blank.

        Raises AnswerNotAllowed, SessionNotAllowed (closed, no such group, a code that is none), StorageError.
        """
        self._require_open("laptop", "paper")
        if team and team not in self._room.teams:
            raise SessionNotAllowed(_("There is no group “{name}” in this session.").format(name=team))
        given = {name: value for name, value in answers.items() if value is not None}
        for name, value in given.items():
            self._require_value(name, value)
        signs = tidy_code(code)
        if not given:
            return False
        self._room.keep_answers(self.id, team, compact(given), signs)
        return True

    def hands(self, question: str, team: str = "") -> dict[int, int]:
        """What was counted so far, by value: for the one who counts."""
        return dict(self._hands.get(question, {}).get(team, {}))

    def set_hands(self, question: str, value: int, count: int, team: str = "") -> bool:
        """So many hands for one answer; True when it is on the disk."""
        self._require_open("hands")
        self._require_value(question, value)
        if not 0 <= count <= MOST_PEOPLE:
            raise SessionNotAllowed(_("Write a number from 0 to {most}.").format(most=MOST_PEOPLE))
        if team and team not in self._room.teams:
            raise SessionNotAllowed(_("There is no group “{name}” in this session.").format(name=team))
        self._hands.setdefault(question, {}).setdefault(team, {})[value] = count
        return self._keep(counts=compact(self._hands))

    def close(self) -> bool:
        """No more answers; now results may be told."""
        if not self.is_open:
            return True
        is_kept = self._keep(is_open=False)
        self._room.settle()
        return is_kept

    # when it is closed

    def results(self) -> tuple[RoomResult, ...]:
        """What may be told, measure by measure; nothing while it is open."""
        if self.is_open:
            return ()
        found = self.measures()
        return tuple(result_of(one, found[one.id]) for one in measures_of(self.questions, self.way) if one.id in found)

    def changes_since(self, before: "RoomRound") -> tuple[RoomChange, ...]:
        """What changed since an earlier round of the same questions; nothing while one of them is open."""
        if self.is_open or before.is_open or not self.compares_with(before):
            return ()
        first, second, both = before.measures(), self.measures(), self.pairs_with(before)
        asked = [one for one in measures_of(self.questions, self.way) if one.id in first and one.id in second]
        return tuple(change_of(one, first[one.id], second[one.id], both.get(one.id, Paired(0))) for one in asked)

    def compares_with(self, other: "RoomRound") -> bool:
        """Whether both asked the same, of people with codes."""
        return other.id != self.id and other.instrument == self.instrument and self.has_codes and other.has_codes

    # totals

    def measures(self) -> dict[str, Measured]:
        if self.record.totals:
            return measures_in(json.loads(self.record.totals))
        if self.way == "hands":
            return counted_hands(self._hands, self.questions, self._room.teams)
        return measured(self._room.people_of(self.id), self.questions, self._room.teams, self.way)

    def pairs_with(self, before: "RoomRound") -> dict[str, Paired]:
        if self.record.totals:
            return pairs_in(json.loads(self.record.totals), before.id)
        return paired(self._room.people_of(before.id), self._room.people_of(self.id), self.questions)

    def record_when_closed(self, others: Sequence["RoomRound"]) -> SessionRound:
        """The round with what stays of it when the session is closed: totals, no person's answers, no codes."""
        both = {
            other.id: {name: staying_pairs(one) for name, one in self.pairs_with(other).items()}
            for other in others
            if self.compares_with(other)
        }
        found = {name: staying(one) for name, one in self.measures().items()}
        totals: dict[str, Any] = {"answered": self.count()} | totals_value(found, both)
        return replace(self.record, is_open=False, counts="", totals=compact(totals))

    def stand(self, record: SessionRound) -> None:
        """It is on the disk like that."""
        self.record = record
        self._hands = _hands_in(record.counts)

    def _keep(self, **parts: object) -> bool:
        self.record = replace(self.record, **parts)  # type: ignore[arg-type]
        return self._room.keep_round(self.record)

    def _require_open(self, *ways: str) -> None:
        if not self.is_open:
            raise SessionNotAllowed(_("This round is closed. Its results stay as they are."))
        if self.way not in ways:
            raise SessionNotAllowed(_("This round is answered in another way."))

    def _require_value(self, question: str, value: int) -> None:
        asked = next((one for one in self.questions if one.id == question), None)
        if asked is None:
            raise AnswerNotAllowed(_("This question is not in this check-in. Your other answers are safe."))
        if type(value) is not int or value not in asked.values:
            raise AnswerNotAllowed(_("This answer is not one of those to choose from. Your other answers are safe."))


def tidy_code(code: str) -> str:
    """Small and capital letters are one sign; "" is no code. Raises SessionNotAllowed."""
    signs = one_line(code).replace(" ", "").upper()
    if signs and (len(signs) != SIGNS or not signs.isalnum()):
        raise SessionNotAllowed(
            _("The code has {n} signs, letters or numbers. It may also stay empty.").format(n=SIGNS)
        )
    return signs


def _hands_in(text: str) -> dict[str, dict[str, dict[int, int]]]:
    found = json.loads(text) if text else {}
    return {
        question: {team: {int(value): count for value, count in values.items()} for team, values in teams.items()}
        for question, teams in found.items()
    }


def _total(values: Mapping[int, int]) -> int:
    return sum(values.values())
