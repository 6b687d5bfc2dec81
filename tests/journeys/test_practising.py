"""Colibrí practises: three times and is told what helped, once not to the end, once by keyboard; a guest, too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from carecompanion.learning.records import PracticeDone
from carecompanion.paths import Paths
from carecompanion.ui.widgets.scale import ScaleCells

BREATHE, GROUND = "cuidarme/respirar-4-6", "cuidarme/volver-al-presente"
WRITE, RELEASE = "cuidarme/escribir-para-descargar", "cuidarme/soltar-el-cuerpo-corto"
SECRET = "una palabra que nadie mas escribe"


def kept(person) -> list[tuple[str, int | None, int | None, bool]]:
    every = person.window.profile.keeper.journal.every(PracticeDone)
    return [(str(one.practice), one.before, one.after, one.was_whole) for one in every]


def say(person, name: str, level: int) -> None:
    """She clicks a cell of the scale."""
    scale = person.wait_for(lambda: person.seen(ScaleCells, name), f"the scale {name}")
    scale.setFocus()
    person.type(str(level))
    assert scale.answer == level


def practise(person, practice: str) -> None:
    person.click("nav-practise")
    person.click(f"practise-{practice}")
    person.wait_for(lambda: person.window.place.name == "practice", "the practice")


def breathe_on(person, seconds: float) -> None:
    """The clock on the wall would say so."""
    person.window.page._view.circle._on_pulse_passed(seconds)


def test_three_times_and_she_is_told_what_helped_her(colibri) -> None:
    colibri.click("nav-practise")
    colibri.wait_to_read("Entra contando 4 y sale contando 6.")
    for before, after in ((7, 5), (6, 4), (8, 6)):
        practise(colibri, GROUND)
        say(colibri, "stress-before", before)
        colibri.click("start")
        for _step in range(4):
            colibri.click("practice-next")
        colibri.click("end")
        say(colibri, "stress-after", after)
        colibri.click("after-done")
        colibri.wait_to_read("Tu estrés bajó 2 puntos")
        assert "La que más te ayudó" not in colibri.reads()
        colibri.click("end-another")
        colibri.wait_for(lambda: colibri.window.place.name == "practise", "the practices")
    colibri.wait_to_read("La que más te ayudó: en promedio, 2 puntos menos de estrés al terminar.")
    colibri.quit()
    colibri.start_program()
    colibri.wait_for(lambda: colibri.window.profile, "an open profile")
    colibri.click("nav-practise")
    colibri.wait_to_read("La que más te ayudó: en promedio, 2 puntos menos de estrés al terminar.")


def test_once_she_stops_early(colibri) -> None:
    """Somebody calls her. She is asked once, and what she said at first is kept alone."""
    practise(colibri, BREATHE)
    say(colibri, "stress-before", 7)
    colibri.click("start")
    colibri.wait_to_read("Antes anotaste estrés 7.")
    breathe_on(colibri, 30)
    colibri.press(Qt.Key.Key_Escape)
    colibri.wait_to_read("¿Seguimos o lo dejamos?")
    colibri.click("leave-it")
    colibri.wait_for(lambda: colibri.window.place.name == "practise", "the practices")
    assert kept(colibri) == [(BREATHE, 7, None, False)]


def test_help_in_the_middle_and_back_to_the_same_breath(colibri) -> None:
    practise(colibri, BREATHE)
    colibri.click("start")
    breathe_on(colibri, 42)
    left = colibri.window.page._run.seconds
    colibri.press(Qt.Key.Key_F1)
    colibri.wait_to_read("105")
    colibri.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    colibri.wait_for(lambda: colibri.window.place.name == "practice", "the practice")
    assert colibri.window.page._run.seconds == pytest.approx(left, abs=1)
    assert not colibri.window.page._view.circle.is_running
    assert kept(colibri) == []


def test_f9_stops_it_and_the_place_stays(colibri) -> None:
    practise(colibri, RELEASE)
    colibri.click("start")
    colibri.click("practice-next")
    colibri.press(Qt.Key.Key_F9)
    assert not colibri.window.page._view.is_running
    colibri.wait(100)
    gone = colibri.window.page._run.timer
    colibri.wait(300)
    assert colibri.window.page._run.timer == gone, "nothing goes on behind the cover"
    colibri.press(Qt.Key.Key_F9)
    colibri.wait_to_read("Saltar este paso")
    assert colibri.window.page._run.timer.step == 1
    assert not colibri.window.page._view.is_running


def test_larger_text_in_the_middle_keeps_the_place(colibri) -> None:
    practise(colibri, RELEASE)
    colibri.click("start")
    colibri.click("practice-next")
    title = colibri.window.page._run.practice.steps[1].title
    colibri.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    colibri.wait_to_read(title)
    assert not colibri.window.page._view.is_running
    colibri.click("steps-pause")
    assert colibri.window.page._view.is_running


def test_going_elsewhere_in_the_middle_ends_early(colibri) -> None:
    """She goes to the lessons and does not come back. The next day she practises again."""
    practise(colibri, GROUND)
    say(colibri, "stress-before", 6)
    colibri.click("start")
    colibri.click("practice-next")
    colibri.click("nav-learn")
    colibri.wait_for(lambda: colibri.window.place.name == "learn", "Learn")
    assert kept(colibri) == [], "she may still come back"
    practise(colibri, BREATHE)
    assert kept(colibri) == [(GROUND, 6, None, False)]


def test_what_she_throws_away_was_never_on_the_disk(
    colibri, paths: Paths, profile_files: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even as a draft: nothing she wrote is ever given to the journal."""
    given: list[str] = []
    journal = colibri.window.profile.keeper.journal
    real = journal.keep
    monkeypatch.setattr(
        journal, "keep", lambda *records, ids=None: given.append(repr(records)) or real(*records, ids=ids)
    )
    practise(colibri, WRITE)
    say(colibri, "stress-before", 5)
    colibri.click("start")
    colibri.write("writing", SECRET)
    colibri.wait(1200)
    colibri.press(Qt.Key.Key_F9)
    colibri.wait(100)
    colibri.press(Qt.Key.Key_F9)
    colibri.wait_for(lambda: colibri.button("practice-next"), "the writing again")
    colibri.click("practice-next")
    colibri.click("practice-next")
    colibri.click("end")
    colibri.wait_to_read(SECRET)
    colibri.click("text-throw")
    colibri.wait_to_read("Botado. No queda nada.")
    say(colibri, "stress-after", 4)
    colibri.click("after-done")
    assert kept(colibri) == [(WRITE, 5, 4, True)]
    assert given and SECRET not in "".join(given)
    assert all(SECRET.encode() not in file.read_bytes() for file in profile_files())
    assert colibri.window.profile.study.notes() == ()


def test_what_she_keeps_is_with_her_private_notes(colibri) -> None:
    practise(colibri, WRITE)
    colibri.click("start")
    colibri.write("writing", "el teléfono se queda aquí")
    for name in ("practice-next", "practice-next", "end", "text-keep"):
        colibri.click(name)
    colibri.wait_to_read("Guardado en tus notas privadas.")
    colibri.window.go.page("plan", tab="notes")
    colibri.wait_to_read("Escribir para descargar")
    shown = colibri.reads() + "".join(one.toPlainText() for one in colibri.window.findChildren(QPlainTextEdit))
    assert "el teléfono se queda aquí" in shown


def test_a_guest_leaves_nothing_on_the_disk(person, profile_files: Callable[[], list[Path]], paths: Paths) -> None:
    person.click("enter-guest")
    person.wait_for(lambda: person.window.profile, "an open profile")
    practise(person, WRITE)
    say(person, "stress-before", 6)
    person.click("start")
    person.write("writing", SECRET)
    for name in ("practice-next", "practice-next", "end", "text-keep"):
        person.click(name)
    say(person, "stress-after", 5)
    person.click("after-done")
    assert kept(person) == [(WRITE, 6, 5, True)]
    assert len(person.window.profile.study.notes()) == 1
    assert profile_files() == []
    every = [one for folder in (paths.data, paths.cache, paths.log) for one in folder.rglob("*") if one.is_file()]
    assert all(SECRET.encode() not in one.read_bytes() for one in every)


def test_before_anyone_is_in_nothing_is_asked(person, profile_files: Callable[[], list[Path]]) -> None:
    """From the picker: help, and one click to the senses."""
    person.press(Qt.Key.Key_F1)
    person.wait_to_read("105")
    person.click("ground")
    person.wait_to_read("Cinco cosas que ves")
    assert person.seen(ScaleCells, "stress-before") is None
    for _step in range(4):
        person.click("practice-next")
    person.click("end")
    person.wait_to_read("105")
    assert profile_files() == []


def test_by_keyboard_alone(colibri) -> None:
    """Ctrl+3, Tab, Enter and Space: she needs no mouse from the list to the last word."""
    colibri.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    colibri.wait_for(lambda: colibri.window.place.name == "practise", "the practices")
    colibri.tab_to(f"practise-{BREATHE}")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_for(lambda: colibri.window.place.name == "practice", "the practice")
    colibri.tab_to("stress-before")
    colibri.press(Qt.Key.Key_7)
    colibri.tab_to("start")
    colibri.press(Qt.Key.Key_Return)
    circle = colibri.window.page._view.circle
    assert circle.is_running
    colibri.press(Qt.Key.Key_Space)
    assert not circle.is_running
    colibri.press(Qt.Key.Key_Space)
    assert circle.is_running
    colibri.tab_to("text-only")
    colibri.press(Qt.Key.Key_Space)
    assert circle.is_text_only
    assert circle.is_running, "on a button, Space is the button's"
    colibri.wait_for(lambda: circle.elapsed >= 1, "a second of breathing")  # before it, one simply goes
    colibri.press(Qt.Key.Key_Escape)
    colibri.wait_to_read("¿Seguimos o lo dejamos?")
    colibri.tab_to("go-on")
    colibri.press(Qt.Key.Key_Return)
    breathe_on(colibri, 200)
    colibri.wait_to_read("Antes anotaste 7.")
    colibri.tab_to("stress-after")
    colibri.press(Qt.Key.Key_4)
    colibri.tab_to("after-done")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_to_read("Tu estrés bajó 3 puntos")
    colibri.tab_to("end-back")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_for(lambda: colibri.window.place.name == "practise", "the practices")
    assert kept(colibri) == [(BREATHE, 7, 4, True)]
