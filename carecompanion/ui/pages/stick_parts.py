"""Parts of the page of sticks: how far the work is, what will be copied before it is, and which folder."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.i18n import _, number_text
from carecompanion.services.stick_words import megabytes
from carecompanion.services.sticks import Job
from carecompanion.ui import background
from carecompanion.ui.file_dialog import folder_to_use
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, named
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.path_label import PathLabel
from carecompanion.ui.widgets.progress import ProgressBar
from carecompanion.ui.widgets.text import Label

LOOK_MS = 100
SYSTEMS = {"linux": "Linux", "windows": "Windows", "macos": "macOS"}


class JobCard(Card):
    """What is being done, how far it is, and a way to stop it. It follows the work wherever that was begun."""

    ended = Signal()

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self.setObjectName("stick-job")
        self.body.addWidget(Label(job.doing, "body", weight=600))
        self._bar = ProgressBar(job.share, job.doing)
        self.body.addWidget(self._bar)
        words = _(
            "You can look at other pages: it goes on, also with the screen hidden or your profile locked. "
            "If you close the program it stops, and the stick stays as it was."
        )
        self.body.addWidget(Label(words, "ui", "textMuted"))
        self._cancel = named("cancel-work", _("Cancel"), self._on_cancel)
        self.body.addWidget(FlowRow([self._cancel], 0))
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        announce(self, job.doing)

    def _on_cancel(self) -> None:
        self._job.stop()
        self._cancel.set_busy(_("Stopping"))

    def _look(self) -> None:
        self._bar.set_share(self._job.share)
        if self._job.is_over:
            self._timer.stop()
            self.ended.emit()


class Offer(QWidget):
    """Where to, in a few lines what that means, and the button that does it; `act` is left out where it cannot be."""

    def __init__(self, folder: Path, lines: Sequence[str], act: Button | None = None, failure: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        column.addWidget(PathLabel(str(folder)))
        for line in lines:
            column.addWidget(Label(line, "ui"))
        if failure:
            column.addWidget(Label(failure, "ui", "danger"))
        if act is not None:
            column.addWidget(FlowRow([act], 0))
        announce(self, " ".join((*lines, failure)), is_urgent=bool(failure))


class OfferCard(Card):
    """A card below whose own words one offer may stand."""

    def __init__(self) -> None:
        super().__init__()
        self._offer: Offer | None = None

    def _put(self, offer: Offer | None) -> None:
        """In place of the one before."""
        old, self._offer = self._offer, offer
        if old is not None:
            old.hide()
            old.deleteLater()
        if offer is not None:
            self.body.addWidget(offer)
            offer.show()


def start(job: Job, on_over: Callable[[Job], None]) -> None:
    """In the background, apart: no profile waits for it. It stops where the program is closed."""
    QCoreApplication.instance().aboutToQuit.connect(job.stop)
    background.run(job.run, lambda _none: on_over(job), is_apart=True)


def say_where_nobody_looks(job: Job, who: Callable[[], str], toast: Callable[[str], None]) -> None:
    """A page that shows the work shows how it went; elsewhere it is said in passing, and on the page next time."""
    QTimer.singleShot(3 * LOOK_MS, lambda: None if job.is_shown else toast(job.words_for(who())))


def ask_folder(parent: QWidget, title: str) -> Path | None:
    return folder_to_use(parent, title, _where_sticks_are())


def _where_sticks_are() -> Path:
    """The folder in which the system shows them, where there is one; on Windows they are drives, at the left."""
    if sys.platform.startswith("linux"):
        user = os.environ.get("USER", "")
        places = [Path("/run/media") / user, Path("/media") / user]
    else:
        places = [Path("/Volumes")] if sys.platform == "darwin" else []
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return next((place for place in places if place.is_dir()), documents)


def systems_words(systems: Sequence[str]) -> str:
    """«Linux, Windows»."""
    return ", ".join(SYSTEMS.get(system.partition("-")[0], system) for system in systems)


def size_words(need: int, free: int) -> str:
    words = _("It takes {need} MB; {free} MB are free there.")
    return words.format(need=number_text(megabytes(need)), free=number_text(free // 1024**2))
