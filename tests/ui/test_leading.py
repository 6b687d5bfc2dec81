"""A session that is led outlives its pages, hides with the window, and ends with the profile."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from carecompanion.content.model import PracticeId
from carecompanion.learning.room_face import room_of_breath
from carecompanion.learning.room_view import Blank, Breath, Calm, Pause, RoomView, Words
from carecompanion.ui.leading import TIMER_SECONDS
from carecompanion.ui.widgets.room_view import RoomPicture
from tests.ui.console_parts import ARRIVAL, LESSON, TRIOS, Lectern
from tests.ui.console_parts import here as here
from tests.ui.console_parts import trainer as trainer

KEY = Qt.Key


def test_it_goes_on_while_other_pages_are_shown(here: Lectern) -> None:
    leading, window = here.leading, here.window
    assert leading.projector.screen == "BEAMER" and window.go.leading() is leading
    assert leading.projector.view == here.run.room()
    window.show_page("help")
    leading.act(here.run.next)
    assert leading.projector.view == here.run.room()
    assert (
        here.on_the_wall() == "En ronda. Su nombre y una palabra. Pueden pasar, o solo escuchar. Una mañana de prueba"
    )
    here.screens.unplug("BEAMER")  # said where the trainer is
    here.settle()
    assert here.leading.news is not None and here.leading.news.kind == "lost"
    toast = window.findChild(QFrame, "toast")
    assert toast is not None and here.leading.news.words in toast.accessibleName()
    window.show_page("console")
    assert here.page is window.page and here.has("reconnect")


def test_hiding_turns_the_wall_calm_and_back(here: Lectern) -> None:
    window, wall = here.window, here.leading.projector.window
    window.go.hide()
    assert wall.is_calm and isinstance(wall.picture.view.slide, Calm)
    here.leading.act(here.run.next)  # a clicker that goes on clicking
    assert isinstance(wall.picture.view.slide, Calm)
    window.go.hide()
    assert not wall.is_calm and wall.picture.view == here.run.room()


def test_something_else_on_the_wall_until_one_moves_on(here: Lectern) -> None:
    leading, result = here.leading, RoomView(Words("Resultado"))
    leading.show(result)
    assert leading.projector.view == result and leading.instead == result
    leading.act(here.run.pause)
    assert isinstance(leading.projector.view.slide, Pause), "a pause is for everyone"
    leading.act(here.run.pause)
    leading.act(here.run.blank)
    assert isinstance(leading.projector.view.slide, Blank)
    leading.act(here.run.blank)
    assert leading.projector.view == result
    leading.back()
    assert leading.projector.view == here.run.room() and here.place == (0, 0), "back to the slide, not the one before"
    leading.show(result)
    leading.act(here.run.next)
    assert leading.projector.view == here.run.room() and here.place == (0, 1)


def test_the_timer_is_the_slides_own_or_three_minutes(here: Lectern) -> None:
    leading = here.leading
    leading.turn_timer()
    assert leading.projector.view.timer is not None and leading.projector.view.timer.total == TIMER_SECONDS
    leading.turn_timer()
    assert here.run.run.timer is None and leading.projector.view.timer is None
    leading.act(here.run.next)
    leading.turn_timer()
    here.later(seconds=63)
    assert leading.projector.view.timer is not None
    assert (leading.projector.view.timer.seconds, leading.projector.view.timer.total) == (300 - 63, 300)


def test_breathing_goes_on_from_the_clock(here: Lectern) -> None:
    """Also when the machine slept, or the program was started anew."""
    breath = room_of_breath(here.window.app.library.practice(PracticeId("cuidarme/respirar-4-6"), "es"))
    here.go(TRIOS)
    here.run._screens.found[here.run.run.current.id] = (type(here.run.screen)(breath),) * here.run.run.slides_of(TRIOS)
    here.leading.refresh()
    told: list[RoomView] = []
    show = here.leading.projector.show_view
    here.leading.projector.show_view = lambda view: (told.append(view), show(view))  # type: ignore[method-assign]
    here.later(seconds=1)
    assert told == [], "a second is counted by the picture itself"
    here.later(seconds=60)
    assert [view.slide.gone for view in told if isinstance(view.slide, Breath)] == [61.0]
    here.leading.act(here.run.pause)
    here.later(seconds=30)
    here.leading.act(here.run.pause)
    assert isinstance(told[-1].slide, Breath) and told[-1].slide.gone == 61.0, "a pause is not breathed away"
    here.later(minutes=60)
    assert told[-1].slide.gone == told[-1].slide.seconds, "no further than its end"


def test_keys_in_the_rooms_window_lead_it(here: Lectern) -> None:
    here.screens.unplug("BEAMER")
    here.leading.projector.open_here()
    for key, place in ((KEY.Key_PageDown, (0, 1)), (KEY.Key_Right, (1, 0)), (KEY.Key_PageUp, (0, 1))):
        here.press_in_the_room(key)
        assert here.place == place
    here.press_in_the_room(KEY.Key_Period)  # what a clicker sends for a blank screen
    assert here.run.run.is_blank
    here.press_in_the_room(KEY.Key_B)
    assert not here.run.run.is_blank


def test_letters_can_be_switched_off(here: Lectern) -> None:
    here.window.show_page("settings", section="facilitation")
    here.click("console-letters")
    here.window.show_page("console")
    here.settle()
    here.press(KEY.Key_B, KEY.Key_P, "+")
    assert not here.run.run.is_blank and not here.run.run.is_paused
    assert here.run.run.current.minutes == here.run.run.plan.blocks[ARRIVAL].minutes
    here.press(KEY.Key_Right)
    assert here.place == (0, 1)
    assert here.button("blank").key_hint == ""  # type: ignore[attr-defined]
    here.profile.preferences.keep(console_letters=True)


def test_the_wall_follows_another_look_and_language(here: Lectern) -> None:
    """At the next paint: theme, the lesson's words and the program's own; frozen, blank, paused or calm as it was."""
    window, leading, wall = here.window, here.leading, here.leading.projector.window
    before = window.profile.preferences.appearance

    def look(**parts: object) -> None:
        window.profile.preferences.keep_appearance(replace(window.profile.preferences.appearance, **parts))
        window.go.refresh()
        here.settle()

    try:
        here.go(LESSON, 2)
        lesson, leading_before = here.on_the_wall(), wall.grab().toImage()
        look(theme="highContrast", reduced_motion=True)
        assert wall.picture.theme.is_high_contrast and wall.picture.theme.is_still
        assert here.on_the_wall() == lesson and wall.grab().toImage() != leading_before
        small = here.page.findChild(RoomPicture)
        assert small is not None and small.theme is wall.picture.theme, "the console's picture of it, too"
        leading.act(here.run.freeze)
        here.go(TRIOS)
        look(language="en")
        frozen = here.on_the_wall()
        assert here.run.run.frozen == ("pausa-en-tres", 2) and "A pause" in frozen and frozen != lesson
        assert wall.windowTitle() == "The room’s screen"
        leading.act(here.run.blank)
        look(theme="light", language="es")
        assert isinstance(wall.picture.view.slide, Blank) and here.on_the_wall() == "La pantalla está en blanco"
        assert wall.picture.theme.name == "projectorLight"
        window.go.hide()
        look(language="en")
        assert wall.is_calm and isinstance(wall.picture.view.slide, Calm), "F9 stays F9"
        window.go.hide()
        leading.act(here.run.blank)
        assert here.on_the_wall() == frozen
        leading.act(here.run.pause)
        assert here.on_the_wall().startswith("A pause for everyone")
        look(language="es")
        assert here.on_the_wall().startswith("Pausa para todos")
        leading.act(here.run.pause)
        leading.act(here.run.freeze)
        here.go(LESSON, 2)
        assert here.on_the_wall() == lesson
        leading.show(RoomView(Words("Resultado")), lambda: RoomView(Words("Result")))
        look(language="en")
        assert leading.instead == leading.projector.view == RoomView(Words("Result"))
    finally:
        window.profile.preferences.keep_appearance(before)
        window.go.refresh()
        here.settle()


def test_a_second_session_takes_the_place_of_the_first(here: Lectern) -> None:
    """And from here on it is the one that is led."""
    first = here.leading
    here.leading = here.window.go.lead(first.run)
    assert first.is_over and here.window.go.leading() is here.leading and here.leading.projector.is_shown
    assert here.slept == 1


def test_the_profile_closes_and_the_session_waits_open(here: Lectern) -> None:
    leading, window = here.leading, here.window
    here.leading.act(here.run.next)
    shown: list[RoomView] = []
    leading.projector.window.picture.show_view = shown.append  # type: ignore[method-assign]
    window.lock()
    assert leading.is_over and window.go.leading() is None and here.slept == 2
    assert not leading.projector.is_shown and isinstance(shown[-1].slide, Calm), "calm, and then nothing"
    leading.end()
    assert here.slept == 2, "once"
    profiles = window.app.profiles
    own_id = profiles.listed()[0].id
    profile = profiles.open(own_id, profiles.key_of(own_id))
    offer = profile.training.resume_offer()
    assert offer is not None and (offer.block, offer.slide) == ("Llegar y acordar", 1)
    profile.close()
