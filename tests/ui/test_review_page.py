"""Review, its card on Today, and the record of study on paper."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from carecompanion.app import App
from carecompanion.content.model import LessonId, Question
from carecompanion.learning.records import Note
from carecompanion.services.my_record import FinishedCourse, FinishedLesson, MyRecord, my_record
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.reviewing import AT_ONCE
from carecompanion.settings import Appearance
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.pages.review import ReviewPage
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.record_print import LONGEST_NAME, record_paper, record_preview
from carecompanion.ui.widgets.choice import Choice
from carecompanion.ui.widgets.fields import TextField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WHY, BODY, SIGNS = (LessonId(f"cuidarme/{name}") for name in ("por-que-cuidarme", "estres-en-mi-cuerpo", "mis-senales"))
KEY = Qt.Key


@pytest.fixture
def here(blank_window: MainWindow, clock: Any) -> MainWindow:
    """Colibrí is in, with a lesson finished yesterday."""
    window = blank_window
    profile = window.app.profiles.create(NewProfile("Colibrí"))
    profile.preferences.keep_appearance(Appearance(language="es", reduced_motion=True))
    finish(profile, WHY)
    clock.move(days=1)
    window.go.enter(profile)
    QApplication.processEvents()
    return window


def finish(profile: OpenProfile, lesson: LessonId) -> None:
    run = profile.study.open_lesson(lesson)
    run.begin()
    run.finish()


def press(window: MainWindow, name: str) -> None:
    QApplication.processEvents()
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
    QApplication.processEvents()


def sees(window: MainWindow, name: str) -> bool:
    return any(one.isVisible() for one in window.findChildren(QWidget, name))


def words(window: MainWindow) -> str:
    QApplication.processEvents()
    kinds = (QLabel, QAbstractButton)
    return "\n".join(one.text() for one in window.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible())


def page(window: MainWindow) -> ReviewPage:
    assert isinstance(window.page, ReviewPage)
    return window.page


def option(question: Question, *, is_caring: bool) -> int:
    return next(number for number, one in enumerate(question.options) if one.is_caring is is_caring)


def review(window: MainWindow) -> Question:
    window.show_page("review")
    QApplication.processEvents()
    return page(window)._run.current.question


class TestToday:
    def test_what_is_due_takes_the_place_of_the_privacy_card(self, here: MainWindow) -> None:
        count = here.profile.reviewing.count()
        assert count > 1
        assert f"{count} preguntas que ya viste" in words(here)
        assert "También puede esperar." in words(here)
        assert "Tu privacidad" not in words(here)
        press(here, "review")
        assert here.place.name == "review"

    def test_when_nothing_is_due_the_privacy_card_stays(self, here: MainWindow, clock: Any) -> None:
        clock.move(days=-1)
        here.show_page("today")
        assert "Tu privacidad" in words(here)
        assert not sees(here, "review")

    def test_it_speaks_of_one_sitting_however_much_is_due(self, here: MainWindow, clock: Any) -> None:
        finish(here.profile, BODY)
        finish(here.profile, SIGNS)
        clock.move(days=1)
        assert here.profile.reviewing.count() > AT_ONCE
        here.show_page("today")
        assert f"{AT_ONCE} preguntas que ya viste" in words(here)


class TestReview:
    def test_a_question_with_where_it_comes_from_and_where_one_is(self, here: MainWindow) -> None:
        question = review(here)
        seen = words(here)
        assert question.prompt in seen
        assert "Por qué cuidarme" in seen
        assert f"Pregunta 1 de {here.profile.reviewing.count()}" in seen
        assert not sees(here, "try-again")
        assert here.focusWidget() is page(here)._view.title

    def test_feedback_teaches_and_one_may_try_again(self, here: MainWindow) -> None:
        question = review(here)
        wrong, right = option(question, is_caring=False), option(question, is_caring=True)
        press(here, f"choice-{wrong}")
        assert question.options[wrong].lead in words(here)
        press(here, "try-again")
        assert page(here)._view.feedback is None
        assert here.focusWidget().objectName() == "choice-0"
        press(here, f"choice-{right}")
        assert question.options[right].lead in words(here)
        assert not sees(here, "try-again")

    def test_to_the_end_and_back_to_today(self, here: MainWindow) -> None:
        review(here)
        while not page(here)._run.is_over:
            press(here, f"choice-{option(page(here)._run.current.question, is_caring=True)}")
            press(here, "next")
        assert "Eso es todo por hoy." in words(here)
        assert "Las otras preguntas pueden esperar." not in words(here)
        assert not sees(here, "footer")
        assert not any(sign in words(here) for sign in ("%", "puntos", "racha"))
        press(here, "review-back")
        assert here.place.name == "today"
        assert not sees(here, "review")

    def test_what_was_passed_over_is_not_pressed(self, here: MainWindow) -> None:
        review(here)
        while not page(here)._run.is_over:
            press(here, "next")
        assert "Las otras preguntas pueden esperar." in words(here)

    def test_it_can_be_left_at_any_time(self, here: MainWindow) -> None:
        due = here.profile.reviewing.count()
        press(here, f"choice-{option(review(here), is_caring=True)}")
        press(here, "leave")
        assert here.place.name == "today"
        assert here.profile.reviewing.count() == due - 1

    def test_nothing_to_review_is_fine(self, here: MainWindow, clock: Any) -> None:
        clock.move(days=-1)
        here.show_page("review")
        assert "Hoy no hay nada para repasar. También está bien." in words(here)
        here.pause()
        press(here, "pause-skip")
        assert "Hoy no hay nada para repasar. También está bien." in words(here)
        press(here, "review-back")
        assert here.place.name == "today"

    def test_the_way_to_the_lesson_and_back_to_the_same_question(self, here: MainWindow) -> None:
        review(here)
        press(here, "next")
        returning = page(here)._run.current
        press(here, "review-lesson")
        assert here.place.name == "lesson"
        assert here.page._run.step.id == returning.step.id
        here.back()
        assert page(here)._run.current is returning

    def test_another_look_and_language_keep_question_and_answer(self, here: MainWindow) -> None:
        question = review(here)
        wrong = option(question, is_caring=False)
        press(here, f"choice-{wrong}")
        here.profile.preferences.keep_appearance(Appearance(language="en", text_scale=2.0, reduced_motion=True))
        here.refresh()
        now = page(here)._run.current.question
        assert (now.id, page(here)._run.tries.last) == (question.id, wrong)
        assert now.prompt != question.prompt
        assert now.prompt in words(here)
        assert now.options[wrong].lead in words(here)
        assert sees(here, "try-again")
        assert sees(here, "review-lesson")

    def test_a_pause_takes_the_question_off_the_screen_and_stays_a_pause(self, here: MainWindow) -> None:
        question = review(here)
        here.pause()
        assert question.prompt not in words(here)
        here.refresh()
        assert question.prompt not in words(here)
        assert "Volver al repaso" in words(here)
        press(here, "pause-back")
        assert question.prompt in words(here)
        assert page(here)._run.current.question.id == question.id

    @pytest.mark.parametrize(
        ("choice", "place"), [("breathe", "practice"), ("ground", "practice"), ("today", "today"), ("help", "help")]
    )
    def test_where_a_pause_leads(self, here: MainWindow, choice: str, place: str, qtbot: Any) -> None:
        review(here)
        here.pause()
        press(here, f"pause-{choice}")
        qtbot.waitUntil(lambda: here.place.name == place)

    def test_a_question_may_be_skipped_from_a_pause(self, here: MainWindow) -> None:
        first = review(here)
        due = here.profile.reviewing.count()
        here.pause()
        press(here, "pause-skip")
        assert page(here)._run.current.question.id != first.id
        assert here.profile.reviewing.count() == due

    def test_escape_leaves_the_pause_first_then_the_page(self, here: MainWindow) -> None:
        question = review(here)
        here.pause()
        here.escape()
        assert question.prompt in words(here)
        here.escape()
        assert here.place.name == "today"

    def test_hiding_covers_it_and_brings_it_back(self, here: MainWindow) -> None:
        question = review(here)
        here.go.hide()
        QApplication.processEvents()
        assert question.prompt not in words(here)
        here.go.hide()
        QApplication.processEvents()
        assert question.prompt in words(here)

    def test_page_down_goes_on(self, here: MainWindow) -> None:
        first = review(here)
        here.activateWindow()
        QTest.keyClick(here.windowHandle(), KEY.Key_PageDown)
        QApplication.processEvents()
        assert page(here)._run.current.question.id != first.id

    def test_with_large_text_the_feedback_comes_wholly_onto_the_screen(self, here: MainWindow, qtbot: Any) -> None:
        here.profile.preferences.keep_appearance(Appearance(language="es", text_scale=2.0, reduced_motion=True))
        here.show_page("today")
        here.refresh()
        press(here, f"choice-{option(review(here), is_caring=False)}")
        qtbot.wait(100)
        feedback, area = page(here)._view.feedback, page(here)._scroll.viewport()
        top = feedback.mapTo(area, feedback.rect().topLeft()).y()
        assert top >= 0
        assert top + feedback.height() <= area.height()


@pytest.mark.parametrize("text", ["Me quedo un buen rato con el celular, hasta que se me pase.", "Aguanto."])
def test_an_option_is_as_high_as_its_lines(qapp: QApplication, text: str) -> None:
    """Also in the widths in which the words just break."""
    block = Choice(text, "A")._text
    for width in range(block.natural - 60, block.natural + 10):
        assert block.height(width) == block._lay(width).lineCount() * block.line, width


class TestRecord:
    DAY = date(2026, 8, 4)
    RECORD = MyRecord(
        (
            FinishedCourse(
                "Cuidarme", (FinishedLesson("Mis <señales>", 9, DAY), FinishedLesson("El estrés", 55, DAY)), 2
            ),
            FinishedCourse("Cuidar", (FinishedLesson("El primer contacto", 9, date(2026, 7, 1)),), 3),
        ),
        gone=1,
    )

    def test_it_says_what_when_and_how_long(self, qapp: QApplication) -> None:
        said = record_paper(self.RECORD, self.DAY).words()
        assert "Registro de estudio" in said
        assert "Mis <señales>" in said
        assert "1 de julio de 2026" in said
        assert "2 lecciones, 1 h 4 min. Curso completo." in said
        assert "1 lección, 9 min" in said
        assert "En total: 3 lecciones, 1 h 13 min" in said
        assert "La duración es el tiempo previsto de cada lección." in said
        assert "Hay 1 lección más terminada" in said

    def test_scenes_stand_apart_and_nothing_says_how_they_ended(self, qapp: QApplication) -> None:
        with_scenes = replace(self.RECORD, scenes=(FinishedLesson("La puerta <1>", 8, date(2026, 7, 2)),))
        said = record_paper(with_scenes, self.DAY).words()
        assert "Escenas" in said
        assert "La puerta <1>" in said
        assert "2 de julio de 2026" in said
        assert "La duración es el tiempo previsto de cada lección y escena." in said
        assert "En total: 3 lecciones, 1 h 13 min" in said

    def test_no_name_unless_typed_and_no_program(self, qapp: QApplication) -> None:
        bare = record_paper(self.RECORD, self.DAY, "   ").web_page()
        named = record_paper(self.RECORD, self.DAY, "  Flor <b>  Núñez ").web_page()
        assert "Flor &lt;b&gt; Núñez" in named
        assert 'dir="auto"' not in bare
        assert "Care Companion" not in bare + named

    def test_a_long_record_runs_over_several_pages(self, qapp: QApplication) -> None:
        many = tuple(FinishedLesson(f"Lección {number}", 8, self.DAY) for number in range(60))
        assert record_paper(MyRecord((FinishedCourse("Cuidar", many, 60),)), self.DAY).pages > 1

    def test_a_name_typed_beside_the_preview_stands_on_the_paper(self, window: MainWindow) -> None:
        preview = record_preview(window, self.RECORD, self.DAY)
        field = preview.findChild(TextField, "record-name")
        assert field.text() == ""
        field.line.setText("Flor")
        assert "Flor" in preview._paper.words()
        field.line.setText("")
        assert "Flor" not in preview._paper.words()
        field.line.setText("w" * 200)
        assert len(field.text()) == LONGEST_NAME

    def test_from_learn_and_with_ctrl_p(self, here: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        shown: list[PrintPreview] = []
        monkeypatch.setattr(PrintPreview, "exec", lambda self: shown.append(self))
        here.show_page("learn")
        press(here, "my-record")
        here.print_page()
        assert [one.windowTitle() for one in shown] == ["Registro de estudio"] * 2

    def test_nothing_finished_no_button_no_paper(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        shown: list[PrintPreview] = []
        monkeypatch.setattr(PrintPreview, "exec", lambda self: shown.append(self))
        window.show()
        window.go.enter(window.app.profiles.create(NewProfile("Colibrí")))
        window.show_page("learn")
        window.print_page()
        assert not sees(window, "my-record")
        assert not shown

    def test_nothing_private_is_on_it(self, here: MainWindow, app_parts: App) -> None:
        """Neither nickname, nor note, nor answer, nor what is in a lesson."""
        profile = here.profile
        run = profile.study.open_lesson(WHY)
        profile.keeper.keep(Note(WHY, run.step.id, "", "Hoy lloré en el baño", app_parts.clock()))
        said = record_paper(my_record(profile.study), self.DAY).web_page()
        assert run.lesson.title in said
        for private in ("Colibrí", "lloré", run.step.title):
            assert private not in said
