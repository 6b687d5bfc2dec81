"""Questions come back: a lesson finished one day, its questions the next, by mouse and by keyboard alone."""

from PySide6.QtCore import Qt

from carecompanion.content.model import LessonId

WHY = LessonId("cuidarme/por-que-cuidarme")


def finish_a_lesson(person) -> None:
    """By clicks, from the first step to the last."""
    person.window.go.page("lesson", lesson=WHY)
    for _step in range(20):
        if person.button("end-today"):
            break
        person.click("next")
    person.click("end-today")


def the_next_day(person, clock) -> None:
    person.quit()
    clock.move(days=1)
    person.start_program()
    person.wait_for(lambda: person.window.profile and person.window.page, "an open profile")


def question_now(person):
    return person.window.page._run.current.question


def test_a_lesson_comes_back_the_next_day_by_mouse(colibri, clock) -> None:
    """The same day nothing; the next day a card that can wait; some questions, one tried again; then it is done."""
    finish_a_lesson(colibri)
    assert colibri.button("review") is None
    the_next_day(colibri, clock)
    colibri.wait_to_read("Para repasar")
    colibri.wait_to_read("También puede esperar.")
    colibri.click("review")
    total = len(colibri.window.page._run.questions)
    colibri.wait_to_read(f"Pregunta 1 de {total}")
    first = question_now(colibri)
    wrong = next(number for number, one in enumerate(first.options) if not one.is_caring)
    right = next(number for number, one in enumerate(first.options) if one.is_caring)
    colibri.click(f"choice-{wrong}")
    colibri.wait_to_read(first.options[wrong].lead)
    colibri.click("try-again")
    colibri.click(f"choice-{right}")
    colibri.wait_to_read(first.options[right].lead)
    colibri.click("next")
    for number in range(2, total + 1):
        colibri.wait_to_read(f"Pregunta {number} de {total}")
        caring = next(number for number, one in enumerate(question_now(colibri).options) if one.is_caring)
        colibri.click(f"choice-{caring}")
        colibri.click("next")
    colibri.wait_to_read("Eso es todo por hoy.")
    colibri.click("review-back")
    colibri.wait_to_read("¿Cómo estás ahora?")
    assert colibri.button("review") is None
    the_next_day(colibri, clock)
    colibri.wait_to_read("1 pregunta que ya viste")  # the one that was tried twice


def test_by_keyboard_alone_with_a_pause_and_leaving_in_the_middle(colibri, clock) -> None:
    """Tab, a digit, Enter, page down; F7 and back; then the phone rings. What was answered stays answered."""
    finish_a_lesson(colibri)
    the_next_day(colibri, clock)
    due = colibri.window.profile.reviewing.count()
    colibri.tab_to("review")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_for(lambda: colibri.window.place.name == "review", "the review")
    first = question_now(colibri)
    colibri.tab_to("choice-0")
    colibri.press(Qt.Key.Key_2)
    assert colibri.window.page._run.tries.is_open, "moving decides nothing"
    colibri.press(Qt.Key.Key_Return)
    assert colibri.window.page._run.tries.last == 1
    colibri.wait_to_read(first.options[1].lead)
    colibri.press(Qt.Key.Key_PageDown)
    second = question_now(colibri)
    assert second.id != first.id
    colibri.press(Qt.Key.Key_F7)
    assert second.prompt not in colibri.reads()
    colibri.press(Qt.Key.Key_Escape)
    colibri.wait_to_read(second.prompt)
    colibri.tab_to("review-lesson")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_for(lambda: colibri.window.place.name == "lesson", "the lesson it comes from")
    colibri.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    colibri.wait_to_read(second.prompt)
    colibri.tab_to("leave")
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_for(lambda: colibri.window.place.name == "today", "Today")
    assert colibri.window.profile.reviewing.count() == due - 1
