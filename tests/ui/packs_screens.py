"""The screens of Contents, for the tests that look at all of them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton

from carecompanion.content.files import FolderFiles
from carecompanion.content.shelves import Damaged
from carecompanion.content.signing import MakersKey, sign
from carecompanion.errors import PackError
from carecompanion.services.stocking import Offer
from carecompanion.ui.main_window import MainWindow

PACKS = Path(__file__).parents[1] / "packs"
LONG = "lessons/un-nombre-muy-largo-que-nadie-deberia-dar-a-un-archivo-de-un-paquete.es.md"


def packs_screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    installed = window.app.paths.installed_packs
    yield "packs", lambda: (install(window), open_packs(window))
    yield "packs, looking inside", lambda: _press(window, "inside-good")
    yield "packs, one refused", lambda: refuse(window)
    yield "packs, a doubt", lambda: doubt(window)
    yield (
        "packs, adding",
        lambda: (window.page._begin(Path("un paquete de la casa.carepack")), window.page._show_progress()),
    )
    window.page._end()
    shutil.rmtree(installed)
    window.app.library.reload()


def install(window: MainWindow) -> None:
    """One that is signed and one that is not, as if they had been added."""
    for name in ("good", "rehearsal"):
        shutil.copytree(PACKS / name, window.app.paths.installed_packs / name)
    signed = window.app.paths.installed_packs / "good"
    key = MakersKey("Casa Retama de la cuenca del Ucayali", bytes(32))
    (signed / "signature.toml").write_text(sign(FolderFiles(signed), key), encoding="utf-8")
    window.app.library.reload()


def open_packs(window: MainWindow) -> None:
    """With the list there at once, and a pack that cannot be read."""
    window.show_page("packs")
    damaged = Damaged("roto", f"{LONG}:12: Esto no es TOML.", window.app.paths.installed_packs / "roto", is_own=True)
    window.page._show("", (window.app.stocking.packs(), [damaged]))


def refuse(window: MainWindow) -> None:
    error = PackError(LONG, 12, "Este archivo no está como se firmó: alguien lo cambió. Pide el paquete otra vez.")
    window.page._on_failed("palabrasinfin" * 9 + ".carepack", error)


def doubt(window: MainWindow) -> None:
    index = window.app.library.stock()[0].index
    window.page._ask_about(Offer(Path("x.carepack"), index, 1, "2", ("El archivo es más antiguo.", "No tiene firma.")))


def _press(window: MainWindow, name: str) -> None:
    found = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    assert found, f"no {name} on the screen"
    found[-1].click()
