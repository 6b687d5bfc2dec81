"""The page of a desk card, and the way to it from Help: with two small packs, whatever the program brings along."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from carecompanion import i18n
from carecompanion.app import App, open_app
from carecompanion.content.library import Library
from carecompanion.errors import ContentError, ContentMissing
from carecompanion.i18n import _
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.go import Go
from carecompanion.ui.pages import card as card_module
from carecompanion.ui.pages.card import CardPage
from carecompanion.ui.pages.help import HelpPage
from carecompanion.ui.pages.help_cards import LinesCard, Phrase
from carecompanion.ui.pages.help_desk import DeskCards
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button, HideButton
from carecompanion.ui.widgets.help_row import HelpRow
from carecompanion.ui.widgets.text import ReadingText
from carecompanion.ui.widgets.wrap_grid import WrapGrid

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

GOOD = Path(__file__).parents[1] / "packs" / "good"
FIRST, SECOND = "good/primero", "good/segundo"
MAIN, READER = (1154, 696), (1290, 696)
KEY = Qt.Key


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
            toast=lambda text, action="", on_action=None: self.calls.append(("toast", {"text": text})),
            refresh=lambda: None,
            lock=lambda: None,
            quit=lambda: None,
            enter=lambda profile, page="today", **arguments: None,
            run=lambda work, on_done, on_failed=None: on_done(work()),
        )


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The test's pack with its card, and a second card that has a few more parts."""
    folder = tmp_path / "packs"
    pack = Path(shutil.copytree(GOOD, folder / "good"))
    for language in ("es", "en"):
        text = (pack / "cards" / f"primero.{language}.md").read_text(encoding="utf-8")
        title = next(line for line in text.splitlines() if line.startswith("title:"))
        text = text.replace("id: primero", "id: segundo").replace("order: 1", "order: 2").replace(title, "title: Otra")
        text += "\n> «Dos».\n\n1. uno\n2. dos\n\nFin, **de verdad**.\n"
        (pack / "cards" / f"segundo.{language}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def trip() -> Trip:
    return Trip()


@pytest.fixture
def app(paths: Paths, packs: Path, clock: Any, qtbot: QtBot) -> App:
    """Only the test's own cards; the lines of help are the program's."""
    made = open_app(paths, clock=clock, cost=2)
    library = Library([packs])
    dress(Appearance(language="es"), paths)
    return with_library(made, library)


def with_library(app: App, library: Library) -> App:
    return replace(app, find_library=lambda: library)


def show(qtbot: QtBot, page: QWidget, size: tuple[int, int] = READER) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    page.resize(*size)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.wait(1)
    return page


def button(page: QWidget, name: str) -> Button:
    found = [one for one in page.findChildren(Button, name) if one.isVisible()]
    assert found, name
    return found[-1]


def words(page: QWidget) -> str:
    """All that can be read."""
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels + [one.toPlainText() for one in page.findChildren(ReadingText) if one.isVisible()])


class TestCard:
    def test_sections_as_text_and_phrases_as_phrases(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, CardPage(app, None, trip.go, FIRST))
        assert page.findChild(QLabel, "page-title").text() == "Lo primero"
        assert "Qué hacer al llegar." in words(page)
        assert [one.toPlainText() for one in page.findChildren(ReadingText)] == [
            "Ofrece agua y una silla.\nPregunta antes de tocar.\nHabla bajo."
        ]
        phrases = [one.findChild(QLabel).text() for one in page.findChildren(Phrase)]
        assert phrases == ["«Aquí puede ir despacio»."]
        assert "**" not in words(page)

    def test_what_follows_a_phrase_stays_apart_and_in_order(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, CardPage(app, None, trip.go, SECOND))
        assert [one.findChild(QLabel).text() for one in page.findChildren(Phrase)][1:] == ["«Dos»."]
        assert page.findChildren(ReadingText)[-1].toPlainText() == "uno\ndos\nFin, de verdad."

    def test_nothing_private_is_on_it(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        """The same page, letter for letter, whoever is in."""
        profile = app.profiles.create(NewProfile("Colibrí"))
        mine, nobodys = (show(qtbot, CardPage(app, one, trip.go, FIRST)) for one in (profile, None))
        assert CardPage.shell == "reader", "the rail shows no name"
        assert words(mine) == words(nobodys) and "Colibrí" not in words(mine)
        profile.close()

    def test_hide_back_and_what_is_spoken(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, CardPage(app, None, trip.go, FIRST))
        page.findChild(HideButton).click()
        button(page, "back").click()
        assert [name for name, _with in trip.calls] == ["hide", "back"]
        assert button(page, "next").accessibleDescription() == "Otra"
        assert page.findChild(ReadingText).accessibleName() == "Al llegar"

    def test_a_card_that_is_not_there_is_said_in_words(self, app: App, trip: Trip) -> None:
        with pytest.raises(ContentMissing):
            CardPage(app, None, trip.go, "good/ninguna")
        with pytest.raises(ContentMissing):
            CardPage(app, None, trip.go, "nonsense")

    def test_a_damaged_card_takes_no_other_with_it(
        self, app: App, packs: Path, trip: Trip, qtbot: QtBot, allows_warnings: Any
    ) -> None:
        app.library.desk_cards("en")  # the shelf is read; then the file breaks
        (packs / "good" / "cards" / "primero.es.md").write_text("---\nid: [", encoding="utf-8")
        allows_warnings("carecompanion.content", "")
        with pytest.raises(ContentError):
            CardPage(app, None, trip.go, FIRST)
        page = show(qtbot, CardPage(app, None, trip.go, SECOND))
        assert not page.findChildren(Button, "next"), "alone it has no neighbours"
        helping = show(qtbot, HelpPage(app, None, trip.go), MAIN)
        assert [one.objectName() for one in helping.findChild(DeskCards).findChildren(Button)] == [f"card-{SECOND}"]


class TestTurning:
    def test_by_keys_from_wherever_the_keyboard_is(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, CardPage(app, None, trip.go, FIRST))
        title = page.findChild(QLabel, "page-title")
        page.enter()
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Right)
        assert title.text() == "Otra" and QApplication.focusWidget() is title
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Right)
        assert title.text() == "Otra", "after the last there is none"
        page.findChildren(ReadingText)[0].setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Left)
        assert title.text() == "Lo primero"
        button(page, "print").setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Left)
        assert title.text() == "Lo primero" and page.arguments_now() == {"card": FIRST}
        assert trip.calls == [], "Back still leads to where the first card was asked for"

    def test_by_mouse_and_only_where_there_is_one(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, CardPage(app, None, trip.go, FIRST))
        assert not [one for one in page.findChildren(Button, "previous") if one.isVisible()]
        assert _("Card {step} of {steps}").format(step=1, steps=2) in words(page)
        QTest.mouseClick(button(page, "next"), Qt.MouseButton.LeftButton)
        qtbot.wait(1)
        assert page.arguments_now() == {"card": SECOND}
        assert not [one for one in page.findChildren(Button, "next") if one.isVisible()]
        QTest.mouseClick(button(page, "previous"), Qt.MouseButton.LeftButton)
        assert page.arguments_now() == {"card": FIRST}

    def test_a_new_card_begins_at_its_top(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, CardPage(app, None, trip.go, SECOND), (900, 320))
        bar = page.regions()[1].verticalScrollBar()
        bar.setValue(bar.maximum())
        assert bar.value() > 0
        QTest.keyClick(page, KEY.Key_Left)
        qtbot.wait(1)
        assert page.regions()[1].verticalScrollBar().value() == 0


class TestLayout:
    @pytest.mark.parametrize(
        ("scale", "width", "columns"), [(1.0, 1290, 2), (1.3, 1270, 2), (1.0, 800, 1), (2.0, 1230, 1)]
    )
    def test_side_by_side_where_there_is_room(
        self, app: App, trip: Trip, qtbot: QtBot, paths: Paths, scale: float, width: int, columns: int
    ) -> None:
        dress(Appearance(language="es", text_scale=scale), paths)
        page = show(qtbot, CardPage(app, None, trip.go, FIRST), (width, 696))
        assert page.findChild(WrapGrid).columns == columns

    def test_large_text_keeps_its_room(self, app: App, trip: Trip, qtbot: QtBot, paths: Paths) -> None:
        """At 200 % the way to the neighbours scrolls with the card instead of taking a fifth of the screen."""
        dress(Appearance(language="es", text_scale=2.0), paths)
        page = show(qtbot, CardPage(app, None, trip.go, FIRST), (1230, 696))
        _top, scroll, _footer = page.regions()
        assert scroll.isAncestorOf(page.findChild(Button, "next")) and scroll.height() > 696 * 0.45

    def test_the_content_ends_where_its_last_box_does(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, CardPage(app, None, trip.go, SECOND), (1290, 300))
        content = page.regions()[1].widget()
        assert content.height() <= page.findChild(WrapGrid).height() + look.space(20)


class TestListening:
    def test_without_a_voice_there_is_no_button(self, app: App, trip: Trip, qtbot: QtBot, monkeypatch: Any) -> None:
        monkeypatch.setattr(card_module, "may_speak", lambda: False)
        page = show(qtbot, CardPage(app, None, trip.go, FIRST))
        assert page.findChild(Button, "listen") is None

    def test_it_reads_title_and_card_and_is_silent_when_one_goes(
        self, app: App, trip: Trip, qtbot: QtBot, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(card_module, "may_speak", lambda: True)
        page = show(qtbot, CardPage(app, None, trip.go, FIRST))
        said = [one.words for one in page._spoken()]
        assert said[:2] == ["Lo primero", "Qué hacer al llegar."] and said[-1] == "«Aquí puede ir despacio»."
        assert button(page, "listen").toolTip() == _("Read this page aloud, F8")
        paused: list[bool] = []
        monkeypatch.setattr(page._aloud, "pause", lambda: paused.append(True))
        QTest.keyClick(page, KEY.Key_Right)
        assert paused == [True], "another card"
        page.hide()
        assert paused == [True, True], "covered"


class TestPrinting:
    @pytest.fixture
    def shown(self, monkeypatch: pytest.MonkeyPatch) -> list[PrintPreview]:
        made: list[PrintPreview] = []
        monkeypatch.setattr(PrintPreview, "exec", lambda self: made.append(self))
        return made

    def test_the_card_that_is_on_the_screen(
        self, app: App, trip: Trip, qtbot: QtBot, shown: list[PrintPreview]
    ) -> None:
        page = show(qtbot, CardPage(app, None, trip.go, FIRST))
        button(page, "print").click()
        QTest.keyClick(page, KEY.Key_Right)
        page.print_page()
        first, second = (one._paper for one in shown)
        assert "Lo primero" in first.words() and "Fin, de verdad." in second.words()
        assert (first.pages, second.pages, first.title) == (1, 1, "Lo primero")
        assert shown[0].findChild(Button, "save-pdf") is not None


class TestOnHelp:
    @pytest.mark.parametrize("language", ["es", "en"])
    def test_a_button_for_each_in_their_order(
        self, app: App, trip: Trip, qtbot: QtBot, paths: Paths, language: str
    ) -> None:
        dress(Appearance(language=language), paths)
        i18n.speak(language, paths.resources / "i18n")
        page = show(qtbot, HelpPage(app, None, trip.go), MAIN)
        desk = page.findChild(DeskCards)
        assert _("Cards for the desk") in words(desk)
        assert [one.objectName() for one in desk.findChildren(Button)] == [f"card-{FIRST}", f"card-{SECOND}"]
        button(page, f"card-{SECOND}").click()
        assert trip.calls == [("card", {"card": SECOND})]

    def test_no_card_no_section(self, app: App, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, HelpPage(with_library(app, Library([])), None, trip.go), MAIN)
        assert page.findChild(DeskCards) is None
        assert not page.findChildren(Button, "to-cards")

    @pytest.mark.parametrize("language", ["es", "en"])
    def test_all_that_are_bundled_are_in_sight_without_scrolling_and_four_lines_too(
        self, paths: Paths, clock: Any, trip: Trip, qtbot: QtBot, language: str
    ) -> None:
        """1366 x 696 at 100 %, with the full navigation; no number of those lines is old yet."""
        clock.move(days=-112)
        dress(Appearance(language=language), paths)
        i18n.speak(language, paths.resources / "i18n")
        page = show(qtbot, HelpPage(open_app(paths, clock=clock, cost=2), None, trip.go), MAIN)
        desk = page.findChild(DeskCards)
        if desk is None:
            pytest.skip("no card is bundled")
        for one in desk.findChildren(Button):
            assert one.visibleRegion().boundingRect() == one.rect(), one.text()
        rows = page.findChild(LinesCard).findChildren(HelpRow)[:4]
        assert len(rows) == 4 and all(one.visibleRegion().boundingRect() == one.rect() for one in rows)

    def test_in_a_low_window_it_stands_under_everything_and_then_scrolls(
        self, app: App, trip: Trip, qtbot: QtBot
    ) -> None:
        page = show(qtbot, HelpPage(app, None, trip.go), MAIN)
        desk, lines = page.findChild(DeskCards), page.findChild(LinesCard)
        left = desk.width()
        assert left == lines.width() and desk.visibleRegion().boundingRect() == desk.rect()
        page.resize(640, 480)
        qtbot.wait(1)
        assert desk.width() > left / 2 and desk.mapTo(page, QPoint(0, 0)).x() == lines.mapTo(page, QPoint(0, 0)).x()
        page.resize(640, 220)
        qtbot.wait(1)
        scrolled = lines.parentWidget()
        assert scrolled.isAncestorOf(desk), "the lines come first where there is no room for both"
        page.resize(*MAIN)
        qtbot.wait(1)
        assert not scrolled.isAncestorOf(desk) and desk.width() == left

    def test_large_text_has_a_way_without_scrolling(self, app: App, trip: Trip, qtbot: QtBot, paths: Paths) -> None:
        dress(Appearance(language="es", text_scale=2.0), paths)
        page = show(qtbot, HelpPage(app, None, trip.go), (1230, 696))
        first = button(page, f"card-{FIRST}")
        assert first.visibleRegion().isEmpty()
        button(page, "to-cards").click()
        assert first.hasFocus() and first.visibleRegion().boundingRect() == first.rect()
