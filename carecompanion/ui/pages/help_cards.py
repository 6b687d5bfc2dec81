"""The cards of Help now: the lines, those of the place, words for asking, back to the present, one's own people."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.content.model import HelpPage
from carecompanion.i18n import _
from carecompanion.learning.records import PlanLine
from carecompanion.services.help_lines import LocalLine
from carecompanion.ui.help_words import (
    age_words,
    disclaimer,
    in_order,
    is_old,
    line_words,
    local_words,
    old_words,
    redial_words,
    trace_words,
)
from carecompanion.ui.pages.plan_words import MARKS
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.buttons import Button
from carecompanion.ui.widgets.callout import Callout
from carecompanion.ui.widgets.card import Card, Hairline
from carecompanion.ui.widgets.cropped import CroppedPicture
from carecompanion.ui.widgets.flow import FlowRow
from carecompanion.ui.widgets.help_row import HelpRow
from carecompanion.ui.widgets.icon import IconCircle, IconLabel
from carecompanion.ui.widgets.shapes import paint_box, soft_colors
from carecompanion.ui.widgets.sized import SizedLabel
from carecompanion.ui.widgets.text import Label

LOCAL_ROOM = 160  # a mobile number fits in one line
PICTURE, LOWER_PICTURE = 170, 122  # lower where people need the room below
BESIDE = 12  # signs of a number that leave room for a name
NO_MARK = ("user-round", "clay")


class LinesCard(Card):
    """The official lines: danger now, violence, crisis, children, interpreters."""

    def __init__(self, content: HelpPage, today: date) -> None:
        super().__init__(padding=0)
        self.body.setSpacing(0)
        for number, line in enumerate(in_order(content.lines)):
            if number:
                self.body.addWidget(Hairline())
            self.body.addWidget(HelpRow(line_words(line, today)))


class AreaCard(Card):
    """«En tu zona»: what somebody here added, under its own heading, so that nobody takes it for official."""

    add_asked = Signal()
    change_asked = Signal()

    def __init__(self, lines: Sequence[LocalLine], trouble: str, today: date, *, may_change: bool = True) -> None:
        super().__init__(padding=0)
        self.setObjectName("area-lines")
        self.body.setSpacing(0)
        self._add_words(lines, trouble)
        for line in lines:
            self.body.addWidget(Hairline())
            self.body.addWidget(HelpRow(local_words(line, today), number_room=LOCAL_ROOM))
        if may_change:
            self.body.addWidget(Hairline())
            self.body.addWidget(self._buttons(bool(lines)))

    def _add_words(self, lines: Sequence[LocalLine], trouble: str) -> None:
        words = QVBoxLayout()
        words.setContentsMargins(look.space(24), look.space(18), look.space(24), look.space(14))
        words.setSpacing(look.space(4))
        words.addWidget(Label(_("In your area"), "h3"))
        about = _("Added by people of this place, not by this program.")
        empty = _("Here you can write down the nearest centre, police station or health post.")
        words.addWidget(Label(about if lines or trouble else empty, "ui", "textMuted"))
        if trouble:
            callout = Callout("notice", trouble)
            callout.setObjectName("area-trouble")
            words.addSpacing(look.space(8))
            words.addWidget(callout)
        self.body.addLayout(words)

    def _buttons(self, has_lines: bool) -> QWidget:
        made = [_button("add-line", _("Add a line of your area"), "plus", self.add_asked)]
        if has_lines:
            made.append(_button("change-lines", _("Change these lines"), "pencil", self.change_asked))
        holder = QWidget()
        row = QVBoxLayout(holder)
        row.setContentsMargins(look.space(12), look.space(8), look.space(12), look.space(8))
        row.addWidget(FlowRow(made, look.space(8)))
        return holder


class WordsCard(Card):
    """What to say first, what to know before dialling, and how old the numbers are."""

    def __init__(self, content: HelpPage, today: date) -> None:
        super().__init__()
        self.body.setSpacing(0)
        across = look.space(24) + 1
        self.body.setContentsMargins(across, look.space(18) + 1, across, look.space(18) + 1)
        if content.phrases:
            self.body.addWidget(Label(_("How to ask for help when words are hard to find"), "h3"))
            self.body.addSpacing(look.space(12))
            for phrase in content.phrases:
                self.body.addWidget(Phrase(phrase))
                self.body.addSpacing(look.space(10))
            self.body.addSpacing(look.space(6))
        notes = (("phone", redial_words()), ("list", trace_words()), ("badge-check", age_words(content)))
        for icon, words in (*notes, ("info", disclaimer())):
            self.body.addLayout(_note(icon, words))
            self.body.addSpacing(look.space(6))
        if is_old(content, today):
            warning = Callout("notice", old_words())
            warning.setObjectName("old-numbers")
            self.body.addSpacing(look.space(6))
            self.body.addWidget(warning)


class Phrase(QFrame):
    """A sentence to read aloud, on a tint: that of support, or `hue`."""

    def __init__(self, words: str, hue: str = "plum") -> None:
        super().__init__()
        self._hue = hue
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(20), look.space(16), look.space(20), look.space(16))
        column.addWidget(SizedLabel(words, "h2", 19, 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, border, _words, width = soft_colors(self._hue)
        paint_box(QPainter(self), self.rect(), look.radius("tile"), fill, border, width)


class PresentCard(Card):
    """The way back to the present, one click away."""

    ground_asked = Signal()

    def __init__(self, picture_height: int = PICTURE) -> None:
        super().__init__()
        self.body.setSpacing(0)
        around = look.space(14) + 1
        self.body.setContentsMargins(around, around, around, look.space(20) + 1)
        self.picture = CroppedPicture("casa", 342, picture_height)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self.picture)
        words = QVBoxLayout()
        words.setContentsMargins(look.space(8), look.space(16), look.space(8), 0)
        words.setSpacing(0)
        words.addWidget(Label(_("Back to the present"), "h2"))
        words.addSpacing(look.space(6))
        about = _(
            "Five things you see, four you touch, three you hear. "
            "Two minutes, and your body understands that today you are here."
        )
        words.addWidget(Label(about))
        words.addStretch(1)
        words.addSpacing(look.space(12))
        start = Button(_("Start 5, 4, 3, 2, 1"), "primary", size="large")
        start.setObjectName("ground")
        start.clicked.connect(self.ground_asked)
        words.addWidget(start)
        self.body.addLayout(words, 1)


class PeopleCard(Card):
    """«Mi gente»: whom the plan names. What is on paper is asked for apart: a paper is found by others."""

    edit_asked = Signal()
    print_asked = Signal()

    def __init__(self, people: Sequence[PlanLine]) -> None:
        super().__init__()
        self.setObjectName("my-people")
        self.body.setSpacing(0)
        self.body.setContentsMargins(look.space(20) + 1, look.space(16) + 1, look.space(8) + 1, look.space(12) + 1)
        heading = QHBoxLayout()
        heading.addWidget(Label(_("My people"), "h3"), 1)
        heading.addWidget(_button("edit-people", _("Edit") if people else _("Add"), "", self.edit_asked, "small"))
        self.body.addLayout(heading)
        for person in people:
            self.body.addSpacing(look.space(8))
            self.body.addWidget(PersonRow(person))
        if people:
            self.body.addSpacing(look.space(4))
            with_people = _button("print-people", _("Print with my people"), "printer", self.print_asked, "small")
            self.body.addWidget(with_people, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            empty = _("Whoever you name in My plan stands here, one click away.")
            self.body.addWidget(Label(empty, "ui", "textMuted"))


class PersonRow(QWidget):
    """A mark, who, for what, and the number where there is one."""

    def __init__(self, person: PlanLine) -> None:
        super().__init__()
        name, about = person.first or person.second, person.second if person.first else ""
        hue = MARKS.get(person.mark, "")
        icon = person.mark if hue else NO_MARK[0]
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(one for one in (about, person.more) if one))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, look.space(12), 0)
        row.setSpacing(look.space(12))
        row.addWidget(IconCircle(icon, hue or NO_MARK[1], 38, 19), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name, weight=600))
        if about:
            words.addWidget(Label(about, "small", "textMuted"))
        row.addLayout(words, 1)
        if person.more:
            number = Label(person.more, "h2", "onClaySoft")  # the title face, whose zero is plain
            is_beside = len(person.more) <= BESIDE and not look.is_one_column
            (row if is_beside else words).addWidget(number)


def _button(name: str, words: str, icon: str, asked: SignalInstance, size: str = "normal") -> Button:
    button = Button(words, "link", icon, size)
    button.setObjectName(name)
    button.clicked.connect(asked)
    return button


def _note(icon: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(8))
    row.addWidget(IconLabel(icon, "textMuted", 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words, "small", "textMuted"), 1)
    return row
