"""The one-minute check-in: five questions on one screen, each answer kept as a draft at once, one button that saves."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.model import CheckIn, ItemId
from carecompanion.i18n import _
from carecompanion.services.wellbeing import CheckInRun
from carecompanion.ui.pages.wellbeing_items import QuestionRow
from carecompanion.ui.pages.wellbeing_parts import tab_after
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.chips import Chips
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.icon import IconLabel
from carecompanion.ui.widgets.note_box import NoteBox
from carecompanion.ui.widgets.scroll import scroll_to
from carecompanion.ui.widgets.text import Label

UNDER, BETWEEN = 14, 12


class MinuteForm(QWidget):
    """`finished(outcome)` once it is saved; `left` when the person would rather not now.

    `mood` is a face chosen on Today. With `may_offer` a draft begun earlier offers itself before one goes on.
    """

    finished = Signal(object)
    left = Signal()

    def __init__(self, run: CheckInRun, mood: int = 0, *, may_offer: bool = True, is_guest: bool = False) -> None:
        super().__init__()
        self._run, self._mood = run, mood
        self._offer = self._make_offer() if run.was_drafted and may_offer else None
        self._take_mood()
        self._rows = [self._row(item.id) for item in run.checkin.items]
        self._note: NoteBox | None = None
        self._note_card = Card(padding=22)
        if run.note:
            self._make_note()
        else:
            self._note_card.hide()
        self._footer = _Footer(where_kept(is_guest))
        self._footer.setObjectName("footer")
        self.footer = None if look.is_one_column else self._footer  # for the page to put below
        self._footer.note.clicked.connect(self._open_note)
        self._footer.not_now.clicked.connect(self.left)
        self._footer.save.clicked.connect(self._save)
        self._lay_out(run.checkin)
        self._show_state()

    @property
    def has_draft(self) -> bool:
        return bool(self._run.answers or self._run.tags or self._run.note.strip())

    def focus_first(self) -> None:
        self._rows[0].focus_here()

    def flush(self) -> None:
        """What is being written is kept now."""
        if self._note is not None:
            self._note.flush()

    def discard(self) -> None:
        """Empty again, as if nothing had been marked."""
        self._run.discard()
        for row in self._rows:
            row.field.clear()
        if self._note is not None:
            self._note.set_text("")
        self._show_state()

    # how it is laid out

    def _lay_out(self, checkin: CheckIn) -> None:
        """The buttons stay in sight below what scrolls; where text is large they stand at the end of it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(BETWEEN))
        about = Label(checkin.about, "body", "textMuted")
        about.setContentsMargins(0, 0, 0, look.space(UNDER - BETWEEN))
        for part in (about, self._offer, *self._rows, self._note_card):
            if part is not None:
                column.addWidget(part)
        if self.footer is None:
            column.addWidget(self._footer)

    def _row(self, item: ItemId) -> QuestionRow:
        checkin = self._run.checkin
        row = QuestionRow(checkin.item(item), checkin.answers_to(item), self._run.answers.get(item), self._run.tags)
        row.answered.connect(lambda value: self._answer(item, value))
        row.tagged.connect(self._tag)
        return row

    def _make_note(self) -> NoteBox:
        """Made when it is first needed: most minutes have none."""
        note = NoteBox(_("My private note"))
        note.setObjectName("minute-note")
        note.set_text(self._run.note)
        note.text_paused.connect(lambda: note.show_saved(self._run.write(note.text())))
        self._note_card.body.addWidget(note)
        self._note = note
        return note

    def _make_offer(self) -> Callout:
        """A draft younger than a day."""
        callout = Callout("notice", _("You had a check-in half done."), icon="history")
        callout.setObjectName("draft-offer")
        go_on, away = Button(_("Continue"), "primary", size="small"), Button(_("Discard"), size="small")
        go_on.setObjectName("draft-continue")
        away.setObjectName("draft-discard")
        go_on.clicked.connect(self._go_on)
        away.clicked.connect(self._start_afresh)
        callout.body.addSpacing(look.space(10))
        callout.body.addWidget(FlowRow([go_on, away], look.space(12)))
        return callout

    # what the person does

    def _take_mood(self) -> None:
        faces = [item.id for item in self._run.checkin.items if self._run.checkin.answers_to(item.id).kind == "faces"]
        if faces and self._mood in self._run.checkin.answers_to(faces[0]).values:
            self._run.answer(faces[0], self._mood)

    def _answer(self, item: ItemId, value: int | None) -> None:
        self._run.answer(item, value)
        self._show_state()

    def _tag(self, words: tuple[str, ...]) -> None:
        self._run.tag(words)
        self._show_state()

    def _go_on(self) -> None:
        """To the first question without an answer."""
        self._end_offer()
        rows = (row for row in self._rows if row.item.id not in self._run.answers)
        next(rows, self._rows[0]).focus_here()

    def _start_afresh(self) -> None:
        """Nothing of the draft stays; a face just chosen on Today does."""
        self._end_offer()
        self.discard()
        self._take_mood()
        for row in self._rows:
            if not isinstance(row.field, Chips):
                row.field.set_answer(self._run.answers.get(row.item.id))
        self._show_state()
        self.focus_first()
        announce(self, _("It is empty again."))

    def _end_offer(self) -> None:
        if self._offer is not None:
            self._offer.hide()
            self._offer.deleteLater()
            self._offer = None

    def _open_note(self) -> None:
        note = self._note or self._make_note()
        self._note_card.show()
        tab_after(self._rows[-1], self._note_card)
        note.edit.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, self, lambda: scroll_to(self._note_card))

    def _save(self) -> None:
        self.flush()
        self.finished.emit(self._run.finish())

    def _show_state(self) -> None:
        self._footer.show_state(may_save=self._run.may_finish)


class _Footer(QWidget):
    """The note, where it is kept, and the two ways on."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where
        self.note = Button(_("Add a private note"), icon="notebook-pen")
        self.note.setObjectName("minute-note-open")
        self.not_now = Button(_("Not now"), "link")
        self.not_now.setObjectName("minute-not-now")
        self.save = Button(_("Save"), "primary", size="large")
        self.save.setObjectName("minute-save")
        self._why = Label(_("With two answers you can save."), "small", "textMuted")
        upright = QBoxLayout.Direction.TopToBottom
        row = QBoxLayout(upright if look.is_one_column else QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(BETWEEN))
        row.addWidget(self.note, 0, Qt.AlignmentFlag(0) if look.is_one_column else Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._words(), 1)
        for button in (self.not_now, self.save) if not look.is_one_column else (self.save, self.not_now):
            row.addWidget(button)

    def show_state(self, *, may_save: bool) -> None:
        self.save.setEnabled(may_save)
        self.save.setAccessibleDescription("" if may_save else self._why.text())
        self._why.setVisible(not may_save)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(look.space(8))
        line.addWidget(IconLabel("lock", "textMuted", 16))
        line.addWidget(Label(self._where, "small", "textMuted"), 1)
        words.addLayout(line)
        words.addWidget(self._why)
        words.addStretch(1)
        return words


def where_kept(is_guest: bool) -> str:
    if is_guest:
        return _("You are here as a guest: when you leave, nothing stays.")
    return _("Saved only in your profile, on this computer.")
