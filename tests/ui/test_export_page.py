"""The page on which a person takes her own data along: what she sees is what is written, and only where she said."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit

from carecompanion.content.model import ItemId
from carecompanion.errors import StorageFull
from carecompanion.services.profiles import NewProfile
from carecompanion.services.wellbeing import MINUTE
from carecompanion.ui.pages import export
from carecompanion.ui.widgets.segmented import Segmented


@pytest.fixture
def page(window):
    """Somebody with one check-in, on the page."""
    profile = window.app.profiles.create(NewProfile("Colibrí"))
    run = profile.wellbeing.open(MINUTE)
    run.answer(ItemId("estres"), 7)
    run.answer(ItemId("animo"), 2)
    run.write("solo para mí")
    run.finish()
    window.go.enter(profile, "export")
    ready(window.page)
    return window.page


def ready(page) -> None:
    for _turn in range(200):
        if page._made is not None:
            return
        QTest.qWait(10)
    raise AssertionError("never ready")


def choose(page, name: str, value: str) -> None:
    group = page.findChild(Segmented, name)
    QTest.mouseClick(group.segments[group.values.index(value)], Qt.MouseButton.LeftButton)
    if page._made is None:
        ready(page)


def said(page) -> str:
    return page.findChild(QLabel, "export-said").text()


def save_to(monkeypatch: pytest.MonkeyPatch, page, file: Path) -> None:
    monkeypatch.setattr(export, "ask_file", lambda *_what: file)
    before = said(page)
    QTest.mouseClick(page.findChild(QAbstractButton, "save"), Qt.MouseButton.LeftButton)
    for _turn in range(200):
        if said(page) != before:
            return
        QTest.qWait(10)


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF"), ("page", b"<!doctype html>"), ("csv", b"\xef\xbb\xbf")])
def test_each_kind_is_written_whole(page, tmp_path: Path, monkeypatch, kind: str, start: bytes) -> None:
    choose(page, "kind", kind)
    save_to(monkeypatch, page, tmp_path / "mis registros")
    assert (tmp_path / "mis registros").read_bytes().startswith(start)
    assert "mis registros" in said(page)
    assert list(tmp_path.glob("mis*")) == [tmp_path / "mis registros"]


def test_what_is_seen_is_what_is_written(page, tmp_path: Path, monkeypatch) -> None:
    choose(page, "kind", "json")
    seen = page.findChild(QPlainTextEdit, "export-text").toPlainText()
    save_to(monkeypatch, page, tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text("utf-8") == seen
    assert json.loads(seen)["checkins"][0]["note"] == ""


def test_notes_go_only_when_ticked(page) -> None:
    choose(page, "kind", "csv")
    assert "solo para mí" not in page.findChild(QPlainTextEdit, "export-text").toPlainText()
    page.findChild(QAbstractButton, "has_notes").click()
    ready(page)
    assert "solo para mí" in page.findChild(QPlainTextEdit, "export-text").toPlainText()


def test_other_days_are_typed_and_mistakes_said(page) -> None:
    choose(page, "span", "other")
    first, last = page.findChild(QLineEdit, "first-day"), page.findChild(QLineEdit, "last-day")
    first.setText("31/2/2026")
    first.editingFinished.emit()
    assert any("4/8/2026" in one.text() for one in page.findChildren(QLabel) if one.isVisible())
    first.setText("1/12/2026")
    last.setText("1/11/2026")
    first.editingFinished.emit()
    assert any("anterior" in one.text() for one in page.findChildren(QLabel) if one.isVisible())
    first.setText("1/1/2020")
    last.setText("2/1/2020")
    first.editingFinished.emit()
    ready(page)
    assert "nada anotado" in said(page)


def test_a_place_that_cannot_be_written_leaves_nothing(page, tmp_path: Path, monkeypatch) -> None:
    choose(page, "kind", "csv")
    save_to(monkeypatch, page, tmp_path / "no existe" / "a.csv")
    assert "No se pudo guardar" in said(page)
    assert not list(tmp_path.glob("no*"))


def test_thinking_better_of_it_writes_nothing(page, monkeypatch, tmp_path: Path) -> None:
    before = said(page)
    monkeypatch.setattr(export, "ask_file", lambda *_what: None)
    QTest.mouseClick(page.findChild(QAbstractButton, "save"), Qt.MouseButton.LeftButton)
    QTest.qWait(50)
    assert said(page) == before


def test_by_keyboard_alone(window, page, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(export, "ask_file", lambda *_what: tmp_path / "a.pdf")
    window.activateWindow()
    for _step in range(40):
        here = window.focusWidget()
        if here is not None and here.objectName() == "save":
            break
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    for _turn in range(200):
        if (tmp_path / "a.pdf").exists():
            break
        QTest.qWait(10)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_what_was_chosen_stays_in_another_size(page, window) -> None:
    choose(page, "kind", "csv")
    choose(page, "span", "other")
    page.findChild(QAbstractButton, "has_notes").click()
    chosen = page._choice
    window.refresh()
    assert window.page is not page
    ready(window.page)
    assert window.page._choice == chosen
    assert window.page._choice.has_notes
    assert window.page.findChild(QAbstractButton, "has_notes").isChecked()
    assert not window.page.findChild(QAbstractButton, "has_plan").isChecked()
    assert not window.page.findChild(QLineEdit, "first-day").isHidden()
    assert window.page._made.text.startswith("fecha,")


def test_what_is_ready_after_one_has_left_disturbs_nobody(page, window, monkeypatch) -> None:
    """It comes home to a page that is gone: no error, and nothing said."""
    homes = []
    monkeypatch.setattr(page, "_go", replace(page._go, run=lambda _work, *homecoming: homes.append(homecoming)))
    made = page._made
    page._ask_anew()
    monkeypatch.setattr(export, "ask_file", lambda *_what: Path("nowhere.pdf"))
    page._made = made
    page._on_save_clicked()
    window.show_page("today")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (on_made, on_failed), (on_saved,) = homes
    on_made(made)
    on_failed(StorageFull())
    on_saved(True)
    assert window.place.name == "today"
