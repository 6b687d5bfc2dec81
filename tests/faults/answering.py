"""A person who answers one question after another until she is killed: run by test_kill.py, in a process of its own.

Imports once and forks for each life (a thousand fresh starts would take a quarter of an hour). For each line
`file first wait` on stdin a child opens the file and keeps answers from number `first` on; with `wait` above 0 it stops
inside the transaction of that answer, between writing and COMMIT, and says so. All is told on stdout as it happens.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from carecompanion.content.model import LessonId, QuestionId, StepId
from carecompanion.learning.records import AnswerGiven, Note
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal

KEY = bytes(range(32))
LESSON = LessonId("cuidar/memoria")
START = datetime(2026, 11, 24, tzinfo=UTC)


def tell(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())  # one write a line: whole in the pipe, or not there


class Stopping(Database):
    """A real database that can be stopped at the last moment before COMMIT."""

    stops = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with super().transaction() as connection:
            yield connection
            if self.stops:
                assert self._driver.in_transaction
                tell("inside")
                time.sleep(60)


def answer_on(file: Path, first: int, wait: int) -> None:
    database = Stopping.open(file, KEY)
    journal = Journal(database)
    tell("open")
    for number in range(first, first + 10_000):
        database.stops = number - first == wait - 1
        answer = AnswerGiven(LESSON, QuestionId(f"q{number}"), 1, True, "1", START)
        note = Note(LESSON, StepId("s1"), "", f"after {number} " + "x" * (number % 50) * 100, START)
        journal.keep(answer, note)
        tell("kept", number)


def main() -> None:
    for line in sys.stdin:
        file, first, wait = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            answer_on(Path(file), int(first), int(wait))
            os._exit(0)
        tell("child", child)
        os.waitpid(child, 0)
        tell("ended")


if __name__ == "__main__":
    main()
