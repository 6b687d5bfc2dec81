"""Whether a certificate says what was signed: a file, or what stands on paper. Works without a profile and without a
network; nothing is kept.
"""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from carecompanion.app import App
from carecompanion.errors import CertificateUnreadable
from carecompanion.i18n import _, ngettext
from carecompanion.services.certificate_text import fingerprint_of
from carecompanion.services.profiles import OpenProfile
from carecompanion.services.proving import Verdict, check_file, check_text, verify_title
from carecompanion.ui.file_dialog import file_to_open
from carecompanion.ui.go import Go
from carecompanion.ui.pages.form_parts import is_still_here
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import named
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.note_box import NoteEdit
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page

MOST_SHOWN = 30  # certificates of one file
MOST_TYPED = 200_000


class VerifyPage(QWidget):
    """Says who signed, what it says, and whether a letter was changed."""

    shell = "full"
    section = "facilitate"

    def __init__(self, app: App, profile: OpenProfile | None, go: Go) -> None:
        super().__init__()
        self._go = go
        self._profile = profile
        self._asked = 0
        about = _("It works with no network, and nothing is kept.")
        self._top = TopRow(verify_title(), about, [named("back", _("Back"), go.back, icon="arrow-left")])
        self._column = fill_page(self, self._top, go.hide).scrolling_column()
        self._verdict: QWidget | None = None
        self._column.addWidget(self._file_card())
        self._column.addWidget(self._text_card())
        if self._own_keys():
            self._column.addWidget(Label(self._own_words(), "small", "textMuted"))
        self._column.addStretch(1)

    def enter(self) -> None:
        self._top.focus_title()

    def arguments_now(self) -> dict[str, Any]:
        return {}

    # what is on it

    def _file_card(self) -> Card:
        card = Card()
        card.body.addWidget(Label(_("You have the file"), "h3"))
        words = _("The PDF or the web page as it was saved. One changed letter in it is found.")
        card.body.addWidget(Label(words, "ui", "textMuted"))
        choose = named("choose-file", _("Choose the file"), self._on_choose_clicked, "primary", "folder-open")
        card.body.addWidget(FlowRow([choose], 0))
        return card

    def _text_card(self) -> Card:
        card = Card()
        label = Label(_("You have it on paper"), "h3")
        card.body.addWidget(label)
        words = _("Write or paste everything that stands on it, from the title down to the code.")
        card.body.addWidget(Label(words, "ui", "textMuted"))
        self._edit = NoteEdit()
        self._edit.setObjectName("certificate-text")
        self._edit.setAccessibleName(label.text())
        self._edit.setAccessibleDescription(words)
        card.body.addWidget(self._edit)
        card.body.addWidget(FlowRow([named("check-text", _("Verify"), self._on_text_given, icon="badge-check")], 0))
        return card

    def _own_words(self) -> str:
        own = [fingerprint_of(key) for key in self._own_keys()]
        if len(own) > 1:  # joined from two laptops
            return _("The keys of this profile: {keys}").format(keys=", ".join(own))
        return _("The key of this profile: {key}").format(key=own[0])

    def _own_keys(self) -> tuple[bytes, ...]:
        return self._profile.signer.keys if self._profile is not None else ()

    # what the person does

    def _on_choose_clicked(self) -> None:
        file = ask_for_file(self)
        if file is not None:
            self._asked += 1
            number, keys = self._asked, self._own_keys()
            self._go.run(
                lambda: check_file(file, keys),
                lambda verdict: self._on_checked(number, verdict, file.name),
                lambda error: self._on_unread(number, error),
            )

    def _on_checked(self, number: int, verdict: Verdict, name: str) -> None:
        if is_still_here(self) and number == self._asked:
            self._show(verdict, name)

    def _on_unread(self, number: int, error: Exception) -> None:
        if not isinstance(error, CertificateUnreadable):
            raise error
        if is_still_here(self) and number == self._asked:
            self._show(Verdict("unread", error.words))

    def _on_text_given(self) -> None:
        self._asked += 1
        self._show(check_text(self._edit.toPlainText()[:MOST_TYPED], self._own_keys()))

    # what was found out

    def _show(self, verdict: Verdict, name: str = "") -> None:
        """Above both cards, in place of the one before."""
        old, self._verdict = self._verdict, self._made_of(verdict, name)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._column.insertWidget(0, self._verdict)
        self._verdict.show()
        announce(self._verdict, f"{_title_of(verdict)}. {verdict.words}")
        scroll_to(self._verdict)

    def _made_of(self, verdict: Verdict, name: str) -> QWidget:
        kind, icon = ("tip", "badge-check") if verdict.is_true else ("notice", "circle-alert")
        words = verdict.words if not name else f"{name}. {verdict.words}"
        made = Callout(kind, _title_of(verdict), words, icon=icon)
        made.setObjectName(f"verdict-{verdict.kind}")
        if verdict.is_true:
            made.body.addSpacing(look.space(8))
            made.body.addWidget(Label(_("Key: {key}").format(key=verdict.fingerprint), "label"))
            for text in verdict.says[:MOST_SHOWN]:
                made.body.addWidget(Hairline())
                made.body.addWidget(Label(text, "body"))
            rest = len(verdict.says) - MOST_SHOWN
            if rest > 0:
                more = ngettext("And {n} more, signed alike.", "And {n} more, signed alike.", rest)
                made.body.addWidget(Label(more.format(n=rest), "ui"))
        return made


def _title_of(verdict: Verdict) -> str:
    if verdict.is_true:
        count = len(verdict.says)
        return ngettext("It is as it was signed", "The {n} are as they were signed", count).format(n=count)
    return {
        "altered": _("It is not as it was signed"),
        "mistyped": _("The code is not whole"),
        "mixed": _("They were signed with different keys"),
        "unread": _("It cannot be read"),
    }.get(verdict.kind, _("There is nothing to verify here"))


def ask_for_file(parent: QWidget) -> Path | None:
    """Which one; None when the person thought better of it."""
    kinds = _("PDF or web page ({endings})").format(endings="*.pdf *.html *.htm")
    return file_to_open(parent, _("Choose the file"), kinds)
