"""The screens of «Mi plan», for the tests that look at all of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QAbstractButton

from carecompanion.content.model import LessonId
from carecompanion.learning.records import Intention
from carecompanion.ui.main_window import MainWindow

WHY = LessonId("cuidarme/por-que-cuidarme")


def plan_screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "plan without a line", lambda: window.show_page("plan")
    yield "plan, a first line", lambda: _press(window, "add-if_then")
    yield "notes, none yet", lambda: window.show_page("plan", tab="notes")
    yield "plan", lambda: (write_a_plan(window), window.show_page("plan"))
    yield "plan, a new line", lambda: _press(window, "add-if_then")
    for part in ("if_then", "signs", "people", "limits", "sentences"):
        yield f"plan, {part} being written", lambda part=part: window.show_page("plan", editing=part)
    yield "notes", lambda: window.show_page("plan", tab="notes")
    yield "notes, one being written", lambda: _press(window, "edit-note")


def write_a_plan(window: MainWindow) -> None:
    """Lines of every kind, a draft, last week's intention, a long word; a note in a lesson, one in a check-in."""
    profile, planning = window.profile, window.profile.planning
    for kind, *words in (
        ("if_then", "termino un turno difícil", "camino diez minutos antes de entrar a casa"),
        ("if_then", "un relato me da vueltas de noche", ""),
        ("early", "Mandíbula apretada, contesto cortante.", "Paro diez minutos y tomo agua."),
        ("strong", "Tres noches sin dormir, ganas de no ir.", "Hablo con mi coordinadora y pido apoyo."),
        ("person", "Psicología de mi centro de salud", "Martes y jueves por la mañana", "(01) 555 0100", "phone"),
        ("limit", "No reviso mensajes de casos después de las 9 de la noche."),
        ("limit", "palabrasinfin" * 20),
        ("sentence", "Cuidarme también es cuidar."),
    ):
        first, second, more, mark = (*words, "", "", "", "")[:4]
        planning.keep(replace(planning.new(kind), first=first, second=second, more=more, mark=mark))
    chosen = planning.lines("if_then")[0]
    profile.keeper.keep(Intention(planning.week - timedelta(days=7), chosen.line, window.app.clock()))
    profile.study.open_lesson(WHY).write("Hoy fue pesado. Mañana lo hablo con mi equipo.")
    if profile.wellbeing.minute() is not None:
        run = profile.wellbeing.open(profile.wellbeing.minute().id)
        run.write("Turno largo, pero almorcé con el equipo.")
        run.finish()


def _press(window: MainWindow, name: str) -> None:
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
