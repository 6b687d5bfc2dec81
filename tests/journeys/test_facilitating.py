"""A trainer leads a whole session by keyboard alone; and one whose laptop dies in the middle goes on with one key."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from carecompanion.app import open_app
from carecompanion.learning.room_view import Options, Pause, Words
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_end import EndQuestion
from carecompanion.ui.screens import Screen, SimulatedScreens
from tests.journeys.conftest import LOWEST, Person

KEY = Qt.Key
POLICE = "cuidar/policia-una-jornada"
LAPTOP = Screen("LAPTOP", 0, 0, 1366, 768, is_primary=True)
BEAMER = Screen("BEAMER", 1366, 0, 1920, 1080)


class Trainer:
    """Somebody at the lectern, with a projector beside."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.screens = SimulatedScreens(LAPTOP, BEAMER)
        self.sit_down()

    def sit_down(self) -> None:
        """At the window that is there now."""
        hall = self.person.window.stage.hall
        hall.screens = lambda: self.screens
        hall.stay_awake = lambda: lambda: None

    @property
    def leading(self) -> Leading:
        leading = self.person.window.go.leading()
        assert leading is not None
        return leading

    @property
    def wall(self) -> Any:
        return self.leading.projector.window.picture.view.slide

    @property
    def place(self) -> tuple[str, int]:
        run = self.leading.run.run
        return run.current.id, run.slide

    def later(self, **by: float) -> None:
        self.person.clock.move(**by)
        self.leading.tick()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.person.press(key)

    def go_to(self, block: str) -> None:
        """Over the agenda."""
        self.person.tab_to("plan-bar")
        here = self.leading.run.run
        there = here.agenda.place_of(block)
        assert there is not None
        self.press(KEY.Key_Return)
        self.press(*[KEY.Key_Down if there > here.block else KEY.Key_Up] * abs(there - here.block), KEY.Key_Return)

    def to_the_last_screen(self) -> None:
        run = self.leading.run.run
        self.press(*[KEY.Key_PageDown] * (run.slides_of(run.block) - 1 - run.slide))

    def end_it(self) -> None:
        """Esc, and then the button that closes, by Tab."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, EndQuestion)
            while dialog.focusWidget().objectName() != "close-session":
                QTest.keyClick(dialog, KEY.Key_Tab)
            QTest.keyClick(dialog.focusWidget(), KEY.Key_Return)

        QTimer.singleShot(0, answer)
        self.press(KEY.Key_Escape)


@pytest.fixture
def trainer(qtbot: Any, paths: Paths, clock: Any) -> Iterator[Trainer]:
    app = open_app(paths, clock=clock, cost=LOWEST)
    profile = app.profiles.create(NewProfile("Retama", role="police"))
    profile.preferences.keep(facilitates=True)
    profile.close()
    person = Person(paths, clock)
    person.wait_for(lambda: person.window.profile, "an open profile")
    yield Trainer(person)
    person.quit()


def test_a_whole_session_by_keyboard_alone(trainer: Trainer) -> None:
    person = trainer.person
    person.press(KEY.Key_6, Qt.KeyboardModifier.ControlModifier)
    person.tab_to(f"use-{POLICE}")
    person.press(KEY.Key_Return)  # the template becomes a session, and its editor is there
    assert person.window.place.name == "session"
    session = person.window.place.arguments["session"]
    person.press(KEY.Key_6, Qt.KeyboardModifier.ControlModifier)
    person.tab_to(f"start-{session}")
    person.press(KEY.Key_Return)
    assert person.window.place.name == "console" and trainer.leading.projector.screen == "BEAMER"
    assert isinstance(trainer.wall, Words) and trainer.wall.title == "Llegar con los pies"

    trainer.press(KEY.Key_PageDown, KEY.Key_Right, KEY.Key_Space, KEY.Key_PageUp)
    assert trainer.place == ("llegada", 2) and trainer.wall == trainer.leading.run.room().slide

    trainer.later(minutes=35)
    late = trainer.leading.run.gap()
    assert late == 15 and f"{late} min de retraso" in person.reads()
    person.tab_to("plan-gap")
    trainer.press(KEY.Key_Return)
    while not (words := person.window.focusWidget().accessibleName()).startswith("Dejar fuera") or "Escena" in words:
        trainer.press(KEY.Key_Tab)
    trainer.press(KEY.Key_Return)
    dropped = trainer.leading.run.course.taken[0]
    assert dropped.minutes == 0 and trainer.leading.run.run.agenda.place_of(dropped.block) is None
    assert trainer.leading.run.gap() < late
    trainer.press(KEY.Key_Escape)

    trainer.press(KEY.Key_P)
    assert isinstance(trainer.wall, Pause) and "Baja la voz y espera" in notes(person)
    trainer.later(minutes=2)
    trainer.press(KEY.Key_P)
    assert trainer.wall == trainer.leading.run.room().slide and trainer.place == ("llegada", 2)

    trainer.go_to("escena")
    trainer.to_the_last_screen()
    assert isinstance(trainer.wall, Options), "the room sees what can be said"
    seen = [trainer.wall]
    while trainer.leading.run.play is not None and not trainer.leading.run.play.is_over:
        trainer.press(KEY.Key_2, KEY.Key_Return)
        seen.append(trainer.wall)
    assert isinstance(seen[-1], Words) and len(seen) >= 3 and len(set(map(repr, seen))) == len(seen)
    trainer.press(KEY.Key_Backspace)
    assert trainer.wall == seen[-2]

    run, leading = trainer.leading.run, trainer.leading
    trainer.end_it()
    assert run.is_closed and leading.is_over and person.window.go.leading() is None
    assert person.window.place.name == "session_report"
    assert person.window.profile.training.resume_offer() is None


def test_a_laptop_that_dies_goes_on_with_one_key(trainer: Trainer) -> None:
    """The same block, slide, timer and moment of the scene; the room's window comes back by itself."""
    person = trainer.person
    training = person.window.profile.training
    draft = training.create(next(card.id for card in training.templates() if card.id == POLICE))
    person.window.go.lead(training.start(draft.session))
    trainer.go_to("escena")
    trainer.to_the_last_screen()
    trainer.press(KEY.Key_1, KEY.Key_Return, KEY.Key_2, KEY.Key_Return, KEY.Key_T)
    trainer.later(seconds=20)
    place, wall, taken = trainer.place, trainer.wall, trainer.leading.run.play.taken
    assert len(taken) == 2

    person.pull_the_plug()
    person.clock.move(seconds=40)
    person.start_program()
    person.wait_for(lambda: person.window.profile, "an open profile")
    trainer.sit_down()
    assert person.window.place.name == "facilitate", "going on is the first thing to see"
    assert QApplication.focusWidget().objectName() == "go-on-now"
    trainer.press(KEY.Key_Return)
    assert person.window.place.name == "console"
    assert trainer.place == place and trainer.wall == wall
    assert trainer.leading.run.play is not None and trainer.leading.run.play.taken == taken
    timer = trainer.leading.projector.view.timer
    assert timer is not None and (timer.seconds, timer.total) == (120, 180), "counted from the clock"
    assert trainer.leading.projector.screen == "BEAMER"
    trainer.press(KEY.Key_Backspace)
    assert trainer.leading.run.play.taken == taken[:-1]


def notes(person: Person) -> str:
    found = person.window.findChild(QWidget, "notes")
    return found.toPlainText()
