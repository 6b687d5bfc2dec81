"""Which file, which folder: Qt's own dialogs, so that F9 closes them as it covers the rest.

Qt notes which folders one was in, in a place of its own, for whoever opens such a dialog next, in any program: a
stick's name, a folder of somebody's. It is taken away again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDir, QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

QT = "QtProject"  # what Qt calls itself there
NOTED = ("FileDialog/history", "FileDialog/lastVisited")
_OWN = QFileDialog.Option.DontUseNativeDialog
Place = QStandardPaths.StandardLocation


def file_to_open(parent: QWidget, title: str, kinds: str, place: Place = Place.DocumentsLocation) -> Path | None:
    """None when the person thought better of it, as below."""
    with _forgotten():
        folder = str(_there(Path(QStandardPaths.writableLocation(place))))
        chosen, _kind = QFileDialog.getOpenFileName(parent, title, folder, kinds, options=_OWN)
    return Path(chosen) if chosen else None


def file_to_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """`name` is proposed, among her documents."""
    with _forgotten():
        file = str(_there(Path(QStandardPaths.writableLocation(Place.DocumentsLocation))) / name)
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, file, kinds, options=_OWN)
    return Path(chosen) if chosen else None


def folder_to_use(parent: QWidget, title: str, folder: Path) -> Path | None:
    with _forgotten():
        options = _OWN | QFileDialog.Option.ShowDirsOnly
        chosen = QFileDialog.getExistingDirectory(parent, title, str(_there(folder)), options)
    return Path(chosen) if chosen else None


def _there(folder: Path) -> Path:
    """In the place of a folder that is not there Qt shows the one where somebody was last, perhaps somebody else."""
    return folder if folder.is_dir() else Path(QDir.homePath())


@contextmanager
def _forgotten() -> Iterator[None]:
    """Before, too: what another program noted is not shown here."""
    _forget()
    try:
        yield
    finally:
        _forget()


def _forget() -> None:
    noted = QSettings(QSettings.Scope.UserScope, QT)
    for name in NOTED:
        if noted.contains(name):
            noted.remove(name)
    noted.sync()
