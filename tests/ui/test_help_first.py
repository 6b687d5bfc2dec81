"""Help before anything else: its order, its words, its choices, and what is left when little is there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import HelpPage
from carecompanion.i18n import _
from carecompanion.learning.records import PlanLine
from carecompanion.paths import Paths
from carecompanion.settings import Appearance
from carecompanion.ui.dress import dress
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.help_first import HelpFirst, kind_words
from carecompanion.ui.widgets.help_row import HelpRow
from carecompanion.ui.widgets.scroll import PageScroll

TODAY = date(2026, 8, 4)
SISTER = PlanLine("a", "person", "Mi hermana", "Para reírme", "987 654 321", "", 1.0, datetime(2026, 8, 4, tzinfo=UTC))
PARTNER = replace(SISTER, line="b", first="", second="Mi dupla del turno", more="", place=2.0)

Show = Callable[..., HelpFirst]


@pytest.fixture
def content(paths: Paths) -> HelpPage:
    return Library([paths.bundled_packs], paths.cache).help_page("es")


@pytest.fixture
def show(qtbot: QtBot, paths: Paths, content: HelpPage) -> Show:
    def made(language: str = "es", scale: float = 1.0, today: date = TODAY, people=(SISTER, PARTNER), page=content):
        dress(Appearance(language=language, text_scale=scale), paths)
        first = HelpFirst(page, today, people)
        scroll = PageScroll(first)
        qtbot.addWidget(scroll)
        scroll.resize(860, 640)
        scroll.show()
        qtbot.waitExposed(scroll)
        scroll.resize(860, 640)
        qtbot.wait(1)
        first.holder = scroll  # keeps it alive
        return first

    yield made
    i18n.speak("es", paths.resources / "i18n")


def rows(first: HelpFirst) -> list[str]:
    return [row.accessibleName() for row in first.findChildren(HelpRow)]


def words(first: HelpFirst) -> str:
    return "\n".join(one.text() for one in first.findChildren(QLabel) if not one.isHidden())


def spoken(node: QAccessible) -> list[str]:
    """Names in the order a screen reader comes upon them."""
    found = [node.text(QAccessible.Text.Name)]
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            found += spoken(child)
    return [name for name in found if name]


def test_danger_violence_crisis_children_and_then_my_people(show: Show) -> None:
    numbers = [name.partition(".")[0] for name in rows(show())]
    assert numbers == ["105", "106", "100", "113", "1810", "987 654 321", "Mi dupla del turno"]


def test_order_does_not_hang_on_the_pack(show: Show, content: HelpPage) -> None:
    backwards = replace(content, lines=tuple(reversed(content.lines)))
    numbers = [name.partition(".")[0] for name in rows(show(page=backwards, people=()))]
    assert numbers == ["106", "105", "100", "113", "1810"]  # within a kind the pack decides


def test_option_five_is_said(show: Show) -> None:
    assert "opción 5" in words(show())


def test_a_screen_reader_comes_upon_title_words_numbers_choices_in_this_order(show: Show) -> None:
    heard = spoken(QAccessible.queryAccessibleInterface(show()))
    wanted = [
        _("You don't have to go through this alone"), kind_words(), "105", "106", "100", "113", "1810", "987 654 321",
        _("See all the help"), _("Breathe for a minute"), _("Back to the present"),
    ]  # fmt: skip
    places = [next(n for n, name in enumerate(heard) if name.startswith(one)) for one in wanted]
    assert places == sorted(places), heard


@pytest.mark.parametrize(
    ("name", "signal"), [("help", "help_asked"), ("breathe", "breathe_asked"), ("ground", "ground_asked")]
)
@pytest.mark.parametrize("by_key", [False, True])
def test_each_choice_asks_for_its_own(show: Show, qtbot: QtBot, name: str, signal: str, by_key: bool) -> None:
    first = show()
    button = first.findChild(Button, f"help-first-{name}")
    with qtbot.waitSignal(getattr(first, signal), timeout=1000):
        if by_key:
            button.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(button, Qt.Key.Key_Return)
        else:
            button.click()


def test_words_never_frighten_blame_or_promise(show: Show) -> None:
    said = words(show()).casefold()
    assert "!" not in said and "suicid" not in said
    assert not any(word in said for word in ("diagnóst", "puntaje", "cura", "garantiza"))
    for sentence in said.replace("\n", ". ").split(". "):
        assert len(sentence.split()) <= 15, sentence


def test_without_a_pack_two_numbers_and_all_choices_stay(show: Show) -> None:
    first = show(page=HelpPage((), ()), people=())
    assert "105" in words(first) and "100" in words(first)
    assert len([one for one in first.findChildren(Button) if one.isVisible()]) == 3


def test_a_number_seen_a_year_ago_is_grey_and_says_so(show: Show) -> None:
    young, old = show(today=date(2026, 1, 1)), show(today=date(2027, 1, 1))
    for first, are_old in ((young, False), (old, True)):
        row = first.findChildren(HelpRow)[0]
        assert row.is_old is are_old
        assert (_("Seen a year ago or more: it may have changed") in row.accessibleDescription()) is are_old
        assert row.number.color == ("textSubtle" if are_old else "onPlumSoft")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut(show: Show, language: str, scale: float) -> None:
    first = show(language=language, scale=scale)
    QApplication.sendPostedEvents()
    for label in first.findChildren(QLabel):
        if label.isVisible():
            needed = label.heightForWidth(label.width()) if label.hasHeightForWidth() else label.sizeHint().height()
            assert label.height() >= needed - 1, label.text()
            assert label.mapTo(first, label.rect().topRight()).x() <= first.width(), label.text()


def test_the_title_takes_the_focus_so_that_reading_begins_there(show: Show) -> None:
    first = show()
    first.focus_title()
    assert first.window().focusWidget() is first.title
