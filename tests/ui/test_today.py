"""Today: what each card shows and where it leads, on the first day, on a full one, and where something is missing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from carecompanion.app import App, open_app
from carecompanion.content.library import Library
from carecompanion.content.model import ItemId, PracticeCard, PracticeId
from carecompanion.errors import StorageFull
from carecompanion.i18n import _
from carecompanion.learning.records import PlanLine
from carecompanion.learning.suggestion import BREATHE, HELPED, STRESS, Noted, Suggestion
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.wellbeing import MINUTE
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.pages.learn import LearnPage
from carecompanion.ui.pages.plan_words import sentence_of
from carecompanion.ui.pages.today import FIRST, TodayPage
from carecompanion.ui.pages.today_aside import quoted
from carecompanion.ui.pages.today_cards import reason_words
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.mood import MoodPicker, MoodTile
from carecompanion.ui.widgets.pick_row import SmallPick
from tests.ui.test_today_learn_help import Trip, button, place, read, show, words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTACT, MEMORY = "cuidar/el-primer-contacto", "cuidar/la-memoria"
CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def trip() -> Trip:
    return Trip()


@pytest.fixture
def app(paths: Paths, clock: Any, qtbot: QtBot, lima: None) -> App:
    made = open_app(paths, clock=clock, cost=2)
    dress(Appearance(language="es"), paths)
    return made


@pytest.fixture
def profile(app: App) -> Iterator[OpenProfile]:
    made = app.profiles.create(NewProfile("Colibrí"))
    yield made
    made.close()


@pytest.fixture
def today(app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> Any:
    """Makes the page as it would be now."""
    return lambda **arguments: show(qtbot, TodayPage(app, profile, trip.go, **arguments))


def minute(profile: OpenProfile, **answers: int) -> None:
    run = profile.wellbeing.open(MINUTE)
    for name, value in answers.items():
        run.answer(ItemId(name), value)
    run.finish()


def intend(profile: OpenProfile) -> PlanLine:
    line = replace(profile.planning.new("if_then"), first="termino un turno difícil", second="camino diez minutos")
    profile.planning.keep(line)
    profile.planning.choose(line)
    return line


def picks(page: QWidget) -> dict[str, SmallPick]:
    return {one.objectName(): one for one in page.findChildren(SmallPick)}


class TestFirstDay:
    def test_one_card_leads_to_the_first_lesson(self, today: Any, trip: Trip) -> None:
        page = today(first_day=True)
        assert "Por qué cuidarme" in words(page)
        assert len(page.findChildren(Card)) == 1
        assert page.findChild(MoodPicker) is None and page.findChild(Button, "practise") is None
        button(page, "continue").click()
        assert trip.calls == [("lesson", {"lesson": FIRST})]

    def test_and_to_a_first_intention(self, today: Any, trip: Trip) -> None:
        button(today(first_day=True), "create-intention").click()
        assert trip.calls == [("plan", {"tab": "plan", "add": "if_then"})]

    @pytest.mark.parametrize("what", ["checkin", "practice", "plan"])
    def test_is_over_once_anything_was_done(self, today: Any, profile: OpenProfile, what: str) -> None:
        """Also for somebody who never opens a lesson."""
        if what == "checkin":
            minute(profile, animo=3, estres=4)
        elif what == "practice":
            practising = profile.practising
            practising.keep(practising.practice(BREATHE), None, None, 60, was_whole=True)
        else:
            intend(profile)
        assert today().findChild(MoodPicker) is not None


class TestLesson:
    def test_goes_on_at_the_step_where_one_was(self, today: Any, profile: OpenProfile, trip: Trip) -> None:
        read(profile, CONTACT, 3)
        page = today()
        assert "4" in button(page, "continue").accessibleDescription()
        button(page, "continue").click()
        button(page, "all-lessons").click()
        assert trip.calls == [("lesson", {"lesson": CONTACT}), ("learn", {})]

    def test_boxes_lie_where_they_are_drawn(self, today: Any, profile: OpenProfile) -> None:
        read(profile, CONTACT, 3)
        intend(profile)
        page = today()
        drawn = {
            button(page, "continue"): (593, 343, 44),
            button(page, "practise"): (711, 639, 44),
            page.findChild(MoodTile, "mood-1"): (265, 515, 126),
            picks(page)["met-yes"]: (1029, 411, 36),
        }
        for widget, (left, top, high) in drawn.items():
            x, y, _width, height = place(widget, page)
            assert (x, height) == pytest.approx((left - 212, high), abs=3), widget.objectName()
            assert y == pytest.approx(top - 32, abs=26), widget.objectName()
        assert len(page.findChildren(Card)) == 5

    def test_nothing_scrolls_on_an_old_laptop(self, today: Any, profile: OpenProfile, clock: Any) -> None:
        """A half-done check-in, an answered intention and days without rest: the fullest Today there is."""
        read(profile, CONTACT, 3)
        intend(profile)
        profile.planning.meet("yes")
        profile.wellbeing.open(MINUTE).answer(ItemId("animo"), 2)
        profile.wellbeing.note_rest(date(2026, 11, 19))
        page = today()
        board = page.findChild(MoodPicker).parentWidget().parentWidget()
        assert board.height() <= board.parentWidget().height()

    def test_all_finished_is_calm(self, today: Any, profile: OpenProfile) -> None:
        for course in profile.study.courses():
            for lesson in course.lessons:
                read(profile, lesson.card.id, lesson.total - 1, finish=True)
        page = today()
        assert _("You have been through every lesson there is for now") in words(page)
        assert page.findChild(Button, "continue") is None
        assert page.findChild(MoodPicker) is not None

    def test_notice_leads_to_the_same_step_and_is_said_once(self, today: Any, profile: OpenProfile, trip: Trip) -> None:
        read(profile, MEMORY, 2)
        profile.notice = "Abrimos la copia de ayer a las 18:40."
        page = today()
        assert profile.notice in words(page)
        button(page, "notice-continue").click()
        assert trip.calls == [("lesson", {"lesson": MEMORY})]
        assert profile.notice == ""

    def test_without_packs_there_is_a_sentence(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        empty = Library([])
        bare = replace(app, find_library=lambda: empty)
        bare.profiles._find_library = bare.find_library
        profile = bare.profiles.create(NewProfile("Zorzal"))
        page = show(qtbot, TodayPage(bare, profile, trip.go))
        assert _("The lessons could not be read") in words(page)
        assert page.findChild(MoodPicker) is None and page.findChild(Button, "practise") is None
        assert _("There are no lessons on this computer. Your progress is safe.") in words(
            show(qtbot, LearnPage(bare, profile, trip.go))
        )
        profile.close()


class TestWordsAtTheTop:
    @pytest.mark.parametrize(
        ("hour", "greeting"),
        [(14, "Good morning, {name}"), (20, "Good afternoon, {name}"), (2, "Good evening, {name}")],
    )
    def test_greets_by_the_hour_here(self, today: Any, clock: Any, hour: int, greeting: str) -> None:
        clock.move(hours=hour - 14)
        assert _(greeting).format(name="Colibrí") in words(today())

    def test_long_absence_is_greeted_once_without_counting(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, clock: Any
    ) -> None:
        read(profile, MEMORY, 2)
        key, name = app.profiles.key_of(profile.id), profile.id
        profile.close()
        clock.move(days=30)
        back = app.profiles.open(name, key)
        away = _("{day}. You haven't been here for days. We go on where you left off.").partition("}. ")[2]
        assert away in words(show(qtbot, TodayPage(app, back, trip.go)))
        read(back, MEMORY, 1)
        assert away not in words(show(qtbot, TodayPage(app, back, trip.go)))
        back.close()


class TestMood:
    def test_one_click_on_a_face_begins_the_check_in_with_it(
        self, today: Any, profile: OpenProfile, trip: Trip
    ) -> None:
        read(profile, MEMORY, 1)
        page = today()
        assert _("Choose a face to begin.") in words(page)
        QTest.mouseClick(page.findChild(MoodTile, "mood-4"), CLICK)
        assert trip.calls == [("wellbeing", {"tab": "minute", "mood": 4})]

    def test_by_keyboard_arrows_look_and_enter_means_it(self, today: Any, profile: OpenProfile, trip: Trip) -> None:
        read(profile, MEMORY, 1)
        page = today()
        first = page.findChild(MoodTile, "mood-1")
        first.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(first, Qt.Key.Key_Right)
        assert trip.calls == []
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
        assert trip.calls == [("wellbeing", {"tab": "minute", "mood": 2})]

    def test_one_left_half_done_is_told_and_taken_up(
        self, today: Any, profile: OpenProfile, trip: Trip, clock: Any
    ) -> None:
        read(profile, MEMORY, 1)
        profile.wellbeing.open(MINUTE).answer(ItemId("estres"), 6)
        page = today()
        assert _("You had a check-in half done.") in words(page)
        assert _("Choose a face to begin.") not in words(page)
        button(page, "draft-continue").click()
        assert trip.calls == [("wellbeing", {"tab": "minute", "goes_on": True})]
        clock.move(days=1)
        assert _("You had a check-in half done.") not in words(today())


class TestPractice:
    def test_leads_to_it_and_to_all_of_them(self, today: Any, profile: OpenProfile, trip: Trip) -> None:
        read(profile, MEMORY, 1)
        page = today()
        assert _("A longer breath out can help the body slow down.") in words(page)
        button(page, "practise").click()
        button(page, "other-practice").click()
        assert trip.calls == [("practice", {"practice": BREATHE}), ("practise", {})]

    def test_says_why_when_stress_was_high_yesterday(self, today: Any, profile: OpenProfile, clock: Any) -> None:
        clock.move(days=-1)
        minute(profile, animo=2, estres=7)
        clock.move(days=1)
        assert "Ayer anotaste estrés 7 de 10. Alargar la salida del aire" in words(today())
        minute(profile, animo=4, estres=2)
        assert "anotaste" not in words(today()), "the newest is what counts"
        clock.move(days=2)
        assert "anotaste" not in words(today()), "the day before yesterday is over"

    def test_says_today_before_midnight_here(self, today: Any, profile: OpenProfile, clock: Any) -> None:
        clock.move(hours=14)  # 23:00 in Peru, the next day in Greenwich
        minute(profile, animo=2, estres=9)
        assert "Hoy anotaste estrés 9 de 10." in words(today())

    def test_what_helped_is_named_after_three_uses(self, today: Any, profile: OpenProfile, trip: Trip) -> None:
        ground = PracticeId("cuidarme/volver-al-presente")
        for _use in range(3):
            profile.practising.keep(profile.practising.practice(ground), 8, 4, 120, was_whole=True)
        page = today()
        assert _("The one that has helped you most so far: your stress tends to go down after it.") in words(page)
        button(page, "practise").click()
        assert trip.calls == [("practice", {"practice": ground})]

    def test_no_file_is_read_for_it(
        self, app: App, today: Any, profile: OpenProfile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Cards come from the index."""
        read(profile, MEMORY, 1)

        def refuse(*_ids: object) -> None:
            raise AssertionError("Today reads a file")

        monkeypatch.setattr(app.library, "practice", refuse)
        monkeypatch.setattr(app.library, "lesson", refuse)
        assert today().findChild(Button, "practise") is not None

    def test_reasons_in_words(self) -> None:
        card = PracticeCard(PracticeId("x/suelo"), "x", "El suelo", "Siente tus pies.", 2, "steps", "body", "")
        noted = Noted(date(2026, 11, 23), 8)
        before = Suggestion(card, STRESS, noted, has_helped=True)
        assert reason_words(before, date(2026, 11, 24)) == "Ayer anotaste estrés 8 de 10. Ya te ayudó antes."
        new = Suggestion(card, STRESS, noted)
        assert reason_words(new, date(2026, 11, 24)) == "Ayer anotaste estrés 8 de 10. Siente tus pies."
        assert "La que más te ayudó" in reason_words(Suggestion(card, HELPED, fall=2.0), date(2026, 11, 24))


class TestIntention:
    def test_an_answer_is_kept_may_be_changed_and_taken_back(self, today: Any, profile: OpenProfile) -> None:
        line = intend(profile)
        page = today()
        assert quoted(sentence_of(line)) in words(page)
        assert not any(one.isChecked() for one in picks(page).values())
        for name, kept in (("met-yes", "yes"), ("met-not_today", "not_today"), ("met-not_today", "")):
            QTest.mouseClick(picks(page)[name], CLICK)
            assert profile.planning.met_today() == kept
        QTest.mouseClick(picks(page)["met-yes"], CLICK)
        assert picks(today())["met-yes"].isChecked()

    def test_by_keyboard(self, today: Any, profile: OpenProfile) -> None:
        intend(profile)
        first = picks(today())["met-yes"]
        first.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(first, Qt.Key.Key_Space)
        assert profile.planning.met_today() == "yes"
        QTest.keyClick(first, Qt.Key.Key_Delete)
        assert profile.planning.met_today() == ""

    def test_nothing_counts_and_every_day_asks_anew(self, today: Any, profile: OpenProfile, clock: Any) -> None:
        intend(profile)
        profile.planning.meet("yes")
        clock.move(days=1)
        page = today()
        assert not any(one.isChecked() for one in picks(page).values())
        assert _("No streaks are counted here. Each week begins anew.") in words(page)

    def test_a_new_week_begins_without_one_and_lets_choose(
        self, today: Any, profile: OpenProfile, trip: Trip, clock: Any
    ) -> None:
        intend(profile)
        clock.move(days=7)
        page = today()
        assert picks(page) == {}
        create = button(page, "create-intention")
        assert create.text() == _("Choose my intention")
        create.click()
        assert trip.calls == [("plan", {"tab": "plan"})]

    def test_until_then_the_sentence_of_the_lesson_finished_last(
        self, today: Any, profile: OpenProfile, trip: Trip
    ) -> None:
        read(profile, CONTACT, 8, finish=True)
        page = today()
        assert profile.study.today().take.rstrip(".") in words(page)
        assert button(page, "create-intention").text() == _("Create my intention")
        button(page, "create-intention").click()
        assert trip.calls == [("plan", {"tab": "plan", "add": "if_then"})]

    def test_a_half_written_line_is_nothing_to_choose(self, today: Any, profile: OpenProfile) -> None:
        profile.planning.keep(replace(profile.planning.new("if_then"), first="llego a casa"))
        assert button(today(), "create-intention").text() == _("Create my intention")

    def test_on_a_full_disk_the_answer_stays_on_the_screen(
        self, today: Any, profile: OpenProfile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        intend(profile)
        page = today()

        def full(*_records: object, ids: object = None) -> None:
            raise StorageFull("No queda espacio en el disco.")

        with monkeypatch.context() as disk:
            disk.setattr(profile.keeper.journal, "keep", full)
            QTest.mouseClick(picks(page)["met-yes"], CLICK)
            assert picks(page)["met-yes"].isChecked() and profile.planning.met_today() == "yes"
        assert profile.keeper.retry()
        assert profile.planning.met_today() == "yes"

    @pytest.mark.parametrize(("said", "shown"), [("Camino.", "«Camino»."), ("«Camino»", "«Camino»")])
    def test_quotes(self, said: str, shown: str) -> None:
        assert quoted(said) == shown


class TestRest:
    @pytest.mark.parametrize(("days", "is_told"), [(0, False), (3, False), (4, True), (30, True), (31, False)])
    def test_is_told_when_it_is_useful(self, today: Any, profile: OpenProfile, days: int, is_told: bool) -> None:
        read(profile, MEMORY, 1)
        profile.wellbeing.note_rest(date(2026, 11, 24) - timedelta(days=days))
        page = today()
        assert (page.findChild(Button, "rested") is not None) is is_told
        assert (f"Hace {days} días de tu último descanso real." in words(page)) is is_told

    def test_is_never_asked_of_who_never_noted_it(self, today: Any, profile: OpenProfile) -> None:
        read(profile, MEMORY, 1)
        assert today().findChild(Button, "rested") is None

    def test_one_click_notes_today_and_another_takes_it_back(self, today: Any, profile: OpenProfile) -> None:
        read(profile, MEMORY, 1)
        profile.wellbeing.note_rest(date(2026, 11, 19))
        page = today()
        rested = button(page, "rested")
        rested.click()
        assert profile.wellbeing.rest().was_today
        assert _("Noted: today you rested.") in words(page)
        rested.click()
        assert profile.wellbeing.rest().last == date(2026, 11, 19)
        assert "Hace 5 días" in words(page)

    def test_f9_is_taught_in_any_case(self, today: Any, profile: OpenProfile) -> None:
        read(profile, MEMORY, 1)
        said = _("{key} covers the screen at once.").format(key="F9")
        assert said in words(today())
        profile.wellbeing.note_rest(date(2026, 11, 19))
        assert said in words(today())


def test_ten_years_ask_no_more_than_ten_days(today: Any, profile: OpenProfile, clock: Any) -> None:
    """Every question Today asks of the file is about a few rows, whatever lies there."""
    read(profile, MEMORY, 1)
    intend(profile)
    minute(profile, animo=2, estres=8)
    few = rows_read(profile, today)
    breathe = profile.practising.practice(BREATHE)
    for day in range(300):
        clock.move(days=-1)
        for _use in range(2):
            minute(profile, animo=2, estres=8)
            profile.practising.keep(breathe, 7, 5, 60, was_whole=True)
        profile.wellbeing.note_rest(date(2026, 11, 24) - timedelta(days=day + 5))
        profile.planning.choose(profile.planning.lines("if_then")[0])
    clock.move(days=300)
    assert rows_read(profile, today) <= few + 10


def rows_read(profile: OpenProfile, today: Any) -> int:
    """Rows that came out of the file while Today was made."""
    journal = profile.keeper.journal
    ask, rows = journal._ask, []

    def counted(*query: Any) -> Any:
        found = ask(*query)
        rows.extend(found)
        return found

    journal._ask = counted
    try:
        today()
    finally:
        del journal._ask
    return len(rows)
