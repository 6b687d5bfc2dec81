"""The scene player at the real window: by mouse and by keys, the map, the end, what a screen reader is told."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QProgressBar, QRadioButton, QTextBrowser, QWidget

from carecompanion import i18n
from carecompanion.content.model import SceneId
from carecompanion.errors import ContentMissing, StorageFull
from carecompanion.learning.records import SceneRun
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.pages.scene_end import EndView, MapView, cared_heading
from carecompanion.ui.pages.scene_frame import scene_title
from carecompanion.ui.pages.scene_moment import MomentView
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.feeling_meter import FeelingMeter
from carecompanion.ui.widgets.scene_map import SceneMapView
from carecompanion.ui.widgets.speech import Speech
from tests.ui.parts import colors, near

PACK = Path(__file__).parents[1] / "packs" / "rehearsal"
DOOR, YARD = "ensayo/la-puerta", "ensayo/el-patio"
KEY = Qt.Key
BEST = (2, 3, 1)
RED = "danger"


class Seen:
    """The window, with ways to use it and to ask what it shows."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.run = window.app.profiles

    @property
    def page(self) -> Any:
        return self.window.page

    @property
    def play(self) -> Any:
        return self.page._run.play

    def show(self, page: str, **arguments: Any) -> None:
        if self.window.page is None:  # she comes in here, without a way by Today
            self.window.go.enter(self.window.profile, page, **arguments)
        else:
            self.window.show_page(page, **arguments)

    def open(self, scene: str = DOOR, notice: str = "go") -> None:
        self.show("scene", scene=scene)
        if notice and self.button(f"notice-{notice}"):
            self.click(f"notice-{notice}")
        QApplication.processEvents()

    def walk(self, *numbers: int) -> None:
        """Choices by their numbers in the scene, each with two clicks."""
        for number in numbers:
            place = [one for one, _choice in self.play.offered].index(number)
            self.click(f"choice-{place}")
            self.click("say")

    def button(self, name: str) -> QAbstractButton | None:
        found = [one for one in self.window.findChildren(QAbstractButton, name) if one.isVisible()]
        return found[-1] if found else None

    def click(self, name: str) -> None:
        QApplication.processEvents()
        button = self.button(name)
        assert button is not None, f"no {name} on the screen:\n{self.reads()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))
        QApplication.processEvents()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.window.windowHandle(), key)
            QApplication.processEvents()

    def one(self, kind: type) -> Any:
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert found, kind
        return found[-1]

    def reads(self) -> str:
        words = []
        for one in self.window.page.findChildren(QWidget):
            if one.isVisible() and isinstance(one, QLabel | QAbstractButton | QTextBrowser):
                words.append(one.toPlainText() if isinstance(one, QTextBrowser) else one.text() or one.accessibleName())
        return "\n".join(words)

    def kept(self) -> list[str]:
        assert self.window.profile is not None
        return [one.taken for one in self.window.profile.keeper.journal.every(SceneRun)]


@pytest.fixture
def seen(blank_window: MainWindow, paths: Paths) -> Seen:
    shutil.copytree(PACK, paths.installed_packs / "ensayo")
    blank_window.app.library.reload()
    blank_window.profile = blank_window.app.profiles.create(NewProfile("Colibrí", role="volunteer"))
    blank_window.activateWindow()
    return Seen(blank_window)


# ---- the notice


class TestNotice:
    def test_two_clicks_from_the_shelf_to_the_first_moment(self, seen: Seen) -> None:
        seen.show("learn", course="ensayo", module="primero")
        seen.click(f"scene-{DOOR}")
        assert "Antes de seguir" in seen.reads()
        assert "miedo en casa" in seen.reads()
        assert "Dura unos 4 min" in seen.reads()
        assert "No sé si hice bien" not in seen.reads(), "nothing hard before it was said yes to"
        assert not seen.button("map")
        seen.click("notice-go")
        assert "«No sé si hice bien en venir»." in seen.reads()
        assert isinstance(seen.page._view, MomentView)

    def test_skipping_leads_back_and_costs_nothing(self, seen: Seen) -> None:
        seen.show("learn")
        seen.open(notice="skip")
        assert seen.window.place.name == "learn"
        assert seen.kept() == []
        seen.show("scene", scene=DOOR)
        assert "Antes de seguir" not in seen.reads(), "it is asked once a day"

    def test_a_summary_is_enough_or_leads_in(self, seen: Seen) -> None:
        seen.show("learn")
        seen.open(notice="summary")
        assert "pregunta antes de hacer" in seen.reads()
        seen.press(KEY.Key_Escape)
        assert "Antes de seguir" in seen.reads()
        seen.click("notice-summary")
        seen.click("summary-enough")
        assert seen.window.place.name == "learn"
        seen.open(YARD, notice="summary")
        seen.click("summary-all")
        assert "«¿Ya viene mi mamá?»." in seen.reads()

    def test_breathing_comes_back_to_the_notice(self, seen: Seen) -> None:
        seen.open(notice="breathe")
        assert seen.window.place.name == "practice"
        seen.window.back()
        assert "Antes de seguir" in seen.reads()

    def test_keys_of_a_scene_do_nothing_here(self, seen: Seen) -> None:
        seen.open(notice="")
        seen.press(KEY.Key_1, KEY.Key_M, KEY.Key_Backspace)
        assert "Antes de seguir" in seen.reads()
        assert seen.kept() == []


# ---- a moment


class TestMoment:
    def test_it_shows_what_the_scene_says(self, seen: Seen) -> None:
        seen.open()
        read = seen.reads()
        for words in (
            "Ensayo · La llegada",
            "Escena: la puerta",
            "Son las nueve.",
            "Ella",
            "Habla bajo y mira hacia la calle.",
            "«No sé si hice bien en venir».",
            "¿Qué le dices?",
            "Cómo se siente ella",
            "Confianza: poca",
            "En alerta",
            "Más segura",
            "Momento 1 de 3",
            "Usa las teclas 1, 2 y 3. No hay puntaje: puedes volver atrás y probar otro camino.",
            "Es una historia inventada",
        ):
            assert words in read, words
        assert "Lo que hiciste antes" not in read
        assert not seen.button("back-one")
        assert seen.one(FeelingMeter).value() == 2

    def test_a_click_picks_and_says_nothing_until_it_is_meant(self, seen: Seen) -> None:
        seen.open()
        assert not seen.button("say").isEnabled()
        seen.click("choice-0")
        seen.click("choice-1")
        assert seen.kept() == []
        assert seen.button("say").isEnabled()
        seen.click("say")
        assert seen.kept() == ["2"]
        read = seen.reads()
        assert "Suelta el aire y entra." in read
        assert "Lo que hiciste antes" in read
        assert "La hiciste pasar y le dijiste que van a su ritmo." in read
        assert "La cuidó. La recibiste antes de preguntarle nada" in read
        assert "Momento 2 de 3" in read
        assert not seen.button("say").isEnabled(), "the next choice is another one"

    def test_what_did_not_care_says_what_to_try_and_nothing_is_red(self, seen: Seen) -> None:
        seen.open()
        seen.walk(3)
        read = seen.reads()
        assert "La expuso. La dejaste a la vista" in read
        assert "Prueba con una silla detrás de la puerta." in read
        for word in ("puntos", "correct", "fallaste", "error"):
            assert word not in read.lower()
        for numbers in ((), (1,), (1, 3), (1, 3, 2)):
            seen.walk(*numbers[-1:])
            painted = colors(seen.page.grab().toImage())
            assert not [one for one in painted if near(_color(one), RED, 6)]

    def test_two_clicks_with_the_same_hand_say_one_thing(self, seen: Seen) -> None:
        seen.open()
        seen.click("choice-1")
        button = seen.button("say")
        QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        assert len(seen.play.taken) <= 1

    def test_an_act_is_done_and_words_are_said(self, seen: Seen) -> None:
        seen.open()
        assert seen.button("say").text() == "Decirlo"
        seen.walk(2)
        seen.click("choice-0")
        assert seen.button("say").text() == "Hacerlo"
        seen.click("choice-2")
        assert seen.button("say").text() == "Decirlo"

    def test_the_numbers_are_those_on_the_screen(self, seen: Seen) -> None:
        """What needs more trust than there is and has no other way is not offered, and its number goes to the next."""
        seen.open()
        seen.walk(2, 1)
        shown = [one.accessibleName() for one in seen.page.findChildren(QRadioButton) if one.isVisible()]
        assert shown == ["1. «¿Cómo vuelve hoy? ¿La acompaño?».", "2. «Yo en su lugar haría la denuncia hoy»."]
        assert "Usa las teclas 1 y 2." in seen.reads()
        seen.press(KEY.Key_3)
        assert seen.page._view.number == 0

    def test_silence_has_a_face_and_no_bubble(self, seen: Seen) -> None:
        seen.open()
        seen.walk(1)
        assert "Aprieta su bolsa y no dice nada." in seen.reads()
        assert not [one for one in seen.page.findChildren(Speech) if one.isVisible()]

    def test_back_one_moment_forgets_what_was_said_last(self, seen: Seen) -> None:
        seen.open()
        seen.walk(3)
        seen.click("back-one")
        assert "«No sé si hice bien en venir»." in seen.reads()
        assert seen.one(FeelingMeter).value() == 2
        assert seen.page._view.number == 0
        assert seen.kept() == [""]

    def test_help_and_back_keep_moment_and_pick(self, seen: Seen) -> None:
        seen.open()
        seen.walk(2)
        seen.click("choice-2")
        seen.press(KEY.Key_F1)
        seen.window.app.clock()
        QTest.qWait(20)
        assert seen.window.place.name == "help"
        seen.window.back()
        assert seen.play.taken == (2,)
        assert seen.page._view.number == 3
        assert seen.button("say").isEnabled()

    def test_larger_text_and_another_theme_keep_the_place(self, seen: Seen) -> None:
        seen.open()
        seen.walk(2)
        seen.click("choice-1")
        QTest.keyClick(seen.window.windowHandle(), KEY.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        assert look.scale > 1
        assert (seen.play.taken, seen.page._view.number) == ((2,), 2)

    def test_another_language_keeps_the_place(self, seen: Seen) -> None:
        seen.open()
        seen.walk(2)
        seen.window.profile.preferences.keep_appearance(Appearance(language="en"))
        seen.window.refresh()
        assert "The chair" in [moment.title for moment in seen.play.moments]
        assert "You go in. There are two chairs by the window." in seen.reads()


# ---- by keys


class TestKeys:
    def test_a_number_picks_and_enter_says(self, seen: Seen) -> None:
        seen.open()
        seen.press(KEY.Key_2, KEY.Key_Return)
        assert seen.kept() == ["2"]
        seen.press(KEY.Key_1, KEY.Key_3, KEY.Key_Enter)
        assert seen.kept() == ["2 3"]
        seen.press(KEY.Key_Backspace)
        assert seen.kept() == ["2"]
        seen.press(KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Backspace)
        assert seen.kept() == [""]

    def test_enter_without_a_pick_says_nothing_also_when_it_is_held(self, seen: Seen) -> None:
        seen.open()
        seen.press(KEY.Key_Return, KEY.Key_Return)
        assert seen.kept() == []
        seen.press(KEY.Key_2, KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
        assert seen.kept() == ["2"]

    def test_arrows_move_and_tab_leads_to_the_button(self, seen: Seen) -> None:
        seen.open()
        while not isinstance(QApplication.focusWidget(), QRadioButton):
            seen.press(KEY.Key_Tab)
        seen.press(KEY.Key_Down)
        assert seen.page._view.number == 2
        seen.press(KEY.Key_Tab)
        while QApplication.focusWidget().objectName() != "say":
            seen.press(KEY.Key_Tab)
        seen.press(KEY.Key_Return)
        assert seen.kept() == ["2"]

    def test_enter_on_another_button_is_that_button_s(self, seen: Seen) -> None:
        seen.open()
        seen.press(KEY.Key_2)
        seen.button("map").setFocus(Qt.FocusReason.TabFocusReason)
        seen.press(KEY.Key_Return)
        assert seen.kept() == []
        assert isinstance(seen.page._view, MapView)

    def test_m_shows_the_map_and_comes_back_with_the_pick(self, seen: Seen) -> None:
        seen.open()
        seen.press(KEY.Key_3, KEY.Key_M)
        assert isinstance(seen.page._view, MapView)
        seen.press(KEY.Key_2, KEY.Key_Return, KEY.Key_Backspace)
        assert seen.kept() == [], "in the map nothing is said and nothing goes back"
        seen.press(KEY.Key_M)
        assert seen.page._view.number == 3

    def test_with_control_or_shift_nothing_is_picked(self, seen: Seen) -> None:
        seen.open()
        QTest.keyClick(seen.window.windowHandle(), KEY.Key_M, Qt.KeyboardModifier.AltModifier)
        assert isinstance(seen.page._view, MomentView)

    def test_the_pause_hides_everything_and_escape_comes_back(self, seen: Seen) -> None:
        seen.open()
        seen.press(KEY.Key_2, KEY.Key_F7)
        read = seen.reads()
        assert "Hagamos una pausa" in read
        assert "Volver a la escena" in read
        assert "No sé si hice bien" not in read
        assert "Cómo se siente ella" not in read
        seen.press(KEY.Key_1, KEY.Key_M, KEY.Key_Backspace)
        assert "Hagamos una pausa" in seen.reads()
        seen.window.refresh()
        assert "Hagamos una pausa" in seen.reads(), "nothing hidden comes back by itself"
        seen.press(KEY.Key_Escape)
        assert seen.page._view.number == 2

    def test_out_of_the_pause_one_may_leave(self, seen: Seen) -> None:
        seen.show("learn")
        seen.open()
        seen.walk(2)
        seen.press(KEY.Key_F7)
        seen.click("pause-skip")
        assert seen.window.place.name == "learn"
        assert seen.kept() == ["2"]

    def test_f6_reaches_header_content_and_footer(self, seen: Seen) -> None:
        seen.open()
        seen.press(KEY.Key_1)
        found = []
        for _step in range(4):
            seen.press(KEY.Key_F6)
            found.append(QApplication.focusWidget())
        names = [one.objectName() for one in found]
        assert names[:3] == ["say", "nav-learn", "leave"]
        assert isinstance(found[3], QTextBrowser), "the content begins with what happens"


# ---- the map


class TestMap:
    def test_moments_not_come_to_yet_say_no_words(self, seen: Seen) -> None:
        seen.open()
        seen.walk(2)
        seen.click("map")
        drawn = seen.one(SceneMapView)
        said = [drawn.spoken(stop) for stop in range(drawn.stops())]
        assert said.count("Un momento al que todavía no llegas") == 5
        assert {"Llegada, en tu camino", "El asiento, estás aquí"} <= set(said)
        words = seen.reads() + drawn.accessibleName()
        for hidden in ("Silencio", "Opciones", "Se va antes"):
            assert hidden not in words
        seen.click("map-form")
        for hidden in ("Silencio", "Opciones", "Se va antes"):
            assert hidden not in seen.reads()
        assert "Estás aquí" in seen.reads()

    def test_a_moment_of_an_earlier_path_is_known(self, seen: Seen) -> None:
        seen.open()
        seen.walk(1, 2)
        seen.click("end-scene")
        seen.open()
        seen.press(KEY.Key_M)
        drawn = seen.one(SceneMapView)
        assert "Silencio, otro camino" in [drawn.spoken(stop) for stop in range(drawn.stops())]

    def test_back_to_a_moment_from_the_map(self, seen: Seen) -> None:
        seen.open()
        seen.walk(2, 3)
        seen.press(KEY.Key_M)
        seen.click("map-form")
        seen.click("try-1")
        assert seen.kept() == ["2"]
        assert isinstance(seen.page._view, MomentView)
        seen.press(KEY.Key_M)
        seen.click("end-scene")
        assert seen.kept() == ["2"], "going on changes nothing"

    def test_tab_leaves_the_map(self, seen: Seen) -> None:
        seen.open()
        seen.walk(*BEST)
        drawn = seen.one(SceneMapView)
        drawn.setFocus(Qt.FocusReason.TabFocusReason)
        seen.press(KEY.Key_Right, KEY.Key_Down, KEY.Key_Left, KEY.Key_Up)
        assert drawn.hasFocus()
        seen.press(KEY.Key_Tab)
        assert QApplication.focusWidget().objectName() == "try-from"

    def test_a_click_on_a_moment_aims_at_it(self, seen: Seen) -> None:
        seen.open()
        seen.walk(2, 1, 2)
        assert seen.button("try-from").text() == "Probar desde «El asiento»"
        drawn = seen.one(SceneMapView)
        place = next(stop for stop in range(drawn.stops()) if drawn.nodes[stop].moment == "opciones")
        QTest.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=drawn._plan(drawn.width()).centres[place].toPoint())
        assert seen.button("try-from").text() == "Probar desde «Opciones»"
        place = next(stop for stop in range(drawn.stops()) if drawn.nodes[stop].moment == "silencio")
        QTest.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=drawn._plan(drawn.width()).centres[place].toPoint())
        assert seen.button("try-from").text() == "Probar desde «El asiento»", "from there one comes to the silence"
        QTest.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        assert seen.button("try-from").text() == "Probar desde «El asiento»"

    def test_enter_on_a_moment_tries_from_it(self, seen: Seen) -> None:
        seen.open()
        seen.walk(*BEST)
        drawn = seen.one(SceneMapView)
        drawn.setFocus(Qt.FocusReason.TabFocusReason)
        seen.press(KEY.Key_Home, KEY.Key_Return)
        assert seen.kept() == ["2 3 1", ""]

    def test_without_a_stop_enter_on_the_map_does_nothing(self, seen: Seen) -> None:
        seen.open()
        seen.walk(*BEST)
        seen.one(SceneMapView).setFocus(Qt.FocusReason.TabFocusReason)
        seen.press(KEY.Key_Return)
        assert seen.kept() == ["2 3 1"]
        assert isinstance(seen.page._view, EndView)


# ---- the end


class TestEnd:
    def test_it_says_how_it_ended_and_how_she_felt(self, seen: Seen) -> None:
        seen.open()
        seen.walk(*BEST)
        read = seen.reads()
        for words in (
            "Llegaron al final, a su ritmo",
            "Su hermana la espera en la esquina. Mañana vuelve. Sonríe un poco. «Gracias por no apurarme».",
            "Este es el camino que elegiste, más ancho donde hubo más confianza. "
            "Las líneas punteadas son otros caminos que puedes probar.",
            "Cómo se sintió ella",
            "Al llegar",
            "A la mitad",
            "Al irse",
            "De «en alerta» a «más segura».",
            "Lo que más la cuidó",
            "La recibiste antes de preguntarle nada.",
            "Le devolviste una decisión.",
            "Para la próxima, ofrece agua desde el inicio.",
            "Lo último que hiciste",
            "Leer el diálogo completo",
            "Guardado en esta computadora",
            "Terminar la escena",
            "Volver un momento",
        ):
            assert words in read, words
        meters = [one for one in seen.page.findChildren(FeelingMeter) if one.isVisible()]
        assert [one.value() for one in meters] == [2, 3, 3]
        assert "Tus caminos" not in read

    def test_with_nothing_that_cared_the_next_time_is_all(self, seen: Seen) -> None:
        seen.open()
        seen.walk(3, 2)
        read = seen.reads()
        assert "Lo que más la cuidó" not in read
        assert "Había mucha gente adentro." in read

    def test_trying_again_and_the_endings_side_by_side(self, seen: Seen) -> None:
        seen.open()
        seen.walk(2, 1, 2)
        seen.click("try-from")
        assert seen.play.taken == (2,)
        seen.walk(3, 1)
        read = seen.reads()
        assert "Tus caminos, el último primero" in read
        assert read.index("Este camino") < read.rindex("Se va con dudas")
        assert seen.kept() == ["2 1 2", "2 3 1"]
        own = seen.page.findChild(QWidget, "own-paths")
        assert len(own.findChildren(FeelingMeter)) == 6
        assert "24 de noviembre · 3 decisiones" in read

    def test_back_one_moment_from_the_end_keeps_the_ending(self, seen: Seen) -> None:
        seen.open()
        seen.walk(*BEST)
        seen.press(KEY.Key_Backspace)
        assert seen.play.moment.id == "opciones"
        assert seen.kept() == ["2 3 1", "2 3"]

    def test_ending_the_scene_leads_back_to_where_one_came_from(self, seen: Seen) -> None:
        seen.show("lesson", lesson="ensayo/antes")
        seen.click("open-scene")
        seen.click("notice-go")
        seen.walk(*BEST)
        seen.click("end-scene")
        assert seen.window.place.name == "lesson"
        assert "Escena, llegaste a un final. Puedes probar otros caminos. · 4 min" in seen.reads()
        seen.click("open-scene")
        assert seen.play.taken == (), "the next time it begins anew"

    def test_elsewhere_and_back_the_end_is_still_there(self, seen: Seen) -> None:
        seen.open()
        seen.walk(*BEST)
        seen.show("today")
        seen.open()
        assert isinstance(seen.page._view, EndView)

    def test_the_whole_conversation(self, seen: Seen) -> None:
        seen.open()
        seen.walk(*BEST)
        seen.click("read-words")
        read = seen.reads()
        order = [
            "El diálogo completo",
            "«No sé si hice bien en venir».",
            "«Hizo bien en venir. Pase, vamos a su ritmo».",
            "Suelta el aire y entra.",
            "«¿Dónde se sienta mejor?».",
            "«¿Y ahora qué hago?».",
            "«Gracias por no apurarme».",
        ]
        places = [read.index(words) for words in order]
        assert places == sorted(places)
        seen.window.refresh()
        assert "El diálogo completo" in seen.reads()
        seen.click("words-back")
        assert isinstance(seen.page._view, EndView)

    def test_the_list_is_the_map_in_words(self, seen: Seen) -> None:
        seen.open()
        seen.walk(2, 1, 2)
        seen.click("map-form")
        read = seen.reads()
        assert "2. El asiento" in read
        assert "Le señalas la silla que está más cerca de ti." in read
        assert "Puede incomodarla. Decidiste por ella" in read
        assert "Otros momentos de la escena: " in read
        assert "Silencio" in read
        seen.window.refresh()
        assert seen.button("try-0"), "it stays a list"
        seen.click("try-0")
        assert seen.kept() == ["2 1 2", ""]


# ---- when it cannot be kept


def test_on_a_full_disk_it_goes_on_and_says_so(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.open()
    journal = seen.window.profile.keeper.journal
    real = journal.keep

    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull("No queda espacio en el disco.")

    monkeypatch.setattr(journal, "keep", full)
    seen.walk(*BEST)
    assert seen.kept() == []
    assert "Todavía no se guardó. Tu camino sigue aquí." in seen.reads()
    assert seen.window.findChild(QWidget, "banner") is not None
    monkeypatch.setattr(journal, "keep", real)
    seen.window.caretaker.try_again()
    assert seen.kept() == ["2 3 1"]
    assert "Guardado en esta computadora" in seen.reads()


def test_a_guest_is_told_the_truth(seen: Seen) -> None:
    seen.window.go.enter(seen.window.app.profiles.guest())
    seen.open()
    seen.walk(*BEST)
    assert "Guardado en esta computadora" not in seen.reads()
    assert "Entraste de visita: cuando salgas, no queda nada." in seen.reads()
    seen.window.profile.close()
    seen.window.profile = None


def test_a_scene_that_is_not_here_leaves_the_page_as_it_is(seen: Seen) -> None:
    seen.show("learn")
    seen.show("scene", scene="ensayo/no-hay")
    assert seen.window.place.name == "learn"
    assert seen.window.findChild(QWidget, "banner") is not None


def test_a_picture_that_is_missing_is_a_gap(seen: Seen, paths: Paths, allows_warnings: Callable[..., None]) -> None:
    allows_warnings("carecompanion.ui.icons", "picture missing")
    (paths.installed_packs / "ensayo" / "pictures" / "taza.svg").unlink()
    seen.open()
    seen.page.grab()
    assert "«No sé si hice bien en venir»." in seen.reads()


# ---- Learn and the lesson


class TestShelf:
    def test_scenes_stand_between_the_lessons_with_their_place(self, seen: Seen) -> None:
        seen.show("learn", course="ensayo", module="primero")
        read = seen.reads()
        assert read.index("Antes de la puerta") < read.index("La puerta\n") < read.index("Después de la puerta")
        assert "Escena, sin empezar" in read
        assert "2 lecciones, 1 escena, unos 10 min" in read
        assert seen.button(f"scene-{DOOR}").text() == "Empezar"
        seen.open()
        seen.walk(2)
        seen.show("learn", course="ensayo", module="primero")
        assert "Escena, a medias" in seen.reads()
        assert seen.button(f"scene-{DOOR}").text() == "Continuar"
        seen.open()
        seen.walk(3, 1)
        seen.click("end-scene")
        assert "Escena, llegaste a un final. Puedes probar otros caminos." in seen.reads()
        assert seen.button(f"scene-{DOOR}").text() == "Otro camino"

    def test_a_module_with_scenes_alone(self, seen: Seen) -> None:
        seen.show("learn", course="ensayo", module="segundo")
        assert seen.button(f"scene-{YARD}")
        assert "1 escena, unos 3 min" in seen.reads()

    def test_a_role_sees_the_scenes_that_serve_it(self, seen: Seen) -> None:
        seen.window.profile.preferences.keep(role_filter="volunteer")
        seen.show("learn", course="ensayo")
        assert seen.button(f"scene-{DOOR}")
        assert not seen.button("module-segundo")
        assert "Después de la puerta" not in seen.reads()

    def test_a_lesson_shows_the_card_of_its_scene(self, seen: Seen) -> None:
        seen.show("lesson", lesson="ensayo/antes")
        read = seen.reads()
        for words in ("La puerta", "Escena, sin empezar · 4 min", "Tú eliges las palabras.", "antes del turno"):
            assert words in read
        seen.click("open-scene")
        assert seen.window.place.name == "scene"
        seen.click("leave")
        assert seen.window.place.name == "lesson"

    def test_a_lesson_whose_scene_went_away_says_so(self, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
        def gone(_scene: str) -> None:
            raise ContentMissing("Esta escena ya no está aquí.")

        monkeypatch.setattr(seen.window.profile.rehearsing, "card", gone)
        seen.show("lesson", lesson="ensayo/antes")
        assert "Esta escena ya no está aquí." in seen.reads()
        assert not seen.button("open-scene")


# ---- said aloud


def test_what_a_screen_reader_is_told(seen: Seen) -> None:
    seen.open()
    focus = QApplication.focusWidget()
    assert focus.accessibleName().startswith("Son las nueve."), "reading begins with what happens"
    meter = QAccessible.queryAccessibleInterface(seen.one(FeelingMeter))
    assert meter.role() == QAccessible.Role.ProgressBar
    assert meter.text(QAccessible.Text.Name) == "Cómo se siente ella: 2 de 5, entre «En alerta» y «Más segura»"
    choice = QAccessible.queryAccessibleInterface(seen.button("choice-0"))
    assert choice.role() == QAccessible.Role.RadioButton
    dashes = [one for one in seen.page.findChildren(QProgressBar) if one.isVisible()]
    assert "Momento 1 de 3" in [one.accessibleName() for one in dashes]
    seen.walk(*BEST)
    drawn = seen.one(SceneMapView)
    assert QAccessible.queryAccessibleInterface(drawn).role() == QAccessible.Role.Graphic
    assert drawn.accessibleName() == (
        "Mapa de la escena. Tu camino: Llegada, El asiento, Opciones, Llegaron al final, a su ritmo"
    )
    seen.press(KEY.Key_Tab)
    drawn.setFocus(Qt.FocusReason.TabFocusReason)
    seen.press(KEY.Key_Home)
    assert drawn.accessibleDescription() == "Llegada, en tu camino"


@pytest.mark.parametrize(
    ("title", "within"),
    [
        ("La puerta", "Escena: la puerta"),
        ("María vuelve", "Escena: María vuelve"),
        ("El", "Escena: el"),
        ("Retira la denuncia", "Escena: Retira la denuncia"),
        ("", "Escena: "),
    ],
)
def test_a_title_within_a_title(title: str, within: str) -> None:
    assert scene_title(title) == within


def test_whom_it_cared_for_is_the_scene_s_own_word(seen: Seen, paths: Paths) -> None:
    library = seen.window.app.library
    assert cared_heading(library.scene(SceneId(DOOR), "es")) == "Lo que más la cuidó"
    i18n.speak("en", paths.resources / "i18n")
    assert cared_heading(library.scene(SceneId(DOOR), "en")) == "What most cared for her"


def _color(value: int) -> Any:
    from PySide6.QtGui import QColor

    return QColor.fromRgb(value)
