"""The editor: blocks added, moved, timed, undone; what the room sees; groups pasted from anywhere; all of it kept."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSpinBox, QWidget

from carecompanion.content.workshop import Reference
from carecompanion.errors import StorageFull
from carecompanion.learning.groups import Group
from carecompanion.services.session_draft import SessionPlan
from carecompanion.services.session_groups import MOST_GROUPS
from carecompanion.ui.pages import session_slides
from carecompanion.ui.pages.session import SessionPage
from carecompanion.ui.pages.session_rows import BlockRow
from carecompanion.ui.pages.session_words import day_in, minute_in
from carecompanion.ui.widgets.grow_edit import GrowEdit
from carecompanion.ui.widgets.minutes_box import minutes_in
from tests.conftest import Clock
from tests.services.trainer import MORNING, put_other_pack
from tests.ui.console_parts import a_trainers_window
from tests.ui.training_parts import ALT, CTRL, KEY, Desk, a_png

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SHIFT = Qt.KeyboardModifier.ShiftModifier
TITLES = [
    "Llegar y acordar",
    "Doce preguntas",
    "Una pausa",
    "Recibir, de tres en tres",
    "Descanso",
    "La vecina",
    "Respirar",
    "Cómo salimos",
    "Las mismas doce",
    "Un gesto",
]


class Editor(Desk):
    """The morning of the tiny pack in the editor."""

    def open(self, **arguments: Any) -> SessionPage:
        self.clear()
        self.draft = self.training.sitting(self.training.create(MORNING, on=date(2026, 11, 28)).session)
        return self.again(**arguments)

    def again(self, **arguments: Any) -> SessionPage:
        return self.show("session", session=self.draft.session, **arguments)

    @property
    def plan(self) -> SessionPlan:
        """As it lies on the disk."""
        return self.training._plan(self.draft.session)

    @property
    def titles(self) -> list[str]:
        return [block.title for block in self.plan.agenda.blocks]

    @property
    def rows(self) -> list[BlockRow]:
        return self.page._agenda.list.rows

    def rows_say(self) -> list[str]:
        return [row.accessibleName() for row in self.rows]

    def pick(self, place: int) -> None:
        QTest.mouseClick(self.rows[place], Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
        self.settle()

    def number(self, name: str, words: str) -> None:
        """Type into a box of minutes or people, and Enter."""
        box = self.field(name, QSpinBox)
        box.setFocus()
        box.lineEdit().selectAll()
        QTest.keyClicks(box.lineEdit(), words)
        QTest.keyClick(box, KEY.Key_Return)
        self.settle()


@pytest.fixture(scope="module")
def shared(qapp: Any, tmp_path_factory: Any, read_before: Any) -> Iterator[Editor]:
    clock = Clock(datetime(2026, 11, 24, 14, 0, tzinfo=UTC))
    with a_trainers_window(tmp_path_factory.mktemp("hogar"), read_before, clock) as window:
        yield Editor(window, clock)


@pytest.fixture
def editor(shared: Editor) -> Editor:
    shared.open()
    return shared


def test_the_agenda_says_when_what_and_how_long(editor: Editor) -> None:
    assert editor.rows_say()[:3] == ["8:30, Llegar y acordar", "8:40, Doce preguntas", "8:55, Una pausa"]
    spoken = editor.rows[1].accessibleDescription()
    assert spoken == "15 min. Participa la sala. Imprescindible. Bloque 2 de 10"
    assert "Algo que muestra no está en esta computadora" in editor.rows[6].accessibleDescription()
    assert "El paquete «otro-paquete» no está en esta computadora" in editor.reads("advice")
    assert "«Respirar» muestra solo su título" in editor.reads("advice")
    assert "2 h 45 min." in editor.reads("agenda") and "Termina justo a las 11:15." in editor.reads("agenda")
    assert editor.page._top.subtitle.text() == "Sábado 28 de noviembre, 8:30 a 11:15."
    assert not editor.button("undo").isEnabled()


def test_a_block_is_added_in_two_clicks_after_the_chosen_one(editor: Editor) -> None:
    editor.pick(4)
    editor.click("add-block")
    editor.choose("kind-scene")
    assert editor.titles[4:7] == ["Descanso", "Escena", "La vecina"] and editor.rows[5].isChecked()
    assert editor.focus == "block-title", "its name is there to be typed over"
    QTest.keyClicks(QApplication.focusWidget(), "La primera charla")
    editor.show("today")
    assert editor.titles[5] == "La primera charla", "typed a moment ago, kept on leaving"
    editor.again()
    assert editor.button("undo").isEnabled(), "the sitting goes on"


def test_blocks_move_by_keys_menu_button_and_drag(editor: Editor) -> None:
    editor.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    editor.press(KEY.Key_Down)
    assert editor.rows[1].isChecked() and editor.rows[1].hasFocus(), "arrows only choose"
    editor.press(KEY.Key_Down, ALT)
    assert editor.titles[:3] == ["Llegar y acordar", "Una pausa", "Doce preguntas"]
    assert editor.rows[2].hasFocus() and editor.rows_say()[2] == "9:05, Doce preguntas"
    for _time in range(4):
        editor.press(KEY.Key_Up, ALT)
    assert editor.titles[:2] == ["Doce preguntas", "Llegar y acordar"] and editor.rows[0].hasFocus()
    QTest.mouseClick(editor.rows[0], Qt.MouseButton.LeftButton, pos=QPoint(12, 20))  # the grip
    editor.settle()
    editor.choose("row-last")
    assert editor.titles[-1] == "Doce preguntas" and editor.rows[9].hasFocus()
    editor.click("block-up")
    assert editor.titles[8:] == ["Doce preguntas", "Un gesto"]
    row, left = editor.rows[0], Qt.MouseButton.LeftButton
    QTest.mousePress(row, left, pos=QPoint(200, 20))
    for y in (40, 80, 60 + 2 * row.height()):
        QTest.mouseMove(row, QPoint(200, y))
    assert editor.page._agenda.list._line.isVisible()
    QTest.mouseRelease(row, left, pos=QPoint(200, 60 + 2 * row.height()))
    editor.settle()
    assert editor.titles[:3] == ["Una pausa", "Recibir, de tres en tres", "Llegar y acordar"]
    assert not editor.page._agenda.list._line.isVisible() and editor.rows[2].isChecked()
    before = editor.titles
    QTest.mousePress(editor.rows[0], left, pos=QPoint(200, 20))
    QTest.mouseMove(editor.rows[0], QPoint(200, 34))
    QTest.mouseRelease(editor.rows[0], left, pos=QPoint(200, 34))
    assert editor.titles == before, "dropped where it was"


def test_minutes_and_the_end_follow_at_once(editor: Editor) -> None:
    editor.pick(1)
    editor.button("minutes-more").click()  # of «Como mínimo», the last one on the page
    assert editor.plan.agenda.blocks[1].least == 15
    box = editor.field("block-minutes", QSpinBox)
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Up)
    assert editor.plan.agenda.blocks[1].minutes == 20 and editor.rows_say()[2] == "9:00, Una pausa"
    assert "Te pasas 5 min" in editor.reads("agenda") and "de las 11:15." in editor.reads("agenda")
    for typed, minutes in (("10", 10), ("1 h 10", 70), ("1:05", 65), ("nada", 65), ("9999", 65), ("500", 480)):
        editor.number("block-minutes", typed)
        assert editor.plan.agenda.blocks[1].minutes == minutes, typed
    editor.number("block-minutes", "5")
    assert "Te sobran 10 min" in editor.reads("agenda") and "hasta las 11:15." in editor.reads("agenda")
    editor.pick(2)
    assert editor.field("block-start").text() == "8:45"


def test_a_number_that_waits_for_its_enter_is_of_its_own_block(editor: Editor) -> None:
    editor.pick(2)
    box = editor.field("block-minutes", QSpinBox)
    for leave, place in ((lambda: editor.press(KEY.Key_Down, ALT), 3), (lambda: editor.press(KEY.Key_6, CTRL), 3)):
        box.setFocus()
        box.lineEdit().selectAll()
        QTest.keyClicks(box.lineEdit(), "47" if box.value() == 25 else "48")
        leave()
        minutes = [block.minutes for block in editor.plan.agenda.blocks]
        assert minutes[place] in (47, 48) and sum(minutes) - minutes[place] == 165 - 25, "and of no other"
        if editor.at == "session":
            box = editor.field("block-minutes", QSpinBox)
    assert minutes[3] == 48


def test_what_a_block_says_is_kept_as_it_is_typed(editor: Editor) -> None:
    editor.pick(4)
    editor.write("block-title", "Café y aire", GrowEdit)
    editor.write("block-notes", "Mi dupla acompaña fuera.\nSin prisa.", QPlainTextEdit)
    editor.button("block-warning").click()
    editor.settle()
    editor.write("block-notice", "Hablaremos de violencia. Pueden salir.")
    editor.click("block-weight")
    editor.choose("weight-could")
    editor.press(KEY.Key_6, CTRL)
    block = editor.plan.agenda.blocks[4]
    assert (block.title, block.notes, block.weight) == ("Café y aire", "Mi dupla acompaña fuera.\nSin prisa.", "could")
    assert (block.is_sensitive, block.notice) == (True, "Hablaremos de violencia. Pueden salir.")
    editor.again(block=block.id)
    editor.write("block-title", "   ", GrowEdit)
    editor.page.leave()
    assert editor.titles[4] == "Café y aire", "no block without a name"


def test_what_the_room_sees_comes_from_any_pack(editor: Editor) -> None:
    editor.pick(9)
    editor.click("add-block")
    editor.choose("kind-lesson")
    assert editor.button("block-shown").text() == "Solo su título"
    editor.click("block-shown")
    editor.choose("show-lessons", "show-lesson:cuidar/la-memoria")
    block = editor.plan.agenda.blocks[10]
    assert block.of == "lesson:cuidar/la-memoria" and block.title != "Lección" and block.is_sensitive
    assert editor.button("block-shown").text() == f"Lección: {block.title}"
    assert editor.focus == "block-shown"
    editor.click("block-shown")
    editor.choose("show-tests", "show-test:saber")
    assert editor.plan.agenda.blocks[10].of == "test:saber", "of its own template by its own name"
    editor.click("block-shown")
    editor.choose("show-own")
    assert editor.plan.agenda.blocks[10].of == ""
    editor.pick(6)
    assert editor.button("block-shown").text() == "Práctica: no está en esta computadora"


def test_ones_own_block_with_points_and_a_picture(
    editor: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.pick(0)
    editor.click("add-block")
    editor.choose("kind-own")
    assert editor.titles[1] == "Mi bloque"
    editor.write("slide-title", "Lo que nos cuida")
    for number, words in enumerate(("Un compañero cerca", "", "Una pausa de verdad"), start=1):
        editor.write(f"slide-row-{number}", words)
    editor.number("slide-minutes", "12")
    editor.page.leave()
    block = editor.plan.agenda.blocks[1]
    (slide,) = block.slides
    assert block.title == "Lo que nos cuida" == editor.field("block-title", GrowEdit).toPlainText()
    assert (slide.points, slide.minutes) == (("Un compañero cerca", "Una pausa de verdad"), 12)
    monkeypatch.setattr(session_slides, "ask_picture", lambda _parent: a_png(tmp_path, is_none=True))
    editor.button("choose-picture").click()
    editor.settle()
    assert "no es una imagen" in editor.reads("trouble") and not editor.plan.agenda.blocks[1].slides[0].picture
    monkeypatch.setattr(session_slides, "ask_picture", lambda _parent: a_png(tmp_path))
    editor.button("choose-picture").click()
    editor.settle()
    assert editor.plan.agenda.blocks[1].slides[0].picture and not editor.has("trouble")
    editor.button("no-picture").click()
    editor.settle()
    assert not editor.plan.agenda.blocks[1].slides[0].picture
    editor.button("undo").click()
    assert editor.plan.agenda.blocks[1].slides[0].picture, "a picture comes back, too"


def test_slides_are_added_and_none_is_without_a_title(editor: Editor) -> None:
    editor.pick(0)
    editor.button("add-slide").click()
    editor.settle()
    assert [slide.title for slide in editor.plan.agenda.blocks[0].slides][2:] == ["Diapositiva nueva"]
    editor.write("slide-title", "")
    editor.page.leave()
    assert "Una diapositiva necesita un título." in editor.reads("side")
    assert len(editor.plan.agenda.blocks[0].slides) == 3, "what was kept before stays"
    editor.write("slide-title", "La tercera")
    editor.page.leave()
    assert editor.plan.agenda.blocks[0].slides[2].title == "La tercera"
    editor.button("remove-slide").click()
    editor.settle()
    assert len(editor.plan.agenda.blocks[0].slides) == 2 and editor.focus == "add-slide"


def test_the_whole_sitting_can_be_undone_and_done_again(editor: Editor) -> None:
    first = editor.plan
    editor.pick(2)
    editor.click("block-duplicate")
    assert editor.titles[2:4] == ["Una pausa", "Una pausa"] and editor.rows[3].isChecked()
    editor.rows[3].setFocus(Qt.FocusReason.TabFocusReason)
    editor.press(KEY.Key_Delete)
    assert editor.titles == TITLES and editor.rows[3].hasFocus(), "the keyboard stays among the rows"
    editor.click("part-about")
    editor.write("session-title", "Otra mañana")
    editor.click("part-block")
    editor.number("block-minutes", "40")
    last = editor.plan
    editor.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    undone = 0
    while editor.button("undo").isEnabled():
        editor.press(KEY.Key_Z, CTRL)
        undone += 1
    assert editor.plan == first and undone == 4 and editor.page._top.title.text() == first.title
    for _time in range(undone):
        editor.press(KEY.Key_Z, CTRL | SHIFT)
    assert editor.plan == last and not editor.button("redo").isEnabled()
    editor.press(KEY.Key_Z, CTRL)
    editor.click("redo")
    assert editor.plan == last


def test_removing_says_so_and_brings_back(editor: Editor) -> None:
    said: list[tuple[str, Callable[[], None]]] = []
    page = editor.page
    page._go = replace(page._go, toast=lambda text, _words="", act=None: said.append((text, act)))
    editor.pick(9)
    editor.click("block-remove")
    assert editor.titles == TITLES[:-1] and editor.rows[8].isChecked() and said[0][0] == "Se quitó «Un gesto»."
    said[0][1]()
    assert editor.titles == TITLES
    for _time in range(10):
        editor.button("block-remove").click()
    editor.settle()
    assert editor.titles == [] and "Todavía no hay bloques" in editor.reads("advice")
    assert not editor.button("part-block").isEnabled() and editor.field("session-title").text()
    editor.click("start")
    assert "Todavía no hay bloques" in editor.reads("trouble") and editor.at == "session"
    editor.show("today")
    said[-1][1]()
    assert editor.titles == TITLES[:1], "also from another page"


def test_a_day_of_a_template_is_taken_at_the_end(editor: Editor) -> None:
    editor.click("take-template")
    editor.choose("new-cuidar/promotoras-media-jornada")
    assert len(editor.titles) == 28 and editor.rows[10].isChecked()
    editor.click("take-template")
    editor.choose("days-cuidar/voluntariado-dos-medias", "day-0")
    editor.click("take-template")
    editor.choose("new-cuidar/policia-una-jornada")
    assert "60 bloques como máximo" in editor.reads("trouble") and len(editor.titles) < 60
    assert "Terminaría después de medianoche" not in editor.reads("advice")


def test_title_place_day_and_hours(editor: Editor) -> None:
    editor.click("part-about")
    editor.write("session-place", "Comisaría, sala de reuniones")
    editor.write("session-day", "5/12")
    editor.write("session-start", "14.30")
    editor.page.leave()
    plan = editor.plan
    assert (plan.place, plan.day, plan.agenda.starts) == ("Comisaría, sala de reuniones", date(2026, 12, 5), 870)
    assert editor.field("session-until").text() == "17:15", "the time it has goes along"
    assert editor.page._top.subtitle.text().startswith("Sábado 5 de diciembre, 14:30 a 17:15. Comisaría")
    editor.write("session-day", "32/13/2026")
    editor.write("session-start", "25:00")
    editor.write("session-until", "pronto")
    editor.page.leave()
    said = editor.reads("side")
    for words in ("Escríbelo así: 4/8/2026.", "Escríbelo así: 9:00.", "Escríbelo así: 12:30."):
        assert words in said
    assert editor.plan == plan, "what is no day or hour changes nothing"
    editor.pick(3)
    assert "«32/13/2026», «25:00», «pronto» no son día ni hora" in toasts(editor)
    editor.show("today")
    editor.again(part="about")
    assert editor.field("session-day").text() == "32/13/2026" and editor.field("session-until").text() == "pronto"
    assert "Escríbelo así: 4/8/2026." in editor.reads("side"), "it waits, and says what is wrong with it"
    editor.write("session-day", "")
    editor.write("session-start", "23:00")
    editor.write("session-until", "")
    editor.page.leave()
    assert (editor.plan.day, editor.plan.agenda.until) == (None, 0)
    assert editor.draft.half_typed == {} and "Escríbelo así" not in editor.reads("side")
    assert "Terminaría después de medianoche, a las 1:45 del día siguiente." in editor.reads("advice")
    assert editor.page._top.subtitle.text().startswith("Sin fecha todavía, 23:00 a 1:45 del día siguiente.")


def toasts(editor: Editor) -> str:
    return "\n".join(one.accessibleName() for one in editor.window.findChildren(QWidget, "toast") if one.isVisible())


def test_groups_are_typed_in_rows(editor: Editor) -> None:
    editor.click("part-about")
    editor.button("add-group").click()
    editor.settle()
    assert editor.focus == "group-name-1"
    QTest.keyClicks(QApplication.focusWidget(), "Acompanantes")
    editor.number("group-size-1", "3")
    assert editor.plan.groups == (Group("Acompanantes", 3),)
    assert "«Acompanantes» tiene menos de 5 personas." in editor.reads("side")
    assert "3 personas en 1 grupo." in editor.reads("side")
    editor.button("add-group").click()
    editor.number("group-size-2", "17")
    assert "Un grupo necesita un nombre." in editor.reads("side") and len(editor.plan.groups) == 1
    editor.write("group-name-2", "ACOMPANANTES")
    editor.page.leave()
    assert "está dos veces" in editor.reads("side") and len(editor.plan.groups) == 1
    editor.write("group-name-2", "Policía")
    editor.page.leave()
    assert editor.plan.people == 20
    editor.button("group-away-1").click()
    editor.settle()
    assert editor.plan.groups == (Group("Policía", 17),)


GOOD = {
    "Voluntariado\t23\nPolicía\t17\nPromotoras\t7": 47,
    '"Voluntariado","23"\n“Policía” 17\n\n\n«Promotoras»; 7\n': 47,
    "Grupo\tPersonas\nVoluntariado\t20\nPolicía\t16\nPromotoras\t7\nAcompañantes\t4": 47,
    "متطوعات 12\nמתנדבות\t9": 21,
}
BAD = {
    "": "Aquí no hay ningún grupo.",
    "\n \t \n": "Aquí no hay ningún grupo.",
    "María\nJosé": "Línea 1, «María»: escribe después del nombre cuántas personas son.",
    "\n".join(f"Persona {n}\t1" for n in range(300)): "Son 300 líneas",
    "\t23": "La línea 1 tiene un número y ningún nombre.",
    "Policía\t17\nPolicía 3": "«Policía» está dos veces.",
    "Policía\t-3": "no puede tener -3 personas",
    "Policía 99999": "no puede tener 99999 personas",
    "x" * 80 + "\t4": "es muy largo",
}


def test_lists_pasted_from_anywhere(editor: Editor) -> None:
    editor.click("part-about")
    for text, people in GOOD.items():
        editor.button("paste-groups").click()
        editor.settle()
        assert editor.focus == "paste-text"
        editor.write("paste-text", text, QPlainTextEdit)
        editor.button("use-list").click()
        editor.settle()
        assert editor.plan.people == people and not editor.has("paste"), text
    assert "21 personas en 2 grupos." in editor.reads("side")
    kept = editor.plan.groups
    editor.button("paste-groups").click()
    editor.settle()
    for text, words in BAD.items():
        editor.write("paste-text", text, QPlainTextEdit)
        editor.button("use-list").click()
        editor.settle()
        assert words in editor.reads("paste"), text[:20]
        assert editor.field("paste-text", QPlainTextEdit).toPlainText() == text and editor.focus == "paste-text"
    assert editor.plan.groups == kept, "nothing was changed"
    editor.window.refresh()  # a larger text, say
    editor.settle()
    assert editor.field("paste-text", QPlainTextEdit).toPlainText() == text, "half done is not lost"
    editor.button("close-list").click()
    editor.settle()
    assert not editor.has("paste") and editor.focus == "paste-groups"


def test_there_are_no_more_rows_than_groups_may_be(editor: Editor) -> None:
    editor.draft.set_groups([Group(f"Grupo {n}", 5) for n in range(MOST_GROUPS)])
    editor.again(part="about")
    assert not editor.button("add-group").isEnabled()


def test_beginning_and_rehearsing_from_the_editor(editor: Editor) -> None:
    editor.click("rehearse")
    assert editor.at == "console" and editor.window.go.leading().run.is_rehearsal
    editor.again()
    editor.write("block-title", "Con otro nombre", GrowEdit)
    editor.click("start")
    run = editor.window.go.leading().run
    assert editor.at == "console" and not run.is_rehearsal
    assert run.run.plan.blocks[0].title == "Con otro nombre", "what was typed is in it"
    editor.again()
    editor.click("start")
    assert "sigue abierta" in editor.reads("trouble")


def test_by_keyboard_alone(editor: Editor) -> None:
    assert editor.focus == "page-title" or editor.page.enter() is None
    editor.tab_to("block-0")
    editor.press(KEY.Key_Down)
    editor.press(KEY.Key_Down)
    editor.press(KEY.Key_Return)
    assert editor.focus == "block-title", "Enter goes to its fields"
    editor.tab_to("block-minutes")
    editor.press(KEY.Key_Up)
    assert editor.plan.agenda.blocks[2].minutes == 30
    editor.press(KEY.Key_Escape)
    assert editor.rows[2].hasFocus()
    editor.tab_to("add-block")
    editor.press(KEY.Key_Space)
    editor.choose("kind-break")
    assert editor.titles[3] == "Descanso" and editor.focus == "block-title"
    editor.press(KEY.Key_Escape)
    editor.press(KEY.Key_Escape)
    assert editor.at == "facilitate"


def test_where_only_one_side_fits(editor: Editor) -> None:
    page = editor.page
    page._fit(700)
    editor.settle()
    assert editor.has("agenda") and not editor.has("side") and editor.has("open-about")
    editor.pick(3)
    page._fit(700)
    assert not editor.has("agenda") and editor.field("block-title", GrowEdit).toPlainText() == TITLES[3]
    assert page.arguments_now()["is_open"]
    page._is_narrow = True
    page._open_about()
    assert editor.has("session-title")
    page.resize(page.size().width() + 1, page.size().height())
    editor.settle()
    assert editor.has("agenda") and editor.has("side"), "there is room again"


def test_a_full_disk_loses_nothing(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_records: object, **_ids: object) -> None:
        raise StorageFull("full")

    monkeypatch.setattr(editor.profile.keeper.journal, "keep", full)
    editor.write("block-title", "Sin sitio en el disco", GrowEdit)
    editor.page.leave()
    assert "No se pudo guardar" in editor.reads("agenda")
    assert editor.rows_say()[0] == "8:30, Sin sitio en el disco"
    monkeypatch.undo()
    assert editor.profile.keeper.retry() and editor.titles[0] == "Sin sitio en el disco"
    editor.pick(1)
    editor.click("block-duplicate")
    assert "Guardado en esta computadora" in editor.reads("agenda")


def test_a_block_of_a_pack_that_is_gone_still_opens(editor: Editor) -> None:
    for kind in ("lesson", "scene", "practice", "checkin", "test"):
        editor.draft.show(0, Reference(kind, "nadie/nada"))
        editor.again()
        assert "no está en esta computadora" in editor.button("block-shown").text(), kind
    editor.click("block-shown")
    editor.choose("show-own")
    assert editor.plan.agenda.blocks[0].of == ""


def test_a_missing_pack_is_named_and_is_added_without_starting_anew(editor: Editor) -> None:
    window = editor.window
    editor.page.enter()
    editor.tab_to("open-packs")
    editor.press(KEY.Key_Return)
    assert editor.at == "packs" and editor.button("back").text() == "Volver a la sesión"
    pack = put_other_pack(window.app.paths.installed_packs)
    window.app.library.reload()
    try:
        editor.click("back")
        assert editor.at == "session" and not editor.has("advice"), "nothing is missing any more"
        assert "no está" not in editor.rows[6].accessibleDescription()
        editor.pick(6)
        assert editor.button("block-shown").text() == "Práctica: Respirar 4 y 6"
    finally:
        shutil.rmtree(pack)
        window.app.library.reload()
    editor.again()
    editor.click("open-packs")
    editor.press(KEY.Key_Escape)
    assert editor.at == "session" and editor.has("advice")


def test_a_block_chooses_the_steps_of_its_lesson(editor: Editor) -> None:
    editor.pick(2)
    assert editor.button("block-steps").text() == "2 de 7 pasos"
    assert not editor.has("step-llegada"), "a long list is there when it is asked for"
    editor.tab_to("block-steps")
    editor.press(KEY.Key_Space)
    assert "La lista está abierta abajo." in editor.button("block-steps").accessibleDescription()
    editor.press(KEY.Key_Tab)
    assert editor.focus == "step-llegada"
    editor.press(KEY.Key_Down)
    assert editor.focus == "step-step-2" and not editor.button("step-step-2").isChecked()
    editor.press(KEY.Key_Space)
    assert editor.plan.agenda.blocks[2].steps == ("llegada", "step-2", "step-3")
    assert editor.button("block-steps").text() == "3 de 7 pasos"
    editor.press(KEY.Key_Z, CTRL)
    assert editor.plan.agenda.blocks[2].steps == ("llegada", "step-3")
    editor.click("block-steps")
    editor.click("step-llegada")
    editor.click("step-step-3")
    assert editor.button("step-step-3").isChecked() and editor.plan.agenda.blocks[2].steps == ("step-3",)
    assert "Queda al menos un paso." in editor.reads("side")
    editor.click("every-step")
    assert editor.plan.agenda.blocks[2].steps == () and editor.button("block-steps").text() == "Todos los pasos (7)"
    assert "Queda al menos un paso." not in editor.reads("side") and editor.focus == "step-llegada"
    editor.pick(1)
    assert not editor.has("block-steps"), "questions have none"


@pytest.mark.parametrize(
    ("read", "text", "found"),
    [
        (minutes_in, "45", 45),
        (minutes_in, " 45 MIN ", 45),
        (minutes_in, "1 h", 60),
        (minutes_in, "1h5", 65),
        (minutes_in, "una hora", None),
        (minutes_in, "-5", None),
        (minute_in, "9", 540),
        (minute_in, "09:05", 545),
        (minute_in, "9 h 30", 570),
        (minute_in, "0930", 570),
        (minute_in, "24:00", 1440),
        (minute_in, "24:01", None),
        (minute_in, "9:75", None),
        (minute_in, "", None),
        (lambda text: day_in(text, date(2026, 11, 24)), "8/8/2026", date(2026, 8, 8)),
        (lambda text: day_in(text, date(2026, 11, 24)), "8-8-27", date(2027, 8, 8)),
        (lambda text: day_in(text, date(2026, 11, 24)), "8/8", date(2027, 8, 8)),
        (lambda text: day_in(text, date(2026, 11, 24)), "29/2", None),
        (lambda text: day_in(text, date(2026, 11, 24)), "mañana", None),
    ],
)
def test_times_as_people_type_them(read: Callable[[str], object], text: str, found: object) -> None:
    assert read(text) == found


def test_a_session_that_is_gone_is_not_opened(shared: Editor) -> None:
    shared.clear()
    shared.show("facilitate")
    shared.window.show_page("session", session="nadie")
    shared.settle()
    assert shared.at == "facilitate"
