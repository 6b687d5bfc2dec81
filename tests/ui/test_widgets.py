"""Controls from a person's side: what they say, how the keyboard reaches them, that nothing is cut off at any size."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from carecompanion.paths import find_resources
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, HideButton, IconButton
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.dialog import Question
from carecompanion.ui.widgets.fields import PassphraseField, TextField
from carecompanion.ui.widgets.focus import FocusRing, Ringed, hide_ring
from carecompanion.ui.widgets.note_box import NoteBox
from carecompanion.ui.widgets.picture import PictureView
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.slider import StepSlider
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label, ReadingText, TextBlock, block_of, forget_blocks
from carecompanion.ui.widgets.toast import Toast

TOKENS: dict[str, Any] = json.loads((find_resources() / "themes" / "tokens.json").read_text(encoding="utf-8"))
LONG = "Por eso una mujer puede contar lo vivido sin orden, con silencios, o recordar algo nuevo días después."


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    look.take(qapp, TOKENS)
    yield
    hide_ring()
    look.take(qapp, TOKENS)


Shown = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: Any) -> Shown:
    """Makes a window with widgets one below the other, ready for keys; it lives as long as the test."""
    windows = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(700, 500)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


def rings(window: QWidget) -> list[FocusRing]:
    return [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


def spoken(widget: QWidget) -> tuple[str, QAccessible.Role]:
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name), face.role()


def every_control() -> list[QWidget]:
    return [
        Button("Continuar", "primary"),
        IconButton("settings", "Ajustes"),
        HideButton(),
        TextField("Mi límite"),
        PassphraseField("Clave"),
        NoteBox("Mi nota privada"),
        SwitchRow("Menos movimiento"),
        Segmented(["Español", "English"], "Español"),
        StepSlider([1, 2], 1, "Tamaño del texto"),
        ReadingText(LONG),
    ]


def test_every_control_has_a_name_and_a_keyboard_way_in(shown: Shown) -> None:
    window = shown(*every_control())
    for control in (one for one in window.findChildren(QWidget) if isinstance(one, Ringed)):
        name, _role = spoken(control)
        assert name, type(control)
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, type(control)


def test_native_roles_are_kept(qtbot: Any) -> None:
    role = QAccessible.Role
    segment, row = Segmented(["Uno", "Dos"], "Uno"), SwitchRow("Menos movimiento")
    assert spoken(Button("Continuar")) == ("Continuar", role.Button)
    assert spoken(row.switch) == ("Menos movimiento", role.CheckBox)
    assert spoken(segment.segments[1]) == ("Dos", role.RadioButton)
    assert spoken(StepSlider([1, 2], 1, "Tamaño")) == ("Tamaño", role.Slider)
    assert spoken(Label("Hola")) == ("Hola", role.StaticText)


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3, 1.5, 1.75, 2.0])
def test_words_fit_the_room_they_ask_for(qapp: QApplication, scale: float) -> None:
    look.take(qapp, TOKENS, scale=scale)
    for role in TOKENS["type"]["desktop"]:
        for word in ("Siguiente", "Continuar", "Ver todas", "Avanzar", "¿Borrar?"):
            block = TextBlock(word, role)
            assert block._lay(block.natural).lineCount() == 1, (word, role)
            assert TextBlock(word.split()[0], role).narrowest <= block.natural


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_label_says_its_true_height(qapp: QApplication, scale: float) -> None:
    look.take(qapp, TOKENS, scale=scale)
    label = Label(LONG)
    for width in (120, 300, 600, 1200):
        wanted = label.heightForWidth(max(width, label.minimumSizeHint().width()))
        assert wanted % look.line("body") == 0
    assert label.heightForWidth(300) > label.heightForWidth(900)


def test_a_line_of_text_is_never_wider_than_its_room(qapp: QApplication) -> None:
    block = TextBlock(LONG, "small")
    for width in range(block.narrowest, 700, 7):
        assert block.width(width) <= width


def test_a_button_wraps_instead_of_cutting(qapp: QApplication) -> None:
    look.take(qapp, TOKENS, scale=2.0)
    button = Button("Ver todas las lecciones de este curso", "outline", "arrow-left")
    narrow = button.minimumSizeHint().width()
    assert narrow < button.sizeHint().width()
    assert button.heightForWidth(narrow) > look.px(44)


@pytest.mark.parametrize(("size", "height"), [("small", 36), ("normal", 44), ("large", 52)])
def test_buttons_are_as_high_as_drawn(size: str, height: int) -> None:
    assert Button("Continuar", "primary", size=size).sizeHint().height() == height


def test_a_double_click_presses_nothing_that_came_under_the_mouse_meanwhile(shown: Shown) -> None:
    """The next page has its «Next» where the last one had it: a shaky hand must not skip a page of questions."""
    button = Button("Siguiente")
    shown(button)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    centre = button.rect().center()

    def send(kind: QEvent.Type) -> None:
        down = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        place, none = QPointF(centre), Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(button, QMouseEvent(kind, place, place, Qt.MouseButton.LeftButton, down, none))

    second = (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease)
    for kind in second:
        send(kind)
    assert not pressed
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, *second):
        send(kind)
    assert len(pressed) == 2


def test_a_busy_button_says_so_keeps_its_width_and_cannot_be_pressed(shown: Shown) -> None:
    button = Button("Guardar todo esto", "primary")
    window = shown(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    before = button.width()
    button.set_busy("Guardando")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (pressed, button.accessibleName()) == ([], "Guardando")
    assert button.width() >= before
    button.set_busy("")
    assert button.accessibleName() == "Guardar todo esto"
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 1
    assert window.isVisible()


def test_the_ring_is_for_the_keyboard_and_lies_outside(shown: Shown) -> None:
    first, second = Button("Uno"), Button("Dos")
    window = shown(first, second)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert rings(window) == []
    QTest.keyClick(window, Qt.Key.Key_Tab)
    second.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = rings(window)
    corner = second.mapTo(window, QPoint(0, 0))
    assert ring.geometry().topLeft() == corner - QPoint(5, 5)
    assert ring.width() == second.width() + 10


def test_a_text_field_shows_its_ring_for_the_pointer_too(shown: Shown) -> None:
    field = TextField("Mi límite")
    window = shown(field)
    field.line.setFocus(Qt.FocusReason.MouseFocusReason)
    assert len(rings(window)) == 1


def test_the_ring_goes_when_its_control_goes(qtbot: Any, shown: Shown) -> None:
    button, other = Button("Uno"), Button("Dos")
    window = shown(button, other)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.setParent(None)
    button.deleteLater()
    qtbot.wait(20)
    assert [ring for ring in rings(window) if ring._target is button] == []


def test_a_field_says_its_error_in_words(shown: Shown) -> None:
    field = PassphraseField("Clave")
    shown(field)
    field.set_error("Esa clave no abre este perfil.")
    assert field.line.accessibleDescription() == "Esa clave no abre este perfil."
    assert field.line.property("error") is True
    field.set_error("")
    assert field.line.accessibleDescription() == ""


def test_a_passphrase_is_hidden_until_asked_for(shown: Shown) -> None:
    field = PassphraseField("Clave")
    shown(field)
    assert field.line.displayText() != "secreta" and field.line.echoMode() == field.line.EchoMode.Password
    eye = field.findChild(IconButton, "show-passphrase")
    name = eye.accessibleName()
    eye.click()
    assert field.line.echoMode() == field.line.EchoMode.Normal
    assert eye.accessibleName() != name


def test_a_note_tells_when_the_writer_pauses_and_when_she_leaves(shown: Shown) -> None:
    note = NoteBox("Mi nota privada")
    shown(note, Button("Siguiente"))
    note.set_text("ya estaba")
    told: list[str] = []
    note.text_paused.connect(lambda: told.append(note.text()))
    note.flush()
    assert told == []
    note.setFocus()
    QTest.keyClicks(note.edit, "!")
    assert told == []
    note.edit.clearFocus()
    assert len(told) == 1
    note.flush()
    assert len(told) == 1


def test_a_note_tells_one_second_after_the_last_key(qtbot: Any, shown: Shown) -> None:
    note = NoteBox("Mi nota privada")
    shown(note)
    with qtbot.waitSignal(note.text_paused, timeout=3000):
        note.edit.setPlainText("Hoy respiré")


def test_tab_leaves_the_note(shown: Shown) -> None:
    note, button = NoteBox("Mi nota"), Button("Siguiente")
    shown(note, button)
    note.setFocus()
    QTest.keyClick(note.edit, Qt.Key.Key_Tab)
    assert note.text() == ""


def test_the_whole_switch_row_can_be_clicked(shown: Shown) -> None:
    row = SwitchRow("Menos movimiento", "Sin animaciones.")
    shown(row)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(20, row.height() // 2))
    assert row.switch.isChecked()
    QTest.keyClick(row.switch, Qt.Key.Key_Space)
    assert not row.switch.isChecked()


def test_arrows_move_inside_a_segmented_control(shown: Shown) -> None:
    control = Segmented([("es", "Español"), ("en", "English")], "es", "Idioma")
    shown(control)
    chosen: list[str] = []
    control.chosen.connect(chosen.append)
    control.segments[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(control.segments[0], Qt.Key.Key_Right)
    assert (chosen, control.value) == (["en"], "en")


def test_the_slider_goes_by_its_steps(shown: Shown) -> None:
    slider = StepSlider([100, 115, 130], 115, "Tamaño", lambda value: f"{value} %")
    shown(slider)
    told: list[int] = []
    slider.value_chosen.connect(told.append)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_Home)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 2, slider.height() // 2))
    assert told == [130, 100, 130]
    assert slider.accessibleDescription() == "130 %"


def test_a_question_means_the_safe_answer_by_default(qtbot: Any) -> None:
    question = Question(None, "¿Borrar las notas?", "Son 9 notas.", "Conservar", "Borrar", True)
    qtbot.addWidget(question)
    question.show()
    assert question.focusWidget() is question.safe
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert question.result() == 0
    question.show()
    question.act.click()
    assert question.result() == 1


def test_a_toast_acts_once_and_makes_room_for_the_next(shown: Shown) -> None:
    window = shown()
    acted: list[bool] = []
    Toast(window, "Uno")
    Toast(window, "Guardado en esta computadora", "Deshacer", lambda: acted.append(True))
    (seen,) = [toast for toast in window.findChildren(Toast) if toast.isVisible()]
    seen.findChild(Button).click()
    assert acted == [True]
    assert not seen.isVisible()


def test_reading_text_grows_and_leaves_the_pages_keys_alone(shown: Shown) -> None:
    text = ReadingText(f"{LONG}\n\n**{LONG}**\n\n- uno\n- dos\n\n![x](http://example.org/x.png)")
    shown(text)
    assert text.heightForWidth(300) > text.heightForWidth(600) > 4 * look.line("reading")
    assert text.verticalScrollBar().maximum() == 0
    assert LONG in text.toPlainText()


def test_a_page_follows_the_focus(qtbot: Any, shown: Shown) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    buttons = [Button(str(number)) for number in range(40)]
    for button in buttons:
        column.addWidget(button)
    page = PageScroll(content)
    shown(page)
    buttons[-1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: not buttons[-1].visibleRegion().isEmpty())


@pytest.mark.parametrize("theme", ["light", "dark", "highContrast"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_paints_in_every_look(qapp: QApplication, shown: Shown, theme: str, scale: float) -> None:
    look.take(qapp, TOKENS, theme, scale)
    kinds = ("primary", "outline", "soft", "link", "quiet", "danger", "help")
    buttons = [Button("Continuar", kind, "check", key_hint="F9", trailing_icon="arrow-right") for kind in kinds]
    boxes = [Callout(kind, "Título", LONG) for kind in ("tip", "notice", "support", "danger", "plain")]
    others = [
        Tag("Ella", "plum", "check"),
        Tag("Tu respuesta", "ochre", is_outlined=True),
        PictureView("mesa", "", 90, 60),
    ]
    off = Button("No", "primary")
    off.setEnabled(False)
    window = shown(*every_control(), *buttons, *boxes, *others, off, Card())
    assert not window.grab().isNull()


def test_words_measured_once_are_measured_anew_in_another_look_and_forgotten_when_a_profile_closes(
    qapp: QApplication,
) -> None:
    block = block_of("Hoy fue un día largo")
    assert block_of("Hoy fue un día largo") is block
    look.take(qapp, TOKENS, scale=2.0)
    larger = block_of("Hoy fue un día largo")
    assert larger.natural > 1.5 * block.natural
    forget_blocks()
    assert block_of("Hoy fue un día largo") is not larger
