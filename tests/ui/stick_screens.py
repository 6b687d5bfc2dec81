"""The screens of the stick's page, for the tests that look at all of them. What they show is made by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from carecompanion.services.file_list import FileList
from carecompanion.services.stick import Program, Room
from carecompanion.services.stick_work import Plan
from carecompanion.services.sticks import STICK, Job, Standing
from carecompanion.ui import background
from carecompanion.ui.main_window import MainWindow

STICK_OF_ROSA = Path("/media/una-cuenta-de-nombre-largo/MEMORIA_DE_ROSA_PARA_TODOS_LOS_TALLERES_DEL_AÑO_QUE_VIENE")
INSTALLED = Program(Path("/opt/care-companion"), FileList("0.10.0", "linux-x86_64", {}))
SYSTEMS = ("linux-x86_64", "macos-arm64", "windows-x86_64")


def stick_screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "stick, from the source", lambda: _open(window)
    yield (
        "stick, what a copy takes",
        lambda: (_open(window, INSTALLED), window.page._copy._on_planned(0, _plan("0.3.0", 90))),
    )
    yield "stick, where it cannot be", lambda: window.page._copy._on_planned(0, _plan("0.2.0", 90))
    yield "stick, what a newer version takes", lambda: _plan_newer(window)
    yield "stick, at work", lambda: window.page._show_job(_job())
    yield "stick, one that failed", lambda: window.page._on_over(_job(is_failure=True))


def _open(window: MainWindow, program: Program | None = None) -> None:
    """What is asked in the background has come home."""
    window.app.sticks.program = program
    window.show_page("stick")
    background.finish()
    QApplication.processEvents()
    assert window.page._card is not None


def _stands(window: MainWindow) -> None:
    window.page._on_standing(Standing(STICK, STICK_OF_ROSA, "0.10.0", "0.9.0", is_own=True))


def _plan(there: str, need: int) -> Plan:
    lost = ("windows-x86_64",) if there == "0.2.0" else ()
    return Plan(STICK_OF_ROSA, "0.10.0", there, Room(need * 1024**2, 1024**3), SYSTEMS, lost)


def _plan_newer(window: MainWindow) -> None:
    _stands(window)
    window.page._card._on_planned(0, STICK_OF_ROSA, _plan("0.9.0", 700))


def _job(*, is_failure: bool = False) -> Job:
    job = Job("Copiando el programa. No saques la memoria todavía.", lambda _job: "")
    job.share, job.is_failure = 0.4, is_failure
    job.words = "La memoria no devuelve lo que se escribió en ella. Puede estar gastada, o alguien la sacó."
    return job
