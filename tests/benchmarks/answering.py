"""One answer kept by the program and one like row committed by the bare driver: turn about, one process, one disk."""

import os
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from homes import LESSONS, PACK, paths_of
from reporting import report

from carecompanion.app import open_app
from carecompanion.content.model import LessonId, Question
from carecompanion.storage import cipher

KEY = bytes(range(32))


def measure(home: Path, times: int) -> dict[str, list[float]]:
    app = open_app(paths_of(home))
    listed = app.profiles.listed()[0]
    profile = app.profiles.open(listed.id, app.profiles.key_of(listed.id))
    run = profile.study.open_lesson(LessonId(LESSONS[1]))
    questions = [block for step in run.lesson.steps for block in step.blocks if isinstance(block, Question)]
    bare = _like_file(home / "bare.db", profile.database)
    kept, committed = [], []
    for number in range(times):
        question = questions[number % len(questions)]
        kept.append(_milliseconds(lambda at=question, option=number % 2: run.answer(at, option)))
        committed.append(_milliseconds(lambda at=question, option=number % 2: _commit(bare, at.id, option)))
    bare.close()
    profile.close()
    return {"kept": kept[times // 10 :], "bare": committed[times // 10 :]}


def _like_file(file: Path, database: Any) -> Any:
    """An encrypted file with the program's own table of answers, opened with the same pragmas."""
    with database.reading() as connection:
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE tbl_name = 'answer' AND sql IS NOT NULL")
        statements = [row[0] for row in made]
    file.touch()
    bare = cipher.connect(file, KEY)
    for statement in statements:
        bare.execute(statement)
    return bare


def _commit(bare: Any, question: str, option: int) -> None:
    row = (uuid.uuid4().hex, time.time_ns() // 1000, LESSONS[1], question, option, 1, PACK, time.time_ns() // 1000)
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    bare.execute("COMMIT")


def _milliseconds(act: Any) -> float:
    begin = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begin)


if __name__ == "__main__":
    report(measure(Path(os.environ["CARE_COMPANION_HOME"]), int(sys.argv[1])))
