"""The right of the console: the block's time, and what this block asks: a round, a scene, what cares after a vote."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carecompanion.ui.go import Go
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_round import RoomCard
from carecompanion.ui.pages.console_scene import AnswerCard, SceneCard
from carecompanion.ui.pages.console_time import TimeCard
from carecompanion.ui.theme import look

Card = SceneCard | AnswerCard | RoomCard


class Aside(QWidget):
    """Cards are made when the screen asks for another kind of them, and live until then."""

    def __init__(self, leading: Leading, go: Go) -> None:
        super().__init__()
        self._leading, self._go = leading, go
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(16))
        self.time = TimeCard(leading)
        self._column.addWidget(self.time)
        self._cards: dict[tuple[str, str], Card] = {}
        self._column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        self.time.refresh()
        wanted = self._wanted()
        for key in [key for key in self._cards if key not in wanted]:
            card = self._cards.pop(key)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for key in wanted:
            if key in self._cards:
                self._cards[key].refresh()
            else:
                self._cards[key] = self._made(key[0])
                self._column.insertWidget(self._column.count() - 1, self._cards[key])
                self._cards[key].show()

    def tick(self) -> None:
        self.time.tick()

    def take(self, event: QKeyEvent) -> bool:
        """Keys of a scene."""
        scene = next((one for one in self._cards.values() if isinstance(one, SceneCard)), None)
        return scene is not None and scene.take(event)

    def _wanted(self) -> list[tuple[str, str]]:
        run = self._leading.run
        block = run.run.current
        found: list[tuple[str, str]] = []
        if run.play is not None:
            found.append(("scene", block.id))
        if RoomCard.is_needed(self._leading):
            found.append(("round", block.id))
        if run.screen.answer is not None:
            found.append(("answer", block.id))
        return found

    def _made(self, kind: str) -> Card:
        if kind == "round":
            return RoomCard(self._leading, self._go)
        return SceneCard(self._leading) if kind == "scene" else AnswerCard(self._leading)
