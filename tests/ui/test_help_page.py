"""Help now: which lines in which order, what each says of itself, who else is there, and what goes on paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.content.library import Library
from carecompanion.content.model import HelpLine
from carecompanion.content.model import HelpPage as HelpContent
from carecompanion.i18n import _
from carecompanion.paths import Paths
from carecompanion.services.help_lines import LocalLine
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.go import Go
from carecompanion.ui.help_words import (
    disclaimer,
    hours_words,
    in_order,
    is_old_line,
    languages_words,
    line_words,
    listed,
    no_numbers,
    old_line_words,
    old_words,
    seen_words,
)
from carecompanion.ui.pages.help import HelpPage
from carecompanion.ui.pages.help_cards import AreaCard, LinesCard, PeopleCard, PersonRow, Phrase
from carecompanion.ui.pages.help_paper import help_paper
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.help_row import HelpRow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MAIN = (1154, 696)  # the page beside the full navigation
CEM = LocalLine(
    "cem", "(061) 571 234", "CEM de Coronel Portillo", "Psicología", "Lunes a viernes, 8:00 a 16:15",
    "español y shipibo-konibo", "Coordinación CEM", date(2026, 11, 3),
)  # fmt: skip


class Trip:
    """Remembers where a page wanted to go."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.go = Go(
            page=lambda name, **arguments: self.calls.append((name, arguments)),
            back=lambda: self.calls.append(("back", {})),
            hide=lambda: self.calls.append(("hide", {})),
            help=lambda: None,
            pause=lambda: None,
            toast=lambda text, action="", on_action=None: None,
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


def add_person(profile: OpenProfile, first: str, second: str, more: str = "", mark: str = "") -> None:
    line = profile.planning.new("person")
    profile.planning.keep(replace(line, first=first, second=second, more=more, mark=mark))


def show(qtbot: QtBot, page: QWidget, size: tuple[int, int] = MAIN) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    page.resize(*size)  # the screen without a screen is small
    qtbot.wait(1)
    return page


def words(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def button(page: QWidget, name: str) -> Button:
    found = page.findChild(Button, name)
    assert found is not None, name
    return found


def rows(page: QWidget) -> list[HelpRow]:
    return page.findChild(LinesCard).findChildren(HelpRow)


def a_line(**changes: Any) -> HelpLine:
    line = HelpLine(
        id="policia", kind="danger", number="105", title="Hay peligro", who="Policía", hours="24 horas",
        is_always=True, is_free=True, seen_on="2026-01-06", confirmed_on="",
    )  # fmt: skip
    return replace(line, **changes)


class TestLines:
    def test_in_their_order_with_where_and_when_they_were_seen(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, HelpPage(app, None, trip.go))
        numbers = [row.number.accessibleName() for row in rows(page)]
        assert numbers == ["105", "106", "100", "113", "1810", "(01) 618 9383"]
        assert all(_("not confirmed") in row.accessibleDescription() for row in rows(page))
        said = rows(page)[0].accessibleDescription()
        assert "16 de setiembre de 2025" in said and "Infobae" in said
        for row in rows(page)[:4]:
            corner = row.mapTo(page, QPoint(0, 0))
            assert corner.y() + row.height() <= MAIN[1] and row.height() >= 88 and corner.x() >= 32

    def test_order_is_not_left_to_the_packs(self) -> None:
        mixed = [
            a_line(kind=kind, number=kind) for kind in ("other", "children", "crisis", "violence", "danger", "new")
        ]
        assert [line.number for line in in_order(mixed)] == ["danger", "violence", "crisis", "children", "other", "new"]

    @pytest.mark.parametrize(
        ("language", "spoken"),
        [("es", "Atiende en español, quechua y aimara"), ("en", "Answers in Spanish, Quechua and Aymara")],
    )
    def test_languages_are_words(
        self, app: App, trip: Trip, qtbot: QtBot, paths: Paths, language: str, spoken: str
    ) -> None:
        dress(Appearance(language=language), paths)
        page = show(qtbot, HelpPage(app, None, trip.go))
        assert spoken in words(page) and spoken in rows(page)[2].accessibleDescription()
        shown = words(page).split()
        assert not {"qu", "ay", "shp", "cni", "agr", "tca"} & {word.strip(",.") for word in shown}

    def test_every_language_of_our_packs_has_a_name(self, app: App) -> None:
        codes = {code for line in app.library.help_page("es").lines for code in line.languages}
        assert codes and all(code not in languages_words([code]).split() for code in codes)
        assert languages_words(["yine"]).endswith("yine") and languages_words([]) == ""

    def test_lists_read_well(self) -> None:
        assert [listed(one) for one in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a y b", "a, b y c"]

    def test_hours_of_the_childrens_line_are_the_packs(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        row = rows(show(qtbot, HelpPage(app, None, trip.go)))[4]
        assert row.tag.text() == "Lunes a sábado, 7:00 a 19:00, gratis"
        assert "105" in row.accessibleDescription()  # whom to call outside them

    def test_free_is_said_once(self) -> None:
        assert hours_words(a_line()) == "24 horas, gratis"
        assert hours_words(a_line(hours="24 horas, Gratis")) == "24 horas, Gratis"
        assert hours_words(a_line(hours="")) == "Gratis"
        assert hours_words(a_line(is_free=False)) == "24 horas"

    def test_a_confirmed_line_says_so(self) -> None:
        said = seen_words(a_line(confirmed_on="2026-10-02"))
        assert "confirmado el 2 de octubre de 2026" in said and _("not confirmed") not in said


class TestAge:
    @pytest.mark.parametrize(
        ("seen", "is_old"), [("2025-11-24", True), ("2025-11-25", False), ("2024-02-29", True), ("", False)]
    )
    def test_a_line_is_old_from_twelve_months_on(self, seen: str, is_old: bool) -> None:
        assert is_old_line(a_line(seen_on=seen), date(2026, 11, 24)) is is_old

    def test_confirming_makes_it_young(self) -> None:
        assert not is_old_line(a_line(seen_on="2020-01-01", confirmed_on="2026-10-02"), date(2026, 11, 24))

    def test_moving_the_clock_by_a_year_greys_every_number(
        self, app: App, trip: Trip, qtbot: QtBot, clock: Any
    ) -> None:
        clock.move(days=-300)  # 28 January 2026
        young = show(qtbot, HelpPage(app, None, trip.go))
        fresh = [row for row in rows(young) if not row.is_old]
        assert fresh and all(row.number.color == "onClaySoft" for row in fresh)
        assert all(old_line_words() not in row.accessibleDescription() for row in fresh)
        clock.move(days=500)
        old = show(qtbot, HelpPage(app, None, trip.go))
        assert all(row.is_old and row.number.color == "textSubtle" for row in rows(old))
        assert all(old_line_words() in row.accessibleDescription() for row in rows(old))
        assert old.findChild(QWidget, "old-numbers") is not None and old_words() in words(old)

    def test_a_local_line_grows_old_too(self, app: App, trip: Trip, qtbot: QtBot, clock: Any) -> None:
        app.help_lines.keep(CEM)
        for days, is_old in ((0, False), (400, True)):
            clock.move(days=days)
            page = show(qtbot, HelpPage(app, None, trip.go))
            assert page.findChild(AreaCard).findChild(HelpRow).is_old is is_old

    @pytest.mark.parametrize("theme", ["light", "dark", "highContrast"])
    def test_grey_can_still_be_read(self, app: App, paths: Paths, theme: str) -> None:
        dress(Appearance(language="es", theme=theme), paths)
        for color in ("textSubtle", "textMuted"):
            assert contrast(look.hex(color), look.hex("surface")) >= 4.5

    def test_grey_is_never_the_only_sign(self, app: App, trip: Trip, qtbot: QtBot, clock: Any) -> None:
        """Words say it, and a sign is painted before them."""
        clock.move(days=500)
        row = rows(show(qtbot, HelpPage(app, None, trip.go)))[0]
        said = next(one for one in row.findChildren(QLabel) if one.text() == old_line_words())
        title = next(one for one in row.findChildren(QLabel) if one.text() == "Hay peligro ahora mismo")
        assert said.x() >= title.x() + look.px(16)
        picture = row.grab().toImage()
        before = [picture.pixelColor(x, said.y() + said.height() // 2) for x in range(title.x(), said.x())]
        assert any(color != before[0] for color in before)


def contrast(one: str, other: str) -> float:
    """As WCAG counts it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class TestAround:
    def test_without_a_profile_there_is_a_way_back_and_nobodys_people(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, HelpPage(app, None, trip.go))
        assert page.findChild(PeopleCard) is None
        button(page, "back").click()
        button(page, "ground").click()
        ground = ("practice", {"practice": "cuidarme/volver-al-presente", "straight": 1})
        assert trip.calls == [("back", {}), ground]

    def test_with_a_profile_the_navigation_is_the_way_and_esc(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot
    ) -> None:
        page = show(qtbot, HelpPage(app, profile, trip.go))
        assert page.findChild(Button, "back") is None
        page.escape()
        assert trip.calls == [("back", {})]

    def test_my_people_with_their_numbers(self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> None:
        add_person(profile, "Mi hermana", "Para reírme", "987 654 321", "house")
        add_person(profile, "", "Mi dupla", mark="no such icon")
        page = show(qtbot, HelpPage(app, profile, trip.go))
        people = page.findChildren(PersonRow)
        assert [one.accessibleName() for one in people] == ["Mi hermana", "Mi dupla"]
        assert "987 654 321" in people[0].accessibleDescription()
        button(page, "edit-people").click()
        assert trip.calls == [("plan", {"add": ""})]

    def test_without_people_the_plan_is_one_click_away(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot
    ) -> None:
        page = show(qtbot, HelpPage(app, profile, trip.go))
        assert page.findChild(Button, "print-people") is None
        button(page, "edit-people").click()
        assert trip.calls == [("plan", {"add": "person"})]

    def test_several_phrases_and_what_this_is_not(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, HelpPage(app, None, trip.go))
        assert len(page.findChildren(Phrase)) >= 3
        assert disclaimer() in words(page)

    def test_lines_of_the_place_stand_apart_and_say_who_added_them(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        app.help_lines.keep(CEM)
        page = show(qtbot, HelpPage(app, None, trip.go))
        row = page.findChild(AreaCard).findChild(HelpRow)
        assert "Añadida por Coordinación CEM, vista el 3 de noviembre de 2026" in row.accessibleDescription()
        assert _("not confirmed") in row.accessibleDescription() and "shipibo-konibo" in words(page)
        assert row not in rows(page) and len(rows(page)) == 6
        button(page, "add-line").click()
        button(page, "change-lines").click()
        assert trip.calls == [("help_lines", {"is_adding": True}), ("help_lines", {})]

    def test_damaged_local_lines_are_said_and_take_nothing_away(
        self, app: App, paths: Paths, trip: Trip, qtbot: QtBot
    ) -> None:
        paths.help_lines_file.parent.mkdir(parents=True)
        paths.help_lines_file.write_bytes(b"\xff\xfe")
        page = show(qtbot, HelpPage(app, None, trip.go))
        assert page.findChild(QWidget, "area-trouble").isVisible() and len(rows(page)) == 6

    @pytest.mark.parametrize("language", ["es", "en"])
    def test_with_no_pack_two_numbers_stay_and_those_of_the_place(
        self, app: App, trip: Trip, qtbot: QtBot, paths: Paths, language: str
    ) -> None:
        i18n.speak(language, paths.resources / "i18n")
        app.help_lines.keep(CEM)
        page = show(qtbot, HelpPage(replace(app, find_library=lambda: Library([])), None, trip.go))
        assert no_numbers() in words(page) and "105" in no_numbers() and "100" in no_numbers()
        assert CEM.title in words(page)
        assert page.findChild(Button, "ground") is None

    def test_nothing_is_kept_or_logged(
        self,
        app: App,
        profile: OpenProfile,
        trip: Trip,
        qtbot: QtBot,
        paths: Paths,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        app.help_lines.keep(CEM)
        before = {one: one.stat().st_mtime_ns for one in paths.data.rglob("*")}
        page = show(qtbot, HelpPage(app, profile, trip.go))
        page.enter()
        page.escape()
        assert {one: one.stat().st_mtime_ns for one in paths.data.rglob("*")} == before
        assert not [one for one in caplog.records if one.name.startswith("carecompanion")]

    @pytest.mark.parametrize("language", ["es", "en"])
    @pytest.mark.parametrize("size", [(948, 600), MAIN, (1708, 1040)])
    @pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
    def test_nothing_is_cut(
        self,
        app: App,
        profile: OpenProfile,
        trip: Trip,
        qtbot: QtBot,
        paths: Paths,
        clock: Any,
        language: str,
        size: tuple[int, int],
        scale: float,
    ) -> None:
        clock.move(days=200)  # some numbers are old
        dress(Appearance(language=language, text_scale=scale), paths)
        app.help_lines.keep(CEM)
        app.help_lines.keep(replace(CEM, id="long", number="+51 123456789012", hours="H" * 60, title="T " * 29 + "T"))
        add_person(profile, "Mi hermana", "Para reírme y cocinar juntas", "+51 987 654 321")
        page = show(qtbot, HelpPage(app, profile, trip.go), size)
        for label in page.findChildren(QLabel):
            if label.isVisible():
                needed = label.heightForWidth(label.width()) if label.hasHeightForWidth() else 0
                assert label.height() >= needed - 1, label.text()
                right = label.mapTo(page, label.rect().topRight()).x()
                assert right <= page.width(), label.text()
        for one in page.findChildren(Button):
            assert not one.isVisible() or one.width() >= one.minimumSizeHint().width(), one.text()


class TestPaper:
    @pytest.fixture
    def shown(self, monkeypatch: pytest.MonkeyPatch) -> list[PrintPreview]:
        made: list[PrintPreview] = []
        monkeypatch.setattr(PrintPreview, "exec", lambda self: made.append(self))
        return made

    def test_prints_in_two_clicks_with_the_lines_of_the_place(
        self, app: App, trip: Trip, qtbot: QtBot, shown: list[PrintPreview]
    ) -> None:
        app.help_lines.keep(CEM)
        button(show(qtbot, HelpPage(app, None, trip.go)), "print").click()
        assert shown[0].findChild(Button, "save-pdf") is not None
        paper = shown[0]._paper.words()
        assert "105" in paper and CEM.number in paper and "Coordinación CEM" in paper

    def test_my_people_are_on_paper_only_when_asked(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, shown: list[PrintPreview]
    ) -> None:
        add_person(profile, "Mi hermana", "Para reírme", "987 654 321")
        page = show(qtbot, HelpPage(app, profile, trip.go))
        page.print_page()
        button(page, "print").click()
        button(page, "print-people").click()
        has_sister = ["Mi hermana" in one._paper.words() for one in shown]
        assert has_sister == [False, False, True]
        assert "987 654 321" in shown[2]._paper.words()

    def test_without_a_pack_paper_still_has_two_numbers_and_the_place(self) -> None:
        paper = help_paper(HelpContent((), ()), [CEM], (), date(2026, 11, 24))
        assert "105" in paper and "100" in paper and CEM.number in paper

    def test_what_somebody_wrote_stays_words(self) -> None:
        line = replace(CEM, title="<h1>A & B</h1>", who="<img src=x>")
        paper = help_paper(HelpContent((), ()), [line], (), date(2026, 11, 24))
        assert "<img" not in paper and "&lt;h1&gt;A &amp; B" in paper

    def test_an_old_number_says_so_on_paper(self) -> None:
        content = HelpContent((a_line(),), (), "Perú")
        young, old = (help_paper(content, (), (), day) for day in (date(2026, 2, 1), date(2027, 2, 1)))
        assert old_line_words() not in young and old_line_words() in old and old_words() in old

    def test_numbers_are_28_points_high(self, app: App, trip: Trip, qtbot: QtBot, shown: list[PrintPreview]) -> None:
        show(qtbot, HelpPage(app, None, trip.go)).print_page()
        document = shown[0]._paper._document
        block = document.begin()
        while block.text() != "105":
            block = block.next()
        assert block.begin().fragment().charFormat().font().pixelSize() == 28 * 4  # quarters of a point


def test_keyboard_reaches_everything_in_reading_order(app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> None:
    app.help_lines.keep(CEM)
    add_person(profile, "Mi hermana", "Para reírme")
    page = show(qtbot, HelpPage(app, profile, trip.go))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    button(page, "print").setFocus(Qt.FocusReason.TabFocusReason)
    reached = []
    for _turn in range(8):
        reached.append(page.focusWidget().objectName())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    wanted = ["add-line", "change-lines", "ground", "edit-people", "print-people"]
    assert [name for name in reached if name in wanted] == wanted


def test_a_line_without_extras_is_no_empty_label() -> None:
    said = line_words(a_line(hours="", languages=(), is_free=False), date(2026, 11, 24))
    assert (said.hours, said.languages, said.old) == ("", "", "") and ".." not in said.spoken
