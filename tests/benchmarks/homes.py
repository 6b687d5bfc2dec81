"""The homes that are measured: folders with profiles and packs, made once for a run through the program's own services.

No Qt here. Everything is drawn from one seed, so that two runs measure the same.
"""

import json
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId, PracticeId, QuestionId, StepId
from carecompanion.content.workshop import WorkshopId
from carecompanion.learning.records import (
    AnswerGiven,
    CheckInDone,
    LessonFinished,
    LessonStarted,
    Note,
    NoticeAnswered,
    Place,
    PracticeDone,
    Record,
    RestDay,
    StepSeen,
)
from carecompanion.paths import Paths, find_resources
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.room_questions import instrument_of
from carecompanion.services.session_run import TrainingRun
from carecompanion.services.wellbeing import MINUTE

PASSPHRASE = "retama y molle 7"
PACK = "2026.11.1"
WORKSHOP = WorkshopId("cuidar/policia-una-jornada")
LESSONS = ("cuidarme/por-que-cuidarme", "cuidarme/estres-en-mi-cuerpo", "cuidar/que-es-el-trauma")


def paths_of(home: Path) -> Paths:
    return Paths(home / "data", home / "cache", home / "log", find_resources())


def make_shared(home: Path) -> None:
    """A computer that three people share: the picker."""
    app = open_app(paths_of(home))
    app.library.load()
    for new in (NewProfile("Retama", "flower-2"), NewProfile("Molle", "leaf", passphrase="otra"), NewProfile("Sauce")):
        app.profiles.create(new).close()


def make_own(home: Path, passphrase: str = "") -> None:
    """One person, some days in: one lesson finished, one begun, so that Today has something to say."""
    app, profile = _begun(home, passphrase)
    study = profile.study
    first = study.open_lesson(LessonId(LESSONS[0]))
    first.begin()
    while first.go_on():
        pass
    first.finish()
    second = study.open_lesson(LessonId(LESSONS[1]))
    second.begin()
    second.go_on()
    _end(app, profile)


def make_years(home: Path, years: float) -> int:
    """The same person with a passphrase after `years` of daily use; returns how many records that is."""
    app, profile = _begun(home, PASSPHRASE)
    count = 0
    for month in _in_batches(_days(years), 30):
        records = [record for day in month for record in day]
        profile.keeper.journal.keep(*records)
        count += len(records)
    _end(app, profile)
    return count


def make_entries(home: Path, entries: int) -> None:
    """Somebody who notes how she is three times a day, up to now, and practises every other day."""
    app, profile = _begun(home, "")
    by_chance = random.Random(11)
    today = datetime.now(UTC).replace(hour=14, minute=0)
    days = -(-entries // 3)
    for batch in _in_batches((_noted(today - timedelta(days=day), by_chance) for day in reversed(range(days))), 60):
        profile.keeper.journal.keep(*(record for day in batch for record in day))
    _end(app, profile)


def _noted(at: datetime, by_chance: random.Random) -> list[Record]:
    day, found = at.date(), list[Record]()
    for minute in (420, 780, 1260):
        answers = {
            "animo": by_chance.randint(1, 5),
            "estres": by_chance.randint(0, 10),
            "energia": by_chance.randint(1, 5),
        }
        scores = {name: float(value) for name, value in answers.items()}
        tags = '["Turno largo"]' if by_chance.random() < 0.3 else ""
        found.append(
            CheckInDone(MINUTE, PACK, "1-x", json.dumps(answers), tags, json.dumps(scores), "", day, minute, at)
        )
    if day.toordinal() % 2:
        stress = by_chance.randint(3, 9)
        breathing = PracticeId("cuidarme/respirar-4-6")
        found.append(PracticeDone(breathing, PACK, stress, stress - 2, 180, True, day, 800, at))
    if day.weekday() == 6:
        found.append(RestDay(day, True, at))
    return found


def make_trainer(home: Path, sessions: int, people: int) -> str:
    """A trainer with so many sessions, most of them long closed, the last one with `people` who answered all of it
    before and after; returns the id of that one's run.
    """
    app, profile = _begun(home, "")
    profile.preferences.keep(facilitates=True)
    training, today = profile.training, datetime.now(UTC).date()
    for number in range(sessions - 2):
        draft = training.create(WORKSHOP, on=today - timedelta(days=7 * (number + 1)))
        training.start(draft.session).close()
    training.create(WORKSHOP, on=today + timedelta(days=3))
    draft = training.create(WORKSHOP, on=today)
    draft.paste_groups("\n".join(f"{name}\t{size}" for name, size in _groups(people).items()))
    run = training.start(draft.session)
    _answer_all(run, people)
    run.close()
    _end(app, profile)
    return run.record.run


def _groups(people: int) -> dict[str, int]:
    volunteers, officers = people // 2, people // 3
    return {"Voluntariado": volunteers, "Policía": officers, "Promotoras": people - volunteers - officers}


def _answer_all(run: TrainingRun, people: int) -> None:
    """Every block that asks, answered by everybody with a code."""
    by_chance = random.Random(60)
    teams = [name for name, size in _groups(people).items() for _one in range(size)]
    for place, block in enumerate(run.run.agenda.blocks):
        if not instrument_of(block).startswith(("checkin:", "test:")):
            continue
        run.jump(place)
        asked = run.open_round("laptop")
        for number, team in enumerate(teams):
            answers = {one.id: by_chance.choice(one.values) for one in asked.questions}
            asked.answer(answers, team, f"{number:04}")
        asked.close()


def make_library(home: Path, lessons: int) -> None:
    """One person, and a pack of many lessons beside the bundled ones, its index already kept."""
    make_own(home)
    _write_pack(paths_of(home).installed_packs / "muchas", lessons)
    app = open_app(paths_of(home))
    app.library.load()
    assert len(app.library.search("y", "es", limit=lessons)) >= lessons


def _begun(home: Path, passphrase: str) -> tuple[App, OpenProfile]:
    app = open_app(paths_of(home))
    return app, app.profiles.create(NewProfile("Retama", "flower-2", role="volunteer", passphrase=passphrase))


def _end(app: App, profile: OpenProfile) -> None:
    """With today's copy made, as in every start of a day but the first."""
    app.library.load()
    app.profiles.keep_daily_copy(profile)
    profile.close()


def _days(years: float) -> Iterator[list[Record]]:
    """Day by day: four answers, a choice before hard content, a place; every third day a new lesson and a note."""
    by_chance = random.Random(2026)
    begin = datetime(2016, 11, 24, 14, tzinfo=UTC)
    for day in range(round(365.25 * years)):
        at = begin + timedelta(days=day)
        lesson = LessonId(f"pack-{day // 3 % 40}/lesson-{day // 3}" if day >= 9 else LESSONS[day // 3])
        yield (
            [*_new_lesson(lesson, at, by_chance), *_daily(lesson, at, by_chance)]
            if day % 3 == 0
            else [*_daily(lesson, at, by_chance)]
        )


def _new_lesson(lesson: LessonId, at: datetime, by_chance: random.Random) -> Iterator[Record]:
    yield LessonStarted(lesson, PACK, at)
    for step in range(8):
        yield StepSeen(lesson, StepId(f"step-{step}"), PACK, by_chance.random() < 0.1, at)
    text = " ".join(by_chance.choice(("hoy", "respiré", "la señora", "turno", "calma", "cansada")) for _ in range(60))
    yield Note(lesson, StepId("step-3"), "", text, at)
    yield LessonFinished(lesson, PACK, at)


def _daily(lesson: LessonId, at: datetime, by_chance: random.Random) -> Iterator[Record]:
    for question in range(4):
        option = by_chance.randrange(4)
        yield AnswerGiven(lesson, QuestionId(f"question-{question}"), option, option == 0, PACK, at)
    yield NoticeAnswered(lesson, "", "go", at)
    yield Place(lesson, StepId(f"step-{by_chance.randrange(8)}"), round(by_chance.random(), 3), at)


def _in_batches(days: Iterator[list[Record]], size: int) -> Iterator[list[list[Record]]]:
    batch: list[list[Record]] = []
    for day in days:
        batch.append(day)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


# A pack of many lessons


def _write_pack(folder: Path, lessons: int) -> None:
    """Lessons of 8 steps and about 1,000 words each, drawn from the words of the bundled lessons as they come there."""
    by_chance = random.Random(7)
    words = _words_of_bundled()
    (folder / "lessons").mkdir(parents=True)
    names = [f"leccion-{number:04}" for number in range(lessons)]
    for name in names:
        text = _lesson(name, words, by_chance)
        (folder / "lessons" / f"{name}.es.md").write_text(text, encoding="utf-8")
    (folder / "pack.toml").write_text(_pack_toml(names), encoding="utf-8")


def _words_of_bundled() -> list[str]:
    files = sorted((find_resources() / "packs").glob("*/lessons/*.es.md"))
    text = " ".join(file.read_text(encoding="utf-8") for file in files)
    return re.findall(r"[a-záéíóúñü]{1,}", text)


def _lesson(name: str, words: list[str], by_chance: random.Random) -> str:
    def some(count: int) -> str:
        return " ".join(by_chance.choices(words, k=count)).capitalize()

    steps = [f"## {some(4)} {number}\n\n{some(60)}.\n\n{some(60)}.\n" for number in range(1, 8)]
    keys = "".join(f"- {some(8)}.\n" for _ in range(3))
    head = f"---\nid: {name}\ntitle: {some(5)}\nminutes: 8\nroles: [volunteer, police]\n"
    head += f'summary: "{some(30)}."\ntake: "{some(6)}."\nsources: []\n---\n\n'
    return head + "\n".join(steps) + f"\n## Para llevarte\n\n::: keys\n{keys}:::\n"


def _pack_toml(names: list[str]) -> str:
    modules = []
    for number in range(0, len(names), 10):
        contents = ", ".join(f'"lesson:{name}"' for name in names[number : number + 10])
        modules.append(f'[[courses.modules]]\nid = "modulo-{number // 10}"\n'
                       f'title = {{ es = "Módulo {number // 10}" }}\ncontents = [{contents}]\n')  # fmt: skip
    return (
        'schema = 1\nid = "muchas"\nversion = "2026.11.1"\nlanguages = ["es"]\nlicence = "CC-BY-SA-4.0"\n'
        'authors = ["Care Companion"]\nreviewed_by = ""\nreviewed_on = ""\nreview_by = "2027-11-24"\n'
        '[title]\nes = "Muchas lecciones"\n[[courses]]\nid = "muchas"\n'
        'title = { es = "Muchas lecciones" }\nabout = { es = "Para medir la búsqueda." }\n' + "\n".join(modules)
    )
