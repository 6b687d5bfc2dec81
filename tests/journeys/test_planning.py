"""Colibrí makes a plan: FLOWS 8 by counted clicks and by keyboard, a power cut while typing, strange words, paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMenu, QWidget

from carecompanion.content.model import LessonId
from carecompanion.ui.pages.plan_editor import LineEditor
from carecompanion.ui.plan_paper import PlanPaper
from carecompanion.ui.plan_print import PlanPrint
from carecompanion.ui.widgets.grow_edit import GrowEdit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WHY = LessonId("cuidarme/por-que-cuidarme")
SHORT_PAUSE_MS, MORE_THAN_A_SECOND_MS = 150, 1200
STRANGE = {
    "two thousand letters": "un turno largo " * 133,
    "one word of two thousand letters": "x" * 2000,
    "emoji": "🌻🫶🏽👩‍👩‍👧 respiro " * 20,
    "from right to left": "أمشي عشر دقائق قبل أن أدخل البيت " * 20,
    "both ways": "camino أمشي ten minutes דקות " * 20,
    "marks": '<h1>no</h1> & "sí" {name} %s \\n ' * 20,
}


def lines(person, kind: str = "if_then") -> list[tuple[str, str]]:
    return [(one.first, one.second) for one in person.window.profile.planning.lines(kind)]


def fields(person, name: str) -> list[GrowEdit]:
    return [one for one in person.window.findChildren(GrowEdit, name) if one.isVisible()]


def test_an_if_then_in_three_clicks_and_the_week_in_one_more(colibri) -> None:
    """She types both halves herself; every word is kept before she is done."""
    colibri.clicks = 0
    colibri.click("nav-plan")
    colibri.click("add-if_then")
    colibri.write("if_then-first", "termino un turno difícil")
    colibri.write("if_then-second", "camino diez minutos")
    colibri.wait(MORE_THAN_A_SECOND_MS)
    colibri.wait_to_read("Guardado en esta computadora")
    assert lines(colibri) == [("termino un turno difícil", "camino diez minutos")]
    colibri.click("done-if_then")
    assert colibri.clicks == 3
    colibri.click("choose")
    assert colibri.clicks == 4
    colibri.wait_to_read("Intención de la semana")
    colibri.quit()
    colibri.start_program()
    colibri.wait_for(lambda: colibri.window.profile, "an open profile")
    assert colibri.window.profile.planning.intention().first == "termino un turno difícil"


def test_ready_ideas_are_enough(colibri) -> None:
    """She is too tired to find words, and picks one idea for each half."""
    colibri.click("nav-plan")
    colibri.click("add-if_then")
    for half in ("if_then-first", "if_then-second"):
        field = colibri.wait_for(lambda half=half: colibri.seen(GrowEdit, half), half)
        ideas = field.parentWidget().findChild(QWidget, "ideas")
        ideas.click()
        menu = colibri.wait_for(_menu, "a menu of ideas")
        menu.actions()[2].trigger()
        menu.close()
        colibri.wait()
    colibri.click("done-if_then")
    assert lines(colibri) == [("un relato me da vueltas de noche", "lo anoto en dos líneas, sin nombres")]


def _menu() -> QMenu | None:
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()), None)


def test_the_whole_way_by_keyboard(colibri) -> None:
    """No mouse: to the plan, a line, its idea, the week, moving it, taking it away and back."""
    colibri.press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    colibri.wait_for(lambda: colibri.window.place.name == "plan", "the plan")
    colibri.tab_to("add-if_then")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait()
    colibri.type("termino")
    colibri.press(Qt.Key.Key_Return)
    colibri.type("camino")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait()
    assert lines(colibri) == [("termino", "camino")]
    colibri.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget().objectName() == "choose"
    colibri.press(Qt.Key.Key_Return)
    assert colibri.window.profile.planning.intention().first == "termino"
    colibri.tab_to("add-if_then")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait()
    colibri.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "ideas"
    colibri.press(Qt.Key.Key_Space)
    menu = colibri.wait_for(_menu, "a menu of ideas")
    menu.actions()[0].trigger()  # Enter in a menu goes past the test's keyboard
    menu.close()
    colibri.wait()
    colibri.type("respiro")
    colibri.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [first for first, _second in lines(colibri)] == ["termino un turno difícil", "termino"]
    colibri.tab_to("line-remove")
    colibri.press(Qt.Key.Key_Return)
    assert lines(colibri) == [("termino", "camino")]
    colibri.wait_to_read("Se quitó de tu plan.")
    _undo(colibri)
    assert lines(colibri) == [("termino un turno difícil", "respiro"), ("termino", "camino")]


def _undo(person) -> None:
    button = person._button_with("Deshacer")
    button.setFocus()
    person.press(Qt.Key.Key_Return)


def test_the_power_goes_while_she_types_and_one_second_is_lost_at_most(
    colibri, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She types without a pause for three seconds; then the lights go out."""
    colibri.click("nav-plan")
    colibri.click("add-if_then")
    colibri.wait_for(lambda: colibri.seen(GrowEdit, "if_then-first"), "the field")
    typed = ""
    for letter in "cuando termino un turno":
        colibri.type(letter)
        typed += letter
        colibri.wait(SHORT_PAUSE_MS)
    monkeypatch.setattr(LineEditor, "_tell", lambda self, *, is_pause: None)  # without power nothing is said any more
    colibri.pull_the_plug()
    colibri.start_program()
    colibri.wait_for(lambda: colibri.window.profile, "an open profile")
    ((kept, _second),) = lines(colibri)
    assert typed.startswith(kept)
    lost = len(typed) - len(kept)
    assert lost <= 1000 / SHORT_PAUSE_MS + 1, f"{kept!r} of {typed!r}"
    colibri.click("nav-plan")
    colibri.wait_to_read("Borrador")
    colibri.wait_to_read(kept)


def test_f9_keeps_what_is_half_typed_and_comes_back_to_it(colibri) -> None:
    colibri.click("nav-plan")
    colibri.click("add-limit")
    colibri.write("limit-first", "no reviso mensajes")
    colibri.press(Qt.Key.Key_F9)
    colibri.wait(50)
    assert lines(colibri, "limit") == [("no reviso mensajes", "")]
    assert "no reviso" not in colibri.reads()
    colibri.press(Qt.Key.Key_F9)
    field = colibri.wait_for(lambda: colibri.seen(GrowEdit, "limit-first"), "the field")
    assert field.toPlainText() == "no reviso mensajes"


@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE.keys())
def test_no_words_break_the_page_or_the_paper(colibri, words: str) -> None:
    """Whatever somebody writes or pastes: the page stays as wide as it is, the paper stays two sheets."""
    words = " ".join(words.split())
    colibri.click("nav-plan")
    for kind, part in (("if_then", "if_then"), ("strong", "signs"), ("person", "people"), ("sentence", "sentences")):
        colibri.click(f"add-{kind}")
        colibri.wait_for(lambda kind=kind: colibri.seen(GrowEdit, f"{kind}-first"), "a field")
        for name in ("first", "second"):
            for field in fields(colibri, f"{kind}-{name}"):
                field.put(words)
        colibri.wait()
        _fits(colibri)
        colibri.click(f"done-{part}")
    _fits(colibri)
    assert lines(colibri) == [(words, words)]
    paper: PlanPaper = PlanPrint(colibri.window.app, colibri.window.profile).paper()
    assert paper.pages == 2
    for sheet in range(2):
        assert not paper.picture(sheet, 400, 1.0).isNull()
    on_it = " ".join(paper.words().split())
    left_out = [one.words for pieces in paper.left_out.values() for one in pieces]
    for first, _second in (*lines(colibri, "sentence"), *lines(colibri, "person")):
        assert first in on_it or first in left_out


def _fits(person) -> None:
    """Nothing is wider than the page, and nothing is cut off at its side."""
    page = person.window.page
    board, port = page._board, page._scroll.viewport()
    assert board.width() <= port.width()
    for one in board.findChildren(QLabel) + board.findChildren(GrowEdit):
        if one.isVisible():
            right = one.mapTo(board, one.rect().topRight()).x()
            assert right <= board.width(), one.accessibleName()[:40]


def test_last_weeks_intention_is_kept_with_one_click(colibri) -> None:
    """A new week: the page asks once, and shows no number of anything."""
    colibri.click("nav-plan")
    colibri.click("add-if_then")
    colibri.write("if_then-first", "termino")
    colibri.write("if_then-second", "camino")
    colibri.click("done-if_then")
    colibri.click("choose")
    colibri.quit()
    colibri.clock.move(days=7)
    colibri.start_program()
    colibri.wait_for(lambda: colibri.window.profile, "an open profile")
    colibri.click("nav-plan")
    colibri.wait_to_read("La semana pasada elegiste: «Si termino, entonces camino».")
    colibri.click("week-keep")
    colibri.wait_to_read("Intención de la semana")
    assert "La semana pasada" not in colibri.reads()


def test_a_sentence_of_a_lesson_is_found_in_the_plan(colibri) -> None:
    colibri.window.go.page("lesson", lesson=WHY, shows="end")
    colibri.wait_to_read("Llévate una frase")
    take = colibri.window.page._run.lesson.take
    colibri.clicks = 0
    colibri.click("end-take")
    assert colibri.clicks == 1
    colibri.wait_to_read("Está en Mi plan")
    colibri.window.go.page("plan")
    colibri.wait_to_read(take)


def test_a_note_written_in_a_lesson_is_found_again(colibri) -> None:
    """Weeks later she looks for it, opens the lesson there, and comes back."""
    colibri.window.go.page("lesson", lesson=WHY)
    colibri.click("own-note")
    colibri.write("note-own", "Caminé hasta el río")
    step = colibri.window.page._run.step.title
    colibri.click("nav-plan")
    colibri.click("tab-notes")
    colibri.wait_to_read("Caminé hasta el río")
    colibri.write("search-notes", "rio")
    colibri.wait_to_read("1 nota encontrada")
    colibri.click("open-note")
    assert colibri.window.page._run.step.title == step
    colibri.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    colibri.wait_to_read("Mis notas privadas")


def test_the_plan_is_on_paper_in_two_clicks(colibri, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There is no printer here, so the second click saves a PDF."""
    file = tmp_path / "plan.pdf"
    monkeypatch.setattr(QDialog, "exec", lambda self: self.show())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    colibri.click("nav-plan")
    colibri.clicks = 0
    colibri.click("print")
    preview = next(one for one in colibri.window.page.findChildren(QDialog) if one.isVisible())
    save = preview.findChild(QWidget, "save-pdf")
    save.click()
    colibri.clicks += 1
    assert colibri.clicks == 2
    assert file.read_bytes().startswith(b"%PDF")
    assert b"Care Companion" not in file.read_bytes()
    preview.close()


def test_a_guests_plan_touches_no_disk(person, profile_files: Callable[[], list[Path]]) -> None:
    person.window.go.enter(person.app.profiles.guest())
    before = profile_files()
    person.click("nav-plan")
    person.click("add-limit")
    person.write("limit-first", "no reviso mensajes")
    person.click("done-limits")
    person.wait_to_read("no reviso mensajes")
    assert profile_files() == before
