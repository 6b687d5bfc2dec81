"""Certificates: names typed or pasted now, seen at once, printed or saved with one click. They are not kept unless the
trainer says so.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _, minutes_text, ngettext
from carecompanion.services.certificate_names import Names, read_names
from carecompanion.services.certificate_text import Certificate, tidy
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.certificate_paper import CertificatePaper
from carecompanion.ui.go import Go
from carecompanion.ui.pages.after_parts import Output, sheets_of, two_columns
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import named
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.fields import ErrorLine, TextField
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.note_box import NoteEdit
from carecompanion.ui.widgets.paper import Step
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page

PAUSE_MS = 300
MOST_TYPED = 200_000  # letters; whoever pastes a book has the wrong page
DAY_FORMAT = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on the page. `hours` are real or plan, `kind` pdf or page."""

    names: str = ""
    course: str = ""
    day: str = ""
    hours: str = "real"
    kind: str = "pdf"


class Draft:
    """Takes what was typed over to the same page built anew, in another size or language, and nowhere else: it is
    empty as soon as something else is on the screen.
    """

    def __init__(self) -> None:
        self._typed: Typed | None = None

    def put(self, typed: Typed) -> None:
        self._typed = typed
        QTimer.singleShot(0, self.take)

    def take(self) -> Typed | None:
        found, self._typed = self._typed, None
        return found


class CertificatesPage(QWidget):
    """Of the run `run`. Raises SessionNotAllowed when it is not here."""

    shell = "full"
    section = "facilitate"

    def __init__(self, app: App, profile: OpenProfile, go: Go, run: str, draft: Draft | None = None) -> None:
        super().__init__()
        self._app, self._go, self._signer = app, go, profile.signer
        self._is_guest = profile.is_guest
        self._run = profile.training.resume(run)
        self._draft = draft or Draft()
        self._names: Names | None = None
        self._paper: CertificatePaper | None = None
        typed = self._draft.take() or self._begun()
        self._typed = typed
        self._save = named("save", _("Save"), self._on_save_clicked, "primary", "download")
        self._print = named("print", _("Print"), self.print_page, icon="printer")
        back = named("back", _("Back"), go.back, icon="arrow-left")
        self._top = TopRow(_("Certificates"), self._run.record.title, [back, self._print, self._save])
        self._output = Output(go.run, _("Exactly this is printed"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._read)
        cards = [self._names_card(), self._course_card(), self._kind_card()]
        fill_page(self, self._top, go.hide).content.addWidget(two_columns(cards, self._output))
        self._read()

    def enter(self) -> None:
        self._top.focus_title()

    def leave(self) -> None:
        """The list is kept only where it is to be remembered."""
        self._pause.stop()
        self._read()
        self._draft.put(self._typed_now())

    def arguments_now(self) -> dict[str, Any]:
        return {"run": self._run.record.run, "draft": self._draft}

    def print_page(self) -> None:
        paper = self._made()
        if paper is not None:
            self._output.print_it(lambda: paper)

    # what is on it

    def _begun(self) -> Typed:
        """As the session has it, with the list where it was to be remembered."""
        day = self._run.ended_at.astimezone().date()
        return Typed("\n".join(self._run.course.names), self._run.record.title, day.strftime(DAY_FORMAT))

    def _typed_now(self) -> Typed:
        names = self._edit.toPlainText()[:MOST_TYPED]
        return replace(self._typed, names=names, course=self._course.text(), day=self._day.text())

    def _names_card(self) -> Card:
        card = Card()
        card.body.setSpacing(look.space(8))
        label = Label(_("Names, one a line"), "h3")
        card.body.addWidget(label)
        about = _("Type them or paste a list. Only the names: no document numbers.")
        card.body.addWidget(Label(about, "small", "textMuted"))
        self._edit = NoteEdit()
        self._edit.setObjectName("names")
        self._edit.setAccessibleName(label.text())
        self._edit.setAccessibleDescription(about)
        self._edit.setMinimumHeight(look.px(148))
        self._edit.setPlainText(self._typed.names)
        self._edit.textChanged.connect(self._pause.start)
        card.body.addWidget(self._edit)
        self._wrong = ErrorLine()
        self._wrong.setObjectName("names-wrong")
        card.body.addWidget(self._wrong)
        self._told = Label("", "small", "textMuted")
        self._told.setObjectName("names-told")
        card.body.addWidget(self._told)
        words = _("Off: the names are gone when you leave this page. On: they stay encrypted in your profile.")
        self._remember = SwitchRow(_("Remember the list"), words, bool(self._run.course.names))
        self._remember.switch.setObjectName("remember")
        self._remember.toggled.connect(lambda _is_on: self._keep())
        card.body.addWidget(self._remember)
        return card

    def _course_card(self) -> Card:
        card = Card()
        self._course = TextField(_("Course"), self._typed.course, max_length=120)
        self._course.line.setObjectName("course")
        self._day = TextField(_("Date (day/month/year)"), self._typed.day)
        self._day.line.setObjectName("day")
        for field in (self._course, self._day):
            field.text_changed.connect(lambda _text: self._pause.start())
            card.body.addWidget(field)
        card.body.addWidget(Label(_("Hours"), "small", "textMuted"))
        options = [
            ("real", _("As they were: {time}").format(time=minutes_text(self._minutes("real")))),
            ("plan", _("As planned: {time}").format(time=minutes_text(self._minutes("plan")))),
        ]
        self._hours = Segmented(options, self._typed.hours, _("Hours"))
        self._hours.setObjectName("hours")
        self._hours.chosen.connect(self._on_hours_chosen)
        card.body.addWidget(self._hours)
        return card

    def _kind_card(self) -> Card:
        card = Card()
        card.body.addWidget(Label(_("As which file"), "h3"))
        kinds = Segmented([("pdf", _("PDF")), ("page", _("Web page"))], self._typed.kind, _("As which file"))
        kinds.setObjectName("kind")
        kinds.chosen.connect(self._on_kind_chosen)
        card.body.addWidget(kinds)
        words = _("All of them in one file, a page each. The code below each one tells whether a letter was changed.")
        card.body.addWidget(Label(words, "small", "textMuted"))
        self._key = Label("", "small", "textMuted")
        self._key.setObjectName("key")
        card.body.addWidget(self._key)
        verify = named("verify", _("Verify a certificate"), lambda: self._go.page("verify"), "link", "badge-check")
        card.body.addWidget(FlowRow([verify], 0))
        return card

    def _minutes(self, hours: str) -> int:
        """A certificate says a minute at least."""
        return max(1, self._run.whole_minutes if hours == "real" else self._run.planned_minutes)

    # what the person does

    def _on_hours_chosen(self, hours: object) -> None:
        self._typed = replace(self._typed, hours=str(hours))
        self._read()

    def _on_kind_chosen(self, kind: object) -> None:
        self._typed = replace(self._typed, kind=str(kind))

    def _on_save_clicked(self) -> None:
        paper, is_pdf = self._made(), self._typed.kind == "pdf"
        if paper is None:
            return

        def write(file: Path, step: Step) -> bool:
            step(0.0)
            return paper.save_pdf(file, step) if is_pdf else paper.save_page(file)

        ending, words = ("pdf", _("PDF document")) if is_pdf else ("html", _("Web page"))
        self._output.save(paper.title, words, ending, write)

    def _made(self) -> CertificatePaper | None:
        """What is typed at this very moment; None: what is missing has been said, and the keyboard is there."""
        self._pause.stop()
        self._read()
        if self._paper is None:
            wrong = self._edit if self._names is None else self._course if not tidy(self._course.text()) else self._day
            wrong.setFocus()
        return self._paper

    # reading

    def _read(self) -> None:
        """From what is typed to the pages, and to the words about what was done with it."""
        typed = self._typed = self._typed_now()
        self._names = self._read_names(typed.names)
        day = _day_of(typed.day)
        self._day.set_error("" if day else _("Write it like 4/8/2026."))
        self._course.set_error("" if tidy(typed.course) else _("Write what the course is called."))
        self._keep()
        self._paper = None
        if self._names is not None and day is not None and tidy(typed.course):
            self._paper = self._paper_of(self._names, typed, day)
        for button in (self._save, self._print):
            button.setAccessibleDescription("" if self._paper else _("Write at least one name first."))
        if self._paper is None:
            self._output.clear()
        else:
            self._output.put(sheets_of(self._paper))

    def _read_names(self, text: str) -> Names | None:
        is_empty = not text.strip()
        try:
            names = read_names(text)
        except UserError as error:
            self._wrong.set_text("" if is_empty else error.words)
            self._told.setText(error.words if is_empty else "")
            self._told.setVisible(is_empty)
            return None
        self._wrong.set_text("")
        count = ngettext("{n} certificate.", "{n} certificates.", len(names.names)).format(n=len(names.names))
        self._told.setText("\n".join((count, *names.words)))
        self._told.show()
        announce(self._told, self._told.text())
        return names

    def _paper_of(self, names: Names, typed: Typed, day: date) -> CertificatePaper | None:
        try:
            pen = self._signer.own()
        except UserError as error:
            self._output.say(error.words, is_failure=True)
            return None
        self._key.setText(self._key_words(pen.fingerprint))
        minutes = self._minutes(typed.hours)
        made = [Certificate(name, typed.course, minutes, day) for name in names.names]
        return CertificatePaper(made, pen, day)

    def _key_words(self, fingerprint: str) -> str:
        if self._is_guest:
            return _("Key: {key}. You are a guest: nobody can tell later that it was yours.").format(key=fingerprint)
        return _("Your key: {key}. Whoever verifies compares it.").format(key=fingerprint)

    def _keep(self) -> None:
        """Only where the list is to be remembered; else it is forgotten now."""
        if not self._remember.switch.isChecked():
            self._run.set_names(())
        elif self._names is not None:
            self._run.set_names(self._names.names)


def _day_of(typed: str) -> date | None:
    try:
        return datetime.strptime(typed.strip(), DAY_FORMAT).date()
    except ValueError:
        return None
