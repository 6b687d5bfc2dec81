"""Controls of "How am I" and "Practise" from a person's side: what they say, how keys and pointer reach them, that they
start empty, and that their state is seen without colour."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.chips import Chips
from carecompanion.ui.widgets.focus import FocusRing
from carecompanion.ui.widgets.level_bands import BandStrip
from carecompanion.ui.widgets.levels import LevelRow
from carecompanion.ui.widgets.mood import MoodPicker
from carecompanion.ui.widgets.practice_card import PracticeBanner, PracticeTile
from carecompanion.ui.widgets.scale import ScaleCells
from tests.ui.parts import (
    KEY,
    LOOKS,
    TOKENS,
    Shown,
    click,
    count,
    near,
    pixels,
    said,
    shown,
    tab_stops,
    told_by,
    usual_look,
)  # fmt: skip
from tests.ui.test_every_screen import what_is_clipped

__all__ = ["shown", "usual_look"]  # fixtures

MOODS = ((1, "Muy mal"), (2, "Mal"), (3, "Regular"), (4, "Bien"), (5, "Muy bien"))
ENERGY = ((1, "Sin fuerzas"), (2, "Baja"), (3, "Media"), (4, "Buena"), (5, "Muy buena"))
TAGS = ("Turno largo", "Un relato difícil", "Buen equipo")


# ---------------------------------------------------------------- mood and levels

ROWS: list[Callable[[], Any]] = [lambda: MoodPicker(MOODS, "Mi ánimo"), lambda: LevelRow(ENERGY, "Mi energía")]


def buttons_of(row: Any) -> list[Any]:
    return row.tiles if isinstance(row, MoodPicker) else row.levels


@pytest.mark.parametrize("make", ROWS)
def test_a_row_starts_empty_with_one_tab_stop(shown: Shown, make: Callable[[], Any]) -> None:
    row = make()
    window = shown(row)
    assert row.answer is None
    assert not any(one.isChecked() for one in buttons_of(row))
    assert tab_stops(window) == [buttons_of(row)[0]]


@pytest.mark.parametrize("make", ROWS)
def test_arrows_and_digits_choose_and_the_stop_follows(shown: Shown, make: Callable[[], Any]) -> None:
    row = make()
    window = shown(row)
    told, buttons = told_by(row.chosen), buttons_of(row)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    for key in (KEY.Key_Right, KEY.Key_End, KEY.Key_Right, KEY.Key_Left, KEY.Key_Home, KEY.Key_4, KEY.Key_9):
        QTest.keyClick(window.focusWidget(), key)
    assert told == [2, 5, 1, 5, 1, 4]
    assert (row.answer, window.focusWidget()) == (4, buttons[3])
    assert tab_stops(window) == [buttons[3]]


@pytest.mark.parametrize("make", ROWS)
def test_a_choice_can_be_taken_back(shown: Shown, make: Callable[[], Any]) -> None:
    row = make()
    window = shown(row)
    told, third = told_by(row.chosen), buttons_of(row)[2]
    click(third)
    click(third)
    QTest.keyClick(third, KEY.Key_3)
    QTest.keyClick(third, KEY.Key_Delete)
    QTest.keyClick(third, KEY.Key_Delete)
    assert told == [3, None, 3, None]
    assert not third.isChecked()
    assert len(tab_stops(window)) == 1


def test_a_double_click_is_one_click(shown: Shown) -> None:
    row = LevelRow(ENERGY, "Mi energía")
    shown(row)
    QTest.mouseClick(row.levels[1], Qt.MouseButton.LeftButton)
    QTest.mouseDClick(row.levels[1], Qt.MouseButton.LeftButton)
    assert row.answer in (2, None)  # the two clicks of a double one: one chosen, the second counts for nothing
    row.clear()
    told = told_by(row.chosen)
    QTest.mouseDClick(row.levels[1], Qt.MouseButton.LeftButton)
    assert told == []


def test_moving_through_the_faces_means_nothing_yet(shown: Shown) -> None:
    """Today goes to another page when a face is meant; arrows alone must not."""
    picker = MoodPicker(MOODS, "Hoy", is_tall=True)
    shown(picker)
    meant, chosen = told_by(picker.confirmed), told_by(picker.chosen)
    picker.tiles[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(picker.tiles[0], KEY.Key_Right)
    assert (chosen, meant) == ([2], [])
    QTest.keyClick(picker.tiles[1], KEY.Key_Space)
    QTest.keyClick(picker.tiles[1], KEY.Key_Return)
    click(picker.tiles[1])
    do = QAccessible.queryAccessibleInterface(picker.tiles[4]).actionInterface()
    do.doAction(do.actionNames()[0])  # as a screen reader
    assert meant == [2, 2, 2, 5]
    assert picker.answer == 5


@pytest.mark.parametrize("make", ROWS)
def test_what_was_answered_is_shown_in_silence(shown: Shown, make: Callable[[], Any]) -> None:
    row = make()
    told = told_by(row.chosen)
    row.set_answer(2)
    assert (row.answer, buttons_of(row)[1].isChecked()) == (2, True)
    row.set_answer(77)
    assert row.answer is None
    row.set_answer(5)
    row.clear()
    assert (row.answer, told) == (None, [])


def test_rows_say_their_words_and_their_place(shown: Shown) -> None:
    picker, row = MoodPicker(MOODS, "Mi ánimo ahora", answer=3), LevelRow(ENERGY, "Mi energía")
    shown(picker, row)
    assert said(picker.tiles[2]) == ("Regular", QAccessible.Role.RadioButton, "3 de 5. Mi ánimo ahora")
    assert QAccessible.queryAccessibleInterface(picker.tiles[2]).state().checked
    assert said(row.levels[1]) == ("Baja", QAccessible.Role.RadioButton, "Mi energía")


def test_a_chosen_face_is_filled(shown: Shown) -> None:
    picker = MoodPicker(MOODS, "Mi ánimo")
    shown(picker)
    before = count(pixels(picker.tiles[2]), "primary")
    picker.set_answer(3)
    assert before == 0
    assert count(pixels(picker.tiles[2]), "primary") > 900  # a disc of 36 px


def test_levels_stand_upright_where_they_have_no_room(qapp: QApplication, shown: Shown) -> None:
    row = LevelRow(ENERGY, "Mi energía")
    shown(row, width=900)
    assert len({level.y() for level in row.levels}) == 1
    assert len({level.width() for level in row.levels}) <= 2  # equal, but for a rounded px
    look.take(qapp, TOKENS, scale=2.0)
    row = LevelRow(ENERGY, "Mi energía")
    shown(row, width=600)
    assert len({level.y() for level in row.levels}) == 5


def test_few_faces_still_go_from_worst_to_best() -> None:
    picker = MoodPicker(((0, "Mal"), (1, "Así"), (2, "Bien")))
    assert [tile._face for tile in picker.tiles] == [1, 3, 5]
    assert [tile._face for tile in MoodPicker(((7, "Así"),)).tiles] == [3]
    assert MoodPicker(()).answer is None


# ---------------------------------------------------------------- scale


def a_scale(answer: int | None = None) -> ScaleCells:
    return ScaleCells("Estrés ahora", "Nada de estrés", "El máximo que imagino", answer=answer)


def middle_of(scale: ScaleCells, number: int) -> QPoint:
    return scale._cell(number).center().toPoint()


def test_a_scale_starts_empty_and_says_so() -> None:
    scale = a_scale()
    assert scale.answer is None
    name, role, about = said(scale)
    assert (name, role) == ("Estrés ahora", QAccessible.Role.Slider)
    assert about == "Sin respuesta, de 0 a 10, entre nada de estrés y el máximo que imagino"
    assert QAccessible.queryAccessibleInterface(scale).valueInterface().currentValue() == -1


def test_a_scale_says_its_number_between_its_ends(shown: Shown) -> None:
    scale = a_scale(6)
    shown(scale)
    name, _role, about = said(scale)
    assert f"{name}, {about}" == "Estrés ahora, 6 de 10, entre nada de estrés y el máximo que imagino"
    assert QAccessible.queryAccessibleInterface(scale).text(QAccessible.Text.Value) == "6"


def test_a_scale_without_words_at_its_ends(shown: Shown) -> None:
    scale = ScaleCells("Estrés", answer=0)
    shown(scale)
    assert said(scale)[2] == "0 de 10"
    assert scale.heightForWidth(900) == look.px(46)


def test_keys_of_a_scale(shown: Shown) -> None:
    scale = a_scale()
    shown(scale)
    told = told_by(scale.chosen)
    scale.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (KEY.Key_Right, KEY.Key_Up, KEY.Key_Left, KEY.Key_Left, KEY.Key_End, KEY.Key_Right, KEY.Key_Home):
        QTest.keyClick(scale, key)
    assert told == [0, 1, 0, 10, 0]
    QTest.keyClick(scale, KEY.Key_Delete)
    assert (scale.answer, told[-1]) == (None, None)


def test_one_and_zero_quickly_are_ten(qtbot: Any, shown: Shown) -> None:
    scale = a_scale()
    shown(scale)
    QTest.keyClicks(scale, "10")
    assert scale.answer == 10
    qtbot.wait(650)
    QTest.keyClick(scale, KEY.Key_1)
    qtbot.wait(650)
    QTest.keyClick(scale, KEY.Key_0)
    assert scale.answer == 0
    qtbot.wait(650)
    QTest.keyClicks(scale, "37")  # no 37 here: the last one typed stands
    assert scale.answer == 7


def test_a_scale_leaves_other_keys_and_the_wheel_to_the_page(shown: Shown) -> None:
    scale = a_scale(4)
    window = shown(scale)
    went_on: list[int] = []
    window.keyPressEvent = lambda event: went_on.append(event.key())
    for key in (KEY.Key_PageDown, KEY.Key_A):
        QTest.keyClick(scale, key)
    assert went_on == [KEY.Key_PageDown, KEY.Key_A]
    turn = QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(scale, turn)
    assert scale.answer == 4


def test_the_pointer_chooses_a_cell_and_takes_it_back(shown: Shown) -> None:
    scale = a_scale()
    shown(scale)
    told = told_by(scale.chosen)
    for number in range(11):
        click(scale, middle_of(scale, number))
    assert told == list(range(11))
    click(scale, middle_of(scale, 10))
    assert scale.answer is None
    click(scale, QPoint(scale.width() // 2, scale.height() - 3))  # the words below are no cell
    QTest.mouseClick(scale, Qt.MouseButton.RightButton, pos=middle_of(scale, 3))
    assert scale.answer is None


def test_a_screen_reader_can_set_the_scale(shown: Shown) -> None:
    scale = a_scale()
    shown(scale)
    told = told_by(scale.chosen)
    QAccessible.queryAccessibleInterface(scale).valueInterface().setCurrentValue(7)
    assert told == [7]


def test_cells_up_to_the_value_are_tinted(shown: Shown) -> None:
    scale = a_scale(6)
    shown(scale)
    image = pixels(scale)
    # Beside the digit, inside the border.
    seen = [image.pixelColor(scale._cell(number).topLeft().toPoint() + QPoint(12, 8)) for number in range(11)]
    for number, color in enumerate(seen):
        assert near(color, "ochreSoft" if number < 6 else "ochre" if number == 6 else "surface", 3), number


def test_the_ring_follows_the_chosen_cell(shown: Shown) -> None:
    scale = a_scale()
    window = shown(Button("Antes"), scale)
    scale.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = [one for one in window.findChildren(FocusRing) if one.isVisible()]
    assert ring.width() == scale.width() + 10
    QTest.keyClick(scale, KEY.Key_3)
    assert ring.width() < 120
    assert ring.geometry().contains(scale.mapTo(window, middle_of(scale, 3)))


@pytest.mark.parametrize("scale_by", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [300, 460, 780, 1200])
def test_all_cells_lie_inside_at_any_size(qapp: QApplication, scale_by: float, width: int) -> None:
    look.take(qapp, TOKENS, scale=scale_by)
    scale = a_scale()
    width = max(width, scale.minimumSizeHint().width())
    scale.resize(width, scale.heightForWidth(width))
    boxes = [scale._cell(number) for number in range(11)]
    for number, box in enumerate(boxes):
        assert scale.rect().toRectF().contains(box)
        assert box.width() >= scale._cells[number].natural
        assert box.height() == look.px(46)
        assert not any(box.intersects(other) for other in boxes[number + 1 :])


# ---------------------------------------------------------------- chips


def test_several_tags_may_be_chosen(shown: Shown) -> None:
    chips = Chips(TAGS, "Lo que influyó")
    window = shown(chips)
    told = told_by(chips.changed)
    assert chips.answer == ()
    click(chips.chip("Buen equipo"))
    click(chips.chip("Turno largo"))
    click(chips.chip("Buen equipo"))
    assert told == [("Buen equipo",), ("Turno largo", "Buen equipo"), ("Turno largo",)]
    assert said(chips.chip("Turno largo")) == ("Turno largo", QAccessible.Role.CheckBox, "Lo que influyó")
    assert window.findChild(QWidget, "chip-other") is None


def test_arrows_move_between_tags_and_space_chooses(shown: Shown) -> None:
    chips = Chips((("a", "Turno largo"), ("b", "Un relato difícil")), "Lo que influyó", may_add=True)
    window = shown(chips)
    (start,) = tab_stops(window)
    start.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (KEY.Key_Left, KEY.Key_Right, KEY.Key_Space, KEY.Key_Home, KEY.Key_Space, KEY.Key_End):
        QTest.keyClick(window.focusWidget(), key)
    assert chips.answer == ("a", "b")
    assert window.focusWidget().objectName() == "chip-other"
    assert tab_stops(window) == [window.focusWidget()]


def own_line(window: QWidget) -> QLineEdit:
    return window.findChild(QLineEdit, "own-words")


def test_own_words_become_a_chosen_tag(shown: Shown) -> None:
    chips = Chips(TAGS, "Lo que influyó", may_add=True)
    window = shown(chips)
    told = told_by(chips.changed)
    other = window.findChild(QWidget, "chip-other")
    assert said(other)[:2] == ("Otra", QAccessible.Role.Button)
    QTest.keyClick(other, KEY.Key_Space)
    line = own_line(window)
    assert window.focusWidget() is line and not other.isVisible()
    assert said(line)[0] == "Con tus palabras"
    QTest.keyClicks(line, "  Mi   hermana ")
    QTest.keyClick(line, KEY.Key_Return)
    assert told == [("Mi hermana",)]
    assert window.focusWidget() is chips.chip("Mi hermana")
    assert other.isVisible() and not line.isVisible()


def test_own_words_that_are_there_already_choose_that_tag(shown: Shown) -> None:
    chips = Chips((("team", "Buen equipo"),), may_add=True)
    window = shown(chips)
    click(window.findChild(QWidget, "chip-other"))
    own_line(window).setText("buen EQUIPO")
    click(window.findChild(Button, "add-own-words"))
    assert chips.answer == ("team",)


@pytest.mark.parametrize("key", [KEY.Key_Escape, KEY.Key_Return])
def test_nothing_written_adds_nothing(shown: Shown, key: Qt.Key) -> None:
    chips = Chips(TAGS, may_add=True)
    window = shown(chips)
    told = told_by(chips.changed)
    click(window.findChild(QWidget, "chip-other"))
    own_line(window).setText("   " if key == KEY.Key_Return else "algo")
    QTest.keyClick(own_line(window), key)
    assert (told, chips.answer) == ([], ())
    assert window.focusWidget().objectName() == "chip-other"
    assert own_line(window).text() == ""


def test_what_was_answered_before_comes_back_with_own_words(shown: Shown) -> None:
    chips = Chips(TAGS, may_add=True)
    told = told_by(chips.changed)
    chips.set_answer(("Buen equipo", "El calor"))
    assert chips.answer == ("Buen equipo", "El calor")
    chips.clear()
    assert (chips.answer, told) == ((), [])
    assert Chips((), may_add=True).answer == ()


# ---------------------------------------------------------------- bands and practices


def test_a_strip_says_which_band_holds(shown: Shown) -> None:
    strip, none = BandStrip("Desgaste", ["Bajo", "Medio", "Alto"], 1), BandStrip("Desgaste", ["Bajo", "Alto"], None)
    shown(strip, none)
    assert said(strip)[:2] == ("Desgaste: medio", QAccessible.Role.StaticText)
    assert said(none)[0] == "Desgaste: sin datos suficientes"
    assert strip.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("tone", ["leaf", "ochre", "plum", "primary"])
def test_only_the_band_that_holds_has_its_tone(shown: Shown, tone: str) -> None:
    strip = BandStrip("Desgaste", ["Bajo", "Medio", "Alto"], 2, tone)
    shown(strip)
    image = pixels(strip)
    third = image.width() // 3
    assert count(image.copy(0, 0, third, image.height()), tone) == 0
    assert count(image.copy(2 * third, 0, third, image.height()), tone) > 200


def test_bands_stand_one_below_the_other_where_there_is_no_room() -> None:
    strip = BandStrip("Desgaste", ["Bajo", "Medio", "Alto"], 1)
    assert strip.heightForWidth(288) == look.px(34)
    assert strip.heightForWidth(150) == 3 * look.px(34) + 2 * look.space(5)


def a_practice() -> PracticeTile:
    return PracticeTile("Volver al presente", "5, 4, 3, 2, 1 con los sentidos.", 2, "primary", "eye", "Sentidos")


@pytest.mark.parametrize(
    "make", [a_practice, lambda: PracticeBanner("Respirar 4 y 6", "La que más te ayudó: 2 puntos menos.", 3)]
)
def test_a_practice_has_one_button_that_says_what_begins(shown: Shown, make: Callable[[], Any]) -> None:
    card = make()
    window = shown(card)
    asked: list[bool] = []
    card.start_asked.connect(lambda: asked.append(True))
    assert tab_stops(window) == [card.button]
    name, role, about = said(card.button)
    assert (name, role) == ("Empezar", QAccessible.Role.Button)
    assert about in ("Volver al presente, 2 min", "Respirar 4 y 6, 3 min")
    click(card)  # the card itself is no target
    assert asked == []
    QTest.keyClick(card.button, KEY.Key_Return)
    click(card.button)
    assert len(asked) == 2


def test_a_practice_is_as_drawn(shown: Shown) -> None:
    tile = a_practice()
    shown(tile, height=100)
    assert tile.minimumSizeHint().height() == 212
    image = pixels(tile)
    assert near(image.pixelColor(100, 60), "primarySoft", 3)
    assert near(image.pixelColor(100, 90), "surface", 3)
    assert near(image.pixelColor(3, 3), "bg") or near(image.pixelColor(0, 0), "bg")  # the tinted top is rounded too


# ---------------------------------------------------------------- all together


def every_widget() -> list[QWidget]:
    chips = Chips(TAGS, "Lo que influyó", ["Turno largo"], may_add=True)
    open_chips = Chips(TAGS, "Lo que influyó", may_add=True)
    open_chips._open_field()
    return [
        MoodPicker(MOODS, "Mi ánimo", answer=3),
        MoodPicker(MOODS, "Mi ánimo", is_tall=True),
        a_scale(6),
        LevelRow(ENERGY, "Mi energía", answer=2),
        chips,
        open_chips,
        BandStrip("Desgaste", ["Bajo", "Medio", "Alto"], 1),
        BandStrip("Desgaste", ["Bajo", "Medio", "Alto"], None),
        a_practice(),
        PracticeBanner("Respirar 4 y 6", "La que más te ayudó: en promedio, 2 puntos menos de estrés al terminar.", 3),
    ]


@pytest.mark.parametrize(("theme", "scale"), LOOKS)
@pytest.mark.parametrize("width", [430, 820])
def test_nothing_is_cut_off_in_any_look(qapp: QApplication, shown: Shown, theme: str, scale: float, width: int) -> None:
    look.take(qapp, TOKENS, theme, scale)
    for widget in every_widget():
        window = shown(widget, width=width, height=100)
        QApplication.processEvents()
        assert what_is_clipped(window) == []
        assert not window.grab().isNull()


@pytest.mark.parametrize("theme", ["light", "dark", "highContrast"])
def test_what_cannot_be_used_now_is_greyed_and_keeps_its_answer(qapp: QApplication, shown: Shown, theme: str) -> None:
    look.take(qapp, TOKENS, theme)
    for make in (lambda n: MoodPicker(MOODS, answer=n), a_scale, lambda n: LevelRow(ENERGY, answer=n)):
        one, other = make(2), make(4)
        for widget in (one, other):
            widget.setEnabled(False)
        shown(one)
        shown(other)
        told = told_by(one.chosen)
        click(one, QPoint(one.width() // 2, 20))
        assert (told, one.answer) == ([], 2)
        assert count(pixels(one), "primary") == count(pixels(one), "ochre") == 0
        assert pixels(one) != pixels(other)


@pytest.mark.parametrize("theme", ["light", "dark", "highContrast"])
def test_a_state_is_seen_without_colour(qapp: QApplication, shown: Shown, theme: str) -> None:
    """In grey, an empty and a chosen control still differ plainly."""
    look.take(qapp, TOKENS, theme)
    for empty, full in (
        (MoodPicker(MOODS), MoodPicker(MOODS, answer=3)),
        (a_scale(), a_scale(6)),
        (LevelRow(ENERGY), LevelRow(ENERGY, answer=2)),
        (Chips(TAGS), Chips(TAGS, answer=TAGS[:1])),
    ):
        shown(empty)
        shown(full)
        one, other = (pixels(widget).convertToFormat(QImage.Format.Format_Grayscale8) for widget in (empty, full))
        across, down = range(0, min(one.width(), other.width()), 2), range(0, min(one.height(), other.height()), 2)
        plain = sum(abs(one.pixelColor(x, y).red() - other.pixelColor(x, y).red()) > 90 for x in across for y in down)
        assert plain > 40, type(empty)
