"""Practise and its player: what is offered first and why, one practice from before to after, and every way out."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.learning.records import PracticeDone
from carecompanion.paths import Paths
from carecompanion.services.practising import PracticeRun, Practising
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.go import Go
from carecompanion.ui.pages.practice import PracticePage
from carecompanion.ui.pages.practice_after import end_words
from carecompanion.ui.pages.practice_breath import BreathView, how_words, rhythm_words, split_last
from carecompanion.ui.pages.practise import PractisePage, helped_most_words
from carecompanion.ui.widgets import dialog
from carecompanion.ui.widgets.practice_card import PracticeBanner, PracticeTile
from carecompanion.ui.widgets.scale import ScaleCells
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.time_left import TimeLeft, spoken_time

MAIN, READER = (1154, 696), (1290, 696)  # the page beside the full navigation, and beside the rail
BREATHE, SIGH, BOX = "cuidarme/respirar-4-6", "cuidarme/suspiro-largo", "cuidarme/respirar-en-cuadro"
GROUND, WRITE = "cuidarme/volver-al-presente", "cuidarme/escribir-para-descargar"
RELEASE, SCAN = "cuidarme/soltar-el-cuerpo-corto", "cuidarme/recorrer-el-cuerpo"


class Trip:
    """Remembers where a page wanted to go, and what it said."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.go = Go(
            page=lambda name, **arguments: self.calls.append((name, arguments)),
            back=lambda: self.calls.append(("back", {})),
            hide=lambda: self.calls.append(("hide", {})),
            help=lambda: self.calls.append(("help", {})),
            pause=lambda: None,
            toast=lambda text, action="", on_action=None: self.said.append(text),
            refresh=lambda: None,
            lock=lambda: None,
            quit=lambda: None,
            enter=lambda profile, page="today", **arguments: None,
            run=lambda work, on_done, on_failed=None: on_done(work()),
        )


@pytest.fixture
def trip() -> Trip:
    return Trip()


@pytest.fixture
def app(paths: Paths, clock: Any, qtbot: QtBot) -> App:
    made = open_app(paths, clock=clock, cost=2)
    dress(Appearance(language="es"), paths)
    return made


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    made = app.profiles.create(NewProfile("Colibrí"))
    yield made
    made.close()


Open = Callable[..., PracticePage]


@pytest.fixture
def practise(app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> Iterator[Open]:
    """A practice on the screen: practise(BREATHE, straight=1). It is hidden before it goes, as in the window."""
    opened: list[PracticePage] = []

    def open_it(practice: str, nobody: bool = False, **arguments: Any) -> PracticePage:
        page = PracticePage(app, None if nobody else profile, trip.go, practice, **arguments)
        opened.append(page)
        show(qtbot, page, READER)
        page.enter()
        return page

    yield open_it
    for page in opened:
        page.hide()


def show(qtbot: QtBot, page: QWidget, size: tuple[int, int] = MAIN) -> QWidget:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    page.resize(*size)
    qtbot.wait(1)
    return page


def words(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def button(page: QWidget, name: str) -> QAbstractButton:
    found = [one for one in page.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    return found[-1]


def press(page: QWidget, *names: str) -> None:
    for name in names:
        button(page, name).click()


def scale(page: QWidget, name: str) -> ScaleCells:
    return [one for one in page.findChildren(ScaleCells, name) if one.isVisible()][-1]


def write(page: QWidget, text: str) -> None:
    field = [one for one in page.findChildren(QPlainTextEdit, "writing") if one.isVisible()][-1]
    field.setPlainText(text)


def let_pass(page: PracticePage, seconds: float) -> None:
    """So much time, as the pulse would tell it."""
    holder = page._view.circle if isinstance(page._view, BreathView) else page._view
    holder._on_pulse_passed(seconds)


def again(qtbot: QtBot, app: App, profile: OpenProfile | None, trip: Trip, page: PracticePage) -> PracticePage:
    """The same place built anew, as after a change of language or size."""
    arguments = page.arguments_now()
    page.leave()
    fresh = PracticePage(app, profile, trip.go, **arguments)
    page.hide()
    return show(qtbot, fresh, READER)  # type: ignore[return-value]


def kept(profile: OpenProfile) -> list[tuple[int | None, int | None, bool]]:
    return [(one.before, one.after, one.was_whole) for one in profile.keeper.journal.every(PracticeDone)]


def did(profile: OpenProfile, practice: str, *numbers: tuple[int, int]) -> None:
    for before, after in numbers:
        run = profile.practising.open(practice)  # type: ignore[arg-type]
        run.begin(before)
        run.finish()
        run.answer(after)


class TestPractisePage:
    def test_begins_with_breathing_and_shows_all_there_is(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot
    ) -> None:
        page = show(qtbot, PractisePage(app, profile, trip.go))
        banner, tiles = page.findChild(PracticeBanner), page.findChildren(PracticeTile)
        assert banner.accessibleName() == "Respirar 4 y 6"
        assert "Entra contando 4 y sale contando 6." in words(page)
        assert "La que más te ayudó" not in words(page)
        assert len(tiles) == len(profile.practising.cards()) - 1 >= 15
        assert "Sentidos" in words(page) and "Vínculos" not in words(tiles[0])
        assert words(page).rstrip().endswith("sin sonido y sin cerrar los ojos.")
        assert page.findChild(QWidget, "helped") is None
        banner.button.click()
        tiles[0].button.click()
        assert trip.calls[0] == ("practice", {"practice": BREATHE})
        assert trip.calls[1] == ("practice", {"practice": GROUND})

    def test_says_what_helped_most_from_three_times_on(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot
    ) -> None:
        did(profile, GROUND, (7, 5), (6, 4))
        assert "La que más te ayudó" not in words(show(qtbot, PractisePage(app, profile, trip.go)))
        did(profile, GROUND, (8, 6))
        page = show(qtbot, PractisePage(app, profile, trip.go))
        assert page.findChild(PracticeBanner).accessibleName() == "Volver al presente"
        assert "La que más te ayudó: en promedio, 2 puntos menos de estrés al terminar." in words(page)
        assert page.findChild(QWidget, "helped") is None, "one practice is no list"
        assert page.findChild(PracticeTile, f"tile-{BREATHE}") is not None, "what the banner shows is not shown twice"
        assert page.findChild(PracticeTile, f"tile-{GROUND}") is None

    def test_lists_what_helped_once_it_is_two(self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> None:
        did(profile, GROUND, (7, 5), (6, 4), (8, 6))
        did(profile, BREATHE, (7, 6), (6, 5), (8, 6))
        did(profile, RELEASE, (3, 5), (3, 5), (3, 5))
        listed = show(qtbot, PractisePage(app, profile, trip.go)).findChild(QWidget, "helped")
        assert [one.text() for one in listed.findChildren(QLabel)] == [
            "Qué me ayudó",
            *("Volver al presente", "2 puntos menos en promedio, en 3 veces"),
            *("Respirar 4 y 6", "1.3 puntos menos en promedio, en 3 veces"),
        ]

    @pytest.mark.parametrize(
        ("fall", "said"), [(1.0, "1 punto menos"), (1.04, "1 punto menos"), (1.5, "1.5 puntos"), (2.96, "3 puntos")]
    )
    def test_points_are_said_as_one_says_them(self, fall: float, said: str) -> None:
        assert said in helped_most_words(fall)

    @pytest.mark.parametrize(
        ("number", "fits"),
        [
            (1, lambda card: card.minutes <= 2),
            (2, lambda card: "quiet" in card.moments),
            (3, lambda card: "bedtime" in card.moments),
        ],
    )
    def test_filters(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, number: int, fits: Callable[..., bool]
    ) -> None:
        page = show(qtbot, PractisePage(app, profile, trip.go))
        page.findChild(Segmented, "filters").segments[number].click()
        qtbot.wait(1)
        shown = {one.objectName() for one in page.findChildren(PracticeTile) if one.isVisible()}
        wanted = {f"tile-{card.id}" for card in profile.practising.cards() if fits(card)}
        assert shown == wanted
        assert 0 < len(wanted) < len(profile.practising.cards())
        assert not any(one.isVisible() for one in page.findChildren(PracticeBanner))
        fresh = show(qtbot, PractisePage(app, profile, trip.go, **page.arguments_now()))
        assert {one.objectName() for one in fresh.findChildren(PracticeTile)} == wanted, "the same filter again"

    def test_nothing_here_is_said(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = next(card for card in profile.practising.cards() if card.id == BREATHE)
        monkeypatch.setattr(Practising, "cards", lambda _self: (one,))
        page = show(qtbot, PractisePage(app, profile, trip.go, shows="short"))
        assert "Ninguna encaja con esto" in words(page)
        monkeypatch.setattr(Practising, "cards", lambda _self: ())
        page = show(qtbot, PractisePage(app, profile, trip.go))
        assert "Aquí no hay ninguna práctica" in words(page)

    def test_boxes_lie_where_they_are_drawn(self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> None:
        """Mockup 26, without its title bar; the scroll bar takes 14 px at the right."""
        page = show(qtbot, PractisePage(app, profile, trip.go))
        assert box(page.findChild(PracticeBanner), page)[:2] == pytest.approx((32, 74), abs=2)
        first, second = page.findChildren(PracticeTile)[:2]
        assert box(first, page)[:2] == pytest.approx((32, 200), abs=3)
        x, _y, width, height = box(second, page)
        assert (x, width) == pytest.approx((614 - 212 - 5, 345), abs=3)
        assert height >= 211


def box(widget: QWidget, page: QWidget) -> tuple[int, int, int, int]:
    corner = widget.mapTo(page, QPoint(0, 0))
    return corner.x(), corner.y(), widget.width(), widget.height()


class TestBefore:
    def test_says_what_to_know_and_starts_nothing(self, practise: Open) -> None:
        page = practise(BREATHE)
        practice = page._run.practice
        for said in (practice.why, practice.dose, practice.caution, practice.evidence, "Qué se sabe", "3 min"):
            assert said in words(page)
        assert scale(page, "stress-before").answer is None
        assert page._run.stage == "before"

    def test_one_click_begins_with_nothing_noted(self, practise: Open) -> None:
        page = practise(BREATHE)
        press(page, "start")
        assert page._run.before is None
        assert page._view.circle.is_running
        assert "Antes anotaste" not in words(page)

    def test_what_is_noted_stands_beside_the_circle(self, practise: Open) -> None:
        page = practise(BREATHE)
        scale(page, "stress-before").setValue(7)
        press(page, "start")
        assert "Antes anotaste estrés 7. Al final te preguntamos otra vez." in words(page)

    def test_leaving_before_it_began_asks_and_keeps_nothing(
        self, practise: Open, trip: Trip, profile: OpenProfile
    ) -> None:
        page = practise(BREATHE)
        scale(page, "stress-before").setValue(7)
        press(page, "leave")
        assert trip.calls == [("back", {})]
        assert kept(profile) == []

    def test_a_pack_that_says_less_shows_less(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, practise: Open
    ) -> None:
        from dataclasses import replace

        run = profile.practising.open(GROUND)  # type: ignore[arg-type]
        run.practice = replace(run.practice, dose="", caution="", evidence="", dimension="", opening="")
        page = practise(BREATHE)
        page._run = run
        page._show_stage()
        assert "Qué se sabe" not in words(page)
        assert button(page, "start").isVisible()


class TestBreathing:
    def test_time_phases_and_the_sip(self, practise: Open) -> None:
        page = practise(SIGH)
        press(page, "start")
        circle = page._view.circle
        seen = [circle.text()]
        for _second in range(10):
            let_pass(page, 1)
            if circle.text() != seen[-1]:
                seen.append(circle.text())
        assert seen == ["Inhala", "Un poquito más", "Exhala", "Inhala"]
        assert page.findChild(TimeLeft).text() == "4:50"
        assert page._run.seconds == 10

    def test_pause_and_on_by_button_and_by_space(self, practise: Open) -> None:
        page = practise(BREATHE)
        press(page, "start")
        let_pass(page, 1)
        turn = button(page, "breath-pause")
        assert (turn.accessibleName(), page._view.circle.is_running) == ("Pausar", True)
        turn.click()
        assert (turn.accessibleName(), page._view.circle.is_running) == ("Seguir", False)
        QTest.keyClick(page, Qt.Key.Key_Space)
        assert not page._view.circle.is_running, "the page itself takes no key that belongs to a view"
        QTest.keyClick(page._view.circle, Qt.Key.Key_Space)
        assert (turn.accessibleName(), page._view.circle.is_running) == ("Pausar", True)

    def test_nobody_sees_it_and_it_stops(self, practise: Open) -> None:
        page = practise(BREATHE)
        press(page, "start")
        let_pass(page, 12)
        page.hide()
        assert not page._view.circle.is_running
        page.show()
        assert not page._view.circle.is_running, "nothing goes on by itself"
        assert button(page, "breath-pause").accessibleName() == "Seguir"
        assert page._run.seconds == 12

    def test_the_machine_slept(self, practise: Open) -> None:
        page = practise(BREATHE)
        press(page, "start")
        let_pass(page, 12)
        page._view.circle._pulse.stop()
        page._view.circle._pulse.slept.emit()
        assert button(page, "breath-pause").accessibleName() == "Seguir"

    def test_another_rhythm_in_the_same_time(self, practise: Open) -> None:
        page = practise(BREATHE)
        press(page, "start")
        let_pass(page, 7)
        rhythm = page.findChild(Segmented, "rhythm")
        assert [one.accessibleName() for one in rhythm.segments] == ["3 y 5", "4 y 6", "5 y 7"]
        rhythm.segments[2].click()
        assert page._view.circle.text() == "Inhala"
        assert "Inhala contando 5. Suelta el aire despacio contando 7." in words(page)
        assert page.findChild(TimeLeft).text() == "2:53"
        rhythm.segments[1].click()
        assert "Inhala por la nariz contando 4." in words(page), "the practice's own words come back"

    def test_a_practice_with_one_rhythm_offers_no_choice(self, practise: Open) -> None:
        page = practise(BOX)
        press(page, "start")
        assert page.findChild(Segmented, "rhythm") is None

    def test_text_only_and_the_steps_in_words(self, practise: Open) -> None:
        page = practise(BREATHE)
        press(page, "start", "text-only")
        assert page._view.circle.is_text_only
        assert button(page, "text-only").isChecked()
        steps = page.findChild(QWidget, "steps-in-words")
        assert not steps.isVisible()
        press(page, "step-by-step")
        assert steps.isVisible()
        assert page._run.practice.steps[0].text in words(page)

    def test_reduced_motion_is_text_only(self, app: App, practise: Open, paths: Paths) -> None:
        dress(Appearance(language="es", reduced_motion=True), paths)
        page = practise(BREATHE)
        press(page, "start")
        assert page._view.circle.is_text_only

    def test_at_the_end_stress_is_asked_again_and_the_difference_said(
        self, practise: Open, trip: Trip, profile: OpenProfile
    ) -> None:
        page = practise(BREATHE)
        scale(page, "stress-before").setValue(7)
        press(page, "start")
        for _second in range(180):
            let_pass(page, 1)
        assert page._run.stage == "after"
        assert "Antes anotaste 7." in words(page)
        assert kept(profile) == []
        scale(page, "stress-after").setValue(4)
        press(page, "after-done")
        assert kept(profile) == [(7, 4, True)]
        assert "Tu estrés bajó 3 puntos" in words(page)
        assert "De 7 a 4." in words(page)
        press(page, "end-another")
        press(page, "end-back")
        assert trip.calls == [("practise", {}), ("back", {})]

    def test_without_a_first_number_the_end_is_plain(self, practise: Open, profile: OpenProfile) -> None:
        page = practise(BREATHE)
        press(page, "start")
        let_pass(page, 200)
        assert "Terminaste «Respirar 4 y 6»" in words(page)
        assert kept(profile) == [(None, None, True)]

    def test_high_stress_offers_somebody_to_talk_to(self, practise: Open, trip: Trip) -> None:
        page = practise(BREATHE)
        scale(page, "stress-before").setValue(8)
        press(page, "start")
        let_pass(page, 200)
        scale(page, "stress-after").setValue(9)
        press(page, "after-done")
        assert "Tu estrés subió 1 punto" in words(page)
        press(page, "end-help")
        assert trip.calls == [("help", {})]

    def test_minutes_shorten_it(self, practise: Open) -> None:
        page = practise(BREATHE, straight=1, minutes=1)
        assert page.findChild(TimeLeft).text() == "1:00"
        assert "de 1 minuto" in words(page)


class TestLeaving:
    def in_the_middle(self, practise: Open, level: int = 7) -> PracticePage:
        page = practise(BREATHE)
        scale(page, "stress-before").setValue(level)
        press(page, "start")
        let_pass(page, 20)
        return page

    @pytest.mark.parametrize("way", ["leave", "end", "escape"])
    def test_in_the_middle_one_is_asked(self, practise: Open, trip: Trip, profile: OpenProfile, way: str) -> None:
        page = self.in_the_middle(practise)
        page.escape() if way == "escape" else press(page, way)
        assert "¿Seguimos o lo dejamos?" in words(page)
        assert trip.calls == []
        go_on, leave = button(page, "go-on"), button(page, "leave-it")
        assert abs(go_on.width() - leave.width()) <= 1, "both answers weigh the same"
        leave.click()
        assert trip.calls == [("back", {})]
        assert kept(profile) == [(7, None, False)]

    def test_going_on_goes_on_at_the_same_place(self, practise: Open, profile: OpenProfile) -> None:
        page = self.in_the_middle(practise)
        press(page, "leave", "go-on")
        assert page._view.circle.is_running
        assert page.findChild(TimeLeft).text() == "2:40"
        assert kept(profile) == []

    def test_escape_closes_the_question_and_starts_nothing(self, practise: Open, trip: Trip) -> None:
        page = self.in_the_middle(practise)
        page.escape()
        page.escape()
        assert "¿Seguimos" not in words(page)
        assert not page._view.circle.is_running
        assert trip.calls == []

    def test_leaving_twice_is_an_answer(self, practise: Open, trip: Trip, profile: OpenProfile) -> None:
        page = self.in_the_middle(practise)
        press(page, "leave", "leave")
        assert trip.calls == [("back", {})]
        assert kept(profile) == [(7, None, False)]

    def test_at_the_last_question_leaving_keeps_the_first_number(
        self, practise: Open, trip: Trip, profile: OpenProfile
    ) -> None:
        page = self.in_the_middle(practise)
        let_pass(page, 200)
        page.escape()
        assert trip.calls == [("back", {})]
        assert kept(profile) == [(7, None, True)]

    @pytest.mark.parametrize("way", ["leave", "escape"])
    def test_a_number_marked_at_the_last_question_is_kept_whichever_way_one_leaves(
        self, practise: Open, profile: OpenProfile, way: str
    ) -> None:
        page = self.in_the_middle(practise)
        let_pass(page, 200)
        scale(page, "stress-after").setValue(3)
        page.escape() if way == "escape" else press(page, way)
        assert kept(profile) == [(7, 3, True)]

    def test_straight_asks_nothing_and_keeps_nothing(self, practise: Open, trip: Trip, profile: OpenProfile) -> None:
        page = practise(BREATHE, straight=1)
        assert page.findChild(ScaleCells) is None
        assert not page._view.circle.is_running, "nothing starts by itself"
        press(page, "breath-pause")
        let_pass(page, 20)
        press(page, "leave")
        assert trip.calls == [("back", {})]
        assert kept(profile) == []

    def test_without_a_profile_too(self, practise: Open, trip: Trip) -> None:
        page = practise(GROUND, nobody=True)
        assert "Cinco cosas que ves" in words(page)
        assert page._run.practice.opening.partition("\n")[0][:20] in page._view._opening.toPlainText()
        press(page, "practice-next", "practice-next", "practice-next", "practice-next", "end")
        assert trip.calls == [("back", {})]

    def test_a_straight_breath_ends_with_a_way_back(self, practise: Open, trip: Trip, profile: OpenProfile) -> None:
        page = practise(BREATHE, straight=1)
        press(page, "breath-pause")
        let_pass(page, 200)
        assert "Terminaste" in words(page)
        assert not page.findChildren(QAbstractButton, "end-another")
        press(page, "end-back")
        assert trip.calls == [("back", {})]
        assert kept(profile) == []

    def test_f7_only_pauses(self, practise: Open) -> None:
        page = self.in_the_middle(practise)
        page.pause()
        assert not page._view.circle.is_running
        assert "¿Seguimos" not in words(page)


class TestSteps:
    def test_by_hand_forward_back_and_to_the_end(self, practise: Open, profile: OpenProfile) -> None:
        page = practise(GROUND)
        scale(page, "stress-before").setValue(5)
        press(page, "start")
        assert not any(one.isVisible() for one in page.findChildren(TimeLeft))
        titles = [step.title for step in page._run.practice.steps]
        for title in titles[:-1]:
            assert title in words(page)
            press(page, "practice-next")
        press(page, "practice-back")
        assert titles[-2] in words(page)
        press(page, "practice-next", "end")
        assert page._run.stage == "after"

    def test_keys_turn_the_steps(self, practise: Open) -> None:
        page = practise(GROUND)
        press(page, "start")
        for key, step in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageUp, 1)):
            QTest.keyClick(page._view, key)
            assert page._run.timer.step == step

    def test_timed_steps_follow_one_another_and_are_counted_down(self, practise: Open, profile: OpenProfile) -> None:
        page = practise(RELEASE)
        scale(page, "stress-before").setValue(6)
        press(page, "start")
        first, second = page._run.practice.steps[:2]
        assert first.title in words(page)
        let_pass(page, 1)
        assert page.findChild(TimeLeft).text() == f"0:{first.seconds - 1:02}"
        let_pass(page, first.seconds - 1)
        assert second.title in words(page)
        assert page.findChild(TimeLeft).text() == f"0:{second.seconds:02}"
        let_pass(page, 1000)
        assert page._run.stage == "after", "it ends by itself"
        assert round(page._run.seconds) == first.seconds + 1000

    def test_pause_previous_and_skip(self, practise: Open) -> None:
        page = practise(RELEASE)
        press(page, "start")
        let_pass(page, 1)
        assert button(page, "practice-next").accessibleName() == "Saltar este paso"
        press(page, "steps-pause")
        assert (page._view.is_running, button(page, "steps-pause").accessibleName()) == (False, "Seguir")
        press(page, "practice-next")
        assert not page._view.is_running, "what was paused stays so"
        press(page, "steps-pause")
        let_pass(page, 3)
        press(page, "practice-back")
        assert page._view.is_running
        assert page._run.timer.step == 0
        QTest.keyClick(page._view._title, Qt.Key.Key_Space)
        assert not page._view.is_running

    def test_skipping_all_of_it_costs_nothing(self, practise: Open, profile: OpenProfile) -> None:
        page = practise(SCAN)
        scale(page, "stress-before").setValue(6)
        press(page, "start")
        assert button(page, "practice-next").accessibleName() == "Saltar este lugar"
        for _place in page._run.practice.steps[:-1]:
            press(page, "practice-next")
        press(page, "end")
        scale(page, "stress-after").setValue(6)
        press(page, "after-done")
        assert kept(profile) == [(6, 6, True)]
        assert "Tu estrés sigue en 6" in words(page)

    def test_nobody_sees_it_and_the_time_stands(self, practise: Open) -> None:
        page = practise(RELEASE)
        press(page, "start")
        page.hide()
        assert not page._view.is_running
        page.show()
        assert not page._view.is_running

    def test_straight_a_timed_one_waits_for_the_person(self, practise: Open) -> None:
        page = practise(RELEASE, straight=1)
        assert not page._view.is_running
        assert button(page, "steps-pause").accessibleName() == "Empezar"
        press(page, "steps-pause")
        assert page._view.is_running


class TestWriting:
    def to_the_end(self, practise: Open, text: str, level: int = 6) -> PracticePage:
        page = practise(WRITE)
        scale(page, "stress-before").setValue(level)
        press(page, "start")
        write(page, text)
        press(page, "practice-next", "practice-next", "end")
        return page

    def test_kept_it_is_a_private_note(self, practise: Open, profile: OpenProfile) -> None:
        page = self.to_the_end(practise, "la sala llena")
        assert "la sala llena" in words(page)
        keep, throw = button(page, "text-keep"), button(page, "text-throw")
        assert abs(keep.width() - throw.width()) <= 1
        keep.click()
        assert "Guardado en tus notas privadas." in words(page)
        notes = profile.study.notes()
        assert [(one.lesson_title, one.is_practice) for one in notes] == [("Escribir para descargar", True)]
        assert "la sala llena" in notes[0].note.text

    def test_thrown_away_nothing_is_left(self, practise: Open, profile: OpenProfile) -> None:
        page = self.to_the_end(practise, "la sala llena")
        press(page, "text-throw")
        assert "Botado. No queda nada." in words(page)
        assert profile.study.notes() == ()
        assert not page._run.has_text
        assert page._run.stage == "after"

    def test_back_to_writing_with_every_word(self, practise: Open) -> None:
        page = self.to_the_end(practise, "la sala llena")
        page.escape()
        press(page, "practice-back", "practice-back")
        field = [one for one in page.findChildren(QPlainTextEdit, "writing") if one.isVisible()][-1]
        assert field.toPlainText() == "la sala llena"

    def test_blank_goes_straight_on(self, practise: Open) -> None:
        page = self.to_the_end(practise, "  ")
        assert page._run.stage == "after"

    def test_leaving_in_the_middle_asks_about_the_words(self, practise: Open, profile: OpenProfile, trip: Trip) -> None:
        page = practise(WRITE)
        press(page, "start")
        write(page, "a medias")
        press(page, "leave")
        assert "eliges qué pasa con lo que escribiste" in words(page)
        press(page, "leave-it", "text-keep")
        assert trip.calls == [("back", {})]
        assert trip.said == ["Guardado en tus notas privadas."]
        assert "a medias" in profile.study.notes()[0].note.text

    @pytest.mark.parametrize("throws", [True, False])
    def test_leaving_with_words_undecided_asks_first(
        self, practise: Open, trip: Trip, profile: OpenProfile, monkeypatch: pytest.MonkeyPatch, throws: bool
    ) -> None:
        asked: list[str] = []
        monkeypatch.setattr(dialog, "ask", lambda _parent, title, *_words, **_more: asked.append(title) or throws)
        page = self.to_the_end(practise, "la sala llena")
        press(page, "leave")
        assert asked == ["¿Botar lo que escribiste?"]
        assert trip.calls == ([("back", {})] if throws else [])
        assert page._run.has_text is not throws
        assert profile.study.notes() == ()

    def test_hard_words_bring_help_and_nothing_is_kept_of_it(
        self, practise: Open, profile: OpenProfile, trip: Trip
    ) -> None:
        page = practise(WRITE)
        press(page, "start")
        assert not page.findChild(QWidget, "writing-support").isVisible()
        write(page, "a veces quiero morir")
        press(page, "practice-next")
        assert page.findChild(QWidget, "writing-support").isVisible()
        press(page, "writing-help", "practice-next", "end")
        shown = [one for one in page.findChildren(QWidget, "help-first") if one.isVisible()]
        assert len(shown) == 1
        press(page, "help-first-help", "help-first-ground", "help-first-breathe")
        assert trip.calls == [
            ("help", {}),
            ("help", {}),
            ("practice", {"practice": GROUND, "straight": 1}),
            ("practice", {"practice": BREATHE, "straight": 1, "minutes": 1}),
        ]
        press(page, "text-throw")
        assert profile.study.notes() == ()

    def test_plain_words_bring_none(self, practise: Open) -> None:
        page = self.to_the_end(practise, "hoy me muero de hambre")
        assert not page.findChildren(QWidget, "help-first")


class TestTheSamePlace:
    """Language, theme or size change, or one comes back from help: nothing of the place is lost."""

    def test_before(self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, practise: Open) -> None:
        page = practise(BREATHE)
        scale(page, "stress-before").setValue(8)
        fresh = again(qtbot, app, profile, trip, page)
        assert scale(fresh, "stress-before").answer == 8

    def test_breathing_in_another_language(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, practise: Open, paths: Paths
    ) -> None:
        page = practise(BREATHE)
        press(page, "start", "text-only")
        page.findChild(Segmented, "rhythm").segments[0].click()
        let_pass(page, 33)
        i18n.speak("en", paths.resources / "i18n")
        fresh = again(qtbot, app, profile, trip, page)
        assert fresh.findChild(TimeLeft).text() == "2:27"
        assert fresh._run.practice.language == "en"
        assert fresh._view.circle.is_text_only
        assert fresh.findChild(Segmented, "rhythm").value == (3, 0, 5, 0)
        assert not fresh._view.circle.is_running, "sound and time wait for the person"
        assert not page._view.circle.is_running

    def test_without_a_profile(self, app: App, trip: Trip, qtbot: QtBot, practise: Open) -> None:
        page = practise(GROUND, nobody=True)
        press(page, "practice-next", "practice-next")
        fresh = again(qtbot, app, None, trip, page)
        assert fresh._run.practice.steps[2].title in words(fresh)

    def test_every_word_that_was_written(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, practise: Open
    ) -> None:
        page = practise(WRITE)
        press(page, "start")
        write(page, "a medias")
        fresh = again(qtbot, app, profile, trip, page)
        assert fresh._view._edit.toPlainText() == "a medias"
        assert profile.study.notes() == (), "not even a draft"

    def test_the_question_and_the_end(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, practise: Open
    ) -> None:
        page = practise(BREATHE)
        scale(page, "stress-before").setValue(7)
        press(page, "start")
        let_pass(page, 20)
        page.escape()
        page = again(qtbot, app, profile, trip, page)
        assert "¿Seguimos o lo dejamos?" in words(page)
        press(page, "go-on")
        let_pass(page, 200)
        scale(page, "stress-after").setValue(4)
        page = again(qtbot, app, profile, trip, page)
        assert scale(page, "stress-after").answer == 4
        press(page, "after-done")
        page = again(qtbot, app, profile, trip, page)
        assert "Tu estrés bajó 3 puntos" in words(page)
        assert kept(profile) == [(7, 4, True)]

    def test_one_that_was_settled_meanwhile_begins_anew(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, practise: Open
    ) -> None:
        page = practise(BREATHE)
        press(page, "start")
        let_pass(page, 20)
        arguments = page.arguments_now()
        practise(GROUND)
        fresh = show(qtbot, PracticePage(app, profile, trip.go, **arguments), READER)
        assert fresh._run.stage == "before"
        assert kept(profile) == [(None, None, False)]


class TestWords:
    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [
            (7, 6, "Tu estrés bajó 1 punto"),
            (7, 2, "Tu estrés bajó 5 puntos"),
            (4, 4, "Tu estrés sigue en 4"),
            (4, 5, "Tu estrés subió 1 punto"),
            (None, 5, "Terminaste"),
        ],
    )
    def test_the_end_says_what_the_numbers_say(self, app: App, before: int | None, after: int, said: str) -> None:
        run = PracticeRun(app.library.practice(BREATHE, "es"))  # type: ignore[arg-type]
        run.before, run.after = before, after
        assert said in end_words(run)[0]

    def test_the_last_sentence_stands_apart(self) -> None:
        assert split_last("Uno dos. Tres cuatro.") == ("Uno dos.", "Tres cuatro.")
        assert split_last("Solo una.") == ("Solo una.", "")
        assert split_last("") == ("", "")

    def test_rhythms_are_named_by_their_numbers(self) -> None:
        assert rhythm_words((4, 0, 6, 0)) == "4 y 6"
        assert rhythm_words((4, 4, 4, 4)) == "4, 4, 4 y 4"
        assert how_words((4, 4, 4, 4)) == (
            "Inhala contando 4. Sostén contando 4. Suelta el aire despacio contando 4. Quédate sin aire contando 4."
        )

    def test_a_sip_is_no_hold(self) -> None:
        assert how_words((3, 1, 6, 0), has_sip=True) == (
            "Inhala contando 3. Un poquito más de aire contando 1. Suelta el aire despacio contando 6."
        )

    def test_time_is_spoken_in_whole_words(self) -> None:
        assert spoken_time(135) == "2 minutos, 15 segundos"
        assert spoken_time(61) == "1 minuto, 1 segundo"
        assert spoken_time(0) == "0 segundos"

    def test_the_spoken_time_does_not_change_each_second(self, app: App, qtbot: QtBot) -> None:
        shown = TimeLeft()
        qtbot.addWidget(shown)
        names = set()
        for left in range(60, 0, -1):
            shown.show_seconds(left)
            names.add(shown.accessibleName())
        assert shown.text() == "0:01"
        assert len(names) == 4


def test_a_practice_page_names_its_regions(practise: Open) -> None:
    page = practise(BREATHE)
    assert page.regions() == [page._header, page._scroll]
