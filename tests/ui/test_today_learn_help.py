"""Today, Learn, Help now and paper: what they show together, where Learn leads, and what is left without packs."""

import errno
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from carecompanion.app import App, open_app
from carecompanion.content.model import LessonId
from carecompanion.i18n import _
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.settings import Appearance
from carecompanion.ui import printing
from carecompanion.ui.dress import dress
from carecompanion.ui.go import Go
from carecompanion.ui.pages.help import HelpPage
from carecompanion.ui.pages.learn import LearnPage
from carecompanion.ui.pages.today import TodayPage
from carecompanion.ui.printing import PrintPreview
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.course_tile import CourseTile, ModuleRow
from carecompanion.ui.widgets.paper import Paper

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MAIN = (1154, 696)  # the page beside the full navigation

NEXT = "el-cuerpo-en-peligro"  # the second lesson of the course


class Trip:
    """Remembers where a page wanted to go."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.go = Go(
            page=lambda name, **arguments: self.calls.append((name, arguments)),
            back=lambda: self.calls.append(("back", {})),
            hide=lambda: self.calls.append(("hide", {})),
            help=lambda: self.calls.append(("help", {})),
            pause=lambda: None,
            toast=lambda text, action="", on_action=None: None,
            refresh=lambda: self.calls.append(("refresh", {})),
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


def read(profile: OpenProfile, lesson: str, steps: int, *, finish: bool = False) -> None:
    run = profile.study.open_lesson(LessonId(lesson))
    run.begin()
    for _number in range(steps):
        run.go_on()
    if finish:
        run.finish()


def show(qtbot: QtBot, page: QWidget, size: tuple[int, int] = MAIN) -> QWidget:
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


def place(widget: QWidget, page: QWidget) -> tuple[int, int, int, int]:
    corner = widget.mapTo(page, QPoint(0, 0))
    return corner.x(), corner.y(), widget.width(), widget.height()


class TestTogether:
    def test_nothing_is_cut_on_a_small_window_with_large_text(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, paths: Paths
    ) -> None:
        dress(Appearance(language="es", text_scale=2.0), paths)
        read(profile, "cuidar/el-primer-contacto", 3)
        for kind in (TodayPage, LearnPage, HelpPage):
            page = show(qtbot, kind(app, profile, trip.go), (884, 600))
            for label in page.findChildren(QLabel):
                if label.isVisible() and label.hasHeightForWidth():
                    assert label.height() >= label.heightForWidth(label.width()), label.text()
                if label.isVisible():
                    assert place(label, page)[0] + label.minimumSizeHint().width() <= page.width(), label.text()


class TestLearn:
    def test_cuidarme_stands_before_cuidar(self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, LearnPage(app, profile, trip.go))
        assert [tile.accessibleName() for tile in page.findChildren(CourseTile)] == ["Cuidarme", "Cuidar"]

    def test_opens_at_the_course_and_module_of_the_lesson_to_go_on_with(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot
    ) -> None:
        read(profile, "cuidar/la-memoria", 2)
        page = show(qtbot, LearnPage(app, profile, trip.go))
        assert page.arguments_now() == {"course": "cuidar", "module": "entender-el-trauma"}
        button(page, "lesson-cuidar/la-memoria").click()
        assert trip.calls == [("lesson", {"lesson": "cuidar/la-memoria"})]

    def test_by_keyboard_alone(self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, LearnPage(app, profile, trip.go, course="cuidarme"))
        tile = page.findChild(CourseTile, "course-cuidarme")
        tile.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(tile, Qt.Key.Key_Right)
        assert page.arguments_now()["course"] == "cuidar"
        modules = [row for row in page.findChildren(ModuleRow) if row.isVisible()]
        modules[0].setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(modules[0], Qt.Key.Key_Down)
        assert page.arguments_now()["module"] == "primer-contacto"
        QTest.keyClick(modules[1], Qt.Key.Key_Up)
        first, second = (button(page, f"lesson-cuidar/{name}") for name in ("que-es-el-trauma", NEXT))
        first.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(first, Qt.Key.Key_Down)
        assert second.hasFocus()
        QTest.keyClick(second, Qt.Key.Key_Return)
        assert trip.calls == [("lesson", {"lesson": f"cuidar/{NEXT}"})]

    def test_search_replaces_the_shelf_and_opens_at_the_step(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot
    ) -> None:
        page = show(qtbot, LearnPage(app, profile, trip.go))
        page.focus_search()
        assert page.search_field.hasFocus()
        QTest.keyClicks(page.search_field, "hombros")
        assert not any(tile.isVisible() for tile in page.findChildren(CourseTile))
        QTest.keyClick(page.search_field, Qt.Key.Key_Return)
        found = page.focusWidget()
        assert found.objectName() == "open-result"
        QTest.keyClick(found, Qt.Key.Key_Return)
        name, arguments = trip.calls[0]
        assert name == "lesson" and arguments["lesson"] and "step" in arguments
        page.escape()
        assert page.search_field.text() == "" and page.findChild(CourseTile).isVisible()

    def test_empty_search_says_what_to_do(self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, LearnPage(app, profile, trip.go))
        page.search_field.setText("xilófono")
        sentence = _("We did not find “{words}”. Try another word, or look through the modules.")
        assert sentence.format(words="xilófono") in words(page)

    def test_the_role_is_remembered(self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot) -> None:
        page = show(qtbot, LearnPage(app, profile, trip.go))
        page._on_role_chosen("police")
        assert profile.preferences.get("role_filter") == "police"
        assert page.findChildren(CourseTile)

    def test_a_broken_pack_is_a_book_with_a_sentence(
        self, app: App, profile: OpenProfile, trip: Trip, qtbot: QtBot, paths: Paths, allows_warnings: Any
    ) -> None:
        allows_warnings("carecompanion.content")
        folder = paths.installed_packs / "roto"
        folder.mkdir(parents=True)
        (folder / "pack.toml").write_text("schema =", encoding="utf-8")
        app.library.reload()
        page = show(qtbot, LearnPage(app, profile, trip.go))
        assert "roto" in words(page) and page.findChildren(CourseTile)
        assert (
            _("One pack of lessons could not be read. Your progress is safe. Learn says more.")
            in words(show(qtbot, TodayPage(app, profile, trip.go)))
            or profile.study.today().is_first_day
        )


class TestPrinting:
    @pytest.fixture
    def paper(self, app: App) -> Paper:
        rows = "".join(f"<p>Línea {number}</p>" for number in range(60))
        return Paper("Números", f"<h1>Números</h1>{rows}", date(2026, 8, 4))

    def test_pdf_and_page_say_the_same(self, paper: Paper, tmp_path: Path) -> None:
        assert paper.pages > 1
        assert paper.save_pdf(tmp_path / "a.pdf") and paper.save_page(tmp_path / "a.html")
        assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
        page = (tmp_path / "a.html").read_text(encoding="utf-8")
        assert "Línea 59" in page and "<title>Números</title>" in page and 'lang="es-PE"' in page
        for content in (page.encode(), (tmp_path / "a.pdf").read_bytes()):
            assert b"Care Companion" not in content

    def test_a_full_disk_leaves_nothing(self, paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_handle: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        assert not paper.save_pdf(tmp_path / "a.pdf")
        assert not paper.save_page(tmp_path / "a.html")
        assert not paper.save_pdf(tmp_path / "missing" / "a.pdf")
        assert not [*tmp_path.rglob("a.*"), *tmp_path.rglob("*.part")]

    def test_a_failed_save_is_said_and_nothing_stays(
        self, paper: Paper, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / "no such folder" / "a.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(target), ""))
        parent = QWidget()
        qtbot.addWidget(parent)
        preview = PrintPreview(parent, paper)
        preview.show()
        button(preview, "save-pdf").click()
        said = preview.findChild(QLabel, "print-said")
        assert said.isVisible() and _("Saved: {file}").format(file="a.pdf") != said.text()
        assert list(tmp_path.rglob("a.pdf")) == []

    def test_the_ending_is_added(self, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(tmp_path / "a"), ""))
        parent = QWidget()
        qtbot.addWidget(parent)
        assert printing.ask_file(parent, "a.pdf", "PDF (*.pdf)", "pdf") == tmp_path / "a.pdf"

    @pytest.mark.parametrize(("name", "has_button"), [("", False), ("Impresora", True)])
    def test_the_print_button_is_there_with_a_printer(
        self, paper: Paper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str, has_button: bool
    ) -> None:
        monkeypatch.setattr(printing, "default_printer", lambda: name)
        parent = QWidget()
        qtbot.addWidget(parent)
        preview = PrintPreview(parent, paper, may_save=False)
        assert (preview.findChild(Button, "print-now") is not None) is has_button
        assert preview.findChild(Button, "save-pdf") is None
        assert preview.findChild(Button, "print-close") is not None
