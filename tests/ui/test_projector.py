"""The room's window finds its screen, loses it, gets it back; F9 makes it calm. Simulated screens, one real window."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from carecompanion.app import App
from carecompanion.learning.room_view import Blank, Breath, Calm, Pause, RoomView, Timer, Words
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.settings import MOST_SCREENS, Settings, SettingsFile, screens_of
from carecompanion.ui.hiding import RoomDoors
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.pages.cover import cover_title
from carecompanion.ui.projector import Projector, RoomNews, RoomWindow, clock_now
from carecompanion.ui.room_theme import RoomTheme
from carecompanion.ui.screens import OWN, ROOM, Screen, ScreenMemory, SimulatedScreens, room_screen
from tests.learning.test_room_view import empty, private_types
from tests.ui.parts import KEY, TOKENS, told_by
from tests.ui.parts import usual_look as usual_look

LAPTOP = Screen("LAPTOP", 0, 0, 1366, 768, is_primary=True)
BEAMER = Screen("BEAMER", 1366, 0, 1920, 1080)
TELLY = Screen("TELLY", 3286, 0, 1280, 720)
THEME = RoomTheme(TOKENS)
FIRST, SECOND = RoomView(Words("Uno", ("a", "b")), Timer(50, 90)), RoomView(Words("Dos"))


class Hall:
    """A console, screens, and the projector between them."""

    def __init__(self, *screens: Screen, memory: ScreenMemory | None = None, console: QWidget | None = None) -> None:
        self.screens = SimulatedScreens(*screens)
        self.console = console or QWidget()
        self.memory = memory or ScreenMemory()
        self.projector = Projector(FIRST, THEME, self.console, self.screens, self.memory, lambda: "9:40")
        self.news: list[RoomNews] = told_by(self.projector.told)

    @property
    def window(self) -> RoomWindow:
        return self.projector.window

    @property
    def kinds(self) -> list[str]:
        return [one.kind for one in self.news]

    def settle(self) -> None:
        QApplication.processEvents()


@pytest.fixture
def hall(qtbot: Any) -> Iterator[Any]:
    made: list[Hall] = []

    def make(*screens: Screen, **more: Any) -> Hall:
        made.append(Hall(*screens, **more))
        qtbot.addWidget(made[-1].console)
        return made[-1]

    yield make
    for one in made:
        one.projector.stop()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# which screen


def test_the_room_goes_to_the_other_screen_by_itself(hall: Any) -> None:
    here = hall(LAPTOP, BEAMER)
    assert here.projector.open()
    assert here.projector.screen == "BEAMER" and here.window.geometry() == BEAMER.box
    assert here.kinds == ["shown"]
    assert here.memory.part_of("BEAMER") == ROOM and here.memory.part_of("LAPTOP") == OWN


def test_with_one_screen_nothing_is_shown_and_it_is_said(hall: Any) -> None:
    here = hall(LAPTOP)
    assert not here.projector.open()
    assert not here.projector.is_shown
    assert [one.words for one in here.news] == ["No vemos otra pantalla. Conecta el proyector o abre la ventana aquí."]


def test_a_screen_that_mirrors_this_one_is_no_second_screen(hall: Any) -> None:
    assert not hall(LAPTOP, Screen("CLONE", 0, 0, 1024, 768)).projector.open()


def test_what_was_the_rooms_screen_is_it_again() -> None:
    screens, memory = (LAPTOP, TELLY, BEAMER), ScreenMemory()
    assert room_screen(screens, "LAPTOP", memory.part_of) == TELLY
    memory.keep(room="BEAMER", own="LAPTOP")
    assert room_screen(screens, "LAPTOP", memory.part_of) == BEAMER
    assert room_screen(screens[:2], "LAPTOP", memory.part_of) == TELLY, "another hall"
    assert room_screen((LAPTOP,), "LAPTOP", memory.part_of) is None
    assert room_screen((), "", memory.part_of) is None


def test_swapped_once_they_stay_swapped_at_the_next_start(hall: Any, paths: Paths) -> None:
    before = hall(LAPTOP, BEAMER, memory=ScreenMemory(SettingsFile(paths.settings_file)))
    before.projector.open()
    assert before.projector.swap()
    assert before.projector.screen == "LAPTOP" and before.screens.screen_of(before.console) == "BEAMER"
    assert before.window.geometry() == LAPTOP.box and before.kinds == ["shown", "swapped"]
    after = hall(LAPTOP, BEAMER, memory=ScreenMemory(SettingsFile(paths.settings_file)))
    after.projector.open()
    assert after.projector.screen == "LAPTOP" and after.screens.screen_of(after.console) == "BEAMER"
    assert after.projector.swap()
    assert after.projector.screen == "BEAMER"


def test_swap_without_a_second_screen_says_so(hall: Any) -> None:
    here = hall(LAPTOP)
    assert not here.projector.swap()
    assert here.kinds == ["none"] and not here.projector.is_shown


# cables


def test_a_pulled_cable_hides_it_at_once_and_the_view_waits(hall: Any) -> None:
    here = hall(LAPTOP, BEAMER)
    here.projector.open()
    here.screens.unplug("BEAMER")
    assert not here.window.isVisible(), "it would lie over the console"
    assert here.kinds == ["shown", "lost"] and here.projector.screen == ""
    here.projector.show_view(SECOND)  # the session goes on
    assert here.projector.view == SECOND
    here.screens.plug(BEAMER)
    assert here.projector.screen == "BEAMER" and here.window.picture.view == SECOND
    assert here.kinds == ["shown", "lost", "back"]


def test_a_pulled_cable_while_frozen_keeps_the_frozen_slide(hall: Any) -> None:
    """Frozen means that nobody tells the window another view."""
    here = hall(LAPTOP, BEAMER)
    here.projector.open()
    for _again in range(3):
        here.screens.unplug("BEAMER")
        here.settle()
        assert not here.projector.is_shown
        here.screens.plug(BEAMER)
        assert here.projector.is_shown and here.window.picture.view == FIRST


def test_a_screen_added_late_and_a_third_that_changes_nothing(hall: Any) -> None:
    here = hall(LAPTOP)
    here.projector.open()
    here.screens.plug(BEAMER)
    assert here.projector.screen == "BEAMER" and here.kinds == ["none", "shown"]
    here.screens.plug(TELLY)
    here.screens.unplug("TELLY")
    assert here.projector.screen == "BEAMER" and here.kinds == ["none", "shown"]


def test_a_third_screen_takes_over(hall: Any) -> None:
    here = hall(LAPTOP, BEAMER, TELLY)
    here.projector.open()
    here.screens.unplug("BEAMER")
    here.settle()
    assert here.projector.screen == "TELLY" and here.kinds == ["shown", "lost", "back"]


def test_without_a_session_a_new_screen_shows_nothing(hall: Any) -> None:
    here = hall(LAPTOP)
    here.screens.plug(BEAMER)
    assert not here.projector.is_shown
    here.projector.open()
    here.projector.close()
    here.screens.unplug("BEAMER")
    here.screens.plug(BEAMER)
    assert not here.projector.is_shown and here.kinds == ["shown"]


def test_the_trainers_own_screen_goes(hall: Any) -> None:
    """Where both would be on the one that is left, the console has it; and it can be seen."""
    here = hall(LAPTOP, BEAMER)
    here.projector.open()
    here.console.setGeometry(100, 100, 800, 500)
    here.screens.unplug("LAPTOP")
    here.settle()
    assert not here.projector.is_shown and here.kinds == ["shown", "lost"]
    assert BEAMER.box.contains(here.console.geometry().center())


def test_another_size_or_scaling_fills_again(hall: Any) -> None:
    here = hall(LAPTOP, BEAMER)
    here.projector.open()
    here.screens.change("BEAMER", width=1024, height=768, ratio=2.0)
    assert (here.window.width(), here.window.height()) == (1024, 768)
    here.screens.change("LAPTOP", ratio=1.5)
    assert here.projector.screen == "BEAMER" and here.kinds == ["shown"]


def test_mirroring_switched_on_in_the_middle_is_a_screen_lost_and_off_again_one_found(hall: Any) -> None:
    here = hall(LAPTOP, BEAMER)
    here.projector.open()
    here.screens.change("BEAMER", x=0)
    here.settle()
    assert not here.projector.is_shown and here.kinds == ["shown", "lost"]
    here.screens.change("BEAMER", x=1366)
    assert here.projector.screen == "BEAMER" and here.kinds[-1] == "back"


# one screen: a window here


def test_open_here_is_a_window_that_f11_makes_full(hall: Any) -> None:
    here = hall(LAPTOP)
    here.projector.open_here()
    assert here.projector.is_here and not here.window.isFullScreen() and here.kinds == ["here"]
    for key, is_full in ((KEY.Key_F11, True), (KEY.Key_Escape, False), (KEY.Key_F11, True), (KEY.Key_F11, False)):
        QTest.keyClick(here.window, key)
        assert here.window.isFullScreen() == is_full
    here.screens.plug(BEAMER)
    assert here.projector.screen == "BEAMER" and not here.projector.is_here
    QTest.keyClick(here.window, KEY.Key_F11)
    assert here.projector.screen == "BEAMER", "on its own screen it stays full"


def test_keys_pressed_in_the_rooms_window_are_the_consoles(hall: Any) -> None:
    here = hall(LAPTOP)
    here.projector.open_here()
    pressed: list[int] = []
    here.projector.keyed.connect(lambda event: pressed.append(event.key()))
    for key in (KEY.Key_PageDown, KEY.Key_B, KEY.Key_Escape, KEY.Key_F11):
        QTest.keyClick(here.window, key)
    assert pressed == [KEY.Key_PageDown, KEY.Key_B, KEY.Key_Escape]


def test_closed_by_hand_the_session_goes_on(hall: Any) -> None:
    class ByHand(QCloseEvent):
        def spontaneous(self) -> bool:
            return True

    here = hall(LAPTOP, BEAMER)
    here.projector.open()
    here.window.closeEvent(ByHand())
    assert here.kinds == ["shown", "closed"]
    here.screens.plug(TELLY)
    assert here.kinds == ["shown", "closed"], "it does not come back by itself"
    assert here.projector.open()


def test_it_takes_no_keyboard_on_its_own_screen_and_does_not_keep_the_program_open(hall: Any) -> None:
    here = hall(LAPTOP, BEAMER)
    here.projector.open()
    assert here.window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not here.window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    here.projector.open_here()
    assert not here.window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_every_news_has_words() -> None:
    kinds = ("shown", "back", "lost", "none", "here", "swapped", "closed")
    assert len({RoomNews(kind).words for kind in kinds}) == len(kinds)


# calm


def test_f9_makes_the_room_calm_in_under_100_ms_and_back(hall: Any, window: MainWindow, app_parts: App) -> None:
    window.enter(app_parts.profiles.create(NewProfile("Retama")))
    window.shell.stop_fading()
    here = hall(LAPTOP, BEAMER, console=window)
    end = window.hiding.add_room(RoomDoors(here.projector.cover, here.projector.uncover))
    here.projector.open()
    here.settle()
    start = time.process_time()  # others may use this machine, too
    QTest.keyClick(window, KEY.Key_F9)
    took = time.process_time() - start
    assert took < 0.1
    assert here.window.isVisible(), "what floats is closed, the room is not"
    assert here.window.picture.view == RoomView(Calm("9:40")) and here.window.windowTitle() == cover_title()
    here.projector.show_view(SECOND)
    assert here.window.picture.view == RoomView(Calm("9:40")), "nothing comes through the calm"
    here.screens.unplug("BEAMER")
    here.screens.plug(BEAMER)
    assert here.window.isVisible() and here.window.picture.view == RoomView(Calm("9:40"))
    QTest.keyClick(window, KEY.Key_F9)
    assert here.window.picture.view == SECOND and here.window.windowTitle() != cover_title()
    end()
    end()
    QTest.keyClick(window, KEY.Key_F9)
    assert here.window.picture.view == SECOND, "the session is over for the hiding"


def test_help_and_menus_leave_the_room_where_it_is(hall: Any, window: MainWindow) -> None:
    here = hall(LAPTOP, BEAMER, console=window)
    here.projector.open()
    QTest.keyClick(window, KEY.Key_F1)
    assert here.window.isVisible() and here.window.picture.view == FIRST


def test_a_running_session_is_not_locked_for_want_of_a_key(hall: Any, window: MainWindow, app_parts: App) -> None:
    profile = app_parts.profiles.create(NewProfile("Colibrí", passphrase="cuatro palabras bien raras"))
    window.enter(profile)
    end = window.hiding.add_room(RoomDoors(lambda: None, lambda: None))
    later = time.monotonic() + 60 * profile.preferences.idle_minutes + 1
    assert not window.hiding._has_nobody_been_here(profile, later)
    end()
    assert window.hiding._has_nobody_been_here(profile, later + 60 * profile.preferences.idle_minutes)


def test_the_calm_clock_goes_on(qtbot: Any) -> None:
    now = ["9:59"]
    window = RoomWindow(FIRST, THEME, lambda: now[0])
    qtbot.addWidget(window)
    window.cover()
    now[0] = "10:00"
    window._ticks.timeout.emit()
    assert window.picture.view == RoomView(Calm("10:00"))
    window.uncover()
    assert not window._ticks.isActive() and window.picture.view == FIRST
    assert ":" in clock_now()


def test_breathing_for_all_waits_while_nobody_sees_it(hall: Any, qtbot: Any) -> None:
    here = hall(LAPTOP, BEAMER)
    here.projector.show_view(RoomView(Breath("Respirar", (4, 0, 6, 0), 60)))
    here.projector.open()
    qtbot.waitUntil(lambda: here.window.picture.elapsed > 0)
    here.screens.unplug("BEAMER")
    assert not here.window.picture._pulse.is_running
    here.screens.plug(BEAMER)
    assert here.window.picture._pulse.is_running


# nothing private


def test_nothing_but_a_room_view_reaches_the_room(hall: Any) -> None:
    here = hall(LAPTOP, BEAMER)
    for intruder in [*map(empty, private_types()), None, "secreto", Words("Uno"), object()]:
        for way in (here.projector.show_view, here.window.show_view, lambda one: RoomWindow(one, THEME)):
            with pytest.raises(TypeError):
                way(intruder)
    here.projector.cover()
    with pytest.raises(TypeError):
        here.projector.show_view(Words("Uno"))
    assert here.projector.view == FIRST
    for view in (RoomView(Blank()), RoomView(Pause())):
        here.projector.show_view(view)
        assert here.projector.view == view


def test_the_window_holds_no_service_and_no_profile(hall: Any, window: MainWindow, app_parts: App) -> None:
    window.enter(app_parts.profiles.create(NewProfile("Retama")))
    here = hall(LAPTOP, BEAMER, console=window)
    held = [type(one).__module__ for one in vars(here.window).values()]
    assert not [one for one in held if one.startswith(("carecompanion.services", "carecompanion.app"))]
    assert here.window.parent() is None


# what the settings keep


def test_screens_are_kept_by_name_and_damage_is_left_out(paths: Paths) -> None:
    file = SettingsFile(paths.settings_file)
    ScreenMemory(file).keep(room="Proyector «Sala 2»", own="eDP-1")
    again = SettingsFile(paths.settings_file)
    assert again.now == Settings(screens={"eDP-1": OWN, "Proyector «Sala 2»": ROOM})
    assert ScreenMemory(again).part_of("Proyector «Sala 2»") == ROOM and ScreenMemory(again).part_of("x") == ""


@pytest.mark.parametrize("damage", ["screens = 3", 'screens = ["a"]', '[screens]\na = 3\nb = "other"\nc = ["room"]'])
def test_damaged_screens_are_none(paths: Paths, damage: str) -> None:
    Path(paths.settings_file).parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_text(damage, "utf-8")
    assert SettingsFile(paths.settings_file).now.screens == {}


def test_of_too_many_screens_the_last_are_remembered(paths: Paths) -> None:
    memory = ScreenMemory(SettingsFile(paths.settings_file))
    for number in range(MOST_SCREENS + 5):
        memory.keep(room=f"SALA-{number}", own="LAPTOP")
    assert memory.part_of(f"SALA-{MOST_SCREENS + 4}") == ROOM and memory.part_of("LAPTOP") == OWN
    assert memory.part_of("SALA-0") == ""
    assert len(screens_of({str(number): "room" for number in range(99)})) == MOST_SCREENS


def test_a_key_is_given_on_whole(qtbot: Any) -> None:
    window = RoomWindow(FIRST, THEME)
    qtbot.addWidget(window)
    keys: list[tuple[int, str]] = []
    window.keyed.connect(lambda event: keys.append((event.key(), event.text())))
    plus = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Plus, Qt.KeyboardModifier.KeypadModifier, "+")
    QApplication.sendEvent(window, plus)
    assert keys == [(KEY.Key_Plus, "+")] and plus.isAccepted()
