"""The blackout kit: one dialog that gathers it, shows it, and prints or saves it; with progress and a way to stop."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.blackout_kit import Kit
from carecompanion.services.blackout_kit_page import FORMS, PARTS, as_page, kit_title, part_words
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui import background
from carecompanion.ui.printing import PrintPreview, ask_file, print_on, printed_words, saved_words
from carecompanion.ui.room_paper import FormPaper, FormWords, about_words, form_html
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.chips import Chips
from carecompanion.ui.widgets.paper import Paper, Step
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.work_line import Stopped, WorkLine

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def print_blackout_kit(profile: OpenProfile, session_id: str, parent: QWidget) -> None:
    """Show it; what is wrong is said in the dialog."""
    kit_preview(profile, session_id, parent).exec()


def kit_preview(profile: OpenProfile, session_id: str, parent: QWidget) -> "KitPreview":
    return KitPreview(parent, lambda: profile.training.kit(session_id), date.today())


class KitPaper(Paper):
    """The parts that were chosen, one after the other; then the forms, each as its own sheets."""

    def __init__(self, kit: Kit, parts: Sequence[str], day: date, *, is_for_all: bool = False) -> None:
        self._forms: list[FormPaper] = []
        words: list[FormWords] = []
        if FORMS in parts:
            words = [FormWords(one.title, about_words(), one.items) for one in kit.forms]
        super().__init__(kit_title(), as_page(kit, parts), day)
        self._own_pages = super().pages if self._html else 0
        self._html += "".join(map(form_html, words))
        for one in words:
            sheet = FormPaper(one, day)
            self._forms += [sheet] * (max(1, sheet.sheets_for(kit.people)) if is_for_all else 1)
        self._sheets = [(form, page) for form in self._forms for page in range(form.pages)]

    @property
    def pages(self) -> int:
        return self._own_pages + len(self._sheets)

    def paint(self, painter: QPainter, page: int) -> None:
        if page < self._own_pages:
            super().paint(painter, page)
        else:
            form, inner = self._sheets[page - self._own_pages]
            form.paint(painter, inner)


class KitChoices(QWidget):
    """What goes on it, how many forms, and how far the work is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.work = WorkLine(background.run)
        self.parts: tuple[str, ...] = PARTS
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(8))
        title = _("What goes on it")
        column.addWidget(Label(title, "label"))
        chips = Chips([(part, part_words(part)) for part in PARTS], title, PARTS)
        chips.changed.connect(self._choose)
        column.addWidget(chips)
        self.for_all = SwitchRow(_("Forms for everybody"), _("Off: one of each, to be copied."))
        self.for_all.switch.setObjectName("forms-for-all")
        self.for_all.toggled.connect(lambda _is_on: self.changed.emit())
        column.addWidget(self.for_all)
        column.addWidget(self.work)

    def _choose(self, parts: tuple[str, ...]) -> None:
        self.parts = tuple(one for one in PARTS if one in parts)
        self.changed.emit()


class KitPreview(PrintPreview):
    """Empty until it is gathered. Everything slow is done in the background, with a paper of its own: what is shown
    here may be painted meanwhile.
    """

    def __init__(self, parent: QWidget, gather: Callable[[], Kit], day: date) -> None:
        self._choices = KitChoices()
        super().__init__(parent, Paper(kit_title(), "", day), choices=self._choices)
        self._day = day
        self._kit: Kit | None = None
        self._choices.changed.connect(self._show)
        for button in self._for_paper:
            button.setEnabled(False)
        self._do(_("Preparing it."), lambda step: self._gathered(gather, step), self._on_gathered)

    def done(self, result: int) -> None:
        self._choices.work.stop()
        super().done(result)

    def _maker(self) -> Callable[[], KitPaper]:
        kit, parts, is_for_all = self._kit, self._choices.parts, self._choices.for_all.switch.isChecked()
        assert kit is not None
        return lambda: KitPaper(kit, parts, self._day, is_for_all=is_for_all)

    def _show(self) -> None:
        if self._kit is not None:
            make = self._maker()
            self._do(_("Preparing it."), lambda _step: _moved(make()), self._on_made)

    def _gathered(self, gather: Callable[[], Kit], step: Step) -> tuple[Kit, KitPaper]:
        kit = gather()
        step(0.5)
        return kit, _moved(KitPaper(kit, PARTS, self._day))

    def _on_gathered(self, found: tuple[Kit, KitPaper]) -> None:
        self._kit, paper = found
        self._on_made(paper)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_made(self, paper: KitPaper) -> None:
        self.show_paper(paper)
        self._say(_("Choose at least one part.") if not paper.pages else "")

    # what it does

    def _print_on(self, printer: "QPrinter") -> None:
        make = self._maker()
        self._do(_("Printing"), lambda step: print_on(printer, make(), step), self._on_printed)

    def _on_printed(self, is_sent: bool) -> None:
        self._say(printed_words(is_sent=is_sent), is_failure=not is_sent)

    def _on_pdf_clicked(self) -> None:
        make = self._maker()
        self._save_as("pdf", _("PDF document"), lambda file, step: make().save_pdf(file, step))

    def _on_page_clicked(self) -> None:
        make = self._maker()
        self._save_as("html", _("Web page"), lambda file, _step: make().save_page(file))

    def _save_as(self, ending: str, kind: str, write: Callable[[Path, Step], bool]) -> None:
        file = ask_file(self, f"{kit_title()}.{ending}", f"{kind} (*.{ending})", ending)
        if file is not None:
            self._do(_("Saving"), lambda step: write(file, step), lambda is_saved: self._on_saved(file, is_saved))

    def _on_saved(self, file: Path, is_saved: bool) -> None:
        self._say(saved_words(file, is_saved=is_saved), is_failure=not is_saved)

    def _do(self, words: str, work: Callable[[Step], Any], on_done: Callable[[Any], None]) -> None:
        self._choices.work.start(words, work, on_done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Stopped):
            self._say(_("Stopped. Nothing was written."))
        elif isinstance(error, UserError):
            self._say(error.words, is_failure=True)
        else:
            raise error


def _moved(paper: KitPaper) -> KitPaper:
    paper.move_to(QCoreApplication.instance().thread())
    return paper
