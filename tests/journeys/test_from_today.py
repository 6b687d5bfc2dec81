"""From Today: a check-in in five clicks (FLOWS 5), a first intention and its answer (FLOWS 8), a practice and back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from carecompanion.services.wellbeing import MINUTE
from carecompanion.ui.widgets.levels import Level
from carecompanion.ui.widgets.scale import ScaleCells

WHY = "cuidarme/por-que-cuidarme"


def begun(person) -> None:
    """Not the first day any more."""
    person.window.go.page("lesson", lesson=WHY)
    person.window.go.page("today")
    person.wait_to_read("¿Cómo estás ahora?")


def click_number(person, number: int) -> None:
    """The cell of a scale, where it is painted."""
    scale = person.wait_for(lambda: person.seen(QWidget, "question-estres"), "the scale").findChild(ScaleCells)
    person.clicks += 1
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=scale._cell(number).center().toPoint())
    QApplication.processEvents()


def click_level(person, question: str, value: int) -> None:
    level = person.seen(QWidget, f"question-{question}").findChild(Level, f"level-{value}")
    person.clicks += 1
    QTest.mouseClick(level, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_check_in_is_five_clicks_away_and_today_knows_it_afterwards(colibri) -> None:
    """A face, stress, energy, sleep, Guardar. Then Today says why it suggests breathing."""
    begun(colibri)
    colibri.clicks = 0
    colibri.click("mood-2")
    colibri.wait_for(lambda: colibri.window.place.name == "wellbeing", "the check-in")
    click_number(colibri, 7)
    click_level(colibri, "energia", 2)
    click_level(colibri, "sueno", 1)
    colibri.click("minute-save")
    assert colibri.clicks == 5
    entry = colibri.window.profile.wellbeing.newest(MINUTE)
    assert entry.answers == {"animo": 2, "estres": 7, "energia": 2, "sueno": 1}
    colibri.window.go.page("today")
    colibri.wait_to_read("Hoy anotaste estrés 7 de 10. Alargar la salida del aire puede ayudar al cuerpo")


def test_one_left_half_done_is_offered_on_today(colibri) -> None:
    """She picks a face and is called away. Nothing is lost, and nothing presses."""
    begun(colibri)
    colibri.click("mood-3")
    click_number(colibri, 6)
    colibri.quit()
    colibri.start_program()
    colibri.wait_to_read("Tenías un registro a medias.")
    colibri.click("draft-continue")
    colibri.wait_for(lambda: colibri.window.place.name == "wellbeing", "the check-in")
    assert colibri.window.profile.wellbeing.has_draft(MINUTE)


def test_a_practice_comes_back_to_today(colibri) -> None:
    begun(colibri)
    colibri.click("practise")
    colibri.wait_for(lambda: colibri.window.place.name == "practice", "the practice")
    colibri.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    colibri.wait_to_read("¿Cómo estás ahora?")
    colibri.click("other-practice")
    colibri.wait_for(lambda: colibri.window.place.name == "practise", "all practices")


def test_an_intention_is_asked_about_and_its_answer_stays_changeable(colibri) -> None:
    """Without one Today leads to the plan; with one it asks once a day whether the moment came."""
    begun(colibri)
    colibri.click("create-intention")
    colibri.wait_for(lambda: colibri.window.place.name == "plan", "the plan")
    planning = colibri.window.profile.planning
    line = planning.new("if_then")
    planning.keep(type(line)(line.line, "if_then", "llego a casa", "camino un poco", "", "", line.place, line.at))
    planning.choose(planning.line(line.line))
    colibri.window.go.page("today")
    colibri.wait_to_read("¿Hoy se dio la ocasión?")
    colibri.click("met-yes")
    assert planning.met_today() == "yes"
    colibri.click("met-not_today")
    assert planning.met_today() == "not_today"
    colibri.quit()
    colibri.start_program()
    colibri.wait_to_read("¿Hoy se dio la ocasión?")
    assert colibri.button("met-not_today").isChecked()


def test_today_by_keyboard_alone(colibri) -> None:
    """Every card can be reached and used without a mouse."""
    begun(colibri)
    colibri.tab_to("mood-1")
    colibri.tab_to("practise")
    colibri.tab_to("other-practice")
    colibri.tab_to("create-intention")
    colibri.tab_to("mood-1")
    colibri.press(Qt.Key.Key_Right)
    assert colibri.window.place.name == "today", "looking is not choosing"
    colibri.press(Qt.Key.Key_Return)
    colibri.wait_for(lambda: colibri.window.place.name == "wellbeing", "the check-in")
