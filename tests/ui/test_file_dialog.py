"""Choosing files leaves no list of folders behind, neither for the next person nor for another program."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from carecompanion.ui.file_dialog import QT, file_to_open, file_to_save, folder_to_use

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NATIVE, USER = QSettings.Format.NativeFormat, QSettings.Scope.UserScope


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Path]:
    """Where Qt notes what it likes; here a folder of the test's own."""
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there it is no file of one's own")
    place = tmp_path / "config"
    QSettings.setPath(NATIVE, USER, str(place))
    yield place / f"{QT}.conf"
    own = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    QSettings.setPath(NATIVE, USER, own)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def chosen_next(path: Path, seen: list[str]) -> None:
    """A person in front of the next dialog: she goes to her folder, and chooses."""

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(10, choose)
            return
        seen.extend([*dialog.history(), dialog.directory().path()])
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(str(path))
        dialog.accept()

    QTimer.singleShot(0, choose)


def test_qt_would_tell_where_one_was(parent: QWidget, notes: Path, tmp_path: Path) -> None:
    """So the next test proves something."""
    chosen_next(_made(tmp_path), [])
    options = QFileDialog.Option.DontUseNativeDialog
    QFileDialog.getOpenFileName(parent, "", str(tmp_path), "", options=options)
    assert "Juana" in notes.read_text(encoding="utf-8")
    seen: list[str] = []
    chosen_next(_made(tmp_path), seen)
    assert file_to_open(parent, "x", "*.pdf") is not None
    assert not any("Juana" in one for one in seen), "nor is shown what another program noted"


def test_nothing_tells_where_one_was(parent: QWidget, notes: Path, tmp_path: Path) -> None:
    file, seen = _made(tmp_path), list[str]()
    for ask, wanted in (
        (lambda: file_to_open(parent, "Elige", "PDF (*.pdf)"), file),
        (lambda: file_to_save(parent, "Guarda", "otro.pdf", "PDF (*.pdf)"), file.with_name("otro.pdf")),
        (lambda: folder_to_use(parent, "Elige", tmp_path / "a folder that went away"), file.parent),
    ):
        chosen_next(wanted, seen)
        assert ask() == wanted
        assert "Juana" not in notes.read_text(encoding="utf-8")
    assert not any("Juana" in one for one in seen)


def _made(tmp_path: Path) -> Path:
    file = tmp_path / "cosas de Juana" / "mis registros.pdf"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"%PDF")
    return file
