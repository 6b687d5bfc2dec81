"""About tells the version, every licence and every source; and a pack the program was started with is looked at."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

import carecompanion
from carecompanion.content.model import PackCard
from carecompanion.paths import Paths
from carecompanion.services.licences import shipped
from carecompanion.services.profiles import NewProfile
from carecompanion.ui.pages.about_lists import Unfolding
from carecompanion.ui.widgets.text import Label


@pytest.fixture
def about(window: Any) -> Any:
    window.go.enter(window.app.profiles.create(NewProfile("Colibrí")))
    window.show_page("settings", section="about")
    return window


def words_below(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(Label) if one.isVisible()]


def unfold(window: Any, name: str) -> list[str]:
    button = window.page.findChild(QWidget, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    found = next(one for one in window.page.findChildren(Unfolding) if one.button is button)
    return words_below(found)


def test_the_version_stands_there(about: Any) -> None:
    assert f"Care Companion {carecompanion.__version__}" in words_below(about.page)


def test_every_licence_is_shown_and_taken_away_again(about: Any, paths: Paths) -> None:
    shown = unfold(about, "about-licences")
    for one in shipped(paths.resources, "es"):
        assert f"{one.name} {one.version}".strip() in shown
        assert f"{one.what}. {one.licence}" in shown
    assert unfold(about, "about-licences") == []


def test_every_source_of_every_pack_is_shown(about: Any) -> None:
    shown = " ".join(unfold(about, "about-sources"))
    packs = [pack for pack in about.app.library.packs("es") if isinstance(pack, PackCard)]
    assert packs
    for pack in packs:
        assert f"{pack.title} {pack.version}" in shown and pack.licence in shown
        for source in about.app.library.sources(pack.id).values():
            assert source.text.rstrip(".") in shown


def test_the_texts_of_the_licences_are_there(paths: Paths) -> None:
    for one in shipped(paths.resources, "en"):
        assert one.what and all(file.is_file() for file in one.texts)


def test_a_pack_given_at_the_start_is_looked_at_once(window: Any, tmp_path: Path) -> None:
    file = tmp_path / "ningún paquete.carepack"
    file.write_text("x")
    window.given_pack = str(file)
    profile = window.app.profiles.create(NewProfile("Colibrí"))
    window.go.enter(profile)
    assert type(window.page).__name__ == "PacksPage"
    assert window.given_pack == ""
    window.lock()
