"""Which steps of its lesson a block uses: a button that says how many, and below it, once pressed, a box for each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.errors import SessionNotAllowed
from carecompanion.i18n import _
from carecompanion.services.session_contents import ChosenStep
from carecompanion.services.session_draft import SessionDraft
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.arrow_keys import ArrowKeys
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.fields import ErrorLine
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.menu_choice import MenuButton
from carecompanion.ui.widgets.text import Label
from carecompanion.ui.widgets.tick import Tick


class StepChoice(QWidget):
    """Of the block at `place` of the draft; hidden where it shows no lesson. `changed` when other steps were chosen."""

    changed = Signal()

    def __init__(self, draft: SessionDraft, place: int) -> None:
        super().__init__()
        self._draft, self.place = draft, place
        self._boxes: dict[str, Tick] = {}
        self._steps = draft.steps_of(draft.plan.agenda.blocks[place])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(8))
        label = _("Steps of the lesson")
        self._column.addWidget(Label(label, "small", "textMuted"))
        self.button = MenuButton("")
        self.button.setObjectName("block-steps")
        self.button.clicked.connect(self._on_pressed)
        self._column.addWidget(self.button)
        self._gone = Label("", "small", "onOchreSoft")
        self._column.addWidget(self._gone)
        self._list = self._make_list()
        self._list.hide()
        self._column.addWidget(self._list)
        if not self._steps:  # never shown before it has its place: it would be a window of its own
            self.hide()
        self._say()

    def _make_list(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for step in self._steps:
            box = Tick(step.title)
            box.setObjectName(f"step-{step.id}")
            box.setChecked(step.is_used)
            box.clicked.connect(lambda _on, step=step: self._on_box_clicked(step))
            self._boxes[step.id] = box
            column.addWidget(box)
        self._error = ErrorLine()
        column.addWidget(self._error)
        self._every = Button(_("Use every step"), "link", "list", "small")
        self._every.setObjectName("every-step")
        self._every.clicked.connect(self._on_every)
        column.addWidget(FlowRow([self._every], 0))
        self._arrows = ArrowKeys(holder, list(self._boxes.values()))
        return holder

    @property
    def _used(self) -> Sequence[ChosenStep]:
        """As the draft has them."""
        return [step for step in self._draft.steps_of(self._draft.plan.agenda.blocks[self.place]) if step.is_used]

    def _say(self) -> None:
        """How many are used, and which are gone."""
        used, every = len(self._used), len(self._steps)
        words = _("Every step ({n})").format(n=every)
        if used < every:
            words = _("{n} of {total} steps").format(n=used, total=every)
        self.button.setText(words)
        is_open = not self._list.isHidden()
        spoken = _("The list is open below.") if is_open else _("Opens a list.")
        self.button.setAccessibleDescription(". ".join((_("Steps of the lesson"), spoken)))
        self._every.setEnabled(used < every)
        gone = self._draft.gone_of(self._draft.plan.agenda.blocks[self.place])
        self._gone.setText(gone)
        self._gone.setVisible(bool(gone))

    def _on_pressed(self) -> None:
        self._list.setVisible(self._list.isHidden())
        self._error.set_text("")
        self._say()

    def _on_box_clicked(self, step: ChosenStep) -> None:
        """The last one cannot be taken away: a block that shows nothing of its lesson shows something else."""
        wished = [name for name, box in self._boxes.items() if box.isChecked()]
        try:
            self._draft.set_steps(self.place, wished)
        except SessionNotAllowed as error:
            self._boxes[step.id].setChecked(True)
            self._error.set_text(error.words)
            return
        self._told()

    def _on_every(self) -> None:
        for box in self._boxes.values():
            box.setChecked(True)
        self._draft.set_steps(self.place, list(self._boxes))
        first = next(iter(self._boxes.values()))
        first.setFocus()
        self._told()

    def _told(self) -> None:
        self._error.set_text("")
        self._say()
        self.changed.emit()
