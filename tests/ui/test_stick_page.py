"""The page of sticks: copy, bring up to date, go back, check; what cannot be is said, and a stick stays as it was."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel

from carecompanion.app import open_app
from carecompanion.content.guide import read_guide
from carecompanion.services import stick
from carecompanion.services.file_list import read_list
from carecompanion.services.profiles import NewProfile
from carecompanion.services.stick import Program, Stick, load_of
from carecompanion.ui import background, guide_paper
from carecompanion.ui.guide_paper import write_pages
from carecompanion.ui.main_window import MainWindow
from carecompanion.ui.widgets.callout import Callout
from tests.services.test_stick import NEW, OLD, a_program, all_of, flip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Sticks:
    """Folders that are sticks, or may become one, and a person at the page."""

    def __init__(self, window: MainWindow, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window, self.place, self._monkeypatch = window, place, monkeypatch
        self.sticks = window.app.sticks

    def folder(self, name: str) -> Path:
        (self.place / name).mkdir(exist_ok=True)
        return self.place / name

    def stick(self, name: str, *versions: str, systems: tuple[str, ...] = ()) -> Stick:
        made = Stick(self.folder(name))
        for version in versions:
            program = self.program(version)
            load = load_of(program, self.window.app.paths.stick_files, packs=self.place / "no", guide=self.place / "no")
            for system in systems:
                load.add(system, program.folder)
            made.take(load)
        return made

    def program(self, version: str) -> Program:
        folder = self.place / f"programa {version}"
        listed = read_list(folder)
        return a_program(folder, version) if listed is None else Program(folder, listed)

    def runs_from(self, stick: Stick) -> None:
        folder = stick.folder / "versions" / stick.now / "linux-x86_64"
        listed = read_list(folder)
        assert listed is not None
        self.sticks.program = Program(folder, listed)

    def open(self) -> None:
        self.window.show_page("stick")
        self.until(lambda: self.find("choose-stick"))

    def chooses(self, folder: Path) -> None:
        self._monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_n: str(folder))

    def press(self, name: str) -> None:
        self.until(lambda: self.find(name))
        found = self.find(name)
        assert found is not None
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def find(self, name: str) -> QAbstractButton | None:
        found = [one for one in self.window.findChildren(QAbstractButton, name) if one.isVisible() and one.isEnabled()]
        return found[-1] if found else None

    def until(self, is_so: Callable[[], Any]) -> None:
        """The work itself is waited for; what the page then does is a matter of its timer."""
        last = time.monotonic() + 20
        while not is_so():
            assert time.monotonic() < last, self.words()
            QTest.qWait(5)

    def words(self) -> str:
        return "\n".join(one.text() for one in self.window.page.findChildren(QLabel) if one.isVisible())

    def said(self) -> str:
        found = [one for one in self.window.page.findChildren(Callout, "stick-said") if one.isVisible()]
        return "\n".join(one.text() for callout in found for one in callout.findChildren(QLabel))

    def ends(self) -> str:
        """How the work went, once it is over."""
        self.until(lambda: not self.sticks.is_busy and self.said())
        return self.said()


def a_short_guide(folder: Path, *_rest: Any, step: Callable[[], None]) -> None:
    step()
    (folder / "guide-es.html").write_text("Guía", encoding="utf-8")


@pytest.fixture
def her(window: MainWindow, app_parts: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sticks]:
    """Somebody with a passphrase, on a shared laptop where the program is installed."""
    app_parts.profiles.create(NewProfile("Retama")).close()
    profile = app_parts.profiles.create(NewProfile("Colibrí", passphrase="mi clave"))
    monkeypatch.setattr(guide_paper, "write_pages", a_short_guide)
    place = tmp_path / "memorias de María"
    place.mkdir()
    window.go.enter(profile)
    made = Sticks(window, place, monkeypatch)
    made.sticks.program = made.program(OLD)
    yield made
    if made.sticks.job is not None:
        made.sticks.job.stop()
    background.finish()


def test_from_its_source_it_says_what_can_be_done(her: Sticks) -> None:
    """Four clicks from anywhere; a stick can be looked at, and a folder that is none is said to be none."""
    her.sticks.program = None
    her.press("nav-settings")
    her.press("section-stick")
    her.press("open-stick")
    her.until(lambda: her.find("choose-stick"))
    assert "corre desde su código" in her.words() and her.find("choose-target") is None
    assert her.find("with-mine") is None
    her.chooses(her.folder("fotos"))
    her.press("choose-stick")
    her.until(her.said)
    assert "no hay un maletín" in her.said()
    old = her.stick("usb", OLD)
    her.chooses(old.folder)
    her.press("choose-stick")
    her.press("check-stick")
    assert f"versión {OLD}" in her.ends() and her.find("stick-back") is None
    flip(old.folder / "versions" / OLD / "linux-x86_64" / "carecompanion")
    her.press("check-stick")
    her.until(lambda: "dañado" in her.said() or "daños" in her.said())
    assert "carecompanion" in her.said()


def test_it_is_copied_by_keyboard_and_nothing_of_anybody_travels(her: Sticks, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one part of the real guide, written in both languages while the window speaks Spanish."""
    monkeypatch.setattr(guide_paper, "write_pages", write_pages)
    monkeypatch.setattr(guide_paper, "read_guide", lambda folder, language: read_guide(folder, language)[1:2])
    her.open()
    target = her.folder("usb de Rosa")
    (target / "fotos.zip").write_bytes(b"fotos")
    her.chooses(target)
    her.window.activateWindow()
    focus = QApplication.focusWidget
    for _turn in range(30):
        if focus() is not None and focus().objectName() == "choose-target":
            break
        QTest.keyClick(focus() or her.window.page, Qt.Key.Key_Tab)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    her.until(lambda: her.find("copy-now"))
    assert "MB libres" in her.words() and "Se abre en: Linux." in her.words()
    assert not (target / "versions").exists(), "only asked so far"
    assert focus().objectName() == "copy-now"
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert "El maletín está listo" in her.ends() and "nadie" in her.said()
    made = Stick(target)
    assert (made.now, made.has_home, made.faults()) == (OLD, False, [])
    guide = target / "versions" / OLD / "guide"
    assert {one.name for one in guide.iterdir()} == {
        f"guide-{one}" for one in ("es.html", "es.pdf", "en.html", "en.pdf")
    }
    assert (
        b'lang="en"' in (guide / "guide-en.html").read_bytes()
        and b"Gu\xc3\xada" in (guide / "guide-es.html").read_bytes()
    )
    assert (target / "fotos.zip").read_bytes() == b"fotos"
    her.press("choose-target")
    her.until(lambda: her.find("copy-now"))
    assert "la misma versión" in her.words()


def test_her_profile_travels_alone_when_she_ticks_it(her: Sticks, clock: Any) -> None:
    """It opens there with her passphrase, as if it had been closed; her neighbour's does not travel."""
    her.window.profile.preferences.keep(role="promoter")
    her.open()
    target = her.folder("usb")
    her.chooses(target)
    her.press("with-mine")
    assert "necesita tu clave" in her.words()
    her.press("choose-target")
    her.press("copy-now")
    assert "Tus cosas" in her.ends() or "tus" in her.said().lower()
    job = her.sticks.job
    assert job.words_for(job.begun_by) == job.words != job.words_for("another") == job.words_for("")
    here = her.window.app.paths
    assert not list(here.profiles.rglob("going"))
    there = open_app(replace(here, data=target / "home" / "data", cache=here.cache), clock=clock, cost=2**4)
    (listed,) = there.profiles.listed()
    assert (listed.nickname, listed.is_locked) == ("Colibrí", True)
    opened = there.profiles.open(listed.id, there.profiles.key_of(listed.id, "mi clave"))
    assert (opened.preferences.role, opened.notice) == ("promoter", "")
    opened.close()
    her.chooses(target)
    her.press("choose-target")  # the tick is still there, and such things are never replaced
    her.until(lambda: "cosas propias" in her.words())
    assert her.find("copy-now") is None


def test_the_stick_it_runs_from_becomes_newer_and_older(her: Sticks) -> None:
    own, newer = her.stick("usb", OLD), her.stick("otra", NEW)
    her.runs_from(own)
    her.open()
    assert "desde el que se abrió" in her.words()
    her.chooses(newer.folder)
    her.press("update-stick")
    her.press("update-now")
    assert NEW in her.ends() and "próxima vez" in her.said()
    assert (own.now, own.before) == (NEW, OLD)
    later = her.stick("la tercera", "0.11.0")
    her.chooses(later.folder)
    her.press("update-stick")
    her.press("update-now")
    her.until(lambda: "Cierra el programa" in her.said())
    assert (own.now, own.before) == (NEW, OLD), "the version that is open would have gone"
    her.chooses(her.folder("vacía"))
    her.press("choose-target")
    her.until(lambda: her.words().count("Cierra el programa") == 2)
    assert her.find("copy-now") is None, "it would be a mixture of the two"
    her.press("stick-back")
    her.until(lambda: OLD in her.said() and "próxima vez" in her.said())
    assert (own.now, own.before, own.faults()) == (OLD, NEW, [])
    her.until(lambda: f"En uso: versión {OLD}" in her.words())
    same = her.stick("igual", OLD)
    her.chooses(same.folder)
    her.press("update-stick")
    her.press("update-now")
    her.until(lambda: "nada que hacer" in her.said())
    flip(own.folder / "versions" / OLD / "linux-x86_64" / "carecompanion")
    her.press("update-stick")
    her.press("update-now")
    her.until(lambda: "tiene daños" in her.said())
    assert own.faults() == ["linux-x86_64/carecompanion"], "what is open is not written to"
    her.chooses(own.folder)
    her.press("choose-target")
    her.until(lambda: "corre el programa mismo" in her.words())


def test_what_cannot_be_is_said_and_changes_nothing(her: Sticks, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room, a stick that opens elsewhere too, a newer one, one that is worn."""
    her.open()
    both = her.stick("linux y windows", OLD, systems=("windows-x86_64",))
    her.chooses(both.folder)
    her.press("choose-target")
    her.until(lambda: "se abre también en Windows" in her.words())
    assert her.find("copy-now") is None
    newer = her.stick("nueva", NEW)
    her.chooses(newer.folder)
    her.press("choose-target")
    her.until(lambda: "más nueva" in her.words() and NEW in her.words())
    assert her.find("copy-now") is None

    target = her.folder("usb")
    her.chooses(target)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=3 * 1024**2))
        her.press("choose-target")
        her.until(lambda: "No hay espacio" in her.words())
        assert "3 MB" in her.words() and her.find("copy-now") is None
    with monkeypatch.context() as worn:
        worn.setattr(stick, "_forget", flip)
        her.press("choose-target")
        her.press("copy-now")
        assert "no devuelve" in her.ends()
    assert list(target.iterdir()) == []


class Gate:
    """The work waits in the middle until it is let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_there, self.may_go = threading.Event(), threading.Event()
        sync = stick.sync_file

        def wait(file: Path) -> None:
            self.is_there.set()
            assert self.may_go.wait(20)
            sync(file)

        monkeypatch.setattr(stick, "sync_file", wait)


def in_the_middle_of_copying(her: Sticks, monkeypatch: pytest.MonkeyPatch) -> tuple[Gate, Path]:
    """The gate at which the copying waits, and where to she copies."""
    gate, target = Gate(monkeypatch), her.folder("usb")
    her.open()
    her.chooses(target)
    her.press("choose-target")
    her.press("copy-now")
    her.until(gate.is_there.is_set)
    return gate, target


def test_cancel_leaves_the_stick_as_it_was(her: Sticks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with a profile that was to travel; and meanwhile nothing else can begin."""
    old = her.stick("usb", OLD)
    her.sticks.program = her.program(NEW)
    before, gate = all_of(old.folder), Gate(monkeypatch)
    her.open()
    her.chooses(old.folder)
    her.press("with-mine")
    her.press("choose-target")
    her.until(lambda: f"Ahora está la versión {OLD}" in her.words())
    her.press("copy-now")
    her.until(gate.is_there.is_set)
    assert her.find("choose-target") is None and her.find("choose-stick") is None
    her.press("cancel-work")
    gate.may_go.set()
    assert "Lo detuviste" in her.ends()
    assert all_of(old.folder) == before and {one.name for one in old.folder.iterdir()} == {
        one.split("/")[0] for one in before
    }
    assert not list(her.window.app.paths.profiles.rglob("going"))
    assert her.find("choose-target") is not None


def test_leaving_hiding_and_locking_do_not_disturb_it(her: Sticks, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on, the page shows it again, a locked profile does not wait for it, and it is told in passing."""
    gate, target = in_the_middle_of_copying(her, monkeypatch)
    her.window.show_page("today")
    her.window.show_page("stick")
    her.until(lambda: her.find("cancel-work"))
    her.window.refresh()  # as with another text size
    her.until(lambda: her.find("cancel-work"))
    her.window.go.hide()
    assert her.window.hiding.is_covered and her.sticks.is_busy
    began = time.monotonic()
    her.window._lock_now()
    assert time.monotonic() - began < 3 and her.window.profile is None
    her.window.hiding._come_back()
    gate.may_go.set()
    toasts: list[str] = []
    monkeypatch.setattr(her.window.shell, "show_toast", lambda text, *_more: toasts.append(text))
    her.until(lambda: toasts)
    assert "Ya puedes sacarla" in toasts[0] and "propias" not in toasts[0], "what travelled is told to her alone"
    assert "El maletín está listo" in her.sticks.job.words
    assert (Stick(target).now, Stick(target).faults()) == (OLD, [])


def test_the_program_that_is_closed_stops_it(her: Sticks, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, target = in_the_middle_of_copying(her, monkeypatch)
    QCoreApplication.instance().aboutToQuit.emit()
    gate.may_go.set()
    her.ends()
    assert list(target.iterdir()) == []


def test_a_guest_has_nothing_to_take_along(window: MainWindow, app_parts: Any) -> None:
    window.go.enter(app_parts.profiles.guest())
    window.show_page("stick")
    assert window.page.findChild(QAbstractButton, "with-mine") is None
    assert window.page.findChild(QAbstractButton, "choose-target") is not None
    window._lock_now()
