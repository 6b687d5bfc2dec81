"""Colibrí studies: FLOWS 2 and 3, a pause, a power cut, a full disk."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from carecompanion.errors import StorageFull
from carecompanion.ui import note_copy

WHY, SIGNS, MEMORY = "cuidarme/por-que-cuidarme", "cuidarme/mis-senales", "cuidar/la-memoria"


def open_lesson(person, lesson: str = WHY) -> None:
    person.window.go.page("lesson", lesson=lesson)
    person.wait_for(lambda: person.window.place.name == "lesson", "the lesson")


def title_of(person) -> str:
    return person.window.page._run.step.title


def to_the_first_question(person) -> None:
    while person.window.page._run.step.question is None:
        person.click("next")


def test_coming_back_is_one_click_to_the_same_step(colibri) -> None:
    """Yesterday Colibrí stopped at the third step. Today one click is enough: the picker is skipped."""
    open_lesson(colibri)
    colibri.click("next")
    colibri.click("next")
    left_at = title_of(colibri)
    colibri.quit()
    colibri.start_program()
    colibri.wait_to_read(f"Te quedaste en «{left_at}».")
    colibri.clicks = 0
    colibri.click("continue")
    colibri.wait_for(lambda: colibri.window.place.name == "lesson", "the lesson")
    assert title_of(colibri) == left_at
    assert colibri.clicks == 1


def test_a_lesson_from_the_first_step_to_the_last(colibri) -> None:
    """She reads, answers, tries again, writes, and finishes."""
    open_lesson(colibri)
    to_the_first_question(colibri)
    question = colibri.window.page._run.step.question
    wrong = next(n for n, option in enumerate(question.options) if not option.is_caring)
    right = next(n for n, option in enumerate(question.options) if option.is_caring)
    colibri.click(f"choice-{wrong}")
    colibri.wait_to_read(question.options[wrong].lead)
    colibri.wait_to_read("Tu respuesta")
    colibri.click("try-again")
    colibri.click(f"choice-{right}")
    colibri.wait_to_read(question.options[right].lead)
    for _step in range(12):
        if colibri.button("end-today"):
            break
        colibri.click("next")
    colibri.wait_to_read("Llévate una frase")
    colibri.wait_to_read(colibri.window.page._run.lesson.take)
    colibri.click("end-today")
    progress = {one.card.id: one for course in colibri.window.profile.study.courses() for one in course.lessons}
    assert progress[WHY].is_finished


def test_a_question_by_keyboard_alone(colibri) -> None:
    """B, and Enter to mean it."""
    open_lesson(colibri)
    to_the_first_question(colibri)
    colibri.tab_to("choice-0")
    colibri.press(Qt.Key.Key_B)
    question = colibri.window.page._run.step.question
    assert colibri.window.page._run.tries(question).is_open, "moving decides nothing"
    colibri.press(Qt.Key.Key_Return)
    assert colibri.window.page._run.tries(question).last == 1
    colibri.wait_to_read(question.options[1].lead)


def test_what_is_written_is_kept_a_second_after_the_last_key(colibri) -> None:
    """Nobody has to press a button called Save."""
    open_lesson(colibri)
    colibri.click("own-note")
    colibri.write("note-own", "Hoy camino a casa")
    assert colibri.window.profile.study.notes() == ()
    colibri.wait(1300)
    assert [one.note.text for one in colibri.window.profile.study.notes()] == ["Hoy camino a casa"]
    colibri.wait_to_read("Guardado en esta computadora")
    colibri.wait_to_read("Nunca escribas nombres reales de las personas que atiendes.")


def test_the_power_goes_and_everything_confirmed_is_there(colibri) -> None:
    """A power cut at noon. She comes back to the same step, her answer and her note."""
    open_lesson(colibri)
    colibri.click("own-note")
    colibri.write("note-own", "lo que escribí antes del apagón")
    to_the_first_question(colibri)
    colibri.click("choice-0")
    left_at = title_of(colibri)
    colibri.pull_the_plug()
    colibri.start_program()
    colibri.wait_to_read("Se cerró sin avisar. Seguimos donde quedaste.")
    colibri.click("notice-continue")
    colibri.wait_for(lambda: colibri.window.place.name == "lesson", "the lesson")
    assert title_of(colibri) == left_at
    question = colibri.window.page._run.step.question
    assert colibri.window.page._run.tries(question).options == (0,)
    assert [one.note.text for one in colibri.window.profile.study.notes()] == ["lo que escribí antes del apagón"]


def test_hard_content_is_announced_and_every_way_is_open(colibri) -> None:
    """She reads only the summary, and nothing is held against her."""
    open_lesson(colibri, MEMORY)
    colibri.wait_to_read("Antes de seguir")
    go_on, skip = colibri.button("notice-go"), colibri.button("notice-skip")
    assert abs(go_on.width() - skip.width()) <= 1
    assert go_on.height() == skip.height()
    colibri.click("notice-summary")
    notice = colibri.window.page._run.lesson.notice
    colibri.wait_to_read(notice.summary)
    colibri.click("summary-enough")
    assert colibri.window.page._run.is_last
    colibri.click("next")
    colibri.wait_to_read("Llévate una frase")


def test_a_pause_hides_the_lesson_and_is_kept_nowhere(colibri) -> None:
    """Something comes close to home. F7, and the page is calm."""
    open_lesson(colibri)
    words = colibri.window.page._run.step.title
    before = _rows(colibri)
    colibri.press(Qt.Key.Key_F7)
    colibri.wait_to_read("Hagamos una pausa")
    assert words not in colibri.reads()
    colibri.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    colibri.wait_to_read("Hagamos una pausa")
    assert words not in colibri.reads(), "larger text does not bring the lesson back"
    colibri.press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    colibri.click("pause-back")
    colibri.wait_to_read(words)
    assert _rows(colibri) == before


def test_breathing_and_grounding_come_back_to_the_calm_page_and_then_the_same_step(colibri) -> None:
    """Nothing hard comes back by itself: from breathing to the pause, and from there when she wants."""
    open_lesson(colibri)
    colibri.click("next")
    here = title_of(colibri)
    colibri.press(Qt.Key.Key_F7)
    for way in ("pause-breathe", "pause-ground"):
        colibri.click(way)
        colibri.wait_for(lambda: colibri.window.place.name == "practice", "the practice")
        colibri.click("leave")
        colibri.wait_to_read("Hagamos una pausa")
    colibri.click("pause-back")
    colibri.wait_to_read(here)


def test_a_hard_step_may_be_named_and_a_practice_comes_back_to_it(colibri) -> None:
    """It stirs something. She says 7, her heart is racing; two minutes with the senses, and she reads on."""
    open_lesson(colibri, SIGNS)
    colibri.click("notice-go")
    while colibri.button("notice-go") is None:
        colibri.click("next")
    colibri.click("notice-go")
    here = title_of(colibri)
    colibri.wait_to_read("¿Cómo te deja esto?")
    colibri.tab_to("pace-level")
    colibri.press(Qt.Key.Key_7)
    colibri.click("pace-racing")
    colibri.click("pace-practise")
    colibri.wait_for(lambda: colibri.window.place.name == "practice", "the practice")
    colibri.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    colibri.wait_to_read(here)
    assert "¿Cómo te deja esto?" not in colibri.reads(), "asked once"
    (felt,) = colibri.window.profile.keeper.journal.steps_felt_of(SIGNS)
    assert (felt.level, felt.reaction) == (7, "racing")
    colibri.click("next")
    assert title_of(colibri) != here


def test_help_from_a_lesson_and_back_to_the_same_step(colibri) -> None:
    open_lesson(colibri)
    colibri.click("next")
    here = title_of(colibri)
    colibri.press(Qt.Key.Key_F1)
    colibri.wait_to_read("105")
    colibri.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    colibri.wait_for(lambda: colibri.window.place.name == "lesson", "the lesson")
    assert title_of(colibri) == here


def test_on_a_full_disk_her_words_stay_on_the_screen(colibri, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The disk is full. The text stays, she is told, she may take a copy, and later it is kept."""
    open_lesson(colibri)
    journal = colibri.window.profile.keeper.journal
    real = journal.keep

    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull("No queda espacio en el disco.")

    colibri.click("own-note")
    monkeypatch.setattr(journal, "keep", full)
    colibri.write("note-own", "que no se pierda")
    colibri.wait(1200)
    colibri.wait_to_read("No se pudo guardar. Tu texto sigue aquí.")
    box = colibri.window.findChild(QPlainTextEdit)
    assert box.toPlainText() == "que no se pierda"
    copy = tmp_path / "copia.txt"
    monkeypatch.setattr(note_copy, "ask", lambda *_words: True)
    monkeypatch.setattr(note_copy, "ask_file", lambda *_where: copy)
    colibri.click("banner-act")
    assert "que no se pierda" in copy.read_text(encoding="utf-8")
    monkeypatch.setattr(journal, "keep", real)
    assert colibri.window.profile.keeper.retry()
    assert [one.note.text for one in colibri.window.profile.study.notes()] == ["que no se pierda"]


def test_searching_leads_to_the_step(colibri) -> None:
    """Ctrl+K, a word, and the step that says it."""
    colibri.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    colibri.wait_for(lambda: colibri.window.place.name == "learn", "Learn")
    colibri.type("cervezas")
    colibri.click("open-result")
    colibri.wait_for(lambda: colibri.window.place.name == "lesson", "the lesson")
    assert "cervezas" in colibri.reads().casefold()


def _rows(person) -> tuple[int, ...]:
    journal = person.window.profile.keeper.journal
    return (len(journal.notes()), len(journal.places()), len(journal.answers_of(WHY)))
