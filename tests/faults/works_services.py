"""What a person does through the services: a check-in, a scene, a session with its room."""

import json
import random
import shutil
from pathlib import Path

from carecompanion.content.library import Library
from carecompanion.content.model import CheckInId, SceneId
from carecompanion.content.workshop import WorkshopId
from carecompanion.events import Events
from carecompanion.learning import running
from carecompanion.learning.running import Run
from carecompanion.learning.scenario import Play, back, begin, say
from carecompanion.services.rehearsing import Rehearsal, Rehearsing
from carecompanion.services.room_round import RoomRound
from carecompanion.services.session_run import TrainingRun
from carecompanion.services.training import Training
from carecompanion.services.wellbeing import CheckInRun, Wellbeing
from carecompanion.storage.database import Database
from carecompanion.storage.files import DATABASE
from tests.faults.works import ACTS, KEY, Mouth, keeper_of, now, opened, require_sound
from tests.services.trainer import PACKS, put_packs

CHECKIN = CheckInId("good/prueba")
SCENE = SceneId("ensayo/la-puerta")
MORNING = WorkshopId("good/jornada")
TEST_BLOCK = 1


class CheckIns:
    """Answers, a note, days of rest; now and then it is finished. State: how many are, and the draft."""

    name = "check-ins"
    goes_on = True

    def __init__(self, place: Path) -> None:
        self._library = Library([put_packs(place)])
        self._library.checkin(CHECKIN, "es")  # read once: each life is forked from here

    def prepare(self, folder: Path) -> None:
        Database.create(folder / DATABASE, KEY).close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        wellbeing = self._wellbeing(opened(folder))
        run = wellbeing.open(CHECKIN)
        done = len(wellbeing.last_entries(CHECKIN, ACTS))
        mouth.kept(_draft(done, run.answers, run.note))
        for _number in range(ACTS):
            if run.may_finish and chance.random() < 0.15:
                done += 1
                mouth.will(_draft(done, {}, ""))
                assert run.finish().is_kept
                run = wellbeing.open(CHECKIN)
            elif chance.random() < 0.2:
                words = f"nota {chance.getrandbits(30)}"
                mouth.will(_draft(done, run.answers, words))
                assert run.write(words)
            else:
                item = chance.choice(
                    [one for one in run.checkin.items if run.checkin.answers_to(one.id).kind != "tags"]
                )
                value = chance.choice(sorted(run.checkin.answers_to(item.id).values))
                mouth.will(_draft(done, run.answers | {item.id: value}, run.note))
                assert run.answer(item.id, value)
            mouth.kept(_draft(done, run.answers, run.note))

    def state(self, folder: Path) -> str:
        database = opened(folder)
        require_sound(database)
        wellbeing = self._wellbeing(database)
        run: CheckInRun = wellbeing.open(CHECKIN)
        found = _draft(len(wellbeing.last_entries(CHECKIN, ACTS)), run.answers, run.note)
        database.close()
        return found

    def _wellbeing(self, database: Database) -> Wellbeing:
        return Wellbeing(self._library, keeper_of(database), Events(), now)


def _draft(done: int, answers: dict, note: str) -> str:
    return json.dumps([done, sorted(answers.items()), note])


class Scenes:
    """A scene played on and on: words, steps back, from an ending once more from the beginning."""

    name = "a scene"
    goes_on = True

    def __init__(self, place: Path) -> None:
        shutil.copytree(PACKS / "rehearsal", place / "packs" / "ensayo")
        self._library = Library([place / "packs"])
        self._library.scene(SCENE, "es")

    def prepare(self, folder: Path) -> None:
        Database.create(folder / DATABASE, KEY).close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        run = self._run(opened(folder))
        mouth.kept(_path(run.play, len(run.paths())))
        for _number in range(ACTS):
            after, act = _next_words(run, chance)
            known = {path.play.taken for path in run.paths()}
            endings = len(known | ({after.taken} if after.is_over else set()))
            mouth.will(_path(after, endings))
            assert act()
            mouth.kept(_path(run.play, endings))

    def state(self, folder: Path) -> str:
        database = opened(folder)
        run = self._run(database)
        found = _path(run.play, len(run.paths()))
        database.close()
        return found

    def _run(self, database: Database) -> Rehearsal:
        return Rehearsing(self._library, keeper_of(database), Events(), now).open(SCENE)


def _next_words(run: Rehearsal, chance: random.Random):
    if run.play.is_over:
        return begin(run.scene), lambda: run.try_from(0)
    if run.play.taken and chance.random() < 0.2:
        return back(run.play), run.back
    choice = chance.choice(run.play.offered)[0]
    return say(run.play, choice), lambda: run.say(choice)


def _path(play: Play, endings: int) -> str:
    return f"{','.join(map(str, play.taken)) or '-'}/{endings}"


class Sessions:
    """A trainer who runs a session, while her room answers. State: block, slide, pause, timer, minutes, answers."""

    name = "a session and its room"
    goes_on = True

    def __init__(self, place: Path) -> None:
        self._library = Library([put_packs(place)])
        self._library.workshop(MORNING, "es")

    def prepare(self, folder: Path) -> None:
        Database.create(folder / DATABASE, KEY).close()
        database = opened(folder)
        draft = self._training(database).create(MORNING)
        draft.paste_groups("Policía 17")
        run = self._training(database).start(draft.session)
        run.jump(TEST_BLOCK)
        run.open_round("laptop")
        database.close()

    def live(self, folder: Path, mouth: Mouth, chance: random.Random) -> None:
        run, round_ = self._resumed(opened(folder))
        mouth.kept(_moment(run.run, round_.count()))
        for _number in range(ACTS):
            after, answers, act = _next_act(run, round_, chance)
            if after == run.run and answers == round_.count():
                continue  # at an end of the agenda
            mouth.will(_moment(after, answers))
            assert act()
            mouth.kept(_moment(run.run, round_.count()))

    def state(self, folder: Path) -> str:
        database = opened(folder)
        require_sound(database)
        run, round_ = self._resumed(database)
        found = _moment(run.run, round_.count())
        marks = {one.mark for one in run.people_of(round_.id)}
        assert len(marks) <= 1, "one code is one mark, also after a fault"
        database.close()
        return found

    def _training(self, database: Database) -> Training:
        return Training(self._library, keeper_of(database), database, lambda: None, Events(), now)

    def _resumed(self, database: Database) -> tuple[TrainingRun, RoomRound]:
        training = self._training(database)
        offer = training.resume_offer()
        assert offer is not None, "the session that was open"
        run = training.resume(offer.run)
        return run, run.rounds()[0]


def _next_act(run: TrainingRun, round_: RoomRound, chance: random.Random):
    at, stands, seconds = now(), run.run, chance.randint(60, 600)
    place = chance.randrange(len(stands.agenda.blocks))
    count = round_.count()
    return chance.choice(
        [
            (running.next_slide(stands, at), count, run.next),
            (running.back(stands, at), count, run.back),
            (running.jump(stands, at, place), count, lambda: run.jump(place)),
            (running.plus_minute(stands), count, run.plus_minute),
            ((running.resume if stands.is_paused else running.pause)(stands, at), count, run.pause),
            (running.start_timer(stands, at, seconds), count, lambda: run.start_timer(seconds)),
            *[(stands, count + 1, lambda: round_.answer({"p1": 0, "p2": 1}, "Policía", "LUNA"))] * 3,
        ]
    )


def _moment(run: Run, answers: int) -> str:
    timer = f"{run.timer.block}.{run.timer.slide}.{run.timer.seconds}" if run.timer else "-"
    return f"{run.block}/{run.slide}/{run.is_paused:d}/{timer}/{run.agenda.minutes}/{answers}"
