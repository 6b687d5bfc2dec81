"""The twelve words of a recovery phrase on the screen: to write down or to print, never to keep in a file beside the
profile, where it would open the lock it belongs to."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from carecompanion.i18n import _
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.text import Label, TextBlock
from carecompanion.ui.widgets.wrap_grid import WrapGrid


class RecoveryWords(QWidget):
    """The words, numbered, and the button that prints them."""

    def __init__(self, phrase: str, nickname: str) -> None:
        super().__init__()
        self._phrase, self._nickname = phrase, nickname
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(16))
        words = [_Word(number, word) for number, word in enumerate(phrase.split(), start=1)]
        column.addWidget(WrapGrid(words, look.px(150), 4, look.space(8)))
        row = QHBoxLayout()
        row.setSpacing(look.space(12))
        printing = Button(_("Print"), "outline", "printer")
        printing.setObjectName("print-recovery")
        printing.clicked.connect(self._print)
        row.addWidget(printing)
        row.addWidget(
            Label(_advice(), "ui", "textMuted"),
            1,
        )
        column.addLayout(row)

    def _print(self) -> None:
        from carecompanion.ui.printing import show_print  # late: the printing module of Qt takes its time

        show_print(self, _("Recovery phrase"), recovery_page(self._phrase, self._nickname), may_save=False)


def recovery_page(phrase: str, nickname: str) -> str:
    """The paper: no program name, so that it tells nothing to who finds it."""
    items = "".join(f"<li>{escape(word)}</li>" for word in phrase.split())
    title, belongs = _("Recovery phrase"), _("Profile: {nickname}").format(nickname=escape(nickname))
    return f"<h1>{escape(title)}</h1><p>{belongs}</p><ol>{items}</ol><p>{escape(_advice())}</p>"


def what_the_words_do() -> str:
    return _(
        "If one day you forget your passphrase, these twelve words open your profile. They are shown only now: "
        "write them down or print them."
    )


def _advice() -> str:
    return _("Keep the paper far from this computer. Whoever has it can open your profile.")


class _Word(QLabel):
    """«3  puente»: a number and a word in a thin box."""

    def __init__(self, number: int, word: str) -> None:
        super().__init__(f"{number}. {word}")
        self._number, self._word = TextBlock(str(number), "small"), TextBlock(word, "label")
        self.setAccessibleName(self.text())
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFixedHeight(look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), look.radius("control"), "surfaceAlt", "border")
        left, beside = look.space(12), look.px(32)
        for block, x, color in ((self._number, left, "textMuted"), (self._word, left + beside, "text")):
            block.paint(painter, x, (self.height() - block.line) / 2, self.width() - x, look.color(color))
