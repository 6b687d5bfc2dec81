"""My plan on the screen: written where it is read, kept while one types, mended, moved, printed; and the notes."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QWidget

from carecompanion.content.model import LessonId
from carecompanion.errors import StorageFull
from carecompanion.learning.records import Intention, PlanLine
from carecompanion.services.own_data import COPIES_TO_CLEAN
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.ui import background
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.pages import plan_notes
from carecompanion.ui.pages.plan_editor import LineEditor
from carecompanion.ui.pages.plan_lines import LineRow
from carecompanion.ui.plan_paper import CARD, CARD_SIZES, PAGE, PAGE_SIZES, PARTS, PlanPaper, pieces_of
from carecompanion.ui.plan_print import PlanPrint
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.widgets.grow_edit import MOST_LETTERS, MOST_LINES, GrowEdit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WHY, MEMORY = LessonId("cuidarme/por-que-cuidarme"), LessonId("cuidar/la-memoria")
HARD = "a veces quiero morir"
KEY = Qt.Key


@pytest.fixture
def window(blank_window: MainWindow) -> MainWindow:
    """Nobody looks at the picker here."""
    return blank_window


@pytest.fixture
def profile(window: MainWindow, qtbot: Any) -> OpenProfile:
    made = window.app.profiles.create(NewProfile("Colibrí"))
    QApplication.sendPostedEvents(
        None, QEvent.Type.DeferredDelete.value
    )  # an earlier test's window takes the focus along
    window.go.enter(made)
    for _turn in range(2):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.wait(1)
    qtbot.waitUntil(background.is_idle)  # the day's copy is made; what is erased from now on waits for the next start
    return made


def put(profile: OpenProfile, kind: str, first: str, second: str = "", more: str = "") -> PlanLine:
    line = replace(profile.planning.new(kind), first=first, second=second, more=more)
    profile.planning.keep(line)
    return line


def an_if_then(profile: OpenProfile, number: int = 1) -> PlanLine:
    return put(profile, "if_then", f"pasa {number}", f"hago {number}")


def show(window: MainWindow, **arguments: Any) -> QWidget:
    window.show_page("plan", **arguments)
    QApplication.processEvents()
    return window.page


def visible(window: MainWindow, kind: type, name: str) -> list[Any]:
    return [one for one in window.findChildren(kind, name) if one.isVisible()]


def press(window: MainWindow, name: str, number: int = -1) -> None:
    found = visible(window, QAbstractButton, name)
    assert found, f"no {name}"
    found[number].click()
    for _turn in range(3):
        QApplication.processEvents()


def field(window: MainWindow, name: str, number: int = -1) -> GrowEdit:
    return visible(window, GrowEdit, name)[number]


def words(window: MainWindow) -> str:
    return "\n".join(one.text() for one in window.page.findChildren(QLabel) if one.isVisible())


def toast_button(window: MainWindow) -> QAbstractButton:
    return window.shell.host.findChild(QWidget, "toast").findChild(QAbstractButton)


def type_in(edit: QWidget, letters: str) -> None:
    """Letter by letter, as a Spanish keyboard does it: Qt's own typist knows no accents."""
    for letter in letters:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(edit, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def focus() -> QWidget:
    QApplication.processEvents()
    return QApplication.focusWidget()


def fill_the_disk(profile: OpenProfile, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull

    monkeypatch.setattr(profile.keeper.journal, "keep", full)


class TestWriting:
    def test_an_empty_plan_says_what_will_be_there(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window)
        assert "Una situación que conoces y un paso pequeño" in words(window)
        for kind in ("if_then", "early", "strong", "person", "limit", "sentence"):
            assert visible(window, QAbstractButton, f"add-{kind}"), kind
        assert "Nunca" not in words(window)
        assert profile.planning.lines() == ()

    def test_words_are_kept_within_a_second_also_while_one_goes_on_typing(
        self, window: MainWindow, profile: OpenProfile, qtbot: Any
    ) -> None:
        show(window)
        press(window, "add-if_then")
        edit = field(window, "if_then-first")
        assert focus() is edit
        for _letter in range(14):  # never a pause of a second
            type_in(edit, "a")
            qtbot.wait(100)
        (line,) = profile.planning.lines("if_then")
        assert 8 <= len(line.first) <= 13
        assert "Guardado en esta computadora" in words(window)
        assert "No escribas nombres de personas usuarias." in words(window)
        press(window, "done-if_then")
        assert len(profile.planning.lines("if_then")[0].first) == 14

    def test_leaving_the_field_the_page_and_the_window_keep_at_once(
        self, window: MainWindow, profile: OpenProfile
    ) -> None:
        show(window)
        press(window, "add-limit")
        type_in(field(window, "limit-first"), "uno")
        window.save()
        assert profile.planning.lines("limit")[0].first == "uno"
        type_in(field(window, "limit-first"), " y medio")
        window.show_page("today")
        assert profile.planning.lines("limit")[0].first == "uno y medio"

    def test_done_shows_the_line_and_offers_the_week(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window)
        press(window, "add-if_then")
        type_in(field(window, "if_then-first"), "termino")
        QTest.keyClick(field(window, "if_then-first"), KEY.Key_Return)
        assert focus() is field(window, "if_then-second"), "Enter goes on"
        type_in(field(window, "if_then-second"), "camino")
        QTest.keyClick(field(window, "if_then-second"), KEY.Key_Return)
        assert not visible(window, GrowEdit, "if_then-first"), "and from the last field it is done"
        assert focus().objectName() == "add-if_then"
        press(window, "choose")
        assert profile.planning.intention().first == "termino"
        assert visible(window, QLabel, "intention")
        assert not visible(window, QAbstractButton, "choose")

    def test_an_unfinished_half_stays_as_a_draft(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window)
        press(window, "add-if_then")
        type_in(field(window, "if_then-first"), "termino")
        press(window, "line-choose")
        assert focus() is field(window, "if_then-second"), "a draft is finished first"
        assert profile.planning.intention() is None
        press(window, "done-if_then")
        assert visible(window, QLabel, "draft")
        assert "Falta esta mitad" in words(window)
        assert not visible(window, QAbstractButton, "choose")
        press(window, "complete")
        assert focus() is field(window, "if_then-second")

    def test_a_new_line_nobody_wrote_in_is_no_line(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window)
        press(window, "add-if_then")
        press(window, "add-if_then")
        assert len(visible(window, LineEditor, "")) == 1, "one blank line is enough"
        press(window, "done-if_then")
        assert profile.planning.lines() == ()
        assert "Una situación que conoces" in words(window)

    def test_a_full_disk_is_said_and_the_words_stay(
        self, window: MainWindow, profile: OpenProfile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        show(window)
        press(window, "add-limit")
        with monkeypatch.context() as full:
            fill_the_disk(profile, full)
            type_in(field(window, "limit-first"), "que no se pierda")
            window.save()
            assert "No se pudo guardar. Tu texto sigue aquí." in words(window)
            press(window, "done-limits")
            assert "que no se pierda" in words(window)
        assert profile.keeper.retry()
        assert profile.keeper.journal.plan_lines()[0].first == "que no se pierda"

    def test_what_was_emptied_is_gone_from_the_copies_too(self, window: MainWindow, profile: OpenProfile) -> None:
        put(profile, "limit", "uno")
        show(window)
        press(window, "edit-limits")
        edit = field(window, "limit-first")
        edit.put("")
        press(window, "done-limits")
        assert profile.planning.lines("limit") == ()
        assert profile.preferences.get(COPIES_TO_CLEAN)

    def test_text_size_changes_in_the_middle_of_a_line(self, window: MainWindow, profile: OpenProfile) -> None:
        put(profile, "limit", "uno")
        show(window)
        press(window, "edit-limits")
        type_in(field(window, "limit-first"), "y ")
        window.go.refresh()
        QApplication.processEvents()
        assert "y" in field(window, "limit-first").toPlainText()
        assert profile.planning.lines("limit")[0].first != "uno"

    def test_esc_closes_and_keeps(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window)
        press(window, "add-limit")
        type_in(field(window, "limit-first"), "uno")
        QTest.keyClick(window.windowHandle(), KEY.Key_Escape)
        assert window.place.name == "plan"
        assert not visible(window, GrowEdit, "limit-first")
        assert profile.planning.lines("limit")[0].first == "uno"

    @pytest.mark.parametrize("kind", ["if_then", "sign", "strong", "person", "limit", "sentence"])
    def test_other_pages_open_a_new_line(self, window: MainWindow, profile: OpenProfile, kind: str) -> None:
        show(window, add=kind)
        assert isinstance(focus(), GrowEdit)
        assert focus().objectName() == f"{'early' if kind == 'sign' else kind}-first"

    def test_a_kind_nobody_knows_opens_the_plan(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window, add="goal", tab="goals")
        assert not window.page.findChildren(GrowEdit)

    def test_nothing_is_shown_beside_the_window(self, window: MainWindow, profile: OpenProfile) -> None:
        """A part shown before it has its place would flash up as a window of its own, and take the keyboard."""
        for kind in ("if_then", "limit", "person", "sentence", "early"):
            for number in range(4):
                put(profile, kind, f"uno {number}", "dos")
        a_note(profile, WHY, "nota")
        others = {one for one in QApplication.topLevelWidgets() if one.isVisible()} - {window}
        seen: set[QWidget] = set()
        for arguments in ({}, {"tab": "notes"}, *({"editing": part} for part in ("if_then", "limits", "people"))):
            show(window, **arguments)
            seen |= {one for one in QApplication.topLevelWidgets() if one.isVisible()}
        assert seen - others == {window}
        assert window.isActiveWindow()


class TestPeople:
    def test_number_and_icon_are_kept_and_a_new_person_gets_another_icon(
        self, window: MainWindow, profile: OpenProfile
    ) -> None:
        show(window)
        press(window, "add-person")
        assert "Para tu gente basta un apodo." in words(window)
        type_in(field(window, "person-first"), "Lucha")
        type_in(field(window, "person-more"), "987 654 321")
        press(window, "mark-heart")
        press(window, "add-person")
        type_in(field(window, "person-first"), "Sol")
        press(window, "done-people")
        lucha, sol = profile.planning.lines("person")
        assert (lucha.first, lucha.more, lucha.mark) == ("Lucha", "987 654 321", "heart")
        assert sol.mark == "house"
        assert "987 654 321" in words(window)


class TestIdeas:
    def _menu(self) -> QMenu:
        (menu,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
        return menu

    def test_two_ideas_make_an_if_then(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window)
        press(window, "add-if_then")
        for half, name in ((0, "termino un turno difícil"), (1, "llamo a alguien de mi gente")):
            press(window, "ideas", half)
            menu = self._menu()
            action: QAction = next(one for one in menu.actions() if one.text() == name)
            action.trigger()
            menu.close()
            QApplication.processEvents()
        assert focus() is field(window, "if_then-second")
        (line,) = profile.planning.lines("if_then")
        assert (line.first, line.second) == ("termino un turno difícil", "llamo a alguien de mi gente")

    def test_ideas_are_never_in_the_way_of_own_words(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window)
        press(window, "add-limit")
        assert visible(window, QAbstractButton, "ideas")
        type_in(field(window, "limit-first"), "lo mío")
        assert not visible(window, QAbstractButton, "ideas")
        field(window, "limit-first").put("Almuerzo sin el celular.")
        assert visible(window, QAbstractButton, "ideas"), "one idea may be changed for another"

    def test_an_idea_taken_by_mistake_goes_with_ctrl_z(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window)
        press(window, "add-limit")
        edit = field(window, "limit-first")
        edit.put("Almuerzo sin el celular.")
        edit.undo()
        assert edit.toPlainText() == ""


class TestOrder:
    def test_buttons_and_keys_move_and_the_keyboard_stays_with_the_line(
        self, window: MainWindow, profile: OpenProfile
    ) -> None:
        for name in ("uno", "dos", "tres"):
            put(profile, "limit", name)
        show(window)
        press(window, "edit-limits")
        press(window, "line-down", 0)
        assert [one.first for one in profile.planning.lines("limit")] == ["dos", "uno", "tres"]
        assert focus().objectName() == "line-down"
        assert focus() is visible(window, QAbstractButton, "line-down")[1]
        edit = field(window, "limit-first", 2)
        edit.setFocus()
        type_in(edit, "y ")
        QTest.keyClick(window.windowHandle(), KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert [one.first for one in profile.planning.lines("limit")][:1] == ["dos"]
        assert "tres" in profile.planning.lines("limit")[1].first
        assert profile.planning.lines("limit")[1].first != "tres", "what was typed went along"

    def test_a_single_line_has_nowhere_to_go(self, window: MainWindow, profile: OpenProfile) -> None:
        put(profile, "limit", "uno")
        show(window)
        press(window, "edit-limits")
        assert not visible(window, QAbstractButton, "line-up")
        QTest.keyClick(window.windowHandle(), KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert [one.first for one in profile.planning.lines("limit")] == ["uno"]

    def test_tab_goes_as_one_reads_also_through_what_was_built_anew(
        self, window: MainWindow, profile: OpenProfile
    ) -> None:
        an_if_then(profile)
        put(profile, "limit", "uno")
        show(window)
        press(window, "edit-if_then")
        press(window, "add-if_then")
        names = []
        field(window, "if_then-first", 0).setFocus(Qt.FocusReason.TabFocusReason)
        for _step in range(18):
            names.append(focus().objectName())
            QTest.keyClick(focus(), KEY.Key_Tab)
        second = names.index("if_then-first", 1)
        assert names[0] == "if_then-first"
        assert names.index("if_then-second") < second < names.index("add-if_then") < names.index("done-if_then")


class TestRemoving:
    def test_the_line_goes_and_undo_brings_it_back(self, window: MainWindow, profile: OpenProfile) -> None:
        for number in (1, 2, 3):
            an_if_then(profile, number)
        show(window)
        press(window, "edit-if_then")
        press(window, "line-remove", 1)
        assert [one.first for one in profile.planning.lines("if_then")] == ["pasa 1", "pasa 3"]
        assert profile.preferences.get(COPIES_TO_CLEAN)
        toast_button(window).click()
        QApplication.processEvents()
        assert [one.first for one in profile.planning.lines("if_then")] == ["pasa 1", "pasa 2", "pasa 3"]
        assert len(visible(window, GrowEdit, "if_then-first")) + len(visible(window, LineRow, "")) >= 3

    def test_undo_works_from_another_page(self, window: MainWindow, profile: OpenProfile) -> None:
        put(profile, "limit", "uno")
        show(window)
        press(window, "edit-limits")
        press(window, "line-remove")
        window.show_page("help")
        QApplication.sendPostedEvents(None, 0)
        QTest.qWait(20)
        toast_button(window).click()
        assert [one.first for one in profile.planning.lines("limit")] == ["uno"]

    def test_undo_goes_with_the_person(self, window: MainWindow, profile: OpenProfile, qtbot: Any) -> None:
        """Whoever comes next finds no way to bring back what was somebody else's."""
        put(profile, "limit", "uno")
        show(window)
        press(window, "edit-limits")
        press(window, "line-remove")
        assert window.shell.host.findChild(QWidget, "toast")
        window.lock()
        qtbot.waitUntil(lambda: window.shell.host.findChild(QWidget, "toast") is None)

    def test_words_not_kept_yet_do_not_come_back_by_themselves(
        self, window: MainWindow, profile: OpenProfile, qtbot: Any
    ) -> None:
        show(window)
        press(window, "add-limit")
        type_in(field(window, "limit-first"), "mejor no")
        press(window, "line-remove")
        qtbot.wait(1200)
        window.save()
        assert profile.planning.lines("limit") == ()


class TestTheWeek:
    def test_choosing_marks_one_line_and_can_be_taken_back(self, window: MainWindow, profile: OpenProfile) -> None:
        an_if_then(profile, 1), an_if_then(profile, 2)
        show(window)
        press(window, "edit-if_then")
        press(window, "line-choose", 0)
        press(window, "line-choose", 1)
        assert profile.planning.intention().first == "pasa 2"
        press(window, "done-if_then")
        assert len(visible(window, QLabel, "intention")) == 1
        press(window, "edit-if_then")
        press(window, "line-choose", 1)
        assert profile.planning.intention() is None

    @pytest.fixture
    def last_week(self, profile: OpenProfile) -> PlanLine:
        line = an_if_then(profile)
        week = profile.planning.week - timedelta(days=7)
        profile.keeper.keep(Intention(week, line.line, line.at))
        return line

    def test_last_week_is_told_without_a_score(
        self, window: MainWindow, profile: OpenProfile, last_week: PlanLine
    ) -> None:
        show(window)
        (card,) = visible(window, QWidget, "last-week")
        said = "\n".join(one.text() for one in card.findChildren(QLabel))
        assert "La semana pasada elegiste: «Si pasa 1, entonces hago 1»." in said
        assert "¿La mantienes?" in said
        buttons = card.findChildren(QAbstractButton)
        assert [one.text() for one in buttons] == ["Mantener", "Cambiar", "Ahora no"]
        assert len({one.height() for one in buttons}) == 1

    def test_keep_change_and_not_now(self, window: MainWindow, profile: OpenProfile, last_week: PlanLine) -> None:
        show(window)
        press(window, "week-change")
        assert visible(window, GrowEdit, "if_then-first")
        assert profile.planning.last_week() is not None, "nothing was decided yet"
        show(window)
        press(window, "week-later")
        assert profile.planning.last_week() is None
        assert profile.planning.intention() is None
        profile.keeper.journal.keep(Intention(profile.planning.week, last_week.line, last_week.at))
        assert not visible(window, QWidget, "last-week")
        show(window)
        assert not visible(window, QWidget, "last-week")

    def test_keep_makes_it_this_weeks(self, window: MainWindow, profile: OpenProfile, last_week: PlanLine) -> None:
        show(window)
        press(window, "week-keep")
        assert profile.planning.intention().line == last_week.line
        assert visible(window, QLabel, "intention")
        assert not visible(window, QWidget, "last-week")


class TestHardWords:
    @pytest.mark.parametrize(("kind", "part"), [("strong", "signs"), ("sentence", "sentences")])
    def test_words_on_dying_show_help_and_stop_nothing(
        self, window: MainWindow, profile: OpenProfile, kind: str, part: str
    ) -> None:
        assert profile.wellbeing.is_hard(HARD)
        show(window)
        press(window, f"add-{kind}")
        edit = field(window, f"{kind}-first")
        type_in(edit, HARD)
        window.save()
        assert visible(window, QWidget, "hard-words")
        assert focus() is edit
        type_in(edit, " y lo cuento")
        press(window, f"done-{part}")
        assert profile.planning.lines(kind)[0].first == HARD + " y lo cuento"
        assert visible(window, QWidget, "hard-words"), "it stays"
        press(window, "hard-words-help")
        QTest.qWait(20)
        assert window.place.name == "help"

    def test_a_plan_that_is_only_read_shows_none(self, window: MainWindow, profile: OpenProfile) -> None:
        put(profile, "strong", HARD)
        show(window)
        assert not visible(window, QWidget, "hard-words")
        assert visible(window, QAbstractButton, "signs-help"), "strong signs always lead to help"


class TestGrowEdit:
    def test_it_grows_with_the_words_and_then_scrolls(self, qtbot: Any, window: MainWindow) -> None:
        edit = GrowEdit("Si")
        qtbot.addWidget(edit)
        edit.resize(300, 44)
        edit.show()
        assert edit.height() == 44
        edit.put("una frase larga que ya no cabe en una sola línea de este campo")
        two = edit.height()
        assert two > 44
        edit.put("otra vez " * 100)
        QApplication.processEvents()
        most = edit.height()
        assert most > two
        edit.put("otra vez " * 200)
        assert edit.height() == most, MOST_LINES
        edit.put("")
        assert edit.height() == 44

    @pytest.mark.parametrize("letter", ["a", "🌻", "ش"])
    def test_more_than_fits_is_refused_in_words_and_never_splits_a_letter(
        self, window: MainWindow, profile: OpenProfile, letter: str
    ) -> None:
        show(window)
        press(window, "add-limit")
        edit = field(window, "limit-first")
        edit.put("x" + letter * MOST_LETTERS)
        text = edit.toPlainText()
        assert len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS
        assert text.startswith("x" + letter)
        text.encode()
        assert "Aquí caben 2,000 letras." in words(window)
        edit.put("corto")
        assert "Aquí caben" not in words(window)


def a_note(profile: OpenProfile, lesson: LessonId, text: str, step: int = 0) -> None:
    run = profile.study.open_lesson(lesson)
    run.write(text, step=run.lesson.steps[step].id)


class TestNotes:
    def rows(self, window: MainWindow) -> list[str]:
        return [row._one.text for row in window.page.findChildren(plan_notes.NoteRow) if row.isVisible()]

    def test_none_yet(self, window: MainWindow, profile: OpenProfile) -> None:
        show(window, tab="notes")
        assert "Aquí volverás a encontrar lo que escribas en las lecciones." in words(window)
        assert not window.page._notes._field.isVisible()
        press(window, "all-lessons")
        assert window.place.name == "learn"

    def test_newest_first_lessons_together_and_the_lesson_opens_at_its_step(
        self, window: MainWindow, profile: OpenProfile
    ) -> None:
        a_note(profile, WHY, "primero", 0)
        a_note(profile, MEMORY, "en medio", 2)
        a_note(profile, WHY, "último", 3)
        show(window)
        press(window, "tab-notes")
        assert self.rows(window) == ["último", "primero", "en medio"]
        assert not visible(window, QAbstractButton, "print")
        press(window, "open-note", 0)
        assert window.place.name == "lesson"
        assert window.page._run.index == 3

    def test_notes_of_check_ins_are_read_only(self, window: MainWindow, profile: OpenProfile) -> None:
        run = profile.wellbeing.open(profile.wellbeing.minute().id)
        run.write("turno largo")
        run.finish()
        show(window, tab="notes")
        assert self.rows(window) == ["turno largo"]
        assert "De mis registros" in words(window)
        for name in ("open-note", "edit-note", "delete-note"):
            assert not visible(window, QAbstractButton, name)

    def test_a_search_knows_no_accents_and_is_kept_nowhere(
        self, window: MainWindow, profile: OpenProfile, qtbot: Any
    ) -> None:
        a_note(profile, WHY, "Caminé hasta el río")
        a_note(profile, MEMORY, "El MARTES lo hablo", 2)
        show(window, tab="notes")
        before = dict(profile.keeper.journal.preferences())
        search = window.page._notes._field
        for typed, found in (("camine rio", ["Caminé hasta el río"]), ("mart", ["El MARTES lo hablo"]), ("xyz", [])):
            search.set_text(typed)
            qtbot.waitUntil(lambda found=found: self.rows(window) == found)
        assert "No encontramos «xyz» en tus notas." in words(window)
        assert dict(profile.keeper.journal.preferences()) == before
        window.page.escape()
        qtbot.waitUntil(lambda: len(self.rows(window)) == 2)

    def test_a_note_is_mended_in_place(self, window: MainWindow, profile: OpenProfile) -> None:
        a_note(profile, WHY, "Hoy fue pesado")
        show(window, tab="notes")
        press(window, "edit-note")
        edit = window.page.findChild(plan_notes.NoteBox).edit
        assert focus() is edit
        edit.moveCursor(edit.textCursor().MoveOperation.End)
        type_in(edit, ", y camine")
        window.save()
        assert [one.note.text for one in profile.study.notes()] == ["Hoy fue pesado, y camine"]
        press(window, "done-note")
        assert "Hoy fue pesado, y camine" in words(window)
        assert profile.study.open_lesson(WHY).note() == "Hoy fue pesado, y camine"

    def test_hard_words_in_a_note_show_help(self, window: MainWindow, profile: OpenProfile) -> None:
        a_note(profile, WHY, "Hoy")
        show(window, tab="notes")
        press(window, "edit-note")
        type_in(window.page.findChild(plan_notes.NoteBox).edit, HARD + " ")
        window.save()
        assert visible(window, QWidget, "hard-words")
        press(window, "done-note")
        assert visible(window, QWidget, "hard-words")

    @pytest.mark.parametrize("is_sure", [True, False])
    def test_deleting_asks_and_takes_it_from_the_copies_too(
        self, window: MainWindow, profile: OpenProfile, monkeypatch: pytest.MonkeyPatch, is_sure: bool
    ) -> None:
        a_note(profile, WHY, "se va")
        a_note(profile, MEMORY, "se queda", 2)
        show(window, tab="notes")
        asked: list[tuple[Any, ...]] = []
        monkeypatch.setattr(plan_notes, "ask", lambda *a, **k: asked.append(a) or is_sure)
        press(window, "delete-note", 1)
        assert asked[0][1:] == (
            "¿Borrar esta nota?",
            "Se va de esta computadora y también de las copias de los últimos días.",
            "Conservar la nota",
            "Borrar 1 nota",
        )
        left = [one.note.text for one in profile.study.notes()]
        assert left == (["se queda"] if is_sure else ["se queda", "se va"])
        assert bool(profile.preferences.get(COPIES_TO_CLEAN)) is is_sure
        assert self.rows(window) == left

    def test_many_notes_come_in_portions(self, window: MainWindow, profile: OpenProfile) -> None:
        notes = plan_notes.SHOWN + 5
        for number in range(notes):
            run = profile.study.open_lesson(WHY)
            run.write(f"nota {number}", prompt=f"p{number}")
        show(window, tab="notes")
        assert len(self.rows(window)) == plan_notes.SHOWN
        press(window, "more-notes")
        assert len(self.rows(window)) == notes
        assert focus().objectName() == "open-note"

    def test_what_waits_for_the_disk_is_there_too(
        self, window: MainWindow, profile: OpenProfile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        a_note(profile, WHY, "antes")
        fill_the_disk(profile, monkeypatch)
        a_note(profile, MEMORY, "mientras", 2)
        a_note(profile, WHY, "después")
        show(window, tab="notes")
        assert self.rows(window) == ["después", "mientras"]
        monkeypatch.undo()
        assert profile.keeper.retry()


class TestPaper:
    def paper(
        self, profile: OpenProfile, window: MainWindow, *sheets: str, parts: tuple[str, ...] = PARTS
    ) -> PlanPaper:
        planning = profile.planning
        content = window.app.library.help_page("es")
        pieces = pieces_of(planning.lines(), planning.intention(), content, parts)
        return PlanPaper(pieces, sheets or (PAGE, CARD), planning.week)

    @pytest.fixture
    def whole(self, profile: OpenProfile) -> OpenProfile:
        profile.planning.choose(an_if_then(profile))
        put(profile, "if_then", "solo una mitad")
        put(profile, "early", "Mandíbula apretada", "Paro diez minutos")
        put(profile, "strong", "Sin dormir", "Pido apoyo")
        put(profile, "person", "Lucha", "Para reírme", "987 654 321")
        put(profile, "limit", "No reviso mensajes <de noche> & nada")
        put(profile, "sentence", "Cuidarme también es cuidar.")
        return profile

    def test_one_page_and_one_card_say_the_plan(self, window: MainWindow, whole: OpenProfile) -> None:
        paper = self.paper(whole, window)
        assert paper.pages == 2
        assert paper.left_out == {PAGE: (), CARD: ()}
        said = paper.words()
        for words_ in ("Si pasa 1, entonces hago 1 (esta semana)", "Tempranas: Mandíbula apretada. Paro diez minutos."):
            assert said.count(words_) == 2, words_
        assert said.count("987 654 321") == 2
        assert said.count("No reviso mensajes <de noche> & nada") == 2
        assert "solo una mitad" not in said, "a draft waits"
        for number in ("105", "100", "113", "opción 5"):
            assert number in said

    def test_it_is_neutral_and_the_card_has_no_title(self, window: MainWindow, whole: OpenProfile) -> None:
        page, card = self.paper(whole, window, PAGE), self.paper(whole, window, CARD)
        for paper in (page, card):
            assert "Care" not in paper.words()
            assert "Colibrí" not in paper.web_page()
        assert "Mi plan" in page.words()
        assert "Mi plan" not in card.words()
        assert "Corta por aquí." in card.words()

    def test_only_what_was_chosen_is_on_it(self, window: MainWindow, whole: OpenProfile) -> None:
        said = self.paper(whole, window, parts=("signs",)).words()
        assert "Mandíbula" in said
        for words_ in ("Lucha", "113", "pasa 1", "Cuidarme"):
            assert words_ not in said

    def test_letters_never_get_smaller_than_nine_points(self) -> None:
        assert min(*PAGE_SIZES, *CARD_SIZES) >= 9

    def test_a_plan_that_is_too_long_says_what_is_left_out(self, window: MainWindow, whole: OpenProfile) -> None:
        for number in range(12):
            put(whole, "limit", f"{number} " + "palabras largas " * 60)
        put(whole, "limit", "sinespacios" * 180)
        paper = self.paper(whole, window)
        assert paper.pages == 2, "still one page and one card"
        for sheet in (PAGE, CARD):
            alone = self.paper(whole, window, sheet)
            left = [one.words for one in alone.left_out[sheet]]
            assert left
            for line in whole.planning.lines("limit", "person"):
                is_on_it = line.first in " ".join(alone.words().split())
                assert is_on_it is (line.first not in left), line.first[:20]
        preview = PlanPrint(window.app, whole).preview(window)
        said = preview.findChild(QLabel, "left-out").text()
        assert "En la hoja no entra:" in said
        assert "En la tarjeta no entra:" in said
        preview.deleteLater()

    def test_nothing_is_painted_beyond_its_panel(self, window: MainWindow, whole: OpenProfile) -> None:
        for number in range(9):
            put(whole, "sentence", f"{number} " + "a 🌻 ش " * 20)
        picture = self.paper(whole, window, CARD).picture(0, 1190, 1.0).toImage()
        white = {picture.pixelColor(x, y).name() for x in range(0, 1190, 3) for y in range(900, 1680, 3)}
        assert white == {"#ffffff"}, "the lower half, under the words on folding, is empty"

    def test_the_preview_follows_what_is_chosen(self, window: MainWindow, whole: OpenProfile, tmp_path: Path) -> None:
        preview = PlanPrint(window.app, whole).preview(window)
        preview.show()
        chips = {one.objectName(): one for one in preview.findChildren(QAbstractButton)}
        assert not preview.findChild(QLabel, "left-out").isVisible()
        chips["chip-card"].click()
        assert preview._paper.pages == 1
        chips["chip-people"].click()
        assert "Lucha" not in preview._paper.words()
        assert chips["save-pdf"].isEnabled()
        assert preview._paper.save_pdf(tmp_path / "plan.pdf")
        assert (tmp_path / "plan.pdf").read_bytes().count(b"/Type /Page\n") == 1
        assert preview._paper.save_page(tmp_path / "plan.html")
        assert "Lucha" not in (tmp_path / "plan.html").read_text("utf-8")
        chips["chip-page"].click()
        assert preview.findChild(QLabel, "left-out").text() == "Elige al menos una hoja."
        assert not chips["save-pdf"].isEnabled()
        assert not chips["save-page"].isEnabled()
        assert chips["print-close"].isEnabled()
        preview.close()
        preview.deleteLater()

    def test_an_empty_plan_prints_the_numbers_for_help(self, window: MainWindow, profile: OpenProfile) -> None:
        paper = self.paper(profile, window)
        assert paper.pages == 2
        assert "113" in paper.words()

    def test_ctrl_p_prints_the_plan_with_what_was_just_typed_and_never_the_notes(
        self, window: MainWindow, profile: OpenProfile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown: list[PrintPreview] = []
        monkeypatch.setattr(QDialog, "exec", lambda self: shown.append(self))
        show(window)
        press(window, "add-limit")
        type_in(field(window, "limit-first"), "recien escrito")
        QTest.keyClick(window.windowHandle(), KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert "recien escrito" in shown[0]._paper.words()
        show(window, tab="notes")
        QTest.keyClick(window.windowHandle(), KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert len(shown) == 1


class TestLessonEnd:
    def test_the_sentence_goes_along_in_one_click(self, window: MainWindow, profile: OpenProfile) -> None:
        window.show_page("lesson", lesson=WHY, shows="end")
        QApplication.processEvents()
        take = window.page._run.lesson.take
        press(window, "end-take")
        assert [one.first for one in profile.planning.lines("sentence")] == [take]
        assert "Está en Mi plan" in words(window)
        assert not visible(window, QAbstractButton, "end-take")
        assert focus().objectName() in ("end-next", "end-today")
        window.go.refresh()
        QApplication.processEvents()
        assert "Está en Mi plan" in words(window)
        show(window)
        assert take in words(window)
