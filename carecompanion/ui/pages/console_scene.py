"""A scene played by the room: hands go up, the trainer picks what most chose, it is said, the next moment is shown."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from carecompanion.i18n import _, ngettext
from carecompanion.learning.scenario import Play, cared, next_time
from carecompanion.ui.icons import pixmap
from carecompanion.ui.leading import Leading
from carecompanion.ui.pages.console_panel import show_if
from carecompanion.ui.theme import look
from carecompanion.ui.widgets.announce import announce
from carecompanion.ui.widgets.buttons import Button, IconButton
from carecompanion.ui.widgets.card import Card
from carecompanion.ui.widgets.choice import LETTERS
from carecompanion.ui.widgets.focus import Ringed
from carecompanion.ui.widgets.shapes import paint_box
from carecompanion.ui.widgets.tag import Tag
from carecompanion.ui.widgets.text import Label, block_of

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_HANDS = 300


class Hands(QWidget):
    """Below an option: how many hands went up for it."""

    counted = Signal()

    def __init__(self, letter: str) -> None:
        super().__init__()
        self.count = 0
        self._letter = letter
        self._words = Label("", "ui")
        less = IconButton("minus", _("One hand less for {letter}").format(letter=letter), size="small")
        more = IconButton("plus", _("One hand more for {letter}").format(letter=letter), size="small")
        more.setObjectName(f"hand-{letter}")
        less.setObjectName(f"hand-less-{letter}")
        less.clicked.connect(lambda: self._step(-1))
        more.clicked.connect(lambda: self._step(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(14), 0, 0, 0)
        row.setSpacing(look.space(8))
        row.addWidget(less)
        row.addWidget(more)
        row.addWidget(self._words, 1)
        self._show()

    def _step(self, by: int) -> None:
        self.count = min(MOST_HANDS, max(0, self.count + by))
        self._show()
        self.counted.emit()

    def _show(self) -> None:
        self._words.setText(ngettext("{n} hand", "{n} hands", self.count).format(n=self.count))


class Option(Ringed, QRadioButton):
    """A choice of the scene, small: the room reads it on the wall. Its letter is the wall's."""

    def __init__(self, letter: str, text: str) -> None:
        super().__init__()
        self._letter, self._text = letter, block_of(text, "ui")
        self.setAccessibleName(f"{letter}. {text}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        return QSize(look.px(280), self.heightForWidth(look.px(280)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._before() + self._text.narrowest + look.space(10), look.px(44))

    def heightForWidth(self, width: int) -> int:
        room = max(self._text.narrowest, width - self._before() - look.space(10))
        return max(look.px(44), self._text.height(room) + 2 * look.space(7))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, is_on = QPainter(self), self.isChecked()
        edge = "primary" if is_on or self.underMouse() else "borderStrong"
        fill = "primarySoft" if is_on else "surface"
        paint_box(painter, self.rect(), look.radius("control"), fill, edge, 2 if is_on else 1)
        side = look.px(26)
        cap = QRect(look.space(10), (self.height() - side) // 2, side, side)
        paint_box(painter, cap, look.radius("key"), "primary" if is_on else "surface", edge)
        words = "onPrimarySoft" if is_on else "text"
        if is_on:
            size = look.px(18)
            corner = cap.center() - QPoint(size // 2 - 1, size // 2 - 1)
            painter.drawPixmap(corner, pixmap("check", "onPrimary", size, self.devicePixelRatioF()))
        else:
            painter.setFont(look.font("ui", 600))
            painter.setPen(look.color("text"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._letter)
        room = self.width() - self._before() - look.space(10)
        top = (self.height() - self._text.height(room)) // 2
        self._text.paint(painter, self._before(), top, room, look.color(words))

    def _before(self) -> int:
        return 2 * look.space(10) + look.px(26)


class SceneCard(Card):
    """One moment at a time; `refresh()` shows another one only when there is another one."""

    def __init__(self, leading: Leading) -> None:
        super().__init__()
        self.setObjectName("scene-card")
        self._leading = leading
        self._shown: object = None
        self._counts = False
        self.choices: list[Option] = []
        self.hands: list[Hands] = []
        self.say_button: Button | None = None
        self._inner: QWidget | None = None
        self.refresh()

    def refresh(self) -> None:
        play = self._leading.run.play
        if play is None or play.taken == self._shown:
            return
        self._shown = play.taken
        self._build(play)

    def tick(self) -> None:
        """A moment stands still."""

    def take(self, event: QKeyEvent) -> bool:
        """1 to 5 pick, Enter says it, Backspace is one moment back."""
        number = int(event.text()) if event.text() in tuple("123456789") else 0
        if 1 <= number <= len(self.choices):
            self._pick(number - 1)
        elif event.key() in _ENTER and self.picked >= 0 and not event.isAutoRepeat():
            self._say()
        elif event.key() == Qt.Key.Key_Backspace and self._shown and not event.isAutoRepeat():
            self._leading.act(self._leading.run.unsay)
        else:
            return False
        event.accept()
        return True

    @property
    def picked(self) -> int:
        """The option's place, or -1."""
        return next((number for number, one in enumerate(self.choices) if one.isChecked()), -1)

    # building

    def _build(self, play: Play) -> None:
        had_focus = self._has_focus()
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(10))
        self.choices, self.hands, self.say_button = [], [], None
        head = QHBoxLayout()
        head.addWidget(Label(_("The scene"), "h3"), 1)
        head.addWidget(Tag(_("Moment {n}").format(n=len(play.taken) + 1), "plum"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if play.is_over:
            self._add_end(column, play)
        else:
            self._add_choices(column, play)
        self._add_ways(column, play)
        self.body.addWidget(self._inner)
        self._inner.show()
        if had_focus:
            self.focus_first()

    def focus_first(self) -> None:
        inner = self._inner or self
        target: QWidget | None = self.choices[0] if self.choices else inner.findChild(Button)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_choices(self, column: QVBoxLayout, play: Play) -> None:
        column.addWidget(Label(play.moment.question or _("Hands up: what do we say?"), "ui", weight=600))
        for number, (_own, choice) in enumerate(play.offered):
            option = Option(LETTERS[number], choice.text)
            option.setObjectName(f"option-{number}")
            option.toggled.connect(self._show_act)
            self.choices.append(option)
            column.addWidget(option)
            hands = Hands(LETTERS[number])
            hands.counted.connect(self._pick_most)
            show_if(hands, self._counts)
            self.hands.append(hands)
            column.addWidget(hands)
        self.say_button = Button(_("Say it"), "primary", key_hint="Enter")
        self.say_button.setObjectName("say")
        self.say_button.setEnabled(False)
        self.say_button.clicked.connect(self._say)
        column.addWidget(self.say_button)

    def _add_end(self, column: QVBoxLayout, play: Play) -> None:
        column.addWidget(Label(play.moment.title, "label"))
        lines = cared(play)
        if lines:
            column.addWidget(Label(_("What cared for her"), "ui", weight=600))
        for words in lines:
            column.addWidget(Label(words, "ui"))
        if next_time(play):
            column.addWidget(Label(_("Next time"), "ui", weight=600))
            column.addWidget(Label(next_time(play), "ui"))

    def _add_ways(self, column: QVBoxLayout, play: Play) -> None:
        run = self._leading.run
        if not play.is_over:
            count = Button(_("Hide the count") if self._counts else _("Count hands"), "link", icon="hand", size="small")
            count.setObjectName("count-hands")
            count.clicked.connect(lambda: self._turn_counts(count))
            column.addWidget(count, 0, Qt.AlignmentFlag.AlignLeft)
        if play.taken:
            back = Button(_("Back one moment"), icon="undo-2", size="small")
            back.setObjectName("moment-back")
            back.setAccessibleDescription(_("Backspace"))
            back.clicked.connect(lambda: self._leading.act(run.unsay))
            column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        if play.is_over:
            again = Button(_("From the beginning"), icon="rotate-ccw", size="small")
            again.setObjectName("scene-again")
            again.clicked.connect(lambda: self._leading.act(run.say_again))
            column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    # acting

    def _turn_counts(self, button: Button) -> None:
        self._counts = not self._counts
        button.setText(_("Hide the count") if self._counts else _("Count hands"))
        for one in self.hands:
            one.setVisible(self._counts)

    def _pick(self, number: int) -> None:
        self.choices[number].setChecked(True)

    def _pick_most(self) -> None:
        """The option with most hands; where two have as many, nobody is picked for them."""
        counts = [one.count for one in self.hands]
        most = max(counts)
        if most and counts.count(most) == 1:
            self._pick(counts.index(most))

    def _show_act(self, _is_on: bool = False) -> None:
        if self.say_button is not None:
            here = self.picked
            self.say_button.setEnabled(here >= 0)
            self.say_button.setText(_("Say {letter}").format(letter=LETTERS[here]) if here >= 0 else _("Say it"))

    def _say(self) -> None:
        play, here = self._leading.run.play, self.picked
        if play is None or not 0 <= here < len(play.offered):
            return
        number = play.offered[here][0]
        self._leading.act(lambda: self._leading.run.say(number))
        after = self._leading.run.play
        if after is not None and after.last is not None:
            announce(self, f"{after.last.sees} {after.moment.title}")

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)


class AnswerCard(Card):
    """A vote of a lesson: which answer cares is shown when the room has voted."""

    def __init__(self, leading: Leading) -> None:
        super().__init__()
        self.setObjectName("answer-card")
        self._leading = leading
        self.body.setSpacing(look.space(8))
        self.body.addWidget(Label(_("After the vote"), "h3"))
        self._words = Label("", "ui")
        self.body.addWidget(self._words)
        self.show_button = Button("", icon="eye")
        self.show_button.setObjectName("show-answer")
        self.show_button.clicked.connect(self._turn)
        self.body.addWidget(self.show_button)
        self.refresh()

    def refresh(self) -> None:
        answer = self._leading.run.screen.answer
        if answer is None:
            return
        is_shown = self._leading.instead == answer
        title = getattr(answer.slide, "title", "")
        self._words.setText(_("What cares most: {words}").format(words=title))
        self.show_button.setText(_("Back to the vote") if is_shown else _("Show the room what cares"))

    def tick(self) -> None:
        """An answer stands still."""

    def _turn(self) -> None:
        leading = self._leading
        answer = leading.run.screen.answer
        if answer is not None and leading.instead != answer:
            leading.show(answer, lambda: leading.run.screen.answer)
        else:
            leading.take_back()
