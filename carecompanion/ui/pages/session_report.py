"""The report of a session: what will be written is seen at once, one click saves or prints it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from shiboken6 import isValid

from carecompanion.app import App
from carecompanion.i18n import _, day_text, minutes_text, ngettext
from carecompanion.learning.groups import K
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.report_sheet import as_csv, as_xlsx, tables_of
from carecompanion.services.saving import write_whole
from carecompanion.services.session_report import Report, guarded_words, report_of
from carecompanion.services.session_report_page import as_page, report_title
from carecompanion.ui.go import Go
from carecompanion.ui.pages.after_parts import Output, Write, sheets_of, two_columns
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import named
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.note_box import NoteBox
from carecompanion.ui.widgets.paper import Paper, Step
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page

KINDS = ("pdf", "page", "xlsx", "csv")


class SessionReportPage(QWidget):
    """Of the run `run`; `kind` is what it will be saved as. Raises SessionNotAllowed when it is not here."""

    shell = "full"
    section = "facilitate"

    def __init__(self, app: App, profile: OpenProfile, go: Go, run: str, kind: str = "pdf") -> None:
        super().__init__()
        self._app, self._go = app, go
        self._run = profile.training.resume(run)
        self._report = report_of(self._run)
        self._kind = kind
        self._asked = 0  # only the newest question's answer is shown
        self._top = TopRow(report_title(), self._report.title, self._acts())
        self._output = Output(go.run, _("Exactly this is written"))
        fill_page(self, self._top, go.hide).content.addWidget(two_columns(self._cards(), self._output))
        self._show_anew()

    def enter(self) -> None:
        self._top.focus_title()

    def leave(self) -> None:
        for box in (self._notes, self._comments):
            box.flush()

    def arguments_now(self) -> dict[str, Any]:
        return {"run": self._run.record.run, "kind": self._kind}

    def print_page(self) -> None:
        self._output.print_it(_paper_of(self._report))

    # what is on it

    def _acts(self) -> list[QWidget]:
        return [
            named("back", _("Back"), self._go.back, icon="arrow-left"),
            named("print", _("Print"), self.print_page, icon="printer"),
            named("save", _("Save"), self._on_save_clicked, "primary", "download"),
        ]

    def _cards(self) -> list[QWidget]:
        cards: list[QWidget] = [self._summary(), self._kind_card(), self._words_card(), self._certificates()]
        if not self._run.is_closed:
            words = _("It says what is known until now. Close the session for the whole report.")
            cards.insert(0, Callout("notice", _("This session is still open"), words))
        return cards

    def _summary(self) -> Card:
        card, report = Card(), self._report
        card.body.setSpacing(look.space(8))
        people = ngettext("{n} person", "{n} people", report.people).format(n=report.people)
        tags: list[QWidget] = []
        if self._run.is_closed:
            tags.append(Tag(_("Closed"), "leaf", "check"))
        if report.people < K or _is_small(report):
            tags.append(Tag(_("Fewer than {k}").format(k=K), icon="shield-check"))
        day = day_text(report.day, with_weekday=True, with_year=True)
        card.body.addWidget(Label(". ".join(filter(None, (day, report.place))), "h3"))
        card.body.addWidget(Label(f"{people}. {minutes_text(report.minutes)}.", "ui", "textMuted"))
        if tags:
            card.body.addWidget(FlowRow(tags, look.space(8)))
        card.body.addWidget(Label(guarded_words(), "small", "textMuted"))
        return card

    def _kind_card(self) -> Card:
        card = Card()
        card.body.addWidget(Label(_("As which file"), "h3"))
        words = {"pdf": _("PDF"), "page": _("Web page"), "xlsx": _("XLSX"), "csv": _("CSV")}
        kinds = Segmented([(kind, words[kind]) for kind in KINDS], self._kind, _("As which file"))
        kinds.setObjectName("kind")
        kinds.chosen.connect(self._on_kind_chosen)
        card.body.addWidget(kinds)
        self._about_kind = Label(_about(self._kind), "small", "textMuted")
        card.body.addWidget(self._about_kind)
        return card

    def _words_card(self) -> Card:
        card = Card()
        card.body.addWidget(Label(_("Your comments"), "h3"))
        self._notes = self._box("notes", _("How it went"), self._report.notes, self._run.set_notes)
        self._comments = self._box(
            "comments", _("What people wrote on the form"), self._report.comments, self._run.set_comments
        )
        for box in (self._notes, self._comments):
            card.body.addWidget(box)
        return card

    def _box(self, name: str, label: str, text: str, keep: Callable[[str], bool]) -> NoteBox:
        box = NoteBox(label)
        box.edit.setObjectName(name)
        box.set_text(text)
        box.text_paused.connect(lambda: self._on_written(box, keep))
        return box

    def _certificates(self) -> Card:
        card = Card()
        card.body.addWidget(Label(_("Certificates"), "h3"))
        words = _("With the names you type or paste. Each can be proved with no network.")
        card.body.addWidget(Label(words, "ui", "textMuted"))
        run = self._run.record.run
        make = named(
            "certificates", _("Make certificates"), lambda: self._go.page("certificates", run=run), icon="award"
        )
        verify = named("verify", _("Verify a certificate"), lambda: self._go.page("verify"), "link")
        card.body.addWidget(FlowRow([make, verify], look.space(8)))
        return card

    # what the person does

    def _on_kind_chosen(self, kind: object) -> None:
        self._kind = str(kind)
        self._about_kind.setText(_about(self._kind))
        self._show_anew()

    def _on_written(self, box: NoteBox, keep: Callable[[str], bool]) -> None:
        box.show_saved(keep(box.text()))
        self._report = report_of(self._run)
        self._show_anew()

    def _on_save_clicked(self) -> None:
        self.leave()
        ending, words = {
            "pdf": ("pdf", _("PDF document")),
            "page": ("html", _("Web page")),
            "xlsx": ("xlsx", _("Spreadsheet")),
            "csv": ("csv", _("Table")),
        }[self._kind]
        self._output.save(report_title(), words, ending, _writer(self._report, self._kind))

    # the preview

    def _show_anew(self) -> None:
        """Laid out in the background; what comes home late is not shown."""
        self._asked += 1
        number, report = self._asked, self._report
        if self._kind in ("xlsx", "csv"):
            self._output.put(_text_view(as_csv(tables_of(report))))
            return
        self._go.run(lambda: _laid(report), lambda paper: self._on_laid(number, paper))

    def _on_laid(self, number: int, paper: Paper) -> None:
        if isValid(self) and number == self._asked:
            self._output.put(sheets_of(paper))


def _laid(report: Report) -> Paper:
    paper = _paper_of(report)()
    paper.move_to(QCoreApplication.instance().thread())
    return paper


def _paper_of(report: Report) -> Callable[[], Paper]:
    """Made where it is used: saving paints in the background what is shown here meanwhile."""
    return lambda: Paper(report_title(), as_page(report), report.day)


def _writer(report: Report, kind: str) -> Write:
    def write(file: Path, step: Step) -> bool:
        step(0.0)
        if kind == "pdf":
            return _paper_of(report)().save_pdf(file, step)
        if kind == "page":
            return _paper_of(report)().save_page(file)
        tables = tables_of(report)
        if kind == "csv":  # the mark tells spreadsheets of the accents
            return write_whole(file, as_csv(tables).encode("utf-8-sig", "replace"))
        return write_whole(file, as_xlsx(tables, step))

    return write


def _text_view(text: str) -> QWidget:
    view = QPlainTextEdit(text)
    look.style(view)
    view.setObjectName("report-text")
    view.setReadOnly(True)
    view.setTabChangesFocus(True)
    view.setFont(look.font("small"))
    view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    view.setAccessibleName(_("Exactly this is written"))
    return view


def _is_small(report: Report) -> bool:
    """Something was asked, and nothing of it may be told."""
    figures = [figure for one in report.rounds for told in one.told for figure in told.figures]
    return bool(figures) and all(figure.value is None for figure in figures)


def _about(kind: str) -> str:
    return {
        "pdf": _("To print, or to send to whoever asked for the training."),
        "page": _("Opens in any browser, and a screen reader reads it."),
        "xlsx": _("For a spreadsheet, with a leaf for each part. What is not shown on paper is not in it either."),
        "csv": _("The same tables in one plain file. What is not shown on paper is not in it either."),
    }[kind]
