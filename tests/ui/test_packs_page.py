"""Contents, by mouse and keyboard: four clicks to a pack, what it says of itself, why one is refused, taking away."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel

from carecompanion.services.profiles import NewProfile
from carecompanion.ui.pages import packs
from carecompanion.ui.pages.pack_card import DamagedCard, StockedCard
from carecompanion.ui.pages.pack_words import LONGEST_NAME, refusal_words, shortened, size_words
from carecompanion.ui.widgets.callout import Callout
from tests.packs.hostile.parts import tiny, zipped
from tests.services.test_stocking import HELP, signed, version

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def inside(window: Any, app_parts: Any) -> Any:
    """The real window with somebody in it, at Today."""
    window.go.enter(app_parts.profiles.create(NewProfile("Colibrí")))
    QApplication.processEvents()
    return window


def press(window: Any, name: str) -> None:
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible() and one.isEnabled()]
    assert found, f"no {name} on the screen"
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def choose(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_n: (str(file) if file else "", ""))


def a_file(place: Path, files: dict[str, bytes], name: str = "retama.carepack") -> Path:
    (place / name).write_bytes(zipped(files).bytes())
    return place / name


def wait_for(window: Any, is_there: Callable[[], bool]) -> None:
    for _turn in range(300):
        if is_there():
            return
        QTest.qWait(10)
    raise AssertionError(words_on(window))


def words_on(window: Any) -> str:
    return "\n".join(one.text() for one in window.page.findChildren(QLabel) if one.isVisible())


def card_of(window: Any, name: str = "p") -> StockedCard | None:
    return window.page.findChild(StockedCard, f"pack-{name}")


def said(window: Any) -> str:
    found = [one for one in window.page.findChildren(Callout, "packs-said") if one.isVisible()]
    return found[-1].accessibleName() if found else ""


def test_a_pack_is_four_clicks_away(inside: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, Contents, Add, and the file; then its card says all it has to say, and it can be taken away."""
    window = inside
    choose(monkeypatch, a_file(tmp_path, signed(tiny())))
    press(window, "nav-settings")
    press(window, "section-packs")
    QTest.qWait(20)
    press(window, "add-pack")
    wait_for(window, lambda: said(window) != "" and card_of(window) is not None)
    assert said(window) == "Se añadió «P»"
    told = words_on(window)
    for words in (
        "Versión 1",
        "español, inglés",
        "1 lección",
        "aún sin revisar",
        "Casa Retama, huella ",
        "retama.carepack, añadido el",
    ):
        assert words in told, told
    assert window.app.library.lesson_card("p/a", "es").title == "A"
    press(window, "inside-p")
    assert card_of(window).look.text() == "Cerrar"
    assert "Cuidarme" in told and "no se puede quitar" in told  # the program's own are there, too
    assert window.page.findChild(QAbstractButton, "remove-cuidarme") is None

    monkeypatch.setattr(packs, "ask", lambda *_a, **_n: False)
    press(window, "remove-p")
    assert card_of(window) is not None
    monkeypatch.setattr(packs, "ask", lambda *_a, **_n: True)
    press(window, "remove-p")
    wait_for(window, lambda: card_of(window) is None)
    assert said(window) == "Se quitó «P»"
    window.show_page("lesson", lesson="p/a")  # from a note, or from where it was left
    wait_for(window, lambda: any("Falta el paquete" in one.text() for one in window.findChildren(QLabel)))


def test_by_keyboard_alone_with_a_doubt(inside: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack with phone numbers asks first; the safe answer has the focus, and Escape goes back to Settings."""
    window = inside
    choose(monkeypatch, a_file(tmp_path, tiny() | {"help/lines.toml": HELP}))
    window.show_page("packs")
    wait_for(window, lambda: card_of(window, "cuidarme") is not None)
    window.activateWindow()
    press_key = lambda key: QTest.keyClick(QApplication.focusWidget() or window.page, key)  # noqa: E731
    while QApplication.focusWidget().objectName() != "add-pack":
        press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_Return)
    wait_for(window, lambda: QApplication.focusWidget().objectName() == "leave-it")
    assert "1 número de teléfono" in words_on(window)
    press_key(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "add-pack" and not window.app.paths.installed_packs.exists()
    press_key(Qt.Key.Key_Space)
    wait_for(window, lambda: QApplication.focusWidget().objectName() == "leave-it")
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_Return)
    wait_for(window, lambda: card_of(window) is not None)
    wait_for(window, lambda: QApplication.focusWidget().objectName() == "inside-p")
    press_key(Qt.Key.Key_Escape)
    assert type(window.page).__name__ == "SettingsPage"


def test_refusals_and_stops_say_why_and_leave_nothing(
    inside: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, installed = inside, inside.app.paths.installed_packs
    bad = a_file(
        tmp_path, signed(tiny()) | {"lessons/a.es.md": tiny()["lessons/a.es.md"] + b"Otra.\n"}, "malo.carepack"
    )
    window.show_page("packs", file=str(bad))
    wait_for(window, lambda: said(window) != "")
    assert said(window) == "No se añadió «malo.carepack»"
    told = words_on(window)
    assert "lessons/a.es.md: Este archivo no está como se firmó" in told and "está como estaba" in told
    assert not installed.exists()

    choose(monkeypatch, None)  # the person thought better of it
    press(window, "add-pack")
    assert said(window) == "No se añadió «malo.carepack»"

    stocking, is_stopped = window.app.stocking, threading.Event()
    look_at = stocking.look_at

    def slowly(*arguments: Any) -> Any:
        is_stopped.wait(10)
        return look_at(*arguments)

    with monkeypatch.context() as large:
        large.setattr(stocking, "look_at", slowly)
        window.page._look_at(a_file(tmp_path, version("2")))
        window.page._show_progress()
        assert window.page.findChild(QAbstractButton, "stop-adding").isVisible()
        window.page.escape()  # first what is going on stops
        is_stopped.set()
        wait_for(window, lambda: said(window) != "")
    assert "Lo detuviste" in words_on(window) and type(window.page).__name__ == "PacksPage"
    assert not installed.exists() or list(installed.iterdir()) == []


def test_who_leaves_while_it_is_added_is_told(inside: Any, tmp_path: Path) -> None:
    window, toasts = inside, []
    window.show_page("packs")
    page = window.page
    object.__setattr__(page._go, "toast", lambda text, *_more: toasts.append(text))
    page._look_at(a_file(tmp_path, tiny()))
    window.show_page("today")
    wait_for(window, lambda: toasts != [])
    assert toasts == ["Se añadió «P»"]
    assert window.app.library.lesson_card("p/a", "es").title == "A"


def test_a_damaged_pack_is_listed_and_can_be_taken_away(
    inside: Any, monkeypatch: pytest.MonkeyPatch, allows_warnings: Callable
) -> None:
    allows_warnings("carecompanion.content.shelves", "is damaged")
    window, installed = inside, inside.app.paths.installed_packs
    (installed / "roto").mkdir(parents=True)
    (installed / "roto" / "pack.toml").write_text("x", encoding="utf-8")
    window.app.library.reload()
    window.show_page("packs")
    wait_for(window, lambda: window.page.findChild(DamagedCard) is not None)
    assert "pack.toml:1: Esto no es TOML" in words_on(window)
    monkeypatch.setattr(packs, "ask", lambda *_a, **_n: True)
    press(window, "remove-damaged-roto")
    wait_for(window, lambda: window.page.findChild(DamagedCard) is None)
    assert list(installed.iterdir()) == []


def test_what_the_disk_refuses_is_said(inside: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "carecompanion.services.stocking.shutil.disk_usage", lambda _p: type("Usage", (), {"free": 1})()
    )
    inside.show_page("packs", file=str(a_file(tmp_path, tiny())))
    wait_for(inside, lambda: said(inside) != "")
    assert "Libera espacio" in words_on(inside)


def test_words_for_sizes_and_refusals() -> None:
    from carecompanion.errors import PackError, PackRefused

    assert [size_words(size) for size in (0, 1500, 1_300_000)] == ["1 KB", "1 KB", "1.2 MB"]
    assert refusal_words(PackRefused("Ya está.")) == "Ya está."
    assert refusal_words(PackError("a.md", 3, "Mal.")).startswith("a.md, línea 3: Mal.")
    assert refusal_words(PackError(".", 0, "Mal.")).startswith("Mal.")
    assert len(refusal_words(PackError("a.md", 3, "x" * 9000))) < 600


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("cuidar más.carepack", "cuidar más.carepack"),
        ("a\u202egpj.carepack", "a\ufffdgpj.carepack"),
        ("a\nb\u200b\udcff", "a\ufffdb\ufffd\ufffd"),
        ("x" * 200, "x" * (LONGEST_NAME - 1) + "…"),
    ],
)
def test_a_file_is_called_by_what_can_be_seen(name: str, shown: str) -> None:
    assert shortened(name) == shown
