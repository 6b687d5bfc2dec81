"""Colibrí asks herself how she is: FLOWS 5, 6 and 7, by mouse and by keyboard, also on a bad day of the machine."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from carecompanion.content.model import CheckInId, ItemId
from carecompanion.errors import StorageFull
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.widgets.dialog import Question
from carecompanion.ui.widgets.help_first import HelpFirst
from carecompanion.ui.widgets.scale import ScaleCells
from carecompanion.ui.widgets.wheel import CareWheel

MINUTE, FIVE, WORK = (CheckInId(f"cuidarme/{name}") for name in ("un-minuto", "cinco-dimensiones", "mi-trabajo"))
KEY = Qt.Key


# ---- one minute


def test_from_today_it_takes_five_clicks(colibri) -> None:
    """A face, stress, energy, sleep, Save."""
    not_the_first_day(colibri)
    go_to(colibri, "today")
    colibri.clicks = 0
    colibri.click("mood-3")
    colibri.wait_for(lambda: colibri.button("minute-save"), "the minute")
    click_stress(colibri, 6)
    click_level(colibri, "energia", 2)
    click_level(colibri, "sueno", 3)
    colibri.click("minute-save")
    colibri.wait_to_read("Guardado en esta computadora")
    assert colibri.clicks == 5
    assert newest(colibri).answers == {"animo": 3, "estres": 6, "energia": 2, "sueno": 3}


def test_from_the_navigation_it_takes_six(colibri) -> None:
    go_to(colibri, "today")
    colibri.clicks = 0
    colibri.click("navigate-wellbeing") if colibri.button("navigate-wellbeing") else colibri.click_words("¿Cómo estoy?")
    colibri.click("mood-3")
    click_stress(colibri, 6)
    click_level(colibri, "energia", 2)
    click_level(colibri, "sueno", 3)
    colibri.click("minute-save")
    colibri.wait_to_read("Guardado en esta computadora")
    assert colibri.clicks == 6


def test_by_keyboard_alone(colibri) -> None:
    """From the tabs to Save, and on to the history; nothing needs a mouse."""
    open_minute(colibri)
    colibri.tab_to("mood-1")
    colibri.press(KEY.Key_4)
    tab_to_scale(colibri)
    colibri.press(KEY.Key_1)
    colibri.press(KEY.Key_0)
    colibri.tab_to("level-1")
    colibri.press(KEY.Key_End)
    colibri.tab_to("chip-Turno largo")
    colibri.press(KEY.Key_Right)
    colibri.press(KEY.Key_Space)
    colibri.tab_to("minute-note-open")
    colibri.press(KEY.Key_Return)
    colibri.type("Dormí poco.")
    colibri.tab_to("minute-save")
    colibri.press(KEY.Key_Return)
    colibri.wait_to_read("Guardado en esta computadora")
    entry = newest(colibri)
    assert entry.answers == {"animo": 4, "estres": 10, "energia": 5}
    assert (entry.tags, entry.note) == (("Un relato difícil",), "Dormí poco.")
    colibri.wait_to_read("Ver con quién hablar")
    colibri.tab_to("saved-history")
    colibri.press(KEY.Key_Return)
    colibri.wait_for(lambda: colibri.seen(QWidget, "rest"), "the history")


def test_a_screen_reader_hears_scale_and_faces(colibri) -> None:
    open_minute(colibri)
    scale = colibri.window.findChild(ScaleCells)
    scale.setValue(6)
    assert scale.accessibleName() == "Mi estrés ahora"
    assert scale.accessibleDescription() == "6 de 10, entre nada de estrés y el máximo que imagino"
    face = colibri.button("mood-3")
    assert (face.accessibleName(), face.accessibleDescription()) == ("Regular", "3 de 5. Mi ánimo ahora")


def test_stress_of_eight_and_three_in_a_row(colibri) -> None:
    """First a card with whom to talk to; the third time help comes first, and one may go on."""
    for _time in range(2):
        save_minute(colibri, animo=3, estres=8)
        colibri.wait_for(lambda: colibri.seen(QWidget, "support"), "the plum card")
        assert colibri.seen(HelpFirst, "help-first") is None
    save_minute(colibri, animo=3, estres=8)
    colibri.wait_for(lambda: colibri.seen(HelpFirst, "help-first"), "help first")
    assert "Tu estrés está alto ahora." not in colibri.reads()
    colibri.click("help-first-help")
    colibri.wait_for(lambda: colibri.window.place.name == "help", "the page of help")
    colibri.press(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    colibri.wait_for(lambda: colibri.seen(HelpFirst, "help-first"), "what she came from")


def test_pulling_the_plug_loses_no_click(colibri) -> None:
    open_minute(colibri)
    colibri.click("mood-2")
    click_stress(colibri, 7)
    colibri.pull_the_plug()
    colibri.start_program()
    colibri.wait_for(lambda: colibri.window.profile, "an open profile")
    open_minute(colibri)
    colibri.wait_to_read("Tenías un registro a medias.")
    colibri.click("draft-continue")
    assert colibri.button("mood-2").isChecked()
    assert colibri.window.findChild(ScaleCells).answer == 7
    colibri.click("minute-save")
    colibri.wait_to_read("Guardado en esta computadora")


def test_a_full_disk_keeps_the_answers_and_says_so(colibri, monkeypatch: pytest.MonkeyPatch) -> None:
    open_minute(colibri)
    journal = colibri.window.profile.keeper.journal
    real = journal.keep
    monkeypatch.setattr(journal, "keep", full)
    colibri.click("mood-2")
    click_stress(colibri, 7)
    colibri.wait_to_read("No se pudo guardar.")
    assert colibri.button("mood-2").isChecked()
    colibri.click("minute-save")
    colibri.wait_to_read("Todavía no se guardó.")
    assert "Guardado en esta computadora" not in colibri.reads()
    monkeypatch.setattr(journal, "keep", real)
    assert colibri.window.profile.keeper.retry()
    colibri.wait_to_read("Guardado en esta computadora")
    assert [entry.answers["estres"] for entry in entries(colibri)] == [7]


def test_hiding_in_the_middle_loses_nothing(colibri) -> None:
    open_minute(colibri)
    colibri.click("mood-2")
    colibri.click("minute-note-open")
    colibri.type("Sin nom")
    colibri.press(KEY.Key_F9)
    assert colibri.window.hiding.is_covered
    assert colibri.window.profile.wellbeing.open(MINUTE).note == "Sin nom"
    colibri.press(KEY.Key_F9)
    note = colibri.wait_for(lambda: colibri.seen(QWidget, "minute-note"), "the note")
    assert note.text() == "Sin nom"


# ---- the order of what was kept


def test_a_clock_set_back_moves_nothing(colibri) -> None:
    save_minute(colibri, animo=5, estres=1)
    colibri.clock.move(days=-40)
    save_minute(colibri, animo=1, estres=9)
    assert [entry.answers["animo"] for entry in entries(colibri)] == [1, 5], "the newest is what was kept last"


def test_two_in_one_minute_stay_two_and_in_order(colibri) -> None:
    save_minute(colibri, animo=2, estres=5)
    save_minute(colibri, animo=4, estres=4)
    open_history(colibri)
    colibri.click("day-2026-11-24")
    told = [words for words in day_words(colibri) if words.startswith("Mi ánimo ahora")]
    assert told == ["Mi ánimo ahora: mal", "Mi ánimo ahora: bien"]


def test_the_29th_of_february_has_its_day(colibri) -> None:
    colibri.clock.move(days=(datetime(2028, 2, 29, 14, tzinfo=UTC) - colibri.clock.now()).days)
    save_minute(colibri, animo=4, estres=2)
    open_history(colibri)
    colibri.click("day-2028-02-29")
    assert "Martes 29 de febrero" in day_words(colibri)
    colibri.press(KEY.Key_PageDown)
    colibri.press(KEY.Key_PageUp)
    assert colibri.button("day-2028-02-29") is not None


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Lima", "Pacific/Pago_Pago"])
def test_a_journey_to_another_time_zone_moves_no_day(colibri, zone: str, somewhere: "Somewhere") -> None:
    somewhere("America/Lima")
    save_minute(colibri, animo=2, estres=5)
    somewhere(zone)
    save_minute(colibri, animo=4, estres=4)
    first, second = reversed(entries(colibri))
    assert (first.answers["animo"], second.answers["animo"]) == (2, 4)
    assert (first.day.isoformat(), first.minute) == ("2026-11-24", 9 * 60)
    open_history(colibri)
    colibri.click(f"day-{first.day.isoformat()}")
    assert "9:00" in day_words(colibri)


# ---- a longer check-in


def test_five_dimensions_by_mouse_and_its_result(colibri) -> None:
    """Each page, its questions, its result; printing is two clicks."""
    go_to(colibri, "today")
    colibri.click_words("¿Cómo estoy?")
    colibri.clicks = 0
    colibri.click("tab-longer")
    colibri.click(f"longer-{FIVE}-begin")
    pages = colibri.window.profile.wellbeing.checkin(FIVE).pages
    for number, page in enumerate(pages):
        colibri.wait_to_read(page.title)
        for item in colibri.window.profile.wellbeing.checkin(FIVE).items_of(page.id):
            click_level(colibri, item.id, 4)
        colibri.click("run-next" if number < len(pages) - 1 else "run-result")
    colibri.wait_to_read("Así estás hoy")
    assert colibri.clicks == 2 + 25 + 5
    assert colibri.window.findChild(CareWheel) is not None
    colibri.clicks = 0
    seen: list[str] = []
    when_dialog(PrintPreview, lambda dialog: (seen.append(dialog._paper.words()), dialog.reject()))
    colibri.click("result-print")
    assert colibri.clicks == 1, "the second chooses printer, PDF or web page"
    assert "No es un diagnóstico." in seen[0]
    colibri.press(KEY.Key_Escape)
    colibri.wait_to_read("Disponible desde el")


def test_my_work_by_keyboard_alone(colibri) -> None:
    """With the switch on, a digit answers and the next question gets the focus."""
    go_to(colibri, "wellbeing")
    colibri.tab_to("tab-minute")
    colibri.press(KEY.Key_Right)
    colibri.tab_to(f"longer-{WORK}-begin")
    colibri.press(KEY.Key_Return)
    colibri.wait_to_read("Página 1 de 4.")
    colibri.tab_to("moves-on")
    colibri.press(KEY.Key_Space)
    for page in range(3):
        colibri.wait_to_read(f"Página {page + 1} de 4.")
        colibri.tab_to("level-1")
        while QApplication.focusWidget().objectName() != "run-next":
            colibri.press(KEY.Key_3)
        colibri.press(KEY.Key_Return)
    colibri.wait_to_read("Página 4 de 4.")
    colibri.tab_to("level-1")
    colibri.press(KEY.Key_1)
    assert QApplication.focusWidget().objectName() == "run-result"
    colibri.press(KEY.Key_Return)
    colibri.wait_to_read("Así estás hoy")
    entry = colibri.window.profile.wellbeing.newest(WORK)
    assert len(entry.answers) == 19 and entry.answers["seguridad"] == 1


def test_it_goes_on_at_the_same_page_after_a_power_cut(colibri) -> None:
    go_to(colibri, "wellbeing", tab="longer", checkin=FIVE)
    colibri.click("run-next")
    click_level(colibri, "mente-1", 2)
    colibri.pull_the_plug()
    colibri.start_program()
    colibri.wait_for(lambda: colibri.window.profile, "an open profile")
    go_to(colibri, "wellbeing", tab="longer")
    colibri.wait_to_read("Tenías un registro a medias.")
    colibri.click(f"longer-{FIVE}-begin")
    colibri.wait_to_read("Página 2 de 5.")
    row = colibri.seen(QWidget, "question-mente-1")
    assert row.field.answer == 2


def test_saying_yes_to_the_last_question(colibri) -> None:
    """Help at once, help instead of a result, help again later; she may always go on."""
    run = colibri.window.profile.wellbeing.open(WORK)
    run.answer(ItemId("carga-1"), 2)
    run.turn(3)
    go_to(colibri, "wellbeing", tab="longer", checkin=WORK)
    click_level(colibri, "seguridad", 2)
    colibri.wait_for(lambda: colibri.seen(HelpFirst, "help-first"), "help at once")
    colibri.click("run-result")
    colibri.wait_to_read("Gracias por responder")
    colibri.wait_for(lambda: colibri.seen(HelpFirst, "help-first"), "help instead of a result")
    assert "Alto" not in colibri.reads() and "Medio" not in colibri.reads()
    colibri.click("help-go-on")
    open_history(colibri)
    colibri.click("past-open")
    colibri.wait_for(lambda: colibri.seen(HelpFirst, "help-first"), "help again")
    colibri.click("help-today")
    assert colibri.window.place.name == "today"


# ---- history


def test_the_history_is_two_clicks_and_its_table_one_more(colibri) -> None:
    save_minute(colibri, animo=4, estres=3)
    go_to(colibri, "today")
    colibri.clicks = 0
    colibri.click_words("¿Cómo estoy?")
    colibri.click("tab-history")
    colibri.wait_for(lambda: colibri.seen(QWidget, "trend"), "the drawing")
    assert colibri.clicks == 2
    colibri.click("history-table")
    colibri.wait_for(lambda: colibri.seen(QWidget, "history-rows"), "the table")
    assert colibri.clicks == 3
    colibri.wait_for(lambda: colibri.button("history-export"), "the way to export")
    colibri.click("history-export")
    colibri.wait_for(lambda: colibri.window.place.name == "export", "the page of exporting")


def test_the_history_by_keyboard(colibri) -> None:
    """Through the drawing, the calendar, a day and back."""
    save_minute(colibri, animo=4, estres=3)
    open_history(colibri)
    colibri.tab_to("trend")
    colibri.press(KEY.Key_Right)
    assert "estrés 3 de 10" in QApplication.focusWidget().accessibleDescription()
    colibri.tab_to("day-2026-11-24")
    colibri.press(KEY.Key_Return)
    colibri.wait_to_read("Mi estrés ahora: 3 de 10")
    colibri.tab_to("day-close")
    colibri.press(KEY.Key_Return)
    assert QApplication.focusWidget().objectName() == "day-2026-11-24"
    colibri.tab_to("rest-today")
    colibri.press(KEY.Key_Return)
    colibri.wait_to_read("Hoy descansaste de verdad")
    assert QApplication.focusWidget().objectName() == "rest-undo-today"
    colibri.tab_to("shift-day")
    colibri.press(KEY.Key_Right)
    colibri.press(KEY.Key_Space)
    colibri.wait_to_read("el día siguiente es para descansar")


def test_erasing_a_day_by_keyboard_asks_with_the_number(colibri) -> None:
    """The safe answer has the focus, Esc means it; then she means it."""
    save_minute(colibri, animo=4, estres=3)
    save_minute(colibri, animo=2, estres=5)
    open_history(colibri)
    colibri.tab_to("history-erase")
    colibri.press(KEY.Key_Return)
    colibri.tab_to("day-2026-11-24")
    colibri.press(KEY.Key_Space)
    colibri.wait_to_read("1 día elegido: 2 registros.")
    colibri.tab_to("erase-act")
    asked: list[tuple[str, str]] = []

    def leave(question: Question) -> None:
        asked.append((question.accessibleName(), question.focusWidget().accessibleName()))
        QTest.keyClick(question, KEY.Key_Escape)

    when_dialog(Question, leave)
    colibri.press(KEY.Key_Return)
    assert asked == [("¿Borrar 2 registros?", "Conservarlos")]
    assert len(entries(colibri)) == 2
    when_dialog(Question, lambda question: question.act.click())
    colibri.window.activateWindow()  # no window manager here to do it
    colibri.tab_to("erase-act")
    colibri.press(KEY.Key_Return)
    colibri.wait_to_read("Se borraron 2 registros.")
    assert entries(colibri) == ()


# ---- parts


class Somewhere:
    """Moves this process to another time zone: `somewhere("America/Lima")`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, zone: str) -> None:
        self._monkeypatch.setenv("TZ", zone)
        time.tzset()


@pytest.fixture
def somewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[Somewhere]:
    yield Somewhere(monkeypatch)
    monkeypatch.undo()
    time.tzset()


def full(*_records: object, ids: object = None) -> None:
    raise StorageFull("No queda espacio en el disco.")


def go_to(person, page: str, **arguments: object) -> None:
    person.window.go.page(page, **arguments)
    person.wait_for(lambda: person.window.place.name == page, page)


def open_minute(person) -> None:
    go_to(person, "wellbeing", tab="minute")
    person.wait_for(lambda: person.button("minute-save"), "the minute")


def open_history(person) -> None:
    go_to(person, "wellbeing", tab="history")
    person.wait_for(lambda: person.seen(QWidget, "rest"), "the whole history")
    person.wait(30)


def click_stress(person, value: int) -> None:
    """One click on a cell."""
    scale = person.wait_for(lambda: next(iter(person.window.findChildren(ScaleCells)), None), "the scale")
    cell = scale._cell(value)
    person.clicks += 1
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    QApplication.processEvents()


def click_level(person, item: str, value: int) -> None:
    """One click on a level of a question."""
    row = person.wait_for(lambda: person.seen(QWidget, f"question-{item}"), item)
    level = row.field.levels[value - 1]
    person.clicks += 1
    QTest.mouseClick(level, Qt.MouseButton.LeftButton, pos=QPoint(level.width() // 2, level.height() // 2))
    QApplication.processEvents()


def tab_to_scale(person) -> None:
    for _step in range(40):
        if isinstance(QApplication.focusWidget(), ScaleCells):
            return
        person.press(KEY.Key_Tab)
    raise AssertionError("Tab does not reach the scale")


def save_minute(person, animo: int, estres: int) -> None:
    open_minute(person)
    person.click(f"mood-{animo}")
    click_stress(person, estres)
    person.click("minute-save")
    person.wait_to_read("Guardado en esta computadora")


def not_the_first_day(person) -> None:
    """Today shows the faces once something is known of her."""
    lesson = person.window.profile.study.open_lesson("cuidarme/por-que-cuidarme")
    lesson.begin()
    lesson.go_on()


def entries(person) -> tuple:
    return person.window.profile.wellbeing.last_entries(MINUTE, 50)


def newest(person):
    return entries(person)[0]


def day_words(person) -> list[str]:
    card = person.wait_for(lambda: person.seen(QWidget, "day"), "the day")
    return [one.text() for one in card.findChildren(QLabel) if one.isVisible()]


def when_dialog(kind: type, act) -> None:
    """Do it to the next dialog of this kind, once it is open."""
    from PySide6.QtCore import QTimer

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, kind):
            act(found)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
