"""Makes the kept file of the schema of today, once: `python tests/databases/make_kept_file.py`.

A file that is there is never made again: it stands for what people have on their disks, and every later version opens
it.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from carecompanion.content.model import CheckInId, LessonId, PracticeId, QuestionId, SceneId, StepId
from carecompanion.learning.records import (
    AnswerGiven,
    CheckInDone,
    CheckInDraft,
    Intention,
    IntentionMet,
    LessonFinished,
    LessonStarted,
    Note,
    NoticeAnswered,
    Place,
    PlanLine,
    PracticeDone,
    Preference,
    Record,
    RestDay,
    ReviewCard,
    RunState,
    SceneRun,
    SessionPicture,
    SessionRound,
    SessionRun,
    StepFelt,
    StepSeen,
    TrainingSession,
)
from carecompanion.storage.database import Database
from carecompanion.storage.journal import Journal
from carecompanion.storage.rooms import Rooms
from carecompanion.storage.tables import SCHEMA

FOLDER = Path(__file__).parent
KEY = bytes.fromhex("c0ffee00" * 8)
LESSON, OTHER = LessonId("cuidar/memoria"), LessonId("cuidarme/estres-en-mi-cuerpo")
MINUTE, PRACTICE = CheckInId("cuidarme/un-minuto"), PracticeId("cuidarme/respirar-4-6")
SCENE = SceneId("cuidar/la-primera-conversacion")
START = datetime(2026, 11, 24, 14, 0, 0, 123456, tzinfo=UTC)


def records() -> tuple[Record, ...]:
    """Two lessons, one of them finished, with everything a person can leave in them. Only ever added to."""
    late = START + timedelta(minutes=9)
    back = START - timedelta(days=300)  # the clock was set back
    return (
        Preference("language", "es", START),
        LessonStarted(LESSON, "2026.11.1", START),
        NoticeAnswered(LESSON, "", "go", START),
        StepSeen(LESSON, StepId("step-1"), "2026.11.1", False, START),
        StepSeen(LESSON, StepId("step-2"), "2026.11.1", True, START),
        AnswerGiven(LESSON, QuestionId("cocina"), 0, False, "2026.11.1", START),
        AnswerGiven(LESSON, QuestionId("cocina"), 2, True, "2026.11.1", late),
        Note(LESSON, StepId("step-3"), "mi-persona", "Mi hermana, los domingos. Ñ, “comillas”, 🦙\ny otra línea", late),
        LessonFinished(LESSON, "2026.11.1", late),
        LessonStarted(OTHER, "2026.11.2", back),
        Place(LESSON, StepId("step-7"), 1.0, late),
        Place(OTHER, StepId("step-1"), 0.375, back),
        Preference("language", "en", back),
    )


def of_step_0002() -> tuple[Record, ...]:
    """What the second step brought: check-ins, practices, rest, the plan."""
    late, day = START + timedelta(minutes=20), date(2026, 11, 24)
    return (
        CheckInDraft(MINUTE, '{"estres": 6}', late),
        CheckInDone(
            MINUTE, "2026.11.2", "1:0a1b2c3d", '{"estres": 8}', '["Ñ"]', '{"estres": 8.0}', "Ñusta 🦙", day, 543, late
        ),
        PracticeDone(PRACTICE, "2026.11.2", 7, 4, 180, True, day, 560, late),
        PracticeDone(PRACTICE, "2026.11.2", None, None, 12, False, day, 561, late),
        StepFelt(LESSON, StepId("step-2"), None, "tense", late),
        RestDay(day, True, late),
        PlanLine("0" * 32, "if_then", "termino un turno difícil", "camino diez minutos", "", "", 1.5, late),
        Intention(date(2026, 11, 23), "0" * 32, late),
        IntentionMet(day, "0" * 32, "yes", late),
        ReviewCard(LESSON, QuestionId("cocina"), "", day, late),
    )


def of_step_0003() -> tuple[Record, ...]:
    """What the third step brought: a path to its ending, and one that is open."""
    begun, late, day = START + timedelta(minutes=25), START + timedelta(minutes=30), date(2026, 11, 24)
    return (
        SceneRun("a" * 32, SCENE, "2026.11.3", "1 3 2 1", True, False, begun, day, late),
        SceneRun("b" * 32, SCENE, "2026.11.3", "1 2", False, True, late, day, late),
    )


SESSION, RUN, ROUND = "c" * 32, "d" * 32, "e" * 32


def of_step_0004() -> tuple[Record, ...]:
    """What the fourth step brought: a session, its picture, a run of it and a round of questions."""
    late, day = START + timedelta(minutes=40), date(2026, 11, 24)
    agenda, groups = '{"starts": 540, "blocks": []}', '[{"name": "Promotoras Ñ", "size": 7}]'
    return (
        TrainingSession(SESSION, "Jornada", "cuidar/policia-una-jornada", "Comisaría", day, "{}", groups, agenda, late),
        TrainingSession("f" * 32, "Sin día", "", "", None, "{}", "[]", agenda, late),
        SessionPicture("9" * 32, SESSION, "png", b"\x89PNG\x00\xff", late),
        SessionRun(RUN, SESSION, "Jornada", "", "Comisaría", day, START, groups, '{"a": 2}', agenda, late),
        RunState(RUN, '{"block": 1}', True, late),
        SessionRound(ROUND, RUN, "antes", "test:saber", "laptop", "[]", "", "", False, late),
    )


def of_schema(schema: str) -> tuple[Record, ...]:
    """What a file of that schema holds."""
    steps = {"0001": records, "0002": of_step_0002, "0003": of_step_0003, "0004": of_step_0004}
    return tuple(record for step, of_step in steps.items() if step <= schema for record in of_step())


def make() -> Path:
    file = FOLDER / f"schema-{SCHEMA}.db"
    database = Database.create(file, KEY)
    journal = Journal(database)
    journal.keep(*of_schema(SCHEMA))
    rooms = Rooms(database, journal)
    rooms.keep(RUN, ROUND, "Promotoras Ñ", '{"p1": 2}', "LUNA")
    rooms.keep(RUN, ROUND, "Promotoras Ñ", '{"p1": 1}')
    database.close()
    return file


if __name__ == "__main__":
    print(make())
