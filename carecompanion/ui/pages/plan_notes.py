"""My private notes: what was written in lessons, practices and check-ins, to be found again, mended or deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.content.prose import fold
from carecompanion.i18n import _, day_text, ngettext
from carecompanion.learning.records import Note
from carecompanion.services.profiles import OpenProfile
from carecompanion.ui.go import Go
from carecompanion.ui.pages.plan_lines import Own
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.cropped import CroppedPicture
from carecompanion.ui.widgets.dialog import ask
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.hard_words import HardWords
from carecompanion.ui.widgets.note_box import NoteBox
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label

SHOWN, SEARCH_MS = 40, 150
FIELD = 420


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note as it is listed. `note` is None for what was written in a check-in, which stays as it was."""

    group: str
    title: str
    text: str
    day: date
    note: Note | None = None
    may_open: bool = False

    def holds(self, needles: Sequence[str]) -> bool:
        folded = fold(f" {self.group} {self.title} {self.text}")
        return all(needle in folded for needle in needles)


def own_notes(profile: OpenProfile) -> list[OwnNote]:
    """Newest first, those of one lesson together; then those of the check-ins, by day."""
    found = [
        OwnNote(
            group=one.lesson_title or _("From a lesson that is not here any more"),
            title=one.step_title,
            text=one.note.text,
            day=one.note.at.astimezone().date(),
            note=one.note,
            may_open=one.may_open,
        )
        for one in profile.study.notes()
    ]
    order = {group: place for place, group in reversed(list(enumerate(one.group for one in found)))}
    found.sort(key=lambda one: order[one.group])
    days = profile.wellbeing.days_noted()
    entries = profile.wellbeing.entries_between(*days) if days is not None else ()
    group = _("From my check-ins")
    return found + [OwnNote(group, "", one.note, one.day) for one in reversed(entries) if one.note]


class NotesView(QWidget):
    """All notes, a search over them that is kept nowhere, and what can be done with each."""

    def __init__(self, profile: OpenProfile, go: Go) -> None:
        super().__init__()
        self._profile, self._go = profile, go
        self._notes = own_notes(profile)
        self._shown = SHOWN
        self._rows: list[NoteRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(16))
        self._column.addWidget(Label(_("Only you see them. They stay on this computer."), "body", "textMuted"))
        self._field = TextField(_("Search my notes"), max_length=100)
        self._field.line.setObjectName("search-notes")
        self._field.setMaximumWidth(look.px(FIELD))
        self._field.text_changed.connect(self._on_search_typed)
        self._column.addWidget(self._field)
        self._found = Label("", "small", "textMuted")
        self._found.setObjectName("found-notes")
        self._column.addWidget(self._found)
        self._list = QWidget()
        self._column.addWidget(self._list)
        self._column.addStretch(1)
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._wait.timeout.connect(self._search)
        self._show()

    def flush(self) -> None:
        for row in self._rows:
            row.flush()

    def close_editing(self) -> None:
        """Esc: what is written is kept; then the search is empty again."""
        if any(row.is_editing for row in self._rows):
            for row in self._rows:
                row.stop_editing()
        elif self._field.text():
            self._field.set_text("")
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    # searching

    def _on_search_typed(self, _text: str) -> None:
        self._wait.start()

    def _search(self) -> None:
        self._shown = SHOWN
        self._show()
        announce(self, self._found.text())

    def _needles(self) -> list[str]:
        """Each word, by its beginning."""
        return [f" {word}" for word in fold(self._field.text()).split()]

    # showing

    def _show(self) -> None:
        self.flush()
        needles = self._needles()
        found = [one for one in self._notes if one.holds(needles)]
        self._field.setVisible(bool(self._notes))
        self._found.setVisible(bool(needles))
        self._found.setText(self._found_words(len(found)))
        old, self._list = self._list, QWidget()
        old.hide()
        self._column.replaceWidget(old, self._list)
        old.setParent(None)
        old.deleteLater()
        self._rows = []
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space(16))
        if not self._notes:
            inside.addWidget(self._empty_card())
        shown = found[: self._shown]
        for group in dict.fromkeys(one.group for one in shown):
            inside.addWidget(self._group_card(group, [one for one in shown if one.group == group]))
        if len(found) > len(shown):
            inside.addWidget(self._more_button(), 0, Qt.AlignmentFlag.AlignLeft)

    def _found_words(self, count: int) -> str:
        if not count:
            return _("We did not find “{words}” in your notes.").format(words=self._field.text().strip())
        return ngettext("{n} note found", "{n} notes found", count).format(n=count)

    def _group_card(self, group: str, notes: Sequence[OwnNote]) -> Card:
        card = Card(padding=22)
        card.body.setSpacing(0)
        card.body.addWidget(Label(group, "h3"))
        for number, one in enumerate(notes):
            if number:
                card.body.addWidget(Hairline())
            row = NoteRow(self._profile, one)
            row.open_asked.connect(lambda one=one: self._open(one))
            row.delete_asked.connect(lambda one=one: self._delete(one))
            row.help_asked.connect(self._go.help)
            self._rows.append(row)
            card.body.addWidget(row)
        return card

    def _more_button(self) -> Button:
        more = Button(_("Show more notes"), size="small")
        more.setObjectName("more-notes")
        more.clicked.connect(self._show_more)
        return more

    def _show_more(self) -> None:
        first = len(self._rows)
        self._shown += SHOWN
        self._show()
        if first < len(self._rows):
            self._rows[first].focus()

    def _empty_card(self) -> Card:
        card = Card(padding=22)
        picture = CroppedPicture("planta", 68, 68, radius=0, may_shrink=False)
        card.body.addWidget(picture, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Label(_("Here you will find again what you write in the lessons."), "h3"))
        button = Button(_("See all lessons"), icon="book-open")
        button.setObjectName("all-lessons")
        button.clicked.connect(lambda: self._go.page("learn"))
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    # what is asked for

    def _open(self, one: OwnNote) -> None:
        if one.note is not None:
            self._go.page("lesson", lesson=one.note.lesson, step=one.note.step)

    def _delete(self, one: OwnNote) -> None:
        """The only thing here that asks first: it cannot be undone."""
        if one.note is None:
            return
        title, text = _("Delete this note?"), _("It goes from this computer, and from the copies of the last days too.")
        act = ngettext("Delete {n} note", "Delete {n} notes", 1).format(n=1)
        if not ask(self, title, text, _("Keep the note"), act, danger=True):
            return
        self.flush()
        self._profile.study.rewrite(one.note, "")
        self._profile.own_data.something_went()
        self._notes = own_notes(self._profile)
        self._show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, _("The note is gone."))


class NoteRow(QWidget):
    """One note to be read, with what can be done; or being written, kept as one types."""

    open_asked = Signal()
    delete_asked = Signal()
    help_asked = Signal()

    def __init__(self, profile: OpenProfile, one: OwnNote) -> None:
        super().__init__()
        self._profile, self._one, self._text = profile, one, one.text
        self._box: NoteBox | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.space(10), 0, look.space(10))
        column.setSpacing(look.space(6))
        day = day_text(one.day, with_year=True)
        column.addWidget(Label(" · ".join(words for words in (one.title, day) if words), "small", "textMuted"))
        self._words = Own(one.text)
        column.addWidget(self._words)
        self._acts = FlowRow(self._buttons(), look.space(8))
        column.addWidget(self._acts)
        self._acts.setVisible(one.note is not None)
        self._column = column
        self._hard = HardWords()
        column.addWidget(self._hard)
        self._hard.help_asked.connect(self.help_asked)

    @property
    def is_editing(self) -> bool:
        return self._box is not None

    def focus(self) -> None:
        first = next((one for one in self.findChildren(Button) if not one.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        if self._box is not None:
            self._box.flush()

    def edit(self) -> None:
        box = self._box = NoteBox(_("My private note"))
        box.edit.setObjectName("note-text")
        box.set_text(self._text)
        box.text_paused.connect(self._keep)
        self._words.hide()
        self._acts.hide()
        self._room = QWidget()
        room = QVBoxLayout(self._room)
        room.setContentsMargins(0, look.space(4), 0, 0)
        room.addWidget(box)
        done = Button(_("Done"), "primary", size="small")
        done.setObjectName("done-note")
        done.clicked.connect(self.stop_editing)
        room.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.insertWidget(self._column.indexOf(self._hard), self._room)
        self._order_for_tab(box, done)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, box, lambda: scroll_to(self._room))

    def stop_editing(self) -> None:
        """Back to reading. A note without words is gone, from the copies too."""
        if self._box is None:
            return
        self.flush()
        self._box = None
        self._room.setParent(None)
        self._room.deleteLater()
        if not self._text and self._one.text:
            self._profile.own_data.something_went()
        self._words.setText(self._text or _("This note is empty now."))
        self._words.show()
        self._acts.show()
        self.focus()

    def _keep(self) -> None:
        assert self._box is not None and self._one.note is not None
        self._text = self._box.text()
        self._box.show_saved(self._profile.study.rewrite(self._one.note, self._text))
        if self._profile.wellbeing.is_hard(self._text):
            self._hard.appear()

    def _buttons(self) -> list[Button]:
        made = []
        for name, words, icon, kind, act in (
            ("open", _("Open the lesson"), "book-open", "outline", self.open_asked),
            ("edit", _("Edit"), "pencil", "link", self.edit),
            ("delete", _("Delete"), "trash-2", "link", self.delete_asked),
        ):
            if name == "open" and not self._one.may_open:
                continue
            button = Button(words, kind, icon, size="small")
            button.setObjectName(f"{name}-note")
            button.setAccessibleDescription(self._one.title or self._one.group)
            button.clicked.connect(act)
            made.append(button)
        return made

    def _order_for_tab(self, box: NoteBox, done: Button) -> None:
        """What opens here comes where it stands, not last."""
        QWidget.setTabOrder(self._acts.findChildren(Button)[-1], box.edit)
        QWidget.setTabOrder(box.edit, done)
