"""Facilitate: who sees it, the list in its order, a look around, begin, go on after a crash, files, 500 sessions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from carecompanion.content.workshop import WorkshopId
from carecompanion.learning.groups import Group
from carecompanion.learning.records import TrainingSession
from carecompanion.services.clock import local_day
from carecompanion.ui.pages import facilitate, facilitate_files
from carecompanion.ui.pages.facilitate_rows import AT_FIRST, AT_ONCE, SessionRows
from carecompanion.ui.pages.facilitate_words import clock_text, file_name
from tests.conftest import Clock
from tests.services.trainer import GROUPS, MORNING
from tests.ui.console_parts import BEAMER, a_trainers_window
from tests.ui.training_parts import CTRL, KEY, Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = date(2026, 11, 24)
VOLUNTEERS = WorkshopId("cuidar/voluntariado-dos-medias")


@pytest.fixture(scope="module")
def shared(qapp: Any, tmp_path_factory: Any, read_before: Any) -> Iterator[Desk]:
    clock = Clock(datetime(2026, 11, 24, 14, 0, tzinfo=UTC))
    with a_trainers_window(tmp_path_factory.mktemp("hogar"), read_before, clock) as window:
        yield Desk(window, clock)


@pytest.fixture
def desk(shared: Desk) -> Iterator[Desk]:
    begun = shared.clock.now()
    shared.clear()
    yield shared
    shared.clock.move(seconds=(begun - shared.clock.now()).total_seconds())


def a_session(desk: Desk, title: str, days: int | None = None, *, people: int = 0, held: bool = False) -> str:
    day = None if days is None else local_day(desk.clock) + timedelta(days=days)
    draft = desk.training.create(MORNING, on=day)
    draft.retitle(title)
    if people:
        draft.set_groups([Group("Voluntariado", people)])
    if held:
        run = desk.training.start(draft.session)
        desk.clock.move(minutes=65)
        run.close()
        desk.clock.move(minutes=-65)
    return draft.session


def titles(desk: Desk, part: str) -> list[str]:
    """Of the rows of a list, in their order."""
    rows = [one for one in desk.page.findChildren(QWidget) if one.objectName().startswith("row-")]
    holder = desk.page.findChild(SessionRows, part)
    return [one.findChildren(QLabel)[0].text() for one in rows if holder is not None and holder.isAncestorOf(one)]


def test_only_who_facilitates_sees_it(shared: Desk) -> None:
    desk = shared
    desk.begin_anew(facilitates=False)
    assert not desk.has("nav-facilitate")
    desk.press(KEY.Key_6, CTRL)
    assert desk.at == "today"
    desk.show("settings", section="facilitation")
    desk.button("facilitates").click()
    desk.settle()
    assert desk.profile.preferences.facilitates and desk.has("nav-facilitate"), "the navigation follows at once"
    desk.press(KEY.Key_6, CTRL)
    assert (desk.at, desk.button("nav-facilitate").accessibleDescription()) == ("facilitate", "página actual")
    desk.show("settings", section="facilitation")
    desk.button("facilitates").click()
    desk.settle()
    assert not desk.has("nav-facilitate")


def test_the_first_session_is_two_clicks_from_the_section(desk: Desk) -> None:
    desk.click("nav-facilitate")
    assert "Tu primera sesión puede salir de una plantilla." in desk.reads("no-sessions")
    assert "Usar la plantilla de 2 h 45 min" in desk.reads("no-sessions"), "the shortest one, with its own time"
    assert not desk.has("ready"), "there is nothing to look around for yet"
    desk.click("first-session")
    assert desk.at == "session" and len(desk.page._draft.plan.agenda.blocks) == 10
    desk.press(KEY.Key_Escape)
    assert desk.at == "facilitate" and desk.has("next-session")


def test_any_template_and_any_of_its_days(desk: Desk) -> None:
    desk.show("facilitate")
    desk.click(f"use-{VOLUNTEERS}")
    desk.choose("day-1")
    assert desk.at == "session"
    second = desk.page._draft.plan
    assert (second.workshop, second.agenda.minutes) == (VOLUNTEERS, 240)
    desk.show("facilitate")
    desk.click("new-session")
    desk.choose(f"days-{VOLUNTEERS}", "day-0")
    assert desk.page._draft.plan.title != second.title
    desk.show("facilitate")
    desk.click("new-session")
    desk.choose("new-empty")
    assert desk.page._draft.plan.agenda.blocks == ()
    assert len(desk.training.sessions()) == 3


def test_the_list_in_its_order_and_what_each_row_says(desk: Desk) -> None:
    second = a_session(desk, "La segunda", 9)
    first = a_session(desk, "La primera", 2, people=23)
    a_session(desk, "Sin fecha")
    never = a_session(desk, "Nunca se hizo", -3)
    few = a_session(desk, "Con pocas personas", -10, people=4, held=True)
    many = a_session(desk, "Con muchas", -20, people=21, held=True)
    desk.show("facilitate")
    card = desk.reads("next-session")
    assert "La primera" in card and "Jueves 26 de noviembre, 8:30" in card
    assert "2 h 45 min, 10 bloques. La sala participa 3 veces. 23 personas." in card
    assert titles(desk, "coming") == ["La segunda", "Sin fecha"]
    assert titles(desk, "past") == ["Nunca se hizo", "Con pocas personas", "Con muchas"]
    assert "4 personas. 1 h 5 min." in desk.reads(f"row-{few}") and "Menos de 5" in desk.reads(f"row-{few}")
    assert "21 personas. 1 h 5 min." in desk.reads(f"row-{many}") and "Cerrada" in desk.reads(f"row-{many}")
    assert "No se hizo" in desk.reads(f"row-{never}") and not desk.has(f"report-{never}")
    desk.click(f"edit-{second}")
    assert desk.at == "session" and desk.page._draft.session == second
    asked: list[tuple[str, dict[str, Any]]] = []
    desk.show("facilitate")._go = replace(desk.page._go, page=lambda name, **more: asked.append((name, more)))
    desk.click(f"report-{many}")
    (run,) = desk.training.runs_of(many)
    assert asked == [("session_report", {"run": run})]
    desk.click(f"edit-{first}")
    assert asked[-1] == ("session", {"session": first})


def test_two_clicks_from_today_and_the_room_is_led(desk: Desk) -> None:
    session = a_session(desk, "La de hoy", 0)
    other = a_session(desk, "Otra", 3)
    desk.show("today")
    desk.click("nav-facilitate")
    assert [desk.focus, desk.has("go-on")] == ["page-title", False]
    desk.click(f"start-{session}")
    assert desk.at == "console" and desk.window.go.leading().run.record.session == session
    desk.click("nav-facilitate") if desk.has("nav-facilitate") else desk.show("facilitate")
    assert "«La de hoy» está en marcha" in desk.reads("go-on") and desk.focus == "go-on-now"
    desk.click(f"start-{other}")
    assert "sigue abierta" in desk.reads("trouble") and desk.at == "facilitate"
    desk.click("go-on-now")
    assert desk.at == "console"


def test_a_rehearsal_keeps_nothing_and_leads_back(desk: Desk) -> None:
    session = a_session(desk, "La de hoy", 0)
    desk.show("facilitate")
    desk.click(f"rehearse-{session}")
    assert desk.at == "console" and desk.window.go.leading().run.is_rehearsal
    desk.show("facilitate")
    assert "Ensayo de «La de hoy»" in desk.reads("go-on")
    assert desk.button("go-on-now").text() == "Volver al ensayo" and desk.training.resume_offer() is None


def test_after_the_power_went_one_click_goes_on(desk: Desk) -> None:
    """The first thing to see, wherever the profile is opened; the keyboard is on it."""
    run = desk.training.start(a_session(desk, "La de las nueve", 0))
    run.jump(3, 1)
    desk.clock.move(minutes=50)
    window, profile_id = desk.window, desk.profile.id
    window._lock_now()
    desk.settle()
    window.go.enter(window.app.profiles.open(profile_id, window.app.profiles.key_of(profile_id)))
    desk.settle()
    assert (desk.at, desk.focus) == ("facilitate", "go-on-now")
    begun = run.record.begun_at.astimezone()
    assert desk.button("go-on-now").text() == f"Continuar la sesión de las {begun.hour}:{begun.minute:02}"
    assert "«Recibir, de tres en tres», diapositiva 2" in desk.reads("go-on")
    desk.press(KEY.Key_Return)
    assert desk.at == "console"
    again = window.go.leading().run
    assert (again.record.run, again.run.block, again.run.slide) == (run.record.run, 3, 1)
    again.close()
    window._lock_now()
    window.go.enter(window.app.profiles.open(profile_id, window.app.profiles.key_of(profile_id)))
    assert desk.at == "today", "closed: nothing is in the way any more"


def test_the_look_around_follows_the_cable_and_names_a_missing_pack(desk: Desk) -> None:
    a_session(desk, "La de hoy", 0)
    desk.show("facilitate")
    lines = desk.reads("ready")
    assert "Segunda pantalla conectada" in lines
    assert "El paquete «otro-paquete» no está en esta computadora" in lines
    assert "Contenidos completos" not in lines and "No hace falta red" in lines
    a_session(desk, "La de mañana", 1)
    desk.show("facilitate")
    assert "Falta el paquete «otro-paquete»" in desk.reads("coming")
    assert "Falta el paquete «otro-paquete»" in desk.reads("templates")
    desk.click("open-packs")
    assert desk.at == "packs" and desk.button("back").text() == "Volver a las sesiones"
    desk.click("back")
    assert desk.at == "facilitate"
    desk.screens.unplug("BEAMER")
    desk.settle()
    assert "No vemos otra pantalla" in desk.reads("ready")
    desk.screens.plug(replace(BEAMER, x=0, y=0))
    desk.settle()
    assert "repite esta pantalla" in desk.reads("ready")
    desk.screens.unplug("BEAMER")
    desk.show("today")
    desk.screens.plug(BEAMER)
    assert desk.at == "today", "a page that is gone is told of nothing"


def test_duplicating_and_removing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = a_session(desk, "La de siempre", 4)
    desk.show("facilitate")
    desk.click(f"more-{session}")
    desk.choose("more-duplicate")
    assert desk.page._draft.plan.title == "La de siempre, copia" and desk.page._draft.plan.day is None
    said: list[str] = []
    monkeypatch.setattr(facilitate, "ask", lambda *words, **_more: said.append(words[1]))
    desk.show("facilitate")
    desk.click(f"more-{session}")
    desk.choose("more-remove")
    assert said == ["¿Quitar «La de siempre»?"] and len(desk.training.sessions()) == 2, "nothing without a yes"
    monkeypatch.setattr(facilitate, "ask", lambda *_words, **_more: True)
    desk.click(f"more-{session}")
    desk.choose("more-remove")
    assert [card.title for card in desk.training.sessions()] == ["La de siempre, copia"]
    assert desk.focus == "page-title" and "La de siempre, copia" in desk.reads("next-session")


def test_one_that_runs_is_not_removed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = a_session(desk, "En marcha", 0)
    desk.show("facilitate")
    monkeypatch.setattr(facilitate, "ask", lambda *_words, **_more: True)
    desk.click(f"more-{session}")
    desk.training.start(session)
    desk.choose("more-remove")
    assert "Esta sesión está en curso. Ciérrala primero." in desk.reads("trouble")
    assert len(desk.training.sessions()) == 1


def test_to_a_second_laptop(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = a_session(desk, "Jornada: comisaría / 1", 4, people=23)
    file, answers = tmp_path / "sesión.caresession", [True, False]
    names: list[str] = []

    def where(_page: Any, name: str, *_kinds: str) -> Path:
        names.append(name)
        return file

    monkeypatch.setattr(facilitate_files, "ask_file", where)
    monkeypatch.setattr(facilitate_files, "ask", lambda *_words: answers[0])
    monkeypatch.setattr(facilitate_files, "ask_existing", lambda _page: file)
    for with_notes in answers.copy():
        desk.show("facilitate")
        desk.click(f"more-{session}")
        desk.choose("more-file")
        desk.click("new-session")
        desk.choose("new-file")
        taken = desk.page._draft.plan
        assert desk.at == "session" and taken.title == "Jornada: comisaría / 1" and taken.people == 23
        assert bool(taken.agenda.blocks[0].notes) is with_notes
        answers.pop(0)
    assert names == ["Jornada comisaría 1.caresession"] * 2


def test_a_file_that_is_none_says_so(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rota.caresession"
    monkeypatch.setattr(facilitate_files, "ask_existing", lambda _page: file)
    desk.show("facilitate")
    for content, words in (
        (None, "No se pudo leer"),
        (b"no", "dañado"),
        (b"{}", "no es una sesión"),
        (b'{"format": "care-companion-session", "version": 99}', "versión más nueva"),
    ):
        if content is not None:
            file.write_bytes(content)
        desk.click("new-session")
        desk.choose("new-file")
        assert desk.at == "facilitate" and words in desk.reads("trouble") and desk.training.sessions() == ()


def test_a_file_that_cannot_be_written_says_so(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = a_session(desk, "La de hoy", 0)
    monkeypatch.setattr(facilitate_files, "ask", lambda *_words: False)
    monkeypatch.setattr(facilitate_files, "ask_file", lambda *_words: tmp_path / "no" / "hay.caresession")
    desk.show("facilitate")
    desk.click(f"more-{session}")
    desk.choose("more-file")
    assert "No se pudo escribir el archivo ahí." in desk.reads("trouble")
    monkeypatch.setattr(facilitate_files, "ask_file", lambda *_words: None)
    desk.click(f"more-{session}")
    desk.choose("more-file")
    assert not desk.has("trouble"), "somebody who thinks better of it is told nothing"


def test_a_workshop_that_rests_waits_and_can_be_opened(desk: Desk) -> None:
    session = a_session(desk, "Primera mañana", 0, people=23)
    run = desk.training.start(session)
    run.rest()
    desk.show("facilitate")
    assert "Sigue otro día" in desk.reads(f"row-{session}") and not desk.has("next-session") and not desk.has("go-on")
    desk.click(f"open-{session}")
    assert desk.at == "console" and desk.window.go.leading().run.record.run == run.record.run


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: clock_text(0), "0:00"),
        (lambda: clock_text(545), "9:05"),
        (lambda: clock_text(24 * 60), "24:00"),
        (lambda: clock_text(24 * 60 + 90), "1:30"),
        (lambda: file_name('a/b\\c:"d"?*<e>|'), "a b c d e"),
        (lambda: file_name("..."), "Sesión"),
        (lambda: file_name("x" * 300), "x" * 80),
    ],
)
def test_words(act: Callable[[], str], words: str) -> None:
    assert act() == words


def test_the_groups_of_the_issue_are_the_people_on_the_card(desk: Desk) -> None:
    draft = desk.training.create(MORNING, on=TODAY)
    draft.paste_groups(GROUPS)
    desk.show("facilitate")
    assert "47 personas" in desk.reads("next-session")


def test_five_hundred_sessions_build_what_is_seen(desk: Desk) -> None:
    session = a_session(desk, "La original", 1)
    text = desk.training._keeper.journal.sessions.session(session)
    kept = [
        TrainingSession(
            f"{number:032x}",
            f"Sesión {number}",
            text.workshop,
            "",
            TODAY + timedelta(days=number - 90),
            *(text.facts, text.groups, text.agenda, desk.clock()),
        )
        for number in range(500)
    ]
    desk.profile.keeper.keep(*kept)  # the last test: the others need not take them away
    desk.show("facilitate")
    assert len(desk.page.findChildren(QWidget)) < 400
    assert len(titles(desk, "past")) == len(titles(desk, "coming")) == AT_FIRST
    for shown in (12, 24, 48, 48 + AT_ONCE, 90):
        first = titles(desk, "past")
        desk.button("show-past").click()
        desk.settle()
        assert len(titles(desk, "past")) == shown and titles(desk, "past")[: len(first)] == first
        assert QApplication.focusWidget().objectName().startswith(("edit-", "report-")), "at the first new one"
    assert not desk.has("show-past") and desk.button("show-coming").text() == f"Mostrar más, de {410 - AT_FIRST}"
    assert desk.page.arguments_now() == {"past": 90}, "as many after a larger text size"
