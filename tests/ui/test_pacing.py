"""The quiet row under hard content: optional, private, by mouse and by keyboard, and never in the way."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId, PracticeCard, PracticeId
from carecompanion.i18n import _
from carecompanion.learning.pacing import REACTIONS, Felt
from carecompanion.learning.records import StepFelt
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.pages.lesson import LessonPage
from carecompanion.ui.pages.lesson_pacing import PaceRow, reaction_words
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.pick_row import SmallPick
from carecompanion.ui.widgets.scale import ScaleCells
from tests.ui.test_today_learn_help import Trip, button, show, words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SIGNS, WHY = LessonId("cuidarme/mis-senales"), LessonId("cuidarme/por-que-cuidarme")
CLICK, KEY = Qt.MouseButton.LeftButton, Qt.Key


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


@pytest.fixture
def lesson(app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> Any:
    """Opens the lesson on warning signs at its hard step, or with other arguments."""

    def open_it(**arguments: Any) -> LessonPage:
        if not arguments:
            run = profile.study.open_lesson(SIGNS)
            run.begin()
            run.answer_notice("", "go")
            while run.step.notice is None:
                run.go_on()
            run.answer_notice(run.step.id, "go")
        page = LessonPage(app, profile, trip.go, **({"lesson": SIGNS} | arguments))
        show(qtbot, page, (1290, 696))
        page.activateWindow()
        return page

    return open_it


def row(page: LessonPage) -> PaceRow | None:
    QApplication.processEvents()  # what is new is shown a moment later
    return next((one for one in page.findChildren(PaceRow) if one.isVisible()), None)


def scale(page: LessonPage) -> ScaleCells:
    found = page.findChild(ScaleCells, "pace-level")
    assert found is not None
    return found


def name_it(page: LessonPage, reaction: str) -> None:
    pick = page.findChild(SmallPick, f"pace-{reaction}")
    assert pick is not None and pick.isVisible()
    QTest.mouseClick(pick, CLICK)


def sees(page: LessonPage, name: str) -> bool:
    QApplication.processEvents()
    return any(one.isVisible() for one in page.findChildren(Button, f"pace-{name}"))


def press(page: LessonPage, name: str) -> None:
    QApplication.processEvents()
    next(one for one in page.findChildren(Button, f"pace-{name}") if one.isVisible()).click()
    QApplication.processEvents()


def kept(profile: OpenProfile) -> list[tuple[int | None, str]]:
    return [(one.level, one.reaction) for one in profile.keeper.journal.steps_felt_of(SIGNS)]


class TestAsking:
    def test_is_under_the_hard_step_and_says_that_it_is_private_and_optional(self, lesson: Any) -> None:
        page = lesson()
        assert row(page) is not None
        assert _("How does this leave you?") in words(page)
        assert _("Only if you like. It stays in your profile only.") in words(page)
        assert scale(page).answer is None, "it starts empty"
        assert not sees(page, "practise") and not sees(page, "talk")

    def test_no_other_step_asks_but_the_last(self, lesson: Any, profile: OpenProfile) -> None:
        page = lesson()
        button(page, "previous").click()
        assert row(page) is None
        while not page._run.is_last:
            button(page, "next").click()
            assert (row(page) is not None) is page._run.is_last

    def test_a_lesson_without_a_notice_asks_nothing(self, lesson: Any) -> None:
        page = lesson(lesson=WHY)
        while True:
            assert row(page) is None
            if page._run.is_last:
                break
            button(page, "next").click()

    def test_never_stands_in_the_way(self, lesson: Any, profile: OpenProfile) -> None:
        """Unanswered, Siguiente goes on, and nothing is kept."""
        page = lesson()
        here = page._run.index
        assert button(page, "next").isEnabled()
        button(page, "next").click()
        assert page._run.index == here + 1
        page.leave()
        assert kept(profile) == []

    def test_what_was_passed_by_is_not_asked_again_in_this_visit(self, lesson: Any) -> None:
        page = lesson()
        here = page._run.index
        button(page, "next").click()
        button(page, "previous").click()
        assert page._run.index == here and row(page) is None
        again = lesson(**page.arguments_now())
        assert row(again) is None, "nor after larger text"
        assert row(lesson(lesson=SIGNS)) is not None, "another visit may ask"


class TestOffering:
    @pytest.mark.parametrize(("level", "names", "talks"), [(0, False, False), (4, False, False), (5, True, False)])
    def test_reactions_come_from_five_on(self, lesson: Any, level: int, names: bool, talks: bool) -> None:
        page = lesson()
        scale(page).setValue(level)
        assert page.findChild(SmallPick, "pace-tense").isVisible() is names
        assert sees(page, "name") is not names
        assert sees(page, "talk") is talks

    def test_or_when_asked(self, lesson: Any) -> None:
        page = lesson()
        press(page, "name")
        assert QApplication.focusWidget() is page.findChild(SmallPick, "pace-tense")

    def test_a_low_number_offers_nothing(self, lesson: Any) -> None:
        page = lesson()
        scale(page).setValue(3)
        assert not any(sees(page, name) for name in ("practise", "go-on", "talk"))

    def test_the_practice_fits_what_was_named(self, lesson: Any, profile: OpenProfile, trip: Trip) -> None:
        page = lesson()
        scale(page).setValue(6)
        name_it(page, "sad")
        QApplication.processEvents()
        card = profile.practising.fitting("sad")
        assert card is not None and card.title in words(page)
        assert sees(page, "go-on") and not sees(page, "talk")
        name_it(page, "tense")
        QApplication.processEvents()
        fits = profile.practising.fitting("tense")
        assert fits is not None and fits.title in words(page)
        press(page, "practise")
        assert trip.calls == [("practice", {"practice": fits.id, "straight": 1})]

    def test_there_is_one_for_every_reaction(self, profile: OpenProfile) -> None:
        assert set(reaction_words()) == set(REACTIONS)
        for reaction in REACTIONS:
            assert profile.practising.fitting(reaction) is not None, reaction

    def test_from_eight_on_somebody_to_talk_to_without_any_word(self, lesson: Any, trip: Trip) -> None:
        page = lesson()
        scale(page).setValue(8)
        press(page, "talk")
        assert trip.calls == [("help", {})]
        scale(page).setValue(2)
        assert not sees(page, "talk")

    def test_writing_may_be_kept_and_so_asks(self, lesson: Any, trip: Trip) -> None:
        page = lesson()
        write = PracticeCard(PracticeId("x/escribir"), "x", "Escribir", "", 5, "writing", "mind", "")
        page._on_pace_practice_asked(write)
        assert trip.calls == [("practice", {"practice": "x/escribir"})]

    def test_where_nothing_fits_one_may_go_on(self, qtbot: QtBot, app: App) -> None:
        made = PaceRow(Felt(9, "far"), lambda _reaction: None)
        show(qtbot, made, (600, 500))
        assert [one.text() for one in made.findChildren(Button) if one.isVisible()] == [
            _("Go on"),
            _("See who you can talk to"),
        ]

    def test_going_on_closes_it_and_leads_to_next(self, lesson: Any, qtbot: QtBot) -> None:
        page = lesson()
        scale(page).setValue(7)
        name_it(page, "angry")
        here = page._run.index
        press(page, "go-on")
        assert row(page) is None and page._run.index == here
        assert QApplication.focusWidget() is button(page, "next")
        assert row(lesson(**page.arguments_now())) is None


class TestKeeping:
    def test_only_in_the_persons_own_file_and_once(self, lesson: Any, profile: OpenProfile) -> None:
        page = lesson()
        for level in (5, 6, 7):
            scale(page).setValue(level)
        name_it(page, "racing")
        assert kept(profile) == [], "not with every cell that is passed"
        button(page, "next").click()
        page.leave()
        assert kept(profile) == [(7, "racing")]
        (felt,) = profile.keeper.journal.steps_felt_of(SIGNS)
        assert isinstance(felt, StepFelt) and felt.step in [step.id for step in page._run.lesson.steps if step.notice]

    def test_by_itself_a_second_after_the_last_word(self, lesson: Any, profile: OpenProfile, qtbot: QtBot) -> None:
        page = lesson()
        scale(page).setValue(4)
        qtbot.waitUntil(lambda: kept(profile) == [(4, "")], timeout=3000)
        page.leave()
        assert kept(profile) == [(4, "")]

    def test_what_is_taken_back_is_kept_as_taken_back(self, lesson: Any, profile: OpenProfile) -> None:
        page = lesson()
        scale(page).setValue(9)
        page.leave()
        scale(page).setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(scale(page), KEY.Key_Delete)
        page.leave()
        assert kept(profile) == [(9, ""), (None, "")]

    def test_is_there_again_after_larger_text_or_a_pause(self, lesson: Any, profile: OpenProfile) -> None:
        page = lesson()
        scale(page).setValue(6)
        name_it(page, "sad")
        page.leave()
        again = lesson(**page.arguments_now())
        assert scale(again).answer == 6
        assert again.findChild(SmallPick, "pace-sad").isChecked() and sees(again, "practise")
        again.pause()
        assert row(again) is None
        again.pause()
        assert scale(again).answer == 6
        again.leave()
        assert kept(profile) == [(6, "sad")]

    def test_a_practice_is_taken_once_what_was_said_is_kept(self, lesson: Any, profile: OpenProfile) -> None:
        page = lesson()
        here = page._run.step.id
        scale(page).setValue(6)
        name_it(page, "tense")
        press(page, "practise")
        assert kept(profile) == [(6, "tense")]
        back = lesson(**page.arguments_now())
        assert back._run.step.id == here and row(back) is None


class TestKeyboard:
    def test_from_the_title_to_a_practice(self, lesson: Any, trip: Trip) -> None:
        page = lesson()
        page.enter()
        self.tab_to(page, "pace-level")
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_7)
        assert scale(page).answer == 7
        self.tab_to(page, "pace-tense")
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Space)
        self.tab_to(page, "pace-practise")
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)
        assert trip.calls[0][0] == "practice"

    def test_home_and_end_belong_to_the_scale_page_down_to_the_lesson(self, lesson: Any) -> None:
        page = lesson()
        here = page._run.index
        scale(page).setFocus(Qt.FocusReason.TabFocusReason)
        window = page.windowHandle()
        QTest.keyClick(window, KEY.Key_End)
        assert (scale(page).answer, page._run.index) == (10, here)
        QTest.keyClick(window, KEY.Key_Home)
        assert (scale(page).answer, page._run.index) == (0, here)
        QTest.keyClick(window, KEY.Key_PageDown)
        assert page._run.index == here + 1
        button(page, "next").setFocus()
        QTest.keyClick(window, KEY.Key_Home)
        assert page._run.index == 0

    @staticmethod
    def tab_to(page: LessonPage, name: str) -> None:
        for _step in range(30):
            here = QApplication.focusWidget()
            if here is not None and here.objectName() == name:
                return
            QTest.keyClick(page.windowHandle(), KEY.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")


class TestTheEnd:
    def to_the_end(self, page: LessonPage) -> None:
        while page._shows != "end":
            button(page, "next").click()
            QApplication.processEvents()

    def test_after_hard_content_two_ways_stand_open(self, lesson: Any, trip: Trip) -> None:
        page = lesson()
        self.to_the_end(page)
        assert _("If something stirred in you, there is no hurry.") in words(page)
        button(page, "end-breathe").click()
        button(page, "end-help").click()
        assert trip.calls == [
            ("practice", {"practice": "cuidarme/respirar-4-6", "straight": 1, "minutes": 1}),
            ("help", {}),
        ]

    def test_after_other_lessons_nothing_is_said(self, lesson: Any) -> None:
        page = lesson(lesson=WHY)
        self.to_the_end(page)
        assert page.findChild(Button, "end-breathe") is None

    def test_a_pause_at_the_end_comes_back_to_the_end(self, lesson: Any) -> None:
        page = lesson()
        self.to_the_end(page)
        page.pause()
        QApplication.processEvents()
        assert _("Let's take a break") in words(page)
        again = lesson(**page.arguments_now())
        assert _("Let's take a break") in words(again)
        again.pause()
        QApplication.processEvents()
        assert again._shows == "end"
        assert _("If something stirred in you, there is no hurry.") in words(again)


def test_breathing_from_the_pause_asks_nothing(lesson: Any, trip: Trip) -> None:
    page = lesson()
    page.pause()
    for name in ("pause-breathe", "pause-ground"):
        page.findChild(object, name).click()
    assert [arguments["straight"] for _name, arguments in trip.calls] == [1, 1]
