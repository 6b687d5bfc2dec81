"""A room answers on the console's side: rounds opened, closed and shown; hands counted, forms printed and typed in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from carecompanion.errors import StorageFull
from carecompanion.learning.groups import Group
from carecompanion.learning.room_view import Counts, Options
from carecompanion.services.paper_forms import asks_code, items_of, row_items
from carecompanion.services.room_round import RoomRound
from carecompanion.ui.leading import Leading
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.pages.console_forms import round_form
from carecompanion.ui.pages.console_round import RoomCard
from carecompanion.ui.room_paper import FormPaper, copies_in, form_preview
from tests.conftest import Clock
from tests.ui.parts import KEY
from tests.ui.room import CHECKIN, TEST, a_home, a_window, at, button, lead_a_room, opened, press, take_keys, words_on

DAY = datetime(2026, 11, 24, 14, tzinfo=UTC)
TEAMS = ("Voluntariado",) * 23 + ("Policía",) * 17 + ("Promotoría",) * 7
SMALL = ("Voluntariado",) * 20 + ("Policía",) * 16 + ("Promotoría",) * 7 + ("Visita",) * 4


@pytest.fixture(scope="module")
def leading(tmp_path_factory: pytest.TempPathFactory, read_before: Path, qapp: QApplication) -> Iterator[Leading]:
    """One session for all tests here."""
    made = a_window(a_home(tmp_path_factory.mktemp("room"), read_before), Clock(DAY))
    yield lead_a_room(made)
    made.close()
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def window(leading: Leading) -> Iterator[MainWindow]:
    shown = leading.projector.parent()
    take_keys(shown)
    yield shown
    for one in leading.run.rounds():
        one.close()
    leading.run._rounds.clear()  # a room of its own for every test
    if shown.place.name == "paper_rows":
        shown.page._typed.clear()
    leading.take_back()
    if shown.place.name != "console":
        shown.go.page("console")


def card(window: MainWindow) -> RoomCard:
    return next(one for one in window.findChildren(RoomCard) if one.isVisible())


def card_words(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in card(window).findChildren(QLabel) if one.isVisible()]


def wall(leading: Leading) -> Any:
    return leading.projector.view.slide


def keys(window: MainWindow, *pressed: Any) -> int:
    """Each key goes where the keyboard is; how many they were."""
    for one in pressed:
        target = window.focusWidget() or window
        QTest.keyClick(target, one)
    return len(pressed)


# the whole story


def before_and_after(person: int) -> tuple[dict[str, int], dict[str, int]]:
    """Ten people each have the first two kinds of answers, nine the other three. Stress goes down by three, energy goes
    every way, everybody sleeps alike.
    """
    kind = person % 5
    before = {"animo": 1 + kind, "estres": 4 + kind, "energia": 1 + kind, "sueno": 3}
    return before, before | {"estres": 1 + kind, "energia": 5 - kind}


def test_47_people_answer_before_by_laptop_and_after_on_paper(window: MainWindow, leading: Leading) -> None:
    at(leading, CHECKIN)
    press(window, "way-laptop")
    press(window, "open-round")
    assert window.place.name == "pass_laptop"
    before = leading.run.rounds()[-1]
    pass_to(window, *before_and_after(0)[0].values(), team=1, code="aa00")
    window.go.let_out()
    for person in range(1, 47):
        before.answer(before_and_after(person)[0], TEAMS[person], f"aa{person:02d}")
    leading.refresh()
    assert "47" in card_words(window) and "respuestas de 47" in card_words(window)
    assert not [one for one in card_words(window) if "Bajo" in one or "Promedio" in one], "only how many"
    assert not isinstance(wall(leading), Counts)
    press(window, "close-round")
    show(window, "Mi estrés ahora")
    assert row_words(wall(leading)) == [("Bajo, 0 a 3 o medio, 4 a 6", "29"), ("Alto, 7 a 10", "18")]

    at(leading, CHECKIN, 1)
    assert not isinstance(wall(leading), Counts), "another block, another slide"
    press(window, "way-paper")
    press(window, "open-round")
    press(window, "go-on")
    after = leading.run.rounds()[-1]
    for person in range(47):
        key_in(window, before_and_after(person)[1].values(), TEAMS[person], f"aa{person:02d}")
    assert "47 formularios guardados" in words_on(window) and after.count() == 47
    press(window, "back")
    press(window, "close-round")
    press(window, "show-to-room")
    changed = wall(leading)
    assert changed.title == "¿Qué cambió?" and changed.about == "Respondieron 47 personas antes y después."
    rows = {row.label: row for row in changed.rows}
    assert [bar.words for bar in rows["Mi estrés ahora"].bars] == ["", ""], "a mean would tell who stands in which band"
    assert "En promedio bajó." in rows["Mi estrés ahora"].result_note
    assert "Es difícil que sea solo casualidad" in rows["Mi estrés ahora"].result_note
    energy = rows["Mi energía"]  # by hand: 138 and 144 points of 47 people
    assert [bar.words for bar in energy.bars] == ["2.9", "3.1"]
    assert (energy.result, energy.result_note) == ("Subió 0.2", "quizá por azar")
    assert leading.run.before(after) is before and "Subió 0.2, quizá por azar" in card_words(window)


def pass_to(window: MainWindow, *answers: int, team: int, code: str) -> None:
    take_keys(window)
    press(window, "begin")
    for value in answers:
        keys(window, str(value))
        press(window, "next")
    keys(window, str(team))
    QTest.keyClicks(next(one for one in window.findChildren(QLineEdit, "room-code") if one.isVisible()), code)
    press(window, "keep")


def key_in(window: MainWindow, answers: Any, team: str, code: str) -> int:
    """One form, by keys alone."""
    pressed = 0
    for value in answers:
        pressed += keys(window, *str(value))
        if str(value) == "1" and window.focusWidget().text() == "1":
            pressed += keys(window, KEY.Key_Space)  # it might have become a 10
    pressed += keys(window, str(list(dict.fromkeys(TEAMS)).index(team) + 1))
    return pressed + keys(window, *code, KEY.Key_Return)


def show(window: MainWindow, title: str) -> None:
    """Turn the results until this one, and show it."""
    for _turn in range(9):
        if title in card_words(window):
            break
        press(window, "results-next")
    press(window, "show-to-room")


def row_words(counts: Counts) -> list[tuple[str, str]]:
    return [(row.label, row.bars[0].words) for row in counts.rows]


def test_what_the_wall_shows_stands_on_the_card_word_for_word(window: MainWindow, leading: Leading) -> None:
    asked = opened(leading, CHECKIN, "laptop")
    for person in range(47):
        asked.answer({"estres": (2, 5, 8)[person % 3], "animo": 3}, TEAMS[person])
    leading.refresh()
    press(window, "close-round")
    show(window, "Mi estrés ahora")
    hand_made = [("Bajo, 0 a 3", "16"), ("Medio, 4 a 6", "16"), ("Alto, 7 a 10", "15")]
    assert row_words(wall(leading)) == hand_made
    words = card_words(window)
    for label, count in hand_made:
        assert words[words.index(label) + 1] == count
    mean = (16 * 2 + 16 * 5 + 15 * 8) / 47
    assert f"Promedio: {mean:.1f}." in wall(leading).about
    press(window, "results-previous")
    assert wall(leading).title == "Mi ánimo ahora", "the wall turns with the console"
    assert "Más de 42 de 47 personas" in wall(leading).sentence and not wall(leading).rows
    press(window, "take-from-room")
    assert not isinstance(wall(leading), Counts)


def test_a_group_of_four_is_never_alone(window: MainWindow, leading: Leading) -> None:
    came = leading.run.course.came
    groups = tuple(Group(name, SMALL.count(name)) for name in dict.fromkeys(SMALL))
    object.__setattr__(leading.run.course, "came", groups)
    try:
        asked = opened(leading, TEST, "laptop")
        for person in range(47):
            right = {one.id: one.right for one in asked.questions if one.right is not None}
            wrong = {name: (value + 1) % 3 for name, value in list(right.items())[: person % 5]}
            asked.answer(right | wrong, SMALL[person])
        leading.refresh()
        press(window, "close-round")
        press(window, "show-to-room")
        rows = wall(leading).rows
        assert wall(leading).title == "Respuestas acertadas" and rows
        assert not [row for row in rows if row.label == "Visita"]
        assert all(int(row.note.split()[0]) >= 5 for row in rows)
        assert [row.label for row in rows] == ["Voluntariado", "Policía", "Promotoría, Visita"]
    finally:
        object.__setattr__(leading.run.course, "came", came)


def test_fewer_than_five_answers_show_a_sentence(window: MainWindow, leading: Leading) -> None:
    asked = opened(leading, CHECKIN, "laptop")
    for value in (2, 9, 9):
        asked.answer({"estres": value}, "Promotoría")
    leading.refresh()
    press(window, "close-round")
    show(window, "Mi estrés ahora")
    assert not wall(leading).rows and "menos de 5" in wall(leading).sentence
    assert "Alto" not in " ".join(card_words(window))


def test_another_round_of_the_same(window: MainWindow, leading: Leading) -> None:
    opened(leading, CHECKIN, "laptop").close()
    leading.refresh()
    press(window, "another-round")
    press(window, "keep-round")
    assert "Cerrado" in card_words(window)
    press(window, "another-round")
    press(window, "way-paper")
    press(window, "open-round")
    assert "Abierto" in card_words(window) and len(leading.run.rounds()) == 2


def test_the_card_is_there_only_where_something_is_asked(window: MainWindow, leading: Leading) -> None:
    for kind, is_there in (("break", False), ("welcome", False), ("closing", True), ("test", True)):
        at(leading, kind)
        assert RoomCard.is_needed(leading) is is_there, kind
        QApplication.processEvents()
        assert bool([one for one in window.findChildren(RoomCard) if one.isVisible()]) is is_there, kind


def test_a_vote_of_a_lesson_is_counted_by_hands(window: MainWindow, leading: Leading) -> None:
    at(leading, "lesson")
    while not isinstance(wall(leading), Options):
        leading.act(leading.run.next)
    prompt = wall(leading).prompt
    press(window, "open-round")
    assert window.place.name == "hands" and prompt in words_on(window)
    assert keys(window, "1", "2", KEY.Key_Return, "9", KEY.Key_Return) <= 36
    assert isinstance(wall(leading), Options), "the wall asks and tells nothing"
    press(window, "hands-done")
    press(window, "close-round")
    press(window, "show-to-room")
    assert wall(leading).title == prompt and row_words(wall(leading))[0][1] == "12"


# hands


def test_thirty_hands_take_at_most_36_keys(window: MainWindow, leading: Leading) -> None:
    asked = opened(leading, CHECKIN, "hands")
    window.go.page("hands", round=asked.id)
    for counts in ((12, 8, 5, 3, 2), (6, 6, 6, 6, 6), (30, 0, 0, 0, 0), (10, 10, 10, 0, 0)):
        window.page._focus(0)
        assert sum(keys(window, *str(count), KEY.Key_Return) for count in counts) <= 36
        assert tuple(asked.hands("animo")[value] for value in range(1, 6)) == counts
        assert "30 manos contadas" in words_on(window) and asked.count() == 30


def test_thirty_hands_tapped_one_by_one_take_at_most_36_keys(window: MainWindow, leading: Leading) -> None:
    asked = opened(leading, CHECKIN, "hands")
    window.go.page("hands", round=asked.id)
    pressed = 0
    for count in (12, 9, 5, 3, 2):  # one too many, taken back
        pressed += keys(window, *["+"] * count, KEY.Key_Down)
    window.page._lines[5].setFocus()
    pressed += keys(window, "-")
    assert pressed - 2 <= 36 and asked.count() == 30
    assert asked.hands("animo") == {1: 12, 2: 9, 3: 5, 4: 3, 5: 1}


def test_hands_of_a_row_of_figures_and_what_cannot_be(window: MainWindow, leading: Leading) -> None:
    asked = opened(leading, CHECKIN, "hands")
    window.go.page("hands", round=asked.id)
    press(window, "hands-next")
    assert wall(leading).title == "Mi estrés ahora" and wall(leading).points[0].startswith("0: ")
    assert keys(window, *[key for n in range(11) for key in (*str((n * 3) % 7), KEY.Key_Return)]) <= 36
    assert asked.count() == sum((n * 3) % 7 for n in range(11))
    window.page._lines[0].setFocus()
    keys(window, "9", "9", "9")
    assert "de 0 a 500" in words_on(window) and asked.hands("estres")[0] == 99
    keys(window, "x", KEY.Key_Backspace)
    assert asked.hands("estres")[0] == 9


def test_hands_are_counted_for_all_or_by_group_never_both(window: MainWindow, leading: Leading) -> None:
    asked = opened(leading, CHECKIN, "hands")
    window.go.page("hands", round=asked.id)
    keys(window, "7")
    levels = [one for one in window.findChildren(QWidget) if one.objectName().startswith("level-")]
    assert [one.isEnabled() for one in levels if one.isVisible()] == [True, False, False, False]
    keys(window, KEY.Key_Delete)
    press(window, "level-2")
    keys(window, "4", KEY.Key_Return, "3")
    assert asked.hands("animo", "Policía") == {1: 4, 2: 3} and not any(asked.hands("animo").values())


# paper


def rows_page(window: MainWindow, leading: Leading, what: str = CHECKIN) -> RoomRound:
    asked = opened(leading, what, "paper")
    window.go.page("paper_rows", round=asked.id)
    QApplication.processEvents()
    return asked


def texts(window: MainWindow) -> list[str]:
    return [cell.text() for cell in window.page._row.cells]


def test_a_form_takes_one_key_for_each_item(window: MainWindow, leading: Leading) -> None:
    asked = rows_page(window, leading)
    assert "no se puede deshacer" in words_on(window), "said before"
    assert key_in(window, (2, 7, 3, 4), "Policía", "lu42") == 4 + 1 + 4 + 1
    (one,) = asked._room.people_of(asked.id)
    assert (dict(one.answers), one.team, bool(one.mark)) == (
        {"animo": 2, "estres": 7, "energia": 3, "sueno": 4},
        "Policía",
        True,
    )
    assert texts(window) == [""] * 6 and window.focusWidget() is window.page._row.cells[0]


def test_ten_is_two_keys_and_one_goes_on_with_any_other(window: MainWindow, leading: Leading) -> None:
    rows_page(window, leading)
    keys(window, "2", "1", "0")
    assert texts(window)[:3] == ["2", "10", ""]
    keys(window, KEY.Key_Left, KEY.Key_Backspace, KEY.Key_Backspace, "1", "3")
    assert texts(window)[:3] == ["2", "1", "3"], "a 1, and the 3 is the next item's"
    keys(window, KEY.Key_Left, KEY.Key_Left, KEY.Key_Delete, "1", KEY.Key_Space)
    assert texts(window)[1] == "1" and window.focusWidget() is window.page._row.cells[2]


def test_a_figure_beyond_the_scale_is_said_and_not_taken(window: MainWindow, leading: Leading) -> None:
    asked = rows_page(window, leading)
    keys(window, "7")
    assert "El ítem 1 va de 1 a 5; «7» no está." in words_on(window) and texts(window)[0] == ""
    keys(window, "q")
    assert "se llena con una cifra" in words_on(window)
    keys(window, "2", "7", "3", "4", "9")
    assert "El ítem G va de 1 a 3" in words_on(window)
    keys(window, "1")
    assert "El ítem" not in words_on(window) and asked.count() == 0


def test_blanks_need_a_second_enter(window: MainWindow, leading: Leading) -> None:
    asked = rows_page(window, leading)
    keys(window, KEY.Key_Return)
    assert "Ninguna pregunta tiene respuesta" in words_on(window)
    keys(window, "2", KEY.Key_Space, "3", KEY.Key_Return)
    assert "En blanco: 2, 4, G. Otro Enter la guarda así." in words_on(window) and asked.count() == 0
    keys(window, KEY.Key_Return)
    (one,) = asked._room.people_of(asked.id)
    assert dict(one.answers) == {"animo": 2, "energia": 3} and one.team == "" and not one.mark


def test_a_code_of_signs_that_are_none_keeps_the_row(window: MainWindow, leading: Leading) -> None:
    asked = rows_page(window, leading)
    keys(window, "2", "7", "3", "4", "1", "a", "-", "b", KEY.Key_Return)
    assert "La clave tiene 4 signos" in words_on(window) and asked.count() == 0
    assert texts(window)[:5] == ["2", "7", "3", "4", "1"]
    keys(window, *[KEY.Key_Backspace] * 3, *"ab12x", KEY.Key_Return)
    assert asked.count() == 1, "a fifth sign is not taken"


def test_a_full_disk_keeps_the_row(window: MainWindow, leading: Leading, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = rows_page(window, leading)

    def full(*_args: Any) -> None:
        raise StorageFull("El disco está lleno.")

    with monkeypatch.context() as patched:
        patched.setattr(type(leading.run), "keep_answers", full)
        keys(window, "2", "7", "3", "4", "1", KEY.Key_Return)
        assert "La fila sigue aquí. El disco está lleno." in words_on(window)
        assert texts(window)[:5] == ["2", "7", "3", "4", "1"]
    keys(window, KEY.Key_Return)
    assert asked.count() == 1


def test_a_closed_round_takes_no_row(window: MainWindow, leading: Leading) -> None:
    asked = opened(leading, CHECKIN, "paper")
    asked.close()
    window.go.page("paper_rows", round=asked.id)
    assert "Este registro está cerrado" in words_on(window)
    assert not window.page._row.isEnabled() and not button(window, "keep-row").isEnabled()


def test_nothing_typed_can_be_copied_undone_or_named(window: MainWindow, leading: Leading) -> None:
    QGuiApplication.clipboard().setText("antes")
    rows_page(window, leading)
    keys(window, "2", "7", "3")
    cells = window.page._row.cells
    for letter in (KEY.Key_A, KEY.Key_C, KEY.Key_X, KEY.Key_V, KEY.Key_Z):
        QTest.keyClick(cells[1], letter, Qt.KeyboardModifier.ControlModifier)
    assert texts(window)[:3] == ["2", "7", "3"] and QGuiApplication.clipboard().text() == "antes"
    assert not any(cell.objectName() or cell.isUndoAvailable() or "7" in cell.accessibleName() for cell in cells)
    keys(window, "4", "1", KEY.Key_Return)
    assert not any(cell.text() or cell.isUndoAvailable() for cell in cells) and not window.page._typed


def test_a_half_typed_row_is_not_lost_by_a_key(window, leading: Leading, monkeypatch: pytest.MonkeyPatch) -> None:
    rows_page(window, leading)
    answers = iter([False, True])
    monkeypatch.setattr("carecompanion.ui.widgets.dialog.ask", lambda *_args, **_more: next(answers))
    keys(window, "2", "7", KEY.Key_Escape)
    assert window.place.name == "paper_rows" and texts(window)[:2] == ["2", "7"]
    QTest.keyClick(window, KEY.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert texts(window)[:2] == ["2", "7"], "larger letters, the same row"
    QTest.keyClick(window, KEY.Key_0, Qt.KeyboardModifier.ControlModifier)
    keys(window, KEY.Key_Escape)
    assert window.place.name == "console"
    assert not [place.arguments for place, _memory in window._before if any(place.arguments.get("typed", {}))]


def test_the_form_about_the_workshop_is_typed_in_the_same_way(window: MainWindow, leading: Leading) -> None:
    at(leading, "closing")
    press(window, "open-round")
    press(window, "go-on")
    asked = leading.run.rounds()[-1]
    assert asked.instrument.startswith("form:")
    assert [cell.item.key for cell in window.page._row.cells] == [str(n + 1) for n in range(len(asked.questions))]
    keys(window, *["5"] * len(asked.questions), KEY.Key_Return)
    assert asked.count() == 1


# forms to print


def test_forms_are_two_on_a_sheet_with_the_items_of_the_screen(window: MainWindow, leading: Leading) -> None:
    at(leading, CHECKIN)
    form = round_form(leading.run)
    paper = FormPaper(form, DAY.date())
    assert (paper.pages, paper.per_sheet, paper.sheets_for(47)) == (1, 2, 24)
    assert [item.key for item in form.items] == ["1", "2", "3", "4", "G", "C"]
    asked = [one.text for one in leading.run.questions()]
    assert [item.text for item in form.items][:4] == asked
    words = paper.words()
    assert [words.index(text) for text in asked] == sorted(words.index(text) for text in asked)
    assert "( ) 10" in words and "3 Promotoría" in words and "Sin nombre" in words
    assert "Nombre" not in words.replace("Sin nombre", "")
    at(leading, TEST)
    test = FormPaper(round_form(leading.run), DAY.date())
    assert (test.pages, test.per_sheet) == (1, 1) and test.words().count("( )") >= 9 * 3


def test_forms_go_to_paper_pdf_and_the_browser(window: MainWindow, leading: Leading, tmp_path: Path) -> None:
    at(leading, CHECKIN)
    preview = form_preview(window, round_form(leading.run), 47, DAY.date())
    field = preview.findChild(QWidget, "form-copies")
    assert field.text() == "24" and preview._copies() == 24
    field.set_text("3")
    assert preview._copies() == 3
    assert [copies_in(typed) for typed in ("", "x", "-2", "0", "9999", "²")] == [1, 1, 1, 1, 500, 1]
    preview.deleteLater()
    paper = FormPaper(round_form(leading.run), DAY.date())
    assert paper.save_pdf(tmp_path / "forma.pdf") and (tmp_path / "forma.pdf").read_bytes().startswith(b"%PDF")
    assert paper.save_page(tmp_path / "forma.html")
    assert "Mi estrés ahora" in (tmp_path / "forma.html").read_text(encoding="utf-8")
    assert not paper.save_pdf(tmp_path / "no" / "forma.pdf"), "a place that is not there"


def test_a_form_that_fits_no_sheet_takes_several(window: MainWindow, leading: Leading) -> None:
    at(leading, TEST)
    form = round_form(leading.run)
    items = tuple(items_of(tuple(leading.run.questions()) * 3))
    long = FormPaper(type(form)(form.title, form.about, items), DAY.date())
    assert long.pages > 1 and long.per_sheet == 1
    placed = [one.box._item.key for one in long._layout._placed]
    assert placed == [item.key for item in items], "every item, once, in order"
    assert not asks_code("form:x") and row_items((), ("a", "b"), "form:x") == ()
