"""What a room's question is answered with on the screen: large, empty at first, and never chosen for anybody."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.services.paper_forms import ends_of
from carecompanion.services.room_questions import RoomQuestion
from carecompanion.ui.pages.wellbeing_items import focus_field
from carecompanion.ui.widgets.choice import ChoiceGroup
from carecompanion.ui.widgets.focus import ROOM
from carecompanion.ui.widgets.levels import LevelRow
from carecompanion.ui.widgets.mood import MoodPicker
from carecompanion.ui.widgets.scale import ScaleCells

Field = ScaleCells | MoodPicker | LevelRow | ChoiceGroup


class AnswerField(QWidget):
    """`chosen(value)` is a number, or None for blank."""

    chosen = Signal(object)

    def __init__(self, question: RoomQuestion, answer: int | None = None) -> None:
        super().__init__()
        self._question = question
        self.field = self._field(answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.addWidget(self.field)
        if isinstance(self.field, ChoiceGroup):
            self.field.option_chosen.connect(lambda place: self.chosen.emit(question.values[place]))
        else:
            self.field.chosen.connect(self.chosen)

    def focus_here(self) -> None:
        """The keyboard goes to the answers."""
        focus_field(self.field)

    def clear(self) -> None:
        """Nothing of the answer stays in the widget."""
        if isinstance(self.field, ChoiceGroup):
            self.field.reset()
        else:
            self.field.clear()

    def _field(self, answer: int | None) -> Field:
        asked = self._question
        if asked.kind in ("numbers", "confidence"):
            least, most = asked.span
            return ScaleCells(asked.text, *ends_of(asked), least, most, answer, is_tall=True)
        if asked.kind == "faces":
            return MoodPicker(asked.answers, asked.text, is_tall=True, answer=answer)
        if asked.kind == "levels":
            return LevelRow(asked.answers, asked.text, answer, is_tall=True)
        field = ChoiceGroup(asked.text, [words for _value, words in asked.answers], is_large=True)
        if answer is not None:
            field.choose(asked.values.index(answer))
        for one in field.choices:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return field
