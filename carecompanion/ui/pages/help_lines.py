"""Lines of my area: what whoever coordinates here adds to Help now. Everybody on this computer sees it; it says so."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from carecompanion.app import App
from carecompanion.errors import UserError
from carecompanion.i18n import _
from carecompanion.services.help_lines import LocalLine, full_words
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.help_words import local_words
from carecompanion.ui.pages.help_cards import LOCAL_ROOM
from carecompanion.ui.pages.help_line_form import LineForm
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.help_row import HelpRow
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.top_row import TopRow, fill_page

FAILED = "lines-failed"


class HelpLinesPage(QWidget):
    """Works without a profile. What is half written stays as a draft until it is kept or thrown away."""

    shell = "full"
    section = "help"

    def __init__(self, app: App, profile: OpenProfile | None, go: Go, is_adding: bool = False) -> None:
        super().__init__()
        self._app, self._go, self._lines = app, go, app.help_lines
        self._today = app.clock().astimezone().date()
        self._form: LineForm | None = None
        self._parts: list[QWidget] = []
        self._top = TopRow(title(), shared_words(), [self._back_button()])
        self._column = fill_page(self, self._top, go.hide).scrolling_column()
        self._show(self._lines.draft or (self._lines.new() if is_adding and not self._lines.is_full else None))

    def enter(self) -> None:
        if self._form is not None:
            self._form.focus_first()
        else:
            self._top.focus_title()

    def leave(self) -> None:
        """What is half written stays."""
        if self._form is not None:
            is_changed = self._form.line != self._form.original
            self._lines.draft = self._form.line if self._form.has_words and is_changed else None

    def arguments_now(self) -> dict[str, bool]:
        return {"is_adding": self._form is not None and self._form.is_new}

    def escape(self) -> None:
        """First the form closes, with its draft kept; then back."""
        if self._form is None:
            self._go.back()
            return
        self.leave()
        self._show(None)
        self._focus("add-line")

    def _back_button(self) -> Button:
        button = Button(_("Back"), icon="arrow-left")
        button.setObjectName("back")
        button.clicked.connect(self._go.back)
        return button

    # what is shown

    def _show(self, writing: LocalLine | None) -> None:
        """Everything below the title, anew; with the form open when somebody is writing."""
        while self._column.count():
            old = self._column.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._form = self._make_form(writing) if writing is not None else None
        self._parts = [Callout("notice", _("Call first"), call_first_words(), icon="phone")]
        if self._lines.trouble:
            self._parts.append(Callout("notice", self._lines.trouble))
        self._parts.append(self._form if self._form is not None else self._add_row())
        if self._lines.lines():
            self._parts.append(self._list())
        elif self._form is None:
            self._parts.append(Label(_("There are no lines of this area yet."), "ui", "textMuted"))
        for part in self._parts:
            self._column.addWidget(part)
            part.show()  # now, so that it can take the keyboard
        self._column.addStretch(1)

    def _make_form(self, line: LocalLine) -> LineForm:
        kept = next((one for one in self._lines.lines() if one.id == line.id), None)
        form = LineForm(self._lines, line, kept)
        form.kept.connect(self._on_kept)
        form.cancelled.connect(self._on_cancelled)
        return form

    def _add_row(self) -> QWidget:
        if self._lines.is_full:
            return Label(full_words(), "ui", "textMuted")
        add = Button(_("Add a line"), "primary", "plus")
        add.setObjectName("add-line")
        add.clicked.connect(self._on_add)
        return FlowRow([add], 0)

    def _list(self) -> Card:
        card = Card(padding=0)
        card.body.setSpacing(0)
        lines = self._lines.lines()
        for number, line in enumerate(lines):
            if number:
                card.body.addWidget(Hairline())
            card.body.addWidget(HelpRow(local_words(line, self._today), number_room=LOCAL_ROOM))
            card.body.addWidget(self._acts(line, number, len(lines)))
        return card

    def _acts(self, line: LocalLine, number: int, count: int) -> QWidget:
        made = []
        for name, words, icon, act, may in (
            ("edit", _("Edit"), "pencil", self._on_edit, True),
            ("up", _("Move up"), "chevron-up", partial(self._on_move, by=-1), number > 0),
            ("down", _("Move down"), "chevron-down", partial(self._on_move, by=1), number < count - 1),
            ("remove", _("Remove"), "trash-2", self._on_remove, True),
        ):
            button = Button(words, "link", icon, "small")
            button.setObjectName(f"{name}-{line.id}")
            button.setAccessibleDescription(line.title)
            button.setEnabled(may)
            button.clicked.connect(partial(_call, act, line))
            made.append(button)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(look.space(12), 0, look.space(12), look.space(8))
        column.addWidget(FlowRow(made, look.space(4)))
        return holder

    # what is done

    def _on_add(self) -> None:
        self._show(self._lines.draft or self._lines.new())
        self.enter()

    def _on_edit(self, line: LocalLine) -> None:
        self._show(line)
        self.enter()
        if self._form is not None:
            scroll_to(self._form)

    def _on_cancelled(self) -> None:
        self._lines.draft = None
        self._show(None)
        self._focus("add-line")

    def _on_kept(self, line: LocalLine) -> None:
        if self._try(lambda: self._lines.keep(line)):
            self._lines.draft = None
            self._show(None)
            self._focus(f"edit-{line.id}")
            self._go.toast(_("Saved on this computer"))

    def _on_move(self, line: LocalLine, by: int) -> None:
        if self._try(lambda: self._lines.move(line.id, by)):
            self._show(None)
            self._focus(f"{'up' if by < 0 else 'down'}-{line.id}", f"edit-{line.id}")
            place = next(number for number, one in enumerate(self._lines.lines(), 1) if one.id == line.id)
            announce(self, _("{title}: place {n}").format(title=line.title, n=place))

    def _on_remove(self, line: LocalLine) -> None:
        place = next((number for number, one in enumerate(self._lines.lines()) if one.id == line.id), 0)
        if self._try(lambda: self._lines.remove(line.id)):
            self._show(None)
            self._focus("add-line")
            words = _("“{title}” was removed.").format(title=line.title)
            self._go.toast(words, _("Undo"), lambda: self._put_back(line, place))

    def _put_back(self, line: LocalLine, place: int) -> None:
        """Also when the page is not here any more."""
        try:
            self._lines.keep(line, place)
        except UserError as error:
            self._go.toast(error.words)
            return
        if isValid(self):
            self._show(self._form.line if self._form is not None else None)
            self._focus(f"edit-{line.id}")

    def _try(self, change: Callable[[], object]) -> bool:
        """Whether it worked; if not, the sentence stands on the page and what was written stays."""
        try:
            change()
        except UserError as error:
            self._say(error.words)
            return False
        return True

    def _say(self, words: str) -> None:
        """Above everything, once."""
        for old in [part for part in self._parts if part.objectName() == FAILED]:
            self._parts.remove(old)
            old.hide()
            old.deleteLater()
        said = Callout("danger", _("That did not work"), words)
        said.setObjectName(FAILED)
        self._parts.insert(0, said)
        self._column.insertWidget(0, said)
        said.show()
        announce(said, words, is_urgent=True)
        scroll_to(said)

    def _focus(self, *names: str) -> None:
        """The first of these buttons that is there and can be pressed."""
        found = [button for name in names for part in self._parts for button in part.findChildren(Button, name)]
        first = next((button for button in found if button.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._top.focus_title()


def _call(act: Callable[[LocalLine], None], line: LocalLine, _is_checked: bool = False) -> None:
    act(line)


def title() -> str:
    return _("Lines of my area")


def shared_words() -> str:
    return _("Everybody who uses this computer sees them in Help now, with or without a profile.")


def call_first_words() -> str:
    return _(
        "Dial each number yourself before you write it down: who answers, when, and in which languages. "
        "Only numbers of services, never of a person."
    )
