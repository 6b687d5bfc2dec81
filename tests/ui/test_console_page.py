"""The console: what it shows, how it is led by keyboard alone, what happens to screens, scenes, and how it ends."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from carecompanion.errors import StorageError
from carecompanion.learning.room_view import Blank, Options, Pause, Words
from carecompanion.services.session_groups import MOST_PEOPLE
from carecompanion.ui.keys import KeyList, key_rows
from carecompanion.ui.pages.console_end import EndQuestion
from carecompanion.ui.pages.console_frame import ConsoleFooter
from carecompanion.ui.pages.console_plan import gap_words
from carecompanion.ui.pages.console_scene import SceneCard
from carecompanion.ui.widgets.scroll import PageScroll
from tests.ui.console_parts import BEAMER, LAPTOP, LESSON, SCENE, TEST, TRIOS, Lectern
from tests.ui.console_parts import here as here
from tests.ui.console_parts import trainer as trainer
from tests.ui.test_every_screen import what_is_clipped

KEY = Qt.Key


def text_of(here: Lectern, name: str) -> str:
    found = here.window.findChild(QLabel, name)
    assert found is not None
    return found.text()


def scene_card(here: Lectern) -> SceneCard:
    return next(one for one in here.window.findChildren(SceneCard) if one.isVisible())


def answer_with(name: str, seen: list[str] | None = None) -> None:
    """The dialog that will come is answered by pressing a button of it; "" is Esc."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EndQuestion)
        if seen is not None:
            seen.extend(one.text() for one in dialog.findChildren(QLabel))
            seen.append(dialog.focusWidget().objectName())
        if name:
            dialog.findChild(QWidget, name).click()
        else:
            QTest.keyClick(dialog, KEY.Key_Escape)

    QTimer.singleShot(0, answer)


# what it shows


def test_what_the_room_sees_what_comes_next_and_what_the_trainer_reads(here: Lectern) -> None:
    page, run = here.page, here.run
    picture = page._board.room.picture
    assert picture.view == here.leading.projector.view == run.room()
    words = here.reads()
    for one in (
        "Bloque 1 de 10: Llegar y acordar",
        "Pantalla 1 de 2",
        "Pantalla 2: Su nombre y una palabra",
        "Después: Doce preguntas, 15 min",
        "La sala ve esto",
        "Si aparece un relato: agradece, no lo explores en plenaria y ofrece hablar después.",
        "de 10 min. Ahora son las",
    ):
        assert one in words, one
    assert "Saluda en la puerta" in page._board.middle._notes.toPlainText()
    here.press(KEY.Key_Right, KEY.Key_Right)
    assert here.place == (1, 0) and "Bloque 2 de 10" in here.reads()
    assert page._board.room.picture.view == run.room(), "live"


def test_a_tick_makes_no_widget_and_asks_nothing_of_the_file(here: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    before, asked = here.page.findChildren(QWidget), []
    monkeypatch.setattr(here.profile.keeper.journal, "_ask", asked.append)
    for _second in range(20):
        here.clock.move(seconds=1)
        here.leading.tick()
    assert here.page.findChildren(QWidget) == before
    assert not asked


def test_notes_grow_and_stay_grown(here: Lectern) -> None:
    notes = here.page._board.middle._notes
    before = notes.heightForWidth(300)
    here.click("notes-size")
    assert notes.heightForWidth(300) > before * 1.3
    here.window.show_page("help")
    here.window.show_page("console")
    assert here.page._board.middle._notes.heightForWidth(300) > before * 1.3
    here.click("notes-size")
    here.click("notes-size")
    assert here.page._board.middle._notes.heightForWidth(300) == before


def test_tab_goes_through_long_notes_without_moving_them(here: Lectern) -> None:
    card = here.page._board.middle
    card._notes.set_markdown("\n\n".join(f"Línea {n} de las notas." for n in range(60)))
    here.settle()
    bar = card._scroll.verticalScrollBar()
    assert bar.maximum() > 0
    card.size_button.setFocus(Qt.FocusReason.TabFocusReason)
    for back in (False, True):
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Backtab if back else KEY.Key_Tab)
        assert QApplication.focusWidget() is card._notes and bar.value() == 0
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        assert QApplication.focusWidget() is not card._notes and bar.value() == 0, "left where it begins"
    card.refresh()


def test_a_lessons_own_notes_stand_below(here: Lectern) -> None:
    here.go(LESSON, 1)
    said = here.page._board.middle._notes.toPlainText()
    assert said.startswith("Pregunta qué pausa cabe en su turno.")
    assert here.run.screen.notes and "Para esta pantalla" in said


# keys


def test_every_key_of_the_console(here: Lectern) -> None:
    run = here.run
    for key, place in (
        (KEY.Key_Right, (0, 1)),
        (KEY.Key_PageDown, (TEST, 0)),
        (KEY.Key_Space, (LESSON, 0)),
        (KEY.Key_Left, (TEST, 0)),
        (KEY.Key_PageUp, (0, 1)),
    ):
        here.press(key)
        assert here.place == place, key
    here.press(KEY.Key_B)
    assert isinstance(here.leading.projector.view.slide, Blank) and text_of(here, "room-state").startswith(
        "La sala ve la"
    )
    here.press(KEY.Key_B, KEY.Key_C, KEY.Key_Right)
    assert here.leading.projector.view == run.views(0)[1] and here.place == (1, 0), "frozen where it was"
    assert "Estás aquí" in here.reads() and "Congelada" in here.reads()
    here.press(KEY.Key_C)
    assert here.leading.projector.view == run.room() != run.views(0)[1]
    minutes = run.run.current.minutes
    here.press("+")
    assert run.run.current.minutes == minutes + 1
    here.press(KEY.Key_T)
    assert run.run.timer is not None
    here.press(KEY.Key_T)
    assert run.run.timer is None


def test_a_pause_for_everyone_says_what_to_do(here: Lectern) -> None:
    here.press(KEY.Key_P)
    assert isinstance(here.leading.projector.view.slide, Pause)
    said = here.page._board.middle._notes.toPlainText()
    assert "Baja la voz y espera" in said and "F1" in said
    assert here.button("pause-all").text() == "Terminar la pausa" and not here.has("story")
    here.window.pause()  # F7
    assert here.leading.projector.view == here.run.room() and here.has("story")
    assert "Saluda en la puerta" in here.page._board.middle._notes.toPlainText()


def test_keys_are_for_the_session_whatever_button_has_the_focus(here: Lectern) -> None:
    """A button takes arrows, to go to the one beside; on the console a slide moves."""
    for name in ("blank", "previous", "plan-bar", "more"):
        here.button(name).setFocus(Qt.FocusReason.TabFocusReason)
        before = here.place
        here.press(KEY.Key_Right)
        assert here.place != before and here.button(name).hasFocus(), name
    here.button("freeze").setFocus(Qt.FocusReason.TabFocusReason)
    here.press(KEY.Key_Space)
    assert here.run.run.frozen is not None, "Space presses what has the focus"


def test_a_click_leaves_the_keyboard_where_it_was(here: Lectern) -> None:
    """Else the next Space of a clicker would press the same button again."""
    QTest.mouseClick(here.button("blank"), Qt.MouseButton.LeftButton)
    assert here.run.run.is_blank and not here.button("blank").hasFocus()
    here.press(KEY.Key_Space)
    assert here.run.run.is_blank and here.place == (0, 1)


def test_while_one_writes_letters_are_letters(here: Lectern) -> None:
    here.page._board.show_panel("own-notes")
    field = here.window.findChild(QWidget, "own-notes")
    assert field.hasFocus()
    QTest.keyClicks(field, "pbc tS+ ")
    QTest.keyClick(field, KEY.Key_Left)
    assert field.toPlainText() == "pbc tS+ "
    assert here.place == (0, 0) and not here.run.run.is_paused and not here.run.run.is_blank
    here.press(KEY.Key_Escape)
    assert here.run.course.notes == "pbc tS+ ", "kept when the panel closes"
    assert not here.has("own-notes-panel") and here.has("notes")


def test_a_held_key_is_one_key(here: Lectern) -> None:
    page = here.page
    for is_repeat in (False, True, True, True):
        event = _key(KEY.Key_Right, is_repeat)
        QApplication.sendEvent(page, event)
    assert here.place == (0, 1)


def _key(key: Qt.Key, is_repeat: bool) -> Any:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", is_repeat)


def test_at_both_ends_nothing_moves(here: Lectern) -> None:
    here.press(KEY.Key_Left)
    assert here.place == (0, 0) and not here.button("previous").isEnabled()
    last = len(here.run.run.agenda.blocks) - 1
    here.go(last, here.run.run.slides_of(last) - 1)
    place = here.place
    here.press(KEY.Key_Right)
    assert here.place == place and "Aquí termina la agenda" in here.reads()
    assert not here.button("next").isEnabled()


def test_the_list_of_keys_has_them_for_who_facilitates_and_fits_the_window(here: Lectern) -> None:
    assert ("B, C, T", "Sala en blanco, congelar, iniciar el reloj") in key_rows(facilitates=True)
    assert not {keys for keys, _words in key_rows()} & {"B, C, T", "+, P"}
    here.window.resize(1024, 600)
    listed = KeyList(here.window, facilitates=True)
    listed.show()
    here.settle()
    assert listed.width() <= 1024 and listed.height() <= 600
    bar = listed.findChild(PageScroll).verticalScrollBar()
    for _page in range(4):
        QTest.keyClick(listed.focusWidget(), KEY.Key_PageDown)
    assert bar.maximum() and bar.value() == bar.maximum(), "all of it can be read by keyboard"
    listed.reject()
    listed.deleteLater()
    here.window.resize(1366, 696)
    here.window.activateWindow()
    here.settle()


# the plan


def test_how_late_it_is_in_words() -> None:
    assert [gap_words(minutes) for minutes in (12, -4, 0, 75)] == [
        "12 min de retraso",
        "4 min de adelanto",
        "A tiempo",
        "1 h 15 min de retraso",
    ]


def test_what_is_offered_when_late_is_taken_and_given_back(here: Lectern) -> None:
    run = here.run
    late = run.gap()
    here.later(minutes=max(0, 12 - late) + run.run.current.minutes)
    assert run.gap() >= 12 and here.button("plan-gap").text() == gap_words(run.gap())
    here.button("plan-gap").setFocus(Qt.FocusReason.TabFocusReason)
    here.press(KEY.Key_Return)
    assert here.has("late-panel") and QApplication.focusWidget().objectName() == "offer-0"
    musts = [block.title for block in run.run.agenda.blocks if block.weight == "must"]
    offered = [
        one.accessibleName() for one in here.window.findChildren(QWidget) if one.objectName().startswith("offer-")
    ]
    assert offered and not [words for words in offered for must in musts if f"Dejar fuera «{must}»" in words]
    blocks, minutes = [one.id for one in run.run.agenda.blocks], run.run.agenda.minutes
    gap = run.gap()
    here.press(KEY.Key_Return)
    assert run.run.agenda.minutes < minutes and run.gap() < gap and len(run.course.taken) == 1
    assert here.page.isAncestorOf(QApplication.focusWidget()), "the keyboard is not lost with the row"
    here.click("give-back-0")
    assert [one.id for one in run.run.agenda.blocks] == blocks and run.run.agenda.minutes == minutes
    assert run.course.taken == () and run.gap() == gap
    here.press(KEY.Key_Escape)
    assert not here.has("late-panel")


def test_the_agenda_jumps_by_keyboard(here: Lectern) -> None:
    here.button("plan-bar").setFocus(Qt.FocusReason.TabFocusReason)
    here.press(KEY.Key_Return)
    assert QApplication.focusWidget().objectName() == "block-0"
    here.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert here.place == (TRIOS, 0) and not here.has("agenda-panel")
    assert here.page.isAncestorOf(QApplication.focusWidget())


def test_the_last_minute_and_more_than_planned_are_said(here: Lectern) -> None:
    here.go(TEST)
    left = 60 * here.run.run.current.minutes
    here.later(seconds=left - 30)
    assert "Queda 1 minuto en este bloque" in here.reads()
    here.later(seconds=90)
    assert "De más en este bloque" in here.reads() and "1:00" in here.reads()


# people


def test_who_came_is_counted_by_group(here: Lectern) -> None:
    here.page._board.show_panel("came")
    assert "47 personas en total" in here.reads()
    field = here.window.findChild(QWidget, "came-0")
    assert field.hasFocus()
    field.selectAll()
    QTest.keyClicks(field, "21")
    here.press(KEY.Key_Up)
    assert [group.size for group in here.run.course.came] == [22, 17, 7] and "46 personas en total" in here.reads()
    words = f"Escribe un número de 0 a {MOST_PEOPLE}."
    for nonsense in ("-", "veinte", "2,5", str(MOST_PEOPLE + 1), "٣"):
        field.setText(nonsense)
        field.textEdited.emit(nonsense)
        assert words in here.reads() and here.run.course.came[0].size == 22, nonsense
    field.clearFocus()
    here.settle()
    assert words not in here.reads() and field.text() == "22", "what is kept stands there again"


# screens


def test_a_pulled_cable_is_said_and_the_session_goes_on(here: Lectern) -> None:
    here.press(KEY.Key_C)  # frozen, at the worst moment
    frozen = here.leading.projector.view
    here.screens.unplug("BEAMER")
    here.settle()
    assert "La otra pantalla se desconectó" in here.reads() and here.has("reconnect") and here.has("open-here")
    here.press(KEY.Key_Right)
    assert here.place == (0, 1)
    here.click("reconnect")
    assert "No vemos otra pantalla" in here.reads(), "there is still none"
    here.screens.plug(BEAMER)
    here.settle()
    assert here.leading.projector.screen == "BEAMER" and here.leading.projector.view == frozen
    assert not here.has("reconnect") and not here.has("open-here")


def test_with_one_screen_it_opens_here_and_f11_makes_it_full(here: Lectern) -> None:
    here.leading.projector.close()
    here.screens.unplug("BEAMER")
    here.leading.refresh()
    here.press(KEY.Key_F5)
    assert here.leading.projector.is_here and here.has("full-here")
    here.press(KEY.Key_F11)
    assert here.leading.projector.window.isFullScreen()
    here.press_in_the_room(KEY.Key_Escape)
    assert not here.leading.projector.window.isFullScreen(), "Esc makes it small; it asks nothing"
    here.screens.plug(BEAMER)
    here.settle()
    assert here.leading.projector.screen == "BEAMER"


def test_a_mirroring_screen_is_no_second_one_and_changes_are_followed(here: Lectern) -> None:
    here.screens.change("BEAMER", x=0, y=0)
    here.settle()
    assert not here.leading.projector.is_shown and here.has("open-here")
    here.screens.change("BEAMER", x=1366, y=0)
    here.settle()
    assert here.leading.projector.screen == "BEAMER" and not here.has("open-here")


def test_one_key_swaps_the_screens_and_the_menu_too(here: Lectern) -> None:
    here.press(KEY.Key_S)
    assert here.leading.projector.screen == "LAPTOP" and here.screens.screen_of(here.window) == "BEAMER"
    here.button("more").setFocus(Qt.FocusReason.TabFocusReason)
    here.press(KEY.Key_Return)
    menu = QApplication.activePopupWidget()
    next(one for one in menu.actions() if one.objectName() == "more-swap").trigger()
    menu.close()
    here.settle()
    assert here.leading.projector.screen == "BEAMER"
    assert here.screens.screen_of(here.window) == LAPTOP.name


def test_the_rooms_window_closed_by_hand_is_said(here: Lectern) -> None:
    here.leading.projector.window.closed.emit()
    here.leading.projector.window.hide()
    here.leading.refresh()
    assert "La ventana de la sala está cerrada" in here.reads() and here.has("reconnect")
    here.click("reconnect")
    assert here.leading.projector.screen == "BEAMER"


# a vote, a scene


def test_after_a_vote_of_a_lesson_what_cares_is_shown(here: Lectern) -> None:
    votes = [place for place, one in enumerate(here.run.screens(LESSON)) if one.answer is not None]
    here.go(LESSON, votes[0])
    assert isinstance(here.leading.projector.view.slide, Options) and here.has("answer-card")
    here.click("show-answer")
    answer = here.run.screen.answer
    assert answer is not None and here.leading.projector.view == answer and isinstance(answer.slide, Words)
    assert here.button("show-answer").text() == "Volver al voto"
    here.press(KEY.Key_Left)
    assert isinstance(here.leading.projector.view.slide, Options) and here.place == (LESSON, votes[0])
    here.click("show-answer")
    here.press(KEY.Key_Right)
    assert here.leading.instead is None and not here.has("answer-card")


def test_the_room_plays_a_scene_by_its_votes(here: Lectern) -> None:
    here.go_to_the_scene()
    run, wall = here.run, here.leading.projector
    card = scene_card(here)
    assert isinstance(wall.view.slide, Options) and run.play is not None
    assert [one.accessibleName()[3:] for one in card.choices] == [one.text for _number, one in run.play.offered]
    first = wall.view
    here.press(KEY.Key_Return)
    assert run.play.taken == (), "nothing is said before something is picked"
    here.press("1")
    assert card.picked == 0 and here.button("say").text() == "Decir A" and wall.view == first
    here.press(KEY.Key_Return)
    assert run.play.taken == (run.play.scene.first.choices.index(run.play.choices[0]) + 1,) and wall.view != first
    assert "Se dijo" in here.page._board.middle._notes.toPlainText()
    here.press(KEY.Key_Backspace)
    assert run.play.taken == () and wall.view == first
    here.press(KEY.Key_Backspace)
    assert run.play.taken == ()


def test_hands_are_counted_and_what_most_chose_is_picked(here: Lectern) -> None:
    here.go_to_the_scene()
    card = scene_card(here)
    here.click("count-hands")
    here.click("hand-A")
    assert card.picked == 0
    here.click("hand-B")
    assert card.picked == 0, "as many: nobody is picked anew"
    here.click("hand-B")
    assert card.picked == 1 and "2 manos" in here.reads()
    here.click("hand-less-B")
    here.click("count-hands")


def test_a_scene_comes_to_its_end_and_begins_again(here: Lectern) -> None:
    here.go_to_the_scene()
    run = here.run
    while run.play is not None and not run.play.is_over:
        here.press("1", KEY.Key_Return)
    assert isinstance(here.leading.projector.view.slide, Words) and here.has("scene-again")
    assert not here.has("option-0")
    here.press("1", KEY.Key_Return)
    assert run.play is not None and run.play.is_over
    kept = run.course.scenes[run.run.current.id]
    here.click("moment-back")
    assert run.play.taken == kept[:-1] and here.has("option-0")
    here.press("1", KEY.Key_Return)
    here.click("scene-again")
    assert run.play.taken == ()


def test_a_scene_that_is_frozen_thaws_when_something_is_said(here: Lectern) -> None:
    here.go_to_the_scene()
    here.press(KEY.Key_C, "1", KEY.Key_Return)
    assert here.run.run.frozen is None and here.leading.projector.view == here.run.room()
    here.press(KEY.Key_Backspace)


def test_next_leaves_the_scene(here: Lectern) -> None:
    here.go_to_the_scene()
    here.press(KEY.Key_PageDown)
    assert here.place == (SCENE + 1, 0) and not here.has("scene-card")


# places


@pytest.mark.parametrize("size", [(1366, 696), (1024, 600), (1920, 1040)])
def test_nothing_is_cut_off_in_any_window(here: Lectern, size: tuple[int, int]) -> None:
    here.window.resize(*size)
    here.go_to_the_scene()
    for panel in ("late", "agenda", "came", "own-notes", ""):
        here.page._board.show_panel(panel)
        here.settle()
        assert what_is_clipped(here.page) == [], panel
    here.window.resize(1366, 696)
    here.settle()


def test_the_first_paint_is_right_in_a_low_window(here: Lectern) -> None:
    """With a strip of news, where the columns hardly fit: no other place a moment later."""
    here.screens.unplug("BEAMER")
    for scale in (1.0, 1.3):
        look = here.window.appearance
        here.window.profile.preferences.keep_appearance(replace(look, text_scale=scale))
        here.window.resize(1024, 600)
        here.window.refresh()

        def places() -> list[object]:
            board = here.page._board
            return [board._columns, board.size(), board.room.picture.size(), board.room.next.picture.isVisible()]

        at_once = places()
        here.settle()
        here.settle()
        assert places() == at_once, scale
    here.window.profile.preferences.keep_appearance(replace(look, text_scale=1.0))
    here.window.resize(1366, 696)
    here.window.refresh()


def test_nothing_flashes_as_a_window_of_its_own(here: Lectern) -> None:
    """What is shown before it stands anywhere is a window, and takes the keyboard with it."""
    seen: list[QWidget] = []
    app = QApplication.instance()
    app.focusWindowChanged.connect(seen.append)
    for panel in ("late", "agenda", "came", "own-notes", ""):
        here.page._board.show_panel(panel)
        here.settle()
    here.window.refresh()
    here.go_to_the_scene()
    here.screens.unplug("BEAMER")
    here.settle()
    app.focusWindowChanged.disconnect(seen.append)
    assert seen == [] and here.window.isActiveWindow()


def test_the_same_panel_after_the_look_changed(here: Lectern) -> None:
    here.page._board.show_panel("agenda")
    here.window.refresh()
    here.settle()
    assert here.has("agenda-panel") and here.page._board.panel == "agenda"
    assert here.window.findChild(ConsoleFooter) is not None


# the end, which comes last


def test_esc_asks_and_goes_on(here: Lectern) -> None:
    seen: list[str] = []
    answer_with("", seen)
    here.press(KEY.Key_Escape)
    assert not here.leading.is_over and not here.run.is_closed
    words = "\n".join(seen)
    assert "¿Terminar la sesión?" in words and "Se quedan: los totales" in words and "los códigos" in words
    assert seen[-1] == "go-on", "the safe button has the focus"


def test_esc_in_the_rooms_window_asks_too(here: Lectern) -> None:
    answer_with("go-on")
    here.press_in_the_room(KEY.Key_Escape)
    assert not here.leading.is_over


def test_what_cannot_be_closed_stays_open_and_says_so(here: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise StorageError("El disco está lleno.")

    monkeypatch.setattr(here.run, "close", fail)
    answer_with("close-session")
    here.press(KEY.Key_Escape)
    assert "El disco está lleno." in here.reads() and not here.leading.is_over
    assert here.window.place.name == "console"


def test_a_workshop_of_two_days_may_rest(trainer: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes stay for the day after; whoever comes back the same day goes on."""
    here, training = trainer, trainer.profile.training
    here.begin_again()
    first = here.leading
    assert not training.has_day_after(here.run)
    monkeypatch.setattr(training, "has_day_after", lambda _run: True)
    seen: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(here.page, "_go", _Going(here.page._go, seen))
    words: list[str] = []
    answer_with("rest-session", words)
    here.press(KEY.Key_Escape)
    assert any("los códigos se quedan hasta entonces" in one for one in words)
    assert first.is_over and first.run.is_resting and [name for name, _more in seen] == ["facilitate"]
    here.leading = here.window.go.lead(training.resume(first.run.record.run))
    here.window.activateWindow()
    here.settle()
    here.press(KEY.Key_P)
    assert not here.run.is_resting and not here.run.run.is_paused, "it goes on"


def test_closed_it_leads_to_its_report(here: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, dict[str, Any]]] = []
    here.window.show_page("console")
    monkeypatch.setattr(here.page, "_go", _Going(here.page._go, seen))
    run, leading, slept = here.run, here.leading, here.slept
    run.open_round("hands") if here.place[0] == TEST else here.go(TEST)
    run.open_round("hands")
    words: list[str] = []
    answer_with("close-session", words)
    here.press(KEY.Key_Escape)
    assert any("Hay un registro abierto" in one for one in words)
    assert run.is_closed and leading.is_over and here.window.go.leading() is None and here.slept == slept + 1
    assert seen == [("session_report", {"run": run.record.run})]
    here.window.show_page("console")
    assert "No hay ninguna sesión en marcha" in here.reads() and here.has("to-sessions")


class _Going:
    """The calls of Go, with `page` only written down."""

    def __init__(self, go: Any, seen: list[tuple[str, dict[str, Any]]]) -> None:
        self._go = go
        self.page = lambda name, **arguments: seen.append((name, arguments))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._go, name)


def test_a_rehearsal_is_marked_and_leaves_nothing(trainer: Lectern, monkeypatch: pytest.MonkeyPatch) -> None:
    here = trainer
    training = here.profile.training
    session = training.sessions()[0].session
    held = training.runs_of(session)
    here.leading = here.window.go.lead(training.start(session, rehearse=True))
    here.window.activateWindow()  # offscreen, the dialog of the test above still has the keyboard
    here.settle()
    assert here.has("rehearsal") and here.button("end-session").isVisible()
    seen: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(here.page, "_go", _Going(here.page._go, seen))
    words: list[str] = []
    answer_with("close-session", words)
    here.press(KEY.Key_Escape)
    assert any("Es un ensayo" in one for one in words) and [name for name, _more in seen] == ["facilitate"]
    assert training.runs_of(session) == held
