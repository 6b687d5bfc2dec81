"""One block in the editor: how long, what the room sees, notes, a warning, how much it matters, its own slides."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.content.library import Library
from carecompanion.i18n import _
from carecompanion.learning.workshop import Block
from carecompanion.services.session_draft import MOST_LETTERS, MOST_NOTES, SessionDraft, kind_words
from carecompanion.ui.pages.facilitate_words import clock_text
from carecompanion.ui.pages.session_shown import fill_menu, shown_words
from carecompanion.ui.pages.session_slides import SlideForms
from carecompanion.ui.pages.session_steps import StepChoice
from carecompanion.ui.pages.session_words import KINDS, weight_words
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.card import Hairline
from carecompanion.ui.widgets.drop_menu import DropMenu
from carecompanion.ui.widgets.fields import TextField
from carecompanion.ui.widgets.grow_edit import GrowEdit
from carecompanion.ui.widgets.icon import IconCircle
from carecompanion.ui.widgets.later import Later
from carecompanion.ui.widgets.menu_choice import MenuChoice
from carecompanion.ui.widgets.minutes_box import MinutesBox
from carecompanion.ui.widgets.note_box import NoteEdit
from carecompanion.ui.widgets.switch import SwitchRow
from carecompanion.ui.widgets.text import Label


class BlockPanel(QWidget):
    """The fields of the block at `place`. What is typed goes to the draft after a pause, and with `flush()`.

    `changed` after the draft was changed here; `refused(words)` when it may not be so.
    """

    changed = Signal()
    picture_asked = Signal(int, object)
    shown_asked = Signal(object, str, bool)

    def __init__(self, draft: SessionDraft, place: int, library: Library, slide: int | None = None) -> None:
        super().__init__()
        self._draft, self._library, self.place = draft, library, place
        self._later = Later(self)
        self._later.told.connect(self._on_told)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(14))
        self._add_title()
        self._add_times()
        self._add_shown()
        self._add_notes()
        self._add_warning()
        self._column.addWidget(Hairline())
        self._add_weight()
        self._column.addWidget(Hairline())
        self._add_slides(slide)
        self._column.addStretch(1)

    @property
    def block(self) -> Block:
        return self._draft.plan.agenda.blocks[self.place]

    @property
    def open_slide(self) -> int | None:
        return self._slides.open_at

    def flush(self) -> None:
        """Nothing that is typed waits any more, nor a number before its Enter."""
        self._minutes.box.interpretText()
        self._least.box.interpretText()
        self._later.flush()
        self._slides.flush()

    def refresh(self, place: int) -> None:
        """The block moved, or others before it changed."""
        self.place = self._steps.place = place
        self._start.set_text(clock_text(self._draft.plan.agenda.starts_of(place)))
        self._minutes.box.put(self.block.minutes)

    def focus_title(self, *, is_new: bool = False) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_new:
            self.title.selectAll()

    # the parts

    def _add_title(self) -> None:
        block = self.block
        icon, hue = KINDS[block.kind]
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        row.addWidget(IconCircle(icon, hue, 36, 18), 0, Qt.AlignmentFlag.AlignBottom)
        words = QVBoxLayout()
        words.setSpacing(look.space(4))
        words.addWidget(Label(_("{kind}: title").format(kind=kind_words(block.kind)), "small", "textMuted"))
        self.title = GrowEdit(_("Title of the block"), block.title)
        self.title.setObjectName("block-title")
        self.title.textChanged.connect(self._later.typed)
        self.title.left.connect(self._later.flush)
        self.title.entered.connect(self._later.flush)
        words.addWidget(self.title)
        row.addLayout(words, 1)
        self._column.addLayout(row)

    def _add_times(self) -> None:
        block = self.block
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if look.is_one_column else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(look.space(12))
        self._minutes = MinutesBox(_("Duration"), block.minutes)
        self._minutes.box.setObjectName("block-minutes")
        self._minutes.changed.connect(self._on_minutes_changed)
        self._start = TextField(_("Begins"), clock_text(self._draft.plan.agenda.starts_of(self.place)))
        self._start.line.setEnabled(False)
        self._start.line.setObjectName("block-start")
        row.addWidget(self._minutes, 1)
        row.addWidget(self._start, 1)
        self._column.addLayout(row)

    def _add_shown(self) -> None:
        self._shown = MenuChoice(_("On the projector"), self._shown_words())
        self._shown.button.setObjectName("block-shown")
        self._shown.opening.connect(self._fill_shown)
        self._column.addWidget(self._shown)
        self._steps = StepChoice(self._draft, self.place)
        self._steps.changed.connect(self.changed)
        self._column.addWidget(self._steps)

    def _add_notes(self) -> None:
        words = Label(_("Notes only for you"), "small", "textMuted")
        self.notes = NoteEdit()
        self.notes.setObjectName("block-notes")
        self.notes.setAccessibleName(_("Notes only for you"))
        self.notes.setPlainText(self.block.notes)
        self.notes.setMinimumHeight(look.px(120))
        self.notes.textChanged.connect(self._later.typed)
        self.notes.left.connect(self._later.flush)
        words.setBuddy(self.notes)
        column = QVBoxLayout()
        column.setSpacing(look.space(8))
        column.addWidget(words)
        column.addWidget(self.notes)
        self._column.addLayout(column)

    def _add_warning(self) -> None:
        block = self.block
        self._warning = SwitchRow(
            _("Warn before: sensitive topic"), _("The group sees the notice and may leave."), block.is_sensitive
        )
        self._warning.switch.setObjectName("block-warning")
        self._warning.toggled.connect(self._on_warning_toggled)
        self._column.addWidget(self._warning)
        self.notice = TextField(_("What the notice says (empty: that of the lesson or scene)"), block.notice)
        self.notice.line.setObjectName("block-notice")
        self.notice.line.setMaxLength(MOST_LETTERS)
        self.notice.text_changed.connect(self._later.typed)
        self.notice.line.editingFinished.connect(self._later.flush)
        self._column.addWidget(self.notice)
        self.notice.setVisible(block.is_sensitive)

    def _add_weight(self) -> None:
        self._column.addWidget(Label(_("When time is short"), "label", weight=600))
        self._weight = MenuChoice(_("How much it matters"), weight_words()[self.block.weight])
        self._weight.button.setObjectName("block-weight")
        self._weight.opening.connect(self._fill_weights)
        self._column.addWidget(self._weight)
        self._least = MinutesBox(_("Never shorter than"), self.block.least)
        self._least.box.setObjectName("block-least")
        self._least.changed.connect(self._on_least_changed)
        self._column.addWidget(self._least)

    def _add_slides(self, slide: int | None) -> None:
        self._column.addWidget(Label(_("Its own slides"), "label", weight=600))
        self._slides = SlideForms(self.block.slides, slide)
        self._slides.written.connect(self._on_slides_written)
        self._slides.picture_asked.connect(self.picture_asked)
        self._column.addWidget(self._slides)

    # what is done

    def _on_told(self) -> None:
        """What was typed."""
        self._draft.retitle_block(self.place, self.title.toPlainText())
        self._draft.set_notes(self.place, self.notes.toPlainText()[:MOST_NOTES])
        self._draft.set_announced(self.place, self._warning.switch.isChecked(), self.notice.text())
        self.changed.emit()

    def _on_minutes_changed(self, minutes: int) -> None:
        self._later.flush()
        self._draft.resize(self.place, minutes)
        self.changed.emit()

    def _on_least_changed(self, minutes: int) -> None:
        self._draft.set_least(self.place, minutes)
        self.changed.emit()

    def _on_warning_toggled(self, is_on: bool) -> None:
        self.notice.setVisible(is_on)
        self._draft.set_announced(self.place, is_on, self.notice.text())
        self.changed.emit()

    def _on_slides_written(self) -> None:
        """A block that is called as its slide goes on being called so."""
        before, after = self.block.slides, self._slides.slides
        self._draft.set_slides(self.place, after)
        if before and after and self.block.title == before[0].title != after[0].title:
            self._draft.retitle_block(self.place, after[0].title)
            was = self.title.blockSignals(True)
            self.title.setPlainText(self.block.title)
            self.title.blockSignals(was)
        self._shown.set_words(self._shown_words())
        self.changed.emit()

    def _fill_shown(self, menu: DropMenu) -> None:
        fill_menu(menu, self._library, self.block, self._draft.plan.workshop, self.shown_asked.emit)

    def _shown_words(self) -> str:
        return shown_words(self._library, self.block, self._draft.plan.workshop)

    def _fill_weights(self, menu: DropMenu) -> None:
        for weight, words in weight_words().items():
            menu.add(
                words,
                lambda weight=weight: self._on_weight_chosen(weight),
                name=f"weight-{weight}",
                is_chosen=weight == self.block.weight,
            )

    def _on_weight_chosen(self, weight: str) -> None:
        self._draft.set_weight(self.place, weight)
        self._weight.set_words(weight_words()[weight])
        self.changed.emit()
