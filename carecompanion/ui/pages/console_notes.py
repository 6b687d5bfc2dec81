"""The trainer's notes for what is shown now, at the size she wants; below them, what to do when somebody is upset."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.learning.scenario import Play
from carecompanion.services.preferences import Preferences
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_panel import TallScroll, show_if
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import IconButton
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.text import Label, ReadingText

SIZES = (1.0, 1.25, 1.5)
KEPT_AS = "console_notes_size"


class Notes(ReadingText):
    """Text that can be grown by itself."""

    def __init__(self, name: str, grown: float) -> None:
        self._grown = grown
        self._words = ""
        super().__init__("", "reading", name)

    def grow(self, grown: float) -> None:
        self._grown = grown
        self.set_markdown(self._words)

    def set_markdown(self, markdown: str) -> None:
        self._words = markdown
        super().set_markdown(markdown)
        if self._grown == 1.0:
            return
        font = look.font(self._role)
        font.setPixelSize(round(font.pixelSize() * self._grown))
        self.document().setDefaultFont(font)
        self._lead()

    def _lead(self) -> None:
        """Lines grow with the letters."""
        line = round(look.line(self._role) * self._grown)
        block: QTextBlock = self.document().begin()
        while block.isValid():
            shape = QTextBlockFormat()
            shape.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            QTextCursor(block).mergeBlockFormat(shape)
            block = block.next()


class NotesCard(Card):
    """While there is a pause for everyone, what to do stands in the notes' place."""

    def __init__(self, leading: Leading, preferences: Preferences) -> None:
        super().__init__()
        self._leading, self._preferences = leading, preferences
        self._words = ""
        kept = preferences.get(KEPT_AS)
        self._size = int(kept) % len(SIZES) if kept.isdigit() else 0
        self.title = Label("", "h3")
        self.size_button = IconButton("a-large-small", _("Text size of the notes"), size="small", icon_size=18)
        self.size_button.setObjectName("notes-size")
        self.size_button.clicked.connect(self._on_size_clicked)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.size_button)
        self.body.addLayout(head)
        self._notes = Notes(_("Notes"), SIZES[self._size])
        self._notes.setObjectName("notes")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(5, 0, 5, 0)
        column.addWidget(self._notes)
        column.addStretch(1)
        self._scroll = TallScroll(inner)
        self.body.addWidget(self._scroll, 1)
        self._support = Callout("support", "", story_words(), role="ui")
        self._support.setAccessibleName(_("If somebody tells her story"))
        self._support.setObjectName("story")
        self.body.addWidget(self._support)
        self.refresh()

    def refresh(self) -> None:
        run = self._leading.run
        is_paused = run.run.is_paused
        words = (
            pause_notes() if is_paused else said_words(run.play) + notes_words(run.run.current.notes, run.screen.notes)
        )
        if words == self._words:
            return
        self._words = words
        self.title.setText(_("A pause for everyone: what to do") if is_paused else _("Notes"))
        show_if(self._support, not is_paused)
        self._notes.set_markdown(words)
        self._scroll.verticalScrollBar().setValue(0)

    def tick(self) -> None:
        """Notes stand still."""

    def leave(self) -> None:
        """Nothing is written here."""

    def set_tall(self, is_tall: bool) -> None:
        self._scroll.set_tall(is_tall)

    def focus_first(self) -> None:
        self._notes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_size_clicked(self) -> None:
        self._size = (self._size + 1) % len(SIZES)
        self._preferences.keep(**{KEPT_AS: str(self._size)})
        self._notes.grow(SIZES[self._size])
        self._scroll.updateGeometry()


def said_words(play: Play | None) -> str:
    """What the room said in the scene, what one sees in her now, and what to try instead."""
    if play is None or play.last is None:
        return ""
    found = [_("**Said:** {words}").format(words=play.last.text), play.last.sees, play.last.why]
    return "\n\n".join(words for words in found if words) + "\n\n---\n\n"


def story_words() -> str:
    return _("If a story comes up: thank them, don’t explore it in front of everybody, and offer to talk afterwards.")


def notes_words(of_block: str, of_screen: str) -> str:
    """The block's own, then the lesson's for this screen; each line is a paragraph of its own."""
    if not of_block and not of_screen:
        return _("No notes for this block.")
    parts = [_lines(of_block)] if of_block else []
    if of_screen:
        head = _("For this screen")
        parts += [f"**{head}**", _lines(of_screen)] if of_block else [_lines(of_screen)]
    return "\n\n".join(parts)


def _lines(text: str) -> str:
    """Lists stay lists."""
    found = ""
    for line in text.strip().splitlines():
        is_item = line.lstrip().startswith(("- ", "* "))
        found += ("\n" if is_item else "\n\n") + line
    return found.strip()


def pause_notes() -> str:
    steps = [
        _("Lower your voice and wait. You need not say why."),
        _("Your partner comes near whoever needs it, at the side, without asking in front of others."),
        _("Ask: “What do you need now?”. Water, air or stepping out are fine."),
        _("Don’t ask what happened, and don’t promise what you can’t keep."),
        _("If a life is in danger, open Help now: F1."),
        _("When the room is ready, press P and go on slowly. Skipping this part is fine."),
    ]
    return "\n\n".join(steps)
