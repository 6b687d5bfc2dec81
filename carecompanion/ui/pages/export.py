"""A person's own data to take along: what goes, as which file, who could read it, and exactly what is written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _, ngettext
from carecompanion.services.clock import local_day
from carecompanion.services.exporting import Choice, Export, as_csv, as_json
from carecompanion.services.exporting_page import as_page, page_title
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.saving import write_whole
from carecompanion.ui.go import Go
from carecompanion.ui.printing import Sheet, ask_file, column_of, scrolled
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.paper import Paper
from carecompanion.ui.widgets.scroll import PageScroll
from carecompanion.ui.widgets.segmented import Segmented
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.tick import Tick
from carecompanion.ui.widgets.top_row import TopRow, fill_page

LEFT = 532
MONTH, HALF_YEAR = 28, 183  # days
MOST_LINES = 2_000  # of a preview; the file has them all
DAY_FORMAT = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Made:
    """What will be written: the text of a table or of JSON, or a paper; and what it was made from."""

    export: Export
    text: str = ""
    paper: Paper | None = None


class ExportPage(QWidget):
    """Choose at the left, see it at the right, save. Nothing is written before a place is chosen.

    `choice`, `span` and `kind` are what was chosen before the page is built anew.
    """

    shell = "full"
    section = "wellbeing"

    def __init__(
        self,
        app: App,
        profile: OpenProfile,
        go: Go,
        choice: Choice | None = None,
        span: str = "month",
        kind: str = "pdf",
    ) -> None:
        super().__init__()
        self._go, self._profile = go, profile
        self._exporting = profile.exporting
        self._today = local_day(app.clock)
        self._made: Made | None = None
        self._asked = 0  # only the newest question's answer is shown
        self._choice = choice or Choice(self._today - timedelta(days=MONTH - 1), self._today)
        self._span_name, self._kind = span, kind
        back = Button(_("Back"), icon="arrow-left")
        back.setObjectName("back")
        back.clicked.connect(go.back)
        self._save = Button(_("Save"), "primary", "download")
        self._save.setObjectName("save")
        self._save.setAccessibleDescription(_("It can be saved once it is ready."))
        self._save.clicked.connect(self._on_save_clicked)
        about = _("You decide whether to share it. Nobody sees it over the network.")
        self._top = TopRow(_("Export my data"), about, [back, self._save])
        fill_page(self, self._top, go.hide).content.addWidget(self._laid_out())
        self._ask_anew()

    def enter(self) -> None:
        self._top.focus_title()

    def arguments_now(self) -> dict[str, Any]:
        """What is ticked stays ticked, and nothing else, in another size or language too."""
        return {"choice": self._choice, "span": self._span_name, "kind": self._kind}

    # what is on it

    def _laid_out(self) -> QWidget:
        holder = QWidget()
        is_column = look.is_one_column
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_column else QBoxLayout.Direction.LeftToRight, holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(24))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, look.space(10), 0)
        column.setSpacing(look.space(16))
        for card in (self._what_card(), self._kind_card()):
            column.addWidget(card)
        column.addStretch(1)
        self._preview = self._preview_side()
        if is_column:
            row.addWidget(left)
            row.addWidget(self._preview)
            return PageScroll(holder)
        scroll = PageScroll(left)
        scroll.setFixedWidth(look.px(LEFT))
        row.addWidget(scroll)
        row.addWidget(self._preview, 1)
        return holder

    def _preview_side(self) -> QWidget:
        side = QWidget()
        self._preview_column = QVBoxLayout(side)
        self._preview_column.setContentsMargins(0, 0, 0, 0)
        self._preview_column.setSpacing(look.space(8))
        self._said = Label(_("Preparing it."), "ui", "textMuted")
        self._said.setObjectName("export-said")
        self._view: QWidget | None = None
        self._preview_column.addWidget(Label(_("Exactly this is written"), "h3"))
        self._preview_column.addWidget(self._said)
        self._preview_column.addStretch(1)
        return side

    def _what_card(self) -> Card:
        card = Card()
        card.body.setSpacing(look.space(8))
        card.body.addWidget(Label(_("What to take along"), "h3"))
        spans = [("month", _("4 weeks")), ("half", _("6 months")), ("all", _("All")), ("other", _("Other days"))]
        self._span = Segmented(spans, self._span_name, _("Which days"))
        self._span.setObjectName("span")
        self._span.chosen.connect(self._on_span_chosen)
        card.body.addWidget(self._span)
        self._days = self._day_fields()
        card.body.addWidget(self._days)
        for name, title in (
            ("has_checkins", _("Check-ins")),
            ("has_practices", _("Practices")),
            ("has_rest", _("Days of rest")),
            ("has_plan", _("My plan")),
            ("has_notes", _("My private notes, as I wrote them")),
        ):
            tick = Tick(title)
            tick.setChecked(getattr(self._choice, name))
            tick.setObjectName(name)
            tick.toggled.connect(lambda is_on, name=name: self._on_part_toggled(name, is_on))
            card.body.addWidget(tick)
        return card

    def _day_fields(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self._first = TextField(_("From (day/month/year)"), self._choice.first.strftime(DAY_FORMAT))
        self._last = TextField(_("To (day/month/year)"), self._choice.last.strftime(DAY_FORMAT))
        for name, field in (("first-day", self._first), ("last-day", self._last)):
            field.line.setObjectName(name)
            field.line.editingFinished.connect(self._on_days_typed)
            column.addWidget(field)
        holder.setVisible(self._span_name == "other")
        return holder

    def _kind_card(self) -> Card:
        card = Card()
        card.body.addWidget(Label(_("As which file"), "h3"))
        kinds = [("pdf", _("PDF")), ("page", _("Web page")), ("csv", _("CSV")), ("json", _("JSON"))]
        self._kinds = Segmented(kinds, self._kind, _("As which file"))
        self._kinds.setObjectName("kind")
        self._kinds.chosen.connect(self._on_kind_chosen)
        card.body.addWidget(self._kinds)
        self._about_kind = Label(self._kind_words(), "small", "textMuted")
        card.body.addWidget(self._about_kind)
        who = _("The file has no passphrase. Whoever finds it, or the paper, can read it: at home or at work.")
        card.body.addWidget(Callout("notice", _("Who could see it"), who, icon="eye"))
        return card

    def _kind_words(self) -> str:
        return {
            "pdf": _("To print, or to take to somebody you trust. It has no single answers, only results."),
            "page": _("Opens in any browser, and a screen reader reads it. It has no single answers, only results."),
            "csv": _("For a spreadsheet: a row for each answer."),
            "json": _("For another program: everything, with its codes."),
        }[self._kind]

    # what the person chooses

    def _on_span_chosen(self, span: object) -> None:
        self._span_name = str(span)
        self._days.setVisible(span == "other")
        first, last = {
            "month": (self._today - timedelta(days=MONTH - 1), self._today),
            "half": (self._today - timedelta(days=HALF_YEAR - 1), self._today),
            "all": self._exporting.days(),
        }.get(str(span), (self._choice.first, self._choice.last))
        self._first.set_text(first.strftime(DAY_FORMAT))
        self._last.set_text(last.strftime(DAY_FORMAT))
        self._choose(replace(self._choice, first=first, last=last))

    def _on_days_typed(self) -> None:
        first, last = _day_of(self._first.text()), _day_of(self._last.text())
        wrong = _("Write it like 4/8/2026.")
        self._first.set_error("" if first else wrong)
        self._last.set_error("" if last else wrong)
        if first and last and first > last:
            self._last.set_error(_("This day is before the first one."))
        elif first and last:
            self._choose(replace(self._choice, first=first, last=last))

    def _on_part_toggled(self, name: str, is_on: bool) -> None:
        change: dict[str, Any] = {name: is_on}
        self._choose(replace(self._choice, **change))

    def _on_kind_chosen(self, kind: object) -> None:
        self._kind = str(kind)
        self._about_kind.setText(self._kind_words())
        self._ask_anew()

    def _choose(self, choice: Choice) -> None:
        if choice != self._choice:
            self._choice = choice
            self._ask_anew()

    # what will be written

    def _ask_anew(self) -> None:
        """Gathered and laid out in the background; what comes home late is not shown."""
        self._asked += 1
        number, choice, kind, exporting = self._asked, self._choice, self._kind, self._exporting
        self._made = None
        self._save.setEnabled(False)
        self._go.run(
            lambda: _make(exporting.gather(choice), kind),
            lambda made: self._show(number, made),
            lambda error: self._on_failed(number, error),
        )

    def _show(self, number: int, made: Made) -> None:
        if not isValid(self) or number != self._asked:
            return  # the page is gone, or something newer was asked
        self._made = made
        self._save.setEnabled(True)
        self._say(_summary(made.export))
        self._put(_sheets(made.paper) if made.paper is not None else _text_view(made.text))

    def _on_failed(self, number: int, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if isValid(self) and number == self._asked:
            self._say(error.words, is_failure=True)

    def _put(self, view: QWidget) -> None:
        old, self._view = self._view, view
        if old is not None:
            old.hide()
            old.deleteLater()
        self._preview_column.insertWidget(2, view, 1000)

    # saving

    def _on_save_clicked(self) -> None:
        made, kind = self._made, self._kind
        if made is None:
            return
        ending, words = {
            "pdf": ("pdf", _("PDF document")),
            "page": ("html", _("Web page")),
            "csv": ("csv", _("Table")),
            "json": ("json", _("JSON")),
        }[kind]
        file = ask_file(self, f"{page_title()}.{ending}", f"{words} (*.{ending})", ending)
        if file is None:
            return
        write = _writer(made, kind)
        self._go.run(lambda: write(file), lambda is_saved: self._on_saved(file, is_saved=is_saved))

    def _on_saved(self, file: Path, *, is_saved: bool) -> None:
        if not isValid(self):
            return
        if is_saved:
            self._say(_("Saved: {file}").format(file=file.name))
        else:
            words = _("It could not be saved. Nothing is left half written. Free some space, or choose another place.")
            self._say(words, is_failure=True)

    def _say(self, words: str, *, is_failure: bool = False) -> None:
        self._said.set_color("danger" if is_failure else "textMuted")
        self._said.setText(words)
        announce(self._said, words, is_urgent=is_failure)


def _make(export: Export, kind: str) -> Made:
    if kind == "csv":
        return Made(export, as_csv(export))
    if kind == "json":
        return Made(export, as_json(export))
    paper = Paper(page_title(), as_page(export), export.made_on)
    paper.move_to(QCoreApplication.instance().thread())
    return Made(export, paper=paper)


def _writer(made: Made, kind: str) -> Callable[[Path], bool]:
    if made.paper is not None:
        return made.paper.save_pdf if kind == "pdf" else made.paper.save_page
    encoding = "utf-8-sig" if kind == "csv" else "utf-8"  # the mark tells spreadsheets of the accents
    text = made.text.encode(encoding, "replace")
    return lambda file: write_whole(file, text)


def _sheets(paper: Paper) -> QWidget:
    return scrolled(column_of([Sheet(paper, page) for page in range(paper.pages)]))


def _text_view(text: str) -> QWidget:
    """The beginning as it is; a long one says how much more the file has."""
    lines = text.splitlines()
    more = len(lines) - MOST_LINES
    shown = "\n".join(lines[:MOST_LINES])
    if more > 0:
        rest = ngettext("And {n} more line, in the same way.", "And {n} more lines, in the same way.", more)
        shown += "\n\n" + rest.format(n=more)
    view = QPlainTextEdit(shown)
    look.style(view)
    view.setObjectName("export-text")
    view.setReadOnly(True)
    view.setFont(look.font("small"))
    view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    view.setAccessibleName(_("Exactly this is written"))
    return view


def _summary(export: Export) -> str:
    """«20 registros, 5 prácticas, 3 días de descanso. Sin notas.»"""
    if export.is_empty:
        return _("Nothing was noted on these days.")
    counts = [
        (len(export.checkins), ngettext("{n} check-in", "{n} check-ins", len(export.checkins))),
        (len(export.practices), ngettext("{n} practice", "{n} practices", len(export.practices))),
        (len(export.rest_days), ngettext("{n} day of rest", "{n} days of rest", len(export.rest_days))),
        (len(export.plan), ngettext("{n} line of the plan", "{n} lines of the plan", len(export.plan))),
        (len(export.notes), ngettext("{n} note", "{n} notes", len(export.notes))),
    ]
    return ", ".join(words.format(n=n) for n, words in counts if n) + "."


def _day_of(typed: str) -> date | None:
    try:
        return datetime.strptime(typed.strip(), DAY_FORMAT).date()
    except ValueError:
        return None
