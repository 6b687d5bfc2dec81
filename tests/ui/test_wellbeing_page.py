"""«¿Cómo estoy?» from a person's side: one minute, the longer check-ins, their results, and what stays of them."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from carecompanion import i18n
from carecompanion.content.model import CheckInId, ItemId
from carecompanion.errors import StorageError, StorageFull
from carecompanion.learning import history
from carecompanion.learning.checkin import rule_of
from carecompanion.learning.records import CheckInDone
from carecompanion.services.profiles import NewProfile
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.pages import wellbeing_erase
from carecompanion.ui.pages.wellbeing_day import clock_words
from carecompanion.ui.pages.wellbeing_erase import day_of, days_between
from carecompanion.ui.pages.wellbeing_paper import no_diagnosis, result_paper, wheel_picture, who_sees
from carecompanion.ui.pages.wellbeing_rest import rest_words
from carecompanion.ui.pages.wellbeing_trend import fall_words
from carecompanion.ui.widgets.chips import Chips
from carecompanion.ui.widgets.data_table import DataTable
from carecompanion.ui.widgets.help_first import HelpFirst
from carecompanion.ui.widgets.level_bands import BandStrip
from carecompanion.ui.widgets.paper import Paper
from carecompanion.ui.widgets.scale import ScaleCells
from carecompanion.ui.widgets.wheel import CareWheel, Petal
from tests.ui.wellbeing_screens import (
    FIVE,
    MINUTE,
    WORK,
    few_answers,
    five_dimensions,
    heavy_work,
    kept,
    wellbeing_screens,
)


class Seen:
    """The page as somebody in front of it sees and uses it."""

    def __init__(self, window: MainWindow, clock: Any) -> None:
        self.window, self.clock = window, clock
        self.profile = window.profile = window.app.profiles.create(NewProfile("Colibrí"))
        self.wellbeing = self.profile.wellbeing

    def go(self, page: str = "wellbeing", **arguments: object) -> None:
        if self.window.page is None:  # she comes in here, without a way by Today
            self.window.go.enter(self.profile, page, **arguments)
        else:
            self.window.show_page(page, **arguments)
        QTest.qWait(1)
        if arguments.get("tab") == "history" and "shown" not in arguments:
            self.wait_until_whole()

    def wait_until_whole(self) -> None:
        """The history fills in a few turns; the card about rest comes last but for the results."""
        for _turn in range(150):
            QTest.qWait(20)
            if self.find(QWidget, "rest") is not None:
                return
        raise AssertionError(f"never whole: {self.words()}")

    def find(self, kind: type, name: str = "") -> Any:
        found = (
            [one for one in self.window.findChildren(kind, name) if one.isVisible()]
            if name
            else [one for one in self.window.findChildren(kind) if one.isVisible()]
        )
        return found[-1] if found else None

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button is not None, f"no {name} on the screen: {self.words()}"
        button.click()
        QTest.qWait(1)

    def stress(self, value: int) -> None:
        self.find(ScaleCells).setValue(value)

    def words(self) -> str:
        parts = []
        for one in self.window.page.findChildren(QWidget):
            if one.isVisible():
                parts += [one.text()] if isinstance(one, QLabel | QAbstractButton) else []
                parts += [one.accessibleName(), one.accessibleDescription()]
        return "\n".join(parts)

    def draft(self) -> dict[str, int]:
        return dict(self.wellbeing.open(CheckInId(MINUTE)).answers)

    def minutes(self) -> tuple[history.Entry, ...]:
        return self.wellbeing.last_entries(CheckInId(MINUTE), 100)

    def keep_minute(self, **answers: int) -> history.Entry:
        return kept(self.window, MINUTE, **answers)


@pytest.fixture
def seen(blank_window: MainWindow, clock: Any) -> Seen:
    return Seen(blank_window, clock)


# ---- one minute


def test_the_minute_is_made_from_the_instrument(seen: Seen) -> None:
    seen.go()
    checkin = seen.wellbeing.minute()
    words = seen.words()
    assert checkin.about in words
    for item in checkin.items:
        assert item.text in words and item.hint in words
        for option in checkin.answers_to(item.id).options:
            if checkin.answers_to(item.id).kind != "numbers":
                assert option.words in words
    assert "Se guarda solo en tu perfil, en esta computadora." in words


def test_nothing_is_marked_and_saving_says_what_it_needs(seen: Seen) -> None:
    seen.go()
    save = seen.find(QAbstractButton, "minute-save")
    assert not save.isEnabled()
    assert "Con dos respuestas ya puedes guardar." in seen.words()
    seen.press("mood-4")
    assert not save.isEnabled()
    seen.stress(3)
    assert save.isEnabled()
    assert "Con dos respuestas" not in seen.words()
    seen.press("mood-4")  # taken back
    assert not save.isEnabled()


def test_every_click_is_a_draft(seen: Seen) -> None:
    seen.go()
    seen.press("mood-4")
    assert seen.draft() == {"animo": 4}
    seen.stress(6)
    seen.find(Chips).chip("Descansé").click()
    run = seen.wellbeing.open(CheckInId(MINUTE))
    assert (run.answers, run.tags) == ({"animo": 4, "estres": 6}, ("Descansé",))


def test_a_draft_offers_itself_for_a_day_and_goes_on(seen: Seen) -> None:
    seen.wellbeing.open(CheckInId(MINUTE)).answer(ItemId("estres"), 6)
    seen.clock.move(hours=23, minutes=59)
    seen.go()
    assert "Tenías un registro a medias." in seen.words()
    seen.press("draft-continue")
    assert "Tenías un registro a medias." not in seen.words()
    assert seen.find(ScaleCells).answer == 6


def test_a_draft_can_be_thrown_away(seen: Seen) -> None:
    run = seen.wellbeing.open(CheckInId(MINUTE))
    run.answer(ItemId("estres"), 6)
    run.tag(["Descansé"])
    run.write("una nota")
    seen.go(mood=2)
    seen.press("draft-discard")
    assert seen.find(ScaleCells).answer is None
    assert seen.find(Chips).answer == ()
    assert seen.draft() == {"animo": 2}, "the face just chosen stays"
    assert seen.wellbeing.open(CheckInId(MINUTE)).note == ""


def test_what_was_taken_back_is_no_draft(seen: Seen) -> None:
    seen.go()
    seen.press("mood-4")
    seen.press("mood-4")
    seen.go()
    assert "Tenías un registro a medias." not in seen.words()
    assert not seen.wellbeing.has_draft(CheckInId(MINUTE))


def test_a_draft_of_yesterday_is_not_offered(seen: Seen) -> None:
    seen.wellbeing.open(CheckInId(MINUTE)).answer(ItemId("estres"), 6)
    seen.clock.move(hours=24)
    seen.go()
    assert "Tenías un registro a medias." not in seen.words()
    assert seen.find(ScaleCells).answer is None


def test_a_face_comes_along_from_today(seen: Seen) -> None:
    """One that is none marks nothing."""
    for mood, draft in ((0, {}), (6, {}), (-3, {}), (1, {"animo": 1}), (5, {"animo": 5})):
        seen.wellbeing.open(CheckInId(MINUTE)).discard()
        seen.go(mood=mood)
        assert seen.draft() == draft, mood
        assert "Tenías un registro a medias." not in seen.words()


def test_after_saving_one_sentence_and_one_step_with_its_reason(seen: Seen) -> None:
    seen.go()
    seen.press("mood-4")
    seen.stress(5)
    seen.press("minute-save")
    outcome = seen.wellbeing.outcome_of(seen.minutes()[0])
    words = seen.words()
    assert "Guardado en esta computadora" in words
    assert outcome.steps[0].text in words and outcome.steps[0].reason in words
    assert outcome.steps[1].text not in words
    assert seen.find(QWidget, "support") is None and seen.find(HelpFirst) is None
    assert seen.draft() == {}


def test_support_is_offered_from_eight(seen: Seen) -> None:
    for stress, is_offered in ((8, True), (7, False), (10, True)):
        seen.go()
        seen.press("mood-3")
        seen.stress(stress)
        seen.press("minute-save")
        assert (seen.find(QWidget, "support") is not None) == is_offered, stress
        assert seen.find(HelpFirst) is None
        if is_offered:
            assert {"Ver con quién hablar", "Respirar ahora"} <= set(seen.words().split("\n"))


def test_three_in_a_row_put_help_first_and_rate_nothing(seen: Seen) -> None:
    for _time in range(2):
        seen.keep_minute(animo=3, estres=8)
    seen.go()
    seen.press("mood-3")
    seen.stress(9)
    seen.press("minute-save")
    help_first = seen.find(HelpFirst)
    assert help_first is not None
    assert "Guardado en esta computadora" in seen.words()
    assert "Tu estrés está alto ahora." not in seen.words()
    assert seen.find(QWidget, "suggestion") is None
    assert QApplication.focusWidget() is help_first.title
    seen.press("saved-done")
    assert seen.window.place.name == "today", "never forced"


def test_words_that_touch_on_dying_put_help_first(seen: Seen) -> None:
    seen.go()
    seen.press("mood-4")
    seen.stress(2)
    seen.press("minute-note-open")
    seen.find(QWidget, "minute-note").edit.setPlainText("A ratos quiero morir.")
    seen.press("minute-save")
    assert seen.find(HelpFirst) is not None
    assert seen.minutes()[0].note == "A ratos quiero morir."


def test_a_second_entry_on_a_day_adds(seen: Seen) -> None:
    seen.keep_minute(animo=4, estres=2)
    seen.go()
    seen.press("mood-2")
    seen.stress(6)
    seen.press("minute-save")
    assert [entry.answers["animo"] for entry in seen.minutes()] == [2, 4]


def test_not_now_goes_to_today_and_what_was_marked_waits(seen: Seen) -> None:
    seen.go()
    seen.press("mood-2")
    seen.press("minute-not-now")
    assert seen.window.place.name == "today"
    assert seen.draft() == {"animo": 2}
    toast = seen.window.findChild(QWidget, "toast")
    assert "Lo que marcaste te espera un día en ¿Cómo estoy?" in toast.accessibleName()


def test_another_language_keeps_answers_and_asks_nothing(seen: Seen) -> None:
    seen.go()
    seen.press("mood-2")
    seen.press("minute-note-open")
    seen.find(QWidget, "minute-note").edit.setPlainText("a medias")
    i18n.speak("en", seen.window.app.paths.resources / "i18n")
    seen.window.refresh()
    assert "You had a check-in half done." not in seen.words()
    assert seen.draft() == {"animo": 2}
    assert seen.find(QWidget, "minute-note").text() == "a medias"


def test_what_was_saved_stays_on_the_screen_when_it_is_built_anew(seen: Seen) -> None:
    seen.go()
    seen.press("mood-4")
    seen.stress(5)
    seen.press("minute-save")
    seen.window.refresh()
    assert "Guardado en esta computadora" in seen.words()
    assert len(seen.minutes()) == 1


def test_a_guest_is_told_that_nothing_stays(window: MainWindow, clock: Any) -> None:
    window.go.enter(window.app.profiles.guest())
    window.show_page("wellbeing")
    texts = [one.text() for one in window.page.findChildren(QLabel)]
    assert "Entraste de visita: cuando salgas, no queda nada." in texts
    assert "Se guarda solo en tu perfil, en esta computadora." not in texts
    window.profile.close()
    window.profile = None


def test_without_its_pack_the_page_is_calm(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(seen.wellbeing), "minute", lambda _self: None)
    seen.go()
    assert "El registro de un minuto no está instalado aquí." in seen.words()
    seen.go(tab="history")
    assert "Aquí verás cómo vas, cuando quieras empezar." in seen.words()


def test_a_full_disk_never_says_saved(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.go()
    seen.press("mood-4")
    seen.stress(5)
    journal = seen.profile.keeper.journal
    real = journal.keep
    monkeypatch.setattr(journal, "keep", _full)
    seen.press("minute-save")
    assert "Guardado en esta computadora" not in seen.words()
    assert "Todavía no se guardó. Tus respuestas siguen aquí y lo intentamos otra vez." in seen.words()
    seen.window.refresh()
    assert "Todavía no se guardó." in seen.words()
    monkeypatch.setattr(journal, "keep", real)
    assert seen.profile.keeper.retry()
    assert "Guardado en esta computadora" in seen.words()


def test_tabs_keep_the_keyboard_while_one_goes_through_them(seen: Seen) -> None:
    seen.go()
    first = seen.find(QAbstractButton, "tab-minute")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert QApplication.focusWidget().objectName() == "tab-longer"
    assert seen.window.page.arguments_now() == {"tab": "longer"}
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert QApplication.focusWidget().objectName() == "tab-history"
    assert seen.window.page.arguments_now()["tab"] == "history"


def test_an_odd_tab_is_the_first(seen: Seen) -> None:
    seen.go(tab="nowhere")
    assert seen.window.page.arguments_now()["tab"] == "minute"


def test_no_part_is_ever_a_window_of_its_own(seen: Seen, qapp: QApplication) -> None:
    """What is shown before it has a parent flashes, and takes the keyboard away from the page."""
    watch = _Windows()
    qapp.installEventFilter(watch)
    for name, show in wellbeing_screens(seen.window):
        show()
        assert not watch.shown, f"{name}: {watch.shown}"
        assert seen.window.isActiveWindow() or not seen.window.isVisible(), name
    qapp.removeEventFilter(watch)


# ---- the longer check-ins


def test_the_list_says_what_each_is_and_when_it_may_be_taken(seen: Seen) -> None:
    kept(seen.window, FIVE, **five_dimensions())
    seen.go(tab="longer")
    words = seen.words()
    for longer in seen.wellbeing.longer():
        assert longer.checkin.title in words and longer.checkin.measures in words
    assert "Disponible desde el 22 de diciembre. Dejamos 4 semanas entre dos: antes, un cambio dice poco." in words
    begin = seen.find(QAbstractButton, f"longer-{FIVE}-begin")
    assert not begin.isEnabled() and "Disponible desde" in begin.accessibleDescription()
    assert seen.find(QAbstractButton, f"longer-{WORK}-begin").isEnabled()


def test_four_weeks_later_it_may_be_taken_again(seen: Seen) -> None:
    kept(seen.window, FIVE, **five_dimensions())
    seen.clock.move(days=27)
    seen.go(tab="longer", checkin=FIVE)
    assert seen.find(QAbstractButton, "run-next") is None, "not by another way either"
    seen.clock.move(days=1)
    seen.go(tab="longer")
    seen.press(f"longer-{FIVE}-begin")
    assert seen.find(QAbstractButton, "run-next") is not None


def test_how_it_is_calculated_is_a_card_of_its_own(seen: Seen) -> None:
    seen.go(tab="longer")
    seen.press(f"longer-{WORK}-card")
    checkin = seen.wellbeing.checkin(CheckInId(WORK))
    words = seen.words()
    for part in (checkin.measures, checkin.computed, checkin.limits, checkin.licence):
        assert part in words
    assert "Preguntas propias, no validadas" in words
    assert f"Versión {checkin.version}, del 26 de noviembre de 2026." in words
    known = seen.window.app.library.sources(checkin.pack)
    assert all(known[source].text in words for source in checkin.sources if source in known)
    seen.press(f"longer-{WORK}-card")
    assert checkin.computed not in seen.words()


def test_pages_turn_and_the_place_is_kept(seen: Seen) -> None:
    seen.go(tab="longer", checkin=FIVE)
    assert "Página 1 de 5." in seen.words()
    seen.press("level-3")
    seen.press("run-next")
    seen.press("run-next")
    assert seen.window.page.findChildren(QLabel, "page-title")[-1].text() == "Emociones"
    seen.press("run-leave")
    assert "Tenías un registro a medias." in seen.words()
    seen.press(f"longer-{FIVE}-begin")
    assert "Página 3 de 5." in seen.words()
    seen.press("run-back")
    assert "Página 2 de 5." in seen.words()


def test_a_run_half_done_can_be_thrown_away(seen: Seen) -> None:
    seen.go(tab="longer", checkin=FIVE)
    seen.press("level-3")
    seen.press("run-leave")
    seen.press(f"longer-{FIVE}-discard")
    assert not seen.wellbeing.has_draft(CheckInId(FIVE))
    assert seen.find(QAbstractButton, f"longer-{FIVE}-begin").accessibleName() == "Empezar"


@pytest.mark.parametrize("moves_on", [False, True])
def test_number_keys_answer_and_move_on_only_when_asked_to(seen: Seen, moves_on: bool) -> None:
    seen.go(tab="longer", checkin=FIVE)
    if moves_on:
        seen.press("moves-on")
    first = seen.find(QWidget, "question-cuerpo-1").field.levels[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_2, Qt.Key.Key_4):
        QTest.keyClick(QApplication.focusWidget(), key)
    run = seen.wellbeing.open(CheckInId(FIVE))
    expected = {"cuerpo-1": 2, "cuerpo-2": 4} if moves_on else {"cuerpo-1": 4}
    assert run.answers == expected
    assert seen.profile.preferences.is_on("checkin_moves_on") == moves_on


def test_moving_on_ends_at_next_and_arrows_stay(seen: Seen) -> None:
    seen.profile.preferences.keep(checkin_moves_on=True)
    seen.go(tab="longer", checkin=FIVE)
    seen.find(QWidget, "question-cuerpo-1").field.levels[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert seen.find(QWidget, "question-cuerpo-1").isAncestorOf(QApplication.focusWidget())
    for _question in range(5):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert QApplication.focusWidget().objectName() == "run-next"


def test_two_answers_are_enough_for_a_result(seen: Seen) -> None:
    seen.go(tab="longer", checkin=FIVE)
    for _page in range(4):
        seen.press("run-next")
    result = seen.find(QAbstractButton, "run-result")
    assert not result.isEnabled()
    assert "Con dos respuestas ya puedes ver tu resultado." in seen.words()
    for name in ("trabajo-1", "trabajo-2"):
        seen.find(QWidget, f"question-{name}").field.levels[2].click()
    assert result.isEnabled()


# ---- a question about dying


def test_help_is_there_at_once_and_nothing_is_locked(seen: Seen) -> None:
    run = seen.wellbeing.open(CheckInId(WORK))
    run.turn(len(run.checkin.pages) - 1)
    run.answer(ItemId("carga-1"), 2)
    seen.go(tab="longer", checkin=WORK)
    assert seen.find(HelpFirst) is None
    seen.press("level-2")
    assert seen.find(HelpFirst) is not None
    seen.press("level-1")
    assert seen.find(HelpFirst) is None, "an answer may be changed"
    assert seen.find(QAbstractButton, "run-result").accessibleName() == "Ver mi resultado"
    seen.press("level-4")
    assert seen.find(QAbstractButton, "run-result").isEnabled()
    assert seen.find(QAbstractButton, "run-result").accessibleName() == "Seguir", "no result is promised"
    seen.press("run-leave")
    assert seen.window.page.arguments_now() == {"tab": "longer"}


def test_an_answer_that_touches_on_dying_has_help_and_no_result(seen: Seen) -> None:
    entry = kept(seen.window, WORK, seguridad=2, **heavy_work())
    for tab in ("longer", "history"):  # now, and opened again later
        seen.go(tab=tab, shown=entry)
        words = seen.words()
        assert seen.find(HelpFirst) is not None
        assert seen.find(BandStrip) is None and seen.find(CareWheel) is None and seen.find(DataTable) is None
        assert "Alto" not in words.split("\n") and "4.0" not in words
        assert seen.find(QAbstractButton, "result-print") is None
        numbers = [row.number.accessibleName() for row in seen.find(HelpFirst).findChildren(QWidget) if _is_row(row)]
        assert numbers == ["105", "106", "100", "113", "1810"]
        choices = [one for one in seen.find(HelpFirst).findChildren(QAbstractButton) if one.isVisible()]
        assert len(choices) >= 2
    seen.press("help-go-on")
    assert seen.window.place.name == "wellbeing"


def test_her_own_people_come_after_the_lines(seen: Seen) -> None:
    planning = seen.profile.planning
    line = planning.new("person")
    planning.keep(_with(line, first="Mi hermana", more="987 654 321"))
    seen.go(shown=kept(seen.window, WORK, seguridad=3, **heavy_work()))
    rows = [row.number.accessibleName() for row in seen.find(HelpFirst).findChildren(QWidget) if _is_row(row)]
    assert rows[-1] == "987 654 321"


# ---- results


def test_a_result_says_words_first_strength_least_and_steps_with_reasons(seen: Seen) -> None:
    seen.go(shown=kept(seen.window, FIVE, **five_dimensions()))
    outcome = seen.wellbeing.outcome_of(seen.wellbeing.newest(CheckInId(FIVE)))
    words = seen.words()
    assert "Así estás hoy" in words
    assert "No es un diagnóstico" in words
    for score in outcome.scores:
        assert score.band.words in words
    assert "Tu fuerza hoy: vínculos." in words.replace("**", "")
    assert "Lo más descuidado: cuerpo (2.0)." in words
    for step in outcome.steps:
        assert step.text in words and step.reason in words
    assert seen.find(CareWheel) is not None
    assert "Desde la vez anterior" not in words


def test_too_few_answers_are_no_zero(seen: Seen) -> None:
    seen.go(shown=kept(seen.window, FIVE, **few_answers()))
    assert "Sin datos suficientes: hacen falta 3 respuestas." in seen.words()
    petal = next(one for one in seen.find(CareWheel).petals if one.id == "mind")
    assert petal.value is None
    seen.press("as-table")
    assert "0.0" not in seen.words()


def test_only_a_change_the_rule_finds_is_told(seen: Seen) -> None:
    before = five_dimensions()
    kept(seen.window, FIVE, **before)
    seen.clock.move(days=30)
    after = before | {"cuerpo_1": 5, "cuerpo_2": 5, "cuerpo_3": 1, "cuerpo_4": 5, "mente_1": 4}
    seen.go(shown=kept(seen.window, FIVE, **after))
    words = seen.words()
    assert "Tu cuerpo recibió más cuidado que la vez anterior." in words
    assert "Tu mente recibió más cuidado que la vez anterior." not in words, "0.2 is no change worth telling"


def test_my_work_has_bands_and_no_wheel(seen: Seen) -> None:
    seen.go(shown=kept(seen.window, WORK, **heavy_work()))
    assert seen.find(CareWheel) is None
    assert len([one for one in seen.window.findChildren(BandStrip) if one.isVisible()]) == 3
    assert "Ver con quién hablar" in seen.words()
    seen.press("support-how")
    assert seen.window.app.library.help_page("es").phrases[0] in seen.words()


def test_the_wheel_has_a_table_beside_it(seen: Seen) -> None:
    seen.go(shown=kept(seen.window, FIVE, **five_dimensions()))
    seen.press("as-table")
    table = seen.find(DataTable)
    rows = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert rows[0] == ["Cuerpo", "2.0", "Bajo"] and len(rows) == 5
    assert seen.find(CareWheel) is None
    seen.press("as-table")
    assert seen.find(CareWheel) is not None


@pytest.mark.parametrize(("checkin", "answers"), [(FIVE, five_dimensions()), (WORK, heavy_work())])
def test_each_step_leads_where_it_says(seen: Seen, checkin: str, answers: dict[str, int]) -> None:
    entry = kept(seen.window, checkin, **answers)
    steps = seen.wellbeing.outcome_of(entry).steps
    assert len(steps) == 3
    for step in steps:
        seen.go(shown=entry)
        seen.press(f"step-{step.id}")
        place = seen.window.place
        expected = {
            "practice": ("practice", "practice"),
            "lesson": ("lesson", "lesson"),
            "plan": ("plan", "add"),
            "help": ("help", ""),
        }[step.kind]
        assert place.name == expected[0]
        assert not expected[1] or place.arguments[expected[1]] == step.target


def test_an_older_result_names_its_day(seen: Seen) -> None:
    entry = kept(seen.window, FIVE, **five_dimensions())
    seen.clock.move(days=3)
    seen.go(tab="history", shown=entry)
    assert "Así estabas el 24 de noviembre" in seen.words()
    seen.press("result-back")
    assert seen.window.page.arguments_now()["tab"] == "history"


def test_a_result_of_an_earlier_rule_is_shown_without_todays_bands(seen: Seen) -> None:
    now = seen.clock()
    words = json.dumps({name.replace("_", "-"): value for name, value in five_dimensions().items()})
    older = CheckInDone(CheckInId(FIVE), "1", "0-00000000", words, "", '{"cuerpo": 2.0}', "", now.date(), 600, now)
    seen.profile.keeper.keep(older)
    seen.go(shown=seen.wellbeing.newest(CheckInId(FIVE)))
    assert "Se contó con una regla anterior: 2.0." in seen.words()
    assert not [one for one in seen.window.findChildren(BandStrip) if one.isVisible() and one._chosen is not None]


def test_going_back_shows_nothing_of_what_was_erased(seen: Seen) -> None:
    entry = kept(seen.window, FIVE, **five_dimensions())
    seen.go(tab="history", shown=entry)
    seen.window.show_page("today")
    seen.profile.own_data.erase_days([entry.day])
    seen.window.back()
    assert "Así estás hoy" not in seen.words() and seen.find(CareWheel) is None
    assert seen.window.page.arguments_now().get("tab") == "history"


def test_the_paper_says_what_it_is_and_who_could_see_it(seen: Seen) -> None:
    seen.go(shown=kept(seen.window, FIVE, **five_dimensions()))
    view = seen.window.page._view
    paper = result_paper(view._outcome, view._petals(), view._steps(), ["Una fuente & más"])
    words, page = paper.words(), paper.web_page()
    for part in (no_diagnosis(), who_sees(), "Cinco dimensiones", "24 de noviembre de 2026", "Una fuente & más"):
        assert part in words
    assert "Mi rueda de cuidado: Cuerpo 2.0" in words, "the drawing in words"
    assert "\ufffc" not in words
    assert 'src="data:image/png;base64,' in page and 'alt="Mi rueda de cuidado: Cuerpo 2.0' in page
    assert "Una fuente &amp; más" in page
    assert "Care Companion" not in words + page.split("</head>")[1]
    assert paper.title == "Notas"


def test_the_drawing_is_on_the_paper() -> None:
    """Black patterns where a page without the picture is white; no colour at all."""
    petals = [Petal(name, name, value) for name, value in (("body", 2.0), ("mind", 3.0), ("work", None))]
    picture = wheel_picture(petals)
    sheet = Paper("x", f"<p>{picture.tag}</p>", date(2026, 8, 4), [picture]).picture(0, 600, 1.0).toImage()
    bare = Paper("x", "<p></p>", date(2026, 8, 4)).picture(0, 600, 1.0).toImage()
    assert _dark_share(sheet) > 4 * _dark_share(bare)
    colours = {_color_of(sheet, x, y) for x in range(0, 600, 5) for y in range(0, 800, 5)}
    assert all(max(one) - min(one) < 24 for one in colours)


def test_no_note_and_no_tag_goes_onto_paper(seen: Seen) -> None:
    run = seen.wellbeing.open(CheckInId(FIVE))
    for name, value in five_dimensions().items():
        run.answer(ItemId(name.replace("_", "-")), value)
    run.write("Solo para mí")
    run.tag(["Secreto"])
    outcome = run.finish()
    words = result_paper(outcome, [], outcome.steps, []).words()
    assert "Solo para mí" not in words and "Secreto" not in words


# ---- the history


def test_an_empty_history_invites(seen: Seen) -> None:
    seen.go(tab="history")
    assert "Aquí verás cómo vas, cuando quieras empezar." in seen.words()
    seen.press("history-minute")
    assert seen.find(QAbstractButton, "minute-save") is not None
    assert seen.window.page.arguments_now()["tab"] == "minute"


def test_the_headline_is_neutral_until_the_rule_tells_something(seen: Seen) -> None:
    _stress_of_days(seen, [4, 4, 4, 4, 4, 4])
    seen.go(tab="history")
    assert seen.find(QLabel, "headline").text() == "Así anotaste estas semanas"


def test_the_rule_tells_and_the_numbers_agree(seen: Seen) -> None:
    _stress_of_days(seen, [3] * 10 + [6] * 10)
    for before, after in ((6, 3), (6, 3), (4, 4)):
        practice = seen.profile.practising.practice("cuidarme/respirar-4-6")
        seen.profile.practising.keep(practice, before, after, 180, was_whole=True)
    seen.go(tab="history")
    words = seen.words()
    assert seen.find(QLabel, "headline").text() == "Tu estrés subió en los últimos diez días"
    assert "Practicar te dio un respiro." in words
    assert "2 puntos menos" in words and "Bajó en 2 de 3 prácticas." in words
    assert "6.0" in words and "Antes, 3.0." in words
    assert "20 días" in words


def test_no_day_is_counted_as_missed(seen: Seen) -> None:
    _stress_of_days(seen, [4, 5, 3])
    seen.go(tab="history")
    words = seen.words()
    assert "3 días" in words
    for counting in ("de 28", "racha", "faltan", "sin anotar", "perdiste"):
        assert counting not in words.lower()


def test_six_months_and_the_table(seen: Seen) -> None:
    seen.clock.move(days=-100)
    seen.keep_minute(animo=2, estres=9)
    seen.clock.move(days=100)
    seen.keep_minute(animo=4, estres=3)
    seen.go(tab="history")
    seen.press("history-table")
    table = seen.find(DataTable, "history-rows")
    assert table.rowCount() == 1
    seen.press("period-months")
    assert table.rowCount() == 2
    assert seen.window.page.arguments_now()["period"] == "months"
    assert [table.item(1, column).text() for column in (0, 1)] == ["16 de agosto", "9 de 10"]


def test_a_day_shows_what_was_noted_in_the_order_it_was_kept(seen: Seen) -> None:
    seen.keep_minute(animo=2, estres=7)
    seen.clock.move(hours=-3)  # the clock was set back
    run = seen.wellbeing.open(CheckInId(MINUTE))
    run.answer(ItemId("animo"), 4)
    run.tag(["Buen equipo", "Mis palabras"])
    run.write("Salimos a tiempo.")
    run.finish()
    seen.go(tab="history")
    seen.press("day-2026-11-24")
    words = seen.find(QWidget, "day")
    texts = [one.text() for one in words.findChildren(QLabel) if one.isVisible()]
    first, second = (clock_words(entry.minute) for entry in reversed(seen.minutes()))
    assert first > second and texts.index(first) < texts.index(second)
    for told in ("Mi ánimo ahora: mal", "Mi estrés ahora: 7 de 10", "Buen equipo", "Mis palabras", "Salimos a tiempo."):
        assert told in texts
    assert seen.window.page.arguments_now()["day"] == "2026-11-24"
    seen.press("day-close")
    assert seen.find(QWidget, "day") is None


def test_a_day_with_nothing_says_so(seen: Seen) -> None:
    seen.keep_minute(animo=2, estres=7)
    seen.go(tab="history")
    seen.press("day-2026-11-02")
    assert "Nada anotado en este día." in seen.words()


def test_a_day_that_asked_for_help_offers_it_again(seen: Seen) -> None:
    for _time in range(2):
        seen.keep_minute(animo=1, estres=3)
    seen.go(tab="history")
    seen.press("day-2026-11-24")
    seen.press("day-help")
    QTest.qWait(20)
    assert seen.window.place.name == "help"


def test_old_results_open_from_the_history(seen: Seen) -> None:
    for _month in range(6):
        kept(seen.window, FIVE, **five_dimensions())
        seen.clock.move(days=28)
    seen.go(tab="history")
    opened = [one for one in seen.window.findChildren(QAbstractButton, "past-open") if one.isVisible()]
    assert len(opened) == 4
    seen.press("past-more")
    opened = [one for one in seen.window.findChildren(QAbstractButton, "past-open") if one.isVisible()]
    assert len(opened) == 6
    opened[-1].click()
    assert "Así estabas el 24 de noviembre" in seen.words()


def test_only_what_is_shown_is_read(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year of three a day: opening four weeks must not read the other eleven months."""
    records = _many_minutes(seen, days=365)
    seen.profile.keeper.journal.keep(*records)
    read: list[object] = []
    monkeypatch.setattr("carecompanion.services.wellbeing.entry_of", lambda one: read.append(one) or _entry_of(one))
    seen.go(tab="history")
    assert len(records) == 1095
    assert 84 <= len(read) < 300


# ---- real rest


def test_rest_is_noted_told_and_taken_back(seen: Seen) -> None:
    seen.keep_minute(animo=4, estres=3)
    seen.go(tab="history")
    assert "Cuando descanses de verdad, puedes anotarlo aquí" in seen.words()
    seen.press("rest-today")
    assert "Hoy descansaste de verdad" in seen.words()
    seen.press("rest-undo-today")
    assert seen.wellbeing.rest().last is None
    seen.press("rest-yesterday")
    assert "Desde tu último descanso real: 1 día" in seen.words()
    seen.clock.move(days=2)
    seen.go(tab="history")
    assert "Desde tu último descanso real: 3 días" in seen.words()


def test_the_shift_only_changes_the_words(seen: Seen) -> None:
    seen.keep_minute(animo=4, estres=3)
    seen.wellbeing.note_rest(date(2026, 11, 21))
    seen.go(tab="history")
    title = seen.find(QLabel, "rest-title").text()
    told = set()
    for shift in ("day", "24x24", "rotating", "other"):
        seen.press(f"shift-{shift}")
        assert seen.profile.preferences.get("shift") == shift
        assert seen.find(QLabel, "rest-title").text() == title
        told.add(seen.words())
    assert len(told) == 4
    seen.press("shift-24x24")
    assert "el día siguiente es para descansar" in seen.words()


def test_a_rest_long_ago_is_a_day_and_no_reproach(seen: Seen) -> None:
    seen.wellbeing.note_rest(date(2025, 7, 3))
    assert rest_words(seen.wellbeing.rest()) == "Tu último descanso anotado: 3 de julio de 2025"


# ---- erasing days


def test_the_dialog_names_the_number_and_leaving_keeps_all(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    for _time in range(9):
        seen.keep_minute(animo=4, estres=3)
    asked = _answers(monkeypatch, say=False)
    seen.go(tab="history")
    seen.press("history-erase")
    assert not seen.find(QAbstractButton, "erase-act").isEnabled()
    seen.press("day-2026-11-24")
    assert "1 día elegido: 9 registros." in seen.words()
    seen.press("erase-act")
    title, text, _safe, act = asked[0]
    assert title == "¿Borrar 9 registros?" and act == "Borrar 9 registros"
    assert "copias diarias" in text
    assert len(seen.minutes()) == 9
    seen.press("erase-leave")
    assert seen.find(QAbstractButton, "history-erase") is not None


def test_days_go_and_it_is_said(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.keep_minute(animo=4, estres=3)
    seen.clock.move(days=1)
    seen.keep_minute(animo=2, estres=8)
    _answers(monkeypatch, say=True)
    seen.go(tab="history")
    seen.press("history-erase")
    seen.press("day-2026-11-24")
    seen.press("erase-act")
    seen.wait_until_whole()
    assert [entry.day for entry in seen.minutes()] == [date(2026, 11, 25)]
    assert "Se borró 1 registro. También se limpian las copias diarias." in seen.find(QLabel, "acts-words").text()


def test_from_until_counts_what_is_there(seen: Seen) -> None:
    for _day in range(4):
        seen.keep_minute(animo=4, estres=3)
        seen.clock.move(days=1)
    seen.go(tab="history")
    seen.press("history-erase")
    seen.find(QWidget, "erase-from").setText("25/11/2026")
    assert "1 día elegido: 1 registro." in seen.words()
    seen.find(QWidget, "erase-until").setText("1-12-2030")
    assert "3 días elegidos: 3 registros." in seen.words()
    seen.find(QWidget, "erase-from").setText("1/1/0001")
    assert "4 días elegidos: 4 registros." in seen.words()


def test_a_day_that_is_none_is_said_in_words(seen: Seen) -> None:
    seen.keep_minute(animo=4, estres=3)
    seen.go(tab="history")
    seen.press("history-erase")
    line = seen.find(QWidget, "erase-from")
    for typed in ("31/2/2026", "ayer", "5/2026", "2026-13-01", "1/1/99999"):
        line.setText("24/11/2026")
        line.editingFinished.emit()
        assert "Escribe el día así: 4/8/2026." not in seen.words()
        line.setText(typed)
        line.editingFinished.emit()
        assert "Escribe el día así: 4/8/2026." in seen.words(), typed
        assert not seen.find(QAbstractButton, "erase-act").isEnabled()


def test_erasing_that_fails_takes_nothing_and_says_so(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.keep_minute(animo=4, estres=3)
    _answers(monkeypatch, say=True)

    def fails(_days: object) -> int:
        raise StorageError("No se pudo escribir en el disco.")

    monkeypatch.setattr(seen.profile.own_data, "erase_days", fails)
    seen.go(tab="history")
    seen.press("history-erase")
    seen.press("day-2026-11-24")
    seen.press("erase-act")
    seen.press("erase-act")
    assert "No se borró nada" in seen.words()
    assert seen.words().count("No se pudo escribir en el disco.") <= 3, "said once, not piled up"
    assert len(seen.minutes()) == 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("4/8/2026", date(2026, 8, 4)),
        (" 04-08-2026 ", date(2026, 8, 4)),
        ("2026-08-04", date(2026, 8, 4)),
        ("29/2/2028", date(2028, 2, 29)),
        ("29/2/2027", None),
        ("", None),
        ("0/0/0000", None),
    ],
)
def test_days_as_they_are_typed(typed: str, day: date | None) -> None:
    assert day_of(typed) == day


def test_days_between_stay_within_what_was_noted() -> None:
    noted = (date(2028, 2, 28), date(2028, 3, 1))
    assert days_between(date(2028, 2, 29), date(2028, 2, 29), noted) == {date(2028, 2, 29)}
    assert len(days_between(date.min, date.max, noted)) == 3
    assert days_between(date(2030, 1, 1), date(2031, 1, 1), noted) == frozenset()
    assert days_between(date.min, date.max, None) == frozenset()


@pytest.mark.parametrize(
    ("fall", "words"),
    [
        (2.0, "2 puntos menos"),
        (1.0, "1 punto menos"),
        (0.5, "0.5 puntos menos"),
        (-1.0, "1 punto más"),
        (0.04, "Igual que antes"),
    ],
)
def test_how_much_stress_fell(fall: float, words: str) -> None:
    assert fall_words(fall) == words


# ---- parts


class _Windows(QObject):
    """Remembers every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def _full(*_records: object, ids: object = None) -> None:
    raise StorageFull("No queda espacio en el disco.")


def _answers(monkeypatch: pytest.MonkeyPatch, *, say: bool) -> list[tuple[str, ...]]:
    asked: list[tuple[str, ...]] = []

    def ask(_parent: object, *words: str, danger: bool = False) -> bool:
        asked.append(words)
        return say

    monkeypatch.setattr(wellbeing_erase, "ask", ask)
    return asked


def _stress_of_days(seen: Seen, values: list[int]) -> None:
    """One a day, the last of them today."""
    seen.clock.move(days=1 - len(values))
    for number, value in enumerate(values):
        seen.keep_minute(animo=3, estres=value)
        if number < len(values) - 1:
            seen.clock.move(days=1)


def _many_minutes(seen: Seen, days: int) -> list[Any]:
    checkin = seen.wellbeing.minute()
    now: datetime = seen.clock()
    return [
        CheckInDone(
            checkin.id, "1", rule_of(checkin), '{"animo":3,"estres":4}', "", '{"animo":3.0,"estres":4.0}', "",
            (now - timedelta(days=day)).date(), 600 + hour, now - timedelta(days=day),
        )
        for day in range(days)
        for hour in range(3)
    ]  # fmt: skip


def _entry_of(record: Any) -> history.Entry:
    return history.entry_of(record)


def _with(value: Any, **changes: object) -> Any:
    from dataclasses import replace

    return replace(value, **changes)


def _is_row(widget: QWidget) -> bool:
    return type(widget).__name__ == "HelpRow"


def _dark_share(image: Any) -> float:
    points = [(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
    return sum(image.pixelColor(*point).lightness() < 200 for point in points) / len(points)


def _color_of(image: Any, x: int, y: int) -> tuple[int, int, int]:
    color = image.pixelColor(x, y)
    return color.red(), color.green(), color.blue()


def _work_finished_on_a_full_disk(seen: Seen, monkeypatch: pytest.MonkeyPatch, **answers: int) -> None:
    with monkeypatch.context() as full:
        full.setattr(seen.profile.keeper.journal, "keep", _full)
        seen.go(shown=kept(seen.window, WORK, **answers))


def test_help_first_says_saved_once_the_disk_lets_it(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    _work_finished_on_a_full_disk(seen, monkeypatch, seguridad=2, **heavy_work())
    told = seen.find(QLabel, "help-kept")
    assert told.text().startswith("Todavía no se guardó.")
    assert seen.profile.keeper.retry()
    assert told.text().startswith("Tus respuestas están guardadas.")


def test_a_result_says_no_longer_that_it_waits_once_it_is_kept(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    _work_finished_on_a_full_disk(seen, monkeypatch, **heavy_work())
    waits = seen.find(QWidget, "not-kept")
    assert waits.isVisible()
    assert seen.profile.keeper.retry()
    assert waits.isHidden()


def test_a_guest_is_not_told_that_it_is_saved(window: MainWindow) -> None:
    guest = window.app.profiles.guest()
    window.go.enter(guest)
    window.show_page("wellbeing", shown=kept(window, WORK, seguridad=2))
    told = window.page.findChild(QLabel, "help-kept").text()
    assert "guardad" not in told
    guest.close()
    window.profile = None
