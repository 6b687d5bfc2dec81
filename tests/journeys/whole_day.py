"""A whole day at the real window, in a process of its own: everything a person can write, she writes.

Run by test_nothing_readable.py. Says "open" while the profile is open, waits for a line, then goes on; says "closed"
at the end. The words come as arguments: what was given must be found nowhere on the disk.
"""

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from carecompanion.app import open_app
from carecompanion.content.model import CheckInId, ItemId, LessonId, PracticeId, StepId
from carecompanion.errors import WrongPassphrase
from carecompanion.main import _start_log
from carecompanion.paths import find_paths
from carecompanion.services.profiles import NewProfile
from carecompanion.services.wellbeing import MINUTE
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.problems import Problems

LESSON, BREATHE, WRITE = (
    LessonId("cuidarme/por-que-cuidarme"),
    PracticeId("cuidarme/respirar-4-6"),
    PracticeId("cuidarme/escribir-para-descargar"),
)


def main(passphrase: str, wrong: str, words: list[str]) -> None:
    word = iter(words * 20)
    elsewhere = watch_what_is_opened_for_writing(Path.cwd())
    qt = QApplication(sys.argv[:1])
    paths = find_paths()
    _start_log(paths)
    logging.getLogger().setLevel(logging.DEBUG)  # more than the program ever logs
    app = open_app(paths, cost=2**4)
    dress(Appearance(language="es"), paths)
    window = MainWindow(app)
    window.show()
    phrase = app.profiles.new_recovery_phrase()
    profile = app.profiles.create(NewProfile("Colibrí", passphrase=passphrase, recovery=phrase))
    print(profile.database.key.hex(), phrase, sep="\n", flush=True)
    window.go.enter(profile)
    study(window, word)
    note_how_she_is(window, word)
    practise(window, word)
    plan(window, word)
    facilitate(window, word)
    fail(window, next(word))
    type_into_every_field(window, next(word))
    window.go.page("today")
    window.go.hide()
    QTest.qWait(100)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    QGuiApplication.clipboard().setText(next(word))
    app.profiles.keep_daily_copy(profile)
    copies = app.profiles.copies_of(profile)
    Path("stick").mkdir()
    copies.save(Path("stick") / copies.file_name())
    brought = copies.look_into(Path("stick") / copies.file_name())
    require_neutral(window)
    print("open", flush=True)
    sys.stdin.readline()
    profile.own_data.erase_days({profile.wellbeing.entries_between(*profile.exporting.days())[0].day})
    app.profiles.clean_copies(profile)
    joining = copies.joining(brought)
    window.lock()
    joining.start().profile.close()
    try:
        app.profiles.key_of(profile.id, wrong)
    except WrongPassphrase:
        logging.getLogger("journey").info("a wrong passphrase was typed")
    key = app.profiles.key_of(profile.id, passphrase)
    spoil(paths.profiles / profile.id / "profile.db")
    again = app.profiles.open(profile.id, key)
    assert again.notice
    window.go.enter(again)
    QTest.qWait(200)
    window.close()
    qt.processEvents()
    assert not elsewhere, elsewhere
    print("closed", flush=True)


def watch_what_is_opened_for_writing(place: Path) -> list[str]:
    """Files outside the test's folder that Python opens to write; grows as they are opened."""
    found: list[str] = []

    def hear(event: str, arguments: tuple) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            file = Path(os.fsdecode(arguments[0])).absolute()
            if not file.is_relative_to(place) and not file.is_relative_to("/dev") and "__pycache__" not in file.parts:
                found.append(str(file))

    sys.addaudithook(hear)
    return found


def require_neutral(window: MainWindow) -> None:
    """Title and name of a window say nothing of what is in it."""
    names = {one.windowTitle() for one in QApplication.topLevelWidgets()} | {window.accessibleName()}
    assert names <= {"", "Care Companion", "Notas"}, names


def spoil(file: Path) -> None:
    """Bits turn in pages beyond the first ones."""
    content = bytearray(file.read_bytes())
    for page in range(len(content) // 4096 // 2, len(content) // 4096):
        content[page * 4096 + 700] ^= 1
    file.write_bytes(content)
    file.with_name(file.name + "-check").touch()


def facilitate(window: MainWindow, word: Callable) -> None:
    """A session with names, notes and groups; a room answers with codes."""
    training = window.profile.training
    draft = training.create(training.templates()[0].id)
    draft.retitle(next(word))
    run = training.start(draft.session)
    run.set_notes(next(word))
    run.set_names([next(word), next(word)])
    window.go.page("facilitate")
    QTest.qWait(100)
    run.close()


def fail(window: MainWindow, word: str) -> None:
    """Something nobody foresaw, with her words in the error."""
    problems = Problems(lambda: False, window)
    try:
        raise ValueError(word)
    except ValueError as error:
        problems.take(type(error), error, error.__traceback__)


def study(window: MainWindow, word: Callable) -> None:
    window.go.page("lesson", lesson=LESSON)
    run = window.profile.study.open_lesson(LESSON)
    run.write(next(word))
    for step in run.lesson.steps:
        for block in step.blocks:
            if type(block).__name__ == "Reflection":
                run.write(next(word), block.id, step.id)
    question = next(step.question for step in run.lesson.steps if step.question)
    run.answer(question, 1)
    window.profile.practising.feel(LESSON, StepId("step-1"), 7, "tense")


def note_how_she_is(window: MainWindow, word: Callable) -> None:
    """One minute kept, another left half answered, a longer one with its hard question."""
    wellbeing = window.profile.wellbeing
    window.go.page("wellbeing", tab="minute", mood=2)
    run = wellbeing.open(MINUTE)
    run.answer(ItemId("estres"), 9)
    run.answer(ItemId("animo"), 1)
    run.tag([next(word)])
    run.write(next(word))
    run.finish()
    run = wellbeing.open(CheckInId("cuidarme/mi-trabajo"))
    for item in run.checkin.items:
        run.answer(item.id, run.checkin.answers_to(item.id).values[-1])
    run.finish()
    run = wellbeing.open(MINUTE)
    run.answer(ItemId("estres"), 8)
    run.write(next(word))
    window.go.page("wellbeing", tab="history")
    window.go.page("export")
    QTest.qWait(400)


def practise(window: MainWindow, word: Callable) -> None:
    practising = window.profile.practising
    practising.keep(practising.practice(BREATHE), 8, 3, 180, was_whole=True)
    practising.keep_writing(practising.practice(WRITE), [next(word), next(word)])
    window.go.page("practise")
    window.go.page("practice", practice=WRITE)


def plan(window: MainWindow, word: Callable) -> None:
    planning = window.profile.planning
    for kind in ("if_then", "early", "strong", "person", "limit", "sentence"):
        line = replace(planning.new(kind), first=next(word), second=next(word), more=next(word))
        planning.keep(line)
    planning.choose(planning.lines("if_then")[0])
    planning.meet("yes")
    window.go.page("plan")
    window.go.page("plan", tab="notes")
    QTest.qWait(200)


def type_into_every_field(window: MainWindow, word: str) -> None:
    """On every page with a field somebody types, and goes away without saving."""
    for page, arguments in (
        ("learn", {}),
        ("plan", {"tab": "notes"}),
        ("export", {}),
        ("practice", {"practice": WRITE}),
    ):
        window.go.page(page, **arguments)
        QTest.qWait(100)
        for field in window.page.findChildren(QWidget):
            if isinstance(field, QLineEdit | QPlainTextEdit) and field.isVisible() and not field.isReadOnly():
                field.setFocus()
                for letter in word:
                    QApplication.sendEvent(
                        field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                    )
        QTest.qWait(100)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
